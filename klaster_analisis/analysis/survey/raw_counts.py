"""Count what stands in the columns of a survey, as it stands there: after this, every table is small."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from klaster_analisis.analysis.counts import Unit, count_questions
from klaster_analisis.errors import DataError
from klaster_analisis.sources.codebook import Codebook
from klaster_analisis.sources.question import CHOSEN, MISSING, NUMBER, PLACE, SEVERAL, WAVE, WEIGHT, Question
from klaster_analisis.sources.survey.plain_values import plain_series
from klaster_analisis.sources.survey.table import SurveyTable
from klaster_analisis.sources.survey.text import cell_text, typed_text
from klaster_analisis.terms import BOBOT, N

SPARE = 2  # values beside the answers: nothing, and something wrong
WAVES = 4
MOST_VALUES = 1_000
"""Different values in a column of answers: more are names or remarks."""

MANY = 100_000  # how many different numbers to expect: a pass of their own


@dataclass(frozen=True, eq=False)
class RawCounts:
    """
    What stands in a survey, counted.

    Parameters
    ----------
    counts : dict of pandas.DataFrame
        By codes of the questions of a unit: place, wave and answers as text (None where nothing stands; numbers as
        `typed_text` writes them), headed by the codes of the questions, ``n`` and, with weights, ``bobot``. The unit
        without questions counts firms.
    too_many : tuple of str
        Codes of questions whose columns hold too many different values; they are not counted.
    """

    counts: dict[Unit, pd.DataFrame]
    too_many: tuple[str, ...] = ()


def count_raw(
    table: SurveyTable, codebook: Codebook, *, frame: Any, places: int, weight: str | None, levels: Mapping[str, int]
) -> RawCounts:
    """
    Count a survey in as few passes as can be.

    Parameters
    ----------
    table : SurveyTable
    codebook : Codebook
    frame : a frame that Narwhals knows
        The columns of the survey, as `countable` gives them.
    places : int
        How many places to expect.
    weight : str or None
        Column of the survey weight.
    levels : mapping of str to int
        How many different values columns hold, where that is known.

    Returns
    -------
    RawCounts
    """
    counter = _Counter(table, codebook, frame, places, weight)
    counter.levels |= levels
    units = list(counted_units(codebook, counter.names))
    try:
        counts = counter.count(units)
    except DataError:
        wrong = tuple(code for code in dict.fromkeys(c for unit in units for c in unit) if counter.holds_too_many(code))
        if not wrong:
            raise
        counts = counter.count([unit for unit in units if not set(unit) & set(wrong)])
    else:
        chosen = {code for question in codebook.of_kind(*CHOSEN) for code in (question.code, *(p.code for p in question.parts))}
        seen = ((code, counted[code].nunique()) for unit, counted in counts.items() for code in unit if code in chosen)
        wrong = tuple(dict.fromkeys(code for code, different in seen if different > most_values(codebook[code])))
    return RawCounts({unit: counted for unit, counted in counts.items() if not set(unit) & set(wrong)}, wrong)


def counted_units(codebook: Codebook, there: Iterable[str]) -> Iterator[Unit]:
    """
    List what is counted: firms, each question with the one that it depends on, and numbers.

    Parameters
    ----------
    codebook : Codebook
    there : iterable of str
        Codes of the questions and answers that have a column.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> list(counted_units(load_study().codebook, ["produk", "kerjasama_hulu", "keaktifan_hulu", "fokus_diterima/produksi"]))
    [(), ('produk',), ('kerjasama_hulu', 'keaktifan_hulu'), ('fokus_diterima/produksi',)]
    """
    known = set(there)
    depending = [question for question in codebook.of_kind(*CHOSEN) if question.kind != SEVERAL and question.code in known]
    followed = {question.condition.question for question in depending if question.condition}
    yield ()
    for question in codebook.of_kind(*CHOSEN):
        on = question.condition
        # A column of all answers also tells who gave none, and answers that nobody chose; columns of single answers do not.
        parts = [] if question.code in known else [part.code for part in question.parts if part.code in known]
        for code in parts or [question.code]:
            if code in known and (on or code not in followed):
                yield (on.question, code) if on and on.question in known else (code,)
    for question in codebook.of_kind(NUMBER):
        on = question.condition
        if question.code in known:
            yield (on.question, question.code) if on and on.question in known else (question.code,)


def most_values(question: Question) -> int:
    """Say how many different values a column may hold; several answers in one column can be combined in many ways."""
    if question.kind == SEVERAL:
        return int(min(max(2 ** len(question.codes), MOST_VALUES), MANY))
    return MOST_VALUES if question.kind in CHOSEN else MANY


def countable(table: SurveyTable, codebook: Codebook) -> Any:
    """
    Give the columns of a survey that are counted as a frame; the values of a pandas frame as text.

    Parameters
    ----------
    table : SurveyTable
    codebook : Codebook
    """
    columns = {code: column.name for code, column in table.columns.items() if codebook[code].kind in COUNTED}
    frame = table.opened.frame_of(list(dict.fromkeys(columns.values())))
    if not isinstance(frame, pd.DataFrame):
        return frame
    typed = {name for code, name in columns.items() if codebook[code].kind in (NUMBER, WEIGHT)}
    return pd.DataFrame({name: as_text(frame[name], typed=name in typed) for name in frame.columns})


COUNTED = (*CHOSEN, NUMBER, PLACE, WAVE, WEIGHT)


def as_text(values: "pd.Series[Any]", *, typed: bool = False) -> "pd.Series[Any]":
    """
    Write the values of a column as text, each different one once.

    Examples
    --------
    >>> as_text(pd.Series([1.0, " 1 ", None, "ada"], dtype=object)).tolist()
    ['1', '1', nan, 'ada']
    """
    codes, different = pd.factorize(plain_series(values))
    write = typed_text if typed else cell_text
    texts = pd.Series([*map(write, different), None], dtype=object)  # the code −1 means missing
    return texts.iloc[codes].set_axis(values.index).astype("category")


class _Counter:
    """The columns of one survey, ready to be counted."""

    def __init__(self, table: SurveyTable, codebook: Codebook, frame: Any, places: int, weight: str | None) -> None:
        self._codebook, self._frame, self._weight = codebook, frame, weight
        self.names = {code: column.name for code, column in table.columns.items() if codebook[code].kind in COUNTED}
        self._by = [question.code for question in codebook.of_kind(PLACE, WAVE) if question.code in self.names]
        kinds = codebook.only(MISSING)
        spare = SPARE + (len(kinds.answers) if kinds else 0)
        self.levels = {name: _expected(codebook[code], places) + spare for code, name in self.names.items()}

    def count(self, units: Sequence[Unit]) -> dict[Unit, pd.DataFrame]:
        """Count units of questions by place and wave; what is the same as text is added up."""
        columns = {unit: tuple(self.names[code] for code in unit) for unit in units}
        by = [self.names[code] for code in self._by]
        found = count_questions(self._frame, columns.values(), by=by, levels=self.levels, weight=self._weight)
        return {unit: self._tidied(found[columns[unit]], [*self._by, *unit]) for unit in units}

    def holds_too_many(self, code: str) -> bool:
        """Say whether a column holds more different values than can be counted."""
        name = self.names[code]
        try:
            return len(count_questions(self._frame, [[name]], levels=self.levels)[name,]) > most_values(self._codebook[code])
        except DataError:
            return True

    def _tidied(self, counted: pd.DataFrame, codes: Sequence[str]) -> pd.DataFrame:
        measures = [name for name in (N, BOBOT) if name in counted]
        texts = pd.DataFrame(index=counted.index)
        for at, code in enumerate(codes):
            texts[code] = pd.Series(map(self._writer(code), counted.iloc[:, at]), counted.index, dtype=object)
        return added_up(texts.assign(**{name: counted[name] for name in measures}), codes)

    def _writer(self, code: str) -> Any:
        if isinstance(self._frame, pd.DataFrame):
            return lambda text: text  # they are texts
        return typed_text if self._codebook[code].kind == NUMBER else cell_text


def added_up(frame: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Add up counted rows that are alike; a missing key is None."""
    measures = [name for name in (N, BOBOT) if name in frame]
    sums = frame.groupby(list(keys), dropna=False, sort=False, as_index=False)[measures].sum() if keys else frame[measures]
    texts = {key: sums[key].astype(object).where(sums[key].notna(), None) for key in keys}
    return sums.assign(**texts).astype({N: "int64"})


def _expected(question: Question, places: int) -> int:
    """Say how many different values a column may be expected to hold."""
    if question.kind == SEVERAL:
        return int(2 ** len(question.codes))
    return {PLACE: places, WAVE: WAVES, NUMBER: MANY}.get(question.kind, len(question.codes))
