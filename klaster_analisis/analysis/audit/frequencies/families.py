"""A sum and its parts, along a row or down a column; and which percentages of one base belong together."""

from collections.abc import Iterator
from dataclasses import dataclass

from klaster_analisis.errors import Fault, UsageError
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import BARIS, KOLOM, FrequencyLayout, PrintedTable

Cell = tuple[str, str]


@dataclass(frozen=True)
class Family:
    """
    A cell that is the sum of others.

    Parameters
    ----------
    whole : tuple of (str, str)
        Row and column.
    parts : tuple of tuple
        Row and column of each part.
    along : {"baris", "kolom"}
        Whether the parts stand in the same row, or in the same column.
    overlapping : bool
        Whether the parts need not add up: one firm may be counted in several, or some are left out.
    """

    whole: Cell
    parts: tuple[Cell, ...]
    along: str
    overlapping: bool


def layout_of(table: PrintedTable) -> FrequencyLayout:
    """
    Give the layout of a table of counts and percentages.

    Raises
    ------
    UsageError
        If the table holds scores.
    """
    if not isinstance(table.layout, FrequencyLayout):
        problem = f'"{table.name}" has no layout of counts and percentages.'
        raise UsageError([Fault("table", problem, "Check tables of scores with check_scores.")])
    return table.layout


def families(layout: FrequencyLayout) -> Iterator[Family]:
    """
    Go through all sums of a table: along the rows, then down the columns.

    Examples
    --------
    >>> layout = FrequencyLayout(("a", "total"), ("ada", "tidak", "n"), {"n": ("ada", "tidak")}, {"total": ("a",)})
    >>> [(family.whole, family.along, family.overlapping) for family in families(layout)][1:3]
    [(('total', 'n'), 'baris', False), (('total', 'ada'), 'kolom', True)]
    """
    for row in layout.rows:
        for whole, parts in layout.column_parts.items():
            yield Family((row, whole), tuple((row, part) for part in parts), BARIS, layout.overlapping(BARIS, parts))
    for column in layout.columns:
        for whole, parts in layout.row_parts.items():
            yield Family((whole, column), tuple((part, column) for part in parts), KOLOM, layout.overlapping(KOLOM, parts))


def printed_shares(table: PrintedTable, family: Family) -> tuple[PrintedNumber, ...] | None:
    """
    Give the printed percentages of the parts of a whole.

    Returns
    -------
    tuple of PrintedNumber, or None
        Without the parts that have a printed count of 0 and no percentage; None if any other part has no percentage.
    """
    shares = []
    for part in family.parts:
        share, count = table.percent(*part), table.count(*part)
        if share is not None:
            shares.append(share)
        elif count is None or count.units:
            return None
    return tuple(shares)
