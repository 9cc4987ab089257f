"""Exact bounds on the true numbers, each with the statements that it follows from."""

from collections import deque
from collections.abc import Iterable, Sequence

from klaster_analisis.analysis.audit.programme.linear import Row
from klaster_analisis.analysis.audit.programme.model import Model

PATIENCE = 4
"""How often each row is looked at, on average, before bounds that creep are left as they are."""


class Bounds:
    """
    The smallest and largest value that each variable can still have.

    Parameters
    ----------
    low, high : list of int
    why_low, why_high : list of int
        The bits of the statements that each bound follows from.
    """

    __slots__ = ("high", "low", "why_high", "why_low")

    def __init__(self, low: Sequence[int], high: Sequence[int], why_low: Sequence[int], why_high: Sequence[int]) -> None:
        self.low, self.high = list(low), list(high)
        self.why_low, self.why_high = list(why_low), list(why_high)

    @classmethod
    def of(cls, model: Model) -> "Bounds":
        """Start from the domains of a model."""
        nothing = [0] * len(model.cells)
        return cls([low for low, _ in model.domains], [high for _, high in model.domains], nothing, nothing)

    def copy(self) -> "Bounds":
        """Give the same bounds, to be tightened apart."""
        return Bounds(self.low, self.high, self.why_low, self.why_high)

    def fixed(self, variable: int) -> bool:
        """Say whether a variable can have one value only."""
        return self.low[variable] == self.high[variable]

    def least(self, row: Row) -> int:
        """Give the smallest sum that a row can have."""
        return sum(factor * (self.low if factor > 0 else self.high)[variable] for variable, factor in row.terms)

    def most(self, row: Row) -> int:
        """Give the largest sum that a row can have."""
        return sum(factor * (self.high if factor > 0 else self.low)[variable] for variable, factor in row.terms)

    def why(self, row: Row, *, without: int = -1) -> int:
        """Gather what the smallest sum of a row follows from, and the row itself."""
        found = row.why
        for variable, factor in row.terms:
            if variable != without:
                found |= (self.why_low if factor > 0 else self.why_high)[variable]
        return found

    def tighten(self, row: Row) -> list[int] | int:
        """
        Draw from one row what follows for each of its variables.

        Returns
        -------
        list of int, or int
            The variables whose bounds moved; or, where the row cannot hold, the bits of the statements that exclude it.
        """
        slack = row.limit - self.least(row)
        if slack < 0:
            return self.why(row)
        moved = []
        for variable, factor in row.terms:
            if abs(factor) * (self.high[variable] - self.low[variable]) > slack:
                self._move(row, variable, factor, slack)
                moved.append(variable)
        return moved

    def _move(self, row: Row, variable: int, factor: int, slack: int) -> None:
        reason = self.why(row, without=variable)
        if factor > 0:
            self.high[variable] = self.low[variable] + slack // factor
            self.why_high[variable] = reason
        else:
            self.low[variable] = self.high[variable] - slack // -factor
            self.why_low[variable] = reason


class System:
    """
    Statements that are taken as true together, and other rows besides.

    Parameters
    ----------
    model : Model
    chosen : int
        The bits of the statements.
    extra : iterable of Row
        What holds besides, like a number that might have been printed.
    """

    def __init__(self, model: Model, chosen: int, extra: Iterable[Row] = ()) -> None:
        self.model, self.chosen, self.extra = model, chosen, tuple(extra)

    def rows(self) -> list[Row]:
        """Give all rows that hold."""
        return [each for each in self.model.rows if not each.why or each.why & self.chosen] + list(self.extra)

    def propagate(self, bounds: Bounds, moved: Iterable[int] | None = None) -> int | None:
        """
        Tighten bounds until nothing moves.

        Parameters
        ----------
        bounds : Bounds
            Are changed.
        moved : iterable of int, optional
            The variables whose bounds moved since the last time; by default nothing was drawn yet.

        Returns
        -------
        int or None
            The bits of statements that cannot all be true; 0 if not even what always holds can be. None if no conflict shows.

        Notes
        -----
        Bounds consistency with explanations, as in lazy clause generation (Ohrimenko, Stuckey and Codish, 2009), in whole
        numbers: a conflict is a proof. Without one, nothing is proved, except where all variables are fixed.

        Checked against: enumeration of small tables.
        """
        rows = self.model.rows
        waiting = deque(self._first() if moved is None else self._touched(moved))
        queued = set(waiting)
        patience = PATIENCE * (len(rows) + len(self.extra))
        while waiting and patience:
            patience -= 1
            position = waiting.popleft()
            queued.discard(position)
            found = bounds.tighten(rows[position] if position >= 0 else self.extra[~position])
            if isinstance(found, int):
                return found
            fresh = [other for other in self._touched(found) if other not in queued] if found else []
            waiting.extend(fresh)
            queued.update(fresh)
        return None

    def _first(self) -> list[int]:
        """Single-variable rows first: they fix counts, and give the shortest explanations."""
        active = [position for position, each in enumerate(self.model.rows) if not each.why or each.why & self.chosen]
        return sorted([*active, *self._extras()], key=self._length)

    def _length(self, position: int) -> int:
        return len((self.model.rows[position] if position >= 0 else self.extra[~position]).terms)

    def _extras(self) -> list[int]:
        return [~position for position in range(len(self.extra))]

    def _touched(self, variables: Iterable[int]) -> list[int]:
        rows = self.model.rows
        found = {
            position
            for variable in variables
            for position in self.model.touching[variable]
            if not rows[position].why or rows[position].why & self.chosen
        }
        return [*sorted(found), *self._extras()]
