"""Count answers in a table of any size, in whatever engine holds it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import prod
from typing import Any

import narwhals as nw
import pandas as pd

from klaster_analisis.analysis.arrow import as_arrow
from klaster_analisis.errors import DataError, Fault, Faults, one_of
from klaster_analisis.terms import BOBOT, N

GROUPS_AT_ONCE = 20_000
"""Combinations that one pass may be expected to meet: so many fit in a processor's cache, and more columns a pass are faster."""

MOST_GROUPS = 1_000_000
"""Combinations that are counted at all: more come from a column of names or remarks, not of answers."""

Unit = tuple[str, ...]


def count_answers(frame: Any, *, by: Sequence[str], weight: str | None = None) -> pd.DataFrame:
    """
    Count the rows of a table by one or more columns.

    Parameters
    ----------
    frame : a frame that Narwhals knows (pandas, Polars, PyArrow, DuckDB, PySpark, Dask, …), eager or lazy
        One row a firm, or rows already counted.
    by : sequence of str
        Columns to count by.
    weight : str, optional
        Column with the count that each row stands for, where rows are already counted.

    Returns
    -------
    pandas.DataFrame
        The columns of `by` and ``n``, sorted, one row a combination that occurs. Missing answers are counted as a
        combination of their own, ``None``.

    Raises
    ------
    DataError
        If a column is missing, or a weight is missing, negative or not whole.

    Examples
    --------
    >>> rows = pd.DataFrame({"lokasi": ["pati", "pati", "tegal"], "jawaban": ["ada", "ada", None]})
    >>> count_answers(rows, by=["lokasi", "jawaban"]).to_dict("list")
    {'lokasi': ['pati', 'tegal'], 'jawaban': ['ada', None], 'n': [2, 1]}
    """
    lazy = _lazy(frame, [*by, *([weight] if weight else [])])
    if weight is None:
        counted = _grouped(lazy, by, nw.len().alias(N))
    else:
        check_weights(lazy, weight, whole=True)
        counted = _grouped(lazy.select(*by, nw.col(weight).alias(_WEIGHT)), by, nw.col(_WEIGHT).sum().alias(N))
    return counted.astype({N: "int64"}).sort_values(list(by), na_position="last").reset_index(drop=True)


def count_questions(
    frame: Any,
    units: Iterable[Sequence[str]],
    *,
    by: Sequence[str] = (),
    levels: Mapping[str, int],
    weight: str | None = None,
) -> dict[Unit, pd.DataFrame]:
    """
    Count many questions of a table in as few passes over it as can be.

    Parameters
    ----------
    frame : a frame that Narwhals knows, eager or lazy
        One row a firm.
    units : iterable of sequence of str
        What is counted: the column of a question, or the columns of questions that are looked at together.
    by : sequence of str
        Columns that all of them are counted by, like the place.
    levels : mapping of str to int
        How many different values to expect in a column of `by` or of a unit: it decides which units share a pass, not what is
        counted.
    weight : str, optional
        Column with the survey weight of each row.

    Returns
    -------
    dict of pandas.DataFrame
        By unit: the columns of `by` and of the unit, ``n`` (rows) and, with a weight, ``bobot`` (the sum of weights); one row
        a combination that occurs, a missing answer being ``None``.

    Raises
    ------
    DataError
        If a column is missing, a weight is missing or negative, or columns hold more than a million combinations.

    Notes
    -----
    Units are counted jointly where few combinations are to be expected, and added up again afterwards: a pass over five columns
    costs less than five passes over one.

    Examples
    --------
    >>> rows = pd.DataFrame({"lokasi": ["pati", "pati", "tegal"], "p": ["ada", "ada", None], "q": ["1", "2", "1"]})
    >>> found = count_questions(rows, [["p"], ["q"]], by=["lokasi"], levels={"lokasi": 2, "p": 3, "q": 3})
    >>> found[("q",)].values.tolist()
    [['pati', '1', 1], ['pati', '2', 1], ['tegal', '1', 1]]
    """
    wanted = [tuple(unit) for unit in units]
    lazy = _lazy(frame, [*by, *(column for unit in wanted for column in unit), *([weight] if weight else [])])
    measures = [nw.len().alias(N)]
    if weight is not None:
        check_weights(lazy, weight, whole=False)
        lazy = lazy.with_columns(nw.col(weight).cast(nw.Float64()).alias(_WEIGHT))
        measures.append(nw.col(_WEIGHT).sum().alias(BOBOT))
    counted: dict[Unit, pd.DataFrame] = {}
    for pack in _packs(wanted, by, levels):
        columns = [*by, *dict.fromkeys(column for unit in pack for column in unit)]
        joint = _grouped(lazy, columns, *measures).astype({N: "int64"})
        for unit in pack:
            keys = [*by, *unit]
            sums = joint.groupby(keys, dropna=False, sort=True, as_index=False)[[m for m in (N, BOBOT) if m in joint]].sum()
            counted[unit] = sums.astype(dict.fromkeys(keys, object)).where(sums.notna(), None)
    return {unit: counted[unit] for unit in wanted}


_WEIGHT = "__weight__"  # aside from any column of the user's: one of them may be called n


def _lazy(frame: Any, columns: Iterable[str]) -> nw.LazyFrame[Any]:
    """Take the columns of any frame, to be counted by its own engine; a pandas frame by Arrow's, which is faster."""
    wanted = list(dict.fromkeys(columns))
    given = nw.from_native(frame)
    schema = given.collect_schema()
    faults = Faults()
    for column in wanted:
        if column not in schema:
            faults.add("column", f'"{column}" is not in the table.', one_of(schema, given=column))
    faults.stop_if_any()
    chosen = given.select(*wanted)
    return as_arrow(chosen).lazy() if isinstance(chosen, nw.DataFrame) else chosen


def _packs(units: Sequence[Unit], by: Sequence[str], levels: Mapping[str, int]) -> Iterator[list[Unit]]:
    """Put units together, those of few combinations first, as long as few combinations are to be expected."""
    base = prod(levels[column] for column in by)
    sizes = {unit: prod(levels[column] for column in unit) for unit in units}
    pack: list[Unit] = []
    expected = base
    for unit in sorted(sizes, key=lambda unit: sizes[unit]):
        if pack and expected * sizes[unit] > GROUPS_AT_ONCE:
            yield pack
            pack, expected = [], base
        pack.append(unit)
        expected *= sizes[unit]
    if pack:
        yield pack


def _grouped(lazy: nw.LazyFrame[Any], keys: Sequence[str], *measures: nw.Expr) -> pd.DataFrame:
    """Group and collect; keys as Python objects, NaN and null being one and the same: no answer."""
    counted = lazy.group_by(*keys).agg(*measures) if keys else lazy.select(*measures)
    collected = pd.DataFrame(counted.head(MOST_GROUPS + 1).collect().to_dict(as_series=False))
    if len(collected) > MOST_GROUPS:
        problem = f"together hold more than {MOST_GROUPS:,} different combinations."
        raise DataError([Fault(f"columns {', '.join(keys)}", problem, "Count columns of answers, not of names or remarks.")])
    texts = {key: collected[key].astype(object).where(collected[key].notna(), None) for key in keys}
    return collected.assign(**texts)


def check_weights(frame: Any, weight: str, *, whole: bool) -> None:
    """
    Refuse weights that are missing, negative or infinite, or, where rows are already counted, not whole.

    Raises
    ------
    DataError
        That lists every kind of fault.
    """
    lazy = nw.from_native(frame).lazy()
    dtype = lazy.collect_schema()[weight]
    if not dtype.is_numeric():
        raise DataError([Fault(f"column {weight}", f"holds {dtype}, not numbers.", "Give non-negative numbers.")])
    column = nw.col(weight)
    if dtype.is_float():
        column = nw.when(~column.is_nan()).then(column)  # NaN is a missing count, but only null is null
    # The flags are made first and summed after: a condition inside an aggregation is ignored by some engines.
    numbers = lazy.select(column.cast(nw.Float64()).alias(_WEIGHT))
    flags = numbers.select(
        missing=nw.col(_WEIGHT).is_null(),
        negative=(nw.col(_WEIGHT) < 0).fill_null(False),
        infinite=(nw.col(_WEIGHT) == float("inf")).fill_null(False),
        fractional=(nw.col(_WEIGHT) % 1 != 0).fill_null(False),
    )
    found = flags.select(nw.all().cast(nw.Int64()).sum()).collect().rows(named=True)[0]
    faults = Faults()
    rule = "Counts are whole and not negative." if whole else "Weights are finite numbers of 0 or more."
    for kind, times in found.items():
        if times and (whole or kind != "fractional"):
            faults.add(f"column {weight}", f"{int(times)} of the {'counts' if whole else 'weights'} are {kind}.", rule)
    faults.stop_if_any()
