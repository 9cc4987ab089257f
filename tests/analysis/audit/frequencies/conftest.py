"""Tables to check: the study's, small ones written by hand, and ones that are computed from counts."""

from collections.abc import Callable, Iterable

import pytest

from klaster_analisis import Study
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.published import published_tables
from klaster_analisis.sources.printed.table import FrequencyLayout, PrintedTable

MakeTable = Callable[..., PrintedTable]


@pytest.fixture
def published(study: Study) -> dict[str, PrintedTable]:
    return {table.name: table for table in published_tables(study)}


@pytest.fixture
def one_row() -> MakeTable:
    """A table of one row, ``a, b, n`` with n = a + b, from (column, measure, text)."""

    def make(cells: Iterable[tuple[str, str, str]], **layout: object) -> PrintedTable:
        numbers = tuple(PrintedNumber("1", "r", column, measure, text) for column, measure, text in cells)
        return PrintedTable("1", numbers, FrequencyLayout(("r",), ("a", "b", "n"), {"n": ("a", "b")}, **layout))

    return make
