"""All that the counts of a block could be, given what is known of them: a programme in whole numbers."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

import numpy as np

from klaster_analisis.analysis.release.block import SOME, Block, Row, State
from klaster_analisis.terms import YA

LIMIT = 20.0
"""Deterministic seconds that one solve may take; a block takes some thousandths."""

Cell = tuple[int, int, int, int]
"""A count: the node, the earlier of two waves, and the states before and after."""

Answers = Mapping[str, int]
Moves = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Known:
    """
    What is known of one place and block.

    Parameters
    ----------
    firms : tuple of int
        Firms in each wave.
    both : tuple of int
        Firms in each wave and the next.
    rows : mapping
        Answers, counted, by wave and question.
    moves : mapping
        Answers before and after of the firms that answered in a wave and the next, counted, by wave and question.
    small_rows, small_moves : frozenset
        Those of which it is known only that some count of them is small; of moves, one of them or of the firms that are in the
        later or earlier row but not among them.
    min_cell : int
        A count above 0 and below this is small.
    """

    firms: tuple[int, ...]
    both: tuple[int, ...]
    rows: Mapping[Row, Answers] = field(default_factory=dict)
    moves: Mapping[Row, Moves] = field(default_factory=dict)
    small_rows: frozenset[Row] = frozenset()
    small_moves: frozenset[Row] = frozenset()
    min_cell: int = 0


class UnsolvedError(Exception):
    """The programme has no solution, or none was found within the limit."""


class Programme:
    """
    The counts of a block as unknowns, and what is known as conditions on them.

    Parameters
    ----------
    block : Block
    known : Known

    Notes
    -----
    The unknowns are, for each question of the block and each two waves that follow each other, the firms by what they answered
    before and after; no answer, and not being in the wave, are answers too. A question that depends on another splits up its
    counts. The parts of a question with several answers are split up each by itself: any such counts come from firms that choose
    several at once, as long as those who must choose one can be covered by them. Over two waves a firm is covered by a part that
    it chose both times, or by two parts of which it chose one before and another one after. As many pairs of the latter can be
    made as the smallest of these sums allows: what was chosen before only, after only, and either, without any one part (a
    largest flow is a smallest cut).
    """

    def __init__(self, block: Block, known: Known):
        from ortools.sat.python import cp_model  # noqa: PLC0415 (it takes a third of a second)

        self.block, self.known = block, known
        self.model = cp_model.CpModel()
        self._solver = cp_model.CpSolver()
        self._solver.parameters.num_workers = 1  # so that it does the same each time
        self._solver.parameters.cp_model_presolve = False  # takes longer than it saves on so few unknowns
        self._solver.parameters.max_deterministic_time = LIMIT
        self._optimal = cp_model.OPTIMAL
        self._unknowns: list[Any] = []
        self._at: dict[Cell, int] = {}
        self._tables = max(len(known.firms) - 1, 1)
        for node in range(len(block.nodes)):
            for table in range(self._tables):
                self._add_table(node, table)
        self._add_firms()
        self._add_known()
        if block.covered:
            self._add_cover()

    def _add_table(self, node: int, table: int) -> None:
        """Add the counts of a question before and after; what it does not split up are those of the one that it depends on."""
        states, parent = self.block.states[node], self.block.nodes[node].parent
        most = max(self.known.firms)
        parts: dict[tuple[int, int], list[int]] = {}
        for i, before in enumerate(states):
            for j, after in enumerate(states):
                if (before.absent and after.absent) or (len(self.known.firms) == 1 and not after.absent):
                    continue
                if parent is not None and not (before.finer or after.finer):
                    self._at[node, table, i, j] = self._at[parent, table, before.above, after.above]
                    continue
                self._at[node, table, i, j] = len(self._unknowns)
                self._unknowns.append(self.model.new_int_var(0, most, ""))
                parts.setdefault((before.above, after.above), []).append(self._at[node, table, i, j])
        if parent is not None:
            for (i, j), cells in parts.items():
                self.model.add(self._sum(cells) == self._unknowns[self._at[parent, table, i, j]])
        if table:
            for at, state in enumerate(states):
                if not state.absent:
                    earlier = [self._at[node, table - 1, i, at] for i in range(len(states))]
                    later = [self._at[node, table, at, j] for j in range(len(states))]
                    self.model.add(self._sum(earlier) == self._sum(later))

    def _add_firms(self) -> None:
        for wave, n in enumerate(self.known.firms):
            self.model.add(self._sum(self.cells(0, wave, lambda state: not state.absent)) == n)
        for table, n in enumerate(self.known.both):
            self.model.add(self._sum(self.moved(0, table, _there, _there)) == n)

    def _add_known(self) -> None:
        known, nodes = self.known, {node.code: at for at, node in enumerate(self.block.nodes)}
        for (wave, code), counts in known.rows.items():
            for answer, n in counts.items():
                self.model.add(self._sum(self.answered(nodes[code], wave, answer)) == n)
        for (table, code), moves in known.moves.items():
            node = nodes[code]
            for before in self.block.nodes[node].answers:
                for after in self.block.nodes[node].answers:
                    self.model.add(self._sum(self.moved(node, table, _is(before), _is(after))) == moves.get((before, after), 0))
        for wave, code in known.small_rows:
            self._add_small([self.answered(nodes[code], wave, answer) for answer in self.block.nodes[nodes[code]].answers])
        for table, code in known.small_moves:
            answers = self.block.nodes[nodes[code]].answers
            node = nodes[code]
            told = [self.moved(node, table, _is(before), _is(after)) for before in answers for after in answers]
            told += [self.moved(node, table, _silent, _is(answer)) for answer in answers]
            self._add_small(told + [self.moved(node, table, _is(answer), _silent) for answer in answers])

    def _add_small(self, counts: Sequence[Sequence[int]]) -> None:
        """Add that one of some counts is small."""
        chosen = []
        for cells in counts:
            if cells:
                small = self.model.new_bool_var("")
                self.model.add_linear_constraint(self._sum(cells), 1, self.known.min_cell - 1).only_enforce_if(small)
                chosen.append(small)
        self.model.add_bool_or(chosen)

    def _add_cover(self) -> None:
        """Add that each firm that answered a question with several answers chose at least one."""
        for node, head in enumerate(self.block.nodes):
            if head.answers[0] != SOME:
                continue
            parts = [at for at, part in enumerate(self.block.nodes) if part.parent == node and part.condition == SOME]
            states = self.block.states[node]
            for table in range(self._tables):
                for i, before in enumerate(states):
                    for j, after in enumerate(states):
                        if (node, table, i, j) in self._at:
                            self._cover(node, table, (i, j), (before, after), parts)

    def _cover(self, node: int, table: int, at: tuple[int, int], pair: tuple[State, State], parts: Sequence[int]) -> None:
        """Add the conditions under which the firms of two states of the head can be shared out among the parts."""
        firms = self._unknowns[self._at[node, table, *at]]
        told = [side for side in (0, 1) if pair[side].answer == SOME]
        for side in told:
            self.model.add(self._sum(self._chosen(table, at, parts, itemgetter(side))) >= firms)
        if len(told) == len(pair):
            for one in parts:
                others = [part for part in parts if part != one]
                twice, once = self._chosen(table, at, parts, all), self._chosen(table, at, others, lambda yes: yes[0] != yes[1])
                self.model.add(self._sum([*twice, *once]) >= firms)

    def _chosen(
        self, table: int, at: tuple[int, int], parts: Sequence[int], told: Callable[[tuple[bool, bool]], bool]
    ) -> list[int]:
        """List the unknowns of parts, within two states of the head, by whether they were chosen before and after."""
        return [
            self._at[part, table, i, j]
            for part in parts
            for i, before in enumerate(self.block.states[part])
            for j, after in enumerate(self.block.states[part])
            if (before.above, after.above) == at and told((before.answer == YA, after.answer == YA))
        ]

    def _sum(self, cells: Iterable[int]) -> Any:
        return sum(self._unknowns[at] for at in cells)

    def moved(self, node: int, table: int, before: Callable[[State], bool], after: Callable[[State], bool]) -> list[int]:
        """List the unknowns of firms by what they were in a wave and the next."""
        states = self.block.states[node]
        return [
            self._at[node, table, i, j]
            for i, one in enumerate(states)
            for j, two in enumerate(states)
            if before(one) and after(two) and (node, table, i, j) in self._at
        ]

    def cells(self, node: int, wave: int, told: Callable[[State], bool]) -> list[int]:
        """List the unknowns of firms by what they were in one wave."""
        if wave < self._tables:
            return self.moved(node, wave, told, _any)
        return self.moved(node, wave - 1, _any, told)

    def answered(self, node: int, wave: int, answer: str) -> list[int]:
        """List the unknowns of firms that gave an answer."""
        return self.cells(node, wave, _is(answer))

    def ranges(self, counts: Sequence[Sequence[int]], enough: Sequence[int]) -> list[tuple[int, int]]:
        """
        Find how far sums of unknowns may lie apart.

        Parameters
        ----------
        counts : sequence of sequence of int
            Each the unknowns of a sum.
        enough : sequence of int
            How wide a range need be known to be; a narrower one is exact.

        Returns
        -------
        list of tuple of int
            The least and the greatest value found; both occur.

        Raises
        ------
        UnsolvedError
            If there is no solution, or a solve did not end within its limit.
        """
        member = np.zeros((len(counts), len(self._unknowns)), dtype=np.int64)
        for at, cells in enumerate(counts):
            member[at, cells] = 1
        low, high = np.full(len(counts), np.iinfo(np.int64).max), np.full(len(counts), -1)
        for at, cells in enumerate(counts):
            for turn in (self.model.maximize, self.model.minimize):
                if high[at] - low[at] < enough[at] or high[at] < 0:
                    turn(self._sum(cells))
                    found = member @ self._solved()
                    low, high = np.minimum(low, found), np.maximum(high, found)
        return list(zip(low.tolist(), high.tolist(), strict=True))

    def _solved(self) -> Any:
        status = self._solver.solve(self.model)
        if status != self._optimal:
            raise UnsolvedError(self._solver.status_name(status))
        return np.array([self._solver.value(unknown) for unknown in self._unknowns], dtype=np.int64)


def _any(state: State) -> bool:
    return True


def _there(state: State) -> bool:
    return not state.absent


def _silent(state: State) -> bool:
    return state.answer is None


def _is(answer: str) -> Callable[[State], bool]:
    return lambda state: state.answer == answer
