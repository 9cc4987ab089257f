"""A sheet or a CSV file as a grid of cells, each of which knows where it stands."""

import re
from dataclasses import dataclass

from klaster_analisis.errors import Faults

MAX_ROWS, MAX_COLUMNS = 200, 60
SMALLER = "Keep one table a sheet or file; to count a survey, use the survey's own commands."

_MINUS = str.maketrans({"\N{MINUS SIGN}": "-", "\N{NON-BREAKING HYPHEN}": "-", "\N{ZERO WIDTH SPACE}": "", "\ufeff": ""})


@dataclass(frozen=True)
class Cell:
    """
    One cell as it is shown.

    Parameters
    ----------
    text : str
        What is shown, tidied; empty for a blank cell.
    place : str
        File, sheet and cell, for messages.
    numeric : bool
        Whether the file holds a number, not a text: then ``text`` has a decimal point and no thousands separators.
    copied : bool
        Whether the text was spread here from the first cell of a merged range.
    faulty : bool
        Whether what is shown is not known; the fault has been noted.
    """

    text: str
    place: str
    numeric: bool = False
    copied: bool = False
    faulty: bool = False

    @property
    def filled(self) -> bool:
        """Whether something was typed in this very cell."""
        return bool(self.text) and not self.copied


Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Grid:
    """
    The cells of one sheet or file; rows in which nothing stands are left out, rows may differ in length.

    Parameters
    ----------
    name : str
        What the table is called: the sheet's name, or the file's without its ending.
    place : str
        File and sheet, for messages.
    rows : tuple of tuple of Cell
    """

    name: str
    place: str
    rows: tuple[Row, ...]


def tidy(text: str) -> str:
    """
    Make all kinds of spaces and minus signs one kind, and drop what is at the ends.

    Examples
    --------
    >>> tidy(" Tidak  Ada ")
    'Tidak Ada'
    """
    return re.sub(r"\s+", " ", text.translate(_MINUS)).strip()


def shown(text: str) -> str:
    """
    Shorten a value for a message.

    Examples
    --------
    >>> shown("empat"), len(shown("x" * 1000))
    ('"empat"', 42)
    """
    return f'"{text}"' if len(text) <= 60 else f'"{text[:39]}…"'


def too_long(place: str, faults: Faults) -> None:
    """Note that a sheet or file has more rows than a printed table."""
    faults.add(place, f"has more than {MAX_ROWS} rows, or far longer ones: a printed table is meant here, not data.", SMALLER)


def too_wide(place: str, faults: Faults) -> None:
    """Note that a sheet or file has more columns than a printed table."""
    faults.add(place, f"has more than {MAX_COLUMNS} columns: a printed table is meant here, not data.", SMALLER)
