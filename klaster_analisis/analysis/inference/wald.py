"""The Wald interval: a value, plus and minus some standard errors."""

import math

import numpy as np
from scipy.stats import norm

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.arguments import check_confidence
from klaster_analisis.analysis.inference.result import Estimate, Note

_ROUNDING = 1e-12


def wald_interval(value: float, standard_error: float, *, confidence: float) -> tuple[float, float]:
    """
    Give the Wald interval of a value.

    Parameters
    ----------
    value, standard_error : float
        NaN where they are not defined; the interval is then NaN too.
    confidence : float
        Level of the interval.

    Returns
    -------
    (float, float)

    Raises
    ------
    UsageError
        If the confidence is not between 0 and 1.

    Notes
    -----
    value ± z × standard error, z the normal quantile of (1 + confidence)/2 (Wald, 1943).
    Checked against: R, ``value + c(-1, 1) * qnorm(0.975) * se``.

    Examples
    --------
    >>> [round(end, 3) for end in wald_interval(0.6, 0.25, confidence=0.95)]
    [0.11, 1.09]
    """
    check_confidence(confidence)
    margin = float(norm.isf((1 - confidence) / 2)) * standard_error
    return value - margin, value + margin


def wald_estimate(
    name: str,
    value: float,
    standard_error: float,
    *,
    table: Crosstab,
    notes: tuple[Note, ...],
    confidence: float,
    bounds: tuple[float, float] = (-math.inf, math.inf),
) -> Estimate:
    """
    Give what was measured on a table, with its Wald interval.

    Parameters
    ----------
    name : str
        Which quantity.
    value, standard_error : float
        NaN where they are not defined; the notes then say why.
    table : Crosstab
        On which it was measured.
    notes : tuple of Note
    confidence : float
        Level of the interval.
    bounds : (float, float)
        What the quantity can be; the interval is cut there.

    Returns
    -------
    Estimate
        Where the standard error is 0 there is no interval (NaN), and a note ``galat_baku_nol`` says so: one without width
        would claim that the value is known.

    Examples
    --------
    >>> import pandas as pd
    >>> table = Crosstab(pd.DataFrame({"ada": [1, 0], "tidak_ada": [0, 1]}))
    >>> wald_estimate("kendalls_tau_b", 1.0, 0.0, table=table, notes=(), confidence=0.95).notes
    (Note(kind='galat_baku_nol', values={'nilai': 1.0}),)
    """
    low, high = wald_interval(value, standard_error, confidence=confidence)
    if standard_error < _ROUNDING:
        standard_error, low, high = 0.0, math.nan, math.nan
        notes = (*notes, Note("galat_baku_nol", {"nilai": value}))
    return Estimate(
        name=name,
        value=value,
        method="wald",
        n=table.n,
        low=float(np.clip(low, *bounds)),
        high=float(np.clip(high, *bounds)),
        confidence=confidence,
        standard_error=standard_error,
        left_out=table.left_out,
        notes=notes,
    )
