"""Common weights of the rows: Table 8's, by hand, and small ones."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaster_analisis.analysis.audit.scores.joint_weights import joint_finding, joint_weights
from klaster_analisis.analysis.rounding import Interval
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import PrintedTable, ScoreLayout


def table(columns: list[list[str]]) -> PrintedTable:
    """Each column: the means of its rows, and the overall mean."""
    rows = [f"r{at}" for at in range(len(columns[0]) - 1)]
    names = tuple(f"x{at}" for at in range(len(columns)))
    numbers = [
        PrintedNumber("1", row, name, "rata_rata", text)
        for name, column in zip(names, columns, strict=True)
        for row, text in zip([*rows, "semua"], column, strict=True)
    ]
    return PrintedTable("1", tuple(numbers), ScoreLayout(tuple(rows), names, mean_row="semua"))


def share(low: int | str, high: int | str) -> Interval:
    return Interval(Fraction(low), Fraction(high))


def test_table_8_has_no_common_weights_of_printed_scores(study_tables):
    """3 4 3 gives 3,3 and 2,8; 2 3 3 gives 2,8 and 2,9. And no weights of 3 4 3 give less than 3."""
    found = joint_weights(study_tables["8"])
    assert found.same_parts == (("bahan_baku", "produksi"), ("bahan_penolong", "pemasaran"))
    assert found.out_of_reach == ("produksi",)
    assert found.printed == {}


def test_table_8_has_common_weights_of_scores_before_rounding(study_tables):
    """
    By hand, with shares k, p, t of Klaten, Pati, Tegal.

    Production: 2,5 + p is at most 2,85. Auxiliary material: 3,5 - k is at least 2,75; marketing: at least 2,85. Nothing else
    binds, so that p is at most 0,35 (Table 4 would have 17 / 48 = 0,354) and k at most 0,65; t can be anything.
    """
    found = joint_weights(study_tables["8"])
    assert found.unrounded == {"klaten": share(0, "0.65"), "pati": share(0, "0.35"), "tegal": share(0, 1)}


def test_finding_of_table_8(study_tables):
    finding = joint_finding(study_tables["8"])
    assert (finding.table, finding.row, finding.column, finding.check) == ("8", "rata_rata", "", "bobot_bersama")
    assert (finding.verdict, finding.severity) == ("tergantung_bacaan", "bacaan")
    assert finding.values["pasangan"] == (("bahan_baku", "produksi"), ("bahan_penolong", "pemasaran"))
    assert finding.values["di_luar"] == ("produksi",)
    assert finding.values["belum_dibulatkan"] is True
    assert finding.values["bobot"]["pati"] == (0, Fraction(7, 20))


def test_weights_of_printed_means_are_bounded():
    """By hand: 1 and 3 give 2,6: the second has 0,775 to 0,825; with 2 and 4 giving 3,5 it has 0,725 to 0,775: together 0,775."""
    found = joint_weights(table([["1", "3", "2,6"], ["2", "4", "3,5"]]))
    assert found.printed == {"r0": share("0.225", "0.225"), "r1": share("0.775", "0.775")}
    assert joint_finding(table([["1", "3", "2,6"], ["2", "4", "3,5"]])) is None


def test_columns_that_call_for_unlike_weights():
    """By hand: 1,00 and 3,00 give 1,20 with 0,9 of the first, 2,80 with 0,1; rounding changes little."""
    finding = joint_finding(table([["1,00", "3,00", "1,20"], ["1,00", "3,01", "2,80"]]))
    assert finding.values == {"pasangan": (), "di_luar": (), "belum_dibulatkan": False, "bobot": {}}


def test_a_single_column_out_of_reach_is_left_to_its_own_check():
    """By hand: 3 and 4 never give 2,9; before rounding they do."""
    found = joint_weights(table([["3", "4", "2,9"], ["1", "2", "1,5"]]))
    assert (found.out_of_reach, found.same_parts) == (("x0",), ())
    assert joint_finding(table([["3", "4", "2,9"], ["1", "2", "1,5"]])) is None


def test_other_decimals_are_no_contradiction():
    """By hand: 5 / 3 is printed 1,7 and 1,67."""
    assert joint_weights(table([["1", "2", "2", "1,7"], ["1", "2", "2", "1,67"]])).same_parts == ()


@pytest.mark.parametrize("columns", [[["1", "2", "1,5"]]])
def test_one_column_is_not_looked_at(columns, study_tables):
    assert joint_weights(table(columns)) is None
    assert joint_finding(table(columns)) is None
    assert joint_weights(study_tables["3"]) is None


@given(
    weights=st.lists(st.integers(0, 20), min_size=3, max_size=3).filter(any),
    means=st.lists(st.lists(st.integers(10, 50), min_size=3, max_size=3), min_size=2, max_size=5),
    printed=st.booleans(),
)
def test_true_common_weights_are_found(weights, means, printed):
    """Means with one decimal, printed with it or without; the overall mean of them all with the same weights."""
    columns = []
    for tenths in means:
        exact = Fraction(sum(w * tenth for w, tenth in zip(weights, tenths, strict=True)), sum(weights))
        overall = (exact + Fraction(1, 2)).__floor__()
        texts = [f"{tenth // 10},{tenth % 10}" if printed else str((tenth + 5) // 10) for tenth in tenths]
        columns.append([*texts, f"{overall // 10},{overall % 10}"])
    found = joint_weights(table(columns))
    shares = {f"r{at}": Fraction(weight, sum(weights)) for at, weight in enumerate(weights)}
    assert all(value in found.unrounded[row] for row, value in shares.items())
    if printed:
        assert all(value in found.printed[row] for row, value in shares.items())
        assert joint_finding(table(columns)) is None
