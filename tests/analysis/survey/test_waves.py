"""Two waves: the same firms before and after, or two samples; by hand and against the tests of R."""

import math
from collections import Counter

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaster_analisis import UsageError, compare_waves, example_survey, load_survey, split_answers
from klaster_analisis.analysis.survey.waves import FIRMS


def waves_of(before: dict, after: dict) -> pd.DataFrame:
    """Two waves, one after the other, from columns of answers."""
    return pd.concat([pd.DataFrame({"gelombang": "2024"} | before), pd.DataFrame({"gelombang": "2026"} | after)])


def same_firms(before: list, after: list, question: str = "kerjasama_hulu", **more) -> pd.DataFrame:
    number = [str(at) for at in range(len(before))]
    both = {"id_usaha": number, "lokasi": "Pati"} | more
    return waves_of(both | {question: before}, both | {question: after})


def change_of(frame, **options):
    (change,) = compare_waves(load_survey(frame), **options).changes
    return change


def test_the_same_firms_are_compared_with_themselves():
    """By hand: of 10 firms 4 became ada, 1 no longer is; 3 → 6. R: binom.test(4, 5)$p.value is 0.375."""
    before = ["ada"] * 3 + ["tidak_ada"] * 7
    after = ["tidak_ada"] + ["ada"] * 6 + ["tidak_ada"] * 3
    change = change_of(same_firms(before, after))
    assert change.paired
    assert (change.n_before, change.n_after, change.before, change.after) == (10, 10, 0.3, 0.6)
    assert (change.up, change.down) == (4, 1)
    assert change.test.p == pytest.approx(0.375)


def test_only_firms_that_answered_both_times_are_compared():
    """By hand: the second firm is silent, the third is gone, the fourth new."""
    frame = waves_of(
        {"id_usaha": list("ABC"), "lokasi": "Pati", "kerjasama_hulu": ["tidak_ada", None, "ada"]},
        {"id_usaha": list("ABD"), "lokasi": "Pati", "kerjasama_hulu": ["ada", "ada", "ada"]},
    )
    found = compare_waves(load_survey(frame))
    (change,) = found.changes
    assert (found.firms_before, found.firms_after, found.firms_in_both) == (3, 3, 2)
    assert (change.n_before, change.up, change.down) == (1, 1, 0)


def test_without_numbers_of_firms_waves_are_two_samples():
    """R: fisher.test(matrix(c(9, 3, 1, 7), 2))$p.value"""
    frame = waves_of(
        {"lokasi": "Pati", "kerjasama_hulu": ["ada"] * 3 + ["tidak_ada"] * 7},
        {"lokasi": "Pati", "kerjasama_hulu": ["ada"] * 9 + ["tidak_ada"]},
    )
    change = change_of(frame)
    assert not change.paired
    assert change.up is None
    assert (change.before, change.after) == (0.3, 0.9)
    assert change.test.p == pytest.approx(0.0197666110978804, rel=1e-10)


def test_scales_are_compared_by_their_levels():
    """By hand: means (1+2+3+3)/4 and (2+2+5+1)/4; two up, one down."""
    change = change_of(same_firms(["1", "2", "3", "3"], ["2", "2", "5", "1"], "produk"))
    assert (change.kind, change.before, change.after) == ("rata_rata", 2.25, 2.5)
    assert (change.up, change.down) == (2, 1)


def test_turnover_is_compared_by_its_median_and_the_ratio_of_each_firm():
    """By hand: 10, 20, 30 became 20, 30, 30: ratios 2, 1.5, 1."""
    change = change_of(same_firms([10, 20, 30], [20, 30, 30], "omzet"))
    assert (change.kind, change.before, change.after) == ("median", 20, 30)
    assert (change.up, change.down, change.ratio.value) == (2, 0, 1.5)


def test_a_turnover_of_nothing_has_no_ratio_but_goes_up():
    """By hand: 0 → 5 is up; the only ratio is 10 / 10."""
    change = change_of(same_firms([0, 10], [5, 10], "omzet"))
    assert (change.up, change.down, change.ratio.value, change.ratio.n) == (1, 0, 1, 1)


def test_three_waves_compare_each_with_the_next_and_the_first_with_the_last():
    """By hand, one firm: ada, tidak_ada, ada."""
    frame = pd.DataFrame(
        {"id_usaha": "1", "lokasi": "Pati", "gelombang": ["a", "b", "c"], "kerjasama_hulu": ["ada", "tidak_ada", "ada"]}
    )
    moves = {}
    survey = load_survey(frame)
    for before, after in (("a", "b"), ("b", "c"), ("a", "c")):
        (change,) = compare_waves(survey, before=before, after=after).changes
        moves[before, after] = (change.up, change.down)
    assert moves == {("a", "b"): (0, 1), ("b", "c"): (1, 0), ("a", "c"): (0, 0)}


def test_two_files_are_two_waves_named_after_them(tmp_path):
    for name, answer in (("awal", "tidak_ada"), ("akhir", "ada")):
        (tmp_path / f"{name}.csv").write_text(f"id_usaha,lokasi,kerjasama_hulu\n7,Pati,{answer}\n")
    survey = load_survey([tmp_path / "awal.csv", tmp_path / "akhir.csv"])
    assert survey.waves == ("awal", "akhir")
    (change,) = compare_waves(survey).changes
    assert (change.before, change.after, change.paired) == (0, 1, True)


def test_a_firm_that_moved_is_counted_where_it_is_now():
    frame = waves_of(
        {"id_usaha": list("AB"), "lokasi": ["Pati", "Pati"], "kerjasama_hulu": ["tidak_ada", "ada"]},
        {"id_usaha": list("AB"), "lokasi": ["Tegal", "Pati"], "kerjasama_hulu": ["ada", "ada"]},
    )
    frame["lokasi"] = frame["lokasi"].replace("Tegal", "kabupaten_tegal")
    survey = load_survey(frame)
    tegal = next(place for place in survey.places.codes if place != "pati")
    (change,) = compare_waves(survey, place=tegal).changes
    assert (change.n_before, change.before, change.after) == (1, 0, 1)


def test_one_wave_and_unknown_waves_are_refused():
    one = load_survey(pd.DataFrame({"lokasi": ["Pati"], "kerjasama_hulu": ["ada"]}))
    with pytest.raises(UsageError, match="one wave"):
        compare_waves(one)
    two = load_survey(same_firms(["ada"], ["ada"]))
    with pytest.raises(UsageError, match='"2027" is not one of two waves'):
        compare_waves(two, after="2027")
    with pytest.raises(UsageError, match="is not one of two waves"):
        compare_waves(two, before="2026", after="2026")


def test_weighted_shares_are_those_of_the_tables_and_are_not_tested():
    """By hand: weights 1, 1, 2; ada has 1 of 4, then 3 of 4."""
    frame = same_firms(["ada", "tidak_ada", "tidak_ada"], ["ada", "tidak_ada", "ada"], bobot=[1.0, 1.0, 2.0])
    survey = load_survey(frame)
    found = compare_waves(survey)
    (change,) = found.changes
    assert found.weighted
    assert (change.before, change.after) == (0.25, 0.75)
    assert change.after == split_answers(survey, "kerjasama_hulu", by="gelombang").share(of="row").loc["2026", "ada"]
    assert math.isnan(change.test.p)
    assert [note.kind for note in change.test.notes] == ["berbobot"]


def test_p_is_adjusted_in_two_steps_over_all_questions_of_the_comparison():
    """
    By hand: cooperation 2 / 32 and 2 / 64, Simes 2 × 2 / 64 = 2 / 32 = 0.0625; dynamics 1. Two themes, the first at rank 1:
    0.125.
    Holm within it 2 × 2 / 64 and 2 / 32, times 2 themes / 1 selected: 0.125 both. The second theme is selected at 1.
    """
    frame = same_firms(["tidak_ada"] * 6, ["ada"] * 6)
    frame["kerjasama_hilir"] = ["ada"] * 7 + ["tidak_ada"] * 5
    frame["produk"] = list("334455") + list("443355")
    found = {change.question: change.test for change in compare_waves(load_survey(frame)).changes}
    assert {code: test.p for code, test in found.items()} == {"kerjasama_hulu": 2 / 64, "kerjasama_hilir": 2 / 32, "produk": 1}
    assert {code: test.adjusted_p for code, test in found.items()} == pytest.approx(
        {"kerjasama_hulu": 0.125, "kerjasama_hilir": 0.125, "produk": 1}
    )


def test_all_shares_of_a_question_are_in_its_theme():
    """
    By hand: of 6 firms all went from the first action to the second: two shares with p = 2 / 64, the others do not move.
    Simes 2 × 2 / 64 / 2, which selects the theme; Holm 2 × 2 / 64, which finds neither.
    """
    found = compare_waves(load_survey(same_firms(["1"] * 6, ["2"] * 6, "bahan_baku")))
    assert {change.answer: change.test.p for change in found.changes if change.up or change.down} == {"1": 2 / 64, "2": 2 / 64}
    assert (found.family.adjustment, found.family.themes, found.family.selected) == ("simes_bh_holm", 1, 1)
    assert [change.test.adjusted_p for change in found.changes] == pytest.approx([4 / 64, 4 / 64, None, None])


def test_kudus_of_the_example_is_counted_as_worked_out_apart():
    """Skills: 15 firms up and 3 down, of 25; cooperation with supporting institutions: 10 up and 1 down, of 28. R: binom.test."""
    survey = load_survey(example_survey("survei_jawa_tengah_sintetis.csv"))
    found = {change.question: change for change in compare_waves(survey, place="kudus").changes}
    skills, support = found["keterampilan"], found["kerjasama_pendukung"]
    assert (skills.up, skills.down, skills.n_before) == (15, 3, 25)
    assert (support.up, support.down, support.n_before) == (10, 1, 28)
    assert (round(support.before * 28), round(support.after * 28)) == (13, 22)
    assert (skills.test.p, support.test.p) == pytest.approx((0.007537842, 0.01171875), rel=1e-6)


ANSWERS = st.sampled_from(["ada", "tidak_ada", None])


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(["Pati", "Klaten"]), ANSWERS, ANSWERS), min_size=1, max_size=12))
def test_pairs_are_counted_as_they_stand(firms):
    """Against a plain count of the list."""
    number = [str(at) for at in range(len(firms))]
    places = [place for place, *_ in firms]
    before, after = ([firm[at] for firm in firms] for at in (1, 2))
    frame = waves_of(
        {"id_usaha": number, "lokasi": places, "kerjasama_hulu": before},
        {"id_usaha": number, "lokasi": places, "kerjasama_hulu": after},
    )
    changes = load_survey(frame).changes
    told = changes[changes["pertanyaan"] != FIRMS]
    expected = Counter((place.lower(), was, became) for place, was, became in firms if was and became)
    assert told.set_index(["lokasi", "sebelum", "sesudah"])["n"].to_dict() == expected
    assert changes.loc[changes["pertanyaan"] == FIRMS, "n"].sum() == len(firms)
