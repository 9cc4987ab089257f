"""A table as CSV that a spreadsheet can open without running anything in it."""

import csv
import io

import pandas as pd

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run what begins so (OWASP, CSV injection)


def csv_text(frame: pd.DataFrame) -> str:
    """
    Write a table as CSV; the index is left out.

    Parameters
    ----------
    frame : pandas.DataFrame

    Returns
    -------
    str
        Separated by commas. A text that a spreadsheet would take for a formula begins with an apostrophe.

    Examples
    --------
    >>> csv_text(pd.DataFrame({"kolom": ["=1+1", "ada"]})).splitlines()
    ['kolom', "'=1+1", 'ada']
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(frame.columns)
    writer.writerows([_harmless(str(value)) for value in row] for row in frame.itertuples(index=False))
    return text.getvalue()


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
