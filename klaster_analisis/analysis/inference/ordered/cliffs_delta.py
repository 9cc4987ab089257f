"""Two independent groups with answers in order: how much more often the later one answers higher."""

import math

import numpy as np
from scipy.optimize import brentq
from scipy.stats import norm

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.arguments import check_confidence
from klaster_analisis.analysis.inference.ordered.groups import two_groups
from klaster_analisis.analysis.inference.result import CONFIDENCE, Estimate

INSIDE = 1e-9  # at an end itself nothing is left open


def cliffs_delta(table: Crosstab, *, confidence: float = CONFIDENCE) -> Estimate:
    r"""
    Estimate how much more often a firm of the second row answers higher than one of the first, than lower.

    Parameters
    ----------
    table : Crosstab
        Two rows; the columns in order.
    confidence : float

    Returns
    -------
    Estimate
        Named ``cliffs_delta``: from −1 to 1. It leaves out 0 if and only if the p of `jonckheere_terpstra` of the two rows is
        below 1 − confidence. NaN where one row is empty or all answers are the same, with the note ``tak_teruji``.

    Raises
    ------
    UsageError
        If confidence is none, or there are more than two rows.

    Notes
    -----
    2 A − 1, A being the share of pairs in which the second row's answer is higher, a tie counting half (Cliff, 1993). The
    interval of A holds all a with \|A − a\| <= z s(a): s² is the variance of Newcombe's method 5 (2006),
    a (1 − a) (1 + (N/2 − 1) ((1 − a) / (2 − a) + a / (1 + a))) / (n m), times a factor that makes it, at a = 1/2, the variance
    of the rank test, ties included (Fay & Malinovsky, 2018). It is approximate, as the test is.
    Checked against: R ``wilcox.test(y, x, correct = FALSE, exact = FALSE)$p.value`` for where it leaves out 0, ``uniroot`` for
    its ends; its coverage by simulation.

    Examples
    --------
    >>> import pandas as pd
    >>> cells = pd.DataFrame({"1": [9, 3], "2": [12, 8], "3": [6, 15]}, index=["2024", "2026"])
    >>> delta = cliffs_delta(Crosstab(cells))
    >>> round(delta.value, 3), round(delta.low, 3), round(delta.high, 3)
    (0.406, 0.115, 0.625)
    """
    check_confidence(confidence)
    found = two_groups(table)
    if not found.comparable:
        return Estimate(
            name="cliffs_delta", value=math.nan, method="newcombe_5", n=table.n, confidence=confidence, notes=found.notes
        )
    first, second = np.asarray(table.counts, dtype=float)
    n, m, below = first.sum(), second.sum(), np.cumsum(first) - first
    later = float(second @ (below + first / 2) / (n * m))
    low, high = _interval(later, n, m, first + second, norm.ppf((1 + confidence) / 2))
    return Estimate(
        name="cliffs_delta",
        value=2 * later - 1,
        low=2 * low - 1,
        high=2 * high - 1,
        method="newcombe_5",
        n=table.n,
        confidence=confidence,
        notes=found.notes,
    )


def _interval(later: float, n: float, m: float, tied: np.ndarray, z: float) -> tuple[float, float]:
    total = n + m
    ties = 1 - float((tied**3 - tied).sum()) / (total**3 - total)  # what ties leave of the variance of ranks

    def beyond(a: float) -> float:
        spread = 1 + (total / 2 - 1) * ((1 - a) / (2 - a) + a / (1 + a))
        return (later - a) ** 2 - z**2 * ties * a * (1 - a) * spread / (n * m)

    low = float(brentq(beyond, 0, min(later, 1 - INSIDE))) if later else 0.0
    return low, float(brentq(beyond, max(later, INSIDE), 1)) if later < 1 else 1.0
