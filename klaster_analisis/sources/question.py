"""What a codebook holds: questions, their answers, when they are asked, and what their numbers may be."""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from klaster_analisis.terms import LANGUAGES, TIDAK, YA

ORDINAL, NOMINAL, YES_NO, SEVERAL = "ordinal", "nominal", "ya_tidak", "banyak"
NUMBER, DATE = "angka", "tanggal"
PLACE, FIRM, WAVE, WEIGHT = "tempat", "usaha", "gelombang", "bobot"
PERSONAL, TEXT = "pribadi", "teks"
MISSING = "kosong"

CHOSEN = (ORDINAL, NOMINAL, YES_NO, SEVERAL)
"""Kinds of questions that are answered by choosing."""

SINGLE = (PLACE, FIRM, WAVE, WEIGHT, DATE, MISSING)
"""Kinds of which a codebook has one question at most: what a row is about."""

UNCOUNTED = (PERSONAL, TEXT)
"""Kinds of which nothing is counted."""

KINDS = (*CHOSEN, NUMBER, *SINGLE, *UNCOUNTED)
UNDISCLOSED = "tak_diungkap"

PART = "/"  # between a question with several answers and one of them: as survey forms write it


@dataclass(frozen=True)
class Answer:
    """
    An answer.

    Parameters
    ----------
    code : str
    label : dict of str
        By language; empty where the source does not disclose it.
    status : str
        Where the label is from.
    aliases : tuple of str
        What else may stand in a file for it.
    """

    code: str
    label: dict[str, str]
    status: str
    aliases: tuple[str, ...] = ()

    @property
    def disclosed(self) -> bool:
        """Whether the source says what the code means."""
        return self.status != UNDISCLOSED


@dataclass(frozen=True)
class Condition:
    """A question is asked only where another one got this answer."""

    question: str
    answer: str


def decimal_text(number: Fraction) -> str:
    """
    Write a decimal number in full.

    Examples
    --------
    >>> decimal_text(Fraction("0.125")), decimal_text(Fraction(1_000_000))
    ('0.125', '1000000')
    """
    return format(Decimal(number.numerator) / number.denominator, "f")


@dataclass(frozen=True)
class Bounds:
    """
    What a number may be: from low to high, both included; None where there is no end.

    Examples
    --------
    >>> 0.7 in Bounds(low=Fraction("0.7")), 0.69 in Bounds(low=Fraction("0.7"))
    (True, False)
    """

    low: Fraction | None = None
    high: Fraction | None = None

    def __contains__(self, value: float) -> bool:
        low, high = (end if end is None else float(end) for end in (self.low, self.high))  # as near to the end as the value is
        return (low is None or value >= low) and (high is None or value <= high)

    def __str__(self) -> str:
        return "..".join("" if end is None else decimal_text(end) for end in (self.low, self.high))


@dataclass(frozen=True)
class Question:
    """
    A question.

    Parameters
    ----------
    group, code, kind : str
        The kind is one of `KINDS`.
    label, wording : dict of str
        By language.
    answers : tuple of Answer
        In order.
    condition : Condition or None
    source : str
        The printed table that it comes from; empty where there is none.
    bounds : Bounds
        Of a number.
    aliases : tuple of str
        What else may head its column in a file.
    """

    group: str
    code: str
    kind: str
    label: dict[str, str]
    wording: dict[str, str]
    answers: tuple[Answer, ...]
    condition: Condition | None
    source: str
    bounds: Bounds = Bounds()
    aliases: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        """The number of the printed table that the question comes from."""
        return self.source.removeprefix("Tabel ")

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes of the answers, in order."""
        return tuple(answer.code for answer in self.answers)

    @cached_property
    def levels(self) -> tuple[int, ...]:
        """The answers as numbers, where all of them are whole numbers; empty where they are not."""
        return tuple(map(int, self.codes)) if all(code.isdecimal() for code in self.codes) else ()

    @cached_property
    def parts(self) -> tuple["Question", ...]:
        """A question with several answers as one question for each of them: whether it was chosen."""
        return tuple(self._part(answer) for answer in self.answers) if self.kind == SEVERAL else ()

    def _part(self, answer: Answer) -> "Question":
        chosen = tuple(text for text in (answer.code, *answer.label.values(), *answer.aliases) if text)
        yes_no = (
            Answer(YA, dict.fromkeys(LANGUAGES, YA), "susunan", chosen),  # its own name in its column says that it was chosen
            Answer(TIDAK, dict.fromkeys(LANGUAGES, TIDAK), "susunan"),
        )
        code = f"{self.code}{PART}{answer.code}"
        return replace(self, code=code, kind=YES_NO, label=answer.label, answers=yes_no, aliases=())
