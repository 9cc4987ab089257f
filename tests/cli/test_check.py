"""`klaster check`: every fault, where it stands, and files to mend it by."""

import openpyxl
import pandas as pd
import pytest

FAULTY = """lokasi,id_usaha,produk,kerjasama_hulu,keaktifan_hulu,omzet,catatan
Klaten,K1,3,Adaa,aktif,12,x
Klatn,K2,7,tidak_ada,aktif,-5,x
Juwana,K1,4,ada,,1.250,x
,K3,4,ada,aktif,banyak,x
"""

MAP = "Mend it, or say in a mapping file what it stands for (kolom,pertanyaan,nilai,jawaban)."
PETAKAN = "Betulkan, atau sebutkan artinya dalam berkas pemetaan (kolom,pertanyaan,nilai,jawaban)."

# By hand: the faults of FAULTY on a sheet "Isian", of which the first line is row 1.
ENGLISH = {
    "row 5, column lokasi: no place stands there. "
    "Every firm needs a place; where it stands once above a block of rows, fill it down.",
    'row 3, column lokasi: "Klatn" is not in the list of places. Did you mean "klaten"? '
    "Mend it, say in a mapping file which place it is (kolom,pertanyaan,nilai,jawaban), "
    "or give your own list of places with --places.",
    "rows 2, 4, column id_usaha: the same firm stands in these rows. Keep one of them.",
    'row 3, column produk: "7" is not one of 1, 2, 3, 4, 5. ' + MAP,
    'row 2, column kerjasama_hulu: "Adaa" is not one of ada, tidak_ada. Did you mean "ada"? ' + MAP,
    "row 4, column keaktifan_hulu: is empty, although kerjasama_hulu = ada. "
    "Ask the firm, or write why it is missing: tidak_tahu, menolak, tidak_ditanya.",
    'row 3, column omzet: -5 is outside the bounds "0..". Mend it, or the bounds in the codebook.',
    'row 4, column omzet: "1.250" may be read in two ways: is its sign decimal, or does it separate thousands? '
    "Write it without thousands separators.",
    'row 5, column omzet: "banyak" is not a number. Write digits, with one decimal sign at most, or say in a mapping file '
    "what it stands for (kolom,pertanyaan,nilai,jawaban): a number, a reason why there is none "
    "(tidak_tahu, menolak, tidak_ditanya), or an empty jawaban for a blank.",
}
INDONESIAN = {
    "baris 5, kolom lokasi: tempatnya kosong. "
    "Setiap usaha memerlukan tempat; bila hanya tertulis sekali untuk beberapa baris, isikan ke bawah.",
    'baris 3, kolom lokasi: "Klatn" tidak ada dalam daftar tempat. Maksudnya "klaten"? '
    "Betulkan, sebutkan tempatnya dalam berkas pemetaan (kolom,pertanyaan,nilai,jawaban), "
    "atau berikan daftar tempat Anda sendiri dengan --places.",
    "baris 2, 4, kolom id_usaha: usaha yang sama ada di baris-baris ini. Sisakan satu.",
    'baris 3, kolom produk: "7" bukan salah satu dari 1, 2, 3, 4, 5. ' + PETAKAN,
    'baris 2, kolom kerjasama_hulu: "Adaa" bukan salah satu dari ada, tidak_ada. Maksudnya "ada"? ' + PETAKAN,
    "baris 4, kolom keaktifan_hulu: kosong, padahal kerjasama_hulu = ada. "
    "Tanyakan kepada usahanya, atau tulis sebab kosongnya: tidak_tahu, menolak, tidak_ditanya.",
    'baris 3, kolom omzet: -5 di luar batas "0..". Betulkan, atau ubah batas dalam buku kode.',
    'baris 4, kolom omzet: "1.250" dapat dibaca dengan dua cara: tandanya desimal, atau pemisah ribuan? '
    "Tulis tanpa pemisah ribuan.",
    'baris 5, kolom omzet: "banyak" bukan angka. Tulis dengan angka, paling banyak satu tanda desimal, atau sebutkan artinya '
    "dalam berkas pemetaan (kolom,pertanyaan,nilai,jawaban): sebuah angka, sebab kosongnya "
    "(tidak_tahu, menolak, tidak_ditanya), atau jawaban dikosongkan bila artinya kosong.",
}


@pytest.fixture
def faulty(workbook):
    return workbook("isian.xlsx", Isian=FAULTY)


@pytest.mark.parametrize(("language", "told"), [("id", "Tidak ada kesalahan."), ("en", "No faults.")])
def test_a_clean_survey_ends_with_0(klaster, clean, language, told):
    result = klaster("check", clean, "--language", language)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == told
    assert result.stderr == ""


@pytest.mark.parametrize(("language", "sheet", "lines"), [("en", "sheet", ENGLISH), ("id", "lembar", INDONESIAN)])
def test_every_fault_is_told_with_file_sheet_row_column_value_rule_and_remedy(klaster, faulty, language, sheet, lines):
    result = klaster("check", faulty, "--language", language)
    assert result.exit_code == 1
    told = [line for line in result.stdout.splitlines() if line.startswith("isian.xlsx, ")]
    assert set(told) == {f'isian.xlsx, {sheet} "Isian", {line}' for line in lines}
    assert len(told) == len(lines)


def test_what_became_of_every_column_is_told(klaster, write):
    heads = "Kabupaten,Seberapa dinamis produk usaha ini?,Monthly turnover (million rupiah),kerja_sama_hulu,warna,_uuid"
    result = klaster("check", write("s.csv", f"{heads}\nKlaten,3,4,ada,x,y\n"), "--language", "en")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:6] == [
        "s.csv: 3 of 6 columns are read.",
        "  Kabupaten → lokasi (by another name)",
        "  Seberapa dinamis produk usaha ini? → produk (by the question)",
        "  Monthly turnover (million rupiah) → omzet (by its label)",
        "  kerja_sama_hulu – nearly a question, not read",
        "  warna – not read",
    ]
    assert "s.csv, column kerja_sama_hulu: looks like the question kerjasama_hulu, but is not headed so;" in result.stdout


def test_missing_answers_are_told_by_reason(klaster, clean):
    lines = klaster("check", clean, "--language", "en").stdout.splitlines()
    start = lines.index("Missing answers by reason:")
    told = dict(line.strip().split(": ") for line in lines[start + 1 : start + 4])
    assert {question: sorted(kinds.split(", ")) for question, kinds in told.items()} == {  # by hand
        "produk": ["blank 1"],
        "kerjasama_hulu": ["don't know 1"],
        "keaktifan_hulu": ["does not apply 1", "don't know 1"],
    }


def test_a_code_that_lost_its_zero_is_told(klaster, write):
    result = klaster("check", write("s.csv", "lokasi,produk\n33.1,3\n33.1,3\n"), "--language", "en")
    assert result.exit_code == 0
    assert "33.1 is read as 33.10, Klaten (2 firms): the zero at its end was lost." in result.stdout


def test_more_faults_than_a_screen_holds_are_counted(klaster, write):
    rows = "".join(f"Klaten,salah {at:03}\n" for at in range(250))
    result = klaster("check", write("s.csv", f"lokasi,produk\n{rows}"), "--language", "en", "--out", "out")
    assert "… and 50 more; all of them are written with --out FOLDER." in result.stdout
    assert len(pd.read_csv("out/kesalahan.csv")) == 250


# --- the files ---


def test_three_files_are_written_and_named(klaster, faulty, tmp_path):
    result = klaster("check", faulty, "--out", "new/out")
    assert result.stdout.splitlines()[-3:] == ["new/out/kesalahan.csv", "new/out/kesalahan.xlsx", "new/out/pemetaan.csv"]
    assert sorted(path.name for path in (tmp_path / "new/out").iterdir()) == ["kesalahan.csv", "kesalahan.xlsx", "pemetaan.csv"]


def test_the_list_has_one_line_a_cell(klaster, faulty):
    klaster("check", faulty, "--out", "out")
    listed = pd.read_csv("out/kesalahan.csv", dtype=str, keep_default_na=False)
    assert list(listed) == ["berkas", "lembar", "baris", "kolom", "nilai", "aturan", "masalah", "saran"]
    assert set(listed["berkas"]) == {"isian.xlsx"}
    assert set(listed["lembar"]) == {"Isian"}
    assert sorted(zip(listed["baris"], listed["kolom"], listed["nilai"], listed["aturan"], strict=True)) == [  # by hand
        ("2", "id_usaha", "", "usaha_kembar"),
        ("2", "kerjasama_hulu", "Adaa", "kode_tak_dikenal"),
        ("3", "lokasi", "Klatn", "tempat_tak_dikenal"),
        ("3", "omzet", "'-5", "di_luar_batas"),  # a spreadsheet would run what begins with a minus sign
        ("3", "produk", "7", "kode_tak_dikenal"),
        ("4", "id_usaha", "", "usaha_kembar"),
        ("4", "keaktifan_hulu", "", "jawaban_kurang"),
        ("4", "omzet", "1.250", "tanda_desimal"),
        ("5", "lokasi", "", "tempat_kosong"),
        ("5", "omzet", "banyak", "bukan_angka"),
    ]
    book = pd.read_excel("out/kesalahan.xlsx", sheet_name="kesalahan", dtype=str, keep_default_na=False)
    pd.testing.assert_frame_equal(book, listed.replace("^'", "", regex=True))  # a workbook says by itself what is a text


def test_just_the_faulty_cells_are_marked_and_say_why(klaster, faulty):
    klaster("check", faulty, "--out", "out", "--language", "en")
    sheet = openpyxl.load_workbook("out/kesalahan.xlsx")["data_1"]
    heads = [cell.value for cell in sheet[1]]
    assert heads == ["baris", "lokasi", "produk", "kerjasama_hulu", "keaktifan_hulu", "omzet"]  # no firm's number, no remarks
    marked = {
        (row[0].value, heads[at]): cell.comment.text
        for row in sheet.iter_rows(min_row=2)
        for at, cell in enumerate(row)
        if cell.comment
    }
    assert set(marked) == {  # by hand; a doubled firm is marked at the number of its row
        ("2", "baris"), ("4", "baris"), ("2", "kerjasama_hulu"), ("3", "lokasi"), ("3", "omzet"), ("3", "produk"),
        ("4", "keaktifan_hulu"), ("4", "omzet"), ("5", "lokasi"), ("5", "omzet"),
    }  # fmt: skip
    assert marked["2", "kerjasama_hulu"] == '"Adaa" is not one of ada, tidak_ada. Did you mean "ada"? ' + MAP
    coloured = {
        (row[0].value, heads[at])
        for row in sheet.iter_rows(min_row=2)
        for at, cell in enumerate(row)
        if cell.fill.fill_type == "solid"
    }
    assert coloured == set(marked)


# --- the mapping ---

READ_AGAIN = {
    "codes": ["lokasi,produk,warna,_uuid\nKlaten,3,x,y\n"],
    "groups": ["identitas/lokasi,dinamika/produk,bersama/produksi,bersama/pemasaran\nKlaten,3,1,0\n"],
    "two header rows": ["Lokasi,Kerja sama,Keaktifan kerja sama\n,Usaha sejenis,Usaha sejenis\nKlaten,ada,aktif\n"],
    "formulas as headings": ["lokasi,produk,=1+1,-teknologi,@warna,+x\nKlaten,3,4,4,5,5\n"],
    "waves with other questions": ["lokasi,produk,teknologi\nKlaten,3,2\n", "lokasi,produk,pasar\nKlaten,4,1\n"],
}


@pytest.mark.parametrize("texts", READ_AGAIN.values(), ids=READ_AGAIN)
def test_the_mapping_that_is_written_reads_the_survey_in_the_same_way(klaster, write, texts):
    files = [write(f"survei_{at}.csv", text) for at, text in enumerate(texts)]
    assert klaster("check", *files, "--out", "out").exit_code == 0
    again = klaster("check", *files, "--mapping", "out/pemetaan.csv", "--out", "again")
    assert again.exit_code == 0, again.stdout
    before, after = (pd.read_csv(f"{folder}/pemetaan.csv", keep_default_na=False) for folder in ("out", "again"))
    pd.testing.assert_frame_equal(before[["kolom", "pertanyaan"]], after[["kolom", "pertanyaan"]])
    assert set(after["cara"]) <= {"pemetaan", "dilewati"}


def test_a_mapping_says_what_columns_and_values_are(klaster, write):
    survey = write("s.csv", "q1,q7\nKlaten,1\nKlaten,2\n")
    mapping = write(
        "m.csv", "kolom,pertanyaan,nilai,jawaban\nq1,lokasi,,\nq7,kerjasama_hulu,1,ada\nq7,kerjasama_hulu,2,tidak_ada\n"
    )
    assert klaster("check", survey).exit_code == 1
    assert klaster("check", survey, "--mapping", mapping).exit_code == 0


def test_a_mapping_of_what_is_not_there_is_told(klaster, clean, write):
    mapping = write("m.csv", "kolom,pertanyaan,nilai,jawaban\nprodukk,produk,,\nproduk,prduk,,\nproduk,produk,1,satu\n")
    result = klaster("check", clean, "--mapping", mapping, "--language", "en")
    assert result.exit_code == 1
    for line in (
        'm.csv, row 2: the survey has no column "produkk". Did you mean "produk"?',
        'm.csv, row 3: "prduk" is not a question of the codebook. Did you mean "produk"?',
        'm.csv, row 4: "satu" is not an answer of produk. Use one of 1, 2, 3, 4, 5, tidak_tahu, menolak, tidak_ditanya; '
        "for a blank leave it empty.",
    ):
        assert line in result.stdout.splitlines()


# --- what cannot be read or written ---


@pytest.mark.parametrize("out", ["file", "file/below"])
def test_a_folder_that_cannot_be_written_is_told_and_left_alone(klaster, faulty, write, out):
    there = write("file", "mine")
    result = klaster("check", faulty, "--out", out)
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
    assert result.stdout == ""
    assert there.read_text() == "mine"


@pytest.fixture
def unreadable(clean, write, tmp_path):
    """Files and a folder that hold no survey."""
    (tmp_path / "folder").mkdir()
    write("kosong.csv", "")
    for name in ("survei.pdf", "survei.xlsx", "survei.sav"):
        write(name, "no such thing")
    return sorted(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["tiada.csv"], 2, '"tiada.csv" is not there'),
        (["folder"], 1, "folder: holds no row of data."),
        (["kosong.csv"], 1, "kosong.csv: holds no row of data."),
        (["survei.pdf"], 1, "survei.pdf: is in no format that can be read."),
        (["survei.xlsx"], 1, "survei.xlsx: is damaged: it cannot be read as Excel."),
        (["survei.sav"], 1, "survei.sav: is damaged: it cannot be read as SPSS."),
        (["survei.csv", "--codebook", "survei.csv"], 1, 'survei.csv, line 1: the column "kelompok" is missing.'),
        (["survei.csv", "--codebook", "tiada.csv"], 2, '--codebook: "tiada.csv" is not there'),
        (["survei.csv", "--places", "survei.csv"], 1, 'survei.csv, line 1: the column "nama" is missing.'),
        (["survei.csv", "--mapping", "survei.csv"], 1, 'survei.csv, line 1: the column "kolom" is missing.'),
        (["survei.csv", "--engine", "mesin"], 2, "--engine"),
        (["survei.csv", "--language", "jv"], 2, "--language"),
        ([], 2, "data"),
    ],
    ids=str,
)
def test_what_cannot_be_read_is_told(klaster, unreadable, arguments, status, told):
    result = klaster("check", *arguments, *([] if "--language" in arguments else ["--language", "en"]))
    assert result.exit_code == status
    assert told in result.output
    assert sorted(unreadable[0].parent.iterdir()) == unreadable


def test_a_sheet_is_named_where_a_workbook_has_two_surveys(klaster, workbook):
    text = "lokasi,produk\nKlaten,3\n"
    book = workbook("s.xlsx", awal=text, akhir=text.replace("3", "9"))
    assert "holds a survey on several sheets: awal, akhir." in klaster("check", book, "--language", "en").stdout
    assert klaster("check", book, "--sheet", "awal").exit_code == 0
    assert 'sheet "akhir", row 2, column produk' in klaster("check", book, "--sheet", "akhir", "--language", "en").stdout
    assert (
        'has no sheet "tengah". Its sheets: awal, akhir.'
        in klaster("check", book, "--sheet", "tengah", "--language", "en").stdout
    )


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
def test_an_engine_finds_the_same_faults(klaster, write, engine):
    """Without --engine a small file is looked at cell by cell; the order of the faults is free."""
    survey = write("s.csv", FAULTY)
    plain, scanned = (klaster("check", survey, *more).stdout.splitlines() for more in ([], ["--engine", engine]))
    assert sorted(scanned) == sorted(plain)
    assert len([line for line in scanned if line.startswith("s.csv, ")]) == len(INDONESIAN)
