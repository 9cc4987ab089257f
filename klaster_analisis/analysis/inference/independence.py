"""Do the answers go with the rows? Tests of independence for any table, exact where they can be."""

import math
from collections.abc import Callable
from functools import partial

import numpy.typing as npt
from scipy.stats import chi2

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.association.chi_square_based import cramers_v
from klaster_analisis.analysis.inference.exact.costs import CHI_SQUARE, LIKELIHOOD_RATIO, PROBABILITY, Cost
from klaster_analisis.analysis.inference.exact.enumeration import exact_p
from klaster_analisis.analysis.inference.exact.simulation import simulated_p
from klaster_analisis.analysis.inference.exact.ways import TooLargeError
from klaster_analisis.analysis.inference.expected import likelihood_ratio_statistic, pearson_statistic, small_expected
from klaster_analisis.analysis.inference.occupied import Occupied, occupied
from klaster_analisis.analysis.inference.result import HypothesisTest, Note
from klaster_analisis.errors import Fault, UsageError

LIMIT = 100_000_000
"""Steps of an exact enumeration, by default: some ten seconds."""

DRAWS = 100_000
SEED = 1


def pearson_chi_square(table: Crosstab) -> HypothesisTest:
    """
    Test independence by Pearson's chi-square, with its large-sample distribution.

    Parameters
    ----------
    table : Crosstab
        Rows and columns in which nobody was counted are left out, and the result says so.

    Returns
    -------
    HypothesisTest
        Without continuity correction. A note ``harapan_kecil`` tells how many expected counts are below 5.

    Notes
    -----
    Sum of (count − expected)² / expected against chi-square with (rows − 1)(columns − 1) degrees of freedom (Pearson, 1900).
    Checked against: R, ``chisq.test(x, correct = FALSE)``.

    Examples
    --------
    >>> import pandas as pd
    >>> test = pearson_chi_square(Crosstab(pd.DataFrame({"ada": [4, 13, 17], "tidak_ada": [8, 4, 2]})))
    >>> round(test.statistic, 3), test.df, round(test.p, 5)
    (11.625, 2, 0.00299)
    """
    return _asymptotic(table, "pearson_chi_square", pearson_statistic)


def likelihood_ratio(table: Crosstab) -> HypothesisTest:
    """
    Test independence by the likelihood ratio (G), with its large-sample distribution.

    Parameters
    ----------
    table : Crosstab
        Rows and columns in which nobody was counted are left out, and the result says so.

    Returns
    -------
    HypothesisTest
        Without continuity correction. A note ``harapan_kecil`` tells how many expected counts are below 5.

    Notes
    -----
    2 × sum of count × log(count / expected) against chi-square with (rows − 1)(columns − 1) degrees of freedom (Wilks, 1938).
    Checked against: R, ``2 * sum(x * log(x / expected))`` over x above 0, and ``pchisq``.

    Examples
    --------
    >>> import pandas as pd
    >>> test = likelihood_ratio(Crosstab(pd.DataFrame({"ada": [4, 13, 17], "tidak_ada": [8, 4, 2]})))
    >>> round(test.statistic, 3), test.df, round(test.p, 5)
    (11.336, 2, 0.00346)
    """
    return _asymptotic(table, "likelihood_ratio", likelihood_ratio_statistic)


def _asymptotic(table: Crosstab, name: str, measure: Callable[[npt.ArrayLike], float]) -> HypothesisTest:
    found = occupied(table)
    if not found.comparable:
        return _nothing_to_test(table, name, "asymptotic", found)
    statistic = measure(found.cells)
    df = (found.cells.shape[0] - 1) * (found.cells.shape[1] - 1)
    return HypothesisTest(
        name=name,
        method="asymptotic",
        statistic=statistic,
        df=df,
        p=float(chi2.sf(statistic, df)),
        n=table.n,
        effect_of=partial(cramers_v, table),
        left_out=table.left_out,
        notes=(*found.notes, *small_expected(found.cells)),
    )


def fisher_freeman_halton(table: Crosstab, *, limit: float = LIMIT, draws: int = DRAWS, seed: int = SEED) -> HypothesisTest:
    """
    Test independence exactly: Fisher's test for a table of any size.

    Parameters
    ----------
    table : Crosstab
        Rows and columns in which nobody was counted are left out, and the result says so.
    limit : float
        Most steps that the enumeration may take. Where more would be needed, or more memory than is sensible, tables are
        drawn at random instead, and the result says so.
    draws, seed : int
        Of that Monte Carlo p.

    Returns
    -------
    HypothesisTest
        The method is ``"exact"``, or ``"monte_carlo"`` with its simulation and a note.

    Raises
    ------
    UsageError
        If draws or seed are none, or there are more than three thousand million firms: then no table can be drawn.

    Notes
    -----
    Given both margins, the probability of all tables that are at most as probable as this one (Fisher, 1935; Freeman &
    Halton, 1951). Tables whose probabilities differ by less than 3.4525e-7 of them are equally probable, as in R's FEXACT.
    Checked against: R, ``fisher.test(x)$p.value``; the list of all tables, in fractions.

    Examples
    --------
    >>> import pandas as pd
    >>> test = fisher_freeman_halton(Crosstab(pd.DataFrame({"ada": [4, 13, 17], "tidak_ada": [8, 4, 2]})))
    >>> test.method, round(test.p, 6)
    ('exact', 0.003023)
    """
    return _exact(table, "fisher_freeman_halton", PROBABILITY, limit=limit, draws=draws, seed=seed)


def exact_chi_square(table: Crosstab, *, limit: float = LIMIT, draws: int = DRAWS, seed: int = SEED) -> HypothesisTest:
    """
    Test independence by Pearson's chi-square, with its exact distribution given both margins.

    Parameters
    ----------
    table, limit, draws, seed
        As in `fisher_freeman_halton`.

    Returns
    -------
    HypothesisTest

    Notes
    -----
    Given both margins, the probability of all tables whose chi-square is at least as large (Yates, 1934; Agresti, 1992).
    Checked against: the list of all tables, in fractions.

    Examples
    --------
    >>> import pandas as pd
    >>> round(exact_chi_square(Crosstab(pd.DataFrame({"ada": [4, 13, 17], "tidak_ada": [8, 4, 2]}))).p, 6)
    0.002341
    """
    return _exact(table, "exact_chi_square", CHI_SQUARE, limit=limit, draws=draws, seed=seed)


def exact_likelihood_ratio(table: Crosstab, *, limit: float = LIMIT, draws: int = DRAWS, seed: int = SEED) -> HypothesisTest:
    """
    Test independence by the likelihood ratio (G), with its exact distribution given both margins.

    Parameters
    ----------
    table, limit, draws, seed
        As in `fisher_freeman_halton`.

    Returns
    -------
    HypothesisTest

    Notes
    -----
    Given both margins, the probability of all tables whose G is at least as large (Agresti, 1992).
    Checked against: the list of all tables, in whole numbers.

    Examples
    --------
    >>> import pandas as pd
    >>> round(exact_likelihood_ratio(Crosstab(pd.DataFrame({"ada": [4, 13, 17], "tidak_ada": [8, 4, 2]}))).p, 6)
    0.004534
    """
    return _exact(table, "exact_likelihood_ratio", LIKELIHOOD_RATIO, limit=limit, draws=draws, seed=seed)


def _exact(table: Crosstab, name: str, cost: Cost, *, limit: float, draws: int, seed: int) -> HypothesisTest:
    _check(draws, seed)
    found = occupied(table)
    if not found.comparable:
        return _nothing_to_test(table, name, "exact", found)
    method, notes, simulation = "exact", found.notes, None
    try:
        p, _ = exact_p(found.cells, cost, limit=limit)
    except TooLargeError:
        p, simulation = simulated_p(found.cells, cost, draws=draws, seed=seed)
        method, notes = "monte_carlo", (*notes, Note("monte_carlo", {"batas": limit, "ulangan": draws}))
    return HypothesisTest(
        name=name,
        method=method,
        statistic=_STATISTICS[name](found.cells) if name in _STATISTICS else math.nan,
        p=p,
        n=table.n,
        effect_of=partial(cramers_v, table),
        simulation=simulation,
        left_out=table.left_out,
        notes=notes,
    )


def _check(draws: int, seed: int) -> None:
    if draws < 1:
        raise UsageError([Fault("draws", f"{draws} tables cannot be drawn.", "Give a whole number of 1 or more.")])
    if seed < 0:
        raise UsageError([Fault("seed", f"{seed} is below 0.", "Give a whole number of 0 or more.")])


_STATISTICS = {"exact_chi_square": pearson_statistic, "exact_likelihood_ratio": likelihood_ratio_statistic}


def _nothing_to_test(table: Crosstab, name: str, method: str, found: Occupied) -> HypothesisTest:
    return HypothesisTest(name=name, method=method, p=math.nan, n=table.n, left_out=table.left_out, notes=found.notes)
