"""Rows against columns over several tables of the same kind, stratum by stratum."""

import math
from collections.abc import Mapping
from functools import partial
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.linalg import pinvh
from scipy.special import chdtrc, ndtri

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.arguments import check_choice, check_confidence
from klaster_analisis.analysis.inference.result import CONFIDENCE, Estimate, HypothesisTest, Note
from klaster_analisis.analysis.inference.stratified.strata import Strata, informative_strata

Alternative = Literal["general", "row_means", "correlation"]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

ALTERNATIVES = ("general", "row_means", "correlation")
RBG = "robins_breslow_greenland"
RANK_TOLERANCE = 1e-10  # of the largest eigenvalue of a correlation matrix


def cochran_mantel_haenszel(
    tables: Mapping[str, Crosstab], *, alternative: Alternative = "general", confidence: float = CONFIDENCE
) -> HypothesisTest:
    """
    Test whether rows and columns are independent in every stratum.

    Parameters
    ----------
    tables : mapping of str to Crosstab
        A table a stratum, by name; all with the same rows and columns in the same order.
    alternative : {"general", "row_means", "correlation"}
        What would speak against it: any association; rows that differ in their mean column (columns in order, numbered
        1, 2, 3 …); a correlation (rows and columns in order, both numbered).
    confidence : float
        Level of the interval of the effect.

    Returns
    -------
    HypothesisTest
        For 2 × 2 tables the three alternatives are one, and the effect is the Mantel–Haenszel common odds ratio. Strata in
        which fewer than two rows or two columns were counted tell nothing and are left out: note ``lapisan_kosong``. NaN
        with the note ``lapisan_kurang`` where none remains. Where the common odds ratio is 0 or infinite its interval excludes
        nothing: note ``galat_baku_tak_hingga`` of the effect.

    Raises
    ------
    UsageError
        If the tables differ in their rows or columns, or the alternative or the confidence is none.

    Notes
    -----
    In each stratum the expected counts and their covariance are those of the multiple hypergeometric distribution. With G
    the sum over the strata of (counts − expected counts), each side weighted by its scores, and V the sum of the
    covariances, the statistic is G' V⁻ G, with as many degrees of freedom as V has rank (Mantel and Haenszel, 1959;
    Landis, Heyman and Koch, 1978). No continuity correction. A category keeps its number when another is empty.
    Odds ratio: sum of ad / n by sum of bc / n, with the variance of its logarithm by Robins, Breslow and Greenland (1986).
    Checked against: R, ``mantelhaen.test(x, correct = FALSE)`` and ``vcdExtra::CMHtest(x, overall = TRUE)$ALL``.

    Examples
    --------
    >>> import pandas as pd
    >>> sejenis = Crosstab(pd.DataFrame({"ada": [4, 13], "tidak_ada": [8, 4]}, index=["klaten", "pati"]))
    >>> hilir = Crosstab(pd.DataFrame({"ada": [4, 13], "tidak_ada": [2, 2]}, index=["klaten", "pati"]))
    >>> test = cochran_mantel_haenszel({"sejenis": sejenis, "hilir": hilir})
    >>> round(test.statistic, 3), test.df, round(test.p, 4), round(test.effect.value, 3)
    (6.153, 1, 0.0131, 0.193)
    """
    check_choice("alternative", alternative, ALTERNATIVES)
    check_confidence(confidence)
    strata = informative_strata(tables, needed=1)
    if strata.too_few:
        return strata.untested("cochran_mantel_haenszel", "asymptotic")
    _, rows, columns = strata.cells.shape
    row_scores = _scores(rows) if alternative == "correlation" else np.eye(rows)
    column_scores = np.eye(columns) if alternative == "general" else _scores(columns)
    statistic, df = _quadratic_form(strata.cells, row_scores, column_scores)
    return HypothesisTest(
        name="cochran_mantel_haenszel",
        method="asymptotic",
        statistic=statistic,
        df=df,
        p=float(chdtrc(df, statistic)),
        n=strata.n,
        effect_of=partial(_common_odds_ratio, strata, confidence) if (rows, columns) == (2, 2) else None,
        left_out=strata.left_out,
        notes=strata.notes,
    )


def _scores(length: int) -> Floats:
    return np.arange(1.0, length + 1)[None, :]


def _quadratic_form(cells: Ints, row_scores: Floats, column_scores: Floats) -> tuple[float, int]:
    """Give the statistic and its degrees of freedom, over a covariance that may be singular."""
    gap = np.zeros(len(row_scores) * len(column_scores))
    covariance = np.zeros((len(gap), len(gap)))
    for table in cells.astype(float):
        n, rows, columns = table.sum(), table.sum(axis=1), table.sum(axis=0)
        gap += (row_scores @ (table - np.outer(rows, columns) / n) @ column_scores.T).ravel()
        row_spread = row_scores @ (np.diag(rows) - np.outer(rows, rows) / n) @ row_scores.T
        column_spread = column_scores @ (np.diag(columns) - np.outer(columns, columns) / n) @ column_scores.T
        covariance += np.kron(row_spread, column_spread) / (n - 1)
    scale = np.sqrt(covariance.diagonal())
    varies = scale > 0  # what is empty in all strata does not
    standard = gap[varies] / scale[varies]
    correlation = covariance[np.ix_(varies, varies)] / np.outer(scale[varies], scale[varies])
    inverse, rank = pinvh(correlation, rtol=RANK_TOLERANCE, return_rank=True)
    return float(standard @ inverse @ standard), int(rank)


def _common_odds_ratio(strata: Strata, confidence: float) -> Estimate:
    from statsmodels.stats.contingency_tables import StratifiedTable  # noqa: PLC0415  slow to import

    ratio, low, high = strata.odds_ratio, 0.0, math.inf
    notes = [Note("galat_baku_tak_hingga", {"metode": RBG})]
    if 0 < ratio < math.inf:
        table = StratifiedTable(strata.cells.transpose(1, 2, 0), shift_zeros=False)
        reach = math.exp(float(ndtri((1 + confidence) / 2)) * float(table.logodds_pooled_se))
        low, high, notes = ratio / reach, ratio * reach, []
    return Estimate(
        name="mantel_haenszel_odds_ratio",
        value=ratio,
        method=RBG,
        n=strata.n,
        low=low,
        high=high,
        confidence=confidence,
        left_out=strata.left_out,
        notes=tuple(notes),
    )
