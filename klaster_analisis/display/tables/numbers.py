"""Numbers that firms give, like their turnover, place by place: median and middle half, or, under a smallest count, bands."""

import math
import re
from collections.abc import Mapping

import pandas as pd
from great_tables import GT, loc, style

from klaster_analisis.analysis.overview import Overview, place_names
from klaster_analisis.analysis.survey.bands import Band
from klaster_analisis.analysis.survey.measures import NumberSummary, banded_numbers, summarise_numbers
from klaster_analisis.analysis.survey.survey import Survey
from klaster_analisis.display.phrases import count_text
from klaster_analisis.display.tables.house import house_table
from klaster_analisis.display.words import Words
from klaster_analisis.sources.question import NUMBER, Question
from klaster_analisis.terms import TEMPAT_LAIN


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
    names, table = place_names(survey, highlight), _bands_table if survey.min_cell else _summary_table
    questions = survey.codebook.of_kind(NUMBER)
    shown = (table(survey, question, words, names=names, highlight=highlight) for question in questions)
    return [found for found in shown if found is not None]


def _summary_table(
    survey: Survey, question: Question, words: Words, *, names: Mapping[str, str], highlight: str | None
) -> GT | None:
    """Show the median and the middle half of each place."""
    found = summarise_numbers(survey, question.code, names=names)
    if not found:
        return None
    cells = {words.place(place): _summary_cells(summary, words) for place, summary in found.items()}
    heads = [words.say("tabel.menjawab"), words.say("besaran.median"), words.say("tabel.setengah_tengah")]
    note = words.note("tabel.angka_catatan", berbobot=survey.weighted)
    table = _table(pd.DataFrame.from_dict(cells, orient="index", columns=heads), question, words, note=note, highlight=highlight)
    return table.tab_style(style=style.css("white-space: pre; line-height: 1.25;"), locations=loc.body())


def _summary_cells(summary: NumberSummary, words: Words) -> list[str]:
    middle = summary.median
    text = words.score(middle.value)
    if not math.isnan(middle.low):
        text += f"\n{words.score(middle.low)}–{words.score(middle.high)}"
    quarter = f"{words.score(summary.lower_quarter)}–{words.score(summary.upper_quarter)}"
    return [words.number(middle.n), text, quarter]


def _bands_table(
    survey: Survey, question: Question, words: Words, *, names: Mapping[str, str], highlight: str | None
) -> GT | None:
    """Show the bands of each place that is not put together with others."""
    found = banded_numbers(survey, question.code, places=[place for place, name in names.items() if name == place])
    if not found:
        return None
    cells = [(words.place(place), *texts) for place, bands in found.items() for texts in _band_cells(bands, words)]
    heads = [words.say("tabel.besarnya"), words.say("gambar.banyak_usaha")]
    note = words.note(
        "tabel.pita_catatan",
        batas=survey.min_cell,
        banyak=any(len(bands) > 1 for bands in found.values()),
        satu=any(len(bands) == 1 for bands in found.values()),
        lain=TEMPAT_LAIN in names.values(),
        gelombang=len(survey.waves) > 1,
        berbobot=survey.weighted,
        ditahan=not all(found.values()),
    )
    frame = pd.DataFrame([texts for _, *texts in cells], index=[name for name, *_ in cells], columns=heads)
    return _table(frame, question, words, note=note, highlight=highlight)


def _band_cells(bands: tuple[Band, ...], words: Words) -> list[list[str]]:
    if not bands:
        return [[words.say("umum.ditahan")] * 2]
    if len(bands) == 1:
        return [[words.say("tabel.pita_satu"), words.number(bands[0].n)]]
    n = sum(band.n for band in bands)
    return [[_band_name(band, words), count_text(band.n, band.n / n, words)] for band in bands]


def _band_name(band: Band, words: Words) -> str:
    if band.low is None or band.high is None:
        return words.say("tabel.pita_terbuka", bawah=band.low, atas=band.high)
    ends = [words.score(band.low), words.score(band.high)]
    return "–".join(ends) if band.low >= 0 else words.range(ends)


def _table(cells: pd.DataFrame, question: Question, words: Words, *, note: str, highlight: str | None) -> GT:
    return house_table(
        cells,
        name=f"angka-{re.sub('[^a-z0-9]+', '-', question.code)}",
        title=question.label[words.language],
        stub=words.say("tabel.lokasi"),
        note=note,
        highlight=words.place(highlight) if highlight else None,
    )
