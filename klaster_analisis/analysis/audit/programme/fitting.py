"""Which values could stand in the place of a printed number, given all the others."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from klaster_analisis.analysis.audit.programme.branching import Outcome
from klaster_analisis.analysis.audit.programme.component import components
from klaster_analisis.analysis.audit.programme.feasibility import decide, settle
from klaster_analisis.analysis.audit.programme.linear import Row
from klaster_analisis.analysis.audit.programme.model import Model
from klaster_analisis.analysis.audit.programme.propagation import Bounds, System
from klaster_analisis.sources.printed.number import PrintedNumber

MOST_TRIED = 64
"""How many values are tried one by one; of more, only the ends are found."""


@dataclass(frozen=True)
class Fitting:
    """
    Values that fit.

    Parameters
    ----------
    units : collection of int
        In units of the last printed digit, in order.
    exact : bool
        Whether each of them fits; otherwise some are only not excluded. What is not among them never fits.
    """

    units: Collection[int]
    exact: bool


class Opening:
    """
    A model without some of its statements.

    Parameters
    ----------
    model : Model
    released : int
        The bits of the statements that are left out.
    """

    def __init__(self, model: Model, released: int) -> None:
        self.model = model
        self.system = System(model, model.everything & ~released)
        self.bounds = Bounds.of(model)
        self.possible = self.system.propagate(self.bounds) is None

    def fits(self, number: PrintedNumber, text: str) -> bool:
        """Say whether whole numbers were found with which a number could be printed in the place of another."""
        system, bounds = self._with(number, text), self.bounds.copy()
        if not self.possible or system.propagate(bounds) is not None:
            return False
        return all(piece.propose() is not None for piece in components(system.rows(), bounds))

    def _with(self, number: PrintedNumber, text: str) -> System:
        return System(self.model, self.system.chosen, self.model.rows_of(replace(number, text=text), 0))

    def _tried(self, number: PrintedNumber, text: str) -> Outcome:
        return decide(self._with(number, text), self.bounds)

    def fitting(self, number: PrintedNumber) -> Fitting:
        """Find all values that fit in the place of a number, with as many decimals."""
        if not self.possible:
            return Fitting((), exact=True)
        candidates = self.within(number)
        if len(candidates) > MOST_TRIED:
            self._close_in(number)
            candidates = self.within(number)
        if len(candidates) > MOST_TRIED:
            return Fitting(self._trimmed(number, candidates), exact=False)
        tried = {units: self._tried(number, number.written(units)) for units in candidates}
        left = tuple(units for units, outcome in tried.items() if outcome.values is not None or not outcome.proven)
        return Fitting(left, exact=all(outcome.proven for outcome in tried.values()))

    def _trimmed(self, number: PrintedNumber, candidates: Collection[int]) -> range:
        """Leave out values from both ends that certainly do not fit."""
        inwards = [list(candidates)[:MOST_TRIED], list(candidates)[: -MOST_TRIED - 1 : -1]]
        first, last = (next((u for u in end if not self._excluded(number, u)), end[-1]) for end in inwards)
        return range(first, last + 1)

    def _excluded(self, number: PrintedNumber, units: int) -> bool:
        outcome = self._tried(number, number.written(units))
        return outcome.values is None and outcome.proven

    def within(self, number: PrintedNumber) -> Collection[int]:
        """Give the values that the bounds of single cells leave in the place of a number."""
        index, bounds = self.model.index, self.bounds
        return self.model.rules[number.table].units_within(
            number, lambda cell: (bounds.low[index[cell]], bounds.high[index[cell]])
        )

    def _close_in(self, number: PrintedNumber) -> None:
        """Tighten the bounds of the cells that a number is about as far as they go."""
        for variable in (self.model.index[cell] for cell in self.model.rules[number.table].cells_of(number)):
            self.bounds.low[variable] = extreme(self.system, self.bounds, variable, 1)
            self.bounds.high[variable] = extreme(self.system, self.bounds, variable, -1)


def extreme(system: System, bounds: Bounds, variable: int, sign: int) -> int:
    """
    Find the smallest (sign 1) or largest (sign −1) value of a variable.

    Parameters
    ----------
    system : System
    bounds : Bounds
        As propagated.
    variable : int
    sign : {1, -1}

    Returns
    -------
    int
        Proved to be the end: that there is nothing beyond it is decided exactly. Where that is given up, the bound itself,
        which is certain, though perhaps nothing reaches it.
    """
    bound = (bounds.low if sign > 0 else bounds.high)[variable]
    best = optimum(system, bounds, {variable: sign})
    while best is not None and best[variable] != bound:
        beyond = Row(((variable, sign),), sign * best[variable] - 1, 0)
        outcome = decide(System(system.model, system.chosen, (*system.extra, beyond)), bounds)
        if outcome.values is None:
            return best[variable] if outcome.proven else bound
        best = outcome.values
    return bound


def optimum(system: System, bounds: Bounds, aims: Mapping[int, int]) -> tuple[int, ...] | None:
    """
    Find values that fit, the sum of some variables times their aims as small as HiGHS gets it.

    Returns
    -------
    tuple of int, or None
        Verified to fit; None if there are none.
    """
    values = list(bounds.low)
    for piece in components(system.rows(), bounds):
        wanted = {variable: aim for variable, aim in aims.items() if variable in piece.variables}
        found = piece.propose(wanted)
        if found is None:
            return settle(system, bounds).values
        for variable, value in found.items():
            values[variable] = value
    for variable, aim in aims.items():
        if aim < 0 and all(bounds.most(row) <= row.limit for row in system.rows() if variable in dict(row.terms)):
            values[variable] = bounds.high[variable]
    return tuple(values)
