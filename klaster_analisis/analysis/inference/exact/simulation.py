"""A Monte Carlo p, for tables too large to enumerate: it always says that it is one."""

import numpy as np
from scipy.stats import binomtest, random_table

from klaster_analisis.analysis.inference.exact.costs import Cost
from klaster_analisis.analysis.inference.exact.ways import CHUNK, Ints
from klaster_analisis.analysis.inference.result import CONFIDENCE, Simulation
from klaster_analisis.errors import Fault, UsageError

LARGEST = 3 * 10**9
"""Firms: their square is below 2⁶³. With ten billion scipy's random tables are wrong, for its whole numbers overflow."""

ROUNDING = 1e-9  # of a cost of up to a million firms off what is expected


def simulated_p(cells: Ints, cost: Cost, *, draws: int, seed: int) -> tuple[float, Simulation]:
    """
    Estimate the probability of a table at least as extreme, given both margins, from random tables.

    Parameters
    ----------
    cells : array of int, shape (rows, columns)
    cost : Cost
        What makes a table extreme.
    draws : int
        How many tables to draw.
    seed : int
        Of the random generator.

    Returns
    -------
    (float, Simulation)
        (hits + 1) / (draws + 1), and the Clopper–Pearson interval of the exact p.

    Raises
    ------
    UsageError
        If there are more than `LARGEST` firms.

    Notes
    -----
    The observed table counts as one draw, so that the p of a true hypothesis is never too small (Davison & Hinkley, 1997).
    Checked against: the exact p, which its interval holds.

    Examples
    --------
    >>> from klaster_analisis.analysis.inference.exact.costs import PROBABILITY
    >>> p, simulation = simulated_p(np.array([[4, 8], [13, 4], [17, 2]]), PROBABILITY, draws=10_000, seed=1)
    >>> simulation.low < 0.003023 < simulation.high
    True
    """
    rows, columns = cells.sum(axis=1), cells.sum(axis=0)
    if rows.sum() > LARGEST:
        problem = f"{rows.sum()} firms are too many to draw tables of them at random."
        raise UsageError([Fault("table", problem, "Use pearson_chi_square or likelihood_ratio.")])
    observed = float(cost.of_tables(cells, rows, columns))
    threshold = observed - cost.tie_of_tables(observed) - ROUNDING
    generator, source = np.random.default_rng(seed), random_table(rows, columns)
    hits, left = 0, draws
    while left:
        size = min(left, max(1, CHUNK // cells.size))
        drawn = source.rvs(size, random_state=generator).astype(np.int64)
        hits += int((cost.of_tables(drawn, rows, columns) >= threshold).sum())
        left -= size
    interval = binomtest(hits, draws).proportion_ci(confidence_level=CONFIDENCE, method="exact")
    return (hits + 1) / (draws + 1), Simulation(draws, seed, float(interval.low), float(interval.high))
