"""Several columns of categories as one column of numbers, which Arrow groups faster."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

import narwhals as nw
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

KEY = "key"
MOST = 2**31  # combinations: more are not counted anyway
AT_ONCE = 1 << 17  # rows that stay in the cache of a processor while they are grouped


@dataclass(frozen=True, eq=False)
class Packed:
    """
    A table whose columns of categories became one.

    Parameters
    ----------
    frame : narwhals.DataFrame
        The column ``key``, and those that were kept.
    categories : dict of pyarrow.Array
        By column that was packed.
    """

    frame: nw.DataFrame[Any]
    categories: dict[str, pa.Array]

    def unpacked(self, keys: Sequence[int]) -> dict[str, list[Any]]:
        """Give the values of the columns for some keys; None where there was none."""
        rest = np.asarray(keys, dtype=np.int64)
        found: dict[str, list[Any]] = {}
        for column, categories in reversed(self.categories.items()):
            rest, codes = np.divmod(rest, len(categories) + 1)
            found[column] = categories.take(pa.array(codes - 1, mask=codes == 0)).to_pylist()
        return found


def pack(frame: Any, columns: Iterable[str], *, kept: Sequence[str]) -> Packed | None:
    """
    Pack columns of an Arrow table.

    Parameters
    ----------
    frame : object
    columns : iterable of str
        Each once.
    kept : sequence of str
        Columns that stay as they are.

    Returns
    -------
    Packed or None
        None where that cannot be done: it is another frame, has no rows, or a column of no categories.

    Examples
    --------
    >>> table = pa.table([pa.array(values).dictionary_encode() for values in (["x", "x", "y"], ["u", None, "u"])], ["a", "b"])
    >>> packed = pack(table, ["a", "b"], kept=[])
    >>> packed.frame["key"].to_list(), packed.unpacked([2])
    ([3, 2, 5], {'b': [None], 'a': ['x']})
    """
    chosen = list(columns)
    if not isinstance(frame, pa.Table) or not len(frame) or not chosen:
        return None
    if not all(pa.types.is_dictionary(frame.schema.field(column).type) for column in chosen):
        return None
    whole = {column: frame[column].combine_chunks() for column in chosen}
    categories = {column: values.dictionary for column, values in whole.items()}
    combinations = prod(len(different) + 1 for different in categories.values())
    if combinations > MOST:
        return None
    keys = np.zeros(len(frame), dtype=np.min_scalar_type(combinations - 1))
    for column, values in whole.items():
        codes = values.indices if pa.types.is_signed_integer(values.indices.type) else values.indices.cast(pa.int64())
        keys *= keys.dtype.type(len(categories[column]) + 1)
        np.add(keys, pc.fill_null(codes, -1).to_numpy(), out=keys, casting="unsafe")  # −1 wraps, and 1 brings it back
        keys += keys.dtype.type(1)
    packed = frame.select(kept).append_column(KEY, pa.array(keys)).combine_chunks()
    parts = pa.Table.from_batches(packed.to_batches(max_chunksize=AT_ONCE), packed.schema)
    return Packed(nw.from_native(parts, eager_only=True), categories)
