"""Which question a heading means: by its code, its label or its wording, under whatever group a form puts before it."""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from klaster_analisis.sources.codebook import Codebook
from klaster_analisis.sources.question import MISSING, PART, Question
from klaster_analisis.sources.survey.text import plain
from klaster_analisis.terms import LANGUAGES

BY_MAPPING = "pemetaan"
BY_CODE, BY_LABEL, BY_WORDING, BY_ALIAS = "kode", "label", "teks", "sandi"
STRENGTH = (BY_CODE, BY_WORDING, BY_LABEL, BY_ALIAS)
PREFIXES = ("/", "-", ".", ":")
NEAR = 0.85
MOST_CUTS = 40  # no heading of a form has more of them

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
    mapped : iterable of str
        Headings that the user names in a mapping file.

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

    def __init__(self, codebook: Codebook, mapped: Iterable[str] = ()) -> None:
        self._meanings = {_key(heading): Meaning((heading,), BY_MAPPING) for heading in mapped}
        asked = [question for question in codebook.questions.values() if question.kind != MISSING]
        for how in STRENGTH:
            found: dict[str, dict[str, None]] = {}
            for question in asked:
                for code, text in _names(question, codebook, how):
                    found.setdefault(_key(text), {})[code] = None
            for key, codes in found.items():
                self._meanings.setdefault(key, Meaning(tuple(codes), how))
        self._codes = {plain(question.code): question.code for question in asked}

    def meaning(self, heading: str) -> Meaning | None:
        """
        Say what a heading means: the whole of it, or what is left without the groups before it.

        Returns
        -------
        Meaning or None
        """
        for text in _without_prefixes(heading):
            if found := self._meanings.get(text):
                return found
        return None

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
        for part, answer in zip(question.parts, question.answers, strict=False):
            for option in (answer.code, *answer.label.values(), *answer.aliases):
                yield part.code, f"{text}{PART}{option}"
    if how == BY_ALIAS:  # names of SPSS and Stata hold no stroke
        for part, answer in zip(question.parts, question.answers, strict=False):
            yield part.code, f"{question.code}_{answer.code}"


def _texts(question: Question, how: str) -> list[str]:
    if how == BY_CODE:
        return [question.code]
    if how == BY_ALIAS:
        return list(question.aliases)
    texts = question.label if how == BY_LABEL else question.wording
    return [texts[language] for language in LANGUAGES if texts[language]]


def _key(text: str) -> str:
    return PART.join(plain(part) for part in text.split(PART))


def _without_prefixes(heading: str) -> Iterator[str]:
    """
    Give a heading, then what is left of it after each sign that forms put behind the name of a group, the longest first.

    The same sign may stand between a question and one of its answers.
    """
    cuts = [at for at, sign in enumerate(heading) if sign in PREFIXES][:MOST_CUTS]
    for start in (0, *(at + 1 for at in cuts)):
        yield _key(heading[start:])
        for at in cuts:
            if at >= start and heading[at] != PART:
                yield _key(f"{heading[start:at]}{PART}{heading[at + 1 :]}")
