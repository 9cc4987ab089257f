"""A table of counts and percentages, out of its headings and cells."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from klaster_analisis.errors import Faults, one_of
from klaster_analisis.sources.printed.bases import find_baseless, likely_percent_of
from klaster_analisis.sources.printed.body import Line
from klaster_analisis.sources.printed.cells import Content
from klaster_analisis.sources.printed.directives import Directives
from klaster_analisis.sources.printed.grid import shown
from klaster_analisis.sources.printed.headers import Column
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.parts import column_parts, row_parts
from klaster_analisis.sources.printed.sections import Sections
from klaster_analisis.sources.printed.signs import Signs
from klaster_analisis.sources.printed.table import (
    ONE_ANSWER,
    PARTS_OF,
    PERCENT,
    Fact,
    FrequencyLayout,
    MissingNumber,
    PrintedTable,
)
from klaster_analisis.sources.printed.vocabulary import is_total, read_heading, same, word
from klaster_analisis.terms import PERSEN, N

_HIGHEST_PERCENT = 101  # a sum of rounded percentages may pass 100; more is no percentage


def frequency_table(sections: Sections, columns: Sequence[Column], lines: Sequence[Line], faults: Faults) -> PrintedTable:
    """
    Read a table of counts and percentages.

    Parameters
    ----------
    sections : Sections
    columns : sequence of Column
    lines : sequence of Line
    faults : Faults
        Takes up what is wrong; after a fault the table is not to be used.

    Returns
    -------
    PrintedTable
    """
    said = sections.directives
    columns = _named_apart(columns)
    held = {column.index: _measures(column, lines, faults) for column in columns}
    columns = _one_total(columns, held)
    _find_twice(columns, held, faults)
    reader = _Reader(
        sections.grid.name, Signs((content for line in lines for content in line.contents.values()), faults), held, faults
    )
    numbers = tuple(number for line in lines for column in columns for number in reader.numbers(line, column))
    names = tuple(dict.fromkeys(column.name for column in columns))
    rows = tuple(line.name for line in lines)
    trees = column_parts(columns, said.parts, faults), row_parts(lines, faults)
    percent_of = said.percent_of or likely_percent_of(numbers, *trees)
    layout = FrequencyLayout(rows, names, *trees, percent_of, several=bool(said.several), stated=_stated(said, names))
    find_baseless(numbers, layout, faults)
    missing = tuple(_missing(lines, names, numbers))
    interviewed = _interviewed(sections, rows, faults)
    return PrintedTable(sections.grid.name, numbers, layout, sections.caption, missing, interviewed)


def _stated(said: Directives, columns: Sequence[str]) -> frozenset[Fact]:
    """Say what the lines above the table state of its layout."""
    wholes = {same(whole) for whole, _, _ in said.parts}
    facts = {(PARTS_OF, column) for column in columns if same(column) in wholes}
    if said.percent_of is not None:
        facts.add((PERCENT, ""))
    if said.several is False:
        facts.add((ONE_ANSWER, ""))
    return frozenset(facts)


def _named_apart(columns: Sequence[Column]) -> list[Column]:
    """Put the upper heading before a name that stands under several; names that differ only in typing become one."""
    uppers: dict[str, set[str]] = {}
    for column in columns:
        uppers.setdefault(same(column.name), set()).add(same(column.upper))
    first: dict[str, str] = {}
    named = []
    for column in columns:
        apart = column.upper and len(uppers[same(column.name)]) > 1
        name = f"{column.upper}: {column.name}" if apart else column.name
        named.append(replace(column, name=first.setdefault(same(name), name)))
    return named


def _measures(column: Column, lines: Sequence[Line], faults: Faults) -> frozenset[str]:
    """Say what the numbers of a column are, from its heading and from those cells that show it."""
    contents = [line.contents[column.index] for line in lines if not _is_n_row(line)]
    shares = [content for content in contents if content.percent and not content.count]
    if any(content.count for content in contents):
        return frozenset({N, PERSEN})
    if column.unit == PERSEN:
        return frozenset({PERSEN})
    if column.unit == N:
        for content in shares:
            remedy = "Mend the heading, or the cell."
            faults.add(content.cell.place, f"{shown(content.cell.text)} is a percentage in a column headed as counts.", remedy)
        return frozenset({N})
    if not shares:
        return frozenset({N})
    for content in contents:
        if content.bare.strip("0.,"):
            remedy = 'Type a percentage with its sign; where a count stands beside it, like "4 (33,3)".'
            faults.add(content.cell.place, f"{shown(content.bare)} has no % sign, as other cells of its column have.", remedy)
    return frozenset({PERSEN})


def _is_n_row(line: Line) -> bool:
    heading = read_heading(line.name)
    return word(heading.name) == "n" or heading.unit == N


def _one_total(columns: Sequence[Column], held: dict[int, frozenset[str]]) -> list[Column]:
    """Take a total of percentages and an n, each in a column of its own, as one column: the whole."""
    totals = [column for column in columns if is_total(column.name)]
    counts = [column for column in totals if held[column.index] == {N}]
    if len(counts) != 1:
        return list(columns)
    shares = {column.index for column in totals if held[column.index] == {PERSEN}}
    return [replace(column, name=counts[0].name) if column.index in shares else column for column in columns]


def _find_twice(columns: Iterable[Column], held: dict[int, frozenset[str]], faults: Faults) -> None:
    seen: dict[tuple[str, str], Column] = {}
    for column in columns:
        again = [seen[column.name, measure] for measure in held[column.index] if (column.name, measure) in seen]
        if again:
            remedy = 'Keep one; head counts "(n)" and percentages "(%)".'
            faults.add(column.place, f"the column {shown(column.name)} is already at {again[0].place}.", remedy)
        seen.update({(column.name, measure): column for measure in held[column.index]})


@dataclass(frozen=True)
class _Reader:
    table: str
    signs: Signs
    held: dict[int, frozenset[str]]
    faults: Faults

    def numbers(self, line: Line, column: Column) -> Iterator[PrintedNumber]:
        content = line.contents[column.index]
        counted = N in self.held[column.index] or _is_n_row(line)
        bare = "0" if content.dash else content.bare
        for measure, typed in (
            (N, content.count or (bare if counted else "")),
            (PERSEN, content.percent or ("" if counted else bare)),
        ):
            text = self._read(measure, typed, content) if typed else None
            if text is not None:
                yield PrintedNumber(self.table, line.name, column.name, measure, text, content.cell.place)

    def _read(self, measure: str, typed: str, content: Content) -> str | None:
        if measure == N:
            return self.signs.count(typed, content.cell)
        text = self.signs.value(typed, content.cell)
        if text is None or 0 <= float(text.replace(",", ".")) <= _HIGHEST_PERCENT:
            return text
        remedy = 'Mend it; a count must not stand in a column of percentages, headed "(%)" or "%".'
        self.faults.add(content.cell.place, f"{shown(text)} is not a percentage from 0 to 100.", remedy)
        return None


def _missing(lines: Sequence[Line], columns: Sequence[str], numbers: Sequence[PrintedNumber]) -> Iterator[MissingNumber]:
    """List what all other rows of a column have, at least two; a count of zero needs no percentage."""
    printed = {(number.row, number.column, number.measure): number for number in numbers}
    for column in columns:
        for measure in (N, PERSEN):
            rows = [line.name for line in lines if measure == N or not _is_n_row(line)]
            without = [row for row in rows if (row, column, measure) not in printed]
            if len(without) != 1 or len(rows) < 3:
                continue
            count = printed.get((without[0], column, N))
            if count is None or count.units:
                yield MissingNumber(without[0], column, measure)


def _interviewed(sections: Sections, rows: Sequence[str], faults: Faults) -> dict[str, int]:
    known = {same(row): row for row in rows}
    asked = sections.directives.asked_at
    for name in sections.directives.interviewed:
        if same(name) not in known and asked:
            faults.add(asked.place, f"{shown(name)} is not a row of the table.", one_of(rows, given=name))
    return {known[same(name)]: n for name, n in sections.directives.interviewed.items() if same(name) in known}
