"""Columns of categories become one column of numbers, and nothing is lost."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaster_analisis.analysis.packing import KEY, pack

TYPES = [pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint16(), pa.uint32()]


def encoded(codes, categories, index):
    return pa.DictionaryArray.from_arrays(pa.array(codes, index), pa.array(categories))


@st.composite
def tables(draw: st.DrawFn) -> pa.Table:
    rows = draw(st.integers(1, 20))
    columns = {}
    for name in draw(st.lists(st.sampled_from("abc"), min_size=1, max_size=3, unique=True)):
        size = draw(st.sampled_from([1, 2, 5, 127, 128]))
        index = draw(st.sampled_from(TYPES))
        codes = draw(st.lists(st.none() | st.integers(0, min(size, 127) - 1), min_size=rows, max_size=rows))
        columns[name] = encoded(codes, [f"{name}{at}" for at in range(size)], index)
    table = pa.table(columns).append_column("n", pa.array(range(rows)))
    cut = draw(st.integers(1, rows))
    return pa.concat_tables([table.slice(0, cut), table.slice(cut)])


@given(tables())
def test_what_was_packed_is_unpacked(table):
    columns = table.column_names[:-1]
    packed = pack(table, columns, kept=["n"])
    found = packed.unpacked(packed.frame[KEY].to_list())
    assert {name: found[name] for name in columns} == table.select(columns).to_pydict()
    assert packed.frame["n"].to_list() == table["n"].to_pylist()


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        (pa.table({"a": ["x", "y"]}), ["a"]),  # no categories
        (pa.table({"a": encoded([], ["x"], pa.int8())}), ["a"]),  # no rows
        (pa.table({"a": encoded([0], ["x"], pa.int8())}), []),
        (pa.table({name: encoded([0], range(2000), pa.int32()) for name in "abc"}), ["a", "b", "c"]),  # too many combinations
        ({"a": [1]}, ["a"]),
    ],
)
def test_what_cannot_be_packed_is_left_alone(table, columns):
    assert pack(table, columns, kept=[]) is None
