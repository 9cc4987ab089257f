"""Our CSV files run nothing, whichever separator the program that opens them expects."""

import csv
import io

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaster_analisis.reports.csvtext import csv_text

NASTY = st.text("=+-@;,\t|\n\r\"' a1＝", max_size=10)


@settings(max_examples=300)
@given(st.lists(st.lists(NASTY, min_size=2, max_size=2), min_size=1, max_size=3), st.sampled_from(",;\t|"))
def test_no_cell_begins_as_a_formula_does(rows, separator):
    """Peer: the csv module, which takes quotes as Excel does."""
    text = csv_text(pd.DataFrame(rows, columns=["kolom", "nilai"]))
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
        for cell in row:
            assert not cell.lstrip(" \t").startswith(tuple("=+-@＝"))


@given(st.lists(st.text("ab ;,\"'\n", max_size=8), min_size=1, max_size=4))
def test_what_is_harmless_comes_back_as_it_was(cells):
    text = csv_text(pd.DataFrame({"kolom": cells}))
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["kolom"], *([cell] for cell in cells)]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", '"\'=1+1"'),
        (" =1+1", '" \'=1+1"'),
        ('x;"=cmd|A0', '"x;""\'=cmd|A0"'),
        ("x\t@SUM(A1)", '"x\t\'@SUM(A1)"'),
        ("x\n=1", '"x\n\'=1"'),
        ("3, -5 (a=b)", '"3, -5 (a=b)"'),
    ],
)
def test_an_apostrophe_stands_before_what_would_be_run(cell, written):
    assert csv_text(pd.DataFrame({"k": [cell]})) == f'"k"\n{written}\n'


def test_headings_are_cells_too():
    assert csv_text(pd.DataFrame({"=1": [1]})) == '"\'=1"\n"1"\n'
