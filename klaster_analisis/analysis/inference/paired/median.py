"""The median of numbers, counted by value, with an interval that supposes nothing of how they are spread."""

import math
from collections.abc import Mapping
from numbers import Real

import numpy as np
from scipy.stats import binom

from klaster_analisis.analysis.inference.arguments import check_confidence, check_exact
from klaster_analisis.analysis.inference.result import CONFIDENCE, Estimate, Note
from klaster_analisis.errors import Fault, UsageError


def median(counts: Mapping[float, int], *, confidence: float = CONFIDENCE) -> Estimate:
    """
    Estimate a median.

    Parameters
    ----------
    counts : mapping of float to int
        By value: how many have it.
    confidence : float

    Returns
    -------
    Estimate
        Named ``median``. The interval covers at least as often as it says, of any distribution; it is missing (NaN, note
        ``terlalu_sedikit``) where so few numbers cannot give one. Of nobody: NaN, with the note ``tanpa_data``.

    Raises
    ------
    UsageError
        If a count is not a whole number of 0 or more, a value is not a number, or confidence is none.

    Notes
    -----
    The median is the middle number, or the mean of the two middle ones. With n numbers in order, the interval goes from the k-th
    to the (n + 1 − k)-th, k being the largest whole number for which a binomial variable of n and 1/2 is below k with a
    probability of at most (1 − confidence) / 2 (Thompson, 1936; Conover, 1999, section 3.2).

    Checked against: R ``sort(x)[c(qbinom(0.025, n, 0.5), n + 1 - qbinom(0.025, n, 0.5))]``, ``median(x)``.

    Examples
    --------
    >>> turnover = median({10.0: 3, 12.0: 4, 20.0: 5})
    >>> turnover.value, turnover.low, turnover.high
    (12.0, 10.0, 20.0)
    """
    check_confidence(confidence)
    values, times = _in_order(counts)
    n = int(times.sum())
    if n == 0:
        notes = (Note("tanpa_data", {"n": 0}),)
        return Estimate(name="median", value=math.nan, method="order_statistics", n=0, confidence=confidence, notes=notes)
    upto = np.cumsum(times)

    def ranked(rank: int) -> float:
        return float(values[np.searchsorted(upto, rank)])

    value = (ranked((n + 1) // 2) + ranked(n // 2 + 1)) / 2
    rank = int(binom.ppf((1 - confidence) / 2, n, 0.5))
    if rank < 1:
        notes = (Note("terlalu_sedikit", {"n": n}),)
        return Estimate(name="median", value=value, method="order_statistics", n=n, confidence=confidence, notes=notes)
    low, high = ranked(rank), ranked(n + 1 - rank)
    return Estimate(name="median", value=value, low=low, high=high, method="order_statistics", n=n, confidence=confidence)


def _in_order(counts: Mapping[float, int]) -> tuple[np.ndarray, np.ndarray]:
    numbers = all(isinstance(value, Real) and math.isfinite(value) for value in counts)
    if any(n < 0 or n % 1 for n in counts.values()) or not numbers:
        raise UsageError([Fault("counts", "a count or a value is none.", "Give finite numbers, and whole counts of 0 or more.")])
    check_exact("counts", sum(counts.values()))
    values = np.array(sorted(value for value, n in counts.items() if n), dtype=float)
    return values, np.array([counts[value] for value in values.tolist()], dtype=np.int64)
