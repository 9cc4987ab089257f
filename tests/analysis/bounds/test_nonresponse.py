"""Bounds on shares hold every answer that the silent firms could have given, and no more."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations_with_replacement

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaster_analisis import Crosstab, DataError, RoutedCrosstab
from klaster_analisis.analysis.bounds.nonresponse import nonresponse_bounds, routed_bounds
from klaster_analisis.analysis.bounds.silent import silent_firms, silent_notes


def bounds_of(found: pd.DataFrame, place: str, answer: str) -> list[float]:
    row = found[(found["lokasi"] == place) & (found["jawaban"] == answer)].iloc[0]
    return [round(float(row[name]), 4) for name in ("bagian", "bawah", "atas")]


def test_nobody_silent_leaves_a_point(tables, study):
    """Table 4: 12, 17 and 19 asked and answered."""
    found = nonresponse_bounds(tables["sejenis"].existence, asked=study.interviewed)
    assert (found["bawah"] == found["bagian"]).all()
    assert (found["atas"] == found["bagian"]).all()
    assert (found["alasan"] == "").all()


def test_table_5(tables, study):
    """By hand: Klaten 4/6, 4/12, 10/12; Pati 13/13, 13/17, 17/17; Tegal 22 answered, 19 asked."""
    found = nonresponse_bounds(tables["hulu"].existence, asked=study.interviewed)
    assert bounds_of(found, "klaten", "ada") == [0.6667, 0.3333, 0.8333]
    assert bounds_of(found, "klaten", "tidak_ada") == [0.3333, 0.1667, 0.6667]
    assert bounds_of(found, "pati", "ada") == [1.0, 0.7647, 1.0]
    tegal = found[found["lokasi"] == "tegal"]
    assert tegal[["bawah", "atas"]].isna().all(axis=None)
    assert tegal["alasan"].tolist() == ["dasar_melebihi"] * 2
    assert tegal["bagian"].round(3).tolist() == [0.773, 0.227]


def test_tables_6_and_7(tables, study):
    """By hand, Klaten, Pati, Tegal: 4 to 10 of 12, 13 to 15 of 17, 17 of 19; Table 7: 4 to 12, 11 to 14, 9 to 11 of the same."""
    found = nonresponse_bounds(tables["hilir"].existence, asked=study.interviewed)
    assert [bounds_of(found, place, "ada")[1:] for place in ("klaten", "pati", "tegal")] == [
        [0.3333, 0.8333],
        [0.7647, 0.8824],
        [0.8947, 0.8947],
    ]
    found = nonresponse_bounds(tables["pendukung"].existence, asked=study.interviewed)
    assert [bounds_of(found, place, "ada")[1:] for place in ("klaten", "pati", "tegal")] == [
        [0.3333, 1.0],
        [0.6471, 0.8235],
        [0.4737, 0.5789],
    ]


def test_routed_bounds_of_table_6(tables, study):
    """By hand, Klaten passive: 2 of 12 to 8 of 12; of those who cooperate 2 of 10 to 8 of 10. Tegal: nobody silent."""
    found = routed_bounds(tables["hilir"], asked=study.interviewed)
    of_all, of_routed = (found[found["dasar"] == base] for base in ("tak_bersyarat", "bersyarat"))
    assert bounds_of(of_all, "klaten", "pasif") == [0.3333, 0.1667, 0.6667]
    assert bounds_of(of_routed, "klaten", "pasif") == [0.5, 0.2, 0.8]
    assert bounds_of(of_routed, "tegal", "pasif") == [0.7647] * 3


def test_routed_bounds_of_table_5_refuse_tegal_only(tables, study):
    found = routed_bounds(tables["hulu"], asked=study.interviewed)
    refused = found["lokasi"] == "tegal"
    assert (found.loc[refused, "alasan"] == "dasar_melebihi").all()
    assert found.loc[refused, ["bawah", "atas"]].isna().all(axis=None)
    assert found.loc[~refused, ["bagian", "bawah", "atas"]].notna().all(axis=None)


def test_a_question_without_intensity_says_so(tables, study):
    with pytest.raises(DataError, match="nobody was asked how active"):
        routed_bounds(tables["pendukung"], asked=study.interviewed)


def test_every_reason():
    rows = ["a", "b", "c", "d", "e"]
    table = Crosstab(pd.DataFrame({"ada": [1, 1, 0, 0, 1], "tidak_ada": [1, 1, 0, 0, 1]}, index=rows))
    asked = pd.Series({"a": 1, "c": 0, "d": 3, "e": 2})
    firms = silent_firms(table, asked=asked)
    reasons = ["dasar_melebihi", "ditanya_tak_diketahui", "tanpa_data", "tanpa_jawaban", ""]
    assert firms["alasan"].tolist() == reasons
    assert [dict(note.values) for note in silent_notes(firms)][:2] == [
        {"baris": "a", "menjawab": 2, "ditanya": 1},
        {"baris": "b", "menjawab": 2},
    ]
    found = nonresponse_bounds(table, asked=asked).iloc[::2].set_index("row")
    assert found["alasan"].tolist() == reasons
    assert found.loc["d", ["bawah", "atas"]].tolist() == [0, 1]
    assert found.loc[["a", "b", "c"], ["bawah", "atas"]].isna().all(axis=None)
    assert found.loc["e", ["bagian", "bawah", "atas"]].tolist() == [0.5] * 3
    assert (nonresponse_bounds(table, asked=None)["alasan"] == "ditanya_tak_diketahui").all()


def test_reasons_of_conditional_shares():
    """Place a lets nobody through, and nobody is silent; in b nobody lets on how active; c could still let some through."""
    rows = ["a", "b", "c"]
    exists = Crosstab(pd.DataFrame({"ada": [0, 2, 0], "tidak_ada": [3, 1, 3]}, index=rows))
    active = Crosstab(pd.DataFrame({"pasif": [0, 0, 0], "aktif": [0, 0, 0]}, index=rows))
    found = routed_bounds(RoutedCrosstab("x", exists, "y", active), asked=pd.Series([3, 3, 4], rows))
    found = found[(found["dasar"] == "bersyarat") & (found["column"] == "pasif")].set_index("row")
    assert found["alasan"].tolist() == ["tidak_ditanya", "tanpa_jawaban", "tanpa_jawaban"]
    assert found["bagian"].isna().all()
    assert found["bawah"].isna().tolist() == [True, False, False]
    assert found.loc[["b", "c"], ["bawah", "atas"]].to_numpy().tolist() == [[0, 1], [0, 1]]


def test_faults_in_the_number_asked_are_listed_together():
    table = Crosstab(pd.DataFrame({"ada": [1, 1]}, index=["a", "b"]))
    with pytest.raises(DataError) as caught:
        nonresponse_bounds(table, asked=pd.Series([-1, 2.5, 1, float("inf"), "x"], ["a", "b", "b", "c", "d"]))
    assert len(caught.value.faults) == 5
    unknown = pd.Series([1, pd.NA], ["a", "b"], dtype=object)
    assert nonresponse_bounds(table, asked=unknown)["alasan"].tolist() == ["", "ditanya_tak_diketahui"]


def test_the_input_is_left_alone(tables, study):
    before = study.interviewed.copy()
    nonresponse_bounds(tables["hulu"].existence, asked=study.interviewed)
    pd.testing.assert_series_equal(before, study.interviewed)


def fills(firms: int, answers: int) -> Iterator[list[int]]:
    """Every way in which so many firms can give so many answers, counted."""
    for given_answers in combinations_with_replacement(range(answers), firms):
        yield [given_answers.count(answer) for answer in range(answers)]


@given(st.lists(st.integers(0, 4), min_size=1, max_size=3), st.integers(0, 4))
@settings(max_examples=60, deadline=None)
def test_bounds_are_those_of_all_completions(counts, silent):
    asked = sum(counts) + silent
    columns = list("abc")[: len(counts)]
    found = nonresponse_bounds(Crosstab(pd.DataFrame([counts], columns=columns)), asked=pd.Series([asked]))
    for at, count in enumerate(counts):
        shares = [Fraction(count + more[at], asked) for more in fills(silent, len(counts)) if asked]
        if shares:
            assert found.loc[at, ["bawah", "atas"]].tolist() == [float(min(shares)), float(max(shares))]
        else:
            assert found.loc[at, "alasan"] == "tanpa_data"


def completed_shares(exists, active, quiet, silent, level):
    """Shares of one level of all and of those let through, over all completions: firm by firm, counted."""
    of_all, of_routed = [], []
    options = len(active) + len(exists) - 1  # let through with a level, or another first answer
    for told in fills(quiet, len(active)):
        for more in fills(silent, options):
            chosen = active[level] + told[level] + more[level]
            of_all.append(Fraction(chosen, sum(exists) + silent))
            let_through = exists[0] + sum(more[: len(active)])
            if let_through:
                of_routed.append(Fraction(chosen, let_through))
    return of_all, of_routed


@given(
    st.lists(st.integers(0, 3), min_size=1, max_size=3),
    st.lists(st.integers(0, 2), min_size=0, max_size=2),
    st.integers(0, 3),
    st.integers(0, 3),
)
@settings(max_examples=80, deadline=None)
def test_routed_bounds_are_those_of_all_completions(active, others, quiet, silent):
    exists = [sum(active) + quiet, *others]
    if sum(exists) + silent == 0:
        return
    table = RoutedCrosstab(
        "x",
        Crosstab(pd.DataFrame([exists], columns=["ada", "tidak_ada", "lain"][: len(exists)])),
        "y",
        Crosstab(pd.DataFrame([active], columns=["pasif", "aktif", "proaktif"][: len(active)])),
    )
    found = routed_bounds(table, asked=pd.Series([sum(exists) + silent])).set_index(["dasar", "column"])
    for level, name in enumerate(table.activity.counts.columns):
        shares = dict(zip(("tak_bersyarat", "bersyarat"), completed_shares(exists, active, quiet, silent, level), strict=True))
        for base, possible in shares.items():
            ends = found.loc[(base, name), ["bawah", "atas"]]
            if possible:
                assert ends.tolist() == [float(min(possible)), float(max(possible))]
            else:
                assert ends.isna().all()
                assert found.loc[(base, name), "alasan"]


@pytest.mark.parametrize("asked", [2**53, 10**18])
def test_more_asked_than_floats_can_count(asked):
    table = Crosstab(pd.DataFrame({"ada": [1]}, index=["klaten"]))
    with pytest.raises(DataError, match="2⁵³"):
        nonresponse_bounds(table, asked=pd.Series({"klaten": asked}))
