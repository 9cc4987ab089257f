"""How strongly the rows of a table go with its columns: measures made of Pearson's chi-square."""

import math
from collections.abc import Callable

from scipy.special import chdtr, chndtrinc, ndtri

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.arguments import check_confidence
from klaster_analisis.analysis.inference.expected import pearson_statistic, small_expected
from klaster_analisis.analysis.inference.occupied import occupied
from klaster_analisis.analysis.inference.result import CONFIDENCE, Estimate, Note
from klaster_analisis.analysis.inference.two_by_two.cells import two_by_two

Measure = Callable[[float, int, int], float]
"""From phi square, rows less one and columns less one to a measure of association."""

NORMAL = 1e9
"""Above this the root of a noncentral chi-square is taken as normal; scipy's inversion ends at four times that."""


def phi(table: Crosstab, *, confidence: float = CONFIDENCE) -> Estimate:
    """
    Measure the association of a 2 × 2 table, with its direction.

    Parameters
    ----------
    table : Crosstab
        Two rows and two columns.
    confidence : float
        Level of the interval.

    Returns
    -------
    Estimate
        Between −1 and 1: above 0 where the first row goes with the first column. NaN where a row or column is empty.

    Raises
    ------
    UsageError
        If the table is not 2 × 2.

    Notes
    -----
    phi = (a d − b c) / sqrt(product of the four margins) (Yule, 1912), which is also Pearson's correlation of the two.
    n phi² is Pearson's chi-square X². Taken as noncentral chi-square with one degree of freedom, X² is the square of a
    normal variable with mean sqrt(n) × the phi of the population and variance 1. Inverting that variable, rather than
    its square, keeps the sign: phi ± z / sqrt(n), cut at −1 and 1. As with `cramers_v`, this is rough for small n and
    for phi near −1 or 1. phi reaches these only where row shares and column shares agree.
    Checked against: R, ``vcd::assocstats(x)$phi`` (without sign); ``cor`` of the two as 0 and 1; ends with ``qnorm``.

    Examples
    --------
    >>> import pandas as pd
    >>> found = phi(Crosstab(pd.DataFrame({"ada": [4, 13], "tidak_ada": [8, 4]})))
    >>> round(found.value, 3), round(found.low, 3), round(found.high, 3)
    (-0.431, -0.795, -0.067)
    """
    check_confidence(confidence)
    cells, found = two_by_two(table), occupied(table)
    if not found.comparable:
        return _estimate(table, "phi", "signed_root", confidence, found.notes)
    margins = cells.n1 * cells.n2 * (cells.a + cells.c) * (cells.b + cells.d)
    value = (cells.a * cells.d - cells.b * cells.c) / math.sqrt(margins)
    reach = float(-ndtri((1 - confidence) / 2)) / math.sqrt(table.n)
    ends = max(-1.0, value - reach), min(1.0, value + reach)
    return _estimate(table, "phi", "signed_root", confidence, small_expected(found.cells), value=value, ends=ends)


def cramers_v(table: Crosstab, *, bias_corrected: bool = True, confidence: float = CONFIDENCE) -> Estimate:
    """
    Measure how strongly the rows of a table go with its columns.

    Parameters
    ----------
    table : Crosstab
        Rows and columns in which nobody was counted are left out, and the result says so.
    bias_corrected : bool
        Take off what chance alone adds in small samples (Bergsma, 2013).
    confidence : float
        Level of the interval.

    Returns
    -------
    Estimate
        Between 0 (independent) and 1. NaN where nothing can be compared, and, with the correction, where every row or
        every column holds a single observation (note ``koreksi_tak_tentu``).

    Notes
    -----
    V = sqrt(phi² / k), where phi² = X² / n, X² is Pearson's chi-square without continuity correction and k the smaller of
    rows − 1 and columns − 1 (Cramér, 1946). By chance alone X² is (rows − 1)(columns − 1) n / (n − 1) on average, so V
    is too large. Bias-corrected (Bergsma, 2013): phi² less (rows − 1)(columns − 1) / (n − 1), at least 0, over the smaller
    of rows' − 1 and columns' − 1, where rows' = rows − (rows − 1)² / (n − 1), columns' likewise. It is never above V.

    The interval, with or without correction the same, is for V of the population, which both values estimate. X² is taken
    as noncentral chi-square with df = (rows − 1)(columns − 1) and noncentrality n phi² of the population; the limits are
    the noncentralities under which X² lies at its upper and lower tail (Steiger & Fouladi, 1997), cut at n k. They
    become V by sqrt(noncentrality / (n k)), as in R's effectsize. Smithson's (2003) sqrt((noncentrality + df) / (n k)),
    used by R's DescTools, describes instead what the uncorrected V is on average: it never comes down to 0. The low end
    is 0 unless p < (1 − confidence) / 2. Where X² is below df n / (n − 1), the corrected V is 0 however small X² is, and
    so the high end is that of X² = df n / (n − 1); Steiger and Smithson go on down to an interval without width.
    Where the value still lies outside (uncorrected V with df above 20 or so) the interval is widened to hold it, and a
    note ``selang_diperluas`` gives what it was. All this rests on large samples: with small expected counts (note
    ``harapan_kecil``) it is rough.
    Checked against: R, ``vcd::assocstats(x)$cramer``; ends with ``uniroot`` on ``pchisq(x2, df, ncp)``.

    Examples
    --------
    >>> import pandas as pd
    >>> table = Crosstab(pd.DataFrame({"ada": [4, 13, 17], "tidak_ada": [8, 4, 2]}))
    >>> round(cramers_v(table).value, 3), round(cramers_v(table, bias_corrected=False).value, 3)
    (0.452, 0.492)
    >>> round(cramers_v(table).low, 3), round(cramers_v(table).high, 3)
    (0.174, 0.758)
    """
    return _from_chi_square(table, "cramers_v", _cramer, confidence, bias_corrected=bias_corrected)


def tschuprows_t(table: Crosstab, *, confidence: float = CONFIDENCE) -> Estimate:
    """
    Measure how strongly the rows of a table go with its columns; 1 only in a square table.

    Parameters
    ----------
    table : Crosstab
        Rows and columns in which nobody was counted are left out, and the result says so.
    confidence : float
        Level of the interval.

    Returns
    -------
    Estimate
        Between 0 (independent) and (k / m)^(1/4), where k is the smaller and m the larger of rows − 1 and columns − 1.

    Notes
    -----
    T = sqrt(X² / (n sqrt((rows − 1)(columns − 1)))), X² Pearson's chi-square (Tschuprow, 1925); not corrected for bias.
    The interval is that of `cramers_v`, without correction, on the scale of T.
    Checked against: R, ``(chisq.test(x, correct = FALSE)$statistic / sum(x) / sqrt(df))^0.5``; ends with ``uniroot``.

    Examples
    --------
    >>> import pandas as pd
    >>> round(tschuprows_t(Crosstab(pd.DataFrame({"ada": [4, 13, 17], "tidak_ada": [8, 4, 2]}))).value, 3)
    0.414
    """
    return _from_chi_square(table, "tschuprows_t", _tschuprow, confidence)


def contingency_coefficient(table: Crosstab, *, confidence: float = CONFIDENCE) -> Estimate:
    """
    Measure how strongly the rows of a table go with its columns by Pearson's C, which never reaches 1.

    Parameters
    ----------
    table : Crosstab
        Rows and columns in which nobody was counted are left out, and the result says so.
    confidence : float
        Level of the interval.

    Returns
    -------
    Estimate
        Between 0 (independent) and sqrt(k / (k + 1)), where k is the smaller of rows − 1 and columns − 1: tables of
        different sizes are not comparable, unless C is divided by that (Sakoda, 1977).

    Notes
    -----
    C = sqrt(X² / (X² + n)), X² Pearson's chi-square (Pearson, 1904); not corrected for bias.
    The interval is that of `cramers_v`, without correction, on the scale of C.
    Checked against: R, ``vcd::assocstats(x)$contingency``; ends with ``uniroot``.

    Examples
    --------
    >>> import pandas as pd
    >>> round(contingency_coefficient(Crosstab(pd.DataFrame({"ada": [4, 13, 17], "tidak_ada": [8, 4, 2]}))).value, 3)
    0.442
    """
    return _from_chi_square(table, "contingency_coefficient", _contingency, confidence)


def _cramer(mean_square: float, rows: int, columns: int) -> float:
    return math.sqrt(mean_square / min(rows, columns))


def _tschuprow(mean_square: float, rows: int, columns: int) -> float:
    return math.sqrt(mean_square / math.sqrt(rows * columns))


def _contingency(mean_square: float, rows: int, columns: int) -> float:
    return math.sqrt(mean_square / (1 + mean_square))


def _from_chi_square(
    table: Crosstab, name: str, measure: Measure, confidence: float, *, bias_corrected: bool = False
) -> Estimate:
    check_confidence(confidence)
    method, found = "noncentral_chi_square", occupied(table)
    if not found.comparable:
        return _estimate(table, name, method, confidence, found.notes)
    notes = [*found.notes, *small_expected(found.cells)]
    statistic, (rows, columns) = pearson_statistic(found.cells), (size - 1 for size in found.cells.shape)
    most = min(rows, columns)  # what phi square can be
    limits = _noncentrality(statistic, rows * columns, table.n, confidence)
    value, low, high = (measure(min(size / table.n, most), rows, columns) for size in (statistic, *limits))
    if bias_corrected:
        value = _bias_corrected(min(statistic / table.n, most), rows, columns, table.n)
    if math.isnan(value):
        notes.append(Note("koreksi_tak_tentu", {"n": table.n, "baris": rows + 1, "kolom": columns + 1}))
    if value < low or value > high:
        notes.append(Note("selang_diperluas", {"bawah": low, "atas": high}))
        low, high = min(low, value), max(high, value)
    return _estimate(table, name, method, confidence, tuple(notes), value=value, ends=(low, high))


def _bias_corrected(mean_square: float, rows: int, columns: int, n: int) -> float:
    most = min(size - size**2 / (n - 1) for size in (rows, columns))
    if most <= 0:
        return math.nan  # a row or column for each observation: nothing over nothing
    return math.sqrt(max(0.0, mean_square - rows * columns / (n - 1)) / most)


def _noncentrality(statistic: float, df: int, n: int, confidence: float) -> tuple[float, float]:
    if statistic > NORMAL:
        root, reach = math.sqrt(statistic), float(ndtri((1 + confidence) / 2))
        middle = root - (df - 1) / (2 * root)
        return (middle - reach) ** 2, (middle + reach) ** 2
    chance = df * n / (n - 1)  # what chi-square is on average by chance alone
    high = chndtrinc(max(statistic, chance), df, (1 - confidence) / 2)
    below = (1 + confidence) / 2
    if statistic <= chance or chdtr(df, statistic) <= below:
        return 0.0, float(high)
    return float(chndtrinc(statistic, df, below)), float(high)


def _estimate(
    table: Crosstab,
    name: str,
    method: str,
    confidence: float,
    notes: tuple[Note, ...],
    *,
    value: float = math.nan,
    ends: tuple[float, float] = (math.nan, math.nan),
) -> Estimate:
    return Estimate(
        name=name,
        value=value,
        method=method,
        n=table.n,
        low=ends[0],
        high=ends[1],
        confidence=confidence,
        left_out=table.left_out,
        notes=notes,
    )
