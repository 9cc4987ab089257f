"""All ways to fill a column of a table, and the states that they lead to."""

from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt

from klaster_analisis.analysis.inference.exact.costs import log_factorials
from klaster_analisis.analysis.inference.exact.ways import Floats, Ints, TooLargeError, spread

DENSE = 50_000_000  # states that are looked up by their place in an array


@dataclass(frozen=True, eq=False)
class Excess:
    """
    How much more than a state's least a cell may cost before its column need not be filled any further.

    Parameters
    ----------
    slope, least : array of float, shape (states, rows)
        A cell with x in it costs at least ``of_cell[x] − slope x − least`` more than the bound of its state.
    spare : array of float, shape (states,)
        From which excess on all that can follow is beyond.
    """

    slope: Floats
    least: Floats
    spare: Floats


@dataclass(frozen=True, eq=False)
class Filling:
    """
    Ways to fill a column.

    Parameters
    ----------
    origin : array of int
        From which state.
    rest : list of array of int
        What then remains of each row.
    cost : array
        What the column costs.
    probability : array of float
        Of this filling, given the state.
    beyond : array of float, shape (states,)
        Of all fillings that were not laid out because they are beyond.
    steps : int
        Cells that were looked at.
    """

    origin: Ints
    rest: list[Ints]
    cost: npt.NDArray[Any]
    probability: Floats
    beyond: Floats
    steps: int


def fill(states: Ints, size: int, of_cell: npt.NDArray[Any], *, excess: Excess | None = None) -> Filling:
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
    excess : Excess, optional
        Leaves out what is beyond, as soon as the cells filled so far say so.

    Returns
    -------
    Filling
    """
    f, n, last = log_factorials(of_cell.shape[1] - 1), int(states[0].sum()), states.shape[1] - 1
    after = _later(states)
    logs_after = _later(f[states])
    beyond = np.zeros(len(states))
    origin = np.arange(len(states))
    open_ = np.full(len(states), size)
    rest: list[Ints] = []
    cost = np.zeros(len(states), dtype=of_cell.dtype)
    over = np.zeros(len(states))
    steps = 0
    logs = f[states].sum(axis=1) - (f[n] - f[size] - f[n - size])
    for row in range(last):
        have = states[origin, row]
        owner, x = spread(np.maximum(0, open_ - after[origin, row]), np.minimum(have, open_))
        steps += len(x)
        origin, open_, left = origin[owner], open_[owner] - x, have[owner] - x
        logs = logs[owner] - f[x] - f[left]
        if excess is not None:
            over = over[owner] + of_cell[row][x] - excess.slope[origin, row] * x - excess.least[origin, row]
            going = over < excess.spare[origin]
            at, remaining = origin[~going], open_[~going]
            later = after[at, row]
            partial = logs[~going] - logs_after[at, row] + f[later] - f[remaining] - f[later - remaining]
            beyond += np.bincount(at, np.exp(partial), len(states))
            origin, open_, left, logs, over, owner, x = (part[going] for part in (origin, open_, left, logs, over, owner, x))
        rest = [*(part[owner] for part in rest), left]
        cost = cost[owner] + of_cell[row][x]
    left = states[origin, last] - open_
    return Filling(origin, [*rest, left], cost + of_cell[last][open_], np.exp(logs - f[open_] - f[left]), beyond, steps)


def _later(of_rows: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Sum, for each row, what stands in the rows after it."""
    return np.asarray(of_rows[:, ::-1].cumsum(axis=1)[:, ::-1] - of_rows)


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
