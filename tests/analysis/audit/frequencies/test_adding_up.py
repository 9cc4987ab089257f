"""Percentages that should add up."""

from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaster_analisis.analysis.audit.check import CONTRADICTED, DEPENDS, FITS
from klaster_analisis.analysis.audit.frequencies.adding_up import check_adding_up
from klaster_analisis.analysis.audit.rules import RULES, printed_units
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import FrequencyLayout, PrintedTable


def percent(count, base):
    """In percent."""
    return Fraction(100 * count, base)


def written(units, decimals):
    return f"{Decimal(units).scaleb(-decimals):.{decimals}f}"


def shares(texts):
    columns = tuple("abcde"[: len(texts)])
    layout = FrequencyLayout(("r",), (*columns, "n"), {"n": columns})
    numbers = [PrintedNumber("1", "r", column, "persen", text) for column, text in zip(columns, texts, strict=True)]
    return PrintedTable("1", tuple(numbers), layout)


@pytest.mark.parametrize(
    ("texts", "verdict", "fitting"),
    [
        (("33,3", "33,3", "33,3"), FITS, RULES),  # a third each
        (("33,3", "33,3", "33,2"), DEPENDS, ("dipangkas",)),  # 0.2 short: more than three halves of 0.1
        (("33,3", "33,3", "33,6"), CONTRADICTED, ()),
        (("50,1", "50,0"), FITS, ("ke_atas",)),  # 50.05 and 49.95, both up
        (("50,0", "49,9"), FITS, ("ke_bawah", "dipangkas")),  # 50.05 and 49.95, both down
        (("50,2", "50,0"), CONTRADICTED, ()),
        (("100,1", "0,0"), CONTRADICTED, ()),
        (("50", "33,3", "16,7"), FITS, RULES),  # a half, a third and a sixth, the first without decimals
    ],
)
def test_by_hand(texts, verdict, fitting):
    (check,) = check_adding_up(shares(texts))
    assert (check.verdict, check.fitting) == (verdict, fitting)


@given(st.lists(st.integers(0, 12), min_size=2, max_size=4).filter(any), st.integers(0, 2), st.sampled_from(RULES))
def test_rounded_shares_of_counts_add_up_under_their_own_rule(counts, decimals, rule):
    printed = [printed_units(percent(count, sum(counts)), decimals, rule) for count in counts]
    (check,) = check_adding_up(shares([written(units, decimals) for units in printed]))
    assert rule in check.fitting


def test_every_sum_of_many_counts_is_allowed_and_every_allowed_one_happens():
    """
    Enumeration: what stands beside 33 percent, both without decimals, among the shares of up to 200 firms, halves up.

    By hand: 32.5 and 67.5 both go up, so 68 is possible; 66 would need more than 33.5.
    """
    allowed = check_adding_up(shares(["33", "67"]))[0].readings[0].allowed
    beside = set()
    for total, count in product(range(1, 201), range(201)):
        if count <= total and printed_units(percent(count, total), 0, "ke_atas") == 33:
            beside.add(printed_units(percent(total - count, total), 0, "ke_atas"))
    assert beside == set(allowed) == {67, 68}


def test_a_zero_without_a_percentage_counts_as_nothing():
    """Table 5 prints the row of Pati so: 13 (100,0) and 0."""
    numbers = (PrintedNumber("1", "r", "a", "persen", "100,0"), PrintedNumber("1", "r", "b", "n", "0"))
    (check,) = check_adding_up(PrintedTable("1", numbers, FrequencyLayout(("r",), ("a", "b", "n"), {"n": ("a", "b")})))
    assert (check.verdict, check.values["banyak"], check.expected) == (FITS, 1, "100,0")


def test_a_percentage_that_is_not_printed_leaves_no_check():
    numbers = (PrintedNumber("1", "r", "a", "persen", "90,0"), PrintedNumber("1", "r", "b", "n", "1"))
    layout = FrequencyLayout(("r",), ("a", "b", "n"), {"n": ("a", "b")})
    assert check_adding_up(PrintedTable("1", numbers, layout)) == check_adding_up(PrintedTable("1", numbers[:1], layout)) == []


def test_shares_of_nobody_add_up_to_nothing(one_row):
    nothing = [("a", "persen", "0,0"), ("b", "persen", "0,0")]
    assert check_adding_up(one_row(nothing)) == check_adding_up(one_row([*nothing, ("n", "n", "0")])) == []
    assert check_adding_up(one_row([*nothing, ("n", "n", "5")]))[0].verdict == CONTRADICTED


def test_where_a_firm_may_be_counted_twice_they_need_not_add_up(one_row):
    assert check_adding_up(one_row([("a", "persen", "80,0"), ("b", "persen", "70,0")], several=True)) == []


@pytest.mark.parametrize(
    ("percent_of", "expected"),
    [
        ("baris", [("r", "b", "100"), ("s", "b", "100"), ("t", "b", "100")]),
        ("kolom", [("s", "a", "100"), ("s", "b", "100"), ("s", "n", "100")]),
        ("semua", [("r", "b", "30"), ("s", "b", "70"), ("t", "b", "100"), ("s", "a", "50"), ("s", "b", "50"), ("s", "n", "100")]),
    ],
)
def test_along_rows_down_columns_or_both(percent_of, expected):
    """By hand: 1 + 2 firms in the first row, 4 + 3 in the second."""
    counts = {"r": (1, 2, 3), "s": (4, 3, 7), "t": (5, 5, 10)}
    layout = FrequencyLayout(("r", "s", "t"), ("a", "b", "n"), {"n": ("a", "b")}, {"t": ("r", "s")}, percent_of=percent_of)
    count = {(row, column): n for row, numbers in counts.items() for column, n in zip("abn", numbers, strict=True)}
    numbers = [
        PrintedNumber("1", *at, "persen", written(printed_units(percent(n, count[layout.base(*at)]), 1, "ke_atas"), 1))
        for at, n in count.items()
    ]
    checks = check_adding_up(PrintedTable("1", tuple(numbers), layout))
    assert [(check.number.row, check.number.column, str(check.values["sasaran"])) for check in checks] == expected
    assert {check.verdict for check in checks} == {FITS}


def test_to_the_printed_percentage_of_the_whole():
    """By hand: 14,3 and 28,6 are printed of a whole of 42,9 (1 + 2 of 7 firms); 43,2 is too far off."""
    layout = FrequencyLayout(("r", "t"), ("a", "b", "n"), {"n": ("a", "b")}, {"t": ("r",)}, percent_of="semua")
    verdicts = []
    for whole in ("42,9", "43,0", "43,2"):
        texts = zip("abn", ("14,3", "28,6", whole), strict=True)
        numbers = tuple(PrintedNumber("1", "r", column, "persen", text) for column, text in texts)
        (check,) = [each for each in check_adding_up(PrintedTable("1", numbers, layout)) if each.number.column == "b"]
        verdicts.append(check.verdict)
        assert [number.column for number in check.against] == ["a", "n"]
    assert verdicts == [FITS, FITS, CONTRADICTED]


def test_many_decimals_beside_none():
    """As a spreadsheet writes a third; the range that is left is not listed, or this would not end."""
    (check,) = check_adding_up(shares(["67", "33.333333333333336"]))
    assert check.verdict == FITS
