"""Sums of means: Table 3's, and small ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaster_analisis.analysis.audit.scores.outcome import Unchecked
from klaster_analisis.analysis.audit.scores.sum_of_means import check_sum_of_means
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import PrintedTable, ScoreLayout


def row(means: list[str], total: str, *, scale: tuple[int, int] | None = None) -> PrintedTable:
    columns = tuple(f"x{at}" for at in range(len(means)))
    numbers = [PrintedNumber("1", "a", column, "rata_rata", mean) for column, mean in zip(columns, means, strict=True) if mean]
    layout = ScoreLayout(("a",), columns, scale=scale, sum_column="s")
    return PrintedTable("1", (*numbers, PrintedNumber("1", "a", "s", "jumlah", total)), layout)


@pytest.mark.parametrize(("place", "total"), [("klaten", 17), ("pati", 16), ("tegal", 17)])
def test_table_3(study_tables, place, total):
    """Printed in the study; by hand 3 3 3 2 3 3, 4 3 2 2 3 2 and 3 2 3 2 3 4."""
    check = check_sum_of_means(study_tables["3"], place)
    assert (check.verdict, check.readings[0].allowed, check.number.units) == ("cocok", range(total, total + 1), total)
    assert (check.space, check.power, check.values) == (range(6, 31), 1, {"banyak": 6})


@pytest.mark.parametrize(
    ("place", "unrounded"),
    [
        ("klaten", range(16, 19)),  # four times 3, 1,5 to 2,5, 3 to 3,5 (no maximum printed): 16,5 to 18
        ("pati", range(13, 20)),  # 3,5 2,5 1,5 1,5 2,5 1,5 to one more each: 13 to 19
        ("tegal", range(14, 20)),  # 2,5 1,5 2,5 1,5 3 3,5 to 3,5 2,5 3 2,5 3 4,5: 14,5 to 19
    ],
)
def test_table_3_before_rounding(study_tables, place, unrounded):
    """By hand; a half at an end may have been rounded either way."""
    readings = {reading.kind: reading for reading in check_sum_of_means(study_tables["3"], place).readings}
    assert readings["belum_dibulatkan"].allowed == unrounded
    assert [kind for kind, reading in readings.items() if reading.usual] == ["tercetak"]


@pytest.mark.parametrize(
    ("means", "total", "verdict", "fitting"),
    [
        (["2,4", "3,3"], "5,7", "cocok", ("tercetak", "belum_dibulatkan", "dipangkas")),
        (["2,4", "3,3"], "5,8", "tergantung_bacaan", ("belum_dibulatkan",)),  # 5,6 to 5,8
        (["2,4", "3,3"], "5,9", "bertentangan", ()),
        (["2,4", "3,3"], "6", "cocok", ("tercetak", "belum_dibulatkan")),
        (["2,4", "3,3"], "5", "tergantung_bacaan", ("dipangkas",)),
        (["2,5", "2,0"], "4", "cocok", ("tercetak", "belum_dibulatkan", "dipangkas")),  # 4,5 to the even digit
    ],
)
def test_readings(means, total, verdict, fitting):
    """By hand."""
    check = check_sum_of_means(row(means, total), "a")
    assert (check.verdict, check.fitting) == (verdict, fitting)


def test_means_do_not_leave_the_scale():
    """By hand: 5 on the scale 1–5 is 4,5 to 5, 1 is 1 to 1,5."""
    readings = {
        reading.kind: reading.allowed for reading in check_sum_of_means(row(["5", "1"], "6,0", scale=(1, 5)), "a").readings
    }
    assert readings["belum_dibulatkan"] == range(55, 66)


@given(st.lists(st.integers(10, 50), min_size=1, max_size=8))
def test_a_true_sum_of_rounded_or_of_unrounded_means_passes(tenths):
    """Means with one decimal, printed without: 2,5 as 3; their sum as it is, or of the printed ones."""
    rounded = [(tenth + 5) // 10 for tenth in tenths]
    means = [str(mean) for mean in rounded]
    assert check_sum_of_means(row(means, str(sum(rounded))), "a").verdict == "cocok"
    check = check_sum_of_means(row(means, f"{sum(tenths) // 10},{sum(tenths) % 10}"), "a")
    assert "belum_dibulatkan" in check.fitting


def test_a_missing_mean_leaves_the_sum_unchecked():
    assert check_sum_of_means(row(["3", ""], "6"), "a") == Unchecked("a", "s", "jumlah_rata_rata", "bagian_tak_tercetak")


def test_without_a_sum_there_is_nothing_to_check(study_tables):
    assert check_sum_of_means(study_tables["8"], "klaten") is None
