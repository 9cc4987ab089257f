"""Every firm of a cross-tab compared with every other: concordant and discordant pairs."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Pairs:
    """
    How the firms of each cell compare with all others.

    Parameters
    ----------
    cells : numpy.ndarray, shape (rows, columns)
        Counts; every row and column has a total above 0.
    concordant, discordant : numpy.ndarray, same shape
        How many firms differ from one of this cell in both: later (or earlier) in both, or later in one only.
    """

    cells: Floats
    concordant: Floats
    discordant: Floats

    @property
    def excess(self) -> float:
        """Concordant less discordant pairs, each counted from both sides."""
        return float((self.cells * (self.concordant - self.discordant)).sum())

    @property
    def other_rows(self) -> Floats:
        """How many firms stand in another row, for each row."""
        return np.asarray(self.cells.sum() - self.cells.sum(axis=1, keepdims=True))

    @property
    def other_columns(self) -> Floats:
        """How many firms stand in another column, for each column."""
        return np.asarray(self.cells.sum() - self.cells.sum(axis=0, keepdims=True))


def compared(cells: npt.ArrayLike) -> Pairs:
    """
    Compare the firms of each cell with all others.

    Examples
    --------
    >>> pairs = compared([[4, 8], [13, 4]])
    >>> pairs.concordant.tolist(), pairs.discordant.tolist()
    ([[4.0, 0.0], [0.0, 4.0]], [[0.0, 13.0], [8.0, 0.0]])
    """
    counts = np.asarray(cells, dtype=float)
    sums = np.pad(counts.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    before, through = sums[:-1, :-1], sums[1:, 1:]
    after = counts.sum() - sums[1:, -1:] - sums[-1:, 1:] + through
    above_right = sums[:-1, -1:] - sums[:-1, 1:]
    below_left = sums[-1:, :-1] - sums[1:, :-1]
    return Pairs(counts, before + after, above_right + below_left)
