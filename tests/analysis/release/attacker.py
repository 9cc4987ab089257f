"""
An attacker of releases that shares nothing with the package: whole firms instead of tables, HiGHS instead of CP-SAT.

A firm is of a type: all that it answered to the questions of a block, in all waves at once. How many firms there are of each
type is unknown; whatever is shown is a condition on these numbers. Nothing is split up, so nothing need be argued.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

YES, NO = "ya", "tidak"
ABSENT = None

OPTIONS = {"mip_rel_gap": 0, "presolve": False}
"""HiGHS's presolve (scipy 1.17.1) calls worse solutions of such programmes the best ones."""

Row = tuple[int, str]
Shown = tuple[frozenset[Row], frozenset[Row]]
"""Rows by wave and question, and answers before and after by the earlier of two waves and the question."""

Told = tuple[str, int, str, str]


@dataclass(frozen=True)
class Asked:
    """A question as it stands on the form; asked where `on` got the answer `route`."""

    code: str
    answers: tuple[str, ...]
    on: str = ""
    route: str = ""


@dataclass(frozen=True)
class Form:
    """Questions that tell of each other; or parts, each chosen or not, of which some may be known to be chosen by everybody."""

    questions: tuple[Asked, ...] = ()
    parts: tuple[str, ...] = ()
    none: str = ""
    covered: bool = False

    @property
    def answers(self) -> dict[str, tuple[str, ...]]:
        return {asked.code: asked.answers for asked in self.questions} | dict.fromkeys(self.parts, (YES, NO))

    def firms(self) -> list[dict[str, str | None]]:
        """All that a firm may have answered in one wave; None for no answer."""
        if self.parts:
            return [dict.fromkeys(self.parts), *(one for one in self._choices() if not self.covered or self._allowed(one))]
        found: list[dict[str, str | None]] = [{}]
        for asked in self.questions:
            found = [{**one, asked.code: answer} for one in found for answer in self._possible(asked, one)]
        return found

    def _choices(self) -> Iterator[dict[str, str | None]]:
        yield from (dict(zip(self.parts, chosen, strict=True)) for chosen in product((YES, NO), repeat=len(self.parts)))

    def _allowed(self, chosen: Mapping[str, str | None]) -> bool:
        many = sum(answer == YES for answer in chosen.values())
        return many == 1 if chosen.get(self.none) == YES else many > 0

    def _possible(self, asked: Asked, firm: Mapping[str, str | None]) -> tuple[str | None, ...]:
        return (*asked.answers, None) if not asked.on or firm[asked.on] == asked.route else (None,)


@dataclass(frozen=True)
class Truth:
    """
    All rows and moves of one place and block.

    ``firms`` and ``both`` count those of each wave, and of each wave and the next; ``rows`` and ``moves`` hold counts above 0.
    """

    form: Form
    firms: tuple[int, ...]
    both: tuple[int, ...]
    rows: Mapping[Row, Mapping[str, int]]
    moves: Mapping[Row, Mapping[tuple[str, str], int]] = field(default_factory=dict)
    small_rows: frozenset[Row] = frozenset()
    small_moves: frozenset[Row] = frozenset()
    min_cell: int = 2


class UnsolvedError(Exception):
    """HiGHS found no solution, or no best one."""


class Attacker:
    """All that the numbers of firms of each type could be."""

    def __init__(self, truth: Truth, shown: Shown):
        self.truth, self.shown = truth, shown
        self.states = [*truth.form.firms(), ABSENT]
        waves = len(truth.firms)
        types = [
            one for one in product(range(len(self.states)), repeat=waves) if any(self.states[at] is not ABSENT for at in one)
        ]
        self.types = np.array(types).T
        self._rows: list[np.ndarray] = []
        self._low: list[float] = []
        self._high: list[float] = []
        self._switches: list[tuple[np.ndarray, int]] = []
        self._groups: list[list[int]] = []
        self._collect()

    def mask(self, wave: int, code: str, answer: str | None) -> np.ndarray:
        """Types of firms that are in a wave and gave an answer."""
        told = np.array([state is not ABSENT and state[code] == answer for state in self.states])
        return told[self.types[wave]]

    def there(self, wave: int) -> np.ndarray:
        return self.types[wave] != len(self.states) - 1

    def silent(self, wave: int, code: str) -> np.ndarray:
        """Types of firms that are not in a wave, or gave no answer there."""
        return self.mask(wave, code, None) | ~self.there(wave)

    def _add(self, mask: np.ndarray, n: int) -> None:
        self._rows.append(mask.astype(float))
        self._low.append(n)
        self._high.append(n)

    def _collect(self) -> None:
        truth, (rows, moves) = self.truth, self.shown
        for wave, n in enumerate(truth.firms):
            self._add(self.there(wave), n)
        for wave, n in enumerate(truth.both):
            self._add(self.there(wave) & self.there(wave + 1), n)
        for wave, code in rows:
            for answer in truth.form.answers[code]:
                self._add(self.mask(wave, code, answer), truth.rows[wave, code].get(answer, 0))
        for wave, code in moves:
            for pair in product(truth.form.answers[code], repeat=2):
                self._add(self._moved(wave, code, *pair), truth.moves[wave, code].get(pair, 0))
        for wave, code in truth.small_rows - rows:
            self._some_small([self.mask(wave, code, answer) for answer in truth.form.answers[code]])
        for wave, code in truth.small_moves - moves:
            answers = truth.form.answers[code]
            told = [self._moved(wave, code, *pair) for pair in product(answers, repeat=2)]
            told += [self.mask(wave, code, answer) & self.silent(wave + 1, code) for answer in answers]
            self._some_small(told + [self.silent(wave, code) & self.mask(wave + 1, code, answer) for answer in answers])

    def _moved(self, wave: int, code: str, before: str, after: str) -> np.ndarray:
        return self.mask(wave, code, before) & self.mask(wave + 1, code, after)

    def _some_small(self, masks: Sequence[np.ndarray]) -> None:
        """One of these counts is above 0 and below the smallest that is shown: a switch for each, of which one is on."""
        first = len(self._switches)
        self._switches += [(mask, first) for mask in masks]
        self._groups.append(list(range(first, first + len(masks))))

    def _programme(self) -> tuple[LinearConstraint, Bounds]:
        n, extra, most = self.types.shape[1], len(self._switches), sum(self.truth.firms)
        lines = [np.concatenate([row, np.zeros(extra)]) for row in self._rows]
        low, high = list(self._low), list(self._high)
        for at, (mask, _) in enumerate(self._switches):
            for sign, end in ((1.0, most), (-1.0, 0.0)):
                line = np.concatenate([sign * mask, np.zeros(extra)])
                line[n + at] = most - self.truth.min_cell + 1 if sign > 0 else 1.0
                lines.append(line)
                low.append(-np.inf)
                high.append(end)
        for group in self._groups:
            line = np.zeros(n + extra)
            line[[n + at for at in group]] = 1
            lines.append(line)
            low.append(1)
            high.append(np.inf)
        return LinearConstraint(np.array(lines), low, high), Bounds(0, [*[most] * n, *[1] * extra])

    def ranges(self, masks: Sequence[np.ndarray], enough: int) -> list[tuple[int, int]]:
        """Least and greatest value of each count; no more is sought where they are known to lie `enough` apart."""
        constraints, bounds = self._programme()
        if not masks:
            return []
        member = np.array([np.concatenate([mask, np.zeros(len(self._switches))]) for mask in masks])
        low, high = np.full(len(masks), np.inf), np.full(len(masks), -np.inf)
        for at in range(len(masks)):
            for sign in (-1.0, 1.0):
                if high[at] - low[at] >= enough:
                    continue
                solved = milp(sign * member[at], constraints=constraints, bounds=bounds, integrality=1, options=OPTIONS)
                if solved.status != 0:
                    raise UnsolvedError(solved.message)
                values = member @ np.round(solved.x)
                low, high = np.minimum(low, values), np.maximum(high, values)
        return [(int(one), int(two)) for one, two in zip(low, high, strict=True)]

    def another(self, random: np.random.Generator) -> list[tuple[dict[str, str | None] | None, ...]]:
        """Other firms of which the same is shown: what each answered, wave by wave."""
        constraints, bounds = self._programme()
        weights = np.concatenate([random.normal(size=self.types.shape[1]), np.zeros(len(self._switches))])
        solved = milp(weights, constraints=constraints, bounds=bounds, integrality=1, options=OPTIONS)
        if solved.status != 0:
            raise UnsolvedError(solved.message)
        many = np.round(solved.x[: self.types.shape[1]]).astype(int)
        return [tuple(self.states[at] for at in one) for one, n in zip(self.types.T, many, strict=True) for _ in range(n)]

    def hidden(self) -> dict[Told, np.ndarray]:
        """Counts of the rows that are not shown."""
        return {
            ("row", wave, code, answer): self.mask(wave, code, answer)
            for (wave, code) in sorted(self.truth.rows)
            if (wave, code) not in self.shown[0]
            for answer in self.truth.form.answers[code]
        }

    def groups(self) -> dict[Told, tuple[np.ndarray, np.ndarray]]:
        """Counts of the firms of which one wave tells more than the other, each with all firms of its group."""
        found = {}
        for wave, code in product(range(len(self.truth.both)), self.truth.form.answers):
            answers = self.truth.form.answers[code]
            before, after = ({a: self.mask(at, code, a) for a in answers} for at in (wave, wave + 1))
            sides = {
                "only_later": (after, ~self.there(wave)),
                "new": (after, self.silent(wave, code)),
                "only_earlier": (before, ~self.there(wave + 1)),
                "gone": (before, self.silent(wave + 1, code)),
            }
            for kind, (told, where) in sides.items():
                whole = np.any(list(told.values()), axis=0) & where
                found |= {(kind, wave, code, answer): (mask & where, whole) for answer, mask in told.items()}
            if (wave, code) not in self.shown[1]:
                whole = np.any(list(before.values()), axis=0) & np.any(list(after.values()), axis=0)
                for one, two in product(answers, repeat=2):
                    found["moved", wave, code, f"{one}-{two}"] = (before[one] & after[two], whole)
        return found


def leaks(truth: Truth, shown: Shown) -> list[tuple[Told, tuple[int, int]]]:
    """
    Counts that are known more closely than the smallest that is shown, though less would be known were less shown.

    Where what is shown tells that some firm chose no part after all, nobody believes the contrary.
    """
    try:
        return _leaks(truth, shown)
    except UnsolvedError:
        if not truth.form.covered:
            raise
        return _leaks(replace(truth, form=replace(truth.form, none="", covered=False)), shown)


def _leaks(truth: Truth, shown: Shown) -> list[tuple[Told, tuple[int, int]]]:
    least, attacker = truth.min_cell, Attacker(truth, shown)
    hidden = attacker.hidden()
    found = _closer(truth, attacker, hidden, (frozenset(), frozenset()))
    if shown[1]:
        groups = attacker.groups()
        narrow = _closer(truth, attacker, {told: mask for told, (mask, _) in groups.items()}, (shown[0], frozenset()))
        found += [(told, span) for told, span in narrow if not _is_large(attacker, groups[told][1], span, least)]
    return found


def _closer(
    truth: Truth, attacker: Attacker, counts: Mapping[Told, np.ndarray], less: Shown
) -> list[tuple[Told, tuple[int, int]]]:
    spans = dict(zip(counts, attacker.ranges(list(counts.values()), truth.min_cell), strict=True))
    narrow = {told: span for told, span in spans.items() if span[1] - span[0] < truth.min_cell}
    wider = Attacker(truth, less).ranges([counts[told] for told in narrow], truth.min_cell) if narrow else []
    return [
        (told, span) for (told, span), (low, high) in zip(narrow.items(), wider, strict=True) if high - low > span[1] - span[0]
    ]


def _is_large(attacker: Attacker, group: np.ndarray, span: tuple[int, int], least: int) -> bool:
    """A count that may be shown: large, or 0 of a group that is large or of nobody."""
    low, high = span
    if low >= least or high > 0:
        return low >= least
    ((fewest, most),) = attacker.ranges([group], 10**9)
    return fewest >= least or most == 0
