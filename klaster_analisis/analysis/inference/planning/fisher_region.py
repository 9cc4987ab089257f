"""Which pairs of counts Fisher's exact test of two groups rejects, and how probable it is to meet one of them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln, xlog1py, xlogy

from klaster_analisis.errors import Fault, UsageError

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

TIE = 1e-7
"""Relative difference up to which two probabilities count as equal."""

LARGEST = 15_000_000
"""Pairs of counts that are looked at together, and firms: about a gigabyte."""

GRID = 1000  # steps between 0 and 1 in which the largest size is searched
_ROUNDING = 1e-10  # relative difference up to which p is alpha


@dataclass(frozen=True)
class Groups:
    """
    Two groups, by how many firms they have.

    Parameters
    ----------
    first, second : int
        1 or more.
    """

    first: int
    second: int

    @property
    def sizes(self) -> tuple[int, int]:
        """Both numbers of firms."""
        return self.first, self.second

    @property
    def n(self) -> int:
        """How many firms there are."""
        return self.first + self.second


@dataclass(frozen=True, eq=False)
class _Region:
    """Where the test does not reject: a row a total, a column a count of the first group near its mean given the total."""

    counts: Ints
    totals: Ints
    probability: Floats
    accepted: Flags


def rejection_probability(groups: Groups, shares: tuple[float, float], alpha: float, *, mid_p: bool) -> float:
    """
    Compute how probable it is that the test rejects when the groups have these shares.

    Parameters
    ----------
    groups : Groups
    shares : tuple of float
        Of the first and the second group.
    alpha : float
        Level of the test, at least 0.000001.
    mid_p : bool
        Whether the test is the one with mid-p.

    Returns
    -------
    float

    Notes
    -----
    1 less the sum of the binomial probabilities of all pairs that are not rejected. Pairs more than 8 standard deviations
    and 20 counts from what is expected are not looked at; together they have a probability below 1e-13.

    Examples
    --------
    >>> round(rejection_probability(Groups(17, 12), (13 / 17, 4 / 12), 0.05, mid_p=False), 3)
    0.593
    """
    _check_size(groups.n)
    mean = sum(n * share for n, share in zip(groups.sizes, shares, strict=True))
    variance = sum(n * share * (1 - share) for n, share in zip(groups.sizes, shares, strict=True))
    low, high = _near(np.array(mean), np.array(variance), np.array(0), np.array(groups.n))
    region = _region(groups, np.arange(int(low), int(high) + 1), alpha, mid_p=mid_p)
    first, second = (_binomial(n, np.array(share)) for n, share in zip(groups.sizes, shares, strict=True))
    pairs = first[region.counts] * second[region.totals - region.counts]
    return min(1.0, max(0.0, 1 - float(pairs[region.accepted].sum())))


def largest_size(groups: Groups, alpha: float, *, mid_p: bool) -> float:
    """
    Search the largest probability to reject when both groups have the same share, over all shares.

    Parameters
    ----------
    groups : Groups
    alpha : float
        Level of the test, at least 0.000001.
    mid_p : bool
        Whether the test is the one with mid-p.

    Returns
    -------
    float

    Notes
    -----
    On a grid of `GRID` steps, then on one of as many steps around the best of them.

    Examples
    --------
    >>> round(largest_size(Groups(17, 12), 0.05, mid_p=False), 4)
    0.0312
    """
    _check_size(groups.n)
    totals = np.arange(groups.n + 1)
    region = _region(groups, totals, alpha, mid_p=mid_p)
    rejected = np.where(region.accepted, 0, region.probability).sum(axis=1)
    low, high = 0.0, 1.0
    for _ in range(2):
        shares = np.linspace(low, high, GRID + 1)
        sizes = _binomial(groups.n, shares[:, None]) @ rejected
        best = int(sizes.argmax())
        low, high = shares[max(0, best - 1)], shares[min(GRID, best + 1)]
    return float(sizes[best])


def _check_size(pairs: int) -> None:
    if pairs > LARGEST:
        problem = "there are too many pairs of counts to be looked at one by one."
        raise UsageError([Fault("n", problem, "Plan for fewer firms, or for a normal approximation.")])


def _region(groups: Groups, totals: Ints, alpha: float, *, mid_p: bool) -> _Region:
    n, first, second = groups.n, groups.first, groups.second
    mean = first * totals / n
    variance = mean * (second / n) * ((n - totals) / (n - 1))
    low, high = _near(mean, variance, np.maximum(0, totals - second), np.minimum(first, totals))
    width = int((high - low).max()) + 1
    _check_size(len(totals) * width)
    counts = low[:, None] + np.arange(width)
    inside = counts <= high[:, None]
    counts, rows = np.minimum(counts, high[:, None]), totals[:, None]
    logs = _log_choose(first, counts) + _log_choose(second, rows - counts) - _log_choose(n, rows)
    probability = np.where(inside, np.exp(logs), 0)
    p = _two_sided(probability, mid_p=mid_p)
    return _Region(counts, rows, probability, inside & (p > alpha * (1 + _ROUNDING)))


def _near(mean: Floats, variance: Floats, least: Ints, most: Ints) -> tuple[Ints, Ints]:
    """Give the ends of what has to be looked at, within what is possible."""
    reach = 8 * np.sqrt(variance) + 20
    low, high = np.floor(mean - reach), np.ceil(mean + reach)
    return np.maximum(low, least).astype(np.int64), np.minimum(high, most).astype(np.int64)


def _two_sided(probability: Floats, *, mid_p: bool) -> Floats:
    """Add up, row by row, the probabilities that are at most each one; with mid-p, the equal ones by half."""
    order = probability.argsort(axis=1)
    ascending = np.take_along_axis(probability, order, axis=1)
    up_to = ascending.cumsum(axis=1)
    rises = ascending[:, 1:] > ascending[:, :-1] * (1 + TIE)
    last = np.pad(rises, ((0, 0), (0, 1)), constant_values=True)
    p = np.minimum.accumulate(np.where(last, up_to, np.inf)[:, ::-1], axis=1)[:, ::-1]
    if mid_p:
        less = np.pad(np.where(rises, up_to[:, :-1], 0), ((0, 0), (1, 0)))
        p = (p + np.maximum.accumulate(less, axis=1)) / 2
    found = np.empty_like(p)
    np.put_along_axis(found, order, p, axis=1)
    return found


def _log_choose(n: int, k: Ints) -> Floats:
    logs = gammaln(np.arange(n + 1) + 1.0)
    return np.asarray(logs[n] - logs[k] - logs[n - k])


def _binomial(n: int, share: Floats) -> Floats:
    """Give the probabilities of 0 … n, along the last axis."""
    k = np.arange(n + 1)
    return np.asarray(np.exp(_log_choose(n, k) + xlogy(k, share) + xlog1py(n - k, -share)))
