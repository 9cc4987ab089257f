"""The numbers behind operands."""

from fractions import Fraction

import pytest

from klaster_analisis.analysis.claims.figure import figure
from klaster_analisis.analysis.rounding import Interval
from klaster_analisis.sources.claim_cells import PrintedCells
from klaster_analisis.sources.claim_operand import parse_operand

# By hand from the printed tables: operand, value, what it can have been before rounding.
BY_HAND = [
    ("70,8", "708/10", "708/10", "708/10"),
    ("4:total:ada", "34", "34", "34"),
    ("4:total:aktif+proaktif", "20", "20", "20"),
    ("4:pati:aktif+proaktif/ada", "800/13", "800/13", "800/13"),
    ("5:klaten:pasif:persen", "502/10", "5015/100", "5025/100"),
    ("5:pati:ada:persen", "100", "9995/100", "100"),
    ("3:klaten:produk", "3", "3", "3"),
    ("3:klaten:informasi", "3", "3", "7/2"),
    ("3:pati:produk", "4", "7/2", "9/2"),
    ("3:pati:produk:maksimum", "5", "5", "5"),
    ("3:pati:jumlah", "16", "13", "19"),
    ("3:klaten:jumlah", "17", "33/2", "18"),
    ("8:pati:bahan_baku", "4", "7/2", "4"),
    ("8:rata_rata:bahan_penolong", "28/10", "275/100", "285/100"),
]


@pytest.mark.parametrize(("operand", "value", "low", "high"), BY_HAND)
def test_by_hand(study, operand, value, low, high):
    found = figure(parse_operand(operand), PrintedCells(study))
    assert (found.value, found.interval) == (Fraction(value), Interval(Fraction(low), Fraction(high)))


def test_a_share_of_nobody_has_no_value(changed):
    cells = PrintedCells(changed({"5:pati:jumlah": "0"}))
    found = figure(parse_operand("5:pati:ada/jumlah"), cells)
    assert (found.value, found.interval, found.exact) == (None, None, False)
