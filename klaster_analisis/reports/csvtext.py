"""A table as CSV that a spreadsheet can open without running anything in it."""

import csv
import io
import re

import pandas as pd

_SEPARATORS = r";\t|\r\n"
"""Where a program that expects another separator than the comma begins a new cell, in quotes or not."""

_FORMULA = re.compile(rf"((?:^|[{_SEPARATORS}])[\s\"']*)([=+\-@＝＋－＠])")
"""What a spreadsheet runs begins so (OWASP, CSV injection): at the start of a text, or of what may be taken for a cell."""


def csv_text(frame: pd.DataFrame) -> str:
    r"""
    Write a table as CSV; the index is left out.

    Parameters
    ----------
    frame : pandas.DataFrame

    Returns
    -------
    str
        Separated by commas, every cell in quotes. Where a spreadsheet would take a part of a text for a formula, whichever
        separator it expects, an apostrophe stands before it.

    Examples
    --------
    >>> csv_text(pd.DataFrame({"kolom": ["=1+1", "ada", "x;=1+1"]})).splitlines()
    ['"kolom"', '"\'=1+1"', '"ada"', '"x;\'=1+1"']
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow([_harmless(str(name)) for name in frame.columns])
    writer.writerows([_harmless(str(value)) for value in row] for row in frame.itertuples(index=False))
    return text.getvalue()


def _harmless(text: str) -> str:
    return _FORMULA.sub(r"\1'\2", text)
