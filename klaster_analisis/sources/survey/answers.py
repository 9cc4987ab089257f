"""What a value of a column stands for: an answer, a reason why there is none, or nothing that the codebook knows."""

from collections.abc import Mapping
from dataclasses import dataclass

from klaster_analisis.sources.codebook import Codebook
from klaster_analisis.sources.question import MISSING, Question
from klaster_analisis.sources.survey.columns import FileColumn
from klaster_analisis.sources.survey.text import plain
from klaster_analisis.terms import TAK_DIJELASKAN, TANPA_JAWABAN, TIDAK, YA

CHOSEN = {YA: ("1", "true", "ya", "yes", "x", "v", "✓"), TIDAK: ("0", "false", "tidak", "no")}


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
        self._missing = _spellings(missing) if missing else {}
        self._codes = _spellings(question)

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
        if code := self._said.get(plain(text)):
            return Reading(code)
        label = self.column.labels.get(text)
        reading = self._look_up(label if label is not None else text)
        if not reading.known and self.column.marks_missing(text):
            return Reading(missing=TAK_DIJELASKAN)
        return reading

    def label(self, text: str) -> str:
        """Give the label that the file itself has for a value; an empty text where it has none."""
        return self.column.labels.get(text, "")

    def _look_up(self, text: str) -> Reading:
        key = plain(text)
        if key in self._codes:
            return Reading(self._codes[key])
        return Reading(missing=self._missing.get(key, ""))


def _spellings(question: Question) -> dict[str, str]:
    """List all spellings of the answers of a question; what two answers share stands for neither."""
    found: dict[str, set[str]] = {}
    for answer in question.answers:
        chosen = CHOSEN.get(answer.code, ()) if question.codes == tuple(CHOSEN) else ()
        for text in (answer.code, *answer.label.values(), *answer.aliases, *chosen):
            if text:
                found.setdefault(plain(text), set()).add(answer.code)
    clear = {key: next(iter(codes)) for key, codes in found.items() if len(codes) == 1}
    return clear | {plain(answer.code): answer.code for answer in question.answers}


def split_several(text: str, key: AnswerKey) -> list[str] | None:
    """
    Take the answers apart that stand in one cell.

    Parameters
    ----------
    text : str
        Codes or labels, separated by commas, semicolons, bars or, where all are codes, by spaces.
    key : AnswerKey
        Of the question.

    Returns
    -------
    list of str or None
        Codes; None where a part of the text is none of the answers.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> book = load_study().codebook
    >>> key = AnswerKey(book["fokus_diterima"], FileColumn("fokus", ("fokus",)), book)
    >>> split_several("modal_sosial keuangan", key), split_several("Modal sosial, Keuangan", key), split_several("lainnya", key)
    (['modal_sosial', 'keuangan'], ['modal_sosial', 'keuangan'], None)
    """
    for sign in (";", "|", ",", None):
        codes = [key.read(part.strip()).code for part in text.split(sign) if part.strip()]
        if codes and all(codes):
            return codes
    return _longest_first(text, key)


def _longest_first(text: str, key: AnswerKey) -> list[str] | None:
    """Take labels apart that are joined by spaces, or hold the separator themselves: the longest that fits, again and again."""
    words = text.replace(",", " ").split()
    codes: list[str] = []
    while words:
        for length in range(len(words), 0, -1):
            if code := key.read(" ".join(words[:length])).code:
                codes.append(code)
                words = words[length:]
                break
        else:
            return None
    return codes
