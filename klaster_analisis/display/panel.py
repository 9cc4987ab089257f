"""A panel to look around in a survey with the mouse; everything in it is also a plain call."""

from typing import Any

import ipywidgets as widgets

from klaster_analisis.analysis.survey.splitting import SPLITS, split_answers
from klaster_analisis.analysis.survey.survey import Survey
from klaster_analisis.display.asked import not_asked
from klaster_analisis.display.figures.answers import plot_answers
from klaster_analisis.display.tables.split import show_split
from klaster_analisis.display.words import Words
from klaster_analisis.terms import GELOMBANG, LANGUAGES

LOOK = {"layout": {"width": "40rem", "max_width": "100%"}, "style": {"description_width": "7rem"}}
"""Of a choice: as wide as the longest question needs, and no wider than the window."""


def explore_panel(survey: Survey, *, language: str = "id") -> widgets.VBox:
    """
    Show a panel with four choices (region, question, split, language), and the table and figure that belong to them.

    Parameters
    ----------
    survey : Survey
    language : {"id", "en"}
        To begin with.

    Returns
    -------
    ipywidgets.VBox
        Without a running kernel it shows what was chosen last. Of a survey without a question that can be counted it says so.

    Raises
    ------
    UsageError
        If the language is not one of them.
    """
    words = Words.of(survey, language)
    return _Panel(survey, language).box if survey.asked else widgets.VBox([widgets.HTML(not_asked(words).html)])


class _Panel:
    """The widgets, and what they show."""

    def __init__(self, survey: Survey, language: str) -> None:
        self._survey = survey
        self._words = {code: Words.of(survey, code) for code in LANGUAGES}
        languages = [(words.say(f"nama_bahasa.{code}"), code) for code, words in self._words.items()]
        self._language = widgets.Dropdown(options=languages, value=language, **LOOK)
        first = {"wilayah": "", "pertanyaan": survey.asked[0], "rincian": SPLITS[0]}
        self._choices = {name: widgets.Dropdown(options=[value], value=value, **LOOK) for name, value in first.items()}
        self._shown = widgets.HTML()
        self.box = widgets.VBox([*self._choices.values(), self._language, self._shown])
        for choice in self._choices.values():
            choice.observe(self._show, names="value")
        self._rename({})
        self._language.observe(self._rename, names="value")

    def _rename(self, _: Any) -> None:
        """Name all choices in the language that is chosen; what is chosen stays."""
        if self._language.value is None:
            return
        words = self._words[self._language.value]
        self._language.description = words.say("panel.bahasa")
        for name, options in self._options(words).items():
            choice = self._choices[name]
            choice.description = words.say(f"panel.{name}")
            choice.unobserve(self._show, names="value")
            kept = choice.value
            choice.options = options
            choice.value = kept
            choice.observe(self._show, names="value")
        self._show({})

    def _options(self, words: Words) -> dict[str, list[tuple[str, str]]]:
        asked = [(words.whole_question(code), code) for code in self._survey.asked]
        splits = [split for split in SPLITS if split != GELOMBANG or len(self._survey.waves) > 1]
        return {
            "wilayah": [(words.say("panel.semua"), ""), *((words.place(code), code) for code in self._survey.places.codes)],
            "pertanyaan": asked,
            "rincian": [(words.say(f"panel.{split}"), split) for split in splits],
        }

    def _show(self, _: Any) -> None:
        """Show the table and the figure of what is chosen; where something is not, what is shown stays."""
        chosen = {name: choice.value for name, choice in self._choices.items()}
        if None in (self._language.value, *chosen.values()):
            return
        words, question = self._words[self._language.value], chosen["pertanyaan"]
        table = split_answers(self._survey, question, by=chosen["rincian"], place=chosen["wilayah"] or None)
        shown = show_split(table, words, question=question)
        picture = plot_answers(table, words, question=question)
        self._shown.value = shown.as_raw_html() + picture._repr_html_()
