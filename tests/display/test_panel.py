"""The panel of a survey, without a kernel: its choices have names, change what is shown, and let nothing wrong be chosen."""

import gc

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from ipywidgets import HTML, Dropdown
from matplotlib.figure import Figure
from traitlets import TraitError

from klaster_analisis import Survey, UsageError, load_survey, split_answers
from klaster_analisis.display import Words, figures, panel, tables
from klaster_analisis.display.panel import explore_panel
from klaster_analisis.terms import LANGUAGES

REGION, QUESTION, SPLIT, LANGUAGE = range(4)
CHOICES = [(REGION, "pati"), (QUESTION, "kerjasama_hulu"), (SPLIT, "gelombang"), (LANGUAGE, "en")]


@pytest.fixture(scope="module")
def survey() -> Survey:
    """Five firms of two places, asked two questions in two waves."""
    places = ["Klaten", "Klaten", "Klaten", "Pati", "Pati"]
    first = {"gelombang": "2024", "produk": list("33412"), "kerjasama_hulu": ["ada", "ada", "tidak_ada", "ada", "tidak_ada"]}
    second = {"gelombang": "2026", "produk": list("44522"), "kerjasama_hulu": ["ada", "ada", "ada", "tidak_ada", ""]}
    waves = [pd.DataFrame({"id_usaha": list("abcde"), "lokasi": places} | wave) for wave in (first, second)]
    return load_survey(pd.concat(waves))


def choices(box) -> list[Dropdown]:
    return [child for child in box.children if isinstance(child, Dropdown)]


def shown(box) -> str:
    """What stands below the choices."""
    (html,) = [child.value for child in box.children if isinstance(child, HTML)]
    return html


def rows(box) -> dict[str, list[str]]:
    """The rows of the table that is shown, of each cell the first line."""
    lines = BeautifulSoup(shown(box), "html.parser").select("tbody tr")
    cells = [[cell.get_text().strip().partition("\n")[0] for cell in line.find_all(["th", "td"])] for line in lines]
    return {name: texts for name, *texts in cells}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_has_a_name_of_its_own(survey, language):
    words = Words.of(survey, language)
    names = [choice.description for choice in choices(explore_panel(survey, language=language))]
    assert names == [words.say(f"panel.{key}") for key in ("wilayah", "pertanyaan", "rincian", "bahasa")]
    assert len(set(names)) == 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_can_be_chosen_has_a_name_of_its_own(survey, language):
    for choice in choices(explore_panel(survey, language=language)):
        labels = [label for label, _ in choice.options]
        assert all(labels)
        assert len(set(labels)) == len(labels)


def test_it_begins_with_all_places_and_the_first_question_of_the_last_wave(survey):
    """By hand: 2026, Klaten 4, 4, 5 and Pati 2, 2."""
    assert rows(explore_panel(survey)) == {
        "Klaten": ["0", "0", "0", "2 (66,7)", "1 (33,3)", "3"],
        "Pati": ["0", "2 (100,0)", "0", "0", "0", "2"],
        "Total": ["0", "2 (40,0)", "0", "2 (40,0)", "1 (20,0)", "5"],
    }


@pytest.mark.parametrize(
    ("choice", "value", "expected"),
    [  # by hand
        (REGION, "klaten", {"Klaten": ["0", "0", "0", "2 (66,7)", "1 (33,3)", "3"]}),
        (QUESTION, "kerjasama_hulu", {"Klaten": ["3 (100,0)", "0", "3"], "Pati": ["0", "1 (100,0)", "1"]}),
        (
            SPLIT,
            "gelombang",
            {
                "2024": ["1 (20,0)", "1 (20,0)", "2 (40,0)", "1 (20,0)", "0", "5"],
                "2026": ["0", "2 (40,0)", "0", "2 (40,0)", "1 (20,0)", "5"],
            },
        ),
        (LANGUAGE, "en", {"Pati": ["0", "2 (100.0)", "0", "0", "0", "2"]}),
    ],
)
def test_each_choice_changes_what_is_shown(survey, choice, value, expected):
    box = explore_panel(survey)
    before = shown(box)
    choices(box)[choice].value = value
    assert shown(box) != before
    assert expected.items() <= rows(box).items()


def test_choices_work_together_and_back_again(survey):
    box = explore_panel(survey)
    before = shown(box)
    first = [choice.value for choice in choices(box)]
    for choice, value in CHOICES:
        choices(box)[choice].value = value
    assert rows(box) == {"2024": ["1 (50.0)", "1 (50.0)", "2"], "2026": ["0", "1 (100.0)", "1"]}  # by hand: Pati, upstream
    for choice, value in enumerate(first):
        choices(box)[choice].value = value
    assert shown(box) == before


def test_what_it_shows_are_plain_calls(survey):
    box = explore_panel(survey)
    for choice, value in CHOICES:
        choices(box)[choice].value = value
    table = split_answers(survey, "kerjasama_hulu", by="gelombang", place="pati")
    words = Words.of(survey, "en")
    plain = tables.show_split(table, words, question="kerjasama_hulu")
    picture = figures.plot_answers(table, words, question="kerjasama_hulu")
    assert shown(box) == plain.as_raw_html() + picture._repr_html_()


@pytest.mark.parametrize(("language", "other"), [("id", "en"), ("en", "id")])
def test_another_language_changes_every_word_and_nothing_that_was_chosen(survey, language, other):
    switched, begun = explore_panel(survey, language=language), explore_panel(survey, language=other)
    for box in (switched, begun):
        for choice, value in CHOICES[:LANGUAGE]:
            choices(box)[choice].value = value
    kept = [choice.value for choice in choices(switched)[:LANGUAGE]]
    choices(switched)[LANGUAGE].value = other
    assert [choice.value for choice in choices(switched)[:LANGUAGE]] == kept
    for one, same in zip(choices(switched), choices(begun), strict=True):
        assert (one.description, one.options, one.value) == (same.description, same.options, same.value)
    assert shown(switched) == shown(begun)


def test_each_choice_is_drawn_once(survey, monkeypatch):
    """Twice would flicker: first what was chosen before, in the new language, then what is."""
    drawn = []
    plot = panel.plot_answers
    monkeypatch.setattr(panel, "plot_answers", lambda *given, **options: drawn.append(options) or plot(*given, **options))
    box = explore_panel(survey)
    assert len(drawn) == 1
    for at, (choice, value) in enumerate(CHOICES, start=2):
        choices(box)[choice].value = value
        assert len(drawn) == at


def test_no_figure_is_left_over(survey):
    box = explore_panel(survey)
    gc.collect()
    alive = sum(isinstance(thing, Figure) for thing in gc.get_objects())
    for choice in choices(box):
        for _, value in choice.options:
            choice.value = value
    gc.collect()
    assert sum(isinstance(thing, Figure) for thing in gc.get_objects()) <= alive
    assert plt.get_fignums() == []


@pytest.mark.parametrize("value", ["nirwana", 7, "PATI"])
@pytest.mark.parametrize("choice", range(4))
def test_what_there_is_not_cannot_be_chosen(survey, choice, value):
    box = explore_panel(survey)
    before, was = shown(box), choices(box)[choice].value
    with pytest.raises(TraitError):
        choices(box)[choice].value = value
    assert choices(box)[choice].value == was
    assert shown(box) == before


@pytest.mark.parametrize("choice", range(4))
def test_where_nothing_is_chosen_what_is_shown_stays(survey, choice):
    box = explore_panel(survey)
    before = shown(box)
    choices(box)[choice].value = None
    assert shown(box) == before


def test_an_unknown_language_is_refused_with_those_there_are(survey):
    with pytest.raises(UsageError, match=r'"jv" is not a language of this package.*id, en'):
        explore_panel(survey, language="jv")


def test_of_one_place_one_question_and_one_wave_nothing_else_can_be_chosen():
    box = explore_panel(load_survey(pd.DataFrame({"lokasi": ["Pati"] * 3, "produk": list("123")})))
    region, question, split, _ = choices(box)
    assert [value for _, value in region.options] == ["", "pati"]
    assert [value for _, value in question.options] == ["produk"]
    assert [value for _, value in split.options] == ["lokasi"]
    assert rows(box) == {"Pati": ["1 (33,3)", "1 (33,3)", "1 (33,3)", "0", "0", "3"]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_survey_without_a_question_that_can_be_counted_says_so(language):
    survey = load_survey(pd.DataFrame({"lokasi": ["Pati"] * 3, "omzet": [1, 2, 3]}))
    box = explore_panel(survey, language=language)
    assert choices(box) == []
    assert Words.of(survey, language).say("umum.tidak_ditanyakan") in shown(box)


def test_what_is_withheld_stays_withheld_in_every_choice():
    """By hand: of Pati one firm answers 1, which is less than 2; of Klaten three answer 3."""
    frame = pd.DataFrame({"lokasi": ["Pati"] * 3 + ["Klaten"] * 3, "produk": list("122333")})
    box = explore_panel(load_survey(frame, min_cell=2))
    assert rows(box)["Pati"] == ["dirahasiakan"] * 6
    assert rows(box)["Total"] == rows(box)["Klaten"]
    choices(box)[REGION].value = "pati"
    assert rows(box) == {"Pati": ["dirahasiakan"] * 6}
    assert "Pati: dirahasiakan." in shown(box)
