"""Several answers in one cell are taken apart in the one way that there is, or not at all."""

import pytest

from klaster_analisis import check_survey

CODEBOOK = """\
kelompok,pertanyaan,jawaban,jenis,label_id
a,desa,,tempat,Desa
a,bahan,,banyak,Bahan
a,bahan,kayu,,Kayu
a,bahan,jati,,Jati
a,bahan,kayu_jati,,Kayu jati
a,bahan,serat,,"Serat: eceng, pandan"
a,bahan,lain,,"Lain-lain, sebutkan; mis. a|b"
"""


@pytest.fixture
def read(tmp_path):
    """Load one firm with this cell: the codes that are chosen, or how many faults there are."""

    def chosen(cell, **options):
        (tmp_path / "kamus.csv").write_text(CODEBOOK, "utf-8")
        (tmp_path / "desa.csv").write_text("lokasi,nama\ncontoh,Contoh\n", "utf-8")
        (tmp_path / "data.csv").write_text(f'desa,bahan\ncontoh,"{cell}"\n', "utf-8")
        check = check_survey(tmp_path / "data.csv", codebook=tmp_path / "kamus.csv", places=tmp_path / "desa.csv", **options)
        answers = check.checked[0].answers
        told = answers.loc[answers["jawaban"] == "ya", "pertanyaan"].str.removeprefix("bahan/").tolist()
        return told if check.clean else len(check.faults)

    return chosen


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("Kayu", ["kayu"]),
        ("kayu serat", ["kayu", "serat"]),
        ("Serat: eceng, pandan, Kayu", ["kayu", "serat"]),
        ("Kayu; Serat: eceng, pandan", ["kayu", "serat"]),
        ("KAYU|JATI", ["kayu", "jati"]),
        ("Kayu, Kayu", ["kayu"]),
        ("Serat: eceng, pandan Jati", ["jati", "serat"]),
        ("Lain-lain, sebutkan; mis. a|b, Kayu", ["kayu", "lain"]),
    ],
)
def test_separators_and_labels_that_hold_one(read, cell, codes):
    assert read(cell) == codes


@pytest.mark.parametrize("cell", ["Kayu jati", "kayu jati", "Kayu jati, Kayu"])
def test_cell_that_can_be_read_in_two_ways_is_a_fault(read, cell):
    """By hand: wood and teak, or teak wood."""
    assert read(cell) == 1


@pytest.mark.parametrize("cell", ["Bambu", "Kayu, bambu", "Serat: eceng"])
def test_cell_with_something_else_is_a_fault(read, cell):
    assert read(cell) == 1


def test_mapping_file_says_which_way_is_meant(read, tmp_path):
    (tmp_path / "pemetaan.csv").write_text("kolom,pertanyaan,nilai,jawaban\nbahan,bahan,Kayu jati,kayu_jati\n", "utf-8")
    assert read("Kayu jati", mapping=tmp_path / "pemetaan.csv") == ["kayu_jati"]


@pytest.mark.parametrize(
    ("cell", "part", "codes"),
    [
        ("Kayu, dari sungai", "dari sungai", ["kayu", "lain"]),
        ("Serat: eceng, pandan, dari sungai, Jati", "dari sungai", ["jati", "serat", "lain"]),
        ("Kayu; dari sungai, dekat sini;", "dari sungai, dekat sini", ["kayu", "lain"]),
    ],
)
def test_part_of_a_cell_that_is_no_answer_is_told_and_mapped_alone(read, tmp_path, cell, part, codes):
    """The rest of the cell is kept: mapped as a whole, it would be lost."""
    assert read(cell) == 1
    options = {"codebook": tmp_path / "kamus.csv", "places": tmp_path / "desa.csv"}
    (fault,) = check_survey(tmp_path / "data.csv", **options).faults
    assert (fault.rule, fault.value) == ("bagian_tak_dikenal", part)
    (tmp_path / "pemetaan.csv").write_text(f'kolom,pertanyaan,nilai,jawaban\nbahan,bahan,"{part}",lain\n', "utf-8")
    assert read(cell, mapping=tmp_path / "pemetaan.csv") == codes
