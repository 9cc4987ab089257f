"""
A walk through all tables with given margins, for the probability that a cost summed over the cells reaches a threshold.

Columns are stages. What can still follow after some columns depends only on how much of each row remains: that is a
state, and a column leads from state to state with a known (multivariate hypergeometric) probability. States that differ
by the order of like rows are one state, and ways into a state that cost the same are one way. The first columns are
walked forwards, the last backwards, and the one between them joins the two. A way forward that is sure to reach the
threshold, because a lower bound of what must follow says so, is counted at once and not walked on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import log2
from typing import Any

import numpy as np
import numpy.typing as npt

from klaster_analisis.analysis.inference.exact.costs import SCALE_BITS, Cost
from klaster_analisis.analysis.inference.exact.filling import Excess, States, fill
from klaster_analisis.analysis.inference.exact.ways import (
    NO_WAYS,
    Floats,
    Ints,
    Moves,
    Ways,
    add_up,
    chunks,
    spread,
    ways_of,
    within,
)

Bools = npt.NDArray[np.bool_]

HELD = 25_000_000  # moves, or ways, at once: about a gigabyte


class Walk:
    """
    One run through all tables with the margins of a given one.

    Parameters
    ----------
    cells : array of int, shape (rows, columns)
        Two or more of each, none with a margin of 0.
    cost : Cost
        What makes a table extreme.
    limit : float
        Most steps that the walk may take.
    """

    def __init__(self, cells: Ints, cost: Cost, limit: float) -> None:
        cells = cells[np.argsort(-cells.sum(axis=1))][:, np.argsort(-cells.sum(axis=0))]
        self.rows, self.columns = cells.sum(axis=1), cells.sum(axis=0)
        self.limit, self.steps, self.reached = limit, 0, 0.0
        self.slope = cost.slope
        unlike = (np.flatnonzero(np.diff(self.rows)) + 1).tolist() if cost.by_row else []
        self.like_rows = list(zip([0, *unlike], [*unlike, len(self.rows)], strict=True))
        self._set_units(cells, cost)

    def _set_units(self, cells: Ints, cost: Cost) -> None:
        """Turn costs into whole numbers, as fine as the distance of this table from the least extreme one permits."""
        at = np.arange(len(self.columns))[:, None], np.arange(len(self.rows)), cells.T
        of_cell = cost.of_cells(self.rows, self.columns)
        observed = float(of_cell[at].sum())
        spare = observed - float(self._least(0, self.rows[None, :], of_cell, 1.0)[0])
        units = 2.0 ** (SCALE_BITS - max(0, round(log2(max(spare, 1e-9)))))
        self.of_cell, self.units, rounding = cost.whole(self.rows, self.columns, units)
        tie = int(cost.tie(observed, self.rows, self.columns) * self.units) + rounding * cells.size
        self.threshold = int(self.of_cell[at].sum()) - tie

    def run(self) -> tuple[float, int]:
        """Give the probability of a cost of at least that of the given table, and the steps that it took; once only."""
        joint = (len(self.columns) - 1) // 2
        states = self.rows[None, :]
        ways = Ways(np.array([0, 1]), np.array([0]), np.array([1.0]))
        for column in range(joint + 1):
            moves, states, least = self._forward_moves(column, states, ways)
            if not len(states):  # all that is possible reaches the threshold
                break
            if column < joint:
                ways = self._forward(moves, ways, least)
            else:
                onward = self._onward(joint + 1, states, self.threshold - int(ways.cost.min()))
                self.reached += self._join(moves, ways, onward)
        return min(self.reached, 1.0), self.steps

    def _count(self, steps: int) -> None:
        self.steps = within(self.steps + steps, self.limit)

    def _least(self, column: int, states: Ints, of_cell: Ints | Floats, units: float) -> Floats:
        """
        Bound from below what the columns from `column` on cost.

        Slopes that are a row's part plus a column's part, as those at the expected numbers, make a Lagrangian bound: each
        cell may then be taken by itself.
        """
        total = np.zeros(len(states))
        for at in range(column, len(self.columns)):
            expected, slope, least = self._cells(at, states, of_cell, units, first=column)
            total += (least + slope * expected).sum(axis=1)
        return total - 1e-9 * np.abs(total)

    def _cells(self, at: int, states: Ints, of_cell: Ints | Floats, units: float, *, first: int) -> tuple[Floats, Floats, Floats]:
        """Give the expected numbers of a column, the slopes there, and the least of each cell's cost less slope times number."""
        size = int(self.columns[at])
        expected = states * (size / self.columns[first:].sum())
        slope = units * self.slope(self.rows, size, expected)
        whole, row = expected.astype(np.int64), np.arange(states.shape[1])
        ends = (of_cell[at][row, x] - slope * x for x in (whole, np.minimum(whole + 1, of_cell.shape[2] - 1)))
        return expected, slope, np.minimum(*ends)

    def _canonical(self, rest: list[Ints]) -> list[Ints]:
        """Put like rows in descending order: odd-even transposition, quick for few rows and many states."""
        for start, stop in self.like_rows:
            for turn in range(stop - start):
                for i in range(start + turn % 2, stop - 1, 2):
                    rest[i], rest[i + 1] = np.maximum(rest[i], rest[i + 1]), np.minimum(rest[i], rest[i + 1])
        return rest

    def _fill(self, column: int, states: Ints, spent: Ints, threshold: int) -> Iterator[tuple[Moves, list[Ints], Floats]]:
        """
        Fill a column from each state, a stretch of states at a time, without what surely reaches the threshold.

        Yields moves whose targets are not numbered yet, what remains of the rows, and the probability left out by state.
        """
        size, of_cell = int(self.columns[column]), self.of_cell
        _, slope, least = self._cells(column, states, of_cell, self.units, first=column)
        spare = threshold - spent - self._least(column, states, of_cell, self.units)
        at_most = np.prod(np.minimum(states[:, :-1], size) + 1.0, axis=1)
        for part in chunks(at_most):
            found = fill(states[part], size, of_cell[column], excess=Excess(slope[part], least[part], spare[part]))
            self._count(found.steps)
            moves = Moves(found.origin + part.start, found.origin, found.cost, found.probability)
            yield moves, self._canonical(found.rest), found.beyond

    def _forward_moves(self, column: int, states: Ints, ways: Ways) -> tuple[Moves, Ints, Floats]:
        """Lead on from each state; what is sure to reach the threshold is counted. Also give the states, and what must follow."""
        found, least = States(self.rows), np.empty(0)
        kept, beyond, held = [], [], 0
        for moves, rest, left_out in self._fill(column, states, ways.cheapest, self.threshold):
            beyond.append(left_out)
            target, new = found.number(rest)
            least = np.append(least, self._least(column + 1, new, self.of_cell, self.units))
            inside = ways.cheapest[moves.origin] + moves.cost + least[target] < self.threshold
            self.reached += float(ways.mass[moves.origin[~inside]] @ moves.probability[~inside])
            kept.append(_like_moves(Moves(moves.origin, target, moves.cost, moves.probability).pick(inside)))
            held = within(held + len(kept[-1].cost), HELD)
        self.reached += float(ways.mass @ np.concatenate(beyond))
        moves = _together(kept)
        used = np.zeros(found.count, dtype=bool)
        used[moves.target] = True
        target = (np.cumsum(used) - 1)[moves.target]
        return Moves(moves.origin, target, moves.cost, moves.probability), found.all()[used], least[used]

    def _forward(self, moves: Moves, ways: Ways, least: Floats) -> Ways:
        """Go all ways into the states of the next stage."""
        moves = moves.pick(np.argsort(moves.target, kind="stable"))
        parts, held = [], 0
        start, stop = ways.start[moves.origin], ways.start[moves.origin + 1]
        for move, way in self._pairs(start, stop, group=moves.target):
            target, cost = moves.target[move], moves.cost[move] + ways.cost[way]
            probability = moves.probability[move] * ways.probability[way]
            inside = cost + least[target] < self.threshold
            self.reached += float(probability[~inside].sum())
            parts.append(add_up(probability[inside], target[inside], cost[inside]))
            held = within(held + len(parts[-1][1]), HELD)
        return ways_of(parts, len(least))

    def _pairs(self, start: Ints, stop: Ints, *, group: Ints | None = None) -> Iterator[tuple[Ints, Ints]]:
        """Pair each task with the ways from its start to its stop, a stretch at a time; tasks of a group stay together."""
        self._count(int((stop - start).sum()))
        for part in chunks(stop - start, group=group):
            owner, way = spread(start[part], stop[part] - 1)
            yield owner + part.start, way

    def _onward(self, column: int, states: Ints, clip: int) -> Ways:
        """
        List what can follow from each state, from the last column back; costs above `clip` count as `clip`.

        What need not be filled any further leads to one more state, whose only way costs just that.
        """
        if column == len(self.columns) - 1:
            cost = self.of_cell[column][np.arange(states.shape[1]), states].sum(axis=1)
            return Ways(np.arange(len(states) + 1), np.minimum(cost, clip), np.ones(len(states)))
        found, kept, beyond, held = States(self.rows), [], [], 0
        for moves, rest, left_out in self._fill(column, states, np.zeros(len(states), dtype=np.int64), clip):
            beyond.append(left_out)
            kept.append(_like_moves(Moves(moves.origin, found.number(rest)[0], moves.cost, moves.probability)))
            held = within(held + len(kept[-1].cost), HELD)
        surely = np.concatenate(beyond)
        at = np.flatnonzero(surely)
        nowhere = Moves(at, np.full(len(at), found.count), np.zeros(len(at), dtype=np.int64), surely[at])
        moves = _together([*kept, nowhere])
        moves = moves.pick(np.argsort(moves.origin, kind="stable"))
        after = (self._onward(column + 1, found.all(), clip) if found.count else NO_WAYS).with_state(clip)
        parts, held = [], 0
        start, stop = after.start[moves.target], after.start[moves.target + 1]
        for move, way in self._pairs(start, stop, group=moves.origin):
            cost = np.minimum(moves.cost[move] + after.cost[way], clip)
            parts.append(add_up(moves.probability[move] * after.probability[way], moves.origin[move], cost))
            held = within(held + len(parts[-1][1]), HELD)
        return ways_of(parts, len(states))

    def _join(self, moves: Moves, ways: Ways, onward: Ways) -> float:
        """Sum over all moves the ways on either side that together reach the threshold; the side with fewer open ways asks."""
        needed = self.threshold - moves.cost
        before, after = _Side(ways, moves.origin), _Side(onward, moves.target)
        ours, theirs = before.open_to(after, needed), after.open_to(before, needed)
        forward = ours[1] - ours[0] <= theirs[1] - theirs[0]
        weighted = needed, moves.probability
        return self._ask(before, ours, after, forward, *weighted) + self._ask(after, theirs, before, ~forward, *weighted)

    def _ask(self, asks: "_Side", opened: tuple[Ints, Ints], answers: "_Side", which: Bools, *weighted: Any) -> float:
        """Sum for some moves: ways of one side that are sure to reach the threshold, and those that depend on the other side."""
        needed, probability = (part[which] for part in weighted)
        start, stop = (end[which] for end in opened)
        asking, asked = asks.state[which], answers.state[which]
        total = float((probability * asks.ways.from_way_on(asking, stop)) @ answers.ways.mass[asked])
        for move, way in self._pairs(start, stop):
            first = answers.ways.find(asked[move], needed[move] - asks.ways.cost[way])
            reaching = answers.ways.from_way_on(asked[move], first)
            total += float((probability[move] * asks.ways.probability[way]) @ reaching)
        return total


@dataclass(frozen=True, eq=False)
class _Side:
    """The ways on one side of the joining column, and for each move the state that it has there."""

    ways: Ways
    state: Ints

    def open_to(self, other: "_Side", needed: Ints) -> tuple[Ints, Ints]:
        """Bound, for each move, the ways of this side that neither surely miss nor surely reach what is needed together."""
        start = self.ways.find(self.state, needed - other.ways.dearest[other.state])
        return start, np.maximum(start, self.ways.find(self.state, needed - other.ways.cheapest[other.state]))


def _like_moves(moves: Moves) -> Moves:
    """Add up moves between the same states that cost the same."""
    (origin, target, cost), probability = add_up(moves.probability, moves.origin, moves.target, moves.cost)
    return Moves(origin, target, cost, probability)


def _together(parts: list[Moves]) -> Moves:
    columns = zip(*((part.origin, part.target, part.cost, part.probability) for part in parts), strict=True)
    return Moves(*(np.concatenate(column) for column in columns))
