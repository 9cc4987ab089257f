"""Where a decreasing function reaches a level."""

from collections.abc import Callable

from scipy.optimize import brentq

STEEP = 1e9  # an infinite value, to a root finder


def falls_to(level: float, function: Callable[[float], float], *, near: float = 0.0) -> float:
    """
    Find where a decreasing function on the whole line falls to a level.

    Parameters
    ----------
    level : float
    function : callable
        From above the level, far left, to below it, far right; infinite values are allowed.
    near : float
        Where to start.

    Returns
    -------
    float
        To 1e-13, absolute or relative, whichever is wider.

    Examples
    --------
    >>> round(falls_to(2.0, lambda t: -(t**3)), 12)
    -1.259921049895
    """

    def above(t: float) -> float:
        return min(max(function(t) - level, -STEEP), STEEP)

    left, step = near - 1, 1.0
    while above(left) < 0:
        left, step = left - step, 2 * step
    right, step = near + 1, 1.0
    while above(right) > 0:
        right, step = right + step, 2 * step
    return float(brentq(above, left, right, xtol=1e-13, rtol=1e-13, maxiter=500))
