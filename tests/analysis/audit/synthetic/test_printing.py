"""What is printed of true data, recomputed in decimal arithmetic with 60 digits."""

from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal, localcontext
from fractions import Fraction
from statistics import pvariance, variance

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaster_analisis.analysis.audit.synthetic.printing import print_counts, print_scores, sd_units
from klaster_analisis.analysis.audit.synthetic.truth import TrueCounts, TrueScores, add_up, draw_counts, draw_scores
from klaster_analisis.sources.printed.published import published_tables
from klaster_analisis.sources.printed.table import PERCENT_OF, FrequencyLayout, ScoreLayout

RULES = {"ke_atas": ROUND_HALF_UP, "ke_genap": ROUND_HALF_EVEN, "ke_bawah": ROUND_HALF_DOWN, "dipangkas": ROUND_DOWN}
ROWS, COLUMNS = ("a", "b", "total"), ("ada", "tidak", "pasif", "aktif", "jumlah")
PARTS = {"jumlah": ("ada", "tidak"), "ada": ("pasif", "aktif")}
SHAPES = st.fixed_dictionaries(
    {"rule": st.sampled_from(sorted(RULES)), "decimals": st.integers(0, 2), "counts": st.booleans(), "hundreds": st.booleans()}
)
SEEDS, DECIMALS, RULE = st.integers(0, 2**32), st.integers(0, 2), st.sampled_from(sorted(RULES))


def printed(value: Fraction, decimals: int, rule: str, *, root: bool = False) -> str:
    with localcontext(Context(prec=60)):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        exact = exact.sqrt() if root else exact
        return str(exact.quantize(Decimal(1).scaleb(-decimals), RULES[rule])).replace(".", ",")


def wholes(row: str, column: str, percent_of: str) -> tuple[str, str]:
    """The base of a cell of the table above, written out."""
    if percent_of == "baris":
        return row, {"pasif": "ada", "aktif": "ada"}.get(column, "jumlah")
    return ("total", column) if percent_of == "kolom" else ("total", "jumlah")


@given(SEEDS, st.sampled_from(PERCENT_OF), SHAPES)
def test_counts_and_percentages(seed, percent_of, shape):
    layout = FrequencyLayout(ROWS, COLUMNS, PARTS, {"total": ("a", "b")}, percent_of)
    rng = np.random.default_rng(seed)
    truth = draw_counts(rng, layout, {"a": int(rng.integers(0, 30)), "b": int(rng.integers(1, 300))})
    table = print_counts(truth, name="1", **shape)
    expected = {}
    for (row, column), count in truth.counts.items():
        base = wholes(row, column, percent_of)
        if shape["counts"] or column == "jumlah":
            expected[row, column, "n"] = str(count)
        if truth.counts[base] and (base != (row, column) or shape["hundreds"]) and (count or not shape["counts"]):
            percentage = Fraction(100 * count, truth.counts[base])
            expected[row, column, "persen"] = printed(percentage, shape["decimals"], shape["rule"])
    assert {(x.row, x.column, x.measure): x.text for x in table.numbers} == expected


@given(SEEDS, DECIMALS, RULE, st.sampled_from([1, 4]), st.booleans())
def test_scores(seed, decimals, rule, items, population):
    layout = ScoreLayout(("a", "b"), ("x", "y", "z"), (1, 5), items, population_sd=population)
    rng = np.random.default_rng(seed)
    truth = draw_scores(rng, layout, {"a": int(rng.integers(1, 9)), "b": int(rng.integers(2, 99))}, (1, 5))
    measures = ("n", "rata_rata", "minimum", "maksimum", "sd")
    table = print_scores(truth, name="1", rule=rule, decimals=decimals, measures=measures)
    for (row, column), totals in truth.totals.items():
        scores = [Fraction(total, items) for total in totals]
        assert table.n_of(row, column).text == str(len(scores))
        assert table.mean(row, column).text == printed(sum(scores) / len(scores), decimals, rule)
        assert table.number(row, column, "minimum").text == str(min(totals))
        assert table.number(row, column, "maksimum").text == str(max(totals))
        if len(scores) == 1:
            assert table.number(row, column, "sd") is None
        else:
            spread = pvariance(scores) if population else variance(scores)
            assert table.number(row, column, "sd").text == printed(spread, decimals, rule, root=True)


@given(st.fractions(0, 9, max_denominator=40), DECIMALS, RULE)
def test_a_standard_deviation_to_the_digit(spread, decimals, rule):
    """Squares of halves of a unit are among the spreads: the tie is where rules differ."""
    for value in (spread, Fraction(2 * round(10 * spread) + 1, 2 * 10**decimals) ** 2):
        assert sd_units(value, decimals, rule) == int(printed(value, decimals, rule, root=True).replace(",", ""))


def test_sums_and_means_of_the_printed_means_by_hand():
    """Means 1,5 and 2,5 print as 2 and 3 and sum to 5; the column's means 2 and 3 average 2,5."""
    layout = ScoreLayout(("a", "b"), ("x", "y"), (1, 5), sum_column="jumlah", mean_row="rata_rata")
    totals = {("a", "x"): (1, 2), ("a", "y"): (2, 3), ("b", "x"): (3,), ("b", "y"): (1,)}
    table = print_scores(TrueScores(layout, totals), name="1", rule="ke_atas")
    assert [(x.row, x.column, x.measure, x.text) for x in table.numbers] == [
        ("a", "x", "rata_rata", "2"),
        ("a", "y", "rata_rata", "3"),
        ("a", "jumlah", "jumlah", "5"),
        ("b", "x", "rata_rata", "3"),
        ("b", "y", "rata_rata", "1"),
        ("b", "jumlah", "jumlah", "4"),
        ("rata_rata", "x", "rata_rata", "2,5"),
        ("rata_rata", "y", "rata_rata", "2,0"),
    ]


def test_the_study_prints_like_the_study(study):
    """Table 4 of the study, from its counts alone, number by number as printed."""
    published = next(table for table in published_tables(study) if table.name == "4")
    cells = {(x.row, x.column): x.units for x in published.of_measure("n")}
    truth = TrueCounts(published.layout, add_up(published.layout, cells), published.interviewed)
    table = print_counts(truth, name="4", rule="ke_atas")
    assert table.numbers == published.numbers
    assert table.interviewed == published.interviewed


@pytest.mark.parametrize(
    ("rule", "text"), [("ke_atas", "12,5"), ("ke_genap", "12,5"), ("ke_bawah", "12,5"), ("dipangkas", "12,5")]
)
def test_an_exact_percentage_is_the_same_under_every_rule(rule, text):
    layout = FrequencyLayout(("a",), ("x", "y", "n"), {"n": ("x", "y")})
    truth = TrueCounts(layout, add_up(layout, {("a", "x"): 1, ("a", "y"): 7}))
    assert print_counts(truth, name="1", rule=rule).percent("a", "x").text == text


@pytest.mark.parametrize(("rule", "text"), [("ke_atas", "13"), ("ke_genap", "12"), ("ke_bawah", "12"), ("dipangkas", "12")])
def test_a_half_goes_where_the_rule_says(rule, text):
    layout = FrequencyLayout(("a",), ("x", "y", "n"), {"n": ("x", "y")})
    truth = TrueCounts(layout, add_up(layout, {("a", "x"): 1, ("a", "y"): 7}))
    assert print_counts(truth, name="1", rule=rule, decimals=0).percent("a", "x").text == text
