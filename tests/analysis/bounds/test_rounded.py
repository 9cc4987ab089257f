"""Which counts a printed percentage can stand for."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaster_analisis import UsageError
from klaster_analisis.analysis.bounds.rounded import bases_behind, counts_behind, share_interval


def test_every_printed_percentage_of_the_study_has_its_count_but_one(study):
    """Table 5 prints 50,2 for 2 of 4: no count of 4 gives it."""
    wrong = []
    for number in "4567":
        cells = study.table(number)
        bases = {(cell["baris"], cell["kolom"]): cell["nilai"] for _, cell in cells.iterrows()}
        for _, cell in cells[cells["persen"].notna()].iterrows():
            base = bases[cell["baris"], "ada" if cell["kolom"] in {"pasif", "aktif", "proaktif"} else "jumlah"]
            printed = cell["cetak"].partition("(")[2].rstrip(")")
            if int(cell["nilai"]) not in counts_behind(printed, int(base)):
                wrong.append((number, cell["baris"], cell["kolom"]))
    assert wrong == [("5", "klaten", "pasif")]


def test_both_readings_of_a_half_fit():
    """By hand: 1 of 8 is 12.5, which is printed 12 or 13."""
    assert list(counts_behind("12", 8)) == list(counts_behind("13", 8)) == [1]


def test_ends():
    assert list(counts_behind("0", 300)) == [0, 1]
    assert list(counts_behind("100", 300)) == [299, 300]
    assert list(counts_behind("100,5", 7)) == []  # by hand: 100.45 to 100.55
    assert list(counts_behind("100,05", 7)) == []  # 100.045 to 100.055
    assert list(counts_behind("100,0", 7)) == [7]


def test_degenerate():
    assert not counts_behind("50", 0)
    assert not counts_behind("120", 10)
    assert not counts_behind("-3", 10)
    assert share_interval("120").low > share_interval("120").high
    assert bases_behind("66,7", n_max=2) == ()


@pytest.mark.parametrize("printed", ["", "abc", "33,3%", " 33", "1/3", "1e1", "1.000,5", ",5", "nan"])
def test_what_is_no_number_is_refused(printed):
    with pytest.raises(UsageError, match="is not a number"):
        counts_behind(printed, 3)


def test_a_negative_base_is_refused():
    with pytest.raises(UsageError, match="base of -1 is negative"):
        counts_behind("50", -1)


@given(st.integers(0, 1000), st.integers(0, 1), st.integers(1, 40))
@settings(max_examples=100, deadline=None)
def test_counts_are_those_that_round_to_it(tenths, decimals, n):
    printed = f"{tenths // 10},{tenths % 10}" if decimals else str(tenths // 10)
    half = Fraction(1, 2 * 10**decimals)
    value = Fraction(printed.replace(",", "."))
    fitting = [count for count in range(n + 1) if abs(Fraction(100 * count, n) - value) <= half]
    assert list(counts_behind(printed, n)) == fitting
    assert [count for count, base in bases_behind(printed, n_max=n) if base == n] == fitting
