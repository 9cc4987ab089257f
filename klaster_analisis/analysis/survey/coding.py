"""From what stands in a survey to answers: every value becomes a code, a reason why there is none, or a fault."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from klaster_analisis.analysis.survey.answer_faults import Rows, unknown_value
from klaster_analisis.analysis.survey.raw_counts import added_up
from klaster_analisis.errors import Fault
from klaster_analisis.sources.codebook import Codebook
from klaster_analisis.sources.question import MISSING, PART, PLACE, WAVE
from klaster_analisis.sources.survey.answers import AnswerKey, Reading
from klaster_analisis.sources.survey.fault import survey_fault
from klaster_analisis.sources.survey.layout import is_left_heading
from klaster_analisis.sources.survey.place_names import PlaceNames, PlaceReading
from klaster_analisis.sources.survey.table import SurveyTable
from klaster_analisis.sources.survey.text import plain, untyped
from klaster_analisis.terms import (
    BOBOT,
    GELOMBANG,
    JAWABAN,
    KELIRU,
    KOSONG,
    LOKASI,
    PERTANYAAN,
    TANPA_JAWABAN,
    TIDAK,
    TIDAK_BERLAKU,
    YA,
    N,
)  # fmt: skip

KEYS = [GELOMBANG, LOKASI, PERTANYAAN, JAWABAN, KOSONG]
FAULTY = Reading(missing=KELIRU)
NOT_ASKED = Reading(missing=TIDAK_BERLAKU)


@dataclass
class Coding:
    """
    Answers and faults of one survey table, as they are found.

    Parameters
    ----------
    table : SurveyTable
    codebook : Codebook
    places : PlaceNames
    wave : str
        Of all rows, where the table has no column for it.
    faults : list of Fault
    mended : dict of str to int
        Codes of regions that were given their zero back, with the number of rows.
    """

    table: SurveyTable
    codebook: Codebook
    places: PlaceNames
    wave: str = ""
    faults: list[Fault] = field(default_factory=list)
    mended: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rows = Rows(self.table)
        self._readings: dict[str, dict[str | None, Reading]] = {}
        self._keys: dict[str, AnswerKey] = {}
        self._coded: set[str] = set()
        self._held: dict[str, Mapping[str, Sequence[str | None]]] = {}
        self._told_silent: set[tuple[str, str]] = set()
        self._place, self._wave = (self.codebook.only(kind) for kind in (PLACE, WAVE))

    def firms(self, counted: pd.DataFrame) -> pd.DataFrame:
        """
        Code where firms are, and note every place that is not known.

        Parameters
        ----------
        counted : pandas.DataFrame
            Place and wave as text, ``n``.

        Returns
        -------
        pandas.DataFrame
            ``gelombang, lokasi, n`` and, with weights, ``bobot``.
        """
        if self._place is None or self._place.code not in counted:
            return pd.DataFrame(columns=[GELOMBANG, LOKASI, N])
        for text, times in counted.groupby(self._place.code, dropna=False)[N].sum().items():
            self._check_place(None if pd.isna(text) else str(text), int(times))
        if self._wave and self._wave.code in counted and (lost := int(counted.loc[counted[self._wave.code].isna(), N].sum())):
            rows = self.rows.holding(self._wave.code, [None])
            self.faults.append(survey_fault("gelombang_kosong", self.table.at(self._wave.code, rows=rows, times=lost)))
        return added_up(self.located(counted), [GELOMBANG, LOKASI])

    def answers(self, unit: Sequence[str], counted: pd.DataFrame) -> pd.DataFrame:
        """
        Code the answers to a question, or to one and the one that depends on it.

        Parameters
        ----------
        unit : sequence of str
            Codes of the questions.
        counted : pandas.DataFrame
            Place, wave and answers as text, ``n``.

        Returns
        -------
        pandas.DataFrame
            Counted rows: ``gelombang, lokasi, pertanyaan, jawaban, kosong, n`` and, with weights, ``bobot``; ``jawaban`` is
            None where ``kosong`` says why there is none.
        """
        located = self.located(counted)
        readings = {code: self._read(code, counted) for code in unit}
        frames = []
        for code in unit:
            if code in self._coded:  # with another question that depends on it
                continue
            self._coded.add(code)
            texts = [None if pd.isna(text) else text for text in located[code]]
            own = [readings[code][text] for text in texts]
            kept = self._routed(unit[0], code, located, readings) if code != unit[0] else own
            frames.append(coded_rows(code, located, kept))
        return added_up(pd.concat(frames, ignore_index=True), KEYS) if frames else pd.DataFrame()

    def located(self, counted: pd.DataFrame) -> pd.DataFrame:
        """Give rows whose place and wave are known, with their codes."""
        place = str(self._place.code) if self._place else ""
        found = {text: self.place(text).codes for text in counted[place].dropna().unique()}
        codes = counted[place].map({text: codes[0] for text, codes in found.items() if len(codes) == 1})
        there = self._wave is not None and self._wave.code in counted
        waves = counted[self._wave.code] if there and self._wave else pd.Series(self.wave, counted.index)
        return counted.assign(**{GELOMBANG: waves, LOKASI: codes}).dropna(subset=[GELOMBANG, LOKASI])

    def place(self, text: str) -> PlaceReading:
        """Say which places a value names, by what the user says of it or the label that the file has for it, if any."""
        question = str(self._place and self._place.code)
        if question not in self.table.columns:
            return self.places.read(text)
        labels = self.table.columns[question].labels
        return self.places.read(self.table.values_said(question).get(plain(text)) or labels.get(text, text))

    def _check_place(self, text: str | None, times: int) -> None:
        place = str(self._place.code) if self._place else ""
        reading = self.place(text) if text else None
        if reading and len(reading.codes) == 1:
            if reading.mended:
                self.mended[str(text)] = times
            return
        spot = self.table.at(place, rows=self.rows.holding(place, [text]), times=times)
        if reading is None:
            self.faults.append(survey_fault("tempat_kosong", spot))
        elif reading.codes:
            self.faults.append(survey_fault("tempat_ganda", spot, value=str(text), candidates=", ".join(reading.codes)))
        elif is_left_heading(str(text)):
            self.faults.append(survey_fault("kepala_tersisa", spot, value=str(text)))
        else:
            near = self.places.near(self.table.columns[place].labels.get(str(text), str(text)))
            self.faults.append(survey_fault("tempat_tak_dikenal", spot, value=str(text), near=near))

    def _read(self, code: str, counted: pd.DataFrame) -> dict[str | None, Reading]:
        """Read each different value of a question once; what is no answer is a fault."""
        found = self._readings.setdefault(code, {})
        key = self.key(code)
        for text, times in counted.groupby(code, dropna=False)[N].sum().items():
            value = None if pd.isna(text) else str(text)
            if value in found:
                continue
            found[value] = key.read(value)
            if not found[value].known:
                self.faults.append(unknown_value(self.table, self.rows, key, str(value), times=int(times)))
                found[value] = FAULTY
        return found

    def hold(self, code: str, texts: Mapping[str, Sequence[str | None]], *, kinds: Sequence[str]) -> None:
        """
        Take up what the column of one of several answers holds once it is resolved.

        Parameters
        ----------
        code : str
            Of the answer, as a question of its own.
        texts : mapping
            What stands in the file for "chosen", for "not chosen" and for nothing.
        kinds : sequence of str
            What the numbers mean that stand there then; the first one for nothing.
        """
        self._held[code] = texts
        self._readings[code] = {None: Reading(missing=TANPA_JAWABAN)}
        for at, kind in enumerate(kinds[1:], start=1):
            self._readings[code][str(at)] = Reading(kind) if kind in (YA, TIDAK) else Reading(missing=kind)

    def reading(self, code: str, text: str | None) -> Reading:
        """Say what a value stands for that was counted."""
        return self._readings[code].get(text, FAULTY) if code in self._held else self.key(code).read(text)

    def key(self, code: str) -> AnswerKey:
        """Say what the values of a question's column stand for."""
        if code not in self._keys:
            column, said = self.table.columns[code], self.table.values_said(code)
            self._keys[code] = AnswerKey(self.codebook[code], column, self.codebook, said)
        return self._keys[code]

    def routed(
        self, unit: Sequence[str], counted: pd.DataFrame, located: pd.DataFrame, readings: Mapping[str | None, Reading]
    ) -> list[Reading]:
        """
        Say what is kept of answers that were read elsewhere, and note where they contradict the question that they depend on.

        Parameters
        ----------
        unit : sequence of str
            Code of the question; before it, where there is one, that of the question on which it depends.
        counted, located : pandas.DataFrame
            As `answers` and `located` have them.
        readings : mapping of Reading
            By text of the question; an answer with any code.

        Returns
        -------
        list of Reading
            One a row of `located`.
        """
        *parents, code = unit
        if not parents:
            return [readings[None if pd.isna(text) else text] for text in located[code]]
        return self._routed(parents[0], code, located, {parents[0]: self._read(parents[0], counted), code: readings})

    def _routed(
        self, first: str, second: str, located: pd.DataFrame, readings: Mapping[str, Mapping[str | None, Reading]]
    ) -> list[Reading]:
        """Code a question that is asked only where another one got a certain answer, and note where the two contradict."""
        route = self.codebook[second].condition
        pairs = [tuple(None if pd.isna(text) else text for text in pair) for pair in located[[first, second]].to_numpy()]
        self.faults.extend(self._contradictions(first, second, pairs, located[N].tolist(), readings))
        parents = dict(readings[first])
        if self.codebook[first].condition:  # itself asked only of some: a blank there says that it does not apply
            parents |= {text: NOT_ASKED for text, reading in parents.items() if reading.missing == TANPA_JAWABAN}
        unasked = second in self._held  # where it is not asked, some servers write that nothing was chosen
        return [_kept(parents[one], readings[second][two], str(route and route.answer), unasked=unasked) for one, two in pairs]

    def _contradictions(
        self,
        first: str,
        second: str,
        pairs: Sequence[tuple[Any, ...]],
        counts: Sequence[int],
        readings: Mapping[str, Mapping[str | None, Reading]],
    ) -> Iterator[Fault]:
        condition = self.codebook[second].condition
        route = str(condition and condition.answer)
        times: dict[tuple[Any, ...], int] = {}
        for pair, n in zip(pairs, counts, strict=True):
            times[pair] = times.get(pair, 0) + int(n)
        said = f"{first} = {route}"
        missing = self.codebook.only(MISSING)
        silent = [one for one, reading in readings[first].items() if reading.code == route]
        lacking = sum(n for (one, two), n in times.items() if one in silent and two is None)
        asked = (first, second.partition(PART)[0])
        if lacking and asked not in self._told_silent:  # of several answers in columns, all are blank: one fault
            self._told_silent.add(asked)
            rows = self._silent_rows(first, silent, second)
            kinds = ", ".join(missing.codes) if missing else "–"
            yield survey_fault("jawaban_kurang", self.table.at(second, rows=rows, times=lacking), condition=said, missing=kinds)
        for (one, two), n in times.items():
            parent, given = readings[first][one], readings[second][two].code
            if given and parent.code != route and parent.missing != KELIRU and not (given == TIDAK and second in self._held):
                texts = self._held[second][given] if second in self._held else [untyped(two)]
                spot = self.table.at(second, rows=self.rows.holding_both(first, [one], second, texts), times=n)
                values = {"condition": said, "parent": first, "given": parent.code or parent.missing}
                yield survey_fault("jawaban_lebih", spot, value=", ".join(map(str, texts)), **values)

    def _silent_rows(self, first: str, texts: Sequence[str | None], second: str) -> tuple[int, ...]:
        """Find the rows in which one of some texts stands for a question and nothing for another, nor for any of its answers."""
        if second not in self._held:
            return self.rows.holding_both(first, texts, second, [None])
        parts = [code for code in self._held if code.partition(PART)[0] == second.partition(PART)[0]]
        blank = set.intersection(*(set(self.rows.holding(code, self._held[code][""])) for code in parts))
        return tuple(row for row in self.rows.holding(first, texts) if row in blank)


def _kept(first: Reading, second: Reading, route: str, *, unasked: bool = False) -> Reading:
    """Say what is kept of the second answer, given the first; `unasked` where "not chosen" may mean that it was not asked."""
    if first.code == route:
        return FAULTY if second.missing == TANPA_JAWABAN else second
    if second.code and not (unasked and second.code == TIDAK):
        return FAULTY
    return NOT_ASKED if first.code else Reading(missing=first.missing)


def coded_rows(code: str, located: pd.DataFrame, readings: Sequence[Reading]) -> pd.DataFrame:
    """Give the answers to one question as counted rows, in the order of `located`."""
    answers = [reading.code or None for reading in readings]
    missing = [reading.missing for reading in readings]
    columns = [name for name in (GELOMBANG, LOKASI, N, BOBOT) if name in located]
    return located[columns].assign(**{PERTANYAAN: code, JAWABAN: answers, KOSONG: missing})
