"""What the whole table would have caught: how far each number could be off, and everything still fit."""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from klaster_analisis.analysis.audit.programme.feasibility import feasible
from klaster_analisis.analysis.audit.programme.fitting import Opening
from klaster_analisis.analysis.audit.programme.frequency import INTERVIEWED
from klaster_analisis.analysis.audit.programme.model import Model
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import ScoreLayout
from klaster_analisis.terms import MAKSIMUM, MINIMUM, PERSEN, RATA_RATA


@dataclass(frozen=True)
class Tolerance:
    """
    What could stand in the place of one printed number.

    Parameters
    ----------
    number : PrintedNumber
    units : collection of int
        Values that would still fit everything else, in units of its last printed digit.
    space : range
        All numbers of its shape.
    exact : bool
        Whether all these values fit; otherwise perhaps not all, and the power is at least what is given.
    """

    number: PrintedNumber
    units: Collection[int]
    space: range
    exact: bool

    @property
    def power(self) -> Fraction:
        """The share of wrong numbers of this shape that the whole table would have caught; all equally likely."""
        wrong = len(self.space) - (self.number.units in self.space)
        missed = sum(1 for units in self.units if units in self.space and units != self.number.units)
        return 1 - Fraction(missed, wrong) if wrong else Fraction(0)


@dataclass(frozen=True)
class Tolerances:
    """
    What a pass of the whole table is worth.

    Parameters
    ----------
    numbers : tuple of Tolerance
        In printed order; empty if the table does not fit as it is.
    """

    numbers: tuple[Tolerance, ...]

    @property
    def power(self) -> Fraction | None:
        """The mean over all numbers: how likely one wrong number anywhere would have been caught. None without numbers."""
        return sum((each.power for each in self.numbers), Fraction(0)) / len(self.numbers) if self.numbers else None

    def to_frame(self) -> pd.DataFrame:
        """Give one row a number: ``tabel, baris, kolom, ukuran, cetak, terkecil, terbesar, lolos`` (how many), ``daya``."""
        rows = [_line(each) for each in self.numbers]
        return pd.DataFrame(rows, columns=["tabel", "baris", "kolom", "ukuran", "cetak", "terkecil", "terbesar", "lolos", "daya"])


def tolerance(model: Model) -> Tolerances:
    """
    Find for every printed number which values would still fit all others.

    Parameters
    ----------
    model : Model

    Returns
    -------
    Tolerances

    Notes
    -----
    A number is looked at beside those it shares a sum or a base with. Where these alone leave one value of its cells, nothing
    else needs asking: the printed number fits, and so does what else these cells are rounded to. Otherwise all the others are
    used.

    Checked against: enumeration of small tables.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> from klaster_analisis.analysis.audit.programme.model import model_of
    >>> from klaster_analisis.sources.printed.published import published_tables
    >>> model = model_of(table for table in published_tables(load_study()) if table.name == "4")
    >>> tolerance(model).power
    Fraction(1, 1)
    """
    if feasible(model) is None:
        return Tolerances(())
    near = _Neighbours(model)
    numbers = (number for number in model.statements if number.measure != INTERVIEWED)
    return Tolerances(tuple(_tolerance(model, number, near) for number in numbers))


class _Neighbours:
    """Which statements are near a statement: about a cell that stands in one row with a cell of its own."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.about = [0] * len(model.cells)
        for said in model.said:
            for row in said:
                for variable, _ in row.terms:
                    self.about[variable] |= row.why
        self.beside = [self._beside(variable) for variable in range(len(model.cells))]

    def of(self, number: PrintedNumber) -> int:
        """Give the bits of the statements near a number, without its own."""
        bit, found = self.model.bits[number], 0
        for row in self.model.said[bit.bit_length() - 1]:
            for variable, _ in row.terms:
                found |= self.beside[variable]
        return found & ~bit

    def _beside(self, variable: int) -> int:
        always, found = len(self.model.always), self.about[variable]
        for position in self.model.touching[variable]:
            if position < always:
                for other, _ in self.model.rows[position].terms:
                    found |= self.about[other]
        return found


def _tolerance(model: Model, number: PrintedNumber, near: _Neighbours) -> Tolerance:
    bit = model.bits[number]
    opening = Opening(model, model.everything & ~near.of(number))
    variables = {variable for row in model.said[bit.bit_length() - 1] for variable, _ in row.terms}
    if not all(opening.bounds.fixed(variable) for variable in variables):
        opening = Opening(model, bit)
    if all(opening.bounds.fixed(variable) for variable in variables):
        return Tolerance(number, opening.within(number), space_of(model, number), exact=True)
    found = opening.fitting(number)
    return Tolerance(number, found.units, space_of(model, number), found.exact)


def space_of(model: Model, number: PrintedNumber) -> range:
    """
    Give all numbers of a number's shape, in units of its last printed digit.

    Percentages run from 0 to 100, means and extremes over the scale where it is known; others over all numbers of as many
    digits.
    """
    unit = 10**number.decimals
    if number.measure == PERSEN:
        return range(100 * unit + 1)
    scale = next((t.layout.scale for t in model.tables if t.name == number.table and isinstance(t.layout, ScoreLayout)), None)
    if scale and number.measure in (RATA_RATA, MINIMUM, MAKSIMUM):
        return range(scale[0] * unit, scale[1] * unit + 1)
    return range(10 ** sum(map(str.isdigit, number.text)))


def _line(each: Tolerance) -> tuple[object, ...]:
    number = each.number
    ends = [number.written(end(each.units)) for end in (min, max)] if each.units else ["", ""]
    place = number.table, number.row, number.column, number.measure, number.text
    return (*place, *ends, len(each.units), float(each.power))
