"""What propagation leaves open, in pieces that have no variable in common; and the floating-point programmes of a piece."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.optimize import Bounds as Box
from scipy.optimize import LinearConstraint, linprog, milp
from scipy.sparse import csr_array, hstack

from klaster_analisis.analysis.audit.programme.linear import Row
from klaster_analisis.analysis.audit.programme.propagation import Bounds

HIGHS_NODES = 200
"""How many nodes HiGHS may look at for one answer: a limit that is the same on a slow machine."""

LARGEST_COEFFICIENT = 10**6
"""Rows with larger coefficients are divided for HiGHS, whose tolerances are absolute."""


@dataclass(frozen=True, eq=False)
class Component:
    """
    Variables that are not fixed, and the rows between them that can still fail.

    Parameters
    ----------
    variables : tuple of int
    rows : tuple of Row
        Whole rows, fixed variables included.
    bounds : Bounds
    """

    variables: tuple[int, ...]
    rows: tuple[Row, ...]
    bounds: Bounds

    @cached_property
    def scales(self) -> list[int]:
        """What each row is divided by, for the solvers only: its largest coefficient, where that is too large for them."""
        largest = [max(abs(factor) for _, factor in row.terms) for row in self.rows]
        return [size if size > LARGEST_COEFFICIENT else 1 for size in largest]

    @cached_property
    def _matrix(self) -> tuple[csr_array, np.ndarray]:
        """The rows without their fixed variables."""
        place = {variable: position for position, variable in enumerate(self.variables)}
        entries = [
            (line, place[variable], factor / self.scales[line])
            for line, row in enumerate(self.rows)
            for variable, factor in row.terms
            if variable in place
        ]
        lines, columns, factors = (np.array(part) for part in zip(*entries, strict=True))
        shape = (len(self.rows), len(self.variables))
        return csr_array((factors, (lines, columns)), shape=shape), np.array(self._limits())

    def _limits(self) -> list[float]:
        low, open_ones = self.bounds.low, set(self.variables)
        left = (row.limit - sum(f * low[v] for v, f in row.terms if v not in open_ones) for row in self.rows)
        return [limit / scale for limit, scale in zip(left, self.scales, strict=True)]

    @cached_property
    def _box(self) -> tuple[list[int], list[int]]:
        return [self.bounds.low[v] for v in self.variables], [self.bounds.high[v] for v in self.variables]

    def propose(self, aims: Mapping[int, int] | None = None) -> dict[int, int] | None:
        """
        Ask HiGHS for whole numbers, the sum of some variables times their aims as small as possible.

        Returns
        -------
        dict of int to int, or None
            By variable, rounded; obeys every row exactly. None if HiGHS finds nothing, or what it finds does not.
        """
        matrix, limits = self._matrix
        objective = np.array([(aims or {}).get(variable, 0) for variable in self.variables], float)
        answer = milp(
            objective,
            integrality=np.ones(len(self.variables)),
            bounds=Box(*self._box),
            constraints=LinearConstraint(matrix, ub=limits),
            options={"node_limit": HIGHS_NODES},
        )
        return None if answer.x is None else self.verified(answer.x)

    def verified(self, found: Sequence[float]) -> dict[int, int] | None:
        """Round what a solver found, and hold it against every row and bound in whole numbers."""
        values = {v: min(max(round(x), low), high) for v, x, low, high in zip(self.variables, found, *self._box, strict=True)}
        low = self.bounds.low
        sums = (sum(factor * values.get(variable, low[variable]) for variable, factor in row.terms) for row in self.rows)
        return values if all(total <= row.limit for total, row in zip(sums, self.rows, strict=True)) else None

    def relax(self) -> tuple[np.ndarray, np.ndarray] | None:
        """
        Let the numbers be any, and every row fail by the same amount, as small as possible.

        Returns
        -------
        values : array
            By variable.
        weights : array
            By row, divided by its scale: where they must fail, the rows so weighted add up to a contradiction (Farkas, 1902).
            None instead of both where HiGHS finds no answer.
        """
        matrix, limits = self._matrix
        elastic = hstack([matrix, csr_array(-np.ones((matrix.shape[0], 1)))], format="csr")
        objective = np.append(np.zeros(len(self.variables)), 1.0)
        box = [*zip(*self._box, strict=True), (0, None)]
        answer = linprog(objective, A_ub=elastic, b_ub=limits, bounds=box, method="highs")
        return None if answer.x is None else (answer.x[:-1], -answer.ineqlin.marginals)


def components(rows: Sequence[Row], bounds: Bounds) -> Iterator[Component]:
    """
    Take apart what is open.

    Parameters
    ----------
    rows : sequence of Row
        All that holds. A row that cannot fail within the bounds, or has no open variable, ties nothing together.
    bounds : Bounds

    Returns
    -------
    iterator of Component
    """
    leader: dict[int, int] = {}
    tied: list[tuple[int, Row]] = []
    for row in rows:
        open_ones = [variable for variable, _ in row.terms if not bounds.fixed(variable)]
        if open_ones and bounds.most(row) > row.limit:
            tied.append((open_ones[0], row))
            _join(leader, open_ones)
    pieces: dict[int, list[Row]] = {}
    for variable, row in tied:
        pieces.setdefault(_find(leader, variable), []).append(row)
    members: dict[int, list[int]] = {}
    for variable in leader:
        members.setdefault(_find(leader, variable), []).append(variable)
    for key, piece in pieces.items():
        yield Component(tuple(sorted(members[key])), tuple(piece), bounds)


def _join(leader: dict[int, int], variables: Sequence[int]) -> None:
    first = _find(leader, variables[0])
    for variable in variables[1:]:
        leader[_find(leader, variable)] = first


def _find(leader: dict[int, int], variable: int) -> int:
    leader.setdefault(variable, variable)
    while leader[variable] != variable:
        leader[variable] = leader[leader[variable]]
        variable = leader[variable]
    return variable
