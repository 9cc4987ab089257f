"""Intervals of shares: of one, of every cell of a table in its row, and of the difference of two."""

import math
from typing import Literal, get_args

import pandas as pd

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.arguments import check_choice, check_confidence, check_exact
from klaster_analisis.analysis.inference.result import CONFIDENCE, Estimate, Note
from klaster_analisis.errors import Fault, UsageError

Method = Literal["wilson", "clopper_pearson", "agresti_coull", "jeffreys"]

_STATSMODELS = {"clopper_pearson": "beta"}


def share(count: int, n: int, *, method: Method = "wilson", confidence: float = CONFIDENCE) -> Estimate:
    """
    Estimate a share, with its interval.

    Parameters
    ----------
    count : int
        How many have the property.
    n : int
        Of how many.
    method : {"wilson", "clopper_pearson", "agresti_coull", "jeffreys"}
        Wilson's covers about as often as it says, on average over shares; Clopper–Pearson's at least as often, always.
    confidence : float

    Returns
    -------
    Estimate
        Named ``share``. Of nobody: NaN, with the note ``tanpa_data``.

    Raises
    ------
    UsageError
        If the count is not between 0 and n, or method or confidence are none.

    Notes
    -----
    With x of n, p = x/n and z the normal quantile of (1 + confidence)/2:

    - wilson: all q that are within z sqrt(q (1 - q) / n) of p (Wilson, 1927).
    - clopper_pearson: all q for which neither P(X >= x; q) nor P(X <= x; q) is below (1 - confidence)/2
      (Clopper & Pearson, 1934).
    - agresti_coull: m ± z sqrt(m (1 - m) / (n + z²)) with m = (x + z²/2) / (n + z²), cut at 0 and 1 (Agresti & Coull, 1998).
    - jeffreys: the equal-tailed quantiles of Beta(x + 1/2, n - x + 1/2), the lower end 0 at x = 0 and the upper end 1 at
      x = n (Brown, Cai & DasGupta, 2001).

    With every method the lower end is 0 at x = 0, and the upper end 1 at x = n.

    Checked against: R ``prop.test(x, n, correct = FALSE)$conf.int``, ``binom.test(x, n)$conf.int``, ``qbeta``.

    Examples
    --------
    >>> cooperating = share(4, 12)
    >>> round(cooperating.low, 3), round(cooperating.high, 3)
    (0.138, 0.609)
    """
    from statsmodels.stats.proportion import proportion_confint  # noqa: PLC0415  slow to import

    check_choice("method", method, get_args(Method))
    check_confidence(confidence)
    _check_counts(count, n)
    if n == 0:
        return Estimate(
            name="share", value=math.nan, method=method, n=0, confidence=confidence, notes=(Note("tanpa_data", {"n": 0}),)
        )
    low, high = proportion_confint(int(count), int(n), alpha=1 - confidence, method=_STATSMODELS.get(method, method))
    return Estimate(
        name="share",
        value=count / n,
        low=0.0 if count == 0 else float(low),
        high=1.0 if count == n else float(high),
        method=method,
        n=int(n),
        confidence=confidence,
    )


def row_shares(table: Crosstab, *, method: Method = "wilson", confidence: float = CONFIDENCE) -> pd.DataFrame:
    """
    Estimate the share of every cell in its row, each with its own interval.

    Parameters
    ----------
    table : Crosstab
    method : {"wilson", "clopper_pearson", "agresti_coull", "jeffreys"}
        As for `share`.
    confidence : float
        Of each interval taken alone; `multinomial_shares` gives intervals that hold together.

    Returns
    -------
    pandas.DataFrame
        One row a cell, in the order of the table: row and column (named as in the table, else ``row`` and ``column``),
        ``n`` (the count), ``base`` (the sum of its row), ``share``, ``low``, ``high``, ``method``, ``confidence`` and
        ``reason``. A row in which nobody was counted has no shares (NaN), for the reason ``tanpa_data``; weighted shares have no
        interval, for the reason ``berbobot``; the reason of all others is empty.

    Raises
    ------
    UsageError
        If method or confidence are none.

    Notes
    -----
    Checked against: as `share`.

    Examples
    --------
    >>> table = Crosstab(pd.DataFrame({"ada": [4, 0], "tidak_ada": [8, 0]}, index=["klaten", "pati"]))
    >>> row_shares(table)[["row", "column", "n", "base", "share", "low", "high", "reason"]].round(3).values.tolist()[1:3]
    [['klaten', 'tidak_ada', 8, 12, 0.667, 0.391, 0.862, ''], ['pati', 'ada', 0, 0, nan, nan, nan, 'tanpa_data']]
    """
    check_choice("method", method, get_args(Method))
    check_confidence(confidence)
    frame = cells_of_rows(table)
    if table.weighted:
        weighted = table.share(of="row").to_numpy().ravel()
        reasons = ["tanpa_data" if math.isnan(value) else "berbobot" for value in weighted]
        return frame.assign(share=weighted, low=math.nan, high=math.nan, method="", confidence=confidence, reason=reasons)
    found = [
        share(count, base, method=method, confidence=confidence)
        for count, base in zip(frame["n"].tolist(), frame["base"].tolist(), strict=True)
    ]
    return frame.assign(
        share=[one.value for one in found],
        low=[one.low for one in found],
        high=[one.high for one in found],
        method=method,
        confidence=confidence,
        reason=[one.notes[0].kind if one.notes else "" for one in found],
    )


def cells_of_rows(table: Crosstab) -> pd.DataFrame:
    """
    List the cells of a table, each with the sum of its row.

    Parameters
    ----------
    table : Crosstab

    Returns
    -------
    pandas.DataFrame
        Row, column, ``n`` and ``base``.

    Examples
    --------
    >>> cells_of_rows(Crosstab(pd.DataFrame({"ada": [4], "tidak_ada": [8]}, index=["klaten"]))).values.tolist()
    [['klaten', 'ada', 4, 12], ['klaten', 'tidak_ada', 8, 12]]
    """
    return table.to_frame().assign(base=table.row_totals.to_numpy().repeat(table.counts.shape[1]))


def share_difference(first: tuple[int, int], second: tuple[int, int], *, confidence: float = CONFIDENCE) -> Estimate:
    """
    Estimate by how much the shares of two independent groups differ.

    Parameters
    ----------
    first, second : tuple of int
        How many have the property, of how many. Two rows of a table give ``(count, row total)`` each.
    confidence : float

    Returns
    -------
    Estimate
        First less second, named ``risk_difference``, by the method ``newcombe``. Where one of the groups is empty: NaN, with
        the note ``tanpa_data``.

    Raises
    ------
    UsageError
        If a count is not between 0 and its n, or confidence is none.

    Notes
    -----
    With d = p1 - p2, and (l1, u1), (l2, u2) the Wilson intervals of the shares, the ends are
    d - sqrt((p1 - l1)² + (u2 - p2)²) and d + sqrt((u1 - p1)² + (p2 - l2)²) (Newcombe, 1998, method 10).

    Checked against: Newcombe (1998), Table II, method 10;
    R ``contingencytables::Newcombe_hybrid_score_CI_2x2``.

    Examples
    --------
    >>> difference = share_difference((56, 70), (48, 80))
    >>> round(difference.value, 4), round(difference.low, 4), round(difference.high, 4)
    (0.2, 0.0524, 0.3339)
    """
    one, two = share(*first, confidence=confidence), share(*second, confidence=confidence)
    n = one.n + two.n
    if not one.n or not two.n:
        return Estimate(
            name="risk_difference",
            value=math.nan,
            method="newcombe",
            n=n,
            confidence=confidence,
            notes=(Note("tanpa_data", {"n": 0}),),
        )
    value = one.value - two.value
    return Estimate(
        name="risk_difference",
        value=value,
        low=max(-1.0, value - math.hypot(one.value - one.low, two.high - two.value)),
        high=min(1.0, value + math.hypot(one.high - one.value, two.value - two.low)),
        method="newcombe",
        n=n,
        confidence=confidence,
    )


def _check_counts(count: int, n: int) -> None:
    check_exact("share", n)
    if not 0 <= count <= n or count % 1 or n % 1:
        raise UsageError([Fault("share", f"{count} of {n} is not a share.", "Give whole numbers, the count from 0 to n.")])
