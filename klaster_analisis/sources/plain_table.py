"""Small tables that a user writes to steer the program: a codebook, a list of places, a mapping of columns."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from klaster_analisis.errors import Faults
from klaster_analisis.sources.csvfile import check_header
from klaster_analisis.sources.delimited import decode, find_separator, lines_of
from klaster_analisis.sources.given_file import read_start
from klaster_analisis.sources.survey.fault import Spot, survey_fault, uneven_rows
from klaster_analisis.sources.survey.text import cell_text
from klaster_analisis.sources.unreadable import UnreadableError
from klaster_analisis.sources.workbook import looks_like_workbook, read_sheets

MAX_BYTES = 20_000_000

Line = tuple[int, list[str]]


def read_plain_table(
    path: Path, *, columns: Sequence[str], optional: Sequence[str] = (), sheet: str = "", faults: Faults
) -> pd.DataFrame:
    """
    Read a table whose header is known, from CSV or Excel, every cell as the text that stands there.

    Parameters
    ----------
    path : pathlib.Path
    columns, optional : sequence of str
        The columns that it must and that it may have, in any order.
    sheet : str
        The sheet that it stands on, where a workbook has several.
    faults : Faults
        Takes up what is wrong; then the frame is empty.

    Returns
    -------
    pandas.DataFrame of str
        All columns; those that are not there are empty. Indexed by number of the line, so that later faults can name it.
    """
    everything = [*columns, *optional]
    before = len(faults)
    try:
        lines = _lines(path, sheet)
    except UnreadableError as error:
        faults.append(survey_fault(error.rule, Spot(path.name), **error.values))
        return pd.DataFrame(columns=everything, dtype=str)
    if not lines:
        faults.append(survey_fault("tanpa_isi", Spot(path.name)))
        return pd.DataFrame(columns=everything, dtype=str)
    (first, header), body = lines[0], lines[1:]
    check_header(f"{path.name}, line {first}", header, columns=columns, optional=optional, faults=faults)
    faults.extend(uneven_rows(Spot(path.name), body, width=len(header)))
    if len(faults) > before:
        return pd.DataFrame(columns=everything, dtype=str)
    frame = pd.DataFrame([cells for _, cells in body], columns=header, index=[number for number, _ in body], dtype=str)
    return frame.reindex(columns=everything, fill_value="")


def _lines(path: Path, sheet: str) -> list[Line]:
    """List the lines in which something stands, with their numbers."""
    content = read_start(path, MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise UnreadableError("terlalu_besar")
    lines = _sheet_lines(content, sheet) if looks_like_workbook(content) else _text_lines(content)
    return [(number, cells) for number, cells in lines if any(cells)]


def _text_lines(content: bytes) -> list[Line]:
    text = decode(content)
    if text is None:
        raise UnreadableError("bukan_teks")
    reader = csv.reader(lines_of(text), delimiter=find_separator(text), strict=True)
    try:
        return [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except csv.Error as error:
        raise UnreadableError("bukan_csv", why=error) from error


def _sheet_lines(content: bytes, name: str) -> list[Line]:
    sheets = {sheet.name: sheet for sheet in read_sheets(content)}
    chosen = sheets.get(name) or next(iter(sheets.values()))
    lines = [(number, list(map(_sheet_text, cells))) for number, cells in enumerate(chosen.rows, start=1)]
    width = max((at for _, cells in lines for at, cell in enumerate(cells, start=1) if cell), default=0)
    return [(number, [*cells[:width], *[""] * (width - len(cells))]) for number, cells in lines]


def _sheet_text(cell: Any) -> str:
    """Write a cell as a CSV file has it: the signs of a text as they are."""
    return cell.strip() if isinstance(cell, str) else cell_text(cell) or ""
