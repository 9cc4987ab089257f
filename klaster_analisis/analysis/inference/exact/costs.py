"""What makes one table more extreme than another: a sum over cells, for three tests."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import lcm, log
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln, xlog1py, xlogy

from klaster_analisis.analysis.inference.exact.ways import Floats, Ints

TIE = 3.4525e-7
"""Relative difference up to which two tables count as equally extreme: R's FEXACT uses the same."""

STIRLING = 1000  # above, two terms of Stirling's series are good to all digits

Number = TypeVar("Number", np.int64, np.float64)
SCALE_BITS = 40  # of the whole numbers that costs are turned into


@dataclass(frozen=True, eq=False)
class Cost:
    """
    A sum over the cells of a table, by which tables with the same margins are ordered: the higher, the more extreme.

    Parameters
    ----------
    of_cells : callable
        From row margins and column margins to an array of shape (columns, rows, n + 1): what a cell costs with 0 … n
        in it. Convex in the number.
    of_tables : callable
        From an array of tables (rows and columns on its last two axes) and both margins to the cost of each, up to a constant
        and a factor: good to many digits however many firms there are, for what all tables share is not in it.
    whole : callable
        The same as `of_cells` in whole numbers: takes the margins and how many units one is to have at most; also returns
        the units, and by how many of them a cell may be off so that equal costs look unequal: 0 where they stay equal.
    slope : callable
        The derivative at expected numbers (last axis: rows) in a column: takes row margins, column margin and numbers.
    tie : callable
        From cost, row margins and column margins to the difference up to which costs are ties.
    tie_of_tables : callable
        From a cost by `of_tables` to the same.
    by_row : bool
        Whether a cell's cost depends on its row.
    """

    of_cells: Callable[[Ints, Ints], Floats]
    of_tables: Callable[[Ints, Ints, Ints], Floats]
    whole: Callable[[Ints, Ints, float], tuple[Ints, float, int]]
    slope: Callable[[Ints, int, Floats], Floats]
    tie: Callable[[float, Ints, Ints], float]
    tie_of_tables: Callable[[float], float]
    by_row: bool


@lru_cache(maxsize=8)
def log_factorials(n: int) -> Floats:
    """Logarithms of 0! … n!, not to be written to."""
    values = gammaln(np.arange(n + 1) + 1.0)
    values.flags.writeable = False
    return np.asarray(values)


def _whole_logs(n: int, units: float) -> Ints:
    """Logarithms of 1 … n in whole units, prime by prime: equal products then have equal sums. At 0 stands 0."""
    logs = np.zeros(n + 1, dtype=np.int64)
    for p in range(2, n + 1):
        if logs[p] == 0:  # no smaller prime has come by
            unit, power = round(log(p) * units), p
            while power <= n:
                logs[power::power] += unit
                power *= p
    return logs


def _same_everywhere(values: npt.NDArray[Number], rows: Ints, columns: Ints) -> npt.NDArray[Number]:
    return np.broadcast_to(values, (len(columns), len(rows), len(values)))


def _probability_cells(rows: Ints, columns: Ints) -> Floats:
    return np.asarray(_same_everywhere(log_factorials(int(rows.sum())), rows, columns))


def _probability_whole(rows: Ints, columns: Ints, units: float) -> tuple[Ints, float, int]:
    return _same_everywhere(np.cumsum(_whole_logs(int(rows.sum()), units)), rows, columns), units, 0


def _ratio_cells(rows: Ints, columns: Ints) -> Floats:
    x = np.arange(rows.sum() + 1)
    return np.asarray(_same_everywhere(xlogy(x, x), rows, columns))


def _ratio_whole(rows: Ints, columns: Ints, units: float) -> tuple[Ints, float, int]:
    n = int(rows.sum())
    return _same_everywhere(np.arange(n + 1) * _whole_logs(n, units), rows, columns), units, 0


def _square_cells(rows: Ints, columns: Ints) -> Floats:
    x = np.arange(rows.sum() + 1.0)
    return np.asarray(x**2 / (columns[:, None, None] * rows[None, :, None]))


def _square_whole(rows: Ints, columns: Ints, units: float) -> tuple[Ints, float, int]:
    common = lcm(*rows.tolist()) * lcm(*columns.tolist())
    x = np.arange(rows.sum() + 1)
    if common <= units:
        return x**2 * (common // (columns[:, None, None] * rows[None, :, None])), float(common), 0
    return np.rint(_square_cells(rows, columns) * units).astype(np.int64), units, 1


def _log_slope(rows: Ints, column: int, expected: Floats) -> Floats:
    return np.log(np.maximum(expected, 1e-300))


def _divergence(tables: Ints, rows: Ints, columns: Ints) -> Floats:
    """Sum count × log(count / expected), half of G: with the parts that cancel taken off cell by cell."""
    expected = _expected(rows, columns)
    off = (tables - expected) / expected
    return np.asarray((expected * (xlog1py(1 + off, off) - off)).sum(axis=(-2, -1)))


def _rarity(tables: Ints, rows: Ints, columns: Ints) -> Floats:
    """Give minus the logarithm of the probability, up to a constant: the divergence, and what log x! exceeds x log x − x by."""
    return np.asarray(_divergence(tables, rows, columns) + _stirling(tables).sum(axis=(-2, -1)))


def _stirling(x: Ints) -> Floats:
    small = np.minimum(x, STIRLING)
    large = np.maximum(x, STIRLING).astype(float)
    exact = gammaln(small + 1.0) - xlogy(small, small) + small
    return np.where(x <= STIRLING, exact, np.log(2 * np.pi * large) / 2 + 1 / (12 * large) - 1 / (360 * large**3))


def _distance(tables: Ints, rows: Ints, columns: Ints) -> Floats:
    expected = _expected(rows, columns)
    return np.asarray(((tables - expected) ** 2 / expected).sum(axis=(-2, -1)))


def _expected(rows: Ints, columns: Ints) -> Floats:
    return np.asarray(np.multiply.outer(rows.astype(float), columns) / rows.sum())


def _ratio_tie(cost: float, rows: Ints, columns: Ints) -> float:
    margins = xlogy(rows, rows).sum() + xlogy(columns, columns).sum() - xlogy(rows.sum(), rows.sum())
    return TIE * abs(cost - float(margins))  # relative to the statistic, less its factor 2


PROBABILITY = Cost(
    of_cells=_probability_cells,
    of_tables=_rarity,
    whole=_probability_whole,
    slope=_log_slope,
    tie=lambda cost, rows, columns: TIE,
    tie_of_tables=lambda cost: TIE,
    by_row=False,
)
"""The smaller the probability of a table, the more extreme it is: Fisher, Freeman and Halton."""

LIKELIHOOD_RATIO = Cost(
    of_cells=_ratio_cells,
    of_tables=_divergence,
    whole=_ratio_whole,
    slope=lambda rows, column, expected: _log_slope(rows, column, expected) + 1,
    tie=_ratio_tie,
    tie_of_tables=lambda cost: TIE * cost,
    by_row=False,
)
"""The larger the likelihood ratio statistic, the more extreme."""

CHI_SQUARE = Cost(
    of_cells=_square_cells,
    of_tables=_distance,
    whole=_square_whole,
    slope=lambda rows, column, expected: 2 * expected / (rows * column),
    tie=lambda cost, rows, columns: TIE * abs(cost - 1),
    tie_of_tables=lambda cost: TIE * cost,
    by_row=True,
)
"""The larger Pearson's chi-square, the more extreme."""
