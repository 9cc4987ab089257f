"""Families of tests: adjusted p against R, and what a routed question is made of."""

import math

import pandas as pd
import pytest

from klaster_analisis import UsageError
from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.families import adjusted, pairwise
from klaster_analisis.analysis.inference.independence import exact_likelihood_ratio, fisher_freeman_halton, likelihood_ratio
from klaster_analisis.analysis.inference.ordered.ranks import kruskal_wallis, wilcoxon_mann_whitney
from klaster_analisis.analysis.inference.result import HypothesisTest
from klaster_analisis.analysis.inference.routed_tests import combined, continuation_ratio, continuation_ratios, routed_tests
from klaster_analisis.analysis.routed import RoutedCrosstab


def test_adjusted_p_agrees_with_r(tables):
    """R: p.adjust(p, "holm"), p.adjust(p, "BH") with p from fisher.test of Tables 4 to 7."""
    tests = {name: fisher_freeman_halton(table.existence) for name, table in tables.items()}
    holm, bh = ([test.adjusted_p for test in adjusted(tests, adjustment=how).tests.values()] for how in ("holm", "fdr_bh"))
    assert holm == pytest.approx([0.0120938177945, 0.278401330134, 0.407558657559, 0.278401330134], rel=1e-10)
    assert bh == pytest.approx([0.0120938177945, 0.175314370465, 0.407558657559, 0.175314370465], rel=1e-10)


# R: fisher.test of each pair of rows, then p.adjust(p, "holm") and p.adjust(p, "BH")
PAIRS = {
    "sejenis": ([0.0287417694661, 0.00200420881371, 0.39107666527], [0.0574835389323, 0.00601262644112, 0.39107666527]),
    "hulu": ([0.0877192982456, 0.621906354515, 0.133538899431], [0.263157894737, 0.621906354515, 0.267077798861]),
    "pendukung": ([1, 0.131161236424, 0.258001106973], [1, 0.393483709273, 0.516002213947]),
}


@pytest.mark.parametrize("partner", PAIRS)
def test_pairs_agree_with_r(tables, partner):
    family = pairwise(tables[partner].existence)
    p, holm = PAIRS[partner]
    assert list(family.tests) == [("klaten", "pati"), ("klaten", "tegal"), ("pati", "tegal")]
    assert [test.p for test in family.tests.values()] == pytest.approx(p, rel=1e-10)
    assert [test.adjusted_p for test in family.tests.values()] == pytest.approx(holm, rel=1e-10)


def test_a_test_without_p_does_not_count():
    """By hand: of three tests one has nothing to test, so Holm doubles the smaller p, not triples it."""
    cells = {"a": [[3, 1], [1, 3]], "b": [[5, 0], [4, 0]], "c": [[6, 0], [0, 6]]}
    family = adjusted({name: fisher_freeman_halton(Crosstab(pd.DataFrame(x))) for name, x in cells.items()})
    assert family.tests["b"].adjusted_p is None
    assert math.isnan(family.tests["b"].p)
    assert family.tests["c"].adjusted_p == pytest.approx(2 * 2 / 924)  # 2 of C(12, 6) tables


def test_a_family_shows_itself(tables):
    frame = pairwise(tables["sejenis"].existence).to_frame()
    assert frame["adjusted_p"].notna().all()
    assert list(frame.index) == [("klaten", "pati"), ("klaten", "tegal"), ("pati", "tegal")]
    assert "adjusted_p" in pairwise(tables["sejenis"].existence)._repr_html_()


class TestRouted:
    def test_both_questions_as_one(self, tables):
        """Table 4: those without cooperation, then the three degrees; all 48."""
        table = combined(tables["sejenis"])
        assert table.counts.loc["tegal"].to_dict() == {"tidak_ada": 2, "pasif": 7, "aktif": 10, "proaktif": 0}
        assert (table.n, table.left_out) == (48, 0)

    def test_who_gave_no_degree_is_left_out(self, tables):
        table = tables["sejenis"]
        fewer = table.intensity.counts.copy()
        fewer.loc["pati", "aktif"] -= 2
        silent = combined(type(table)(table.question, table.existence, table.follow_up, Crosstab(fewer), table.route))
        assert (silent.n, silent.left_out) == (46, 2)

    def test_nobody_is_left_out_twice(self):
        """By hand: 10 firms, 2 without the first answer; of 5 that cooperate 2 gave no degree: 4 are left out."""
        existence = Crosstab(pd.DataFrame({"ada": [5], "tidak_ada": [3]}, index=["pati"]), left_out=2)
        degrees = Crosstab(pd.DataFrame({"pasif": [1], "aktif": [2]}, index=["pati"]), left_out=7)
        table = combined(RoutedCrosstab("kerjasama_x", existence, "keaktifan_x", degrees))
        assert (table.n, table.left_out) == (6, 4)

    def test_the_whole_is_an_exact_likelihood_ratio_test(self, tables):
        whole = exact_likelihood_ratio(combined(tables["sejenis"]))
        assert continuation_ratio(tables["sejenis"]).p == pytest.approx(whole.p, rel=1e-12)

    def test_each_question_among_those_who_were_asked(self, tables):
        """R: fisher.test(rbind(c(2,2,0), c(5,5,3), c(7,10,0)))$p.value for the second."""
        family = routed_tests(tables["sejenis"])
        assert family.tests["keberadaan"].p == pytest.approx(0.00302345444862797, rel=1e-10)
        assert family.tests["keaktifan"].p == pytest.approx(0.321672177493593, rel=1e-10)
        assert (family.tests["keberadaan"].n, family.tests["keaktifan"].n) == (48, 34)

    def test_a_question_without_degrees_stands_alone(self, tables):
        assert list(routed_tests(tables["pendukung"]).tests) == ["keberadaan"]

    @pytest.mark.parametrize("partner", ["sejenis", "hulu", "hilir"])
    def test_the_steps_add_up(self, tables, partner):
        """The likelihood ratio of all answers together is the sum of those of the steps: a property of the likelihood."""
        table = tables[partner]
        steps = continuation_ratios(table, test=likelihood_ratio)
        given = [test.statistic for test in steps.tests.values() if not math.isnan(test.p)]
        assert continuation_ratio(table).statistic == pytest.approx(sum(given), rel=1e-12)

    def test_a_step_that_nobody_took_has_a_reason(self, tables):
        """Table 5: nobody is proactive, so that among the active there is nothing to tell apart."""
        last = continuation_ratios(tables["hulu"]).tests["aktif"]
        assert [note.kind for note in last.notes] == ["kolom_kosong", "tak_teruji"]


def test_a_family_of_one_row_is_empty():
    assert pairwise(Crosstab(pd.DataFrame({"ada": [4], "tidak_ada": [8]}, index=["klaten"]))).to_frame().empty


def test_an_unknown_adjustment_is_refused(tables):
    with pytest.raises(UsageError, match="bonferroni"):
        pairwise(tables["sejenis"].existence, adjustment="bonferroni")


@pytest.mark.parametrize("cells", [[[3, 3], [5, 5]], [[4, 4, 4], [4, 4, 4]], [[7, 3], [14, 6]], [[20, 30, 10], [20, 30, 10]]])
@pytest.mark.parametrize("test", [fisher_freeman_halton, exact_likelihood_ratio, wilcoxon_mann_whitney, kruskal_wallis])
def test_a_p_of_one_is_one(cells, test):
    """Rows with the same shares: every other table is at least as extreme, and probabilities add up to 1, not to 0.999…"""
    for found in pairwise(Crosstab(pd.DataFrame(cells)), test=test).tests.values():
        assert found.p == 1
        assert found.adjusted_p == 1


def test_a_p_that_rounding_kept_from_one():
    for p in (0.999999999999999, 1.0000000000000002, 1 - 1e-10):
        assert HypothesisTest(name="t", method="exact", p=p, n=9).p == 1
    assert HypothesisTest(name="t", method="exact", p=0.99999, n=9).p == 0.99999
