"""The one codebook: what is asked, in which words, what may be answered, in which order, and when."""

import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from klaster_analisis.errors import Fault, Faults, UsageError, one_of
from klaster_analisis.sources.csvfile import read_csv
from klaster_analisis.terms import LANGUAGES

COLUMNS = (
    "kelompok",
    "pertanyaan",
    "jawaban",
    "jenis",
    "label_id",
    "label_en",
    "teks_id",
    "teks_en",
    "syarat",
    "sumber",
    "status",
)
KINDS = ("ordinal", "nominal", "ya_tidak")
STATUSES = ("tercetak", "narasi", "susunan", "tak_diungkap")
UNDISCLOSED = "tak_diungkap"
CODE = re.compile(r"[a-z0-9_]+")
CONDITION = re.compile(r"([a-z0-9_]+) = ([a-z0-9_]+)")


@dataclass(frozen=True)
class Answer:
    """An answer: its code, its label by language (empty where the source does not disclose it), and where that is from."""

    code: str
    label: dict[str, str]
    status: str

    @property
    def disclosed(self) -> bool:
        """Whether the source says what the code means."""
        return self.status != UNDISCLOSED


@dataclass(frozen=True)
class Condition:
    """A question is asked only where another one got this answer."""

    question: str
    answer: str


@dataclass(frozen=True)
class Question:
    """A question: group, code, kind of scale, label and wording by language, answers in order, condition, source."""

    group: str
    code: str
    kind: str
    label: dict[str, str]
    wording: dict[str, str]
    answers: tuple[Answer, ...]
    condition: Condition | None
    source: str

    @property
    def table(self) -> str:
        """The number of the printed table that the question comes from."""
        return self.source.removeprefix("Tabel ")

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the answers, in order."""
        return tuple(answer.code for answer in self.answers)


@dataclass(frozen=True)
class Codebook:
    """
    All questions, in order.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> book = load_study().codebook
    >>> book["keaktifan_hulu"].codes
    ('pasif', 'aktif', 'proaktif')
    >>> book.followed_by("kerjasama_hulu").code
    'keaktifan_hulu'
    """

    questions: dict[str, Question]

    def __getitem__(self, code: str) -> Question:
        try:
            return self.questions[code]
        except KeyError:
            fault = Fault("question", f'"{code}" is not in the codebook.', one_of(self.questions, given=code))
            raise UsageError([fault]) from None

    def group(self, name: str) -> tuple[Question, ...]:
        """List the questions of one group, in order."""
        return tuple(question for question in self.questions.values() if question.group == name)

    def followed_by(self, code: str) -> Question | None:
        """Find the question that is asked only where this one got a certain answer."""
        following = (q for q in self.questions.values() if q.condition and q.condition.question == code)
        return next(following, None)


def read_codebook(path: Path, faults: Faults) -> Codebook:
    """
    Read a codebook: a row without an answer is a question, the rows below it are its answers in order.

    Parameters
    ----------
    path : pathlib.Path
    faults : Faults
        Takes up what is wrong.

    Returns
    -------
    Codebook
    """
    frame = read_csv(path, columns=COLUMNS, faults=faults)
    before = len(faults)
    _check_cells(path.name, frame, faults)
    if len(faults) > before:
        return Codebook({})
    questions = {str(code): _question(rows) for code, rows in frame.groupby("pertanyaan", sort=False)}
    _check_conditions(path.name, questions, faults)
    return Codebook(questions)


def _check_cells(name: str, frame: pd.DataFrame, faults: Faults) -> None:
    heads = frame["jawaban"] == ""
    rules = [
        ("kelompok", frame["kelompok"].map(_is_code), "is not a code.", "Use a–z, 0–9 and _."),
        ("pertanyaan", frame["pertanyaan"].map(_is_code), "is not a code.", "Use a–z, 0–9 and _."),
        ("jawaban", heads | frame["jawaban"].map(_is_code), "is not a code.", "Use a–z, 0–9 and _."),
        ("jenis", frame["jenis"].isin(KINDS) | ~heads, "is no kind of question.", f"Use one of: {', '.join(KINDS)}."),
        ("status", frame["status"].isin(STATUSES), "is not a status.", f"Use one of: {', '.join(STATUSES)}."),
        ("syarat", frame["syarat"].map(_is_condition), "is not a condition.", "Write: question = answer."),
        ("jawaban", ~frame.duplicated(["pertanyaan", "jawaban"]), "stands there twice for this question.", "Keep one."),
    ]
    labelled = frame["status"] != UNDISCLOSED
    for column in (f"label_{language}" for language in LANGUAGES):
        rules.append(
            (
                column,
                (frame[column] != "") == labelled,
                "does not go with its status.",
                f"A label is empty when, and only when, its status is {UNDISCLOSED}.",
            )
        )
    for column, holds, problem, remedy in rules:
        for line, value in frame.loc[~holds.astype(bool), column].items():
            faults.add(f"{name}, line {line}, column {column}", f'"{value}" {problem}', remedy)
    known = set(frame.loc[heads, "pertanyaan"])
    for line, value in frame.loc[~frame["pertanyaan"].isin(known), "pertanyaan"].items():
        faults.add(
            f"{name}, line {line}", f'the question "{value}" has no row of its own.', "Add a row for it with an empty jawaban."
        )


def _is_code(text: str) -> bool:
    return bool(CODE.fullmatch(text))


def _is_condition(text: str) -> bool:
    return text == "" or bool(CONDITION.fullmatch(text))


def _question(rows: pd.DataFrame) -> Question:
    head = rows[rows["jawaban"] == ""].iloc[0]
    answers = rows[rows["jawaban"] != ""]
    condition = CONDITION.fullmatch(head["syarat"])
    return Question(
        group=head["kelompok"],
        code=head["pertanyaan"],
        kind=head["jenis"],
        label={language: head[f"label_{language}"] for language in LANGUAGES},
        wording={language: head[f"teks_{language}"] for language in LANGUAGES},
        answers=tuple(
            Answer(row["jawaban"], {language: row[f"label_{language}"] for language in LANGUAGES}, row["status"])
            for _, row in answers.iterrows()
        ),
        condition=Condition(*condition.groups()) if condition else None,
        source=head["sumber"],
    )


def _check_conditions(name: str, questions: dict[str, Question], faults: Faults) -> None:
    for question in questions.values():
        if len(question.answers) < 2:
            faults.add(name, f'the question "{question.code}" has fewer than two answers.', "Add its answers.")
        on = question.condition
        if on and (on.question not in questions or on.answer not in questions[on.question].codes):
            faults.add(
                name,
                f'the condition of "{question.code}" names "{on.question} = {on.answer}".',
                "Name a question of the codebook and one of its answers.",
            )
