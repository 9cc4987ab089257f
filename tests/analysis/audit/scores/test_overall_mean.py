"""Overall means: Table 8's, by hand, and small ones."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaster_analisis import UsageError
from klaster_analisis.analysis.audit.scores import check_scores
from klaster_analisis.analysis.audit.scores.outcome import Unchecked
from klaster_analisis.analysis.audit.scores.overall_mean import check_overall_mean
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import PrintedTable, ScoreLayout

ROWS = ("a", "b", "c")


def column(means: list[str], overall: str, *, n: tuple[int, ...] = ()) -> PrintedTable:
    numbers = [PrintedNumber("1", row, "x", "rata_rata", mean) for row, mean in zip(ROWS, means, strict=True) if mean]
    numbers += [PrintedNumber("1", row, "", "n", str(each)) for row, each in zip(ROWS, n, strict=False)]
    numbers.append(PrintedNumber("1", "r", "x", "rata_rata", overall))
    return PrintedTable("1", tuple(numbers), ScoreLayout(ROWS, ("x",), mean_row="r"))


@pytest.fixture
def table_8(study_tables, firms):
    def check(problem: str):
        return check_overall_mean(study_tables["8"], problem, weights=firms)

    return check


def allowed(check) -> dict[str, range]:
    return {reading.kind: reading.allowed for reading in check.readings}


def test_firms_are_those_of_the_study(firms):
    """Printed in the study: the totals of Tables 4–7."""
    assert {table: tuple(each.values()) for table, each in firms.items()} == {
        "4": (12, 17, 19),
        "5": (6, 13, 22),
        "6": (6, 15, 19),
        "7": (4, 14, 17),
    }


def test_raw_material_is_the_mean_of_the_printed_scores(table_8):
    """By hand: (3 + 4 + 3) / 3 = 3,33. With Table 4's firms 161 / 48 = 3,354 is printed 3,4."""
    check = table_8("bahan_baku")
    assert (check.verdict, check.expected) == ("cocok", "3,3")
    assert allowed(check)["tertimbang:4"] == range(34, 35)


def test_auxiliary_material(table_8):
    """By hand: 8 / 3 = 2,67; unrounded 13 / 6 to 19 / 6; with Table 4's firms (12·2 + 17·3 + 19·3) / 48 = 132 / 48 = 2,75."""
    check = table_8("bahan_penolong")
    assert (check.verdict, check.expected) == ("tergantung_bacaan", "2,7")
    assert allowed(check)["belum_dibulatkan"] == range(22, 33)
    assert allowed(check)["tertimbang:4"] == range(27, 29)  # exactly a half: 2,7 or 2,8
    assert {"belum_dibulatkan", "tertimbang:4", "bobot_apa_pun"} <= set(check.fitting)


def test_production_fits_only_just(table_8):
    """
    By hand: 10 / 3 = 3,33; unrounded from 17 / 6 = 2,833, which is printed 2,8.

    Weighted the lowest is 2,5 and the share of Pati: 137 / 48 = 2,854 with Table 4, 115,5 / 41 = 2,817 with Table 5, 115 / 40 =
    2,875 with Table 6, 101,5 / 35 = 2,9 with Table 7. Only Table 5 can give 2,8.
    """
    check = table_8("produksi")
    assert (check.verdict, check.expected) == ("tergantung_bacaan", "3,3")
    assert allowed(check)["belum_dibulatkan"] == range(28, 39)
    lowest = {kind[-1]: units.start for kind, units in allowed(check).items() if kind.startswith("tertimbang_belum")}
    assert lowest == {"4": 29, "5": 28, "6": 29, "7": 29}
    assert check.fitting == ("belum_dibulatkan", "tertimbang_belum_dibulatkan:5", "bobot_apa_pun")


def test_marketing(table_8):
    """By hand: 8 / 3 = 2,67; with Table 5's firms 117 / 41 = 2,854, with Table 7's 101 / 35 = 2,886, with Table 4's 2,75."""
    check = table_8("pemasaran")
    assert (check.verdict, check.expected) == ("tergantung_bacaan", "2,7")
    assert allowed(check)["tertimbang:5"] == allowed(check)["tertimbang:7"] == range(29, 30)
    assert "tertimbang:4" not in check.fitting
    assert "belum_dibulatkan" in check.fitting


def test_any_weights_reach_from_the_smallest_to_the_largest(table_8):
    """By hand: 2,5 to 4,5 of raw material, 1,5 to 3,5 of auxiliary material."""
    assert allowed(table_8("bahan_baku"))["bobot_apa_pun"] == range(25, 46)
    assert allowed(table_8("bahan_penolong"))["bobot_apa_pun"] == range(15, 36)


def test_a_number_outside_all_scores_contradicts():
    check = check_overall_mean(column(["3", "4", "3"], "2,4"), "x", weights={})
    assert (check.verdict, check.fitting) == ("bertentangan", ())


def test_n_of_the_table_itself_makes_weights_usual():
    """By hand: (1·1 + 2·1 + 3·8) / 10 = 2,7; unweighted 2,0. Usual readings come first."""
    check = check_overall_mean(column(["1", "2", "3"], "2,7", n=(1, 1, 8)), "x", weights={})
    assert (check.verdict, check.expected) == ("cocok", "2,0–2,7")
    usual = [reading.usual for reading in check.readings]
    assert [reading.kind for reading in check.readings if reading.usual] == ["tercetak", "tertimbang"]
    assert usual == sorted(usual, reverse=True)
    assert allowed(check)["tertimbang_belum_dibulatkan"] == range(22, 33)
    assert check_overall_mean(column(["1", "2", "3"], "2,7", n=(1, 1)), "x", weights={}).verdict == "tergantung_bacaan"


def test_a_mean_that_was_cut():
    """By hand: 8 / 3 = 2,666."""
    check = check_overall_mean(column(["2,00", "3,00", "3,00"], "2,66"), "x", weights={})
    assert (check.verdict, "dipangkas" in check.fitting) == ("tergantung_bacaan", True)


numbers = st.tuples(*[st.integers(1, 40)] * 3)


@given(hundredths=st.tuples(*[st.integers(100, 500)] * 3), n=numbers, other=numbers)
def test_a_true_mean_passes_as_it_was_taken(hundredths, n, other):
    """Means with two decimals are printed with one; the overall mean is of either, with no, the table's or other weights."""
    tenths = [(each + 5) // 10 for each in hundredths]
    means = [f"{tenth // 10},{tenth % 10}" for tenth in tenths]
    ways = {
        "tercetak": (tenths, (1, 1, 1), 1),
        "belum_dibulatkan": (hundredths, (1, 1, 1), 10),
        "tertimbang": (tenths, n, 1),
        "tertimbang_belum_dibulatkan": (hundredths, n, 10),
        "tertimbang:lain": (tenths, other, 1),
        "tertimbang_belum_dibulatkan:lain": (hundredths, other, 10),
    }
    for kind, (values, weights, unit) in ways.items():
        exact = Fraction(sum(value * weight for value, weight in zip(values, weights, strict=True)), sum(weights) * unit)
        units = (exact + Fraction(1, 2)).__floor__()
        table = column(means, f"{units // 10},{units % 10}", n=n)
        check = check_overall_mean(table, "x", weights={"lain": dict(zip(ROWS, other, strict=True))})
        assert {kind, "bobot_apa_pun"} <= set(check.fitting)


def test_reasons(study_tables):
    missing = check_overall_mean(column(["1", "", "3"], "2,0"), "x", weights={})
    assert missing == Unchecked("r", "x", "rata_rata_keseluruhan", "bagian_tak_tercetak")
    assert check_overall_mean(study_tables["3"], "produk", weights={}) is None


def test_faulty_weights_are_listed_together(study_tables):
    weights = {"4": {"klaten": 12, "pati": -1}, "5": dict.fromkeys(("klaten", "pati", "tegal"), 0)}
    with pytest.raises(UsageError) as caught:
        check_scores(study_tables["8"], weights=weights)
    assert [fault.place for fault in caught.value.faults] == ["weights, 4", "weights, 4", "weights, 5"]
    assert ["-1" in str(caught.value), "tegal has no number" in str(caught.value)] == [True, True]
