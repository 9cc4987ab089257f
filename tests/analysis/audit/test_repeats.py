"""The same numbers in several tables."""

from fractions import Fraction
from math import factorial, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, multinomial

from klaster_analisis.analysis.audit.repeats import largest_probability, repeated_captions, repeated_columns, repeated_rows
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.published import published_tables
from klaster_analisis.sources.printed.table import FrequencyLayout, PrintedTable

LAYOUT = FrequencyLayout(("r", "s", "t", "all"), ("a", "b", "n"), {"n": ("a", "b")}, {"all": ("r", "s", "t")})


def counts(name, rows, layout=LAYOUT, caption=""):
    numbers = [
        PrintedNumber(name, row, column, "n", str(count))
        for row, cells in zip(layout.rows, rows, strict=True)
        for column, count in zip(layout.columns, cells, strict=True)
        if count is not None
    ]
    return PrintedTable(name, tuple(numbers), layout, caption)


ONE = counts("1", [(4, 8, 12), (13, 4, 17), (17, 2, 19), (34, 14, 48)])


def told(findings, *names):
    return [(finding.row or finding.column, *(finding.values[name] for name in names)) for finding in findings]


def test_rows_of_the_study(study):
    """
    Printed in the study: Klaten's whole row in Tables 5 and 6, its 2, 2, 0 of 4 in Table 4 too, Tegal's 17 and 2 in 4 and 6.

    By hand: 15 × (4/6)^4 (2/6)^2 × 6/16; 6/16 twice; 171 × (17/19)^17 (2/19)^2.
    """
    found = repeated_rows(published_tables(study))
    assert told(found, "tabel", "kolom", "cacah") == [
        ("klaten", ["5", "6"], ["ada", "tidak_ada", "jumlah", "pasif", "aktif", "proaktif"], [4, 2, 6, 2, 2, 0]),
        ("klaten", ["4", "5", "6"], ["pasif", "aktif", "proaktif", "ada"], [2, 2, 0, 4]),
        ("tegal", ["4", "6"], ["ada", "tidak_ada", "jumlah"], [17, 2, 19]),
    ]
    by_hand = [Fraction(15 * 4**4 * 2**2 * 6, 6**6 * 16), Fraction(6, 16) ** 2, Fraction(171 * 17**17 * 2**2, 19**19)]
    assert [finding.values["peluang"] for finding in found] == pytest.approx([float(chance) for chance in by_hand])
    assert [(finding.table, finding.column) for finding in found] == [("5", ""), ("4", "ada"), ("4", "jumlah")]
    assert {(finding.severity, finding.verdict) for finding in found} == {("catatan", "tercatat")}


def test_columns_of_the_study(study):
    """Printed in the study: 4, 13 and 17 firms work together in Tables 4, 5 and 6, of other bases each time."""
    (found,) = repeated_columns(published_tables(study))
    assert told([found], "tabel", "baris", "cacah") == [("ada", ["4", "5", "6"], ["klaten", "pati", "tegal"], [4, 13, 17])]
    bases = [(4, 6), (13, 13), (17, 22), (4, 6), (13, 15), (17, 19)]
    expected = prod(binom.pmf(count, base, count / base) for count, base in bases)  # another program: scipy
    assert found.values["peluang"] == pytest.approx(expected)


def test_captions_of_the_study(study):
    (found,) = repeated_captions(published_tables(study))
    assert found.values == {"tabel": ["6", "7"], "judul": "Kerjasama dengan IKM Sesudahnya (unit)"}


def test_captions_are_compared_without_capitals_and_spaces():
    tables = [
        counts(str(at), ONE_ROW, PLAIN, caption) for at, caption in enumerate(["Firms  here", "firms here", "", "", "other"])
    ]
    assert [finding.values["tabel"] for finding in repeated_captions(tables)] == [["0", "1"]]


PLAIN = FrequencyLayout(("r",), ("a", "b"))
ONE_ROW = [(3, 5)]


def test_a_row_that_its_base_settles_is_no_repeat():
    """All 13 answered alike in both tables: only the base is the same."""
    layout = FrequencyLayout(("r",), ("a", "b", "n"), {"n": ("a", "b")})
    assert repeated_rows([counts("1", [(13, 0, 13)], layout), counts("2", [(13, 0, 13)], layout)]) == []


def test_another_base_is_another_row():
    layout = FrequencyLayout(("r",), ("a", "b", "n"), {"n": ("a", "b")}, several=True)
    assert repeated_rows([counts("1", [(3, 5, 8)], layout), counts("2", [(3, 5, 7)], layout)]) == []


def test_without_a_base_there_is_no_chance():
    found = repeated_rows([counts("1", ONE_ROW, PLAIN), counts("2", ONE_ROW, PLAIN)])
    assert told(found, "kolom", "cacah", "peluang") == [("r", ["a", "b"], [3, 5], None)]


def test_where_a_firm_may_be_counted_twice_there_is_no_chance():
    layout = FrequencyLayout(("r",), ("a", "b", "n"), {"n": ("a", "b")}, several=True)
    found = repeated_rows([counts("1", [(3, 5, 8)], layout), counts("2", [(3, 5, 8)], layout)])
    assert told(found, "peluang") == [("r", None)]


def test_a_total_row_is_not_compared():
    other = counts("2", [(5, 7, 12), (12, 5, 17), (17, 2, 19), (34, 14, 48)])
    assert told(repeated_rows([ONE, other]), "cacah") == [("t", [17, 2, 19])]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(4, 9, 13), (13, 5, 18), (17, 3, 20), (34, 17, 51)], [("a", ["1", "2"], [4, 13, 17])]),
        ([(4, 9, 13), (13, 5, 18), (16, 3, 19), (33, 17, 50)], []),  # one count differs
        ([(4, 9, 13), (13, 5, 18), (None, 3, 20), (34, 17, 51)], []),  # two rows are left
        ([(4, 0, 4), (13, 0, 13), (17, 0, 17), (34, 0, 34)], []),  # all of their base
    ],
)
def test_when_a_column_is_repeated(rows, expected):
    assert told(repeated_columns([ONE, counts("2", rows)]), "tabel", "cacah") == expected


def test_a_column_with_one_count_above_zero_is_no_repeat():
    rows = [(3, 5, 8), (0, 6, 6), (0, 4, 4), (3, 15, 18)]
    other = [(3, 6, 9), (0, 7, 7), (0, 5, 5), (3, 18, 21)]
    assert repeated_columns([counts("1", rows), counts("2", other)]) == []


@given(st.lists(st.integers(0, 12), min_size=1, max_size=4).filter(any))
def test_largest_probability(numbers):
    """Exact fractions, and another program: scipy.stats.multinomial.pmf."""
    n = sum(numbers)
    exact = Fraction(factorial(n), prod(map(factorial, numbers))) * prod(Fraction(x, n) ** x for x in numbers)
    assert largest_probability(numbers) == pytest.approx(float(exact), rel=1e-10)
    assert largest_probability(numbers) == pytest.approx(multinomial.pmf(numbers, n, [x / n for x in numbers]), rel=1e-9)


@given(st.lists(st.integers(0, 8), min_size=3, max_size=3).filter(any), st.lists(st.integers(1, 9), min_size=3, max_size=3))
def test_no_other_shares_make_the_counts_more_probable(numbers, weights):
    shares = [weight / sum(weights) for weight in weights]
    assert multinomial.pmf(numbers, sum(numbers), shares) <= largest_probability(numbers) * (1 + 1e-9)


def test_millions_of_firms():
    """By Stirling's formula: 1/sqrt(2π n p q) with n = 20 million and p = 1/2."""
    assert largest_probability([10_000_000, 10_000_000]) == pytest.approx(0.000178412, rel=1e-5)
