"""Whether a comparison of two rows holds in every case that is left open."""

import math
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from klaster_analisis.analysis.inference.result import Note

HOLDS = "bertahan"
DEPENDS = "bergantung"
FAILS = "tidak_bertahan"
UNKNOWN = "tak_dapat_ditentukan"


@dataclass(frozen=True, kw_only=True)
class Survival:
    """
    What becomes of the conclusion that a first quantity is greater than a second; if they are equal, it is false.

    Parameters
    ----------
    observed : Fraction or None
        The difference as observed or printed; None where one of the two is not defined.
    low, high : Fraction or None
        The smallest and largest difference over all that is left open; None where that cannot be known.
    silent : int or None
        How many did not answer, both rows together; None where it is not known or not asked.
    tipping_point : int or None
        Where the conclusion depends on the silent firms: in every case in which it fails, at least so many of them do not
        answer as favourably to it as they could. 0 if it may fail even if all of them do.
    notes : tuple of Note
        Why something is missing.
    """

    observed: Fraction | None
    low: Fraction | None = None
    high: Fraction | None = None
    silent: int | None = None
    tipping_point: int | None = None
    notes: tuple[Note, ...] = ()

    @property
    def verdict(self) -> str:
        """
        Say what becomes of the conclusion.

        ``bertahan`` (holds in every case), ``bergantung`` (on what is left open), ``tidak_bertahan`` (false even as
        observed) or ``tak_dapat_ditentukan`` (true as observed, or not observed, and what is left open is not known).
        """
        if self.observed is not None and self.observed <= 0:
            return FAILS
        if self.observed is None or self.low is None:
            return UNKNOWN
        return HOLDS if self.low > 0 else DEPENDS

    def to_frame(self) -> pd.DataFrame:
        """Give one row: ``selisih, bawah, atas, putusan, tidak_menjawab, titik_balik, alasan``."""
        ends = {"selisih": self.observed, "bawah": self.low, "atas": self.high}
        row: dict[str, object] = {name: math.nan if end is None else float(end) for name, end in ends.items()}
        row["putusan"] = self.verdict
        row["tidak_menjawab"] = pd.array([self.silent], dtype="Int64")
        row["titik_balik"] = pd.array([self.tipping_point], dtype="Int64")
        row["alasan"] = ", ".join(note.kind for note in self.notes)
        return pd.DataFrame(row, index=[0])

    def _repr_html_(self) -> str:
        return str(self.to_frame().T.to_html(header=False))


@dataclass(frozen=True)
class Side:
    """
    One of two rows that are compared.

    Parameters
    ----------
    least, most : int
        What the answers of those who answered can add up to.
    asked : int
        Above 0.
    silent : int
        How many of those asked did not answer.
    """

    least: int
    most: int
    asked: int
    silent: int

    def mean(self, total: int, answer: int) -> Fraction:
        """Give the mean if those who answered add up to a total, and all the silent give one answer."""
        return Fraction(total + self.silent * answer, self.asked)


def compare(first: Side, second: Side, *, worst: int, best: int, observed: Fraction | None, notes: tuple[Note, ...]) -> Survival:
    """
    Compare the means of two rows over all that their silent firms could have answered.

    Parameters
    ----------
    first, second : Side
        The row that is said to be higher, and the other.
    worst, best : int
        The smallest and largest answer.
    observed : Fraction or None
        The difference as observed or printed.
    notes : tuple of Note

    Returns
    -------
    Survival
    """
    low = first.mean(first.least, worst) - second.mean(second.most, best)
    high = first.mean(first.most, best) - second.mean(second.least, worst)
    tipping_point = None
    if observed is not None and low <= 0 < observed:
        friendly = first.mean(first.least, best) - second.mean(second.most, worst)
        effects = [(Fraction(best - worst, side.asked), side.silent) for side in (first, second)]
        tipping_point = _tipping_point(friendly, effects)
    silent = first.silent + second.silent
    return Survival(observed=observed, low=low, high=high, silent=silent, tipping_point=tipping_point, notes=notes)


def _tipping_point(difference: Fraction, effects: list[tuple[Fraction, int]]) -> int:
    """Count how many must change their answer, those with the largest effect first, until the difference is gone."""
    changed = 0
    for effect, firms in sorted(effects, reverse=True):
        needed = min(firms, max(0, math.ceil(difference / effect)))
        difference -= needed * effect
        changed += needed
    return changed
