"""The study is read whole, or every fault in it is told at once."""

import pytest

from klaster_analisis import DataError, load_study


def test_counts_are_the_printed_ones(study):
    """By hand from Table 6: Tegal 17 + 2 = 19, of the 17 are 13 passive, 3 active, 1 proactive."""
    tegal = study.counts[(study.counts["lokasi"] == "tegal") & (study.counts["tabel"] == "6")]
    assert tegal["n"].tolist() == [17, 2, 13, 3, 1]
    assert tegal["cetak"].tolist() == ["17 (89,5)", "2 (10,5)", "13 (76,5)", "3 (17,6)", "1 (5,9)"]


def test_counts_have_no_totals(study):
    assert set(study.counts["lokasi"]) == {"klaten", "pati", "tegal"}
    assert "jumlah" not in set(study.counts["jawaban"])


def test_interviewed_firms_add_up_to_the_number_in_the_prose(study):
    """48 is printed in the prose of Table 4."""
    assert study.interviewed.sum() == study.interviewed_in_all == 48


def test_dynamics_keep_the_missing_cell_missing(study):
    cell = study.dynamics.set_index(["lokasi", "pertanyaan"]).loc[("klaten", "informasi")]
    assert cell.to_dict() == {"rata_rata": "3", "minimum": "3", "maksimum": ""}


def test_jica_matrix_is_as_printed(study):
    assert study.jica.shape == (6, 3)
    assert study.jica.loc["pasar"].tolist() == ["Lokal", "Lokal Aktif mencari pembeli", "Ekspor"]


def test_wrong_caption_is_kept(study):
    assert study.captions.loc["7", "judul_cetak"] == study.captions.loc["6", "judul_cetak"]


BAD = {
    "text where a count is due": ("published/tabel_4.csv", '"4 (33,3)",4,', '"empat (33,3)",4,'),
    "number that is not in the printed cell": ("published/tabel_5.csv", ",6,6,,", ",6,7,,"),
    "missing column": ("published/tabel_4.csv", "persen,catatan", "catatan"),
    "column twice": ("published/tabel_4.csv", "persen,catatan", "nilai,catatan"),
    "unknown column": ("published/tabel_4.csv", "catatan\n", "catatan,tambahan\n"),
    "unknown place": ("published/tabel_4.csv", "tegal,ada", "brebes,ada"),
    "unknown measure": ("published/tabel_3.csv", "pati,produk,minimum", "pati,produk,median"),
    "missing cell": ("published/tabel_8.csv", "pati,produksi,rata_rata,Pati,Produksi,4,4,,\n", ""),
    "cell twice": ("published/tabel_8.csv", "pati,produksi,", "pati,pemasaran,"),
    "row with too many cells": ("published/tabel_8.csv", "Produksi,4,4,,", "Produksi,4,4,,,"),
    "empty cell without a reason": ("published/tabel_8.csv", "Produksi,4,4,,", "Produksi,,,,"),
    "empty mean with a reason": ("published/tabel_8.csv", "Produksi,4,4,,", "Produksi,,,,hilang"),
    "score off its scale": ("published/tabel_8.csv", "Produksi,4,4,,", "Produksi,9,9,,"),
    "interviews that are not the totals of Table 4": ("published/narasi.csv", ",48,uraian", ",49,uraian"),
    "semicolons": ("published/tabel_8.csv", ",", ";"),
    "no number of interviews": ("published/narasi.csv", ",48,uraian", ",banyak,uraian"),
    "condition on an unknown question": ("codebook.csv", "kerjasama_hulu = ada", "kerjasama_hilang = ada"),
    "condition that is none": ("codebook.csv", "kerjasama_hulu = ada", "kalau ada"),
    "unknown kind of question": ("codebook.csv", "kerjasama_hulu,,ya_tidak", "kerjasama_hulu,,mungkin"),
    "answer code that is none": ("codebook.csv", "produk,5,", "produk,5!,"),
    "label that the study does not disclose": ("codebook.csv", ",tak_diungkap", ",narasi"),
    "region code that lost a zero": ("places.csv", "33.10,", "33.1,"),
    "place code that is a path": ("places.csv", "tegal,Tegal", "../tegal,Tegal"),
    "name twice": ("places.csv", "klaten,Ceper,", "klaten,pati,"),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new"), BAD.values(), ids=BAD)
def test_bad_file_is_refused_by_name(edit, file, old, new):
    with pytest.raises(DataError) as caught:
        load_study(edit(file, old, new))
    assert file.rpartition("/")[2] in str(caught.value)


def test_error_names_line_column_value_and_remedy(edit):
    folder = edit("published/tabel_4.csv", '"4 (33,3)",4,', '"empat (33,3)",4,')
    with pytest.raises(DataError) as caught:
        load_study(folder)
    assert str(caught.value) == (
        'tabel_4.csv, line 2, column cetak: "empat (33,3)" is not a count, like 13 or 13 (76,5). Copy the cell as it is printed.'
    )


def test_all_faults_are_told_at_once(edit):
    edit("published/tabel_4.csv", '"4 (33,3)",4,', '"empat (33,3)",4,')
    folder = edit("published/tabel_8.csv", "Produksi,4,4,,", "Produksi,4,5,,")
    with pytest.raises(DataError) as caught:
        load_study(folder)
    assert len(caught.value.faults) == 2


@pytest.mark.parametrize("spoil", ["missing", "empty", "latin", "unclosed", "folder"])
def test_unreadable_file_is_told_plainly(data_folder, spoil):
    path = data_folder / "published" / "tabel_6.csv"
    text = path.read_text("utf-8")
    if spoil in ("missing", "folder"):
        path.unlink()
    if spoil == "folder":
        path.mkdir()
    if spoil == "empty":
        path.write_text("", "utf-8")
    if spoil == "latin":
        path.write_bytes(text.replace("Proaktif", "Proaktíf").encode("latin-1"))
    if spoil == "unclosed":
        path.write_text(text + '"tegal', "utf-8")
    with pytest.raises(DataError, match=r"tabel_6\.csv"):
        load_study(data_folder)


def test_semicolons_are_named_as_the_cause(edit):
    with pytest.raises(DataError) as caught:
        load_study(edit("published/tabel_8.csv", ",", ";"))
    assert [str(fault) for fault in caught.value.faults] == [
        "tabel_8.csv: its columns are separated by semicolons. Save it with commas between the columns."
    ]


def test_a_percentage_that_lost_its_zero_is_the_same_number(edit):
    """Spreadsheets write 50.0 as 50."""
    assert load_study(edit("published/tabel_4.csv", '"2 (50,0)",2,50.0', '"2 (50,0)",2,50')).counts["n"].sum() > 0
