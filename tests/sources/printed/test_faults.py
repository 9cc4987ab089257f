"""Every fault of a file at once, each with its place, its rule and a remedy."""

import pytest

from klaster_analisis import DataError
from klaster_analisis.sources.printed.reading import read_printed_tables

HEAD = "Lokasi;Ada;Tidak;Jumlah\n"


def faults(read_text, text):
    with pytest.raises(DataError) as caught:
        read_text(text)
    assert all(fault.place and fault.problem and fault.remedy for fault in caught.value.faults)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        (HEAD + "A;empat;8;12\n", "line 2, column 2", '"empat" is not a number'),
        (HEAD + "A;4/12;8;12\n", "line 2, column 2", '"4/12" is not one number'),
        (HEAD + "A;-4;8;12\n", "line 2, column 2", '"-4" is negative'),
        (HEAD + "A;4,5;8;12\n", "line 2, column 2", '"4,5" is not a whole number'),
        (HEAD + "A;1234567890123;8;12\n", "line 2, column 2", "more than 12 digits"),
        (HEAD + "A;4;8;12\nA;4;8;12\n", "line 3, column 1", 'the row "A" is already at tabel.csv, line 2'),
        (HEAD + "A;4;8;12\na;4;8;12\n", "line 3, column 1", "is already at"),
        ("Lokasi;Ada;ada;Jumlah\nA;4;8;12\n", "line 1, column 3", 'the column "Ada" is already at'),
        ("Lokasi;Ada;Jumlah;Total\nA;4;8;12\n", "line 1, column 4", "a second column of totals"),
        (HEAD + "Jumlah;4;8;12\nA;4;8;12\nTotal;4;8;12\n", "line 4, column 1", "a second row of totals"),
        (HEAD + "A;4;8;12\nJumlah;4;8;12\nB;4;8;12\n", "line 3, column 1", "stands amid the rows"),
        (HEAD + "A;4;8;12;1\n", "line 2, column 5", "right of the last column that has a heading"),
        (HEAD + ";4;8;12\n", "line 2, column 2", "the row has no heading"),
        (HEAD + "A;4;8;12\nKabupaten;;;\nB;4;8;12\n", "line 3, column 1", "no number stands beside"),
        (HEAD + "A;4;8;12\nSumber: x\nB;4;8;12\n", "line 4, column 1", "below the notes"),
        ("Lokasi;Ada;;Jumlah\nA;4;8;12\n", "line 1, column 3", "the column has no heading"),
        ("Lokasi;Ada (%);n\nA;133,3;12\n", "line 2, column 2", '"133,3" is not a percentage'),
        ("Lokasi;Ada (n);n\nA;33,3%;12\n", "line 2, column 2", "a percentage in a column headed as counts"),
        ("Lokasi;Ada;n\nA;33,3%;12\nB;4;12\n", "line 3, column 2", '"4" has no % sign'),
        ("Lokasi;Ada (%);n\nA;33,3;12\nB;33.3;12\nC;16,7;12\n", "line 3, column 2", "not a number with a decimal comma"),
        ("Lokasi;Ada (%);n\nA;33,3;1,234\n", "line 2, column 3", "the decimal sign elsewhere"),
        ("Lokasi;Ada (%);Tidak (%)\nA;33,3;66,7\n", "line 2, column 2", "not of anything in the table"),
        ("Lokasi;Ada (%);Jumlah (%)\nA;33,3;25,0\n", "line 2, column 3", "are not 100"),
        ("Lokasi;Hulu;;Hilir;;Jumlah\n;Ada;Tidak;Ada;Tidak;\nA;4;8;3;9;12\n", "line 2, column 5", "two questions with one total"),
        ("Lokasi;Produk;Pasar;Rata-rata\nA;3;4;3,5\n", "line 1, column 4", "a mean over columns is not read"),
        ("Lokasi;Rata-rata;Mean\nA;3;4\n", "line 1, column 3", "is already at"),
        ("Lokasi;Rata-rata;n\nA;3 (2);4\n", "line 2, column 2", "is a percentage in a table of scores"),
        ("Lokasi;Mean;Min\nA;3;1\nB;4;2\nRata-rata;3,5;1,5\n", "line 4, column 3", "stands in a row of means"),
        ("Lokasi;Mean\nA;3\nTotal;4\nRata-rata;3,5\n", "line 3, column 1", "beside a row of means"),
        ("Lokasi;Mean\nA;3\nRata-rata;4\nMean;3,5\n", "line 4, column 1", "a second row of means"),
        ("# isi: frekuensi\n" + HEAD + "A;4;8;12\nRata-rata;4;8;12\n", "line 4, column 1", "a row of means in a table of counts"),
        ("# rincan: a\n" + HEAD + "A;4;8;12\n", "line 1, column 1", 'Did you mean "rincian"?'),
        ("# judul\n" + HEAD + "A;4;8;12\n", "line 1, column 1", "is not a directive"),
        ("# isi: angka\n" + HEAD + "A;4;8;12\n", "line 1, column 1", '"angka" is not allowed here'),
        ("# skala: 5-1\n" + HEAD + "A;4;8;12\n", "line 1, column 1", '"5-1" is not a scale'),
        ("# butir: 0\n" + HEAD + "A;4;8;12\n", "line 1, column 1", "not a whole number from 1"),
        ("# isi: skor\n# persen: baris\n" + HEAD + "A;4;8;12\n", "line 2, column 1", "other directives make it one of scores"),
        ("# persen: baris\n# persen: kolom\n" + HEAD + "A;4;8;12\n", "line 2, column 1", "is already at"),
        ("# rincian: Ada\n" + HEAD + "A;4;8;12\n", "line 1, column 1", "is not a whole and its parts"),
        ("# rincian: Ada = Tidak + Aktif\n" + HEAD + "A;4;8;12\n", "line 1, column 1", '"Aktif" is not a column'),
        ("# rincian: Ada = Tidak + Tidak\n" + HEAD + "A;4;8;12\n", "line 1, column 1", "named as a part twice"),
        ("# rincian: Ada = Tidak + Ada\n" + HEAD + "A;4;8;12\n", "line 2, column 2", "a part of itself"),
        ("# persen: semua\n# rincian: B = A + B\nLokasi;A (%);B (%)\nX;40,0;60,0\n", "line 3, column 3", "a part of itself"),
        ("# persen: semua\n# rincian: A = B + C\n# rincian: B = A + D\nX;A;B;C;D\nP;1 (1,0);2;3;4\n",
            "line 4, column 2", "a part of itself"),
        ("# rincian: Ada = Tidak + Jumlah\n" + HEAD + "A;4;8;12\n", "line 2, column 4", "is the total, and cannot be a part"),
        ("# diwawancarai: A 12; B 13\n" + HEAD + "A;4;8;12\n", "line 1, column 1", '"B" is not a row'),
        ("# diwawancarai: A dua belas\n" + HEAD + "A;4;8;12\n", "line 1, column 1", "is not a row and a number"),
        ("# diwawancarai: A 1; A 2\n" + HEAD + "A;4;8;12\n", "line 1, column 1", "stands there twice"),
        (
            "# rincian: Ada = Pasif + Tidak\nLokasi;Ada;Tidak;Ada;;Jumlah\n;;;Pasif;Aktif;\nA;4;8;3;1;12\n",
            "line 1, column 1", "are not those that stand under its heading",
        ),
        (
            "# rincian: Ada = Pasif + Aktif\n# rincian: Ada = Pasif + Aktif\nLokasi;Ada;Pasif;Aktif\nA;4;3;1\n",
            "line 2, column 1", "have already been named",
        ),
        (HEAD, "", "holds no table"),
        ("Kerja sama\n", "", "holds no table"),
        (" \n", "", "is empty"),
        ('Lokasi;"Ada\nA;4\n', "", "is not a CSV file"),
        (HEAD + "A;4;8;12\n" * 10_000, "", "a printed table is meant here"),
        ("Lokasi" + ";Ada" * 60 + "\nA" + ";4" * 60 + "\n", "", "more than 60 columns"),
    ],
)  # fmt: skip
def test_a_fault_has_its_place_and_rule(read_text, text, place, said):
    matching = [fault for fault in faults(read_text, text) if said in fault]
    assert matching
    assert matching[0].startswith(f"tabel.csv, {place}: " if place else "tabel.csv: ")


def test_all_faults_are_listed_at_once(read_text):
    """By hand: one directive, one heading, four cells."""
    found = faults(read_text, "# skla: 1-5\nLokasi;Ada;ada;Jumlah\nA;empat;-1;12\nB;4,5;2;x\n")
    assert len(found) == 6


def test_too_many_rows_are_one_fault(read_text):
    assert len(faults(read_text, HEAD + "".join(f"Desa {k};x;y;z\n" for k in range(10_000)))) == 1


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("tabel.pdf", b"%PDF-1.4", "is neither a CSV file nor an Excel workbook"),
        ("tabel.csv", b"PK\x03\x04rest", "is an Excel workbook or an archive"),
        ("tabel.csv", bytes(range(256)), "is not a text file"),
        ("tabel.csv", b"", "is empty"),
        ("tabel.csv", b"\x81\x8d\x8f", "is not a text file"),
        ("tabel.csv", b" " * 20_000_001, "is larger than 20 MB"),
        ("tabel.xlsx", b"Lokasi;Ada\nA;4\n", "is not an Excel workbook"),
        ("tabel.xlsx", b"PK\x03\x04rest", "is not an Excel workbook"),
        ("tabel.xlsx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
        ("tabel.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is in the old Excel format"),
    ],
)
def test_files_that_are_no_table(tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DataError, match=said) as caught:
        read_printed_tables(tmp_path / name)
    assert len(caught.value.faults) == 1


@pytest.mark.parametrize("name", ["tidak_ada.csv", "tidak_ada.xlsx", "a\0b.csv"])
def test_files_that_are_not_there(tmp_path, name):
    with pytest.raises(DataError, match="cannot be read"):
        read_printed_tables(tmp_path / name)


def test_a_folder_is_no_table(tmp_path):
    (tmp_path / "tabel.csv").mkdir()
    with pytest.raises(DataError, match="is a folder"):
        read_printed_tables(tmp_path / "tabel.csv")
