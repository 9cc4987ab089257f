"""Which cells of a table depart from independence."""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import ndtr

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.arguments import check_choice
from klaster_analisis.analysis.inference.expected import expected, small_expected
from klaster_analisis.analysis.inference.occupied import Occupied, occupied
from klaster_analisis.analysis.inference.result import Note

Floats = npt.NDArray[np.float64]
Adjustment = Literal["holm", "fdr_bh"]


@dataclass(frozen=True, eq=False)
class Residuals:
    """
    How far each cell of a table is from what independence expects.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row a cell: ``row``, ``column``, ``count``, ``expected``, ``pearson``, ``adjusted``, ``p``, ``adjusted_p``.
    adjustment : str
        ``"holm"`` or ``"fdr_bh"``.
    tests : int
        How many different tests the p were adjusted for.
    n : int
        On how many it stands.
    left_out : int
        How many were not counted because their row or column is missing.
    notes : tuple of Note
    """

    frame: pd.DataFrame
    adjustment: Adjustment
    tests: int
    n: int
    left_out: int = 0
    notes: tuple[Note, ...] = ()

    def to_frame(self) -> pd.DataFrame:
        """Give one row a cell, in the order of the table."""
        return self.frame.copy()

    def _repr_html_(self) -> str:
        return str(self.frame.to_html(index=False))


def residuals(table: Crosstab, *, adjustment: Adjustment = "holm") -> Residuals:
    """
    Say of each cell how far it is from what independence expects, and whether chance explains that.

    Parameters
    ----------
    table : Crosstab
        Rows and columns in which nobody was counted are left out, and the result says so.
    adjustment : {"holm", "fdr_bh"}
        Holm (1979) bounds the chance of a single false alarm; Benjamini and Hochberg (1995) the share of false alarms.

    Returns
    -------
    Residuals
        Where fewer than two rows or columns remain, residuals and p are NaN and a note ``tak_teruji`` says why. A note
        ``harapan_kecil`` tells how many expected counts are below 5.

    Raises
    ------
    UsageError
        If the adjustment is neither.

    Notes
    -----
    ``pearson`` is (count − expected) / sqrt(expected): its squares add up to chi-square. ``adjusted`` divides it by
    sqrt((1 − row total / n)(1 − column total / n)), after which it is about standard normal under independence
    (Haberman, 1973); ``p`` is two-sided.
    Each cell is one test, but in a table of two rows the second row repeats the first with the sign turned, and so for
    two columns: such cells are one test, count once and share their adjusted p. So 2 × 2 is one test, 2 × c are c tests,
    and every larger table has as many tests as cells.
    Checked against: R, ``chisq.test(x, correct = FALSE)`` with ``$residuals`` and ``$stdres``; ``p.adjust``.

    Examples
    --------
    >>> counts = pd.DataFrame({"ada": [4, 13, 17], "tidak_ada": [8, 4, 2]}, index=["klaten", "pati", "tegal"])
    >>> found = residuals(Crosstab(counts))
    >>> found.tests, found.to_frame()[["adjusted", "adjusted_p"]].round(4).loc[0].to_dict()
    (3, {'adjusted': -3.3001, 'adjusted_p': 0.0029})
    """
    check_choice("adjustment", adjustment, get_args(Adjustment))
    found = occupied(table)
    columns, tests = _measures(found, adjustment) if found.comparable else (_unknown(found), 0)
    rows, names = (part.ravel() for part in np.meshgrid(found.counts.index, found.counts.columns, indexing="ij"))
    cells = {"row": rows, "column": names, "count": found.cells}
    return Residuals(
        pd.DataFrame({name: np.ravel(values) for name, values in (cells | columns).items()}),
        adjustment=adjustment,
        tests=tests,
        n=table.n,
        left_out=table.left_out,
        notes=(*found.notes, *(small_expected(found.cells) if found.comparable else ())),
    )


def _unknown(found: Occupied) -> dict[str, Floats]:
    names = ["expected", "pearson", "adjusted", "p", "adjusted_p"]
    return dict.fromkeys(names, np.full(found.cells.shape, np.nan))


def _measures(found: Occupied, adjustment: Adjustment) -> tuple[dict[str, Floats], int]:
    cells = found.cells.astype(float)
    means, n = expected(cells), cells.sum()
    pearson = (cells - means) / np.sqrt(means)
    others = np.multiply.outer(n - cells.sum(axis=1), n - cells.sum(axis=0)) / n**2
    adjusted = pearson / np.sqrt(others)
    p = 2 * ndtr(-np.abs(adjusted))
    adjusted_p, tests = _adjusted(p, adjustment)
    return {"expected": means, "pearson": pearson, "adjusted": adjusted, "p": p, "adjusted_p": adjusted_p}, tests


def _adjusted(p: Floats, adjustment: Adjustment) -> tuple[Floats, int]:
    """Adjust for the different tests: of two rows or columns, which mirror each other, only the first counts."""
    from statsmodels.stats.multitest import multipletests  # noqa: PLC0415  slow to import

    rows, columns = (1 if size == 2 else size for size in p.shape)
    different = p[:rows, :columns]
    adjusted = multipletests(different.ravel(), method=adjustment)[1].reshape(different.shape)
    return np.broadcast_to(adjusted, p.shape), different.size
