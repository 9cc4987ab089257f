"""
How probable is it that independent counts with a known sum are at most as probable together as those observed.

Each count is a stage, and a state is the sum so far with the logarithm of the probability so far. Ways into the same state
are one way. A way that stays at most as probable as the observed one, whatever follows, is counted at once and not walked on.
The first half of the stages is walked forwards, the second half backwards, and both are joined where their sums make up
the known one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

TIE = 1e-7
"""Relative difference up to which two probabilities count as equal."""

_UNITS = 2.0**34  # of a logarithm: coarse enough to make equal what rounding left apart, fine enough for TIE
_NEVER = -(2**61)  # units: the logarithm of an impossible sum


class TooManyStatesError(Exception):
    """There are more states than allowed."""


@dataclass(frozen=True, eq=False)
class _Stage:
    """One count: what the values 0, 1, … add to the logarithm, in units, and how probable they are."""

    logs: Ints
    mass: Floats


@dataclass(frozen=True, eq=False)
class _States:
    """Open ways by sum and logarithm so far, sorted; and how probable the ways are that were counted at once, by sum."""

    sums: Ints
    logs: Ints
    mass: Floats
    sure: Floats

    def at(self, total: int) -> "_States":
        """Give the open ways of one sum."""
        which = slice(*np.searchsorted(self.sums, [total, total + 1]))
        return _States(self.sums[which], self.logs[which], self.mass[which], self.sure)


def probability_of_at_most_as_probable(logs: Sequence[Floats], observed: Sequence[int], *, tilt: float, limit: int) -> float:
    """
    Add up the probabilities of all counts with the observed sum that are at most as probable as the observed ones.

    Parameters
    ----------
    logs : sequence of numpy.ndarray
        For each count, the logarithms of the probabilities of 0, 1, 2 …, up to a constant.
    observed : sequence of int
        The observed counts.
    tilt : float
        Added to the logarithms for each step up. It changes no result, for the sum is known; it keeps the numbers in
        reach where it makes the observed sum a usual one.
    limit : int
        How many states may be met in one stage.

    Returns
    -------
    float

    Raises
    ------
    TooManyStatesError
        If there are more.

    Notes
    -----
    Probabilities count as equal up to a relative difference of `TIE`.

    Examples
    --------
    Two fair coins each for two people, two heads together: 1 + 1 has probability 4/6, 0 + 2 and 2 + 0 have 1/6.

    >>> coins = np.log([1.0, 2.0, 1.0])
    >>> round(probability_of_at_most_as_probable([coins, coins], [0, 2], tilt=0.0, limit=100), 6)
    0.333333
    """
    stages = [_stage(values, tilt) for values in logs]
    total = int(sum(observed))
    if max(len(values) for values in logs) * (total + 1) > limit:
        raise TooManyStatesError
    threshold = int(sum(stage.logs[value] for stage, value in zip(stages, observed, strict=True)) + TIE * _UNITS)
    half = len(stages) // 2
    forwards = _walked(stages, half, total, threshold, limit)
    backwards = _walked(stages[::-1], len(stages) - half, total, threshold, limit)
    everything = _sums(stages[half:], total)
    reached = sum(_joined(forwards.at(at), backwards.at(total - at), total - at, threshold) for at in range(total + 1))
    return min(1.0, float((reached + forwards.sure @ everything[::-1]) / _sums(stages, total)[total]))


def _stage(logs: Floats, tilt: float) -> _Stage:
    tilted = logs + tilt * np.arange(len(logs))
    mass = np.exp(tilted - tilted.max())
    return _Stage(np.rint(logs * _UNITS).astype(np.int64), mass / mass.sum())


def _sums(stages: Sequence[_Stage], total: int) -> Floats:
    """How probable each sum up to the total is."""
    mass = np.zeros(total + 1)
    mass[0] = 1.0
    for stage in stages:
        mass = np.convolve(mass, stage.mass)[: total + 1]
    return mass


def _most(stages: Sequence[_Stage], total: int) -> list[Ints]:
    """For the stages from each one on: the highest logarithm of each sum up to the total."""
    most = np.full(total + 1, _NEVER)
    most[0] = 0
    found = [most]
    for stage in reversed(stages):
        most = np.full(total + 1, _NEVER)
        for value, log in enumerate(stage.logs[: total + 1]):
            after = found[-1][: total + 1 - value]
            most[value:] = np.maximum(most[value:], np.where(after == _NEVER, _NEVER, after + log))
        found.append(most)
    return found[::-1]


def _walked(stages: Sequence[_Stage], steps: int, total: int, threshold: int, limit: int) -> _States:
    most = _most(stages, total)
    states = _States(np.array([0]), np.array([0]), np.array([1.0]), np.zeros(total + 1))
    for step, stage in enumerate(stages[:steps], start=1):
        if len(states.sums) * len(stage.logs) > limit:
            raise TooManyStatesError
        states = _stepped(states, stage, most[step], threshold)
    return states


def _stepped(states: _States, stage: _Stage, most: Ints, threshold: int) -> _States:
    total = len(most) - 1
    sums = np.add.outer(states.sums, np.arange(len(stage.logs))).ravel()
    within = sums <= total
    sums = sums[within]
    logs = np.add.outer(states.logs, stage.logs).ravel()[within]
    mass = np.multiply.outer(states.mass, stage.mass).ravel()[within]
    settled = logs + most[total - sums] <= threshold
    sure = np.convolve(states.sure, stage.mass)[: total + 1]
    sure += np.bincount(sums[settled], mass[settled], minlength=total + 1)
    return _merged(sums[~settled], logs[~settled], mass[~settled], sure)


def _merged(sums: Ints, logs: Ints, mass: Floats, sure: Floats) -> _States:
    order = np.lexsort((logs, sums))
    sums, logs = sums[order], logs[order]
    new = np.ones(len(sums), dtype=bool)
    new[1:] = (np.diff(sums) != 0) | (np.diff(logs) != 0)
    together = np.bincount(np.cumsum(new) - 1, mass[order]).astype(float)
    return _States(sums[new], logs[new], together, sure)


def _joined(first: _States, second: _States, rest: int, threshold: int) -> float:
    """How probable the ways are that are open after the first half and yet count, given the sum of the second."""
    reached = np.concatenate([[0.0], np.cumsum(second.mass)])
    counted = reached[np.searchsorted(second.logs, threshold - first.logs, side="right")]
    return float(first.mass @ (counted + second.sure[rest]))
