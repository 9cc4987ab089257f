"""Which question a heading means: by its code, its label or its wording, under whatever group a form puts before it."""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from klaster_analisis.sources.codebook import Codebook
from klaster_analisis.sources.question import MISSING, PART, Question
from klaster_analisis.sources.survey.answers import spellings
from klaster_analisis.sources.survey.likeness import is_slip
from klaster_analisis.sources.survey.mapping import Mapping as UserMapping
from klaster_analisis.sources.survey.text import plain
from klaster_analisis.terms import LANGUAGES

BY_MAPPING = "pemetaan"
BY_CODE, BY_LABEL, BY_WORDING, BY_ALIAS = "kode", "label", "teks", "sandi"
STRENGTH = (BY_CODE, BY_WORDING, BY_LABEL, BY_ALIAS)
PREFIXES = ("/", "-", ".", ":", "|", ">", "\N{EN DASH}", "\N{EM DASH}")
NEAR = 0.85
MOST_CUTS = 40  # no heading of a form has more of them
BRACKETS = {"]": "[", ")": "("}
_CHOICE = re.compile(r"\s*(choice|pilihan)\s*=", re.IGNORECASE)  # of REDCap, before an answer in brackets
_FILLER = re.compile(r"\s*-\s*(selected choice|pilihan terpilih)\s*(?=$|[-/])", re.IGNORECASE)  # of Qualtrics
_HINT = re.compile(  # what a form says of how to answer
    r"\s*\([^()]*\b(lebih dari satu|semua yang|select all|check all|mark all|choose all|multiple answers?)\b[^()]*\)",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"(?<=[\[(/:])\s*[0-9a-z]{1,2}[.)]\s+", re.IGNORECASE)  # 1. Toko, of answers that are numbered
_NUMBER_BEHIND = re.compile(r"[_$. ]?[0-9]+$")
_TEXT_BESIDE = re.compile(r"(.+[ _/-])?(text|teks|comment|komentar|.*comment)", re.IGNORECASE)  # what is written beside an answer
NO_HEADING = re.compile(r"\([0-9]+\)|Unnamed: [0-9]+(_level_[0-9]+)?|\.\.\.[0-9]+")
"""How a column without a heading is named: by us, by pandas and by R."""

# What survey servers add to the answers.
SYSTEM = frozenset(
    (
        *("start", "end", "today", "username", "deviceid", "subscriberid", "simserial", "phonenumber", "audit", "timestamp"),
        *("key", "instanceid", "submissiondate", "submitterid", "submittername", "attachmentspresent", "attachmentsexpected"),
        *("status", "reviewstate", "edits", "formversion", "formhub/uuid", "uuid"),
    )
)


@dataclass(frozen=True)
class Meaning:
    """
    What a heading means.

    Parameters
    ----------
    questions : tuple of str
        Codes; more than one where the heading may be any of them.
    how : str
        What it was recognised by.
    """

    questions: tuple[str, ...]
    how: str


class Headings:
    """
    All headings that a codebook knows.

    Parameters
    ----------
    codebook : Codebook
    said : Mapping
        What the user says of columns and values.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> known = Headings(load_study().codebook)
    >>> known.meaning("grup_kerjasama/kerjasama_sejenis")
    Meaning(questions=('kerjasama_sejenis',), how='kode')
    >>> known.meaning("Usaha sejenis").questions
    ('kerjasama_sejenis', 'keaktifan_sejenis')
    >>> known.meaning("Kerja sama / Usaha sejenis").questions
    ('kerjasama_sejenis',)
    >>> known.near("kerja_sama_sejenis")
    'kerjasama_sejenis'
    """

    def __init__(self, codebook: Codebook, said: UserMapping | None = None) -> None:
        self._said = said or UserMapping()
        self._meanings = {
            _key(heading): Meaning((question,), BY_MAPPING) for heading, question in self._said.questions.items() if question
        }
        self._codebook = codebook
        asked = [question for question in codebook.questions.values() if question.kind != MISSING]
        for how in STRENGTH:
            found: dict[str, dict[str, None]] = {}
            for question in asked:
                for code, text in _names(question, codebook, how):
                    found.setdefault(_key(text), {})[code] = None
            for key, codes in found.items():
                self._meanings.setdefault(key, Meaning(tuple(codes), how))
        joined: dict[str, dict[str, None]] = {}
        for question in asked:
            for code, text in _joined(question):
                joined.setdefault(_key(text), {})[code] = None
        self._joined = {key: Meaning(tuple(codes), BY_ALIAS) for key, codes in joined.items()}
        self._spellings: dict[str, set[str]] = {}
        self._codes = {plain(question.code): question.code for question in asked}
        self._several = frozenset(question.code for question in asked if question.parts)
        self._answers: dict[str, dict[str, None]] = {}
        for question in asked:
            for part, options in _options(question):
                for option in options:
                    self._answers.setdefault(plain(option), {})[part] = None

    def meaning(self, heading: str) -> Meaning | None:
        """
        Say what a heading means: the whole of it, or what is left without the groups before it.

        Returns
        -------
        Meaning or None
        """
        for text in _without_prefixes(heading):
            if found := self._meanings.get(text) or self._joined.get(text):
                return found
        return None

    def clear(self, headings: Iterable[str]) -> Meaning | None:
        """Say what the first of some headings means that can be one question alone; None where there is none."""
        meanings = filter(None, map(self.meaning, headings))
        return next((meaning for meaning in meanings if len(meaning.questions) == 1), None)

    def is_answer(self, heading: str, question: str, text: str) -> bool:
        """Say whether a text may be an answer to the question that a column with this heading holds."""
        key = plain(text)
        if key in self._said.values.get(heading, {}):
            return True
        answered = self._codebook[question]
        if question not in self._spellings:
            self._spellings[question] = set(spellings(answered))
        return key in self._spellings[question]

    def numbered_answer(self, headings: Sequence[str]) -> Meaning | None:
        """Find the answer that a label names, where the name of the variable is nothing but that of its question and a number."""
        found = self._meanings.get(_key(_NUMBER_BEHIND.sub("", headings[0])))
        if self.meaning(headings[0]) or not found or len(found.questions) > 1 or not self.has_several(found.questions[0]):
            return None
        labels = set(map(plain, headings[1:]))
        options = _options(self._codebook[found.questions[0]])
        return next((Meaning((part,), BY_LABEL) for part, names in options if labels & set(map(plain, names))), None)

    def has_several(self, question: str) -> bool:
        """Say whether a question is one with several answers."""
        return question in self._several

    def answers_of(self, question: str, texts: Iterable[str]) -> set[str]:
        """List the answers that some texts stand for; an empty text among them where one stands for none."""
        known = spellings(self._codebook[question])
        return {known.get(plain(text), "") for text in texts}

    def beside(self, heading: str) -> str:
        """
        Find the question with several answers that a heading names before something that is none of them.

        Returns
        -------
        str
            Code of the answer that is a slip away; of the question where none is; empty where no such question is named.
        """
        for text, answer in _cut(heading):
            found = self._meanings.get(_key(text))
            if found and len(found.questions) == 1 and found.questions[0] in self._several:
                if _TEXT_BESIDE.fullmatch(answer.strip()):
                    return ""
                options = _options(self._codebook[found.questions[0]])
                slips = (part for part, names in options if any(is_slip(plain(answer), plain(name)) for name in names))
                return next(slips, found.questions[0])
        return ""

    def answer_named(self, heading: str) -> str:
        """Find the one answer, of all questions with several, that a heading is called like; empty where there is none."""
        found = self._answers.get(plain(heading), {})
        return next(iter(found)) if len(found) == 1 else ""

    def near(self, heading: str) -> str:
        """Find the question whose code, label or wording is nearly a heading; an empty text where there is none."""
        for text in _without_prefixes(heading):
            close = difflib.get_close_matches(text, self._meanings, n=1, cutoff=NEAR)
            squeezed = {key.replace(" ", ""): code for key, code in self._codes.items()}
            if text.replace(" ", "") in squeezed:
                return squeezed[text.replace(" ", "")]
            if close:
                return self._meanings[close[0]].questions[0]
        return ""


def is_system(heading: str) -> bool:
    """Say whether a survey server added a column: it is no answer."""
    return heading.startswith("_") or plain(heading) in SYSTEM or heading.lower().startswith("meta")


def _names(question: Question, codebook: Codebook, how: str) -> Iterator[tuple[str, str]]:
    """List what may head the column of a question, or of one of its answers, by the code of what it then is."""
    groups = [title for title in codebook.groups.get(question.group, {}).values() if title]
    for text in _texts(question, how):
        yield question.code, text
        if how == BY_LABEL:
            for title in groups:
                yield question.code, f"{title}{PART}{text}"
        for part, options in _options(question):
            for option in options:
                yield part, f"{text}{PART}{option}"


def _options(question: Question) -> Iterator[tuple[str, list[str]]]:
    """List the answers of a question with several: the code of each as a question of its own, and all that it is called."""
    for part, answer in zip(question.parts, question.answers, strict=False):
        yield part.code, [text for text in (answer.code, *answer.label.values(), *answer.aliases) if text]


def _joined(question: Question) -> Iterator[tuple[str, str]]:
    """List the names of columns in which nothing but a joint, or nothing, stands between a question and one of its answers."""
    for part, options in _options(question):
        for text in (question.code, *question.aliases, *filter(None, question.label.values())):
            for option in options:
                yield part, f"{text}_{option}"
                if option.isdecimal() and not text[-1].isdecimal():
                    yield part, f"{text}{option}"


def _texts(question: Question, how: str) -> list[str]:
    if how == BY_CODE:
        return [question.code]
    if how == BY_ALIAS:
        return list(question.aliases)
    texts = question.label if how == BY_LABEL else question.wording
    written = [texts[language] for language in LANGUAGES if texts[language]]
    return list(dict.fromkeys(form for text in written for form in (text, _HINT.sub("", text))))


def _key(text: str) -> str:
    return PART.join(plain(part) for part in text.split(PART))


def _without_prefixes(heading: str) -> Iterator[str]:
    """
    Give a heading, then what is left of it after each sign that forms put behind the name of a group, the longest first.

    The same sign may stand between a question and one of its answers, and so may brackets.
    """
    for text in _plainer(heading):
        cuts = _cuts(text)
        for start in (0, *(at + 1 for at in cuts)):
            yield _key(text[start:])
            for at in cuts:
                if at >= start and text[at] != PART:
                    yield _key(f"{text[start:at]}{PART}{text[at + 1 :]}")


def _plainer(heading: str) -> Iterator[str]:
    """Give a heading as it is, then without what a server adds, and with a stroke for brackets around an answer."""
    bare = _NUMBERING.sub("", _HINT.sub("", _FILLER.sub("", heading)))
    texts = dict.fromkeys((heading, _FILLER.sub("", heading), bare))
    if " " not in heading and "." in heading:  # R writes a point for every other sign
        texts[heading.replace(".", " ")] = None
    yield from texts
    for text in map(str.strip, texts):
        opening = BRACKETS.get(text[-1:], "")
        for at in [at for at, sign in enumerate(text) if sign == opening and at][:MOST_CUTS]:
            yield f"{text[:at]}{PART}{_CHOICE.sub('', text[at + 1 : -1], count=1)}"


def _cuts(text: str) -> list[int]:
    return [at for at, sign in enumerate(text) if sign in PREFIXES][:MOST_CUTS]


def _cut(heading: str) -> Iterator[tuple[str, str]]:
    """Give all ways in which a heading, without the groups before it, may be a question and an answer."""
    for text in _plainer(heading):
        cuts = _cuts(text)
        for start in (0, *(at + 1 for at in cuts)):
            yield from ((text[start:at], text[at + 1 :]) for at in cuts if at >= start)
