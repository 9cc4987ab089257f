"""Phrases that tables, figures and prose share."""

from collections import Counter
from collections.abc import Iterable
from itertools import product

import pandas as pd

from klaster_analisis.analysis.change import MEDIAN, SHARE, Change, Changes
from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.shares.single import row_shares, share
from klaster_analisis.analysis.scores import ScoreProfile
from klaster_analisis.analysis.survey.survey import Survey
from klaster_analisis.display.words import Words, uncapitalised
from klaster_analisis.terms import GELOMBANG, MAKSIMUM, MINIMUM, RATA_RATA, TEMPAT_LAIN, N


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
    """Say which questions have the lowest mean: in one place, or in all of them; among those that are shown."""
    return _lowest_everywhere(profile, words) if place is None else _lowest_in(place, profile, words)


def _lowest_in(place: str, profile: ScoreProfile, words: Words) -> str:
    means = profile.means.loc[place].dropna()
    if means.empty:
        return words.say("gambar.dinamika_judul_kosong", tempat=words.place(place))
    lowest = means.index[means == means.min()]
    return words.say(
        "gambar.dinamika_judul_satu",
        tempat=words.place(place),
        indikator=[words.question(code) for code in lowest],
        nilai=means.min(),
        n=len(means),
        sama=len(lowest) == len(means),
        ditahan=len(_withheld(profile, place)),
    )


def _lowest_everywhere(profile: ScoreProfile, words: Words) -> str:
    """Look at the places of which all scores are shown: elsewhere one that is withheld could be the lowest."""
    means = profile.means.dropna(axis="index", how="all")
    whole = means.loc[[place for place in means.index if not _withheld(profile, place)]]
    if whole.empty or TEMPAT_LAIN in means.index:
        return words.say("gambar.dinamika_judul_tanpa")
    lowest = whole.eq(whole.min(axis="columns"), axis="index")
    everywhere = list(whole.columns[lowest.all()])
    return words.say(
        "gambar.dinamika_judul",
        indikator=[words.question(code) for code in everywhere],
        n=len(whole),
        semua=len(whole) == len(profile.means),
        bersama=bool(lowest.sum(axis="columns").gt(len(everywhere)).any()),
    )


def _withheld(profile: ScoreProfile, place: str) -> list[str]:
    """List the questions whose scores are not shown of a place."""
    return [code for code, table in (profile.tables or {}).items() if place in table.withheld]


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


def change_name(change: Change, words: Words) -> str:
    """Name what is followed in a change: its question with the group, and the answer where there are more than two."""
    question = words.codebook[change.question]
    name = words.whole_question(change.question)
    first_of_two = len(question.codes) == 2 or not change.answer
    return name if first_of_two else f"{name}: {answer_names(change.question, question.codes, words)[change.answer]}"


def change_subject(change: Change, words: Words) -> str:
    """Name what is followed in a change as a sentence does: ``Keterampilan (dinamika klaster)``."""
    group, _, name = change_name(change, words).partition(": ")
    return f"{name.replace(': ', ', ')} ({uncapitalised(group)})"


def change_ends(change: Change, words: Words) -> tuple[str, str]:
    """Write the value before and after."""
    write = words.percent if change.kind == SHARE else words.score
    return write(change.before), write(change.after)


def change_sentence(change: Change, words: Words) -> str:
    """Say what changed from what to what, in how many firms."""
    before, after = change_ends(change, words)
    return words.say(
        "uraian.perubahan_hal",
        hal=change_subject(change, words),
        sama=change.paired,
        bagian=change.kind == SHARE,
        median=change.kind == MEDIAN,
        sebelum=before,
        sesudah=after,
        n_sebelum=change.n_before,
        n_sesudah=change.n_after,
        banyak_sebelum=round(change.before * change.n_before) if change.kind == SHARE else 0,
        banyak_sesudah=round(change.after * change.n_after) if change.kind == SHARE else 0,
        naik=change.up or 0,
        turun=change.down or 0,
    )


def no_change_sentence(changes: Changes, words: Words) -> str:
    """Say that nothing was found to have changed, or that nothing could be tested."""
    tested = sum(change.test.adjusted_p is not None for change in changes.changes)
    key = "laporan.perubahan_tak_ada" if tested else "laporan.perubahan_tak_teruji"
    return words.say(key, sebelum=changes.before, n=tested)
