"""What a printed table of counts and percentages says, as inequalities between its true counts."""

from collections.abc import Callable, Collection, Iterator
from fractions import Fraction

from klaster_analisis.analysis.audit.programme.linear import AtMost, Cell, equal, units_between
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import BARIS, KOLOM, FrequencyLayout
from klaster_analisis.terms import PERSEN, N

INTERVIEWED = "diwawancarai"

LARGEST_COUNT = 10_000
"""Counts that no printed count tells are looked for up to here, or up to ten times the largest printed count."""

FEW_PAIRS = 1000
"""So many pairs of a count and its base are gone through to see which percentages there are."""


class FrequencyRules:
    """
    The true counts of one table, what always holds between them, and what each printed number says of them.

    Parameters
    ----------
    table : str
    layout : FrequencyLayout
    numbers : tuple of PrintedNumber
    n_max : int, optional
        The largest count that is considered.
    """

    def __init__(self, table: str, layout: FrequencyLayout, numbers: tuple[PrintedNumber, ...], n_max: int | None) -> None:
        self.table, self.layout, self.n_max = table, layout, n_max
        printed = (int(number.value) for number in numbers if number.measure == N)
        self.largest = max(LARGEST_COUNT, 10 * max(printed, default=0))

    def domains(self) -> dict[Cell, tuple[int, int]]:
        """Give the smallest and largest value of every cell; a sum's is only preliminary."""
        layout = self.layout
        sums = (
            {whole for whole, parts in layout.row_parts.items() if not layout.overlapping(KOLOM, parts)},
            {whole for whole, parts in layout.column_parts.items() if not layout.overlapping(BARIS, parts)},
        )
        in_all = self.largest * len(layout.rows) * len(layout.columns)
        return {
            self._cell(row, column): (0, self.n_max or (in_all if row in sums[0] or column in sums[1] else self.largest))
            for row in layout.rows
            for column in layout.columns
        }

    def always(self) -> Iterator[AtMost]:
        """Go through what holds whatever is printed: parts add up to their sum, or do not exceed it one by one."""
        for row in self.layout.rows:
            for whole, parts in self.layout.column_parts.items():
                cells = [self._cell(row, part) for part in parts]
                yield from self._sum(self._cell(row, whole), cells, overlapping=self.layout.overlapping(BARIS, parts))
        for column in self.layout.columns:
            for whole, parts in self.layout.row_parts.items():
                cells = [self._cell(part, column) for part in parts]
                yield from self._sum(self._cell(whole, column), cells, overlapping=self.layout.overlapping(KOLOM, parts))

    def said_by(self, number: PrintedNumber) -> list[AtMost]:
        """
        Give what one printed number says.

        A percentage is rounded to the nearest, a half either way, and has a base of at least one. Of nobody it may be printed as
        0, and of itself as 100.
        """
        if number.measure == INTERVIEWED:
            return [AtMost([(self._cell(number.row, column), 1)], number.units) for column in self._tops()]
        cell = self._cell(number.row, number.column)
        if number.measure == N:
            return list(equal([(cell, 10**number.decimals)], number.units))
        if number.measure != PERSEN:
            return []
        base = self._cell(*self.layout.base(number.row, number.column))
        scale = 2 * 100 * 10**number.decimals
        return [
            AtMost([(base, 2 * number.units - 1), (cell, -scale)], 0),
            AtMost([(cell, scale), (base, -2 * number.units - 1)], 0),
            *([] if self._of_nobody(number, cell == base) else [AtMost([(base, -1)], -1)]),
        ]

    def cells_of(self, number: PrintedNumber) -> list[Cell]:
        """Give the cells that a printed number is about."""
        return list(dict.fromkeys(cell for each in self.said_by(number) for cell, _ in each.terms))

    def units_within(self, number: PrintedNumber, span: Callable[[Cell], tuple[int, int]]) -> Collection[int]:
        """
        Say which numbers could stand in the place of one, as far as the spans of single cells tell.

        Parameters
        ----------
        number : PrintedNumber
        span : callable
            Gives the smallest and largest value of a cell.

        Returns
        -------
        collection of int
            In order, in units of the last printed digit. Of a number interviewed: the smallest only; any larger one fits as well.
        """
        if number.measure == INTERVIEWED:
            smallest = max(span(self._cell(number.row, column))[0] for column in self._tops())
            return range(smallest, smallest + 1)
        low, high = span(self._cell(number.row, number.column))
        if number.measure == N:
            return units_between(Fraction(low), Fraction(high), number.decimals)
        base = self._cell(*self.layout.base(number.row, number.column))
        fewest, most = (max(1, end) for end in span(base))
        if (high - low + 1) * (most - fewest + 1) > FEW_PAIRS:
            return units_between(Fraction(100 * low, most), min(Fraction(100 * high, fewest), Fraction(100)), number.decimals)
        shares = {Fraction(100 * x, n) for n in range(fewest, most + 1) for x in range(low, min(high, n) + 1)}
        if span(base)[0] == 0:
            shares |= {Fraction(0), *([Fraction(100)] if base[1:3] == (number.row, number.column) else [])}
        return sorted({units for share in shares for units in units_between(share, share, number.decimals)})

    def _sum(self, whole: Cell, parts: list[Cell], *, overlapping: bool) -> tuple[AtMost, ...]:
        if overlapping:
            return tuple(AtMost([(part, 1), (whole, -1)], 0) for part in parts)
        return _adds_up(whole, parts)

    @staticmethod
    def _of_nobody(number: PrintedNumber, of_itself: bool) -> bool:
        """Whether a percentage may be of a base of 0."""
        return number.units == 0 or (of_itself and number.value == 100)

    def _tops(self) -> list[str]:
        return [column for column in self.layout.columns if column not in self.layout.whole_of_column]

    def _cell(self, row: str, column: str) -> Cell:
        return Cell(self.table, row, column, N)


def _adds_up(whole: Cell, parts: list[Cell]) -> tuple[AtMost, ...]:
    return equal([(whole, -1), *((part, 1) for part in parts)], 0)
