"""GRIM against published cases, every sum, and printed data."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaster_analisis.analysis.audit.check import Check
from klaster_analisis.analysis.audit.rules import RULES, USUAL_RULES, printed_units
from klaster_analisis.analysis.audit.scores.grim import check_grim
from klaster_analisis.analysis.audit.scores.outcome import Unchecked

# scrutiny 0.6.1 (R), grim_map(pigs1), as its README prints it; the last two by hand: 125 / 25, and 6 / 28 = 0,21, 7 / 28 = 0,25.
PIGS = {
    ("7.22", 32): True,
    ("4.74", 25): False,
    ("5.23", 29): False,
    ("2.57", 24): False,
    ("6.77", 27): False,
    ("2.68", 28): True,
    ("7.01", 29): False,
    ("7.38", 26): True,
    ("3.14", 27): False,
    ("6.89", 31): False,
    ("5.00", 25): True,
    ("0.24", 28): False,
}
# Brown and Heathers (2017): 145 / 28 = 5,18 and 146 / 28 = 5,21. scrutiny's vignette: grim("5.27", n = 43) is FALSE.
KNOWN = {("5.19", 28): False, ("5.18", 28): True, ("5.21", 28): True, ("5.27", 43): False, **PIGS}


def grim(table) -> Check:
    check = check_grim(table, "a", "b")
    assert isinstance(check, Check)
    return check


@pytest.mark.parametrize(("mean", "n"), KNOWN)
def test_published_cases(cell, mean, n):
    check = grim(cell({"n": n, "rata_rata": mean}))
    assert (check.verdict == "cocok") == KNOWN[mean, n]


@given(
    n_and_items=st.tuples(st.integers(1, 130), st.integers(1, 3)),
    decimals=st.integers(0, 2),
    scale=st.sampled_from([(1, 5), (0, 1), (-2, 2), (0, 10)]),
    share=st.fractions(0, 1),
)
def test_allowed_are_exactly_the_means_of_all_sums(cell, n_and_items, decimals, scale, share):
    n, items = n_and_items
    low, high = scale
    units = low * 10**decimals + int(share * (high - low) * 10**decimals)
    text = f"{units / 10**decimals:.{decimals}f}"
    check = grim(cell({"n": n, "rata_rata": text}, scale=scale, items=items))
    for reading in check.readings:
        sums = range(n * items * low, n * items * high + 1)
        expected = {printed_units(Fraction(total, n * items), decimals, reading.kind) for total in sums}
        assert set(reading.allowed) == expected
    usual = {units for reading in check.readings if reading.usual for units in reading.allowed}
    caught = [wrong for wrong in check.space if wrong != check.number.units and wrong not in usual]
    assert check.power == (Fraction(len(caught), len(check.space) - 1) if len(check.space) > 1 else 0)


@given(st.lists(st.integers(1, 5), min_size=1, max_size=40), st.integers(0, 3), st.sampled_from(RULES))
def test_every_true_mean_passes(cell, answers, decimals, rule):
    """However it was rounded, and with or without a scale; cut, if that is how it is read."""
    units = printed_units(Fraction(sum(answers), len(answers)), decimals, rule)
    text = f"{units // 10**decimals},{units % 10**decimals:0{decimals}d}" if decimals else str(units)
    for layout in ({}, {"scale": (1, 5)}):
        check = grim(cell({"n": len(answers), "rata_rata": text}, **layout))
        assert rule in check.fitting
        assert check.verdict == "cocok" or rule not in USUAL_RULES


def test_without_a_scale_all_numbers_of_the_shape_are_gone_through(cell):
    """By hand: of 3 answers the means from 0,0 to 9,9 are all that end in 0, 3 or 7: 30 of 100."""
    check = grim(cell({"n": 3, "rata_rata": "2,5"}))
    assert all(
        set(reading.allowed) == {u for u in range(100) if u % 10 in (0, 3, 7)} for reading in check.readings if reading.usual
    )
    assert check.power == Fraction(69, 99)


def test_many_answers_leave_no_power(cell):
    """By hand: a hundred answers, or 25 of four items, reach every second decimal."""
    for n, items in ((100, 1), (10**6, 1), (25, 4)):
        check = grim(cell({"n": n, "rata_rata": "3,14"}, scale=(1, 5), items=items))
        assert (check.verdict, check.power) == ("cocok", 0)


@pytest.mark.parametrize(
    ("mean", "n", "layout", "nearest"),
    [
        ("5,19", 28, {}, ("5,18", "5,21")),  # 145 / 28 and 146 / 28
        ("5,19", 28, {"scale": (1, 5)}, ("5,00", "")),  # above the scale
        ("0,9", 4, {"scale": (1, 5)}, ("", "1,0")),
        ("2,4", 3, {"items": 2}, ("2,3", "2,5")),  # 14 / 6 and 15 / 6
    ],
)
def test_nearest_means(cell, mean, n, layout, nearest):
    """By hand."""
    check = grim(cell({"n": n, "rata_rata": mean}, **layout))
    assert check.verdict == "bertentangan"
    assert (check.values["bawah"], check.values["atas"]) == nearest


def test_without_n_nothing_is_said(cell):
    for numbers in ({"rata_rata": "3,1"}, {"rata_rata": "3,1", "n": "0"}, {"rata_rata": "3,1", "n": "12,5"}):
        assert check_grim(cell(numbers), "a", "b") == Unchecked("a", "b", "grim", "n_tak_tercetak")
    assert check_grim(cell({"n": "4"}), "a", "b") is None
