"""Read a small CSV file strictly: what is not as it should be is a fault, never a guess."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from klaster_analisis.errors import Faults


def read_csv(path: Path, *, columns: Sequence[str], faults: Faults) -> pd.DataFrame:
    """
    Read a CSV file in UTF-8 whose header is known, every cell as the text that stands there.

    Parameters
    ----------
    path : pathlib.Path
    columns : sequence of str
        The header that the file must have, in any order.
    faults : Faults
        Takes up what is wrong. After a fault in the header the frame is empty.

    Returns
    -------
    pandas.DataFrame of str
        Indexed by line number in the file, so that later faults can name the line.
    """
    empty = pd.DataFrame(columns=list(columns), dtype=str)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            lines = [(reader.line_num, row) for row in reader if row]
    except OSError as error:
        faults.add(path.name, f"cannot be read ({error.strerror}).", f"Put the file in {path.parent}.")
        return empty
    except UnicodeDecodeError:
        faults.add(path.name, "is not in UTF-8.", 'Save it as "CSV UTF-8".')
        return empty
    except csv.Error as error:
        faults.add(path.name, f"is not a CSV file ({error}).", "Separate the columns by commas and close every quote.")
        return empty
    header = lines[0][1] if lines else []
    if _header_faults(path.name, header, columns, faults):
        return empty
    wrong = [(line, row) for line, row in lines[1:] if len(row) != len(header)]
    for line, row in wrong:
        faults.add(
            f"{path.name}, line {line}",
            f"has {len(row)} cells, the header has {len(header)}.",
            "Put text that holds a comma in quotes.",
        )
    whole = [(line, row) for line, row in lines[1:] if len(row) == len(header)]
    frame = pd.DataFrame([row for _, row in whole], columns=header, index=[line for line, _ in whole], dtype=str)
    return frame[list(columns)]


def _header_faults(name: str, header: Sequence[str], columns: Sequence[str], faults: Faults) -> bool:
    if not header:
        faults.add(name, "is empty.", f"Its first line must be: {','.join(columns)}.")
        return True
    for mark, called in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and mark in header[0]:
            faults.add(name, f"its columns are separated by {called}.", "Save it with commas between the columns.")
            return True
    before = len(faults)
    check_header(f"{name}, line 1", header, columns=columns, faults=faults)
    return len(faults) > before


def check_header(
    place: str, header: Sequence[str], *, columns: Sequence[str], optional: Sequence[str] = (), faults: Faults
) -> None:
    """
    Note columns that are missing, stand there twice or are not known.

    Parameters
    ----------
    place : str
        File and line, for messages.
    header : sequence of str
    columns, optional : sequence of str
        Columns that must and that may be there.
    faults : Faults
        Takes up what is wrong.
    """
    remedy = f"The header must be: {','.join(columns)}."
    if optional:
        remedy += f" It may also hold: {','.join(optional)}."
    for column in (*columns, *optional):
        if header.count(column) > 1 or (column in columns and column not in header):
            times = "is missing" if column not in header else "stands there twice"
            faults.add(place, f'the column "{column}" {times}.', remedy)
    for column in header:
        if column not in columns and column not in optional:
            faults.add(place, f'the column "{column}" is not known.', remedy)
