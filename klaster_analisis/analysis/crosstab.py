"""The central noun: a cross-tab, which knows its margins and shares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
import pandas as pd

from klaster_analisis.analysis.counts import count_answers
from klaster_analisis.errors import DataError, Faults
from klaster_analisis.terms import TOTAL, N

Base = Literal["row", "column", "table"]

EXACT = 2**53
"""From here on floats skip whole numbers: what is counted in them may be another number."""


@dataclass(frozen=True, eq=False)
class Crosstab:
    """
    Counts with ordered rows and columns.

    Parameters
    ----------
    counts : pandas.DataFrame, shape (rows, columns)
        Non-negative whole numbers without margins. A row or column in which nobody was counted stays.
    left_out : int
        How many were not counted because their row or column is missing.
    weights : pandas.DataFrame or None
        Sums of survey weights, same shape: shares are then weighted, and nothing is tested.
    withheld : frozenset
        Rows that are not shown, because one of their counts is small: nobody is counted in them.

    Raises
    ------
    DataError
        If a count is missing, negative or not whole, or all of them together are 2⁵³ or more; or a row or column stands
        there twice.

    Examples
    --------
    >>> table = Crosstab(pd.DataFrame({"ada": [4, 13], "tidak_ada": [8, 4]}, index=["klaten", "pati"]))
    >>> table.n
    29
    >>> table.share(of="row").round(3).loc["pati"].to_dict()
    {'ada': 0.765, 'tidak_ada': 0.235}
    """

    counts: pd.DataFrame
    left_out: int = 0
    weights: pd.DataFrame | None = None
    withheld: frozenset[Any] = frozenset()

    def __post_init__(self) -> None:
        _check(self.counts)
        object.__setattr__(self, "counts", self.counts.astype("int64"))

    @cached_property
    def n(self) -> int:
        """How many were counted."""
        return int(self.counts.to_numpy().sum())

    @cached_property
    def row_totals(self) -> "pd.Series[int]":
        """The sum of each row."""
        return self.counts.sum(axis="columns").rename(N)

    @cached_property
    def column_totals(self) -> "pd.Series[int]":
        """The sum of each column."""
        return self.counts.sum(axis="index").rename(N)

    @property
    def pooled(self) -> "Crosstab":
        """All rows as one, named ``total``."""
        return self.merged(dict.fromkeys(self.counts.index, TOTAL))

    def merged(self, names: Mapping[Any, Any]) -> "Crosstab":
        """
        Add up rows under new names.

        Parameters
        ----------
        names : mapping
            From each row to the one that it becomes, in the order of their first mention.

        Returns
        -------
        Crosstab
            A row is withheld where all that it is made of is.

        Examples
        --------
        >>> table = Crosstab(pd.DataFrame({"ada": [4, 13, 17]}, index=["klaten", "pati", "tegal"]))
        >>> table.merged({"pati": "pati", "klaten": "lain", "tegal": "lain"}).counts["ada"].to_dict()
        {'pati': 13, 'lain': 21}
        """
        order = list(dict.fromkeys(names.values()))

        def added(frame: pd.DataFrame) -> pd.DataFrame:
            return frame.groupby(names, sort=False).sum().reindex(order).rename_axis(frame.index.name)

        shown = {names[row] for row in self.counts.index if row not in self.withheld}
        withheld = frozenset(order) - shown if self.withheld else frozenset()
        weights = None if self.weights is None else added(self.weights)
        return Crosstab(added(self.counts), self.left_out, weights, withheld)

    def grouped(self, groups: Mapping[Any, Sequence[Any]]) -> "Crosstab":
        """
        Add up columns under new names.

        Parameters
        ----------
        groups : mapping of sequence
            By new name: the columns that it is made of.

        Returns
        -------
        Crosstab

        Examples
        --------
        >>> table = Crosstab(pd.DataFrame({"pasif": [2], "aktif": [2], "proaktif": [1]}, index=["klaten"]))
        >>> table.grouped({"pasif": ["pasif"], "lainnya": ["aktif", "proaktif"]}).counts.loc["klaten"].tolist()
        [2, 3]
        """

        def added(frame: pd.DataFrame) -> pd.DataFrame:
            return pd.DataFrame({name: frame[list(columns)].sum(axis="columns") for name, columns in groups.items()})

        weights = None if self.weights is None else added(self.weights)
        return Crosstab(added(self.counts), self.left_out, weights, self.withheld)

    def only(self, rows: Sequence[Any]) -> "Crosstab":
        """Keep some rows, in the order in which they are named."""
        weights = None if self.weights is None else self.weights.loc[list(rows)]
        return Crosstab(self.counts.loc[list(rows)], self.left_out, weights, self.withheld & frozenset(rows))

    @property
    def weighted(self) -> bool:
        """Whether shares are weighted."""
        return self.weights is not None

    def share(self, *, of: Base) -> pd.DataFrame:
        """
        Give each count as a share of its row, its column or the table.

        Parameters
        ----------
        of : {"row", "column", "table"}

        Returns
        -------
        pandas.DataFrame
            Between 0 and 1; NaN where the base is 0, for a share of nobody is not a number.
        """
        shared = self.counts if self.weights is None else self.weights
        if of == "table":
            return shared / (shared.to_numpy().sum() or np.nan)
        if of == "row":
            return shared.div(shared.sum(axis="columns").replace(0, np.nan), axis="index")
        return shared.div(shared.sum(axis="index").replace(0, np.nan), axis="columns")

    def to_frame(self) -> pd.DataFrame:
        """
        Give the counts as counted rows.

        Returns
        -------
        pandas.DataFrame
            One row a cell, cells without a count included.
        """
        names = [self.counts.index.name or "row", self.counts.columns.name or "column"]
        return self.counts.rename_axis(index=names[0], columns=names[1]).stack().rename(N).reset_index()

    def _repr_html_(self) -> str:
        margins = pd.concat([self.counts, self.pooled.counts])
        return str(margins.assign(**{N: margins.sum(axis="columns")}).to_html())


def _check(counts: pd.DataFrame) -> None:
    faults = Faults()
    for axis in (counts.index, counts.columns):
        for label in axis[axis.duplicated()]:
            faults.add("cross-tab", f'"{label}" stands there twice.', "Add up rows and columns of the same name.")
    numbers = _as_floats(counts)
    with np.errstate(invalid="ignore"):
        wrong = ~np.isfinite(numbers) | (numbers < 0) | (numbers % 1 != 0)
    for row, column in np.argwhere(wrong):
        value, number = counts.iat[row, column], numbers[row, column]
        where = f"cross-tab, row {counts.index[row]}, column {counts.columns[column]}"
        if not np.isfinite(number):
            faults.add(where, f"{value!r} is not a count.", "Give 0 for a zero, and leave out what was not counted.")
        else:
            faults.add(where, f"{number:g} is not a whole number of 0 or more.", "Counts are whole and not negative.")
    if not faults and numbers.sum() >= EXACT:
        problem = f"its counts add up to {numbers.sum():.3g}; from 2⁵³ on they are not exact."
        faults.add("cross-tab", problem, "Count in thousands or millions, or leave out what is no count.")
    faults.stop_if_any()


def _as_floats(counts: pd.DataFrame) -> "np.ndarray[Any, np.dtype[np.float64]]":
    try:
        return np.asarray(counts.apply(pd.to_numeric, errors="coerce"), dtype=float)
    except OverflowError:  # a whole number that no float holds
        return _as_floats(counts.map(lambda value: np.inf if isinstance(value, int) and abs(value) > EXACT else value))


def crosstab(
    frame: Any,
    *,
    rows: str,
    columns: str,
    row_order: Sequence[Any] | None = None,
    column_order: Sequence[Any] | None = None,
    weight: str | None = None,
) -> Crosstab:
    """
    Count one column of a table against another.

    Parameters
    ----------
    frame : a frame that Narwhals knows
        One row a firm, or rows already counted.
    rows, columns : str
        The columns to count.
    row_order, column_order : sequence, optional
        All categories in order, those that nobody chose included. By default those that occur, sorted.
    weight : str, optional
        Column with the count that each row stands for, where rows are already counted.

    Returns
    -------
    Crosstab
        Rows of the table in which one of the two is missing are not in it; `left_out` says how many they are.

    Raises
    ------
    DataError
        If a value is in no category, or a count is missing, negative or not whole.

    Examples
    --------
    >>> firms = pd.DataFrame({"lokasi": ["pati", "pati", "tegal"], "jawaban": ["aktif", "pasif", "aktif"]})
    >>> crosstab(firms, rows="lokasi", columns="jawaban", column_order=["pasif", "aktif", "proaktif"]).counts.to_dict("index")
    {'pati': {'pasif': 1, 'aktif': 1, 'proaktif': 0}, 'tegal': {'pasif': 0, 'aktif': 1, 'proaktif': 0}}
    """
    counted = count_answers(frame, by=[rows, columns], weight=weight)
    known = counted.dropna(subset=[rows, columns])
    orders = {rows: row_order, columns: column_order}
    faults = Faults()
    for name, order in orders.items():
        for value in sorted(set(known[name]) - set(order)) if order is not None else ():
            faults.add(f"column {name}", f'"{value}" is not one of {", ".join(map(str, order or ()))}.', "Mend it, or add it.")
    if faults:
        raise DataError(faults)
    axes = {name: list(order) if order is not None else sorted(set(known[name])) for name, order in orders.items()}
    counts = known.pivot(index=rows, columns=columns, values=N).reindex(index=axes[rows], columns=axes[columns])
    return Crosstab(counts.fillna(0), left_out=int(counted[N].sum() - known[N].sum()))
