"""Every fault of a survey is told at once: where, what, which rule and what to do, in both languages."""

import pandas as pd
import pytest

from klaster_analisis import DataError, check_survey, load_survey
from klaster_analisis.terms import LANGUAGES

HEAD = "id_usaha,lokasi,produk,kerjasama_hulu,keaktifan_hulu,omzet"


def csv_file(tmp_path, *lines: str, head: str = HEAD, name: str = "survei.csv"):
    path = tmp_path / name
    path.write_text("\n".join([head, *lines, ""]), "utf-8")
    return path


def told(path, **options) -> list[str]:
    return [str(fault) for fault in check_survey(path, **options).faults]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["1,Klaten,6,ada,aktif,10"], 'survei.csv, row 2, column produk: "6" is not one of 1, 2, 3, 4, 5.'),
        (["1,Klaten,3,Adaa,,10"], '"Adaa" is not one of ada, tidak_ada. Did you mean "ada"?'),
        (["1,Klatenn,3,ada,aktif,10"], '"Klatenn" is not in the list of places. Did you mean "klaten"?'),
        (["1,,3,ada,aktif,10"], "survei.csv, row 2, column lokasi: no place stands there."),
        (["1,Magelang,3,ada,aktif,10"], '"Magelang" may be kabupaten_magelang, kota_magelang.'),
        (["1,Klaten,3,ada,,10"], "column keaktifan_hulu: is empty, although kerjasama_hulu = ada."),
        (
            ["1,Klaten,3,tidak_ada,aktif,10"],
            '"aktif" stands there, although it is asked only where kerjasama_hulu = ada, and kerjasama_hulu is tidak_ada.',
        ),
        (["1,Klaten,3,,aktif,10"], "and kerjasama_hulu is tanpa_jawaban."),
        (["1,Klaten,3,ada,aktif,sepuluh"], 'column omzet: "sepuluh" is not a number.'),
        (["1,Klaten,3,ada,aktif,-5"], '-5 is outside the bounds "0..".'),
        (["1,Klaten,3,ada,aktif,1.250"], "may be read in two ways"),
        (["7,Klaten,3,ada,aktif,1", "7,Pati,3,ada,aktif,1"], "rows 2, 3, column id_usaha: the same firm stands in these rows."),
        (["7,Klaten,3,ada,aktif,1", ",Pati,3,ada,aktif,1"], "row 3, column id_usaha: no number of a firm stands there."),
    ],
)
def test_one_fault_is_told_alone(tmp_path, lines, expected):
    (fault,) = told(csv_file(tmp_path, *lines))
    assert expected in fault


def test_all_faults_are_told_at_once(tmp_path):
    """By hand: place, product, skip, duplicate, number."""
    path = csv_file(tmp_path, "1,Klatenn,3,ada,aktif,10", "2,Pati,9,tidak_ada,pasif,10", "2,Pati,3,ada,aktif,x")
    check = check_survey(path)
    assert sorted(fault.rule for fault in check.faults) == sorted(
        ["tempat_tak_dikenal", "kode_tak_dikenal", "jawaban_lebih", "usaha_kembar", "bukan_angka"]
    )


def test_a_value_that_stands_in_many_rows_is_one_fault_with_all_of_them(tmp_path):
    (fault,) = check_survey(csv_file(tmp_path, *(f"{at},Pati,3,Adaa,,1" for at in range(20)))).faults
    assert fault.spot.rows == tuple(range(2, 22))
    assert "rows 2, 3, 4, 5, 6 and 15 more" in str(fault)


@pytest.mark.parametrize("answer", ["tidak_tahu", "menolak", "Tidak ditanya", "REFUSED", ""])
def test_a_reason_for_no_answer_is_no_fault(tmp_path, answer):
    follow_up = answer or "tidak_tahu"
    assert told(csv_file(tmp_path, f"1,Pati,{answer},ada,{follow_up},")) == []


def test_kinds_of_missing_answers_stay_apart(tmp_path):
    """By hand: one each; a follow-up question of those without cooperation does not apply, of a silent firm it is as silent."""
    path = csv_file(
        tmp_path,
        "1,Pati,,tidak_ada,,",
        "2,Pati,tidak_tahu,menolak,,",
        "3,Pati,menolak,ada,tidak_tahu,",
        "4,Pati,tidak_ditanya,,,5",
    )
    missing = load_survey(path).missing.groupby(["pertanyaan", "kosong"])["n"].sum().unstack(fill_value=0)
    assert missing.loc["produk", ["tanpa_jawaban", "tidak_tahu", "menolak", "tidak_ditanya"]].tolist() == [1, 1, 1, 1]
    assert missing.loc["kerjasama_hulu", ["menolak", "tanpa_jawaban"]].tolist() == [1, 1]
    assert missing.loc["keaktifan_hulu", ["tidak_berlaku", "menolak", "tidak_tahu", "tanpa_jawaban"]].tolist() == [1, 1, 1, 1]
    assert missing.loc["omzet", "tanpa_jawaban"] == 3


def test_a_survey_with_faults_is_refused_with_all_of_them(tmp_path):
    path = csv_file(tmp_path, "1,Klatenn,3,ada,aktif,10", "2,Pati,9,ada,aktif,10")
    with pytest.raises(DataError, match="Klatenn") as error:
        load_survey(path)
    assert len(error.value.faults) == 2


def test_with_faults_allowed_faulty_answers_are_missing_and_counted_as_such(tmp_path):
    path = csv_file(
        tmp_path, "1,Pati,9,ada,aktif,10", "2,Pati,3,Adaa,aktif,x", "3,Klatenn,3,ada,aktif,10", "4,Pati,4,tidak_ada,aktif,10"
    )
    survey = load_survey(path, allow_faults=True)
    assert survey.interviewed.to_dict() == {"pati": 3}
    faulty = survey.missing[survey.missing["kosong"] == "keliru"].set_index("pertanyaan")["n"]
    assert faulty.to_dict() == {"produk": 1, "kerjasama_hulu": 1, "keaktifan_hulu": 2, "omzet": 1}
    assert survey.faulty == 5
    assert (survey.faults, survey.left_out) == (5, 1)


def test_doubled_firms_are_counted_in_neither_row_for_which_is_right_is_not_known(tmp_path):
    path = csv_file(tmp_path, "1,Pati,3,ada,aktif,10", "1,Pati,4,ada,aktif,10", "2,Pati,5,ada,aktif,10")
    survey = load_survey(path, allow_faults=True)
    assert survey.interviewed.to_dict() == {"pati": 1}
    assert (survey.faults, survey.left_out) == (1, 2)
    assert survey.counts.loc[survey.counts["pertanyaan"] == "produk", "jawaban"].tolist() == ["5"]


def test_the_same_firm_may_stand_in_two_waves(tmp_path):
    path = csv_file(tmp_path, "1,2024,Pati,3", "1,2026,Pati,4", "2,2026,Pati,4", head="id_usaha,gelombang,lokasi,produk")
    assert told(path) == []
    assert load_survey(path).waves == ("2024", "2026")


def test_a_row_without_a_wave_is_a_fault(tmp_path):
    path = csv_file(tmp_path, "1,2024,Pati,3", "2,,Pati,4", head="id_usaha,gelombang,lokasi,produk")
    assert told(path)[0].startswith("survei.csv, row 3, column gelombang: no wave stands there.")


def test_a_code_that_lost_its_zero_is_read_and_told(tmp_path):
    check = check_survey(csv_file(tmp_path, "1,33.1,3,ada,aktif,10", "2,33.18,3,ada,aktif,10"))
    assert check.clean
    assert check.checked[0].coding.mended == {"33.1": 1}
    assert set(check.checked[0].firms["lokasi"]) == {"klaten", "pati"}


def test_a_file_without_places_cannot_be_counted_even_with_faults_allowed(tmp_path):
    path = csv_file(tmp_path, "1,3", head="id_usaha,produk")
    with pytest.raises(DataError, match="has no column for the place"):
        load_survey(path, allow_faults=True)


def test_a_follow_up_without_its_question_is_a_fault(tmp_path):
    (fault,) = told(csv_file(tmp_path, "Pati,aktif", head="lokasi,keaktifan_hulu"))
    assert "is asked only where kerjasama_hulu = ada, and the file has no column kerjasama_hulu" in fault


def test_a_column_of_remarks_is_not_taken_for_answers(tmp_path):
    path = csv_file(tmp_path, *(f"Pati,kata {at}" for at in range(1500)), head="lokasi,produk")
    (fault,) = told(path)
    assert "holds more than 1000 different values" in fault


def test_weights_must_be_above_zero_and_there(tmp_path):
    faults = told(csv_file(tmp_path, "Pati,3,0", "Pati,3,", "Pati,3,dua", 'Pati,3,"1,5"', head="lokasi,produk,bobot"))
    assert len(faults) == 3
    assert all("is not a weight" in fault or "is not a number" in fault for fault in faults)


def test_every_fault_is_told_in_both_languages(tmp_path):
    path = csv_file(tmp_path, "1,Klatenn,9,Adaa,aktif,x", "1,,3,ada,,-1", "2,Magelang,3,tidak_ada,pasif,1.250")
    faults = check_survey(path).faults
    assert len(faults) >= 8
    both = {language: [str(fault.in_language(language)) for fault in faults] for language in LANGUAGES}
    assert both["en"] == [str(fault) for fault in faults]
    assert not set(both["id"]) & set(both["en"])
    assert all("baris" in fault and "kolom" in fault for fault in both["id"])


@pytest.mark.parametrize("private", ["0812-3456-7890", "+62 812 3456 7890", "ani@contoh.id", "-6.754321, 110.842"])
def test_what_may_be_personal_is_not_told(tmp_path, private):
    frame = pd.DataFrame({"lokasi": ["Pati"], "produk": [private], "nama_usaha": ["Ani Rahasia"]})
    check = check_survey(frame)
    assert len(check.faults) == 1
    assert private not in str(check.faults[0])
    assert "Rahasia" not in repr(check.faults)


def test_what_is_no_date_is_a_fault_but_a_reason_for_none_is_not(tmp_path):
    days = ["2026-11-26", "26/11/2026 14.05", "3/4/2026", "tidak_tahu", "", "kemarin", "31/2/2026"]
    found = told(csv_file(tmp_path, *(f"Pati,3,{day}" for day in days), head="lokasi,produk,tanggal"))
    assert {fault.partition('"')[2].partition('"')[0] for fault in found} == {"kemarin", "31/2/2026"}
    assert all("is not a date" in fault for fault in found)
