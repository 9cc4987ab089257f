"""Read tables out of an Excel workbook: what its cells show, one grid a sheet."""

import io
import re
import warnings
import zipfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter, range_boundaries

from klaster_analisis.errors import Faults
from klaster_analisis.sources.printed.grid import MAX_COLUMNS, MAX_ROWS, Cell, Grid, Row, shown, tidy, too_long, too_wide
from klaster_analisis.sources.printed.number_format import shown_number

MAX_PARTS, MAX_SHEETS, MAX_XML, MAX_UNPACKED = 1000, 50, 5_000_000, 40_000_000
MAX_TITLE = 100
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MERGED = re.compile(
    rb"<(?:\w{1,40}:)?mergeCell\s[^<>]{0,200}?\bref\s{0,9}=\s{0,9}[\"']([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})[\"']"
)

_FILLED = re.compile(
    rb"<(?:\w{1,40}:)?c\s[^<>]{0,200}?\br\s{0,9}=\s{0,9}[\"']([A-Z]{1,3})([0-9]{1,7})[\"'][^<>]{0,200}>\s{0,9}<(?:\w{1,40}:)?(?:v|is|f)\b"
)

Texts = dict[tuple[int, int], Cell]


def read_excel_grids(path: Path, content: bytes, faults: Faults) -> tuple[Grid, ...]:
    """
    Read the cells of every sheet of a workbook on which something stands.

    Parameters
    ----------
    path : pathlib.Path
        For messages.
    content : bytes
    faults : Faults
        Takes up what is wrong.

    Returns
    -------
    tuple of Grid

    Notes
    -----
    Sheets are streamed: a merged range or a link over a million cells is not spread over them, as it would be otherwise.
    """
    if not _can_be_opened(path.name, content, faults):
        return ()
    before = len(faults)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            grids = tuple(_grids(path.name, content, faults))
    except Exception:  # openpyxl meets a broken file with errors of any kind
        del faults[before:]
        faults.add(path.name, "is damaged: it cannot be read as a workbook.", "Open it in Excel or LibreOffice and save it anew.")
        return ()
    if not grids and len(faults) == before:
        faults.add(path.name, "has only empty sheets.", "Type the table on a sheet.")
    return grids


def _can_be_opened(name: str, content: bytes, faults: Faults) -> bool:
    """Look at a file before it is opened: what it is, and how large it says it will become."""
    if content.startswith(_OLD_EXCEL):
        locked = _ENCRYPTED in content
        problem = "is protected by a password." if locked else "is in the old Excel format (.xls)."
        faults.add(name, problem, "Save it as .xlsx, without a password.")
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except Exception:  # zipfile, too, meets broken files with errors of any kind
        faults.add(name, "is not an Excel workbook.", "Save it as .xlsx; a text file must end in .csv.")
        return False
    if not any(part.filename == "[Content_Types].xml" for part in parts):
        faults.add(name, "is not an Excel workbook.", "Save it as .xlsx.")
        return False
    xml = sum(part.file_size for part in parts if not part.filename.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".emf")))
    if len(parts) > MAX_PARTS or xml > MAX_XML or sum(part.file_size for part in parts) > MAX_UNPACKED:
        faults.add(name, "is far larger than a printed table.", "Copy the table into a workbook of its own.")
        return False
    return True


def _grids(name: str, content: bytes, faults: Faults) -> Iterator[Grid]:
    values = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    formulas = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    if len(values.worksheets) > MAX_SHEETS:
        faults.add(name, f"has more than {MAX_SHEETS} sheets.", "Split the workbook.")
        return
    for sheet, unsaved in zip(values.worksheets, formulas.worksheets, strict=True):
        grid = _grid(name, sheet, unsaved, faults)
        if grid is not None:
            yield grid


def _grid(name: str, sheet: Any, formulas: Any, faults: Faults) -> Grid | None:
    title = tidy(sheet.title)[:MAX_TITLE]
    place = f'{name}, sheet "{title}"'
    with sheet.parent._archive.open(sheet._worksheet_path) as part:  # streamed sheets tell neither size nor merged ranges
        xml = part.read()
    if _too_large(xml, place, faults):
        return None
    cells: Texts = {}
    for number, column, cell in _cells(sheet):
        if cell.value is not None and not (isinstance(cell.value, str) and not tidy(cell.value)):
            cells[number, column] = _cell(cell, f"{place}, cell {cell.coordinate}", faults)
    if _beyond(cells, place, faults):  # cells need not say where they stand
        return None
    _find_unsaved(formulas, cells, place, faults)
    _spread_merged(_MERGED.findall(xml), cells)
    rows = tuple(_in_order(cells, place))
    return Grid(title, place, rows) if rows else None


def _too_large(xml: bytes, place: str, faults: Faults) -> bool:
    """Look for cells beyond a printed table, without walking there row by row."""
    filled = [(int(row), column_index_from_string(column.decode())) for column, row in _FILLED.findall(xml)]
    return _beyond(filled, place, faults)


def _beyond(filled: Collection[tuple[int, int]], place: str, faults: Faults) -> bool:
    last_row, last_column = (max(ends, default=0) for ends in zip(*filled, strict=True)) if filled else (0, 0)
    if last_row > MAX_ROWS:
        too_long(place, faults)
    elif last_column > MAX_COLUMNS:
        too_wide(place, faults)
    return last_row > MAX_ROWS or last_column > MAX_COLUMNS


def _cells(sheet: Any) -> Iterator[tuple[int, int, Any]]:
    sheet.reset_dimensions()  # what a file says of its own size may be wrong
    for number, row in enumerate(sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS + 1), 1):
        for column, cell in enumerate(row, 1):
            yield number, column, cell


def _cell(cell: Any, place: str, faults: Faults) -> Cell:
    """Write what a cell shows, or note why that is not known."""
    value = cell.value
    if cell.data_type == "e":
        faults.add(place, f"{shown(str(value))} is an error of a formula.", "Mend the formula, or type the printed number.")
        return Cell("?", place, faulty=True)
    if isinstance(value, str):
        return Cell(tidy(value), place)
    if isinstance(value, bool) or not isinstance(value, int | float):
        kind = "a logical value" if isinstance(value, bool) else "a date or a time"
        faults.add(place, f"{shown(str(value))} is {kind}.", "Format the cell as text and type what is printed.")
        return Cell("?", place, faulty=True)
    text = shown_number(value, cell.number_format)
    if text is None:
        problem = f"{shown(str(value))} has no fixed number of decimals, so what is printed is not known."
        faults.add(
            place, problem, "Give the cell a number format with the printed decimals (like 0.0), or type the number as text."
        )
        return Cell("?", place, faulty=True)
    return Cell(text, place, numeric=True)


def _find_unsaved(formulas: Any, cells: Texts, place: str, faults: Faults) -> None:
    for number, column, cell in _cells(formulas):
        if cell.data_type == "f" and (number, column) not in cells:
            where = f"{place}, cell {cell.coordinate}"
            remedy = "Open the file in Excel or LibreOffice and save it, type the number, or clear the cell."
            faults.add(where, "holds a formula whose value was never saved.", remedy)
            cells[number, column] = Cell("?", where, faulty=True)


def _spread_merged(ranges: Iterable[bytes], cells: Texts) -> None:
    for first, position in islice(_merged(ranges), MAX_ROWS * MAX_COLUMNS):
        if first in cells and position not in cells:
            cells[position] = replace(cells[first], copied=True)


def _merged(ranges: Iterable[bytes]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    for reference in ranges:
        left, top, right, bottom = range_boundaries(reference.decode())
        for row in range(top, min(bottom, MAX_ROWS) + 1):
            for column in range(left, min(right, MAX_COLUMNS) + 1):
                yield (top, left), (row, column)


def _in_order(cells: Texts, place: str) -> Iterator[Row]:
    for number in sorted({row for row, _ in cells}):
        width = max(column for row, column in cells if row == number)
        columns = range(1, width + 1)
        blank = {column: Cell("", f"{place}, cell {get_column_letter(column)}{number}") for column in columns}
        yield tuple(cells.get((number, column), blank[column]) for column in columns)
