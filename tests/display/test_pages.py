"""What is shown is text: markup in names and cells stays text, in prose, tables and figures."""

import pytest
from bs4 import BeautifulSoup

from klaster_analisis import load_study, overview
from klaster_analisis.display import Words, figures, region, tables
from klaster_analisis.display.prose import bullets, facts, heading, paragraph, paragraphs

EVIL = '<script>alert("x")</script>'


@pytest.mark.parametrize("make", [heading, paragraph, lambda t: paragraphs([t]), lambda t: bullets([t]), lambda t: facts({t: t})])
def test_prose_escapes(make):
    soup = BeautifulSoup(make(EVIL).html, "html.parser")
    assert soup.find("script") is None
    assert EVIL in soup.get_text()


@pytest.fixture(params=["", "{{m^2}} ", "**x** $y$ "])
def evil_study(edit, request):
    """A study one of whose places is named like markup, after something that a library may read as its own notation."""
    edit("places.csv", "tegal,Tegal,nama", f'tegal,"{request.param}<script>alert(""x"")</script>",nama')
    return load_study(edit("published/tabel_2.csv", ",Inovasi,", ",<b>Inovasi</b>,"))


def test_a_name_like_markup_is_shown_as_text(evil_study):
    words = Words("id", evil_study.codebook, evil_study.places)
    known = overview(evil_study)
    crosstabs, scores, asked = known.cooperation, known.dynamics, known.asked
    shown = [
        tables.show_cooperation(crosstabs["hulu"], words, highlight="tegal").as_raw_html(),
        tables.show_readings(crosstabs["hulu"], words).as_raw_html(),
        tables.show_bases(crosstabs, words, asked=asked).as_raw_html(),
        tables.show_scores(scores, words).as_raw_html(),
        tables.show_ranking(scores, words).as_raw_html(),
        region.introduce_place("tegal", known, words).html,
        region.list_caveats("tegal", known, words).html,
        region.describe_place("tegal", known, words).html,
        figures.plot_summary(known, words, place="tegal")._repr_html_(),
    ]
    for html in shown:
        assert "<script" not in html
    assert EVIL in BeautifulSoup(shown[0], "html.parser").get_text()


def test_cell_texts_are_shown_as_text(evil_study):
    words = Words("id", evil_study.codebook, evil_study.places)
    html = tables.show_jica(evil_study.jica, words).as_raw_html()
    assert "<b>Inovasi" not in html
    assert "<b>Inovasi</b>" in BeautifulSoup(html, "html.parser").get_text()
