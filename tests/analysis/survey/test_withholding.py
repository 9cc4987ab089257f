"""Small cells: what is hidden stays hidden, whatever one adds up or subtracts."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from klaster_analisis import Survey, compare_waves, load_survey, overview, split_answers

QUESTIONS = ("kerjasama_hulu", "produk")


def firms_of(**places: list[str]) -> pd.DataFrame:
    rows = [(place, answer) for place, answers in places.items() for answer in answers]
    return pd.DataFrame(rows, columns=["lokasi", "kerjasama_hulu"])


def hidden_of(survey: Survey) -> set[tuple[str, str]]:
    return set(map(tuple, survey.withheld[["lokasi", "pertanyaan"]].to_numpy()))


def test_a_row_with_a_small_count_goes_as_a_whole():
    """By hand: Pati has 4 and 1, Klaten 3 and 2."""
    frame = firms_of(Pati=["ada"] * 4 + ["tidak_ada"], Klaten=["ada"] * 3 + ["tidak_ada"] * 2)
    survey = load_survey(frame, min_cell=2)
    assert hidden_of(survey) == {("pati", "kerjasama_hulu")}
    assert survey.counts["lokasi"].unique().tolist() == ["klaten"]


def test_zero_is_no_small_count():
    assert hidden_of(load_survey(firms_of(Pati=["ada"] * 5), min_cell=5)) == set()


def test_totals_are_of_what_is_shown_so_that_nothing_is_left_to_subtract():
    frame = firms_of(Pati=["ada"] * 4 + ["tidak_ada"], Klaten=["ada"] * 3 + ["tidak_ada"] * 2)
    table = split_answers(load_survey(frame, min_cell=2), "kerjasama_hulu")
    assert table.withheld == {"pati"}
    assert table.row_totals["pati"] == 0
    assert table.column_totals.to_dict() == {"ada": 3, "tidak_ada": 2}


def test_where_a_question_is_hidden_so_is_the_one_that_depends_on_it():
    """By hand: 6 of 7 cooperate; all 6 are asked how actively, which alone would tell that 1 does not."""
    frame = firms_of(Pati=["ada"] * 6 + ["tidak_ada"]).assign(keaktifan_hulu=["aktif"] * 3 + ["pasif"] * 3 + [None])
    assert hidden_of(load_survey(frame, min_cell=2)) == {("pati", "kerjasama_hulu"), ("pati", "keaktifan_hulu")}


def test_numbers_of_few_firms_are_hidden():
    frame = pd.DataFrame({"lokasi": ["Pati"] * 3 + ["Klaten"] * 2, "omzet": [1, 2, 3, 4, 5]})
    survey = load_survey(frame, min_cell=3)
    assert survey.bands["lokasi"].unique().tolist() == ["pati"]
    assert survey.numbers.empty
    assert hidden_of(survey) == {("klaten", "omzet")}


def test_before_and_after_are_hidden_where_a_wave_is_or_few_firms_moved():
    """By hand: in both waves 5 and 5, but a single firm moved each way."""
    before = ["ada"] * 5 + ["tidak_ada"] * 5
    after = ["tidak_ada"] + ["ada"] * 5 + ["tidak_ada"] * 4
    number = [str(at) for at in range(10)]
    frame = pd.concat(
        pd.DataFrame({"id_usaha": number, "gelombang": wave, "lokasi": "Pati", "kerjasama_hulu": answers})
        for wave, answers in (("2024", before), ("2026", after))
    )
    (change,) = compare_waves(load_survey(frame, min_cell=3)).changes
    assert change.withheld
    assert np.isnan([change.before, change.after, change.test.p]).all()
    (shown,) = compare_waves(load_survey(frame)).changes
    assert (shown.up, shown.down) == (1, 1)


FIRMS = st.lists(
    st.tuples(st.sampled_from(["pati", "klaten", "jepara"]), st.sampled_from(["ada", "tidak_ada"]), st.sampled_from("345")),
    min_size=4,
    max_size=24,
)


def survey_of(firms: list[tuple[str, str, str]], min_cell: int) -> Survey:
    frame = pd.DataFrame(firms, columns=["lokasi", *QUESTIONS])
    return load_survey(frame.assign(id_usaha=frame.index.astype(str)), min_cell=min_cell)


@settings(max_examples=20)
@given(firms=FIRMS, min_cell=st.integers(2, 5), other=st.randoms(use_true_random=False))
def test_no_answer_in_a_hidden_row_changes_anything_that_is_shown(firms, min_cell, other):
    """Whatever the firms of a hidden row answered, as long as it is hidden, all that the survey holds is the same."""
    first = survey_of(firms, min_cell)
    hidden = hidden_of(first)
    assume(hidden)
    allowed = {"kerjasama_hulu": ["ada", "tidak_ada"], "produk": list("12345")}

    def differently(place: str, question: str, answer: str) -> str:
        return other.choice(allowed[question]) if (place, question) in hidden else answer

    changed = [(place, *map(differently, [place] * 2, QUESTIONS, answers)) for place, *answers in firms]
    second = survey_of(changed, min_cell)
    assume(hidden_of(second) == hidden)
    for table in ("answers", "firms", "numbers", "bands", "changes", "withheld"):
        pd.testing.assert_frame_equal(getattr(first, table), getattr(second, table), check_dtype=False)


@settings(max_examples=20)
@given(firms=FIRMS, min_cell=st.integers(2, 5))
def test_no_small_count_is_shown_in_any_row(firms, min_cell):
    survey = survey_of(firms, min_cell)
    for question in survey.asked:
        counts = split_answers(survey, question).counts.to_numpy()
        assert not ((counts > 0) & (counts < min_cell)).any()


def test_a_hidden_place_has_no_score():
    """By hand: Pati chose 3 twice, 4 twice, 5 once; Klaten 3 three times and 4 twice."""
    frame = pd.DataFrame({"lokasi": ["Pati"] * 5 + ["Klaten"] * 5, "produk": list("33445") + list("33344")})
    scores = overview(load_survey(frame, min_cell=2)).dynamics.frame
    assert scores.loc[("klaten", "produk"), "rata_rata"] == 3.4
    assert scores.loc[("pati", "produk"), ["n", "rata_rata", "minimum", "maksimum"]].isna().all()


@pytest.mark.parametrize("min_cell", [2, 4])
def test_hiding_more_shows_less(min_cell):
    frame = firms_of(Pati=["ada"] * 4 + ["tidak_ada"] * 3, Klaten=["ada"] * 2 + ["tidak_ada"] * 6)
    fewer, more = (hidden_of(load_survey(frame, min_cell=cell)) for cell in (min_cell, min_cell + 1))
    assert fewer <= more
