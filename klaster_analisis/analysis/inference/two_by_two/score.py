"""
The score statistics of two independent shares: how far they are from a supposed difference, ratio or odds ratio.

All are (found - supposed) / standard error, the error taken at the shares that fit best under what is supposed, and its
square times n / (n - 1) (Miettinen & Nurminen, 1985). All decrease in what is supposed. They take arrays, of whatever shapes
go together: x1 of n1 and x2 of n2.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def difference_score(difference: Any, x1: Any, n1: int, x2: Any, n2: int) -> Floats:
    """
    Compare p1 - p2 with a supposed difference.

    Examples
    --------
    >>> round(float(difference_score(0.0, 9, 10, 3, 10)), 6)
    2.66927
    """
    p1, p2 = difference_fit(difference, x1, n1, x2, n2)
    variance = p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2
    return _quotient(x1 / n1 - x2 / n2 - difference, variance, n1 + n2)


def ratio_score(ratio: Any, x1: Any, n1: int, x2: Any, n2: int) -> Floats:
    """
    Compare p1 / p2 with a supposed ratio.

    Examples
    --------
    >>> round(float(ratio_score(1.0, 9, 10, 3, 10)), 6)
    2.66927
    """
    p1, p2 = ratio_fit(ratio, x1, n1, x2, n2)
    variance = p1 * (1 - p1) / n1 + ratio**2 * p2 * (1 - p2) / n2
    return _quotient(x1 / n1 - ratio * x2 / n2, variance, n1 + n2)


def odds_ratio_score(odds_ratio: Any, x1: Any, n1: int, x2: Any, n2: int) -> Floats:
    """
    Compare p1 (1 - p2) / (p2 (1 - p1)) with a supposed odds ratio.

    Examples
    --------
    >>> round(float(odds_ratio_score(1.0, 9, 10, 3, 10)), 6)
    2.66927
    """
    p1, p2 = odds_ratio_fit(odds_ratio, x1, n1, x2, n2)
    # the fitted counts keep the margins, so that what the first group has too much, the second has too little
    information = n1 * p1 * (1 - p1) * n2 * p2 * (1 - p2) / (n1 * p1 * (1 - p1) + n2 * p2 * (1 - p2))
    return _quotient(x1 - n1 * p1, information, n1 + n2)


def difference_fit(difference: Any, x1: Any, n1: int, x2: Any, n2: int) -> tuple[Floats, Floats]:
    """
    Find the most likely shares that differ as supposed: a root of a cubic, in closed form and then polished.

    Examples
    --------
    >>> [round(float(p), 6) for p in difference_fit(0.5, 9, 10, 3, 10)]
    [0.866794, 0.366794]
    """
    difference, x1, x2 = (np.asarray(value, dtype=float) for value in (difference, x1, x2))
    # small shares are the more precise ones: where most have the property, count those who do not
    most = 2 * (x1 + x2) > n1 + n2
    x1, x2 = np.where(most, n1 - x1, x1), np.where(most, n2 - x2, x2)
    difference = np.where(most, -difference, difference)
    p2 = _cubic_root(difference, x1, n1, x2, n2)
    p1 = np.clip(p2 + difference, 0, 1)
    return np.where(most, 1 - p1, p1), np.where(most, 1 - p2, p2)


def _cubic_root(difference: Floats, x1: Floats, n1: int, x2: Floats, n2: int) -> Floats:
    n = n1 + n2
    c2 = ((n1 + 2 * n2) * difference - n - x1 - x2) / n
    c1 = ((n2 * difference - n - 2 * x2) * difference + x1 + x2) / n
    c0 = x2 * difference * (1 - difference) / n
    third = c2 / 3
    half = third**3 - c1 * c2 / 6 + c0 / 2
    radius = np.where(half < 0, -1.0, 1.0) * np.sqrt(np.maximum(third**2 - c1 / 3, 0))
    cosine = np.divide(half, radius**3, out=np.zeros_like(half), where=radius != 0)
    p2 = 2 * radius * np.cos((np.pi + np.arccos(np.clip(cosine, -1, 1))) / 3) - third
    for _ in range(3):
        slope = (3 * p2 + 2 * c2) * p2 + c1
        error = ((p2 + c2) * p2 + c1) * p2 + c0
        p2 = p2 - np.divide(error, slope, out=np.zeros_like(p2), where=np.abs(slope) > 1e-9)
    return np.asarray(np.clip(p2, np.maximum(0, -difference), np.minimum(1, 1 - difference)))


def ratio_fit(ratio: Any, x1: Any, n1: int, x2: Any, n2: int) -> tuple[Floats, Floats]:
    """
    Find the most likely shares whose ratio is as supposed: the smaller root of a quadratic.

    Examples
    --------
    >>> [round(float(p), 6) for p in ratio_fit(2.0, 9, 10, 3, 10)]
    [0.868826, 0.434413]
    """
    ratio, x1, x2 = (np.asarray(value, dtype=float) for value in (ratio, x1, x2))
    middle = ratio * (n1 + x2) + x1 + n2
    root = np.sqrt(np.maximum(middle**2 - 4 * (n1 + n2) * ratio * (x1 + x2), 0))
    p2 = np.minimum(2 * (x1 + x2) / (middle + root), 1)
    return np.minimum(ratio * p2, 1), p2


def odds_ratio_fit(odds_ratio: Any, x1: Any, n1: int, x2: Any, n2: int) -> tuple[Floats, Floats]:
    """
    Find the most likely shares whose odds ratio is as supposed: the root of a quadratic that is a share.

    Examples
    --------
    >>> [round(float(p), 6) for p in odds_ratio_fit(4.0, 9, 10, 3, 10)]
    [0.759208, 0.440792]
    """
    odds_ratio, x1, x2 = (np.asarray(value, dtype=float) for value in (odds_ratio, x1, x2))
    square = n2 * (odds_ratio - 1)
    middle = n1 * odds_ratio + n2 - (x1 + x2) * (odds_ratio - 1)
    root = np.sqrt(middle**2 + 4 * square * (x1 + x2))
    positive = middle > 0
    p2 = np.where(
        positive,
        2 * (x1 + x2) / np.where(positive, middle + root, 1),
        (root - middle) / np.where(positive, 1, 2 * square),
    )
    return odds_ratio * p2 / (1 + p2 * (odds_ratio - 1)), p2


def _quotient(distance: Any, variance: Any, n: int) -> Floats:
    """Divide by the standard error; without error, no distance is 0 and any other infinite."""
    distance, variance = np.broadcast_arrays(np.asarray(distance, dtype=float), np.asarray(variance, dtype=float))
    sure = np.where(np.abs(distance) < 1e-14, 0.0, np.copysign(np.inf, distance))
    certain = variance <= 0
    error = np.sqrt(np.where(certain, 1, variance) * (n / (n - 1)))
    return np.asarray(np.where(certain, sure, distance / error))
