"""The strata that tell nothing are left out, and those that do not go together are refused."""

import pandas as pd
import pytest

from klaster_analisis import Crosstab
from klaster_analisis.analysis.inference.stratified.strata import informative_strata
from klaster_analisis.errors import UsageError


def strata(*tables: list[list[int]]) -> dict[str, Crosstab]:
    return {f"lapisan_{at}": Crosstab(pd.DataFrame(cells)) for at, cells in enumerate(tables)}


SAME = "Give all tables the same {} in the same order."


def kinds(found) -> dict[str, dict[str, object]]:
    return {note.kind: dict(note.values) for note in found.notes}


def test_a_stratum_with_one_margin_only_tells_nothing():
    found = informative_strata(strata([[4, 8], [13, 4]], [[4, 0], [11, 0]], [[0, 0], [3, 1]], [[0, 1], [0, 0]]), needed=1)
    assert found.cells.tolist() == [[[4, 8], [13, 4]]]
    assert found.n == 29
    assert kinds(found) == {"lapisan_kosong": {"lapisan": ["lapisan_1", "lapisan_2", "lapisan_3"]}}


def test_an_empty_column_of_all_strata_is_named():
    """Table 5, intensity: nobody is proactive."""
    found = informative_strata(strata([[2, 2, 0], [9, 4, 0], [6, 11, 0]]), needed=1)
    assert kinds(found) == {"kolom_kosong": {"kolom": [2]}}


def test_too_few_is_said():
    found = informative_strata(strata([[4, 8], [13, 4]], [[0, 0], [0, 0]]), needed=2)
    assert found.too_few
    assert kinds(found)["lapisan_kurang"] == {"lapisan": 1, "perlu": 2}


def test_none_left_keeps_its_shape():
    found = informative_strata(strata([[0, 0, 0], [0, 0, 0]]), needed=1)
    assert found.cells.shape == (0, 2, 3)
    assert (found.n, found.too_few) == (0, True)


def test_left_out_is_added_up():
    table = pd.DataFrame([[4, 8], [13, 4]])
    found = informative_strata({"a": Crosstab(table, left_out=2), "b": Crosstab(table, left_out=3)}, needed=1)
    assert found.left_out == 5


def test_all_mismatches_are_listed():
    first = Crosstab(pd.DataFrame({"ada": [1, 2], "tidak_ada": [3, 4]}, index=["klaten", "pati"]))
    other = Crosstab(pd.DataFrame({"ada": [1, 2], "tidak_ada": [3, 4]}, index=["pati", "klaten"]))
    third = Crosstab(pd.DataFrame({"ada": [1, 2]}, index=["klaten", "pati"]))
    with pytest.raises(UsageError) as raised:
        informative_strata({"hulu": first, "hilir": other, "sejenis": third}, needed=1)
    assert str(raised.value).splitlines() == [
        "stratum hilir: its rows are pati, klaten, those of hulu are klaten, pati. " + SAME.format("rows"),
        "stratum sejenis: its columns are ada, those of hulu are ada, tidak_ada. " + SAME.format("columns"),
    ]


def test_no_table_is_refused():
    with pytest.raises(UsageError, match="there is no table"):
        informative_strata({}, needed=1)


def test_two_by_two_is_held():
    with pytest.raises(UsageError, match="stratum lapisan_0: the table is 3 × 2, not 2 × 2"):
        informative_strata(strata([[4, 8], [13, 4], [17, 2]]), needed=1, two_by_two=True)
