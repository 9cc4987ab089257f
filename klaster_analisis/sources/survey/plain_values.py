"""Columns of any Arrow type as what every engine reads alike: text, truth values, and numbers."""

import json
from collections.abc import Callable
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as is_of

from klaster_analisis.sources.survey.text import cell_text

BETWEEN = "; "  # the values of a list, as several answers stand in one cell
_PLAIN: tuple[Callable[[pa.DataType], bool], ...] = (
    is_of.is_string,
    is_of.is_large_string,
    is_of.is_string_view,
    is_of.is_signed_integer,
    is_of.is_float32,
    is_of.is_float64,
    is_of.is_boolean,
)
_TEXT, _DIGITS = pa.string(), pa.decimal256(76, 0)


def is_plain(kind: pa.DataType) -> bool:
    """
    Say whether every engine reads columns of a type alike.

    Examples
    --------
    >>> is_plain(pa.int64()), is_plain(pa.list_(pa.string()))
    (True, False)
    """
    return is_category(kind) or any(test(kind) for test in _PLAIN)


def is_category(kind: pa.DataType) -> bool:
    """Say whether columns of a type hold the categories of pandas or Polars, which are texts."""
    return bool(is_of.is_dictionary(kind) and (is_of.is_string(kind.value_type) or is_of.is_large_string(kind.value_type)))


def plain_array(values: "pa.Array | pa.ChunkedArray") -> "pa.Array | pa.ChunkedArray":
    """
    Write the values of a column as text or numbers.

    Parameters
    ----------
    values : pyarrow.Array or pyarrow.ChunkedArray
        Of any type.

    Returns
    -------
    pyarrow.Array or pyarrow.ChunkedArray
        Categories and columns that every engine reads alike are as they were. Numbers of any other type become floating point,
        or text where that could not hold all of their digits; anything else becomes the text that a fault tells of it.

    Examples
    --------
    >>> plain_array(pa.array([["modal", "mutu"], None])).to_pylist()
    ['modal; mutu', None]
    >>> plain_array(pa.array([2**31 - 1], pa.date32())).to_pylist()
    ['<value out of range: 2147483647>']
    """
    if isinstance(values, pa.ChunkedArray):
        chunks = [plain_array(chunk) for chunk in values.chunks]
        return pa.chunked_array(chunks) if chunks else plain_array(pa.array([], values.type))
    if is_plain(values.type):
        return values
    write = next((write for test, write in _WRITERS if test(values.type)), _one_by_one)
    return write(values)


def _each_once(values: pa.Array) -> pa.Array:
    """Write the different values: there are fewer of them than rows."""
    encoded = values.dictionary_encode()
    texts = pa.array(map(_told, encoded.dictionary), _TEXT)
    return pa.DictionaryArray.from_arrays(encoded.indices, texts).dictionary_decode()


def _one_by_one(values: pa.Array) -> pa.Array:
    return pa.array(map(_told, values), _TEXT)


_WRITERS: tuple[tuple[Callable[[pa.DataType], bool], Callable[[pa.Array], pa.Array]], ...] = (
    (is_of.is_dictionary, lambda values: plain_array(values.dictionary_decode())),
    (is_of.is_run_end_encoded, lambda values: plain_array(pc.run_end_decode(values))),
    (
        lambda kind: is_of.is_float16(kind) or (is_of.is_decimal(kind) and kind.scale > 0),
        lambda values: values.cast(pa.float64()),
    ),
    (is_of.is_decimal, lambda values: values.cast(_DIGITS).cast(_TEXT)),
    (is_of.is_uint64, lambda values: values.cast(_TEXT)),
    (is_of.is_unsigned_integer, lambda values: values.cast(pa.int64())),
    (is_of.is_null, lambda values: values.cast(_TEXT)),
    (lambda kind: is_of.is_temporal(kind) and not is_of.is_interval(kind), _each_once),
)


def plain_series(values: "pd.Series[Any]") -> "pd.Series[Any]":
    """
    Give a column of pandas whose values can be looked up.

    Parameters
    ----------
    values : pandas.Series
        Of any type.

    Returns
    -------
    pandas.Series
        As it was, or as text where it holds lists, records, or what Python has no value for.

    Examples
    --------
    >>> plain_series(pd.Series([["modal", "mutu"], "mutu"])).tolist()
    ['modal; mutu', 'mutu']
    """
    if isinstance(values.dtype, pd.ArrowDtype):
        kind = values.dtype.pyarrow_dtype
        return values if is_plain(kind) else pd.Series(plain_array(pa.array(values)).to_pylist(), values.index, dtype=object)
    if values.dtype == object and pd.api.types.infer_dtype(values).startswith("mixed"):
        try:
            values.map(hash)
        except TypeError:
            return values.map(value_text, na_action="ignore")
    return values


def _told(value: pa.Scalar) -> str | None:
    """Write one value; what Python has no value for as Arrow writes it, or as its type."""
    try:
        return value_text(value.as_py())
    except (OverflowError, ValueError, KeyError):
        try:
            return str(value.cast(_TEXT).as_py())
        except (pa.ArrowException, UnicodeDecodeError):
            return f"<{value.type}>"


def value_text(value: Any) -> str | None:
    """
    Write what stands in a cell, a list or a record included; None where nothing does.

    Examples
    --------
    >>> value_text(["modal", 3]), value_text([]), value_text({"a": ["x"]}), value_text(3.0)
    ('modal; 3', '[]', '{"a": ["x"]}', '3')
    """
    if getattr(value, "ndim", 0):  # what pandas makes of a list
        value = value.tolist()
    if isinstance(value, list | tuple | set | frozenset) and value and not any(map(_is_nested, value)):
        texts = list(map(cell_text, value))
        if None not in texts:
            return BETWEEN.join(map(str, texts))
    if _is_nested(value):
        return json.dumps(value, ensure_ascii=False, default=lambda held: held.tolist() if hasattr(held, "tolist") else str(held))
    return cell_text(value)


def _is_nested(value: Any) -> bool:
    return isinstance(value, list | tuple | set | frozenset | dict) or bool(getattr(value, "ndim", 0))
