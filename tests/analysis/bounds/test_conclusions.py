"""Whether a comparison survives, against every completion of the silent firms."""

from fractions import Fraction
from itertools import combinations_with_replacement, product

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaster_analisis import Crosstab, UsageError
from klaster_analisis.analysis.bounds.conclusions import (
    PrintedShare,
    survives,
    survives_in_mean,
    survives_in_print,
    survives_rounding,
)
from klaster_analisis.analysis.bounds.rounded import counts_behind
from klaster_analisis.analysis.bounds.survival import Survival


def of_study(tables, study, partner, higher, lower) -> Survival:
    return survives(tables[partner].existence, higher=higher, lower=lower, answer="ada", asked=study.interviewed)


def test_nobody_silent_means_that_what_is_observed_holds(tables, study):
    """Table 4, by hand: 17/19 − 13/17."""
    found = of_study(tables, study, "sejenis", "tegal", "pati")
    assert (found.verdict, found.silent, found.tipping_point) == ("bertahan", 0, None)
    assert found.low == found.observed == found.high == Fraction(17, 19) - Fraction(13, 17)


def test_table_5(tables, study):
    """
    By hand: Pati 13 of 13, 4 silent; Klaten 4 of 6, 6 silent: 13/17 − 10/12 to 1 − 4/12.

    Tipping: at best 17/17 − 4/12. Six of Klaten change it to 1 − 10/12 = 3/18; three of Pati take 3/17, which is more.
    """
    found = of_study(tables, study, "hulu", "pati", "klaten")
    assert found.verdict == "bergantung"
    assert (found.low, found.high) == (Fraction(13, 17) - Fraction(10, 12), 1 - Fraction(4, 12))
    assert (found.silent, found.tipping_point) == (10, 9)


def test_table_5_tegal_cannot_be_determined_where_it_is_observed(tables, study):
    found = of_study(tables, study, "hulu", "tegal", "klaten")
    assert found.verdict == "tak_dapat_ditentukan"
    assert found.observed == Fraction(17, 22) - Fraction(4, 6)
    assert [(note.kind, note.values) for note in found.notes] == [
        ("dasar_melebihi", {"baris": "tegal", "menjawab": 22, "ditanya": 19})
    ]
    assert of_study(tables, study, "hulu", "klaten", "tegal").verdict == "tidak_bertahan"


def test_table_6(tables, study):
    """By hand: Tegal 17/19 is above Klaten's 10/12 even in the worst case, and above Pati's 15/17."""
    assert of_study(tables, study, "hilir", "tegal", "klaten").low == Fraction(17, 19) - Fraction(10, 12)
    assert of_study(tables, study, "hilir", "tegal", "klaten").verdict == "bertahan"
    assert of_study(tables, study, "hilir", "tegal", "pati").low == Fraction(17, 19) - Fraction(15, 17)
    assert of_study(tables, study, "hilir", "tegal", "pati").verdict == "bertahan"


def test_table_7(tables, study):
    """By hand: Klaten 4 of 4, 8 silent; Tegal 9 of 17, 2 silent: 1 − 9/19 = 10/19, and seven of Klaten take 7/12."""
    found = of_study(tables, study, "pendukung", "klaten", "tegal")
    assert (found.verdict, found.tipping_point) == ("bergantung", 7)
    assert found.low == Fraction(4, 12) - Fraction(11, 19)
    found = of_study(tables, study, "pendukung", "pati", "tegal")  # 11/17 − 11/19
    assert (found.verdict, found.low) == ("bertahan", Fraction(11, 17) - Fraction(11, 19))


def test_unknown_asked_and_empty_rows():
    table = Crosstab(pd.DataFrame({"ada": [2, 1, 0], "tidak_ada": [0, 1, 0]}, index=["a", "b", "c"]))
    unknown = survives(table, higher="a", lower="b", answer="ada", asked=None)
    assert (unknown.verdict, [note.kind for note in unknown.notes]) == ("tak_dapat_ditentukan", ["ditanya_tak_diketahui"] * 2)
    silent = survives(table, higher="a", lower="c", answer="ada", asked=pd.Series({"a": 2, "c": 3}))
    assert (silent.verdict, silent.low, silent.high) == ("tak_dapat_ditentukan", 0, 1)
    assert [note.kind for note in silent.notes] == ["tanpa_jawaban"]
    nobody = survives(table, higher="c", lower="a", answer="ada", asked=pd.Series({"a": 2, "c": 0}))
    assert (nobody.verdict, nobody.low, [note.kind for note in nobody.notes]) == ("tak_dapat_ditentukan", None, ["tanpa_data"])
    assert nobody.to_frame()[["selisih", "bawah", "atas", "tidak_menjawab", "titik_balik"]].isna().all(axis=None)


def test_frame(tables, study):
    row = of_study(tables, study, "pendukung", "klaten", "tegal").to_frame().round(4).iloc[0]
    assert row.to_dict() == {
        "selisih": 0.4706, "bawah": -0.2456, "atas": 0.5263, "putusan": "bergantung",
        "tidak_menjawab": 10, "titik_balik": 7, "alasan": "",
    }  # fmt: skip


def test_wrong_use(tables, study):
    table = tables["hulu"].existence
    with pytest.raises(UsageError) as caught:
        survives(table, higher="Tegal", lower="Tegal", answer="Adaa", asked=study.interviewed)
    assert len(caught.value.faults) == 4
    assert 'Did you mean "tegal"?' in str(caught.value)
    with pytest.raises(UsageError, match="column 'ada' is not a whole number"):
        survives_in_mean(table, higher="tegal", lower="pati", asked=study.interviewed)


ROW = st.lists(st.integers(0, 3), min_size=3, max_size=3)
SILENT = st.integers(0, 3)


def check_against_completions(found: Survival, rows, silent, scores, *, favourable) -> None:
    """Let every silent firm give every answer; `favourable` is what favours the claim in each row."""
    differences, overturning = [], []
    fills = [list(combinations_with_replacement(scores, firms)) for firms in silent]
    for told in product(*fills):
        sums = [sum(s * n for s, n in zip(scores, row, strict=True)) + sum(more) for row, more in zip(rows, told, strict=True)]
        means = [Fraction(total, sum(row) + len(more)) for total, row, more in zip(sums, rows, told, strict=True)]
        differences.append(means[0] - means[1])
        if differences[-1] <= 0:
            overturning.append(sum(answer != best for more, best in zip(told, favourable, strict=True) for answer in more))
    assert (found.low, found.high) == (min(differences), max(differences))
    if found.verdict == "bergantung":
        assert found.tipping_point == min(overturning)
    else:
        assert found.tipping_point is None
        assert (found.verdict == "bertahan") <= (not overturning)


@given(ROW, ROW, SILENT, SILENT)
@settings(max_examples=60, deadline=None)
def test_shares_against_all_completions(first, second, quiet, mute):
    if not sum(first) or not sum(second):
        return
    table = Crosstab(pd.DataFrame([first, second], index=["a", "b"], columns=["x", "y", "z"]))
    asked = pd.Series({"a": sum(first) + quiet, "b": sum(second) + mute})
    found = survives(table, higher="a", lower="b", answer="y", asked=asked)
    assert found.observed == Fraction(first[1], sum(first)) - Fraction(second[1], sum(second))
    check_against_completions(found, [first, second], [quiet, mute], [0, 1, 0], favourable=[1, 0])


@given(ROW, ROW, SILENT, SILENT)
@settings(max_examples=60, deadline=None)
def test_means_against_all_completions(first, second, quiet, mute):
    if not sum(first) or not sum(second):
        return
    table = Crosstab(pd.DataFrame([first, second], index=["a", "b"], columns=[1, 2, 3]))
    asked = pd.Series({"a": sum(first) + quiet, "b": sum(second) + mute})
    found = survives_in_mean(table, higher="a", lower="b", asked=asked)
    check_against_completions(found, [first, second], [quiet, mute], [1, 2, 3], favourable=[3, 1])


@pytest.mark.parametrize(
    ("first", "second", "verdict", "ends"),
    [
        ("4", "2", "bertahan", (1, 3)),
        ("3", "2", "bergantung", (0, 2)),  # both can be 2.5
        ("3,0", "2", "bertahan", (Fraction(45, 100), Fraction(155, 100))),
        ("3", "3", "tidak_bertahan", (-1, 1)),
        ("2,8", "2.9", "tidak_bertahan", (Fraction(-2, 10), 0)),
    ],
)
def test_rounding_by_hand(first, second, verdict, ends):
    found = survives_rounding(first, second)
    assert (found.verdict, (found.low, found.high), found.silent) == (verdict, ends, None)


def test_table_3_product(study):
    """Printed 3, 4 and 3: Pati is above the others as printed, but all three can be 3.5."""
    scores = study.dynamics[study.dynamics["pertanyaan"] == "produk"].set_index("lokasi")["rata_rata"]
    assert survives_rounding(scores["pati"], scores["tegal"]).verdict == "bergantung"


def test_print_by_hand():
    """33 of 100 to 33 of 100 is one count; of 200 it can be 65 to 67."""
    found = survives_in_print(PrintedShare("34", 200, 200), PrintedShare("33", 200, 200))
    assert (found.verdict, found.low, found.high, found.tipping_point) == ("bergantung", 0, Fraction(4, 200), 0)
    found = survives_in_print(PrintedShare("89,5", 19, 19), PrintedShare("66,7", 6, 12))  # Table 6: 17/19, 4/6 and 6 silent
    assert (found.verdict, found.low) == ("bertahan", Fraction(17, 19) - Fraction(10, 12))


def test_print_that_cannot_be():
    found = survives_in_print(PrintedShare("77,3", 22, 19), PrintedShare("50,2", 4, None))
    assert (found.verdict, found.low) == ("tak_dapat_ditentukan", None)
    assert [note.kind for note in found.notes] == ["dasar_melebihi", "tak_mungkin", "ditanya_tak_diketahui"]
    assert found.notes[1].values == {"cetak": "50,2", "menjawab": 4, "ditanya": None}


PRINTED = st.tuples(st.integers(0, 100), st.integers(1, 30), SILENT)


@given(PRINTED, PRINTED)
@settings(max_examples=100, deadline=None)
def test_print_against_all_counts_and_completions(higher, lower):
    (first, n, quiet), (second, m, mute) = higher, lower
    behind = [counts_behind(str(first), n), counts_behind(str(second), m)]
    found = survives_in_print(PrintedShare(str(first), n, n + quiet), PrintedShare(str(second), m, m + mute))
    if not all(behind):
        assert found.notes[0].kind == "tak_mungkin"
        return
    completions = product(*behind, range(quiet + 1), range(mute + 1))
    differences = {(c, d, i, j): Fraction(c + i, n + quiet) - Fraction(d + j, m + mute) for c, d, i, j in completions}
    assert (found.low, found.high) == (min(differences.values()), max(differences.values()))
    if found.verdict == "bergantung":
        assert found.tipping_point == min(quiet - i + j for (_, _, i, j), value in differences.items() if value <= 0)
