"""Which cells depart from independence."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.expected import pearson_statistic
from klaster_analisis.analysis.inference.residuals import residuals
from klaster_analisis.errors import UsageError

pytestmark = pytest.mark.filterwarnings("error")

PLACES = ["klaten", "pati", "tegal"]
SEJENIS = pd.DataFrame({"ada": [4, 13, 17], "tidak_ada": [8, 4, 2]}, index=PLACES)  # the study, Table 4
KEAKTIFAN_HULU = pd.DataFrame({"pasif": [2, 9, 6], "aktif": [2, 4, 11], "proaktif": [0, 0, 0]}, index=PLACES)  # Table 5
HAIR_EYE = [[68, 20, 15, 5], [119, 84, 54, 29], [26, 17, 14, 14], [7, 94, 10, 16]]  # R, HairEyeColor, both sexes
COLUMNS = ["row", "column", "count", "expected", "pearson", "adjusted", "p", "adjusted_p"]


def column(cells, name: str) -> list[float]:
    return residuals(Crosstab(pd.DataFrame(cells))).to_frame()[name].tolist()


def test_one_row_a_cell_in_the_order_of_the_table():
    frame = residuals(Crosstab(SEJENIS)).to_frame()
    assert frame.columns.tolist() == COLUMNS
    assert frame[["row", "column", "count"]].to_numpy().tolist() == [
        ["klaten", "ada", 4], ["klaten", "tidak_ada", 8], ["pati", "ada", 13], ["pati", "tidak_ada", 4],
        ["tegal", "ada", 17], ["tegal", "tidak_ada", 2],
    ]  # fmt: skip


def test_residuals_of_table_4():
    """R: ``chisq.test(x, correct = FALSE)``, ``$residuals`` and ``$stdres``; p ``2 * pnorm(-abs(stdres))``."""
    pearson = [-1.543487266282579, 2.405351177211819, 0.2761679611961428, -0.4303766834249438, 0.965410557151541,
               -1.504483691485176]  # fmt: skip
    adjusted = [-3.300114589301561, 3.300114589301561, 0.6363113448847511, -0.6363113448847505, 2.299801030723704,
                -2.299801030723704]  # fmt: skip
    p = [0.0009664535834569926, 0.5245735119600343, 0.02145949504336395]
    assert column(SEJENIS, "pearson") == pytest.approx(pearson, rel=1e-12)
    assert column(SEJENIS, "adjusted") == pytest.approx(adjusted, rel=1e-12)
    assert column(SEJENIS, "p") == pytest.approx(np.repeat(p, 2), rel=1e-11)


def test_mirrored_cells_are_one_test():
    """R: ``p.adjust(p, "holm")`` and ``p.adjust(p, "BH")`` of the three p above, one a place."""
    holm, bh = residuals(Crosstab(SEJENIS)), residuals(Crosstab(SEJENIS), adjustment="fdr_bh")
    assert (holm.tests, bh.tests) == (3, 3)
    expected = [0.002899360750370978, 0.5245735119600343, 0.0429189900867279]
    assert holm.to_frame()["adjusted_p"].tolist() == pytest.approx(np.repeat(expected, 2), rel=1e-11)
    expected = [0.002899360750370978, 0.5245735119600343, 0.03218924256504593]
    assert bh.to_frame()["adjusted_p"].tolist() == pytest.approx(np.repeat(expected, 2), rel=1e-11)


def test_larger_tables_have_a_test_a_cell():
    """R: ``p.adjust(2 * pnorm(-abs(as.vector(t(chisq.test(h)$stdres)))), "holm")``, h as in HairEyeColor, both sexes."""
    found = residuals(Crosstab(pd.DataFrame(HAIR_EYE)))
    assert found.tests == 16
    adjusted = [6.1365196945769176, -4.253815523487684, -0.5750260610541543, -2.2878960181140990]
    assert found.to_frame()["adjusted"].tolist()[:4] == pytest.approx(adjusted, rel=1e-12)
    holm = [1.180884761410635e-08, 2.732059959104121e-04, 1.0, 1.874697168954023e-01, 2.130987895417485e-01,
            8.149141087761934e-03, 2.420600231819643e-01, 1.0, 1.0, 1.874697168954023e-01, 1.0, 9.978640390876456e-02,
            1.230709053922941e-15, 3.382053894414649e-22, 6.800024360015378e-02, 1.0]  # fmt: skip
    assert found.to_frame()["adjusted_p"].tolist() == pytest.approx(holm, rel=1e-10)


def test_2_by_2_is_a_single_test():
    """R: ``chisq.test(UCBAdmissions[, , 1], correct = FALSE)$stdres``: 4.153 everywhere, the root of chi-square 17.248."""
    found = residuals(Crosstab(pd.DataFrame([[512, 89], [313, 19]])))
    frame = found.to_frame()
    assert found.tests == 1
    adjusted = [-4.153072770954718, 4.153072770954721, 4.153072770954718, -4.153072770954721]
    assert frame["adjusted"].tolist() == pytest.approx(adjusted, rel=1e-12)
    assert frame["adjusted_p"].tolist() == pytest.approx(frame["p"].tolist())


def test_2_by_3_by_hand():
    """Rows 4 and 6, columns 4, 4, 2; first cell: (3 − 1.6) / sqrt(1.6 × 0.6 × 0.6)."""
    found = residuals(Crosstab(pd.DataFrame([[3, 0, 1], [1, 4, 1]])))
    assert found.tests == 3
    assert found.to_frame().at[0, "adjusted"] == pytest.approx(1.4 / np.sqrt(1.6 * 0.6 * 0.6), rel=1e-14)
    assert found.to_frame().at[5, "pearson"] == pytest.approx(-0.2 / np.sqrt(1.2), rel=1e-13)


def test_an_empty_column_is_left_out_and_named():
    found = residuals(Crosstab(KEAKTIFAN_HULU, left_out=2))
    assert found.to_frame()["column"].unique().tolist() == ["pasif", "aktif"]
    assert [note.kind for note in found.notes] == ["kolom_kosong", "harapan_kecil"]
    assert found.notes[1].values == {"kecil": 2, "sel": 6, "terkecil": 2.0}
    assert (found.n, found.left_out, found.adjustment) == (34, 2, "holm")


@pytest.mark.parametrize(
    ("cells", "rows"), [([[0, 0], [0, 0]], 0), ([[3, 4], [0, 0]], 2), ([[3, 0], [4, 0]], 2), ([[3]], 1), ([[1, 2, 0]], 2)]
)
def test_nothing_to_compare(cells, rows):
    found = residuals(Crosstab(pd.DataFrame(cells)))
    frame = found.to_frame()
    assert (len(frame), frame.columns.tolist(), found.tests) == (rows, COLUMNS, 0)
    assert frame[COLUMNS[3:]].isna().to_numpy().all()
    assert found.notes[-1].kind == "tak_teruji"


def test_the_result_stays_as_it_is():
    found = residuals(Crosstab(SEJENIS))
    frame = found.to_frame()
    frame["count"] = 0
    assert found.to_frame()["count"].sum() == 48


def test_wrong_use():
    with pytest.raises(UsageError, match="holm, fdr_bh"):
        residuals(Crosstab(SEJENIS), adjustment="bonferroni")


@given(st.lists(st.lists(st.integers(1, 9), min_size=3, max_size=3), min_size=2, max_size=4))
@settings(max_examples=10, deadline=None)  # multipletests takes 50 ms a call
def test_what_must_hold_in_every_table(cells):
    frame = residuals(Crosstab(pd.DataFrame(cells))).to_frame()
    assert (frame["pearson"] ** 2).sum() == pytest.approx(pearson_statistic(cells), abs=1e-12)
    assert (frame["adjusted"].abs() >= frame["pearson"].abs()).all()
    assert frame["p"].between(0, 1).all()
    assert (frame["adjusted_p"] >= frame["p"] * (1 - 1e-9)).all()
    assert frame["adjusted_p"].le(1).all()
    turned = residuals(Crosstab(pd.DataFrame(cells).T)).to_frame().sort_values(["column", "row"], ignore_index=True)
    assert turned["adjusted_p"].tolist() == pytest.approx(frame["adjusted_p"].tolist())
