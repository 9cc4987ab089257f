"""Read a table out of a CSV file as spreadsheet programs write it, whatever their encoding and separator."""

import csv
from collections.abc import Iterator
from pathlib import Path

from klaster_analisis.errors import Faults
from klaster_analisis.sources.delimited import decode, find_separator, lines_of
from klaster_analisis.sources.printed.grid import MAX_COLUMNS, MAX_ROWS, Cell, Grid, Row, tidy, too_long, too_wide

MAX_CHARACTERS = 2_000_000


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
    text = decode(content)
    if text is None:
        faults.add(path.name, "is not a text file.", 'Save it as "CSV UTF-8", or as .xlsx.')
        return None
    if len(text) > MAX_CHARACTERS:
        too_long(path.name, faults)
        return None
    before = len(faults)
    try:
        lines = list(_lines(text, find_separator(text), path.name, faults))
    except csv.Error as error:
        faults.add(path.name, f"is not a CSV file ({error}).", "Close every quote.")
    return Grid(path.stem, path.name, tuple(lines)) if len(faults) == before else None


def _lines(text: str, separator: str, name: str, faults: Faults) -> Iterator[Row]:
    reader = csv.reader(lines_of(text), delimiter=separator, strict=True)
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
