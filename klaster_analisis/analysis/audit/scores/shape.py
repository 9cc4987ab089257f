"""Numbers of the shape of a printed one, and readings by rule of rounding."""

from collections.abc import Callable, Collection
from fractions import Fraction
from math import isqrt

from klaster_analisis.analysis.audit.check import Reading
from klaster_analisis.analysis.audit.rules import RULES, USUAL_RULES, printed_units
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import PrintedTable, ScoreLayout


def space_of(number: PrintedNumber, *, scale: tuple[int, int] | None = None) -> range:
    """
    Give all numbers of the shape of a printed one, in units of its last digit.

    Parameters
    ----------
    number : PrintedNumber
    scale : tuple of (int, int), optional
        Its lowest and highest possible value; otherwise all numbers with as many digits (and, if it has one, a minus).

    Returns
    -------
    range

    Examples
    --------
    >>> printed = PrintedNumber("1", "a", "b", "rata_rata", "3,3")
    >>> space_of(printed), space_of(printed, scale=(1, 5))
    (range(0, 100), range(10, 51))
    """
    if scale is not None:
        return range(scale[0] * 10**number.decimals, scale[1] * 10**number.decimals + 1)
    stop = 10 ** sum(sign.isdigit() for sign in number.text)
    return range(1 - stop if number.text.startswith("-") else 0, stop)


def by_rule(allowed: Callable[[str], Collection[int]]) -> tuple[Reading, ...]:
    """Make one reading of every rule of rounding; the usual ones come first."""
    return tuple(Reading(rule, allowed(rule), rule in USUAL_RULES) for rule in RULES)


def printed_between(low: Fraction, high: Fraction, decimals: int) -> range:
    """
    Give what may be printed, as usually rounded, of a value that lies between two ends, both included.

    Examples
    --------
    >>> printed_between(Fraction(5, 2), Fraction(7, 2), 0)
    range(2, 5)
    """
    lowest = min(printed_units(low, decimals, rule) for rule in USUAL_RULES)
    return range(lowest, max(printed_units(high, decimals, rule) for rule in USUAL_RULES) + 1)


def printed_root(square: Fraction, decimals: int, rule: str) -> int:
    """
    Round the square root of a fraction by a rule, exactly.

    Notes
    -----
    All rules change only at whole and half units, so all numbers strictly between two of these are printed alike.

    Checked against: Python's decimal, 60 digits.

    Examples
    --------
    >>> printed_root(Fraction(2), 2, "ke_atas"), [printed_root(Fraction(1, 4), 0, rule) for rule in ("ke_atas", "ke_genap")]
    (141, [1, 0])
    """
    fourfold = 4 * square * 100**decimals
    halves = isqrt(fourfold.numerator // fourfold.denominator)
    between = halves * halves != fourfold
    return printed_units(Fraction(2 * halves + between, 4 * 10**decimals), decimals, rule)


def score_layout(table: PrintedTable) -> ScoreLayout:
    """Give the layout of a score table."""
    if not isinstance(table.layout, ScoreLayout):
        raise TypeError(f"table {table.name} is no table of scores")
    return table.layout


def whole_n(table: PrintedTable, row: str, column: str) -> int | None:
    """Give the printed number of answers behind a score, if it is a whole number above 0."""
    number = table.n_of(row, column)
    if number is None or number.value.denominator != 1 or number.units <= 0:
        return None
    return int(number.value)
