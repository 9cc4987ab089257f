"""Categories as places on a scale: scores, how they vary, and how they go with the answers."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from klaster_analisis.analysis.inference.result import Note
from klaster_analisis.errors import Fault, UsageError

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Scored:
    """
    Scores of the categories of one side of a table.

    Parameters
    ----------
    scores : numpy.ndarray
        One a category.
    deviations : numpy.ndarray
        How far each score is from the mean of all who were counted.
    spread : float
        Sum of their squares over all who were counted; 0 if all have the same score, or nobody was counted.
    notes : tuple of Note
        ``skor_sama`` if the spread is 0.
    """

    scores: Floats
    deviations: Floats
    spread: float
    notes: tuple[Note, ...]


def scored(totals: "pd.Series[int]", scores: Sequence[float] | None, *, parameter: str, axis: str) -> Scored:
    """
    Give each category of one side of a table its score.

    Parameters
    ----------
    totals : pandas.Series of int
        How many were counted in each category.
    scores : sequence of float or None
        One a category; 1, 2, 3 … if None.
    parameter : str
        What the scores are called where they were given.
    axis : {"baris", "kolom"}
        For the note.

    Returns
    -------
    Scored

    Raises
    ------
    UsageError
        If there is not one number for each category.

    Examples
    --------
    >>> found = scored(pd.Series([4, 0, 4]), None, parameter="row_scores", axis="baris")
    >>> found.deviations.tolist(), found.spread
    ([-1.0, 0.0, 1.0], 8.0)
    """
    values = np.arange(1.0, len(totals) + 1) if scores is None else _checked(scores, len(totals), parameter)
    counts = totals.to_numpy(dtype=float)
    if len(np.unique(values[counts > 0])) < 2:
        return Scored(values, np.zeros(len(values)), 0.0, (Note("skor_sama", {"sumbu": axis}),))
    deviations = values - np.average(values, weights=counts)
    return Scored(values, deviations, float(counts @ deviations**2), ())


def _checked(scores: Sequence[float], wanted: int, parameter: str) -> Floats:
    values = np.asarray(scores, dtype=float)
    if values.shape != (wanted,) or not np.isfinite(values).all():
        problem = f"{list(scores)} is not one number for each of {wanted} categories."
        raise UsageError([Fault(parameter, problem, "Give one number a category, those in which nobody was counted included.")])
    return values


def correlation(cells: npt.ArrayLike, rows: Scored, columns: Scored) -> tuple[float, float]:
    """
    Correlate the scores of rows and columns.

    Parameters
    ----------
    cells : array_like, shape (rows, columns)
        Counts.
    rows, columns : Scored
        With a spread above 0.

    Returns
    -------
    (float, float)
        Pearson's correlation and its standard error.

    Notes
    -----
    The standard error is the delta method's for a multinomial sample, without a null hypothesis: the ASE1 of Brown &
    Benedetti (1977) and of SAS PROC FREQ.
    Checked against: R, ``cor(x, y)``; the formula of SAS PROC FREQ typed in.

    Examples
    --------
    >>> cells = [[2, 1], [1, 2]]
    >>> sides = [scored(pd.Series([3, 3]), None, parameter="scores", axis="baris") for _ in range(2)]
    >>> [round(number, 3) for number in correlation(cells, *sides)]
    [0.333, 0.385]
    """
    counts = np.asarray(cells, dtype=float)
    along, across = rows.deviations[:, None] / math.sqrt(rows.spread), columns.deviations / math.sqrt(columns.spread)
    r = float((counts * along * across).sum())
    slopes = along * across - r / 2 * (along**2 + across**2)
    return r, math.sqrt(float((counts * slopes**2).sum()))


def slope(successes: npt.ArrayLike, totals: npt.ArrayLike, groups: Scored) -> tuple[float, float]:
    """
    Give the change of a share by one unit of score.

    Parameters
    ----------
    successes, totals : array_like
        By group; each total above 0.
    groups : Scored
        With a spread above 0.

    Returns
    -------
    (float, float)
        The slope of the least-squares line, and its standard error.

    Notes
    -----
    Sum of weight × share, weights = total × deviation of the score / spread. The standard error takes each group's share
    as binomial with its own variance, share (1 − share) / total: it assumes neither a line nor equal shares.
    Checked against: R, ``coef(lm(x / n ~ scores, weights = n))``; the formula of the error typed in.

    Examples
    --------
    >>> groups = scored(pd.Series([4, 4]), None, parameter="scores", axis="baris")
    >>> [round(number, 3) for number in slope([1, 3], [4, 4], groups)]
    [0.5, 0.306]
    """
    x, n = np.asarray(successes, dtype=float), np.asarray(totals, dtype=float)
    weights, shares = groups.deviations / groups.spread, np.divide(x, n, out=np.zeros(len(n)), where=n > 0)
    return float(weights @ x), math.sqrt(float((n * weights**2) @ (shares * (1 - shares))))
