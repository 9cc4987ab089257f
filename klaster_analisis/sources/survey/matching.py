"""Which column of a file is which question of the codebook."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from klaster_analisis.errors import Fault, Faults
from klaster_analisis.sources.codebook import Codebook
from klaster_analisis.sources.question import PART, PLACE
from klaster_analisis.sources.survey.columns import FileColumn
from klaster_analisis.sources.survey.fault import Spot, survey_fault
from klaster_analisis.sources.survey.headings import BY_MAPPING, STRENGTH, Headings, is_system
from klaster_analisis.sources.survey.mapping import Mapping as UserMapping

SYSTEM, UNREAD, LEFT_OUT, NEAR, SEVERAL_MEANINGS = "sistem", "tidak_dibaca", "dilewati", "mirip", "bermakna_ganda"


@dataclass(frozen=True)
class Match:
    """
    What became of one column.

    Parameters
    ----------
    column : FileColumn
    question : str
        Code of the question that it is, or is nearly; empty where it is none.
    how : str
        What it was recognised by (``kode``, ``teks``, ``label``, ``sandi``, ``pemetaan``), or why it is not read.
    """

    column: FileColumn
    question: str
    how: str

    @property
    def read(self) -> bool:
        """Whether the column is read as the question."""
        return self.how in (*STRENGTH, BY_MAPPING)


@dataclass(frozen=True, eq=False)
class Matching:
    """
    All columns of a file, and the questions that they are.

    Parameters
    ----------
    matches : tuple of Match
        In the order of the file.
    """

    matches: tuple[Match, ...]

    @cached_property
    def columns(self) -> dict[str, FileColumn]:
        """The columns that are read, by code of the question or of one of its answers."""
        return {match.question: match.column for match in self.matches if match.read}

    def to_frame(self) -> pd.DataFrame:
        """Give one row a column: ``kolom``, ``pertanyaan``, ``cara``; as a mapping file is written, with the reason beside it."""
        rows = [(match.column.heading, match.question if match.read else "", match.how) for match in self.matches]
        return pd.DataFrame(rows, columns=["kolom", "pertanyaan", "cara"])


def match_columns(
    columns: Sequence[FileColumn], codebook: Codebook, mapping: UserMapping, *, spot: Spot, faults: Faults
) -> Matching:
    """
    Match the columns of a file to the questions of a codebook.

    Parameters
    ----------
    columns : sequence of FileColumn
    codebook : Codebook
    mapping : Mapping
        What the user says of columns: it goes before all else.
    spot : Spot
        The file and sheet, for messages.
    faults : Faults
        Takes up what is wrong: a column that may be several questions, or is nearly one; several that are the same.

    Returns
    -------
    Matching
    """
    known = Headings(codebook)
    found = [_match(column, known, mapping) for column in columns]
    matches = tuple(_settled(found))
    for fault in (*_unclear(matches, known, spot), *_missing(matches, codebook, spot)):
        faults.append(fault)
    return Matching(matches)


def _match(column: FileColumn, known: Headings, mapping: UserMapping) -> Match:
    for heading in (*column.headings, column.name):
        if (question := mapping.questions.get(heading)) is not None:
            return Match(column, question, BY_MAPPING if question else LEFT_OUT)
    meanings = [meaning for heading in column.headings if (meaning := known.meaning(heading))]
    clear = next((meaning for meaning in meanings if len(meaning.questions) == 1), None)
    if clear and not column.heading.startswith("_"):
        return Match(column, clear.questions[0], clear.how)
    if is_system(column.heading):
        return Match(column, "", SYSTEM)
    if meanings:
        return Match(column, "", SEVERAL_MEANINGS)
    near = next((near for heading in column.headings if (near := known.near(heading))), "")
    return Match(column, near, NEAR if near else UNREAD)


def _settled(matches: Sequence[Match]) -> Iterator[Match]:
    """Of several columns that are one question, keep those that say so best; and offer nothing that has its column."""
    order = (BY_MAPPING, *STRENGTH)
    best: dict[str, int] = {}
    for match in matches:
        if match.read:
            best[match.question] = min(best.get(match.question, len(order)), order.index(match.how))
    for match in matches:
        weaker = match.read and order.index(match.how) > best[match.question]
        needless = match.how == NEAR and match.question in best
        yield Match(match.column, "", UNREAD) if weaker or needless else match


def _unclear(matches: Sequence[Match], known: Headings, spot: Spot) -> Iterator[Fault]:
    by_question: dict[str, list[str]] = {}
    for match in matches:
        at = Spot(spot.file, spot.sheet, column=match.column.heading)
        if match.how == NEAR:
            yield survey_fault("kolom_mirip", at, question=match.question)
        elif match.how == SEVERAL_MEANINGS:
            questions = next(m.questions for h in match.column.headings if (m := known.meaning(h)))
            yield survey_fault("kolom_bermakna_ganda", at, questions=", ".join(questions))
        elif match.read:
            by_question.setdefault(match.question, []).append(match.column.heading)
    for question, headings in by_question.items():
        if len(headings) > 1:
            yield survey_fault("kolom_ganda", spot, question=question, columns=", ".join(headings))


def _missing(matches: Sequence[Match], codebook: Codebook, spot: Spot) -> Iterator[Fault]:
    there = {match.question.partition(PART)[0]: match for match in matches if match.read}
    place = codebook.only(PLACE)
    if not there:
        yield survey_fault("tanpa_pertanyaan", spot)
    elif place and place.code not in there:
        yield survey_fault("tanpa_tempat", spot, question=place.code)
    for code, match in there.items():
        on = codebook[code].condition
        if on and on.question not in there:
            at = Spot(spot.file, spot.sheet, column=match.column.heading)
            yield survey_fault("induk_tak_ada", at, condition=f"{on.question} = {on.answer}", parent=on.question)
