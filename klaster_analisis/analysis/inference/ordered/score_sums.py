"""The exact distribution of a sum of scores, given how many stand in each group and how many are drawn."""

import numpy as np
import numpy.typing as npt
from scipy.stats import binom

from klaster_analisis.analysis.inference.exact.ways import TooLargeError

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

LIMIT = 10_000_000
"""Combinations of counts and sums held at once, by default: about half a gigabyte."""

SAME = 1e-9
"""Sums are one where they differ by less than this share of the range of the scores: a rounding error."""

TIE = 1e-7
"""Sums are as far from the mean as the observed one where they are nearer by less than this share of its distance."""


def score_sums(totals: npt.ArrayLike, scores: npt.ArrayLike, drawn: int, *, limit: int = LIMIT) -> tuple[Floats, Floats]:
    """
    Give all sums of scores of a sample without replacement, and their probabilities.

    Parameters
    ----------
    totals : array_like of int
        How many stand in each group.
    scores : array_like of float
        Score of each group, the lowest 0 and the highest 1.
    drawn : int
        How many are drawn, at most all.
    limit : int
        Most combinations of counts and sums that may be held at once.

    Returns
    -------
    (numpy.ndarray, numpy.ndarray)
        Sums, ascending, and probabilities.

    Raises
    ------
    TooLargeError
        If there are more, as with many groups and unrelated scores; said before they are laid out.

    Notes
    -----
    The groups are added one by one, each binomial with the same share, and in the end the number drawn is given: that
    makes the multivariate hypergeometric distribution, whatever the share, without a cancellation.
    Checked against: R, ``dhyper``; the list of all tables, in fractions.

    Examples
    --------
    >>> sums, probabilities = score_sums([2, 2], [0, 1], 2)
    >>> sums.tolist(), probabilities.round(4).tolist()
    ([0.0, 1.0, 2.0], [0.1667, 0.6667, 0.1667])
    """
    sizes, values = np.asarray(totals), np.asarray(scores, dtype=float)
    share = drawn / sizes.sum()
    *groups, last = np.argsort(sizes, kind="stable")
    counts, sums, weights = np.zeros(1, dtype=np.int64), np.zeros(1), np.ones(1)
    for group in groups:
        added, chances = _choices(int(sizes[group]), drawn, share, room=limit // counts.size)
        weights = np.multiply.outer(weights, chances).ravel()
        sums = np.add.outer(sums, values[group] * added).ravel()
        counts, sums, weights = _merged(np.add.outer(counts, added).ravel(), sums, weights, drawn)
    possible = drawn - counts <= sizes[last]
    rest, sums, weights = drawn - counts[possible], sums[possible], weights[possible]
    sums, weights = sums + values[last] * rest, weights * _choices(int(sizes[last]), drawn, share, room=limit)[1][rest]
    _, sums, weights = _merged(np.zeros_like(rest), sums, weights, drawn)
    return sums, weights / weights.sum()


def _choices(size: int, drawn: int, share: float, *, room: int) -> tuple[Ints, Floats]:
    """List how many of a group may be drawn, and how probable each is; a `TooLargeError` where these are more than fit."""
    most = min(size, drawn)
    if most >= room:
        raise TooLargeError
    added = np.arange(most + 1)
    return added, binom.pmf(added, size, share)


def _merged(counts: Ints, sums: Floats, weights: Floats, drawn: int) -> tuple[Ints, Floats, Floats]:
    possible = np.flatnonzero(counts <= drawn)
    key = (sums + counts * (drawn + 1.0))[possible]
    order = np.argsort(key, kind="stable")
    starts = np.flatnonzero(np.diff(key[order], prepend=-1.0) > SAME)
    order = possible[order]
    return counts[order][starts], sums[order][starts], np.add.reduceat(weights[order], starts)


def as_extreme(totals: npt.ArrayLike, scores: npt.ArrayLike, chosen: npt.ArrayLike, *, limit: int = LIMIT) -> float:
    r"""
    Give the probability of a sum of scores at least as far from its mean as the one observed.

    Parameters
    ----------
    totals, chosen : array_like of int
        How many stand in each group, and how many of them gave the answer.
    scores : array_like of float
        Score of each group, not all the same.
    limit : int
        As in `score_sums`.

    Returns
    -------
    float

    Raises
    ------
    TooLargeError
        As `score_sums`.

    Notes
    -----
    P(\|T − E T\| >= \|t − E T\|), T the sum of the scores of those who gave the answer, given the totals of the groups
    and of the answers. Distances that differ by less than 1e-7 of the observed one are the same.
    Checked against: R, ``coin::independence_test(…, distribution = "exact")``.

    Examples
    --------
    >>> round(as_extreme([4, 4], [1, 2], [0, 3]), 4)
    0.1429
    """
    sizes, values, taken = np.asarray(totals), np.asarray(scores, dtype=float), np.asarray(chosen)
    values = (values - values.min()) / np.ptp(values)
    if 2 * taken.sum() > sizes.sum():
        taken = sizes - taken  # as far from the mean, and quicker
    mean, drawn = float(sizes @ values) / sizes.sum(), int(taken.sum())
    sums, probabilities = score_sums(sizes, values, drawn, limit=limit)
    distances, observed = np.abs(sums - drawn * mean), abs(float(taken @ values) - drawn * mean)
    return min(1.0, float(probabilities[distances >= observed * (1 - TIE) - SAME].sum()))
