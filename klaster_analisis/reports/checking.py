"""What was found in the files of a survey, as files: a list of faults, the data with its faults marked, and the mapping."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from klaster_analisis.analysis.survey.loading import SurveyCheck
from klaster_analisis.display.words import Words
from klaster_analisis.errors import Fault
from klaster_analisis.reports.csvtext import csv_text
from klaster_analisis.reports.files import make_folder, write_whole
from klaster_analisis.reports.spreadsheet import Marks, workbook
from klaster_analisis.sources.question import FIRM, PERSONAL, TEXT
from klaster_analisis.sources.survey.fault import Spot, SurveyFault, shown_value
from klaster_analisis.sources.survey.table import SurveyTable
from klaster_analisis.sources.survey.text import cell_text

FAULTS, MAPPING = "kesalahan", "pemetaan"
HIDDEN = (FIRM, PERSONAL, TEXT)
"""Kinds of questions whose answers are not copied: they may say who somebody is."""

MOST_CELLS = 2_000_000
"""Cells of a file that is copied with its faults marked; of a larger one only the list is written."""


def write_check(check: SurveyCheck, folder: Path, words: Words) -> list[Path]:
    """
    Write the faults as ``kesalahan.csv`` and ``kesalahan.xlsx``, and what became of each column as ``pemetaan.csv``.

    Parameters
    ----------
    check : SurveyCheck
    folder : pathlib.Path
        Made if it is not there.
    words : Words

    Returns
    -------
    list of pathlib.Path
        The files, each written whole or not at all. In the workbook every file of the survey has a sheet, with its faulty
        cells marked; columns that may say who somebody is are not in it. The mapping can be mended and given back.

    Raises
    ------
    UsageError
        If the folder cannot be written.
    """
    make_folder(folder)
    listed = faults_frame(check, words.language)
    sheets = {FAULTS: listed}
    marks: dict[str, Marks] = {}
    for at, table in enumerate(check.tables, start=1):
        copy = _copy(check, table)
        if copy is not None:
            name = f"data_{at}"
            marks[name] = _marks(check, table, copy, words.language)
            sheets[name] = _without_private(copy, marks[name], words.language)
    files: dict[str, str | bytes] = {
        f"{FAULTS}.csv": csv_text(listed),
        f"{FAULTS}.xlsx": workbook(sheets, marks=marks),
        f"{MAPPING}.csv": csv_text(check.mapping_frame().drop(columns="berkas")),
    }
    for name, content in files.items():
        write_whole(folder / name, content)
    return [folder / name for name in files]


def faults_frame(check: SurveyCheck, language: str) -> pd.DataFrame:
    """
    List the faults, one row a cell.

    Returns
    -------
    pandas.DataFrame of str
        ``berkas, lembar, baris, kolom, nilai, aturan, masalah, saran``; ``baris`` is empty where it is not known.
    """
    rows = []
    for fault in check.faults:
        spot = fault.spot if isinstance(fault, SurveyFault) else Spot(fault.place)
        rule, value = (fault.rule, fault.value_in(language)) if isinstance(fault, SurveyFault) else ("", "")
        told = fault.in_language(language)
        for number in spot.rows or ("",):
            rows.append((spot.file, spot.sheet, number, spot.column, value, rule, told.problem, told.remedy))
    columns = ["berkas", "lembar", "baris", "kolom", "nilai", "aturan", "masalah", "saran"]
    return pd.DataFrame(rows, columns=columns).astype(str)


def _copy(check: SurveyCheck, table: SurveyTable) -> pd.DataFrame | None:
    """Copy what is checked of a file, with the numbers of its rows; nothing that may say who somebody is."""
    unread = next((one.too_many for one in check.checked if one.coding.table is table), tuple(table.columns))
    shown = [column for code, column in table.columns.items() if check.codebook[code].kind not in HIDDEN and code not in unread]
    numbers = table.opened.numbers
    if not len(numbers) or not shown or len(numbers) * len(shown) > MOST_CELLS:
        return None
    frame = table.opened.frame_of([column.name for column in shown])
    texts = frame.map(lambda value: cell_text(value) or "")
    texts.columns = [column.heading for column in shown]
    texts.insert(0, "baris", list(map(str, numbers)), allow_duplicates=True)
    return texts


def _marks(check: SurveyCheck, table: SurveyTable, copy: pd.DataFrame, language: str) -> Marks:
    """Say which cells of a copy are faulty; where a whole row is meant, its number."""
    rows = {number: at for at, number in enumerate(table.opened.numbers)}
    columns: Mapping[str, int] = {heading: at for at, heading in enumerate(copy.columns)}
    of_others = {id(fault) for one in check.checked if one.coding.table is not table for fault in one.faults}
    marked: dict[tuple[int, int], str] = {}
    for fault in check.faults:
        if not isinstance(fault, SurveyFault) or id(fault) in of_others:
            continue
        if (fault.spot.file, fault.spot.sheet) == (table.spot.file, table.spot.sheet):
            for number in rows.keys() & fault.spot.rows:
                cell = rows[number], columns.get(fault.spot.column, 0)
                marked[cell] = "\n".join(filter(None, (marked.get(cell), _told(fault, language))))
    return marked


def _without_private(copy: pd.DataFrame, marks: Marks, language: str) -> pd.DataFrame:
    """Show of what is no answer and may be a phone number, an address or a coordinate only the form, as messages do."""
    for row, column in marks:
        if column:
            copy.iat[row, column] = shown_value(copy.iat[row, column], language)
    return copy


def _told(fault: Fault, language: str) -> str:
    told = fault.in_language(language)
    return f"{told.problem} {told.remedy}".strip()
