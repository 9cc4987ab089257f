"""Small score tables, and the study's own."""

from collections.abc import Callable, Mapping

import pytest

from klaster_analisis import Study
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.published import published_tables
from klaster_analisis.sources.printed.table import PrintedTable, ScoreLayout

MakeCell = Callable[..., PrintedTable]


@pytest.fixture(scope="session")
def cell() -> MakeCell:
    """Make a table of one cell, at row a and column b: numbers by measure, and what the layout says besides."""

    def make(numbers: Mapping[str, object], **layout: object) -> PrintedTable:
        printed = tuple(PrintedNumber("1", "a", "b", measure, str(text)) for measure, text in numbers.items())
        return PrintedTable("1", printed, ScoreLayout(("a",), ("b",), **layout))

    return make


@pytest.fixture(scope="session")
def study_tables(study: Study) -> Mapping[str, PrintedTable]:
    return {table.name: table for table in published_tables(study)}


@pytest.fixture(scope="session")
def firms(study: Study) -> Mapping[str, Mapping[str, int]]:
    """The numbers of firms that answered, by table and place: the totals of Tables 4–7."""
    totals = study.cells[(study.cells["kolom"] == "jumlah") & study.cells["baris"].isin(study.places.codes)]
    totals = totals[totals["tabel"].isin(list("4567"))]
    return {table: dict(zip(rows["baris"], rows["nilai"].map(int), strict=True)) for table, rows in totals.groupby("tabel")}
