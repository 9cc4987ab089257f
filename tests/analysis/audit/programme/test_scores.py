"""Tables of means: small ones against enumeration of all answers, others by hand."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaster_analisis.analysis.audit.programme.feasibility import feasible
from klaster_analisis.analysis.audit.programme.mending import mending
from klaster_analisis.analysis.audit.programme.model import model_of
from klaster_analisis.analysis.audit.programme.solutions import solutions
from klaster_analisis.analysis.audit.programme.suspects import smallest_suspects
from klaster_analisis.analysis.audit.programme.tolerance import tolerance
from klaster_analisis.errors import UsageError
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import PrintedTable, ScoreLayout

SCALE = (1, 3)
SHAPE = {"rata_rata": 1, "minimum": 0, "maksimum": 0}


def scored(texts: dict[tuple[str, str, str], str], layout: ScoreLayout) -> PrintedTable:
    return PrintedTable("1", tuple(PrintedNumber("1", *place, text) for place, text in texts.items()), layout)


def near(value: Fraction, number: PrintedNumber) -> bool:
    return abs(value - number.value) <= Fraction(1, 2 * 10**number.decimals)


def fits_some_answers(table: PrintedTable, n: int) -> bool:
    """Go through all answers of n persons to each of two questions on the scale."""
    sets = list(combinations_with_replacement(range(SCALE[0], SCALE[1] + 1), n))
    means = sum(number.measure == "rata_rata" for number in table.numbers)
    return any(
        all(_right(number, dict(zip("pq", pair, strict=True)), means) for number in table.numbers) for pair in product(sets, sets)
    )


def _right(number: PrintedNumber, answers: dict[str, tuple[int, ...]], means: int) -> bool:
    """Say whether a number is right; a sum may be of means that were each rounded first, half a unit either way."""
    if number.measure == "n":
        return True
    if number.measure == "jumlah":
        total = sum(Fraction(sum(given), len(given)) for given in answers.values())
        return abs(total - number.value) <= Fraction(1 + means, 2 * 10**number.decimals)
    given = answers[number.column]
    value = {"rata_rata": Fraction(sum(given), len(given)), "minimum": min(given), "maksimum": max(given)}
    return near(Fraction(value[number.measure]), number)


@st.composite
def scores(draw: st.DrawFn) -> tuple[PrintedTable, int]:
    n = draw(st.integers(1, 4))
    places = [("a", question, measure) for question in "pq" for measure in SHAPE]
    kept = [place for place in places if draw(st.booleans())]
    units = {place: draw(st.integers(10, 30) if place[2] == "rata_rata" else st.integers(1, 3)) for place in kept}
    texts = {place: f"{u / 10:.1f}" if place[2] == "rata_rata" else str(u) for place, u in units.items()}
    texts |= {("a", "jumlah", "jumlah"): f"{draw(st.integers(20, 60)) / 10:.1f}"} if draw(st.booleans()) else {}
    return scored({**texts, ("a", "", "n"): str(n)}, ScoreLayout(("a",), ("p", "q"), scale=SCALE, sum_column="jumlah")), n


@given(scores())
def test_feasible_if_and_only_if_some_answers_fit(pair):
    table, n = pair
    assert (feasible(model_of([table])) is not None) == fits_some_answers(table, n)


@given(scores())
def test_conflicts_of_scores_are_conflicts(pair):
    table, n = pair
    for conflict in smallest_suspects(model_of([table])).conflicts:
        assert not fits_some_answers(replace(table, numbers=tuple(conflict)), n)


def test_a_mean_that_no_whole_answers_give_by_hand():
    layout = ScoreLayout(("a",), ("p",), scale=(1, 5))
    with_n = scored({("a", "p", "rata_rata"): "3,3", ("a", "p", "n"): "4"}, layout)  # quarters: 3,25 or 3,5
    found = smallest_suspects(model_of([with_n]))
    assert found.size == 0  # 3,25 is rounded half up to 3,3
    wrong = scored({("a", "p", "rata_rata"): "3,4", ("a", "p", "n"): "4"}, layout)
    model = model_of([wrong])
    (group,) = smallest_suspects(model).sets
    assert [mend.text for mend in mending(model, group)][:2] == ["3,3", "3,5"]


def test_scores_of_several_items_have_finer_means_by_hand():
    texts = {("a", "p", "rata_rata"): "3,4", ("a", "p", "n"): "4"}
    layout = ScoreLayout(("a",), ("p",), scale=(1, 5), items=2)  # eighths: 3,375 is rounded to 3,4
    assert feasible(model_of([scored(texts, layout)])) is not None


def test_the_mean_row_says_nothing_for_its_weights_are_unknown(by_name):
    wrong = replace(
        by_name["8"],
        numbers=tuple(replace(each, text="4,9") if each.text == "2,8" else each for each in by_name["8"].numbers),
    )
    model = model_of([wrong])
    assert {each.row for each in model.statements} == {"klaten", "pati", "tegal"}
    assert smallest_suspects(model).size == 0


def test_a_sum_may_be_of_printed_means_or_of_true_ones_by_hand():
    """22 of 7 is 3,142…, printed 3,14: twice that is 6,2857…, printed 6,29; the printed ones add up to 6,28."""
    layout = ScoreLayout(("a",), ("p", "q"), scale=(1, 5), sum_column="jumlah")
    means = {("a", "p", "rata_rata"): "3,14", ("a", "q", "rata_rata"): "3,14", ("a", "", "n"): "7"}
    fits = {
        text: feasible(model_of([scored({**means, ("a", "jumlah", "jumlah"): text}, layout)])) is not None
        for text in ("6,26", "6,27", "6,28", "6,29", "6,30", "6,31")
    }
    assert fits["6,28"]
    assert fits["6,29"]
    assert not fits["6,26"]
    assert not fits["6,31"]


def test_a_mean_outside_its_extremes_is_a_conflict_of_two_by_hand():
    texts = {("a", "p", "rata_rata"): "4,0", ("a", "p", "minimum"): "1", ("a", "p", "maksimum"): "3"}
    found = smallest_suspects(model_of([scored(texts, ScoreLayout(("a",), ("p",), scale=(1, 5)))]))
    assert {frozenset(each.measure for each in group) for group in found.sets} == {
        frozenset({"rata_rata"}),
        frozenset({"maksimum"}),
    }


def test_a_free_mean_tolerates_its_whole_scale_by_hand():
    table = scored({("a", "p", "rata_rata"): "3,0"}, ScoreLayout(("a",), ("p",), scale=(1, 5)))
    (only,) = tolerance(model_of([table])).numbers
    assert list(only.units) == list(range(10, 51))
    assert only.power == 0


def test_scores_are_not_counted(by_name):
    with pytest.raises(UsageError, match="not whole"):
        solutions(model_of([by_name["8"]]))
