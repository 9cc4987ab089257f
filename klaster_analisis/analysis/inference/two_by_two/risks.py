"""The difference and the ratio of two shares: the first column of a 2 × 2 table, first row against second."""

import math
from typing import Literal, get_args

from scipy.special import ndtri

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.arguments import check_choice, check_confidence
from klaster_analisis.analysis.inference.occupied import occupied
from klaster_analisis.analysis.inference.result import CONFIDENCE, Estimate, Note
from klaster_analisis.analysis.inference.shares.single import share_difference
from klaster_analisis.analysis.inference.two_by_two.cells import TwoByTwo, two_by_two
from klaster_analisis.analysis.inference.two_by_two.roots import falls_to
from klaster_analisis.analysis.inference.two_by_two.score import difference_score, ratio_score
from klaster_analisis.analysis.inference.two_by_two.unconditional import LARGEST, MOST, exact_difference, exact_ratio
from klaster_analisis.errors import Fault, UsageError

DifferenceMethod = Literal["score", "exact", "newcombe"]
RatioMethod = Literal["score", "exact", "log"]

Ends = tuple[float, float]


def risk_difference(table: Crosstab, *, method: DifferenceMethod = "score", confidence: float = CONFIDENCE) -> Estimate:
    """
    Estimate by how much the share of the first column is higher in the first row than in the second.

    Parameters
    ----------
    table : Crosstab, 2 × 2
    method : {"score", "exact", "newcombe"}
        Of the interval. ``"exact"`` holds its level whatever the shares are, and is wider.
    confidence : float

    Returns
    -------
    Estimate
        Between -1 and 1. With an empty row: NaN, with the notes of `occupied`. An empty column is no obstacle.

    Raises
    ------
    UsageError
        If the table is not 2 × 2, method or confidence are none, or an exact interval is asked for of a table with too many
        counted (more than about 200 in each row).

    Notes
    -----
    With p1 = a / (a + b) and p2 = c / (c + d), p1 - p2 and

    - score: all differences for which the score statistic is within the normal quantile, with the variance times n / (n - 1)
      (Miettinen & Nurminen, 1985; without that factor it is Mee's, 1984; see `score`). Solved to 1e-12.
    - exact: all differences that neither of two one-sided exact tests excludes at (1 - confidence)/2, each with the worst of
      all pairs of shares and the score statistic as its order (Chan & Zhang, 1999). The ends are sure, and at most about
      1e-6 too wide.
    - newcombe: as `share_difference` (Newcombe, 1998, method 10).

    Checked against: Newcombe (1998), Table II, methods 6 and 10;
    R ``contingencytables::MiettinenNurminen_asymptotic_score_CI_difference_2x2``; the exact interval by a dense grid, and
    ``EC::ci_CZ`` (which searches in steps of 0.001, from inside).

    Examples
    --------
    >>> import pandas as pd
    >>> table = Crosstab(pd.DataFrame({"ada": [13, 4], "tidak_ada": [4, 8]}, index=["pati", "klaten"]))
    >>> found = risk_difference(table)
    >>> round(found.value, 3), round(found.low, 3), round(found.high, 3)
    (0.431, 0.061, 0.701)
    """
    counts = two_by_two(table)
    check_choice("method", method, get_args(DifferenceMethod))
    check_confidence(confidence)
    if not counts.n1 or not counts.n2:
        value, ends, notes = math.nan, (math.nan, math.nan), occupied(table).notes
    else:
        value, ends, notes = _difference(counts), _DIFFERENCE_ENDS[method](counts, confidence), ()
    return Estimate(
        name="risk_difference",
        value=value,
        low=ends[0],
        high=ends[1],
        method=method,
        n=table.n,
        confidence=confidence,
        left_out=table.left_out,
        notes=notes,
    )


def risk_ratio(table: Crosstab, *, method: RatioMethod = "score", confidence: float = CONFIDENCE) -> Estimate:
    """
    Estimate how many times higher the share of the first column is in the first row than in the second.

    Parameters
    ----------
    table : Crosstab, 2 × 2
    method : {"score", "exact", "log"}
        Of the interval. ``"exact"`` holds its level whatever the shares are, and is wider.
    confidence : float

    Returns
    -------
    Estimate
        0 or infinity where the first column of one row is empty, with one finite end. With an empty row: NaN, with the notes
        of `occupied`. Where the first column is empty: NaN, with the note ``rasio_tak_tentu`` and an interval from 0 to
        infinity, for nothing is excluded. ``log`` excludes nothing either where one count of the first column is 0 (the note
        ``galat_baku_tak_hingga``), and has no width where the second column is empty (``galat_baku_nol``).

    Raises
    ------
    UsageError
        If the table is not 2 × 2, method or confidence are none, or an exact interval is asked for of a table with too many
        counted (more than about 200 in each row).

    Notes
    -----
    With p1 = a / (a + b) and p2 = c / (c + d), p1 / p2 and

    - score: all ratios for which the score statistic is within the normal quantile, with the variance times n / (n - 1)
      (Miettinen & Nurminen, 1985; without that factor it is Koopman's, 1984; see `score`). Solved to 1e-12.
    - exact: all ratios that neither of two one-sided exact tests excludes at (1 - confidence)/2, each with the worst of all
      pairs of shares and the score statistic as its order (Chan & Zhang, 1999). The ends are sure, and at most about a
      factor of 1 + 1e-6 too wide.
    - log: exp(log(p1 / p2) ± z sqrt(1/a - 1/(a + b) + 1/c - 1/(c + d))) (Katz and others, 1978); nothing is added to the cells.

    Checked against: R ``contingencytables::MiettinenNurminen_asymptotic_score_CI_ratio_2x2``, ``Katz_log_CI_2x2``,
    ``epitools::riskratio.wald``; the exact interval by a dense grid.

    Examples
    --------
    >>> import pandas as pd
    >>> table = Crosstab(pd.DataFrame({"ada": [13, 4], "tidak_ada": [4, 8]}, index=["pati", "klaten"]))
    >>> found = risk_ratio(table)
    >>> round(found.value, 3), round(found.low, 3), round(found.high, 3)
    (2.294, 1.111, 5.789)
    """
    counts = two_by_two(table)
    check_choice("method", method, get_args(RatioMethod))
    check_confidence(confidence)
    if not counts.n1 or not counts.n2:
        value, ends = math.nan, (math.nan, math.nan)
    elif not counts.a and not counts.c:
        value, ends = math.nan, (0.0, math.inf)
    else:
        value, ends = _ratio(counts), _RATIO_ENDS[method](counts, confidence)
    return Estimate(
        name="risk_ratio",
        value=value,
        low=ends[0],
        high=ends[1],
        method=method,
        n=table.n,
        confidence=confidence,
        left_out=table.left_out,
        notes=_ratio_notes(table, method),
    )


def _ratio_notes(table: Crosstab, method: RatioMethod) -> tuple[Note, ...]:
    counts = two_by_two(table)
    if not counts.n1 or not counts.n2:
        return occupied(table).notes
    if not counts.a and not counts.c:
        return (Note("rasio_tak_tentu", {"kolom": table.counts.columns[0]}),)
    if method == "log" and not (counts.a and counts.c):
        return (Note("galat_baku_tak_hingga", {"metode": "log"}),)
    if method == "log" and not counts.b and not counts.d:
        return (Note("galat_baku_nol", {"metode": "log"}),)
    return ()


def _difference(counts: TwoByTwo) -> float:
    return counts.a / counts.n1 - counts.c / counts.n2


def _ratio(counts: TwoByTwo) -> float:
    return counts.a * counts.n2 / (counts.c * counts.n1) if counts.c else math.inf


def _check_size(counts: TwoByTwo) -> None:
    if max(counts.n1, counts.n2) > MOST or (counts.n1 + 1) * (counts.n2 + 1) > LARGEST:
        problem = f"an exact interval of {counts.n1} and {counts.n2} counted would take too long."
        raise UsageError([Fault("method", problem, 'Use method="score": with so many it is as good.')])


def _difference_exactly(counts: TwoByTwo, confidence: float) -> Ends:
    _check_size(counts)
    return exact_difference(counts, confidence=confidence)


def _difference_by_squares(counts: TwoByTwo, confidence: float) -> Ends:
    found = share_difference((counts.a, counts.n1), (counts.c, counts.n2), confidence=confidence)
    return found.low, found.high


def _difference_by_score(counts: TwoByTwo, confidence: float) -> Ends:
    z = float(ndtri((1 + confidence) / 2))
    value = _difference(counts)

    def score(t: float) -> float:
        return float(difference_score(math.tanh(t), counts.a, counts.n1, counts.c, counts.n2))

    near = math.atanh(value) if abs(value) < 1 else 0.0
    low = -1.0 if value == -1 else math.tanh(falls_to(z, score, near=near))
    high = 1.0 if value == 1 else math.tanh(falls_to(-z, score, near=near))
    return low, high


def _ratio_exactly(counts: TwoByTwo, confidence: float) -> Ends:
    _check_size(counts)
    return exact_ratio(counts, confidence=confidence)


def _ratio_by_score(counts: TwoByTwo, confidence: float) -> Ends:
    z, value = float(ndtri((1 + confidence) / 2)), _ratio(counts)

    def score(t: float) -> float:
        return float(ratio_score(math.exp(t), counts.a, counts.n1, counts.c, counts.n2))

    near = math.log(value) if 0 < value < math.inf else 0.0
    low = 0.0 if value == 0 else math.exp(falls_to(z, score, near=near))
    high = math.inf if value == math.inf else math.exp(falls_to(-z, score, near=near))
    return low, high


def _ratio_by_logarithm(counts: TwoByTwo, confidence: float) -> Ends:
    if not counts.a or not counts.c:
        return 0.0, math.inf
    variance = counts.b / (counts.a * counts.n1) + counts.d / (counts.c * counts.n2)
    half = float(ndtri((1 + confidence) / 2)) * math.sqrt(variance)
    return _ratio(counts) * math.exp(-half), _ratio(counts) * math.exp(half)


_DIFFERENCE_ENDS = {"score": _difference_by_score, "exact": _difference_exactly, "newcombe": _difference_by_squares}
_RATIO_ENDS = {"score": _ratio_by_score, "exact": _ratio_exactly, "log": _ratio_by_logarithm}
