"""Where the table stands on a sheet: its header rows among titles, its data rows among totals and notes."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from klaster_analisis.sources.question import PART
from klaster_analisis.sources.survey.columns import FileColumn
from klaster_analisis.sources.survey.headings import Headings
from klaster_analisis.sources.survey.text import cell_text, plain
from klaster_analisis.sources.unreadable import UnreadableError

SEARCHED_ROWS, MAX_HEADER_ROWS, MAX_COLUMNS = 40, 3, 2000
LONGEST_HEADING = 1000
LONG_NOTE = 40
TITLE, HEADING, SUM, NOTE = "judul", "kepala", "total", "catatan"
TOTALS = frozenset(
    ("total", "jumlah", "subtotal", "sub total", "grand total", "jumlah total", "total jumlah", "rata-rata", "rata rata", "mean")
)
_NOTE = re.compile(r"(catatan|keterangan|sumber|note|notes|source|ket)\b|[*†]|[0-9]\)", re.IGNORECASE)

_IMPORT = re.compile(r"\{ *\"ImportId\" *:.*\}")  # the third row of Qualtrics
_BELOW = frozenset(  # what SurveyMonkey writes below a question
    (
        "response",
        "open-ended response",
        "other (please specify)",
        "tanggapan",
        "respons",
        "respon",
        "jawaban",
        "tanggapan terbuka",
    )
)

Row = Sequence[Any]


@dataclass(frozen=True)
class Skipped:
    """A row that was not read as a firm: its number, and what it is: ``judul``, ``kepala``, ``total`` or ``catatan``."""

    row: int
    kind: str


@dataclass(frozen=True, eq=False)
class Layout:
    """
    A table on a sheet.

    Parameters
    ----------
    columns : tuple of FileColumn
        Those that have a heading or hold something.
    positions : tuple of int
        Where each of them stands in a row.
    body : list of (int, row)
        The rows of data, each with its number in the file.
    skipped : tuple of Skipped
        Titles above the table, headings below the first, totals and notes.
    recognised : int
        How many questions the header names.
    width : int
        How many cells the header has.
    """

    columns: tuple[FileColumn, ...]
    positions: tuple[int, ...]
    body: list[tuple[int, Row]]
    skipped: tuple[Skipped, ...]
    recognised: int
    width: int


def find_table(rows: Sequence[tuple[int, Row]], known: Headings) -> Layout | None:
    """
    Find the table on a sheet.

    Parameters
    ----------
    rows : sequence of (int, row)
        Everything that stands there, with the numbers of the rows; a merged cell holds its text in every place.
    known : Headings
        What may stand in a header.

    Returns
    -------
    Layout or None
        None where no row names a question.

    Raises
    ------
    UnreadableError
        If it has too many columns.
    """
    texts = [_texts(row) for _, row in rows[: SEARCHED_ROWS + MAX_HEADER_ROWS]]
    reader = _Header(known)
    best: tuple[int, int, int, list[list[str]]] | None = None
    for first in range(min(len(texts), SEARCHED_ROWS)):
        names: list[list[str]] = []
        for height in range(1, min(MAX_HEADER_ROWS, len(texts) - first) + 1):
            if reader.answers(names, texts[first + height - 1]):  # what names a question there is an answer, not a heading
                break
            names = reader.headings(texts[first : first + height])
            score = len(reader.questions(names))
            if score and (best is None or score > best[0]):
                best = (score, first, height, names)
    if best is None:
        return None
    score, first, height, names = best
    while height > 1 and (fewer := reader.without_title(names, texts[first : first + height])):
        first, height, names = first + 1, height - 1, fewer
    start, header_width = first + height, max(len(row) for _, row in rows[first : first + height])
    start = reader.last_heading(names, texts, start)
    skipped = [Skipped(number, TITLE) for number, row in rows[:first] if any(map(cell_text, row))]
    skipped += [Skipped(number, HEADING) for number, _ in rows[first + 1 : start]]
    body, passed = _body(rows[start:], names, reader)
    skipped += passed
    width = max((len(row) for _, row in body), default=0)
    names += [[] for _ in range(len(names), width)]
    held = {at for _, row in body for at, cell in enumerate(row) if cell_text(cell)}
    names = reader.run_on(names, body)
    positions = [at for at, headings in enumerate(names) if headings or at in held]
    if len(positions) > MAX_COLUMNS:
        raise UnreadableError("terlalu_lebar", columns=max(header_width, len(positions)), limit=MAX_COLUMNS)
    columns = tuple(FileColumn(f"k{at}", tuple(names[at]) or (f"({at + 1})",)) for at in positions)
    return Layout(columns, tuple(positions), body, tuple(skipped), score, header_width)


class _Header:
    """What header rows say, by the questions that they name."""

    def __init__(self, known: Headings) -> None:
        self._known = known
        self._cache: dict[str, str] = {}

    def questions(self, names: Sequence[Sequence[str]]) -> set[str]:
        """Give the questions that columns are headed by; a column of the mapping file counts as one."""
        return {question for headings in names if (question := self._question(headings))}

    def repeats(self, names: Sequence[Sequence[str]], row: Sequence[str]) -> bool:
        """Say whether a row names the same questions once more, as a row of labels below a row of codes does."""
        same = [
            self._question([text]) == self._question(headings)
            for headings, text in zip(names, row, strict=False)
            if text and self._question(headings) and not self.is_answer(headings, text)
        ]
        return sum(same) > len(same) / 2

    def without_title(self, names: Sequence[Sequence[str]], rows: Sequence[Sequence[str]]) -> list[list[str]] | None:
        """Head the columns without the first row, if it names no question and all of them mean the same without it."""
        fewer = self.headings(rows[1:])
        if self.questions(self.headings(rows[:1])) or len(names) != len(fewer):
            return None
        return fewer if list(map(self._known.clear, names)) == list(map(self._known.clear, fewer)) else None

    def last_heading(self, names: Sequence[Sequence[str]], texts: Sequence[Sequence[str]], start: int) -> int:
        """Find where the rows end that head the same columns once more: labels below codes, and what a server adds."""
        imported = [at for at, row in enumerate(texts[start : start + MAX_HEADER_ROWS], start) if _all(row, _IMPORT.fullmatch)]
        start = imported[-1] + 1 if imported else start
        while start < len(texts) and (self.repeats(names, texts[start]) or _all(texts[start], _is_below)):
            start += 1
        return start

    def is_answer(self, headings: Sequence[str], text: str) -> bool:
        """Say whether a text below some headings may be an answer: then it is no proof of a heading, a total or a note."""
        question = self._question(headings)
        return bool(question) and any(self._known.is_answer(heading, question, text) for heading in headings)

    def answers(self, names: Sequence[Sequence[str]], row: Sequence[str]) -> bool:
        """Say whether below the heading of a question something stands in a row that heads nothing: then the row is a firm."""
        below = [
            (headings, text)
            for headings, text in zip(names, row, strict=False)
            if text and text not in headings and not is_left_heading(text)
        ]
        return any(
            self._question(headings) and not self._question([text, f"{headings[0]}{PART}{text}"]) for headings, text in below
        )

    def headings(self, rows: Sequence[Sequence[str]]) -> list[list[str]]:
        """
        List what heads each column: of several rows all of them together, for one alone may head others too; then each.

        A question runs on to the right as long as nothing stands beside it but what stands below.
        """
        width = max(map(len, rows))
        padded = [[*row, *[""] * (width - len(row))] for row in rows]
        runs = [self._runs(row, padded[at + 1 :]) for at, row in enumerate(padded)]
        names = []
        for at in range(width):
            texts = list(
                dict.fromkeys(text for row, over in zip(padded, runs, strict=True) if (text := row[at] or over.get(at, "")))
            )
            alone = [row[at] for row, over in zip(padded, runs, strict=True) if row[at] and at not in over]
            joined = [PART.join(texts)] if len(texts) > 1 else []
            names.append([*joined, *list(dict.fromkeys(alone))[::-1]])
        return names

    def _runs(self, row: Sequence[str], below: Sequence[Sequence[str]]) -> dict[int, str]:
        """Find the columns that a question with several answers runs on over, its own among them, by what it says."""
        found: dict[int, str] = {}
        start = 0
        for at, text in enumerate(row):
            lower = next((other[at] for other in below if other[at]), "")
            if text:
                start = at
            elif lower and row[start] and self._known.has_several(self._question([row[start]])):
                found |= {start: row[start], at: row[start]}
        return found

    def run_on(self, names: Sequence[list[str]], body: Sequence[tuple[int, Row]]) -> list[list[str]]:
        """Head columns without a heading, right of a question with several answers, by the one answer that each of them holds."""
        found = list(names)
        for first, headings in enumerate(names):
            question = self._question(headings)
            if not headings or not self._known.has_several(question):
                continue
            last = first + 1
            while last < len(names) and not names[last]:
                last += 1
            texts = {at: {text for _, row in body if at < len(row) and (text := cell_text(row[at]))} for at in range(first, last)}
            answers = {at: self._known.answers_of(question, held) for at, held in texts.items() if held}
            single = [next(iter(codes)) for codes in answers.values() if len(codes) == 1]
            if len(answers) > 1 and len(set(single)) == len(answers):
                for at, code in zip(answers, single, strict=True):
                    found[at] = [f"{headings[0]}{PART}{code}", *(names[at] or [f"({at + 1})"])]
        return found

    def _question(self, headings: Sequence[str]) -> str:
        for heading in headings:
            if heading not in self._cache:
                meaning = self._known.meaning(heading)
                self._cache[heading] = meaning.questions[0] if meaning else ""
            if self._cache[heading]:
                return self._cache[heading]
        return ""


def _texts(row: Row) -> list[str]:
    """Write what stands in a row that may be a header, as far as one may go."""
    return [(cell_text(cell) or "")[:LONGEST_HEADING] for cell in row[: MAX_COLUMNS + 1]]


def _all(row: Sequence[str], holds: Callable[[str], object]) -> bool:
    """Say whether something stands in a row, and all of it is of one kind."""
    filled = list(filter(None, row))
    return bool(filled) and all(map(holds, filled))


def _is_below(text: str) -> bool:
    return plain(text) in _BELOW


def is_left_heading(text: str) -> bool:
    """
    Say whether a text is what a survey server writes into its further rows of headings.

    Examples
    --------
    >>> is_left_heading('{"ImportId":"QID2"}'), is_left_heading("Open-Ended Response"), is_left_heading("Klaten")
    (True, True, False)
    """
    return bool(_IMPORT.fullmatch(text)) or _is_below(text)


def _body(
    rows: Sequence[tuple[int, Row]], names: Sequence[Sequence[str]], reader: _Header
) -> tuple[list[tuple[int, Row]], list[Skipped]]:
    body, skipped = [], []
    for number, row in rows:
        filled = [(at, text) for at, cell in enumerate(row) if (text := cell_text(cell))]
        if not filled:
            continue
        if kind := _no_firm(filled, names, reader):
            skipped.append(Skipped(number, kind))
        else:
            body.append((number, row))
    return body, skipped


def _no_firm(filled: Sequence[tuple[int, str]], names: Sequence[Sequence[str]], reader: _Header) -> str:
    """Say what a row is, if it is no firm; empty if it is one."""
    if any(
        plain(text) in TOTALS and not (at < len(names) and names[at] and reader.is_answer(names[at], text))
        for at, text in filled[:2]
    ):
        return SUM
    texts = [text for _, text in filled]
    alone = len(set(texts)) == 1  # a merged note stands in several columns
    return NOTE if alone and (_NOTE.match(texts[0]) or len(texts[0]) > LONG_NOTE) else ""
