"""All ways to fill a column of a table, and the states that they lead to."""

from math import prod

import numpy as np
import numpy.typing as npt

from klaster_analisis.analysis.inference.exact.costs import log_factorials
from klaster_analisis.analysis.inference.exact.ways import Floats, Ints, TooLargeError, spread

DENSE = 50_000_000  # states that are looked up by their place in an array


def fill(
    states: Ints, size: int, of_cell: npt.NDArray[np.int64] | Floats
) -> tuple[Ints, list[Ints], npt.NDArray[np.int64] | Floats, Floats]:
    """
    List all ways to fill a column.

    Parameters
    ----------
    states : array of int, shape (states, rows)
        How much of each row remains; the same sum in each state.
    size : int
        The column's margin.
    of_cell : array, shape (rows, n + 1)
        What a cell costs with so many in it.

    Returns
    -------
    (array, list of array, array, array)
        From which state, what then remains of each row, what the column costs, and how probable it is.
    """
    f = log_factorials(of_cell.shape[1] - 1)
    n, last = int(states[0].sum()), states.shape[1] - 1
    after = states[:, ::-1].cumsum(axis=1)[:, ::-1] - states
    origin = np.arange(len(states))
    open_ = np.full(len(states), size)
    rest: list[Ints] = []
    cost = np.zeros(len(states), dtype=of_cell.dtype)
    logs = f[states].sum(axis=1) - (f[n] - f[size] - f[n - size])
    for row in range(last):
        have = states[origin, row]
        owner, x = spread(np.maximum(0, open_ - after[origin, row]), np.minimum(have, open_))
        left = have[owner] - x
        origin, open_ = origin[owner], open_[owner] - x
        rest = [*(part[owner] for part in rest), left]
        cost = cost[owner] + of_cell[row][x]
        logs = logs[owner] - f[x] - f[left]
    left = states[origin, last] - open_
    return origin, [*rest, left], cost + of_cell[last][open_], np.exp(logs - f[open_] - f[left])


class States:
    """The states of one stage, numbered as they come up."""

    def __init__(self, rows: Ints) -> None:
        sizes = rows[:-1] + 1  # the last row follows from the others
        if prod(sizes.tolist()) > DENSE:
            raise TooLargeError
        self._radix = np.cumprod([1, *sizes[:-1].tolist()])
        self._number = np.full(prod(sizes.tolist()), -1, dtype=np.int64)
        self._found = [np.empty((0, len(rows)), dtype=np.int64)]
        self.count = 0

    def number(self, rest: list[Ints]) -> tuple[Ints, Ints]:
        """Number the states; also give those that are new, in the order of their numbers."""
        key = sum(part * radix for part, radix in zip(rest[:-1], self._radix.tolist(), strict=True))
        new = np.flatnonzero(self._number[key] < 0)
        keys, first = np.unique(key[new], return_index=True)
        self._number[keys] = np.arange(self.count, self.count + len(keys))
        self.count += len(keys)
        self._found.append(np.stack([part[new[first]] for part in rest], axis=1))
        return self._number[key], self._found[-1]

    def all(self) -> Ints:
        """All states, by number."""
        return np.concatenate(self._found)
