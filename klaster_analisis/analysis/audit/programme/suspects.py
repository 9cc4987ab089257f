"""The smallest sets of printed numbers of which at least one set must be wrong."""

from dataclasses import dataclass

from klaster_analisis.analysis.audit.programme.covering import smallest_cover
from klaster_analisis.analysis.audit.programme.estimate import estimated_suspects
from klaster_analisis.analysis.audit.programme.feasibility import decide
from klaster_analisis.analysis.audit.programme.model import Model, bits_of
from klaster_analisis.analysis.audit.programme.propagation import Bounds, System
from klaster_analisis.sources.printed.number import PrintedNumber

MOST_SETS = 200
"""How many sets are listed at most."""

WORK = 1_500
FEWEST_TESTS = 5
"""A search for a set of one number is given up after so many tests times statements, but not before so many tests; for larger
sets after as many times more. Looking for up to four takes a second or two for a page."""


@dataclass(frozen=True)
class Suspects:
    """
    How many printed numbers must be wrong at least, and which these can be.

    Parameters
    ----------
    size : int or None
        0 if all can be right. None if more than `beyond` must be wrong.
    sets : tuple of frozenset of PrintedNumber
        Every set of that size without which the other numbers can all be right.
    conflicts : tuple of frozenset of PrintedNumber
        The proof: the numbers of each cannot all be right, and no smaller set has a number of each.
    beyond : int
        The largest size that was looked for.
    complete : bool
        Whether all sets of that size are listed.
    exact : bool
        Whether everything is proved in whole numbers; otherwise that no smaller set would do, or that none of up to `beyond`
        numbers would, rests on the word of HiGHS. That the numbers of a set suffice is always proved.
    """

    size: int | None
    sets: tuple[frozenset[PrintedNumber], ...]
    conflicts: tuple[frozenset[PrintedNumber], ...]
    beyond: int
    complete: bool
    exact: bool


def smallest_suspects(model: Model, *, largest: int = 4) -> Suspects:
    """
    Find the smallest sets of printed numbers that must be wrong.

    Parameters
    ----------
    model : Model
    largest : int
        The largest size that is looked for.

    Returns
    -------
    Suspects

    Notes
    -----
    Sets of numbers that cannot all be right are conflicts; whatever is wrong has a number of each. The smallest such hitting
    sets of the conflicts known so far are tried; what is left without one of them either fits, or gives a new conflict
    (Reiter, 1987; as implicit hitting sets: Chandrasekaran et al., 2011). All of it is in whole numbers.

    Checked against: all subsets of the numbers of small tables, by enumeration.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> from klaster_analisis.analysis.audit.programme.model import model_of
    >>> from klaster_analisis.sources.printed.published import published_tables
    >>> found = smallest_suspects(model_of(table for table in published_tables(load_study()) if table.name == "5"))
    >>> found.size, [[(number.row, number.column, number.text) for number in group] for group in found.sets]
    (1, [[('klaten', 'pasif', '50,2')]])
    """
    search = _HittingSets(model, largest)
    search.gather(largest)
    for size in range(largest + 1):
        search.look(0, size)
        if search.found:
            sets = tuple(frozenset(model.numbers(found)) for found in sorted(search.found) if found)
            complete = not search.tired and len(search.found) < MOST_SETS
            return Suspects(size, sets, search.proof(), largest, complete, search.exact)
        if search.tired:
            return _estimated(model, search, largest)
    return Suspects(None, (), search.proof(), largest, False, search.exact)


def _estimated(model: Model, search: "_HittingSets", largest: int) -> Suspects:
    """Name one set, without the proof that it is a smallest."""
    found = estimated_suspects(model, largest=largest)
    if found is None:
        return Suspects(None, (), search.proof(), largest, False, exact=False)
    return Suspects(found.bit_count(), (frozenset(model.numbers(found)),), search.proof(), largest, False, exact=False)


class _HittingSets:
    """A tree of sets that grow by one number of a conflict that they do not meet yet."""

    def __init__(self, model: Model, largest: int) -> None:
        self.model = model
        self.conflicts: list[int] = []
        self.tried: set[tuple[int, int]] = set()
        self.found: set[int] = set()
        self.exact = True
        self.tests_left = largest * max(FEWEST_TESTS, WORK // max(1, len(model.statements)))

    @property
    def tired(self) -> bool:
        """Whether the search was given up."""
        return self.tests_left <= 0

    def gather(self, largest: int) -> None:
        """
        Gather conflicts until the numbers without a smallest hitting set of them fit, or that set is too large.

        What follows from them is then proved without these sets, and with few tests more.
        """
        taken = 0
        while taken.bit_count() <= largest and not self.tired and self._new_conflict(taken) is not None:
            taken = smallest_cover(self.conflicts)

    def look(self, taken: int, left: int) -> None:
        """Find every hitting set that has what is taken and at most so many numbers more."""
        if self.tired or (taken, left) in self.tried or len(self.found) >= MOST_SETS:
            return
        self.tried.add((taken, left))
        missed = self._missed(taken)
        if _apart(missed) > left:
            return
        conflict = missed[0] if missed else self._new_conflict(taken)
        if conflict is None:
            self.found.add(taken)
        elif left:
            for position in bits_of(conflict):
                self.look(taken | 1 << position, left - 1)

    def proof(self) -> tuple[frozenset[PrintedNumber], ...]:
        """Give the conflicts as numbers."""
        return tuple(frozenset(self.model.numbers(conflict)) for conflict in self.conflicts)

    def _missed(self, taken: int) -> list[int]:
        return sorted((each for each in self.conflicts if not each & taken), key=int.bit_count)

    def _new_conflict(self, taken: int) -> int | None:
        """Test what is left without the numbers that are taken."""
        self.tests_left -= 1
        outcome = decide(System(self.model, self.model.everything & ~taken))
        if outcome.values is not None:
            return None
        self.exact &= outcome.proven
        self.conflicts.append(shrunk(self.model, outcome.conflict))
        return self.conflicts[-1]


def shrunk(model: Model, conflict: int) -> int:
    """
    Take out of a conflict what it does not need, as far as propagation shows it.

    Parameters
    ----------
    model : Model
    conflict : int
        Bits of statements that cannot all be true.

    Returns
    -------
    int
        Bits of some of them, which cannot all be true either.
    """
    for position in bits_of(conflict):
        smaller = conflict & ~(1 << position)
        if smaller | conflict == smaller:
            continue
        found = System(model, smaller).propagate(Bounds.of(model))
        conflict = conflict if found is None else found
    return conflict


def _apart(conflicts: list[int]) -> int:
    """Count conflicts that have no number in common: so many numbers are needed at least."""
    met = count = 0
    for conflict in conflicts:
        if not conflict & met:
            met, count = met | conflict, count + 1
    return count
