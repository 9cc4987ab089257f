"""
Exact intervals of a difference or ratio of two independent shares, whatever the shares are.

A value is excluded from below if, under every pair of shares with that difference (ratio) or a smaller one, data at least as
far above it as those observed, by the score statistic, are rarer than the level. The lower end is the least value that is not
excluded; the upper end is the same with the groups swapped (Chan & Zhang, 1999).

All bounds are sure. "As far above" is a set of tables that is widened to whatever can belong to it anywhere in a short span of
values (the score statistic decreases in the value supposed), and to a monotone shape, so that it is most probable on one line
of pairs of shares (Barnard's convexity). Along that line the probability bends no more than (n1 + n2)², so that two neighbours
bound what lies between them.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln, xlog1py, xlogy

from klaster_analisis.analysis.inference.two_by_two.cells import TwoByTwo
from klaster_analisis.analysis.inference.two_by_two.score import difference_score, ratio_score

Floats = npt.NDArray[np.float64]
Pair = tuple[float, float]

TOLERANCE = 1e-6  # how far an end may lie outside the exact one
LARGEST = 40_000  # tables with the same row sums, beyond which this takes long
MOST = 400  # firms in a row, likewise


@dataclass(frozen=True)
class Comparison:
    """
    A way to compare two shares.

    Parameters
    ----------
    score : callable
        The score statistic of a supposed value.
    line : callable
        The pairs of shares that compare as supposed: its two ends.
    """

    score: Callable[..., Floats]
    line: Callable[[float], tuple[Pair, Pair]]


def _difference_line(difference: float) -> tuple[Pair, Pair]:
    return (max(difference, 0.0), max(-difference, 0.0)), (min(1.0, 1 + difference), min(1.0, 1 - difference))


def _log_ratio_line(log_ratio: float) -> tuple[Pair, Pair]:
    return (0.0, 0.0), (math.exp(min(log_ratio, 0.0)), math.exp(-max(log_ratio, 0.0)))


def _log_ratio_score(log_ratio: float, *counts: Any) -> Floats:
    return ratio_score(math.exp(log_ratio), *counts)


_DIFFERENCE = Comparison(difference_score, _difference_line)
_LOG_RATIO = Comparison(_log_ratio_score, _log_ratio_line)


def exact_difference(table: TwoByTwo, *, confidence: float) -> tuple[float, float]:
    """
    Give the exact interval of the difference of two shares.

    Parameters
    ----------
    table : TwoByTwo
        Both rows with somebody in them.
    confidence : float

    Returns
    -------
    tuple of float
        Each end at most 1e-6 or so wider than the exact one, never narrower.

    Examples
    --------
    >>> [round(end, 4) for end in exact_difference(TwoByTwo(7, 27, 1, 33), confidence=0.95)]
    [0.0194, 0.3584]
    """
    level = (1 - confidence) / 2
    low = _lowest_difference(table, level)
    return low, -_lowest_difference(_swapped(table), level)


def exact_ratio(table: TwoByTwo, *, confidence: float) -> tuple[float, float]:
    """
    Give the exact interval of the ratio of two shares.

    Parameters
    ----------
    table : TwoByTwo
        Both rows with somebody in them.
    confidence : float

    Returns
    -------
    tuple of float
        Each end at most a factor of 1 + 1e-6 or so wider than the exact one, never narrower.

    Examples
    --------
    >>> [round(end, 3) for end in exact_ratio(TwoByTwo(7, 27, 1, 33), confidence=0.95)]
    [1.086, 180.516]
    """
    level = (1 - confidence) / 2
    highest = _lowest_ratio(_swapped(table), level)
    return _lowest_ratio(table, level), 1 / highest if highest else math.inf


def _swapped(table: TwoByTwo) -> TwoByTwo:
    return TwoByTwo(table.c, table.d, table.a, table.b)


def _lowest_difference(table: TwoByTwo, level: float) -> float:
    value = table.a / table.n1 - table.c / table.n2
    if value == -1:
        return -1.0
    # below this, all tables but (none, all) together are rarer than the level
    start = -((1 - level) ** (1 / max(table.n1, table.n2)))
    return _first_not_excluded(_DIFFERENCE, table, level, start=start, stop=value)


def _lowest_ratio(table: TwoByTwo, level: float) -> float:
    if table.a == 0:
        return 0.0
    # below this, having anybody in the first cell is rarer than the level
    start = math.log(-math.expm1(math.log1p(-level) / table.n1))
    value = math.log(table.a * table.n2 / (table.c * table.n1)) if table.c else math.inf
    return math.exp(_first_not_excluded(_LOG_RATIO, table, level, start=start, stop=value))


def _first_not_excluded(compare: Comparison, table: TwoByTwo, level: float, *, start: float, stop: float) -> float:
    """Walk upwards over excluded spans of values, halving the step where a span is not excluded."""
    at, step = start, 0.25
    while at < stop:
        end = min(at + step, stop)
        if _excluded(compare, table, level, at, end):
            at, step = end, 2 * step
        elif step > TOLERANCE:
            step /= 2
        else:
            return at
    return stop


def _excluded(compare: Comparison, table: TwoByTwo, level: float, low: float, high: float) -> bool:
    x1, x2 = np.arange(table.n1 + 1)[:, None], np.arange(table.n2 + 1)[None, :]
    observed = float(compare.score(high, table.a, table.n1, table.c, table.n2))
    as_far = compare.score(low, x1, table.n1, x2, table.n2) >= observed - 1e-9
    # to each first count belong the second counts 0 … one less than this: none if 0
    reach = np.where(as_far, x2 + 1, 0).max(axis=1)
    return _always_rarer(np.maximum.accumulate(reach), table, level, compare.line(high))


def _always_rarer(reach: npt.NDArray[np.int64], table: TwoByTwo, level: float, line: tuple[Pair, Pair]) -> bool:
    """Say whether a monotone set of tables is rarer than the level all along a line of pairs of shares."""
    (start1, start2), (end1, end2) = line
    bend = (table.n1 * (end1 - start1) + table.n2 * (end2 - start2)) ** 2 / 8

    def probability(at: Floats) -> Floats:
        first = _binomial(table.n1, start1 + (end1 - start1) * at)
        second = _binomial(table.n2, start2 + (end2 - start2) * at).cumsum(axis=1)
        second = np.concatenate([np.zeros((len(at), 1)), second], axis=1)
        return np.asarray((first * second[:, reach]).sum(axis=1))

    left = np.linspace(0, 1, 33)
    width = left[1]
    at_both = probability(left)
    left, at_left, at_right = left[:-1], at_both[:-1], at_both[1:]
    while len(left) and max(at_left.max(), at_right.max()) <= level:
        open_ = np.maximum(at_left, at_right) + bend * width**2 > level
        if bend * width**2 < 1e-13:
            return not open_.any()
        left, at_left, at_right, width = left[open_], at_left[open_], at_right[open_], width / 2
        at_middle = probability(left + width)
        left = np.concatenate([left, left + width])
        at_left, at_right = np.concatenate([at_left, at_middle]), np.concatenate([at_middle, at_right])
    return not len(left)


def _binomial(n: int, p: Floats) -> Floats:
    """Give the probabilities of 0 … n, a row a share."""
    x, p = np.arange(n + 1.0), np.clip(p, 0, 1)[:, None]
    ways = gammaln(n + 1) - gammaln(x + 1) - gammaln(n - x + 1)
    return np.asarray(np.exp(ways + xlogy(x, p) + xlog1py(n - x, -p)))
