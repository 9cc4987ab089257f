"""One printed number with one slip of the hand."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from klaster_analisis.analysis.audit.synthetic.changes import Changes, place_of, shuffled
from klaster_analisis.sources.printed.table import PrintedTable

DIGITS = "0123456789"


def one_digit(table: PrintedTable, rng: np.random.Generator) -> Iterator[Changes]:
    """Change one digit of one number to another digit; a number does not begin with a 0 that was not there."""
    for number in shuffled(rng, table.numbers):
        text = number.text
        for at in shuffled(rng, [at for at, sign in enumerate(text) if sign in DIGITS]):
            digit = next(shuffled(rng, other_digits(text[at])))
            changed = text[:at] + digit + text[at + 1 :]
            if is_printable(changed):
                yield {place_of(number): changed}


def two_digits(table: PrintedTable, rng: np.random.Generator) -> Iterator[Changes]:
    """Transpose two neighbouring digits of one number; the comma stays where it is."""
    for number in shuffled(rng, table.numbers):
        text = number.text
        places = [at for at, sign in enumerate(text) if sign in DIGITS]
        for first, second in shuffled(rng, pairwise(places)):
            signs = list(text)
            signs[first], signs[second] = signs[second], signs[first]
            changed = "".join(signs)
            if changed != text and is_printable(changed):
                yield {place_of(number): changed}


def moved_comma(table: PrintedTable, rng: np.random.Generator) -> Iterator[Changes]:
    """Move the decimal comma of one number one digit to the left: ``76,5`` becomes ``7,65``."""
    for number in shuffled(rng, table.numbers):
        whole, comma, decimals = number.text.partition(",")
        if comma and len(whole) > 1:
            yield {place_of(number): f"{whole[:-1]},{whole[-1]}{decimals}"}


def other_digits(digit: str) -> str:
    """Give the other nine digits."""
    return DIGITS.replace(digit, "")


def is_printable(text: str) -> bool:
    """Say whether a number is written as numbers are: no 0 before another digit, no digit missing."""
    whole = text.partition(",")[0]
    return whole == "0" or not whole.startswith("0")
