"""Type tables as users do."""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from klaster_analisis.sources.printed.reading import read_printed_tables
from klaster_analisis.sources.printed.table import PrintedTable

Rows = Sequence[Sequence[object]]
ReadText = Callable[..., PrintedTable]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for all tests: each writes its file anew."""
    return tmp_path_factory.mktemp("tabel")


@pytest.fixture(scope="session")
def read_text(folder: Path) -> ReadText:
    """Write a text into ``tabel.csv`` and read the table."""

    def read(text: str, *, encoding: str = "utf-8") -> PrintedTable:
        path = folder / "tabel.csv"
        path.write_bytes(text.encode(encoding))
        (table,) = read_printed_tables(path)
        return table

    return read


@pytest.fixture(scope="session")
def read_rows(read_text: ReadText) -> ReadText:
    """Write rows of cells into ``tabel.csv`` and read the table."""

    def read(rows: Rows, *, separator: str = ",", encoding: str = "utf-8") -> PrintedTable:
        text = io.StringIO()
        csv.writer(text, delimiter=separator, lineterminator="\n").writerows(rows)
        return read_text(text.getvalue(), encoding=encoding)

    return read


@pytest.fixture(scope="session")
def read_sheet(folder: Path) -> ReadText:
    """Write rows of cells into the sheet ``tabel`` of a workbook and read the table."""

    def read(rows: Rows, *, formats: dict[str, str] | None = None, merged: Sequence[str] = ()) -> PrintedTable:
        book = Workbook()
        sheet = book.active
        sheet.title = "tabel"
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(number, column, value)
                cell.number_format = (formats or {}).get(cell.coordinate, "General")
        for reference in merged:
            sheet.merge_cells(reference)
        book.save(folder / "tabel.xlsx")
        (table,) = read_printed_tables(folder / "tabel.xlsx")
        return table

    return read
