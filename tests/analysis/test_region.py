"""Caveats and next steps are found in the numbers."""

from dataclasses import replace

import pandas as pd

from klaster_analisis import Crosstab, Overview, RoutedCrosstab, printed_scores
from klaster_analisis.analysis.caveats import find_caveats
from klaster_analisis.analysis.priorities import next_steps


def kinds(found):
    return [item.kind for item in found]


def test_contradictions_come_first(known):
    found = find_caveats("tegal", known)
    assert kinds(found) == ["dasar_melebihi", "cacah_sama", "dasar_kecil", "dibulatkan"]


def test_the_missing_number_is_told_where_it_is_missing(known, study):
    missing = {place: [c.values for c in find_caveats(place, known) if c.kind == "sel_kosong"] for place in study.places.codes}
    assert missing == {"klaten": [{"pertanyaan": ["informasi"], "ukuran": "maksimum"}], "pati": [], "tegal": []}


def test_the_same_counts_are_noticed_across_tables(known):
    """Tables 4, 5 and 6 all print 4, 13 and 17 firms that cooperate."""
    found = {c.kind: c.values for c in find_caveats("pati", known)}
    assert found["cacah_sama"] == {"mitra": ["kerjasama_sejenis", "kerjasama_hulu", "kerjasama_hilir"], "ada": [4, 13, 17]}


def test_next_steps_follow_the_rules(known):
    """
    By hand for Pati: 4 of 17 silent upstream (24%); lowest printed score 2, others as in Table 3. Its smallest share, 13 of 17
    with firms of the same kind, leaves 24% that do not cooperate: below a third.
    """
    steps = next_steps("pati", known)
    assert kinds(steps) == ["data_kurang", "indikator"]
    assert steps[0].values == {"mitra": ["kerjasama_hulu"], "n": 4, "ditanya": 17}
    assert steps[1].values["nilai"] == 2.0
    assert {code: found["lain"] for code, found in steps[1].values["rincian"].items()} == {
        "pasar": {"klaten": 3.0, "tegal": 3.0},
        "keterampilan": {"klaten": 2.0, "tegal": 2.0},
        "informasi": {"klaten": 3.0, "tegal": 4.0},
    }


def test_a_partner_with_clearly_fewer_comes_before_the_weakest(known):
    """Table 4 by hand: Klaten 4 of 12, Pati and Tegal 30 of 36; R, p.adjust(…, "holm") of fisher.test: 0.0087."""
    step = next_steps("klaten", known)[-1]
    assert step.kind == "mitra_di_bawah"
    assert step.values["mitra"] == {"kerjasama_sejenis": (4, 12, 30, 36)}


def test_the_weakest_partner_is_named_from_a_third_on(known):
    """Table 7 by hand, Tegal: 9 of 17 cooperate with institutions, 8 do not; the others 4 of 4 and 11 of 14."""
    step = next_steps("tegal", known)[-1]
    assert (step.kind, step.values["mitra"], step.values["diuji"]) == ("mitra", {"kerjasama_pendukung": (9, 17, 15, 18)}, True)


def test_nothing_is_recommended_that_nothing_calls_for():
    """Everybody answered, everybody cooperates, and no score is printed."""
    table = RoutedCrosstab("kerjasama_x", Crosstab(pd.DataFrame({"ada": [3], "tidak_ada": [0]}, index=["a"])))
    scores = pd.DataFrame([("a", "produk", "", "", "")], columns=["lokasi", "pertanyaan", "rata_rata", "minimum", "maksimum"])
    profile = printed_scores(scores)
    assert next_steps("a", Overview({"x": table}, profile, profile, pd.Series({"a": 3}))) == []


def test_equal_counts_in_one_place_or_of_nobody_are_nothing_to_notice(known):
    nobody = {
        key: RoutedCrosstab(table.question, Crosstab(table.existence.counts * 0)) for key, table in known.cooperation.items()
    }
    assert "cacah_sama" not in kinds(find_caveats("pati", replace(known, cooperation=nobody)))
