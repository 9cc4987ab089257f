"""Places are compared by what their answers can tell: by order where there is one."""

from dataclasses import replace

import pandas as pd
import pytest

from klaster_analisis import Crosstab, example_survey, load_survey, overview
from klaster_analisis.analysis.comparisons import compare_answers, compare_places, rank_test


def test_a_place_against_all_others():
    """
    The synthetic province, Kudus against the other 34; R: coin::wilcox_test(score ~ place, distribution = "exact") and p.adjust.

    wilcox.test(here, there)$statistic / (m * n) is the probability of superiority.
    """
    known = overview(load_survey(example_survey("survei_jawa_tengah_sintetis.csv")), focus="kudus")
    tests = compare_answers(known.dynamics.tables).tests
    assert {code: round(test.effect.value, 3) for code, test in tests.items()} == {
        "produk": 0.714,
        "teknologi": 0.661,
        "pasar": 0.577,
        "keterampilan": 0.664,
        "kepercayaan": 0.582,
        "informasi": 0.526,
    }
    assert tests["produk"].p == pytest.approx(9.5221830128267371e-07, rel=1e-9)
    assert tests["informasi"].adjusted_p == pytest.approx(0.56891006056768023, rel=1e-9)
    assert tests["pasar"].adjusted_p == pytest.approx(tests["kepercayaan"].adjusted_p)  # 3 × 0.079 is above 2 × 0.097
    assert {test.method for test in tests.values()} == {"exact"}


def test_how_active_is_ordered(known):
    """The study's follow-up questions go from passive to proactive: ranks, where existence has Fisher's test."""
    names = {code: test.name for code, test in compare_places(known.cooperation).tests.items()}
    assert names["kerjasama_sejenis"] == "fisher_freeman_halton"
    assert names["keaktifan_sejenis"] == "kruskal_wallis"


def test_follow_ups_without_an_order_are_not_ranked(known):
    tables = {partner: replace(table, ordered=False) for partner, table in known.cooperation.items()}
    assert {test.name for test in compare_places(tables).tests.values()} == {"fisher_freeman_halton"}


def test_merged_tables_keep_what_is_known_of_their_order(known):
    table = replace(known.cooperation["sejenis"], ordered=False)
    assert not table.pooled.ordered


def test_the_test_fits_the_places_with_answers():
    cells = pd.DataFrame({3: [12, 2, 0], 4: [0, 9, 0]}, index=["klaten", "pati", "tegal"])
    assert rank_test(Crosstab(cells)).name == "wilcoxon_mann_whitney"
    assert rank_test(Crosstab(cells.replace(0, 1))).name == "kruskal_wallis"
    alone = rank_test(Crosstab(cells.loc[["klaten"]]))
    assert [note.kind for note in alone.notes] == ["kolom_kosong", "tak_teruji"]
