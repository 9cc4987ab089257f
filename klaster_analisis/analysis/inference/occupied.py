"""A table without the rows and columns in which nobody was counted: what a statistic can work on."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.result import Note


@dataclass(frozen=True, eq=False)
class Occupied:
    """
    What is left of a table, and what was left out.

    Parameters
    ----------
    counts : pandas.DataFrame
        Rows and columns with a margin above 0.
    notes : tuple of Note
        ``baris_kosong`` and ``kolom_kosong`` name what was left out; ``tak_teruji`` says that fewer than two rows
        or columns remain, ``berbobot`` that answers are weighted: then nothing can be compared.
    """

    counts: pd.DataFrame
    notes: tuple[Note, ...]

    @property
    def cells(self) -> npt.NDArray[np.int64]:
        """The counts without labels."""
        return np.asarray(self.counts, dtype=np.int64)

    @property
    def comparable(self) -> bool:
        """Whether two rows and two columns remain."""
        return bool(min(self.counts.shape) > 1)


def occupied(table: Crosstab) -> Occupied:
    """
    Leave out the rows and columns of a table in which nobody was counted, and say so.

    Parameters
    ----------
    table : Crosstab

    Returns
    -------
    Occupied

    Examples
    --------
    >>> table = Crosstab(pd.DataFrame({"pasif": [2, 9], "aktif": [2, 4], "proaktif": [0, 0]}, index=["klaten", "pati"]))
    >>> found = occupied(table)
    >>> found.cells.tolist(), found.notes[0].kind, found.notes[0].values
    ([[2, 2], [9, 4]], 'kolom_kosong', {'kolom': ['proaktif']})
    """
    if table.weighted:
        return Occupied(table.counts.iloc[:0], (Note("berbobot"),))
    counts = table.counts
    cells = counts.to_numpy()
    rows, columns = cells.any(axis=1), cells.any(axis=0)
    notes = []
    if not rows.all():
        notes.append(Note("baris_kosong", {"baris": counts.index[~rows].tolist()}))
    if not columns.all():
        notes.append(Note("kolom_kosong", {"kolom": counts.columns[~columns].tolist()}))
    if notes:
        counts = counts.loc[rows, columns]
    if min(counts.shape) < 2:
        notes.append(Note("tak_teruji", {"baris": counts.shape[0], "kolom": counts.shape[1]}))
    return Occupied(counts, tuple(notes))
