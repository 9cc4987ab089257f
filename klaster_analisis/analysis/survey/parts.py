"""Questions whose answers have a column each: what a blank beside other answers says, row by row."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from klaster_analisis.analysis.counts import count_questions
from klaster_analisis.analysis.survey.answer_faults import unknown_value
from klaster_analisis.analysis.survey.coding import Coding
from klaster_analisis.analysis.survey.raw_counts import MOST_VALUES
from klaster_analisis.errors import DataError
from klaster_analisis.sources.question import PART, SEVERAL, Question
from klaster_analisis.sources.survey.fault import survey_fault
from klaster_analisis.sources.survey.text import cell_text
from klaster_analisis.terms import KELIRU, TANPA_JAWABAN, TIDAK, YA, N

BLANK = ""
SETTLED = (BLANK, KELIRU, YA, TIDAK)
FAULTY, CHOSEN, NOT_CHOSEN = 1, 2, 3  # their places in it; those of reasons come after
_FAULTY, _ANSWERED, _REASON = "any_faulty", "any_answered", "any_reason"
EXPECTED = 5  # different values in a column of one answer: it decides how many are counted at once


@dataclass(frozen=True, eq=False)
class PartColumn:
    """
    What stands in the column of one answer.

    Parameters
    ----------
    name : str
        Of the column.
    values : dict of list
        By what they stand for (chosen, not chosen, a kind of missing answer, faulty, blank): values as the file holds them.
    times : dict of int
        In how many rows one of them stands.
    """

    name: str
    values: dict[str, list[Any]] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)

    def texts(self, kind: str) -> list[str | None]:
        """Give the values that stand for something, as text."""
        return [cell_text(value) for value in self.values.get(kind, [])]


@dataclass(frozen=True, eq=False)
class Parts:
    """
    The questions of one file whose answers have a column each.

    Parameters
    ----------
    columns : dict of dict of PartColumn
        By code of the question and of the answer.
    """

    columns: dict[str, dict[str, PartColumn]]

    def resolved(self, frame: Any, *, named: Mapping[str, str] | None = None) -> Any:
        """
        Write into each column what it says, as its place in `kinds_of`; nothing where all columns of the question are blank.

        Parameters
        ----------
        frame : a frame that Narwhals knows
            Of pandas with its values as categories of text.
        named : mapping of str to str, optional
            By code of an answer: what its column is called there. By default as in the file.
        """
        for question in self.columns.values():
            columns = {named[code] if named else column.name: column for code, column in question.items()}
            frame = _of_pandas(frame, columns) if isinstance(frame, pd.DataFrame) else _of_engine(frame, columns)
        return frame

    @property
    def levels(self) -> dict[str, int]:
        """How many different values each column holds once it is resolved, at most."""
        return {
            column.name: len({kind for other in question.values() for kind in other.values} | {BLANK, TIDAK})
            for question in self.columns.values()
            for column in question.values()
        }

    def without_no(self, question: str) -> list[str]:
        """List the answers of a question in whose columns no value says that they were not chosen."""
        return [code for code, column in self.columns[question].items() if not column.times.get(TIDAK)]


def read_parts(coding: Coding, frame: Any) -> Parts:
    """
    Read the columns of single answers, and note each value that is none.

    Parameters
    ----------
    coding : Coding
        Takes up the faults, and what the columns hold once they are resolved.
    frame : a frame that Narwhals knows
        As `countable` gives it.

    Returns
    -------
    Parts
        Without columns that hold too many different values.
    """
    found: dict[str, dict[str, PartColumn]] = {}
    for question in _in_columns(coding):
        columns = {
            part.code: coding.table.columns[part.code].name for part in question.parts if part.code in coding.table.columns
        }
        counted = _counted(frame, list(columns.values()))
        read = {code: _read(coding, code, name, counted[name]) for code, name in columns.items() if name in counted}
        for code, column in read.items():
            kinds = kinds_of(read.values())
            coding.hold(code, {kind: column.texts(kind) for kind in (YA, TIDAK, BLANK)}, kinds=kinds)
        if read:
            found[question.code] = read
    parts = Parts(found)
    for question_code in found:
        coding.faults.extend(_unsettled(coding, parts, question_code))
    return parts


def _in_columns(coding: Coding) -> Iterator[Question]:
    """List the questions with several answers that have no column of their own, but one an answer."""
    there = coding.table.columns
    for question in coding.codebook.of_kind(SEVERAL):
        if question.code not in there and any(part.code in there for part in question.parts):
            yield question


def _counted(frame: Any, names: Sequence[str]) -> dict[str, pd.DataFrame]:
    """Count the different values of some columns; those that hold too many are left out, and told elsewhere."""
    try:
        counted = count_questions(frame, [[name] for name in names], levels=dict.fromkeys(names, EXPECTED))
    except DataError:
        if len(names) == 1:
            return {}
        return {name: one for each in names for name, one in _counted(frame, [each]).items()}
    return {name: rows for (name,), rows in counted.items() if len(rows) <= MOST_VALUES}


def _read(coding: Coding, code: str, name: str, counted: pd.DataFrame) -> PartColumn:
    column, key = PartColumn(name), coding.key(code)
    unknown: dict[str, int] = {}
    for value, times in zip(counted[name], counted[N], strict=True):
        text = cell_text(value)
        reading = key.read(text)
        kind = reading.code or (BLANK if reading.missing == TANPA_JAWABAN else reading.missing) if reading.known else KELIRU
        column.values.setdefault(kind, []).append(value)
        column.times[kind] = column.times.get(kind, 0) + int(times)
        if not reading.known:
            unknown[str(text)] = unknown.get(str(text), 0) + int(times)
    for text, times in unknown.items():
        coding.faults.append(unknown_value(coding.table, coding.rows, key, text, times=times))
    return column


def _unsettled(coding: Coding, parts: Parts, question: str) -> Iterator[Any]:
    """Note a question of which answers have no column, while no column says "no": whom it was not put to cannot be told."""
    columns = parts.columns[question]
    if len(parts.without_no(question)) < len(columns) or not any(column.times.get(YA) for column in columns.values()):
        return
    lacking = coding.table.matching.lacking(coding.codebook)
    lacking = {code: near for code, near in lacking.items() if code.startswith(f"{question}{PART}")}
    if lacking:
        near = next(filter(None, lacking.values()), "")
        spot = coding.table.at(next(iter(columns)))
        yield survey_fault("jawaban_tanpa_kolom", spot, question=question, lacking=", ".join(lacking), near=near)


# --- row by row ---


def kinds_of(columns: Iterable[PartColumn]) -> list[str]:
    """List what may stand in the columns of one question: nothing, what is faulty, chosen, not chosen, reasons for no answer."""
    reasons = dict.fromkeys(kind for column in columns for kind in column.values if kind not in SETTLED)
    return [*SETTLED, *reasons]


def _of_pandas(frame: pd.DataFrame, columns: Mapping[str, PartColumn]) -> pd.DataFrame:
    """Resolve the columns of one question in a frame of pandas, by the codes of its categories."""
    kinds = kinds_of(columns.values())
    stands = {}
    for name, column in columns.items():
        of_value = {value: at for at, kind in enumerate(kinds) for value in column.values.get(kind, [])}
        categories = frame[name].cat
        stands[name] = np.array([*(of_value.get(text, 0) for text in categories.categories), 0])[categories.codes]
    rows = np.array(list(stands.values()))
    answered = np.isin(rows, [CHOSEN, NOT_CHOSEN]).any(axis=0)
    faulty = (rows == FAULTY).any(axis=0)
    reason = rows.max(axis=0)  # of a row without an answer: the last kind of missing answer in it
    texts = [str(at) for at in range(1, len(kinds))]
    found = {}
    for name, own in stands.items():
        settled = np.where(faulty, FAULTY, np.where(own > 0, own, np.where(answered, NOT_CHOSEN, reason)))
        found[name] = pd.Categorical.from_codes(settled - 1, categories=texts)  # the code −1 means missing
    return frame.assign(**found)


def _of_engine(frame: Any, columns: Mapping[str, PartColumn]) -> Any:
    """Resolve the columns of one question in a frame of any other engine: each value is looked at once, the rest are numbers."""
    given = nw.from_native(frame)
    kinds = kinds_of(columns.values())
    numbered = given.with_columns(**{name: _number(name, column, kinds) for name, column in columns.items()})
    own = [nw.col(name) for name in columns]
    marks = {_ANSWERED: _any([(column == CHOSEN) | (column == NOT_CHOSEN) for column in own])}
    if any(column.values.get(KELIRU) for column in columns.values()):
        marks[_FAULTY] = _any([column == FAULTY for column in own])
    if len(kinds) > len(SETTLED):
        marks[_REASON] = nw.max_horizontal(*columns)
    marked = numbered.with_columns(**marks)
    settled = marked.with_columns(**{name: _settled(name, marks) for name in columns})
    return settled.select(*given.collect_schema()).to_native()


def _settled(name: str, marks: Collection[str]) -> nw.Expr:
    """Say what the column of one answer says in a row of which it is marked what stands in the others."""
    chosen = nw.when(nw.col(_ANSWERED)).then(nw.lit(NOT_CHOSEN))
    reason = nw.when(nw.col(_REASON) > 0).then(nw.col(_REASON))
    beside = chosen.otherwise(reason) if _REASON in marks else chosen
    found = nw.when(nw.col(name) > 0).then(nw.col(name)).otherwise(beside)
    return nw.when(nw.col(_FAULTY)).then(nw.lit(FAULTY)).otherwise(found) if _FAULTY in marks else found


def _number(name: str, column: PartColumn, kinds: Sequence[str]) -> nw.Expr:
    """Give the place of what stands in a column among some kinds; 0 for a blank."""
    found = nw.lit(0)
    for at, kind in reversed(list(enumerate(kinds))):
        if at and (values := column.values.get(kind)):
            found = nw.when(nw.col(name).is_in(values)).then(nw.lit(at)).otherwise(found)
    return found


def _any(conditions: Iterable[nw.Expr]) -> nw.Expr:
    return reduce(lambda one, other: one | other, conditions)
