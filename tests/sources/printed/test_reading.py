"""Tables as people type them: what is read, and what hangs together."""

import pytest

from klaster_analisis.sources.folders import shipped_folder
from klaster_analisis.sources.printed.published import published_tables
from klaster_analisis.sources.printed.reading import read_printed_tables
from klaster_analisis.sources.printed.table import MissingNumber, PrintedTable

EXAMPLES = shipped_folder("data") / "example" / "audit"


def numbers(table: PrintedTable) -> list[tuple[str, str, str, str]]:
    return [(number.row, number.column, number.measure, number.text) for number in table.numbers]


def test_the_study_s_tables_typed_as_printed_are_read_as_published(study, read_rows):
    """Tables 4–7 of the study, from their printed headings and cells; the routed answers are named in a directive."""
    for published in published_tables(study)[1:5]:
        cells = study.table(published.name)
        by_row = {row: list(group["cetak"]) for row, group in cells.groupby("baris_cetak", sort=False)}
        rows = [["LOKASI", *dict.fromkeys(cells["kolom_cetak"])], *([row, *printed] for row, printed in by_row.items())]
        routed = [["# rincian: Ada = Pasif + Aktif + Proaktif"]] if len(published.layout.column_parts) > 1 else []
        table = read_rows([*routed, *rows])
        assert [(n.measure, n.text) for n in table.numbers] == [(n.measure, n.text) for n in published.numbers]
        wholes = [len(parts) for parts in published.layout.column_parts.values()]
        assert sorted(map(len, table.layout.column_parts.values())) == sorted(wholes)
        assert list(map(len, table.layout.row_parts.values())) == [3]


def test_table_8_of_the_study_is_recognised_by_its_row_of_means(study, read_text):
    published = published_tables(study)[5]
    header = "LOKASI;Bahan Baku;Bahan Penolong;Produksi;Pemasaran\n"
    text = f"{header}Ceper;3;2;3;2\nPati;4;3;4;3\nTegal;3;3;3;3\nRata-rata;3,3;2,8;2,8;2,9\n"
    table = read_text(text)
    assert [n.text for n in table.numbers] == [n.text for n in published.numbers]
    assert (table.layout.mean_row, table.layout.rows) == ("Rata-rata", ("Ceper", "Pati", "Tegal"))


def test_a_score_table_with_an_upper_heading_and_a_sum(read_text):
    """The layout of Table 3 of the study; a dash and a blank are numbers that are missing."""
    text = (
        "LOKASI;Produk;;;Teknologi;;;Jumlah\n;Rata-rata;Minimum;Maximum;Rata-rata;Minimum;Maximum;(Rata2)\n"
        "KLATEN;3;3;3;3;3;3;17\nPATI;4;1;5;-;1;;16\n"
    )
    table = read_text(text)
    assert table.layout.columns == ("Produk", "Teknologi")
    assert table.layout.sum_column == "Jumlah"
    assert table.number("PATI", "Jumlah", "jumlah").text == "16"
    assert table.missing == (MissingNumber("PATI", "Teknologi", "rata_rata"), MissingNumber("PATI", "Teknologi", "maksimum"))


@pytest.mark.parametrize("heading", ["n", "N", "Banyaknya", "Jumlah responden", "Total (n)"])
def test_one_n_for_a_whole_row_has_no_column(read_text, heading):
    table = read_text(f"Lokasi;Mean;SD;{heading}\nA;3,33;,85;12\nB;2,50;1,00;8\n")
    assert table.n_of("A", "skor").text == "12"
    assert table.number("A", "skor", "sd").text == "0,85"


@pytest.mark.parametrize(
    ("text", "column_parts"),
    [
        ("Lokasi;Ada;Tidak;Jumlah\nA;4;8;12\n", {"Jumlah": ("Ada", "Tidak")}),
        ("Lokasi;Ada (%);Tidak (%);n\nA;33,3;66,7;12\n", {"n": ("Ada", "Tidak")}),
        ("Lokasi;Ada;Tidak\nA;4;8\n", {}),
        ("Lokasi;Ada;Tidak;Ada;;Total\n;;;Pasif;Aktif;\nA;4;8;3;1;12\n", {"Ada": ("Pasif", "Aktif"), "Total": ("Ada", "Tidak")}),
        ("Lokasi;Ada;;;Tidak;Total\n;;Pasif;Aktif;;\nA;4;3;1;8;12\n", {"Ada": ("Pasif", "Aktif"), "Total": ("Ada", "Tidak")}),
        (
            "Lokasi;Ada;;;Tidak;Total\n;Jumlah;Pasif;Aktif;;\nA;4;3;1;8;12\n",
            {"Ada": ("Pasif", "Aktif"), "Total": ("Ada", "Tidak")},
        ),
        ("Lokasi;Ada;;Tidak;;Total\n;n;%;n;%;n\nA;4;33,3;8;66,7;12\n", {"Total": ("Ada", "Tidak")}),
        ("Lokasi;Ada;%;Tidak;%;Total\nA;4;33,3;8;66,7;12\n", {"Total": ("Ada", "Tidak")}),
        ("Lokasi;Ada (%);Tidak (%);Total (%);n\nA;33,3;66,7;100;12\n", {"n": ("Ada", "Tidak")}),
        ("Lokasi;2019;2020;Total\nA;4;8;12\n", {"Total": ("2019", "2020")}),
        ("Lokasi;Jumlah;Ada;Tidak\nA;12;4;8\n", {"Jumlah": ("Ada", "Tidak")}),
    ],
)
def test_parts_of_columns(read_text, text, column_parts):
    """By hand: what a reader of the printed table would take as sums."""
    assert read_text(text).layout.column_parts == column_parts


@pytest.mark.parametrize(
    ("text", "percent_of", "base"),
    [
        ("Lokasi;Ada (%);n\nA;33,3;12\n", "baris", ["A", "n"]),
        ("# persen: kolom\nLokasi;Ada (%);n\nA;33,3;12\nJumlah;100;36\n", "kolom", ["Jumlah", "Ada"]),
        ("# persen: semua\nLokasi;Ada (%);n\nA;33,3;12\nJumlah;100;36\n", "semua", ["Jumlah", "n"]),
        ("Jawaban;Frekuensi;Persentase\nAda;34;70,8\nTidak;14;29,2\nJumlah;48;100,0\n", "kolom", ["Jumlah", "Frekuensi"]),
        ("Lokasi;Ada;Tidak;Jumlah;%\nA;4;8;12;25\nB;18;18;36;75\nJumlah;22;26;48;100\n", "kolom", ["Jumlah", "Jumlah"]),
        ("Jawaban;Klaten (%);Pati (%)\nAda;33,3;76,5\nTidak;66,7;23,5\nn;12;17\n", "kolom", ["n", "Pati"]),
    ],
)
def test_what_percentages_are_of(read_text, text, percent_of, base):
    table = read_text(text)
    assert table.layout.percent_of == percent_of
    assert {table.layout.base(n.row, n.column) for n in table.of_measure("persen")} >= {tuple(base)}


def test_directives_are_heard(read_text):
    text = (
        '"# diwawancarai: A 12, b: 17; C = 19";;\n# title: Modal; dan lain-lain;;\n# jawaban: ganda;;\n'
        "Lokasi;Bank;Koperasi;n\nA;4;8;10\nB;5;6;11\nC;1;2;3\n"
    )
    table = read_text(text)
    assert table.interviewed == {"A": 12, "B": 17, "C": 19}
    assert table.caption == "Modal; dan lain-lain"
    assert table.layout.several


def test_directives_of_scores_are_heard(read_text):
    table = read_text("# skala: 1–5\n# butir: 4\n# sd: populasi\n# isi: skor\nLokasi;Produk;n\nA;3,25;12\n")
    assert (table.layout.scale, table.layout.items, table.layout.population_sd) == ((1, 5), 4, True)
    assert table.mean("A", "Produk").text == "3,25"


def test_titles_notes_and_numbering_are_no_part_of_the_numbers(read_text):
    text = (
        "Tabel 1. Kerja sama\n\nNo.;Lokasi;Ada*;Jumlah\n1;A;4*;12\n2;B;5 a);12¹\n;Jumlah;9;24\n"
        "*) termasuk yang lama\nSumber: Data primer, 2019; diolah; 3\n"
    )
    table = read_text(text)
    assert table.caption == "Tabel 1. Kerja sama"
    assert [n.text for n in table.numbers] == ["4", "12", "5", "12", "9", "24"]
    assert table.layout.row_parts == {"Jumlah": ("A", "B")}


def test_dashes_are_zero_and_blanks_are_not_printed(read_text):
    table = read_text("Lokasi;Ada;Tidak;Jumlah\nA;4;–;4\nB;5;;5\nC;6;—;6\n")
    assert [table.count(row, "Tidak").text for row in "AC"] == ["0", "0"]
    assert table.missing == (MissingNumber("B", "Tidak", "n"),)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("4 (33,3)", {"n": "4", "persen": "33,3"}),
        ("4(33,3 %)", {"n": "4", "persen": "33,3"}),
        ("33,3% (4)**", {"n": "4", "persen": "33,3"}),
        ("4* ( 33,3 )", {"n": "4", "persen": "33,3"}),
        ("4 a)", {"n": "4"}),
        ("4 1)", {"n": "4"}),
        ("4\N{SUPERSCRIPT ONE}", {"n": "4"}),
        ("\N{NO-BREAK SPACE}4\N{THIN SPACE}", {"n": "4"}),
        ("0 (-)", {"n": "0"}),
        ("– (–)", {"n": "0"}),
        ("1.234 (33,3)", {"n": "1234", "persen": "33,3"}),
        ("1 234", {"n": "1234"}),
    ],
)
def test_cells(read_text, cell, read):
    """Each beside a cell from which the decimal sign and the kind of the column can be told."""
    table = read_text(f"Lokasi;Ada;Jumlah\nA;{cell};12\nB;4 (33,3);12\n")
    assert {number.measure: number.text for number in table.numbers if number.row == "A" and number.column == "Ada"} == read


@pytest.mark.parametrize(
    "heading", ["Jumlah", "JUMLAH", "Total", "n", "N", "Jumlah (unit)", "Total (n)", "Jumlah responden", "Jumlah*"]
)
def test_headings_of_totals(read_text, heading):
    layout = read_text(f"Lokasi;Ada;{heading}\nA;4;12\n{heading};4;12\n").layout
    assert list(layout.column_parts.values()) == [("Ada",)]
    assert list(layout.row_parts.values()) == [("A",)]


@pytest.mark.parametrize("heading", ["Jumlah tenaga kerja", "Jumlah usaha", "Nilai total aset", "No"])
def test_other_headings_are_no_totals(read_text, heading):
    """What counts something else does not sum up the columns beside it."""
    assert read_text(f"Lokasi;Ada;{heading}\nA;4;12\n").layout.column_parts == {}


def test_a_count_of_zero_needs_no_percentage(read_text):
    """In Tables 4–7 of the study a 0 stands alone."""
    table = read_text("Lokasi;Ada (%);Tidak (%);Jumlah\nA;4 (50);4 (50);8\nB;8 (100);0;8\nC;2 (25);6 (75);8\n")
    assert table.missing == ()


@pytest.mark.parametrize("text", ["=1+1", "<script>alert(1)</script>", "../../etc/passwd", "{{ 7*7 }}", "@SUM(A1)"])
def test_what_a_file_says_is_text(read_rows, text):
    table = read_rows([["Lokasi", text, "Jumlah"], [f"{text}x", 4, 12]])
    assert (table.layout.rows, table.layout.columns[0]) == ((f"{text}x",), text)


@pytest.mark.parametrize("name", ["kerja_sama", "sumber_modal", "keaktifan", "dinamika_produk", "salah_ketik"])
def test_examples_are_read_and_say_that_they_are_made_up(name):
    (table,) = read_printed_tables(EXAMPLES / f"{name}.csv")
    assert "contoh buatan" in table.caption
    assert table.missing == ()


def test_the_example_workbook_holds_the_tables_of_the_csv_files():
    cooperation, capital, routed, _ = read_printed_tables(EXAMPLES / "contoh.xlsx")
    assert [t.name for t in (cooperation, capital, routed)] == ["Kerja sama", "Sumber modal", "Keaktifan"]
    for table, file in ((cooperation, "kerja_sama"), (routed, "keaktifan")):
        (typed,) = read_printed_tables(EXAMPLES / f"{file}.csv")
        assert numbers(table) == numbers(typed)
        assert table.layout == typed.layout
    (typed,) = read_printed_tables(EXAMPLES / "sumber_modal.csv")
    assert [n.value for n in capital.numbers] == [n.value for n in typed.numbers]


def test_the_misprint_is_the_only_difference():
    """14 of 21 are 66,7 percent; 67,6 is printed."""
    (right,), (wrong,) = (read_printed_tables(EXAMPLES / f"{name}.csv") for name in ("kerja_sama", "salah_ketik"))
    apart = [(a, b) for a, b in zip(numbers(right), numbers(wrong), strict=True) if a != b]
    assert apart == [(("Tirtasari", "Ada", "persen", "66,7"), ("Tirtasari", "Ada", "persen", "67,6"))]
