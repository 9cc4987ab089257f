"""A cross-tab keeps its shape, knows its margins, and refuses what is no count."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pandas.testing import assert_frame_equal

from klaster_analisis import Crosstab, DataError, crosstab

TABLE_4 = pd.DataFrame({"ada": [4, 13, 17], "tidak_ada": [8, 4, 2]}, index=["klaten", "pati", "tegal"])


def test_margins():
    """By hand from Table 4."""
    table = Crosstab(TABLE_4)
    assert table.n == 48
    assert table.row_totals.tolist() == [12, 17, 19]
    assert table.column_totals.tolist() == [34, 14]
    assert table.pooled.counts.loc["total"].tolist() == [34, 14]


def test_shares_name_their_base():
    """By hand: 13 of 17 in the row, of 34 in the column, of 48 in the table."""
    table = Crosstab(TABLE_4)
    assert table.share(of="row").at["pati", "ada"] == 13 / 17
    assert table.share(of="column").at["pati", "ada"] == 13 / 34
    assert table.share(of="table").at["pati", "ada"] == 13 / 48


def test_a_share_of_nobody_is_missing():
    table = Crosstab(pd.DataFrame({"ada": [0, 1], "tidak_ada": [0, 0]}, index=["klaten", "pati"]))
    assert table.share(of="row").loc["klaten"].isna().all()
    assert table.share(of="column")["tidak_ada"].isna().all()
    assert Crosstab(TABLE_4 * 0).share(of="table").isna().all(axis=None)


@pytest.mark.parametrize("value", [-1, 2.5, np.nan, np.inf, "empat", None])
def test_what_is_no_count_is_refused_with_its_place(value):
    counts = TABLE_4.astype(object)
    counts.at["pati", "tidak_ada"] = value
    with pytest.raises(DataError, match="row pati, column tidak_ada"):
        Crosstab(counts)


def test_the_callers_table_is_not_changed():
    counts = TABLE_4.astype(float)
    Crosstab(counts).share(of="row")
    assert counts.equals(TABLE_4.astype(float))


def test_the_same_row_twice_is_refused():
    with pytest.raises(DataError, match='"pati" stands there twice'):
        Crosstab(pd.concat([TABLE_4, TABLE_4.loc[["pati"]]]))


FIRMS = {
    "lokasi": ["pati", "tegal", "pati", "pati", None, "tegal", "pati"],
    "keaktifan": ["aktif", "proaktif", "aktif", None, "aktif", "aktif", "proaktif"],
    "usaha": [3, 1, 2, 5, 7, 0, 1],
}
PLACES, LEVELS = ["tegal", "klaten", "pati"], ["pasif", "aktif", "proaktif"]


def test_rows_and_columns_stand_in_the_order_asked_for_with_those_that_nobody_chose(frame_of):
    """By hand. A row without a place and one without an answer are left out."""
    table = crosstab(frame_of(FIRMS), rows="lokasi", columns="keaktifan", row_order=PLACES, column_order=LEVELS)
    counts = pd.DataFrame([[0, 1, 1], [0, 0, 0], [0, 2, 1]], index=PLACES, columns=LEVELS)
    assert_frame_equal(table.counts, counts.rename_axis(index="lokasi", columns="keaktifan"))
    assert (table.n, table.left_out) == (5, 2)


def test_without_an_order_there_is_what_occurs_sorted(frame_of):
    """By hand: nobody is passive, and no unused category of a frame becomes a row."""
    table = crosstab(frame_of(FIRMS), rows="lokasi", columns="keaktifan")
    counts = pd.DataFrame([[2, 1], [1, 1]], index=["pati", "tegal"], columns=["aktif", "proaktif"])
    assert_frame_equal(table.counts, counts.rename_axis(index="lokasi", columns="keaktifan"))


def test_counted_rows_make_the_same_table(frame_of):
    """By hand. 5 + 7 stand in rows that are left out; one row stands for nobody, and its cell is there."""
    table = crosstab(frame_of(FIRMS), rows="lokasi", columns="keaktifan", weight="usaha")
    assert table.counts.to_dict("index") == {"pati": {"aktif": 5, "proaktif": 1}, "tegal": {"aktif": 0, "proaktif": 1}}
    assert (table.n, table.left_out) == (7, 12)


def test_unknown_category_is_a_fault(frame_of):
    rows = frame_of({"lokasi": ["pati", "pati"], "jawaban": ["Adaa", "ada"]})
    with pytest.raises(DataError, match='column jawaban: "Adaa" is not one of ada, tidak_ada'):
        crosstab(rows, rows="lokasi", columns="jawaban", column_order=["ada", "tidak_ada"])


def test_a_table_of_nobody_has_its_shape(frame_of):
    rows = frame_of({"lokasi": [], "jawaban": []})
    table = crosstab(rows, rows="lokasi", columns="jawaban", row_order=["pati"], column_order=["ada", "tidak_ada"])
    assert table.counts.to_dict("index") == {"pati": {"ada": 0, "tidak_ada": 0}}
    assert (table.n, table.left_out) == (0, 0)


def test_only_missing_answers_are_all_left_out(frame_of):
    rows = frame_of({"lokasi": ["pati", "tegal"], "jawaban": [None, None]})
    table = crosstab(rows, rows="lokasi", columns="jawaban", row_order=["pati"], column_order=["ada"])
    assert table.counts.to_dict("index") == {"pati": {"ada": 0}}
    assert (table.n, table.left_out) == (0, 2)


def test_notebook_display_has_margins():
    assert "<td>48</td>" in Crosstab(TABLE_4)._repr_html_()


@pytest.mark.parametrize("counts", [[[2**53]], [[2**53 + 1]], [[2**52, 2**52]], [[10**18, 0]], [[10**400]], [[2.0**60]]])
def test_counts_that_are_not_exact_are_refused(counts):
    with pytest.raises(DataError, match=r"2⁵³|not a count"):
        Crosstab(pd.DataFrame(counts))


def test_the_largest_count_that_is_exact():
    assert Crosstab(pd.DataFrame([[2**53 - 1]])).n == 2**53 - 1
    assert Crosstab(pd.DataFrame([[2**52, 2**52 - 1]])).n == 2**53 - 1


COUNTS = arrays(np.int64, st.tuples(st.integers(1, 5), st.integers(1, 5)), elements=st.integers(0, 50))


@given(COUNTS)
def test_rows_and_counted_rows_give_the_same_table(counts):
    """Writing the table out as counted rows, or as one row a firm, and counting again gives it back."""
    names = [f"r{at}" for at in range(counts.shape[0])], [f"c{at}" for at in range(counts.shape[1])]
    table = Crosstab(pd.DataFrame(counts, *names))
    order = {"rows": "row", "columns": "column", "row_order": names[0], "column_order": names[1]}
    counted = table.to_frame()
    assert crosstab(counted, weight="n", **order).counts.equals(table.counts.rename_axis(index="row", columns="column"))
    firms = counted.loc[counted.index.repeat(counted["n"])].drop(columns="n")
    assert crosstab(firms, **order).counts.equals(table.counts.rename_axis(index="row", columns="column"))


@given(COUNTS)
def test_shares_add_up_to_one_wherever_somebody_was_counted(counts):
    table = Crosstab(pd.DataFrame(counts))
    by_row = table.share(of="row").sum(axis="columns")[table.row_totals > 0]
    by_column = table.share(of="column").sum()[table.column_totals > 0]
    assert np.allclose(by_row, 1)
    assert np.allclose(by_column, 1)
    assert table.n == table.row_totals.sum() == table.column_totals.sum()
