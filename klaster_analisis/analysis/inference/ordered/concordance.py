"""Do later rows give later answers? Measures for tables whose rows and columns are both in order."""

import math
from collections.abc import Callable
from typing import Literal

import numpy as np
import numpy.typing as npt

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.arguments import check_choice
from klaster_analisis.analysis.inference.occupied import occupied
from klaster_analisis.analysis.inference.ordered.pairs import Pairs, compared
from klaster_analisis.analysis.inference.result import CONFIDENCE, Estimate
from klaster_analisis.analysis.inference.wald import wald_estimate

Predicted = Literal["column", "row", "symmetric"]


Base = Callable[[Pairs], tuple[float, npt.ArrayLike]]
"""The pairs that a measure is a share of, and their derivative by each cell."""


def goodman_kruskal_gamma(table: Crosstab, *, confidence: float = CONFIDENCE) -> Estimate:
    """
    Measure whether later rows give later answers, among pairs of firms that differ in both.

    Parameters
    ----------
    table : Crosstab
        Rows and columns must be in order. Those in which nobody was counted are left out, and the result says so.
    confidence : float
        Level of the interval.

    Returns
    -------
    Estimate
        1 where no pair is discordant, −1 where none is concordant.

    Notes
    -----
    (concordant − discordant) / (concordant + discordant) (Goodman & Kruskal, 1954). Standard error by the delta method,
    without a null hypothesis: the ASE1 of Brown & Benedetti (1977) and of SAS PROC FREQ. Wald interval, cut at −1 and 1;
    none where the standard error is 0, with a note ``galat_baku_nol``.
    Checked against: R, ``vcdExtra::GKgamma(x)``.

    Examples
    --------
    >>> import pandas as pd
    >>> table = Crosstab(pd.DataFrame({"ada": [4, 13, 17], "tidak_ada": [8, 4, 2]}, index=["kecil", "menengah", "besar"]))
    >>> gamma = goodman_kruskal_gamma(table)
    >>> round(gamma.value, 3), round(gamma.low, 3), round(gamma.high, 3)
    (-0.721, -1.0, -0.424)
    """
    return _estimate("goodman_kruskal_gamma", table, _untied, confidence)


def somers_d(table: Crosstab, *, predict: Predicted = "column", confidence: float = CONFIDENCE) -> Estimate:
    """
    Measure how well the order of one variable predicts the order of the other.

    Parameters
    ----------
    table : Crosstab
        Rows and columns must be in order. Those in which nobody was counted are left out, and the result says so.
    predict : {"column", "row", "symmetric"}
        Which is predicted from the other: with ``"column"``, pairs in the same row do not count.
    confidence : float
        Level of the interval.

    Returns
    -------
    Estimate
        Named ``somers_d_column``, ``somers_d_row`` or ``somers_d_symmetric``; between −1 and 1.

    Raises
    ------
    UsageError
        If `predict` is something else.

    Notes
    -----
    (concordant − discordant) / pairs that are not tied on the predictor (Somers, 1962); symmetric: over the mean of both
    such numbers of pairs. Standard error by the delta method, without a null hypothesis: the ASE1 of Brown & Benedetti
    (1977) and of SAS PROC FREQ. Wald interval, cut at −1 and 1; none where the standard error is 0, with a note
    ``galat_baku_nol``.
    Checked against: R, the formulas of SAS PROC FREQ typed in; symmetric: their delta method by numerical derivatives.

    Examples
    --------
    >>> import pandas as pd
    >>> table = Crosstab(pd.DataFrame({"ada": [4, 13, 17], "tidak_ada": [8, 4, 2]}, index=["kecil", "menengah", "besar"]))
    >>> round(somers_d(table).value, 3), round(somers_d(table, predict="row").value, 3)
    (-0.342, -0.542)
    """
    bases: dict[str, Base] = {"column": _rows_differ, "row": _columns_differ, "symmetric": _either_differs}
    check_choice("predict", predict, bases)
    return _estimate(f"somers_d_{predict}", table, bases[predict], confidence)


def kendalls_tau_b(table: Crosstab, *, confidence: float = CONFIDENCE) -> Estimate:
    """
    Measure the rank correlation of rows and columns, corrected for ties.

    Parameters
    ----------
    table : Crosstab
        Rows and columns must be in order. Those in which nobody was counted are left out, and the result says so.
    confidence : float
        Level of the interval.

    Returns
    -------
    Estimate
        Between −1 and 1; the ends are reached in square tables only.

    Notes
    -----
    (concordant − discordant) / geometric mean of the pairs that differ in their row and of those that differ in their
    column (Kendall, 1945). Standard error by the delta method, without a null hypothesis: the ASE1 of Brown & Benedetti
    (1977) and of SAS PROC FREQ. Wald interval, cut at −1 and 1; none where the standard error is 0, with a note
    ``galat_baku_nol``.
    Checked against: R, ``cor.test(x, y, method = "kendall")$estimate``; the formula of SAS PROC FREQ typed in.

    Examples
    --------
    >>> import pandas as pd
    >>> table = Crosstab(pd.DataFrame({"ada": [4, 13, 17], "tidak_ada": [8, 4, 2]}, index=["kecil", "menengah", "besar"]))
    >>> round(kendalls_tau_b(table).value, 3)
    -0.43
    """
    return _estimate("kendalls_tau_b", table, _geometric_mean, confidence)


def stuarts_tau_c(table: Crosstab, *, confidence: float = CONFIDENCE) -> Estimate:
    """
    Measure whether later rows give later answers, over the most pairs that a table of this shape can hold.

    Parameters
    ----------
    table : Crosstab
        Rows and columns must be in order. Those in which nobody was counted are left out, and the result says so.
    confidence : float
        Level of the interval.

    Returns
    -------
    Estimate
        Between −1 and 1.

    Notes
    -----
    (concordant − discordant) / (n² (m − 1) / 2m), m the smaller number of rows or columns in which somebody was counted
    (Stuart, 1953). Standard error by the delta method, without a null hypothesis: the ASE1 of Brown & Benedetti (1977) and
    of SAS PROC FREQ. Wald interval, cut at −1 and 1; none where the standard error is 0, with a note ``galat_baku_nol``.
    Checked against: R, the formula of SAS PROC FREQ typed in.

    Examples
    --------
    >>> import pandas as pd
    >>> table = Crosstab(pd.DataFrame({"ada": [4, 13, 17], "tidak_ada": [8, 4, 2]}, index=["kecil", "menengah", "besar"]))
    >>> round(stuarts_tau_c(table).value, 3)
    -0.448
    """
    return _estimate("stuarts_tau_c", table, _most_pairs, confidence)


def _untied(pairs: Pairs) -> tuple[float, npt.ArrayLike]:
    both = pairs.concordant + pairs.discordant
    return float((pairs.cells * both).sum()), 2 * both


def _rows_differ(pairs: Pairs) -> tuple[float, npt.ArrayLike]:
    return float((pairs.cells * pairs.other_rows).sum()), 2 * pairs.other_rows


def _columns_differ(pairs: Pairs) -> tuple[float, npt.ArrayLike]:
    return float((pairs.cells * pairs.other_columns).sum()), 2 * pairs.other_columns


def _either_differs(pairs: Pairs) -> tuple[float, npt.ArrayLike]:
    both = (pairs.other_rows + pairs.other_columns) / 2
    return float((pairs.cells * both).sum()), 2 * both


def _geometric_mean(pairs: Pairs) -> tuple[float, npt.ArrayLike]:
    rows, columns = _rows_differ(pairs)[0], _columns_differ(pairs)[0]
    ratio = math.sqrt(columns / rows)
    return math.sqrt(rows * columns), pairs.other_rows * ratio + pairs.other_columns / ratio


def _most_pairs(pairs: Pairs) -> tuple[float, npt.ArrayLike]:
    n, m = float(pairs.cells.sum()), min(pairs.cells.shape)
    return n**2 * (m - 1) / m, 2 * n * (m - 1) / m


def _estimate(name: str, table: Crosstab, base: Base, confidence: float) -> Estimate:
    found = occupied(table)
    value, error = _with_error(compared(found.cells), base) if found.comparable else (math.nan, math.nan)
    return wald_estimate(name, value, error, table=table, notes=found.notes, confidence=confidence, bounds=(-1.0, 1.0))


def _with_error(pairs: Pairs, base: Base) -> tuple[float, float]:
    of, slope = base(pairs)
    value = pairs.excess / of
    slopes = (2 * (pairs.concordant - pairs.discordant) - value * np.asarray(slope)) / of
    return value, math.sqrt(float((pairs.cells * slopes**2).sum()))
