"""Ways through the tables with given margins, kept by state: what they cost, and how probable they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

CHUNK = 500_000  # elements worked on at once: bounds the memory
PACKED = 2**62  # below this, several whole numbers are packed into one to be sorted together


class TooLargeError(Exception):
    """An enumeration would take more steps, or more memory, than it may."""


def within(count: int, limit: float) -> int:
    """Pass a count on; past the limit, stop with a `TooLargeError`."""
    if count > limit:
        raise TooLargeError
    return count


@dataclass(frozen=True, eq=False)
class Moves:
    """
    Columns that lead from a state to a state.

    Parameters
    ----------
    origin, target : array of int
        Numbers of the states.
    cost : array of int
        What the cells of the column cost.
    probability : array of float
        Of this column, given the state that it comes from.
    """

    origin: Ints
    target: Ints
    cost: Ints
    probability: Floats

    def pick(self, which: npt.NDArray[Any]) -> "Moves":
        """Give some of them, by truth or by place."""
        return Moves(self.origin[which], self.target[which], self.cost[which], self.probability[which])


@dataclass(frozen=True, eq=False)
class Ways:
    """
    Ways to reach each state, or to go on from it, cheapest first.

    Parameters
    ----------
    start : array of int, shape (states + 1,)
        The ways of state `i` are those from ``start[i]`` to ``start[i + 1]``; there is at least one.
    cost : array of int
        Different within a state.
    probability : array of float
    """

    start: Ints
    cost: Ints
    probability: Floats

    def with_state(self, cost: int) -> "Ways":
        """Add one more state, with a single way that costs so much."""
        return Ways(np.append(self.start, self.start[-1] + 1), np.append(self.cost, cost), np.append(self.probability, 1.0))

    @cached_property
    def mass(self) -> Floats:
        """The probability of all ways of each state."""
        return np.asarray(np.add.reduceat(self.probability, self.start[:-1]))

    @cached_property
    def cheapest(self) -> Ints:
        """The lowest cost of each state."""
        return self.cost[self.start[:-1]]

    @cached_property
    def dearest(self) -> Ints:
        """The highest cost of each state."""
        return self.cost[self.start[1:] - 1]

    @cached_property
    def _dearer(self) -> Floats:
        """
        From each way on to the last, the sum of the probabilities of its state; after each state a 0.

        State by state: one sum over all, less what is dearer, would lose the digits of small tails.
        """
        states = len(self.start) - 1
        total = np.zeros(len(self.cost) + states)
        for state, (begin, end) in enumerate(pairwise(self.start.tolist())):
            np.cumsum(self.probability[begin:end][::-1], out=total[begin + state : end + state][::-1])
        return total

    @cached_property
    def _keys(self) -> tuple[Ints, int, int]:
        low, width = int(self.cost.min()), int(self.cost.max() - self.cost.min()) + 2
        if len(self.start) * width >= PACKED:
            raise TooLargeError
        state = np.repeat(np.arange(len(self.start) - 1), np.diff(self.start))
        return state * width + (self.cost - low), low, width

    def find(self, state: Ints, cost: Ints) -> Ints:
        """Find the first way of a state that costs so much or more; the start of the next state where there is none."""
        keys, low, width = self._keys
        return np.searchsorted(keys, state * width + np.clip(cost - low, 0, width - 1))

    def from_way_on(self, state: Ints, way: Ints) -> Floats:
        """Give the probability of a way and of all dearer ones of its state; 0 from the start of the next state."""
        return np.asarray(self._dearer[way + state])


NO_WAYS = Ways(np.zeros(1, dtype=np.int64), np.empty(0, dtype=np.int64), np.empty(0))
"""Of no state."""


def add_up(probability: Floats, *keys: Ints) -> tuple[tuple[Ints, ...], Floats]:
    """
    Add up probabilities that have the same keys.

    Returns
    -------
    (tuple of array, array)
        The keys in ascending order, and the sums.

    Examples
    --------
    >>> keys, total = add_up(np.array([0.5, 0.25, 0.25]), np.array([1, 0, 1]), np.array([7, 7, 7]))
    >>> keys, total
    ((array([0, 1]), array([7, 7])), array([0.25, 0.75]))
    """
    if not len(probability):
        return keys, probability
    packed = _pack(keys)
    order = np.argsort(packed)
    packed = packed[order]
    first = np.flatnonzero(np.append(True, packed[1:] != packed[:-1]))
    return tuple(key[order[first]] for key in keys), np.add.reduceat(probability[order], first)


def _pack(keys: tuple[Ints, ...]) -> Ints:
    packed = np.zeros(len(keys[0]), dtype=np.int64)
    size = 1
    for key in keys:
        low = int(key.min())
        span = int(key.max()) - low + 1
        part = key - low
        if size * span >= PACKED:  # ranks are as good, and smaller
            packed, part = (np.unique(values, return_inverse=True)[1] for values in (packed, part))
            size, span = int(packed.max()) + 1, int(part.max()) + 1
        packed = packed * span + part
        size *= span
    return packed


def ways_of(parts: list[tuple[tuple[Ints, ...], Floats]], states: int) -> Ways:
    """Put ways together that were added up by state and cost, in several parts: no state is in two of them, and they ascend."""
    state, cost = (np.concatenate([keys[at] for keys, _ in parts]) for at in (0, 1))
    return Ways(np.searchsorted(state, np.arange(states + 1)), cost, np.concatenate([part for _, part in parts]))


def spread(low: Ints, high: Ints) -> tuple[Ints, Ints]:
    """
    Lay out the whole numbers from each `low` to its `high`.

    Returns
    -------
    (array, array)
        To which of them each number belongs, and the number.

    Examples
    --------
    >>> spread(np.array([0, 5]), np.array([1, 6]))
    (array([0, 0, 1, 1]), array([0, 1, 5, 6]))
    """
    lengths = high - low + 1
    owner = np.repeat(np.arange(len(lengths)), lengths)
    return owner, np.arange(len(owner)) + (high - np.cumsum(lengths) + 1)[owner]


def chunks(sizes: Ints | Floats, *, group: Ints | None = None) -> Iterator[slice]:
    """
    Cut a list of tasks into stretches of about `CHUNK` elements.

    Examples
    --------
    >>> list(chunks(np.array([CHUNK, 1, 1, CHUNK])))
    [slice(0, 1, None), slice(1, 3, None), slice(3, 4, None)]
    >>> list(chunks(np.array([CHUNK, 1, 1, CHUNK]), group=np.array([0, 0, 1, 1])))
    [slice(0, 2, None), slice(2, 4, None)]
    """
    ends = np.cumsum(sizes)
    begin, done = 0, 0
    while begin < len(ends):
        end = max(begin + 1, int(np.searchsorted(ends, done + CHUNK, side="right")))
        if group is not None:
            end = int(np.searchsorted(group, group[end - 1], side="right"))
        yield slice(begin, end)
        begin, done = end, int(ends[end - 1])
