"""The distribution of a 2 × 2 table whose margins are given: noncentral hypergeometric."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import logsumexp, softmax

from klaster_analisis.analysis.inference.two_by_two.cells import TwoByTwo
from klaster_analisis.errors import Fault, UsageError

Floats = npt.NDArray[np.float64]

LARGEST = 5_000_000
"""Values that the first count may have: some 300 megabytes, and seconds, for an odds ratio."""


@dataclass(frozen=True, eq=False)
class Conditional:
    """
    All that the first count can be, given the margins, and how probable that is.

    Parameters
    ----------
    support : numpy.ndarray
        The values of the first count, ascending.
    log_weights : numpy.ndarray
        Logarithm of the number of ways to each, up to a constant.
    observed : int
        Where in the support the observed count stands.
    """

    support: Floats
    log_weights: Floats
    observed: int

    def probabilities(self, log_odds_ratio: float = 0.0) -> Floats:
        """Give the probability of each value."""
        return np.asarray(softmax(self.log_weights + log_odds_ratio * self.support))

    def excess(self, log_odds_ratio: float) -> float:
        """Give by how much the observed count exceeds the expected: it decreases."""
        return float(self.support[self.observed] - self.probabilities(log_odds_ratio) @ self.support)

    def log_tail(self, log_odds_ratio: float, *, upper: bool, weight: float) -> float:
        """
        Give the logarithm of a tail's probability.

        Parameters
        ----------
        log_odds_ratio : float
        upper : bool
            The observed count or more; otherwise the observed count or less.
        weight : float
            With which the observed count itself enters: 1, or 1/2 for mid-p.
        """
        logs = self.log_weights + log_odds_ratio * self.support
        side = logs[self.observed :] if upper else logs[self.observed :: -1]
        entering = np.concatenate([[side[0] + np.log(weight)], side[1:]])
        return float(logsumexp(entering) - logsumexp(logs))


def conditional(table: TwoByTwo) -> Conditional:
    """
    List what the first count can be, given the margins.

    Parameters
    ----------
    table : TwoByTwo

    Returns
    -------
    Conditional

    Raises
    ------
    UsageError
        If it can be more than `LARGEST` numbers; said before they are laid out.

    Examples
    --------
    Two of three, and none of two: the first count can be 0, 1 or 2, in 1, 6 and 3 of 10 ways.

    >>> conditional(TwoByTwo(2, 1, 0, 2)).probabilities().round(3).tolist()
    [0.1, 0.6, 0.3]
    """
    n1, n2, m = table.n1, table.n2, table.a + table.c
    possible = min(n1, m) - max(0, m - n2) + 1
    if possible > LARGEST:
        problem = f"given both margins, the first count can be {possible} numbers: too many for an exact result."
        remedy = 'Ask for odds_ratio(kind="sample"), or for pearson_chi_square.'
        raise UsageError([Fault("table", problem, remedy)])
    support = np.arange(max(0, m - n2), min(n1, m) + 1, dtype=float)
    x = support[:-1]
    steps = np.log((n1 - x) * (m - x)) - np.log((x + 1) * (n2 - m + x + 1))
    return Conditional(support, np.concatenate([[0.0], np.cumsum(steps)]), int(table.a - support[0]))
