"""The number behind an operand: as printed or computed, and everything that it can have been before it was rounded."""

from dataclasses import dataclass
from fractions import Fraction

from klaster_analisis.analysis.rounding import Interval, printed_interval
from klaster_analisis.sources.claim_cells import SHARE, PrintedCells
from klaster_analisis.sources.claim_operand import Literal, Operand, Quantity
from klaster_analisis.sources.codebook import Codebook
from klaster_analisis.terms import DINAMIKA, JUMLAH, MAKSIMUM, MINIMUM, PERSEN, N


@dataclass(frozen=True)
class Figure:
    """
    A number that a claim is about.

    Parameters
    ----------
    operand : str
        What it is, as the file of claims writes it.
    kind : str
        As `kind_of`: ``n``, ``bagian``, ``persen``, ``rata_rata``, ``minimum``, ``maksimum``, ``jumlah`` or ``angka``. Shares
        and percentages are in percent.
    printed : tuple of str
        The cells as printed, those added up first, the base last; for a number of the prose, the number.
    value : Fraction or None
        None for a share of nobody.
    interval : Interval or None
        What it can have been before it was rounded; a point where nothing was rounded.
    decimals : int or None
        To how many decimals it was rounded in print; None where nothing was.
    """

    operand: str
    kind: str
    printed: tuple[str, ...]
    value: Fraction | None
    interval: Interval | None
    decimals: int | None = None

    @property
    def exact(self) -> bool:
        """Whether it is one number and no other."""
        return self.interval is not None and self.interval.low == self.interval.high


def figure(operand: Operand, cells: PrintedCells) -> Figure:
    """
    Look up or compute the number behind an operand.

    Parameters
    ----------
    operand : Literal or Quantity
    cells : PrintedCells

    Returns
    -------
    Figure
        A mean lies within its printed minimum and maximum, or else within the codes of its question; so does what it was
        before rounding.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> from klaster_analisis.sources.claim_operand import parse_operand
    >>> cells = PrintedCells(load_study())
    >>> figure(parse_operand("4:tegal:aktif+proaktif/ada"), cells).value
    Fraction(1000, 17)
    >>> figure(parse_operand("3:tegal:pasar"), cells).interval
    Interval(low=Fraction(5, 2), high=Fraction(3, 1))
    """
    kind = cells.kind_of(operand)
    if isinstance(operand, Literal):
        return _point(operand.text, kind, (operand.text,), operand.value)
    held = cells.of(operand)
    printed = tuple(cell.printed for cell in held)
    numbers = [Literal(cell.number) for cell in held]
    if kind == SHARE:
        part, base = sum((number.value for number in numbers[:-1]), Fraction(0)), numbers[-1].value
        return _point(operand.text, kind, printed, 100 * part / base if base else None)
    if kind in (N, MINIMUM, MAKSIMUM):
        return _point(operand.text, kind, printed, sum((number.value for number in numbers), Fraction(0)))
    if kind == JUMLAH:
        return Figure(operand.text, kind, printed, numbers[0].value, _of_the_sum(operand, cells))
    low, high = (Fraction(0), Fraction(100)) if kind == PERSEN else _limits(operand, cells)
    interval = printed_interval(numbers[0].text).within(low=low, high=high)
    return Figure(operand.text, kind, printed, numbers[0].value, interval, numbers[0].decimals)


def scale_of(question: str, codebook: Codebook) -> tuple[int, int]:
    """
    Give the lowest and the highest code of a question, as far as the codebook knows them.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> scale_of("bahan_penolong", load_study().codebook)
    (1, 3)
    """
    codes = sorted(map(int, codebook[question].codes))
    return codes[0], codes[-1]


def _point(operand: str, kind: str, printed: tuple[str, ...], value: Fraction | None) -> Figure:
    return Figure(operand, kind, printed, value, None if value is None else Interval(value, value))


def _limits(operand: Quantity, cells: PrintedCells) -> tuple[Fraction, Fraction]:
    low, high = map(Fraction, scale_of(operand.columns[0], cells.study.codebook))
    held = {cell.measure: Literal(cell.number).value for cell in cells.at(operand.table, operand.row, operand.columns[0])}
    return held.get(MINIMUM, low), held.get(MAKSIMUM, high)


def _of_the_sum(operand: Quantity, cells: PrintedCells) -> Interval:
    """Take a printed sum of means as far as its means leave it open; whether it was added up before rounding is not said."""
    questions = cells.study.codebook.group(DINAMIKA)
    means = [figure(Quantity("", operand.table, operand.row, (question.code,)), cells).interval for question in questions]
    known = [mean for mean in means if mean]
    return Interval(sum((mean.low for mean in known), Fraction(0)), sum((mean.high for mean in known), Fraction(0)))
