"""Old Excel workbooks (``.xls``), by the library that tells a blank cell from one that holds an error."""

from typing import Any

import xlrd

from klaster_analisis.sources.sheet import MAX_CELLS, Sheet, fill_merged, without_blank_ends
from klaster_analisis.sources.unreadable import UnreadableError


def read_old(content: bytes) -> list[Sheet]:
    """
    Read all sheets of an old workbook.

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
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, ragged_rows=True)
    except xlrd.XLRDError as error:
        raise UnreadableError("terkunci" if "encrypted" in str(error) else "rusak", content="Excel") from error
    if sum(sheet.nrows * sheet.ncols for sheet in book.sheets()) > MAX_CELLS:
        raise UnreadableError("terlalu_besar")
    return [_sheet(sheet, book.datemode) for sheet in book.sheets()]


def _sheet(sheet: Any, datemode: int) -> Sheet:
    blanks = ("",) * sheet.ncols
    rows = [[*(_value(cell, datemode) for cell in row), *blanks[len(row) :]] for row in sheet.get_rows()]
    fill_merged(rows, ((top, below - 1, left, beside - 1) for top, below, left, beside in sheet.merged_cells))
    return Sheet(sheet.name, without_blank_ends(rows))


def _value(cell: Any, datemode: int) -> Any:
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#N/A")
    if cell.ctype == xlrd.XL_CELL_DATE:
        return xlrd.xldate_as_datetime(cell.value, datemode)
    return bool(cell.value) if cell.ctype == xlrd.XL_CELL_BOOLEAN else cell.value
