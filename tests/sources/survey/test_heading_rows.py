"""Which rows are headings and which are firms: what servers write below a heading, and firms whose answers equal one."""

import pandas as pd
import pytest

from klaster_analisis import check_survey, load_survey

CODEBOOK = """\
kelompok,pertanyaan,jawaban,jenis,label_id,teks_id,sandi
u,,,,Usaha,,
u,kab,,tempat,Kabupaten,Di kabupaten mana usaha Anda?,Q1
u,saluran,,banyak,Saluran penjualan,Lewat saluran apa Anda menjual? (boleh lebih dari satu),Q2
u,saluran,toko,,Toko,,1
u,saluran,pasar,,Pasar,,2
u,saluran,daring,,Daring,,3
u,ekspor,,ya_tidak,Ekspor,Apakah Anda mengekspor?,Q3
u,ekspor,ya,,Ya,,1
u,ekspor,tidak,,Tidak,,2
u,mutu,,ordinal,Mutu,,Q4
u,mutu,kurang,,Kurang,,
u,mutu,rata,,Rata-rata,,
u,mutu,baik,,Baik,,
"""
SALURAN = "Lewat saluran apa Anda menjual? (boleh lebih dari satu)"
TOP = f"Respondent ID,Start Date,Di kabupaten mana usaha Anda?,{SALURAN},,,Apakah Anda mengekspor?"
BELOW = ",,Open-Ended Response,Toko,Pasar,Daring,Response"
FIRMS = """\
1,05/01/2026 10:00,Klaten,Toko,,Daring,Ya
2,05/01/2026 11:00,Klaten,,Pasar,,Tidak
3,05/02/2026 11:00,Pati,Toko,Pasar,,Ya
4,05/02/2026 11:30,Pati,,,Daring,Ya
"""
OF_FOUR = {"toko": 2, "pasar": 2, "daring": 2}  # by hand


@pytest.fixture
def given(tmp_path):
    """Give the options of a survey with these lines and our codebook."""

    def write(*lines: str, mapping: str = "", codebook: str = CODEBOOK):
        (tmp_path / "survei.csv").write_text("\n".join(line.rstrip("\n") for line in lines) + "\n", "utf-8")
        (tmp_path / "kamus.csv").write_text(codebook, "utf-8")
        options = {"source": tmp_path / "survei.csv", "codebook": tmp_path / "kamus.csv"}
        if mapping:
            (tmp_path / "pemetaan.csv").write_text(mapping, "utf-8")
            options["mapping"] = tmp_path / "pemetaan.csv"
        return options

    return write


def chosen(survey) -> dict[str, int]:
    """How many firms chose each part, where all of them have the same base."""
    rows = survey.counts[survey.counts["pertanyaan"].str.startswith("saluran/")]
    assert rows.groupby("pertanyaan")["n"].sum().nunique() == 1
    return rows[rows["jawaban"] == "ya"].groupby(rows["pertanyaan"].str.removeprefix("saluran/"))["n"].sum().to_dict()


def skipped(options) -> list[tuple[int, str]]:
    return [(row.row, row.kind) for row in check_survey(**options).tables[0].opened.skipped]


class TestSurveyMonkey:
    def test_second_row_names_the_answers_below_their_question(self, given):
        options = given(TOP, BELOW, FIRMS)
        assert check_survey(**options).clean
        assert chosen(load_survey(**options)) == OF_FOUR
        assert skipped(options) == [(2, "kepala")]

    def test_without_the_second_row_a_question_runs_on_over_columns_that_hold_one_answer_each(self, given):
        survey = load_survey(**given(TOP, FIRMS))
        assert chosen(survey) == OF_FOUR
        assert int(survey.interviewed.sum()) == 4

    def test_columns_of_marks_alone_do_not_tell_their_answers_and_a_mapping_does(self, given):
        marks = FIRMS.replace("Toko", "1").replace("Pasar", "1").replace("Daring", "1")
        faults = check_survey(**given(TOP, marks)).faults
        assert {fault.rule for fault in faults if fault.spot.column in ("(5)", "(6)")} == {"kolom_tanpa_kepala"}
        mapping = f'kolom,pertanyaan\n"{SALURAN}",saluran/toko\n(5),saluran/pasar\n(6),saluran/daring\n'
        assert chosen(load_survey(**given(TOP, marks, mapping=mapping))) == OF_FOUR

    def test_an_answer_that_the_codebook_does_not_have_is_told_not_dropped(self, given):
        top, below = TOP.replace(",,Apakah", ",,,Apakah"), BELOW.replace("Daring,", "Daring,Pameran,")
        firms = FIRMS.replace(",Ya", ",,Ya").replace(",Tidak", ",Pameran,Tidak")
        (fault,) = check_survey(**given(top, below, firms)).faults
        assert (fault.rule, fault.spot.column) == ("kolom_jawaban_lain", f"{SALURAN}/Pameran")
        further = CODEBOOK.replace("u,ekspor,,", "u,saluran,pameran,,Pameran,,4\nu,ekspor,,")
        assert chosen(load_survey(**given(top, below, firms, codebook=further))) == OF_FOUR | {"pameran": 1}

    def test_columns_without_a_heading_in_a_frame_are_a_fault_too(self, given):
        options = given(TOP, FIRMS)
        frame = pd.read_csv(options.pop("source"))
        faults = check_survey(frame, **options).faults
        assert [fault.spot.column for fault in faults if fault.rule == "kolom_tanpa_kepala"] == ["Unnamed: 4", "Unnamed: 5"]


class TestQualtrics:
    HEADS = "StartDate,Q1,Q2_1,Q2_2,Q2_3,Q3"
    TEXTS = "Start Date,In which regency?,Channels - Selected Choice - Shop,Channels - Market,Channels - Online,Do you export?"
    IMPORT = ",".join(f'"{{""ImportId"":""QID{at}""}}"' for at in range(6))
    ROWS = "2026-05-01,Klaten,1,,1,1\n2026-05-02,Klaten,,1,,2\n2026-05-03,Pati,1,1,,1\n2026-05-04,Pati,,,1,1"

    def test_all_rows_up_to_that_of_import_ids_are_headings(self, given):
        """The texts are in no codebook: only the row below them tells what they are."""
        options = given(self.HEADS, self.TEXTS, self.IMPORT, self.ROWS)
        assert check_survey(**options).clean
        assert chosen(load_survey(**options)) == OF_FOUR
        assert skipped(options) == [(2, "kepala"), (3, "kepala")]

    def test_left_over_headings_of_a_frame_are_told_as_headings(self, given):
        options = given(self.HEADS, self.IMPORT, self.ROWS)
        frame = pd.read_csv(options.pop("source"), dtype=str)
        faults = check_survey(frame, **options).faults
        assert {fault.rule for fault in faults} == {"kepala_tersisa"}
        assert all("Delete the rows" in fault.remedy for fault in faults)
        assert chosen(load_survey(frame.iloc[1:], **options)) == OF_FOUR


class TestFirmsThatEqualHeadings:
    def test_firm_that_chose_every_answer_is_a_firm(self, given):
        """Its cells are the names of the answers, as the headings are. By hand: three firms, of two of which all is known."""
        mapping = "kolom,pertanyaan\nToko,saluran/toko\nPasar,saluran/pasar\nDaring,saluran/daring\n"
        options = given("kab,Toko,Pasar,Daring", "Klaten,Toko,Pasar,Daring", "Klaten,Toko,,", "Pati,,Pasar,", mapping=mapping)
        survey = load_survey(**options)
        assert int(survey.interviewed.sum()) == 3
        assert chosen(survey) == {"toko": 2, "pasar": 2, "daring": 1}
        assert skipped(options) == []

    @pytest.mark.parametrize("first", [0, 1, 2])
    def test_order_of_rows_makes_no_difference(self, given, first):
        """By hand: of yes-or-no questions whose yes is named as they are."""
        names = ("kayu", "besi", "rotan")
        rows = [f"u,{name},{code},{kind},{label},," for name in names for code, kind, label in
                (("", "ya_tidak", name.title()), (name, "", name.title()), ("tidak", "", "Tidak"))]  # fmt: skip
        codebook = "\n".join([CODEBOOK.splitlines()[0], "u,kab,,tempat,Kabupaten,,", *rows, ""])
        firms = ["Klaten,Kayu,Besi,Rotan", "Klaten,Kayu,Tidak,Tidak", "Pati,Kayu,Besi,Rotan"]
        survey = load_survey(**given("kab,Kayu,Besi,Rotan", *firms[first:], *firms[:first], codebook=codebook))
        assert survey.interviewed.to_dict() == {"klaten": 2, "pati": 1}

    def test_labels_below_codes_are_still_headings(self, given):
        options = given("kab,ekspor,mutu", "Kabupaten,Ekspor,Mutu", "Klaten,Ya,Baik")
        assert check_survey(**options).clean
        assert skipped(options) == [(2, "kepala")]

    def test_answer_that_is_called_like_a_mean_is_no_total(self, given):
        options = given("mutu,kab", "Rata-rata,Klaten", "Baik,Pati", "Rata-rata,2")
        survey = load_survey(**given("mutu,kab", "Rata-rata,Klaten", "Baik,Pati"))
        assert int(survey.interviewed.sum()) == 2
        assert skipped(options) == []  # its place is told as a fault

    def test_every_row_above_and_between_is_told(self, given):
        options = given("Survei 2026,", "kab,ekspor", "Klaten,Ya", "Jumlah,1", "Pati,Tidak", "Sumber: dinas,")
        assert skipped(options) == [(1, "judul"), (4, "total"), (6, "catatan")]
