"""Columns of a frame in memory as what every engine reads alike."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import narwhals as nw
import pyarrow as pa

from klaster_analisis.sources.survey.engines import plainly_named
from klaster_analisis.sources.survey.plain_values import plain_array

_PLAIN = (nw.String, nw.Int8, nw.Int16, nw.Int32, nw.Int64, nw.UInt8, nw.UInt16, nw.UInt32, nw.Float32, nw.Float64, nw.Boolean)
_CATEGORIES = (nw.Categorical, nw.Enum)
_DAYS, _TIMES = (date.min, date.max), (datetime.min, datetime.max)


def plain_frame(frame: Any, columns: Mapping[str, str]) -> Any:
    """
    Choose columns of a frame, each of a type that every engine reads alike.

    Parameters
    ----------
    frame : narwhals.DataFrame or narwhals.LazyFrame
    columns : mapping of str to str
        By the name that a column gets: the name that it has.

    Returns
    -------
    A frame of the same engine; of PyArrow where a column had to be written as text. A frame of pandas is as it was: its values
    are written as text one by one.

    Examples
    --------
    >>> table = pa.table({"produk": pa.array([["3"], None])})
    >>> plain_frame(nw.from_native(table), {"k1": "produk"})["k1"].to_pylist()
    ['3', None]
    """
    chosen = plainly_named(frame, columns)
    if chosen.implementation.is_pandas():
        return chosen.to_native()
    schema = chosen.collect_schema()
    categories = [name for name, kind in schema.items() if isinstance(kind, _CATEGORIES)]
    if isinstance(chosen, nw.LazyFrame) and categories:
        chosen = chosen.with_columns(nw.col(*categories).cast(nw.String()))
    days = {name: kind for name, kind in schema.items() if isinstance(kind, nw.Date) or _is_local(kind)}
    odd = [name for name, kind in schema.items() if not isinstance(kind, _PLAIN) and name not in (*categories, *days)]
    if odd or not _are_days(chosen, days):
        table = chosen.lazy().collect("pyarrow").to_native()
        return pa.table({name: plain_array(table[name]) for name in columns})
    return chosen.to_native()


def _is_local(kind: Any) -> bool:
    return isinstance(kind, nw.Datetime) and kind.time_zone is None


def _are_days(frame: Any, columns: Mapping[str, Any]) -> bool:
    """Say whether Python has a value for every day; for what is counted in nanoseconds it has."""
    ends = {
        name: _DAYS if isinstance(kind, nw.Date) else _TIMES
        for name, kind in columns.items()
        if getattr(kind, "time_unit", "") != "ns"
    }
    if not ends:
        return True
    beyond = [
        ((nw.col(name) < first) | (nw.col(name) > last)).fill_null(False).alias(name) for name, (first, last) in ends.items()
    ]
    found = frame.lazy().select(*beyond).select(nw.all().cast(nw.Int64()).sum()).collect()
    return not any(found.rows()[0])
