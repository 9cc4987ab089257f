"""Does one group give later answers than another: how probably, and by how much on average."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq
from scipy.stats import norm, t

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.arguments import check_confidence
from klaster_analisis.analysis.inference.occupied import Occupied, occupied
from klaster_analisis.analysis.inference.ordered.scored import scaled, scored
from klaster_analisis.analysis.inference.result import CONFIDENCE, Estimate, Note
from klaster_analisis.errors import Fault, UsageError

Floats = npt.NDArray[np.float64]
Ends = tuple[float, float]

_ROUNDING = 1e-12


def two_groups(table: Crosstab) -> Occupied:
    """
    Take the two groups of a table, without rows and columns in which nobody was counted.

    Parameters
    ----------
    table : Crosstab

    Returns
    -------
    Occupied

    Raises
    ------
    UsageError
        If more than two rows have observations.

    Examples
    --------
    >>> import pandas as pd
    >>> two_groups(Crosstab(pd.DataFrame({3: [12, 0, 2], 4: [1, 0, 9]}))).cells.tolist()
    [[12, 1], [2, 9]]
    """
    found = occupied(table)
    if len(found.counts) > 2:
        problem = f"{len(found.counts)} rows are more than two groups."
        raise UsageError([Fault("table", problem, "Choose two rows with Crosstab.only, or use kruskal_wallis.")])
    return found


def probability_of_superiority(table: Crosstab, *, confidence: float = CONFIDENCE) -> Estimate:
    """
    Say how probably a firm of the first row gives a later answer than one of the second, a tie counting half.

    Parameters
    ----------
    table : Crosstab
        Two rows; columns must be in order. Columns in which nobody was counted are left out, and the result says so.
    confidence : float
        Level of the interval.

    Returns
    -------
    Estimate
        Named ``probability_of_superiority_first``: above one half where the first row gives later answers, 1 where all of it
        does. The method is ``"brunner_munzel_logit"``, ``"newcombe_5"`` or both, joined by a plus.

    Raises
    ------
    UsageError
        If there are more than two rows.

    Notes
    -----
    P = P(X > Y) + P(X = Y) / 2, estimated by the share of pairs. Its variance is that of the placements of each group among
    the other, without a null hypothesis, and with ties (DeLong, DeLong & Clarke-Pearson, 1988; Brunner & Munzel, 2000). The
    interval is logit(P) ± t × standard error / (P (1 − P)), turned back, with Satterthwaite's degrees of freedom as in Brunner
    & Munzel: it stays within 0 and 1. Where the placements of a group do not vary, its variance is underestimated: the
    interval is then widened to that of Newcombe (2006, method 5), which takes its variance from P alone. Where P is 0 or 1,
    or a group has one firm, it is Newcombe's.
    Checked against: R, ``wilcox.test(x, y)$statistic / (m * n)``; the formulas of both papers typed in; all pairs.

    Examples
    --------
    >>> import pandas as pd
    >>> table = Crosstab(pd.DataFrame({3: [12, 2], 4: [3, 9]}, index=["klaten", "pati"]))
    >>> found = probability_of_superiority(table)
    >>> round(found.value, 3), round(found.low, 3), round(found.high, 3)
    (0.191, 0.074, 0.412)
    """
    check_confidence(confidence)
    name, found = "probability_of_superiority_first", two_groups(table)
    if not found.comparable:
        return _estimate(name, math.nan, table, found.notes, confidence=confidence)
    placed = _placements(found.cells)
    method, ends = _superiority_interval(placed, confidence)
    return _estimate(name, placed.value, table, found.notes, confidence=confidence, method=method, ends=ends, error=placed.error)


@dataclass(frozen=True)
class _Placements:
    """The share of pairs that the first group wins, its variance due to each group, and how large these are."""

    value: float
    variances: tuple[float, float]
    sizes: tuple[int, int]

    @property
    def error(self) -> float:
        return math.sqrt(sum(self.variances)) if min(self.sizes) > 1 else math.nan

    @property
    def vary(self) -> tuple[bool, bool]:
        return self.variances[0] > _ROUNDING**2, self.variances[1] > _ROUNDING**2


def _placements(cells: npt.ArrayLike) -> _Placements:
    first, second = np.asarray(cells, dtype=float)
    m, n = first.sum(), second.sum()
    among_second, among_first = ((np.cumsum(group) - group / 2) / group.sum() for group in (second, first))
    value = float(first @ among_second / m)
    spreads = first @ (among_second - value) ** 2, second @ (among_first - (1 - value)) ** 2
    variances = tuple(
        float(spread / (size * (size - 1))) if size > 1 else math.nan for spread, size in zip(spreads, (m, n), strict=True)
    )
    return _Placements(value, (variances[0], variances[1]), (int(m), int(n)))


def _superiority_interval(placed: _Placements, confidence: float) -> tuple[str, Ends]:
    newcombe = _newcombe_5(placed, confidence)
    if min(placed.sizes) < 2 or placed.value in (0.0, 1.0) or not any(placed.vary):
        return "newcombe_5", newcombe
    low, high = _brunner_munzel_logit(placed, confidence)
    if all(placed.vary):
        return "brunner_munzel_logit", (low, high)
    return "brunner_munzel_logit+newcombe_5", (min(low, newcombe[0]), max(high, newcombe[1]))


def _brunner_munzel_logit(placed: _Placements, confidence: float) -> Ends:
    of_groups = zip(placed.variances, placed.sizes, strict=True)
    df = sum(placed.variances) ** 2 / sum(variance**2 / (size - 1) for variance, size in of_groups)
    odds = placed.value / (1 - placed.value)
    reach = float(t.isf((1 - confidence) / 2, df)) * placed.error / (placed.value * (1 - placed.value))
    return 1 / (1 + math.exp(reach) / odds), 1 / (1 + math.exp(-reach) / odds)


def _newcombe_5(placed: _Placements, confidence: float) -> Ends:
    (m, n), z = placed.sizes, float(norm.isf((1 - confidence) / 2))
    mean_size = (m + n) / 2 - 1

    def excess(p: float) -> float:
        """Square the distance to the observed value, less what p allows; over p (1 − p), which would be a root too."""
        variance = (1 + mean_size * (1 - p) / (2 - p) + mean_size * p / (1 + p)) / (m * n)
        away = (placed.value - p) ** 2
        spread = p * (1 - p)
        return (away / spread if spread else math.inf * away if away else 0.0) - z**2 * variance

    return _root_below(excess, placed.value), 1 - _root_below(lambda p: excess(1 - p), 1 - placed.value)


def _root_below(excess: Callable[[float], float], value: float) -> float:
    """Find where the excess falls to 0 on the way from 0 up to the value."""
    if value <= 0:
        return 0.0
    tiny = 1e-15
    return float(brentq(excess, tiny, value - tiny * value)) if excess(tiny) > 0 else 0.0


def mean_difference(table: Crosstab, *, scores: Sequence[float] | None = None, confidence: float = CONFIDENCE) -> Estimate:
    """
    Give the difference of two means of scores: first row less second.

    Parameters
    ----------
    table : Crosstab
        Two rows; columns are levels of a scale.
    scores : sequence of float, optional
        One a column, those in which nobody was counted included. By default the columns' own names if all are numbers, else
        1, 2, 3 …
    confidence : float
        Level of the interval.

    Returns
    -------
    Estimate
        Without an interval where a row has one firm or no score varies (note ``galat_baku_nol``).

    Raises
    ------
    UsageError
        If there are more than two rows, or not one number for each column.

    Notes
    -----
    Welch's (1947) interval: each group has its own variance. It takes the steps of the scale as equal; the order alone is
    looked at by `probability_of_superiority`.
    Checked against: R, ``t.test(x, y)``.

    Examples
    --------
    >>> import pandas as pd
    >>> found = mean_difference(Crosstab(pd.DataFrame({3: [12, 2], 4: [3, 9]}, index=["klaten", "pati"])))
    >>> round(found.value, 3), round(found.low, 3), round(found.high, 3)
    (-0.618, -0.955, -0.282)
    """
    check_confidence(confidence)
    found = two_groups(table)
    levels = scored(table.column_totals, _own_scores(table) if scores is None else scores, parameter="scores", axis="kolom")
    if not found.comparable:
        return _estimate("mean_difference", math.nan, table, found.notes, confidence=confidence)
    kept = levels.scores[table.counts.columns.isin(found.counts.columns)]
    return scaled(_welch(table, found, kept, confidence), levels.unit)


def _welch(table: Crosstab, found: Occupied, scores: Floats, confidence: float) -> Estimate:
    groups = [_moments(group, scores) for group in found.cells]
    value, of_groups = groups[0][0] - groups[1][0], [(variance, size - 1) for _, variance, size in groups]
    error = math.sqrt(sum(variance for variance, _ in of_groups)) if all(df for _, df in of_groups) else 0.0
    if error <= _ROUNDING:
        notes = (*found.notes, Note("galat_baku_nol", {"nilai": value}))
        return _estimate("mean_difference", value, table, notes, confidence=confidence)
    df = error**4 / sum(variance**2 / df for variance, df in of_groups)
    reach = float(t.isf((1 - confidence) / 2, df)) * error
    ends = value - reach, value + reach
    return _estimate("mean_difference", value, table, found.notes, confidence=confidence, method="welch", ends=ends, error=error)


def _own_scores(table: Crosstab) -> list[float] | None:
    names = list(table.counts.columns)
    numbers = all(isinstance(name, int | float | np.number) and not isinstance(name, bool) for name in names)
    return [float(name) for name in names] if numbers else None


def _moments(group: npt.ArrayLike, scores: Floats) -> tuple[float, float, int]:
    """Give the mean of a group, the variance of that mean, and how many there are."""
    counts = np.asarray(group)
    n = int(counts.sum())
    mean = float(counts @ scores) / n
    return mean, float(counts @ (scores - mean) ** 2) / (n * (n - 1)) if n > 1 else 0.0, n


def _estimate(
    name: str,
    value: float,
    table: Crosstab,
    notes: tuple[Note, ...],
    *,
    confidence: float,
    method: str = "",
    ends: Ends = (math.nan, math.nan),
    error: float = math.nan,
) -> Estimate:
    return Estimate(
        name=name,
        value=value,
        method=method,
        n=table.n,
        low=ends[0],
        high=ends[1],
        confidence=confidence,
        standard_error=error,
        left_out=table.left_out,
        notes=notes,
    )
