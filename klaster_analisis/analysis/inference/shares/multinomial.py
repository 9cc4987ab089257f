"""Intervals of all shares of a row that hold together."""

import math
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import poisson

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.arguments import check_choice, check_confidence
from klaster_analisis.analysis.inference.result import CONFIDENCE
from klaster_analisis.analysis.inference.shares.single import cells_of_rows, row_shares, share
from klaster_analisis.errors import Fault, UsageError

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

Method = Literal["goodman", "sison_glaz"]

LARGEST = 10**13
"""Firms in a row, beyond which the sums of Sison and Glaz have hundreds of millions of terms."""


def multinomial_shares(table: Crosstab, *, method: Method = "goodman", confidence: float = CONFIDENCE) -> pd.DataFrame:
    """
    Estimate all shares of each row, with intervals that hold together.

    Parameters
    ----------
    table : Crosstab
    method : {"goodman", "sison_glaz"}
        Goodman's intervals are wider and stay honest in small rows. Those of Sison and Glaz are shorter with many answers of
        like frequency, but they take the shares that were found for the true ones: with few counted they promise too
        much, and where all gave one answer its interval has no width.
    confidence : float
        Of all intervals of a row together.

    Returns
    -------
    pandas.DataFrame
        As `row_shares` gives it: one row a cell, with ``n``, ``base``, ``share``, ``low``, ``high``, ``method``,
        ``confidence`` and ``reason``. A row in which nobody was counted has no shares (NaN), for the reason ``tanpa_data``.

    Raises
    ------
    UsageError
        If method or confidence are none, or a row is too large for the intervals of Sison and Glaz.

    Notes
    -----
    With counts x_i of n in k answers, p_i = x_i/n:

    - goodman: Wilson's interval of each share at the level 1 - (1 - confidence)/k (Goodman, 1965).
    - sison_glaz: from p_i - c/n to p_i + (c + 2g)/n, cut at 0 and 1. c is the whole number with v(c) <= confidence < v(c + 1),
      v(c) being the probability that all counts of a new sample with the shares p_i lie within c of the x_i, by truncated
      Poisson variables and an Edgeworth expansion; g = (confidence - v(c)) / (v(c + 1) - v(c)) (Sison & Glaz, 1995).

    An answer that nobody gave is one of the k. Where the table has one answer only, its share is 1, for certain.

    Checked against: R ``DescToolsX::multinomCI(x, method = "sisonglaz")`` and ``method = "goodman"``, with the counts of Sison &
    Glaz (1995) among others, and ``statsmodels.stats.proportion.multinomial_proportions_confint`` (good for counts in the
    hundreds; with tens of thousands it gives Sison–Glaz intervals of almost no width).

    Examples
    --------
    >>> table = Crosstab(pd.DataFrame({"pasif": [5], "aktif": [5], "proaktif": [3]}, index=["pati"]))
    >>> multinomial_shares(table)[["column", "share", "low", "high"]].round(3).values.tolist()[2]
    ['proaktif', 0.231, 0.066, 0.56]
    """
    check_choice("method", method, get_args(Method))
    check_confidence(confidence)
    if table.weighted:
        return row_shares(table, confidence=confidence)
    frame = cells_of_rows(table)
    ends = [_intervals(row, method, confidence) for row in table.counts.to_numpy()]
    both = np.concatenate([np.empty((0, 2)), *ends])
    return frame.assign(
        share=frame["n"] / frame["base"].replace(0, np.nan),
        low=both[:, 0],
        high=both[:, 1],
        method=method,
        confidence=confidence,
        reason=np.where(frame["base"] > 0, "", "tanpa_data"),
    )


def _intervals(row: Ints, method: Method, confidence: float) -> Floats:
    if not row.any():
        return np.full((len(row), 2), np.nan)
    if len(row) == 1:
        return np.ones((1, 2))
    return _goodman(row, confidence) if method == "goodman" else _sison_glaz(row, confidence)


def _goodman(row: Ints, confidence: float) -> Floats:
    each = 1 - (1 - confidence) / len(row)
    found = [share(int(count), int(row.sum()), confidence=each) for count in row]
    return np.array([[one.low, one.high] for one in found])


def _sison_glaz(row: Ints, confidence: float) -> Floats:
    n = int(row.sum())
    if n > LARGEST:
        raise UsageError([Fault("method", f"{n} firms are too many for sison_glaz.", 'Ask for method "goodman".')])
    narrow, wide = 0, 1
    while _within(row, wide) <= confidence:
        narrow, wide = wide, 2 * wide
    while wide - narrow > 1:
        middle = (narrow + wide) // 2
        narrow, wide = (middle, wide) if _within(row, middle) <= confidence else (narrow, middle)
    found = _within(row, narrow)
    gap = (confidence - found) / (_within(row, wide) - found)
    ends = np.stack([row - narrow, row + narrow + 2 * gap], axis=1) / n
    return np.asarray(np.clip(ends, 0, 1), dtype=float)


def _within(row: Ints, c: int) -> float:
    """Approximate the probability that all counts of a new sample lie within c of those of this one."""
    n = int(row.sum())
    if c == 0:
        return 0.0
    if c >= n:
        return 1.0
    mass, *moments = zip(*(_truncated_poisson(int(count), c, n) for count in row), strict=True)
    mean, variance, third, fourth = (math.fsum(moment) for moment in moments)
    z, skewness, excess = (n - mean) / math.sqrt(variance), third / variance**1.5, fourth / variance**2
    expansion = 1 + skewness * (z**3 - 3 * z) / 6 + excess * (z**4 - 6 * z**2 + 3) / 24
    expansion += skewness**2 * (z**6 - 15 * z**4 + 45 * z**2 - 15) / 72
    density = math.exp(-(z**2) / 2) / math.sqrt(2 * math.pi * variance) * expansion
    return float(math.prod(mass) * density / poisson.pmf(n, n))


def _truncated_poisson(count: int, c: int, n: int) -> tuple[float, ...]:
    """
    Give mass, mean and the second to fourth cumulant of a Poisson variable, within c of its mean.

    Summed term by term: the factorial moments that are usually taken cancel out with counts in the tens of thousands.
    """
    values = np.arange(max(count - c, 0), min(count + c, n) + 1.0)
    weights = poisson.pmf(values, count)
    mass = weights.sum()
    mean = weights @ (values - count) / mass
    second, third, fourth = (weights @ (values - count - mean) ** power / mass for power in (2, 3, 4))
    return float(mass), float(count + mean), float(second), float(third), float(fourth - 3 * second**2)
