"""Faults of answers, told once for each value, with the rows that hold it."""

from collections.abc import Iterable

from klaster_analisis.errors import Fault
from klaster_analisis.sources.survey.answers import AnswerKey
from klaster_analisis.sources.survey.fault import nearest, survey_fault
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
    allowed = ", ".join(question.codes)
    spot = table.at(question.code, rows=rows.holding(question.code, [text]), times=times)
    if label := key.label(text):
        near = nearest(label, [*question.codes, *(text for a in question.answers for text in a.label.values() if text)])
        return survey_fault("label_tak_dikenal", spot, value=label, code=text, allowed=allowed, near=near)
    return survey_fault("kode_tak_dikenal", spot, value=text, allowed=allowed, near=nearest(text, question.codes))
