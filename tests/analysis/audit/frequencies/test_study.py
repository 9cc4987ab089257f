"""Tables 4–7 of the study, check by check."""

from collections import Counter
from fractions import Fraction

import pytest

from klaster_analisis import UsageError
from klaster_analisis.analysis.audit.check import CONTRADICTED, FITS
from klaster_analisis.analysis.audit.frequencies import check_frequencies
from klaster_analisis.analysis.audit.frequencies.percentages import cut_throughout

# By hand. Percentages: as many as are printed. Adding up and sums along a row: four rows, each of two wholes (one in Table 7,
# which does not ask how active a cooperation is). Down a column: one total a column. Interviewed: three places.
ROUTED = {"jumlah_ke_samping": 4, "dasar_lanjutan": 4, "jumlah_ke_bawah": 6, "persen_berjumlah": 8, "diwawancarai": 3}
PLAIN = {"jumlah_ke_samping": 4, "jumlah_ke_bawah": 3, "persen_berjumlah": 4, "diwawancarai": 3}
NUMBER_OF_CHECKS = {
    "4": ROUTED | {"persen": 4 + 5 + 4 + 5},
    "5": ROUTED | {"persen": 4 + 3 + 4 + 4},
    "6": ROUTED | {"persen": 4 + 4 + 5 + 5},
    "7": PLAIN | {"persen": 1 + 2 + 2 + 2},
}


@pytest.mark.parametrize("name", NUMBER_OF_CHECKS)
def test_number_of_checks(published, name):
    assert Counter(check.kind for check in check_frequencies(published[name])) == NUMBER_OF_CHECKS[name]


def test_what_fails(published):
    """
    By hand: 2 of 4 is 50,0, not 50,2; so the two do not add up to 100; and 22 firms of Tegal are more than the 19 of Table 4.

    With 50,2 beside it, the other can be 49,7 to 49,9 before what both were rounded by no longer adds up to 100.
    """
    checks = [check for name in NUMBER_OF_CHECKS for check in check_frequencies(published[name])]
    failed = [
        (check.number.table, check.kind, check.number.row, check.number.column, check.number.text, check.expected)
        for check in checks
        if check.verdict != FITS
    ]
    assert failed == [
        ("5", "persen", "klaten", "pasif", "50,2", "50,0"),
        ("5", "persen_berjumlah", "klaten", "aktif", "50,0", "49,7–49,9"),
        ("5", "diwawancarai", "tegal", "jumlah", "22", "0–19"),
    ]
    assert all(check.verdict in (FITS, CONTRADICTED) for check in checks)


def test_checks_stand_in_printed_order(published):
    table = published["4"]
    at = [table.numbers.index(check.number) for check in check_frequencies(table)]
    assert at == sorted(at)


def test_what_a_check_is_held_against(published):
    """By hand: 4 (33,3) of Klaten in Table 4 stands on 12 firms."""
    check = next(check for check in check_frequencies(published["4"]) if check.kind == "persen")
    assert [(number.column, number.text) for number in check.against] == [("ada", "4"), ("jumlah", "12")]
    assert check.values == {"hitung": 4, "dasar": 12, "terdekat": (Fraction(333, 10),), "desimal": 1}
    assert check.space == range(1001)


def test_no_table_is_cut(published):
    assert not any(cut_throughout(check_frequencies(published[name])) for name in NUMBER_OF_CHECKS)


def test_a_table_of_scores_is_refused(published):
    with pytest.raises(UsageError, match='table: "8" has no layout of counts'):
        check_frequencies(published["8"])
