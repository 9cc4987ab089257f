"""Every word, sentence and number that a reader sees, in one language."""

import decimal
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import jinja2
import pandas as pd
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from klaster_analisis.analysis.survey.survey import Survey
from klaster_analisis.errors import Fault, UsageError, one_of
from klaster_analisis.sources.codebook import Codebook
from klaster_analisis.sources.places import Places
from klaster_analisis.sources.question import PART
from klaster_analisis.sources.study import Study
from klaster_analisis.terms import LANGUAGES, TEMPAT_LAIN, TOTAL

SURVEY = "survei"
"""The part of a text file whose texts take the place of others where numbers come from a survey."""


@dataclass(frozen=True, eq=False)
class Words:
    """
    A language, and the labels of a codebook and of places in it.

    Parameters
    ----------
    language : {"id", "en"}
        Indonesian or English.
    codebook : Codebook
    places : Places
    survey : bool
        Whether the numbers are counted in a survey, not printed in the study: some sentences then differ.
    synthetic : bool
        Whether no firm in the survey exists.

    Raises
    ------
    UsageError
        If the language is not one of them.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> study = load_study()
    >>> words = Words("id", study.codebook, study.places)
    >>> words.percent(13 / 17), words.number(3.25, decimals=2), words.answer("kerjasama_hulu", "tidak_ada")
    ('76,5%', '3,25', 'Tidak ada')
    """

    language: str
    codebook: Codebook
    places: Places
    survey: bool = False
    synthetic: bool = False

    @classmethod
    def of(cls, source: Study | Survey, language: str) -> "Words":
        """
        Take the words for a study or a survey.

        Parameters
        ----------
        source : Study or Survey
        language : {"id", "en"}

        Examples
        --------
        >>> from klaster_analisis import load_study
        >>> Words.of(load_study(), "en").place("pati")
        'Pati'
        """
        if isinstance(source, Study):
            return cls(language, source.codebook, source.places)
        return cls(language, source.codebook, source.places, survey=True, synthetic=source.synthetic)

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            remedy = one_of(LANGUAGES, given=str(self.language))
            raise UsageError([Fault("language", f'"{self.language}" is not a language of this package.', remedy)])

    def say(self, key: str, **values: Any) -> str:
        """
        Give a text by its key, filled with values.

        Parameters
        ----------
        key : str
            Section and name in the text file, like ``"tabel.lokasi"``.
        **values
            What the text asks for. Whole numbers are written in the language's own format.

        Returns
        -------
        str
            Plain text: whatever shows it has to escape it.
        """
        if key not in self._templates:  # compiled one by one: a command needs few of them
            self._templates[key] = self._environment.from_string(self._text(*key.split(".", 1)))
        return self._templates[key].render(values)

    def note(self, key: str, **values: Any) -> str:
        """Give what stands below a table or a figure of a survey; of a synthetic one, that it is synthetic too."""
        text = self.say(key, **values)
        return f"{text} {self.say('umum.sintetis')}" if self.synthetic else text

    def _text(self, section: str, name: str) -> str:
        texts = read_texts(self.language)
        own = texts[SURVEY].get(section, {}) if self.survey else {}
        return str(own.get(name) or texts[section][name])

    def number(self, value: float, *, decimals: int = 0) -> str:
        """Write a number with so many decimals, a half rounded up; a dash where there is none."""
        return _written(format_decimal, value, f"#,##0.{'0' * decimals}", self.language)

    def score(self, value: float) -> str:
        """Write a score, mean or sum with as many decimals as it has, two at most; a dash where there is none."""
        return _written(format_decimal, value, "#,##0.##", self.language)

    def percent(self, share: float, *, decimals: int = 1) -> str:
        """Write a share between 0 and 1 in percent, a half rounded up; a dash where there is none."""
        return _written(format_percent, share, f"0.{'0' * decimals}%", self.language)

    def days(self, ends: Sequence[date]) -> str:
        """Write a span of days, or the one day that it is; an empty text where there is none."""
        return "–".join(dict.fromkeys(format_date(end, format="long", locale=self.language) for end in ends))

    def enumerate(self, items: Iterable[str]) -> str:
        """Join names as in a sentence: ``a, b, dan c``."""
        return str(format_list(list(items), locale=self.language))

    def points(self, difference: float) -> str:
        """Write a difference of two shares in percentage points, with its sign."""
        sign = "+" if difference > 0 else ""
        return sign + self.number(100 * difference, decimals=1)

    def p_value(self, p: float, *, decimals: int = 3) -> str:
        """Write what stands after the letter p: ``= 0,021``, ``< 0,001`` where the decimals would show nothing, or a dash."""
        if pd.isna(p):
            return "–"
        smallest = 10**-decimals
        return f"= {self.number(p, decimals=decimals)}" if p >= smallest else f"< {self.number(smallest, decimals=decimals)}"

    def interval(self, low: float, high: float) -> str:
        """Write the ends of an interval of shares in percent: ``13,8–60,9``; one number where both read the same."""
        return "–".join(dict.fromkeys(self.number(100 * end, decimals=1) for end in (low, high)))

    def range(self, texts: Iterable[str]) -> str:
        """Write the ends of a range that may be below zero: ``−6,9 sampai +54,9``; one text where both read the same."""
        ends = list(dict.fromkeys(texts))
        return ends[0] if len(ends) == 1 else self.say("tabel.rentang", bawah=ends[0], atas=ends[-1])

    def place(self, code: str) -> str:
        """Name a place, the total of all, or all others together."""
        if code in (TOTAL, TEMPAT_LAIN):
            return self.say(f"umum.{code}", n=len(self.places.codes) - 1)
        return self.places[code].name

    def question(self, code: str) -> str:
        """Give the short label of a question."""
        return self.codebook[code].label[self.language]

    def whole_question(self, code: str) -> str:
        """Name a question with its group; one of several answers with its question."""
        first, part, _ = code.partition(PART)
        before = self.question(first) if part else self.group(self.codebook[code].group)
        return f"{before}: {self.question(code)}"

    def answer(self, question: str, code: str) -> str:
        """Give the label of an answer; where the source does not disclose it, say so."""
        if PART in question:
            return self.say(f"umum.{code}")
        answers = {answer.code: answer for answer in self.codebook[question].answers}
        label = answers[code].label[self.language] if code in answers else ""
        return label or self.say("umum.tak_diungkap")

    def group(self, code: str) -> str:
        """Give the title of a group of questions; a group without one is called by its code."""
        return self.codebook.groups.get(code, {}).get(self.language) or code.replace("_", " ").capitalize()

    def label(self, code: object) -> str:
        """Name what a code of a cross-tab stands for: a place, a question or an answer; a code of neither stands for itself."""
        if code in (*self.places.codes, TOTAL, TEMPAT_LAIN):
            return self.place(str(code))
        questions = self.codebook.questions
        if code in self.codebook:
            return self.question(str(code))
        asked = (question.code for question in questions.values() for answer in question.answers if answer.code == code)
        question = next(asked, None)
        return str(code) if question is None else self.answer(question, str(code))

    @cached_property
    def _templates(self) -> dict[str, jinja2.Template]:
        return {}

    @cached_property
    def _environment(self) -> jinja2.Environment:
        environment = jinja2.Environment(  # noqa: S701 - plain text, which `prose` and the tables escape
            undefined=jinja2.StrictUndefined, finalize=self._finalize
        )
        environment.filters["skor"] = self.score
        environment.filters["persen"] = lambda value, decimals=1: self.percent(value, decimals=decimals)
        environment.filters["angka"] = lambda value, decimals: self.number(value, decimals=decimals)
        environment.filters["poin"] = self.points
        environment.filters["peluang"] = self.p_value
        environment.filters["daftar"] = self.enumerate
        environment.filters["kecil"] = uncapitalised
        return environment

    def _finalize(self, value: Any) -> Any:
        return self.number(value) if isinstance(value, int) else value


def _written(writer: Callable[..., str], value: float, pattern: str, language: str) -> str:
    if pd.isna(value):
        return "–"
    with decimal.localcontext(rounding=decimal.ROUND_HALF_UP):  # Babel rounds as the context says
        written = writer(value, format=pattern.replace(".%", "%").removesuffix("."), locale=language)
    return written.replace("-", "\N{MINUS SIGN}")


def uncapitalised(label: str) -> str:
    """Write a label as in the middle of a sentence; an abbreviation keeps its capitals."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


@cache
def read_texts(language: str) -> dict[str, Any]:
    """Read the text file of a language: texts by section and name."""
    return tomllib.loads(files(__package__).joinpath("texts", f"{language}.toml").read_text("utf-8"))
