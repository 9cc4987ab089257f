"""Take a grid apart: directives and title, header rows, the body, and the notes below, which are left out."""

from dataclasses import dataclass, replace

from klaster_analisis.errors import Faults
from klaster_analisis.sources.printed.cells import is_surely_data, looks_like_a_number
from klaster_analisis.sources.printed.directives import Directives, read_directives
from klaster_analisis.sources.printed.grid import Cell, Grid, Row, shown
from klaster_analisis.sources.printed.vocabulary import is_note, is_numbering

MAX_HEADER_ROWS, LONGEST_HEADING = 3, 200


@dataclass(frozen=True)
class Sections:
    """
    The parts of a grid.

    Parameters
    ----------
    grid : Grid
    directives : Directives
    caption : str
        As said in a directive, or else the title above the table.
    header : tuple of tuple of Cell
        One to three rows, as wide as the widest.
    body : tuple of tuple of Cell
        One row a row of the table, its heading first, as wide as the header.
    """

    grid: Grid
    directives: Directives
    caption: str
    header: tuple[Row, ...]
    body: tuple[Row, ...]


def split_grid(grid: Grid, faults: Faults) -> Sections | None:
    """
    Find the parts of a grid.

    Parameters
    ----------
    grid : Grid
    faults : Faults
        Takes up what is wrong.

    Returns
    -------
    Sections or None
        None where there is no table.
    """
    said = [row for row in grid.rows if row[0].text.startswith("#")]
    directives = read_directives([_joined(row) for row in said], faults)
    rows = [row for row in grid.rows if not row[0].text.startswith("#")]
    left = min((_first(row) for row in rows if _filled(row) > 1), default=0)
    titles = _leading_titles(rows, left)
    rows = [row[left:] for row in _without_notes(rows[len(titles) :], faults) if len(row) > left]
    if not any(looks_like_a_number(cell) for row in rows for cell in row[1:]):
        no_table(grid, faults)
        return None
    count = _header_rows(rows)
    width = max(_width(row) for row in rows[:count])
    if _too_long(rows, count, faults):
        return None
    for row in rows[count:]:
        _check_width(row, width, faults)
    level = _without_numbering([_padded(row, width) for row in rows], count)
    title = " ".join(row[_first(row)].text for row in titles if not is_note(row[_first(row)].text, alone=True))
    return Sections(grid, directives, directives.caption or title, tuple(level[:count]), tuple(level[count:]))


def no_table(grid: Grid, faults: Faults) -> None:
    """Note that a grid holds no table."""
    remedy = "Put the row headings in the first column, the column headings in the first row, one table a sheet or file."
    faults.add(grid.place, "holds no table: no number stands beside a row heading.", remedy)


def _joined(row: Row) -> Cell:
    return replace(row[0], text=" ".join(cell.text for cell in row if cell.filled))


def _first(row: Row) -> int:
    return next((index for index, cell in enumerate(row) if cell.filled), 0)


def _filled(row: Row) -> int:
    return sum(cell.filled for cell in row)


def _width(row: Row) -> int:
    return max((index for index, cell in enumerate(row, 1) if cell.text), default=0)


def _leading_titles(rows: list[Row], left: int) -> list[Row]:
    """Take the rows on top in which one cell is filled, above the row headings or left of them."""
    count = next((index for index, row in enumerate(rows) if _filled(row) > 1 or _first(row) > left), len(rows))
    return rows[:count]


def _without_notes(rows: list[Row], faults: Faults) -> list[Row]:
    """Leave out what begins with the first note below the last row of numbers; a table below the notes is a fault."""
    start = next((index for index, row in enumerate(rows) if _is_note(row)), len(rows))
    for row in rows[start:]:
        if not _is_note(row) and any(looks_like_a_number(cell) for cell in row[1:]):
            problem = "stands below the notes of the table, but holds numbers."
            faults.add(row[0].place, problem, "Put one table a sheet or file, and the notes below it.")
    return rows[:start]


def _is_note(row: Row) -> bool:
    first = row[_first(row)].text
    return is_note(first, alone=not any(looks_like_a_number(cell) for cell in row[1:]) and _filled(row) == 1)


def _header_rows(rows: list[Row]) -> int:
    """Count the rows of headings: the first, and those below whose own first cell is blank and that hold no data."""
    count = 1
    while count < min(MAX_HEADER_ROWS, len(rows) - 1) and _continues(rows[:count], rows[count]):
        count += 1
    return count


def _continues(header: list[Row], row: Row) -> bool:
    if any(is_surely_data(cell) for cell in row[1:]):
        return False
    numbers = [index for index, cell in enumerate(row) if index and looks_like_a_number(cell)]
    if row[0].filled:
        return not numbers and not any(above[0].text for above in header)
    return not numbers or not all(_headed(header, index) for index in numbers)


def _headed(header: list[Row], index: int) -> bool:
    """Say whether a column has a heading of its own: a number below it is no heading then, but a row that lacks its own."""
    return any(index < len(row) and row[index].filled for row in header)


def _check_width(row: Row, width: int, faults: Faults) -> None:
    beyond = [cell for cell in row[width:] if cell.filled]
    if beyond:
        problem = f"{shown(beyond[0].text)} stands right of the last column that has a heading."
        remedy = "Give the column a heading; in a file with commas, put numbers with a decimal comma in quotes."
        faults.add(beyond[0].place, problem, remedy)


def _too_long(rows: list[Row], count: int, faults: Faults) -> bool:
    headings = [cell for index, row in enumerate(rows) for cell in (row if index < count else row[:2])]
    long = [cell for cell in headings if len(cell.text) > LONGEST_HEADING]
    for cell in long:
        faults.add(
            cell.place, f"{shown(cell.text)} is too long for a heading.", "Shorten it, or put it into a note below the table."
        )
    return bool(long)


def _padded(row: Row, width: int) -> Row:
    return row[:width] + tuple(Cell("", row[0].place) for _ in range(width - len(row)))


def _without_numbering(rows: list[Row], count: int) -> list[Row]:
    """Leave out a first column that only numbers the rows; a total may stand in it all the same."""
    corner = next((row[0].text for row in rows[:count] if row[0].text), "")
    if not is_numbering(corner) or len(rows[0]) < 3:
        return rows
    return [((row[1] if row[1].text else row[0]), *row[2:]) for row in rows]
