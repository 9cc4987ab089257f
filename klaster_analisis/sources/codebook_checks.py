"""Whether a codebook is whole and what it should be: every fault by file, line and column."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

import pandas as pd

from klaster_analisis.errors import Faults
from klaster_analisis.sources.question import (
    CHOSEN,
    KINDS,
    MISSING,
    NUMBER,
    PLACE,
    SEVERAL,
    SINGLE,
    UNDISCLOSED,
    WAVE,
    WEIGHT,
    Bounds,
    Question,
)
from klaster_analisis.sources.survey.text import plain
from klaster_analisis.terms import BOBOT, GELOMBANG, LANGUAGES, LOKASI, N

OURS = "susunan"
STATUSES = ("tercetak", "narasi", OURS, UNDISCLOSED)
CODE = re.compile(r"[a-z0-9_]+")
CONDITION = re.compile(r"([a-z0-9_]+) *= *([a-z0-9_]+)")
BOUNDS = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)?\.\.(-?[0-9]+(?:\.[0-9]+)?)?")
COUNTED = (*CHOSEN, NUMBER, PLACE, WAVE, WEIGHT)
TAKEN = {N: "", LOKASI: PLACE, GELOMBANG: WAVE, BOBOT: WEIGHT}
"""Names of the columns of counted rows: a question that is counted is called so only if it is of that kind."""


def check_cells(name: str, frame: pd.DataFrame, faults: Faults) -> None:
    """
    Look at each cell of a codebook, and for rows that stand there twice or lack their question.

    Parameters
    ----------
    name : str
        Of the file, for messages.
    frame : pandas.DataFrame of str
        Indexed by number of the line.
    faults : Faults
        Takes up what is wrong.
    """
    titles = frame["pertanyaan"] == ""
    heads = (frame["jawaban"] == "") & ~titles
    disclosed = frame["status"] != UNDISCLOSED
    rules = [
        ("kelompok", frame["kelompok"].map(is_code), "is not a code.", "Use a–z, 0–9 and _."),
        ("pertanyaan", titles | frame["pertanyaan"].map(is_code), "is not a code.", "Use a–z, 0–9 and _."),
        ("jawaban", (frame["jawaban"] == "") | frame["jawaban"].map(is_code), "is not a code.", "Use a–z, 0–9 and _."),
        (
            "jawaban",
            ~titles | (frame["jawaban"] == ""),
            "has no question.",
            "Repeat the code of the question in each answer's row.",
        ),
        ("jenis", frame["jenis"].isin(KINDS) | ~heads, "is no kind of question.", f"Use one of: {', '.join(KINDS)}."),
        ("status", frame["status"].isin(STATUSES), "is not a status.", f"Use one of: {', '.join(STATUSES)}."),
        ("syarat", frame["syarat"].map(_is_condition), "is not a condition.", "Write the codes: question = answer."),
        ("batas", frame["batas"].map(_is_bounds), "are no bounds.", "Write 0..100, or 0.. for no upper end."),
        ("batas", frame["batas"].map(_is_ordered), "has its ends reversed.", "Write the lower one first."),
        ("label_id", (frame["label_id"] != "") | ~disclosed, "is no label.", f"Write one; only what is {UNDISCLOSED} has none."),
        ("label_id", (frame["label_id"] == "") | disclosed, f"is {UNDISCLOSED}.", "Empty the label, or mend its status."),
    ]
    for column, holds, problem, remedy in rules:
        for line, value in frame.loc[~holds.astype(bool), column].items():
            faults.add(f"{name}, line {line}, column {column}", f'"{value}" {problem}', remedy)
    again = frame.duplicated(["pertanyaan", "jawaban"]).mask(titles, frame.duplicated(["kelompok", "pertanyaan", "jawaban"]))
    for line, row in frame[again].iterrows():
        faults.add(f"{name}, line {line}", f"{_row_name(row)} stands there twice.", "Keep one.")
    known = set(frame.loc[heads, "pertanyaan"])
    for line, value in frame.loc[~titles & ~frame["pertanyaan"].isin(known), "pertanyaan"].drop_duplicates().items():
        faults.add(
            f"{name}, line {line}", f'the question "{value}" has no row of its own.', "Add a row for it with an empty jawaban."
        )


def _row_name(row: "pd.Series[str]") -> str:
    """Say what a row of the file is: a group, a question or an answer."""
    if not row["pertanyaan"]:
        return f'the group "{row["kelompok"]}"'
    question = f'the question "{row["pertanyaan"]}"'
    return f'the answer "{row["jawaban"]}" of {question}' if row["jawaban"] else question


def is_code(text: str) -> bool:
    """
    Say whether a text may be a code.

    Examples
    --------
    >>> is_code("tidak_ada"), is_code("Tidak ada"), is_code("")
    (True, False, False)
    """
    return bool(CODE.fullmatch(text))


def _is_condition(text: str) -> bool:
    return text == "" or bool(CONDITION.fullmatch(text))


def _is_bounds(text: str) -> bool:
    return text == "" or BOUNDS.fullmatch(text) is not None


def _is_ordered(text: str) -> bool:
    match = BOUNDS.fullmatch(text)
    return match is None or None in match.groups() or Fraction(match[1]) <= Fraction(match[2])


def check_questions(name: str, questions: Mapping[str, Question], faults: Faults) -> None:
    """
    Look at questions, their answers and their conditions.

    Parameters
    ----------
    name : str
        Of the file, for messages.
    questions : mapping of Question
        By code, in order.
    faults : Faults
        Takes up what is wrong.
    """
    for problem, remedy in (*_conditions_at_fault(questions), *_answers_at_fault(questions)):
        faults.add(name, problem, remedy)
    kinds = {question.kind for question in questions.values()}
    if PLACE not in kinds and kinds.issubset(KINDS):  # where a kind is misspelt, it may be this one
        faults.add(name, f'no question is of the kind "{PLACE}".', "Add one: firms are counted place by place.")
    for kind in SINGLE:
        codes = [question.code for question in questions.values() if question.kind == kind]
        if len(codes) > 1:
            faults.add(name, f'{len(codes)} questions are of the kind "{kind}": {", ".join(codes)}.', "Keep one of them.")


def _answers_at_fault(questions: Mapping[str, Question]) -> Iterator[tuple[str, str]]:
    for question in questions.values():
        choices = question.kind in CHOSEN
        if choices and len(question.answers) < 2:
            yield f'the question "{question.code}" has fewer than two answers.', "Add its answers."
        if not choices and question.kind in KINDS and question.kind != MISSING and question.answers:
            yield f'the question "{question.code}" is of the kind {question.kind}, but has answers.', "Mend its jenis."
        if question.kind in KINDS and question.kind != NUMBER and question.bounds != Bounds():
            yield f'the question "{question.code}" has bounds, but is no number.', "Empty its batas."
        if question.kind in COUNTED and TAKEN.get(question.code, question.kind) != question.kind:
            yield f'"{question.code}" is the name of a column of ours, not of a question of this kind.', "Choose another code."
        for label, codes in _alike(question).items():
            yield f'the answers {", ".join(codes)} of "{question.code}" have the same label "{label}".', "Tell them apart."


def _alike(question: Question) -> dict[str, list[str]]:
    """List the labels that several answers have, which a file with labels cannot tell apart, and those answers."""
    found: dict[tuple[str, str], list[str]] = {}
    for language in LANGUAGES:
        for answer in question.answers:
            if label := answer.label[language]:
                found.setdefault((language, plain(label)), []).append(answer.code)
    return {label: codes for (_, label), codes in found.items() if len(codes) > 1}


def _conditions_at_fault(questions: Mapping[str, Question]) -> Iterator[tuple[str, str]]:
    for question in questions.values():
        on = question.condition
        if on is None:
            continue
        if on.question not in questions or on.answer not in questions[on.question].codes:
            problem = f'the condition of "{question.code}" names "{on.question} = {on.answer}".'
            yield problem, "Name a question of the codebook and one of its answers."
        elif questions[on.question].kind == SEVERAL:
            yield f'the condition of "{question.code}" names a question with several answers.', "Name one with a single answer."
        elif list(questions).index(on.question) >= list(questions).index(question.code):
            yield f'the condition of "{question.code}" names a question that comes after it.', "Ask that question first."
