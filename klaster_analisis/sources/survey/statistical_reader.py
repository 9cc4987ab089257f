"""The library that reads files of SPSS and Stata, as it is called in a process of its own: a damaged file may end it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from klaster_analisis.sources.unreadable import UnreadableError

SPSS, STATA = "SPSS", "Stata"
EXTENDED = "abcdefghijklmnopqrstuvwxyz"
AT_ONCE = 4_000_000
"""Cells of a file that is read whole when it is opened; of a larger one columns are read as they are needed."""

MAX_ROWS, MAX_CELLS = 20_000_000, 60_000_000


@dataclass(frozen=True)
class Dictionary:
    """
    What a file of a statistics program says of its variables.

    Parameters
    ----------
    names : tuple of str
    labels : tuple of str
        Empty where a variable has none.
    values : mapping of mapping
        By name: what its values stand for.
    missing : mapping of sequence
        By name: ranges of values that are marked as missing.
    rows : int
    """

    names: tuple[str, ...]
    labels: tuple[str, ...]
    values: Mapping[str, Mapping[Any, str]]
    missing: Mapping[str, Sequence[Mapping[str, Any]]]
    rows: int


def read_file(path: str, program: str) -> tuple[Dictionary, pd.DataFrame | None]:
    """
    Read what a file says of its variables and, if it is small, their values.

    Parameters
    ----------
    path : str
    program : {"SPSS", "Stata"}

    Returns
    -------
    dictionary : Dictionary
    frame : pandas.DataFrame or None
        As `read_columns` gives it.

    Raises
    ------
    UnreadableError
        If it has no rows, too many of them, or several variables of one name.
    """
    read = _reader(path, program)
    _, meta = read(metadataonly=True)
    names = tuple(meta.column_names)
    for name in names:
        if names.count(name) > 1:
            raise UnreadableError("kepala_kembar", value=name, times=names.count(name))
    first, _ = read(usecols=list(names[:1]), row_limit=MAX_ROWS + 1, output_format="dict") if names else ({}, None)
    rows = max(map(len, first.values()), default=0)
    if not rows:
        raise UnreadableError("tanpa_isi")
    if rows > MAX_ROWS:
        raise UnreadableError("terlalu_besar")
    labels = tuple(label or "" for label in meta.column_labels)
    found = Dictionary(names, labels, dict(meta.variable_value_labels), dict(meta.missing_ranges), rows)
    return found, read_columns(path, program, names, rows) if rows * len(names) <= AT_ONCE else None


def read_columns(path: str, program: str, names: Sequence[str], rows: int) -> pd.DataFrame:
    """
    Read the values of some variables.

    Parameters
    ----------
    path, program
        As for `read_file`.
    names : sequence of str
    rows : int
        How many there are.

    Returns
    -------
    pandas.DataFrame of object
        Values that are marked as missing are kept as they are: in Stata as ``.a`` to ``.z``.

    Raises
    ------
    UnreadableError
        If that is more than can be held.
    """
    if rows * len(names) > MAX_CELLS:
        raise UnreadableError("terlalu_besar")
    read = _reader(path, program)
    frame, meta = read(usecols=list(names))
    frame = frame[list(names)].astype(object)
    if program == STATA and (extended := [name for name in names if meta.missing_user_values.get(name)]):
        known, _ = read(usecols=extended, user_missing=False)
        for name in extended:  # pyreadstat gives 0 for a missing whole number below an extended missing value
            dots = frame[name].map(dotted)
            frame[name] = dots.where(known[name].notna() | (dots != frame[name]), None)
    return frame


def dotted(value: Any) -> Any:
    """Write an extended missing value as Stata does: ``.a``."""
    return f".{value}" if isinstance(value, str) and len(value) == 1 and value in EXTENDED else value


def _reader(path: str, program: str) -> Callable[..., tuple[Any, Any]]:
    import pyreadstat  # noqa: PLC0415  slow to import, and needed in a process of its own only

    method = pyreadstat.read_sav if program == SPSS else pyreadstat.read_dta

    def read(**options: Any) -> tuple[Any, Any]:
        try:
            return method(path, **{"user_missing": True, **options})
        except OverflowError:  # a date after the year 9999
            return method(path, **{"user_missing": True, "disable_datetime_conversion": True, **options})

    return read
