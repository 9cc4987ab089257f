"""Changes between two waves: what was compared, how it stood before and after, and the test of it."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from klaster_analisis.analysis.inference.result import ALPHA, Estimate, Family, HypothesisTest

Kind = Literal["bagian", "rata_rata", "median"]
SHARE: Kind = "bagian"
MEAN: Kind = "rata_rata"
MEDIAN: Kind = "median"


@dataclass(frozen=True)
class Change:
    """
    The change of one question.

    Parameters
    ----------
    question : str
        Code of the question.
    answer : str
        Code of the answer whose share is followed; empty where it is a mean or a median.
    kind : {"bagian", "rata_rata", "median"}
        What is followed: a share (of two answers, of the first), the mean of a scale, the median of a number.
    paired : bool
        Whether it is the same firms in both waves.
    n_before, n_after : int
        How many firms it stands on; the same number twice where they are the same firms.
    before, after : float
        The value in each wave; NaN where nobody answered or it is withheld.
    up, down : int or None
        Of the same firms: how many stand higher and lower in the later wave.
    ratio : Estimate or None
        Of a number and the same firms: the median of after / before, with its interval.
    test : HypothesisTest
        Exact sign test of the same firms; of different firms Fisher's exact test of two answers, Jonckheere and Terpstra's of
        scales and numbers. Its p is adjusted over all questions of the comparison. Its effect is by how much more often the
        answer went up than down (of different firms: is higher than lower), from −1 to 1; the interval leaves out 0 if and only
        if the change is found.
    withheld : bool
        Whether it is not shown, because a count is small.
    """

    question: str
    answer: str
    kind: Kind
    paired: bool
    n_before: int
    n_after: int
    before: float
    after: float
    test: HypothesisTest
    up: int | None = None
    down: int | None = None
    ratio: Estimate | None = None
    withheld: bool = False

    @property
    def found(self) -> bool:
        """Whether it is more than chance explains, all questions of the comparison taken together."""
        return self.test.adjusted_p is not None and self.test.adjusted_p < ALPHA


@dataclass(frozen=True, eq=False)
class Changes:
    """
    What changed between two waves.

    Parameters
    ----------
    before, after : str
        The waves.
    place : str or None
        Code of the place; None for all together.
    firms_before, firms_after, firms_in_both : int
        How many firms there are in each wave, and in both; the last is 0 where firms have no number.
    changes : tuple of Change
    family : Family
        Their tests, by question and answer: screened by theme, which is the group of the question in the codebook.
    weighted : bool
        Whether shares and means are weighted.
    """

    before: str
    after: str
    place: str | None
    firms_before: int
    firms_after: int
    firms_in_both: int
    changes: tuple[Change, ...]
    family: Family
    weighted: bool = False

    @property
    def found(self) -> tuple[Change, ...]:
        """What changed more than chance explains, the surest first."""
        return tuple(sorted((change for change in self.changes if change.found), key=lambda change: change.test.adjusted_p or 0))

    @property
    def rest(self) -> tuple[Change, ...]:
        """All else, in the order of the codebook."""
        return tuple(change for change in self.changes if not change.found)

    def to_frame(self) -> pd.DataFrame:
        """
        Give one row a change.

        Returns
        -------
        pandas.DataFrame
            ``pertanyaan, jawaban, jenis, berpasangan, n_sebelum, n_sesudah, sebelum, sesudah, p, p_disesuaikan``.
        """
        rows = [
            (c.question, c.answer, c.kind, c.paired, c.n_before, c.n_after, c.before, c.after, c.test.p, c.test.adjusted_p)
            for c in self.changes
        ]
        columns = [
            "pertanyaan",
            "jawaban",
            "jenis",
            "berpasangan",
            "n_sebelum",
            "n_sesudah",
            "sebelum",
            "sesudah",
            "p",
            "p_disesuaikan",
        ]
        return pd.DataFrame(rows, columns=columns)

    def _repr_html_(self) -> str:
        return str(self.to_frame().to_html())
