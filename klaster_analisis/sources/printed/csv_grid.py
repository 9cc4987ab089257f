"""Read a table out of a CSV file as spreadsheet programs write it, whatever their encoding and separator."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from klaster_analisis.errors import Faults
from klaster_analisis.sources.printed.grid import MAX_COLUMNS, MAX_ROWS, Cell, Grid, Row, tidy, too_long, too_wide

SEPARATORS = ("\t", ";", ",")  # where lines agree equally well, the one that is rarer inside a cell
MAX_CHARACTERS = 2_000_000
_SAMPLE = 2 * MAX_ROWS
_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_csv_grid(path: Path, content: bytes, faults: Faults) -> Grid | None:
    """
    Read the cells of a CSV file in UTF-8, UTF-16 or Windows-1252, separated by commas, semicolons or tabs.

    Parameters
    ----------
    path : pathlib.Path
        For the name of the table and for messages.
    content : bytes
    faults : Faults
        Takes up what is wrong.

    Returns
    -------
    Grid or None
        None after a fault.
    """
    text = _decode(content)
    if text is None:
        faults.add(path.name, "is not a text file.", 'Save it as "CSV UTF-8", or as .xlsx.')
        return None
    if len(text) > MAX_CHARACTERS:
        too_long(path.name, faults)
        return None
    before = len(faults)
    try:
        lines = list(_lines(text, _separator(text), path.name, faults))
    except csv.Error as error:
        faults.add(path.name, f"is not a CSV file ({error}).", "Close every quote.")
    return Grid(path.stem, path.name, tuple(lines)) if len(faults) == before else None


def _decode(content: bytes) -> str | None:
    encodings = [name for mark, name in _BYTE_ORDER_MARKS if content.startswith(mark)] or ["utf-8", "cp1252"]
    if b"\0" in content[:100] and encodings == ["utf-8", "cp1252"]:
        encodings = ["utf-16-le" if content[1:2] == b"\0" else "utf-16-be"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if any(ord(sign) < 32 and sign not in "\t\n\r\f" for sign in set(text)) else text
    return None


def _separator(text: str) -> str:
    """Find the separator with which most lines fall into the same number of cells, more than one."""
    return max(SEPARATORS, key=lambda separator: _agreement(text, separator))


def _agreement(text: str, separator: str) -> int:
    widths: Counter[int] = Counter()
    try:
        for _, cells in zip(range(_SAMPLE), csv.reader(_split(text), delimiter=separator), strict=False):
            widths[len(cells)] += bool(cells) and not cells[0].startswith("#")
    except csv.Error:
        return 0
    return max((lines for width, lines in widths.items() if width > 1), default=0)


def _lines(text: str, separator: str, name: str, faults: Faults) -> Iterator[Row]:
    reader = csv.reader(_split(text), delimiter=separator, strict=True)
    kept = 0
    for cells in reader:
        if cells and cells[0].startswith("#"):  # a separator inside a directive is part of it
            cells = [separator.join(cells).rstrip(separator)]  # noqa: PLW2901
        texts = [tidy(cell) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        if not texts:
            continue
        kept += 1
        if kept > MAX_ROWS or len(texts) > MAX_COLUMNS:
            return too_long(name, faults) if kept > MAX_ROWS else too_wide(name, faults)
        places = (f"{name}, line {reader.line_num}, column {column}" for column in range(1, len(texts) + 1))
        yield tuple(map(Cell, texts, places))


def _split(text: str) -> Iterator[str]:
    return iter(io.StringIO(text, newline=""))
