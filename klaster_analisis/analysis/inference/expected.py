"""What independence expects of the cells of a table, and how far they are from it."""

import numpy as np
import numpy.typing as npt
from scipy.special import rel_entr

from klaster_analisis.analysis.inference.result import Note

Floats = npt.NDArray[np.float64]


def expected(cells: npt.ArrayLike) -> Floats:
    """
    Give the counts that independence of rows and columns expects.

    Parameters
    ----------
    cells : array_like, shape (rows, columns)
        Counts; every row and column has a total above 0.

    Returns
    -------
    numpy.ndarray
        Same shape and same margins.

    Notes
    -----
    Row total × column total / n. No cell is changed, and no constant is added.
    Checked against: R, ``chisq.test(x, correct = FALSE)$expected``.

    Examples
    --------
    >>> expected([[4, 8], [13, 4], [17, 2]])[0].round(2).tolist()
    [8.5, 3.5]
    """
    counts = np.asarray(cells, dtype=float)
    means: Floats = np.multiply.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    return means


def small_expected(cells: npt.ArrayLike) -> tuple[Note, ...]:
    """
    Note expected counts below 5, where large-sample distributions are rough.

    Parameters
    ----------
    cells : array_like, shape (rows, columns)
        Counts; every row and column has a total above 0.

    Returns
    -------
    tuple of Note
        ``harapan_kecil`` with how many are below 5 (``kecil``), of how many (``sel``), and the smallest (``terkecil``).
        Empty if none is.

    Notes
    -----
    The limit is Cochran's (1954).
    Checked against: R, ``chisq.test(x)$expected``.

    Examples
    --------
    >>> small_expected([[4, 8], [13, 4], [17, 2]])[0].values
    {'kecil': 2, 'sel': 6, 'terkecil': 3.5}
    """
    means = expected(cells)
    few = int((means < 5).sum())
    return (Note("harapan_kecil", {"kecil": few, "sel": means.size, "terkecil": float(means.min())}),) if few else ()


def pearson_statistic(cells: npt.ArrayLike) -> float:
    """
    Measure the distance from independence by Pearson's chi-square.

    Parameters
    ----------
    cells : array_like, shape (rows, columns)
        Counts; every row and column has a total above 0.

    Returns
    -------
    float
        0 where the cells are as expected.

    Notes
    -----
    Sum of (count − expected)² / expected (Pearson, 1900), without continuity correction, for 2 × 2 tables too.
    Checked against: R, ``chisq.test(x, correct = FALSE)$statistic``.

    Examples
    --------
    >>> round(pearson_statistic([[4, 8], [13, 4], [17, 2]]), 3)
    11.625
    """
    counts, means = np.asarray(cells, dtype=float), expected(cells)
    return float(((counts - means) ** 2 / means).sum())


def likelihood_ratio_statistic(cells: npt.ArrayLike) -> float:
    """
    Measure the distance from independence by the likelihood ratio.

    Parameters
    ----------
    cells : array_like, shape (rows, columns)
        Counts; every row and column has a total above 0.

    Returns
    -------
    float
        0 where the cells are as expected.

    Notes
    -----
    2 × sum of count × log(count / expected), where a count of 0 adds 0 (Wilks, 1938); also called G or deviance. Without
    continuity correction.
    Checked against: R, ``vcd::assocstats(x)$chisq_tests["Likelihood Ratio", "X^2"]``.

    Examples
    --------
    >>> round(likelihood_ratio_statistic([[4, 8], [13, 4], [17, 2]]), 3)
    11.336
    """
    divergence = rel_entr(np.asarray(cells, dtype=float), expected(cells)).sum()
    return max(0.0, 2 * float(divergence))  # rounding may leave a negative zero
