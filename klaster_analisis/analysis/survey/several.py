"""Questions with several answers in one column: each answer becomes a question of its own, chosen or not."""

import pandas as pd

from klaster_analisis.analysis.counts import Unit
from klaster_analisis.analysis.survey.answer_faults import unknown_value
from klaster_analisis.analysis.survey.coding import FAULTY, KEYS, Coding, coded_rows
from klaster_analisis.analysis.survey.raw_counts import added_up
from klaster_analisis.errors import Fault
from klaster_analisis.sources.survey.answers import AnswerKey, Reading, split_several, unknown_part
from klaster_analisis.sources.survey.fault import survey_fault
from klaster_analisis.terms import TIDAK, YA, N


def several_answers(coding: Coding, unit: Unit, counted: pd.DataFrame) -> pd.DataFrame:
    """
    Code a question with several answers that stand in one column: each of them as a question of its own, chosen or not.

    Parameters
    ----------
    coding : Coding
    unit : tuple of str
        Code of the question; before it, where there is one, that of the question on which it depends.
    counted : pandas.DataFrame
        Place, wave and answers as text, ``n``.

    Returns
    -------
    pandas.DataFrame
        Counted rows, as `Coding.answers`.
    """
    question = coding.codebook[unit[-1]]
    key = coding.key(question.code)
    located = coding.located(counted)
    chosen: dict[str | None, list[str] | Reading] = {}
    for text, times in counted.groupby(question.code, dropna=False)[N].sum().items():
        value = None if pd.isna(text) else str(text)
        reading = key.read(value)
        codes = split_several(value, key) if value is not None and not reading.missing else None
        if codes is None and not reading.missing:
            coding.faults.append(_unknown(coding, key, str(value), times=int(times)))
            reading = FAULTY
        chosen[value] = codes if codes is not None else reading
    readings = {text: found if isinstance(found, Reading) else Reading(str(text)) for text, found in chosen.items()}
    kept = coding.routed(unit, counted, located, readings)
    rows = [chosen[text] if reading.code else reading for text, reading in zip(located[question.code], kept, strict=True)]
    frames = []
    for part, answer in zip(question.parts, question.codes, strict=True):
        frames.append(coded_rows(part.code, located, [_chosen(row, answer) for row in rows]))
    return added_up(pd.concat(frames, ignore_index=True), KEYS)


def _unknown(coding: Coding, key: AnswerKey, text: str, *, times: int) -> Fault:
    """Say what of a cell is no answer: a part of it, or all."""
    part = unknown_part(text, key)
    if not part:
        return unknown_value(coding.table, coding.rows, key, text, times=times)
    code = key.question.code
    spot = coding.table.at(code, rows=coding.rows.holding(code, [text]), times=times)
    return survey_fault("bagian_tak_dikenal", spot, value=part, allowed=", ".join(key.question.codes))


def _chosen(found: list[str] | Reading, answer: str) -> Reading:
    return found if isinstance(found, Reading) else Reading(YA if answer in found else TIDAK)
