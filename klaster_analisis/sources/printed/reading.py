"""Read a user's own printed tables from a CSV file or an Excel workbook."""

from collections.abc import Sequence
from pathlib import Path

from klaster_analisis.errors import Faults
from klaster_analisis.sources.printed.body import Line, read_lines
from klaster_analisis.sources.printed.csv_grid import read_csv_grid
from klaster_analisis.sources.printed.directives import FREKUENSI, SKOR
from klaster_analisis.sources.printed.excel_grid import read_excel_grids
from klaster_analisis.sources.printed.frequencies import frequency_table
from klaster_analisis.sources.printed.grid import Grid
from klaster_analisis.sources.printed.headers import Column, read_columns
from klaster_analisis.sources.printed.scores import score_table
from klaster_analisis.sources.printed.sections import no_table, split_grid
from klaster_analisis.sources.printed.table import PrintedTable
from klaster_analisis.sources.printed.vocabulary import is_mean_row, measure_of
from klaster_analisis.terms import MAKSIMUM, MINIMUM, RATA_RATA, SD

CSV, EXCEL = (".csv", ".tsv", ".txt"), (".xlsx", ".xlsm")
MAX_BYTES = 20_000_000
_ZIP = b"PK\x03\x04"


def read_printed_tables(path: Path) -> tuple[PrintedTable, ...]:
    """
    Read printed tables as somebody typed them.

    Parameters
    ----------
    path : pathlib.Path
        A CSV file, which holds one table, or an Excel workbook, which holds one a sheet. ``docs/audit-format.md`` says how they
        are typed.

    Returns
    -------
    tuple of PrintedTable
        In the order of the sheets, named after sheet or file. Rows and columns are called by their headings.

    Raises
    ------
    DataError
        If anything in the file cannot be read in one way only: all faults of all sheets at once, each with its cell and a remedy.

    Examples
    --------
    >>> from klaster_analisis.sources.folders import shipped_folder
    >>> (table,) = read_printed_tables(shipped_folder("data") / "example" / "audit" / "kerja_sama.csv")
    >>> table.layout.column_parts
    {'Jumlah': ('Ada', 'Tidak Ada')}
    """
    faults = Faults()
    tables = [_table(grid, faults) for grid in _grids(path, faults)]
    faults.stop_if_any()
    return tuple(table for table in tables if table is not None)


def _grids(path: Path, faults: Faults) -> tuple[Grid, ...]:
    content = _content(path, faults)
    if content is None:
        return ()
    if path.suffix.lower() in EXCEL:
        return read_excel_grids(path, content, faults)
    if content.startswith(_ZIP):
        faults.add(path.name, "is an Excel workbook or an archive, not a text file.", "Let the name of a workbook end in .xlsx.")
        return ()
    grid = read_csv_grid(path, content, faults)
    return () if grid is None else (grid,)


def _content(path: Path, faults: Faults) -> bytes | None:
    if path.suffix.lower() not in CSV + EXCEL:
        faults.add(path.name, "is neither a CSV file nor an Excel workbook.", "Save it as .csv or .xlsx.")
        return None
    try:
        if path.is_dir() or path.stat().st_size > MAX_BYTES:
            problem = (
                "is a folder." if path.is_dir() else f"is larger than {MAX_BYTES // 10**6} MB: a printed table is meant here."
            )
            faults.add(path.name, problem, "Give a file with the printed table only.")
            return None
        with path.open("rb") as file:
            content = file.read(MAX_BYTES)
    except (OSError, ValueError) as error:
        faults.add(path.name, f"cannot be read ({getattr(error, 'strerror', None) or error}).", "Check its name and folder.")
        return None
    if not content.strip():
        faults.add(path.name, "is empty.", "Type the table into it.")
        return None
    return content


def _table(grid: Grid, faults: Faults) -> PrintedTable | None:
    sections = split_grid(grid, faults)
    if sections is None:
        return None
    columns = read_columns(sections, faults)
    lines = read_lines(sections, columns, faults)
    content = sections.directives.content or _recognised(columns, lines)
    make = score_table if content == SKOR else frequency_table
    before = len(faults)
    table = make(sections, columns, lines, faults)
    if not table.numbers and len(faults) == before:
        no_table(grid, faults)
    return table


def _recognised(columns: Sequence[Column], lines: Sequence[Line]) -> str:
    """Take a table as one of scores if a heading says that a mean stands below or beside it."""
    named = {measure_of(column.name) for column in columns if len(column.name) > 1}
    means = named & {RATA_RATA, SD} or named >= {MINIMUM, MAKSIMUM} or any(is_mean_row(line.name) for line in lines)
    return SKOR if means else FREKUENSI
