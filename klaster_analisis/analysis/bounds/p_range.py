"""Whether the outcome of a test survives the missing answers."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations_with_replacement, product

import numpy as np
import numpy.typing as npt
import pandas as pd

from klaster_analisis.analysis.bounds.silent import silent_firms, silent_notes
from klaster_analisis.analysis.bounds.survival import DEPENDS, FAILS, HOLDS, UNKNOWN
from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.arguments import check_confidence
from klaster_analisis.analysis.inference.result import CONFIDENCE, HypothesisTest, Note

LIMIT = 10_000


@dataclass(frozen=True, kw_only=True)
class PRange:
    """
    The p of a test over all that the silent firms could have answered.

    Parameters
    ----------
    name : str
        Which test.
    observed : float
        Its p among those who answered; NaN where there is nothing to test.
    low, high : float
        The smallest and largest p over the completions that can be tested; NaN if none can, or they are not known.
    completions : int
        How many tables the silent firms could make; 0 where they are not known.
    untested : int
        In how many of these there is nothing to test.
    silent : int or None
        How many did not answer; None where it is not known.
    confidence : float
        The test is significant if p is at most 1 less this.
    notes : tuple of Note
        Why something is missing.
    """

    name: str
    observed: float
    low: float = math.nan
    high: float = math.nan
    completions: int = 0
    untested: int = 0
    silent: int | None = None
    confidence: float = CONFIDENCE
    notes: tuple[Note, ...] = ()

    @property
    def verdict(self) -> str:
        """
        Say what becomes of significance.

        ``bertahan`` (in every completion), ``bergantung`` (in some it is lost, or there is nothing to test),
        ``tidak_bertahan`` (not significant even as observed) or ``tak_dapat_ditentukan``.
        """
        level = 1 - self.confidence
        if self.observed > level:
            return FAILS
        if math.isnan(self.observed) or not self.completions:
            return UNKNOWN
        return HOLDS if self.high <= level and not self.untested else DEPENDS

    def to_frame(self) -> pd.DataFrame:
        """Give one row: ``uji, p, p_bawah, p_atas, putusan, tidak_menjawab, kemungkinan, tak_teruji, alasan``."""
        row = {
            "uji": self.name,
            "p": self.observed,
            "p_bawah": self.low,
            "p_atas": self.high,
            "putusan": self.verdict,
            "tidak_menjawab": pd.array([self.silent], dtype="Int64"),
            "kemungkinan": self.completions,
            "tak_teruji": self.untested,
            "alasan": ", ".join(note.kind for note in self.notes),
        }
        return pd.DataFrame(row, index=[0])

    def _repr_html_(self) -> str:
        return str(self.to_frame().T.to_html(header=False))


def p_range(
    table: Crosstab,
    asked: "pd.Series[int]",
    test: Callable[[Crosstab], HypothesisTest],
    *,
    confidence: float = CONFIDENCE,
    limit: int = LIMIT,
) -> PRange:
    """
    Find the smallest and largest p of a test over everything that the silent firms could have answered.

    Parameters
    ----------
    table : Crosstab
    asked : pandas.Series of int
        How many were asked, by row.
    test : callable
        From a `Crosstab` to a `HypothesisTest`.
    confidence : float
        The test is significant if p is at most 1 less this.
    limit : int
        Most completions that are tested. With more, only the observed p is given, and a note
        ``kemungkinan_terlalu_banyak`` says how many there are.

    Returns
    -------
    PRange
        Only the observed p where the silent firms of a row are not known; the notes name these rows and say why, as in
        `silent_firms`. Leave such a row out of the table to test the others. Where there is nothing to test as observed,
        the notes of that test follow. Of weighted answers there is no p (note ``berbobot``).

    Raises
    ------
    UsageError
        If confidence is not between 0 and 1.
    DataError
        If a number asked is negative or not whole, or a row stands there twice.

    Notes
    -----
    A row with s silent firms and k columns has (s + k − 1 over k − 1) completions; the rows' completions are combined. Every
    completed table is tested. How many of them are significant is no probability: they are not equally likely.

    Checked against: enumeration of the silent firms one by one.

    Examples
    --------
    >>> from scipy.stats import fisher_exact
    >>> def fisher(table):
    ...     return HypothesisTest(name="fisher_exact", method="exact", p=fisher_exact(table.counts).pvalue, n=table.n)
    >>> table = Crosstab(pd.DataFrame({"ada": [4, 9], "tidak_ada": [0, 8]}, index=["klaten", "tegal"]))
    >>> found = p_range(table, pd.Series({"klaten": 12, "tegal": 19}), fisher)
    >>> found.completions, round(found.low, 3), round(found.high, 3), found.verdict
    (27, 0.004, 1.0, 'tidak_bertahan')
    """
    check_confidence(confidence)
    firms = silent_firms(table, asked=asked)
    observed = test(table)
    if table.weighted:
        return PRange(name=observed.name, observed=math.nan, confidence=confidence, notes=silent_notes(firms))
    notes = (*silent_notes(firms[firms["tidak_menjawab"].isna()]), *(observed.notes if math.isnan(observed.p) else ()))
    if firms["tidak_menjawab"].isna().any():
        return PRange(name=observed.name, observed=float(observed.p), confidence=confidence, notes=notes)
    silent = firms["tidak_menjawab"].astype(int).tolist()
    columns = table.counts.shape[1]
    number = math.prod(math.comb(firms + columns - 1, firms) for firms in silent)
    if number > limit:
        many = Note("kemungkinan_terlalu_banyak", {"kemungkinan": number, "batas": limit})
        return PRange(
            name=observed.name, observed=float(observed.p), silent=sum(silent), confidence=confidence, notes=(*notes, many)
        )
    tested = [p for p in (float(test(completed).p) for completed in _completions(table, silent)) if not math.isnan(p)]
    return PRange(
        name=observed.name,
        observed=float(observed.p),
        low=min(tested, default=math.nan),
        high=max(tested, default=math.nan),
        completions=number,
        untested=number - len(tested),
        silent=sum(silent),
        confidence=confidence,
        notes=notes,
    )


def _completions(table: Crosstab, silent: list[int]) -> Iterator[Crosstab]:
    """Add to each row, in every way, as many answers as firms are silent."""
    columns = table.counts.shape[1]
    ways = [
        [np.bincount(answers, minlength=columns) for answers in map(_whole, combinations_with_replacement(range(columns), firms))]
        for firms in silent
    ]
    for added in product(*ways):
        yield Crosstab(table.counts + np.array(added))


def _whole(answers: tuple[int, ...]) -> npt.NDArray[np.int64]:
    """Keep an empty tuple whole numbers: numpy would make it floats."""
    return np.array(answers, dtype=np.int64)
