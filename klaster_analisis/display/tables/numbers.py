"""Numbers that firms give, like their turnover: median and middle half, place by place."""

import math
import re

import pandas as pd
from great_tables import GT, loc, style

from klaster_analisis.analysis.overview import Overview, place_names
from klaster_analisis.analysis.survey.measures import NumberSummary, summarise_numbers
from klaster_analisis.display.tables.house import house_table
from klaster_analisis.display.words import Words
from klaster_analisis.sources.question import NUMBER


def show_numbers(known: Overview, words: Words, *, highlight: str | None = None) -> list[GT]:
    """
    Show the numbers that a survey asks for, one table each.

    Parameters
    ----------
    known : Overview
    words : Words
    highlight : str, optional
        Code of the place that the tables are about.

    Returns
    -------
    list of great_tables.GT
        Empty for a printed study, or where no number was asked for.
    """
    survey = known.survey
    if survey is None:
        return []
    shown = []
    for question in survey.codebook.of_kind(NUMBER):
        found = summarise_numbers(survey, question.code, names=place_names(survey, highlight))
        if not found:
            continue
        cells = {words.place(place): _cells(summary, words, private=survey.min_cell > 0) for place, summary in found.items()}
        heads = [words.say("tabel.menjawab"), words.say("besaran.median"), words.say("tabel.setengah_tengah")]
        table = house_table(
            pd.DataFrame.from_dict(cells, orient="index", columns=heads),
            name=f"angka-{re.sub('[^a-z0-9]+', '-', question.code)}",
            title=question.label[words.language],
            stub=words.say("tabel.lokasi"),
            note=words.note(
                "tabel.angka_catatan",
                selang=not survey.min_cell,
                berbobot=survey.weighted,
                ditahan=bool(survey.withheld_places(question.code)),
            ),
            highlight=words.place(highlight) if highlight else None,
        )
        shown.append(table.tab_style(style=style.css("white-space: pre; line-height: 1.25;"), locations=loc.body()))
    return shown


def _cells(summary: NumberSummary | None, words: Words, *, private: bool) -> list[str]:
    if summary is None:
        return [words.say("umum.ditahan")] * 3
    middle = summary.median
    text = words.score(middle.value)
    if not private and not math.isnan(middle.low):  # the ends of the interval are numbers of single firms
        text += f"\n{words.score(middle.low)}–{words.score(middle.high)}"
    quarter = f"{words.score(summary.lower_quarter)}–{words.score(summary.upper_quarter)}"
    return [words.number(middle.n), text, quarter]
