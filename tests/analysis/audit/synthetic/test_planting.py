"""A planted error changes the guilty numbers and no other, shows in print, and is the same for the same seed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaster_analisis.analysis.audit.synthetic.changes import with_changes
from klaster_analisis.analysis.audit.synthetic.planting import KINDS, plant
from klaster_analisis.analysis.audit.synthetic.printing import print_counts, print_scores
from klaster_analisis.analysis.audit.synthetic.study import draw_frequency_table, draw_study
from klaster_analisis.analysis.audit.synthetic.truth import TrueCounts, TrueScores, add_up
from klaster_analisis.sources.printed.table import FrequencyLayout, ScoreLayout

SEEDS = st.integers(0, 2**32)
ONE_NUMBER = ("angka_salah", "angka_tertukar", "koma_bergeser", "aturan_salah")


def texts(table):
    return {(x.row, x.column, x.measure): x.text for x in table.numbers}


def clean():
    """Place a: 1 of 3 and 2 of 3; b: 6 of 9 and 3 of 9."""
    table = draw_frequency_table(np.random.default_rng(1), rows=2, columns=2, firms=12)
    rows = {"baris_1": (1, 2, 3), "baris_2": (6, 3, 9), "total": (7, 5, 12)}
    shares = {"baris_1": ("33,3", "66,7"), "baris_2": ("66,7", "33,3"), "total": ("58,3", "41,7")}
    columns = ("kolom_1", "kolom_2", "jumlah")
    changes = {(row, column, "n"): str(n) for row, counts in rows.items() for column, n in zip(columns, counts, strict=True)}
    for row, pair in shares.items():
        changes |= {(row, column, "persen"): text for column, text in zip(columns, pair, strict=False)}
    return with_changes(table, changes)


@settings(max_examples=40)
@given(SEEDS, st.sampled_from(sorted(KINDS)))
def test_only_the_guilty_numbers_differ(seed, kind):
    rng = np.random.default_rng(seed)
    for table in draw_study(rng):
        planted = plant(table, kind, rng)
        if planted:
            before, after = texts(table), texts(planted.table)
            guilty = {(x.row, x.column, x.measure) for x in planted.guilty}
            assert guilty
            assert guilty == {place for place, text in after.items() if before.get(place) != text}
            assert planted.kind == kind
            assert (planted.table.layout, planted.table.interviewed) == (table.layout, table.interviewed)
            if kind in ONE_NUMBER:
                assert len(guilty) == 1
                assert set(before) == set(after)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_plants_the_same_error(kind):
    guilty = {plant(clean(), kind, np.random.default_rng(7)).guilty for _ in range(3)}
    assert len(guilty) == 1
    assert len({plant(clean(), kind, np.random.default_rng(seed)).guilty for seed in range(40)}) > 1


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_planted_in_a_table_of_the_study(kind):
    rng = np.random.default_rng(3)
    assert [plant(table, kind, rng) for table in draw_study(rng)][1] is not None


def outcomes(kind):
    """All that a kind of error does to the table by hand: what was and what is, at the places that differ."""
    table = clean()
    before = texts(table)
    for seed in range(300):
        after = texts(plant(table, kind, np.random.default_rng(seed)).table)
        yield {place: (before.get(place), after.get(place)) for place in before | after if before.get(place) != after.get(place)}


def test_one_digit_is_another():
    for outcome in outcomes("angka_salah"):
        ((old, new),) = outcome.values()
        assert len(old) == len(new)
        assert sum(a != b for a, b in zip(old, new, strict=True)) == 1


def test_two_digits_are_transposed():
    for outcome in outcomes("angka_tertukar"):
        ((old, new),) = outcome.values()
        assert sorted(old) == sorted(new)
        assert old.find(",") == new.find(",")


def test_the_comma_moves():
    pairs = {pair for outcome in outcomes("koma_bergeser") for pair in outcome.values()}
    assert pairs == {("33,3", "3,33"), ("66,7", "6,67"), ("58,3", "5,83"), ("41,7", "4,17")}


def test_two_cells_of_a_row_are_swapped():
    """Each row has two parts, so that there are three swaps; a shift by one column is the same."""
    swaps = {frozenset(outcome.items()) for outcome in outcomes("sel_tertukar")}
    first = {
        ("baris_1", "kolom_1", "n"): ("1", "2"),
        ("baris_1", "kolom_1", "persen"): ("33,3", "66,7"),
        ("baris_1", "kolom_2", "n"): ("2", "1"),
        ("baris_1", "kolom_2", "persen"): ("66,7", "33,3"),
    }
    assert len(swaps) == 3
    assert frozenset(first.items()) in swaps
    assert swaps == {frozenset(outcome.items()) for outcome in outcomes("kolom_bergeser")}


def test_a_base_of_another_row():
    """Bases are 3, 9 and 12. One of three firms is 11,1 percent of nine, 8,3 of twelve; nine firms are 75,0 percent of twelve."""
    places = {
        ("baris_1", "kolom_1", "persen"): {"11,1", "8,3"},
        ("baris_1", "kolom_2", "persen"): {"22,2", "16,7"},
        ("baris_2", "kolom_1", "persen"): {"50,0"},
        ("baris_2", "kolom_2", "persen"): {"25,0", "100,0"},
        ("total", "kolom_1", "persen"): {"77,8"},
        ("total", "kolom_2", "persen"): {"55,6"},
    }
    found = {(place, new) for outcome in outcomes("dasar_salah") for place, (_, new) in outcome.items()}
    assert {place for place, _ in found} == set(places)
    assert all(new in places[place] for place, new in found)


def test_a_count_changes_with_its_percentage_and_the_sums_stay():
    found = {}
    for outcome in outcomes("total_lama"):
        assert not any("total" in place or "jumlah" in place for place in outcome)
        (row, column, _), *_ = outcome
        found.setdefault((row, column), set()).add((outcome[row, column, "n"][1], outcome[row, column, "persen"][1]))
    assert found["baris_1", "kolom_1"] == {("2", "66,7"), ("3", "100,0")}
    assert found["baris_2", "kolom_2"] == {
        ("1", "11,1"), ("2", "22,2"), ("4", "44,4"), ("5", "55,6"), ("6", "66,7"),
    }  # fmt: skip


def test_a_number_is_cut_where_rounding_differs():
    """66,66… prints as 66,7, 41,66… as 41,7; 33,33… and 58,33… are cut and rounded to the same."""
    pairs = {pair for outcome in outcomes("aturan_salah") for pair in outcome.values()}
    assert pairs == {("66,7", "66,6"), ("41,7", "41,6")}


def test_the_mean_of_means_is_cut_too():
    """3, 4 and 4 average 3,66…"""
    layout = ScoreLayout(("a", "b", "c"), ("x",), mean_row="rata_rata")
    truth = TrueScores(layout, {("a", "x"): (3,), ("b", "x"): (4,), ("c", "x"): (4,)})
    planted = plant(print_scores(truth, name="8", rule="ke_atas"), "aturan_salah", np.random.default_rng(1))
    assert [(number.row, number.text) for number in planted.guilty] == [("rata_rata", "3,6")]


def test_a_half_that_is_cut_is_no_error():
    """One of eight is 12,5 percent: cut to 12 as when halves go down."""
    layout = FrequencyLayout(("a",), ("x", "y", "n"), {"n": ("x", "y")})
    truth = TrueCounts(layout, add_up(layout, {("a", "x"): 1, ("a", "y"): 7}))
    table = print_counts(truth, name="1", rule="ke_atas", decimals=0)
    assert plant(table, "aturan_salah", np.random.default_rng(1)) is None


def test_none_where_nothing_would_show():
    problems = draw_study(np.random.default_rng(1))[5]
    assert plant(problems, "dasar_salah", np.random.default_rng(1)) is None
    assert plant(problems, "total_lama", np.random.default_rng(1)) is None
