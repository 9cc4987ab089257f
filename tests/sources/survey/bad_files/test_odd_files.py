"""Files that are not what they seem, or hold what no survey holds: which rule they break, or that they are read as they are."""

import io
import os
import zipfile

import pandas as pd
import pyreadstat
import pytest
from openpyxl import Workbook

from klaster_analisis import check_survey
from klaster_analisis.sources import sheet
from klaster_analisis.sources.unreadable import UnreadableError
from klaster_analisis.sources.workbook import read_sheets
from tests.sources.survey.bad_files.conftest import FIRMS, FORMATS, workbook_bytes

CSV = FIRMS.to_csv(index=False)
HEADER = CSV.splitlines()[0]


def shape(checked):
    """What is counted, and whether anything is wrong."""
    one = checked.checked[0]
    return checked.faults, one.firms.to_dict("list"), one.answers.to_dict("list"), one.numbers.to_dict("list")


@pytest.fixture(scope="module")
def plain(check):
    return shape(check(CSV, "survei.csv"))


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_counts_the_same(check, seeds, plain, suffix):
    assert shape(check(seeds[suffix], f"survei{suffix}")) == plain


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_in_any_usual_form_counts_the_same(check, plain, encoding, separator):
    content = ("\ufeff" if encoding == "utf-16-be" else "") + FIRMS.assign(catatan="café").to_csv(index=False, sep=separator)
    assert shape(check(content.encode(encoding), "survei.csv")) == plain


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("other", FORMATS)
def test_a_file_with_the_ending_of_another_says_what_it_holds(rules, seeds, suffix, other):
    alike = {suffix, other} <= {".xlsx", ".xls"} or suffix == other
    expected = set() if alike else {"rusak"} if suffix == ".csv" else {"isi_lain"}
    assert rules(seeds[suffix], f"survei{other}") == expected


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "tanpa_isi"),
        (b"\n\n \n", "tanpa_isi"),
        (HEADER, "tanpa_isi"),
        ("a,b\n1,2\n", "tanpa_kepala"),
        (b"\x00\x01\x02" * 50, "bukan_teks"),
        (f"{CSV}Pati,U-9,3\n", "baris_timpang"),
        (CSV[: CSV.rindex(",")], "baris_timpang"),
        (CSV.replace("ada", '"ada', 1), "bukan_csv"),
        ("lokasi,produk,produk\nPati,3,3\n", "kolom_ganda"),
        (CSV.replace("produk", "produkk"), "kolom_mirip"),
        (CSV.replace("lokasi", "alamat"), "tanpa_tempat"),
        (f"{HEADER}{',x' * 2000}\n", "terlalu_lebar"),
    ],
    ids=str,
)
def test_a_text_file_that_is_no_survey(rules, content, rule):
    assert rules(content, "survei.csv") == {rule}


def test_300_columns_are_read(check, plain):
    wide = pd.concat([FIRMS, pd.DataFrame(1, FIRMS.index, [f"catatan {at}" for at in range(300)])], axis=1)
    for content, name in ((wide.to_csv(index=False), "survei.csv"), (workbook_bytes(wide), "survei.xlsx")):
        assert shape(check(content, name)) == plain


@pytest.mark.parametrize("suffix", [".xlsx", ".sav", ".dta", ".parquet"])
def test_a_table_without_rows(rules, tmp_path, suffix):
    none, path = FIRMS.head(0), tmp_path / f"survei{suffix}"
    write = {
        ".xlsx": lambda: none.to_excel(path, index=False),
        ".sav": lambda: pyreadstat.write_sav(none, str(path)),
        ".dta": lambda: pyreadstat.write_dta(none, str(path)),
        ".parquet": lambda: none.to_parquet(path),
    }
    write[suffix]()
    assert rules(path.read_bytes(), path.name) == {"tanpa_isi"}


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("tidak_ada.csv", "tak_terbaca"),
        ("pipa.csv", "bukan_berkas"),
        ("survei.docx", "bentuk_tak_dikenal"),
        ("a\0b.csv", "tak_terbaca"),
    ],
)
def test_what_is_no_file_of_a_survey(tmp_path, name, rule):
    os.mkfifo(tmp_path / "pipa.csv")
    (tmp_path / "survei.docx").write_text(CSV)
    (fault,) = check_survey(tmp_path / name).faults
    assert fault.rule == rule


def test_an_empty_folder_is_no_parquet(tmp_path):
    (fault,) = check_survey(tmp_path).faults
    assert fault.rule == "tanpa_isi"


def test_numbers_and_texts_in_one_column_are_each_looked_at(check):
    mixed = FIRMS.astype(object)
    mixed["produk"] = [3, "3", 3.0, "tiga", True, None]
    faults = check(workbook_bytes(mixed), "survei.xlsx").faults
    assert {fault.value: fault.spot.rows for fault in faults} == {"tiga": (5,), "true": (6,)}


class TestFormulas:
    def test_a_formula_that_was_never_calculated_is_a_fault(self, check):
        book = Workbook()
        for row in [("lokasi", "produk"), ("Pati", 3), ("Pati", "=B2+1"), ("Tegal", "#N/A")]:
            book.active.append(row)
        content = io.BytesIO()
        book.save(content)
        faults = check(content.getvalue(), "survei.xlsx").faults
        assert sorted((fault.rule, fault.value, fault.spot.rows) for fault in faults) == [
            ("kode_tak_dikenal", "=B2+1", (3,)),
            ("tanda_kosong", "#N/A", (4,)),
        ]

    def test_in_a_text_file_it_is_text(self, check):
        (fault,) = check(CSV.replace("3.0", "=1+2", 1), "survei.csv").faults
        assert (fault.rule, fault.value) == ("kode_tak_dikenal", "=1+2")


class TestOldWorkbooks:
    def test_merged_cells_dates_truth_and_errors(self, seeds):
        """By hand: what was written into the second sheet."""
        sheet = read_sheets(seeds[".xls"])[1]
        assert sheet.rows == [["Kerja sama", "Kerja sama", "Produk"], [pd.Timestamp(2026, 11, 3), True, "#N/A"]]

    def test_a_lock_is_told(self, rules, seeds):
        """An encrypted .xlsx is an old file with a stream of this name."""
        locked = seeds[".xls"] + "EncryptedPackage".encode("utf-16-le")
        assert rules(locked, "survei.xls") == rules(locked, "survei.xlsx") == {"terkunci"}


class TestArchives:
    def packed(self, parts):
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in parts.items():
                archive.writestr(name, text)
        return content.getvalue()

    def parts(self, workbook):
        with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    def test_a_bomb_is_not_unpacked(self, rules, seeds):
        """Of 400 kilobytes, which would be 400 megabytes."""
        bomb = self.packed(self.parts(seeds[".xlsx"]) | {"xl/worksheets/sheet2.xml": b" " * 400_000_000})
        assert len(bomb) < 1_000_000
        assert rules(bomb, "survei.xlsx") == {"terlalu_besar"}

    @pytest.mark.parametrize(
        "unfolded",
        [
            lambda blank: b"</sheetData>" + blank,
            lambda blank: b'<row r="9"><c r="A9" t="inlineStr"><is><t>' + blank + b"</t></is></c></row></sheetData>",
        ],
        ids=["in the XML", "in a cell"],
    )
    def test_blanks_that_hardly_take_room_are_not_unfolded(self, rules, seeds, unfolded):
        """Of a quarter of a megabyte, and within what a workbook may become."""
        parts = self.parts(seeds[".xlsx"])
        xml = parts["xl/worksheets/sheet1.xml"].replace(b"</sheetData>", unfolded(b" " * 100_000_000))
        assert rules(self.packed(parts | {"xl/worksheets/sheet1.xml": xml}), "survei.xlsx") == {"terlalu_besar"}

    def test_cells_of_a_format_and_nothing_else_are_read(self, check, seeds, plain):
        """A user coloured 60,000 rows."""
        parts = self.parts(seeds[".xlsx"])
        rows = (
            f'<row r="{at}">' + "".join(f'<c r="{column}{at}" s="1"/>' for column in "ABCDE") + "</row>"
            for at in range(9, 60_000)
        )
        xml = parts["xl/worksheets/sheet1.xml"].replace(b"</sheetData>", "".join(rows).encode() + b"</sheetData>")
        content = self.packed(parts | {"xl/worksheets/sheet1.xml": xml})
        assert shape(check(content, "survei.xlsx")) == plain
        assert [len(found.rows) for found in read_sheets(content)] == [7]  # the header and six firms

    def test_all_texts_together_are_bounded(self, monkeypatch):
        monkeypatch.setattr(sheet, "MAX_SIGNS", 9)
        assert sheet.without_blank_ends([["Pati", "", ""], ["Tegal"]]) == [["Pati"], ["Tegal"]]
        with pytest.raises(UnreadableError, match="terlalu_besar"):
            sheet.without_blank_ends([["Pati"], ["Klaten"]])

    def test_a_bomb_that_understates_its_size_is_no_larger_than_it_says(self, rules, seeds):
        bomb = self.packed(self.parts(seeds[".xlsx"]) | {"xl/worksheets/sheet2.xml": b" " * 400_000_000})
        said = (400_000_000).to_bytes(4, "little")
        assert bomb.count(said) == 2  # beside the part, and in the directory
        assert rules(bomb.replace(said, (1000).to_bytes(4, "little")), "survei.xlsx") == {"rusak"}

    def test_a_sheet_with_one_cell_far_away_is_not_laid_out(self, rules):
        book = Workbook()
        for row in [("lokasi", "produk"), ("Pati", 3)]:
            book.active.append(row)
        book.active.cell(1_048_576, 16_384, "x")
        content = io.BytesIO()
        book.save(content)
        assert rules(content.getvalue(), "survei.xlsx") == {"terlalu_besar"}

    def test_a_merged_range_over_a_whole_sheet_fills_what_is_there(self, rules, seeds):
        parts = self.parts(seeds[".xlsx"])
        sheet = parts["xl/worksheets/sheet1.xml"]
        merged = sheet.replace(
            b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        )
        assert rules(self.packed(parts | {"xl/worksheets/sheet1.xml": merged}), "survei.xlsx") == set()

    def test_thousands_of_parts_are_not_read(self, rules, seeds):
        parts = self.parts(seeds[".xlsx"]) | {f"xl/worksheets/more{at}.xml": b"" for at in range(1001)}
        assert rules(self.packed(parts), "survei.xlsx") == {"terlalu_besar"}

    def test_an_archive_with_a_password_is_told(self, rules, seeds):
        marked = bytearray(seeds[".xlsx"])
        at = marked.index(b"PK\x01\x02")
        while at >= 0:
            marked[at + 8] |= 1  # this part is encrypted
            at = marked.find(b"PK\x01\x02", at + 1)
        assert rules(bytes(marked), "survei.xlsx") == {"terkunci"}

    def test_an_archive_that_is_no_workbook(self, rules):
        assert rules(self.packed({"naskah.txt": b"x"}), "survei.xlsx") == {"rusak"}

    def test_definitions_of_xml_are_refused(self, rules, seeds):
        parts = self.parts(seeds[".xlsx"])
        laughs = b"".join(b'<!ENTITY a%d "%s">' % (at, b"&a%d;" % (at - 1) * 10 if at else b"ha") for at in range(12))
        head, _, rest = parts["xl/worksheets/sheet1.xml"].partition(b"<worksheet")
        bomb = head + b"<!DOCTYPE worksheet [" + laughs + b"]><worksheet" + rest.replace(b"<v>3</v>", b"<v>&a11;</v>", 1)
        assert rules(self.packed(parts | {"xl/worksheets/sheet1.xml": bomb}), "survei.xlsx") == {"rusak"}


def test_what_a_file_holds_is_text(check):
    markup = "<script>alert(1)</script> {{ 7*7 }} [x](y) `z` ../../etc"
    (fault,) = check(f'lokasi,produk\nPati,"{markup}"\n', "survei.csv").faults
    assert fault.value == f"{markup[:59]}…" or fault.value == markup
