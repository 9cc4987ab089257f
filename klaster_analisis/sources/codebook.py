"""The one codebook: what is asked, in which words, what may be answered, in which order, and when."""

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from pathlib import Path

import pandas as pd

from klaster_analisis.errors import Fault, Faults, UsageError, one_of
from klaster_analisis.sources.codebook_checks import (
    BOUNDS,
    CONDITION,
    OURS,
    check_cells,
    check_questions,
    is_code,
)
from klaster_analisis.sources.plain_table import read_plain_table
from klaster_analisis.sources.question import CHOSEN, Answer, Bounds, Condition, Question
from klaster_analisis.terms import LANGUAGES

COLUMNS = ("kelompok", "pertanyaan", "jawaban", "jenis", "label_id")
OPTIONAL = ("label_en", "teks_id", "teks_en", "syarat", "batas", "sandi", "sumber", "status")
SHEET = "codebook"


@dataclass(frozen=True)
class Codebook:
    """
    All questions, in order.

    Parameters
    ----------
    questions : dict of Question
        By code.
    groups : dict of dict
        By code of a group: its label by language.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> book = load_study().codebook
    >>> book["keaktifan_hulu"].codes
    ('pasif', 'aktif', 'proaktif')
    >>> book.followed_by("kerjasama_hulu").code
    'keaktifan_hulu'
    >>> book["fokus_diterima/keuangan"].codes
    ('ya', 'tidak')
    """

    questions: dict[str, Question]
    groups: dict[str, dict[str, str]] = field(default_factory=dict)

    def __getitem__(self, code: str) -> Question:
        try:
            return self._all[code]
        except KeyError:
            fault = Fault("question", f'"{code}" is not in the codebook.', one_of(self.questions, given=code))
            raise UsageError([fault]) from None

    def __contains__(self, code: object) -> bool:
        return code in self._all

    def group(self, name: str) -> tuple[Question, ...]:
        """List the questions of one group, in order."""
        return tuple(question for question in self.questions.values() if question.group == name)

    def of_kind(self, *kinds: str) -> tuple[Question, ...]:
        """List the questions of some kinds, in order."""
        return tuple(question for question in self.questions.values() if question.kind in kinds)

    def only(self, kind: str) -> Question | None:
        """Find the one question of a kind, if there is one."""
        return next(iter(self.of_kind(kind)), None)

    @property
    def counted(self) -> tuple[Question, ...]:
        """List what can be counted, in order: questions answered by choosing; one with several answers as its parts."""
        return tuple(part for question in self.of_kind(*CHOSEN) for part in question.parts or (question,))

    def followed_by(self, code: str) -> Question | None:
        """Find the question that is asked only where this one got a certain answer."""
        following = (q for q in self.questions.values() if q.condition and q.condition.question == code)
        return next(following, None)

    def to_frame(self) -> pd.DataFrame:
        """Give the rows of the codebook's file, all columns as text."""
        rows: list[dict[str, str]] = []
        titled: set[str] = set()
        for question in self.questions.values():
            if question.group in self.groups and question.group not in titled:
                titled.add(question.group)
                rows.append({"kelompok": question.group} | _written("label", self.groups[question.group]))
            rows.append(_question_row(question))
            rows.extend(_answer_row(question, answer) for answer in question.answers)
        rows += [{"kelompok": group} | _written("label", text) for group, text in self.groups.items() if group not in titled]
        return pd.DataFrame(rows, columns=[*COLUMNS, *OPTIONAL], dtype=object).fillna("").astype(str)

    @cached_property
    def _all(self) -> dict[str, Question]:
        return self.questions | {part.code: part for question in self.questions.values() for part in question.parts}


def _written(column: str, texts: dict[str, str]) -> dict[str, str]:
    return {f"{column}_{language}": text for language, text in texts.items()}


def _question_row(question: Question) -> dict[str, str]:
    on = question.condition
    return {
        "kelompok": question.group,
        "pertanyaan": question.code,
        "jenis": question.kind,
        **_written("label", question.label),
        **_written("teks", question.wording),
        "syarat": f"{on.question} = {on.answer}" if on else "",
        "batas": "" if question.bounds == Bounds() else str(question.bounds),
        "sandi": "|".join(question.aliases),
        "sumber": question.source,
        "status": OURS,
    }


def _answer_row(question: Question, answer: Answer) -> dict[str, str]:
    return {
        "kelompok": question.group,
        "pertanyaan": question.code,
        "jawaban": answer.code,
        **_written("label", answer.label),
        "sandi": "|".join(answer.aliases),
        "sumber": question.source,
        "status": answer.status,
    }


def read_codebook(path: Path, faults: Faults) -> Codebook:
    """
    Read a codebook: a row without an answer is a question, the rows below it are its answers in order.

    A row without a question names a group.

    Parameters
    ----------
    path : pathlib.Path
        A CSV file, or an Excel workbook with a sheet ``codebook``.
    faults : Faults
        Takes up what is wrong.

    Returns
    -------
    Codebook
    """
    before = len(faults)
    frame = read_plain_table(path, columns=COLUMNS, optional=OPTIONAL, sheet=SHEET, faults=faults)
    return codebook_of(frame, path.name, faults) if len(faults) == before else Codebook({})


def codebook_of(frame: pd.DataFrame, name: str, faults: Faults) -> Codebook:
    """
    Make a codebook of its rows, as `read_codebook` reads and `Codebook.to_frame` gives them.

    Parameters
    ----------
    frame : pandas.DataFrame of str
        Indexed by number of the line.
    name : str
        Of the file, for messages.
    faults : Faults
        Takes up what is wrong.

    Returns
    -------
    Codebook
    """
    before = len(faults)
    frame = frame.copy()
    frame["status"] = frame["status"].replace("", OURS)
    for text in ("label", "teks"):
        frame[f"{text}_en"] = frame[f"{text}_en"].where(frame[f"{text}_en"] != "", frame[f"{text}_id"])
    check_cells(name, frame, faults)
    asked = frame[frame["pertanyaan"].map(is_code).astype(bool)]
    by_code = {str(code): rows for code, rows in asked.groupby("pertanyaan", sort=False)}
    questions = {code: _question(rows) for code, rows in by_code.items() if "" in set(rows["jawaban"])}
    groups = {str(row["kelompok"]): _texts(row, "label") for _, row in frame[frame["pertanyaan"] == ""].iterrows()}
    check_questions(name, questions, faults)
    return Codebook(questions, groups) if len(faults) == before else Codebook({})


def _question(rows: pd.DataFrame) -> Question:
    head = rows[rows["jawaban"] == ""].iloc[0]
    answers = rows[rows["jawaban"] != ""]
    condition, bounds = CONDITION.fullmatch(head["syarat"]), BOUNDS.fullmatch(head["batas"])
    label = _texts(head, "label")
    return Question(
        group=head["kelompok"],
        code=head["pertanyaan"],
        kind=head["jenis"],
        label=label,
        wording={language: text or label[language] for language, text in _texts(head, "teks").items()},
        answers=tuple(
            Answer(row["jawaban"], _texts(row, "label"), row["status"], _aliases(row)) for _, row in answers.iterrows()
        ),
        condition=Condition(*condition.groups()) if condition else None,
        source=head["sumber"],
        bounds=Bounds(*(Fraction(end) if end else None for end in bounds.groups())) if bounds else Bounds(),
        aliases=_aliases(head),
    )


def _texts(row: "pd.Series[str]", column: str) -> dict[str, str]:
    return {language: row[f"{column}_{language}"] for language in LANGUAGES}


def _aliases(row: "pd.Series[str]") -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, row["sandi"].split("|"))))
