"""How much better one knows the column of an observation once its row is known, or the other way round."""

import math
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any, Literal, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.arguments import check_choice, check_confidence
from klaster_analisis.analysis.inference.occupied import Occupied, occupied
from klaster_analisis.analysis.inference.result import CONFIDENCE, Estimate, Note
from klaster_analisis.analysis.inference.wald import wald_estimate

Floats = npt.NDArray[np.float64]
Parts = tuple[Floats, Floats]
"""
What an observation of each cell adds to the numerator and to the denominator of a measure. These are also the derivatives
of numerator and denominator by the cells.
"""

Predict = Literal["column", "row"]
PredictAny = Literal["column", "row", "symmetric"]

WAYS = 1_000
"""Most ways to break ties that are looked at."""


def goodman_kruskal_lambda(table: Crosstab, *, predict: PredictAny = "column", confidence: float = CONFIDENCE) -> Estimate:
    """
    Measure how many fewer errors one makes in guessing the most frequent category, once the other variable is known.

    Parameters
    ----------
    table : Crosstab
        Rows and columns in which nobody was counted are left out, and the result says so.
    predict : {"column", "row", "symmetric"}
        Which is guessed: the column from the row, the row from the column, or either with equal chance.
    confidence : float
        Level of the interval.

    Returns
    -------
    Estimate
        Between 0 (no fewer errors, which need not mean independent) and 1 (no errors). Without interval where the
        standard error is 0 (note ``galat_baku_nol``), as it mostly is at 0 and 1. A note ``modus_kembar`` tells which
        most frequent categories are tied.

    Raises
    ------
    UsageError
        If `predict` is none of the three.

    Notes
    -----
    For columns: (sum of the largest count of each row − largest column total) / (n − largest column total). Symmetric:
    numerators and denominators of both directions added up (Goodman & Kruskal, 1954). Standard error by the delta method
    under multinomial sampling (Goodman & Kruskal, 1963). That needs every mode to be a single one. Where modes are tied,
    programs take one by its position, and so get a standard error that depends on the order of rows and columns; here it
    is the largest that any choice gives, and it is missing if there are more than 1,000 choices. Wald interval, cut at 0
    and 1.
    Checked against: R, the formulas of SAS PROC FREQ typed in; R, ``spicy::assoc_measures``, as printed.

    Examples
    --------
    >>> import pandas as pd
    >>> table = Crosstab(pd.DataFrame({"ada": [4, 13, 17], "tidak_ada": [8, 4, 2]}))
    >>> found = goodman_kruskal_lambda(table)
    >>> round(found.value, 3), round(found.standard_error, 3)
    (0.286, 0.209)
    """
    check_choice("predict", predict, get_args(PredictAny))
    tied = _tied_modes(occupied(table), predict)
    return _ratio(table, f"goodman_kruskal_lambda_{predict}", _modes, predict=predict, confidence=confidence, tied=tied)


def goodman_kruskal_tau(table: Crosstab, *, predict: Predict = "column", confidence: float = CONFIDENCE) -> Estimate:
    """
    Measure how many fewer errors one makes in guessing categories as often as they occur, once the other is known.

    Parameters
    ----------
    table : Crosstab
        Rows and columns in which nobody was counted are left out, and the result says so.
    predict : {"column", "row"}
        Which is guessed from the other.
    confidence : float
        Level of the interval.

    Returns
    -------
    Estimate
        Between 0 (independent) and 1 (the other variable settles it). Without interval where the standard error is 0
        (note ``galat_baku_nol``): at 0 and 1.

    Raises
    ------
    UsageError
        If `predict` is neither.

    Notes
    -----
    For columns, with shares p: (sum of p_ij² / p_i. − sum of p_.j²) / (1 − sum of p_.j²) (Goodman & Kruskal, 1954). In a
    2 × 2 table it is phi². Standard error by the delta method under multinomial sampling (Goodman & Kruskal, 1972;
    Liebetrau, 1983). Wald interval, cut at 0 and 1; near 0 it is rough, for there tau is not normal.
    Checked against: R, Liebetrau's formula; R, ``DescTools::GoodmanKruskalTau`` and ``spicy::assoc_measures``, as printed.

    Examples
    --------
    >>> import pandas as pd
    >>> found = goodman_kruskal_tau(Crosstab(pd.DataFrame({"ada": [4, 13, 17], "tidak_ada": [8, 4, 2]})))
    >>> round(found.value, 3), round(found.standard_error, 3)
    (0.242, 0.133)
    """
    check_choice("predict", predict, get_args(Predict))
    return _ratio(table, f"goodman_kruskal_tau_{predict}", _proportions, predict=predict, confidence=confidence)


def uncertainty_coefficient(table: Crosstab, *, predict: PredictAny = "column", confidence: float = CONFIDENCE) -> Estimate:
    """
    Measure which part of the entropy of one variable the other takes away: Theil's U.

    Parameters
    ----------
    table : Crosstab
        Rows and columns in which nobody was counted are left out, and the result says so.
    predict : {"column", "row", "symmetric"}
        Whose entropy: that of the columns, of the rows, or of both.
    confidence : float
        Level of the interval.

    Returns
    -------
    Estimate
        Between 0 (independent) and 1 (the other variable settles it). Without interval where the standard error is 0
        (note ``galat_baku_nol``): at 0 and 1, and in some very regular tables.

    Raises
    ------
    UsageError
        If `predict` is none of the three.

    Notes
    -----
    For columns: (H(row) + H(column) − H(cell)) / H(column), where H = − sum of p log p. Symmetric: twice the numerator
    over H(row) + H(column) (Theil, 1970). Standard error by the delta method under multinomial sampling. Wald interval,
    cut at 0 and 1; near 0 it is rough, for there U is not normal.
    Checked against: R, the formulas of SAS PROC FREQ typed in; R, ``spicy::assoc_measures``, as printed.

    Examples
    --------
    >>> import pandas as pd
    >>> found = uncertainty_coefficient(Crosstab(pd.DataFrame({"ada": [4, 13, 17], "tidak_ada": [8, 4, 2]})))
    >>> round(found.value, 3), round(found.standard_error, 3)
    (0.196, 0.109)
    """
    check_choice("predict", predict, get_args(PredictAny))
    return _ratio(table, f"uncertainty_coefficient_{predict}", _entropies, predict=predict, confidence=confidence)


def _modes(cells: Floats) -> Iterator[Parts]:
    """Give the parts of lambda for columns, once for each way to choose the modes, of all and of each row."""
    pick = np.eye(cells.shape[1])
    ties = [np.flatnonzero(counts == counts.max()) for counts in (cells.sum(axis=0), *cells)]
    for overall, *within in product(*ties):
        blind = np.tile(pick[overall], (len(cells), 1))
        yield pick[within] - blind, 1 - blind


def _proportions(cells: Floats) -> Iterator[Parts]:
    """Give the parts of tau for columns."""
    within = cells / cells.sum(axis=1, keepdims=True)
    overall = np.tile(cells.sum(axis=0) / cells.sum(), (len(cells), 1))
    given, blind = (2 * share - (share**2).sum(axis=1, keepdims=True) for share in (within, overall))
    yield given - blind, 1 - blind


def _entropies(cells: Floats) -> Iterator[Parts]:
    """Give the parts of U for columns."""
    overall = np.tile(cells.sum(axis=0) / cells.sum(), (len(cells), 1))
    lift = cells / cells.sum(axis=1, keepdims=True) / overall
    yield np.log(lift, out=np.zeros_like(lift), where=lift > 0), -np.log(overall)


def _directed(parts: Callable[[Floats], Iterator[Parts]], predict: str, cells: Floats) -> Iterator[Parts]:
    for gain, room in parts(cells if predict != "row" else cells.T):
        if predict != "symmetric":
            yield (gain, room) if predict == "column" else (gain.T, room.T)
            continue
        for other_gain, other_room in parts(cells.T):
            yield gain + other_gain.T, room + other_room.T


def _ratio(
    table: Crosstab,
    name: str,
    parts: Callable[[Floats], Iterator[Parts]],
    *,
    predict: str,
    confidence: float,
    tied: tuple[Note, ...] = (),
) -> Estimate:
    check_confidence(confidence)
    found = occupied(table)
    value = error = math.nan
    if found.comparable:
        cells = found.cells.astype(float)
        value = _value(cells, *next(_directed(parts, predict, cells)))
        if not tied or tied[0].values["cara"] <= WAYS:
            error = max(_error(cells, value, *either) for either in _directed(parts, predict, cells))
    notes = (*found.notes, *tied)
    return wald_estimate(name, value, error, table=table, notes=notes, confidence=confidence, bounds=(0.0, 1.0))


def _value(cells: Floats, gain: Floats, room: Floats) -> float:
    return min(1.0, max(0.0, float((cells * gain).sum() / (cells * room).sum())))


def _error(cells: Floats, value: float, gain: Floats, room: Floats) -> float:
    return math.sqrt((cells * (gain - value * room) ** 2).sum()) / float((cells * room).sum())


def _tied_modes(found: Occupied, predict: str) -> tuple[Note, ...]:
    """Name the rows and columns whose mode is tied, the totals tied for the largest, and count the ways to choose."""
    if not found.comparable:
        return ()
    ties: dict[str, list[Any]] = {"dalam_baris": [], "dalam_kolom": [], "jumlah_baris": [], "jumlah_kolom": []}
    ways = 1
    if predict != "row":
        ties["dalam_baris"], ties["jumlah_kolom"], ways = _ties(found.counts)
    if predict != "column":
        ties["dalam_kolom"], ties["jumlah_baris"], more = _ties(found.counts.T)
        ways *= more
    return (Note("modus_kembar", {**ties, "cara": ways}),) if ways > 1 else ()


def _ties(counts: pd.DataFrame) -> tuple[list[Any], list[Any], int]:
    cells = counts.to_numpy()
    largest = cells == cells.max(axis=1, keepdims=True)
    often = largest.sum(axis=1)
    totals = cells.sum(axis=0) == cells.sum(axis=0).max()
    columns = counts.columns[totals].tolist() if totals.sum() > 1 else []
    return counts.index[often > 1].tolist(), columns, math.prod(often.tolist()) * int(totals.sum())
