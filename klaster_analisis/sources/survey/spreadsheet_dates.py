"""Dates that a spreadsheet made of other texts, as it does of 1-4 or 5/19."""

import re
from collections.abc import Iterable

from klaster_analisis.sources.survey.numbers import MONTHS, read_date

_PAIR = re.compile(r"([0-9]{1,2}) ?[-–/.] ?([0-9]{1,4})")
_WITH_MONTH = re.compile(r"([0-9]{1,2})[-/ ]([^\W\d]+)|([^\W\d]+)[-/ ]([0-9]{1,4})")


def made_a_date_of(value: str, texts: Iterable[str]) -> list[str]:
    """
    List the texts that a spreadsheet may have made a date of.

    Parameters
    ----------
    value : str
        What stands in a cell.
    texts : iterable of str
        What may have been typed.

    Examples
    --------
    >>> made_a_date_of("2026-04-01", ["1-4", "5-19", "20-99"]), made_a_date_of("19-May", ["1-4", "5-19"])
    (['1-4'], ['5-19'])
    >>> made_a_date_of("2019-05-01", ["5-19"]), made_a_date_of("4", ["1-4"])
    (['5-19'], [])
    """
    pairs = _pairs(value)
    found = ((text, _PAIR.fullmatch(text.strip())) for text in texts)
    return [text for text, match in found if match and (int(match[1]), int(match[2])) in pairs]


def _pairs(value: str) -> set[tuple[int, int]]:
    """List the pairs of numbers that may have been typed for a date: day and month, month and day, month and year."""
    pairs: set[tuple[int, int]] = set()
    for first in (True, False):
        if day := read_date(value, day_is_first=first):
            pairs |= {(day.day, day.month), (day.month, day.day)}
            pairs |= {(day.month, day.year), (day.month, day.year % 100)} if day.day == 1 else set()
    if (match := _WITH_MONTH.fullmatch(value)) and (month := MONTHS.get((match[2] or match[3]).lower())):
        other = int(match[1] or match[4])
        pairs |= {(other, month), (month, other)}
    return pairs
