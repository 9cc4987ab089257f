"""Table 3: scores of the six indicators, and their sums."""

from contextlib import suppress

import pytest

from klaster_analisis import DataError, printed_scores
from klaster_analisis.display.tables import show_scores
from klaster_analisis.terms import MEASURES

# Printed in the study (Table 3): Klaten has 17 numbers where 18 are due.
KLATEN = list("33333333321333333")
PATI = list("415315215215315215")
TEGAL = list("315213313213333415")


@pytest.mark.parametrize(("place", "printed"), [("klaten", [*KLATEN, ""]), ("pati", PATI), ("tegal", TEGAL)])
def test_scores_are_as_printed(study, place, printed):
    scores = study.dynamics[study.dynamics["lokasi"] == place]
    assert scores[list(MEASURES)].to_numpy().ravel().tolist() == printed


def test_sums_are_as_printed(dynamics):
    assert dynamics.totals()["jumlah"].to_dict() == {"klaten": 17, "pati": 16, "tegal": 17}


def test_every_sum_agrees(recomputed, disagreeing):
    assert recomputed["3"] == 56
    assert disagreeing["3"] == set()


def test_shown_table(dynamics, indonesian, shown):
    rows = shown(show_scores(dynamics, indonesian))
    assert rows["Pasar"] == ["3 (3–3)", "2 (1–5)", "3 (1–3)"]
    assert rows["Informasi"] == ["3 (3–?)", "2 (1–5)", "4 (1–5)"]
    assert rows["Jumlah"] == ["17", "16", "17"]
    assert rows["Jumlah yang mungkin"] == ["16,5–18", "13–19", "14,5–19"]


def test_where_the_missing_number_can_be(study):
    """
    Put the gap of Klaten's row in each of its 18 positions.

    Only the last seven leave means within their ranges, and over these the sum lies between 16 and 18.
    """
    possible = {}
    for gap in range(18):
        row = [*KLATEN[:gap], "", *KLATEN[gap:]]
        scores = study.dynamics[study.dynamics["lokasi"] == "klaten"].copy()
        scores[list(MEASURES)] = [row[at : at + 3] for at in range(0, 18, 3)]
        with suppress(DataError):
            possible[gap] = printed_scores(scores).totals().loc["klaten", ["bawah", "atas"]]
    assert list(possible) == [11, 12, 13, 14, 15, 16, 17]
    assert min(ends["bawah"] for ends in possible.values()) == 16
    assert max(ends["atas"] for ends in possible.values()) == 18
