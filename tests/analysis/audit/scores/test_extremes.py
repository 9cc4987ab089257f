"""Minimum, maximum and the mean between them, against all sets of answers."""

from collections import defaultdict
from fractions import Fraction
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaster_analisis.analysis.audit.rules import RULES, USUAL_RULES, printed_units
from klaster_analisis.analysis.audit.scores.extremes import check_maximum, check_mean_within, check_minimum
from klaster_analisis.analysis.audit.scores.outcome import Unchecked


def allowed(check) -> set[int]:
    return {units for reading in check.readings if reading.usual for units in reading.allowed}


@pytest.mark.parametrize(("low", "high"), list(product(range(7), repeat=2)))
def test_minimum_and_maximum_on_a_scale_of_five(cell, low, high):
    """All pairs: what stands beside the other is not on its wrong side, and on the scale."""
    table = cell({"minimum": low, "maksimum": high}, scale=(1, 5))
    minimum, maximum = check_minimum(table, "a", "b"), check_maximum(table, "a", "b")
    assert allowed(minimum) == {units for units in range(1, 6) if units <= high}
    assert allowed(maximum) == {units for units in range(1, 6) if units >= low}
    fine = 1 <= low <= high <= 5
    assert (minimum.verdict == maximum.verdict == "cocok") == fine


def test_one_answer_is_minimum_and_maximum(cell):
    table = cell({"n": 1, "minimum": 2, "maksimum": 3}, scale=(1, 5))
    assert (allowed(check_minimum(table, "a", "b")), allowed(check_maximum(table, "a", "b"))) == ({3}, {2})


@pytest.mark.parametrize(
    ("text", "layout", "verdict"),
    [
        ("2,5", {}, "bertentangan"),  # one item has whole answers
        ("2,0", {}, "cocok"),
        ("2,5", {"items": 2}, "cocok"),
        ("2,3", {"items": 2}, "bertentangan"),
        ("2,3", {"items": 3}, "cocok"),  # 7 / 3
        ("2,6", {"items": 3}, "tergantung_bacaan"),  # 8 / 3, cut
    ],
)
def test_an_end_is_a_mean_of_whole_answers(cell, text, layout, verdict):
    """By hand."""
    assert check_minimum(cell({"minimum": text}, **layout), "a", "b").verdict == verdict
    assert check_maximum(cell({"maksimum": text}, **layout), "a", "b").verdict == verdict


def test_rounded_ends_with_unlike_decimals(cell):
    """By hand: a maximum of 3 can be 3,5 (rounded to the even digit it would be 4, downwards 3); a minimum of 4,0 cannot."""
    for text, verdict in (("3,5", "cocok"), ("4,0", "bertentangan")):
        assert check_minimum(cell({"minimum": text, "maksimum": "3"}, items=2), "a", "b").verdict == verdict


def test_values(cell):
    check = check_minimum(cell({"n": 7, "minimum": 4, "maksimum": 2}, scale=(1, 5)), "a", "b")
    assert check.values == {"lain": "2", "skala_bawah": 1, "skala_atas": 5, "butir": 1, "n": 7}
    assert [number.measure for number in check.against] == ["maksimum"]
    assert check_minimum(cell({"maksimum": "2"}), "a", "b") is None


@pytest.mark.parametrize("decimals", [0, 1, 2])
@pytest.mark.parametrize("n", range(1, 6))
def test_means_within_minimum_and_maximum(cell, n, decimals):
    """All sets of n answers: the range runs from the lowest to the highest of their means."""
    means = defaultdict(set)
    for answers in combinations_with_replacement(range(1, 6), n):
        means[answers[0], answers[-1]].add(Fraction(sum(answers), n))
    for (low, high), reached in means.items():
        mean = f"{3:.{decimals}f}"
        check = check_mean_within(cell({"n": n, "rata_rata": mean, "minimum": low, "maksimum": high}), "a", "b")
        for reading in check.readings:
            ends = [printed_units(end(reached), decimals, reading.kind) for end in (min, max)]
            assert reading.allowed == range(ends[0], ends[1] + 1)


@given(st.lists(st.integers(1, 5), min_size=1, max_size=30), st.integers(0, 3), st.sampled_from(RULES), st.data())
def test_every_true_mean_passes(cell, answers, decimals, rule, data):
    """Whatever is printed beside it."""
    units = printed_units(Fraction(sum(answers), len(answers)), decimals, rule)
    text = f"{units // 10**decimals},{units % 10**decimals:0{decimals}d}" if decimals else str(units)
    beside = {"n": len(answers), "minimum": min(answers), "maksimum": max(answers)}
    kept = data.draw(st.sets(st.sampled_from(sorted(beside))))
    table = cell({"rata_rata": text, **{measure: beside[measure] for measure in kept}}, scale=(1, 5))
    check = check_mean_within(table, "a", "b")
    assert rule in check.fitting
    assert check.verdict == "cocok" or rule not in USUAL_RULES
    for check in (check_minimum(table, "a", "b"), check_maximum(table, "a", "b")):
        assert check is None or check.verdict == "cocok"


@pytest.mark.parametrize(
    ("numbers", "layout", "expected"),
    [
        ({"minimum": 1, "maksimum": 5}, {}, "1,0–5,0"),
        ({"minimum": 1, "maksimum": 5, "n": 4}, {}, "2,0–4,0"),  # 1 1 1 5 and 1 5 5 5
        ({"minimum": 2}, {"scale": (1, 5)}, "2,0–5,0"),
        ({"minimum": 2, "n": 3}, {"scale": (1, 5)}, "2,0–4,0"),  # 2 2 2 and 2 5 5
        ({"maksimum": 4, "n": 3}, {"scale": (1, 5)}, "2,0–4,0"),  # 1 1 4 and 4 4 4
        ({}, {"scale": (1, 5)}, "1,0–5,0"),
        ({"minimum": 2}, {}, "2,0–9,9"),
        ({"maksimum": "2"}, {"items": 3}, "0,0–2,3"),  # 2 may be 7 / 3
    ],
)
def test_bounds_of_the_mean(cell, numbers, layout, expected):
    """By hand."""
    assert check_mean_within(cell({"rata_rata": "3,1", **numbers}, **layout), "a", "b").expected == expected


def test_reasons(cell):
    assert check_mean_within(cell({"minimum": 1}), "a", "b") is None
    reason = check_mean_within(cell({"rata_rata": "3"}), "a", "b")
    assert reason == Unchecked("a", "b", "rata_rata_dalam_rentang", "rentang_tak_diketahui")
    for numbers in ({"minimum": 4, "maksimum": 2}, {"minimum": 2, "maksimum": 4, "n": 1}):
        reason = check_mean_within(cell({"rata_rata": "3", **numbers}), "a", "b")
        assert reason == Unchecked("a", "b", "rata_rata_dalam_rentang", "minimum_dan_maksimum")
