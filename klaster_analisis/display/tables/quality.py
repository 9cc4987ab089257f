"""How far the numbers can be relied on: of printed ones whether they hold together, of a survey what is missing."""

from collections.abc import Collection, Mapping

import pandas as pd
from great_tables import GT

from klaster_analisis.analysis.audit.audit import audit_study
from klaster_analisis.analysis.survey.survey import Survey
from klaster_analisis.display.phrases import release_text
from klaster_analisis.display.tables.audit import show_findings
from klaster_analisis.display.tables.house import house_table
from klaster_analisis.display.words import Words
from klaster_analisis.sources.question import MISSING, PART
from klaster_analisis.sources.study import Study
from klaster_analisis.terms import GELOMBANG, KOSONG, LOKASI, MADE_MISSING, PERTANYAAN, TAK_DIRINCI, N


def show_quality(source: Study | Survey, words: Words, *, place: str | None = None, only: Collection[str] = ()) -> GT:
    """
    Show how far the numbers can be relied on.

    Parameters
    ----------
    source : Study or Survey
    words : Words
    place : str, optional
        Code of the one place that is looked at; all of them otherwise.
    only : collection of str
        Numbers of the printed tables that are looked at; all of them by default.

    Returns
    -------
    great_tables.GT
        Of a study what the audit finds; of a survey how many answers are missing, and why.
    """
    if isinstance(source, Study):
        return show_findings(audit_study(source), words, place=place, only=only)
    return show_missing(source, words, place=place)


def show_missing(survey: Survey, words: Words, *, place: str | None = None) -> GT:
    """
    Show how many firms answered each question, and why others did not.

    Parameters
    ----------
    survey : Survey
    words : Words
    place : str, optional
        Code of the one place that is looked at; all of them together otherwise.

    Returns
    -------
    great_tables.GT
    """
    lacking = _at(survey.missing, place).groupby([PERTANYAAN, KOSONG], as_index=False)[N].sum()
    lacking = lacking.assign(kode=[code.partition(PART)[0] for code in lacking[PERTANYAAN]])
    wide = lacking.pivot_table(index="kode", columns=KOSONG, values=N, aggfunc="max", fill_value=0)
    kinds = [kind for kind in missing_kinds(survey) if kind in wide]
    told = survey.bands if survey.min_cell else survey.numbers
    numbers = told[told[GELOMBANG] == survey.wave]
    given = pd.concat([survey.counts[[LOKASI, PERTANYAAN, N]], numbers[[LOKASI, PERTANYAAN, N]]])
    answered = _at(given, place).groupby(PERTANYAAN)[N].sum()
    withheld = _at(survey.withheld[survey.withheld[GELOMBANG] == survey.wave], place)
    found = (*survey.asked, *numbers[PERTANYAAN], *lacking["kode"], *withheld[PERTANYAAN])
    there = {code.partition(PART)[0] for code in found}
    places = set(survey.places.codes) if place is None else {place}
    names, rows = [], []
    for code in filter(there.__contains__, survey.codebook.questions):
        question = survey.codebook[code]
        first = next((part.code for part in question.parts if part.code in survey.asked), code)
        hidden = places <= survey.withheld_places(first)
        counts = {"": int(answered.get(first, 0))} | {kind: int(wide[kind].get(code, 0)) for kind in kinds}
        names.append(f"{words.group(question.group)}: {words.question(code)}")
        texts = _count_texts(counts, survey.min_cell, words)
        rows.append([words.say("umum.ditahan")] * len(texts) if hidden else texts)
    private = release_text(survey, words) if survey.min_cell else ""
    heads = [words.say("tabel.menjawab"), *(missing_name(kind, words) for kind in kinds)]
    return house_table(
        pd.DataFrame(rows, index=names, columns=heads),
        name="kosong",
        title=words.say("tabel.kosong_judul"),
        stub=words.say("tabel.pertanyaan"),
        note=words.note(
            "tabel.kosong_catatan",
            batas=survey.min_cell if TAK_DIRINCI in kinds else None,
            ditahan=len(withheld) > 0,
            rilis=private,
        ),
    )


def _count_texts(counts: Mapping[str, int], min_cell: int, words: Words) -> list[str]:
    """Write how many answered and are of each kind; where some kinds are not told apart, none of them is said to be nobody's."""
    together = counts.get(TAK_DIRINCI, 0)
    texts = {kind: "–" if kind and together and not n else words.number(n) for kind, n in counts.items()}
    if 0 < together < min_cell:
        texts[TAK_DIRINCI] = f"< {words.number(min_cell)}"
    return list(texts.values())


def _at(frame: pd.DataFrame, place: str | None) -> pd.DataFrame:
    return frame if place is None else frame[frame[LOKASI] == place]


def missing_kinds(survey: Survey) -> list[str]:
    """List the kinds of missing answers: those of the codebook, then those that reading makes."""
    named = survey.codebook.only(MISSING)
    return [*(named.codes if named else ()), *MADE_MISSING]


def missing_name(kind: str, words: Words) -> str:
    """Name a kind of missing answer."""
    named = words.codebook.only(MISSING)
    if named and kind in named.codes:
        return words.answer(named.code, kind)
    return words.say(f"kosong.{kind}")
