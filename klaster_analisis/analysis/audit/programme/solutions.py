"""Which tables of whole numbers fit everything that is printed, and whether there is only one."""

from dataclasses import dataclass
from itertools import islice, product
from math import prod

import pandas as pd

from klaster_analisis.analysis.audit.programme.branching import Outcome
from klaster_analisis.analysis.audit.programme.counting import Values, fillings, pieces
from klaster_analisis.analysis.audit.programme.feasibility import Solution, decide
from klaster_analisis.analysis.audit.programme.fitting import extreme, optimum
from klaster_analisis.analysis.audit.programme.linear import Row
from klaster_analisis.analysis.audit.programme.model import Model
from klaster_analisis.analysis.audit.programme.propagation import Bounds, System
from klaster_analisis.errors import Fault, UsageError
from klaster_analisis.sources.printed.table import FrequencyLayout, PrintedTable
from klaster_analisis.terms import N

CASES_EACH = 30
"""How many cases are looked at for each table that may be listed."""


@dataclass(frozen=True, eq=False)
class Solutions:
    """
    The tables that fit.

    Parameters
    ----------
    count : int
        How many there are; at least so many if not `complete`.
    complete : bool
        Whether all were counted.
    tables : tuple of Solution
        The first of them, up to the limit. Where all of a table may be multiplied: one of the smallest.
    ranges : pandas.DataFrame
        One row a cell: ``tabel, baris, kolom, terkecil, terbesar``, over all tables that fit; none is outside. Empty if none
        fits, or if all may be multiplied.
    multiples : bool
        Whether no count is printed: then whatever fits also fits multiplied by any whole number.
    exact : bool
        Whether it is proved in whole numbers that nothing fits, or that nothing smaller does.
    """

    count: int
    complete: bool
    tables: tuple[Solution, ...]
    ranges: pd.DataFrame
    multiples: bool = False
    exact: bool = True

    @property
    def unique(self) -> bool:
        """Whether it is proved that one table fits and no other."""
        return self.complete and self.count == 1


def solutions(model: Model, *, limit: int = 1000) -> Solutions:
    """
    Find the tables of counts that fit everything printed.

    Parameters
    ----------
    model : Model
        Of tables of counts or percentages.
    limit : int
        How many tables are listed, and how many fillings of rows that hang together are counted.

    Returns
    -------
    Solutions
        Where no count is printed and the model has no `n_max`: the table with the smallest base, for its multiples fit too.

    Raises
    ------
    UsageError
        If a table holds scores, whose true values are not whole.

    Notes
    -----
    Cells that do not depend on each other, like rows without a printed total, are counted apart and multiplied. A single table
    is proved single by telling all cases apart, exactly. Ranges of what could not be counted are found by integer programming,
    and that nothing is beyond them by an exact search; where that is given up, they are wider, never narrower.

    Checked against: enumeration of small tables.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> from klaster_analisis.analysis.audit.programme.model import model_of
    >>> from klaster_analisis.sources.printed.published import published_tables
    >>> found = solutions(model_of(table for table in published_tables(load_study()) if table.name == "6"))
    >>> found.unique, len(found.tables)
    (True, 1)
    """
    _check(model)
    system, bounds = System(model, model.everything), Bounds.of(model)
    system.propagate(bounds)
    outcome = decide(system, bounds)
    if outcome.values is None:
        return Solutions(0, True, (), _ranges(model, [], []), exact=outcome.proven)
    if _scalable(model):
        return _smallest(system, bounds)
    parts = pieces(system, bounds)
    listed = [list(islice(fillings(system, bounds, part, cases=CASES_EACH * limit), limit + 1)) for part in parts]
    return _counted(system, bounds, parts, listed, limit)


def _counted(
    system: System, bounds: Bounds, parts: list[tuple[int, ...]], listed: list[list[Values | None]], limit: int
) -> Solutions:
    """Put the fillings of the pieces together."""
    known = [[each for each in filling if each is not None][:limit] for filling in listed]
    whole = [len(some) == len(all_) for some, all_ in zip(known, listed, strict=True)]
    low, high = list(bounds.low), list(bounds.high)
    for part, fitting, done in zip(parts, known, whole, strict=True):
        for place, variable in enumerate(part):
            if done:
                ends = [each[place] for each in fitting]
                low[variable], high[variable] = min(ends), max(ends)
            else:
                low[variable], high[variable] = (extreme(system, bounds, variable, sign) for sign in (1, -1))
    tables = tuple(_table(system, bounds, parts, one) for one in islice(product(*known), limit))
    count = prod(max(1, len(fitting)) for fitting in known)
    return Solutions(count, all(whole), tables, _ranges(system.model, low, high))


def _table(system: System, bounds: Bounds, parts: list[tuple[int, ...]], filled: tuple[Values, ...]) -> Solution:
    values = list(bounds.low)
    for part, filling in zip(parts, filled, strict=True):
        for variable, value in zip(part, filling, strict=True):
            values[variable] = value
    return Solution(system.model, tuple(values))


def _smallest(system: System, bounds: Bounds) -> Solutions:
    """Make the uppermost sums as small as they can be together."""
    model = system.model
    aims = {model.index[cell]: 1 for cell in model.cells if _uppermost(model, cell.table, cell.row, cell.column)}
    best, outcome = None, Outcome(optimum(system, bounds, aims))
    while outcome.values is not None:
        best = outcome.values
        smaller = Row(tuple(aims.items()), sum(best[variable] for variable in aims) - 1, 0)
        outcome = decide(System(model, system.chosen, [smaller]), bounds)
    tables = () if best is None else (Solution(model, best),)
    return Solutions(1, False, tables, _ranges(model, [], []), multiples=True, exact=outcome.proven)


def _uppermost(model: Model, name: str, row: str, column: str) -> bool:
    layout = next(_layout(table) for table in model.tables if table.name == name)
    return row not in layout.whole_of_row and column not in layout.whole_of_column


def _scalable(model: Model) -> bool:
    """Whether nothing that is said changes when all counts are multiplied, and no largest count was asked for."""
    capped = any(getattr(rules, "n_max", None) for rules in model.rules.values())
    return not capped and all(row.limit == 0 or (len(row.terms) == 1 and row.limit == -1) for row in model.rows)


def _layout(table: PrintedTable) -> FrequencyLayout:
    if not isinstance(table.layout, FrequencyLayout):
        fault = Fault(table.name, "holds scores, whose true values are not whole.", "Ask for tables of counts or percentages.")
        raise UsageError([fault])
    return table.layout


def _check(model: Model) -> None:
    for table in model.tables:
        _layout(table)


def _ranges(model: Model, low: list[int], high: list[int]) -> pd.DataFrame:
    rows = [(*cell[:3], *ends) for cell, *ends in zip(model.cells, low, high, strict=False) if cell.measure == N]
    return pd.DataFrame(rows, columns=["tabel", "baris", "kolom", "terkecil", "terbesar"])
