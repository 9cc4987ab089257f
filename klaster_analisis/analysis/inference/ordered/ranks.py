"""Do the answers of some groups come later than those of others? Rank tests for ordered answers, with their ties."""

import math
from fractions import Fraction
from functools import partial

import numpy as np
import numpy.typing as npt
from scipy.stats import beta, norm

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.exact.filling import fill
from klaster_analisis.analysis.inference.exact.ways import Ints, TooLargeError
from klaster_analisis.analysis.inference.occupied import occupied
from klaster_analisis.analysis.inference.ordered.groups import probability_of_superiority, two_groups
from klaster_analisis.analysis.inference.ordered.score_sums import TIE, as_extreme
from klaster_analisis.analysis.inference.result import Estimate, HypothesisTest

Floats = npt.NDArray[np.float64]

LIMIT = 2_000_000
"""Combinations that an exact p may hold at once, by default: about a tenth of a gigabyte, and a second."""

_ROUNDING = 1e-12


def midranks(totals: npt.ArrayLike) -> Floats:
    """
    Give each answer the mean of the ranks that those who gave it share.

    Parameters
    ----------
    totals : array_like of int
        How many gave each answer, in order.

    Returns
    -------
    numpy.ndarray

    Examples
    --------
    >>> midranks([2, 3]).tolist()
    [1.5, 4.0]
    """
    counts = np.asarray(totals)
    return np.asarray(np.cumsum(counts) - (counts - 1) / 2)


def wilcoxon_mann_whitney(table: Crosstab, *, limit: int = LIMIT) -> HypothesisTest:
    """
    Test whether one of two groups gives later answers than the other.

    Parameters
    ----------
    table : Crosstab
        Two rows; columns must be in order. Columns in which nobody was counted are left out, and the result says so.
    limit : int
        Most combinations that the exact p may hold at once; beyond, p is that of the normal distribution.

    Returns
    -------
    HypothesisTest
        The method is ``"exact"`` or ``"asymptotic"``. The statistic is z with either, above 0 where the first row gives later
        answers. The effect is `probability_of_superiority`.

    Raises
    ------
    UsageError
        If there are more than two rows.

    Notes
    -----
    W is the sum of the first row's ranks, ties taking their mean; z = (W − mean) / standard deviation, given both margins, so
    that ties are allowed for, and without continuity correction (Wilcoxon, 1945; Mann & Whitney, 1947; Lehmann, 1975).
    Exact: the probability of all tables with the same margins whose W is at least as far from its mean. Normal: two-sided
    p of z; it is taken where both groups are large (about 60 and more firms with five answers).
    Checked against: R, ``coin::wilcox_test(answer ~ group, distribution = "exact")`` and ``"asymptotic"``.

    Examples
    --------
    >>> import pandas as pd
    >>> table = Crosstab(pd.DataFrame({3: [12, 2], 4: [3, 9]}, index=["klaten", "pati"]))
    >>> test = wilcoxon_mann_whitney(table)
    >>> test.method, round(test.p, 5), round(test.statistic, 3)
    ('exact', 0.00431, -3.063)
    """
    found = two_groups(table)
    if not found.comparable:
        return HypothesisTest(
            name="wilcoxon_mann_whitney", method="exact", p=math.nan, n=table.n, left_out=table.left_out, notes=found.notes
        )
    totals, first = found.cells.sum(axis=0), found.cells[0]
    z = _standardised(totals, first)
    method, p = "exact", math.nan
    try:
        p = as_extreme(totals, midranks(totals), first, limit=limit)
    except TooLargeError:
        method, p = "asymptotic", float(2 * norm.sf(abs(z)))
    return HypothesisTest(
        name="wilcoxon_mann_whitney",
        method=method,
        statistic=z,
        p=p,
        n=table.n,
        effect_of=partial(probability_of_superiority, table),
        left_out=table.left_out,
        notes=found.notes,
    )


def _standardised(totals: Ints, first: Ints) -> float:
    scores = midranks(totals)
    n, m = float(totals.sum()), float(first.sum())
    deviations = scores - (n + 1) / 2
    variance = m * (n - m) / (n * (n - 1)) * float(totals @ deviations**2)
    return float(first @ deviations) / math.sqrt(variance)


def kruskal_wallis(table: Crosstab, *, limit: int = LIMIT) -> HypothesisTest:
    """
    Test whether some groups give later answers than others.

    Parameters
    ----------
    table : Crosstab
        Rows are the groups, in any order; columns the answers, in order. Those in which nobody was counted are left out, and
        the result says so.
    limit : int
        Most tables that the exact p may list; beyond, p is that of a beta distribution.

    Returns
    -------
    HypothesisTest
        The method is ``"exact"`` or ``"beta"``; the statistic is H. The effect is ``epsilon_squared``, H / (n − 1): the share
        of the variation of the ranks that goes with the groups, without an interval.

    Notes
    -----
    H = (n − 1) × variation of ranks between groups / all variation of ranks, ties taking their mean rank (Kruskal & Wallis,
    1952): what others call H corrected for ties. Exact: the probability of all tables with the same margins and at least this H.
    Beta: H / (n − 1) lies between 0 and 1, and is taken as a beta variable with the exact mean and variance that it has
    given both margins (Pitman, 1938; Welch, 1937): closer than chi-square, to which it comes in large samples.
    Checked against: R, ``coin::kruskal_test`` and ``kruskal.test`` (H), ``coin::kruskal_test(…, distribution =
    approximate(1e7))``; the list of all tables, in fractions.

    Examples
    --------
    >>> import pandas as pd
    >>> test = kruskal_wallis(Crosstab(pd.DataFrame({3: [12, 2, 5], 4: [3, 9, 5]}, index=["klaten", "pati", "tegal"])))
    >>> test.method, round(test.p, 5), round(test.statistic, 3), round(test.effect.value, 3)
    ('exact', 0.00665, 9.502, 0.271)
    """
    found = occupied(table)
    if not found.comparable:
        return HypothesisTest(
            name="kruskal_wallis", method="exact", p=math.nan, n=table.n, left_out=table.left_out, notes=found.notes
        )
    share = _share_between(found.cells)
    method = "exact"
    try:
        p = _listed_p(found.cells, share, limit)
    except TooLargeError:
        method, p = "beta", _beta_p(found.cells, share)
    return HypothesisTest(
        name="kruskal_wallis",
        method=method,
        statistic=(table.n - 1) * share,
        df=len(found.cells) - 1,
        p=p,
        n=table.n,
        effect_of=partial(Estimate, name="epsilon_squared", value=share, method="", n=table.n, left_out=table.left_out),
        left_out=table.left_out,
        notes=found.notes,
    )


def _share_between(cells: Ints) -> float:
    """Give the share of the variation of the midranks that lies between the rows."""
    totals, sizes = cells.sum(axis=0), cells.sum(axis=1)
    deviations = midranks(totals) - (totals.sum() + 1) / 2
    between = float(((cells @ deviations) ** 2 / sizes).sum())
    return min(1.0, between / float(totals @ deviations**2))


def _listed_p(cells: Ints, share: float, limit: int) -> float:
    """Add up the probabilities of all tables with the same margins and at least this share between the groups."""
    totals, sizes = cells.sum(axis=0), sorted(cells.sum(axis=1).tolist())
    n = int(totals.sum())
    if max(math.prod(_most_ways(size, totals) for size in sizes[:-1]), len(totals) * n) > limit:
        raise TooLargeError
    deviations = midranks(totals) - (n + 1) / 2
    of_cell = np.multiply.outer(deviations, np.arange(n + 1.0))
    left, between, gone, probability = totals[None, :], np.zeros(1), np.zeros(1), np.ones(1)
    for size in sizes[:-1]:
        ways = fill(left, size, of_cell)
        left, gone = np.stack(ways.rest, axis=1), gone[ways.origin] + ways.cost
        between = between[ways.origin] + ways.cost**2 / size
        probability = probability[ways.origin] * ways.probability
    shares = (between + gone**2 / sizes[-1]) / float(totals @ deviations**2)
    return min(1.0, float(probability[shares >= share * (1 - TIE) - _ROUNDING].sum()))


def _most_ways(size: int, totals: Ints) -> int:
    """Bound the number of ways to take so many firms from the answers."""
    others: list[int] = sorted(totals.tolist())[:-1]
    return min(math.comb(size + len(others), len(others)), math.prod(min(total, size) + 1 for total in others))


def _beta_p(cells: Ints, share: float) -> float:
    totals, sizes = cells.sum(axis=0), cells.sum(axis=1).tolist()
    mean = Fraction(len(sizes) - 1, sum(sizes) - 1)
    variance = _variance_of_share(sizes, totals)
    if not variance:
        return 1.0
    both = float(mean * (1 - mean) / variance - 1)
    return float(beta.sf(share, float(mean) * both, float(1 - mean) * both))


def _variance_of_share(sizes: list[int], totals: Ints) -> Fraction:
    """Give the exact variance of the share between the groups, given both margins."""
    n, k = sum(sizes), len(sizes)
    doubled: list[int] = (2 * np.cumsum(totals) - totals - n).tolist()  # twice a midrank, less twice their mean
    counts: list[int] = totals.tolist()
    squares, fourths = (sum(count * at**power for count, at in zip(counts, doubled, strict=True)) for power in (2, 4))
    # means of products of the scores of four firms, some of them the same: all scores add up to 0
    same = Fraction(fourths, n)
    three = Fraction(-fourths, n * (n - 1))
    two_and_two = Fraction(squares**2 - fourths, n * (n - 1))
    two = Fraction(2 * fourths - squares**2, n * (n - 1) * (n - 2)) if n > 2 else Fraction(0)
    none = Fraction(3 * squares**2 - 6 * fourths, n * (n - 1) * (n - 2) * (n - 3)) if n > 3 else Fraction(0)
    of_one = [
        Fraction(1, m) * (same + (m - 1) * (4 * three + 3 * two_and_two + (m - 2) * (6 * two + (m - 3) * none))) for m in sizes
    ]
    less_one = [m - 1 for m in sizes]
    unlike = sum(less_one) ** 2 - sum(m**2 for m in less_one)
    of_two = k * (k - 1) * two_and_two + 2 * (k - 1) * sum(less_one) * two + unlike * none
    return sum(of_one, of_two) / squares**2 - Fraction(k - 1, n - 1) ** 2
