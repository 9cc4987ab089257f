"""Columns of every Arrow type become what every engine reads alike: text, numbers and truth values."""

import datetime
from decimal import Decimal

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from klaster_analisis.sources.survey.plain_values import is_category, is_plain, plain_array, plain_series
from klaster_analisis.sources.survey.text import cell_text

DAY = datetime.date(2026, 11, 3)


@pytest.mark.parametrize(
    ("values", "expected"),  # by hand
    [
        (pa.array([3, 4]).dictionary_encode(), [3, 4]),
        (pa.array([["3"], None, [], ["3", None]]), ["3", None, "[]", '["3", null]']),
        (pa.array([["3", "4"]], pa.list_(pa.string(), 2)), ["3; 4"]),
        (pa.array([[["3"]]]), ['[["3"]]']),
        (pa.array([{"a": "3"}, None]), ['{"a": "3"}', None]),
        (pa.array([[("a", "3")]], pa.map_(pa.string(), pa.string())), ['[["a", "3"]]']),
        (pa.array([DAY, None]), ["2026-11-03", None]),
        (pa.array([2**31 - 1], pa.date32()), ["<value out of range: 2147483647>"]),
        (pa.array([[2**31 - 1]], pa.list_(pa.date32())), ["<list<item: date32[day]>>"]),
        (pa.array([2**62], pa.timestamp("s")), [f"<value out of range: {2**62}>"]),
        (pa.array([0], pa.timestamp("us", "Asia/Jakarta")), ["1970-01-01T07:00:00+07:00"]),
        (pa.array([5], pa.timestamp("ns")), ["1970-01-01"]),
        (pa.array([61], pa.duration("s")), ["0:01:01"]),
        (pa.array([2**62], pa.duration("s")), [str(2**62)]),
        (pa.array([61], pa.time32("s")), ["00:01:01"]),
        (pa.array([(1, 2, 3)], pa.month_day_nano_interval()), ["1; 2; 3"]),
        (pa.array([b"ada", b"\xff"]), ["ada", "\N{REPLACEMENT CHARACTER}"]),
        (pa.array([b"ada"], pa.binary_view()), ["ada"]),
        (pa.array([Decimal("3.50")], pa.decimal128(10, 2)), [3.5]),
        (pa.array([Decimal("3.50")], pa.decimal256(60, 10)), [3.5]),
        (pa.array([Decimal("3310120101900001")], pa.decimal128(20, 0)), ["3310120101900001"]),
        (pa.array([Decimal("300")], pa.decimal128(5, -2)), ["300"]),
        (pa.array(np.array([3.5], np.float16)), [3.5]),
        (pa.array([2**63 + 1], pa.uint64()), ["9223372036854775809"]),
        (pa.array([7], pa.uint8()), [7]),
        (pa.nulls(2), [None, None]),
        (pa.RunEndEncodedArray.from_arrays([2], ["ada"]), ["ada", "ada"]),
        (pa.array([2**31 - 1], pa.date32()).dictionary_encode(), ["<value out of range: 2147483647>"]),
    ],
    ids=lambda value: str(value.type) if isinstance(value, pa.Array) else "",
)
def test_a_value_of_any_type_is_written(values, expected):
    for column in (values, pa.chunked_array([values, values])):
        written = plain_array(column)
        assert written.to_pylist() == expected * (len(written) // len(expected))
        assert is_plain(written.type)


@pytest.mark.parametrize("values", [pa.array(["ada"]), pa.array([1]), pa.array([1.5]), pa.array([True])], ids=str)
def test_what_every_engine_reads_alike_is_left_as_it_is(values):
    assert plain_array(values) is values


def test_categories_stay_categories():
    assert is_category(plain_array(pa.array(["ada", None]).dictionary_encode()).type)


ANY = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text("ab", max_size=2) | st.binary(max_size=2) | st.dates(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("pq"), inner, min_size=1, max_size=2),
    max_leaves=4,
)


@example([["", b"\x80"]])
@settings(max_examples=150)
@given(st.lists(ANY, max_size=4))
def test_no_values_that_arrow_can_hold_end_in_an_error(values):
    try:
        held = pa.array(values)
    except (pa.ArrowException, TypeError, ValueError):
        return
    written = plain_array(held)
    try:
        values = held.to_pylist()
    except UnicodeDecodeError:  # Arrow takes bytes for text where some are; what it holds then no list can hold
        values = [None if one is None else "" for one in written.to_pylist()]
    assert [value is None for value in written.to_pylist()] == [value is None or cell_is_blank(value) for value in values]


def cell_is_blank(value: object) -> bool:
    return isinstance(value, bytes) and cell_text(value) is None


@settings(max_examples=100)
@given(st.lists(ANY, max_size=4))
def test_no_values_of_a_frame_of_pandas_end_in_an_error(values):
    series = plain_series(pd.Series(values, dtype=object))
    assert len(pd.factorize(series)[0]) == len(values)


def test_all_digits_of_a_long_number_are_kept():
    """A number of an identity card: as a floating-point number it would be that of its neighbour."""
    numbers = [3310120101900001, np.int64(3310120101900002), np.uint64(2**63 + 1)]
    assert list(map(cell_text, numbers)) == ["3310120101900001", "3310120101900002", "9223372036854775809"]
    decimals = [Decimal("3310120101900001"), Decimal("3.00"), Decimal("3.25"), Decimal("1E+9999"), Decimal("NaN")]
    assert list(map(cell_text, decimals)) == ["3310120101900001", "3", "3.25", "inf", None]
