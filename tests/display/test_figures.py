"""Every figure has a text alternative that holds its numbers, and draws what it says."""

from dataclasses import replace

import pytest
from matplotlib.image import imread

from klaster_analisis import Crosstab, Overview, RoutedCrosstab, printed_scores, routed_crosstabs
from klaster_analisis.display import figures
from klaster_analisis.display.picture import DPI, WIDTH


@pytest.fixture
def pictures(words, known, tables, dynamics, study):
    asked = study.interviewed
    return {
        "dynamics": figures.plot_dynamics(dynamics, words),
        "one place": figures.plot_dynamics(dynamics, words, highlight="pati"),
        "heat map": figures.plot_score_heatmap(dynamics, words),
        "cooperation": figures.plot_cooperation(tables["hulu"], words, asked=asked),
        "cooperation of a place": figures.plot_place_cooperation(tables, words, asked=asked, place="tegal"),
        "what is open": figures.plot_bounds(tables["hulu"], words, asked=asked),
        "intensity": figures.plot_intensity(tables["hilir"], words),
        "intensity of a place": figures.plot_place_intensity(tables, words, place="klaten"),
        "problems": figures.plot_problems(printed_scores(study.problems), words, highlight="klaten"),
        "summary": figures.plot_summary(known, words, place="klaten"),
    }


def texts(picture) -> str:
    """All that is written in a figure."""
    return " ".join(text.get_text() for text in picture.figure.findobj(lambda artist: hasattr(artist, "get_text")))


def test_every_figure_has_alternative_title_and_size(pictures, tmp_path):
    for name, picture in pictures.items():
        path = tmp_path / "figure.png"
        path.write_bytes(picture.to_png())
        assert imread(path).shape[1] == round(WIDTH * DPI), name
        assert len(picture.alt) > 40, name
        assert picture.figure.get_suptitle(), name
        assert f'alt="{picture.alt}"' in picture._repr_html_(), name


def test_alternatives_hold_the_numbers(indonesian, tables, study):
    alt = figures.plot_cooperation(tables["hulu"], indonesian, asked=study.interviewed).alt
    assert "Klaten: ada 4, tidak ada 2, tidak menjawab 6; bekerja sama 66,7%, selang 30,0–90,3." in alt
    assert "Tegal: ada 17, tidak ada 5, tidak menjawab tidak dapat ditentukan; bekerja sama 77,3%" in alt


def test_bars_are_as_long_as_the_counts(indonesian, tables, study):
    """Table 5 by hand: Klaten 4, 2 and 6 silent; Pati 13 and 4 silent; Tegal 17 and 5, the silent unknown."""
    picture = figures.plot_cooperation(tables["hulu"], indonesian, asked=study.interviewed)
    widths = sorted(bar.get_width() for bar in picture.figure.axes[0].patches)
    assert widths == [2, 4, 4, 5, 6, 13, 17]


def test_a_contradiction_is_written_into_the_figure(words, tables, study):
    picture = figures.plot_place_cooperation(tables, words, asked=study.interviewed, place="tegal")
    assert words.say("gambar.melebihi", menjawab=22, ditanya=19) in texts(picture)


def test_passive_goes_left_and_the_others_right(indonesian, tables):
    """Table 6 by hand, Tegal: 13 of 17 passive, 3 active, 1 proactive."""
    bars = figures.plot_intensity(tables["hilir"], indonesian).figure.axes[0].patches
    edges = {(round(bar.get_x(), 6), round(bar.get_x() + bar.get_width(), 6)) for bar in bars if bar.get_y() > 1}
    assert edges == {(0.0, round(-13 / 17, 6)), (0.0, round(3 / 17, 6)), (round(3 / 17, 6), round(4 / 17, 6))}


def test_the_title_says_where_everybody_is_alike(indonesian, tables, study):
    same = RoutedCrosstab("kerjasama_hulu", Crosstab(tables["hulu"].existence.counts.assign(ada=1, tidak_ada=1)))
    picture = figures.plot_cooperation(same, indonesian, asked=study.interviewed)
    assert "setara di mana-mana" in picture.figure.get_suptitle().replace("\n", " ")


def test_a_dollar_sign_is_a_dollar_sign(study, dynamics, tables, indonesian, monkeypatch):
    place = study.places["tegal"]
    monkeypatch.setitem(study.places.by_code, "tegal", type(place)("tegal", "$\\frac{", "", (), {}))
    assert figures.plot_dynamics(dynamics, indonesian).to_png()


def test_one_place_alone_can_be_plotted(study, indonesian):
    scores = study.dynamics[study.dynamics["lokasi"] == "pati"]
    alone = routed_crosstabs(study.counts[study.counts["lokasi"] == "pati"], study.codebook, places=["pati"])
    assert figures.plot_dynamics(printed_scores(scores), indonesian).to_png()
    only = Overview(alone, printed_scores(scores), printed_scores(study.problems), study.interviewed[["pati"]])
    picture = figures.plot_summary(only, indonesian, place="pati")
    assert picture.figure.get_suptitle() == "Pati"


def test_a_place_where_nobody_answered_can_be_plotted(study, indonesian, known):
    counts = study.counts.assign(n=study.counts["n"].where(study.counts["lokasi"] != "pati", 0))
    silent = routed_crosstabs(counts, study.codebook, places=study.places.codes)
    for picture in (
        figures.plot_summary(replace(known, cooperation=silent), indonesian, place="pati"),
        figures.plot_place_cooperation(silent, indonesian, asked=study.interviewed, place="pati"),
        figures.plot_place_intensity(silent, indonesian, place="pati"),
    ):
        assert picture.to_png()
