"""Whole-number inequalities between the true numbers behind a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, gcd
from typing import NamedTuple


class Cell(NamedTuple):
    """
    One true number behind the print: a count, a sum of answers, the smallest or the largest answer.

    Attributes
    ----------
    table, row, column, measure : str
        As in `PrintedNumber`; percentages have no true number of their own.
    """

    table: str
    row: str
    column: str
    measure: str


class AtMost(NamedTuple):
    """
    The sum of some cells, each times a whole number, is at most a limit.

    Attributes
    ----------
    terms : sequence of (Cell, int)
        A cell may stand here twice; its coefficients add up.
    limit : int
    """

    terms: Sequence[tuple[Cell, int]]
    limit: int


@dataclass(frozen=True, slots=True)
class Row:
    """
    The same with numbered variables, in lowest terms.

    Parameters
    ----------
    terms : tuple of (int, int)
        Variable and coefficient; no variable twice, no coefficient zero.
    limit : int
    why : int
        Bits of the statements that it comes from; 0 for what always holds.
    """

    terms: tuple[tuple[int, int], ...]
    limit: int
    why: int

    def holds(self, values: Sequence[int]) -> bool:
        """Say exactly whether whole numbers obey it."""
        return sum(factor * values[variable] for variable, factor in self.terms) <= self.limit


def equal(terms: Sequence[tuple[Cell, int]], value: int) -> tuple[AtMost, AtMost]:
    """Say that a sum is a value: at most, and at least."""
    return AtMost(terms, value), AtMost([(cell, -factor) for cell, factor in terms], -value)


def row(terms: Iterable[tuple[int, int]], limit: int, why: int) -> Row:
    """
    Gather terms, and divide by their greatest common divisor.

    The variables are whole, so that the limit may be rounded down.

    Examples
    --------
    >>> row([(0, 4), (1, -6), (1, 2), (2, 0)], 7, why=0)
    Row(terms=((0, 1), (1, -1)), limit=1, why=0)
    """
    gathered: dict[int, int] = {}
    for variable, factor in terms:
        gathered[variable] = gathered.get(variable, 0) + factor
    kept = tuple((variable, factor) for variable, factor in gathered.items() if factor)
    divisor = gcd(*(factor for _, factor in kept)) or 1
    return Row(tuple((variable, factor // divisor) for variable, factor in kept), limit // divisor, why)


def units_between(low: Fraction, high: Fraction, decimals: int) -> range:
    """
    Give what the values from one to another can be rounded to, a half either way, in units of the last digit.

    Examples
    --------
    >>> units_between(Fraction(1, 4), Fraction(1, 3), 1)
    range(2, 4)
    """
    half = Fraction(1, 2)
    return range(ceil(low * 10**decimals - half), floor(high * 10**decimals + half) + 1)
