"""
Errors planted in printed tables on purpose, as they come about when tables are typed, copied and computed by hand.

=====================  ========================================================================================
kind                   what happens
=====================  ========================================================================================
``angka_salah``        one digit of one number is another digit
``angka_tertukar``     two neighbouring digits of one number are transposed
``koma_bergeser``      the decimal comma of one number stands one digit too far left
``sel_tertukar``       two cells of a row, parts of the same whole, are swapped
``kolom_bergeser``     the cells of a row stand one column too far right, the last one first
``dasar_salah``        one percentage, or all of a row with the same base, computed on another base of the table
``total_lama``         a count changed by up to three firms, its percentage with it, the sums left as they were
``aturan_salah``       one number cut off where all others are rounded, and where no usual rule gives the same
=====================  ========================================================================================
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from klaster_analisis.analysis.audit.synthetic.changes import Changes, place_of, texts_of, with_changes
from klaster_analisis.analysis.audit.synthetic.miscalculations import other_rule, stale_totals, wrong_base
from klaster_analisis.analysis.audit.synthetic.misplacements import shifted_row, swapped_cells
from klaster_analisis.analysis.audit.synthetic.misprints import moved_comma, one_digit, two_digits
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import PrintedTable

KINDS: Mapping[str, Callable[[PrintedTable, np.random.Generator], Iterator[Changes]]] = {
    "angka_salah": one_digit,
    "angka_tertukar": two_digits,
    "koma_bergeser": moved_comma,
    "sel_tertukar": swapped_cells,
    "kolom_bergeser": shifted_row,
    "dasar_salah": wrong_base,
    "total_lama": stale_totals,
    "aturan_salah": other_rule,
}


@dataclass(frozen=True)
class Planted:
    """
    A table with one error.

    Parameters
    ----------
    table : PrintedTable
    kind : str
        Code of the error.
    guilty : tuple of PrintedNumber
        The numbers of the table that are not what was printed at their places before.
    """

    table: PrintedTable
    kind: str
    guilty: tuple[PrintedNumber, ...]

    @property
    def cells(self) -> frozenset[tuple[str, str]]:
        """Where the guilty numbers stand: row and column."""
        return frozenset((number.row, number.column) for number in self.guilty)


def plant(table: PrintedTable, kind: str, rng: np.random.Generator) -> Planted | None:
    """
    Plant one error in a table.

    Parameters
    ----------
    table : PrintedTable
        A clean one.
    kind : str
        One of `KINDS`.
    rng : numpy.random.Generator
        Chooses the place.

    Returns
    -------
    Planted or None
        None where no error of this kind would show in print.

    Examples
    --------
    >>> from klaster_analisis.analysis.audit.synthetic.study import draw_frequency_table
    >>> table = draw_frequency_table(np.random.default_rng(1), rows=2, columns=2, firms=20)
    >>> planted = plant(table, "angka_salah", np.random.default_rng(2))
    >>> len(planted.guilty), len(planted.table.numbers) == len(table.numbers)
    (1, True)
    """
    texts = texts_of(table)
    for changes in KINDS[kind](table, rng):
        changed = {place for place, text in changes.items() if text is not None and text != texts.get(place)}
        if changed:
            spoiled = with_changes(table, changes)
            return Planted(spoiled, kind, tuple(number for number in spoiled.numbers if place_of(number) in changed))
    return None
