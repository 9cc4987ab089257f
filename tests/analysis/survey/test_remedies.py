"""What a fault says to do leads to the right answer; what may be personal is told by its form."""

from datetime import datetime

import pandas as pd
import pytest

from klaster_analisis import check_survey, load_survey
from klaster_analisis.terms import LANGUAGES

CODEBOOK = """\
kelompok,pertanyaan,jawaban,jenis,label_id,label_en
u,,,,Usaha,Firm
u,kab,,tempat,Kabupaten,Regency
u,tk,,ordinal,Tenaga kerja,Workers
u,tk,a,,1-4,1-4
u,tk,b,,5-19,5-19
u,tk,c,,20-99,20-99
u,mutu,,ordinal,Mutu,Quality
u,mutu,1,,Buruk,Bad
u,mutu,2,,Cukup,Fair
u,mutu,3,,Baik,Good
u,izin,,ya_tidak,Berizin,Licensed
u,izin,1,,Ya,Yes
u,izin,2,,Tidak,No
u,omzet,,angka,Omzet,Turnover
u,tanggal,,tanggal,Tanggal,Date
k,kosong,,kosong,Kosong,Missing
k,kosong,menolak,,Menolak,Refused
"""


@pytest.fixture
def given(tmp_path):
    """Give the options of a survey of Klaten with these columns, our codebook and a mapping."""

    def make(*, mapping: str = "", **columns):
        (tmp_path / "kamus.csv").write_text(CODEBOOK, "utf-8")
        frame = pd.DataFrame(columns)
        options = {"source": frame if "kab" in frame else frame.assign(kab="Klaten"), "codebook": tmp_path / "kamus.csv"}
        if mapping:
            (tmp_path / "pemetaan.csv").write_text(f"kolom,pertanyaan,nilai,jawaban\n{mapping}", "utf-8")
            options["mapping"] = tmp_path / "pemetaan.csv"
        return options

    return make


def answers(options, question) -> dict[str, int]:
    rows = load_survey(**options).answers
    rows = rows[rows["pertanyaan"] == question]
    kinds = rows["jawaban"].where(rows["kosong"] == "", rows["kosong"])
    return dict(zip(kinds, rows["n"], strict=True))


def only(options):
    (fault,) = check_survey(**options).faults
    return fault


@pytest.mark.parametrize(
    ("cell", "label", "code"),
    [
        (datetime(2026, 4, 1), "1-4", "a"),
        ("4-Jan", "1-4", "a"),
        ("01/04/2026", "1-4", "a"),
        (datetime(2026, 5, 19), "5-19", "b"),
        ("Mei-19", "5-19", "b"),
        (datetime(2019, 5, 1), "5-19", "b"),
    ],
)
def test_date_that_a_spreadsheet_made_of_an_answer_is_told_and_mapped(given, cell, label, code):
    fault = only(given(tk=[cell]))
    assert (fault.rule, fault.values["near"], fault.values["answer"]) == ("tanggal_dari_lembar_kerja", label, code)
    assert answers(given(tk=[cell], mapping=f"tk,tk,{fault.value},{code}\n"), "tk") == {code: 1}


@pytest.mark.parametrize("cell", ["3 - Baik", "3. Baik", "(3) Baik", "3) baik", "3=Baik", "Baik (3)", "[3] Good", "3 Baik"])
def test_code_and_label_in_one_cell_are_read_where_they_agree(given, cell):
    assert answers(given(mutu=[cell]), "mutu") == {"3": 1}


@pytest.mark.parametrize(
    ("cell", "rule", "near"),
    [
        ("2 - Baik", "kode_dan_label", None),
        ("3 - Bagus", "kode_tak_dikenal", "3"),
        ("c. Baik", "kode_tak_dikenal", "3"),
        ("33", "kode_tak_dikenal", ""),
    ],
)
def test_code_and_label_that_do_not_agree_are_not_guessed(given, cell, rule, near):
    fault = only(given(mutu=[cell]))
    assert (fault.rule, fault.values.get("near")) == (rule, near)


@pytest.mark.parametrize("token", ["NA", "N/A", "#N/A", "-", ".", "n.a.", "(blank)", "-99"])
def test_sign_for_no_answer_is_told_and_may_mean_blank_or_a_reason(given, token):
    fault = only(given(mutu=["3", token]))
    assert fault.rule == "tanda_kosong"
    assert "(menolak)" in fault.remedy
    assert answers(given(mutu=["3", token], mapping=f"mutu,mutu,{token},\n"), "mutu") == {"3": 1, "tanpa_jawaban": 1}
    assert answers(given(mutu=["3", token], mapping=f"mutu,mutu,{token},menolak\n"), "mutu") == {"3": 1, "menolak": 1}


def test_number_in_words_is_mapped_to_a_number_a_reason_or_a_blank(given):
    options = given(omzet=["10 juta", "rahasia", "-", "7"])
    assert {fault.rule for fault in check_survey(**options).faults} == {"bukan_angka"}
    mapping = "omzet,omzet,10 juta,10.5\nomzet,omzet,rahasia,menolak\nomzet,omzet,-,\n"
    survey = load_survey(**given(omzet=["10 juta", "rahasia", "-", "7"], mapping=mapping))
    assert survey.numbers["nilai"].tolist() == [7, 10.5]
    assert survey.missing.set_index("kosong")["n"].to_dict() == {"menolak": 1, "tanpa_jawaban": 1}


def test_place_is_mapped(given):
    options = given(kab=["Klaten", "Jateng"], mutu=["1", "2"])
    assert only(options).rule == "tempat_tak_dikenal"
    mapped = given(kab=["Klaten", "Jateng"], mutu=["1", "2"], mapping="kab,kab,Jateng,pati\n")
    assert load_survey(**mapped).interviewed.to_dict() == {"klaten": 1, "pati": 1}


@pytest.mark.parametrize(("yes", "no"), [("Y", "N"), ("yes", "no"), ("Ya", "Tidak"), ("TRUE", "FALSE"), ("1", "2")])
def test_yes_and_no_are_read_whatever_their_codes(given, yes, no):
    """The codebook's codes are 1 and 2, its labels yes and no."""
    assert answers(given(izin=[yes, yes, no]), "izin") == {"1": 2, "2": 1}


def test_zero_is_not_taken_for_no_where_codes_are_numbers(given):
    assert only(given(izin=["1", "0"])).value == "0"


@pytest.mark.parametrize(
    "day", ["5 Mei 2026", "05-May-26", "Mei 5, 2026", "Selasa, 5 Mei 2026", "5/5/26", "2026 Mei 5", "5 Mei 26 10.00"]
)
def test_dates_with_months_by_name_and_short_years_are_read(given, day):
    survey = load_survey(**given(mutu=["1"], tanggal=[day]))
    assert [str(end) for end in survey.dates] == ["2026-05-05"] * 2


@pytest.mark.parametrize("day", ["5 Mai 2026", "32 Mei 2026", "5 Mei", "46147"])
def test_what_is_no_date_is_told(given, day):
    assert only(given(mutu=["1"], tanggal=[day])).rule == "bukan_tanggal"


# --- a survey with questions of one's own ---


def test_questions_of_ones_own_lead_to_a_codebook():
    """No column but the place is of the codebook that comes with the package."""
    fault = only({"source": pd.DataFrame({"lokasi": ["Klaten"], "Harga produk saya bersaing": ["Setuju"]})})
    assert fault.rule == "tanpa_yang_dihitung"
    for language in LANGUAGES:
        assert "--codebook" in fault.in_language(language).remedy


@pytest.mark.parametrize("frame", [{"Saya puas": [5]}, {"produk": [3], "Daerah usaha": ["Klaten"]}])
def test_survey_without_places_or_questions_names_the_codebook_too(frame):
    assert "--codebook" in only({"source": pd.DataFrame(frame)}).remedy


def test_nothing_counted_cannot_be_allowed():
    frame = pd.DataFrame({"lokasi": ["Klaten"], "Harga produk saya bersaing": ["Setuju"]})
    with pytest.raises(Exception, match="has no column with a question that can be counted"):
        load_survey(frame, allow_faults=True)


# --- questions without a column ---


def test_question_without_a_column_is_told_with_the_nearest_heading():
    frame = pd.DataFrame({"lokasi": ["Klaten"], "produk": [3], "Teknolgi yg dipakai": [4], "catatan": ["x"]})
    check = check_survey(frame)
    assert check.clean
    near = {n.values["pertanyaan"]: n.values["kepala"] for n in check.notices[0] if n.kind == "tanpa_kolom"}
    assert near["teknologi"] == "Teknolgi yg dipakai"
    assert near["pasar"] == ""
    assert "produk" not in near


def test_question_that_one_of_two_files_has_is_told_for_that_file_only(tmp_path):
    for year, questions in (("2024", "produk,pasar"), ("2026", "produk,teknologi")):
        (tmp_path / f"{year}.csv").write_text(f"lokasi,{questions}\nKlaten,3,4\n")
    check = check_survey([tmp_path / "2024.csv", tmp_path / "2026.csv"])
    lacking = [{n.values.get("pertanyaan") for n in notices} for notices in check.notices]
    assert [{"pasar", "teknologi"} & codes for codes in lacking] == [{"teknologi"}, {"pasar"}]
    told = {n.values.get("pertanyaan") for n in load_survey([tmp_path / "2024.csv", tmp_path / "2026.csv"]).notices}
    assert not told & {"pasar", "teknologi"}
    assert "keterampilan" in told


# --- tables that are no survey, and rows that are no interview ---


def test_one_row_a_place_with_numbers_may_be_a_table_of_sums(given):
    check = check_survey(**given(kab=["Klaten", "Pati", "Jepara"], omzet=[36, 48, 49]))
    assert check.clean
    assert "satu_baris_satu_tempat" in {notice.kind for notice in check.notices[0]}
    more = check_survey(**given(kab=["Klaten", "Pati", "Jepara", "Pati"], omzet=[36, 48, 49, 1]))
    assert "satu_baris_satu_tempat" not in {notice.kind for notice in more.notices[0]}


@pytest.mark.parametrize(
    ("column", "cells", "n"),
    [
        ("Finished", [1, 1, 0], 1),
        ("submitdate", ["2026-05-01", None, None], 2),
        ("Status", ["IP Address", "Survey Preview", "IP Address"], 1),
    ],
)
def test_rows_that_a_server_marks_as_unfinished_are_told(given, column, cells, n):
    (notices,) = check_survey(**given(mutu=["1", "2", "3"], **{column: cells})).notices
    (told,) = [notice for notice in notices if notice.kind == "belum_selesai"]
    assert (told.values["kolom"], told.values["n"]) == (column, n)


# --- what may be personal ---


@pytest.mark.parametrize(
    ("value", "english", "indonesian"),
    [
        ("0812-3456-7890", "… (12 digits)", "… (12 angka)"),
        ("33101201", "… (8 digits)", "… (8 angka)"),
        ("20260501", "… (8 digits; a date?)", "… (8 angka; tanggal?)"),
        ("ani@contoh.id", "… (an address of e-mail?)", "… (alamat surat elektronik?)"),
        ("-6.754321, 110.842", "… (a coordinate?)", "… (koordinat?)"),
        ("hubungi 0812 3456 7890", "… (text with 12 digits)", "… (teks dengan 12 angka)"),
        ("2026-05-01 10:00:00", "2026-05-01 10:00:00", "2026-05-01 10:00:00"),
        ("Bagus", "Bagus", "Bagus"),
    ],
)
def test_value_that_may_be_personal_is_told_by_its_form(given, value, english, indonesian):
    fault = only(given(mutu=[value]))
    assert f'"{english}"' in str(fault)
    assert f'"{indonesian}"' in str(fault.in_language("id"))
    assert (value in repr(fault)) == (value == english)
