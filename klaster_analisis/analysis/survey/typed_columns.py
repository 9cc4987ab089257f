"""Columns that are measured, not chosen: numbers, dates and weights, read as people type them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from klaster_analisis.analysis.survey.coding import Coding
from klaster_analisis.errors import Fault
from klaster_analisis.sources.question import Question
from klaster_analisis.sources.survey.answers import Reading
from klaster_analisis.sources.survey.fault import survey_fault
from klaster_analisis.sources.survey.numbers import day_first, decimal_sign, is_ambiguous, read_date, read_number
from klaster_analisis.sources.survey.text import cell_text, number_of, untyped
from klaster_analisis.terms import KELIRU

NOT_A_NUMBER, AMBIGUOUS, BEYOND, NO_WEIGHT = "bukan_angka", "tanda_desimal", "di_luar_batas", "bukan_bobot"
NOT_A_DATE = "bukan_tanggal"

Texts = Mapping[str | None, int]
Numbers = dict[str | None, "float | Reading"]


def read_numbers(coding: Coding, question: Question, texts: Texts) -> tuple[Numbers, list[Fault]]:
    """
    Read the different values of a column of numbers, in the decimal sign that the column shows.

    Parameters
    ----------
    coding : Coding
    question : Question
        Its bounds hold.
    texts : mapping of str to int
        What stands there, as `typed_text` writes it, and in how many rows.

    Returns
    -------
    numbers : dict
        By text: the number, or why there is none.
    faults : list of Fault
        One for each text that is no number, may be two, or is out of bounds.
    """
    return _read(coding, question, texts, lambda number: "" if number in question.bounds else BEYOND)


def read_weights(coding: Coding, question: Question, texts: Texts) -> tuple[dict[str | None, float], list[Fault]]:
    """Read the different values of a column of weights: above 0, and one for every firm; what is none weighs nothing."""
    numbers, faults = _read(coding, question, texts, lambda number: "" if number > 0 else NO_WEIGHT)
    lacking = {text for text, number in numbers.items() if isinstance(number, Reading) and number.missing != KELIRU}
    if lacking:
        times = sum(texts[text] for text in lacking)
        rows = coding.rows.holding(question.code, map(untyped, lacking))
        spot = coding.table.at(question.code, rows=rows, times=times)
        faults.append(survey_fault(NO_WEIGHT, spot))
    return {text: 0.0 if isinstance(number, Reading) else number for text, number in numbers.items()}, faults


def read_dates(values: Iterable[Any]) -> list[date]:
    """Read the dates among the different values of a column; those that are none, or may be two, are passed over."""
    texts = [text for value in values if (text := cell_text(value))]
    first = day_first(texts)
    return [found for text in texts if (found := read_date(text, day_is_first=first))]


def date_faults(coding: Coding, question: Question, texts: Texts) -> list[Fault]:
    """List the different values of a column of dates that are none, whichever of day and month stands first."""
    key = coding.key(question.code)
    faults: list[Fault] = []
    for text, times in texts.items():
        readable = any(read_date(str(text), day_is_first=first) for first in (True, False))
        if not readable and not key.read(text).missing:
            spot = coding.table.at(question.code, rows=coding.rows.holding(question.code, [text]), times=times)
            faults.append(survey_fault(NOT_A_DATE, spot, value=str(text)))
    return faults


def _read(coding: Coding, question: Question, texts: Texts, judge: Callable[[float], str]) -> tuple[Numbers, list[Fault]]:
    key = coding.key(question.code)
    sign = decimal_sign(text for text in texts if text and number_of(text) is None)
    numbers: Numbers = {}
    faults: list[Fault] = []
    for text, times in texts.items():
        shown = untyped(text)
        reading = key.read(shown)
        if reading.missing:
            numbers[text] = reading
            continue
        said = key.said(str(shown))
        found = float(said) if said else _number(text, sign)
        rule = found if isinstance(found, str) else judge(found)
        numbers[text] = Reading(missing=KELIRU) if rule or isinstance(found, str) else found
        if rule:
            rows = coding.rows.holding(question.code, [shown])
            spot = coding.table.at(question.code, rows=rows, times=times)
            faults.append(survey_fault(rule, spot, value=str(shown), bounds=str(question.bounds), reasons=key.reasons))
    return numbers, faults


def _number(text: str | None, sign: str | None) -> float | str:
    """Read a number, or say which rule it breaks."""
    typed = number_of(text)
    number = typed if typed is not None else read_number(str(text), sign)
    if number is not None:
        return number if abs(number) < float("inf") else NOT_A_NUMBER
    return AMBIGUOUS if is_ambiguous(str(text)) else NOT_A_NUMBER
