"""Percentages against their counts and bases."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaster_analisis.analysis.audit.check import CONTRADICTED, DEPENDS, FITS
from klaster_analisis.analysis.audit.frequencies import check_frequencies
from klaster_analisis.analysis.audit.frequencies.percentages import check_percentages, cut_throughout
from klaster_analisis.analysis.bounds.rounded import counts_behind
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import FrequencyLayout, PrintedTable


def only(table):
    (check,) = check_percentages(table)
    return check


@pytest.mark.parametrize(
    ("printed", "verdict", "fitting"),
    [
        ("66,7", FITS, ("ke_atas", "ke_genap", "ke_bawah")),
        ("66,6", DEPENDS, ("dipangkas",)),
        ("67", FITS, ("ke_atas", "ke_genap", "ke_bawah")),
        ("66.67", FITS, ("ke_atas", "ke_genap", "ke_bawah")),
        ("66,8", CONTRADICTED, ()),
    ],
)
def test_two_thirds(one_row, printed, verdict, fitting):
    """By hand: 8 of 12 is 66.66…"""
    check = only(one_row([("a", "n", "8"), ("a", "persen", printed), ("n", "n", "12")]))
    assert (check.kind, check.verdict, check.fitting) == ("persen", verdict, fitting)


@pytest.mark.parametrize(("printed", "fitting"), [("13", ("ke_atas",)), ("12", ("ke_genap", "ke_bawah", "dipangkas"))])
def test_a_half(one_row, printed, fitting):
    """By hand: 1 of 8 is 12.5."""
    assert only(one_row([("a", "n", "1"), ("a", "persen", printed), ("n", "n", "8")])).fitting == fitting


def test_a_half_that_a_computer_puts_down(one_row):
    """By hand: 167 of 2000 is 8.35. Another program: Python's own formatting, like C's and R's, prints 8.3."""
    assert f"{100 * 167 / 2000:.1f}" == "8.3"
    assert only(one_row([("a", "n", "167"), ("a", "persen", "8,3"), ("n", "n", "2000")])).verdict == FITS


@pytest.mark.parametrize(
    ("printed", "verdict", "nearest"),
    [
        ("33,3", FITS, ["33,3"]),
        ("8,3", FITS, ["8,3"]),
        ("50,2", CONTRADICTED, ["50,0"]),
        ("37,5", CONTRADICTED, ["33,3", "41,7"]),
    ],
)
def test_without_its_count(one_row, printed, verdict, nearest):
    """By hand: 1, 4, 5 and 6 of 12 are 8.33…, 33.33…, 41.66… and 50; 37,5 lies 4,2 from two of them."""
    check = only(one_row([("a", "persen", printed), ("n", "n", "12")]))
    assert (check.kind, check.verdict, check.values["hitung"], check.values["dasar"]) == ("persen_saja", verdict, None, 12)
    assert [check.number.written(int(10 * value)) for value in check.values["terdekat"]] == nearest


def test_a_large_base_lets_every_percentage_through(one_row):
    check = only(one_row([("a", "persen", "33,4"), ("n", "n", "26000000")]))
    assert (check.verdict, check.power) == (FITS, 0)
    assert only(one_row([("a", "persen", "100,1"), ("n", "n", "26000000")])).verdict == CONTRADICTED


def test_without_its_base_there_is_no_check(one_row):
    assert check_percentages(one_row([("a", "n", "4"), ("a", "persen", "33,3")])) == []


@pytest.mark.parametrize(
    ("column", "printed", "verdict"),
    [("a", "0,0", FITS), ("a", "100,0", CONTRADICTED), ("n", "0", FITS), ("n", "100,0", FITS), ("n", "50,0", CONTRADICTED)],
)
def test_a_base_of_nobody(one_row, column, printed, verdict):
    """Nobody has no shares: 0 may be printed, and 100 of the base itself."""
    cells = [("a", "n", "0"), ("b", "n", "0"), ("n", "n", "0"), (column, "persen", printed)]
    assert only(one_row(cells)).verdict == verdict


@pytest.mark.parametrize(("printed", "verdict"), [("100,0", FITS), ("99,9", DEPENDS), ("100,1", CONTRADICTED)])
def test_the_whole_may_be_the_sum_of_its_printed_parts(printed, verdict):
    """By hand: three times 33,3 is 99,9."""
    cells = [("a", "1", "33,3"), ("b", "1", "33,3"), ("c", "1", "33,3"), ("n", "3", printed)]
    numbers = [PrintedNumber("1", "r", column, "n", count) for column, count, _ in cells]
    numbers += [PrintedNumber("1", "r", column, "persen", percent) for column, _, percent in cells]
    table = PrintedTable("1", tuple(numbers), FrequencyLayout(("r",), ("a", "b", "c", "n"), {"n": ("a", "b", "c")}))
    check = check_percentages(table)[-1]
    assert (check.verdict, check.fitting) == (verdict, {DEPENDS: ("jumlah_persen",)}.get(verdict, check.fitting))


@pytest.mark.parametrize(
    ("percent_of", "printed"), [("baris", ["33,3", "66,7"]), ("kolom", ["25,0", "66,7"]), ("semua", ["14,3", "28,6"])]
)
def test_what_a_percentage_is_of(percent_of, printed):
    """By hand: 1 and 2 firms of 3 in the row, of 4 and 3 in their columns, of 7 in all."""
    counts = {("r", "a"): "1", ("r", "b"): "2", ("r", "n"): "3", ("t", "a"): "4", ("t", "b"): "3", ("t", "n"): "7"}
    numbers = [PrintedNumber("1", *at, "n", text) for at, text in counts.items()]
    numbers += [PrintedNumber("1", "r", column, "persen", text) for column, text in zip("ab", printed, strict=True)]
    layout = FrequencyLayout(("r", "t"), ("a", "b", "n"), {"n": ("a", "b")}, {"t": ("r",)}, percent_of=percent_of)
    assert [check.verdict for check in check_percentages(PrintedTable("1", tuple(numbers), layout))] == [FITS, FITS]


@given(st.integers(0, 100), st.integers(0, 1), st.integers(1, 60))
def test_which_percentages_a_base_allows(percent, decimals, base):
    """Enumeration: by the counts behind each percentage, found the other way round."""
    text = f"{percent},0" if decimals else str(percent)
    numbers = (PrintedNumber("1", "r", "a", "persen", text), PrintedNumber("1", "r", "n", "n", str(base)))
    check = only(PrintedTable("1", numbers, FrequencyLayout(("r",), ("a", "n"), {"n": ("a",)})))
    possible = [units for units in check.space if counts_behind(check.number.written(units), base)]
    assert (check.verdict == FITS) == (check.number.units in possible)
    caught = [units for units in check.space if units not in possible and units != check.number.units]
    assert check.power == Fraction(len(caught), len(check.space) - 1)


def cut_table(one_row, first, second):
    return one_row([("a", "n", "1"), ("a", "persen", first), ("b", "n", "2"), ("b", "persen", second), ("n", "n", "3")])


@pytest.mark.parametrize(
    ("first", "second", "cut"),
    [
        ("33,3", "66,6", True),  # by hand: 66.66… is cut, and 33.33… may be
        ("33,3", "66,7", False),  # rounded
        ("33", "66,7", False),
        ("33,4", "66,6", False),  # by hand: adds up to exactly 100, so that 33,4 may have been adjusted
        ("33,4", "66,5", False),  # both are wrong
    ],
)
def test_a_table_that_is_cut(one_row, first, second, cut):
    assert cut_throughout(check_frequencies(cut_table(one_row, first, second))) is cut


def test_a_table_that_is_cut_here_and_rounded_there():
    """By hand: 2 of 3 is 66.66…; in the first row it is cut, in the second rounded."""
    numbers = []
    for row, percent in (("r", "66,6"), ("s", "66,7")):
        numbers += [PrintedNumber("1", row, "a", "n", "2"), PrintedNumber("1", row, "a", "persen", percent)]
        numbers += [PrintedNumber("1", row, "n", "n", "3")]
    checks = check_percentages(PrintedTable("1", tuple(numbers), FrequencyLayout(("r", "s"), ("a", "n"), {"n": ("a",)})))
    assert [check.verdict for check in checks] == [DEPENDS, FITS]
    assert not cut_throughout(checks)
