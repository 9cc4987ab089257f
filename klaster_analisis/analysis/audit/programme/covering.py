"""A smallest set that has a member of each of several sets, by integer programming."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import csr_array

from klaster_analisis.analysis.audit.programme.model import bits_of


def smallest_cover(sets: Sequence[int]) -> int:
    """
    Find a smallest set that meets all the given ones.

    Parameters
    ----------
    sets : sequence of int
        Each as bits, none empty.

    Returns
    -------
    int
        As bits. That none is smaller rests on the word of HiGHS.

    Examples
    --------
    >>> smallest_cover([0b011, 0b110, 0b010]), smallest_cover([])
    (2, 0)
    """
    members = sorted({position for each in sets for position in bits_of(each)})
    if not members:
        return 0
    column = {position: at for at, position in enumerate(members)}
    lines, columns = zip(*((at, column[position]) for at, each in enumerate(sets) for position in bits_of(each)), strict=True)
    matrix = csr_array((np.ones(len(lines)), (lines, columns)), shape=(len(sets), len(members)))
    found = milp(np.ones(len(members)), constraints=LinearConstraint(matrix, lb=1), integrality=1, bounds=(0, 1))
    return sum(1 << position for position, value in zip(members, found.x, strict=True) if value > 0.5)
