"""Releases one after another: of a survey with another smallest count, or of another edition of it; and numbers in bands."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from klaster_analisis import DataError, Survey, load_survey, overview
from klaster_analisis.analysis.release.facts import Facts, between_cuts, facts_of
from klaster_analisis.analysis.survey.withholding import withhold
from klaster_analisis.display import Words, tables
from tests.analysis.release.attacker import leaks
from tests.analysis.release.random_surveys import Made, believed, make


def firms(**columns: Sequence[str]) -> pd.DataFrame:
    many = len(next(iter(columns.values())))
    return pd.DataFrame({"lokasi": ["Pati"] * many} | columns)


def released(frame: pd.DataFrame, min_cell: int, *earlier: Facts) -> Survey:
    return withhold(load_survey(frame), min_cell, earlier=earlier)


def hidden(survey: Survey) -> set[str]:
    return set(survey.withheld["pertanyaan"])


class TestEditions:
    def test_one_firm_more(self):
        """By hand: the 31st firm says 4 and cooperates; of market it says nothing, so that row is as it was."""
        first = firms(produk=[*"3" * 20, *"4" * 10], kerjasama_hulu=["ada"] * 15 + ["tidak_ada"] * 15, pasar=["3"] * 30)
        more = firms(produk=["4"], kerjasama_hulu=["ada"], pasar=["menolak"])
        shown = facts_of(released(first, 5))
        again = released(pd.concat([first, more]), 5, shown)
        assert hidden(again) == {"produk", "kerjasama_hulu"}

    def test_one_firm_less(self):
        first = firms(produk=[*"3" * 20, *"4" * 10])
        assert hidden(released(first.iloc[1:], 5, facts_of(released(first, 5)))) == {"produk"}

    def test_an_answer_that_was_mended(self):
        """By hand: as many firms as before; one of them turned from 3 to 4."""
        first, second = firms(produk=[*"3" * 20, *"4" * 10]), firms(produk=[*"3" * 19, *"4" * 11])
        assert hidden(released(second, 5, facts_of(released(first, 5)))) == {"produk"}

    def test_many_firms_more(self):
        """By hand: 6 more for 3, 7 more for 4: none of these tells of a few."""
        first, second = firms(produk=[*"3" * 20, *"4" * 10]), firms(produk=[*"3" * 26, *"4" * 17])
        assert hidden(released(second, 5, facts_of(released(first, 5)))) == set()

    def test_with_the_question_that_tells_of_it(self):
        """By hand: the firm more cooperates actively; the one question would give the other away."""
        asked = {
            "kerjasama_hulu": ["ada"] * 20 + ["tidak_ada"] * 10,
            "keaktifan_hulu": ["aktif"] * 10 + ["pasif"] * 10 + [""] * 10,
        }
        first, more = firms(**asked), firms(kerjasama_hulu=["ada"], keaktifan_hulu=["aktif"])
        again = released(pd.concat([first, more]), 5, facts_of(released(first, 5)))
        assert hidden(again) == {"kerjasama_hulu", "keaktifan_hulu"}

    def test_what_a_reader_has_already_is_no_reason_to_refuse(self):
        """By hand: the firm more does not cooperate; how actively the others do is as it was, and was told before."""
        asked = {
            "kerjasama_hulu": ["ada"] * 20 + ["tidak_ada"] * 10,
            "keaktifan_hulu": ["aktif"] * 10 + ["pasif"] * 10 + [""] * 10,
        }
        first, more = firms(**asked), firms(kerjasama_hulu=["tidak_ada"], keaktifan_hulu=[""])
        again = released(pd.concat([first, more]), 5, facts_of(released(first, 5)))
        assert hidden(again) == {"kerjasama_hulu", "keaktifan_hulu"}

    @pytest.mark.parametrize("seed", [7, 9])
    def test_random_editions_differ_in_nothing_or_in_many(self, seed, tmp_path):
        made, random = make(3000 + seed, most_waves=2), np.random.default_rng(seed)
        before = fewer(made, random)
        first, second = (load_survey(one.frame(), codebook=made.codebook(tmp_path)) for one in (before, made))
        shown = facts_of(withhold(first, made.min_cell))
        now = facts_of(withhold(second, made.min_cell, earlier=[shown]))
        assert now.rows.keys() & shown.rows.keys()
        for kind in ("rows", "moves"):
            old, new = getattr(shown, kind), getattr(now, kind)
            for at in old.keys() & new.keys():
                for answer in {*old[at], *new[at]}:
                    differ = abs(old[at].get(answer, 0) - new[at].get(answer, 0))
                    assert differ == 0 or differ >= made.min_cell, (at, answer)


def fewer(made: Made, random: np.random.Generator) -> Made:
    """An edition without one to three firms of each place, in all waves."""
    left: dict[str, set[int]] = {}
    for place in made.places:
        numbers = sorted({number for wave in made.waves for number, _ in made.firms[wave, place]})
        left[place] = {numbers[at] for at in random.permutation(len(numbers))[: random.integers(1, 4)]}
    kept = {at: [firm for firm in group if firm[0] not in left[at[1]]] for at, group in made.firms.items()}
    return replace(made, firms=kept)


class TestOtherSmallestCounts:
    def test_what_was_shown_cannot_be_withheld_any_more(self):
        """By hand: 3 firms said 5; shown with 2, too few with 5."""
        frame = firms(produk=[*"3" * 20, *"5" * 3])
        shown = facts_of(released(frame, 2))
        with pytest.raises(DataError, match="produk"):
            released(frame, 5, shown)

    def test_without_withholding_everything_was_shown(self):
        frame = firms(produk=[*"3" * 20, *"5" * 3])
        with pytest.raises(DataError):
            released(frame, 5, facts_of(load_survey(frame)))

    @pytest.mark.parametrize("seed", [1, 2, 5])
    def test_what_both_show_together_tells_nothing(self, seed, tmp_path):
        """Random surveys, released with a larger smallest count first, then with a smaller one: refused, or without a leak."""
        made = make(4000 + seed, most_waves=2)
        whole = load_survey(made.frame(), codebook=made.codebook(tmp_path))
        first = withhold(whole, made.min_cell + 2)
        second = withhold(whole, made.min_cell, earlier=[facts_of(first)])
        made = believed(made)
        for (place, form), truth in made.truths.items():
            (rows, moves), (more, also) = (made.shown(one, place, form) for one in (first, second))
            assert leaks(truth, (rows | more, moves | also)) == []


class TestNumbers:
    FIVE = ("10", "20", "37.25", "50", "60")

    @pytest.mark.parametrize(
        "amounts", [FIVE, ("7", "7", "7", "7", "901"), ("0", "12.5", "13", "14.75", "15", "16", "90", "91", "250")]
    )
    def test_no_number_of_a_single_firm_is_told(self, amounts):
        """Medians and quarters of few firms are their own numbers; ends of bands are 0 or 1, 2, 5 and a power of ten."""
        others = [str(3 * at + 1.5) for at in range(12)]
        frame = pd.DataFrame({"lokasi": ["Pati"] * len(amounts) + ["Klaten"] * 12, "omzet": [*amounts, *others]})
        survey = released(frame, 5)
        assert survey.numbers.empty
        assert (survey.bands["n"] >= 5).all()
        words = Words.of(survey, "en")
        html = " ".join(table.as_raw_html() for table in tables.show_numbers(overview(survey), words))
        text = BeautifulSoup(html, "html.parser").find("tbody").get_text(" ")
        own = {one for one in (*amounts, *others) if one.strip("0.") not in ("", "1", "2", "5")}
        assert own
        assert not own & set(text.replace("–", " ").split())

    def test_bands_of_an_edition_with_one_firm_more(self):
        """By hand: 12 firms below 20, 12 from 20 on; then another one below 20."""
        first = firms(omzet=["12"] * 12 + ["40"] * 12)
        before = released(first, 5)
        after = released(pd.concat([first, firms(omzet=["15"])]), 5, facts_of(before))
        assert len(before.bands) == 2
        assert after.bands.empty
        assert hidden(after) == {"omzet"}

    def test_bands_that_were_cut_otherwise(self):
        """By hand: the firms more move the cut from 20 to 50; up to 50 there are 12 before, and 12 + 1 after."""
        first = firms(omzet=["12"] * 6 + ["40"] * 6 + ["300"] * 12)
        second = pd.concat([first.iloc[1:], firms(omzet=["30", "30"])])
        before = facts_of(released(first, 5))
        again = facts_of(released(second, 5, before))
        for at in before.bands.keys() & again.bands.keys():
            old, new = between_cuts(before.bands[at], again.bands[at])
            assert all(abs(old[end] - new[end]) in (0, *range(5, 99)) for end in old)


def test_moves_that_an_earlier_run_has_shown_cannot_be_withheld():
    """By hand: 3 of 30 firms went from 3 to 4; both waves' rows are large, so that only their moves are small."""
    answers = {"2024": ["3"] * 20 + ["4"] * 10, "2026": ["3"] * 17 + ["4"] * 13}
    frame = pd.concat(
        pd.DataFrame({"id_usaha": map(str, range(30)), "gelombang": wave, "lokasi": "Pati", "produk": given})
        for wave, given in answers.items()
    )
    survey = load_survey(frame)
    loose = withhold(survey, 2)
    assert facts_of(loose).moves[("2024", "2026", "pati", "produk")][("3", "4")] == 3
    with pytest.raises(DataError, match="2026 pati produk"):
        withhold(survey, 5, earlier=[facts_of(loose)])
    assert not facts_of(withhold(survey, 5, earlier=[])).moves
