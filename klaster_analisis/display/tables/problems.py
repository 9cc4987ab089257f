"""Tables of how problems are dealt with (Table 8)."""

from fractions import Fraction

import pandas as pd
from great_tables import GT, loc, style

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.overview import Overview, overview
from klaster_analisis.analysis.rounding import round_half_up
from klaster_analisis.analysis.scores import HIGH, LOW, score_profile
from klaster_analisis.analysis.survey.survey import Survey
from klaster_analisis.display.asked import not_asked
from klaster_analisis.display.phrases import count_text
from klaster_analisis.display.prose import Prose
from klaster_analisis.display.tables.house import house_table, text_table
from klaster_analisis.display.words import Words
from klaster_analisis.sources.study import Study
from klaster_analisis.terms import MASALAH, RATA_RATA, TOTAL


def show_problems(source: Study | Survey, words: Words) -> GT | Prose:
    """
    Show Table 8, its row of means included: as printed, or as a survey counts it.

    Parameters
    ----------
    source : Study or Survey
    words : Words

    Returns
    -------
    great_tables.GT
    """
    texts = _counted_problems(source, words) if isinstance(source, Survey) else _printed_problems(source.table("8"), words)
    if texts.empty:
        return not_asked(words)
    names = {row: words.say("tabel.rata_rata") if row == RATA_RATA else words.place(row) for row in texts.index}
    return house_table(
        texts.rename(index=names, columns=words.question),
        name="masalah",
        title=words.say("tabel.masalah_judul"),
        stub=words.say("tabel.lokasi"),
        note=words.say("tabel.masalah_catatan"),
    )


def _printed_problems(cells: pd.DataFrame, words: Words) -> pd.DataFrame:
    wide = cells.pivot(index="baris", columns="kolom", values="cetak").loc[cells["baris"].unique(), cells["kolom"].unique()]
    texts = wide.copy()
    for row in wide.index:
        for column in wide:
            whole, _, decimals = wide.at[row, column].partition(",")
            texts.at[row, column] = words.number(float(f"{whole}.{decimals or 0}"), decimals=len(decimals))
    return texts


def _counted_problems(survey: Survey, words: Words) -> pd.DataFrame:
    """Write the mean of codes by place, and over all firms."""
    tables = overview(survey).problems.tables or {}
    parts = [score_profile(tables), score_profile({code: table.pooled for code, table in tables.items()})]
    means = pd.concat([part.means for part in parts]) if tables else pd.DataFrame()
    return means.map(words.score).rename(index={TOTAL: RATA_RATA})


def show_codes(words: Words) -> GT | Prose:
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
    if not questions:
        return not_asked(words)
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


def show_actions(known: Overview, words: Words, *, place: str) -> GT | Prose:
    """
    Show of one place how problems are dealt with: among which actions each printed score lies, or what most firms do.

    Parameters
    ----------
    known : Overview
    words : Words
    place : str
        Code of the place.

    Returns
    -------
    great_tables.GT
    """
    tables = known.actions
    if tables:
        rows = {words.question(code): _frequent_action(table, code, place, words) for code, table in tables.items()}
        heads = [words.say("tabel.tindakan"), words.say("tabel.menjawab")]
    else:
        rows = {}
        for question, score in known.problems.frame.loc[place].iterrows() if known.problems else ():
            code = words.score(score[RATA_RATA])
            span = words.say("tabel.antara", bawah=score[LOW], atas=score[HIGH])
            nearest = round_half_up(Fraction(score[RATA_RATA]).limit_denominator(100), 0)
            rows[words.question(str(question))] = [f"{code} {span}", words.answer(str(question), str(nearest))]
        heads = [words.say("tabel.skor"), words.say("tabel.tindakan")]
    if not rows:
        return not_asked(words)
    table = text_table(
        pd.DataFrame.from_dict(rows, orient="index", columns=heads),
        name="tindakan",
        title=words.say("tabel.tindakan_judul"),
        stub=words.say("tabel.masalah"),
        note=words.say(
            "tabel.tindakan_catatan",
            berbobot=any(table.weighted for table in tables.values()),
            ditahan=any(place in table.withheld for table in tables.values()),
        ),
    )
    return table.tab_style(style=style.css(rule="white-space: nowrap;"), locations=loc.body(columns="c1" if tables else "c0"))


def _frequent_action(table: Crosstab, question: str, place: str, words: Words) -> list[str]:
    """Name what most firms do, with their number; all of several that are as frequent."""
    if place in table.withheld:
        return [words.say("umum.ditahan")] * 2
    counts, shares = table.counts.loc[place], table.share(of="row").loc[place]
    most = counts[(counts == counts.max()) & (counts > 0)]
    named = [f"{_action(question, str(code), words)} {count_text(int(n), shares[code], words)}" for code, n in most.items()]
    return ["; ".join(named) or "–", words.number(int(counts.sum()))]


def _action(question: str, code: str, words: Words) -> str:
    """Name an action; of one whose meaning is not disclosed, also the code."""
    name = words.answer(question, code)
    return name if name != words.say("umum.tak_diungkap") else f"{words.say('tabel.kode', kode=code)} ({name})"
