"""What a mean, a minimum, a maximum and n leave open, against every set of answers that fits."""

import math
import statistics
import time
from collections import Counter
from fractions import Fraction
from functools import cache
from itertools import combinations_with_replacement

import pytest

from klaster_analisis import UsageError
from klaster_analisis.analysis.bounds.moments import possible_spread
from klaster_analisis.analysis.free_answers import FreeAnswers
from klaster_analisis.analysis.rounding import Interval, printed_interval


@cache
def all_sets(minimum: int, maximum: int, n: int) -> list[tuple[int, ...]]:
    sets = combinations_with_replacement(range(minimum, maximum + 1), n)
    return [answers for answers in sets if answers and answers[0] == minimum and answers[-1] == maximum]


def check_against_all_sets(mean: str, minimum: int, maximum: int, n: int) -> None:
    within = printed_interval(mean)
    fitting = [answers for answers in all_sets(minimum, maximum, n) if Fraction(sum(answers), n) in within]
    found = possible_spread(mean, minimum, maximum, n)
    population = possible_spread(mean, minimum, maximum, n, population=True)
    assert found.data_sets == population.data_sets == len(fitting)
    assert list(found.sums) == sorted({sum(answers) for answers in fitting})
    if not fitting:
        assert found.notes[0].kind == population.notes[0].kind == "tak_mungkin"
        return
    chosen = [Counter(answers) for answers in fitting]
    levels = range(minimum, maximum + 1)
    assert found.counts == {at: (min(c[at] for c in chosen), max(c[at] for c in chosen)) for at in levels}
    spreads = [statistics.pvariance(map(Fraction, answers)) for answers in fitting]
    assert population.variance == Interval(min(spreads), max(spreads))
    if n > 1:
        spreads = [statistics.variance(map(Fraction, answers)) for answers in fitting]
        assert found.variance == Interval(min(spreads), max(spreads))


@pytest.mark.parametrize("n", range(1, 8))
@pytest.mark.parametrize("decimals", [0, 1, 2])
def test_all_sets_on_a_scale_of_five(n, decimals):
    for minimum in range(1, 6):
        for maximum in range(minimum, 6):
            sums = range(n * minimum - 1, n * maximum + 2)
            for mean in {f"{total / n:.{decimals}f}" for total in sums} | {"3.5"}:
                check_against_all_sets(mean, minimum, maximum, n)


@pytest.mark.parametrize("n", [8, 12])
def test_some_larger_sets(n):
    for mean in ("2", "2,5", "3", "3,4"):
        check_against_all_sets(mean, 1, 5, n)
    check_against_all_sets("4,1", 1, 7, 8)


def test_a_negative_scale():
    check_against_all_sets("-0,3", -2, 2, 6)


def test_by_hand():
    """1, 5 and x = 2, 3 or 4: sums 8, 9, 10; variances 13/3, 4, 13/3."""
    found = possible_spread("3", 1, 5, 3)
    assert found.variance == Interval(Fraction(4), Fraction(13, 3))
    assert found.sd == (2.0, pytest.approx(2.0816659994661326, abs=1e-15))  # R: sd(c(1, 2, 5))
    assert found.counts == {1: (1, 1), 2: (0, 1), 3: (0, 1), 4: (0, 1), 5: (1, 1)}


@pytest.mark.parametrize(("place", "n"), [("klaten", 12), ("pati", 17), ("tegal", 19)])
def test_table_3_is_possible_if_all_answered(study, place, n):
    scores = study.dynamics[(study.dynamics["lokasi"] == place) & (study.dynamics["maksimum"] != "")]
    for _, row in scores.iterrows():
        found = possible_spread(row["rata_rata"], int(row["minimum"]), int(row["maksimum"]), n)
        assert found.data_sets > 0
        assert found.sd[0] <= found.sd[1]


def test_table_3_pati_market():
    """
    By hand: mean 2 (25.5 to 42.5, so 26 to 42), minimum 1, maximum 5, 17 answers.

    Smallest variance: 5, 1 and fifteen 2, sum 36, (17 × (25 + 1 + 60) − 36²) / 272 = 0.61: 2 is nearest to their mean.
    Largest: sum 41, which is six 5 and eleven 1, (17 × 161 − 41²) / 272 = 3.88; sum 42 needs a 2 for a 1: 3.76.
    """
    found = possible_spread("2", 1, 5, 17)
    assert (found.sums[0], found.sums[-1]) == (26, 42)
    assert found.variance.high == Fraction(17 * (6 * 25 + 11) - 41**2, 17 * 16)
    assert found.variance.low == Fraction(17 * 86 - 36**2, 17 * 16)
    assert found.counts[5] == (1, 6)


def test_all_the_same():
    """Table 3, Tegal, trust: mean, minimum and maximum 3."""
    found = possible_spread("3", 3, 3, 19)
    assert (found.data_sets, found.sd, dict(found.counts)) == (1, (0.0, 0.0), {3: (19, 19)})


def test_one_answer_has_no_sample_variance():
    found = possible_spread("3", 3, 3, 1)
    assert found.variance is None
    assert [note.kind for note in found.notes] == ["satu_jawaban"]
    assert found.to_frame()["sd_bawah"].isna().all()
    assert possible_spread("3", 3, 3, 1, population=True).sd == (0.0, 0.0)


@pytest.mark.parametrize(
    ("mean", "minimum", "maximum", "n"),
    [
        *[("3", 1, 5, 1), ("3", 5, 1, 9), ("3", 3, 3, 0), ("3", 1, 5, 0)],
        *[("6", 1, 5, 9), ("4,9", 1, 5, 9), ("3,2", 3, 3, 4), ("2,55", 1, 5, 7)],
    ],
)
def test_the_impossible_is_empty(mean, minimum, maximum, n):
    found = possible_spread(mean, minimum, maximum, n)
    assert (found.data_sets, len(found.sums), found.variance, found.levels.empty) == (0, 0, None, True)
    assert found.to_frame().loc[0, "alasan"] == "tak_mungkin"


def test_frames():
    found = possible_spread("3", 1, 5, 3)
    assert found.to_frame().iloc[0].drop(["sd_bawah", "sd_atas"]).to_dict() == {
        "n": 3, "rata_rata": "3", "minimum": 1, "maksimum": 5, "jumlah_bawah": 8, "jumlah_atas": 10, "himpunan": 3, "alasan": "",
    }  # fmt: skip
    assert possible_spread("2", 1, 3, 4).to_frame()["jumlah_bawah"].tolist() == [6]  # by hand: 1, 1, 1 and 3 have mean 1.5
    assert found.levels.iloc[1].to_dict() == {"tingkat": 2, "n_bawah": 0, "n_atas": 1, "bawah": 0, "atas": 1 / 3}


def test_wrong_use():
    with pytest.raises(UsageError, match=r"n: 2\.5 is not a whole number"):
        possible_spread("3", 1, 5, 2.5)
    with pytest.raises(UsageError, match="n: -1 is negative"):
        possible_spread("3", 1, 5, -1)
    with pytest.raises(UsageError, match="'tiga' is not a number"):
        possible_spread("tiga", 1, 5, 3)


@pytest.mark.parametrize("span", range(2, 10))
def test_what_is_reached_without_a_level(span):
    """Against all sets of up to five answers that avoid it."""
    for level in range(1, span):
        others = [value for value in range(span + 1) if value != level]
        for number in range(6):
            free = FreeAnswers(number, span, 0, 0)
            reached = {sum(answers) for answers in combinations_with_replacement(others, number)}
            assert {total for total in range(number * span + 1) if free._reached(total, number, level)} == reached


def test_sets_of_any_sum_are_combinations_with_repetition():
    assert FreeAnswers(998, 9, 0, 9 * 998).data_sets() == math.comb(998 + 9, 9)


def test_a_thousand_answers_on_a_scale_of_ten_are_quick():
    start = time.perf_counter()
    found = possible_spread("5", 1, 10, 1000)
    assert time.perf_counter() - start < 2
    assert found.sums == range(4500, 5501)
    # By hand: sum 5500 lets half of the answers be 1 and half 10.
    assert found.variance.high == Fraction(1000 * (500 * 100 + 500 * 1) - 5500**2, 1000 * 999)
