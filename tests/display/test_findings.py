"""What tests found, in words: every code has a sentence, and no sentence says more than the numbers."""

import ast
import contextlib
import inspect
import math
import re
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup

import klaster_analisis
from klaster_analisis import Crosstab, UsageError
from klaster_analisis.analysis import bounds, inference, robustness
from klaster_analisis.analysis.bounds.survival import DEPENDS, FAILS, HOLDS, UNKNOWN
from klaster_analisis.analysis.comparisons import compare_answers, compare_place, compare_places, firms_for_pairs
from klaster_analisis.analysis.inference import Estimate, HypothesisTest, Note
from klaster_analisis.display import Words, findings, tables
from klaster_analisis.display.words import read_texts

SOURCE = Path(klaster_analisis.__file__).parent / "analysis"


def calls(name: str) -> list[ast.Call]:
    """Every call of a class in the analysis."""
    nodes = (node for path in SOURCE.rglob("*.py") for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    return [node for node in nodes if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name]


def read(prose) -> str:
    return BeautifulSoup(prose.html, "html.parser").get_text(" ")


def shown(table) -> str:
    return BeautifulSoup(table.as_raw_html(), "html.parser").get_text(" ")


def test_every_note_has_a_sentence():
    kinds = {call.args[0].value for call in calls("Note") if call.args and isinstance(call.args[0], ast.Constant)}
    assert len(kinds) > 20
    assert kinds <= read_texts("id")["catatan_uji"].keys()


def results():
    """What every function on one table makes of a table of two and of three answers."""
    two, three = (Crosstab(pd.DataFrame(cells)) for cells in ([[4, 8], [13, 4]], [[2, 2, 1], [5, 5, 3], [7, 10, 2]]))
    for name in inference.__all__:
        function = getattr(inference, name)
        if inspect.isfunction(function) and next(iter(inspect.signature(function).parameters)) == "table":
            for table in (two, three):
                with contextlib.suppress(UsageError, AttributeError):  # another shape, or a routed table
                    yield function(table)
                    for way in ("row", "symmetric") if "predict" in inspect.signature(function).parameters else ():
                        yield function(table, predict=way)
    strata = {"a": two, "b": two}
    yield from (test(strata) for test in (inference.cochran_mantel_haenszel, inference.breslow_day_tarone, inference.zelen_exact))
    odds = inference.proportional_odds(three)
    yield from (odds.test, odds.assumption, inference.share(4, 12), inference.share_difference((4, 12), (13, 17)))
    yield inference.central_fisher((4, 12), (13, 17))
    yield from (inference.sign_test(5, 1, 9), inference.net_change(5, 1, 9), inference.median({1: 4, 2: 5}))


def test_every_test_and_effect_has_a_name():
    found = list(results())
    tests = {result.name for result in found if isinstance(result, HypothesisTest)}
    effects = [result.effect if isinstance(result, HypothesisTest) else result for result in found]
    assert tests <= read_texts("id")["nama_uji"].keys()
    assert {one.name for one in effects if isinstance(one, Estimate)} == read_texts("id")["besaran"].keys()
    assert len(tests) == len(read_texts("id")["nama_uji"]) - 1  # the continuation ratio needs a routed table


def test_every_verdict_has_a_word():
    assert {HOLDS, DEPENDS, FAILS, UNKNOWN} == read_texts("id")["putusan"].keys()


def effect(**changed):
    values = {"name": "cramers_v", "value": 0.45, "low": 0.17, "high": 0.76, "method": "noncentral_chi_square", "n": 48}
    return Estimate(**(values | changed))


def a_test(p, **changed):
    values = {"name": "fisher_freeman_halton", "method": "exact", "p": p, "n": 48, "effect_of": effect}
    return HypothesisTest(**(values | changed))


class TestSentences:
    def test_a_small_p(self, indonesian):
        said = findings.finding(a_test(0.003, adjusted_p=0.021), indonesian, subject="Usaha sejenis")
        assert said.startswith("Usaha sejenis: seandainya hanya kebetulan, perbedaan sebesar ini jarang muncul")
        assert "p = 0,003, disesuaikan 0,021" in said
        assert said.endswith("V Cramér 0,45 (0,17–0,76): data cocok dengan hubungan lemah sampai kuat.")

    def test_the_adjusted_p_decides(self, indonesian):
        assert "dapat saja kebetulan" in findings.finding(a_test(0.03, adjusted_p=0.12), indonesian, subject="x")

    def test_very_small(self, indonesian):
        assert "p < 0,001" in findings.finding(a_test(1e-9), indonesian, subject="x")

    def test_nothing_to_test_gives_the_reason(self, indonesian):
        found = inference.fisher_freeman_halton(Crosstab(pd.DataFrame({"ada": [4], "tidak_ada": [8]}, index=["klaten"])))
        said = findings.finding(found, indonesian, subject="Klaten")
        assert said.startswith("Klaten: tidak dapat diuji (hanya 1 baris dan 2 kolom yang berisi")

    def test_a_monte_carlo_p_says_so(self, words):
        cells = pd.DataFrame([[3, 7, 2], [3, 9, 5], [7, 4, 4]])
        found = inference.fisher_freeman_halton(Crosstab(cells), limit=10, draws=999, seed=3)
        said = read(findings.describe_test(found, words, subject="x"))
        assert "999" in said
        assert re.search(r"(benih|seed) 3\b", said)

    def test_an_effect_that_is_not_defined(self, indonesian):
        unknown = effect(value=math.nan, low=math.nan, high=math.nan, notes=(Note("tanpa_data", {"n": 0}),))
        assert findings.effect_sentence(unknown, indonesian) == "V Cramér tidak dapat ditentukan (tidak ada data)."

    def test_no_sentence_proves_or_denies(self, words, known):
        """Never "proves", never "no difference": over all sentences on the study, in both languages."""
        said = read(findings.describe_family(compare_places(known.cooperation), words)).lower()
        for place in known.asked.index:
            said += read(findings.describe_family(compare_place(known.cooperation, place=place), words)).lower()
        for word in ("terbukti", "tidak berbeda", "tidak ada perbedaan", "signifikan", "no difference", "proves", "proven"):
            assert word not in said


class TestOrderedAnswers:
    """Five-point scores of one place against all others; numbers by R, as in the tests of `inference.ordered`."""

    SCORES = pd.DataFrame([[2, 0, 8, 13, 17], [92, 247, 419, 376, 183]], index=["klaten", "tempat_lain"], columns=range(1, 6))

    def test_how_probably_and_by_how_much(self, indonesian):
        said = read(findings.describe_answers({"produk": Crosstab(self.SCORES)}, indonesian))
        assert "Produk: rata-rata di Klaten 0,84 lebih tinggi daripada di 2 tempat lain." in said
        assert (
            "Jika diambil satu usaha dari Klaten dan satu dari 2 tempat lain, peluang yang dari Klaten berskor lebih tinggi "
            "0,71 (0,63–0,79; setengah bila sama). Seandainya hanya kebetulan, perbedaan sebesar ini jarang muncul "
            "(uji peringkat eksak Wilcoxon–Mann–Whitney, p < 0,001, disesuaikan < 0,001)."
        ) in said
        assert "Cramér" not in said

    def test_turned_round(self, words):
        turned = self.SCORES.iloc[::-1].set_axis(self.SCORES.index)
        said = read(findings.describe_answers({"produk": Crosstab(turned)}, words)).replace(",", ".")
        assert re.search(r"0\.84 (lebih rendah|lower)", said)
        assert "0.29 (0.21–0.37" in said

    def test_the_same_mean_is_neither_higher_nor_lower(self, words):
        """By hand: 3 and 3.004, which two decimals do not tell apart."""
        cells = pd.DataFrame([[0, 250, 0], [0, 249, 1]], index=["klaten", "tempat_lain"], columns=[2, 3, 4])
        said = read(findings.describe_answers({"produk": Crosstab(cells)}, words))
        assert re.search("hampir sama|almost the same", said)
        assert "0,00" not in said.split("p =")[0]

    def test_answers_without_numbers_have_no_mean(self, words):
        cells = pd.DataFrame([[2, 2, 0], [5, 5, 3]], index=["klaten", "tempat_lain"], columns=["pasif", "aktif", "proaktif"])
        said = read(findings.describe_answers({"keaktifan_sejenis": Crosstab(cells)}, words)).replace(",", ".")
        assert not re.search("rata-rata|mean of", said)
        assert "0.38 (0.13–0.72" in said

    def test_weighted_answers_are_not_tested(self, words):
        table = Crosstab(self.SCORES, weights=self.SCORES * 1.5)
        said = read(findings.describe_answers({"produk": table}, words))
        assert words.say("catatan_uji.berbobot") in said
        assert not re.search("0[.,]71|0[.,]84", said)

    def test_a_table_of_two_and_of_three_places(self, words):
        two = shown(tables.show_tests(compare_answers({"produk": Crosstab(self.SCORES)}), words))
        assert "V " not in two
        assert words.say("tabel.uji_kekuatan") not in two
        three = pd.DataFrame([[12, 3], [2, 9], [5, 5]], index=["klaten", "pati", "tegal"], columns=[3, 4])
        assert words.say("besaran.epsilon_squared") in shown(
            tables.show_tests(compare_answers({"produk": Crosstab(three)}), words)
        )


class TestTables:
    def test_a_family_shows_p_and_adjusted_p(self, indonesian, known):
        """R: fisher.test on Table 4, times seven by Holm: 0.00302345 · 7 = 0.0212."""
        text = " ".join(shown(tables.show_tests(compare_places(known.cooperation), indonesian)).split())
        assert "Ada tidaknya kerja sama dengan usaha sejenis 48 0,003 0,021 V 0,45 (0,17–0,76) lemah sampai kuat" in text

    def test_orders_with_verdict_and_tipping_point(self, indonesian, known):
        """Table 6: of the 8 silent firms in Klaten and Pati 7 can turn "Pati more than Klaten" round."""
        orders = robustness.surviving_orders(known.cooperation, asked=known.asked)
        table = tables.show_survival(orders, robustness.order_tests(known.cooperation, orders), indonesian)
        text = " ".join(shown(table).split())
        assert "Pati lebih banyak daripada Klaten +20,0 −6,9 sampai +54,9 dapat berbalik atau sama 7 dari 8" in text
        assert "Tegal: 22 menjawab, padahal 19 diwawancarai" in text

    def test_what_survives_silence_and_chance(self, indonesian, known):
        """Table 4: nobody is silent, and of its orders only Tegal above Klaten has an adjusted p below 5 percent."""
        orders = robustness.surviving_orders(known.cooperation, asked=known.asked)
        said = read(findings.describe_survivors(orders, robustness.order_tests(known.cooperation, orders), indonesian))
        assert "Usaha sejenis: Tegal lebih banyak daripada Klaten. Ini 1 dari 12 urutan" in said

    def test_steps_are_named(self, indonesian, known):
        text = shown(tables.show_steps(known.cooperation["sejenis"], indonesian))
        assert "Pasif, atau aktif / proaktif" in text

    def test_firms_needed(self, indonesian, known):
        assert "143" in shown(tables.show_firms_needed(firms_for_pairs(known.cooperation["sejenis"]), indonesian))

    def test_an_effect_that_is_no_v_is_named(self, indonesian, known):
        family = inference.pairwise(known.cooperation["sejenis"].existence, test=inference.fisher_mid_p)
        text = " ".join(shown(tables.show_tests(family, indonesian)).split())
        assert "Rasio odds 0,17" in text
        assert " V 0" not in text
        assert "Uji: uji Fisher mid-p." in text

    def test_no_test_is_lost(self, indonesian, known):
        orders = robustness.surviving_orders(known.cooperation, asked=known.asked)
        table = tables.show_tests(robustness.order_tests(known.cooperation, orders), indonesian)
        assert len(BeautifulSoup(table.as_raw_html(), "html.parser").select("tbody tr")) == len(orders) == 12

    def test_the_parts_of_a_routed_question_are_named(self, indonesian, known):
        text = shown(tables.show_tests(inference.routed_tests(known.cooperation["sejenis"]), indonesian))
        assert "Ada tidaknya kerja sama" in text

    def test_small_expected_counts_are_told_of_what_suffers_from_them(self, indonesian, known):
        """Tables 4 to 7: each has expected counts below 5, which the interval of V rests on; the exact p does not."""
        text = shown(tables.show_tests(compare_places(known.cooperation), indonesian))
        assert text.count("selang V Cramér hanya hampiran kasar") == 1
        assert "hampiran sampel besar" not in text

    def test_small_expected_counts_are_told_of_a_large_sample_test(self, indonesian):
        """By hand: 12 · 14 / 48 = 3.5 and 17 · 14 / 48 = 4.96 are below 5, the other four are not."""
        table = Crosstab(pd.DataFrame({"ada": [4, 13, 17], "tidak_ada": [8, 4, 2]}))
        said = read(findings.describe_test(inference.pearson_chi_square(table), indonesian, subject="x"))
        assert "pada 2 dari 6 sel" in said
        assert "hampiran kasar" not in said

    def test_a_missing_p_is_a_dash(self, indonesian):
        assert indonesian.p_value(math.nan) == "–"

    def test_firms_needed_beyond_the_limit(self, indonesian):
        needed = inference.firms_needed(0.5, 0.51, most=20)
        assert "lebih dari 20" in shown(tables.show_firms_needed({("klaten", "pati"): needed}, indonesian))

    def test_impossible_spread(self, indonesian):
        text = shown(tables.show_spreads({("klaten", "produk"): bounds.possible_spread("4", 1, 2, 5)}, indonesian))
        assert "tidak ada himpunan data yang cocok" in text

    def test_both_languages_show_the_same_numbers(self, study, known):
        orders = robustness.surviving_orders(known.cooperation, asked=known.asked)
        makers = [
            lambda words: tables.show_tests(compare_places(known.cooperation), words),
            lambda words: tables.show_methods(known.cooperation, words),
            lambda words: tables.show_survival(orders, robustness.order_tests(known.cooperation, orders), words),
            lambda words: tables.show_p_ranges(robustness.p_ranges(known.cooperation, asked=known.asked), words),
            lambda words: tables.show_bounds(known.cooperation, words, asked=known.asked),
            lambda words: tables.show_spreads(robustness.possible_spreads(known.dynamics, asked=known.asked), words),
        ]
        for make in makers:
            both = [sorted(re.findall(r"\d+", shown(make(Words(code, study.codebook, study.places))))) for code in ("id", "en")]
            assert both[0] == both[1]


@pytest.mark.parametrize("kind", sorted(read_texts("id")["catatan_uji"]))
def test_a_note_can_be_said(words, kind):
    """With all that a note of any kind may carry."""
    values = {
        "baris": 1, "kolom": 1, "kecil": 1, "sel": 6, "terkecil": 0.5, "batas": 10, "ulangan": 99, "n": 3, "bawah": 0.1,
        "atas": 0.2, "lapisan": 1, "perlu": 2, "kemungkinan": 9, "menjawab": 22, "ditanya": 19, "kisi": 1000, "bagian": 0.5,
        "rasio": 0.0,
    }  # fmt: skip
    if kind in ("baris_kosong", "kolom_kosong", "lapisan_kosong"):
        values |= {"baris": ["klaten"], "kolom": ["proaktif"], "lapisan": ["a"]}
    assert findings.notes_text([Note(kind, values)], words)
