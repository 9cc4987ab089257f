"""One check of one printed number: what could stand there, given what else is printed, and what a pass is worth."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from klaster_analisis.sources.printed.number import PrintedNumber

FITS, DEPENDS, CONTRADICTED = "cocok", "tergantung_bacaan", "bertentangan"


@dataclass(frozen=True)
class Reading:
    """
    One way to read what is printed, and the numbers that it allows.

    Parameters
    ----------
    kind : str
        Code of the reading, like ``terdekat`` or ``dipangkas``.
    allowed : collection of int
        What may stand in print, in units of the number's last printed digit: a ``range`` or a ``frozenset``.
    usual : bool
        Whether a number that only this reading allows passes without a word.
    """

    kind: str
    allowed: Collection[int]
    usual: bool = True


@dataclass(frozen=True)
class Check:
    """
    A printed number held against others.

    Parameters
    ----------
    kind : str
        Code of the check.
    number : PrintedNumber
        The number that is checked.
    against : sequence of PrintedNumber
        The numbers that it is held against.
    readings : sequence of Reading
        Usual ones first.
    space : range
        What a random wrong number could have been, in units of the last printed digit: all numbers of that shape.
    values : dict
        What a sentence about the check needs besides: codes and numbers.

    Examples
    --------
    >>> printed = PrintedNumber("5", "klaten", "pasif", "persen", "50,2")
    >>> check = Check("persen", printed, (), [Reading("terdekat", range(500, 501))], space=range(1001))
    >>> check.verdict, check.expected
    ('bertentangan', '50,0')
    """

    kind: str
    number: PrintedNumber
    against: Sequence[PrintedNumber]
    readings: Sequence[Reading]
    space: range
    values: dict[str, object] = field(default_factory=dict)

    @property
    def fitting(self) -> tuple[str, ...]:
        """The readings under which the printed number is right."""
        return tuple(reading.kind for reading in self.readings if self.number.units in reading.allowed)

    @property
    def verdict(self) -> str:
        """``cocok``: right as usually read. ``tergantung_bacaan``: only under an unusual reading. ``bertentangan``: never."""
        usual = {reading.kind for reading in self.readings if reading.usual}
        if usual & set(self.fitting):
            return FITS
        return DEPENDS if self.fitting else CONTRADICTED

    @property
    def expected(self) -> str:
        """What should stand there as usually read, as it would be printed: one number, or the ends of a range; or nothing."""
        allowed = [reading.allowed for reading in self.readings if reading.usual and reading.allowed]
        ends = (min(map(min, allowed)), max(map(max, allowed))) if allowed else ()
        return "–".join(dict.fromkeys(map(self.number.written, ends)))

    @property
    def nearest(self) -> tuple[str, ...]:
        """The values below and above the printed one that usual readings allow, as they would be printed."""
        usual = [reading.allowed for reading in self.readings if reading.usual]
        below = [units for allowed in usual for units in allowed if units < self.number.units]
        above = [units for allowed in usual for units in allowed if units > self.number.units]
        return tuple(map(self.number.written, (*([max(below)] if below else []), *([min(above)] if above else []))))

    @property
    def power(self) -> Fraction:
        """
        The share of wrong numbers of this shape that the check would have caught; all are taken as equally likely.

        A number counts as wrong if it is not the printed one; it is caught if no usual reading allows it.
        """
        wrong = len(self.space) - (self.number.units in self.space)
        if not wrong:
            return Fraction(0)
        usual = [reading.allowed for reading in self.readings if reading.usual]
        missed = _together([_within(allowed, self.space) for allowed in usual])
        return 1 - Fraction(len(missed) - (self.number.units in missed), wrong)


def _within(allowed: Collection[int], space: range) -> Collection[int]:
    if isinstance(allowed, range):  # it may be as long as a country has firms
        return range(max(allowed.start, space.start), min(allowed.stop, space.stop))
    return frozenset(units for units in allowed if units in space)


def _together(sets: Sequence[Collection[int]]) -> Collection[int]:
    return sets[0] if len(set(sets)) == 1 else frozenset().union(*sets)
