"""What is particular to workbooks: sheets, merged cells, formulas, formats, and files that would take all memory."""

import datetime
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from klaster_analisis import DataError
from klaster_analisis.sources.folders import shipped_folder
from klaster_analisis.sources.printed.reading import read_printed_tables

EXAMPLES = shipped_folder("data") / "example" / "audit"
ROWS = [["Lokasi", "Ada", "Tidak", "Jumlah"], ["A", 4, 8, 12], ["B", 13, 4, 17]]


@pytest.fixture
def book(tmp_path):
    """Save sheets of rows, or a workbook with its parts replaced, as ``buku.xlsx``."""

    def save(sheets, replaced=None):
        made = Workbook()
        made.remove(made.active)
        for title, rows in sheets.items():
            sheet = made.create_sheet(title)
            for row in rows:
                sheet.append(row)
        made.save(tmp_path / "buku.xlsx")
        for part, change in (replaced or {}).items():
            rewrite(tmp_path / "buku.xlsx", part, change)
        return tmp_path / "buku.xlsx"

    return save


def rewrite(path, part, change):
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts.get(part, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def faults(path):
    with pytest.raises(DataError) as caught:
        read_printed_tables(path)
    return [str(fault) for fault in caught.value.faults]


def test_one_table_a_sheet_and_empty_sheets_are_skipped(book):
    tables = read_printed_tables(book({"Tabel 1": ROWS, "kosong": [], "Tabel 2": ROWS}))
    assert [table.name for table in tables] == ["Tabel 1", "Tabel 2"]
    assert tables[1].numbers[0].place == 'buku.xlsx, sheet "Tabel 2", cell B2'


def test_only_empty_sheets_are_a_fault(book):
    assert faults(book({"a": [], "b": [[None], [" "]]}))[0].startswith("buku.xlsx: has only empty sheets.")


def test_faults_of_all_sheets_come_at_once(book):
    found = faults(book({"a": [*ROWS, ["C", "x", 1, 2]], "b": [*ROWS, ["C", 1.5, 1, 2]]}))
    assert [fault.partition(":")[0] for fault in found] == [f'buku.xlsx, sheet "{sheet}", cell B4' for sheet in "ab"]


def test_a_table_may_begin_anywhere(read_sheet):
    rows = [["# jawaban: ganda"], [None], [None, "Tabel 1"], *([None, None, *row] for row in ROWS), [None, None, "Sumber: x"]]
    table = read_sheet(rows)
    assert (table.caption, table.layout.several, len(table.numbers)) == ("Tabel 1", True, 6)


def test_merged_headings_hold_for_all_their_columns(read_sheet):
    rows = [
        ["Lokasi", "Ada", "Tidak", "Ada", None, "Jumlah"],
        [None, None, None, "Pasif", "Aktif", None],
        ["A", 4, 8, 3, 1, 12],
    ]
    table = read_sheet(rows, merged=["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2"])
    assert table.layout.column_parts == {"Ada": ("Pasif", "Aktif"), "Jumlah": ("Ada", "Tidak")}


def test_merged_headings_say_themselves_how_far_they_reach(read_sheet):
    """Tidak stands right of the merged heading, in the lower row only."""
    rows = [["Lokasi", "Ada", None, None, "Jumlah"], [None, "Pasif", "Aktif", "Tidak", None], ["A", 3, 1, 8, 12]]
    table = read_sheet(rows, merged=["B1:C1"])
    assert table.layout.column_parts == {"Jumlah": ("Pasif", "Aktif", "Tidak")}


def test_merged_numbers_are_a_fault(book):
    path = book({"a": [*ROWS, ["C", 4, None, 12]]})
    made = load_workbook(path)
    made["a"].merge_cells("B4:C4")
    made.save(path)
    assert any('cell B4: "4" stands in a merged cell' in fault for fault in faults(path))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("=1+1", "a formula whose value was never saved"),
        (datetime.date(2019, 5, 1), "is a date or a time"),
        (True, "is a logical value"),
        (1 / 3, "has no fixed number of decimals"),
        ("#DIV/0!", "is an error of a formula"),
        (4.5, "is not a whole number"),
        (-4, "is negative"),
    ],
)
def test_cells_that_show_no_count(book, value, said):
    found = faults(book({"a": [*ROWS, ["C", value, 1, 2]]}))
    assert len(found) == 1
    assert found[0].startswith('buku.xlsx, sheet "a", cell B4: ')
    assert said in found[0]


def test_a_formula_with_a_saved_value_is_its_value(book):
    path = book({"a": ROWS}, {"xl/worksheets/sheet1.xml": lambda xml: xml.replace(b"<v>12</v>", b"<f>B2+C2</f><v>12</v>")})
    assert read_printed_tables(path)[0].count("A", "Jumlah").text == "12"


def test_the_format_says_how_many_decimals_are_printed(read_sheet):
    table = read_sheet([["Lokasi", "Ada", "n"], ["A", 1 / 3, 12], ["B", 0.5, 12]], formats={"B2": "0.0%", "B3": "0%"})
    assert [(n.measure, n.text) for n in table.numbers] == [("persen", "33,3"), ("n", "12"), ("persen", "50"), ("n", "12")]


def test_ten_thousand_rows_are_one_fault(book):
    found = faults(book({"a": [["Lokasi", "Ada"], *([f"Desa {k}", "x"] for k in range(10_000))]}))
    assert len(found) == 1
    assert "a printed table is meant here, not data" in found[0]


@pytest.mark.parametrize(("cell", "said"), [(b"XFD1048576", "200 rows"), (b"A201", "200 rows"), (b"BI2", "60 columns")])
def test_cells_far_away_are_found_without_walking_there(book, cell, said):
    row = re.search(rb"[0-9]+", cell)[0]
    far = b'<row r="%s"><c r="%s"><v>1</v></c></row></sheetData>' % (row, cell)
    path = book({"a": ROWS[:1]}, {"xl/worksheets/sheet1.xml": lambda xml: xml.replace(b"</sheetData>", far)})
    assert f"has more than {said}" in faults(path)[0]


def test_cells_need_not_say_where_they_stand(book):
    """Some programs leave the addresses out."""
    bare = lambda xml: re.sub(rb' r="[A-Z]*[0-9]+"', b"", xml)  # noqa: E731
    path = book({"a": ROWS}, {"xl/worksheets/sheet1.xml": bare})
    assert len(read_printed_tables(path)[0].numbers) == 6
    path = book({"a": [*ROWS, *([f"Desa {k}", 1, 2, 3] for k in range(200))]}, {"xl/worksheets/sheet1.xml": bare})
    assert "has more than 200 rows" in faults(path)[0]


def test_blank_cells_with_a_format_are_no_cells(book):
    """Spreadsheet programs keep the format of whole rows and columns."""
    blank = b'<row r="1000"><c r="A1000" s="0"/><c r="XFD1000" s="0"></c></row></sheetData>'
    path = book({"a": ROWS}, {"xl/worksheets/sheet1.xml": lambda xml: xml.replace(b"</sheetData>", blank)})
    assert len(read_printed_tables(path)[0].numbers) == 6


@pytest.mark.parametrize(
    "added",
    [
        b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        b'<mergeCells count="1"><mergeCell ref="E1:XFD1048576"/></mergeCells>',
        b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>',
    ],
)
def test_ranges_over_the_whole_sheet_are_not_spread_out(book, added):
    """Spread out they would be 17 billion cells; whatever is read of them, it ends."""
    path = book({"a": ROWS}, {"xl/worksheets/sheet1.xml": lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + added)})
    assert all(place.startswith("buku.xlsx") for place in places(path))


def test_a_zip_bomb_is_refused_before_it_is_opened(book):
    found = faults(book({"a": ROWS}, {"xl/worksheets/sheet1.xml": lambda xml: xml + b" " * 60_000_000}))
    assert found == ["buku.xlsx: is far larger than a printed table. Copy the table into a workbook of its own."]


def test_a_part_larger_than_it_says_is_damaged(book):
    path = book({"a": ROWS}, {"xl/worksheets/sheet1.xml": lambda xml: xml + b" " * 60_000_000})
    content = path.read_bytes()
    size = re.search(rb"xl/worksheets/sheet1.xml", content).start()  # its local header begins thirty bytes before the name
    true = content[size - 8 : size - 4]
    path.write_bytes(content.replace(true, (100).to_bytes(4, "little")))
    assert "is damaged" in faults(path)[0]


def test_entities_are_not_blown_up(book):
    laughs = b'<!DOCTYPE x [<!ENTITY a "' + b"ha" * 1000 + b'">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + k, b"&%c;" % (97 + k) * 50) for k in range(6)
    ) + b"]>"  # fmt: skip
    blow = lambda xml: laughs + b"<worksheet><sheetData>&g;</sheetData></worksheet>"  # noqa: E731
    assert "is damaged" in faults(book({"a": ROWS}, {"xl/worksheets/sheet1.xml": blow}))[0]


@pytest.mark.parametrize("part", ["[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"])
def test_a_part_that_is_no_xml_is_a_fault(book, part):
    assert "is damaged" in faults(book({"a": ROWS}, {part: lambda xml: b"<x"}))[0]


CONTENTS = {path.name: path.read_bytes() for path in sorted(EXAMPLES.iterdir())}
EDITS = st.lists(st.tuples(st.integers(0, 10**6), st.binary(max_size=3), st.integers(0, 3)), min_size=1, max_size=8)


def mutated(content, edits):
    for where, put, dropped in edits:
        at = where % (len(content) + 1)
        content = content[:at] + put + content[at + dropped :]
    return content


def places(path):
    """Where the numbers of a file stand, or its faults; any other error fails the test."""
    try:
        return [number.place for table in read_printed_tables(path) for number in table.numbers]
    except DataError as error:
        return [fault.place for fault in error.faults]


def read_or_refuse(path, content):
    path.write_bytes(content)
    found = places(path)
    assert found
    assert all(place.startswith(path.name) for place in found)


@given(st.sampled_from(sorted(CONTENTS)), EDITS)
@settings(max_examples=300)
def test_spoiled_bytes_are_read_or_refused(folder, name, edits):
    read_or_refuse(folder / name, mutated(CONTENTS[name], edits))


@given(st.sampled_from(["xl/worksheets/sheet1.xml", "xl/worksheets/sheet4.xml", "xl/styles.xml", "xl/sharedStrings.xml"]), EDITS)
@settings(max_examples=150)
def test_spoiled_parts_of_a_workbook_are_read_or_refused(folder, part, edits):
    spoiled = folder / "spoiled.xlsx"
    spoiled.write_bytes(CONTENTS["contoh.xlsx"])
    rewrite(spoiled, part, lambda xml: mutated(xml, edits))
    read_or_refuse(spoiled, spoiled.read_bytes())


SIGNS = list('Aa1234567890,.;%()-–* \n\t"#:=+/')
WORDS = ["Jumlah", "Rata-rata", "n", "\n", ";", ";", " (33,3)", "# skala: ", "Sumber: "]


@given(st.lists(st.sampled_from(SIGNS + WORDS), max_size=60).map("".join))
@settings(max_examples=400)
def test_any_text_is_read_or_refused(folder, text):
    read_or_refuse(folder / "teks.csv", text.encode())


@given(st.binary(max_size=200), st.sampled_from(["biner.csv", "biner.xlsx"]))
def test_any_bytes_are_read_or_refused(folder, content, name):
    read_or_refuse(folder / name, content)


LONG = 30_000


@pytest.mark.parametrize(
    "text",
    [
        "*" * LONG + "x", "4" + "*" * 70 + "x", "4" + " *" * 35 + "x", "sumber" + " " * LONG, "#" * LONG, "(" * LONG,
        "# diwawancarai: " + " " * LONG, "1" * LONG, "1," * LONG, "1 " * 35 + "x", "%" * LONG, " (n" * LONG,
    ],
)  # fmt: skip
def test_no_text_keeps_the_reader_busy(folder, text):
    """A pattern that can match in many ways would not end here."""
    for row in (f"{text};4;8", f"A;{text};8", f"Lokasi;{text};Jumlah\nA;4;8"):
        read_or_refuse(folder / "panjang.csv", f"Lokasi;Ada;Jumlah\n{row}\nB;4;8\n".encode())
        read_or_refuse(folder / "panjang.csv", f"{row}\nB;4;8\n".encode())


def test_a_workbook_of_macros_is_read_and_none_is_run(book, tmp_path):
    renamed = tmp_path / "buku.xlsm"
    renamed.write_bytes(book({"a": ROWS}).read_bytes())
    assert read_printed_tables(renamed)[0].name == "a"
