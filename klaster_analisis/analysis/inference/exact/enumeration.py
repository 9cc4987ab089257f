"""The exact probability of a table, or of one more extreme, given both margins."""

from math import prod

import numpy as np

from klaster_analisis.analysis.inference.exact.costs import Cost
from klaster_analisis.analysis.inference.exact.filling import fill
from klaster_analisis.analysis.inference.exact.walk import Walk
from klaster_analisis.analysis.inference.exact.ways import Ints, TooLargeError

FEW = 20_000  # fillings of one column that are listed outright
FEW_OF_TWO = 2_000_000  # the same where there are two rows as well: one number for each
LARGEST = 1_000_000  # firms, beyond which the costs of a cell are too many to be kept
ROUNDING = 1e-14  # relative, of a sum of some floats


def exact_p(cells: Ints, cost: Cost, *, limit: float) -> tuple[float, int]:
    """
    Give the exact probability of a table at least as extreme, given both margins.

    Parameters
    ----------
    cells : array of int, shape (rows, columns)
        Two or more of each, none with a margin of 0.
    cost : Cost
        What makes a table extreme.
    limit : float
        Most steps that the enumeration may take; a table of two columns whose first has few fillings is listed anyway.

    Returns
    -------
    (float, int)
        The probability, and the steps taken.

    Raises
    ------
    TooLargeError
        If the walk would pass the limit, or hold more than memory should be given to, or there are above a million firms.

    Examples
    --------
    >>> from klaster_analisis.analysis.inference.exact.costs import PROBABILITY
    >>> p, steps = exact_p(np.array([[4, 8], [13, 4], [17, 2]]), PROBABILITY, limit=1e6)
    >>> round(p, 9), steps
    (0.003023454, 117)
    """
    if cells.sum() > LARGEST:
        raise TooLargeError
    if _better_turned(cells):
        cells = cells.T
    if len(cells) == 2:
        fillings = prod((np.minimum(cells.sum(axis=0), cells.sum(axis=1).min())[1:] + 1).tolist())
        if fillings <= (FEW if cells.shape[1] > 2 else FEW_OF_TWO):
            return _two_columns(cells.T, cost)
    return Walk(cells, cost, limit).run()


def _better_turned(cells: Ints) -> bool:
    """Say whether rows should be columns: few rows make few states, and unlike columns few fillings."""
    if cells.shape[0] != cells.shape[1]:
        return bool(cells.shape[0] > cells.shape[1])
    return bool((cells.sum(axis=1) ** 2).sum() > (cells.sum(axis=0) ** 2).sum())


def _two_columns(cells: Ints, cost: Cost) -> tuple[float, int]:
    """List all tables of two columns: the first column decides the second."""
    rows, columns = cells.sum(axis=1), cells.sum(axis=0)
    of_cell = cost.of_cells(rows, columns)
    first = fill(rows[None, :], int(columns[0]), of_cell[0])
    costs = first.cost + sum(of_cell[1][at][rest] for at, rest in enumerate(first.rest))
    observed = float(of_cell[np.arange(2)[:, None], np.arange(len(rows)), cells.T].sum())
    threshold = observed - cost.tie(observed, rows, columns) - ROUNDING * abs(observed)
    return min(1.0, float(first.probability[costs >= threshold].sum())), len(costs)
