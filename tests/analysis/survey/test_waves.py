"""Two waves: the same firms before and after, or two samples; by hand and against the tests of R."""

import math
from collections import Counter

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaster_analisis import UsageError, check_survey, compare_waves, load_survey, split_answers
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


def test_p_is_adjusted_over_all_questions_of_the_comparison():
    """By hand: p of 2/32 and 1; Holm's doubles the smaller."""
    frame = same_firms(["tidak_ada"] * 5, ["ada"] * 5)
    frame["kerjasama_hilir"] = ["ada"] * 10
    found = {change.question: change.test for change in compare_waves(load_survey(frame)).changes}
    assert found["kerjasama_hulu"].p == 2 / 32
    assert found["kerjasama_hulu"].adjusted_p in (2 / 32, 4 / 32)
    assert math.isnan(found["kerjasama_hilir"].p)


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


class TestManyWaves:
    """A column of days in the place of a column of waves."""

    def firms(self, waves: int) -> pd.DataFrame:
        rows = [("U", f"2026-{at:02}", "Klaten", "ada" if at % 2 else "tidak_ada") for at in range(waves)]
        rows += [("V", f"2026-{at:02}", "Pati", "ada") for at in range(waves)]
        return pd.DataFrame(rows, columns=["id_usaha", "gelombang", "lokasi", "kerjasama_hulu"])

    def test_more_than_can_be_compared_are_a_fault_with_its_column(self):
        (fault,) = check_survey(self.firms(25)).faults
        assert (fault.rule, fault.spot.column) == ("terlalu_banyak_gelombang", "gelombang")
        assert "25 waves; 24 at most" in fault.problem
        assert "25 gelombang; paling banyak 24" in fault.in_language("id").problem

    def test_files_are_waves_too(self, tmp_path):
        files = [tmp_path / f"{at}.csv" for at in range(25)]
        for path in files:
            path.write_text("lokasi,kerjasama_hulu\nPati,ada\n")
        assert [fault.rule for fault in check_survey(files).faults] == ["terlalu_banyak_gelombang"]

    def test_where_faults_are_allowed_no_changes_are_counted(self):
        survey = load_survey(self.firms(25), allow_faults=True)
        assert len(survey.waves) == 25
        assert survey.changes.empty

    def test_as_many_as_can_be_compared_are(self):
        survey = load_survey(self.firms(24))
        pairs = survey.changes[["gelombang_sebelum", "gelombang_sesudah"]].drop_duplicates()
        assert len(pairs) == 24  # by hand: each of 24 and the next, and the first and the last
