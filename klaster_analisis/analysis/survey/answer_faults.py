"""Faults of answers, told once for each value, with the rows that hold it."""

from collections.abc import Iterable

from klaster_analisis.errors import Fault
from klaster_analisis.sources.question import PART, Question
from klaster_analisis.sources.survey.answers import AnswerKey, is_no_answer
from klaster_analisis.sources.survey.fault import nearest, survey_fault
from klaster_analisis.sources.survey.layout import is_left_heading
from klaster_analisis.sources.survey.spreadsheet_dates import made_a_date_of
from klaster_analisis.sources.survey.table import MOST_ROWS_SHOWN, SurveyTable


class Rows:
    """
    The rows of a table that hold certain values.

    Parameters
    ----------
    table : SurveyTable
    """

    def __init__(self, table: SurveyTable) -> None:
        self._table = table
        self._found: dict[tuple[str, frozenset[str | None]], list[int]] = {}

    def holding(self, question: str, texts: Iterable[str | None]) -> tuple[int, ...]:
        """Find the rows in which one of some texts stands for a question; none where rows have no numbers."""
        find = self._table.opened.find
        if find is None:
            return ()
        key = (question, frozenset(texts))
        if key not in self._found:
            self._found[key] = find(self._table.columns[question].name, key[1])[:MOST_ROWS_SHOWN]
        return tuple(self._found[key])

    def holding_both(self, first: str, texts: Iterable[str | None], second: str, others: Iterable[str | None]) -> tuple[int, ...]:
        """Find the rows in which such texts stand for two questions."""
        there = set(self.holding(second, others))
        return tuple(row for row in self.holding(first, texts) if row in there)


def unknown_value(table: SurveyTable, rows: Rows, key: AnswerKey, text: str, *, times: int) -> Fault:
    """
    Say that a value is no answer of its question.

    Parameters
    ----------
    table : SurveyTable
    rows : Rows
    key : AnswerKey
        What the values of the column stand for.
    text : str
        The value.
    times : int
        In how many rows it stands.

    Returns
    -------
    Fault
    """
    question = key.question
    spot = table.at(question.code, rows=rows.holding(question.code, [text]), times=times)
    allowed = ", ".join(question.codes)
    if label := key.label(text):
        near = nearest(label, _written(question))
        return survey_fault("label_tak_dikenal", spot, value=label, code=text, allowed=allowed, near=near)
    rule, values = _what_it_is(key, text)
    return survey_fault(rule, spot, value=text, allowed=allowed, **values)


def _what_it_is(key: AnswerKey, text: str) -> tuple[str, dict[str, str]]:
    """Say which rule a value breaks that is no answer, with what may be offered for it."""
    question = key.question
    if is_left_heading(text):
        return "kepala_tersisa", {}
    if sibling := key.sibling(text):
        return "jawaban_kolom_lain", {"other": sibling, "question": question.code.partition(PART)[0]}
    if is_no_answer(text):
        return "tanda_kosong", {"reasons": key.reasons}
    if len(typed := made_a_date_of(text, _written(question))) == 1:
        return "tanggal_dari_lembar_kerja", {"near": typed[0], "answer": key.read(typed[0]).code}
    held = key.near(text)
    if len(held) > 1:
        return "kode_dan_label", {}
    near = question.answers[question.codes.index(held[0])].code if held else nearest(text, _written(question))
    return "kode_tak_dikenal", {"near": near}


def _written(question: Question) -> list[str]:
    """List how the answers to a question may be written: by code, label or another name."""
    texts = [text for a in question.answers for text in (a.code, *a.label.values(), *a.aliases) if text]
    return list(dict.fromkeys(texts))
