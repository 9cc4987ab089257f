"""What a claim is about, in a line of text: a printed cell, a sum of cells, a share, or a number as the prose has it."""

import re
from dataclasses import dataclass
from fractions import Fraction

from klaster_analisis.sources.printed.number import read_number

_NAME = "[a-z][a-z0-9_]*"
_LITERAL = re.compile(r"[0-9]+(?:,[0-9]+)?")
_CELLS = re.compile(rf"([0-9]+):({_NAME}):({_NAME}(?:\+{_NAME})*)(?:/({_NAME})|:({_NAME}))?")


@dataclass(frozen=True)
class Literal:
    """
    A number as it stands in the prose, with a decimal comma; a percentage without its sign.

    Examples
    --------
    >>> Literal("70,8").value, Literal("70,8").decimals
    (Fraction(354, 5), 1)
    """

    text: str

    @property
    def value(self) -> Fraction:
        """The number, exactly."""
        units, decimals = read_number(self.text)
        return Fraction(units, 10**decimals)

    @property
    def decimals(self) -> int:
        """How many decimals it has."""
        return read_number(self.text)[1]


@dataclass(frozen=True)
class Quantity:
    """
    A number that the tables give.

    Parameters
    ----------
    text : str
        As written in the file.
    table, row : str
    columns : tuple of str
        One column, or several whose counts are added up.
    base : str
        The column whose count the share is of; empty where it is no share.
    measure : str
        ``persen``, ``minimum`` or ``maksimum``, where it is not the cell's own count or mean; else empty.
    """

    text: str
    table: str
    row: str
    columns: tuple[str, ...]
    base: str = ""
    measure: str = ""


Operand = Literal | Quantity


def parse_operand(text: str) -> Operand:
    """
    Read one operand.

    Parameters
    ----------
    text : str
        ``70,8``: a number of the prose. ``4:total:ada``: what the cell of Table 4 in that row and column holds, a count or a
        mean. ``3:pati:produk:maksimum``, ``4:total:ada:persen``: another number of that cell. ``4:total:aktif+proaktif``: a
        sum of counts. ``4:total:ada/jumlah``: a share, in percent, computed from two counts.

    Returns
    -------
    Literal or Quantity

    Raises
    ------
    ValueError
        If it is nothing of that kind.

    Examples
    --------
    >>> parse_operand("4:total:aktif+proaktif/ada").columns
    ('aktif', 'proaktif')
    >>> parse_operand("70,8")
    Literal(text='70,8')
    """
    if _LITERAL.fullmatch(text):
        return Literal(text)
    match = _CELLS.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no operand")
    table, row, columns, base, measure = match.groups()
    return Quantity(text, table, row, tuple(columns.split("+")), base or "", measure or "")


def parse_operands(text: str) -> tuple[Operand, ...]:
    """
    Read operands separated by blanks.

    Examples
    --------
    >>> len(parse_operands("4:tegal:ada 4:pati:ada 4"))
    3
    """
    return tuple(parse_operand(part) for part in text.split())
