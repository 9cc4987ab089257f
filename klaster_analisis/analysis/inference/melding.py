"""Ends of intervals that agree with exact tests: two one-sided limits, each as its own test leaves it, put together."""

from collections.abc import Callable

import numpy as np
from scipy.optimize import brentq
from scipy.special import betainc, betaincc, betaincinv

_CUTS = np.array([0, 1e-6, 1e-5, 1e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3, 1])
_NODES, _HEIGHTS = np.polynomial.legendre.leggauss(16)
_HALVES = np.diff(_CUTS)[:, None] / 2
PARTS = ((_CUTS[1:] + _CUTS[:-1])[:, None] / 2 + _HALVES * _NODES).ravel()
WEIGHTS = (_HALVES * _HEIGHTS).ravel()
"""Where a function on 0 to 1 that is steep near 0 is looked at, and for how much each value counts (Gauss and Legendre)."""


def lowest_net_change(up: int, down: int, n: int, *, tail: float) -> float:
    """
    Give the lower limit of (up − down) / n: for more firms up than down it is above 0 if and only if the sign test says so.

    Parameters
    ----------
    up, down, n : int
        Of n firms.
    tail : float
        How probable a limit above the truth may be.

    Returns
    -------
    float

    Notes
    -----
    It is the quantile at `tail` of (2 B − 1) M, B being what Clopper and Pearson's lower limit leaves open of the share that went
    up among those that moved, a Beta(up, down + 1) variable, and M what is left open of the share that moved: that of its lower
    limit where B is above 1/2, else that of its upper one (melding: Fay, Proschan & Brittain, 2015; Fay & Lumbard, 2021).

    Examples
    --------
    >>> round(lowest_net_change(12, 3, 40, tail=0.025), 3)
    0.013
    """
    moved, stayed = up + down, n - up - down
    if not up:
        return -float(betaincinv(moved + 1, stayed, 1 - tail)) if stayed else -1.0
    fewer = float(betainc(up, down + 1, 0.5))  # the p of the sign test, on this side
    if fewer < tail:
        lead, rest = 2 * betaincinv(up, down + 1, fewer + (1 - fewer) * PARTS) - 1, (1 - fewer) * WEIGHTS
        return _root(lambda t: fewer + rest @ betainc(moved, stayed + 1, np.minimum(1, t / lead)) - tail, 0)
    if not stayed:
        return 2 * float(betaincinv(up, down + 1, tail)) - 1
    lag, rest = 1 - 2 * betaincinv(up, down + 1, fewer * PARTS), fewer * WEIGHTS
    return -_root(lambda t: rest @ betaincc(moved + 1, stayed, np.minimum(1, t / lag)) - tail, 0)


def lowest_difference(first: tuple[int, int], second: tuple[int, int], *, tail: float) -> float:
    """
    Give the lower limit of the difference of two shares: it is above 0 if and only if Fisher's test says so on this side.

    Parameters
    ----------
    first, second : tuple of int
        How many have the property, of how many.
    tail : float
        How probable a limit above the truth may be.

    Returns
    -------
    float

    Notes
    -----
    It is the quantile at `tail` of B − C, B being what Clopper and Pearson's lower limit leaves open of the first share, a
    Beta(x, n − x + 1) variable, and C what the upper limit leaves open of the second one (Fay, Proschan & Brittain, 2015).

    Examples
    --------
    >>> round(lowest_difference((9, 10), (3, 10), tail=0.025), 3)
    0.078
    """
    (x, n), (y, m) = first, second
    other = betaincinv(y + 1, m - y, 1 - PARTS) if y < m else np.ones_like(PARTS)
    if not x:
        return -1.0 if y == m else -float(betaincinv(y + 1, m - y, 1 - tail))
    if y == m:
        return float(betaincinv(x, n - x + 1, tail)) - 1
    return _root(lambda t: WEIGHTS @ betainc(x, n - x + 1, np.clip(other + t, 0, 1)) - tail, -1)


def _root(function: Callable[[float], float], low: float) -> float:
    return float(brentq(function, low, 1, xtol=1e-10))
