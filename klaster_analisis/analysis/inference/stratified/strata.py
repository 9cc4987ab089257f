"""Tables of the same rows and columns, one a stratum: checked, and without the strata that tell nothing."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.occupied import occupied
from klaster_analisis.analysis.inference.result import HypothesisTest, Note
from klaster_analisis.errors import Fault, UsageError


@dataclass(frozen=True, eq=False)
class Strata:
    """
    The strata that tell something about rows against columns.

    Parameters
    ----------
    cells : numpy.ndarray, shape (strata, rows, columns)
        Every stratum has two rows and two columns with a total above 0.
    left_out : int
        How many were not counted because their row or column is missing, all strata together.
    notes : tuple of Note
        ``berbobot`` says that answers are weighted: then no stratum remains. ``lapisan_kosong`` names the strata that were
        left out; ``lapisan_kurang`` says that fewer remain than are needed; ``baris_kosong`` and ``kolom_kosong`` name rows
        and columns that are empty in all that remain.
    """

    cells: npt.NDArray[np.int64]
    left_out: int
    notes: tuple[Note, ...]

    @property
    def n(self) -> int:
        """How many were counted in the strata that remain."""
        return int(self.cells.sum())

    @property
    def too_few(self) -> bool:
        """Whether fewer strata remain than are needed."""
        return any(note.kind == "lapisan_kurang" for note in self.notes)

    @property
    def odds_ratio(self) -> float:
        """The Mantel–Haenszel common odds ratio of 2 × 2 tables."""
        a, b, c, d = self.cells.reshape(-1, 4).astype(float).T
        n = a + b + c + d
        below = float((b * c / n).sum())
        return float((a * d / n).sum()) / below if below else math.inf

    def untested(self, name: str, method: str, *notes: Note) -> HypothesisTest:
        """Give the result of a test that cannot be made; the notes say why."""
        notes = (*self.notes, *notes)
        return HypothesisTest(name=name, method=method, p=math.nan, n=self.n, left_out=self.left_out, notes=notes)


def informative_strata(tables: Mapping[str, Crosstab], *, needed: int, two_by_two: bool = False) -> Strata:
    """
    Leave out the strata in which fewer than two rows or two columns were counted, and say so.

    Parameters
    ----------
    tables : mapping of str to Crosstab
        A table a stratum, by name; all with the same rows and columns in the same order.
    needed : int
        How many strata have to remain.
    two_by_two : bool
        Whether the tables have to have two rows and two columns.

    Returns
    -------
    Strata

    Raises
    ------
    UsageError
        If there is no table, or the tables differ in their rows or columns, or are not 2 × 2 where they have to be.

    Examples
    --------
    >>> first = Crosstab(pd.DataFrame({"ada": [4, 13], "tidak_ada": [8, 4]}))
    >>> second = Crosstab(pd.DataFrame({"ada": [4, 11], "tidak_ada": [0, 0]}))
    >>> found = informative_strata({"sejenis": first, "pendukung": second}, needed=2)
    >>> found.n, [(note.kind, note.values) for note in found.notes]
    (29, [('lapisan_kosong', {'lapisan': ['pendukung']}), ('lapisan_kurang', {'lapisan': 1, 'perlu': 2})])
    """
    faults = [*_mismatches(tables), *(_other_shapes(tables) if two_by_two else ())]
    if faults:
        raise UsageError(faults)
    weighted = any(table.weighted for table in tables.values())
    kept = {name: table for name, table in tables.items() if occupied(table).comparable and not weighted}
    notes = [Note("berbobot")] if weighted else []
    if len(kept) < len(tables) and not weighted:
        notes.append(Note("lapisan_kosong", {"lapisan": [name for name in tables if name not in kept]}))
    if len(kept) < needed:
        notes.append(Note("lapisan_kurang", {"lapisan": len(kept), "perlu": needed}))
    if kept:
        notes.extend(occupied(_all_together(kept)).notes)
    shape = next(iter(tables.values())).counts.shape
    cells = np.array([table.counts for table in kept.values()], dtype=np.int64).reshape(len(kept), *shape)
    return Strata(cells, sum(table.left_out for table in tables.values()), tuple(notes))


def _all_together(tables: Mapping[str, Crosstab]) -> Crosstab:
    counts = [table.counts for table in tables.values()]
    cells = np.sum([frame.to_numpy() for frame in counts], axis=0)
    return Crosstab(pd.DataFrame(cells, index=counts[0].index, columns=counts[0].columns))


def _mismatches(tables: Mapping[str, Crosstab]) -> Iterator[Fault]:
    if not tables:
        yield Fault("tables", "there is no table.", "Give one table a stratum.")
        return
    first, *others = tables
    for name in others:
        for axis, what in enumerate(("rows", "columns")):
            wanted, found = (list(tables[which].counts.axes[axis]) for which in (first, name))
            if wanted != found:
                problem = f"its {what} are {_listed(found)}, those of {first} are {_listed(wanted)}."
                yield Fault(f"stratum {name}", problem, f"Give all tables the same {what} in the same order.")


def _listed(labels: list[object]) -> str:
    return ", ".join(map(str, labels)) or "none"


def _other_shapes(tables: Mapping[str, Crosstab]) -> Iterator[Fault]:
    for name, table in tables.items():
        rows, columns = table.counts.shape
        if (rows, columns) != (2, 2):
            yield Fault(f"stratum {name}", f"the table is {rows} × {columns}, not 2 × 2.", "Choose two rows and two columns.")
