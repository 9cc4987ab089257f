"""All weights that keep some conditions, exactly: a small linear programme in fractions."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from klaster_analisis.analysis.rounding import Interval

Condition = Sequence[Fraction]  # weights times these numbers add up to 0 or more


def ranges_of_weights(conditions: Sequence[Condition], *, number: int) -> tuple[Interval, ...] | None:
    """
    Find between which ends each weight can lie.

    Parameters
    ----------
    conditions : sequence of sequence of Fraction
        Each with one number a weight: their products with the weights must add up to 0 or more.
    number : int
        How many weights there are, 1 or more. They are 0 or more, and together 1.

    Returns
    -------
    tuple of Interval, or None
        None if no weights keep all conditions.

    Notes
    -----
    The simplex method in fractions, with Bland's (1977) rule against going in circles. To begin with all weights are 0 and a
    stand-in, the first variable, makes up for what they lack of 1. At a tie the first variable leaves, so that the stand-in is
    gone for good when it is 0.

    Checked against: scipy.optimize.linprog on random conditions.

    Examples
    --------
    >>> ranges_of_weights([(Fraction(2), Fraction(-1))], number=2)  # the first at least half the second
    (Interval(low=Fraction(1, 3), high=Fraction(1, 1)), Interval(low=Fraction(0, 1), high=Fraction(2, 3)))
    >>> ranges_of_weights([(Fraction(-1), Fraction(-1))], number=2) is None
    True
    """
    width = 1 + number + len(conditions)
    start = _Corner([_filled(width, {0: 1, **dict.fromkeys(range(1, number + 1), 1)}, 1)], [0])
    for at, condition in enumerate(conditions, 1 + number):
        entries = {place: -given for place, given in enumerate(condition, 1)}
        start = _Corner([*start.rows, _filled(width, {**entries, at: 1}, 0)], [*start.basis, at])
    found = _lowest(start, _filled(width, {0: 1}))
    if found.value(0):
        return None
    corner = _Corner([[Fraction(0), *row[1:]] for row in found.rows], found.basis)
    return tuple(
        Interval(*(_lowest(corner, _filled(width, {place: sign})).value(place) for sign in (1, -1)))
        for place in range(1, number + 1)
    )


@dataclass(frozen=True)
class _Corner:
    """Equations solved for the variables of the basis, the others being 0; the last entry is the right-hand side."""

    rows: list[list[Fraction]]
    basis: list[int]

    def value(self, variable: int) -> Fraction:
        return self.rows[self.basis.index(variable)][-1] if variable in self.basis else Fraction(0)

    def gain(self, costs: Sequence[Fraction], variable: int) -> Fraction:
        """Say by how much the costs change with one more of a variable."""
        pairs = zip(self.basis, self.rows, strict=True)
        return costs[variable] - sum((costs[known] * row[variable] for known, row in pairs), Fraction(0))

    def next(self, entering: int) -> "_Corner":
        """Take a variable into the basis, and let the one go that is 0 first."""
        limits = [(row[-1] / row[entering], self.basis[at], at) for at, row in enumerate(self.rows) if row[entering] > 0]
        leaving = min(limits)[2]
        pivot = [entry / self.rows[leaving][entering] for entry in self.rows[leaving]]
        rows = [[a - row[entering] * b for a, b in zip(row, pivot, strict=True)] for row in self.rows]
        rows[leaving] = pivot
        return _Corner(rows, [entering if at == leaving else known for at, known in enumerate(self.basis)])


def _lowest(corner: _Corner, costs: Sequence[Fraction]) -> _Corner:
    while True:
        entering = next((variable for variable in range(len(costs)) if corner.gain(costs, variable) < 0), None)
        if entering is None:
            return corner
        corner = corner.next(entering)


def _filled(width: int, entries: dict[int, Fraction | int], *right: int) -> list[Fraction]:
    return [*(Fraction(entries.get(at, 0)) for at in range(width)), *map(Fraction, right)]
