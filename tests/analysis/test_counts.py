"""Counting gives the same answer on every engine."""

from collections import Counter

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from klaster_analisis import DataError, count_answers
from klaster_analisis.analysis import counts
from klaster_analisis.analysis.counts import count_questions

ROWS = {
    "lokasi": ["pati", "tegal", "pati", None, "pati", "tegal"],
    "1. Kerja sama?": ["ada", "ada", "ada", "tidak_ada", None, None],
    "keaktifan": ["aktif", "pasif", "aktif", None, None, None],
    "gelombang": ["2024", "2024", "2026", "2026", "2024", "2024"],
    "usaha": [3, 2, 4, 1, 0, 5],
    "bobot": [0.5, 1.25, 2.0, 1.0, 0.25, 4.0],
    "skala": [1.0, float("nan"), 3.0, None, 1.0, 10.0],
}
KERJA_SAMA = "1. Kerja sama?"


def expected(keys: dict, **measures: list) -> pd.DataFrame:
    """A frame as counting gives it: answers are Python's own objects."""
    return pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in keys.items()} | measures)


def test_rows_are_counted(frame_of):
    """By hand."""
    keys = {"lokasi": ["pati", "pati", "tegal", "tegal", None], KERJA_SAMA: ["ada", None, "ada", None, "tidak_ada"]}
    counted = count_answers(frame_of(ROWS), by=["lokasi", KERJA_SAMA])
    assert_frame_equal(counted, expected(keys, n=[2, 1, 1, 1, 1]))


def test_counted_rows_are_added_up(frame_of):
    """By hand: 3 + 4 + 0, 2 + 5 and 1."""
    counted = count_answers(frame_of(ROWS), by=["lokasi"], weight="usaha")
    assert_frame_equal(counted, expected({"lokasi": ["pati", "tegal", None]}, n=[7, 7, 1]))


def test_nan_and_null_are_one_missing_answer_and_numbers_stand_in_order(frame_of):
    """By hand; with text, 10 would stand before 3."""
    counted = count_answers(frame_of(ROWS), by=["skala"])
    assert_frame_equal(counted, expected({"skala": [1.0, 3.0, 10.0, None]}, n=[2, 1, 1, 2]))
    weighed = count_answers(frame_of(ROWS), by=["skala"], weight="usaha")
    assert_frame_equal(weighed, expected({"skala": [1.0, 3.0, 10.0, None]}, n=[3, 4, 5, 3]))


def test_all_rows_are_counted_by_nothing(frame_of):
    assert_frame_equal(count_answers(frame_of(ROWS), by=[]), expected({}, n=[6]))
    assert_frame_equal(count_answers(frame_of(ROWS), by=[], weight="usaha"), expected({}, n=[15]))


def test_questions_are_counted_with_their_weights(frame_of):
    """By hand. The weights are sums of halves and quarters: every order of adding gives the same."""
    found = count_questions(
        frame_of(ROWS),
        [(), ("gelombang",), (KERJA_SAMA, "keaktifan"), ("skala",)],
        by=["lokasi"],
        levels={"lokasi": 3, "gelombang": 2, KERJA_SAMA: 3, "keaktifan": 4, "skala": 6},
        weight="bobot",
    )
    places = ["pati", "tegal", None]
    assert list(found) == [(), ("gelombang",), (KERJA_SAMA, "keaktifan"), ("skala",)]
    assert_frame_equal(found[()], expected({"lokasi": places}, n=[3, 2, 1], bobot=[2.75, 5.25, 1.0]))
    waves = {"lokasi": ["pati", "pati", "tegal", None], "gelombang": ["2024", "2026", "2024", "2026"]}
    assert_frame_equal(found[("gelombang",)], expected(waves, n=[2, 1, 2, 1], bobot=[0.75, 2.0, 5.25, 1.0]))
    pairs = {
        "lokasi": ["pati", "pati", "tegal", "tegal", None],
        KERJA_SAMA: ["ada", None, "ada", None, "tidak_ada"],
        "keaktifan": ["aktif", None, "pasif", None, None],
    }
    sums = {"n": [2, 1, 1, 1, 1], "bobot": [2.5, 0.25, 1.25, 4.0, 1.0]}
    assert_frame_equal(found[(KERJA_SAMA, "keaktifan")], expected(pairs, **sums))
    scale = {"lokasi": ["pati", "pati", "tegal", "tegal", None], "skala": [1.0, 3.0, 10.0, None, None]}
    assert_frame_equal(found[("skala",)], expected(scale, n=[2, 1, 1, 1, 1], bobot=[0.75, 2.0, 4.0, 1.25, 1.0]))


def test_an_empty_table_has_no_groups(frame_of):
    empty = frame_of({"lokasi": [], "jawaban": []})
    assert count_answers(empty, by=["lokasi", "jawaban"]).to_dict("list") == {"lokasi": [], "jawaban": [], "n": []}
    found = count_questions(empty, [(), ("jawaban",)], levels={"jawaban": 2})
    assert [frame.to_dict("list") for frame in found.values()] == [{"n": []}, {"jawaban": [], "n": []}]


def drawn(rows: int) -> dict[str, list]:
    """Answers of many firms, some missing, and weights that are not exact in binary."""
    rng = np.random.default_rng(20261126)
    answers = {"lokasi": ["klaten", "pati", "tegal"], "a": ["1", "2", "3", "4", "5"], "b": ["ya", "tidak"], "c": ["x", "y", "z"]}
    columns = {name: [None, *values] for name, values in answers.items()}
    return {name: rng.choice(values, rows).tolist() for name, values in columns.items()} | {
        "bobot": rng.uniform(0.1, 3, rows).tolist()
    }


@pytest.fixture(scope="module")
def many() -> dict[str, list]:
    return drawn(3_000)


def test_many_rows_are_counted_as_by_pandas(frame_of, many):
    """Expected: pandas, frame.groupby(keys, dropna=False)["bobot"].agg(["size", "sum"])."""
    units = [(), ("a",), ("b",), ("b", "c"), ("a", "c")]
    found = count_questions(frame_of(many), units, by=["lokasi"], levels={"lokasi": 4, "a": 6, "b": 3, "c": 4}, weight="bobot")
    frame = pd.DataFrame(many).astype({"bobot": float})
    for unit in units:
        keys = ["lokasi", *unit]
        theirs = frame.groupby(keys, dropna=False)["bobot"].agg(n="size", bobot="sum").reset_index()
        theirs = theirs.astype(dict.fromkeys(keys, object)).where(theirs.notna(), None).astype({"n": int, "bobot": float})
        assert found[unit][[*keys, "n"]].equals(theirs[[*keys, "n"]])
        assert found[unit]["bobot"].to_numpy() == pytest.approx(theirs["bobot"].to_numpy(), rel=1e-12)


@pytest.mark.parametrize(
    ("weights", "fault"),
    [
        ([1, 2, -1, 1], "1 of the counts are negative"),
        ([1.0, 2.5, 1.0, 0.5], "2 of the counts are fractional"),
        ([1.0, None, 1.0, 1.0], "1 of the counts are missing"),
        ([float("nan"), 1.0, None, 1.0], "2 of the counts are missing"),
        ([1.0, float("inf"), 1.0, 1.0], "1 of the counts are infinite"),
        (["1", "2", "3", "x"], "not numbers"),
    ],
)
def test_what_is_no_count_is_refused(frame_of, weights, fault):
    with pytest.raises(DataError, match=f"column bobot:? .*{fault}"):
        count_answers(frame_of({"a": ["x", "y", "x", None], "bobot": weights}), by=["a"], weight="bobot")


def test_weights_may_be_fractions_but_not_negative_or_missing(frame_of):
    frame = frame_of({"a": ["x", "y", "x", None], "bobot": [0.5, -1.5, None, 0.25]})
    with pytest.raises(DataError) as raised:
        count_questions(frame, [["a"]], levels={"a": 3}, weight="bobot")
    assert [fault.problem for fault in raised.value.faults] == ["1 of the weights are missing.", "1 of the weights are negative."]


def test_unknown_columns_are_refused_with_the_nearest(frame_of):
    with pytest.raises(DataError, match=r'"lokasy" is not in the table.*Did you mean "lokasi"'):
        count_answers(frame_of(ROWS), by=["lokasy"])
    with pytest.raises(DataError, match=r'"bobott" is not in the table'):
        count_questions(frame_of(ROWS), [["lokasi"]], levels={}, weight="bobott")


def test_a_column_with_the_name_of_a_count_is_refused(frame_of):
    frame = frame_of({"n": ["x", "y"], "bobot": [1.0, 2.0]})
    with pytest.raises(DataError, match='column n: "n" is the name of a count'):
        count_answers(frame, by=["n"])
    with pytest.raises(DataError, match='column bobot: "bobot" is the name of a count'):
        count_questions(frame, [["bobot"]], levels={}, weight="bobot")


def test_counts_may_stand_in_a_column_named_n(frame_of):
    counted = count_answers(frame_of({"a": ["x", "x"], "n": [2, 3]}), by=["a"], weight="n")
    assert_frame_equal(counted, expected({"a": ["x"]}, n=[5]))


@pytest.mark.parametrize("name", ["1. Produk?", "a.b", 'sebut "lain"', "`a`", "all", "weight", "k0", "Ya / Tidak"])
def test_a_column_may_have_any_other_name(frame_of, name):
    counted = count_answers(frame_of({name: ["x", "x", None], "k1": [1, 2, 4]}), by=[name], weight="k1")
    assert_frame_equal(counted, expected({name: ["x", None]}, n=[3, 4]))


def test_values_of_several_types_are_told_apart():
    """By hand. Numbers first, then texts; no engine but pandas holds both in one column."""
    frame = pd.DataFrame({"a": [1, "1", None, 2.5, "b", float("nan"), 1], "b": pd.Categorical(list("xxyyxyx"), list("xyz"))})
    counted = count_answers(frame, by=["a"])
    assert [(type(value), value) for value in counted["a"]] == [
        (float, 2.5), (int, 1), (str, "1"), (str, "b"), (type(None), None),
    ]  # fmt: skip
    assert counted["n"].tolist() == [1, 2, 1, 1, 2]
    assert count_answers(frame, by=["b", "a"]).values.tolist() == [
        ["x", 1, 2], ["x", "1", 1], ["x", "b", 1], ["y", 2.5, 1], ["y", None, 2],
    ]  # fmt: skip


def test_categories_of_several_types_are_told_apart():
    frame = pd.DataFrame({"a": pd.Categorical(["x", 1, None, 1], categories=["x", 1, "z"])})
    assert count_answers(frame, by=["a"]).values.tolist() == [[1, 2], ["x", 1], [None, 1]]


def test_long_whole_numbers_stay_exact_beside_a_missing_one():
    long = 2**60 + 1
    for frame in (pl.DataFrame({"a": [long, None]}), pa.table({"a": [long, None]})):
        assert count_answers(frame, by=["a"]).values.tolist() == [[long, 1], [None, 1]]


def test_a_dictionary_that_says_a_text_twice_is_one_text():
    column = pa.DictionaryArray.from_arrays(pa.array([0, 1, 2, None]), pa.array(["x", "x", None]))
    assert count_answers(pa.table({"a": column}), by=["a"]).values.tolist() == [["x", 2], [None, 2]]


def test_a_column_of_by_may_be_a_unit_of_its_own():
    found = count_questions(
        pd.DataFrame({"a": ["x", "y"], "b": ["p", "p"]}), [["a"], ["b", "a"]], by=["a"], levels={"a": 2, "b": 2}
    )
    assert found[("a",)].to_dict("list") == {"a": ["x", "y"], "n": [1, 1]}
    assert found[("b", "a")].to_dict("list") == {"a": ["x", "y"], "b": ["p", "p"], "n": [1, 1]}


UNITS = [(), ("a",), ("b",), ("c",), ("a", "b"), ("c", "b")]


@pytest.mark.parametrize("at_once", [1, 30, 10**9])
def test_how_many_are_counted_at_once_changes_nothing(many, monkeypatch, at_once):
    usual = count_questions(pd.DataFrame(many), UNITS, by=["lokasi"], levels={"lokasi": 4, "a": 6, "b": 3, "c": 4})
    passes = []
    joint = counts._Joint

    def noted(*arguments):
        passes.append(arguments)
        return joint(*arguments)

    monkeypatch.setattr(counts, "_Joint", noted)
    monkeypatch.setattr(counts, "GROUPS_AT_ONCE", at_once)
    found = count_questions(pd.DataFrame(many), UNITS, by=["lokasi"], levels={"lokasi": 4, "a": 6, "b": 3, "c": 4})
    assert len(passes) == {1: 6, 30: 5, 10**9: 1}[at_once]
    for unit in UNITS:
        assert_frame_equal(found[unit], usual[unit])


def test_units_that_hold_more_together_than_was_expected_are_counted_apart(many, monkeypatch):
    """By hand: at most 4 · 6 = 24 combinations of the place and one question, 4 · 6 · 3 · 4 = 288 of all."""
    usual = count_questions(pd.DataFrame(many), [["a"], ["b"], ["c"]], by=["lokasi"], levels={})
    monkeypatch.setattr(counts, "MOST_GROUPS", 24)
    found = count_questions(pd.DataFrame(many), [["a"], ["b"], ["c"]], by=["lokasi"], levels=dict.fromkeys(many, 1))
    assert list(found) == [("a",), ("b",), ("c",)]
    for unit, frame in found.items():
        assert_frame_equal(frame, usual[unit])


def test_too_many_combinations_are_refused(frame_of, monkeypatch):
    names = {"lokasi": ["pati"] * 11, "nama": [f"Usaha Sintetis {at}" for at in range(11)], "bobot": [1] * 11}
    monkeypatch.setattr(counts, "MOST_GROUPS", 10)
    for count in (
        lambda: count_answers(frame_of(names), by=["lokasi", "nama"]),
        lambda: count_answers(frame_of(names), by=["lokasi", "nama"], weight="bobot"),
        lambda: count_questions(frame_of(names), [[], ["nama"]], by=["lokasi"], levels={}),
    ):
        with pytest.raises(DataError, match=r"columns lokasi, nama: together hold more than 10 different combinations"):
            count()
    monkeypatch.setattr(counts, "MOST_GROUPS", 11)
    assert len(count_answers(frame_of(names), by=["lokasi", "nama"])) == 11


ENGINES = {"pandas": pd.DataFrame, "polars": pl.from_pandas, "duckdb": duckdb.from_df}
ANSWER = st.sampled_from(["ada", "tidak_ada", "tidak_tahu", None])
HINTS = st.dictionaries(st.sampled_from("lpqr"), st.integers(0, 10**7))


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
@given(rows=st.lists(st.tuples(ANSWER, ANSWER, ANSWER, ANSWER), min_size=1, max_size=30), levels=HINTS)
def test_what_is_expected_changes_nothing(engine, rows, levels):
    """Expected: Python's own Counter over the rows."""
    frame = pd.DataFrame(rows, columns=list("lpqr"), dtype="str")
    units = [(), ("p",), ("q", "r"), ("r",), ("p", "q", "r")]
    found = count_questions(engine(frame), units, by=["l"], levels=levels)
    for unit in units:
        keys = ["l", *unit]
        assert list(found[unit]) == [*keys, "n"]
        theirs = Counter(tuple(dict(zip("lpqr", row, strict=True))[key] for key in keys) for row in rows)
        ours = {tuple(row[:-1]): row[-1] for row in found[unit].itertuples(index=False)}
        assert ours == theirs
        assert len(found[unit]) == len(ours)
