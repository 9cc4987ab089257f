"""Findings in words: every check, reading and slip has its own, in both languages."""

import re

import pytest
from bs4 import BeautifulSoup

from klaster_analisis.analysis.audit.assumed import KINDS
from klaster_analisis.analysis.audit.audit import Audit, audit_study, audit_tables
from klaster_analisis.analysis.audit.finding import SEVERITIES
from klaster_analisis.analysis.audit.programme.mending import MISPRINTS
from klaster_analisis.display import tables as show
from klaster_analisis.display.audit import explain, reading_names, summary_lines, where, worth
from klaster_analisis.display.words import Words, read_texts
from klaster_analisis.sources.codebook import Codebook
from klaster_analisis.sources.places import Places
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.reading import read_printed_tables
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
        assert set(texts["anggapan"]) == set(KINDS)


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


def read_and_audited(folder, text: str) -> Audit:
    (folder / "tabel.csv").write_text(text, "utf-8")
    return audit_tables(read_printed_tables(folder / "tabel.csv"))


def told(audit: Audit, language: str) -> str:
    return "\n".join(summary_lines(audit, Words(language, Codebook({}), Places({}))))


ASSUMED = {
    "which column is the total": (
        "Pernyataan;SS;S;N;TS;STS\nBermutu;20;25;10;4;1\n",
        "Bila kolom “N” adalah jumlah kolom-kolom lain: bagian-bagian dalam baris ini berjumlah 50, tercetak 10.",
        "If the column “N” is the sum of the other columns: the parts in this row add up to 50; printed is 10.",
    ),
    "which row is the total": (
        "Jawaban;f\nAda;13\ndi antaranya aktif;9\nTidak;8\nJumlah;21\n",
        "Bila baris “Jumlah” adalah jumlah baris-baris lain: angka-angka dalam kolom ini berjumlah 30, tercetak 21.",
        "If the row “Jumlah” is the sum of the other rows: the numbers in this column add up to 30; printed is 21.",
    ),
    "which base": (
        "Wilayah;n;%\nKota;412;51,3\nDesa;388;48,7\nJumlah;800;100,0\n",
        "Bila persennya dihitung tanpa bobot dari “Jumlah” di kolom yang sama: 412 dari 800 adalah 51,5 persen, tercetak 51,3.",
        "If percentages are, without weights, of “Jumlah” in the same column: 412 of 800 is 51.5 percent; printed is 51.3.",
    ),
    "that answers exclude each other": (
        "Lokasi;Koperasi (%);Bank (%);n\nA;28,6;81,0;21\n",
        "Bila persen dalam baris “A” adalah bagian-bagian dari satu keseluruhan, masing-masing dihitung sekali: 2 persen yang",
        "If the percentages in the row “A” are parts of one whole, each counted once: 2 printed percentages add up to 109.6",
    ),
    "which parts a sum has": (
        "Lokasi;Ada;Tidak;Ada;;Jumlah\n;;;Pasif;Aktif;\nA;13;8;4;8;21\n",
        "Bila kolom “Ada” adalah jumlah “Pasif” dan “Aktif”: jawaban lanjutan dalam baris ini berjumlah 12",
        "If the column “Ada” is the sum of “Pasif” and “Aktif”: the follow-up answers in this row add up to 12",
    ),
    "that a column holds means": (
        "Aspek;n;Skor;\n;;Mean;Std. Error\nMutu;25;3,24;0,21\n",
        "Bila kolom “Std. Error” berisi rata-rata, dan bila n adalah banyaknya jawaban di balik rata-ratanya",
        "If the column “Std. Error” holds means, and if n is the number of answers behind the mean",
    ),
    "what an overall mean is of": (
        "Aspek;Nilai\nMutu;3,0\nHarga;4,0\nRata-rata;4,4\n",
        "Bila baris “Rata-rata” adalah rata-rata semua baris lain: rata-rata dari 2 rata-rata tercetak adalah 3,5",
        "If the row “Rata-rata” is the mean of all other rows: the mean of 2 printed means is 3.5",
    ),
    "whom a column counts": (
        "# diwawancarai: A 20\nLokasi;Unit\nA;41\n",
        "Bila kolom “Unit” menghitung yang diwawancarai, masing-masing sekali: 41 usaha tercetak menjawab",
        "If the column “Unit” counts those interviewed, each once: 41 firms are printed as answering",
    ),
}


@pytest.mark.parametrize(("text", "indonesian_text", "english_text"), ASSUMED.values(), ids=ASSUMED)
def test_a_finding_begins_with_the_reading_that_was_assumed(tmp_path, text, indonesian_text, english_text):
    audit = read_and_audited(tmp_path, text)
    assert f"[tergantung cara membaca] {where_of(audit, 'id')}: {indonesian_text}" in told(audit, "id")
    assert f"[depends on reading] {where_of(audit, 'en')}: {english_text}" in told(audit, "en")


def where_of(audit: Audit, language: str) -> str:
    return where(audit.findings[0], Words(language, Codebook({}), Places({})))


def test_what_a_key_states_is_told_without_an_if(tmp_path):
    """9 + 12 is 21."""
    audit = read_and_audited(tmp_path, "# rincian: Jumlah = Ada + Tidak\nLokasi;Ada;Tidak;Jumlah\nA;9;12;22\n")
    assert "[pasti] A, Jumlah (banyaknya): Bagian-bagian dalam baris ini berjumlah 21, tercetak 22." in told(audit, "id")
    assert "[certain] A, Jumlah (count): The parts in this row add up to 21; printed is 22." in told(audit, "en")


def test_a_table_says_how_it_was_read(tmp_path):
    """Kabupaten Klaten is the sum of the two above it, and L+P that of the two beside it; neither is known as a total."""
    audit = read_and_audited(tmp_path, "Kecamatan;L;P;L+P\nCeper;120;115;235\nPedan;98;101;199\nKlaten;218;216;434\n")
    assert "Tidak ada kolom atau baris yang dibaca sebagai jumlah dari yang lain." in told(audit, "id")
    assert "No column and no row was read as a sum of others." in told(audit, "en")
    audit = read_and_audited(tmp_path, "Lokasi;Ada;Tidak;Jumlah\nA;9;12;21\n")
    assert "tidak ada kunci yang menyatakannya seluruhnya: kolom “Jumlah” adalah jumlah kolom-kolom lain." in told(audit, "id")
    assert "no key states all of it: the column “Jumlah” is the sum of the other columns." in told(audit, "en")


def test_no_pass_is_praised_where_nothing_was_checked(tmp_path):
    audit = read_and_audited(tmp_path, "Provinsi;2013;2014\nAceh;130.174;26.670\nRiau;29.854;11.656\n")
    assert "Nothing could be checked" in told(audit, "en")
    assert "fit" not in "\n".join(worth(audit.tables[0], Words("en", Codebook({}), Places({}))))
    assert "%" not in told(audit, "id")


def test_numbers_that_no_check_touches_are_named_beside_the_power(tmp_path):
    """Lain stands in no sum; a slip in one of the 6 of 8 others shows."""
    text = "# rincian: Ada = Pasif + Aktif\nLokasi;Ada;Pasif;Aktif;Lain\nA;9;4;5;7\nB;6;2;4;8\n"
    audit = read_and_audited(tmp_path, text)
    assert "2 dari 8 angka tercetak tidak diikat oleh pemeriksaan mana pun" in told(audit, "id")
    assert "2 of 8 printed numbers are held by none of these checks" in told(audit, "en")
    assert "one wrong number, anywhere in this table, would show in 75% of cases" in told(audit, "en")


def test_the_worth_of_passes_is_shown(audit, words):
    soup = BeautifulSoup(show.show_checks(audit, words).as_raw_html(), "html.parser")
    assert len(soup.select("tbody tr")) == len(audit.checks_frame().groupby(["tabel", "pemeriksaan"]))
