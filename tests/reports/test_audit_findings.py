"""Findings as files: whole, sortable, and harmless."""

import csv

import openpyxl
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from klaster_analisis import DataError, UsageError
from klaster_analisis.reports.auditing import audit_files, audit_published
from klaster_analisis.reports.findings import write_findings

EVIL = "=HYPERLINK(A1)"


@pytest.fixture(scope="module")
def published():
    return audit_published()


def test_three_files_tell_the_same_findings(published, tmp_path):
    audit, words = published
    paths = write_findings(audit, tmp_path / "new" / "folder", words, language="en")
    assert [path.name for path in paths] == ["temuan.csv", "pemeriksaan.csv", "temuan.xlsx", "temuan.html"]
    text, book = pd.read_csv(paths[0], dtype=str), pd.read_excel(paths[2], dtype=str)
    assert len(pd.read_csv(paths[1])) == len(audit.checks_frame()) == len(pd.read_excel(paths[2], sheet_name="pemeriksaan"))
    assert len(text) == len(book) == len(audit.findings)
    assert list(text.columns) == list(book.columns)
    assert {"penjelasan_id", "penjelasan_en", "keparahan"} <= set(text.columns)
    page = BeautifulSoup(paths[3].read_text("utf-8"), "html.parser")
    assert page.html["lang"] == "en"
    assert len(page.select("tbody tr")) == len(audit.findings)
    assert sorted(path.name for path in (tmp_path / "new" / "folder").iterdir()) == sorted(path.name for path in paths)


def test_what_a_file_holds_is_text_in_every_export(tmp_path):
    """A heading that is a formula or markup runs nowhere."""
    given = tmp_path / "tabel.csv"
    given.write_text(f'Lokasi;<b>Ada</b> (%);Jumlah\n"{EVIL}";2 (90,0);4\n', "utf-8")
    audit, words = audit_files([given])
    assert not audit.clean
    paths = write_findings(audit, tmp_path, words, language="id")
    with paths[0].open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert f"'{EVIL}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    sheet = openpyxl.load_workbook(paths[2])["temuan"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    assert "<b>" not in paths[3].read_text("utf-8")


def test_the_faults_of_all_files_are_told_at_once(tmp_path):
    for name in ("satu.csv", "dua.csv"):
        (tmp_path / name).write_text("Lokasi;Ada;Jumlah\nA;empat;4\n", "utf-8")
    with pytest.raises(DataError) as caught:
        audit_files([tmp_path / "satu.csv", tmp_path / "dua.csv", tmp_path / "tiada.csv"])
    assert all(name in str(caught.value) for name in ("satu.csv", "dua.csv", "tiada.csv"))


def test_a_folder_that_is_a_file_is_refused(published, tmp_path):
    (tmp_path / "out").write_text("")
    with pytest.raises(UsageError, match="cannot be written"):
        write_findings(published[0], tmp_path / "out", published[1], language="id")
