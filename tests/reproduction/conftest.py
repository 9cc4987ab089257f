"""What the reproductions share: a table as a reader sees it, row by row."""

from collections.abc import Callable

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from great_tables import GT

from klaster_analisis import Study
from klaster_analisis.analysis.agreement import recompute_study


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
def recomputed(study: Study) -> pd.DataFrame:
    return recompute_study(study)


@pytest.fixture(scope="session")
def disagreeing(recomputed: pd.DataFrame) -> dict[str, set[tuple[str, str, str, str]]]:
    """The numbers that do not agree, by table: row, column, printed, recomputed."""
    wrong = recomputed[~recomputed["cocok"]]
    found: dict[str, set[tuple[str, str, str, str]]] = {str(at): set() for at in range(2, 9)}
    for row in wrong.itertuples():
        found[row.tabel].add((row.baris, row.kolom, row.tercetak, row.dihitung))
    return found
