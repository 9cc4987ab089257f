"""What stands on the sheets of an Excel workbook, read in bounded time and memory."""

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from openpyxl.utils import column_index_from_string
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from klaster_analisis.sources.unreadable import UnreadableError

WORKBOOK = "Excel"
MAX_PARTS, MAX_SHEETS, MAX_CELLS, MAX_UNPACKED = 1000, 60, 30_000_000, 500_000_000
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

_TAG = r"<(?:\w{1,40}:)?"
_AT = r"\br\s{0,9}=\s{0,9}[\"']([A-Z]{1,3})([0-9]{1,7})[\"']"
_CELL = re.compile(rf"{_TAG}c\s[^<>]{{0,200}}?{_AT}".encode())
_FORMULA = rf"{_TAG}f\b[^<>]{{0,200}}>([^<]{{0,8192}})</(?:\w{{1,40}}:)?f>"
_NO_VALUE = rf"(?:{_TAG}v\s?/>|{_TAG}v></(?:\w{{1,40}}:)?v>)?</(?:\w{{1,40}}:)?c>"
_UNSAVED = re.compile(rf"{_TAG}c\s[^<>]{{0,200}}?{_AT}[^<>]{{0,200}}>{_FORMULA}{_NO_VALUE}".encode())
_ERROR = re.compile(
    rf"{_TAG}c\s(?=[^<>]{{0,200}}?\bt\s{{0,9}}=\s{{0,9}}[\"']e[\"'])[^<>]{{0,200}}?{_AT}[^<>]{{0,200}}>(?:{_FORMULA})?{_TAG}v>([^<]{{0,40}})".encode()
)
_ATTRIBUTE = re.compile(r"([\w:]+)\s{0,9}=\s{0,9}[\"']([^\"']{0,400})[\"']")


@dataclass(frozen=True, eq=False)
class Sheet:
    """
    One sheet.

    Parameters
    ----------
    name : str
    rows : list of list
        From the first row and column of the sheet; a blank cell is an empty text. A cell of a merged range holds what stands
        in its first cell; an error of a formula stands there as its sign (``#N/A``), and a formula whose value was never
        saved as itself (``=A1``).
    """

    name: str
    rows: list[list[Any]]


def looks_like_workbook(content: bytes) -> bool:
    """Say whether a file begins as a workbook does, old or new."""
    return content.startswith((_ZIP, _OLD_EXCEL))


def read_sheets(content: bytes) -> list[Sheet]:
    """
    Read all sheets of a workbook.

    Parameters
    ----------
    content : bytes

    Returns
    -------
    list of Sheet
        Charts are not among them.

    Raises
    ------
    UnreadableError
        If it is damaged, locked, or becomes far too large.
    """
    parts = {} if content.startswith(_OLD_EXCEL) else _check_parts(content)
    if _ENCRYPTED in content[:1_000_000]:
        raise UnreadableError("terkunci")
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            names = book.sheet_names
            if len(names) > MAX_SHEETS:
                raise UnreadableError("terlalu_besar")
            return [_sheet(book.get_sheet_by_index(at), parts.get(name, b"")) for at, name in enumerate(names)]
    except PasswordError as error:
        raise UnreadableError("terkunci") from error
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableError("rusak", content=WORKBOOK) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what the reader's own language calls a bug, and derives from no Exception
            raise
        raise UnreadableError("rusak", content=WORKBOOK) from error


def _check_parts(content: bytes) -> dict[str, bytes]:
    """Unpack a workbook within bounds; give the text of each sheet by its name."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed = archive.infolist()
            if len(listed) > MAX_PARTS or sum(part.file_size for part in listed) > MAX_UNPACKED:
                raise UnreadableError("terlalu_besar")
            texts = {part.filename: archive.read(part) for part in listed}  # reading checks that no part is larger than it says
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError, RuntimeError) as error:
        raise UnreadableError("rusak", content=WORKBOOK) from error
    if any(_extent(text) > MAX_CELLS for text in texts.values() if b"sheetData" in text):
        raise UnreadableError("terlalu_besar")
    return {name: texts[path] for name, path in _sheet_paths(texts) if path in texts}


def _extent(xml: bytes) -> int:
    """Say how many cells a sheet has from its first to its last, blank ones included: a reader makes room for all of them."""
    rows, columns = 0, {b"A"}
    for cell in _CELL.finditer(xml):
        rows = max(rows, int(cell[2]))
        columns.add(cell[1])
    return int(rows * max(column_index_from_string(column.decode()) for column in columns))


def _sheet_paths(texts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """List the sheets of a workbook by name, with the part that holds each."""
    targets = {}
    for relation in _elements(texts.get("xl/_rels/workbook.xml.rels", b""), "Relationship"):
        target = relation.get("Target", "")
        targets[relation.get("Id")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    for sheet in _elements(texts.get("xl/workbook.xml", b""), "sheet"):
        yield html.unescape(sheet.get("name", "")), targets.get(sheet.get("r:id"), "")


def _elements(xml: bytes, name: str) -> Iterator[dict[str, str]]:
    for element in re.findall(rf"<(?:\w{{1,40}}:)?{name}\s([^<>]{{0,2000}})>", xml.decode("utf-8", "replace")):
        yield dict(_ATTRIBUTE.findall(element))


def _sheet(sheet: CalamineSheet, xml: bytes) -> Sheet:
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for row in rows[top : bottom + 1]:
            for column in range(left, min(right + 1, len(row))):
                row[column] = row[column] if row[column] != "" else rows[top][left]
    for cell in _UNSAVED.finditer(xml):
        _place(rows, cell, f"={cell[3].decode('utf-8', 'replace')}")
    for cell in _ERROR.finditer(xml):
        _place(rows, cell, cell[4].decode("utf-8", "replace"))
    return Sheet(sheet.name, rows)


def _place(rows: list[list[Any]], cell: re.Match[bytes], text: str) -> None:
    row, column = int(cell[2]) - 1, column_index_from_string(cell[1].decode()) - 1
    rows.extend([] for _ in range(len(rows), row + 1))  # the reader ends where nothing more has a value
    rows[row].extend("" for _ in range(len(rows[row]), column + 1))
    rows[row][column] = html.unescape(text)
