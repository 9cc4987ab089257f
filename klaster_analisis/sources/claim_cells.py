"""The printed cells that an operand of a claim is about."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from klaster_analisis.sources.claim_operand import Literal, Operand, Quantity
from klaster_analisis.sources.study import Study
from klaster_analisis.terms import JUMLAH, MAKSIMUM, MINIMUM, PERSEN, RATA_RATA, N

SHARE = "bagian"
NUMBER = "angka"
OWN = (N, RATA_RATA, JUMLAH)
BESIDES = (PERSEN, MINIMUM, MAKSIMUM)  # what is printed beside the count or the mean of a cell


class Cell(NamedTuple):
    """One number of a printed cell: what it is, the whole cell as printed, and the number alone."""

    measure: str
    printed: str
    number: str


@dataclass(frozen=True, eq=False)
class PrintedCells:
    """
    The cells of a study, to be found by place.

    Parameters
    ----------
    study : Study
    """

    study: Study

    @cached_property
    def _by_place(self) -> dict[tuple[str, str, str], list[Cell]]:
        places: dict[tuple[str, str, str], list[Cell]] = {}
        columns = ["tabel", "baris", "kolom", "ukuran", "cetak"]
        for table, row, column, measure, printed in self.study.cells[columns].itertuples(index=False):
            held = places.setdefault((table, row, column), [])
            count, _, percent = printed.rstrip(")").partition(" (")
            held += [Cell(kind, printed, text) for kind, text in ((measure, count), (PERSEN, percent)) if text]
        return places

    def at(self, table: str, row: str, column: str) -> list[Cell]:
        """
        List the numbers printed in one place; in Table 3 there are up to three.

        Raises
        ------
        LookupError
            If there is no such place.
        """
        try:
            return self._by_place[table, row, column]
        except KeyError:
            raise LookupError(f"there is no cell {table}:{row}:{column}") from None

    def of(self, operand: Quantity) -> list[Cell]:
        """
        Find the cells that an operand is about, those added up first, the base last.

        Parameters
        ----------
        operand : Quantity

        Returns
        -------
        list of Cell

        Raises
        ------
        LookupError
            If a cell is not there or not printed, or the operand asks of it what it does not hold; the message says which.

        Examples
        --------
        >>> from klaster_analisis import load_study
        >>> from klaster_analisis.sources.claim_operand import parse_operand
        >>> [cell.printed for cell in PrintedCells(load_study()).of(parse_operand("4:total:ada/jumlah"))]
        ['34 (70,8)', '48']
        """
        columns = (*operand.columns, *([operand.base] if operand.base else []))
        return [self._asked_for(operand, column) for column in columns]

    def kind_of(self, operand: Operand) -> str:
        """
        Say what kind of number an operand is.

        Returns
        -------
        str
            ``angka`` (of the prose), ``n``, ``bagian`` (a share computed from counts), ``persen`` (a printed percentage),
            ``rata_rata``, ``minimum``, ``maksimum`` or ``jumlah`` (a sum of means).

        Raises
        ------
        LookupError
            As `of`.
        """
        if isinstance(operand, Literal):
            return NUMBER
        first = self.of(operand)[0]
        return SHARE if operand.base else first.measure

    def _asked_for(self, operand: Quantity, column: str) -> Cell:
        """Choose, of the numbers that stand in one place, the one that is meant."""
        name = f"{operand.table}:{operand.row}:{column}"
        held = {cell.measure: cell for cell in self.at(operand.table, operand.row, column)}
        if (operand.base or len(operand.columns) > 1) and (N not in held or operand.measure):
            raise LookupError(f"{name} is not a count that can be added up or divided")
        asked = operand.measure or next((measure for measure in held if measure in OWN), "")
        if asked not in held or (operand.measure and operand.measure not in BESIDES):
            raise LookupError(f"{name} has no printed {operand.measure or 'number'}")
        return held[asked]
