"""How far the numbers can be relied on: of printed ones whether they hold together, of a survey what is missing."""

from collections.abc import Collection

import pandas as pd
from great_tables import GT

from klaster_analisis.analysis.audit.audit import audit_study
from klaster_analisis.analysis.survey.survey import Survey
from klaster_analisis.display.tables.audit import show_findings
from klaster_analisis.display.tables.house import house_table
from klaster_analisis.display.words import Words
from klaster_analisis.sources.question import MISSING, PART
from klaster_analisis.sources.study import Study
from klaster_analisis.terms import KOSONG, LOKASI, MADE_MISSING, PERTANYAAN, N


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
    lacking = _at(survey.missing, place)
    lacking = lacking.assign(kode=lacking[PERTANYAAN].str.partition(PART)[0])
    wide = lacking.pivot_table(index="kode", columns=KOSONG, values=N, aggfunc="max", fill_value=0)
    kinds = [kind for kind in missing_kinds(survey) if kind in wide]
    answered = _at(survey.counts, place).groupby(PERTANYAAN)[N].sum()
    rows = {}
    for code in dict.fromkeys(code.partition(PART)[0] for code in [*survey.asked, *lacking["kode"]]):
        question = survey.codebook[code]
        first = question.parts[0].code if question.parts else code
        hidden = place is not None and place in survey.withheld_places(first)
        counts = [int(answered.get(first, 0)), *(int(wide[kind].get(code, 0)) for kind in kinds)]
        name = f"{words.group(question.group)}: {words.question(code)}"
        rows[name] = [words.say("umum.ditahan") if hidden else words.number(n) for n in counts]
    heads = [words.say("tabel.menjawab"), *(missing_name(kind, words) for kind in kinds)]
    return house_table(
        pd.DataFrame.from_dict(rows, orient="index", columns=heads),
        name="kosong",
        title=words.say("tabel.kosong_judul"),
        stub=words.say("tabel.pertanyaan"),
        note=words.say("tabel.kosong_catatan"),
    )


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
