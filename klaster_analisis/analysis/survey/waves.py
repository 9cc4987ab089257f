"""The same firms in two waves: how often each answer became which."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import narwhals as nw
import pandas as pd

from klaster_analisis.analysis.counts import Unit, count_questions
from klaster_analisis.analysis.survey.checking import CheckedTable
from klaster_analisis.analysis.survey.raw_counts import MANY, as_text
from klaster_analisis.errors import DataError
from klaster_analisis.sources.codebook import Codebook
from klaster_analisis.sources.question import CHOSEN, FIRM, NUMBER, PLACE, SEVERAL, WAVE
from klaster_analisis.sources.survey.text import cell_text, typed_text
from klaster_analisis.terms import GELOMBANG, LOKASI, PERTANYAAN, N

BEFORE, AFTER = "sebelum", "sesudah"
WAVE_BEFORE, WAVE_AFTER = "gelombang_sebelum", "gelombang_sesudah"
COLUMNS = (WAVE_BEFORE, WAVE_AFTER, LOKASI, PERTANYAAN, BEFORE, AFTER, N)
FIRMS = ""
"""In the place of a question: how many firms are in both waves."""

MOST_WAVES = 24
"""More are a column of days or names, not of waves: each is compared with the next."""

SPARE_ANSWERS = 6  # beside the answers: nothing, reasons for nothing, something wrong
_LATER = "__later"  # behind the columns of the second wave


def no_changes() -> pd.DataFrame:
    """Give changes of nobody: where there is one wave, or firms have no number."""
    return pd.DataFrame(columns=list(COLUMNS))


def count_changes(checked: Sequence[CheckedTable], waves: Sequence[str], codebook: Codebook) -> pd.DataFrame:
    """
    Count the answers of the same firms in two waves: of each wave and the next, and of the first and the last.

    Parameters
    ----------
    checked : sequence of CheckedTable
        The files, in which a firm has a number.
    waves : sequence of str
        In order.
    codebook : Codebook

    Returns
    -------
    pandas.DataFrame
        ``gelombang_sebelum, gelombang_sesudah, lokasi, pertanyaan, sebelum, sesudah, n``: only firms with an answer both times.
        The empty question counts all firms that are in both waves. A firm is counted where it is in the later wave.
    """
    if not 2 <= len(waves) <= MOST_WAVES or not all(_has_numbers(table, codebook) for table in checked):
        return no_changes()
    pairs = dict.fromkeys([*pairwise(waves), (waves[0], waves[-1])])
    read = {id(table): _renamed(table, _codes(table, codebook), codebook) for table in checked}
    sides = {wave: _side(checked, wave, codebook, read) for wave in waves}
    frames = [_pair(sides[before], sides[after], before, after, codebook) for before, after in pairs]
    return pd.concat(frames, ignore_index=True) if frames else no_changes()


def _has_numbers(table: CheckedTable, codebook: Codebook) -> bool:
    firm = codebook.only(FIRM)
    return firm is not None and firm.code in table.coding.table.columns


@dataclass(frozen=True, eq=False)
class _Side:
    """One wave: its firms, one row each, the columns headed by the codes of the questions; and what their values stand for."""

    table: CheckedTable
    frame: nw.LazyFrame[Any]
    questions: tuple[str, ...]


def _asked(table: CheckedTable, codebook: Codebook) -> list[str]:
    """List the questions whose answers are compared."""
    kinds = {code: codebook[code].kind for code in table.coding.table.columns if code not in table.too_many}
    return [code for code, kind in kinds.items() if kind in (*CHOSEN, NUMBER) and kind != SEVERAL]


def _codes(table: CheckedTable, codebook: Codebook) -> list[str]:
    """List the columns that are read."""
    single = [question.code for question in codebook.of_kind(FIRM, PLACE, WAVE)]
    return [*(code for code in single if code in table.coding.table.columns), *_asked(table, codebook)]


def _side(checked: Sequence[CheckedTable], wave: str, codebook: Codebook, read: Mapping[int, nw.LazyFrame[Any]]) -> _Side:
    table = next(table for table in checked if wave in set(table.firms[GELOMBANG]))
    firm, place = (str(question and question.code) for question in map(codebook.only, (FIRM, PLACE)))
    asked, frame = _asked(table, codebook), read[id(table)]
    for code in (question.code for question in codebook.of_kind(WAVE) if question.code in table.coding.table.columns):
        held = frame.select(code).unique().collect().to_dict(as_series=False)[code]
        frame = frame.filter(nw.col(code).is_in([value for value in held if cell_text(value) == wave]))
    frame = frame.filter(~nw.col(firm).is_null())
    if table.doubled:
        frame = frame.filter(~nw.col(firm).is_in(list(table.doubled)))
    return _Side(table, frame.select(firm, place, *asked), tuple(asked))


def _renamed(table: CheckedTable, codes: Sequence[str], codebook: Codebook) -> nw.LazyFrame[Any]:
    """Give columns of a table, headed by the codes of their questions; of a pandas frame as text."""
    names = {code: table.coding.table.columns[code].name for code in codes}
    frame = table.coding.table.opened.frame_of(list(dict.fromkeys(names.values())))
    if isinstance(frame, pd.DataFrame):
        texts = {code: as_text(frame[name], typed=codebook[code].kind == NUMBER) for code, name in names.items()}
        resolved = table.parts.resolved(pd.DataFrame(texts), named=dict(zip(codes, codes, strict=True)))
        renamed: nw.LazyFrame[Any] = nw.from_native(resolved.astype("str")).lazy()
    else:
        lazy = nw.from_native(table.parts.resolved(frame)).lazy()
        renamed = lazy.select(*(nw.col(name).alias(code) for code, name in names.items()))
    return renamed


def _pair(first: _Side, second: _Side, before: str, after: str, codebook: Codebook) -> pd.DataFrame:
    """Join two waves by the number of the firm, and count each question before and after."""
    firm, place = (str(question and question.code) for question in map(codebook.only, (FIRM, PLACE)))
    earlier, later = _alike(first.frame, second.frame, firm)
    counted = _counted(earlier.drop(place).join(later, on=firm, how="inner", suffix=_LATER), first, second, place, codebook)
    rows = [row for unit, frame in counted.items() for row in _coded(unit, frame, first, second)]
    frame = pd.DataFrame(rows, columns=[LOKASI, PERTANYAAN, BEFORE, AFTER, N])
    sums = frame.groupby([LOKASI, PERTANYAAN, BEFORE, AFTER], dropna=False, sort=True, as_index=False)[N].sum()
    return sums.assign(**{WAVE_BEFORE: before, WAVE_AFTER: after})[list(COLUMNS)].astype({N: "int64"})


def _alike(earlier: nw.LazyFrame[Any], later: nw.LazyFrame[Any], firm: str) -> tuple[nw.LazyFrame[Any], nw.LazyFrame[Any]]:
    """Bring two waves into one engine, and the numbers of firms to one type."""
    if earlier.implementation != later.implementation:
        earlier, later = (frame.collect("pandas").lazy() for frame in (earlier, later))
    if earlier.collect_schema()[firm] != later.collect_schema()[firm]:
        earlier, later = (frame.with_columns(nw.col(firm).cast(nw.String())) for frame in (earlier, later))
    return earlier, later


def _counted(joined: nw.LazyFrame[Any], first: _Side, second: _Side, place: str, codebook: Codebook) -> dict[Unit, pd.DataFrame]:
    """Count the firms, and each question before and after; numbers one by one, for they may be too many to be counted."""
    both = [code for code in first.questions if code in second.questions]
    levels = {place: len(second.table.firms) + 1}
    for code in both:
        expected = MANY if codebook[code].kind == NUMBER else len(codebook[code].codes) + SPARE_ANSWERS
        levels |= {code: expected, f"{code}{_LATER}": expected}
    numbers = [(code, f"{code}{_LATER}") for code in both if codebook[code].kind == NUMBER]
    chosen = [(code, f"{code}{_LATER}") for code in both if codebook[code].kind != NUMBER]
    counted = count_questions(joined.to_native(), [(), *chosen], by=[place], levels=levels)
    for unit in numbers:
        with suppress(DataError):
            counted |= count_questions(joined.to_native(), [unit], by=[place], levels=levels)
    return counted


def _coded(unit: Unit, counted: pd.DataFrame, first: _Side, second: _Side) -> Iterator[tuple[Any, ...]]:
    """Give the rows whose place is known and that hold an answer both times: place, question, before, after, firms."""
    coding = second.table.coding
    for values in counted.itertuples(index=False):
        found = coding.place(cell_text(values[0]) or "").codes
        held = zip((first, second), values[1:-1], strict=False)
        answers = [_answer(side, unit[0], value) for side, value in held] or [None, None]
        if len(found) == 1 and (not unit or None not in answers):
            yield (found[0], unit[0] if unit else FIRMS, *answers, int(values[-1]))


def _answer(side: _Side, code: str, value: Any) -> Any:
    """Give the code or the number that a value stands for; None for anything else."""
    coding = side.table.coding
    if coding.codebook[code].kind == NUMBER:
        text = value if isinstance(value, str) else typed_text(value)
        found = side.table.read_numbers.get(code, {}).get(text)
        return found if isinstance(found, float) else None
    return coding.reading(code, cell_text(value)).code or None
