"""Whether printed numbers can all be right together."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from klaster_analisis.analysis.audit.programme.branching import Branching, GivenUpError, Outcome
from klaster_analisis.analysis.audit.programme.component import Component, components
from klaster_analisis.analysis.audit.programme.model import Model
from klaster_analisis.analysis.audit.programme.propagation import Bounds, System
from klaster_analisis.sources.printed.number import PrintedNumber


@dataclass(frozen=True, eq=False)
class Solution:
    """
    True numbers that fit.

    Parameters
    ----------
    model : Model
    values : tuple of int
        By cell of the model.
    """

    model: Model
    values: tuple[int, ...]

    def to_frame(self) -> pd.DataFrame:
        """Give one row a cell: ``tabel, baris, kolom, ukuran, nilai``."""
        rows = [(*cell, value) for cell, value in zip(self.model.cells, self.values, strict=True)]
        return pd.DataFrame(rows, columns=["tabel", "baris", "kolom", "ukuran", "nilai"])


def feasible(model: Model, statements: Iterable[PrintedNumber] | None = None) -> Solution | None:
    """
    Find true numbers of which some printed numbers are all right.

    Parameters
    ----------
    model : Model
    statements : iterable of PrintedNumber, optional
        Those that are taken as right; by default all.

    Returns
    -------
    Solution or None
        None if they cannot all be right. What else is printed is not looked at.

    Notes
    -----
    Bounds are first drawn in whole numbers (`System.propagate`), which decides most printed tables. What is left is solved as
    an integer programme by HiGHS (Huangfu and Hall, 2018; `scipy.optimize.milp`), without big-M constants; its answer is
    rounded, and verified exactly. That there is none is verified by `Branching`.

    Checked against: enumeration of small tables.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> from klaster_analisis.analysis.audit.programme.model import model_of
    >>> from klaster_analisis.sources.printed.published import published_tables
    >>> tables = published_tables(load_study())
    >>> [feasible(model_of([table])) is not None for table in tables]
    [True, True, False, True, True, True]
    """
    chosen = model.everything if statements is None else model.chosen(statements)
    outcome = decide(System(model, chosen))
    return None if outcome.values is None else Solution(model, outcome.values)


def decide(system: System, bounds: Bounds | None = None) -> Outcome:
    """
    Decide whether statements can all be true.

    Parameters
    ----------
    system : System
    bounds : Bounds, optional
        Bounds that follow from the system or are to be kept besides, where there are any yet.

    Returns
    -------
    Outcome
    """
    drawn = Bounds.of(system.model) if bounds is None else bounds.copy()
    conflict = system.propagate(drawn)
    if conflict is not None:
        return Outcome(None, conflict)
    return settle(system, drawn)


def settle(system: System, bounds: Bounds) -> Outcome:
    """Decide what propagation left open, piece by piece."""
    values = list(bounds.low)
    for piece in components(system.rows(), bounds):
        found = piece.propose()
        if found is None:
            return _verified(system, bounds, piece)
        for variable, value in found.items():
            values[variable] = value
    return Outcome(tuple(values))


def _verified(system: System, bounds: Bounds, piece: Component) -> Outcome:
    """Settle exactly what HiGHS found no answer to."""
    try:
        return Branching(system).settle(bounds.copy())
    except GivenUpError:
        return Outcome(None, _involved(bounds, piece), proven=False)


def _involved(bounds: Bounds, piece: Component) -> int:
    """Gather all statements that a piece has to do with."""
    found = 0
    for row in piece.rows:
        found |= row.why
        for variable, _ in row.terms:
            found |= bounds.why_low[variable] | bounds.why_high[variable]
    return found
