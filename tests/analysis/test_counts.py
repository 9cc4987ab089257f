"""Counting gives the same answer on every engine."""

import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaster_analisis import DataError, count_answers

ROWS = {"lokasi": ["pati", "tegal", "pati", None], "jawaban": ["ada", "ada", "ada", "tidak_ada"], "n": [3, 2, 4, 1]}
ENGINES = {"pandas": pd.DataFrame, "polars": pl.DataFrame, "polars lazy": pl.LazyFrame}


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
def test_rows_are_counted(engine):
    counted = count_answers(engine(ROWS), by=["lokasi", "jawaban"])
    assert counted.to_dict("list") == {
        "lokasi": ["pati", "tegal", None],
        "jawaban": ["ada", "ada", "tidak_ada"],
        "n": [2, 1, 1],
    }


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
def test_counted_rows_are_added_up(engine):
    assert count_answers(engine(ROWS), by=["lokasi"], weight="n")["n"].tolist() == [7, 2, 1]


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
@pytest.mark.parametrize(
    ("counts", "fault"),
    [
        ([1, 2, -1, 1], "1 of the counts are negative"),
        ([1.0, 2.5, 1.0, 1.0], "1 of the counts are fractional"),
        ([1.0, None, 1.0, 1.0], "1 of the counts are missing"),
        (["1", "2", "3", "x"], "not numbers"),
    ],
)
def test_what_is_no_count_is_refused(engine, counts, fault):
    with pytest.raises(DataError, match=fault):
        count_answers(engine(ROWS | {"n": counts}), by=["lokasi"], weight="n")


def test_nan_is_a_missing_count():
    with pytest.raises(DataError, match="missing"):
        count_answers(pl.DataFrame({"a": ["x"], "n": [float("nan")]}), by=["a"], weight="n")


def test_infinity_is_no_count():
    with pytest.raises(DataError, match="fractional"):
        count_answers(pd.DataFrame({"a": ["x"], "n": [float("inf")]}), by=["a"], weight="n")


def test_unknown_column_is_refused_with_the_nearest():
    with pytest.raises(DataError, match=r'"lokasy" is not in the table.*Did you mean "lokasi"'):
        count_answers(pd.DataFrame(ROWS), by=["lokasy"])


def test_a_column_named_n_can_be_counted_by():
    assert count_answers(pd.DataFrame({"a": ["x", "x"], "bobot": [2, 3]}), by=["a"], weight="bobot")["n"].tolist() == [5]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xy")), max_size=30))
def test_nothing_is_lost(rows):
    frame = pd.DataFrame(rows, columns=["p", "q"], dtype=object)
    assert count_answers(frame, by=["p", "q"])["n"].sum() == len(rows)
