"""The odds ratio of a 2 × 2 table: conditional with exact intervals, or of the sample with large-sample ones."""

import math
from typing import Literal

from scipy.special import ndtri

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.arguments import check_choice, check_confidence
from klaster_analisis.analysis.inference.occupied import occupied
from klaster_analisis.analysis.inference.result import CONFIDENCE, Estimate, Note
from klaster_analisis.analysis.inference.two_by_two.cells import TwoByTwo, two_by_two
from klaster_analisis.analysis.inference.two_by_two.conditional import Conditional, conditional
from klaster_analisis.analysis.inference.two_by_two.roots import falls_to
from klaster_analisis.analysis.inference.two_by_two.score import odds_ratio_score

Kind = Literal["conditional", "sample"]
Method = Literal["exact", "mid_p", "score", "woolf"]

METHODS: dict[str, tuple[str, str]] = {"conditional": ("exact", "mid_p"), "sample": ("score", "woolf")}


def odds_ratio(
    table: Crosstab, *, kind: Kind = "conditional", method: Method | None = None, confidence: float = CONFIDENCE
) -> Estimate:
    """
    Estimate how many times higher the odds of the first column are in the first row than in the second.

    Parameters
    ----------
    table : Crosstab, 2 × 2
    kind : {"conditional", "sample"}
        Given the margins, as Fisher's exact test sees the table; or the cross-product of the counts.
    method : {"exact", "mid_p", "score", "woolf"}, optional
        Of the interval. ``"exact"`` (the default) or ``"mid_p"`` go with the conditional odds ratio, ``"score"`` (the default)
        or ``"woolf"`` with that of the sample.
    confidence : float

    Returns
    -------
    Estimate
        0 or infinity where a cell is empty, with one finite end. With an empty row or column there is no odds ratio: NaN, with
        the notes of `occupied`; if it is a column, the interval goes from 0 to infinity, for nothing is excluded.
        ``woolf`` with an empty cell excludes nothing either: the note ``galat_baku_tak_hingga``.

    Raises
    ------
    UsageError
        If the table is not 2 × 2, the method does not go with the kind, confidence is none, or there are too many firms for
        the conditional odds ratio (both rows and both columns with more than five million).

    Notes
    -----
    With the counts a, b / c, d:

    - conditional: the w at which the mean of the noncentral hypergeometric distribution, P(x) proportional to
      C(a + b, x) C(c + d, a + c - x) w^x, is a. Its interval ``exact`` holds all w for which neither P(X >= a; w) nor
      P(X <= a; w) is below (1 - confidence)/2 (Cornfield, 1956; Fisher's exact test, inverted one side at a time). ``mid_p``
      counts half of P(X = a; w) in each tail: shorter, but not sure to hold the level.
    - sample: ad / (bc). ``score`` holds all w for which the score statistic is within the normal quantile, with the variance
      times n / (n - 1) (Miettinen & Nurminen, 1985; see `score`). ``woolf`` is exp(log(ad / bc) ± z sqrt(1/a + 1/b + 1/c + 1/d))
      (Woolf, 1955); nothing is added to the cells.

    Solved to 1e-12 on the logarithmic scale.

    Checked against: R ``fisher.test(x)`` (itself good to 1e-3 only), ``epitools::oddsratio.midp``, the polynomials solved in
    exact fractions, ``scipy.stats.contingency.odds_ratio`` (to 1e-9);
    ``contingencytables::MiettinenNurminen_asymptotic_score_CI_OR_2x2``, ``epitools::oddsratio.wald``.

    Examples
    --------
    >>> import pandas as pd
    >>> table = Crosstab(pd.DataFrame({"ada": [13, 4], "tidak_ada": [4, 8]}, index=["pati", "klaten"]))
    >>> found = odds_ratio(table)
    >>> round(found.value, 3), round(found.low, 3), round(found.high, 3)
    (6.028, 0.991, 46.04)
    >>> odds_ratio(table, kind="sample").value
    6.5
    """
    counts = two_by_two(table)
    check_choice("kind", kind, METHODS)
    chosen = method or METHODS[kind][0]
    check_choice("method", chosen, METHODS[kind])
    check_confidence(confidence)
    left = occupied(table)
    notes = left.notes
    if not left.comparable:
        value, (low, high) = math.nan, (0.0, math.inf) if counts.n1 and counts.n2 else (math.nan, math.nan)
    elif kind == "conditional":
        value, low, high = _conditional(counts, 0.5 if chosen == "mid_p" else 1.0, confidence)
    else:
        value = sample_odds_ratio(counts)
        low, high = (_score if chosen == "score" else _woolf)(counts, confidence)
        if chosen == "woolf" and not 0 < value < math.inf:
            notes = (*notes, Note("galat_baku_tak_hingga", {"metode": "woolf"}))
    return Estimate(
        name="odds_ratio",
        value=value,
        low=low,
        high=high,
        method=chosen,
        n=table.n,
        confidence=confidence,
        left_out=table.left_out,
        notes=notes,
    )


def sample_odds_ratio(table: TwoByTwo) -> float:
    """
    Divide the products of the diagonals; infinite where only the second is 0.

    Examples
    --------
    >>> sample_odds_ratio(TwoByTwo(4, 8, 13, 4)), sample_odds_ratio(TwoByTwo(4, 0, 11, 3))
    (0.15384615384615385, inf)
    """
    first, second = table.a * table.d, table.b * table.c
    return first / second if second else math.inf


def _conditional(counts: TwoByTwo, weight: float, confidence: float) -> tuple[float, float, float]:
    table = conditional(counts)
    level = math.log((1 - confidence) / 2)
    least, most = table.observed == 0, table.observed == len(table.support) - 1
    near = 0.0 if least or most else math.log(sample_odds_ratio(counts))
    low = 0.0 if least else math.exp(_end(table, level, upper=True, weight=weight, near=near))
    high = math.inf if most else math.exp(_end(table, level, upper=False, weight=weight, near=near))
    if least or most:
        return (0.0 if least else math.inf), low, high
    return math.exp(falls_to(0.0, table.excess, near=near)), low, high


def _end(table: Conditional, level: float, *, upper: bool, weight: float, near: float) -> float:
    # the upper tail grows with the odds ratio, the lower one shrinks: turn it round, so that both fall
    sign = -1 if upper else 1
    tail = falls_to(level, lambda t: table.log_tail(sign * t, upper=upper, weight=weight), near=sign * near)
    return sign * tail


def _score(counts: TwoByTwo, confidence: float) -> tuple[float, float]:
    value, z = sample_odds_ratio(counts), float(ndtri((1 + confidence) / 2))
    near = math.log(value) if 0 < value < math.inf else 0.0

    def score(t: float) -> float:
        return float(odds_ratio_score(math.exp(t), counts.a, counts.n1, counts.c, counts.n2))

    low = 0.0 if value == 0 else math.exp(falls_to(z, score, near=near))
    high = math.inf if value == math.inf else math.exp(falls_to(-z, score, near=near))
    return low, high


def _woolf(counts: TwoByTwo, confidence: float) -> tuple[float, float]:
    value = sample_odds_ratio(counts)
    if not 0 < value < math.inf:
        return 0.0, math.inf
    half = float(ndtri((1 + confidence) / 2)) * math.sqrt(1 / counts.a + 1 / counts.b + 1 / counts.c + 1 / counts.d)
    return value * math.exp(-half), value * math.exp(half)
