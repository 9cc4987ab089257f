"""Count answers in a table of any size, in whatever engine holds it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import prod
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from klaster_analisis.analysis.arrow import as_arrow
from klaster_analisis.analysis.packing import KEY, pack
from klaster_analisis.errors import DataError, Fault, Faults, one_of
from klaster_analisis.sources.survey.engines import plainly_named
from klaster_analisis.terms import BOBOT, N

GROUPS_AT_ONCE = 5_000
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
        If a column is missing or is named ``n``, or a weight is missing, negative or not whole.

    Examples
    --------
    >>> rows = pd.DataFrame({"lokasi": ["pati", "pati", "tegal"], "jawaban": ["ada", "ada", None]})
    >>> count_answers(rows, by=["lokasi", "jawaban"]).to_dict("list")
    {'lokasi': ['pati', 'tegal'], 'jawaban': ['ada', None], 'n': [2, 1]}
    """
    lazy, names = _lazy(frame, by, weight, taken=[N])
    if weight is None:
        return _Joint(lazy, names, by, {N: nw.len()}).over(by)
    check_weights(lazy, weight, whole=True)
    return _Joint(lazy, names, by, {N: nw.col(_WEIGHT).sum()}).over(by)


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
        counted. A column that is not in it may hold many.
    weight : str, optional
        Column with the survey weight of each row.

    Returns
    -------
    dict of pandas.DataFrame
        By unit: the columns of `by` and of the unit, ``n`` (rows) and, with a weight, ``bobot`` (the sum of weights); sorted,
        one row a combination that occurs, a missing answer being ``None``.

    Raises
    ------
    DataError
        If a column is missing or has the name of a count, a weight is missing or negative, or the columns of a unit hold more
        than a million combinations.

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
    columns = [*by, *(column for unit in wanted for column in unit)]
    lazy, names = _lazy(frame, columns, weight, taken=[N] if weight is None else [N, BOBOT])
    measures = {N: nw.len()}
    if weight is not None:
        check_weights(lazy, weight, whole=False)
        lazy = lazy.with_columns(nw.col(_WEIGHT).cast(nw.Float64()))
        measures[BOBOT] = nw.col(_WEIGHT).sum()
    counted: dict[Unit, pd.DataFrame] = {}
    waiting = list(_packs(wanted, by, levels))
    while waiting:
        pack = waiting.pop()
        try:
            joint = _Joint(lazy, names, [*by, *(column for unit in pack for column in unit)], measures)
        except DataError:
            if len(pack) == 1:
                raise
            waiting += [pack[: len(pack) // 2], pack[len(pack) // 2 :]]  # more than was to be expected: count fewer jointly
        else:
            counted |= {unit: joint.over([*by, *unit]) for unit in pack}
    return {unit: counted[unit] for unit in wanted}


_WEIGHT, _ALL = "weight", "all"


def _lazy(
    frame: Any, columns: Iterable[str], weight: str | None, *, taken: Iterable[str]
) -> tuple[nw.LazyFrame[Any], dict[str, str]]:
    """
    Take columns of any frame, to be counted by its own engine; a pandas frame by Arrow's, which is faster.

    They get plain names, which no engine takes for an expression or a count; it is told which is which.
    """
    given = nw.from_native(frame)
    schema = given.collect_schema()
    wanted = list(dict.fromkeys(columns))
    faults = Faults()
    for column in wanted if weight is None else [*wanted, weight]:
        if column not in schema:
            faults.add("column", f'"{column}" is not in the table.', one_of(schema, given=column))
    for column in set(taken).intersection(wanted):
        faults.add(f"column {column}", f'"{column}" is the name of a count.', "Rename the column.")
    faults.stop_if_any()
    names = {column: f"k{at}" for at, column in enumerate(schema)}
    chosen = list(dict.fromkeys([*wanted, *([weight] if weight else [])])) or list(schema)[:1]
    plain = plainly_named(given, {names[column]: column for column in chosen})
    lazy = as_arrow(plain).lazy() if isinstance(plain, nw.DataFrame) else plain
    return lazy if weight is None else lazy.with_columns(nw.col(names[weight]).alias(_WEIGHT)), names


def _packs(units: Sequence[Unit], by: Sequence[str], levels: Mapping[str, int]) -> Iterator[list[Unit]]:
    """Put units together, those of few combinations first, as long as few combinations are to be expected."""
    expect = {column: max(levels.get(column, GROUPS_AT_ONCE), 1) for column in (*by, *(c for unit in units for c in unit))}
    base = prod(expect[column] for column in by)
    sizes = {unit: prod(expect[column] for column in unit) for unit in units}
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


class _Joint:
    """
    Combinations of some columns that occur, counted, to be added up over fewer columns.

    NaN and null are one and the same: no answer. Engines tell them apart, or not.
    """

    def __init__(
        self, lazy: nw.LazyFrame[Any], names: Mapping[str, str], keys: Iterable[str], measures: Mapping[str, nw.Expr]
    ) -> None:
        by = {key: names[key] for key in keys}
        sums = [measure.alias(name) for name, measure in measures.items()]
        packed = pack(lazy.to_native(), by.values(), kept=[_WEIGHT] if _WEIGHT in lazy.collect_schema() else [])
        if packed:
            grouped = packed.frame.lazy().group_by(KEY)
        else:
            grouped = lazy.group_by(*by.values()) if by else lazy.with_columns(nw.lit(0).alias(_ALL)).group_by(_ALL)
        counted = grouped.agg(*sums).head(MOST_GROUPS + 1).collect()
        if len(counted) > MOST_GROUPS:
            problem = f"together hold more than {MOST_GROUPS:,} different combinations."
            raise DataError([Fault(f"columns {', '.join(by)}", problem, "Count columns of answers, not of names or remarks.")])
        found = counted.to_dict(as_series=False)
        if packed:
            found |= packed.unpacked(found[KEY])
        self._rows = len(counted)
        self._keys = {key: _ranked(found[name]) for key, name in by.items()}
        kinds = {name: np.int64 if name == N else np.float64 for name in measures}
        self._measures = {name: np.array(found[name], dtype=kind) for name, kind in kinds.items()}

    def over(self, keys: Iterable[str]) -> pd.DataFrame:
        """Add up over some of the columns; sorted, missing answers last."""
        chosen = list(dict.fromkeys(keys))
        rows = np.zeros(self._rows, dtype=np.int64)
        for key in chosen:
            values, ranks = self._keys[key]
            rows = np.unique(rows * len(values) + ranks, return_inverse=True)[1]
        first = np.unique(rows, return_index=True)[1]
        columns = {key: pd.Series(self._keys[key][0][self._keys[key][1][first]], dtype=object) for key in chosen}
        sums = {}
        for name, measure in self._measures.items():
            sums[name] = np.zeros(len(first), dtype=measure.dtype)
            np.add.at(sums[name], rows, measure)
        return pd.DataFrame(columns | sums)


def _ranked(values: Sequence[Any]) -> tuple[Any, Any]:
    """Give the different values of a column in order, ``None`` last, and the rank of each row's value among them."""
    codes, different = pd.factorize(pd.Series(values, dtype=object))  # the code −1 means missing
    try:
        order = sorted(range(len(different)), key=different.__getitem__)
    except TypeError:  # values of several types
        order = sorted(range(len(different)), key=lambda at: (type(different[at]).__name__, str(different[at])))
    ranks = np.empty(len(order) + 1, dtype=np.int64)
    ranks[[*order, -1]] = range(len(ranks))
    return np.array([*(different[at] for at in order), None], dtype=object), ranks[codes]


def check_weights(lazy: nw.LazyFrame[Any], weight: str, *, whole: bool) -> None:
    """
    Refuse weights that are missing, negative or infinite, or, where rows are already counted, not whole.

    Raises
    ------
    DataError
        That lists every kind of fault.
    """
    dtype = lazy.collect_schema()[_WEIGHT]
    if not dtype.is_numeric():
        raise DataError([Fault(f"column {weight}", f"holds {dtype}, not numbers.", "Give non-negative numbers.")])
    column = nw.col(_WEIGHT)
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
