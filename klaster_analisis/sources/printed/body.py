"""The rows of a table: a heading and what each cell holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from klaster_analisis.errors import Faults
from klaster_analisis.sources.printed.cells import Content, looks_like_a_number, read_content
from klaster_analisis.sources.printed.grid import Cell, Row, shown
from klaster_analisis.sources.printed.headers import Column
from klaster_analisis.sources.printed.sections import Sections
from klaster_analisis.sources.printed.vocabulary import same


@dataclass(frozen=True)
class Line:
    """
    One row of a table.

    Parameters
    ----------
    name : str
        Its heading, as typed.
    place : str
        Where the heading stands.
    contents : dict of int to Content
        By index of the column; a cell that cannot be read counts as blank.
    """

    name: str
    place: str
    contents: dict[int, Content]


def read_lines(sections: Sections, columns: Sequence[Column], faults: Faults) -> tuple[Line, ...]:
    """
    Read the rows of a table.

    Parameters
    ----------
    sections : Sections
    columns : sequence of Column
    faults : Faults
        Takes up what is wrong.

    Returns
    -------
    tuple of Line
    """
    lines: list[Line] = []
    seen: dict[str, str] = {}
    for row in sections.body:
        name = row[0].text
        if not _has_heading(row, faults):
            continue
        if same(name) in seen:
            problem = f"the row {shown(name)} is already at {seen[same(name)]}."
            faults.add(
                row[0].place,
                problem,
                "Give every row a heading of its own; put another table on a sheet or in a file of its own.",
            )
        seen[same(name)] = row[0].place
        lines.append(Line(name, row[0].place, {column.index: _content(row[column.index], faults) for column in columns}))
    return tuple(lines)


def _has_heading(row: Row, faults: Faults) -> bool:
    held = [cell for cell in row[1:] if cell.filled]
    if row[0].text and not any(looks_like_a_number(cell) for cell in row[1:]) and not held:
        faults.add(
            row[0].place, f"no number stands beside {shown(row[0].text)}.", 'Leave the row out; begin a note with "Catatan:".'
        )
        return False
    if not row[0].text and held:
        faults.add(held[0].place, "the row has no heading.", "Type in its first cell whom or what it is about.")
    return bool(row[0].text)


def _content(cell: Cell, faults: Faults) -> Content:
    if cell.faulty:
        return Content(Cell("", cell.place))
    content = read_content(cell)
    if cell.copied:
        faults.add(
            cell.place, f"{shown(cell.text)} stands in a merged cell.", "Split it, and type every number where it belongs."
        )
    elif content.readable:
        return content
    elif "/" in cell.text:
        faults.add(
            cell.place, f"{shown(cell.text)} is not one number.", 'Type the count here, and the base in a column "Jumlah".'
        )
    else:
        remedy = "Type digits, like 4 or 4 (33,3); nothing where no number is printed."
        faults.add(cell.place, f"{shown(cell.text)} is not a number.", remedy)
    return Content(Cell("", cell.place))
