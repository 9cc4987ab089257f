"""Comparisons of rounded numbers: true of what is printed, and true of what may have been before rounding."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations, permutations
from typing import NamedTuple

from klaster_analisis.analysis.claims.figure import Figure
from klaster_analisis.analysis.rounding import Interval, printed_interval, round_half_up
from klaster_analisis.sources.claim_operand import Literal


class Truth(NamedTuple):
    """
    Whether something holds: as printed, for all values that the print can stand for, and for some of them.

    ``always`` is never wrongly true, and ``possible`` never wrongly false.
    """

    printed: bool
    always: bool
    possible: bool

    def __invert__(self) -> "Truth":
        return Truth(not self.printed, not self.possible, not self.always)


def all_true(truths: Iterable[Truth]) -> Truth:
    """Join conditions that must all hold."""
    each = list(truths)
    return Truth(*(all(truth[k] for truth in each) for k in range(3)))


def any_true(truths: Iterable[Truth]) -> Truth:
    """Join conditions of which one is enough."""
    return ~all_true(~truth for truth in truths)


def greater(first: Figure, second: Figure) -> Truth:
    """
    Say whether the first of two figures is above the second; both must have a value.

    Notes
    -----
    Rounding keeps order: with one rule (half up, half to even, cut off) for both, x ≤ y is printed as x' ≤ y'. So where two
    numbers of the same decimals differ in print, they differed the same way before, even where their intervals touch. Where they
    are equal in print, either may have been the larger.

    Checked against: trying all pairs of values on a fine grid under each rule of rounding.

    Examples
    --------
    >>> pati = Figure("", "rata_rata", ("4",), Fraction(4), Interval(Fraction(7, 2), Fraction(9, 2)), 0)
    >>> tegal = Figure("", "rata_rata", ("3",), Fraction(3), Interval(Fraction(5, 2), Fraction(7, 2)), 0)
    >>> greater(pati, tegal), greater(tegal, tegal)
    (Truth(printed=True, always=True, possible=True), Truth(printed=False, always=False, possible=True))
    """
    (one, open_one), (other, open_other) = _known(first), _known(second)
    printed = one > other
    if _rounded_alike(first, second) and one != other:
        return Truth(printed, printed, printed)
    return Truth(printed, open_one.low > open_other.high, open_one.high > open_other.low)


def at_least(first: Figure, second: Figure) -> Truth:
    """Say whether the first of two figures is not below the second."""
    return ~greater(second, first)


def alike(figures: Sequence[Figure]) -> Truth:
    """Say whether figures are all equal. Intervals of which any two meet have a point in common (Helly)."""
    pairs = [Truth(*_equal(one, other)) for one, other in combinations(figures, 2)]
    return all_true(pairs)


def in_order(figures: Sequence[Figure]) -> Truth:
    """Say whether each figure lies above all that follow it."""
    return all_true(greater(one, other) for one, other in combinations(figures, 2))


def spread(figures: Sequence[Figure]) -> tuple[Fraction, Interval]:
    """Measure how far figures lie apart, largest less smallest: as printed, and as far as rounding leaves it open."""
    values = [_known(figure) for figure in figures]
    low = max(Fraction(0), max(open_.low for _, open_ in values) - min(open_.high for _, open_ in values))
    high = max((one.high - other.low for (_, one), (_, other) in permutations(values, 2)), default=Fraction(0))
    printed = max(value for value, _ in values) - min(value for value, _ in values)
    return printed, Interval(low, high)


def wider(figures: Sequence[Figure], others: Sequence[Figure]) -> Truth:
    """Say whether the first figures lie further apart than the second."""
    (printed, one), (other_printed, other) = spread(figures), spread(others)
    return Truth(printed > other_printed, one.low > other.high, one.high > other.low)


def is_number(value: Fraction, interval: Interval, decimals: int | None, number: Literal) -> Truth:
    """
    Say whether a number of the prose is this one, rounded as far as the prose rounds it: a half up, or to the even digit.

    Parameters
    ----------
    value : Fraction
    interval : Interval
        What it can have been before it was rounded in print.
    decimals : int or None
        To how many decimals it was rounded in print.
    number : Literal

    Examples
    --------
    >>> share = Fraction(700, 41)
    >>> is_number(share, Interval(share, share), None, Literal("17")).printed
    True
    """
    printed = number.value in (round_half_up(value, number.decimals), round(value, number.decimals))
    if interval.low == interval.high or decimals == number.decimals:
        return Truth(printed, printed, printed)
    stands_for = printed_interval(number.text)
    inside = stands_for.low <= interval.low and interval.high <= stands_for.high
    meets = interval.low <= stands_for.high and stands_for.low <= interval.high
    return Truth(printed, inside, meets)


def _equal(one: Figure, other: Figure) -> tuple[bool, bool, bool]:
    (value, interval), (other_value, other_interval) = _known(one), _known(other)
    printed = value == other_value
    if _rounded_alike(one, other) and not printed:
        return False, False, False
    meets = interval.low <= other_interval.high and other_interval.low <= interval.high
    return printed, printed and one.exact and other.exact, meets


def _rounded_alike(one: Figure, other: Figure) -> bool:
    return one.kind == other.kind and one.decimals is not None and one.decimals == other.decimals


def _known(figure: Figure) -> tuple[Fraction, Interval]:
    if figure.value is None or figure.interval is None:
        raise ValueError(f"{figure.operand} has no value")
    return figure.value, figure.interval
