"""Whether significance survives, against every answer of every silent firm."""

import math
from itertools import product

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2_contingency, fisher_exact

from klaster_analisis import Crosstab, DataError, UsageError
from klaster_analisis.analysis.bounds.p_range import p_range
from klaster_analisis.analysis.inference.result import HypothesisTest, Note


def fisher(table: Crosstab) -> HypothesisTest:
    if (table.column_totals == 0).any() or (table.row_totals == 0).any():
        return HypothesisTest(name="fisher_exact", method="exact", p=math.nan, n=table.n, notes=(Note("tak_teruji"),))
    return HypothesisTest(name="fisher_exact", method="exact", p=fisher_exact(table.counts).pvalue, n=table.n)


def chi_square(table: Crosstab) -> HypothesisTest:
    p = chi2_contingency(table.counts, correction=False).pvalue
    return HypothesisTest(name="pearson_chi_square", method="asymptotic", p=p, n=table.n)


def pair(tables, partner: str, *rows: str) -> Crosstab:
    return Crosstab(tables[partner].existence.counts.loc[list(rows)])


def test_nobody_silent(tables, study):
    """R: fisher.test(rbind(c(4, 8), c(17, 2)))$p.value"""
    found = p_range(pair(tables, "sejenis", "klaten", "tegal"), study.interviewed, fisher)
    assert found.completions == 1
    assert found.low == found.observed == found.high == pytest.approx(0.0020042088137072912, rel=1e-10)
    assert found.verdict == "bertahan"


def test_table_5_without_tegal(tables, study):
    """
    Klaten 4 of 6 and Pati 13 of 13.

    R: p <- c(); for (i in 0:6) for (j in 0:4) p <- c(p, fisher.test(rbind(c(4 + i, 8 - i), c(13 + j, 4 - j)))$p.value)
    c(fisher.test(rbind(c(4, 2), c(13, 0)))$p.value, range(p))
    """
    found = p_range(pair(tables, "hulu", "klaten", "pati"), study.interviewed, fisher)
    assert (found.completions, found.silent) == (35, 10)
    assert [found.observed, found.low, found.high] == pytest.approx([0.0877192982456141, 0.00011532695190866139, 1.0], rel=1e-10)


def test_table_5_with_tegal_cannot_be_determined(tables, study):
    found = p_range(pair(tables, "hulu", "pati", "tegal"), study.interviewed, fisher)
    assert found.verdict == "tidak_bertahan"  # not significant as observed
    assert math.isnan(found.low)
    assert [(note.kind, note.values["baris"]) for note in found.notes] == [("dasar_melebihi", "tegal")]


def test_tables_6_and_7_whole(tables, study):
    """
    Three rows.

    R: f <- function(m) chisq.test(m, correct = FALSE)$p.value
    Table 6: p <- c(); for (i in 0:6) for (j in 0:2) p <- c(p, f(rbind(c(4 + i, 8 - i), c(13 + j, 4 - j), c(17, 2))))
    c(f(rbind(c(4, 2), c(13, 2), c(17, 2))), range(p), length(p)); Table 7 likewise
    """
    found = p_range(tables["hilir"].existence, study.interviewed, chi_square)
    assert found.completions == 21
    expected = [0.38430746775562097, 0.00060451945102115584, 0.87522493037271043]
    assert [found.observed, found.low, found.high] == pytest.approx(expected, rel=1e-10)
    found = p_range(tables["pendukung"].existence, study.interviewed, chi_square)
    assert found.completions == 108
    expected = [0.1102453666439125, 0.0031772577147489872, 0.90344188549433047]
    assert [found.observed, found.low, found.high] == pytest.approx(expected, rel=1e-10)


def test_significant_as_observed_but_not_in_every_case():
    table = Crosstab(pd.DataFrame({"ada": [9, 1], "tidak_ada": [1, 9]}, index=["a", "b"]))
    assert p_range(table, pd.Series({"a": 10, "b": 10}), fisher).verdict == "bertahan"
    assert p_range(table, pd.Series({"a": 11, "b": 10}), fisher).verdict == "bertahan"
    assert p_range(table, pd.Series({"a": 18, "b": 18}), fisher).verdict == "bergantung"
    assert p_range(table, pd.Series({"a": 9, "b": 10}), fisher).verdict == "tak_dapat_ditentukan"
    assert p_range(table, pd.Series({"a": 10, "b": 10}), fisher, confidence=0.9999).verdict == "tidak_bertahan"


def test_completions_without_anything_to_test():
    """One silent firm in a, none in b: with it the table has a second answer, or not."""
    table = Crosstab(pd.DataFrame({"ada": [2, 2], "tidak_ada": [0, 0]}, index=["a", "b"]))
    found = p_range(table, pd.Series({"a": 3, "b": 2}), fisher)
    assert (found.completions, found.untested, found.low, found.high) == (2, 1, 1.0, 1.0)
    assert found.verdict == "tak_dapat_ditentukan"
    assert [note.kind for note in found.notes] == ["tak_teruji"]
    none = p_range(table, pd.Series({"a": 2, "b": 2}), fisher)
    assert (none.untested, math.isnan(none.high)) == (1, True)


def test_frame():
    table = Crosstab(pd.DataFrame({"ada": [2, 0], "tidak_ada": [0, 2]}, index=["a", "b"]))
    row = p_range(table, pd.Series({"a": 3, "b": 2}), fisher).to_frame().round(4).iloc[0]
    # By hand: 2 + 2 alike, 2/6; with 3 and 2 of one answer each 2/10, with 2 + 1 and 0 + 2 it is 4/10.
    assert row.to_dict() == {
        "uji": "fisher_exact", "p": 0.3333, "p_bawah": 0.1, "p_atas": 0.4, "putusan": "tidak_bertahan",
        "tidak_menjawab": 1, "kemungkinan": 2, "tak_teruji": 0, "alasan": "",
    }  # fmt: skip


def test_wrong_use():
    table = Crosstab(pd.DataFrame({"ada": [1, 1], "tidak_ada": [1, 1]}, index=["a", "b"]))
    with pytest.raises(UsageError, match="95 is not between 0 and 1"):
        p_range(table, pd.Series({"a": 2, "b": 2}), fisher, confidence=95)
    with pytest.raises(DataError, match=r"asked, a: -1"):
        p_range(table, pd.Series({"a": -1, "b": 2}), fisher)


@given(
    st.lists(st.lists(st.integers(0, 3), min_size=2, max_size=2), min_size=2, max_size=2), st.integers(0, 3), st.integers(0, 2)
)
@settings(max_examples=25, deadline=None)
def test_against_every_firm_answering(counts, quiet, mute):
    table = Crosstab(pd.DataFrame(counts, columns=["ada", "tidak_ada"]))
    found = p_range(table, table.row_totals.add([quiet, mute]), fisher)
    completed = set()
    for answers in product([0, 1], repeat=quiet + mute):
        cells = [list(row) for row in counts]
        for firm, answer in enumerate(answers):
            cells[firm >= quiet][answer] += 1
        completed.add(tuple(map(tuple, cells)))
    p = [fisher(Crosstab(pd.DataFrame(cells))).p for cells in completed]
    tested = [value for value in p if not math.isnan(value)]
    assert (found.completions, found.untested) == (len(p), len(p) - len(tested))
    if tested:
        assert (found.low, found.high) == (min(tested), max(tested))


def test_too_many_completions_are_not_looked_at():
    table = Crosstab(pd.DataFrame({"ada": [1, 1], "tidak_ada": [1, 1]}, index=["a", "b"]))
    found = p_range(table, pd.Series({"a": 101, "b": 101}), fisher, limit=9999)
    assert [(note.kind, note.values) for note in found.notes] == [
        ("kemungkinan_terlalu_banyak", {"kemungkinan": 10_000, "batas": 9999})
    ]
    assert (found.observed, found.silent, found.completions) == (1.0, 198, 0)
