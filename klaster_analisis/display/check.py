"""What was found in the files of a survey, in lines of text: columns, missing answers, faults."""

from collections.abc import Iterable, Iterator

from klaster_analisis.analysis.survey.loading import SurveyCheck
from klaster_analisis.analysis.survey.notices import NO_COLUMN
from klaster_analisis.analysis.survey.survey import SYNTHETIC, Notice
from klaster_analisis.display.tables.quality import missing_name
from klaster_analisis.display.words import Words
from klaster_analisis.errors import Fault
from klaster_analisis.sources.question import PART
from klaster_analisis.sources.survey.matching import SYSTEM, Match
from klaster_analisis.sources.survey.table import SurveyTable
from klaster_analisis.terms import KOSONG, PERTANYAAN, N

MOST_LINES = 200
"""Faults that are told on a terminal; all of them are in the files that are written."""


def check_words(check: SurveyCheck, language: str) -> Words:
    """Take the words for a survey that may not be countable."""
    synthetic = any(mark in table.spot.file.casefold() for table in check.tables for mark in SYNTHETIC)
    return Words(language, check.codebook, check.places, survey=True, synthetic=synthetic)


def check_lines(check: SurveyCheck, words: Words) -> Iterator[str]:
    """
    Tell what was found.

    Parameters
    ----------
    check : SurveyCheck
    words : Words

    Yields
    ------
    str
        Plain text, a line each.
    """
    for table, notices in zip(check.tables, check.notices, strict=True):
        yield from _columns(table, words)
        yield from notice_lines(notices, words)
    yield from _missing(check, words)
    yield from _mended(check, words)
    if not check.faults:
        yield words.say("periksa.bersih")
        return
    yield words.say("periksa.kesalahan", n=len(check.faults))
    yield from fault_lines(check.faults[:MOST_LINES], words)
    if len(check.faults) > MOST_LINES:
        yield words.say("periksa.lagi", n=len(check.faults) - MOST_LINES)


def fault_lines(faults: Iterable[Fault], words: Words) -> Iterator[str]:
    """Write faults in the language of the reader, a line each."""
    return (str(fault.in_language(words.language)) for fault in faults)


def notice_lines(notices: Iterable[Notice], words: Words) -> Iterator[str]:
    """Write what is no fault but has to be known, a line each; questions without a column of which nothing is near in one."""
    lacking: list[str] = []
    for notice in notices:
        if notice.kind == NO_COLUMN and not notice.values["kepala"]:
            lacking.append(notice.values["pertanyaan"])
        else:
            yield words.say(f"periksa.{notice.kind}", **notice.values)
    if lacking:
        yield words.say("periksa.tanpa_kolom_semua", pertanyaan=lacking)


def _columns(table: SurveyTable, words: Words) -> Iterator[str]:
    matches = table.matching.matches
    yield words.say("periksa.kolom", berkas=table.spot.file, terbaca=sum(match.read for match in matches), semua=len(matches))
    yield from (f"  {_column(match, words)}" for match in matches if match.how != SYSTEM)
    if system := sum(match.how == SYSTEM for match in matches):
        yield "  " + words.say("periksa.sistem", n=system)
    for skipped in table.opened.skipped:
        yield "  " + words.say(f"periksa.lewat_{skipped.kind}", baris=skipped.row)


def _column(match: Match, words: Words) -> str:
    how = words.say(f"cara.{match.how}")
    return f"{match.column.heading} → {match.question} ({how})" if match.read else f"{match.column.heading} – {how}"


def _missing(check: SurveyCheck, words: Words) -> Iterator[str]:
    missing = check.missing_frame()
    codes = [code.partition(PART)[0] for code in missing[PERTANYAAN]]  # of several answers: the most
    missing = missing.assign(**{PERTANYAAN: codes})
    missing = missing.groupby([PERTANYAAN, KOSONG], sort=False, as_index=False)[N].max()
    if len(missing):
        yield words.say("periksa.kosong")
    for question, rows in missing.groupby(PERTANYAAN, sort=False):
        kinds = [f"{missing_name(kind, words).lower()} {words.number(n)}" for kind, n in zip(rows[KOSONG], rows[N], strict=True)]
        yield f"  {question}: {', '.join(kinds)}"


def _mended(check: SurveyCheck, words: Words) -> Iterator[str]:
    for checked in check.checked:
        for code, n in checked.coding.mended.items():
            place = checked.coding.place(code).codes[0]
            whole = words.places[place].region_code
            end = whole.startswith(code)
            yield words.say("periksa.kode_pulih", kode=code, tempat=words.place(place), utuh=whole, n=n, belakang=end)
