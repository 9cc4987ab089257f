"""A small good survey in every format, made by the libraries that write it, to be spoilt."""

import io
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from klaster_analisis import SurveyCheck, check_survey

FIRMS = pd.DataFrame(
    {
        "lokasi": ["Klaten", "Pati", "Pati", "Tegal", "Tegal", "Klaten"],
        "id_usaha": [f"U-{number}" for number in range(1, 7)],
        "produk": [3.0, 4.0, 5.0, 1.0, 2.0, 3.0],
        "kerjasama_hulu": ["ada", "ada", "tidak_ada", "ada", "ada", "tidak_ada"],
        "omzet": [12.5, 7.25, 150.0, 60.5, 1.0, 30.0],
    }
)
OLD_EXCEL = Path(__file__).parent / "lama.xls"
"""The same, by xlwt 1.3.0, and a second sheet: a merged heading, a date, a truth value, an error."""

FORMATS = (".csv", ".xlsx", ".xls", ".sav", ".dta", ".parquet")


def written(suffix: str, folder: Path) -> bytes:
    """Write the survey in a format, and give its bytes."""
    path = folder / f"survei{suffix}"
    if suffix == ".xls":
        return OLD_EXCEL.read_bytes()
    if suffix == ".csv":
        FIRMS.to_csv(path, index=False)
    elif suffix == ".xlsx":
        FIRMS.to_excel(path, index=False)
    elif suffix == ".parquet":
        FIRMS.to_parquet(path)
    else:
        write = pyreadstat.write_sav if suffix == ".sav" else pyreadstat.write_dta
        write(FIRMS, str(path), column_labels=["Tempat", "Nomor", "Produk", "Hulu", "Omzet"])
    return path.read_bytes()


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The survey in every format, by the ending of its name."""
    folder = tmp_path_factory.mktemp("utuh")
    return {suffix: written(suffix, folder) for suffix in FORMATS}


@pytest.fixture(scope="session")
def check(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., SurveyCheck]:
    """Check bytes as a file of this name; every fault must be sayable in both languages."""
    folder = tmp_path_factory.mktemp("rusak")

    def found(content: bytes | str, name: str, **options: object) -> SurveyCheck:
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        checked = check_survey(path, **options)
        for fault in checked.faults:
            assert str(fault).startswith(name)
            assert str(fault.in_language("id")).startswith(name)
            assert len(str(fault)) < 1000
        return checked

    return found


@pytest.fixture
def rules(check: Callable[..., SurveyCheck]) -> Callable[..., set[str]]:
    """Give the rules that bytes break as a file of this name."""

    def broken(content: bytes | str, name: str, **options: object) -> set[str]:
        return {fault.rule for fault in check(content, name, **options).faults}

    return broken


def workbook_bytes(frame: pd.DataFrame, **options: object) -> bytes:
    """Write a frame as a workbook."""
    content = io.BytesIO()
    frame.to_excel(content, index=False, **options)
    return content.getvalue()
