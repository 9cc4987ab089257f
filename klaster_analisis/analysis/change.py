"""Changes between two waves: what was compared, how it stood before and after, and the test of it."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from klaster_analisis.analysis.inference.result import Estimate, HypothesisTest

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
        scales and numbers. Its p is adjusted over all questions of the comparison.
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
    private : bool
        Whether small counts are withheld: then intervals whose ends are numbers of single firms are not shown either.
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
    private: bool = False
    weighted: bool = False

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
