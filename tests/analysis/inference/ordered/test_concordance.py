"""Measures of ordered tables count pairs of firms, as other programs do."""

import math
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.ordered.concordance import goodman_kruskal_gamma, kendalls_tau_b, somers_d, stuarts_tau_c
from klaster_analisis.errors import UsageError

pytestmark = pytest.mark.filterwarnings("error")

T4 = [[4, 8], [13, 4], [17, 2]]  # the study's Table 4, existence
T4_INTENSITY = [[2, 2, 0], [5, 5, 3], [7, 10, 0]]
T6_INTENSITY = [[2, 2, 0], [7, 6, 0], [13, 3, 1]]
JOBS = [[1, 3, 10, 6], [2, 3, 10, 7], [1, 6, 14, 12], [0, 1, 9, 11]]  # income × job satisfaction: Agresti (2002), Table 2.8

MEASURES = {
    "gamma": goodman_kruskal_gamma,
    "tau_b": kendalls_tau_b,
    "tau_c": stuarts_tau_c,
    "column": somers_d,
    "row": lambda table: somers_d(table, predict="row"),
    "symmetric": lambda table: somers_d(table, predict="symmetric"),
}


def table(cells) -> Crosstab:
    return Crosstab(pd.DataFrame(cells))


cells = st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
    lambda shape: st.lists(
        st.lists(st.integers(0, 6), min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0]
    )
)


# R, with the formulas of the SAS/STAT User's Guide, The FREQ Procedure, "Measures of Association" (no null hypothesis):
#   A, D: concordant and discordant firms of each cell; P <- sum(x*A); Q <- sum(x*D); d <- A-D; n <- sum(x); m <- min(dim(x))
#   ri <- rowSums(x)[row(x)]; cj <- colSums(x)[col(x)]; wr <- n^2-sum(rowSums(x)^2); wc <- n^2-sum(colSums(x)^2)
#   gamma:  (P-Q)/(P+Q);  sqrt(16/(P+Q)^4*sum(x*(Q*A-P*D)^2)), which vcdExtra::GKgamma(x)[c("gamma", "sigma")] gives too
#   tau_b:  w <- sqrt(wr*wc); t <- (P-Q)/w; v <- ri*wc+cj*wr;  sqrt(1/w^4*(sum(x*(2*w*d+t*v)^2)-n^3*t^2*(wr+wc)^2));
#           the value is cor.test(row, column, method = "kendall")$estimate too
#   tau_c:  m*(P-Q)/(n^2*(m-1));  sqrt(4*m^2/((m-1)^2*n^4)*(sum(x*d^2)-(P-Q)^2/n))
#   column: (P-Q)/wr;  sqrt(4/wr^4*sum(x*(wr*d-(P-Q)*(n-ri))^2));  row: with wc and cj
EXPECTED = [
    (T4, "gamma", -0.72067039106145248, 0.151136745322127536),
    (T4, "tau_b", -0.43037075674069059, 0.117792423386072501),
    (T4, "tau_c", -0.44791666666666669, 0.134108262391497202),
    (T4, "column", -0.34172185430463575, 0.099695739766794009),
    (T4, "row", -0.54201680672268904, 0.145575712557974940),
    (T4_INTENSITY, "gamma", -0.089108910891089105, 0.25130974756215718),
    (T4_INTENSITY, "tau_b", -0.053577361058791580, 0.15101086975068201),
    (T4_INTENSITY, "tau_c", -0.046712802768166091, 0.13191670304060202),
    (T4_INTENSITY, "column", -0.052785923753665691, 0.14986609319138025),
    (T4_INTENSITY, "row", -0.054380664652567974, 0.15218993860752353),
    (T6_INTENSITY, "gamma", -0.35632183908045978, 0.26878745678923022),
    (T6_INTENSITY, "tau_b", -0.20246415864836442, 0.16320966845380824),
    (T6_INTENSITY, "tau_c", -0.16089965397923875, 0.12876169679990429),
    (T6_INTENSITY, "column", -0.18181818181818182, 0.14563879796709625),
    (T6_INTENSITY, "row", -0.22545454545454546, 0.18413155196693495),
    (JOBS, "gamma", 0.22110091743119267, 0.117162829395455942),
    (JOBS, "tau_b", 0.15235215134659694, 0.081836065714331774),
    (JOBS, "tau_c", 0.13946759259259259, 0.075328148216996044),
    (JOBS, "column", 0.14172302264039988, 0.076395112936106416),
    (JOBS, "row", 0.16377845735643901, 0.087802794135584908),
]


@pytest.mark.parametrize(("cells", "name", "value", "error"), EXPECTED)
def test_another_program(cells, name, value, error):
    found = MEASURES[name](table(cells))
    assert found.value == pytest.approx(value, rel=1e-12)
    assert found.standard_error == pytest.approx(error, rel=1e-12)


# R: 2*(P-Q)/(wr+wc), and its delta method with numerical derivatives: sqrt(sum(x*g^2)-sum(x*g)^2/n)
@pytest.mark.parametrize(
    ("cells", "value", "error"),
    [
        (T4, -0.41917140536149472, 0.11599257405091463),
        (T4_INTENSITY, -0.053571428571428568, 0.15101030767985901),
        (JOBS, 0.15195460277427492, 0.081638987725001499),
    ],
)
def test_symmetric_somers(cells, value, error):
    found = somers_d(table(cells), predict="symmetric")
    assert found.value == pytest.approx(value, rel=1e-12)
    assert found.standard_error == pytest.approx(error, rel=1e-8)


def test_interval_of_gamma():
    """R: vcdExtra::GKgamma(x)$CI gives -1.00000000000000000 -0.42444781348948007, and for JOBS the other two."""
    found = goodman_kruskal_gamma(table(T4))
    assert (found.low, found.high) == pytest.approx((-1, -0.42444781348948007), rel=1e-12)
    found = goodman_kruskal_gamma(table(JOBS))
    assert (found.low, found.high) == pytest.approx((-0.008534008510711677, 0.450735843373097023), rel=1e-10)


def test_by_hand():
    """
    2 × 2, [[3, 1], [1, 2]]: 3·2 = 6 concordant, 1·1 = 1 discordant; 4·3 = 12 pairs in different rows, as in different columns.
    2 × 3, [[2, 1, 0], [0, 1, 1]]: 2·1 + 2·1 + 1·1 = 5 concordant, 0 discordant; 3·2 = 6 pairs in different rows,
    2·2 + 2·1 + 2·1 = 8 in different columns; n² (m − 1) / 2m = 25/4.
    """
    small = table([[3, 1], [1, 2]])
    assert goodman_kruskal_gamma(small).value == pytest.approx(5 / 7)
    assert [MEASURES[name](small).value for name in ("column", "row", "symmetric", "tau_b")] == pytest.approx([5 / 12] * 4)
    wide = table([[2, 1, 0], [0, 1, 1]])
    names = ["gamma", "column", "row", "symmetric", "tau_b", "tau_c"]
    expected = [1, 5 / 6, 5 / 8, 5 / 7, 5 / math.sqrt(48), 5 / 6.25]
    assert [MEASURES[name](wide).value for name in names] == pytest.approx(expected)


@given(cells)
@settings(max_examples=60, deadline=None)
def test_pairs_counted_one_by_one(cells):
    firms = [place for place, count in np.ndenumerate(np.array(cells)) for _ in range(count)]
    signs = [(np.sign(b[0] - a[0]), np.sign(b[1] - a[1])) for a, b in combinations(firms, 2)]
    excess = sum(int(along * across) for along, across in signs)
    untied = sum(bool(along and across) for along, across in signs)
    other_rows = sum(bool(along) for along, _ in signs)
    found = table(cells)
    if (found.row_totals > 0).sum() < 2 or (found.column_totals > 0).sum() < 2:
        assert math.isnan(goodman_kruskal_gamma(found).value)
    else:
        assert goodman_kruskal_gamma(found).value == pytest.approx(excess / untied)
        assert somers_d(found).value == pytest.approx(excess / other_rows)


@given(cells, st.sampled_from(sorted(MEASURES)))
@settings(max_examples=100, deadline=None)
def test_bounds_and_mirrors(cells, name):
    found, mirrored = MEASURES[name](table(cells)), MEASURES[name](table([row[::-1] for row in cells]))
    turned = MEASURES[{"row": "column", "column": "row"}.get(name, name)](table(np.array(cells).T))
    if math.isnan(found.value):
        assert found.notes
        return
    assert -1 - 1e-12 <= found.value <= 1 + 1e-12
    assert math.isnan(found.low) == (found.standard_error == 0)
    assert math.isnan(found.low) or found.low <= found.value <= found.high
    assert mirrored.value == pytest.approx(-found.value, abs=1e-12)
    assert turned.value == pytest.approx(found.value, abs=1e-12)
    assert mirrored.standard_error == pytest.approx(found.standard_error, abs=1e-10)
    assert turned.standard_error == pytest.approx(found.standard_error, abs=1e-10)


def test_a_perfect_order_has_no_interval():
    found = kendalls_tau_b(table([[3, 0, 0], [0, 5, 0], [0, 0, 2]]))
    assert found.value == pytest.approx(1)
    assert found.standard_error == 0
    assert math.isnan(found.low)
    assert [note.kind for note in found.notes] == ["galat_baku_nol"]


def test_empty_rows_and_columns_are_left_out():
    """The study's Table 5: nobody is proaktif. The smaller side is then 2, not 3."""
    whole, part = stuarts_tau_c(table([[2, 2, 0], [9, 4, 0], [6, 11, 0]])), stuarts_tau_c(table([[2, 2], [9, 4], [6, 11]]))
    assert whole.value == part.value
    assert whole.notes[0].kind == "kolom_kosong"
    assert part.notes == ()


@pytest.mark.parametrize("cells", [[[0, 0], [0, 0]], [[3, 4]], [[3], [4]], [[3, 0], [4, 0]], [[3, 2], [0, 0]], [[1, 0], [0, 0]]])
@pytest.mark.parametrize("name", sorted(MEASURES))
def test_nothing_to_compare(cells, name):
    found = MEASURES[name](table(cells))
    assert math.isnan(found.value)
    assert math.isnan(found.low)
    assert found.notes[-1].kind == "tak_teruji"


def test_somers_names_what_it_predicts():
    assert [MEASURES[name](table(T4)).name for name in ("column", "row", "symmetric")] == [
        "somers_d_column", "somers_d_row", "somers_d_symmetric",
    ]  # fmt: skip


def test_wrong_use():
    with pytest.raises(UsageError, match=r'predict: "rows".*Did you mean "row"'):
        somers_d(table(T4), predict="rows")
    with pytest.raises(UsageError, match="confidence"):
        kendalls_tau_b(table(T4), confidence=95)


def test_left_out_is_passed_on():
    assert kendalls_tau_b(Crosstab(pd.DataFrame(T4), left_out=5)).left_out == 5


def test_millions_of_firms():
    """Pairs of 26 million firms do not fit into whole numbers of 64 bits when squared; the standard error shrinks by √k."""
    few, many = kendalls_tau_b(table(T4)), kendalls_tau_b(table(np.array(T4) * 541_667))
    assert many.value == pytest.approx(few.value)
    assert many.standard_error == pytest.approx(few.standard_error / math.sqrt(541_667))
