"""The study's tables as printed."""

from collections.abc import Mapping

import pytest

from klaster_analisis.sources.printed.published import published_tables
from klaster_analisis.sources.printed.table import PrintedTable
from klaster_analisis.sources.study import Study


@pytest.fixture(scope="session")
def by_name(study: Study) -> Mapping[str, PrintedTable]:
    return {table.name: table for table in published_tables(study)}
