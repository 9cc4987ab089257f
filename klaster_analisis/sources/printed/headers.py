"""The headings of the columns, one or more rows of them, as one description a column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from klaster_analisis.errors import Faults
from klaster_analisis.sources.printed.cells import looks_like_a_number
from klaster_analisis.sources.printed.grid import Row
from klaster_analisis.sources.printed.sections import Sections
from klaster_analisis.sources.printed.vocabulary import is_count_word, is_sum, is_total, read_heading, same
from klaster_analisis.terms import PERSEN, N


@dataclass(frozen=True)
class Column:
    """
    One column of cells.

    Parameters
    ----------
    index : int
        Which cell of each row.
    name : str
        The lowest heading that is more than a unit, without its unit.
    upper : str
        The heading above it; empty if there is none.
    unit : str
        ``persen``, ``n``, or empty where no heading says it.
    place : str
        Where the lowest heading stands.
    continued : bool
        Whether the heading above was typed further to the left, over a neighbour, and nothing but blanks follow it.
    """

    index: int
    name: str
    upper: str
    unit: str
    place: str
    continued: bool = False


@dataclass(frozen=True)
class _Step:
    text: str
    place: str
    continued: bool = False


_Path = Sequence[_Step]


def read_columns(sections: Sections, faults: Faults) -> tuple[Column, ...]:
    """
    Read the headings of all columns but the first; a column in which nothing stands is left out.

    Parameters
    ----------
    sections : Sections
    faults : Faults
        Takes up what is wrong.

    Returns
    -------
    tuple of Column
    """
    paths = _paths(sections.header)
    columns: list[Column] = []
    for index, path in paths.items():
        if path:
            columns.append(_column(index, path, paths, columns))
        elif any(looks_like_a_number(row[index]) for row in sections.body):
            faults.add(sections.header[-1][index].place, "the column has no heading.", "Type above it what it holds.")
    return tuple(columns)


def _paths(header: Sequence[Row]) -> dict[int, _Path]:
    """Follow the headings of each column downwards."""
    levels = [_upper_steps(row, header[depth + 1 :]) for depth, row in enumerate(header[:-1])]
    levels.append([_Step(cell.text, cell.place) for cell in header[-1]])
    paths: dict[int, _Path] = {}
    for index in range(1, len(header[0])):
        path: list[_Step] = []
        for step in (level[index] for level in levels):
            if step.text and not (path and same(path[-1].text) == same(step.text)):
                path.append(step)
        paths[index] = path
    return paths


def _upper_steps(row: Row, below: Sequence[Row]) -> list[_Step]:
    """Let an upper heading hold for the blanks to its right, as in print; merged cells say themselves how far they reach."""
    steps = [_Step(row[0].text, row[0].place)]
    merged = any(cell.copied for cell in row[1:])
    carried = ""
    for index in range(1, len(row)):
        under = [level[index].text for level in below if level[index].text]
        if row[index].text:
            carried = "" if merged or (is_total(read_heading(row[index].text).name) and not under) else row[index].text
            steps.append(_Step(row[index].text, row[index].place))
            continue
        if not under or is_sum(read_heading(under[-1]).name):  # a total beside a group is not of the group
            carried = ""
        steps.append(_Step(carried, row[index].place, continued=True))
    return steps


def _column(index: int, path: _Path, paths: Mapping[int, _Path], before: Sequence[Column]) -> Column:
    headings = [read_heading(step.text) for step in path]
    unit = next((heading.unit for heading in reversed(headings) if heading.unit), "")
    names = [heading.name for heading in headings if heading.name]
    if len(names) > 1 and is_count_word(names[-1]) and headings[-1].name and _only_counts(path, names[-2], paths):
        names.pop()
        unit = N
    if not names and unit == PERSEN and before:  # a bare "%" belongs to the column on its left
        return Column(index, before[-1].name, before[-1].upper, unit, path[-1].place)
    names = names or [path[-1].text]
    if len(names) > 1 and is_sum(names[-1]) and not is_total(names[-2]):  # the sum of a group is called as the group
        names.pop()
    upper = names[-2] if len(names) > 1 else ""
    continued = len(path) > 1 and path[-2].continued
    return Column(index, names[-1], upper, unit, path[-1].place, continued)


def _only_counts(path: _Path, upper: str, paths: Mapping[int, _Path]) -> bool:
    """Say whether the lowest heading, a word like n, only sets counts apart from the percentages beside them."""
    above = [step.text for step in path[:-1]]
    beside = [other for other in paths.values() if [step.text for step in other[:-1]] == above]
    return is_total(upper) or any(read_heading(other[-1].text).unit == PERSEN for other in beside if other)
