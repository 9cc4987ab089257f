"""Do the answers rise or fall with the rows? Tests for tables with an order in their rows, columns or both."""

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt
from scipy.stats import chi2, norm

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.arguments import check_choice
from klaster_analisis.analysis.inference.exact.ways import TooLargeError
from klaster_analisis.analysis.inference.occupied import occupied
from klaster_analisis.analysis.inference.ordered.concordance import somers_d
from klaster_analisis.analysis.inference.ordered.score_sums import as_extreme
from klaster_analisis.analysis.inference.ordered.scored import correlation, scaled, scored, slope
from klaster_analisis.analysis.inference.result import CONFIDENCE, Estimate, HypothesisTest, Note
from klaster_analisis.analysis.inference.wald import wald_estimate
from klaster_analisis.errors import Fault, UsageError

Method = Literal["asymptotic", "exact"]


def linear_by_linear(
    table: Crosstab,
    *,
    row_scores: Sequence[float] | None = None,
    column_scores: Sequence[float] | None = None,
    confidence: float = CONFIDENCE,
) -> HypothesisTest:
    """
    Test for a trend of ordered answers over ordered rows.

    Parameters
    ----------
    table : Crosstab
        Rows and columns must be in order. Those in which nobody was counted keep their place on the scale.
    row_scores, column_scores : sequence of float, optional
        Where each row and column of the table stands on its scale, the empty ones included; 1, 2, 3 … by default.
    confidence : float
        Level of the interval of the effect.

    Returns
    -------
    HypothesisTest
        The effect is ``score_correlation``: Pearson's correlation of the scores. A note ``skor_sama`` says that all who
        were counted have the same score.

    Raises
    ------
    UsageError
        If there is not one number for each row or column.

    Notes
    -----
    M² = (n − 1) r² against chi-square with 1 degree of freedom (Mantel, 1963; Agresti, 2013, section 3.4). The standard
    error of r is the delta method's, without a null hypothesis (Brown & Benedetti, 1977), its interval Wald's, cut at −1
    and 1: in small samples it may disagree with the test.
    Checked against: R, ``vcdExtra::CMHtest(x)$table["cor", ]``, ``coin::lbl_test(as.table(x))``, ``cor(x, y)``.

    Examples
    --------
    >>> import pandas as pd
    >>> cells = {"pasif": [2, 5, 7], "aktif": [2, 5, 10], "proaktif": [0, 3, 0]}
    >>> test = linear_by_linear(Crosstab(pd.DataFrame(cells, index=["kecil", "menengah", "besar"])))
    >>> round(test.statistic, 3), round(test.p, 3), round(test.effect.value, 3)
    (0.097, 0.756, -0.054)
    """
    rows = scored(table.row_totals, row_scores, parameter="row_scores", axis="baris")
    columns = scored(table.column_totals, column_scores, parameter="column_scores", axis="kolom")
    notes = _notes(table, *rows.notes, *columns.notes)
    told = rows.spread and columns.spread and not table.weighted
    r, error = correlation(table.counts, rows, columns) if told else (math.nan, math.nan)
    effect = wald_estimate("score_correlation", r, error, table=table, notes=notes, confidence=confidence, bounds=(-1.0, 1.0))
    statistic = (table.n - 1) * r**2
    return _test("linear_by_linear", effect, notes, statistic=statistic, df=1, p=float(chi2.sf(statistic, 1)))


def cochran_armitage(
    table: Crosstab, *, scores: Sequence[float] | None = None, method: Method = "asymptotic", confidence: float = CONFIDENCE
) -> HypothesisTest:
    """
    Test for a trend of a share over ordered groups.

    Parameters
    ----------
    table : Crosstab
        The groups are the rows of a table with two columns, or the columns of a table with two rows (of a 2 × 2 table,
        the rows), and must be in order. The share is that of the first column (or row).
    scores : sequence of float, optional
        Where each group stands on its scale, the empty ones included; 1, 2, 3 … by default.
    method : {"asymptotic", "exact"}
        The exact p is quick for some hundreds of firms, and scores at equal steps.
    confidence : float
        Level of the interval of the effect.

    Returns
    -------
    HypothesisTest
        The statistic is z², with either method. The effect is ``share_slope``: the change of the share by one unit of score.
        A note ``skor_sama`` says that all groups have the same score.

    Raises
    ------
    UsageError
        If the table has more than two rows and more than two columns, there is not one score for each group, or the exact
        distribution is too large.

    Notes
    -----
    With b the least-squares slope of the share p on the scores s, and q = 1 − p: z² = b² × sum of total × (s − mean)² / pq,
    p and the mean over all groups, against chi-square with 1 degree of freedom, without continuity correction (Cochran,
    1954; Armitage, 1955). Exact: given both margins, the probability of all tables whose sum of scores is at least as far
    from its mean, where distances that differ by less than 1e-7 of the observed one are the same. The standard error of b
    takes each group's own binomial variance; its Wald interval may disagree with the test in small samples, and is missing
    where each share is 0 or 1 (note ``galat_baku_nol``).
    Checked against: R, ``prop.trend.test(x, n, score)``, ``coef(lm(x / n ~ score, weights = n))``, and for the exact p
    ``coin::independence_test(score ~ answer, distribution = "exact")``.

    Examples
    --------
    >>> import pandas as pd
    >>> table = Crosstab(pd.DataFrame({"ada": [4, 13, 17], "tidak_ada": [8, 4, 2]}, index=["kecil", "menengah", "besar"]))
    >>> test = cochran_armitage(table)
    >>> round(test.statistic, 3), round(test.p, 5), round(test.effect.value, 3)
    (10.441, 0.00123, 0.268)
    >>> round(cochran_armitage(table, method="exact").p, 5)
    0.0013
    """
    check_choice("method", method, get_args(Method))
    upright = _groups_as_rows(table)
    axis = "baris" if upright is table else "kolom"
    groups = scored(upright.row_totals, scores, parameter="scores", axis=axis)
    notes = _notes(table, *groups.notes)
    testable = groups.spread > 0 and occupied(table).comparable
    totals, chosen = upright.row_totals.to_numpy(), upright.counts.iloc[:, :1].sum(axis="columns").to_numpy()
    b, error = slope(chosen, totals, groups) if testable else (math.nan, math.nan)
    effect = wald_estimate("share_slope", b, error, table=table, notes=notes, confidence=confidence)
    effect = scaled(effect, 1 / groups.unit)
    share = chosen.sum() / table.n if testable else math.nan
    statistic = float(b**2 * groups.spread / (share * (1 - share)))
    if method == "exact":
        there = totals > 0
        p = _exact_p(totals[there], groups.scores[there], chosen[there]) if testable else math.nan
        return _test("cochran_armitage", effect, notes, method="exact", statistic=statistic, p=p)
    return _test("cochran_armitage", effect, notes, statistic=statistic, df=1, p=float(chi2.sf(statistic, 1)))


def _exact_p(totals: npt.ArrayLike, scores: npt.ArrayLike, chosen: npt.ArrayLike) -> float:
    try:
        return as_extreme(totals, scores, chosen)
    except TooLargeError:
        problem = "there are too many combinations of counts and scores for an exact p."
        remedy = 'Ask for method "asymptotic", or give scores at equal steps.'
        raise UsageError([Fault("method", problem, remedy)]) from None


def jonckheere_terpstra(table: Crosstab, *, confidence: float = CONFIDENCE) -> HypothesisTest:
    """
    Test whether ordered groups give ever higher (or ever lower) answers, without scores.

    Parameters
    ----------
    table : Crosstab
        Rows are the groups, columns the answers; both must be in order.
    confidence : float
        Level of the interval of the effect.

    Returns
    -------
    HypothesisTest
        The statistic is z, above 0 where later rows give later answers. The effect is ``probability_of_superiority``:
        of two firms from different rows, how probably that of the later row gives the later answer, a tie counting half.
        Times the number of such pairs it is the statistic J.

    Notes
    -----
    J is the sum of the Mann–Whitney counts of all pairs of rows, ties counting half; z = (J − mean) / standard deviation, with
    the variance corrected for ties, two-sided and without continuity correction (Jonckheere, 1954; Terpstra, 1952; Hollander
    & Wolfe, 1999, section 6.2). There is no exact p. The effect is (1 + Somers' d) / 2, and its standard error and interval are
    those of `somers_d`, halved: without a null hypothesis, so that in small samples they may disagree with the test.
    Checked against: R, ``kSamples::jt.test(groups)$JT``; all permutations of small tables.

    Examples
    --------
    >>> import pandas as pd
    >>> cells = {"pasif": [2, 5, 7], "aktif": [2, 5, 10], "proaktif": [0, 3, 0]}
    >>> test = jonckheere_terpstra(Crosstab(pd.DataFrame(cells, index=["kecil", "menengah", "besar"])))
    >>> round(test.statistic, 3), round(test.p, 3), round(test.effect.value, 3)
    (-0.331, 0.741, 0.474)
    """
    found, d = occupied(table), somers_d(table, confidence=confidence)
    effect = wald_estimate(
        "probability_of_superiority",
        (1 + d.value) / 2,
        d.standard_error / 2,
        table=table,
        notes=found.notes,
        confidence=confidence,
        bounds=(0.0, 1.0),
    )
    z = _jonckheere_z(found.cells, d.value) if found.comparable else math.nan
    return _test("jonckheere_terpstra", effect, found.notes, statistic=z, p=float(2 * norm.sf(abs(z))))


def _jonckheere_z(cells: npt.ArrayLike, d: float) -> float:
    counts = np.asarray(cells, dtype=float)
    n, rows, columns = counts.sum(), counts.sum(axis=1), counts.sum(axis=0)
    deviation = d * (n**2 - (rows**2).sum()) / 4  # J less its mean: half the pairs in different rows, times d
    twos = (rows * (rows - 1)).sum() * (columns * (columns - 1)).sum()
    threes = (rows * (rows - 1) * (rows - 2)).sum() * (columns * (columns - 1) * (columns - 2)).sum()
    whole, tied_rows, tied_columns = (float((t * (t - 1) * (2 * t + 5)).sum()) for t in (n, rows, columns))
    variance = (whole - tied_rows - tied_columns) / 72 + twos / (8 * n * (n - 1))
    if n > 2:
        variance += threes / (36 * n * (n - 1) * (n - 2))
    return float(deviation / math.sqrt(variance))


def _groups_as_rows(table: Crosstab) -> Crosstab:
    rows, columns = table.counts.shape
    if columns <= 2:
        return table
    if rows <= 2:
        return Crosstab(table.counts.T)
    problem = f"a table of {rows} × {columns} has no two answers."
    raise UsageError([Fault("table", problem, "Give a table with two rows or two columns, or use linear_by_linear.")])


def _notes(table: Crosstab, *of_scores: Note) -> tuple[Note, ...]:
    found = occupied(table)
    return (*found.notes, *of_scores) if found.comparable else found.notes


def _test(
    name: str,
    effect: Estimate,
    notes: tuple[Note, ...],
    *,
    statistic: float,
    p: float,
    df: int | None = None,
    method: Method = "asymptotic",
) -> HypothesisTest:
    return HypothesisTest(
        name=name,
        method=method,
        statistic=statistic,
        df=df,
        p=p,
        n=effect.n,
        effect_of=partial(replace, effect),
        left_out=effect.left_out,
        notes=notes,
    )
