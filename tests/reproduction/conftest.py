"""What the reproductions share: a table as a reader sees it, row by row; and the audit of all tables."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from great_tables import GT

from klaster_analisis import Study
from klaster_analisis.analysis.audit.audit import Audit, audit_study
from klaster_analisis.analysis.audit.check import FITS


def shown_rows(table: GT) -> dict[str, list[str]]:
    """Read the body of a shown table: its row names, and the first lines of their cells (an interval stands below)."""
    soup = BeautifulSoup(table.as_raw_html(), "html.parser")
    rows = [
        [cell.get_text(strip=True).partition("\n")[0] for cell in row.find_all(["th", "td"])] for row in soup.select("tbody tr")
    ]
    return {row[0]: row[1:] for row in rows}


@pytest.fixture
def shown() -> Callable[[GT], dict[str, list[str]]]:
    return shown_rows


@pytest.fixture(scope="session")
def audit(study: Study) -> Audit:
    return audit_study(study)


@pytest.fixture(scope="session")
def recomputed(audit: Audit) -> dict[str, int]:
    """How many checks are made, by table."""
    return {table.table.name: len(table.checks) for table in audit.tables}


@pytest.fixture(scope="session")
def disagreeing(audit: Audit) -> dict[str, set[tuple[str, str, str, str, str]]]:
    """The checks that do not pass, by table: row, column, check, printed, expected."""
    return {
        table.table.name: {
            (check.number.row, check.number.column, check.kind, check.number.text, check.expected)
            for check in table.checks
            if check.verdict != FITS
        }
        for table in audit.tables
    }
