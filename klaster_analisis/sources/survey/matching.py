"""Which column of a file is which question of the codebook."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from klaster_analisis.errors import Fault, Faults
from klaster_analisis.sources.codebook import Codebook
from klaster_analisis.sources.question import CHOSEN, MISSING, NUMBER, PART, PLACE, SINGLE
from klaster_analisis.sources.survey.columns import FileColumn
from klaster_analisis.sources.survey.fault import Spot, survey_fault
from klaster_analisis.sources.survey.headings import BY_MAPPING, NO_HEADING, STRENGTH, Headings, is_system
from klaster_analisis.sources.survey.likeness import most_alike
from klaster_analisis.sources.survey.mapping import Mapping as UserMapping

SYSTEM, UNREAD, LEFT_OUT, NEAR, SEVERAL_MEANINGS = "sistem", "tidak_dibaca", "dilewati", "mirip", "bermakna_ganda"
UNKNOWN_ANSWER = "jawaban_lain"
UNCLEAR = (NEAR, SEVERAL_MEANINGS, UNKNOWN_ANSWER)
MOST_OFFERED = 100
"""Unread headings that are looked through for one that may be meant."""


@dataclass(frozen=True)
class Match:
    """
    What became of one column.

    Parameters
    ----------
    column : FileColumn
    question : str
        Code of the question that it is, is nearly, or is an unknown answer of; empty where it is none.
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

    def lacking(self, codebook: Codebook) -> dict[str, str]:
        """
        Find the questions, and the answers with a column of their own, that have no column here.

        Returns
        -------
        dict of str
            By code: the unread heading that may be meant; empty where none is near. What a row is about, like its wave or its
            weight, is listed only where there is one.
        """
        known = {match.question for match in self.matches if match.how in (LEFT_OUT, *STRENGTH, BY_MAPPING)}
        there = known | {code.partition(PART)[0] for code in known}
        unread = [
            m.column.heading for m in self.matches if m.how in (UNREAD, NEAR) and not NO_HEADING.fullmatch(m.column.heading)
        ]
        found: dict[str, str] = {}
        for question in codebook.of_kind(*CHOSEN, NUMBER, *SINGLE):
            parts = [part.code for part in question.parts] if question.code in there - known else [question.code]
            for code in (code for code in parts if code not in there and question.kind != MISSING):
                names = [code.rpartition(PART)[2], *codebook[code].label.values(), *codebook[code].aliases]
                near = most_alike([*names, *(question.wording.values() if code == question.code else ())], unread[:MOST_OFFERED])
                if near or question.kind not in SINGLE:
                    found[code] = near
        return found

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
    matches = _named_after_answers(tuple(_settled(found)), known)
    for fault in (*_unclear(matches, known, spot), *_missing(matches, codebook, spot), *_unnamed(matches, codebook, spot)):
        faults.append(fault)
    return Matching(matches)


def _match(column: FileColumn, known: Headings, mapping: UserMapping) -> Match:
    for heading in (*column.headings, column.name):
        if (question := mapping.questions.get(heading)) is not None:
            return Match(column, question or _said_by_heading(column, known), BY_MAPPING if question else LEFT_OUT)
    meanings = [meaning for heading in column.headings if (meaning := known.meaning(heading))]
    clear = known.numbered_answer(column.headings) or known.clear(column.headings)
    if clear and not column.heading.startswith("_"):
        return Match(column, clear.questions[0], clear.how)
    if is_system(column.heading):
        return Match(column, "", SYSTEM)
    if meanings:
        return Match(column, "", SEVERAL_MEANINGS)
    beside = next((code for heading in column.headings if (code := known.beside(heading))), "")
    if beside:
        return Match(column, beside, NEAR if PART in beside else UNKNOWN_ANSWER)
    near = next((near for heading in column.headings if (near := known.near(heading))), "")
    return Match(column, near, NEAR if near else UNREAD)


def _said_by_heading(column: FileColumn, known: Headings) -> str:
    """Say which question a column would be, had it not been left out."""
    clear = known.clear(column.headings)
    return clear.questions[0] if clear else ""


def _settled(matches: Sequence[Match]) -> Iterator[Match]:
    """Of several columns that are one question, keep those that say so best; and offer nothing that has its column."""
    order = (BY_MAPPING, *STRENGTH)
    best: dict[str, int] = {}
    for match in matches:
        if match.read:
            best[match.question] = min(best.get(match.question, len(order)), order.index(match.how))
    above: dict[str, set[str]] = {}
    for match in matches:
        if match.read and PART in match.question:
            above.setdefault(match.question.partition(PART)[0], set()).update(match.column.headings[1:])
    for match in matches:
        weaker = match.read and order.index(match.how) > best[match.question]
        needless = match.how in (NEAR, UNKNOWN_ANSWER) and match.question in best
        shared = not above.get(match.question, set()).isdisjoint(match.column.headings[1:])  # a heading above single answers
        if match.read and match.how != BY_MAPPING and shared:
            yield Match(match.column, match.question, UNKNOWN_ANSWER)
        elif needless and PART in match.question and match.question.partition(PART)[0] not in best:  # beside those that are read
            yield Match(match.column, match.question.partition(PART)[0], UNKNOWN_ANSWER)
        else:
            yield Match(match.column, "", UNREAD) if weaker or needless else match


def _named_after_answers(matches: Sequence[Match], known: Headings) -> tuple[Match, ...]:
    """Offer the answers that columns are headed by, where a question with several answers has no other column."""
    there = {match.question.partition(PART)[0] for match in matches if match.read}
    named = [known.answer_named(match.column.heading) if match.how == UNREAD else "" for match in matches]
    asked = [answer.partition(PART)[0] for answer in named]
    return tuple(
        Match(match.column, answer, NEAR) if answer and question not in there and asked.count(question) > 1 else match
        for match, answer, question in zip(matches, named, asked, strict=True)
    )


def _unclear(matches: Sequence[Match], known: Headings, spot: Spot) -> Iterator[Fault]:
    by_question: dict[str, list[str]] = {}
    for match in matches:
        at = Spot(spot.file, spot.sheet, column=match.column.heading)
        if match.how == NEAR:
            yield survey_fault("kolom_mirip", at, question=match.question)
        elif match.how == UNKNOWN_ANSWER:
            yield survey_fault("kolom_jawaban_lain", at, question=match.question)
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
    unread = [match.column.heading for match in matches if match.how in (UNREAD, NEAR)]
    if not there:
        yield survey_fault("tanpa_pertanyaan", spot)
    elif place and place.code not in there:
        names = [place.code, *place.label.values(), *place.aliases]
        yield survey_fault("tanpa_tempat", spot, question=place.code, near=most_alike(names, unread[:MOST_OFFERED]))
    elif not any(codebook[code].kind in (*CHOSEN, NUMBER) for code in there) and not any(m.how in UNCLEAR for m in matches):
        yield survey_fault("tanpa_yang_dihitung", spot, unread=len(unread))
    for code, match in there.items():
        on = codebook[code].condition
        if on and on.question not in there:
            at = Spot(spot.file, spot.sheet, column=match.column.heading)
            yield survey_fault("induk_tak_ada", at, condition=f"{on.question} = {on.answer}", parent=on.question)


def _unnamed(matches: Sequence[Match], codebook: Codebook, spot: Spot) -> Iterator[Fault]:
    """Note columns without a heading that stand right of a question with several answers: they may be its other answers."""
    question, run = "", ""
    for match in matches:
        heading = match.column.heading
        if match.read:
            question = match.question.partition(PART)[0] if codebook[match.question.partition(PART)[0]].parts else ""
            run = heading
        elif not (match.how == UNREAD and NO_HEADING.fullmatch(heading)):
            question = ""
        elif question:
            at = Spot(spot.file, spot.sheet, column=heading)
            yield survey_fault(
                "kolom_tanpa_kepala", at, question=question, above=run, first=f"{question}{PART}{codebook[question].codes[0]}"
            )
