"""What a printed, rounded number stands for, in exact fractions."""

from dataclasses import dataclass
from fractions import Fraction

from klaster_analisis.sources.printed.number import read_number


@dataclass(frozen=True)
class Interval:
    """
    All values from `low` to `high`, both included.

    Examples
    --------
    >>> Fraction(5, 2) in Interval(Fraction(2), Fraction(3))
    True
    """

    low: Fraction
    high: Fraction

    def __contains__(self, value: Fraction) -> bool:
        return self.low <= value <= self.high

    def within(self, *, low: Fraction | None, high: Fraction | None) -> "Interval":
        """Cut the interval at bounds that its values cannot pass; an empty cut leaves a high below its low."""
        return Interval(self.low if low is None else max(self.low, low), self.high if high is None else min(self.high, high))


def printed_number(text: str) -> Fraction:
    """
    Read a printed number with a decimal comma or point.

    Raises
    ------
    ValueError
        If it is not a printed number, as `read_number` takes it.

    Examples
    --------
    >>> printed_number("2,8")
    Fraction(14, 5)
    """
    units, decimals = read_number(text)
    return Fraction(units, 10**decimals)


def printed_decimals(text: str) -> int:
    """
    Count the decimals of a printed number.

    Raises
    ------
    ValueError
        If it is not a printed number, as `read_number` takes it.

    Examples
    --------
    >>> printed_decimals("50,0"), printed_decimals("17")
    (1, 0)
    """
    return read_number(text)[1]


def printed_interval(text: str) -> Interval:
    """
    Give the interval that a printed number stands for when it was rounded to the nearest.

    Parameters
    ----------
    text : str
        The number as printed; its decimals say how far it was rounded.

    Returns
    -------
    Interval
        Both ends are in it: a half may have been rounded up or to the even digit, and print does not tell.

    Raises
    ------
    ValueError
        If it is not a printed number, as `read_number` takes it.

    Examples
    --------
    >>> printed_interval("3")
    Interval(low=Fraction(5, 2), high=Fraction(7, 2))
    """
    units, decimals = read_number(text)
    value, half = Fraction(units, 10**decimals), Fraction(1, 2 * 10**decimals)
    return Interval(value - half, value + half)


def round_half_up(value: Fraction, decimals: int) -> Fraction:
    """
    Round to the nearest, a half upwards, exactly.

    Examples
    --------
    >>> round_half_up(Fraction(5, 2), 0), round_half_up(Fraction(250, 3), 1)
    (Fraction(3, 1), Fraction(833, 10))
    """
    scale = 10**decimals
    return Fraction((value * scale + Fraction(1, 2)).__floor__(), scale)
