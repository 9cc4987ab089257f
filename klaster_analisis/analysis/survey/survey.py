"""A survey, counted: what a printed study says of places, for any file with one row a firm."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

import pandas as pd

from klaster_analisis.analysis.survey.bands import no_bands
from klaster_analisis.errors import Fault, UsageError, one_of
from klaster_analisis.sources.codebook import Codebook
from klaster_analisis.sources.places import Places
from klaster_analisis.terms import BOBOT, GELOMBANG, KELIRU, KOSONG, LOKASI, PERTANYAAN, N

SYNTHETIC = ("sintetis", "sintetik", "synthetic")


@dataclass(frozen=True, eq=False)
class Survey:
    """
    A counted survey: nothing of a single firm is in it.

    Parameters
    ----------
    name : str
        Of the file, or files.
    codebook : Codebook
    places : Places
        Those in which there are firms.
    waves : tuple of str
        In order; the last one is what is shown where nothing else is asked for.
    answers : pandas.DataFrame
        Counted rows of all waves: ``gelombang, lokasi, pertanyaan, jawaban, kosong, n`` and, with weights, ``bobot`` (sum of
        weights); ``jawaban`` is None where ``kosong`` says why there is none.
    firms : pandas.DataFrame
        ``gelombang, lokasi, n`` and, with weights, ``bobot``.
    numbers : pandas.DataFrame
        Counted numbers: ``gelombang, lokasi, pertanyaan, nilai, n``; empty where small counts are withheld.
    changes : pandas.DataFrame
        Firms of two waves, counted: ``gelombang_sebelum, gelombang_sesudah, lokasi, pertanyaan, sebelum, sesudah, n``; empty
        where firms have no number or there is one wave. Where small counts are withheld, numbers are not among them.
    days : mapping of tuple of datetime.date
        By wave: the first and the last day of interviews; without those that are not known.
    faults : int
        How many faults `check_survey` lists, where going on with them was allowed.
    left_out : int
        Firms that are counted nowhere: of no known place or wave, or standing there twice.
    withheld : pandas.DataFrame
        ``gelombang, lokasi, pertanyaan`` of rows that are not shown, because a cell of them is small.
    min_cell : int
        The smallest count that is shown; 0 where all are.
    wave : str
        The wave that is looked at; by default the last one.
    bands : pandas.DataFrame
        Where small counts are withheld, what is shown of numbers: ``gelombang, lokasi, pertanyaan, low, high, n``. A band goes
        from ``low`` to below ``high``; either is missing where there is no such end. See `ladder_bands`.
    withheld_counts : int
        How many counts are withheld, in all waves.
    least_width : int
        The narrowest range that any of them can be known to lie in, at least; 0 where nothing is withheld.
    compared : int
        1 where what is withheld was held against what was shown of the survey before, in the folder of its reports.
    """

    name: str
    codebook: Codebook
    places: Places
    waves: tuple[str, ...]
    answers: pd.DataFrame
    firms: pd.DataFrame
    numbers: pd.DataFrame
    changes: pd.DataFrame
    days: Mapping[str, tuple[date, date]] = field(default_factory=dict)
    faults: int = 0
    left_out: int = 0
    withheld: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=[GELOMBANG, LOKASI, PERTANYAAN]))
    min_cell: int = 0
    wave: str = ""
    bands: pd.DataFrame = field(default_factory=no_bands)
    withheld_counts: int = 0
    least_width: int = 0
    compared: int = 0

    def __post_init__(self) -> None:
        if not self.wave:
            object.__setattr__(self, "wave", self.waves[-1])

    def at_wave(self, wave: str) -> "Survey":
        """
        Look at another wave.

        Raises
        ------
        UsageError
            If there is no such wave.
        """
        if wave not in self.waves:
            raise UsageError([Fault("wave", f'"{wave}" is not a wave of this survey.', one_of(self.waves, given=wave))])
        return replace(self, wave=wave)

    @property
    def dates(self) -> tuple[date, ...]:
        """The first and the last day of interviews of the wave; empty where they are not known."""
        return self.days.get(self.wave, ())

    @property
    def synthetic(self) -> bool:
        """Whether a file says by its name that no firm in it exists."""
        return any(mark in self.name.casefold() for mark in SYNTHETIC)

    @property
    def weighted(self) -> bool:
        """Whether firms have survey weights."""
        return BOBOT in self.answers

    @cached_property
    def counts(self) -> pd.DataFrame:
        """The answers of the wave as counted rows: ``lokasi, pertanyaan, jawaban, n`` and, with weights, ``bobot``."""
        rows = self._now(self.answers)
        return rows[rows[KOSONG] == ""].drop(columns=[GELOMBANG, KOSONG]).reset_index(drop=True)

    @cached_property
    def missing(self) -> pd.DataFrame:
        """The missing answers of the wave by kind: ``lokasi, pertanyaan, kosong, n``."""
        rows = self._now(self.answers)
        return rows.loc[rows[KOSONG] != "", [LOKASI, PERTANYAAN, KOSONG, N]].reset_index(drop=True)

    @cached_property
    def interviewed(self) -> "pd.Series[int]":
        """How many firms there are in each place."""
        counted = self._now(self.firms).set_index(LOKASI)[N]
        return counted.reindex(list(self.places.codes), fill_value=0).astype("int64").rename_axis(LOKASI)

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """Codes of the questions that the survey has, in the order of the codebook; with several answers, of their parts."""
        there = {*self.answers[PERTANYAAN], *self.withheld[PERTANYAAN]}
        return tuple(question.code for question in self.codebook.counted if question.code in there)

    def of_group(self, group: str) -> tuple[str, ...]:
        """List the questions of a group that the survey has."""
        return tuple(code for code in self.asked if self.codebook[code].group == group)

    def withheld_places(self, question: str) -> frozenset[str]:
        """Give the places whose answers to a question are not shown."""
        rows = self._now(self.withheld)
        return frozenset(rows.loc[rows[PERTANYAAN] == question, LOKASI])

    @property
    def faulty(self) -> int | None:
        """How many answers of all waves were faulty and set to missing; None where small counts are withheld."""
        return None if self.min_cell else int(self.answers.loc[self.answers[KOSONG] == KELIRU, N].sum())

    def _now(self, frame: pd.DataFrame) -> pd.DataFrame:
        return frame[frame[GELOMBANG] == self.wave]
