"""What is no fault but has to be known is told by the check, by the report, and on the page on data quality."""

import pandas as pd
import pytest

from klaster_analisis import check_survey, load_survey
from klaster_analisis.analysis.survey.counted import counted_file_survey, survey_text
from klaster_analisis.display import Words
from klaster_analisis.display.check import check_lines, check_words, notice_lines
from klaster_analisis.display.tables import show_missing

FIRMS = pd.DataFrame(
    {
        "lokasi": ["Klaten", "Pati"],
        "produk": [3, 4],
        "Teknolgi yg dipakai": [4, 2],
        "bersama/bahan_baku": [1, None],
        "bersama/bahan_penolong": [None, 1],
        "bersama/produksi": [None, 1],
        "bersama/pemasaran": [1, None],
        "bersama/tidak_satu_pun": [None, 0],
    }
)
TOLD = {
    "id": (
        'Pertanyaan teknologi tidak mempunyai kolom. Apakah "Teknolgi yg dipakai"?',
        "Pertanyaan buku kode yang tidak mempunyai kolom: pasar, ",
        'sel kosong dibaca "tidak dipilih"; bila semuanya kosong, tidak ada jawaban. Tidak ada "tidak" dalam: '
        "bersama/bahan_baku, bersama/bahan_penolong, bersama/produksi, bersama/pemasaran.",
    ),
    "en": (
        'The question teknologi has no column. Is it "Teknolgi yg dipakai"?',
        "Questions of the codebook without a column: pasar, ",
        'a blank was read as "not chosen"; where all are blank, as no answer. No "no" stands in: bersama/bahan_baku, '
        "bersama/bahan_penolong, bersama/produksi, bersama/pemasaran.",
    ),
}
ON_PAGE = {
    "id": ("(kepala terdekat: Teknolgi yg dipakai)", "sel kosong berarti tidak dipilih (Masalah yang diatasi bersama)"),
    "en": ("(nearest heading: Teknolgi yg dipakai)", "a blank counts as not chosen ("),
}


@pytest.mark.parametrize("language", TOLD)
def test_check_and_report_tell_it(language):
    check = check_survey(FIRMS)
    assert check.clean
    survey = load_survey(FIRMS)
    for lines in (check_lines(check, check_words(check, language)), notice_lines(survey.notices, Words.of(survey, language))):
        text = "\n".join(lines)
        assert all(told in text for told in TOLD[language]), text


@pytest.mark.parametrize("language", ON_PAGE)
def test_page_on_data_quality_tells_it(language):
    survey = load_survey(FIRMS)
    page = show_missing(survey, Words.of(survey, language)).as_raw_html()
    assert all(told in page for told in ON_PAGE[language])


def test_page_of_a_whole_survey_does_not_speak_of_it():
    frame = FIRMS[["lokasi", "produk"]]
    survey = load_survey(frame)
    words = Words.of(survey, "en")
    assert "a blank counts as not chosen" not in show_missing(survey, words).as_raw_html()


def test_it_survives_the_file_that_kernels_are_handed(tmp_path):
    survey = load_survey(FIRMS)
    (tmp_path / "s.terhitung.json").write_text(survey_text(survey), "utf-8")
    assert counted_file_survey(tmp_path / "s.terhitung.json").notices == survey.notices
    assert survey.notices


@pytest.mark.parametrize(("code", "zero"), [("33.1", "end"), ("7", "start")])
def test_lost_zero_is_told_where_it_was(tmp_path, code, zero):
    (tmp_path / "tempat.csv").write_text("lokasi,nama,peran,kode\na,Satu,nama,33.10\nb,Dua,nama,07\n")
    frame = pd.DataFrame({"lokasi": [code], "produk": ["3"]})
    check = check_survey(frame, places=tmp_path / "tempat.csv")
    assert check.clean
    assert f"the zero at its {zero} was lost" in "\n".join(check_lines(check, check_words(check, "en")))
