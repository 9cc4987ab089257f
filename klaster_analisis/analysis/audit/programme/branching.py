"""Exact search: what no set of whole numbers can satisfy, with a proof; or the whole numbers."""

from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np

from klaster_analisis.analysis.audit.programme.component import Component, components
from klaster_analisis.analysis.audit.programme.linear import Row, row
from klaster_analisis.analysis.audit.programme.propagation import Bounds, System

NODES = 100
"""How many cases are told apart before a question is given up as undecided."""


@dataclass(frozen=True)
class Outcome:
    """
    What became of a question.

    Parameters
    ----------
    values : tuple of int, or None
        Of every variable; obey everything, exactly. None if there are none.
    conflict : int
        Without values: the bits of statements that cannot all be true.
    proven : bool
        Whether it is proved in whole numbers. Values always are; a conflict is not if only HiGHS says so.
    """

    values: tuple[int, ...] | None
    conflict: int = 0
    proven: bool = True


class GivenUpError(Exception):
    """More cases than `NODES` would have to be told apart, or HiGHS does not cope with the numbers."""


class Branching:
    """
    Tell cases apart until each one ends in whole numbers or in a proof that it has none.

    Parameters
    ----------
    system : System

    Notes
    -----
    Every case is propagated; what is left is relaxed to any numbers. Where the relaxation fails, its multipliers, made whole,
    add the rows up to one row, which is then propagated like the others: the proof does not rest on floating-point numbers.
    Each decision has a bit of its own, so that a conflict that does not need the decision ends both of its cases.
    """

    def __init__(self, system: System) -> None:
        self.system, self.left = system, NODES
        self.first_bit = len(system.model.statements)

    def settle(self, bounds: Bounds, depth: int = 0) -> Outcome:
        """
        Decide whether there are whole numbers within bounds that were propagated.

        Raises
        ------
        GivenUpError
        """
        self.left -= 1
        if self.left < 0:
            raise GivenUpError
        piece = next(components(self.system.rows(), bounds), None)
        if piece is None:
            return Outcome(tuple(bounds.low))
        relaxed = piece.relax()
        if relaxed is None:
            raise GivenUpError
        values, weights = relaxed
        summed = _summed(piece, weights)
        found = bounds.tighten(summed)
        if isinstance(found, int):
            return Outcome(None, found)
        return self._branch(bounds, *_split(piece, values), depth)

    def _branch(self, bounds: Bounds, variable: int, value: int, depth: int) -> Outcome:
        """Take the cases up to a value and above it."""
        bit, together = 1 << (self.first_bit + depth), 0
        for upper in (False, True):
            case = bounds.copy()
            if upper:
                case.low[variable], case.why_low[variable] = value + 1, bit
            else:
                case.high[variable], case.why_high[variable] = value, bit
            conflict = self.system.propagate(case, [variable])
            outcome = self.settle(case, depth + 1) if conflict is None else Outcome(None, conflict)
            if outcome.values is not None or not outcome.conflict & bit:
                return outcome
            together |= outcome.conflict & ~bit
        return Outcome(None, together)


def _summed(piece: Component, weights: np.ndarray) -> Row:
    """Add rows up with non-negative weights, made whole; any such sum holds if the rows do."""
    exact = [Fraction(max(float(weight), 0.0)).limit_denominator(10**6) for weight in weights]
    used = [(weight / scale, each) for weight, scale, each in zip(exact, piece.scales, piece.rows, strict=True) if weight]
    common = lcm(*(weight.denominator for weight, _ in used))
    why, limit, terms = 0, 0, []
    for weight, each in used:
        times = int(weight * common)
        why, limit = why | each.why, limit + times * each.limit
        terms += [(variable, times * factor) for variable, factor in each.terms]
    return row(terms, limit, why)


def _split(piece: Component, values: np.ndarray) -> tuple[int, int]:
    """Choose the variable whose value is farthest from whole, or, where all are whole, the one with the fewest values left."""
    away = np.abs(values - np.round(values))
    low, high = piece.bounds.low, piece.bounds.high
    if away.max() > 1e-6:
        variable = piece.variables[int(away.argmax())]
        return variable, min(max(int(np.floor(values[away.argmax()])), low[variable]), high[variable] - 1)
    position, variable = min(enumerate(piece.variables), key=lambda item: high[item[1]] - low[item[1]])
    return variable, min(max(round(float(values[position])), low[variable]), high[variable] - 1)
