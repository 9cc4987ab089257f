"""The words by which headings and notes of a printed table are recognised, Indonesian and English."""

import re
from dataclasses import dataclass

from klaster_analisis.terms import MAKSIMUM, MINIMUM, PERSEN, RATA_RATA, SD, N

_COUNTED = r"(?: (?:responden|respondents?|jawaban|answers?|sampel|sample))?"
_TOTAL = re.compile(rf"(?:grand )?(?:jumlah|total)(?: total)?{_COUNTED}|n|banyaknya{_COUNTED}|semua|all")
_N = re.compile(rf"n|banyaknya{_COUNTED}|(?:jumlah|total){_COUNTED.removesuffix('?')}|responden|respondents")
_MEASURES = {
    RATA_RATA: {"rata rata", "rata2", "ratarata", "rerata", "mean", "average", "m"},
    MINIMUM: {"minimum", "min", "minimal", "terendah"},
    MAKSIMUM: {"maksimum", "maximum", "maks", "max", "maksimal", "tertinggi"},
    SD: {"sd", "s d", "simpangan baku", "standar deviasi", "std dev", "std deviation", "standard deviation", "st dev", "stdev"},
}
_COUNT_WORDS = {"n", "f", "frekuensi", "frequency", "jumlah", "total", "unit", "banyaknya", "count"}
_PERCENT_WORDS = {"persen", "persentase", "prosentase", "percent", "percentage"}
_MEAN_ROW = {"rata rata", "rata2", "ratarata", "rerata", "mean", "average"}
_DERIVED = re.compile(
    r"\b(?:rata rata|rerata|mean|average|median|indeks|index|rasio|ratio|laju|pertumbuhan|growth|kenaikan|perubahan|change|"
    r"selisih|difference|persen\w*|percent\w*|peringkat|rank)\b"
)
_NUMBERING = {"no", "nomor"}

_MARK = re.compile(r"(?:\s*[*†‡§¹²³⁰⁴-⁹]\)?)+$")
_BOTH = re.compile(r"[,:]?\s*(?:\(n[,;/ ]+%\)|\bn\s*\(%\))$", re.IGNORECASE)
_PERCENT = re.compile(r"\s*(?:\((?:%|persen|percent)\)|%)$|^%\s*", re.IGNORECASE)
_COUNT = re.compile(r"\s*\((?:n|f|unit)\)$", re.IGNORECASE)
_NOTE = re.compile(r"(?:sumber|source|keterangan|ket|catatan|cat|notes?|n\.?\s?b)(?:\s[\w ]*)?\s*\.?\s*:", re.IGNORECASE)
_NOTE_WORD = re.compile(r"(?:sumber|source|keterangan|catatan|notes?)\b", re.IGNORECASE)
_NOTE_MARK = re.compile(r"\*|[†‡§¹²³⁰⁴-⁹]|[a-z0-9]\)", re.IGNORECASE)


@dataclass(frozen=True)
class Heading:
    """
    A heading taken apart.

    Parameters
    ----------
    name : str
        As typed, without the unit; empty if it says nothing but the unit.
    unit : str
        ``persen``, ``n``, or empty where it is not said.
    """

    name: str
    unit: str = ""


def read_heading(text: str) -> Heading:
    """
    Take the unit off a heading.

    Examples
    --------
    >>> read_heading("Tidak Ada (%)"), read_heading("Total (n)"), read_heading("Persentase")
    (Heading(name='Tidak Ada', unit='persen'), Heading(name='Total', unit='n'), Heading(name='', unit='persen'))
    """
    bare = _MARK.sub("", text)
    if word(bare) in _PERCENT_WORDS or bare in ("%", "(%)"):
        return Heading("", PERSEN)
    if _BOTH.search(bare):
        return Heading(_BOTH.sub("", bare))
    for pattern, unit in ((_PERCENT, PERSEN), (_COUNT, N)):
        if pattern.search(bare):
            return Heading(pattern.sub("", bare).strip(), unit)
    return Heading(text)


def word(text: str) -> str:
    """
    Write a text without capitals and punctuation, to look it up among known words.

    Examples
    --------
    >>> word("Rata-Rata*"), word("Std. Dev.")
    ('rata rata', 'std dev')
    """
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def same(text: str) -> str:
    """
    Write a name so that two ways of typing it are equal; signs like < and + tell names apart.

    Examples
    --------
    >>> same("TIDAK ada") == same("Tidak Ada"), same("< 5") == same("> 5")
    (True, False)
    """
    return " ".join(_MARK.sub("", text).casefold().split())


def is_total(name: str) -> bool:
    """Say whether a heading names the sum of the others."""
    return bool(_TOTAL.fullmatch(word(name)))


def is_sum(name: str) -> bool:
    """Say whether a heading names a sum, and not just how many answered."""
    return is_total(name) and not word(name).startswith(("n", "banyaknya"))


def is_n(name: str) -> bool:
    """Say whether a heading names how many answered, and not a sum of scores."""
    return bool(_N.fullmatch(word(name)))


def is_mean_row(name: str) -> bool:
    """Say whether a heading of a row names the mean of the others."""
    return word(read_heading(name).name) in _MEAN_ROW


def is_derived(name: str) -> bool:
    """
    Say whether a heading of a row names numbers that are made of those of other rows, and need not add up as these do.

    Examples
    --------
    >>> is_derived("Rata-rata per desa"), is_derived("Indeks (2019 = 100)"), is_derived("Ratatotok")
    (True, True, False)
    """
    return bool(_DERIVED.search(word(name)))


def is_count_word(name: str) -> bool:
    """Say whether a heading says only that counts stand below it."""
    return word(name) in _COUNT_WORDS


def is_numbering(name: str) -> bool:
    """Say whether a first column only numbers the rows."""
    return word(name) in _NUMBERING


def measure_of(name: str) -> str | None:
    """
    Say which measure of a score a heading names.

    Examples
    --------
    >>> measure_of("Rata-rata"), measure_of("Std. Dev."), measure_of("Produk")
    ('rata_rata', 'sd', None)
    """
    return next((measure for measure, words in _MEASURES.items() if word(name) in words), None)


def is_note(text: str, *, alone: bool) -> bool:
    """
    Say whether a row begins like a note under a table.

    Parameters
    ----------
    text : str
        The first cell of the row.
    alone : bool
        Whether the row holds no number: then a mark, or the word alone, will do.

    Examples
    --------
    >>> is_note("Sumber: Data Primer", alone=False), is_note("Sumber air", alone=False), is_note("*) dibulatkan", alone=True)
    (True, False, True)
    """
    text = text[:100]
    return bool(_NOTE.match(text) or (alone and (_NOTE_WORD.match(text) or _NOTE_MARK.match(text))))
