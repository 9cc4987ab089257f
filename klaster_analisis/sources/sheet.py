"""A sheet of a workbook, whichever library reads it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from klaster_analisis.sources.unreadable import UnreadableError

MAX_CELLS, MAX_MERGED, MAX_SIGNS = 10_000_000, 1_000_000, 100_000_000


@dataclass(frozen=True, eq=False)
class Sheet:
    """
    One sheet.

    Parameters
    ----------
    name : str
    rows : list of list
        From the first row and column of the sheet to the last cell of each row in which something stands; a blank cell is an
        empty text. A cell of a merged range holds what stands
        in its first cell; an error of a formula stands there as its sign (``#N/A``), and a formula whose value was never
        saved as itself (``=A1``).
    """

    name: str
    rows: list[list[Any]]


def fill_merged(rows: list[list[Any]], ranges: Iterable[tuple[int, int, int, int]]) -> None:
    """
    Write into the blank cells of merged ranges what stands in the first.

    Parameters
    ----------
    rows : list of list
        Changed in place.
    ranges : iterable of tuple of int
        First row, last row, first column, last column; from 0.

    Raises
    ------
    UnreadableError
        If they cover far too many cells.

    Examples
    --------
    >>> rows = [["Mitra", ""], ["hulu", "hilir"]]
    >>> fill_merged(rows, [(0, 0, 0, 1)])
    >>> rows
    [['Mitra', 'Mitra'], ['hulu', 'hilir']]
    """
    room = MAX_MERGED
    for top, bottom, left, right in ranges:
        merged = rows[top : bottom + 1]
        room -= sum(max(0, min(right + 1, len(row)) - left) for row in merged)
        if room < 0:
            raise UnreadableError("terlalu_besar")
        for row in merged:
            for column in range(left, min(right + 1, len(row))):
                row[column] = row[column] if row[column] != "" else rows[top][left]


def without_blank_ends(rows: list[list[Any]]) -> list[list[Any]]:
    """
    Leave out the blank cells at the end of each row, and the blank rows at the end: a sheet may be laid out for millions.

    Parameters
    ----------
    rows : list of list

    Returns
    -------
    list of list

    Raises
    ------
    UnreadableError
        If what stands there is far too long.

    Examples
    --------
    >>> without_blank_ends([["Pati", "", 3, ""], ["", ""], ["Tegal"], ["", ""]])
    [['Pati', '', 3], [], ['Tegal']]
    """
    kept, room = [], MAX_SIGNS
    for row in rows:
        width = len(row)
        while width and row[width - 1] == "":
            width -= 1
        kept.append(row[:width])
        room -= sum(len(cell) for cell in kept[-1] if isinstance(cell, str))
        if room < 0:
            raise UnreadableError("terlalu_besar")
    while kept and not kept[-1]:
        kept.pop()
    return kept
