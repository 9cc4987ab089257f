"""Tests whether the odds ratio is the same in all of several 2 × 2 tables."""

import math
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from scipy.special import chdtrc, gammaln

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.result import HypothesisTest, Note
from klaster_analisis.analysis.inference.stratified.fixed_sum import TooManyStatesError, probability_of_at_most_as_probable
from klaster_analisis.analysis.inference.stratified.strata import Strata, informative_strata

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

LIMIT = 5_000_000
"""States of the exact test that may be met in one stage: about a second."""


def breslow_day_tarone(tables: Mapping[str, Crosstab]) -> HypothesisTest:
    """
    Test whether the odds ratio is the same in all strata.

    Parameters
    ----------
    tables : mapping of str to Crosstab
        A 2 × 2 table a stratum, by name; all with the same rows and columns in the same order.

    Returns
    -------
    HypothesisTest
        Strata in which a row or column is empty tell nothing and are left out: note ``lapisan_kosong``. NaN with the note
        ``lapisan_kurang`` where fewer than two remain, and with ``rasio_di_batas`` where the common odds ratio is 0 or
        infinite, for then nothing can vary.

    Raises
    ------
    UsageError
        If the tables differ in their rows or columns, or are not 2 × 2.

    Notes
    -----
    With e the expected first count of a stratum if its odds ratio were the Mantel–Haenszel one, and v its variance (1 by the
    sum of the inverses of the four expected counts): sum of (a − e)² / v (Breslow and Day, 1980), less (sum of (a − e))² /
    (sum of v) (Tarone, 1985), against chi-square with one degree of freedom less than strata. A large-sample test:
    with few a stratum, see `zelen_exact`.
    Checked against: R, ``metafor::rma.mh(..., measure = "OR", add = 0, to = "none")$TA``.

    Examples
    --------
    >>> import pandas as pd
    >>> sejenis = Crosstab(pd.DataFrame({"ada": [4, 13], "tidak_ada": [8, 4]}, index=["klaten", "pati"]))
    >>> hilir = Crosstab(pd.DataFrame({"ada": [4, 13], "tidak_ada": [2, 2]}, index=["klaten", "pati"]))
    >>> test = breslow_day_tarone({"sejenis": sejenis, "hilir": hilir})
    >>> round(test.statistic, 3), test.df, round(test.p, 3)
    (0.238, 1, 0.625)
    """
    strata = informative_strata(tables, needed=2, two_by_two=True)
    if strata.too_few:
        return strata.untested("breslow_day_tarone", "asymptotic")
    ratio = strata.odds_ratio
    if ratio in (0.0, math.inf):
        return strata.untested("breslow_day_tarone", "asymptotic", Note("rasio_di_batas", {"rasio": ratio}))
    first = strata.cells[:, 0, 0]
    mean, variance = _expected_firsts(strata.cells, ratio)
    statistic = float(((first - mean) ** 2 / variance).sum() - (first - mean).sum() ** 2 / variance.sum())
    df = len(first) - 1
    return HypothesisTest(
        name="breslow_day_tarone",
        method="asymptotic",
        statistic=max(0.0, statistic),
        df=df,
        p=float(chdtrc(df, max(0.0, statistic))),
        n=strata.n,
        left_out=strata.left_out,
        notes=strata.notes,
    )


def _expected_firsts(cells: Ints, ratio: float) -> tuple[Floats, Floats]:
    """Give mean and variance of the first count of each stratum under a common odds ratio."""
    if ratio < 1:  # columns the other way round: the root below is then safe from cancellation, at 1 too
        mean, variance = _expected_firsts(cells[:, :, ::-1], 1 / ratio)
        return cells[:, 0].sum(axis=1) - mean, variance
    row, column, n = (
        part.astype(float) for part in (cells[:, 0].sum(axis=1), cells[:, :, 0].sum(axis=1), cells.sum(axis=(1, 2)))
    )
    b = n + (ratio - 1) * (row + column)
    mean = 2 * ratio * row * column / (b + np.sqrt(b**2 - 4 * ratio * (ratio - 1) * row * column))
    variance = 1 / (1 / mean + 1 / (row - mean) + 1 / (column - mean) + 1 / (n - row - column + mean))
    return mean, variance


def zelen_exact(tables: Mapping[str, Crosstab]) -> HypothesisTest:
    """
    Test exactly whether the odds ratio is the same in all strata.

    Parameters
    ----------
    tables : mapping of str to Crosstab
        A 2 × 2 table a stratum, by name; all with the same rows and columns in the same order.

    Returns
    -------
    HypothesisTest
        Strata in which a row or column is empty tell nothing and are left out: note ``lapisan_kosong``. NaN with the note
        ``lapisan_kurang`` where fewer than two remain, and with ``pencacahan_terlalu_besar`` where more than `LIMIT` states
        would have to be looked at.

    Raises
    ------
    UsageError
        If the tables differ in their rows or columns, or are not 2 × 2.

    Notes
    -----
    Given the margins of every table and the sum of their first counts, the probability of first counts x is proportional to
    the product of C(row, x) C(n − row, column − x) over the strata, whatever the common odds ratio. p is the sum of the
    probabilities that are at most that of the observed counts (Zelen, 1971), up to a relative difference of 1e-7. It is 1
    where nothing can vary.
    Checked against: R, ``ANSM5::zelen(x, y, z)``, and enumeration in fractions.

    Examples
    --------
    >>> import pandas as pd
    >>> sejenis = Crosstab(pd.DataFrame({"ada": [13, 17], "tidak_ada": [4, 2]}, index=["pati", "tegal"]))
    >>> hulu = Crosstab(pd.DataFrame({"ada": [13, 17], "tidak_ada": [0, 5]}, index=["pati", "tegal"]))
    >>> round(zelen_exact({"sejenis": sejenis, "hulu": hulu}).p, 4)
    0.0742
    """
    strata = informative_strata(tables, needed=2, two_by_two=True)
    if strata.too_few:
        return strata.untested("zelen_exact", "exact")
    try:
        p = _zelen_p(strata)
    except TooManyStatesError:
        return strata.untested("zelen_exact", "exact", Note("pencacahan_terlalu_besar", {"batas": LIMIT}))
    return HypothesisTest(name="zelen_exact", method="exact", p=p, n=strata.n, left_out=strata.left_out, notes=strata.notes)


def _zelen_p(strata: Strata) -> float:
    ratio = strata.odds_ratio
    if ratio in (0.0, math.inf):
        return 1.0  # every first count is at its end, and so is their sum: there is no other way to it
    weights, observed = [], []
    for (a, b), (c, d) in strata.cells.tolist():
        low = max(0, a - d)
        if min(a + b, a + c) - low >= LIMIT:
            raise TooManyStatesError
        x = np.arange(low, min(a + b, a + c) + 1)
        logs = -sum(gammaln(count + 1.0) for count in (x, a + b - x, a + c - x, d - a + x))
        weights.append(logs - logs.max())
        observed.append(a - low)
    return probability_of_at_most_as_probable(weights, observed, tilt=math.log(ratio), limit=LIMIT)
