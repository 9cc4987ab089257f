"""A routed cross-tab keeps apart who was asked what."""

import pandas as pd
import pytest

from klaster_analisis import Crosstab, DataError, RoutedCrosstab


def routed(existing: dict[str, list[int]], active: dict[str, list[int]]) -> RoutedCrosstab:
    places = ["klaten", "pati"]
    return RoutedCrosstab(
        "kerjasama_x",
        Crosstab(pd.DataFrame(existing, index=places)),
        "keaktifan_x",
        Crosstab(pd.DataFrame(active, index=places)),
    )


def test_both_readings_have_their_own_base(tables):
    """By hand from Table 4, Pati: 5 of 13 who cooperate, 5 of 17 who answered."""
    table = tables["sejenis"]
    assert table.conditional_share.at["pati", "pasif"] == 5 / 13
    assert table.unconditional_share.at["pati", "pasif"] == 5 / 17


def test_denominators(tables, study):
    """By hand from Table 6: Klaten 12 interviewed, 6 answered, 4 cooperate."""
    bases = tables["hilir"].denominators(asked=study.interviewed)
    assert bases.loc["klaten"].to_dict() == {
        "ditanya": 12, "menjawab": 6, "tidak_menjawab": 6, "ada": 4, "tidak_ditanya": 2, "keaktifan": 4,
    }  # fmt: skip


def test_more_answers_than_interviews_cannot_be_determined(tables, study):
    """Table 5 prints 22 answers for Tegal, Table 4 says that 19 were interviewed."""
    bases = tables["hulu"].denominators(asked=study.interviewed)
    assert bases.at["tegal", "menjawab"] == 22
    assert bases.at["tegal", "tidak_menjawab"] is pd.NA


def test_nobody_knows_who_did_not_answer_when_the_interviews_are_unknown(tables):
    assert tables["hulu"].denominators()["tidak_menjawab"].isna().all()


def test_structural_zeros_are_not_counted_zeros():
    table = routed({"ada": [0, 3], "tidak_ada": [2, 0]}, {"pasif": [0, 3], "aktif": [0, 0]})
    assert table.structural.loc["klaten"].all()
    assert not table.structural.loc["pati"].any()
    assert table.conditional_share.loc["klaten"].isna().all()
    assert (table.unconditional_share.loc["klaten"] == 0).all()
    flat = table.to_frame()
    assert flat[flat["struktural"]]["lokasi"].tolist() == ["klaten", "klaten"]


def test_more_intensity_than_existence_is_a_fault():
    with pytest.raises(DataError, match="kerjasama_x, pati: 4 firms say how active, but only 3"):
        routed({"ada": [1, 3], "tidak_ada": [0, 0]}, {"pasif": [1, 4]})


def test_a_question_without_intensity_says_so(tables):
    assert tables["pendukung"].intensity is None
    with pytest.raises(DataError, match="nobody was asked how active"):
        _ = tables["pendukung"].conditional_share


def test_pooled_is_all_places(tables):
    """Table 5, last row: 34 of 41, of the 34 are 17 passive."""
    pooled = tables["hulu"].pooled
    assert pooled.answered["total"] == 41
    assert pooled.conditional_share.at["total", "pasif"] == 17 / 34
