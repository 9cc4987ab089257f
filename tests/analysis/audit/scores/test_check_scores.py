"""All checks of a score table: the study's verdicts, one by one, and printed data."""

from collections import Counter
from fractions import Fraction
from statistics import variance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaster_analisis.analysis.audit.rules import USUAL_RULES, printed_units
from klaster_analisis.analysis.audit.scores import check_scores, unchecked_scores
from klaster_analisis.analysis.audit.scores.shape import printed_root
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import PrintedTable, ScoreLayout


def test_table_3_passes_every_check(study_tables):
    """Printed in the study: 18 means, 18 minima, 17 maxima (one is missing) and 3 sums; n is not printed."""
    checks = check_scores(study_tables["3"])
    assert Counter(check.kind for check in checks) == {
        "rata_rata_dalam_rentang": 18,
        "minimum_maksimum": 35,
        "jumlah_rata_rata": 3,
    }
    assert {check.verdict for check in checks} == {"cocok"}
    assert Counter(unchecked.check for unchecked in unchecked_scores(study_tables["3"])) == {"grim": 18}


def test_checks_without_power_say_so(study_tables):
    """By hand: between minimum 1 and maximum 5 every mean on the scale is possible, so that the check of it is worth nothing."""
    power = {(check.number.row, check.number.column): check.power for check in check_scores(study_tables["3"])[:18]}
    assert power["klaten", "produk"] == Fraction(1, 2)
    means = [check for check in check_scores(study_tables["3"]) if check.kind == "rata_rata_dalam_rentang"]
    assert Counter(check.power for check in means) == {0: 8, Fraction(1, 2): 5, 1: 5}


def test_verdicts_on_table_8(study_tables, firms):
    """By hand, see test_overall_mean; no single score can be checked, for lack of n, scale, minimum and maximum."""
    checks = check_scores(study_tables["8"], weights=firms)
    assert [(check.number.column, check.number.text, check.expected, check.verdict) for check in checks] == [
        ("bahan_baku", "3,3", "3,3", "cocok"),
        ("bahan_penolong", "2,8", "2,7", "tergantung_bacaan"),
        ("produksi", "2,8", "3,3", "tergantung_bacaan"),
        ("pemasaran", "2,9", "2,7", "tergantung_bacaan"),
    ]
    assert Counter(unchecked.check for unchecked in unchecked_scores(study_tables["8"])) == {
        "grim": 12,
        "rata_rata_dalam_rentang": 12,
    }


@pytest.mark.parametrize("name", ["3", "8"])
def test_checks_come_in_printed_order(study_tables, name):
    table = study_tables[name]
    places = [table.numbers.index(check.number) for check in check_scores(table)]
    assert places == sorted(places)


def printed(units: int, decimals: int) -> str:
    return f"{units // 10**decimals},{units % 10**decimals:0{decimals}d}" if decimals else str(units)


answers = st.lists(st.integers(1, 5), min_size=2, max_size=12)


@given(
    data=st.lists(st.lists(answers, min_size=2, max_size=2), min_size=2, max_size=3),
    rule=st.sampled_from(USUAL_RULES),
    decimals=st.integers(0, 3),
    scale=st.sampled_from([None, (1, 5)]),
)
def test_printed_data_pass_every_check(data, rule, decimals, scale):
    """Answers by row and column; mean, minimum, maximum, standard deviation, n, sums of and means over the printed means."""
    rows, columns = tuple(f"r{at}" for at in range(len(data))), ("x", "y")
    numbers, means = [], {}
    for row, cells in zip(rows, data, strict=True):
        for column, given_answers in zip(columns, cells, strict=True):
            n = len(given_answers)
            means[row, column] = printed_units(Fraction(sum(given_answers), n), decimals, rule)
            texts = {
                "n": str(n),
                "rata_rata": printed(means[row, column], decimals),
                "minimum": str(min(given_answers)),
                "maksimum": str(max(given_answers)),
                "sd": printed(printed_root(variance(map(Fraction, given_answers)), 2, rule), 2),
            }
            numbers += [PrintedNumber("1", row, column, measure, text) for measure, text in texts.items()]
        numbers.append(PrintedNumber("1", row, "s", "jumlah", printed(sum(means[row, column] for column in columns), decimals)))
    for column in columns:
        overall = Fraction(sum(means[row, column] for row in rows), len(rows) * 10**decimals)
        numbers.append(PrintedNumber("1", "m", column, "rata_rata", printed(printed_units(overall, 1, rule), 1)))
    layout = ScoreLayout(rows, columns, scale=scale, sum_column="s", mean_row="m")
    table = PrintedTable("1", tuple(numbers), layout)
    checks = check_scores(table)
    assert len(checks) == len(data) * 2 * 5 + len(data) + 2
    assert {check.verdict for check in checks} == {"cocok"}
    assert unchecked_scores(table) == []
