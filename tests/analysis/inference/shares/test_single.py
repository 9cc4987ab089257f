"""Intervals of shares against R and against publications; what is degenerate is defined."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaster_analisis import Crosstab, UsageError
from klaster_analisis.analysis.inference.result import Estimate
from klaster_analisis.analysis.inference.shares.single import row_shares, share, share_difference

METHODS = ["wilson", "clopper_pearson", "agresti_coull", "jeffreys"]


def ends(found: Estimate) -> tuple[float, float]:
    return found.low, found.high


@pytest.mark.parametrize(
    ("method", "count", "n", "expected"),
    [
        # R: prop.test(x, n, correct = FALSE)$conf.int
        ("wilson", 4, 12, (0.138120091091213, 0.609377911127200)),
        ("wilson", 13, 17, (0.527382018804350, 0.904449556779199)),
        ("wilson", 17, 19, (0.68605917288891, 0.97064143970113)),
        ("wilson", 0, 5, (0, 0.434482464783175)),
        ("wilson", 5, 5, (0.565517535216825, 1)),
        # R: binom.test(x, n)$conf.int
        ("clopper_pearson", 4, 12, (0.0992460911495833, 0.6511244935811860)),
        ("clopper_pearson", 13, 17, (0.501006726795420, 0.931892259562643)),
        ("clopper_pearson", 17, 19, (0.668623335543234, 0.986987835628223)),
        ("clopper_pearson", 0, 5, (0, 0.521823750104981)),
        ("clopper_pearson", 5, 5, (0.478176249895019, 1)),
        # R: qbeta(c(.025, .975), x + .5, n - x + .5), with the end at 0 of n and n of n put to 0 and 1
        ("jeffreys", 4, 12, (0.124537321452149, 0.612436103442377)),
        ("jeffreys", 13, 17, (0.532778714203659, 0.914917923965878)),
        ("jeffreys", 0, 5, (0, 0.379377142299039)),
        ("jeffreys", 5, 5, (0.620622857700961, 1)),
        # R: z <- qnorm(.975); k <- n + z^2; m <- (x + z^2/2) / k; m + c(-1, 1) * z * sqrt(m * (1 - m) / k), cut
        ("agresti_coull", 4, 12, (0.135508968004368, 0.611989034214046)),
        ("agresti_coull", 13, 17, (0.522300987294067, 0.909530588289482)),
        ("agresti_coull", 0, 5, (0, 0.4890548596328601)),
        ("agresti_coull", 5, 5, (0.51094514036714, 1)),
    ],
)
def test_share_as_in_r(method, count, n, expected):
    assert ends(share(count, n, method=method)) == pytest.approx(expected, rel=1e-10, abs=1e-15)


def test_share_at_another_level():
    """R: prop.test(4, 12, correct = FALSE, conf.level = .9)$conf.int"""
    assert ends(share(4, 12, confidence=0.9)) == pytest.approx((0.159485344925841, 0.568508386656652), rel=1e-10)


def test_clopper_pearson_at_the_edge_by_hand():
    """None of 5: the upper end u has (1 - u)^5 = 0.025."""
    assert share(0, 5, method="clopper_pearson").high == pytest.approx(1 - 0.025 ** (1 / 5), rel=1e-12)


@pytest.mark.parametrize("method", METHODS)
def test_share_of_nobody_says_why(method):
    found = share(0, 0, method=method)
    assert math.isnan(found.value)
    assert math.isnan(found.low)
    assert [note.kind for note in found.notes] == ["tanpa_data"]


@pytest.mark.parametrize("method", METHODS)
@given(st.integers(0, 40), st.integers(1, 40), st.floats(0.5, 0.999))
@settings(max_examples=40, deadline=None)
def test_share_interval_holds_the_share_and_is_symmetric(method, count, more, confidence):
    n = count + more
    found = share(count, n, method=method, confidence=confidence)
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert (found.low == 0) == (count == 0) or method == "agresti_coull"
    others = share(more, n, method=method, confidence=confidence)
    assert (1 - others.high, 1 - others.low) == pytest.approx(ends(found), abs=1e-9)


def test_a_share_that_is_none_is_refused():
    with pytest.raises(UsageError, match="5 of 4 is not a share"):
        share(5, 4)
    with pytest.raises(UsageError, match=r'"wislon" is not known here.*Did you mean "wilson"'):
        share(1, 4, method="wislon")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="95 is not between 0 and 1"):
        share(1, 4, confidence=95)


def test_row_shares_of_the_study():
    """Table 4 of the study, intensity with the same kind: [[2, 2, 0], [5, 5, 3], [7, 10, 0]]; ends as `share` gives them."""
    counts = {"pasif": [2, 5, 7], "aktif": [2, 5, 10], "proaktif": [0, 3, 0]}
    table = Crosstab(pd.DataFrame(counts, index=pd.Index(["klaten", "pati", "tegal"], name="lokasi")))
    frame = row_shares(table, method="clopper_pearson")
    assert frame["lokasi"].tolist() == ["klaten"] * 3 + ["pati"] * 3 + ["tegal"] * 3
    assert frame["n"].tolist() == [2, 2, 0, 5, 5, 3, 7, 10, 0]
    assert frame["base"].tolist() == [4] * 3 + [13] * 3 + [17] * 3
    assert (frame["share"] == frame["n"] / frame["base"]).all()
    last = share(0, 17, method="clopper_pearson")
    assert frame.iloc[-1][["low", "high", "reason"]].tolist() == [0.0, last.high, ""]


def test_row_shares_of_an_empty_row_and_an_empty_table():
    frame = row_shares(Crosstab(pd.DataFrame({"ada": [4, 0], "tidak_ada": [8, 0]})))
    assert frame["reason"].tolist() == ["", "", "tanpa_data", "tanpa_data"]
    assert frame.loc[2:, ["share", "low", "high"]].isna().all(axis=None)
    assert row_shares(Crosstab(pd.DataFrame({"ada": [], "tidak_ada": []}, dtype=int))).empty


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # Newcombe (1998), Table II, (a) and (b), method 10
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
    ],
)
def test_difference_as_printed_by_newcombe(first, second, expected):
    assert ends(share_difference(first, second)) == pytest.approx(expected, abs=5.1e-5)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # R: contingencytables::Newcombe_hybrid_score_CI_2x2(matrix(c(x1, n1 - x1, x2, n2 - x2), 2, byrow = TRUE))
        ((7, 34), (1, 34), (0.018921443885773, 0.340368687032707)),
        ((0, 16), (15, 72), (-0.315692634193593280, 0.000326109874637881)),
        ((13, 17), (4, 12), (0.0673351537715035, 0.6714485879923313)),
        ((5, 56), (0, 29), (-0.0381371479035, 0.1925600138551)),
        ((0, 10), (0, 20), (-0.161125158053, 0.277532799863)),
        ((10, 10), (0, 20), (0.679086037142, 1.0)),
    ],
)
def test_difference_as_in_r(first, second, expected):
    assert ends(share_difference(first, second)) == pytest.approx(expected, abs=1e-12)


def test_difference_to_nobody_says_why():
    found = share_difference((3, 4), (0, 0))
    assert math.isnan(found.value)
    assert [note.kind for note in found.notes] == ["tanpa_data"]


def test_too_many_to_be_exact():
    with pytest.raises(UsageError, match="2⁵³"):
        share(1, 2**53)
    with pytest.raises(UsageError, match="2⁵³"):
        share_difference((1, 2), (10**18, 10**18))
    assert share(2**52, 2**53 - 1).value == pytest.approx(0.5)
