"""Eager frames as Arrow counts them: a pandas frame made into a table without copying what need not be copied."""

from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
import pyarrow as pa


def as_arrow(frame: nw.DataFrame[Any]) -> nw.DataFrame[Any]:
    """
    Give a pandas or PyArrow frame as an Arrow table that can be grouped; any other frame, or one of mixed types, as it is.

    Parameters
    ----------
    frame : narwhals.DataFrame

    Returns
    -------
    narwhals.DataFrame

    Examples
    --------
    >>> as_arrow(nw.from_native(pd.DataFrame({"a": ["x", None]}))).implementation
    <Implementation.PYARROW: 'pyarrow'>
    """
    native = frame.to_native()
    mixed = any(isinstance(dtype, nw.Object | nw.Unknown) for dtype in frame.schema.values())
    if frame.implementation.is_pandas() and not mixed:
        try:
            native = pa.table({name: _column(native[name]) for name in native.columns})
        except pa.ArrowException:  # categories of mixed types
            return frame
    if isinstance(native, pa.Table):
        native = native.unify_dictionaries()  # chunks with dictionaries of their own cannot be grouped
    return nw.from_native(native, eager_only=True)


def _column(values: "pd.Series[Any]") -> pa.Array:
    """Hand a categorical over as its codes: pyarrow's own conversion looks for missing ones at the cost of a copy."""
    if not isinstance(values.dtype, pd.CategoricalDtype):
        return pa.array(values, from_pandas=True)
    numbers = values.cat.codes.to_numpy()
    codes = pa.array(numbers)
    if len(numbers) and numbers.min() < 0:
        answered = pa.py_buffer(np.packbits(numbers >= 0, bitorder="little"))
        codes = pa.Array.from_buffers(codes.type, len(codes), [answered, codes.buffers()[1]])
    categories = pa.array(values.cat.categories)
    if pa.types.is_null(categories.type):  # nobody answered
        categories = categories.cast(pa.string())
    return pa.DictionaryArray.from_arrays(codes, categories, safe=False)  # pandas has checked the codes
