"""Tables as an Excel workbook: every cell a text, so that nothing in it is run or turned into another number."""

import io
from collections.abc import Mapping

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

WIDEST = 80  # characters of a column
MARKED = PatternFill("solid", fgColor="FFD9B3")
BY = "klaster"

Marks = Mapping[tuple[int, int], str]
"""By position of row and column in a table: what is wrong there."""


def workbook(frames: Mapping[str, pd.DataFrame], *, marks: Mapping[str, Marks] | None = None) -> bytes:
    """
    Write tables as the sheets of a workbook.

    Parameters
    ----------
    frames : mapping of pandas.DataFrame
        By name of the sheet; the index is left out.
    marks : mapping, optional
        By name of the sheet: cells to be coloured, each with a comment.

    Returns
    -------
    bytes
    """
    book = Workbook()
    book.remove(book.active)
    for name, frame in frames.items():
        sheet = book.create_sheet(name)
        _fill(sheet, frame)
        for (row, column), text in ((marks or {}).get(name) or {}).items():
            cell = sheet.cell(row + 2, column + 1)
            cell.fill = MARKED
            cell.comment = Comment(ILLEGAL_CHARACTERS_RE.sub("", text), BY)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _fill(sheet: Worksheet, frame: pd.DataFrame) -> None:
    sheet.append([ILLEGAL_CHARACTERS_RE.sub("", str(name)) for name in frame.columns])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.data_type = "s"
    for at, row in enumerate(frame.itertuples(index=False), start=2):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(at, column, ILLEGAL_CHARACTERS_RE.sub("", str(value)))
            cell.data_type = "s"  # a text that begins with = stays a text
    for column, name in enumerate(frame.columns, start=1):
        longest = max((len(str(value)) for value in (name, *frame[name])), default=0)
        sheet.column_dimensions[get_column_letter(column)].width = min(longest + 2, WIDEST)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
