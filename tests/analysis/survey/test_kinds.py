"""Why firms are silent: no kind of missing answer that holds for few firms can be read off, or worked out."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaster_analisis import Survey, load_survey, overview
from klaster_analisis.analysis.caveats import find_caveats

YES, NO = "ada", "tidak_ada"
PARTS = [f"bersama/{part}" for part in ("bahan_baku", "bahan_penolong", "produksi", "pemasaran", "tidak_satu_pun")]


def kinds(survey: Survey, question: str) -> dict[str, int]:
    rows = survey.missing[survey.missing["pertanyaan"] == question]
    return dict(zip(rows["kosong"], rows["n"], strict=True))


def survey_of(min_cell: int, **columns: list[str]) -> Survey:
    length = len(next(iter(columns.values())))
    return load_survey(pd.DataFrame({"lokasi": ["Pati"] * length, **columns}), min_cell=min_cell)


def test_one_refusal_is_no_longer_told_from_the_blanks():
    """By hand: five answers, one refusal, six blanks."""
    survey = survey_of(5, produk=[*"33333", "menolak", *[""] * 6])
    assert kinds(survey, "produk") == {"tak_dirinci": 7}


def test_a_refusal_alone_is_no_longer_called_one():
    assert kinds(survey_of(5, produk=[*"33333", "menolak"]), "produk") == {"tak_dirinci": 1}


def test_kinds_that_hold_for_enough_stay_apart():
    survey = survey_of(5, produk=[*"33333", *["menolak"] * 5, *[""] * 6])
    assert kinds(survey, "produk") == {"menolak": 5, "tanpa_jawaban": 6}


def test_each_row_for_itself():
    """By hand: Klaten has one refusal, Pati six."""
    answers = {"Klaten": [*"333333", "menolak"], "Pati": [*"333333", *["menolak"] * 6]}
    rows = [(place, answer) for place, given in answers.items() for answer in given]
    survey = load_survey(pd.DataFrame(rows, columns=["lokasi", "produk"]), min_cell=5)
    assert survey.missing[["lokasi", "kosong", "n"]].values.tolist() == [["klaten", "tak_dirinci", 1], ["pati", "menolak", 6]]


def test_numbers_have_kinds_of_missing_answers_too():
    assert kinds(survey_of(3, omzet=["10", "20", "30", "menolak", "menolak", ""]), "omzet") == {"tak_dirinci": 3}


def test_several_answers_are_put_together_in_all_parts_alike():
    """By hand: three chose the first, three the second; one refused and three left all blank."""
    columns = {part: ["0"] * 6 + ["menolak"] + [""] * 3 for part in PARTS}
    columns[PARTS[0]][:3] = columns[PARTS[1]][3:6] = ["1"] * 3
    survey = survey_of(3, **columns)
    assert set(survey.missing["kosong"]) == {"tak_dirinci"}
    assert {code: kinds(survey, code) for code in survey.asked} == {code: {"tak_dirinci": 4} for code in survey.asked}


def test_a_question_that_depends_on_another_takes_its_kinds_over():
    """
    By hand: 4 cooperate, 4 do not, 1 refused. That 4 were not asked how actively could be said; what is left is then a refusal.
    """
    survey = survey_of(3, kerjasama_hulu=[*[YES] * 4, *[NO] * 4, "menolak"], keaktifan_hulu=[*["aktif"] * 4, *[""] * 5])
    assert kinds(survey, "kerjasama_hulu") == {"tak_dirinci": 1}
    assert kinds(survey, "keaktifan_hulu") == {"tak_dirinci": 5}


def test_not_asked_is_a_kind_where_no_kind_is_small():
    survey = survey_of(3, kerjasama_hulu=[*[YES] * 4, *[NO] * 4], keaktifan_hulu=[*["aktif"] * 4, *[""] * 4])
    assert kinds(survey, "keaktifan_hulu") == {"tidak_berlaku": 4}


def test_a_small_kind_cannot_be_had_by_subtraction():
    """By hand: 3 refused to say whether they cooperate, 4 how actively: 4 - 3 is one that cooperates and refused."""
    first = [*[YES] * 5, *[NO] * 4, *["menolak"] * 3]
    survey = survey_of(3, kerjasama_hulu=first, keaktifan_hulu=[*["aktif"] * 4, "menolak", *[""] * 7])
    assert kinds(survey, "kerjasama_hulu") == {"menolak": 3}
    assert kinds(survey, "keaktifan_hulu") == {"tak_dirinci": 8}


def test_without_a_smallest_count_kinds_are_as_they_were():
    assert kinds(survey_of(0, produk=[*"33", "menolak", ""]), "produk") == {"menolak": 1, "tanpa_jawaban": 1}


def test_weights_are_added_up_with_the_firms():
    frame = pd.DataFrame({"lokasi": "Pati", "produk": [*"333", "menolak", ""], "bobot": [1, 1, 1, 0.5, 0.25]})
    answers = load_survey(frame, min_cell=3).answers
    assert answers.loc[answers["kosong"] == "tak_dirinci", ["n", "bobot"]].values.tolist() == [[2, 0.75]]


def test_how_many_answers_were_faulty_is_not_said_where_it_may_be_one():
    frame = pd.DataFrame({"lokasi": ["Pati"] * 7, "produk": [*"333333", "x"]})
    open_, closed = (load_survey(frame, allow_faults=True, min_cell=cell) for cell in (0, 5))
    assert (open_.faulty, closed.faulty) == (1, None)
    (caveat,) = [caveat for caveat in find_caveats("pati", overview(closed)) if caveat.kind == "keliru"]
    assert caveat.values["n"] is None


REASONS = st.sampled_from(["", "menolak", "tidak_tahu", "tidak_ditanya"])
FIRMS = st.lists(
    st.tuples(
        st.sampled_from(["Pati", "Klaten"]),
        st.one_of(st.sampled_from([YES, NO]), REASONS),
        st.one_of(st.sampled_from(["aktif", "pasif"]), REASONS),
    ),
    min_size=6,
    max_size=60,
)


@settings(max_examples=60)
@given(firms=FIRMS, min_cell=st.integers(2, 6))
def test_no_kind_is_small_and_as_many_are_silent_as_before(firms, min_cell):
    frame = pd.DataFrame(firms, columns=["lokasi", "kerjasama_hulu", "keaktifan_hulu"])
    before, after = (load_survey(frame, allow_faults=True, min_cell=cell) for cell in (0, min_cell))
    shown = after.missing[after.missing["kosong"] != "tak_dirinci"]
    assert (shown["n"] >= min_cell).all()
    rows = after.missing.groupby(["lokasi", "pertanyaan"])["kosong"]
    assert all(set(found) == {"tak_dirinci"} or "tak_dirinci" not in set(found) for _, found in rows)
    silent = before.missing.groupby(["lokasi", "pertanyaan"])["n"].sum()
    for row, n in after.missing.groupby(["lokasi", "pertanyaan"])["n"].sum().items():
        assert n == silent[row]
    wide = shown.pivot_table(index="lokasi", columns=["pertanyaan", "kosong"], values="n", fill_value=0)
    for place in wide.index:
        first, second = (wide.loc[place].get(code, pd.Series(dtype=int)) for code in ("kerjasama_hulu", "keaktifan_hulu"))
        if len(second):
            left = second.sub(first, fill_value=0).drop("tidak_berlaku", errors="ignore").abs()
            assert not left.between(1, min_cell - 1).any()


@pytest.mark.parametrize("min_cell", [2, 9])
def test_nothing_is_left_where_every_row_is_withheld(min_cell):
    assert survey_of(min_cell, produk=["3"]).missing.empty
