"""What the printed minimum and maximum, or the scale, leave for the answers of one cell."""

from dataclasses import dataclass
from fractions import Fraction

from klaster_analisis.analysis.audit.scores.shape import score_layout
from klaster_analisis.analysis.audit.scores.sums import sums_printed
from klaster_analisis.analysis.rounding import Interval
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import PrintedTable
from klaster_analisis.terms import MAKSIMUM, MINIMUM


@dataclass(frozen=True)
class Ends:
    """
    The smallest and the largest score of a cell.

    Parameters
    ----------
    minimum, maximum : Interval or None
        Where the smallest and the largest score lie: one point, unless they are rounded; None where they are not printed.
    scale : tuple of (int, int) or None
    """

    minimum: Interval | None
    maximum: Interval | None
    scale: tuple[int, int] | None

    @property
    def low(self) -> Fraction | None:
        """No score is below."""
        if self.minimum is not None:
            return self.minimum.low
        return None if self.scale is None else Fraction(self.scale[0])

    @property
    def high(self) -> Fraction | None:
        """No score is above."""
        if self.maximum is not None:
            return self.maximum.high
        return None if self.scale is None else Fraction(self.scale[1])

    @property
    def reversed(self) -> bool:
        """Whether the smallest score would be above the largest."""
        return self.low is not None and self.high is not None and self.low > self.high


def ends_of(table: PrintedTable, row: str, column: str, rule: str) -> Ends:
    """
    Read the minimum and maximum of a cell.

    Parameters
    ----------
    table : PrintedTable
        Of scores.
    row, column : str
    rule : str
        How they are rounded, where a score is the mean of several items.

    Returns
    -------
    Ends
    """
    layout = score_layout(table)
    minimum, maximum = (table.number(row, column, measure) for measure in (MINIMUM, MAKSIMUM))
    return Ends(_meant(minimum, layout.items, rule), _meant(maximum, layout.items, rule), layout.scale)


def _meant(number: PrintedNumber | None, items: int, rule: str) -> Interval | None:
    """Give the means of whole answers that are printed so; the number itself where there are none."""
    if number is None:
        return None
    sums = sums_printed(range(number.units, number.units + 1), number.decimals, items, rule)
    return Interval(Fraction(sums[0], items), Fraction(sums[-1], items)) if sums else Interval(number.value, number.value)
