"""How much higher do the answers of one row stand than those of another? Proportional odds, and a test of that assumption."""

import math
from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import xlogy
from scipy.stats import chi2, norm

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.arguments import check_confidence
from klaster_analisis.analysis.inference.occupied import occupied
from klaster_analisis.analysis.inference.ordered.cumulative_logit import Fit, cumulative_logit, separation
from klaster_analisis.analysis.inference.result import CONFIDENCE, HypothesisTest, Note
from klaster_analisis.analysis.inference.wald import wald_interval


@dataclass(frozen=True, eq=False, kw_only=True)
class ProportionalOdds:
    """
    The odds of a higher answer, row by row against the first.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row for each row of the table but the reference: ``log_odds_ratio``, ``odds_ratio``, ``standard_error`` (of the
        log), ``low``, ``high`` (of the odds ratio) and ``p`` (Wald). NaN where notes say why.
    reference : hashable or None
        The row against which the others stand: the first in which somebody was counted. None if nobody was counted.
    test : HypothesisTest
        Of no difference between the rows: ``proportional_odds``.
    assumption : HypothesisTest
        Of the same odds ratio at every cut of the answers: ``proportional_odds_assumption``. A small p speaks against it.
    n : int
        On how many it stands.
    confidence : float
        Level of the intervals.
    left_out : int
        How many were not counted because their row or column is missing.
    notes : tuple of Note
    """

    frame: pd.DataFrame
    reference: Hashable | None
    test: HypothesisTest
    assumption: HypothesisTest
    n: int
    confidence: float = CONFIDENCE
    left_out: int = 0
    notes: tuple[Note, ...] = ()

    def to_frame(self) -> pd.DataFrame:
        """Give one row for each row of the table but the reference and those in which nobody was counted."""
        return self.frame.copy()

    def _repr_html_(self) -> str:
        return str(self.frame.to_html())


def proportional_odds(table: Crosstab, *, confidence: float = CONFIDENCE) -> ProportionalOdds:
    """
    Compare the ordered answers of all rows with those of the first row, by one odds ratio each.

    Parameters
    ----------
    table : Crosstab
        Columns must be in order, rows need not. Those in which nobody was counted are left out, and the result says so.
    confidence : float
        Level of the intervals.

    Returns
    -------
    ProportionalOdds
        An odds ratio above 1 says that the row's answers stand in later columns than those of the reference. All is NaN
        with a note ``tak_teruji`` (one row or one column), or ``terpisah``: the rows hardly overlap, so that the likelihood has
        no maximum. With two columns the model is a logistic regression and holds by itself: the p of the assumption is NaN,
        with a note ``asumsi_tak_teruji``.

    Raises
    ------
    UsageError
        If the confidence is not between 0 and 1.

    Notes
    -----
    logit P(answer <= k) = threshold k − log odds ratio of the row (McCullagh, 1980), by maximum likelihood; Wald intervals on
    the log scale. Test: likelihood ratio against the model without rows, rows − 1 degrees of freedom. Assumption: likelihood
    ratio of the model against a multinomial of each row's own, (rows − 1)(columns − 2) degrees of freedom: as nothing but the
    row explains the answer, whatever the model lacks is a different odds ratio at a different cut. Both rely on large samples.
    Checked against: R, ``ordinal::clm(answer ~ row, weights = n)``, and ``anova`` of it; ``ordinal::clm(answer ~ 1,
    nominal = ~ row, weights = n)``; ``glm(…, family = binomial)`` for two columns.

    Examples
    --------
    >>> cells = {"pasif": [2, 5, 7], "aktif": [2, 5, 10], "proaktif": [0, 3, 0]}
    >>> result = proportional_odds(Crosstab(pd.DataFrame(cells, index=["klaten", "pati", "tegal"])))
    >>> result.to_frame()[["odds_ratio", "low", "high"]].round(2).loc["pati"].tolist()
    [2.57, 0.28, 23.18]
    >>> result.reference, round(result.test.p, 3), round(result.assumption.p, 3)
    ('klaten', 0.587, 0.066)
    """
    check_confidence(confidence)
    found = occupied(table)
    separated = separation(found.counts) if found.comparable else ()
    notes = (*found.notes, *separated)
    others = max(found.counts.shape[0] - 1, 0)
    fit = cumulative_logit(found.cells) if found.comparable and not separated else _no_fit(others)
    cells, cuts = found.cells, max(found.counts.shape[1] - 2, 0)
    own, same = _log_likelihood(cells), _log_likelihood(cells.sum(axis=0, keepdims=True))
    unsaid = (Note("asumsi_tak_teruji", {"kolom": 2}),) if found.comparable and not cuts else ()
    return ProportionalOdds(
        frame=_frame(fit, found.counts.index[1:], confidence),
        reference=next(iter(found.counts.index), None),
        test=_test("proportional_odds", table, fit.log_likelihood - same, others, notes),
        assumption=_test("proportional_odds_assumption", table, own - fit.log_likelihood, others * cuts, (*notes, *unsaid)),
        n=table.n,
        confidence=confidence,
        left_out=table.left_out,
        notes=notes,
    )


def _no_fit(others: int) -> Fit:
    return Fit(np.full(others, math.nan), np.full(others, math.nan), math.nan)


def _log_likelihood(cells: npt.NDArray[np.int64]) -> float:
    """Give that of a multinomial of each row's own."""
    return float((xlogy(cells, cells).sum(axis=1) - xlogy(cells.sum(axis=1), cells.sum(axis=1))).sum())


def _frame(fit: Fit, rows: pd.Index, confidence: float) -> pd.DataFrame:
    pairs = zip(fit.shifts, fit.standard_errors, strict=True)
    ends = np.array([wald_interval(shift, error, confidence=confidence) for shift, error in pairs]).reshape(-1, 2)
    columns = {
        "log_odds_ratio": fit.shifts,
        "odds_ratio": np.exp(fit.shifts),
        "standard_error": fit.standard_errors,
        "low": np.exp(ends[:, 0]),
        "high": np.exp(ends[:, 1]),
        "p": 2 * norm.sf(np.abs(fit.shifts / fit.standard_errors)),
    }
    return pd.DataFrame(columns, index=rows)


def _test(name: str, table: Crosstab, gain: float, df: int, notes: tuple[Note, ...]) -> HypothesisTest:
    statistic = max(2 * gain, 0.0) if df else math.nan  # rounding may leave it below 0
    return HypothesisTest(
        name=name,
        method="asymptotic",
        statistic=statistic,
        df=df,
        p=float(chi2.sf(statistic, df)) if df else math.nan,
        n=table.n,
        left_out=table.left_out,
        notes=notes,
    )
