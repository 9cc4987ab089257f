"""One printed number, exactly as it stands in print."""

import re
from dataclasses import dataclass, field
from fractions import Fraction

_NUMBER = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")


def read_number(text: str) -> tuple[int, int]:
    """
    Read a printed number without losing how far it was rounded.

    Parameters
    ----------
    text : str
        Digits with one decimal comma or point; nothing else.

    Returns
    -------
    units : int
        The number in units of its last printed digit.
    decimals : int
        How many decimals are printed.

    Raises
    ------
    ValueError
        If it is anything else.

    Examples
    --------
    >>> read_number("66,70"), read_number("17")
    ((6670, 2), (17, 0))
    """
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"{text!r} is not a printed number")
    whole, _, decimals = text.replace(",", ".").partition(".")
    return int(whole + decimals), len(decimals)


@dataclass(frozen=True)
class PrintedNumber:
    """
    One number of a printed table. The cell ``4 (33,3)`` holds two: a count and a percentage.

    Parameters
    ----------
    table, row, column : str
        Where it stands: codes in the study's tables, headings as typed in a user's.
    measure : str
        ``n``, ``persen``, ``rata_rata``, ``minimum``, ``maksimum``, ``sd`` or ``jumlah`` (a sum of means).
    text : str
        The number as printed, as `read_number` takes it.
    place : str
        Where it stands in a file, for messages; empty for the study.

    Attributes
    ----------
    units : int
        The number in units of its last printed digit.
    decimals : int
        How many decimals are printed.

    Raises
    ------
    ValueError
        If the text is not a number.

    Examples
    --------
    >>> printed = PrintedNumber("4", "klaten", "ada", "persen", "33,3")
    >>> printed.units, printed.decimals, printed.value
    (333, 1, Fraction(333, 10))
    """

    table: str
    row: str
    column: str
    measure: str
    text: str
    place: str = ""

    units: int = field(init=False, repr=False, compare=False)
    decimals: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name, value in zip(("units", "decimals"), read_number(self.text), strict=True):
            object.__setattr__(self, name, value)

    @property
    def value(self) -> Fraction:
        """The number, exactly."""
        return Fraction(self.units, 10**self.decimals)

    def written(self, units: int) -> str:
        """
        Write another number as this one would have been printed: the same decimals, the same decimal sign.

        Examples
        --------
        >>> PrintedNumber("4", "klaten", "ada", "persen", "33,3").written(50)
        '5,0'
        """
        if not self.decimals:
            return str(units)
        digits = f"{abs(units):0{self.decimals + 1}d}"
        sign = "-" if units < 0 else ""
        mark = "." if "." in self.text else ","
        return f"{sign}{digits[: -self.decimals]}{mark}{digits[-self.decimals :]}"
