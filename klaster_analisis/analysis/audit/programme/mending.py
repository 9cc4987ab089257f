"""What could have been meant where a number must be wrong. Nothing is repaired: values are proposed."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from klaster_analisis.analysis.audit.programme.fitting import Opening
from klaster_analisis.analysis.audit.programme.frequency import INTERVIEWED
from klaster_analisis.analysis.audit.programme.model import Model
from klaster_analisis.sources.printed.number import PrintedNumber

ONE_DIGIT, SWAPPED, SHIFTED, DROPPED, ADDED, OTHER = MISPRINTS = (
    "satu_angka",
    "tertukar",
    "koma_bergeser",
    "angka_hilang",
    "angka_lebih",
    "lain",
)


@dataclass(frozen=True)
class Mend:
    """
    A value that would make everything fit.

    Parameters
    ----------
    number : PrintedNumber
        What is printed.
    text : str
        What could stand there instead.
    misprint : str
        How one becomes the other: ``satu_angka`` (one digit is another), ``tertukar`` (two neighbouring digits changed places),
        ``koma_bergeser`` (the decimal sign moved), ``angka_hilang`` (a digit was left out), ``angka_lebih`` (there is one too
        many), ``lain`` (any other way).
    until : str
        The last of a range of values that starts with `text`, not all of which need fit; empty for one value.
    """

    number: PrintedNumber
    text: str
    misprint: str
    until: str = ""


def mending(model: Model, suspects: Iterable[PrintedNumber]) -> tuple[Mend, ...]:
    """
    Propose values for numbers that must be wrong.

    Parameters
    ----------
    model : Model
    suspects : iterable of PrintedNumber
        One of the sets of `smallest_suspects`.

    Returns
    -------
    tuple of Mend
        By number, likeliest misprint first and, within it, nearest value first. A value fits if it goes with all numbers outside
        the set and some values of the others in it. Of a number interviewed: the smallest that would do.

    Raises
    ------
    KeyError
        If a number is none of the model's.

    Notes
    -----
    Misprints of one stroke are tried one by one, exactly. The others are a range whose ends are exact up to 64 values apart;
    beyond that, only that nothing fits outside it is certain.

    Checked against: enumeration of small tables.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> from klaster_analisis.analysis.audit.programme.model import model_of
    >>> from klaster_analisis.analysis.audit.programme.suspects import smallest_suspects
    >>> from klaster_analisis.sources.printed.published import published_tables
    >>> model = model_of(table for table in published_tables(load_study()) if table.name == "5")
    >>> [(mend.text, mend.misprint) for mend in mending(model, smallest_suspects(model).sets[0])]
    [('50,0', 'satu_angka')]
    """
    wanted = model.chosen(suspects)
    opening = Opening(model, wanted)
    return tuple(mend for number in model.numbers(wanted) for mend in _mends(opening, number))


def misprints(number: PrintedNumber) -> dict[str, str]:
    """
    List what one stroke could have turned into a printed number.

    Parameters
    ----------
    number : PrintedNumber

    Returns
    -------
    dict of str to str
        By text, the misprint; the first that explains it. Nearest values first within each.

    Examples
    --------
    >>> found = misprints(PrintedNumber("1", "a", "ada", "n", "12"))
    >>> [text for text, kind in found.items() if kind == "satu_angka"][:4], found["21"], found["2"]
    (['11', '13', '10', '14'], 'tertukar', 'angka_lebih')
    """
    found: dict[str, str] = {}
    for kind, texts in _strokes(number):
        near = sorted(set(texts), key=lambda text: (abs(_value(number, text)), text))
        found |= {text: kind for text in near if text not in found and text != number.text}
    return found


def _strokes(number: PrintedNumber) -> Iterator[tuple[str, Iterable[str]]]:
    digits = re.sub(r"\D", "", number.text)
    places = range(len(digits))
    other = [digits[:at] + digit + digits[at + 1 :] for at in places for digit in "0123456789"]
    swapped = [digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in places[1:] for at in [at - 1]]
    inserted = [digits[:at] + digit + digits[at:] for at in range(len(digits) + 1) for digit in "0123456789"]
    dropped = [digits[:at] + digits[at + 1 :] for at in places] if len(digits) > 1 else []
    yield ONE_DIGIT, _as_long(number, other)
    yield SWAPPED, _as_long(number, swapped)
    yield SHIFTED, _shifted(number, digits)
    yield DROPPED, (number.written(int(each)) for each in inserted if each[0] != "0")
    yield ADDED, (number.written(int(each)) for each in dropped)


def _as_long(number: PrintedNumber, digits: Iterable[str]) -> Iterator[str]:
    """Write digits as the number was, unless that needs a leading zero."""
    texts = ((each, number.written(int(each))) for each in digits)
    return (text for each, text in texts if len(re.sub(r"\D", "", text)) == len(each))


def _shifted(number: PrintedNumber, digits: str) -> Iterator[str]:
    mark = "." if "." in number.text else ","
    texts = (f"{digits[:at]}{mark}{digits[at:]}" for at in range(1, len(digits)) if number.decimals)
    return (text for text in texts if not re.match(r"0\d", text))


def _value(number: PrintedNumber, text: str) -> float:
    return float(text.replace(",", ".")) - float(number.value)


def _mends(opening: Opening, number: PrintedNumber) -> Iterator[Mend]:
    tried = {} if number.measure == INTERVIEWED else misprints(number)
    near = [Mend(number, text, kind) for text, kind in tried.items() if opening.fits(number, text)]
    yield from near
    named = {mend.text for mend in near} | {number.text}
    yield from _others(number, [units for units in opening.fitting(number).units if number.written(units) not in named])


def _others(number: PrintedNumber, units: Collection[int]) -> Iterator[Mend]:
    if units:
        low, high = number.written(min(units)), number.written(max(units))
        yield Mend(number, low, OTHER, "" if low == high else high)
