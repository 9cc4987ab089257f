"""Sums of counts, and bases against the number interviewed."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaster_analisis.analysis.audit.check import CONTRADICTED, FITS
from klaster_analisis.analysis.audit.frequencies.bases import check_bases
from klaster_analisis.analysis.audit.frequencies.sums import check_sums
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import FrequencyLayout, PrintedTable

ROUTED = FrequencyLayout(
    ("r", "s", "t"), ("yes", "no", "low", "high", "n"), {"n": ("yes", "no"), "yes": ("low", "high")}, {"t": ("r", "s")}
)


def table_of(rows, layout=ROUTED, **more):
    """Write a table of counts; None is not printed."""
    numbers = [
        PrintedNumber("1", row, column, "n", str(count))
        for row, counts in zip(layout.rows, rows, strict=True)
        for column, count in zip(layout.columns, counts, strict=True)
        if count is not None
    ]
    return PrintedTable("1", tuple(numbers), layout, **more)


def outcomes(table):
    return [(check.kind, check.number.row, check.number.column, check.expected, check.verdict) for check in check_sums(table)]


def test_each_sum_by_its_own_kind():
    """By hand: 3 + 2 = 5, 1 + 2 = 3, and so on; the total of no is 4, not 5, which its row cannot have either."""
    found = outcomes(table_of([(3, 2, 1, 2, 5), (4, 2, 3, 1, 6), (7, 5, 4, 3, 11)]))
    assert [outcome for outcome in found if outcome[-1] == CONTRADICTED] == [
        ("jumlah_ke_samping", "t", "n", "12", CONTRADICTED),
        ("jumlah_ke_bawah", "t", "no", "4", CONTRADICTED),
    ]
    kinds = [outcome[0] for outcome in found]
    assert [kinds.count(kind) for kind in ("jumlah_ke_samping", "dasar_lanjutan", "jumlah_ke_bawah")] == [3, 3, 5]


@pytest.mark.parametrize(("printed", "expected", "verdict"), [(5, "0–5", FITS), (6, "0–5", CONTRADICTED)])
def test_with_a_part_not_printed_the_others_must_fit_in(printed, expected, verdict):
    layout = FrequencyLayout(("r",), ("a", "b", "c", "n"), {"n": ("a", "b", "c")})
    (check,) = check_sums(table_of([(2, None, printed, 7)], layout))
    assert (check.kind, check.number.column, check.expected, check.verdict) == ("bagian", "c", expected, verdict)
    assert check.values == {"bagian": 2 + printed, "banyak": 2, "keseluruhan": 7}


def test_parts_that_exceed_the_whole_without_the_last_leave_nothing():
    layout = FrequencyLayout(("r",), ("a", "b", "c", "n"), {"n": ("a", "b", "c")})
    (check,) = check_sums(table_of([(8, None, 0, 7)], layout))
    assert (check.expected, check.verdict) == ("", CONTRADICTED)


def test_where_a_firm_may_be_counted_twice_each_part_must_fit_in():
    layout = FrequencyLayout(("r",), ("a", "b", "n"), {"n": ("a", "b")}, several=True)
    assert outcomes(table_of([(6, 8, 7)], layout)) == [
        ("bagian", "r", "a", "0–7", FITS),
        ("bagian", "r", "b", "0–7", CONTRADICTED),
    ]


def test_firms_counted_twice_still_add_up_down_a_column():
    layout = FrequencyLayout(("r", "s", "t"), ("a", "b", "n"), {"n": ("a", "b")}, {"t": ("r", "s")}, several=True)
    down = [outcome for outcome in outcomes(table_of([(6, 5, 7), (1, 1, 1), (7, 6, 8)], layout)) if outcome[0] != "bagian"]
    assert down == [("jumlah_ke_bawah", "t", column, total, FITS) for column, total in (("a", "7"), ("b", "6"), ("n", "8"))]


def test_what_is_not_printed_is_not_checked():
    layout = FrequencyLayout(("r",), ("a", "b", "n"), {"n": ("a", "b")})
    assert check_sums(table_of([(3, 2, None)], layout)) == check_sums(table_of([(None, None, 5)], layout)) == []


@given(st.lists(st.integers(0, 40), min_size=4, max_size=4), st.integers(0, 99))
def test_power_is_the_share_of_wrong_numbers_that_fail(counts, printed):
    """Enumeration: put every number of that shape in the place of the sum."""
    layout = FrequencyLayout(("r",), ("a", "b", "c", "d", "n"), {"n": ("a", "b", "c", "d")})
    (check,) = check_sums(table_of([(*counts, printed)], layout))
    others = [other for other in check.space if other != printed]
    failing = [other for other in others if check_sums(table_of([(*counts, other)], layout))[0].verdict == CONTRADICTED]
    assert check.power == Fraction(len(failing), len(others))
    assert (check.verdict == FITS) == (sum(counts) == printed)


@pytest.mark.parametrize(("asked", "verdict"), [(5, FITS), (4, CONTRADICTED)])
def test_a_base_must_not_exceed_the_number_interviewed(asked, verdict):
    (check,) = check_bases(
        table_of([(3, 2, 1, 2, 5), (4, 2, 3, 1, 6), (7, 4, 4, 3, 11)], interviewed={"r": asked, "elsewhere": 1})
    )
    assert (check.kind, check.number.column, check.verdict) == ("diwawancarai", "n", verdict)
    assert (check.expected, check.values) == (f"0–{asked}", {"diwawancarai": asked})


def test_without_sums_each_count_is_a_base():
    layout = FrequencyLayout(("r",), ("a", "b"))
    checks = check_bases(table_of([(3, 9)], layout, interviewed={"r": 5}))
    assert [(check.number.column, check.verdict) for check in checks] == [("a", FITS), ("b", CONTRADICTED)]
