"""A table of scores: means, their minima, maxima and standard deviations, and how many answered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from klaster_analisis.errors import Faults
from klaster_analisis.sources.printed.body import Line
from klaster_analisis.sources.printed.cells import Content
from klaster_analisis.sources.printed.directives import Directives
from klaster_analisis.sources.printed.grid import shown
from klaster_analisis.sources.printed.headers import Column
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.sections import Sections
from klaster_analisis.sources.printed.signs import Signs
from klaster_analisis.sources.printed.table import ITEMS, MEANS, SAMPLE_SD, Fact, MissingNumber, PrintedTable, ScoreLayout
from klaster_analisis.sources.printed.vocabulary import is_mean_row, is_n, is_sum, is_total, measure_of, read_heading, same
from klaster_analisis.terms import JUMLAH, RATA_RATA, N

SCORE = "skor"  # the one thing that was scored, where no heading names it


@dataclass(frozen=True)
class _Scored:
    """A column of cells, what was scored there, and what is printed of it."""

    column: Column
    item: str
    measure: str


def score_table(sections: Sections, columns: Sequence[Column], lines: Sequence[Line], faults: Faults) -> PrintedTable:
    """
    Read a table of scores.

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
    scored = _what_is_scored(columns, faults)
    mean_row = _mean_row(lines, faults)
    signs = Signs((content for line in lines for content in line.contents.values()), faults)
    reader = _Reader(sections.grid.name, signs, mean_row, faults)
    numbers = tuple(number for line in lines for one in scored for number in reader.number(line, one))
    layout = ScoreLayout(
        rows=tuple(line.name for line in lines if line.name != mean_row),
        columns=tuple(dict.fromkeys(one.item for one in scored if one.measure not in (N, JUMLAH))),
        scale=said.scale,
        items=said.items or 1,
        sum_column=next((one.item for one in scored if one.measure == JUMLAH), None),
        mean_row=mean_row,
        population_sd=bool(said.population_sd),
        stated=_stated(said, scored),
    )
    missing = tuple(_missing(lines, scored, numbers, mean_row))
    return PrintedTable(sections.grid.name, numbers, layout, sections.caption, missing)


def _stated(said: Directives, scored: Sequence[_Scored]) -> frozenset[Fact]:
    """Say what headings and the lines above the table state of its layout: a mean is one if its heading says so."""
    facts = {(MEANS, one.item) for one in scored if one.measure == RATA_RATA and measure_of(one.column.name) == RATA_RATA}
    if said.items is not None:
        facts.add((ITEMS, ""))
    if said.population_sd is not None:
        facts.add((SAMPLE_SD, ""))
    return frozenset(facts)


def _what_is_scored(columns: Sequence[Column], faults: Faults) -> list[_Scored]:
    plain = {
        same(column.name) for column in columns if not (measure_of(column.name) or is_total(column.name) or column.unit == N)
    }
    one_score = not plain and not any(column.upper for column in columns if measure_of(column.name))
    found: dict[tuple[str, str], _Scored] = {}
    for column in columns:
        one = _scored(column, columns, one_score=one_score)
        key = (same(one.item), one.measure) if one.measure != JUMLAH else ("", JUMLAH)
        if key in found:
            problem = f"{shown(column.name)} is already at {found[key].column.place}."
            faults.add(column.place, problem, "Keep one; put the name of what was scored above its mean, minimum and maximum.")
        if plain and measure_of(column.name) and not column.upper:
            problem = f"{shown(column.name)} stands beside {', '.join(sorted(plain)[:3])}: a mean over columns is not read."
            faults.add(column.place, problem, "Leave the column out, or put the name of what was scored above it.")
        found.setdefault(key, one)
    return list(found.values())


def _scored(column: Column, columns: Sequence[Column], *, one_score: bool) -> _Scored:
    measure = measure_of(column.name)
    if measure:
        if measure == RATA_RATA and is_sum(column.upper):
            return _Scored(column, column.upper, JUMLAH)
        return _Scored(column, column.upper or SCORE, measure)
    if column.unit == N or is_n(column.name) or (one_score and is_total(column.name)):
        several = sum(other.unit == N or is_n(other.name) for other in columns) > 1
        return _Scored(column, column.upper if column.upper and (several or not column.continued) else "", N)
    return _Scored(column, column.name, JUMLAH if is_sum(column.name) else RATA_RATA)


def _mean_row(lines: Sequence[Line], faults: Faults) -> str | None:
    means = [line for line in lines if is_mean_row(line.name)]
    for line in means[1:]:
        faults.add(line.place, f"{shown(line.name)} is a second row of means, after {shown(means[0].name)}.", "Keep one a table.")
    if means and means[0] not in (lines[0], lines[-1]):
        faults.add(means[0].place, f"the row of means {shown(means[0].name)} stands amid the rows.", "Put it first or last.")
    for line in lines:
        if means and is_total(read_heading(line.name).name):
            problem = f"{shown(line.name)} stands beside a row of means, which is the mean of all other rows."
            faults.add(line.place, problem, "Leave one of the two out.")
    return means[0].name if means else None


@dataclass(frozen=True)
class _Reader:
    table: str
    signs: Signs
    mean_row: str | None
    faults: Faults

    def number(self, line: Line, one: _Scored) -> Iterator[PrintedNumber]:
        content = line.contents[one.column.index]
        if not content.numbers:
            return
        text = self._read(line, one, content)
        if text is not None:
            yield PrintedNumber(self.table, line.name, one.item, one.measure, text, content.cell.place)

    def _read(self, line: Line, one: _Scored, content: Content) -> str | None:
        place, typed = content.cell.place, shown(content.cell.text)
        if not content.bare:
            remedy = 'Type one number a cell; if this is a table of counts, say "# isi: frekuensi".'
            self.faults.add(place, f"{typed} is a percentage in a table of scores.", remedy)
            return None
        if line.name == self.mean_row and one.measure not in (RATA_RATA, JUMLAH, N):
            remedy = 'Leave it out; if the row is about all answers together, call it "Total".'
            self.faults.add(place, f"{typed} is not a mean, but stands in a row of means.", remedy)
            return None
        return self.signs.count(content.bare, content.cell) if one.measure == N else self.signs.value(content.bare, content.cell)


def _missing(
    lines: Sequence[Line], scored: Sequence[_Scored], numbers: Sequence[PrintedNumber], mean_row: str | None
) -> Iterator[MissingNumber]:
    """List every blank and dash in a column that has numbers; in the row of means only means are due."""
    printed = {(number.row, number.column, number.measure) for number in numbers}
    used = {(column, measure) for row, column, measure in printed if row != mean_row}
    means = {measure for row, _, measure in printed if row == mean_row}
    for line in lines:
        for one in scored:
            due = one.measure in means - {N} if line.name == mean_row else True
            cell = (line.name, one.item, one.measure)
            if due and cell[1:] in used and cell not in printed:
                yield MissingNumber(*cell)
