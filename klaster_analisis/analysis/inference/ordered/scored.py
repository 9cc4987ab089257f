"""Categories as places on a scale: scores, how they vary, and how they go with the answers."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from numbers import Integral, Real

import numpy as np
import numpy.typing as npt
import pandas as pd

from klaster_analisis.analysis.inference.result import Estimate, Note
from klaster_analisis.errors import Fault, UsageError

Floats = npt.NDArray[np.float64]

FINEST, WIDEST = Fraction(1, 1000), Fraction(1000)
"""Between these, the width of a scale is reckoned with as it is; others are their own unit."""

LEAST, MOST = Fraction(1, 10**300), Fraction(10**300)
"""Between these a width, and one by it, is a float."""


@dataclass(frozen=True, eq=False)
class Scored:
    """
    Scores of the categories of one side of a table.

    Parameters
    ----------
    scores : numpy.ndarray
        One a category, above the lowest in which somebody was counted; 0 where nobody was.
    deviations : numpy.ndarray
        How far each score is from the mean of all who were counted.
    spread : float
        Sum of their squares over all who were counted; 0 if all have the same score, or nobody was counted.
    unit : float
        What scores and deviations are measured in, so that squares neither overflow nor pass for rounding errors: 1 for most.
    notes : tuple of Note
        ``skor_sama`` if the spread is 0.
    """

    scores: Floats
    deviations: Floats
    spread: float
    unit: float
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
        If there is not one number for each category, or they are too far apart, or too near, to be reckoned with.

    Examples
    --------
    >>> found = scored(pd.Series([4, 0, 4]), None, parameter="row_scores", axis="baris")
    >>> found.deviations.tolist(), found.spread
    ([-1.0, 0.0, 1.0], 8.0)
    """
    values = [Fraction(at) for at in range(len(totals))] if scores is None else _checked(scores, len(totals), parameter)
    counts = totals.to_numpy(dtype=float)
    used = [value for value, n in zip(values, counts, strict=True) if n]
    if len(set(used)) < 2:
        zeros = np.zeros(len(values))
        return Scored(zeros, zeros, 0.0, 1.0, (Note("skor_sama", {"sumbu": axis}),))
    lowest, width = min(used), max(used) - min(used)
    unit = _unit(width, parameter)
    above = np.array([float((value - lowest) / unit) if n else 0.0 for value, n in zip(values, counts, strict=True)])
    deviations = np.where(counts > 0, above - np.average(above, weights=counts), 0.0)
    return Scored(above, deviations, float(counts @ deviations**2), float(unit), ())


def _unit(width: Fraction, parameter: str) -> Fraction:
    if FINEST <= width <= WIDEST:
        return Fraction(1)
    if LEAST <= width <= MOST:
        return width
    problem = f"the scores are {'too far apart' if width > MOST else 'too near each other'} to be reckoned with."
    raise UsageError([Fault(parameter, problem, "Measure them in another unit.")])


def _checked(scores: Sequence[float], wanted: int, parameter: str) -> list[Fraction]:
    given = list(scores)
    if len(given) != wanted or not all(_is_number(score) for score in given):
        problem = f"{given} is not one number for each of {wanted} categories."
        remedy = "Give one number a category, without quotes, those in which nobody was counted included."
        raise UsageError([Fault(parameter, problem, remedy)])
    return [Fraction(int(score) if isinstance(score, Integral) else float(score)) for score in given]


def _is_number(score: object) -> bool:
    """Say whether something is a finite number: whole ones are, however large."""
    if isinstance(score, bool | np.bool_) or not isinstance(score, Real):
        return False
    return isinstance(score, Integral) or math.isfinite(score)


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
    Give the change of a share by one unit of the scores.

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


def scaled(estimate: Estimate, factor: float) -> Estimate:
    """Give an estimate in another unit: value, interval and standard error times a factor above 0."""
    value, low, high, error = (
        number * factor for number in (estimate.value, estimate.low, estimate.high, estimate.standard_error)
    )
    return replace(estimate, value=value, low=low, high=high, standard_error=error)
