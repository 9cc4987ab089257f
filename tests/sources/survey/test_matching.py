"""Which column is which question: by code, label, whole question or other name; near misses are offered, never taken."""

import pytest

from klaster_analisis.errors import Faults
from klaster_analisis.sources.survey.columns import FileColumn
from klaster_analisis.sources.survey.fault import Spot
from klaster_analisis.sources.survey.mapping import Mapping
from klaster_analisis.sources.survey.matching import Matching, match_columns


@pytest.fixture
def match(study):
    def matched(*headings: str) -> tuple[Matching, Faults]:
        faults = Faults()
        columns = [FileColumn(heading, (heading,)) for heading in headings]
        return match_columns(columns, study.codebook, Mapping(), spot=Spot("survei.csv"), faults=faults), faults

    return matched


@pytest.mark.parametrize(
    ("heading", "question"),
    [
        ("produk", "produk"),
        ("PRODUK", "produk"),
        ("  Produk: ", "produk"),
        ("Product", "produk"),
        ("kerjasama_hulu", "kerjasama_hulu"),
        ("identitas/lokasi", "lokasi"),
        ("grup-1.kerjasama.kerjasama_hulu", "kerjasama_hulu"),
        ("a/b/c:kerjasama_hulu", "kerjasama_hulu"),
        ("Kabupaten/Kota", "lokasi"),
        ("In which regency or city is the firm?", "lokasi"),
        ("Di kabupaten atau kota mana usaha ini berada", "lokasi"),
        ("fokus/fokus_diterima/keuangan", "fokus_diterima/keuangan"),
        ("fokus_diterima.keuangan", "fokus_diterima/keuangan"),
        ("No. HP", "telepon"),
        ("Timestamp", "tanggal"),
        ("fokus_diterima_keuangan", "fokus_diterima/keuangan"),
        ("fokus_diterima___keuangan", "fokus_diterima/keuangan"),
        ("fokus_diterima[keuangan]", "fokus_diterima/keuangan"),
        ("Diterima (Keuangan)", "fokus_diterima/keuangan"),
        ("Diterima (choice=Keuangan)", "fokus_diterima/keuangan"),
        ("Diterima (boleh lebih dari satu) [Keuangan]", "fokus_diterima/keuangan"),
        ("Diterima - Selected Choice - Keuangan", "fokus_diterima/keuangan"),
        ("4. Diterima: 3. Keuangan", "fokus_diterima/keuangan"),
        ("Diterima.Keuangan.", "fokus_diterima/keuangan"),
        ("G3Q1[SQ001]. Diterima [Keuangan]", "fokus_diterima/keuangan"),
    ],
)
def test_a_heading_is_recognised(match, heading, question):
    found, _ = match("lokasi_desa", heading)
    assert found.columns[question].heading == heading


def test_what_is_nearly_right_is_offered_and_not_taken(match):
    found, faults = match("lokasi", "prodk")
    assert "produk" not in found.columns
    (fault,) = faults
    assert "column prodk: looks like the question produk, but is not headed so; it was not read" in str(fault)
    assert "mapping file" in str(fault)


def test_what_is_nearly_a_question_that_has_its_column_is_passed_over(match):
    found, faults = match("lokasi", "produk", "prodk")
    assert [one.how for one in found.matches] == ["kode", "kode", "tidak_dibaca"]
    assert not list(faults)


def test_what_survey_servers_add_is_passed_over_and_what_nobody_knows_not_read(match):
    found, faults = match("lokasi", "produk", "_uuid", "meta/instanceID", "__version__", "deviceid", "warna pintu")
    assert [one.how for one in found.matches][2:] == ["sistem"] * 4 + ["tidak_dibaca"]
    assert not list(faults)


def test_a_code_is_stronger_than_a_label(match):
    found, faults = match("lokasi", "Produk ", "produk")
    assert found.columns["produk"].heading in ("produk", "Produk ")
    assert len(list(faults)) <= 1


def test_two_columns_that_are_one_question_are_a_fault(match):
    _, faults = match("lokasi", "produk", "grup/produk")
    (fault,) = faults
    assert "several columns are the question produk: produk, grup/produk" in str(fault)


def test_all_that_is_missing_is_told(match):
    _, faults = match("produk", "keaktifan_hulu")
    told = sorted(str(fault) for fault in faults)
    assert any("has no column for the place" in text for text in told)
    assert any("is asked only where kerjasama_hulu = ada" in text for text in told)
    assert len(told) == 2


def test_no_question_at_all_is_one_fault(match):
    _, faults = match("a", "b")
    (fault,) = faults
    assert "has no column with a question of the codebook" in str(fault)


def test_what_became_of_each_column_can_be_given_back_as_a_mapping(match):
    found, _ = match("lokasi", "Product", "warna pintu")
    assert found.to_frame().values.tolist() == [
        ["lokasi", "lokasi", "kode"],
        ["Product", "produk", "label"],
        ["warna pintu", "", "tidak_dibaca"],
    ]


def test_columns_headed_by_answers_alone_are_offered_as_these_answers(match):
    """By hand: "Keuangan" is an answer to two questions, "Bahan baku" of a question and of one with several answers."""
    found, faults = match("lokasi", "produk", "Tidak satu pun", "Bahan penolong", "Keuangan")
    assert [one.how for one in found.matches][4:] == ["tidak_dibaca"]
    assert not list(faults)


def test_answer_that_the_codebook_does_not_have_is_a_fault_and_a_slip_is_offered(match):
    found, faults = match("lokasi", "bersama/produksi", "bersama/listrik", "bersama/pemasarn", "bersama/lain/text")
    assert [one.how for one in found.matches][1:] == ["kode", "jawaban_lain", "mirip", "tidak_dibaca"]
    assert found.matches[3].question == "bersama/pemasaran"
    assert [fault.rule for fault in faults] == ["kolom_jawaban_lain", "kolom_mirip"]


def test_summary_of_all_answers_makes_columns_of_unknown_answers_harmless(match):
    """KoboToolbox writes both: the summary is read, and says by a fault what is not in the codebook."""
    found, faults = match("lokasi", "bersama", "bersama/produksi", "bersama/listrik")
    assert [one.how for one in found.matches][1:] == ["kode", "kode", "tidak_dibaca"]
    assert not list(faults)


def test_variable_with_a_number_is_the_answer_that_its_label_names(study):
    """As SPSS and Stata have several answers: bersama_1 with the label of one of them."""
    columns = [FileColumn("k1", ("lokasi",)), *(FileColumn(f"k{at}", (f"bersama_{at}", label)) for at, label in
               enumerate(["Bahan baku", "Pemasaran", "Keterangan"], 2))]  # fmt: skip
    faults = Faults()
    found = match_columns(columns, study.codebook, Mapping(), spot=Spot("survei.sav"), faults=faults)
    assert [match.question for match in found.matches if match.read] == ["lokasi", "bersama/bahan_baku", "bersama/pemasaran"]
