"""What the numbers of a table say, in sentences: every number in them is computed."""

from collections.abc import Mapping

import pandas as pd

from klaster_analisis.analysis.routed import RoutedCrosstab
from klaster_analisis.analysis.scores import HIGH, LOW, ScoreProfile
from klaster_analisis.display.asked import not_asked, unless_empty
from klaster_analisis.display.phrases import lowest_sentence
from klaster_analisis.display.prose import Prose, paragraphs
from klaster_analisis.display.words import Words
from klaster_analisis.terms import ADA, JUMLAH, MAKSIMUM, MASALAH, MINIMUM, TOTAL, N


@unless_empty
def describe_dynamics(profile: ScoreProfile, words: Words, *, place: str | None = None) -> Prose:
    """
    Read the indicators: the lowest, where all firms score the same, and what the sums can carry.

    Parameters
    ----------
    profile : ScoreProfile
    words : Words
    place : str, optional
        Code of the place that the text is about.

    Returns
    -------
    Prose
    """
    totals, ranking = profile.totals(), profile.ranking()
    sums = [
        words.say("uraian.jumlah_tempat", tempat=words.place(code), jumlah=total[JUMLAH], bawah=total[LOW], atas=total[HIGH])
        for code, total in totals.iterrows()
    ]
    survivors = ranking[ranking["bertahan"]]
    return paragraphs(
        [
            lowest_sentence(profile, words, place=place) + ".",
            *_uniform(profile, words, place),
            words.say("uraian.jumlah", jumlah=sums),
            words.say("uraian.urutan", bertahan=len(survivors), pasangan=len(ranking)),
        ]
    )


def _uniform(profile: ScoreProfile, words: Words, place: str | None) -> list[str]:
    several = profile.frame[N].fillna(2) > 1  # of one firm it goes without saying
    same = profile.frame[several & (profile.frame[MINIMUM] == profile.frame[MAKSIMUM])]
    return [
        words.say("uraian.seragam", tempat=words.place(str(code)), indikator=[words.question(q) for q in scores.index.unique(1)])
        for code, scores in same.groupby(level=0, sort=False)
        if place in (code, None)
    ]


@unless_empty
def describe_cooperation(table: RoutedCrosstab, words: Words, *, asked: "pd.Series[int]") -> Prose:
    """
    Read a table of cooperation: how many cooperate, how actively, and how many did not answer.

    Parameters
    ----------
    table : RoutedCrosstab
    words : Words
    asked : pandas.Series of int
        How many were interviewed, by place.

    Returns
    -------
    Prose
    """
    places = [
        words.say(
            "uraian.tempat_dari",
            tempat=words.place(code),
            n=int(table.routed[code]),
            dari=int(table.answered[code]),
            ditahan=code in table.existence.withheld,
        )
        for code in table.answered.index
    ]
    pooled = table.pooled
    first = words.say(
        "uraian.kerjasama",
        mitra=words.question(table.question),
        ada=int(pooled.routed[TOTAL]),
        menjawab=int(pooled.answered[TOTAL]),
        bagian=pooled.existence_share.at[TOTAL, ADA],
        tempat=places,
    )
    return paragraphs([first, *_intensity(table, words), *_silence(table, words, asked)])


def _intensity(table: RoutedCrosstab, words: Words) -> list[str]:
    if table.intensity is None:
        return [words.say("uraian.tanpa_keaktifan")]
    pooled = table.pooled
    counts = table.intensity.column_totals
    texts = [
        words.say(
            "uraian.keaktifan_satu",
            jawaban=words.answer(str(table.follow_up), code),
            n=int(counts[code]),
            bersyarat=pooled.conditional_share.at[TOTAL, code],
            semua=pooled.unconditional_share.at[TOTAL, code],
        )
        for code in counts.index
    ]
    return [words.say("uraian.keaktifan", ada=int(counts.sum()), menjawab=int(pooled.answered[TOTAL]), nilai=texts)]


def _silence(table: RoutedCrosstab, words: Words, asked: "pd.Series[int]") -> list[str]:
    """Say how many did not answer, place by place; not of what is withheld."""
    texts = []
    for code, base in table.denominators(asked=asked).dropna(subset=["menjawab"]).iterrows():
        key = "uraian.diam_tak_tentu" if pd.isna(base["tidak_menjawab"]) else "uraian.diam_tempat"
        numbers = {name: int(base[name]) for name in ("ditanya", "menjawab")}
        texts.append(words.say(key, tempat=words.place(str(code)), **numbers))
    return [words.say("uraian.diam", tempat=texts)] if texts else []


def describe_problems(words: Words) -> Prose:
    """
    Say what the scores of problems are, and why they are not marks.

    Parameters
    ----------
    words : Words

    Returns
    -------
    Prose
    """
    questions = words.codebook.group(MASALAH)
    answers = [answer for question in questions for answer in question.answers]
    if not answers:
        return not_asked(words)
    undisclosed = [answer for answer in answers if not answer.disclosed]
    told = [words.say("uraian.kode", kode=len(answers), tersembunyi=len(undisclosed))]
    if any(question.source for question in questions):  # it is about the study's own problems
        told.append(words.say("uraian.arah"))
    return paragraphs(told)


@unless_empty
def describe_unanswered(tables: Mapping[str, RoutedCrosstab], words: Words, *, asked: "pd.Series[int]") -> Prose:
    """
    Say of all tables together how many of the interviewed firms each one counts.

    Parameters
    ----------
    tables : mapping of str to RoutedCrosstab
        By kind of partner.
    words : Words
    asked : pandas.Series of int
        How many were interviewed, by place.

    Returns
    -------
    Prose
    """
    texts = [
        words.say("uraian.dasar_tabel", mitra=words.question(table.question), n=table.existence.n) for table in tables.values()
    ]
    return paragraphs([words.say("uraian.dasar", ditanya=int(asked.sum()), tabel=texts)])
