"""Fisher's exact test of a 2 × 2 table with the mid-p, which is less conservative."""

import math
from functools import partial

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.arguments import check_confidence
from klaster_analisis.analysis.inference.occupied import occupied
from klaster_analisis.analysis.inference.result import CONFIDENCE, HypothesisTest
from klaster_analisis.analysis.inference.two_by_two.cells import TwoByTwo, two_by_two
from klaster_analisis.analysis.inference.two_by_two.conditional import conditional
from klaster_analisis.analysis.inference.two_by_two.odds_ratio import odds_ratio

ALIKE = 1e-7  # probabilities that differ by less, relatively, are equal: as in R's fisher.test


def fisher_mid_p(table: Crosstab, *, confidence: float = CONFIDENCE) -> HypothesisTest:
    """
    Test whether two groups answer alike, counting tables as probable as the one observed by half.

    Parameters
    ----------
    table : Crosstab, 2 × 2
    confidence : float
        Of the interval of the odds ratio.

    Returns
    -------
    HypothesisTest
        Two-sided, with the conditional odds ratio and its mid-p interval as effect. With an empty row or column: NaN, with
        the notes of `occupied`.

    Raises
    ------
    UsageError
        If the table is not 2 × 2, confidence is none, or both rows and both columns have more than five million firms.

    Notes
    -----
    Among all tables with the margins of the observed one: the probability of those that are less probable than it, plus half
    that of those exactly as probable, itself included. In other words: Fisher's two-sided p less half the probability of the
    tables exactly as probable (Lancaster, 1961; Hirji, Tan & Elashoff, 1991). It is not sure to hold its level, but close.
    The interval of the odds ratio inverts one-sided mid-p tests, and so may disagree with the two-sided p near its level.

    Checked against: R ``p <- dhyper(0:m, n1, n2, m); po <- dhyper(a, n1, n2, m); sum(p[p < po * (1 - 1e-7)]) +
    sum(p[abs(p / po - 1) <= 1e-7]) / 2``; ``contingencytables::Fisher_midP_test_2x2``.

    Examples
    --------
    By hand: of the 70 tables with these margins 1, 16, 36, 16 and 1 have 0 to 4 in the first cell; (1 + 1 + 32/2) / 70.

    >>> import pandas as pd
    >>> tea = Crosstab(pd.DataFrame({"susu": [3, 1], "teh": [1, 3]}, index=["susu", "teh"]))
    >>> round(fisher_mid_p(tea).p, 6)
    0.257143
    """
    check_confidence(confidence)
    counts = two_by_two(table)
    left = occupied(table)
    return HypothesisTest(
        name="fisher_mid_p",
        method="mid_p",
        p=_mid_p(counts) if left.comparable else math.nan,
        n=counts.n,
        effect_of=partial(odds_ratio, table, method="mid_p", confidence=confidence),
        left_out=table.left_out,
        notes=left.notes,
    )


def _mid_p(counts: TwoByTwo) -> float:
    given = conditional(counts)
    probabilities = given.probabilities()
    times_rarer = given.log_weights[given.observed] - given.log_weights
    rarer = probabilities[times_rarer > ALIKE].sum()
    as_rare = probabilities[abs(times_rarer) <= ALIKE].sum()
    return float(rarer + as_rare / 2)
