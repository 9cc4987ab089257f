"""How many firms a survey needs: as R counts it, outcome by outcome."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, hypergeom

from klaster_analisis.analysis.inference.planning.fisher_region import Groups, largest_size
from klaster_analisis.analysis.inference.planning.power import firms_needed, power_two_shares
from klaster_analisis.errors import UsageError

# R:
# fp <- function(n1, n2) outer(0:n1, 0:n2, Vectorize(function(x, y) fisher.test(matrix(c(x, n1-x, y, n2-y), 2))$p.value))
# mp <- function(n1, n2) outer(0:n1, 0:n2, Vectorize(function(x, y) { m <- x + y; s <- max(0, m-n2):min(n1, m)
#   d <- dhyper(s, n1, n2, m); o <- dhyper(x, n1, n2, m); sum(d[d < o*(1-1e-7)]) + sum(d[abs(d/o - 1) <= 1e-7])/2 }))
# pw <- function(P, n1, n2, p1, p2) sum(outer(dbinom(0:n1, n1, p1), dbinom(0:n2, n2, p2)) * (P <= 0.05))
# sz <- function(P, n1, n2) { f <- function(q) sapply(q, function(z) pw(P, n1, n2, z, z)); g <- seq(0, 1, 0.001)
#   b <- g[which.max(f(g))]; optimize(f, c(max(0, b-0.001), min(1, b+0.001)), maximum = TRUE, tol = 1e-12)$objective }
# n1, n2, p1, p2: pw(fp), pw(mp), sz(fp), sz(mp)
BY_R = [
    (10, 10, 0.8, 0.2, 0.6353228186482797, 0.8053901786769941, 0.0127792358398438, 0.0421905517578125),
    (15, 15, 0.7, 0.3, 0.4337799475602078, 0.5895573887565487, 0.0176798447322913, 0.0432792193029791),
    (20, 20, 0.9, 0.5, 0.7423887839114701, 0.8216573740060179, 0.0253040687834980, 0.0464331215540998),
    (17, 12, 13 / 17, 4 / 12, 0.5927379076240978, 0.6705670545595195, 0.0312229702179857, 0.0588384680449963),
    (12, 19, 4 / 12, 17 / 19, 0.8825373573366554, 0.9349279632936400, 0.0271750716492534, 0.0647727437317372),
    (5, 30, 0.1, 0.9, 0.9794717270503815, 0.9892873347504315, 0.0292735905968584, 0.0510144636500627),
    (3, 3, 1.0, 0.0, 0.0, 1.0, 0.0, 0.03125),
]


@pytest.mark.parametrize("case", BY_R)
def test_power_and_size(case):
    n1, n2, first, second, *expected = case
    found = [power_two_shares(first, second, n=(n1, n2), test=test) for test in ("fisher", "fisher_mid_p")]
    found += [largest_size(Groups(n1, n2), 0.05, mid_p=mid_p) for mid_p in (False, True)]
    assert found == pytest.approx(expected, rel=1e-10, abs=1e-12)


def test_by_hand():
    """Three and three: only 3 + 0 has p = 2/20, which is alpha. P = 0.9³ 0.8³ + 0.1³ 0.2³."""
    assert power_two_shares(0.9, 0.2, n=3, alpha=0.1) == pytest.approx(0.373256, rel=1e-12)


def test_what_is_not_looked_at_does_not_count():
    """All pairs of 150 and 120, by the hypergeometric probabilities of scipy, nothing left out."""
    n1, n2, first, second = 150, 120, 0.5, 0.35
    found = 0.0
    for total in range(n1 + n2 + 1):
        x = np.arange(max(0, total - n2), min(n1, total) + 1)
        given = hypergeom.pmf(x, n1 + n2, n1, total)
        p = (given * (given <= given[:, None] * (1 + 1e-7))).sum(axis=1)
        found += float((binom.pmf(x, n1, first) * binom.pmf(total - x, n2, second))[p <= 0.05].sum())
    assert power_two_shares(first, second, n=(n1, n2)) == pytest.approx(found, rel=1e-10)


def test_a_difference_that_cannot_be_missed():
    """Three hundred each, nine tenths against one: nearly all of it lies outside what is looked at."""
    assert power_two_shares(0.9, 0.1, n=300) == pytest.approx(1.0, abs=1e-12)


@pytest.mark.parametrize(
    ("shares", "options", "n", "power"),
    [
        # R: pw for each n (n, 2n), Fisher: 13/17 and 4/12 reach 0.8 with 24 and all up to 50, and so on
        ((13 / 17, 4 / 12), {}, (24, 24), 0.822601779641432),
        ((13 / 17, 4 / 12), {"test": "fisher_mid_p"}, (21, 21), 0.812656431267736),
        ((0.9, 0.4), {"ratio": 2}, (12, 24), 0.849388853638541),
        ((0.95, 0.5), {}, (17, 17), 0.812960190858102),
    ],
)
def test_firms_needed(shares, options, n, power):
    found = firms_needed(*shares, **options)
    assert (found.n, found.earliest, found.power) == (n, n, pytest.approx(power, rel=1e-10))
    assert [(note.kind, note.values) for note in found.notes] == [("ukuran_dari_kisi", {"kisi": 1000})]


def test_the_saw_tooth():
    """R: pw(fp(n, n), n, n, 0.9, 0.05) for n = 5, 6, 7, 8 is 0.83099, 0.77446, 0.91859, 0.97295, and more up to 14."""
    found = firms_needed(0.9, 0.05)
    assert (found.earliest, found.n) == ((5, 5), (7, 7))
    assert found.power == pytest.approx(0.918594520085592, rel=1e-10)
    assert found.to_frame().loc[0, ["n_first", "earliest_second", "notes"]].tolist() == [7, 5, "ukuran_dari_kisi"]


def test_equal_shares_have_nothing_to_find():
    found = firms_needed(0.4, 0.4)
    assert (found.n, found.earliest, math.isnan(found.power)) == (None, None, True)
    assert [(note.kind, note.values) for note in found.notes] == [("tanpa_selisih", {"bagian": 0.4})]


def test_more_than_allowed():
    """Table 4, Tegal against Pati: R finds a power of 0.52 with 80 each."""
    found = firms_needed(17 / 19, 13 / 17, most=80)
    assert [(note.kind, note.values) for note in found.notes] == [("terlalu_besar", {"batas": 80})]
    assert found.to_frame()["n_first"].isna().all()


def test_reached_but_not_kept():
    """With five firms at most, the power of the saw-tooth is reached but not kept."""
    found = firms_needed(0.9, 0.05, most=5)
    assert (found.earliest, found.n) == ((5, 5), None)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"first": 1.2}, "first: 1.2 is not between 0 and 1"),
        ({"second": math.nan}, "second: nan is not between 0 and 1"),
        ({"alpha": 0}, "alpha: 0 is not between 1e-06 and 1"),
        ({"test": "z"}, 'test: "z" is not known here'),
        ({"power": 0.01}, "power: 0.01 is not between alpha and 1"),
        ({"ratio": 0}, "ratio: 0 is not above 0"),
        ({"most": 0}, "most: 0 is less than 1"),
    ],
)
def test_wrong_use_is_refused(options, message):
    with pytest.raises(UsageError, match=message):
        firms_needed(**({"first": 0.5, "second": 0.2} | options))


@pytest.mark.parametrize("n", [0, (3, 0), (2.5, 3), -1])
def test_groups_need_firms(n):
    with pytest.raises(UsageError, match="is not a number of firms"):
        power_two_shares(0.5, 0.2, n=n)


share = st.floats(0, 1)
size = st.integers(1, 40)


@settings(max_examples=60, deadline=None)
@given(share, share, size, size, st.sampled_from(["fisher", "fisher_mid_p"]))
def test_power_is_a_probability_and_symmetric(first, second, n1, n2, test):
    found = power_two_shares(first, second, n=(n1, n2), test=test)
    assert 0 <= found <= 1
    assert power_two_shares(second, first, n=(n2, n1), test=test) == pytest.approx(found, abs=1e-12)
    assert power_two_shares(1 - first, 1 - second, n=(n1, n2), test=test) == pytest.approx(found, abs=1e-12)


@settings(max_examples=40, deadline=None)
@given(share, size, size)
def test_fisher_holds_its_level(common, n1, n2):
    size_there = power_two_shares(common, common, n=(n1, n2))
    most = largest_size(Groups(n1, n2), 0.05, mid_p=False)
    assert size_there <= most + 1e-6
    assert most <= 0.05 + 1e-12


@pytest.mark.parametrize("n", [10**9, 3 * 10**6])
def test_the_power_of_too_many_firms_is_refused_before_it_is_laid_out(n):
    with pytest.raises(UsageError, match="too many pairs"):
        power_two_shares(0.5, 0.51, n=n)
