"""Files of cells, CSV and Excel, small enough to be looked at cell by cell."""

import csv
from collections.abc import Collection, Sequence
from typing import Any

import pandas as pd

from klaster_analisis.errors import Faults
from klaster_analisis.sources.delimited import decode, find_separator, lines_of
from klaster_analisis.sources.survey.fault import Spot, uneven_rows
from klaster_analisis.sources.survey.headings import Headings
from klaster_analisis.sources.survey.layout import Layout, find_table
from klaster_analisis.sources.survey.table import OpenedFile
from klaster_analisis.sources.survey.text import cell_text
from klaster_analisis.sources.unreadable import UnreadableError
from klaster_analisis.sources.workbook import read_sheets


def open_csv(name: str, content: bytes, known: Headings, faults: Faults) -> OpenedFile:
    """
    Open a CSV file: commas, semicolons or tabs; UTF-8, UTF-16 or Windows-1252.

    Parameters
    ----------
    name : str
        Of the file, for messages.
    content : bytes
    known : Headings
    faults : Faults
        Takes up lines of another length than the header.

    Returns
    -------
    OpenedFile

    Raises
    ------
    UnreadableError
        If it is no text, no CSV, or holds no question.
    """
    text = decode(content)
    if text is None:
        raise UnreadableError("bukan_teks")
    reader = csv.reader(lines_of(text), delimiter=find_separator(text), strict=True)
    try:
        rows = [(reader.line_num, cells) for cells in reader if cells]
    except csv.Error as error:
        raise UnreadableError("bukan_csv", why=error) from error
    layout = _found(find_table(rows, known), rows)
    faults.extend(uneven_rows(Spot(name), layout.body, width=layout.width))
    return _opened(Spot(name), layout)


def open_excel(name: str, content: bytes, known: Headings, sheet: str) -> OpenedFile:
    """
    Open an Excel workbook.

    Parameters
    ----------
    name, content, known
        As for `open_csv`.
    sheet : str
        The sheet that the survey stands on; empty where there is only one on which questions stand.

    Returns
    -------
    OpenedFile

    Raises
    ------
    UnreadableError
        If it is damaged, locked or too large, or if questions stand on no sheet or on several.
    """
    sheets = {found.name: list(enumerate(found.rows, start=1)) for found in read_sheets(content)}
    if sheet and sheet not in sheets:
        raise UnreadableError("lembar_tak_ada", value=sheet, sheets=", ".join(sheets))
    looked_at = {sheet: sheets[sheet]} if sheet else sheets
    layouts = {title: layout for title, rows in looked_at.items() if (layout := find_table(rows, known))}
    if len(layouts) > 1:  # a sheet of labels or notes may name a question here and there
        most = max(layout.recognised for layout in layouts.values())
        layouts = {title: layout for title, layout in layouts.items() if 2 * layout.recognised > most}
    if len(layouts) > 1:
        raise UnreadableError("lembar_ganda", sheets=", ".join(layouts))
    every_row = [row for rows in looked_at.values() for row in rows]
    title, layout = next(iter(layouts.items()), ("", None))
    return _opened(Spot(name, title), _found(layout, every_row))


def _found(layout: Layout | None, rows: Sequence[tuple[int, Sequence[Any]]]) -> Layout:
    if not any(cell_text(cell) for _, row in rows for cell in row):
        raise UnreadableError("tanpa_isi")
    if layout is None:
        raise UnreadableError("tanpa_kepala")
    if not layout.body:
        raise UnreadableError("tanpa_isi")
    return layout


def _opened(spot: Spot, layout: Layout) -> OpenedFile:
    positions = dict(zip((column.name for column in layout.columns), layout.positions, strict=True))
    numbers = [number for number, _ in layout.body]

    def values(name: str) -> list[Any]:
        at = positions[name]
        return [row[at] if at < len(row) else None for _, row in layout.body]

    def frame_of(names: Sequence[str]) -> pd.DataFrame:
        return pd.DataFrame({name: values(name) for name in names}, dtype=object)

    def find(name: str, wanted: Collection[str | None]) -> list[int]:
        return [number for number, value in zip(numbers, values(name), strict=True) if cell_text(value) in wanted]

    return OpenedFile(spot, layout.columns, frame_of, find, numbers, layout.skipped)
