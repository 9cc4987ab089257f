"""True data in whole numbers, before anything is rounded or printed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from klaster_analisis.sources.printed.table import FrequencyLayout, Parts, ScoreLayout

Cell = tuple[str, str]  # row, column


@dataclass(frozen=True)
class TrueCounts:
    """
    How many firms gave each answer, at each place.

    Parameters
    ----------
    layout : FrequencyLayout
    counts : mapping of (row, column) to int
        Every cell, sums included.
    interviewed : mapping of str to int
        By row: how many were asked; never below a base.

    Examples
    --------
    >>> layout = FrequencyLayout(("a", "b", "total"), ("ada", "tidak", "n"), {"n": ("ada", "tidak")}, {"total": ("a", "b")})
    >>> truth = TrueCounts(layout, add_up(layout, {("a", "ada"): 3, ("a", "tidak"): 1, ("b", "ada"): 2, ("b", "tidak"): 0}))
    >>> truth.counts["a", "n"], truth.counts["total", "ada"], truth.counts["total", "n"]
    (4, 5, 6)
    """

    layout: FrequencyLayout
    counts: Mapping[Cell, int]
    interviewed: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class TrueScores:
    """
    What each person answered, added up over the items of a score.

    Parameters
    ----------
    layout : ScoreLayout
    totals : mapping of (row, column) to tuple of int
        One whole number a person: the sum of that person's answers to the items. Nobody's cell is not among them.

    Examples
    --------
    >>> TrueScores(ScoreLayout(("a",), ("produk",), (1, 5)), {("a", "produk"): (3, 3, 5)}).people
    {'a': 3}
    """

    layout: ScoreLayout
    totals: Mapping[Cell, tuple[int, ...]]

    @cached_property
    def people(self) -> dict[str, int]:
        """How many answered, by row: the same for all columns."""
        return {row: len(answers) for (row, _), answers in self.totals.items()}


def leaves(name: str, parts: Parts) -> tuple[str, ...]:
    """
    Take a sum apart until nothing in it is a sum.

    Examples
    --------
    >>> leaves("n", {"n": ("ada", "tidak"), "ada": ("pasif", "aktif")})
    ('pasif', 'aktif', 'tidak')
    """
    return tuple(leaf for part in parts[name] for leaf in leaves(part, parts)) if name in parts else (name,)


def add_up(layout: FrequencyLayout, cells: Mapping[Cell, int]) -> dict[Cell, int]:
    """
    Add the cells that are no sums up to all cells of a layout; where several answers count, wholes of columns are given too.

    Notes
    -----
    Checked against: hand calculation.

    Examples
    --------
    >>> add_up(FrequencyLayout(("a",), ("x", "y", "n"), {"n": ("x", "y")}), {("a", "x"): 1, ("a", "y"): 2})
    {('a', 'x'): 1, ('a', 'y'): 2, ('a', 'n'): 3}
    """
    columns = {} if layout.several else layout.column_parts
    return {
        (row, column): sum(cells[a, b] for a in leaves(row, layout.row_parts) for b in leaves(column, columns))
        for row in layout.rows
        for column in layout.columns
    }


def draw_counts(rng: np.random.Generator, layout: FrequencyLayout, firms: Mapping[str, int]) -> TrueCounts:
    """
    Draw a whole table of counts.

    Parameters
    ----------
    rng : numpy.random.Generator
    layout : FrequencyLayout
        With one whole among its columns.
    firms : mapping of str to int
        By row that is no sum: how many answered.

    Returns
    -------
    TrueCounts
        Each row has its own shares, drawn from a flat Dirichlet distribution; where several answers count, each part of a row
        is a binomial draw of its own.
    """
    whole = next(column for column in layout.columns if column not in layout.whole_of_column)
    cells: dict[Cell, int] = {}
    for row, n in firms.items():
        parts = leaves(whole, layout.column_parts)
        shares = rng.dirichlet(np.ones(len(parts)))
        drawn = rng.binomial(n, rng.random(len(parts))) if layout.several else rng.multinomial(n, shares)
        cells.update({(row, part): int(count) for part, count in zip(parts, drawn, strict=True)})
        if layout.several:
            cells[row, whole] = n
    return TrueCounts(layout, add_up(layout, cells))


def draw_scores(rng: np.random.Generator, layout: ScoreLayout, people: Mapping[str, int], scale: tuple[int, int]) -> TrueScores:
    """
    Draw every person's answers.

    Parameters
    ----------
    rng : numpy.random.Generator
    layout : ScoreLayout
    people : mapping of str to int
        By row: how many answered, at least one.
    scale : tuple of (int, int)
        The lowest and the highest answer, also where the layout does not tell them.

    Returns
    -------
    TrueScores
        Answers of a cell are drawn from shares of their own; a few answers take most of the share, so that some cells are
        unanimous.
    """
    points = np.arange(scale[0], scale[1] + 1)
    totals = {}
    for row in layout.rows:
        for column in layout.columns:
            shares = rng.dirichlet(np.full(len(points), 0.5))
            answers = rng.choice(points, size=(people[row], layout.items), p=shares)
            totals[row, column] = tuple(int(total) for total in answers.sum(axis=1))
    return TrueScores(layout, totals)
