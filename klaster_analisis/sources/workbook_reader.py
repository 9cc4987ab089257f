"""The library that reads workbooks, as it is called in a process of its own: it makes room for all that a file says it holds."""

import html
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any
from xml.parsers import expat

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError

from klaster_analisis.sources.old_workbook import read_old
from klaster_analisis.sources.sheet import MAX_CELLS, Sheet, fill_merged, without_blank_ends
from klaster_analisis.sources.sheet_xml import extent, is_sheet, with_positions, without_value
from klaster_analisis.sources.unreadable import UnreadableError

Texts = dict[tuple[int, int], str]

WORKBOOK = "Excel"
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MAX_PARTS, MAX_SHEETS, MAX_UNPACKED = 1000, 60, 300_000_000
MOST_FOLD, LITTLE = 200, 20_000_000
"""How many times its size a workbook of more than a little may become: of cells it is less, of nothing but blanks far more."""


_READ = re.compile(
    r"(?!docProps/|customXml/|content\.xml|xl/(?:theme|drawings|media|charts|pivot|comments|printer))(?i:.*\.(?:xml|rels))"
)
_HOME, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_ENCRYPTED = 0x1
_DEFINITIONS = b"<!DOCTYPE"  # not allowed in a workbook; the reader would take a cell that uses one for blank


def read_workbook(content: bytes) -> list[Sheet]:
    """
    Read all sheets of a workbook.

    Parameters
    ----------
    content : bytes

    Returns
    -------
    list of Sheet

    Raises
    ------
    UnreadableError
        If it is locked or becomes far too large. It may end in any other way if it is damaged.
    """
    if content.startswith(OLD_EXCEL):
        return read_old(content)
    checked, texts = _checked(content)
    if len(texts) > MAX_SHEETS:
        raise UnreadableError("terlalu_besar")
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(checked)) as book:
            sheets = [book.get_sheet_by_index(at) for at in range(len(book.sheet_names))]
            known = texts if len(texts) == len(sheets) else [{}] * len(sheets)
            return [_sheet(sheet, told) for sheet, told in zip(sheets, known, strict=True)]
    except PasswordError as error:
        raise UnreadableError("terkunci") from error


def _checked(content: bytes) -> tuple[bytes, list[Texts]]:
    """
    Unpack a workbook within bounds.

    Returns
    -------
    content : bytes
        The parts that hold cells, packed anew: the reader gets what was checked, whatever the directory of the file says.
    texts : list of dict
        Of each sheet, in order: what stands in cells that the reader takes for blank, by row and column.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        listed = [part for part in archive.infolist() if _READ.fullmatch(part.filename.replace("\\", "/"))]
        if any(part.flag_bits & _ENCRYPTED for part in listed):
            raise UnreadableError("terkunci")
        becomes, takes = sum(part.file_size for part in listed), sum(part.compress_size for part in listed)
        if len(listed) > MAX_PARTS or becomes > min(MAX_UNPACKED, max(takes * MOST_FOLD, LITTLE)):
            raise UnreadableError("terlalu_besar")
        parts = {part.filename.replace("\\", "/"): archive.read(part) for part in listed}  # no more than it says
    if any(_DEFINITIONS in xml for xml in parts.values()):
        raise UnreadableError("rusak", content=WORKBOOK)
    texts: dict[str, Texts] = {}
    room = MAX_CELLS
    for path, xml in parts.items():
        if is_sheet(xml):
            parts[path] = with_positions(xml)
            texts[path.lower()] = without_value(parts[path])
            room -= extent(parts[path])
    if room < 0:
        raise UnreadableError("terlalu_besar")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for path in list(parts):
            archive.writestr(path, parts[path])
    named = {path.lower(): xml for path, xml in parts.items()}
    return packed.getvalue(), [texts.get(path.lower(), {}) for path in _sheet_paths(named)]


def _sheet_paths(parts: Mapping[str, bytes]) -> Iterator[str]:
    """List the sheets of a workbook by the part that holds each."""
    targets = {}
    for name, relation in _elements(parts.get(_RELATIONS, b"")):
        if name == "Relationship":
            targets[relation.get("Id")] = posixpath.normpath(posixpath.join("/xl", relation.get("Target", ""))).lstrip("/")
    for name, sheet in _elements(parts.get(_HOME, b"")):
        if name == "sheet":
            yield targets.get(sheet.get("id"), "")


def _elements(xml: bytes) -> list[tuple[str, dict[str, str]]]:
    """List the elements of a part with their attributes, without the prefixes of names."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: found.append(
        (_bare(name), {_bare(key): value for key, value in attributes.items()})
    )
    if xml:
        parser.Parse(xml, True)
    return found


def _bare(name: str) -> str:
    return name.rpartition(":")[2]


def _sheet(sheet: CalamineSheet, texts: Texts) -> Sheet:
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    merged = sheet.merged_cell_ranges or ()
    fill_merged(rows, ((top, bottom, left, right) for (top, left), (bottom, right) in merged))
    for (row_at, column), text in texts.items():
        _place(rows, row_at, column, text)
    return Sheet(sheet.name, without_blank_ends(rows))


def _place(rows: list[list[Any]], row: int, column: int, text: str) -> None:
    rows.extend([] for _ in range(len(rows), row + 1))  # the reader ends where nothing more has a value
    rows[row].extend("" for _ in range(len(rows[row]), column + 1))
    rows[row][column] = html.unescape(text)
