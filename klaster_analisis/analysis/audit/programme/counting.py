"""All whole numbers that fit one piece of a table, one after another."""

from collections.abc import Iterable, Iterator

from klaster_analisis.analysis.audit.programme.component import components
from klaster_analisis.analysis.audit.programme.propagation import Bounds, System

Values = tuple[int, ...]


def pieces(system: System, bounds: Bounds) -> list[tuple[int, ...]]:
    """Take the open variables apart into those that depend on each other; one that no row can exclude is a piece of its own."""
    tied = [piece.variables for piece in components(system.rows(), bounds)]
    known = {variable for piece in tied for variable in piece}
    free = (v for v in range(len(bounds.low)) if v not in known and not bounds.fixed(v))
    return [*tied, *((variable,) for variable in free)]


def fillings(system: System, bounds: Bounds, variables: Iterable[int], *, cases: int) -> Iterator[Values | None]:
    """
    Go through all values of a piece.

    Parameters
    ----------
    system : System
    bounds : Bounds
        As propagated.
    variables : iterable of int
        One of `pieces`.
    cases : int
        How many cases are looked at before giving up.

    Yields
    ------
    tuple of int, or None
        Values of the variables, each filling once; None at last if it was given up.

    Notes
    -----
    The variable with the fewest values left takes its smallest value, and in another case a larger one. A case that
    propagation does not exclude and that has no open variable fits: all its rows hold.
    """
    wanted = tuple(variables)
    waiting = [bounds]
    while waiting and cases:
        cases -= 1
        case = waiting.pop()
        open_ones = [variable for variable in wanted if not case.fixed(variable)]
        if open_ones:
            waiting.extend(_cases(system, case, min(open_ones, key=lambda v: case.high[v] - case.low[v])))
        else:
            yield tuple(case.low[variable] for variable in wanted)
    if waiting:
        yield None


def _cases(system: System, bounds: Bounds, variable: int) -> Iterator[Bounds]:
    """Tell a larger value from the smallest; the smallest comes last, to be looked at first."""
    value = bounds.low[variable]
    larger, smallest = bounds.copy(), bounds.copy()
    larger.low[variable], smallest.high[variable] = value + 1, value
    return (case for case in (larger, smallest) if system.propagate(case, [variable]) is None)
