"""Count answers in a table of any size, in whatever engine holds it."""

from collections.abc import Sequence
from typing import Any

import narwhals as nw
import pandas as pd

from klaster_analisis.errors import DataError, Fault, Faults, one_of
from klaster_analisis.terms import N


def count_answers(frame: Any, *, by: Sequence[str], weight: str | None = None) -> pd.DataFrame:
    """
    Count the rows of a table by one or more columns.

    Parameters
    ----------
    frame : a frame that Narwhals knows (pandas, Polars, PyArrow, DuckDB, …), eager or lazy
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
    lazy = nw.from_native(frame).lazy()
    schema = lazy.collect_schema()
    faults = Faults()
    for column in (*by, *([weight] if weight else [])):
        if column not in schema:
            faults.add("column", f'"{column}" is not in the table.', one_of(schema, given=column))
    faults.stop_if_any()
    if weight is None:
        grouped = lazy.select(*by).group_by(*by).agg(nw.len().alias(N))
    else:
        _check_weight(lazy, weight, schema[weight])
        grouped = lazy.select(*by, nw.col(weight).alias(_WEIGHT)).group_by(*by).agg(nw.col(_WEIGHT).sum().alias(N))
    counted = pd.DataFrame(grouped.collect().to_dict(as_series=False))
    keys = {column: counted[column].astype(object).where(counted[column].notna(), None) for column in by}
    counted = counted.assign(**keys).astype({N: "int64"})
    return counted.sort_values(list(by), na_position="last").reset_index(drop=True)


_WEIGHT = "__weight__"  # aside from any column of the user's: one of them may be called n


def _check_weight(lazy: nw.LazyFrame[Any], weight: str, dtype: nw.dtypes.DType) -> None:
    if not dtype.is_numeric():
        raise DataError([Fault(f"column {weight}", f"holds {dtype}, not numbers.", "Give whole, non-negative counts.")])
    column = nw.col(weight)
    if dtype.is_float():
        column = nw.when(~column.is_nan()).then(column)  # NaN is a missing count, but only null is null
    # The flags are made first and summed after: a condition inside an aggregation is ignored by some engines.
    flags = lazy.select(column.alias(_WEIGHT)).select(
        missing=nw.col(_WEIGHT).is_null(),
        negative=(nw.col(_WEIGHT) < 0).fill_null(False),
        fractional=(nw.col(_WEIGHT) % 1 != 0).fill_null(False),
    )
    found = flags.select(nw.all().cast(nw.Int64()).sum()).collect().row(0)
    faults = Faults()
    for kind, times in zip(flags.collect_schema().names(), found, strict=True):
        if times:
            faults.add(f"column {weight}", f"{int(times)} of the counts are {kind}.", "Counts are whole and not negative.")
    faults.stop_if_any()
