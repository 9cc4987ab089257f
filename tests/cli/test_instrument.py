"""``klaster instrument``: the questionnaire of a codebook as a workbook."""

import openpyxl

BROKEN = """kelompok,pertanyaan,jawaban,jenis,label_id
a,desa,,tempat,Desa
a,untung,,ordinall,Untung
b,Sakit Hati,,angka,Sakit
"""


def test_it_is_written_and_named(klaster):
    result = klaster("instrument", "formulir.xlsx")
    assert (result.exit_code, result.stdout) == (0, "formulir.xlsx\n")
    book = openpyxl.load_workbook("formulir.xlsx")
    assert book.sheetnames == ["survey", "choices", "settings", "codebook"]
    header = [cell.value for cell in book["survey"][1]]
    assert {"label::Bahasa Indonesia (id)", "label::English (en)"} <= set(header)


def test_a_codebook_of_ones_own_gives_its_questions(klaster, rattan):
    result = klaster("instrument", "formulir.xlsx", "--codebook", rattan.codebook, "--places", rattan.places)
    assert result.exit_code == 0
    sheet = openpyxl.load_workbook("formulir.xlsx")["survey"]
    names = [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert {"desa", "mutu_anyam", "cara_ekspor"} <= set(names)
    assert "kerjasama_hulu" not in names


def test_a_form_that_is_there_is_not_overwritten(klaster, write):
    form = write("formulir.xlsx", "edited by hand")
    result = klaster("instrument", "formulir.xlsx")
    assert result.exit_code == 2
    assert "is there already" in result.stderr
    assert form.read_text() == "edited by hand"


def test_another_ending_is_refused(klaster, tmp_path):
    result = klaster("instrument", "formulir.csv")
    assert result.exit_code == 2
    assert "Let it end in .xlsx" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(klaster):
    result = klaster("instrument", "tidak/ada/formulir.xlsx")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_all_faults_of_a_codebook_are_told_and_nothing_is_written(klaster, write, tmp_path):
    write("kamus.csv", BROKEN)
    result = klaster("instrument", "formulir.xlsx", "--codebook", "kamus.csv")
    assert result.exit_code == 1
    assert 'kamus.csv, line 3, column jenis: "ordinall" is no kind of question.' in result.stderr
    assert 'kamus.csv, line 4, column pertanyaan: "Sakit Hati" is not a code.' in result.stderr
    assert not (tmp_path / "formulir.xlsx").exists()
