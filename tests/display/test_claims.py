"""Claims in words: computed, in both languages, and never an accusation."""

import re

import pytest
from bs4 import BeautifulSoup

from klaster_analisis.analysis.claims.conflicts import Conflicts, claim_conflicts
from klaster_analisis.analysis.claims.ledger import Ledger, claim_ledger
from klaster_analisis.analysis.claims.verdicts import VERDICTS
from klaster_analisis.analysis.measurement import measurement_limits
from klaster_analisis.display import tables as show
from klaster_analisis.display.claims import claim_text, conflict_sentence, reading_sentence
from klaster_analisis.display.words import Words, read_texts
from klaster_analisis.sources.claim_checks import REASONS, RULES


@pytest.fixture(scope="module")
def ledger(study) -> Ledger:
    return claim_ledger(study)


@pytest.fixture(scope="module")
def conflicts(study) -> Conflicts:
    return claim_conflicts(study)


def told(ledger: Ledger, code: str, words: Words) -> list[str]:
    entry = next(entry for entry in ledger.entries if entry.claim.code == code)
    return [reading_sentence(way, words) for way in entry.readings]


def test_every_verdict_rule_and_reason_has_its_words():
    for language in ("id", "en"):
        texts = read_texts(language)
        assert set(texts["klaim_putusan"]) == set(VERDICTS)
        assert set(texts["klaim_aturan"]) == set(RULES)
        assert set(REASONS) <= set(texts["klaim_alasan"])


def test_no_code_is_left_in_a_sentence(ledger, conflicts, words):
    sentences = [reading_sentence(way, words) for entry in ledger.entries for way in entry.readings]
    sentences += [conflict_sentence(found, words) for found in conflicts.pairs]
    assert [text for text in sentences if re.search(r"_|Fraction|None|\bnan\b|  ", text)] == []
    assert all(text.endswith(".") for text in sentences)


def test_both_shares_of_tegal_and_pati_are_told(ledger, indonesian):
    """Who is more active depends on of whom: 10 of 17 and 8 of 13 cooperators, 17 of 19 and 13 of 17 of all."""
    text = "\n".join(told(ledger, "tegal_paling_dinamis_sejenis", indonesian))
    assert all(number in text for number in ("58,8%", "61,5%", "89,5%", "76,5%"))


def test_numbers_of_several_tables_name_theirs(ledger, indonesian):
    text = " ".join(told(ledger, "hilir_tempat_tak_berbeda", indonesian))
    assert "(Tabel 6)" in text
    assert "(Tabel 7)" in text
    assert "(Tabel" not in " ".join(told(ledger, "sejenis_ada", indonesian))


def test_the_ledger_can_be_shown_in_part(ledger, words):
    for verdicts in ((), ("didukung",)):
        soup = BeautifulSoup(show.show_claims(ledger, words, verdicts=verdicts).as_raw_html(), "html.parser")
        expected = [entry for entry in ledger.entries if not verdicts or entry.verdict in verdicts]
        assert len(soup.select("tbody tr")) == sum(len(entry.readings) for entry in expected) > 0
        assert claim_text(expected[0], words) in soup.get_text()
        assert str(len(ledger.entries)) in soup.select_one(".gt_sourcenote").get_text()


def test_pairs_are_shown_with_both_figures(conflicts, words):
    soup = BeautifulSoup(show.show_conflicts(conflicts, words).as_raw_html(), "html.parser")
    assert len(soup.select("tbody tr")) == len(conflicts.pairs)


def test_what_may_be_done_is_shown_for_every_question_once(study, words):
    soup = BeautifulSoup(show.show_limits(measurement_limits(study), words).as_raw_html(), "html.parser")
    heads = " ".join(head.get_text() for head in soup.select("tbody th"))
    assert all(words.question(code) in heads for code in ("produk", "bahan_baku", "kerjasama_pendukung"))
