"""The mid-p of Fisher's exact test against R."""

import math
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaster_analisis import Crosstab, UsageError
from klaster_analisis.analysis.inference.two_by_two.fisher_mid_p import fisher_mid_p
from klaster_analisis.analysis.inference.two_by_two.odds_ratio import odds_ratio


def crosstab(cells: list[list[int]]) -> Crosstab:
    return Crosstab(pd.DataFrame(cells, index=["a", "b"], columns=["ada", "tidak_ada"]))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        # R: p <- dhyper(0:m, n1, n2, m); po <- dhyper(a, n1, n2, m)
        #    sum(p[p < po * (1 - 1e-7)]) + sum(p[abs(p / po - 1) <= 1e-7]) / 2
        # and the same from contingencytables::Fisher_midP_test_2x2(x)
        ([[13, 4], [4, 8]], 0.0173911694625022),
        ([[17, 2], [4, 8]], 0.0010499712922695),
        ([[4, 0], [11, 3]], 0.553921568627451),
        ([[7, 27], [1, 33]], 0.0296562584304204),
        ([[0, 16], [15, 57]], 0.044659691201875),
    ],
)
def test_as_in_r(cells, expected):
    assert fisher_mid_p(crosstab(cells)).p == pytest.approx(expected, rel=1e-10)


@given(st.lists(st.integers(0, 15), min_size=4, max_size=4))
@settings(max_examples=20, deadline=None)
def test_in_whole_numbers(counts):
    """The definition itself, where equal is equal; and rows, columns and their order do not matter."""
    a, b, c, d = counts
    found = fisher_mid_p(crosstab([[a, b], [c, d]]))
    if not (a + b and c + d and a + c and b + d):
        assert math.isnan(found.p)
        assert "tak_teruji" in [note.kind for note in found.notes]
        return
    ways = [math.comb(a + b, x) * math.comb(c + d, a + c - x) for x in range(a + c + 1)]
    rarer, as_rare = sum(w for w in ways if w < ways[a]), sum(w for w in ways if w == ways[a])
    assert found.p == pytest.approx(float(Fraction(2 * rarer + as_rare, 2 * sum(ways))), rel=1e-10)
    assert 0 < found.p < 1
    for other in ([[c, d], [a, b]], [[b, a], [d, c]], [[a, c], [b, d]]):
        assert fisher_mid_p(crosstab(other)).p == pytest.approx(found.p, rel=1e-10)


def test_effect_is_the_conditional_odds_ratio():
    table = crosstab([[13, 4], [4, 8]])
    assert fisher_mid_p(table, confidence=0.9).effect == odds_ratio(table, method="mid_p", confidence=0.9)


def test_another_shape_is_refused():
    with pytest.raises(UsageError, match="it has 3 rows and 2 columns"):
        fisher_mid_p(Crosstab(pd.DataFrame({"ada": [4, 13, 17], "tidak_ada": [8, 4, 2]})))
