"""Where a place stands among the others, and what to look into: the synthetic survey of Central Java, others by hand."""

import pandas as pd
import pytest

from klaster_analisis import Survey, example_survey, load_survey, overview
from klaster_analisis.analysis.bounds.silent import silent_firms
from klaster_analisis.analysis.caveats import find_caveats
from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.priorities import next_steps
from klaster_analisis.analysis.standing import cooperation_standing, score_standing


@pytest.fixture(scope="module")
def java() -> Survey:
    return load_survey(example_survey("survei_jawa_tengah_sintetis.csv"))


@pytest.fixture(scope="module")
def hidden() -> Survey:
    return load_survey(example_survey("survei_jawa_tengah_sintetis.csv"), min_cell=5)


class TestStanding:
    def test_kudus_stands_out_in_three_scores(self, java):
        """Chances: scipy, mannwhitneyu(here, elsewhere).statistic / (here.size * elsewhere.size), of the answers as numbers."""
        found = score_standing("kudus", overview(java, focus="kudus"))
        assert found.above == ("produk", "teknologi", "keterampilan")
        assert found.below == ()
        assert found.level == ("pasar", "kepercayaan", "informasi")
        chances = {code: round(test.effect.value, 3) for code, test in found.family.tests.items()}
        assert chances == {
            "produk": 0.714,
            "teknologi": 0.661,
            "pasar": 0.577,
            "keterampilan": 0.664,
            "kepercayaan": 0.582,
            "informasi": 0.526,
        }

    def test_shares_of_kudus(self, java):
        """By hand: 33 of 36 against 858 of 1,305 in 34 places; R, fisher.test, then p.adjust(…, "holm"): 0.002."""
        found = cooperation_standing("kudus", overview(java, focus="kudus"))
        assert (found.above, found.below) == (("kerjasama_sejenis",), ())
        company = found.company["kerjasama_sejenis"]
        assert (len(company.counted), company.withheld, company.silent, company.n) == (34, (), (), 1305)
        assert found.family.tests["kerjasama_sejenis"].adjusted_p == pytest.approx(0.002, abs=5e-4)

    def test_a_place_in_the_middle_is_not_said_to_be_on_top(self, java):
        """Kota Semarang is 15th of 35 by its mean score of technology: not told apart."""
        found = score_standing("kota_semarang", overview(java, focus="kota_semarang"))
        assert "teknologi" in found.level

    def test_what_is_withheld_is_counted_nowhere(self, hidden):
        found = score_standing("jepara", overview(hidden, focus="jepara"))
        assert found.partial
        for code, company in found.company.items():
            away = hidden.withheld_places(code) - {"jepara"}
            assert set(company.withheld) == away
            assert len(company.counted) + len(away) == 34
            rows = hidden.counts[(hidden.counts["pertanyaan"] == code) & (hidden.counts["lokasi"] != "jepara")]
            assert company.n == rows["n"].sum()


class TestAdvice:
    def test_kudus_is_told_how_other_places_stand(self, java):
        """Its lowest mean, information, is 3.31: above the median place, 3.24; nothing there is clearly lower than elsewhere."""
        (step,) = next_steps("kudus", overview(java, focus="kudus"))
        assert (step.kind, list(step.values["rincian"]), step.values["diuji"]) == ("indikator", ["informasi"], True)
        assert step.values["nilai"] == pytest.approx(3.31, abs=5e-3)
        assert step.values["rincian"]["informasi"]["tengah"] == pytest.approx(3.24, abs=5e-3)
        assert step.values["rincian"]["informasi"]["n"] == 35

    def test_no_lowest_is_told_where_one_may_be_withheld(self, java, hidden):
        """Of Jepara four of six scores are withheld: product, one of its highest, is the lower of the two that are left."""
        assert "indikator" not in [step.kind for step in next_steps("jepara", overview(hidden, focus="jepara"))]
        (clear,) = [step for step in next_steps("jepara", overview(java, focus="jepara")) if step.kind == "indikator_di_bawah"]
        assert list(clear.values["pertanyaan"]) == ["kepercayaan"]

    @pytest.mark.parametrize(("silent", "told"), [(1, False), (7, False), (8, True)])
    def test_silence_is_told_from_a_fifth_on(self, silent, told):
        answers = ["ada"] * 20 + ["tidak_ada"] * (20 - silent) + [""] * silent
        known = overview(load_survey(pd.DataFrame({"lokasi": ["Pati"] * 40, "kerjasama_hulu": answers})))
        assert ("tidak_menjawab" in [caveat.kind for caveat in find_caveats("pati", known)]) == told
        assert ("data_kurang" in [step.kind for step in next_steps("pati", known)]) == told

    @pytest.mark.parametrize(("answers", "told"), [(19, True), (20, False)])
    def test_few_firms_are_told_below_twenty(self, answers, told):
        known = overview(load_survey(pd.DataFrame({"lokasi": ["Pati"] * answers, "kerjasama_hulu": ["ada"] * answers})))
        assert ("dasar_kecil" in [caveat.kind for caveat in find_caveats("pati", known)]) == told

    def test_scores_that_lie_close_have_no_weakest(self):
        """Means 3.5 and 3.25, a quarter of a level apart."""
        scores = {"produk": ["3", "4", "3", "4"], "pasar": ["3", "3", "3", "4"]}
        known = overview(load_survey(pd.DataFrame({"lokasi": ["Pati"] * 4, **scores})))
        assert next_steps("pati", known) == []


def test_a_withheld_place_is_not_one_where_nobody_answered():
    table = Crosstab(pd.DataFrame({"ada": [4, 0], "tidak_ada": [2, 0]}, index=["klaten", "pati"]), withheld=frozenset(["pati"]))
    firms = silent_firms(table, asked=pd.Series({"klaten": 12, "pati": 17}))
    assert firms["alasan"].tolist() == ["", "ditahan"]
    assert firms["tidak_menjawab"].isna().tolist() == [False, True]


def test_rows_added_up_say_what_they_lack():
    table = Crosstab(pd.DataFrame({"ada": [4, 0, 5]}, index=["a", "b", "c"]), withheld=frozenset(["b"]))
    merged = table.merged({"a": "a", "b": "lain", "c": "lain"})
    assert (merged.without, merged.withheld) == ({"lain": ("b",)}, frozenset())
    assert merged.pooled.without == {"total": ("b",)}
    assert table.merged({"a": "a", "b": "lain", "c": "a"}).withheld == frozenset(["lain"])
