"""What a printed table of means, minima and maxima says, as inequalities between whole numbers."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from math import ceil, lcm

from klaster_analisis.analysis.audit.programme.linear import AtMost, Cell, units_between
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import ScoreLayout
from klaster_analisis.terms import JUMLAH, MAKSIMUM, MINIMUM, RATA_RATA, N


class ScoreRules:
    """
    The true means, minima and maxima of one table, what always holds between them, and what each printed number says.

    A mean is the sum of whole answers over how many there are, where the n is printed: the n is taken as given. Where it is
    not, the mean is any number; it is then counted in steps so fine that nothing is lost, for all the inequalities have
    whole numbers in these steps, and the sums along rows and columns are those of a transportation problem, whose corners
    are whole (Hoffman and Kruskal, 1956). Standard deviations are not linear, and say nothing here.

    Parameters
    ----------
    table : str
    layout : ScoreLayout
    numbers : tuple of PrintedNumber
    """

    def __init__(self, table: str, layout: ScoreLayout, numbers: tuple[PrintedNumber, ...]) -> None:
        self.table, self.layout = table, layout
        printed = {(number.row, number.column): int(number.value) for number in numbers if number.measure == N}
        cells = [(row, column) for row in layout.rows for column in layout.columns]
        self.n = {cell: printed.get(cell, printed.get((cell[0], ""), 0)) for cell in cells}
        answers = {cell: n * layout.items for cell, n in self.n.items() if n}
        finest = 2 * 10 ** max((number.decimals for number in numbers), default=0)
        step = lcm(finest, layout.items, *answers.values())
        self.steps = {cell: answers.get(cell, step) for cell in cells}
        self.decimals = {(number.row, number.column): number.decimals for number in numbers if number.measure == RATA_RATA}
        self.limit = 10 * max((ceil(abs(number.value)) for number in numbers), default=1)

    def domains(self) -> dict[Cell, tuple[int, int]]:
        """Give the smallest and largest value of every cell, in its steps."""
        low, high = self.layout.scale or (-self.limit, self.limit)
        found = {}
        for (row, column), steps in self.steps.items():
            found[self._cell(row, column, RATA_RATA)] = (low * steps, high * steps)
            for measure in (MINIMUM, MAKSIMUM):
                found[self._cell(row, column, measure)] = (low * self.layout.items, high * self.layout.items)
        return found

    def always(self) -> Iterator[AtMost]:
        """Go through what holds whatever is printed: min ≤ mean ≤ max, both given at least once where the n is known."""
        for place, steps in self.steps.items():
            mean, low, high = (self._cell(*place, measure) for measure in (RATA_RATA, MINIMUM, MAKSIMUM))
            n = self.n[place]
            others, one = (n - 1, 1) if n else (steps // self.layout.items, 0)
            yield AtMost([(low, 1), (high, -1)], 0)
            yield AtMost([(low, others), (high, one), (mean, -1)], 0)
            yield AtMost([(mean, 1), (high, -others), (low, -one)], 0)

    def said_by(self, number: PrintedNumber) -> list[AtMost]:
        """Give what one printed number says, rounded to the nearest, a half either way."""
        parts = self._adds_up(number)
        if not parts:
            return []
        common = lcm(*(steps for _, steps in parts))
        scale = 2 * 10**number.decimals
        terms = [(cell, scale * common // steps) for cell, steps in parts]
        low, high = (common * (2 * number.units + half * (1 + self._slack(number))) for half in (-1, 1))
        return [AtMost(terms, high), AtMost([(cell, -factor) for cell, factor in terms], -low)]

    def cells_of(self, number: PrintedNumber) -> list[Cell]:
        """Give the cells that a printed number is about."""
        return [cell for cell, _ in self._adds_up(number)]

    def units_within(self, number: PrintedNumber, span: Callable[[Cell], tuple[int, int]]) -> range:
        """Say which numbers could stand in the place of one, as far as the spans of single cells tell."""
        parts, slack = self._adds_up(number), Fraction(self._slack(number), 2 * 10**number.decimals)
        low, high = (sum(Fraction(span(cell)[end], steps) for cell, steps in parts) for end in (0, 1))
        return units_between(low - slack, high + slack, number.decimals)

    def _adds_up(self, number: PrintedNumber) -> list[tuple[Cell, int]]:
        """
        Say which cells, each over its steps, add up to what is printed; nothing for n and the like.

        The row of overall means says nothing either: nobody knows by what it was weighted.
        """
        if number.row == self.layout.mean_row:
            return []
        if number.measure in (MINIMUM, MAKSIMUM):
            return [(self._cell(number.row, number.column, number.measure), self.layout.items)]
        if number.measure == JUMLAH:
            return self._means((number.row, column) for column in self.layout.columns)
        return self._means([(number.row, number.column)]) if number.measure == RATA_RATA else []

    def _slack(self, number: PrintedNumber) -> int:
        """By how many half units a sum may be off because printed means were added up, each rounded by itself."""
        if number.measure != JUMLAH:
            return 0
        known = [self.decimals[number.row, column] for column in self.layout.columns if (number.row, column) in self.decimals]
        return sum(ceil(Fraction(10**number.decimals, 10**decimals)) for decimals in known)

    def _means(self, places: Iterable[tuple[str, str]]) -> list[tuple[Cell, int]]:
        return [(self._cell(*place, RATA_RATA), self.steps[place]) for place in places]

    def _cell(self, row: str, column: str, measure: str) -> Cell:
        return Cell(self.table, row, column, measure)
