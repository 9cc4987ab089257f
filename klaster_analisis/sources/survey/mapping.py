"""What a user says of the columns of a file: which question each one is, and what its values stand for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from klaster_analisis.errors import Faults
from klaster_analisis.sources.codebook import Codebook
from klaster_analisis.sources.plain_table import read_plain_table
from klaster_analisis.sources.question import MISSING, NUMBER, PLACE, WAVE, WEIGHT
from klaster_analisis.sources.survey.columns import FileColumn
from klaster_analisis.sources.survey.fault import Spot, nearest, survey_fault
from klaster_analisis.sources.survey.text import plain, tidy

COLUMNS = ("kolom", "pertanyaan")
OPTIONAL = ("nilai", "jawaban", "cara")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_HARMLESS = re.compile(r"^'(?=[=+@-])")  # an apostrophe that keeps a spreadsheet from running what follows


@dataclass(frozen=True)
class Line:
    """One line of a mapping file: a column, the question that it is, and what one of its values stands for."""

    number: int
    column: str
    question: str
    value: str
    answer: str


@dataclass(frozen=True)
class Mapping:
    """
    What a mapping file says.

    Parameters
    ----------
    file : str
        Its name, for messages.
    lines : tuple of Line

    Examples
    --------
    >>> mapping = Mapping("pemetaan.csv", (Line(2, "q7", "kerjasama_hulu", "1", "ada"),))
    >>> mapping.questions, mapping.values["q7"]
    ({'q7': 'kerjasama_hulu'}, {'1': 'ada'})
    """

    file: str = ""
    lines: tuple[Line, ...] = field(default=())

    @cached_property
    def questions(self) -> dict[str, str]:
        """The question of each column; empty for a column that is to be left out."""
        return {line.column: line.question for line in self.lines}

    @cached_property
    def values(self) -> dict[str, dict[str, str]]:
        """By column: the answer that each value stands for, or why there is none; empty for a value that means blank."""
        found: dict[str, dict[str, str]] = {}
        for line in self.lines:
            if line.value:
                found.setdefault(line.column, {})[plain(line.value)] = line.answer
        return found


def read_mapping(path: Path, codebook: Codebook, faults: Faults) -> Mapping:
    """
    Read a mapping file: ``kolom,pertanyaan`` and, where values have other names, ``nilai,jawaban``.

    Parameters
    ----------
    path : pathlib.Path
        CSV or Excel. What ``klaster check --out`` writes has a column ``cara`` besides, which is not read.
    codebook : Codebook
    faults : Faults
        Takes up what is wrong.

    Returns
    -------
    Mapping
    """
    frame = read_plain_table(path, columns=COLUMNS, optional=OPTIONAL, faults=faults)
    lines: list[Line] = []
    for number, row in frame.iterrows():
        line = Line(int(number), _HARMLESS.sub("", tidy(row["kolom"])), row["pertanyaan"], row["nilai"], row["jawaban"])
        spot = Spot(path.name, rows=(line.number,))
        if line.question and line.question not in codebook:
            near = nearest(line.question, codebook.questions)
            faults.append(survey_fault("pemetaan_pertanyaan", spot, value=line.question, near=near))
            continue
        if line.question and line.value and not _may_stand_for(line, codebook):
            allowed = ", ".join(_answers(codebook, line.question))
            faults.append(survey_fault("pemetaan_jawaban", spot, value=line.answer, question=line.question, allowed=allowed))
        said = {earlier.question for earlier in lines if earlier.column == line.column}
        if said - {line.question}:
            faults.append(survey_fault("pemetaan_ganda", spot, value=line.column))
        lines.append(line)
    return Mapping(path.name, tuple(lines))


def _may_stand_for(line: Line, codebook: Codebook) -> bool:
    """Say whether a value may stand for what a line says: nothing, an answer, a reason why there is none, a number or a place."""
    kind = codebook[line.question].kind
    if kind in (NUMBER, WEIGHT) and _NUMBER.fullmatch(line.answer):
        return True
    return not line.answer or kind in (PLACE, WAVE) or line.answer in _answers(codebook, line.question)


def _answers(codebook: Codebook, question: str) -> tuple[str, ...]:
    missing = codebook.only(MISSING)
    return (*codebook[question].codes, *(missing.codes if missing else ()))


def check_mapping(mapping: Mapping, columns: Iterable[FileColumn], faults: Faults) -> None:
    """Note lines of a mapping file whose column the survey does not have."""
    headings = [heading for column in columns for heading in (*column.headings, column.name)]
    for line in mapping.lines:
        if line.column not in headings:
            spot = Spot(mapping.file, rows=(line.number,))
            near = nearest(line.column, headings)
            faults.append(survey_fault("pemetaan_kolom", spot, value=line.column, near=near))
