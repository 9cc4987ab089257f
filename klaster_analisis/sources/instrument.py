"""The questionnaire of a codebook as an XLSForm, which KoboToolbox and ODK take: its sheets, as tables of text."""

from collections.abc import Iterator

import pandas as pd

from klaster_analisis.sources.codebook import SHEET, Codebook
from klaster_analisis.sources.places import Places
from klaster_analisis.sources.question import (
    CHOSEN,
    DATE,
    FIRM,
    MISSING,
    NUMBER,
    PERSONAL,
    PLACE,
    SEVERAL,
    TEXT,
    Bounds,
    Question,
    decimal_text,
)
from klaster_analisis.sources.survey.fault import read_rules
from klaster_analisis.terms import LANGUAGES

NAMES = {"id": "Bahasa Indonesia (id)", "en": "English (en)"}
TYPES = {NUMBER: "decimal", DATE: "date", FIRM: "text", PERSONAL: "text", TEXT: "text"}
TITLE = "judul"

Row = dict[str, str]


def xlsform(codebook: Codebook, places: Places) -> dict[str, pd.DataFrame]:
    """
    Make the questionnaire of a codebook.

    Parameters
    ----------
    codebook : Codebook
        Questions of the kinds ``gelombang`` and ``bobot`` are not asked: waves are told apart by their files, and weights are
        made afterwards. Answers whose meaning the source does not disclose cannot be chosen.
    places : Places
        What can be chosen as the place of a firm.

    Returns
    -------
    dict of pandas.DataFrame of str
        The sheets ``survey``, ``choices`` and ``settings``, in both languages; and ``codebook``, from which the same codebook
        is read again.

    Examples
    --------
    >>> from klaster_analisis.sources.survey.opening import load_codebook, load_places
    >>> sheets = xlsform(load_codebook(), load_places())
    >>> asked = sheets["survey"].set_index("name")
    >>> asked.loc["keaktifan_hulu", ["type", "relevant"]].tolist()
    ['select_one keaktifan_hulu', "${kerjasama_hulu} = 'ada'"]
    """
    asked = ["type", "name", *_columns("label"), "relevant", "constraint", *_columns("constraint_message")]
    return {
        "survey": _sheet(_survey(codebook), asked),
        "choices": _sheet(_choices(codebook, places), ["list_name", "name", *_columns("label")]),
        "settings": _sheet(_settings(codebook), ["form_title", "form_id", "default_language"]),
        SHEET: codebook.to_frame(),
    }


def _survey(codebook: Codebook) -> Iterator[Row]:
    asked = [question for question in codebook.questions.values() if _type(question)]
    for group in dict.fromkeys(question.group for question in asked):
        titles = codebook.groups.get(group) or dict.fromkeys(LANGUAGES, group.replace("_", " "))
        yield {"type": "begin_group", "name": f"grup_{group}"} | _texts("label", titles)
        yield from (_question(question) for question in asked if question.group == group)
        yield {"type": "end_group", "name": f"grup_{group}"}


def _question(question: Question) -> Row:
    row = {"type": _type(question), "name": question.code} | _texts("label", question.wording)
    if question.condition:
        row["relevant"] = f"${{{question.condition.question}}} = '{question.condition.answer}'"
    if question.bounds != Bounds():
        row |= _constraint(question.bounds)
    return row


def _type(question: Question) -> str:
    """Give the type of a question; empty for one that is not asked."""
    if question.kind in (*CHOSEN, PLACE):
        return f"{'select_multiple' if question.kind == SEVERAL else 'select_one'} {question.code}"
    return TYPES.get(question.kind, "")


def _constraint(bounds: Bounds) -> Row:
    ends = {"low": bounds.low, "high": bounds.high}
    shown = {name: decimal_text(end) for name, end in ends.items() if end is not None}
    signs = {"low": ">=", "high": "<="}
    key = "isi_antara" if len(shown) > 1 else f"isi_{next(iter(shown))}"
    told = {language: read_rules(language)[0][key][1].format(**shown) for language in LANGUAGES}
    return {"constraint": " and ".join(f". {signs[name]} {end}" for name, end in shown.items())} | _texts(
        "constraint_message", told
    )


def _choices(codebook: Codebook, places: Places) -> Iterator[Row]:
    missing = codebook.only(MISSING)
    for question in codebook.of_kind(*CHOSEN):
        reasons = missing.answers if missing and question.kind != SEVERAL else ()
        further = [reason for reason in reasons if reason.code not in question.codes]
        for answer in (*(answer for answer in question.answers if answer.disclosed), *further):
            yield {"list_name": question.code, "name": answer.code} | _texts("label", answer.label)
    for question in codebook.of_kind(PLACE):
        for place in places.by_code.values():
            yield {"list_name": question.code, "name": place.code} | _texts("label", dict.fromkeys(LANGUAGES, place.name))


def _settings(codebook: Codebook) -> Iterator[Row]:
    titles = codebook.groups.get(TITLE, {})
    title = titles.get(LANGUAGES[0]) or "klaster"
    yield {"form_title": title, "form_id": "klaster", "default_language": NAMES[LANGUAGES[0]]}


def _columns(name: str) -> list[str]:
    return [f"{name}::{NAMES[language]}" for language in LANGUAGES]


def _texts(name: str, texts: dict[str, str]) -> Row:
    return {f"{name}::{NAMES[language]}": texts[language] for language in LANGUAGES}


def _sheet(rows: Iterator[Row], columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=columns, dtype=str).fillna("")
