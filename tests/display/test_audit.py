"""Findings in words: every check, reading and slip has its own, in both languages."""

import re

import pytest
from bs4 import BeautifulSoup

from klaster_analisis.analysis.audit.audit import Audit, audit_study, audit_tables
from klaster_analisis.analysis.audit.finding import SEVERITIES
from klaster_analisis.analysis.audit.programme.mending import MISPRINTS
from klaster_analisis.display import tables as show
from klaster_analisis.display.audit import explain, reading_names, summary_lines, where
from klaster_analisis.display.words import Words, read_texts
from klaster_analisis.sources.codebook import Codebook
from klaster_analisis.sources.places import Places
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import FrequencyLayout, PrintedTable


@pytest.fixture(scope="module")
def audit(study) -> Audit:
    return audit_study(study)


def test_every_finding_is_explained_without_a_code(audit, words):
    for finding in audit.findings:
        text = explain(finding, words)
        assert text.endswith(".")
        assert "_" not in text
        assert "Fraction" not in text
    assert {where(finding, words) for finding in audit.findings} >= {words.place("klaten")}


def test_every_check_that_has_a_name_has_a_sentence():
    for language in ("id", "en"):
        texts = read_texts(language)
        assert texts["pemeriksaan"].keys() == texts["temuan"].keys()
        assert set(texts["keparahan"]) == set(SEVERITIES)
        assert set(texts["salah_cetak"]) == set(MISPRINTS)


def test_every_check_of_the_study_is_named_and_every_reading(audit, words):
    for table in audit.tables:
        for check in table.checks:
            assert words.say(f"pemeriksaan.{check.kind}")
            assert reading_names([reading.kind for reading in check.readings], words)


def test_what_follows_from_another_reading_is_left_out(indonesian):
    names = reading_names(["tertimbang:4", "tertimbang_belum_dibulatkan:4", "tertimbang:6", "bobot_apa_pun"], indonesian)
    assert names == ["dengan bobot banyaknya usaha dalam Tabel 4 dan 6"]
    assert len(reading_names(["bobot_apa_pun"], indonesian)) == 1


def test_the_misprint_is_told_in_full(audit, indonesian):
    told = "\n".join(summary_lines(audit, indonesian))
    assert "2 dari 4 adalah 50,0 persen, tercetak 50,2" in told
    assert "50,0 (satu angka berbeda)" in told
    assert "22 usaha tercetak menjawab, lebih banyak daripada 19 yang diwawancarai" in told


def test_both_languages_tell_the_same_numbers(audit, study):
    told = {code: "\n".join(summary_lines(audit, Words(code, study.codebook, study.places))) for code in ("id", "en")}
    numbers = {code: sorted(re.findall(r"\d+(?:[.,]\d+)?", text.replace(",", "."))) for code, text in told.items()}
    # English writes one and a plural where Indonesian has a figure: the long numbers are compared.
    assert [n for n in numbers["id"] if len(n) > 2] == [n for n in numbers["en"] if len(n) > 2]


def test_a_place_gets_its_own_findings_and_those_of_all(audit, indonesian):
    def cells(place: str) -> list[str]:
        soup = BeautifulSoup(show.show_findings(audit, indonesian, place=place).as_raw_html(), "html.parser")
        return [head.get_text() for head in soup.select("tbody th")]

    assert any("Tegal" in cell for cell in cells("tegal"))
    assert not any("Klaten" in cell for cell in cells("tegal"))
    assert any("Rata-rata" in cell for cell in cells("tegal"))


def test_headings_of_a_user_are_text_and_stand_for_themselves(words):
    """A column called 3 is no answer code, and markup is no markup."""
    evil = "<b>{{3}}</b>"
    layout = FrequencyLayout((evil,), ("3", "n"), {"n": ("3",)})
    cells = [("3", "n", "1"), ("3", "persen", "99,0"), ("n", "n", "1")]
    numbers = tuple(PrintedNumber(evil, evil, column, measure, text) for column, measure, text in cells)
    bare = Words(words.language, Codebook({}), Places({}))
    table = PrintedTable(evil, numbers, layout, caption=evil)
    audit = audit_tables([table])
    assert evil in summary_lines(audit, bare)[0]
    html = show.show_findings(audit, bare).as_raw_html()
    assert "<b>" not in html
    assert f"{evil}, 3" in where(audit.findings[0], bare)


def test_the_worth_of_passes_is_shown(audit, words):
    soup = BeautifulSoup(show.show_checks(audit, words).as_raw_html(), "html.parser")
    assert len(soup.select("tbody tr")) == len(audit.checks_frame().groupby(["tabel", "pemeriksaan"]))
