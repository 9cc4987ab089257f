"""A small set of numbers that must be wrong, where proving that none is smaller would take too long."""

from collections.abc import Iterator

import numpy as np
from scipy.optimize import Bounds as Box
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import csr_array

from klaster_analisis.analysis.audit.programme.feasibility import decide
from klaster_analisis.analysis.audit.programme.model import Model, bits_of
from klaster_analisis.analysis.audit.programme.propagation import System
from klaster_analisis.terms import PERSEN, N

NODES = 500
"""Cases that HiGHS may tell apart: some seconds for a table of a page."""


def estimated_suspects(model: Model, *, largest: int) -> int | None:
    """
    Find a set of statements without which the others can all be true.

    Parameters
    ----------
    model : Model
    largest : int
        How many it may be.

    Returns
    -------
    int or None
        As bits. That the others fit is proved, and that all of the set are needed; that no other set is smaller rests on the
        word of HiGHS. None if it finds none within its limit, or if there is more than counts and percentages.

    Notes
    -----
    One integer programme: a binary for each statement, which switches it off by a big M (Chinneck, 2008, chapter 7). With the
    tolerance of HiGHS a big M lies now and then, so its answer is only a proposal, then held against the model in whole numbers.

    Checked against: `smallest_suspects`, where that proves its answer.
    """
    if not all(number.measure in (N, PERSEN) for number in model.statements):
        return None  # big M needs counts
    switches = _switched_off(model, largest)
    if switches is None or decide(System(model, model.everything & ~switches)).values is None:
        return None
    for position in bits_of(switches):
        fewer = switches & ~(1 << position)
        if decide(System(model, model.everything & ~fewer)).values is not None:
            switches = fewer
    return switches


def _switched_off(model: Model, largest: int) -> int | None:
    cells, statements = len(model.cells), len(model.statements)
    upper = np.array([_ceiling(model, high) for _, high in model.domains], dtype=float)
    entries = [(at, *entry) for at, entries in enumerate(_rows(model, upper)) for entry in entries]
    line, column, factor = (np.array(values) for values in zip(*entries, strict=True))
    matrix = csr_array((factor, (line, column)), shape=(len(model.rows), cells + statements))
    cost = np.r_[np.zeros(cells), np.ones(statements)]
    lower = np.array([low for low, _ in model.domains], dtype=float)
    found = milp(
        cost,
        constraints=[LinearConstraint(matrix, ub=[row.limit for row in model.rows]), LinearConstraint(cost, ub=largest)],
        integrality=1,
        bounds=Box(np.r_[lower, np.zeros(statements)], np.r_[upper, np.ones(statements)]),
        options={"node_limit": NODES},
    )
    return None if found.x is None else sum(1 << at for at, value in enumerate(found.x[cells:]) if value > 0.5)


def _ceiling(model: Model, high: int) -> int:
    """Twice the largest printed count will do for a misprint, and keeps M small."""
    largest = max((number.units for number in model.statements if number.measure == N), default=high)
    return min(high, 2 * largest)


def _rows(model: Model, upper: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> Iterator[list[tuple[int, float]]]:
    """Give each row of the programme as (column, factor); a statement's row holds unless its switch is on."""
    for row in model.rows:
        terms = [(variable, float(factor)) for variable, factor in row.terms]
        most = sum(max(0.0, factor * upper[variable]) for variable, factor in terms)
        yield [*terms, *((len(model.cells) + at, -max(0.0, most - row.limit)) for at in bits_of(row.why))]
