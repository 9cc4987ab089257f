"""What is no fault of a survey but has to be known to read its numbers: what was not found, and how blanks were read."""

from collections.abc import Iterator, Sequence

from klaster_analisis.analysis.counts import count_questions
from klaster_analisis.analysis.survey.checking import CheckedTable
from klaster_analisis.analysis.survey.survey import Notice
from klaster_analisis.errors import DataError
from klaster_analisis.sources.codebook import Codebook
from klaster_analisis.sources.survey.table import SurveyTable
from klaster_analisis.sources.survey.text import cell_text, plain
from klaster_analisis.terms import JAWABAN, PERTANYAAN, TIDAK, N

NO_COLUMN, BLANK_IS_NO, ROW_A_PLACE, UNFINISHED = (
    "tanpa_kolom",
    "kosong_berarti_tidak",
    "satu_baris_satu_tempat",
    "belum_selesai",
)
FEW_PLACES = 3  # so many rows, each of another place, may still be firms

UNFINISHED_IF = {
    "finished": ("0", "false", "salah"),
    "status": ("1", "survey preview", "preview", "incomplete", "partial"),
    "response status": ("partial", "incomplete"),
    "submitdate": ("",),
    "date submitted": ("",),
}
"""Columns in which a server says that a form was not filled in to its end, or only tried out; and what then stands there."""


def table_notices(table: SurveyTable, codebook: Codebook, checked: CheckedTable | None) -> tuple[Notice, ...]:
    """
    List what has to be known of one file.

    Parameters
    ----------
    table : SurveyTable
    codebook : Codebook
    checked : CheckedTable or None
        The same file, counted; None where it cannot be.
    """
    lacking = [Notice(NO_COLUMN, {"pertanyaan": code, "kepala": near}) for code, near in table.matching.lacking(codebook).items()]
    return (*lacking, *(_of_counts(checked) if checked else ()), *_unfinished(table))


def common_notices(tables: Sequence[Sequence[Notice]]) -> tuple[Notice, ...]:
    """
    List what has to be known of a survey of several files: a question lacks a column where none of them has one.

    Nothing in it is a number of firms.
    """
    lacking = [{notice.values["pertanyaan"] for notice in notices if notice.kind == NO_COLUMN} for notices in tables]
    nowhere = set.intersection(*lacking) if lacking else set()
    found: dict[tuple[str, str], Notice] = {}
    for notice in (notice for notices in tables for notice in notices):
        if notice.kind in (BLANK_IS_NO, ROW_A_PLACE) or notice.values.get("pertanyaan") in nowhere:
            found.setdefault((notice.kind, str(notice.values.get("pertanyaan"))), notice)
    return tuple(found.values())


def _of_counts(checked: CheckedTable) -> Iterator[Notice]:
    answers = checked.answers
    for question, columns in checked.parts.columns.items():
        counted = answers[answers[PERTANYAAN].isin(columns) & (answers[JAWABAN] == TIDAK)]
        if int(counted[N].sum()) > sum(column.times.get(TIDAK, 0) for column in columns.values()):
            yield Notice(BLANK_IS_NO, {"pertanyaan": question, "tanpa_tidak": checked.parts.without_no(question)})
    rows = checked.firms[N]
    if len(rows) >= FEW_PLACES and (rows == 1).all() and len(checked.numbers):
        yield Notice(ROW_A_PLACE)


def _unfinished(table: SurveyTable) -> Iterator[Notice]:
    """Find rows that a server marks as not filled in to their end: they are counted like all others."""
    for match in table.matching.matches:
        marks = () if match.read else UNFINISHED_IF.get(plain(match.column.heading), ())
        if not marks:
            continue
        name = match.column.name
        try:
            counted = count_questions(table.opened.frame_of([name]), [[name]], levels={name: 10})[name,]
        except DataError:  # as many as there are rows
            continue
        texts = counted[name].map(lambda value: plain(cell_text(value) or ""))
        times = int(counted.loc[texts.isin(marks), N].sum())
        if 0 < times < int(counted[N].sum()):
            shown = (
                ""
                if marks == ("",)
                else str(next(cell_text(value) for value, text in zip(counted[name], texts, strict=True) if text in marks))
            )
            yield Notice(UNFINISHED, {"kolom": match.column.heading, "nilai": shown, "n": times})
