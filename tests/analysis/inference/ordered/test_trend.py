"""Tests for trend agree with other programs, and with each other where they must."""

import math
from functools import partial
from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2_contingency, mannwhitneyu

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.ordered.trend import cochran_armitage, jonckheere_terpstra, linear_by_linear
from klaster_analisis.errors import UsageError

pytestmark = pytest.mark.filterwarnings("error")

T4, T5, T6, T7 = (  # the study's Tables 4 to 7, existence
    [[4, 8], [13, 4], [17, 2]],
    [[4, 2], [13, 0], [17, 5]],
    [[4, 2], [13, 2], [17, 2]],
    [[4, 0], [11, 3], [9, 8]],
)
T4_INTENSITY = [[2, 2, 0], [5, 5, 3], [7, 10, 0]]
T6_INTENSITY = [[2, 2, 0], [7, 6, 0], [13, 3, 1]]
JOBS = [[1, 3, 10, 6], [2, 3, 10, 7], [1, 6, 14, 12], [0, 1, 9, 11]]  # income × job satisfaction: Agresti (2002), Table 2.8
ALCOHOL = [[17066, 48], [14464, 38], [788, 5], [126, 1], [37, 1]]  # infant malformation: Graubard & Korn (1987), Agresti (2002)
DRINKS = [0, 0.5, 1.5, 4, 7]


def table(cells) -> Crosstab:
    return Crosstab(pd.DataFrame(cells))


def of_shape(rows, columns):
    return st.lists(st.lists(st.integers(0, 6), min_size=columns, max_size=columns), min_size=rows, max_size=rows)


any_cells = st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(lambda shape: of_shape(*shape))
shares = st.integers(1, 4).flatmap(lambda rows: of_shape(rows, 2))


# R: vcdExtra::CMHtest(as.table(x))$table["cor", ], the same as coin::statistic(lbl_test(as.table(x)))^2; cor(row, column);
# the error: SAS/STAT User's Guide, The FREQ Procedure, "Pearson Correlation Coefficient", typed in R, R and C the deviations:
#   b <- R^2*sc+C^2*sr; w <- sqrt(sr*sc); v <- sum(x*R*C); sqrt(1/w^4*sum(x*(w*R*C-b*v/(2*w))^2))
@pytest.mark.parametrize(
    ("cells", "statistic", "p", "r", "error"),
    [
        (T4, 10.2236205114429630, 0.0013865340639717411, -0.46639451183413233, 0.125480174193073640),
        (T4_INTENSITY, 0.096589243771705524, 0.755961716021408825, -0.054101264134591126, 0.15079572675872668),
        (T6_INTENSITY, 0.79709973364900799, 0.37196191855545485, -0.15541730078502619, 0.17639562872695200),
        (JOBS, 2.982988120692619, 0.08414379470642906, 0.17720009863050126, 0.090672700616705793),
    ],
)
def test_linear_by_linear(cells, statistic, p, r, error):
    found = linear_by_linear(table(cells))
    assert (found.statistic, found.p) == pytest.approx((statistic, p), rel=1e-11)
    assert (found.effect.value, found.effect.standard_error) == pytest.approx((r, error), rel=1e-11)
    assert found.df == 1


def test_scores_of_the_rows():
    """R: CMHtest(as.table(x), rscores = c(0, .5, 1.5, 4, 7))$table["cor", ]"""
    found = linear_by_linear(table(ALCOHOL), row_scores=DRINKS)
    assert (found.statistic, found.p) == pytest.approx((6.569932245990155, 0.010371589916633254), rel=1e-10)


def test_linear_by_linear_by_hand():
    """[[2, 1], [1, 2]]: r = (2·2 − 1·1) / 9 = 1/3, M² = 5/9. The error: slopes 1/6 − 1/18 and −1/6 − 1/18, times √(4, 2)."""
    found = linear_by_linear(table([[2, 1], [1, 2]]))
    assert (found.effect.value, found.statistic) == pytest.approx((1 / 3, 5 / 9))
    assert found.effect.standard_error == pytest.approx(math.sqrt(4 / 9**2 + 2 * (2 / 9) ** 2))


# R: prop.trend.test(x[, 1], rowSums(x), score); for the exact p, a and b the scores and answers of all firms:
#   coin::pvalue(independence_test(a ~ factor(b), distribution = "exact"))
@pytest.mark.parametrize(
    ("cells", "scores", "statistic", "p", "exact"),
    [
        (T4, None, 10.4411443521119374, 0.0012323889255161525, 0.0013042417215632556),
        (T5, None, 0.023368315936240742, 0.878503169858671273, 1.0),
        (T6, None, 1.43554894882141038, 0.23086097754461726, 0.36596376596376601),
        (T7, None, 4.396315183638504820, 0.036016670269315210, 0.060500556173526135),
        (T4, [0, 1, 5], 7.3117987079224749, 0.0068503323843439644, 0.0074589247373108031),
    ],
)
def test_cochran_armitage(cells, scores, statistic, p, exact):
    found = cochran_armitage(table(cells), scores=scores)
    assert (found.statistic, found.p) == pytest.approx((statistic, p), rel=1e-11)
    assert (found.method, found.df) == ("asymptotic", 1)
    found = cochran_armitage(table(cells), scores=scores, method="exact")
    assert (found.statistic, found.p) == pytest.approx((statistic, exact), rel=1e-11)
    assert (found.method, found.df) == ("exact", None)


@pytest.mark.parametrize(("cells", "exact"), [(T5, 0.518192157794211683), (T6, 0.46666171666171663), (T7, 0.050331055670321520)])
def test_exact_with_other_scores(cells, exact):
    """R: as above, with the scores 0, 1, 5."""
    assert cochran_armitage(table(cells), scores=[0, 1, 5], method="exact").p == pytest.approx(exact, rel=1e-11)


def test_exact_of_thirty_thousand():
    """
    R: prop.trend.test(x[, 2], rowSums(x), c(0, .5, 1.5, 4, 7)); the exact p by its own recursion over the number of cases and the
    sum of 2 × score, dbinom(k, n[i], 93/sum(n)) a row.
    """
    found = cochran_armitage(table(ALCOHOL), scores=DRINKS)
    assert (found.statistic, found.p) == pytest.approx((6.570133944705540, 0.010370414572997545), rel=1e-10)
    assert cochran_armitage(table(ALCOHOL), scores=DRINKS, method="exact").p == pytest.approx(0.017249757610375036, rel=1e-10)


def test_slope_of_the_share():
    """
    R: s <- 1:3; n <- rowSums(x); p <- x[, 1]/n; coef(lm(p ~ s, weights = n))[2];
    w <- n*(s-weighted.mean(s, n))/sum(n*(s-weighted.mean(s, n))^2); sqrt(sum(w^2*p*(1-p)/n))
    """
    effect = cochran_armitage(table(T4)).effect
    assert effect.value == pytest.approx(0.26824183460736628, rel=1e-12)
    assert effect.standard_error == pytest.approx(0.073625065287713953, rel=1e-12)
    assert effect.low == pytest.approx(0.26824183460736628 - 1.95996398454005 * 0.073625065287713953, rel=1e-12)


def test_slope_by_hand():
    """1 of 4, then 3 of 4: the share rises by 1/2; its variance is 2 · (3/16)/4; z² = (1/4) · 2 / (1/4) = 2."""
    found = cochran_armitage(table([[1, 3], [3, 1]]))
    assert (found.effect.value, found.statistic) == pytest.approx((0.5, 2))
    assert found.effect.standard_error == pytest.approx(math.sqrt(2 * 3 / 64))


def test_groups_may_be_columns():
    upright, flat = cochran_armitage(table(T4), scores=[0, 1, 5]), cochran_armitage(table(np.array(T4).T), scores=[0, 1, 5])
    assert flat.effect.value == upright.effect.value
    assert flat.p == upright.p


# R: jt <- kSamples::jt.test(lapply(1:nrow(x), function(i) rep(1:ncol(x), x[i, ])))$JT; its first three: J, mean, deviation
@pytest.mark.parametrize(
    ("cells", "j", "mean", "deviation"),
    [
        (T4, 248.5, 377.5, 41.31759452123606735),
        (T4_INTENSITY, 161.5, 170.5, 27.20351539783047912),
        (T6_INTENSITY, 139.5, 170.5, 25.28541730783521047),
        (JOBS, 1941.5, 1700.5, 140.38360402540604),
    ],
)
def test_jonckheere_terpstra(cells, j, mean, deviation):
    found = jonckheere_terpstra(table(cells))
    assert found.statistic == pytest.approx((j - mean) / deviation, rel=1e-12)
    assert found.effect.value == pytest.approx(j / (2 * mean), rel=1e-12)  # half the pairs are the mean


def test_hollander_and_wolfe():
    """
    Hollander & Wolfe (1999), Example 6.2, motivational effect of knowledge of performance.
    R: kSamples::jt.test(no, rough, accurate): test statistic 79, mu 54, sig 12.26, asympt. P-value 0.02071 (one-sided)
    """
    groups = [[40, 35, 38, 43, 44, 41], [38, 40, 47, 44, 40, 42], [48, 40, 45, 43, 46, 44]]
    found = jonckheere_terpstra(table([[group.count(value) for value in range(35, 49)] for group in groups]))
    assert found.effect.value * 108 == pytest.approx(79)
    assert 25 / found.statistic == pytest.approx(12.26, abs=5e-3)
    assert found.p / 2 == pytest.approx(0.02071, abs=5e-6)


@pytest.mark.parametrize("cells", [[[1, 1, 0], [0, 1, 1], [1, 0, 1]], [[2, 1], [0, 2], [1, 1]], [[1, 0, 2], [2, 2, 0]]])
def test_mean_and_variance_over_all_permutations(cells):
    """J of every way to give the answers of a table to its firms."""
    firms = np.array([place for place, count in np.ndenumerate(np.array(cells)) for _ in range(count)])
    later = np.subtract.outer(firms[:, 0], firms[:, 0]) > 0

    def j(answers):
        steps = np.subtract.outer(answers, answers)
        return ((steps > 0) + (steps == 0) / 2)[later].sum()

    every = np.array([j(np.array(answers)) for answers in permutations(firms[:, 1])])
    z = (j(firms[:, 1]) - every.mean()) / every.std()
    assert jonckheere_terpstra(table(cells)).statistic == pytest.approx(z)


@given(of_shape(2, 4))
@settings(max_examples=40, deadline=None)
def test_two_rows_are_wilcoxon_and_the_correlation_test(cells):
    found = jonckheere_terpstra(table(cells))
    if math.isnan(found.p):
        return
    first, second = (np.repeat(np.arange(4), row) for row in cells)
    other = mannwhitneyu(second, first, method="asymptotic", use_continuity=False)
    assert found.p == pytest.approx(other.pvalue, abs=1e-12)
    assert found.effect.value == pytest.approx(other.statistic / (len(first) * len(second)))
    ranks = pd.Series(np.concatenate([first, second])).rank().groupby(np.concatenate([first, second])).first()
    scores = ranks.reindex(range(4), fill_value=0)
    assert found.statistic**2 == pytest.approx(linear_by_linear(table(cells), column_scores=scores).statistic)


@given(of_shape(2, 2))
@settings(max_examples=40, deadline=None)
def test_two_by_two_is_pearsons_chi_square(cells):
    found = cochran_armitage(table(cells))
    if math.isnan(found.p):
        return
    pearson = chi2_contingency(cells, correction=False).statistic
    assert found.statistic == pytest.approx(pearson, abs=1e-12)
    assert linear_by_linear(table(cells)).statistic == pytest.approx(pearson * (found.n - 1) / found.n, abs=1e-12)


@given(shares)
@settings(max_examples=60, deadline=None)
def test_shares(cells):
    asymptotic, exact = cochran_armitage(table(cells)), cochran_armitage(table(cells), method="exact")
    correlation = linear_by_linear(table(cells))
    if math.isnan(exact.p):
        assert exact.notes
        assert exact.effect.notes
        return
    assert 0 < exact.p <= 1
    assert asymptotic.statistic * (exact.n - 1) / exact.n == pytest.approx(correlation.statistic, abs=1e-12)
    stretched = cochran_armitage(table(cells[::-1]), scores=-0.3 * np.arange(len(cells))[::-1] + 0.7, method="exact")
    assert stretched.p == pytest.approx(exact.p)
    assert stretched.effect.value == pytest.approx(-exact.effect.value / 0.3, abs=1e-12)


@given(any_cells, st.sampled_from([linear_by_linear, jonckheere_terpstra]))
@settings(max_examples=80, deadline=None)
def test_turning_the_order_round(cells, function):
    found, turned = function(table(cells)), function(table(cells[::-1]))
    if math.isnan(found.p):
        assert found.notes
        assert found.effect.notes
        return
    centre = 0.5 if function is jonckheere_terpstra else 0
    assert 0 <= found.p <= 1
    assert turned.p == pytest.approx(found.p)
    assert turned.effect.value - centre == pytest.approx(centre - found.effect.value, abs=1e-12)
    assert math.isnan(found.effect.low) or found.effect.low <= found.effect.value <= found.effect.high


def test_an_empty_middle_keeps_its_place():
    """With nobody in the second row, the third is still two steps from the first."""
    found = cochran_armitage(table([[1, 3], [0, 0], [3, 1]]))
    assert found.effect.value == pytest.approx(0.25)
    assert found.statistic == pytest.approx(2)
    assert found.notes[0].kind == "baris_kosong"


def test_shares_of_nothing_or_all_have_no_interval():
    effect = cochran_armitage(table([[4, 0], [0, 4]])).effect
    assert effect.value == -1
    assert math.isnan(effect.low)
    assert [note.kind for note in effect.notes] == ["galat_baku_nol"]
    effect = jonckheere_terpstra(table([[4, 0], [0, 4]])).effect
    assert (effect.value, effect.notes[-1].values) == (1, {"nilai": 1})


def test_same_scores_test_nothing():
    found = cochran_armitage(table([[4, 8], [13, 4], [0, 0]]), scores=[2, 2, 3], method="exact")
    assert math.isnan(found.p)
    assert [note.kind for note in found.notes] == ["baris_kosong", "skor_sama"]
    assert found.notes[-1].values == {"sumbu": "baris"}
    found = linear_by_linear(table(T4), column_scores=[1, 1])
    assert math.isnan(found.p)
    assert found.notes[-1].values == {"sumbu": "kolom"}


@pytest.mark.parametrize("cells", [[[0, 0], [0, 0]], [[3, 4]], [[3], [4]], [[3, 0], [4, 0]], [[1], [2], [3]], [[1, 2, 3]]])
@pytest.mark.parametrize("function", [linear_by_linear, cochran_armitage, jonckheere_terpstra])
def test_nothing_to_test(cells, function):
    found = function(table(cells))
    assert math.isnan(found.p)
    assert math.isnan(found.statistic)
    assert math.isnan(found.effect.value)
    assert found.notes[-1].kind == "tak_teruji"


def test_conditions_are_passed_on():
    for function in (linear_by_linear, cochran_armitage, jonckheere_terpstra):
        found = function(Crosstab(pd.DataFrame(T4), left_out=5), confidence=0.9)
        assert (found.n, found.left_out, found.effect.left_out, found.effect.confidence) == (48, 5, 5, 0.9)


def test_wrong_use():
    with pytest.raises(UsageError, match=r"table: a table of 3 × 3.*linear_by_linear"):
        cochran_armitage(table(T4_INTENSITY))
    with pytest.raises(UsageError, match=r"scores: \[1, 2\] is not one number for each of 3"):
        cochran_armitage(table(T4), scores=[1, 2])
    with pytest.raises(UsageError, match="row_scores"):
        linear_by_linear(table(T4), row_scores=[1, 2, math.nan])
    with pytest.raises(UsageError, match="column_scores"):
        linear_by_linear(table(T4), column_scores=[1, 2, 3])
    with pytest.raises(UsageError, match="method"):
        cochran_armitage(table(T4), method="mid_p")
    with pytest.raises(UsageError, match="confidence"):
        jonckheere_terpstra(table(T4), confidence=1)


@pytest.mark.parametrize(
    "scores", [["1", "2", "3"], ["a", "b", "c"], "123", [1, None, 3], [1, True, 3], [1, 2j, 3], [0, math.inf, 1]]
)
def test_scores_that_are_no_numbers_are_refused(scores):
    for test in (partial(cochran_armitage, scores=scores), partial(linear_by_linear, row_scores=scores)):
        with pytest.raises(UsageError, match="not one number for each of 3"):
            test(table(T4))


@pytest.mark.parametrize(
    ("scores", "unit"),
    [
        ([0, 1e200, 3e200], 1e200),
        ([-1e200, 0, 2e200], 1e200),
        ([0, 1e-200, 3e-200], 1e-200),
        ([10**15, 10**15 + 1, 10**15 + 3], 1),
        ([2**60, 2**60 + 1, 2**60 + 3], 1),
        ([1e15, 1e15 + 1, 1e15 + 3], 1),
        ([0, 10**15, 3 * 10**15], 1e15),
        (np.array([0, 1, 3], dtype="float32"), 1),
        (np.array([5, 6, 8]), 1),
    ],
)
def test_scores_of_any_size(scores, unit):
    """A trend is the same wherever its scale begins and whatever it is measured in; a slope is by one unit."""
    plain, found = (cochran_armitage(table(T4), scores=which) for which in ([0, 1, 3], scores))
    assert (found.statistic, found.p) == pytest.approx((plain.statistic, plain.p), rel=1e-11)
    of_plain, of_found = ([one.value, one.low, one.high, one.standard_error] for one in (test.effect for test in (plain, found)))
    assert [number * unit for number in of_found] == pytest.approx(of_plain, rel=1e-11)
    exact = [cochran_armitage(table(T4), scores=which, method="exact").p for which in ([0, 1, 3], scores)]
    assert exact[1] == pytest.approx(exact[0], rel=1e-11)
    r = [linear_by_linear(table(T4), row_scores=which) for which in ([0, 1, 3], scores)]
    assert (r[1].statistic, r[1].effect.value) == pytest.approx((r[0].statistic, r[0].effect.value), rel=1e-11)


@pytest.mark.parametrize("scores", [[0, 1, 10**400], [0, 1e-310, 2e-310]])
def test_scores_beyond_reckoning_are_refused(scores):
    with pytest.raises(UsageError, match="another unit"):
        cochran_armitage(table(T4), scores=scores)


def test_the_score_of_an_empty_group_does_not_matter():
    cells = [[4, 8], [0, 0], [13, 4], [17, 2]]
    found = [cochran_armitage(table(cells), scores=[0, empty, 1, 3], method="exact") for empty in (0.5, 1e300, -7)]
    assert len({(one.p, one.statistic, one.effect.value) for one in found}) == 1


def test_an_exact_trend_of_too_many_firms_is_refused_before_it_is_laid_out():
    """The numbers that the first group alone can contribute would fill terabytes; the method that can do it is named."""
    many = 10**12
    for cells in ([[many, many], [many, many + 5], [many, many]], [[many, 3 * many], [2 * many, many], [many, many]]):
        with pytest.raises(UsageError, match='"asymptotic"'):
            cochran_armitage(table(cells), method="exact")
        assert 0 <= cochran_armitage(table(cells)).p <= 1
