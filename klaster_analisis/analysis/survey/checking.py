"""Everything that one survey file holds: its answers, counted, and all its faults."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import narwhals as nw
import pandas as pd

from klaster_analisis.analysis.counts import Unit, count_questions
from klaster_analisis.analysis.survey.coding import KEYS, Coding, coded_rows
from klaster_analisis.analysis.survey.firms import doubled_firms, text_frame
from klaster_analisis.analysis.survey.parts import Parts, read_parts
from klaster_analisis.analysis.survey.raw_counts import MANY, as_text, count_raw, countable, most_values
from klaster_analisis.analysis.survey.several import several_answers
from klaster_analisis.analysis.survey.typed_columns import Numbers, date_faults, read_dates, read_numbers
from klaster_analisis.analysis.survey.weights import weighed
from klaster_analisis.errors import DataError, Fault
from klaster_analisis.sources.codebook import Codebook
from klaster_analisis.sources.places import Places
from klaster_analisis.sources.question import DATE, FIRM, NUMBER, SEVERAL, WAVE
from klaster_analisis.sources.survey.answers import Reading
from klaster_analisis.sources.survey.fault import survey_fault
from klaster_analisis.sources.survey.place_names import PlaceNames
from klaster_analisis.sources.survey.table import SurveyTable
from klaster_analisis.sources.survey.text import cell_text
from klaster_analisis.terms import GELOMBANG, LOKASI, PERTANYAAN, N

NILAI = "nilai"

Dates = dict[str, tuple[date, date]]


@dataclass(frozen=True, eq=False)
class CheckedTable:
    """
    One survey file, counted and checked.

    Parameters
    ----------
    coding : Coding
        What its values stand for.
    answers, firms, numbers : pandas.DataFrame
        As in `Survey`.
    dates : dict of tuple of datetime.date
        By wave: the first and the last day of interviews; without those that are not known.
    faults : tuple of Fault
    left_out : int
        Rows that are counted nowhere: of no known place or wave, or of a firm that stands there twice.
    doubled : tuple
        Numbers of firms that stand there twice, as the file holds them.
    too_many : tuple of str
        Codes of questions whose columns hold too many different values.
    read_numbers : dict
        By question and text: the number that stands there, as `read_numbers` reads it.
    parts : Parts
        The questions whose answers have a column each.
    """

    coding: Coding
    answers: pd.DataFrame
    firms: pd.DataFrame
    numbers: pd.DataFrame
    dates: Dates
    faults: tuple[Fault, ...]
    left_out: int
    doubled: tuple[Any, ...] = ()
    too_many: tuple[str, ...] = ()
    read_numbers: dict[str, Numbers] = field(default_factory=dict)
    parts: Parts = field(default_factory=lambda: Parts({}))


def check_table(table: SurveyTable, codebook: Codebook, places: Places, *, wave: str, without_doubled: bool) -> CheckedTable:
    """
    Count a survey file and find all its faults.

    Parameters
    ----------
    table : SurveyTable
    codebook : Codebook
    places : Places
    wave : str
        Of all rows, where the file has no column for it.
    without_doubled : bool
        Leave out firms that stand there twice: which of their rows is right is not known.

    Returns
    -------
    CheckedTable
    """
    coding = Coding(table, codebook, PlaceNames(places), wave)
    doubled, faults = doubled_firms(table, codebook, coding.rows)
    found = _counted(coding, places, faults)
    if doubled and without_doubled:
        once = replace(coding, faults=[], table=_without(table, codebook, doubled))
        left_out = found.left_out + int(found.firms[N].sum())
        found = replace(_counted(once, places, []), coding=coding, faults=found.faults)
        found = replace(found, left_out=left_out - int(found.firms[N].sum()))
    return replace(found, doubled=tuple(doubled))


def _counted(coding: Coding, places: Places, faults: list[Fault]) -> CheckedTable:
    table, codebook = coding.table, coding.codebook
    frame, weight = weighed(coding, countable(table, codebook), faults)
    parts = read_parts(coding, frame)
    resolved = parts.resolved(frame)
    raw = count_raw(table, codebook, frame=resolved, places=len(places.codes), weight=weight, levels=parts.levels)
    coding.faults.extend(faults)
    coding.faults.extend(
        survey_fault("terlalu_beragam", table.at(code), limit=most_values(codebook[code])) for code in raw.too_many
    )
    firms = coding.firms(raw.counts[()])
    answers, numbers = [], []
    read: dict[str, Numbers] = {}
    for unit, counted in raw.counts.items():
        question = codebook[unit[-1]] if unit else None
        if question is None:
            continue
        if question.kind == NUMBER:
            read[question.code], counted_numbers, lacking = _numbers(coding, unit, counted)
            numbers.append(counted_numbers)
            answers.append(lacking)
        elif question.kind == SEVERAL:
            answers.append(several_answers(coding, unit, counted))
        else:
            answers.append(coding.answers(unit, counted))
    columns = [*KEYS, *(name for name in firms.columns if name not in KEYS)]
    dates = _dates(coding)
    return CheckedTable(
        coding=coding,
        answers=pd.concat(answers, ignore_index=True) if answers else pd.DataFrame(columns=columns),
        firms=firms,
        numbers=pd.concat(numbers, ignore_index=True)
        if numbers
        else pd.DataFrame(columns=[GELOMBANG, LOKASI, PERTANYAAN, NILAI, N]),
        dates=dates,
        faults=tuple(coding.faults),
        left_out=int(raw.counts[()][N].sum() - firms[N].sum()),
        too_many=raw.too_many,
        read_numbers=read,
        parts=parts,
    )


def _numbers(coding: Coding, unit: Unit, counted: pd.DataFrame) -> tuple[Numbers, pd.DataFrame, pd.DataFrame]:
    """Give what each text is read as; the numbers of a question, counted; and the rows in which there is none, by kind."""
    question, located = coding.codebook[unit[-1]], coding.located(counted)
    times = counted.groupby(question.code, dropna=False)[N].sum()
    texts = {None if pd.isna(text) else str(text): int(n) for text, n in times.items()}
    found, faults = read_numbers(coding, question, texts)
    coding.faults.extend(faults)
    readings = {text: value if isinstance(value, Reading) else Reading(str(value)) for text, value in found.items()}
    kept = coding.routed(unit, counted, located, readings)
    values = [found[text] if reading.code else reading for text, reading in zip(located[question.code], kept, strict=True)]
    missing = pd.Series([isinstance(value, Reading) for value in values], located.index, dtype=bool)
    lacking = coded_rows(question.code, located[missing], [value for value in values if isinstance(value, Reading)])
    there = located[~missing]
    numbers = [value for value in values if not isinstance(value, Reading)]
    rows = there[[GELOMBANG, LOKASI, N]].assign(
        **{PERTANYAAN: question.code, NILAI: pd.Series(numbers, there.index, dtype=float)}
    )
    return found, rows.groupby([GELOMBANG, LOKASI, PERTANYAAN, NILAI], as_index=False)[N].sum(), lacking


def _dates(coding: Coding) -> Dates:
    """
    Find the days of interviews by wave, and what is no day.

    Those of files with more different times than can be looked at are not known.
    """
    table, codebook = coding.table, coding.codebook
    question, wave = codebook.only(DATE), codebook.only(WAVE)
    if question is None or question.code not in table.columns:
        return {}
    names = [table.columns[q.code].name for q in (question, wave) if q is not None and q.code in table.columns]
    try:
        found = count_questions(text_frame(table, names), [names], levels=dict.fromkeys(names, MANY))[tuple(names)]
    except DataError:
        return {}
    times = found.groupby(found[names[0]].map(cell_text), dropna=False)[N].sum()
    coding.faults.extend(date_faults(coding, question, {None if pd.isna(text) else text: int(n) for text, n in times.items()}))
    waves = found[names[1]].map(cell_text) if len(names) > 1 else pd.Series(coding.wave, found.index)
    days = {str(name): read_dates(rows[names[0]]) for name, rows in found.groupby(waves)}
    return {name: (min(known), max(known)) for name, known in days.items() if known}


def _without(table: SurveyTable, codebook: Codebook, doubled: list[Any]) -> SurveyTable:
    """Give a table without the rows of some firms."""
    firm = codebook.only(FIRM)
    name = table.columns[str(firm and firm.code)].name

    def frame_of(names: Any) -> Any:
        frame = table.opened.frame_of(list(dict.fromkeys([*names, name])))
        if isinstance(frame, pd.DataFrame):
            return frame.loc[~as_text(frame[name]).isin(doubled).to_numpy(), list(names)]
        lazy = nw.from_native(frame)
        return lazy.filter(~nw.col(name).is_in(doubled) | nw.col(name).is_null()).select(*names).to_native()

    return replace(table, opened=replace(table.opened, frame_of=frame_of))
