"""Tables of how problems are dealt with (Table 8)."""

from fractions import Fraction

import pandas as pd
from great_tables import GT, loc, style

from klaster_analisis.analysis.rounding import round_half_up
from klaster_analisis.analysis.scores import HIGH, LOW, ScoreProfile
from klaster_analisis.display.tables.house import house_table, text_table
from klaster_analisis.display.words import Words
from klaster_analisis.terms import MASALAH, RATA_RATA


def show_problems(cells: pd.DataFrame, words: Words) -> GT:
    """
    Show Table 8 as printed, its row of means included.

    Parameters
    ----------
    cells : pandas.DataFrame
        The cells of Table 8.
    words : Words

    Returns
    -------
    great_tables.GT
    """
    wide = cells.pivot(index="baris", columns="kolom", values="cetak").loc[cells["baris"].unique(), cells["kolom"].unique()]
    decimals = wide.map(lambda text: len(text.partition(",")[2]))
    texts = wide.copy()
    for row in wide.index:
        for column in wide:
            number = float(wide.at[row, column].replace(",", "."))
            texts.at[row, column] = words.number(number, decimals=int(decimals.at[row, column]))
    names = {row: words.say("tabel.rata_rata") if row == RATA_RATA else words.place(row) for row in texts.index}
    return house_table(
        texts.rename(index=names, columns=words.question),
        name="masalah",
        title=words.say("tabel.masalah_judul"),
        stub=words.say("tabel.lokasi"),
        note=words.say("tabel.masalah_catatan"),
    )


def show_codes(words: Words) -> GT:
    """
    Show what the codes of each problem stand for, those that the study does not disclose included.

    Parameters
    ----------
    words : Words

    Returns
    -------
    great_tables.GT
    """
    questions = words.codebook.group(MASALAH)
    codes = sorted({code for question in questions for code in question.codes})
    cells = pd.DataFrame(
        {
            words.say("tabel.kode", kode=code): [
                words.answer(q.code, code) if code in q.codes else words.say("umum.tak_ada_kode") for q in questions
            ]
            for code in codes
        },
        index=[words.question(question.code) for question in questions],
    )
    return text_table(
        cells,
        name="kode",
        title=words.say("tabel.kode_judul"),
        stub=words.say("tabel.masalah"),
        note=words.say("tabel.kode_catatan"),
    )


def show_actions(profile: ScoreProfile, words: Words, *, place: str) -> GT:
    """
    Show of one place which actions each printed score lies among.

    Parameters
    ----------
    profile : ScoreProfile
    words : Words
    place : str
        Code of the place.

    Returns
    -------
    great_tables.GT
    """
    rows = {}
    for question, score in profile.frame.loc[place].iterrows():
        code = words.score(score[RATA_RATA])
        span = words.say("tabel.antara", bawah=score[LOW], atas=score[HIGH])
        nearest = round_half_up(Fraction(score[RATA_RATA]).limit_denominator(100), 0)
        rows[words.question(str(question))] = [f"{code} {span}", words.answer(str(question), str(nearest))]
    heads = [words.say("tabel.skor"), words.say("tabel.tindakan")]
    cells = pd.DataFrame.from_dict(rows, orient="index", columns=heads)
    table = text_table(
        cells,
        name="tindakan",
        title=words.say("tabel.tindakan_judul"),
        stub=words.say("tabel.masalah"),
        note=words.say("tabel.tindakan_catatan"),
    )
    return table.tab_style(style=style.css(rule="white-space: nowrap;"), locations=loc.body(columns="c0"))
