"""Where the table stands on a sheet: its header rows among titles, its data rows among totals and notes."""

import re
from collections.abc import Sequence
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
TOTALS = frozenset(
    ("total", "jumlah", "subtotal", "sub total", "grand total", "jumlah total", "total jumlah", "rata-rata", "rata rata", "mean")
)
_NOTE = re.compile(r"(catatan|keterangan|sumber|note|notes|source|ket)\b|[*†]|[0-9]\)", re.IGNORECASE)

Row = Sequence[Any]


@dataclass(frozen=True)
class Skipped:
    """A row that was not read as a firm: its number, and whether it is a ``total`` or a ``catatan``."""

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
        Totals and notes among them.
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
            names = _headings(texts[first : first + height])
            score = len(reader.questions(names))
            if score and (best is None or score > best[0]):
                best = (score, first, height, names)
    if best is None:
        return None
    score, first, height, names = best
    start, header_width = first + height, max(len(row) for _, row in rows[first : first + height])
    while start < len(texts) and reader.repeats(names, texts[start]):
        start += 1
    body, skipped = _body(rows[start:])
    width = max((len(row) for _, row in body), default=0)
    names += [[] for _ in range(len(names), width)]
    held = {at for _, row in body for at, cell in enumerate(row) if cell_text(cell)}
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
            if text and self._question(headings)
        ]
        return sum(same) > len(same) / 2

    def answers(self, names: Sequence[Sequence[str]], row: Sequence[str]) -> bool:
        """Say whether below the heading of a question something stands in a row that heads nothing: then the row is a firm."""
        below = [(headings, text) for headings, text in zip(names, row, strict=False) if text and text not in headings]
        return any(
            self._question(headings) and not self._question([text, f"{headings[0]}{PART}{text}"]) for headings, text in below
        )

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


def _headings(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """List what heads each column: of several rows all of them together, for one alone may head others too; then each."""
    width = max(map(len, rows))
    padded = [[*row, *[""] * (width - len(row))] for row in rows]
    names = []
    for column in zip(*padded, strict=True):
        texts = list(dict.fromkeys(text for text in column if text))
        joined = [PART.join(texts)] if len(texts) > 1 else []
        names.append([*joined, *texts[::-1]])
    return names


def _body(rows: Sequence[tuple[int, Row]]) -> tuple[list[tuple[int, Row]], list[Skipped]]:
    body, skipped = [], []
    for number, row in rows:
        filled = [text for cell in row if (text := cell_text(cell))]
        if not filled:
            continue
        if kind := _no_firm(filled):
            skipped.append(Skipped(number, kind))
        else:
            body.append((number, row))
    return body, skipped


def _no_firm(filled: Sequence[str]) -> str:
    if any(plain(text) in TOTALS for text in filled[:2]):
        return "total"
    alone = len(set(filled)) == 1  # a merged note stands in several columns
    return "catatan" if alone and (_NOTE.match(filled[0]) or len(filled[0]) > LONG_NOTE) else ""
