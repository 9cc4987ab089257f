"""What a value of a column stands for: an answer, a reason why there is none, or nothing that the codebook knows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from klaster_analisis.sources.codebook import Codebook
from klaster_analisis.sources.question import MISSING, PART, YES_NO, Question
from klaster_analisis.sources.survey.columns import FileColumn
from klaster_analisis.sources.survey.text import plain, tidy
from klaster_analisis.terms import TAK_DIJELASKAN, TANPA_JAWABAN, TIDAK, YA

_WORDS = re.compile(r"[^\s,;|]+")
_PIECES = re.compile(r"[^,;|]*[^\s,;|][^,;|]*")
MOST_PIECES = 20  # of a cell that are looked through for the one that is no answer
_WHOLE = re.compile(r"^([0-9]+)\.0+$")  # how a program writes the code 3 of a column in which some are missing

CHOSEN = {
    YA: ("1", "true", "ya", "iya", "yes", "y", "x", "v", "✓", "✔", "checked", "selected", "quoted", "dipilih", "terpilih"),
    TIDAK: ("0", "false", "tidak", "no", "n", "unchecked", "not checked", "not selected", "not quoted", "tidak dipilih"),
}
WORDS = {code: [text for text in texts if not text.isdecimal()] for code, texts in CHOSEN.items()}
NO_ANSWER = frozenset(
    (
        *(
            "na",
            "n/a",
            "#n/a",
            "n.a.",
            "n.a",
            "nan",
            "null",
            "none",
            "nil",
            "-",
            "--",
            "---",
            "–",
            "—",
            ".",
            "..",
            "...",
            "?",
            "*",
        ),
        *("kosong", "blank", "(blank)", "(kosong)", "missing", "no answer", "tidak ada jawaban", "tidak menjawab", "tidak diisi"),
        *("#null!", "#value!", "#ref!", "#div/0!", "#name?", "-9", "-99", "-999", "-88", "99", "999", "9999"),
    )
)
"""What stands in cells for "no answer": what is meant by it only the user knows."""

_LETTER = r".*[^\W\d_].*"
_PREFIXED = re.compile(rf"[(\[]?\s*(?P<code>[^\s()\[\].:=–—-]+)(?:\s*[)\]]\s*|\s+|(?=[-–—.:=]))[-–—.:=]*\s*(?P<label>{_LETTER})")
_SUFFIXED = re.compile(rf"(?P<label>{_LETTER}?)\s*[(\[]\s*(?P<code>[^()\[\]]+)\s*[)\]]")


@dataclass(frozen=True)
class Reading:
    """
    What a value stands for.

    Parameters
    ----------
    code : str
        The code of an answer; empty where it is none.
    missing : str
        The kind of missing answer; empty where it is none.
    """

    code: str = ""
    missing: str = ""

    @property
    def known(self) -> bool:
        """Whether the value is an answer or a reason for none."""
        return bool(self.code or self.missing)


class AnswerKey:
    """
    What the values of one column stand for.

    Parameters
    ----------
    question : Question
        One that is answered by choosing, or any other: then only missing answers are known.
    column : FileColumn
    codebook : Codebook
        Gives the kinds of missing answers.
    values : mapping of str to str
        What the user says of values.

    Attributes
    ----------
    longest : int
        How many words an answer may have.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> book = load_study().codebook
    >>> key = AnswerKey(book["kerjasama_hulu"], FileColumn("q7", ("q7",), labels={"2": "Tidak ada"}), book)
    >>> key.read("ADA").code, key.read("2").code, key.read("tidak tahu").missing, key.read(None).missing, key.read("Adaa").known
    ('ada', 'tidak_ada', 'tidak_tahu', 'tanpa_jawaban', False)
    """

    def __init__(
        self, question: Question, column: FileColumn, codebook: Codebook, values: Mapping[str, str] | None = None
    ) -> None:
        self.question, self.column = question, column
        self._said = values or {}
        missing = codebook.only(MISSING)
        self._missing = spellings(missing) if missing else {}
        self._kinds = tuple(code for code in (missing.codes if missing else ()) if code not in question.codes)
        self._codes = spellings(question)
        parent, part, _ = question.code.partition(PART)
        self._siblings = spellings(codebook[parent]) if part else {}
        words = (len(_WORDS.findall(text)) for text in ("", *self._said, *column.labels, *self._codes))
        self.longest = max(words) + 2  # a code and a sign may stand before a label

    def read(self, text: str | None) -> Reading:
        """
        Say what a value stands for.

        Parameters
        ----------
        text : str or None
            As `cell_text` writes it.

        Returns
        -------
        Reading
        """
        if text is None:
            return Reading(missing=TANPA_JAWABAN)
        if (said := self._said.get(plain(text))) is not None:
            return Reading(missing=said or TANPA_JAWABAN) if not said or said in self._kinds else Reading(said)
        label = self.column.labels.get(text)
        reading = self._look_up(label if label is not None else text)
        if not reading.known and self.column.marks_missing(text):
            return Reading(missing=TAK_DIJELASKAN)
        return reading

    def said(self, text: str) -> str:
        """Give the answer that the user says a value stands for; an empty text where nothing, or no answer, is said of it."""
        return self.read(text).code if plain(text) in self._said else ""

    def sibling(self, text: str) -> str:
        """Give the other answer of the same question that a value in the column of one answer stands for."""
        return self._siblings.get(plain(text), "")

    @property
    def reasons(self) -> str:
        """The codes of reasons for no answer in brackets, for messages; empty where there are none."""
        return f" ({', '.join(self._kinds)})" if self._kinds else ""

    def near(self, text: str) -> tuple[str, ...]:
        """Give the answers whose code or label, or both where they differ, stand in a text."""
        return tuple(dict.fromkeys(code for pair in _pairs(text) for part in pair if (code := self._look_up(part).code)))

    def label(self, text: str) -> str:
        """Give the label that the file itself has for a value; an empty text where it has none."""
        return self.column.labels.get(text, "")

    def _look_up(self, text: str) -> Reading:
        for key in (plain(text), _WHOLE.sub(r"\1", text)):
            if key in self._codes:
                return Reading(self._codes[key])
            if key in self._missing:
                return Reading(missing=self._missing[key])
        return Reading(next(filter(None, map(self._agreed, _pairs(text))), ""))

    def _agreed(self, pair: tuple[str, str]) -> str:
        """Give the answer that a code and a label both stand for."""
        first, second = (self._codes.get(plain(part), "") for part in pair)
        return first if first == second else ""


def is_no_answer(text: str) -> bool:
    """
    Say whether a text, as statistics programs and spreadsheets write it, may mean that there is no answer.

    Examples
    --------
    >>> is_no_answer("#N/A"), is_no_answer("Adaa")
    (True, False)
    """
    return tidy(text).casefold() in NO_ANSWER


def _pairs(text: str) -> list[tuple[str, str]]:
    """Take a text apart into a code and a label, as forms write both into one cell."""
    found = (pattern.fullmatch(text) for pattern in (_PREFIXED, _SUFFIXED))
    return [(match["code"], match["label"]) for match in found if match]


def spellings(question: Question) -> dict[str, str]:
    """List all spellings of the answers of a question; what two answers share stands for neither."""
    found: dict[str, set[str]] = {}
    for answer in question.answers:
        for text in (answer.code, *answer.label.values(), *answer.aliases):
            if text:
                found.setdefault(plain(text), set()).add(answer.code)
    if set(question.codes) == set(CHOSEN):
        parts = PART in question.code  # in whose columns its own name means yes, and may be what elsewhere means no
        for code, texts in CHOSEN.items():
            for text in texts if parts else [text for text in texts if plain(text) not in found]:
                found.setdefault(plain(text), set()).add(code)
    elif question.kind == YES_NO:  # of which digits may mean anything
        meant = {code: set.union(set(), *(found.get(text, set()) for text in texts)) for code, texts in WORDS.items()}
        for code, answers in meant.items():
            for text in WORDS[code] if len(answers) == 1 else ():
                found.setdefault(plain(text), set()).update(answers)
    clear = {key: next(iter(codes)) for key, codes in found.items() if len(codes) == 1}
    return clear | {plain(answer.code): answer.code for answer in question.answers}


def unknown_part(text: str, key: AnswerKey) -> str:
    """
    Find the part of a cell without which its answers can be taken apart; an empty text where there is none.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> book = load_study().codebook
    >>> key = AnswerKey(book["fokus_diterima"], FileColumn("fokus", ("fokus",)), book)
    >>> unknown_part("Modal sosial, lewat saudara, Keuangan", key), unknown_part("lewat saudara", key)
    ('lewat saudara', '')
    """
    pieces = [match.span() for match in _PIECES.finditer(text)][:MOST_PIECES]
    for length in range(1, len(pieces)):
        for at in range(len(pieces) - length + 1):
            start, end = pieces[at][0], pieces[at + length - 1][1]
            if split_several(f"{text[:start]};{text[end:]}", key):
                return text[start:end].strip()
    return ""


def split_several(text: str, key: AnswerKey) -> list[str] | None:
    """
    Take the answers apart that stand in one cell.

    Parameters
    ----------
    text : str
        Codes or labels, separated by commas, semicolons, bars or spaces; a label may hold such a sign itself.
    key : AnswerKey
        Of the question.

    Returns
    -------
    list of str or None
        Codes; None where a part of the text is none of the answers, or where it can be taken apart in two ways.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> book = load_study().codebook
    >>> key = AnswerKey(book["fokus_diterima"], FileColumn("fokus", ("fokus",)), book)
    >>> split_several("modal_sosial keuangan", key), split_several("Modal sosial, Keuangan", key), split_several("lainnya", key)
    (['modal_sosial', 'keuangan'], ['modal_sosial', 'keuangan'], None)
    """
    if code := key.said(text):
        return [code]
    words = [match.span() for match in _WORDS.finditer(text)]
    ways: list[list[tuple[str, ...]]] = [[()]]  # of the last words, from none of them to all
    for start in reversed(range(len(words))):
        found: dict[frozenset[str], tuple[str, ...]] = {}
        for end in range(start, min(start + key.longest, len(words))):
            rests = ways[len(words) - 1 - end]
            if rests and (code := key.read(text[words[start][0] : words[end][1]]).code):
                found |= {frozenset((code, *rest)): (code, *rest) for rest in rests}
        ways.append(list(found.values())[:2])
    return list(ways[-1][0]) if words and len(ways[-1]) == 1 else None
