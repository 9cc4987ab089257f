"""Score profiles carry what rounding leaves open."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaster_analisis import DataError, counted_scores, printed_scores


def printed(*rows: tuple[str, str, str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["lokasi", "pertanyaan", "rata_rata", "minimum", "maksimum"])


def test_interval_of_a_mean_is_cut_at_its_range(dynamics):
    """By hand from Table 3: Tegal's market has mean 3 and maximum 3, so at most 3."""
    scores = dynamics.frame.loc[("tegal", "pasar")]
    assert (scores["bawah"], scores["atas"]) == (2.5, 3.0)


def test_interval_of_a_mean_with_a_missing_end(dynamics):
    """By hand: Klaten's information has mean 3, minimum 3, and a maximum that is not printed."""
    scores = dynamics.frame.loc[("klaten", "informasi")]
    assert (scores["bawah"], scores["atas"]) == (3.0, 3.5)


def test_sums_have_intervals(dynamics):
    """By hand: Klaten 5 × [3, 3] without information [3, 3.5], skills [1.5, 2.5]; Pati 16 ± 3; Tegal likewise."""
    totals = dynamics.totals()
    assert totals.loc["klaten"].tolist() == [17, 16.5, 18]
    assert totals.loc["pati"].tolist() == [16, 13, 19]
    assert totals.loc["tegal"].tolist() == [17, 14.5, 19]


def test_no_ranking_of_the_study_survives_rounding(dynamics):
    assert not dynamics.ranking()["bertahan"].any()


def test_a_clear_ranking_survives():
    profile = printed_scores(printed(("a", "x", "5", "5", "5"), ("b", "x", "2", "1", "3")))
    assert profile.ranking()["bertahan"].tolist() == [True]


def test_a_sum_with_a_missing_mean_is_missing_and_ranks_nothing():
    profile = printed_scores(
        printed(("a", "x", "3", "", ""), ("a", "y", "", "", ""), ("b", "x", "1", "", ""), ("b", "y", "1", "", ""))
    )
    assert profile.totals().loc["a"].isna().all()
    assert profile.ranking()["bertahan"].tolist() == [False]


def test_a_ranking_is_not_decided_by_the_last_bit_of_a_float():
    """The two sums touch: 21,7 − 0,3 and 21,1 + 0,3 are both 21,4."""
    high = [("a", f"x{at}", mean, "", "") for at, mean in enumerate(["4,5", "4,2", "4,5", "4,2", "2,6", "1,7"])]
    low = [("b", f"x{at}", mean, "", "") for at, mean in enumerate(["1,6", "2,5", "4,1", "4,4", "4,1", "4,4"])]
    pair = printed_scores(printed(*high, *low)).ranking().iloc[0]
    assert (pair["selisih"], pair["bawah"], pair["bertahan"]) == (0.6, 0.0, False)


@pytest.mark.parametrize(
    ("mean", "minimum", "maximum"),
    [("3", "4", "2"), ("5", "1", "3"), ("1", "2", "5")],
    ids=["minimum above maximum", "mean above maximum", "mean below minimum"],
)
def test_what_cannot_go_together_is_refused(mean, minimum, maximum):
    with pytest.raises(DataError, match="cannot go together"):
        printed_scores(printed(("pati", "produk", mean, minimum, maximum)))


def test_a_missing_mean_stays_missing():
    profile = printed_scores(printed(("pati", "produk", "", "1", "5")))
    assert profile.frame.loc[("pati", "produk"), ["rata_rata", "bawah", "atas"]].isna().all()


def test_counted_answers_have_shares_at_each_level():
    """By hand: 1, 1, 2, 5 have mean 9/4."""
    counts = pd.DataFrame({"lokasi": "pati", "pertanyaan": "produk", "jawaban": [1, 2, 5], "n": [2, 1, 1]})
    profile = counted_scores(counts, levels=range(1, 6), places=["pati", "tegal"])
    scores = profile.frame.loc[("pati", "produk")]
    assert scores[["n", "rata_rata", "minimum", "maksimum", "bawah", "atas"]].tolist() == [4, 2.25, 1, 5, 2.25, 2.25]
    assert profile.levels.loc[("pati", "produk")].tolist() == [0.5, 0.25, 0, 0, 0.25]


def test_a_place_where_nobody_answered_has_no_mean():
    counts = pd.DataFrame({"lokasi": ["pati"], "pertanyaan": "produk", "jawaban": [1], "n": [2]})
    profile = counted_scores(counts, levels=range(1, 6), places=["pati", "tegal"])
    assert profile.frame.at[("tegal", "produk"), "n"] == 0
    assert profile.frame.loc[("tegal", "produk"), ["rata_rata", "minimum", "maksimum"]].isna().all()
    assert profile.levels.loc[("tegal", "produk")].isna().all()


def test_an_answer_off_the_scale_is_refused():
    counts = pd.DataFrame({"lokasi": ["pati"], "pertanyaan": "produk", "jawaban": [6], "n": [2]})
    with pytest.raises(DataError, match='column jawaban: "6" is not one of 1, 2, 3, 4, 5'):
        counted_scores(counts, levels=range(1, 6), places=["pati"])


@given(st.lists(st.lists(st.integers(1, 5), min_size=1, max_size=12), min_size=2, max_size=6))
def test_the_true_sum_always_lies_in_the_interval_of_the_printed_one(answers):
    """Any answers, printed as rounded means with their range, leave an interval that holds the true sum of means."""
    rows = [("pati", f"x{at}", f"{sum(a) / len(a):.0f}", str(min(a)), str(max(a))) for at, a in enumerate(answers)]
    total = printed_scores(printed(*rows)).totals().loc["pati"]
    truth = sum(sum(a) / len(a) for a in answers)
    assert total["bawah"] - 1e-9 <= truth <= total["atas"] + 1e-9
