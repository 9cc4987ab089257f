"""What was found in a survey, as files: whole, harmless, and marked where it is wrong."""

import csv
import os
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from klaster_analisis import UsageError, check_survey
from klaster_analisis.display.check import check_words
from klaster_analisis.reports import checking
from klaster_analisis.reports.checking import write_check


@pytest.fixture
def written(tmp_path):
    """Check files with these texts, by name; write what was found."""

    def write(texts: dict[str, str], *, language: str = "id", mapping: str = "") -> Path:
        for name, text in texts.items():
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        if mapping:
            (tmp_path / "m.csv").write_text(mapping, "utf-8")
        check = check_survey([tmp_path / name for name in texts], mapping=tmp_path / "m.csv" if mapping else None)
        write_check(check, tmp_path / "out", check_words(check, language))
        return tmp_path / "out"

    return write


def sheets(folder: Path) -> dict[str, list[list[str]]]:
    book = openpyxl.load_workbook(folder / "kesalahan.xlsx")
    return {sheet.title: [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)] for sheet in book}


def marked(folder: Path) -> dict[str, dict[str, str]]:
    book = openpyxl.load_workbook(folder / "kesalahan.xlsx")
    return {
        sheet.title: {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment}
        for sheet in book
        if sheet.title != "kesalahan"
    }


EVIL = ['=HYPERLINK("http://contoh.invalid")', "+SUM(1;1)", "-2+3", "@SUM(A1)", "<script>alert(1)</script>", "=1+1|x"]


@pytest.mark.parametrize("evil", EVIL)
def test_what_a_survey_holds_is_text_in_every_file(written, evil):
    """Peer: openpyxl, which calls a formula "f" and a text "s"."""
    quoted = '"' + evil.replace('"', '""') + '"'
    folder = written({"s.csv": f"lokasi,produk,pasar,{quoted}\nKlaten,{quoted},3,{quoted}\n{quoted},3,3,{quoted}\n"})
    book = openpyxl.load_workbook(folder / "kesalahan.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    shown = "…" if "@" in evil else evil  # it may be an address of mail
    assert sum(cell.value == shown for cell in cells) >= 2
    for name in ("kesalahan.csv", "pemetaan.csv"):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            texts = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in texts if cell.startswith(("=", "+", "-", "@"))]
        assert {cell.removeprefix("'") for cell in texts} & {evil, shown}


def test_a_clean_survey_gives_an_empty_list_and_a_copy_without_marks(written):
    folder = written({"s.csv": "lokasi,produk\nKlaten,3\n"})
    assert sheets(folder) == {
        "kesalahan": [["berkas", "lembar", "baris", "kolom", "nilai", "aturan", "masalah", "saran"]],
        "data_1": [["baris", "lokasi", "produk"], ["2", "Klaten", "3"]],
    }
    assert marked(folder) == {"data_1": {}}


def test_rows_keep_the_numbers_that_they_have_in_the_file(written):
    """A title, a blank line, a total and a note stand among them."""
    folder = written(
        {"s.csv": "Survei 2026,\n,\nlokasi,produk\nKlaten,3\nKlaten,8\nJumlah,11\nPati,9\nCatatan: isian sementara,\n"}
    )
    assert sheets(folder)["data_1"][1:] == [["4", "Klaten", "3"], ["5", "Klaten", "8"], ["7", "Pati", "9"]]
    assert sorted(marked(folder)["data_1"]) == ["C3", "C4"]


def test_files_of_one_name_are_told_apart(written):
    """The second file has more rows than the first, and a fault in one of them."""
    folder = written(
        {"2024/survei.csv": "lokasi,produk\nKlaten,3\n", "2026/survei.csv": "lokasi,produk\nKlaten,3\nPati,3\nPati,9\n"}
    )
    assert {sheet: list(marks) for sheet, marks in marked(folder).items()} == {"data_1": [], "data_2": ["C4"]}


def test_two_faults_of_one_cell_are_told_in_one_comment(written):
    """The second answer is unknown, and stands there although it is not asked for."""
    folder = written(
        {"s.csv": "lokasi,id_usaha,kerjasama_hulu,keaktifan_hulu\nKlatn,A,ada,aktif\nKlaten,A,ada,aktif\n"}, language="en"
    )
    marks = marked(folder)["data_1"]
    assert list(marks) == ["A2", "B2", "A3"]
    assert marks["A2"] == marks["A3"] == "the same firm stands in these rows. Keep one of them."


def test_a_row_of_another_length_is_marked_at_its_number(written):
    folder = written({"s.csv": "lokasi,produk,pasar\nKlaten,3,3\nKlaten,3\n"}, language="en")
    (comment,) = marked(folder)["data_1"].items()
    assert comment[0] == "A3"
    assert "was the file cut off?" in comment[1]


def test_a_column_may_be_headed_like_the_numbers_of_the_rows(written):
    folder = written({"s.csv": "lokasi,baris\nKlaten,3\nKlaten,7\n"}, mapping="kolom,pertanyaan\nbaris,produk\n")
    assert sheets(folder)["data_1"] == [["baris", "lokasi", "baris"], ["2", "Klaten", "3"], ["3", "Klaten", "7"]]
    assert list(marked(folder)["data_1"]) == ["C3"]


def test_a_column_of_remarks_is_not_copied(written):
    """More than a thousand different values: one fault, and no answer is left that could be checked."""
    rows = "".join(f"Klaten,3,catatan yang panjang tentang usaha {at}\n" for at in range(1_100))
    folder = written({"s.csv": f"lokasi,pasar,produk\n{rows}"})
    listed = pd.read_csv(folder / "kesalahan.csv", dtype=str)
    assert listed["aturan"].tolist() == ["terlalu_beragam"]
    assert sheets(folder)["data_1"][:2] == [["baris", "lokasi", "pasar"], ["2", "Klaten", "3"]]


def test_of_a_survey_without_a_place_nothing_is_copied(written):
    """Its answers are not checked, so that nothing says which of them are none."""
    folder = written({"s.csv": "produk,pasar\n3,0812-0000-1111\n"})
    assert list(sheets(folder)) == ["kesalahan"]


def test_of_a_large_survey_only_the_list_is_written(written, monkeypatch):
    monkeypatch.setattr(checking, "MOST_CELLS", 3)
    folder = written({"s.csv": "lokasi,produk\nKlaten,3\nKlaten,9\n"})
    assert list(sheets(folder)) == ["kesalahan"]
    assert len(pd.read_csv(folder / "kesalahan.csv")) == 1


def test_the_mapping_lists_every_column_of_every_file(written):
    folder = written({"a.csv": "lokasi,produk,warna\nKlaten,3,x\n", "b.csv": "lokasi,produkk\nKlaten,3\n"})
    assert (folder / "pemetaan.csv").read_text("utf-8").splitlines() == [
        '"kolom","pertanyaan","cara"',
        '"lokasi","lokasi","kode"',
        '"produk","produk","kode"',
        '"warna","","tidak_dibaca"',
        '"lokasi","lokasi","kode"',
        '"produkk","","mirip"',
    ]


def test_a_folder_that_is_a_file_is_refused(written, tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(UsageError, match="out: cannot be written"):
        written({"s.csv": "lokasi,produk\nKlaten,3\n"})
    assert (tmp_path / "out").read_text() == "mine"


def test_a_full_disk_leaves_no_half_of_a_file(written, monkeypatch):
    texts = {"s.csv": "lokasi,produk\nKlaten,9\n"}
    before = {path.name: path.read_bytes() for path in written(texts).iterdir()}
    moved = []

    def move(source, target, real=os.replace):
        if moved:
            raise OSError(28, os.strerror(28))
        moved.append(target)
        real(source, target)

    monkeypatch.setattr(os, "replace", move)
    with pytest.raises(UsageError, match="No space left on device"):
        written(texts, language="en")
    after = {path.name: path.read_bytes() for path in moved[0].parent.iterdir()}
    assert after.keys() == before.keys()
    assert "is not one of" in after["kesalahan.csv"].decode()  # whole, and in the other language
    assert (after["kesalahan.xlsx"], after["pemetaan.csv"]) == (before["kesalahan.xlsx"], before["pemetaan.csv"])
