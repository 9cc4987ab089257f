"""Printed means as parts of a sum or of an overall mean: as printed, and before they were rounded."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from klaster_analisis.analysis.audit.rules import TRUNCATED, USUAL_RULES, printed_units
from klaster_analisis.analysis.audit.scores.ends import ends_of
from klaster_analisis.analysis.audit.scores.shape import printed_between
from klaster_analisis.analysis.rounding import Interval, printed_interval
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import PrintedTable


@dataclass(frozen=True)
class Parts:
    """
    Means that something is made of.

    Parameters
    ----------
    printed : tuple of PrintedNumber
    unrounded : tuple of Interval
        For each what it can have been before rounding: both ends included, within minimum and maximum or the scale.
    """

    printed: tuple[PrintedNumber, ...]
    unrounded: tuple[Interval, ...]

    def combined(self, weights: Sequence[Fraction]) -> Fraction:
        """Add up the printed parts, each times its weight."""
        return sum((weight * part.value for weight, part in zip(weights, self.printed, strict=True)), Fraction(0))

    def allowed(self, weights: Sequence[Fraction], decimals: int) -> range:
        """Give what may be printed of the weighted sum of the printed parts, as usually rounded."""
        return printed_between(self.combined(weights), self.combined(weights), decimals)

    def allowed_cut(self, weights: Sequence[Fraction], decimals: int) -> range:
        """Give what is printed of the weighted sum of the printed parts if it is cut."""
        units = printed_units(self.combined(weights), decimals, TRUNCATED)
        return range(units, units + 1)

    def allowed_unrounded(self, weights: Sequence[Fraction], decimals: int) -> range:
        """Give what may be printed of the weighted sum of parts that were not rounded yet."""
        pairs = list(zip(weights, self.unrounded, strict=True))
        low = sum((weight * part.low for weight, part in pairs), Fraction(0))
        return printed_between(low, sum((weight * part.high for weight, part in pairs), Fraction(0)), decimals)

    def allowed_any(self, decimals: int) -> range:
        """Give what may be printed of a mean with any weights of parts that were not rounded yet."""
        return printed_between(min(part.low for part in self.unrounded), max(part.high for part in self.unrounded), decimals)


def parts_of(table: PrintedTable, cells: Sequence[tuple[str, str]]) -> Parts | None:
    """
    Collect the means of some cells.

    Parameters
    ----------
    table : PrintedTable
        Of scores.
    cells : sequence of (row, column)

    Returns
    -------
    Parts or None
        None where one is not printed, or there are none.
    """
    means = [table.mean(*cell) for cell in cells]
    printed = tuple(mean for mean in means if mean is not None)
    if not printed or len(printed) < len(means):
        return None
    return Parts(printed, tuple(_unrounded(table, mean) for mean in printed))


def _unrounded(table: PrintedTable, mean: PrintedNumber) -> Interval:
    """Give the interval behind a mean, cut at minimum and maximum or the scale where these leave something of it."""
    interval, ends = printed_interval(mean.text), ends_of(table, mean.row, mean.column, USUAL_RULES[0])
    cut = interval.within(low=ends.low, high=ends.high)
    return cut if cut.low <= cut.high else interval
