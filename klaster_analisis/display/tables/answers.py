"""Tables of any question of a survey: how many gave each answer, place by place."""

import re
from collections.abc import Mapping

import pandas as pd
from great_tables import GT, loc, style

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.overview import Overview
from klaster_analisis.display.phrases import answer_names, row_texts
from klaster_analisis.display.standing import without_sentence
from klaster_analisis.display.tables.house import house_table
from klaster_analisis.display.words import Words
from klaster_analisis.sources.question import PART
from klaster_analisis.terms import YA


def show_others(known: Overview, words: Words, *, highlight: str | None = None) -> list[GT]:
    """
    Show the questions that have no table of their own in the report, one table each.

    Parameters
    ----------
    known : Overview
    words : Words
    highlight : str, optional
        Code of the place that the tables are about.

    Returns
    -------
    list of great_tables.GT
        Empty for a printed study.
    """
    found: dict[str, dict[str, Crosstab]] = {}
    for tables in known.others.values():
        for code, table in tables.items():
            found.setdefault(code.partition(PART)[0], {})[code] = table
    return [show_answers(tables, words, question=code, highlight=highlight) for code, tables in found.items()]


def show_answers(tables: Mapping[str, Crosstab], words: Words, *, question: str, highlight: str | None = None) -> GT:
    """
    Show the answers to a question: places down, answers across.

    Parameters
    ----------
    tables : mapping of str to Crosstab
        The one table of the question; or, where several answers could be given, the table of each answer.
    words : Words
    question : str
        Code of the question.
    highlight : str, optional
        Code of the place that the table is about.

    Returns
    -------
    great_tables.GT
    """
    several = any(PART in code for code in tables)
    texts = _chosen(tables, words) if several else _answers(next(iter(tables.values())), question, words)
    first = next(iter(tables.values()))
    answered = pd.concat([first.row_totals, first.pooled.row_totals])
    texts[words.say("tabel.menjawab")] = [
        words.say("umum.ditahan") if place in first.withheld | first.pooled.withheld else words.number(n)
        for place, n in answered.items()
    ]
    group = words.codebook[question].group
    shown = house_table(
        texts.rename(index=words.place),
        name=f"jawaban-{re.sub('[^a-z0-9]+', '-', question)}",
        title=words.say("tabel.jawaban_judul", kelompok=words.group(group), pertanyaan=words.question(question)),
        stub=words.say("tabel.lokasi"),
        note=words.note(
            "tabel.jawaban_catatan",
            beberapa=several,
            berbobot=first.weighted,
            ditahan=any(table.withheld or table.without for table in tables.values()),
        )
        + without_sentence({words.question(code) if several else "": table for code, table in tables.items()}, words),
        highlight=words.place(highlight) if highlight else None,
    )
    return shown.tab_style(style=style.css("white-space: pre; line-height: 1.25;"), locations=loc.body())


def _answers(table: Crosstab, question: str, words: Words) -> pd.DataFrame:
    places, total = row_texts(table, words), row_texts(table.pooled, words)
    texts = pd.concat([places, total.map(lambda text: text.partition("\n")[0])])
    return texts.rename(columns=answer_names(question, texts, words))


def _chosen(tables: Mapping[str, Crosstab], words: Words) -> pd.DataFrame:
    """Write how many chose each of several answers."""
    columns = {words.question(code): _answers(table, code, words) for code, table in tables.items()}
    return pd.DataFrame({name: texts[words.say(f"umum.{YA}")] for name, texts in columns.items()})
