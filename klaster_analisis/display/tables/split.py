"""The table of one question, split by place or by wave."""

import pandas as pd
from great_tables import GT, loc, style

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.display.phrases import answer_names, row_name, row_texts
from klaster_analisis.display.standing import without_sentences
from klaster_analisis.display.tables.house import house_table
from klaster_analisis.display.words import Words
from klaster_analisis.terms import GELOMBANG, TOTAL


def show_split(table: Crosstab, words: Words, *, question: str) -> GT:
    """
    Show the answers to a question: places or waves down, answers across.

    Parameters
    ----------
    table : Crosstab
        As `split_answers` gives it.
    words : Words
    question : str
        Code of the question.

    Returns
    -------
    great_tables.GT
    """
    by_wave = table.counts.index.name == GELOMBANG
    alone = by_wave or len(table.counts) == 1  # waves are the same firms, or others: not to be added up
    parts = [table] if alone else [table, table.pooled]
    texts = pd.concat([row_texts(part, words) for part in parts])
    if TOTAL in texts.index:
        texts.loc[TOTAL] = texts.loc[TOTAL].map(lambda text: text.partition("\n")[0])
    answered = pd.concat([part.row_totals for part in parts])
    hidden = frozenset().union(*(part.withheld for part in parts))
    texts[words.say("tabel.menjawab")] = [
        words.say("umum.ditahan") if row in hidden else words.number(n) for row, n in answered.items()
    ]
    hidden_rows = bool(table.withheld or table.without)
    names = answer_names(question, table.counts, words)
    group = words.group(words.codebook[question].group)
    shown = house_table(
        texts.rename(index=lambda row: row_name(row, table, words), columns=names),
        name="rincian",
        title=words.say("tabel.jawaban_judul", kelompok=group, pertanyaan=words.question(question)),
        stub=words.say("panel.gelombang" if by_wave else "tabel.lokasi"),
        note=words.note("tabel.jawaban_catatan", beberapa=False, berbobot=table.weighted, ditahan=hidden_rows)
        + without_sentences(table, words),
    )
    return shown.tab_style(style=style.css("white-space: pre; line-height: 1.25;"), locations=loc.body())
