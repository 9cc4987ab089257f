"""Tables name their denominators and have names of their own."""

from dataclasses import replace

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from klaster_analisis import printed_scores
from klaster_analisis.analysis.audit.audit import audit_study
from klaster_analisis.display import tables as show


@pytest.fixture
def shown(words, tables, dynamics, study, known):
    asked = study.interviewed
    return [
        *(show.show_cooperation(table, words, highlight="pati") for table in tables.values()),
        *(show.show_readings(table, words) for table in tables.values() if table.intensity),
        show.show_bases(tables, words, asked=asked),
        show.show_jica(study.jica, words),
        show.show_scores(dynamics, words, highlight="pati"),
        show.show_ranking(dynamics, words),
        show.show_problems(study, words),
        show.show_codes(words),
        show.show_actions(known, words, place="pati"),
        show.show_findings(audit_study(study), words),
        show.show_checks(audit_study(study), words),
    ]


def test_every_table_has_a_name_of_its_own_and_a_title(shown):
    soups = [BeautifulSoup(table.as_raw_html(), "html.parser") for table in shown]
    names = [soup.div["id"] for soup in soups]
    assert len(set(names)) == len(names)
    assert all(soup.select_one(".gt_title").get_text(strip=True) for soup in soups)
    assert all(soup.select_one(".gt_sourcenote").get_text(strip=True) for soup in soups)


def test_both_denominators_are_named(words, tables):
    text = BeautifulSoup(show.show_cooperation(tables["hulu"], words).as_raw_html(), "html.parser").get_text()
    assert words.say("tabel.semua_menjawab") in text
    assert words.say("tabel.yang_bekerja_sama") in text


def test_bases_say_what_cannot_be_determined_and_what_was_not_asked(words, tables, study):
    html = show.show_bases(tables, words, asked=study.interviewed, place="tegal").as_raw_html()
    assert words.say("umum.tak_dapat_ditentukan") in html
    assert words.say("tabel.tanpa_pertanyaan") in html


def test_the_row_in_question_is_marked(words, tables):
    plain, marked = (show.show_cooperation(tables["hulu"], words, highlight=place).as_raw_html() for place in (None, "pati"))
    assert marked.count("background-color: #e3eff7") > plain.count("background-color: #e3eff7")


def test_the_action_of_the_nearest_code_is_shown(words, known):
    """A mean of 2,8 is nearest to code 3, which is to substitute another material."""
    printed = pd.DataFrame([("pati", "bahan_penolong", "2,8")], columns=["lokasi", "pertanyaan", "rata_rata"])
    html = show.show_actions(replace(known, problems=printed_scores(printed)), words, place="pati").as_raw_html()
    assert words.answer("bahan_penolong", "3") in html
