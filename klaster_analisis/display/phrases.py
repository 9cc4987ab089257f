"""Phrases that tables, figures and prose share."""

from collections import Counter
from collections.abc import Iterable
from itertools import product

import pandas as pd

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.shares.single import row_shares, share
from klaster_analisis.analysis.scores import ScoreProfile
from klaster_analisis.analysis.survey.survey import Survey
from klaster_analisis.display.words import Words
from klaster_analisis.terms import GELOMBANG, MAKSIMUM, MINIMUM, RATA_RATA, N


def count_text(n: int, share: float, words: Words) -> str:
    """Write a count and its share as the study does, ``13 (76,5)``; a zero stands alone."""
    return f"{words.number(n)} ({words.number(100 * share, decimals=1)})" if n else words.number(0)


def answer_names(question: str, codes: Iterable[object], words: Words) -> dict[object, str]:
    """Name the answers to a question; of several that are named alike, like those that are not disclosed, tell the code too."""
    names = {code: words.answer(question, str(code)) for code in codes}
    alike = Counter(names.values())
    return {code: f"{name} ({code})" if alike[name] > 1 else name for code, name in names.items()}


def row_name(row: object, table: Crosstab, words: Words) -> str:
    """Name a row of a table by place or by wave; a wave stands for itself, whatever else its name may be the code of."""
    return str(row) if table.counts.index.name == GELOMBANG else words.place(str(row))


def interval_text(n: int, base: int, words: Words) -> str:
    """Write the interval of a share in percent, ``52,7–90,4``; a dash for a share of nobody."""
    found = share(n, base)
    return words.interval(found.low, found.high) if base else words.number(found.value)


def row_texts(table: Crosstab, words: Words) -> pd.DataFrame:
    """
    Write each cell of a table as a count and its share of the row, with the share's interval on a second line.

    Parameters
    ----------
    table : Crosstab
        Weighted shares have no interval; a row that is withheld says so in every cell.
    words : Words

    Returns
    -------
    pandas.DataFrame of str
    """
    found = row_shares(table)
    texts = pd.DataFrame("", index=table.counts.index, columns=table.counts.columns)
    for (row, column), cell in zip(product(texts.index, texts.columns), found.to_dict("records"), strict=True):
        shown = count_text(cell["n"], cell["share"], words)
        if row in table.withheld:
            shown = words.say("umum.ditahan")
        elif cell["base"] and not pd.isna(cell["low"]):
            shown += f"\n{words.interval(cell['low'], cell['high'])}"
        elif not cell["base"]:
            shown += f"\n{words.number(cell['share'])}"
        texts.at[row, column] = shown
    return texts


def score_text(profile: ScoreProfile, place: str, question: str, words: Words) -> str:
    """Write a score as ``3 (1–5)``: mean, minimum, maximum; a question mark for an end that is not printed."""
    score = profile.frame.loc[(place, question)]
    if profile.counted and pd.isna(score[RATA_RATA]):
        return words.say("umum.ditahan") if pd.isna(score[N]) else words.number(score[RATA_RATA])
    mean = words.score(score[RATA_RATA])
    ends = ["?" if pd.isna(score[end]) else words.score(score[end]) for end in (MINIMUM, MAKSIMUM)]
    return mean if ends == ["?", "?"] else f"{mean} ({'–'.join(ends)})"


def scores_read_out(profile: ScoreProfile, words: Words) -> str:
    """Read all scores out, place by place: the text alternative of a figure of scores."""
    places, questions = profile.means.index, profile.means.columns
    return " ".join(
        words.say(
            "gambar.skor_alt",
            tempat=words.place(place),
            nilai=[f"{words.question(code)} {score_text(profile, place, code, words)}" for code in questions],
        )
        for place in places
    )


def lowest_sentence(profile: ScoreProfile, words: Words, *, place: str | None = None) -> str:
    """Say which questions have the lowest printed mean: in one place, or in all of them."""
    means = profile.means
    if place is not None and means.loc[place].isna().all():
        return words.say("gambar.dinamika_judul_kosong", tempat=words.place(place))
    lowest = means.eq(means.min(axis="columns"), axis="index")
    if place is not None:
        names = [words.question(code) for code in means.columns[lowest.loc[place]]]
        return words.say("gambar.dinamika_judul_satu", tempat=words.place(place), indikator=names, nilai=means.loc[place].min())
    known = means.notna().any(axis="columns")
    everywhere = [words.question(code) for code in means.columns[lowest[known].all() & known.any()]]
    return words.say("gambar.dinamika_judul", indikator=everywhere)


def release_text(survey: Survey, words: Words) -> str:
    """
    Say how closely what is withheld can be known, and what that is said of.

    Parameters
    ----------
    survey : Survey
        With small counts withheld.
    words : Words

    Returns
    -------
    str
    """
    return words.say(
        "umum.rilis",
        n=survey.withheld_counts,
        selisih=survey.least_width / 2,
        batas=survey.min_cell,
        dibandingkan=bool(survey.compared),
    )
