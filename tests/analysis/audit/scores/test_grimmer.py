"""GRIMMER against every set of answers, published cases, and printed data."""

from collections import defaultdict
from fractions import Fraction
from functools import cache
from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaster_analisis.analysis.audit.check import Check
from klaster_analisis.analysis.audit.rules import RULES, TRUNCATED, USUAL_RULES, printed_units
from klaster_analisis.analysis.audit.scores.grimmer import check_grimmer
from klaster_analisis.analysis.audit.scores.outcome import Unchecked
from klaster_analisis.analysis.audit.scores.shape import printed_root


def grimmer(table) -> Check:
    check = check_grimmer(table, "a", "b")
    assert isinstance(check, Check)
    return check


def written(units: int, decimals: int) -> str:
    return f"{units // 10**decimals},{units % 10**decimals:0{decimals}d}" if decimals else str(units)


@cache
def variances(n: int, divisor: int) -> dict[tuple[Fraction, int, int], set[Fraction]]:
    """Of all sets of n answers on the scale 1–5, by mean, minimum and maximum."""
    found = defaultdict(set)
    for answers in combinations_with_replacement(range(1, 6), n):
        mean = Fraction(sum(answers), n)
        found[mean, answers[0], answers[-1]].add(sum((answer - mean) ** 2 for answer in answers) / divisor)
    return found


def printed_with(among_all: dict, mean: int, decimals: tuple[int, int], rule: str, ends: tuple[int, int] | None) -> set[int]:
    """All standard deviations that some set has whose mean is printed so."""
    rules = [TRUNCATED] if rule == TRUNCATED else USUAL_RULES
    return {
        printed_root(variance, decimals[1], rule)
        for (value, low, high), among in among_all.items()
        if any(printed_units(value, decimals[0], each) == mean for each in rules) and ends in (None, (low, high))
        for variance in among
    }


@pytest.mark.parametrize("population", [False, True])
@pytest.mark.parametrize("decimals", [(0, 0), (0, 1), (1, 1), (1, 2), (2, 2)])
@pytest.mark.parametrize("n", range(2, 8))
def test_allowed_are_exactly_those_of_all_sets(cell, n, decimals, population):
    """Every mean that can be printed, alone and with every minimum and maximum that go with it."""
    divisor = n if population else n - 1
    cases = {(value, ends) for value, low, high in variances(n, divisor) for ends in (None, (low, high))}
    for mean, ends in {(printed_units(value, decimals[0], "ke_genap"), ends) for value, ends in cases}:
        beside = {} if ends is None else {"minimum": ends[0], "maksimum": ends[1]}
        numbers = {"n": n, "rata_rata": written(mean, decimals[0]), "sd": written(0, decimals[1]), **beside}
        check = grimmer(cell(numbers, scale=(1, 5), population_sd=population))
        assert check.values == {"n": n, "cara": "pasti"}
        for reading in check.readings:
            assert set(reading.allowed) == printed_with(variances(n, divisor), mean, decimals, reading.kind, ends)


# rsprite2 (R), its own tests: a mean of 5.21 and 1.60 with n = 28 fit, 3.44 and 2.47 with n = 18 do not. scrutiny (R), vignette:
# grimmer("7.3", "2.51", n = 12) is FALSE.
# Neither reads 2.47 as cut. By hand: 18 answers that add up to 62, their squares to 318, have 2.4787.
@pytest.mark.parametrize(
    ("n", "mean", "sd", "verdict"),
    [(28, "5.21", "1.60", "cocok"), (18, "3.44", "2.47", "tergantung_bacaan"), (12, "7.3", "2.51", "bertentangan")],
)
def test_published_cases(cell, n, mean, sd, verdict):
    check = grimmer(cell({"n": n, "rata_rata": mean, "sd": sd}))
    assert (check.verdict, check.values["cara"]) == (verdict, "perlu")


def test_limits_of_another_program(cell):
    """rsprite2 (R): sd_bounds_measure(n = 5, x = 4.2, min_val = 1, max_val = 7, sd_prec = 2) is 0.45 and 3.03."""
    assert grimmer(cell({"n": 5, "rata_rata": "4,2", "sd": "1,00"}, scale=(1, 7))).expected == "0,45–3,03"


@given(
    answers=st.lists(st.integers(1, 7), min_size=2, max_size=70),
    printing=st.tuples(st.integers(0, 3), st.integers(0, 3), st.sampled_from(RULES)),
    beside=st.sets(st.sampled_from(["minimum", "maksimum"])),
    layout=st.fixed_dictionaries({"scale": st.sampled_from([None, (1, 7), (0, 20)]), "population_sd": st.booleans()}),
)
def test_every_true_standard_deviation_passes(cell, answers, printing, beside, layout):
    *decimals, rule = printing
    n = len(answers)
    mean = Fraction(sum(answers), n)
    square = sum((answer - mean) ** 2 for answer in answers) / (n if layout["population_sd"] else n - 1)
    numbers = {
        "n": n,
        "rata_rata": written(printed_units(mean, decimals[0], rule), decimals[0]),
        "sd": written(printed_root(square, decimals[1], rule), decimals[1]),
        **{measure: {"minimum": min, "maksimum": max}[measure](answers) for measure in beside},
    }
    outcome = check_grimmer(cell(numbers, **layout), "a", "b")
    if isinstance(outcome, Unchecked):  # a mean that was cut may be the mean of no answers as usually read
        assert (rule, outcome.why) == (TRUNCATED, "rata_rata_tak_cocok")
        return
    assert rule in outcome.fitting
    assert outcome.verdict == "cocok" or rule == TRUNCATED


def test_power_counts_every_number_of_the_shape(cell):
    """By hand: 3 answers with mean 3 that run from 1 to 5 are 1 2 5, 1 3 5 or 1 4 5, with 2,08, 2,00 or 2,08."""
    check = grimmer(cell({"n": 3, "rata_rata": "3", "sd": "2,00", "minimum": 1, "maksimum": 5}))
    assert all(reading.allowed == {200, 208} for reading in check.readings if reading.usual)
    assert check.power == Fraction(998, 999)


def test_a_spread_is_held_against_what_it_came_with(cell):
    numbers = {"n": 3, "rata_rata": "3", "sd": "2,00", "minimum": 1, "maksimum": 5}
    assert [number.measure for number in grimmer(cell(numbers)).against] == ["rata_rata", "n", "minimum", "maksimum"]


@pytest.mark.parametrize("ends", [{"minimum": 4, "maksimum": 2}, {"minimum": "1,5", "maksimum": 5}, {"minimum": 2}])
def test_ends_that_cannot_be_used_give_way_to_the_scale(cell, ends):
    """Minimum and maximum in the wrong order, not whole, or alone without a scale."""
    numbers = {"n": 3, "rata_rata": "3,3", "sd": "1,5"}
    with_ends, without = grimmer(cell({**numbers, **ends})), grimmer(cell(numbers))
    assert [reading.allowed for reading in with_ends.readings] == [reading.allowed for reading in without.readings]


def test_one_printed_end_goes_with_the_other_of_the_scale(cell):
    """By hand: 3 answers from 3 to 5 with mean 4: 3 4 5, 4 4 4; with 4,0 no other sum. From 1 also 2 5 5."""
    check = grimmer(cell({"n": 3, "rata_rata": "4,0", "sd": "1,0", "minimum": 3}, scale=(1, 5)))
    assert all(reading.allowed == {0, 10} for reading in check.readings if reading.usual)
    check = grimmer(cell({"n": 3, "rata_rata": "4,0", "sd": "1,0"}, scale=(1, 5)))
    assert all(reading.allowed == {0, 10, 17} for reading in check.readings if reading.usual)


@pytest.mark.parametrize(("decimals", "n"), [(0, 12), (0, 40), (1, 1100), (1, 1500)])
@pytest.mark.parametrize("ends", [None, (1, 5), (1, 14)])
def test_dense_spreads_leave_nothing_out(cell, decimals, n, ends, monkeypatch):
    """What is taken for a whole range is one when each number is looked for."""
    monkeypatch.setattr("klaster_analisis.analysis.audit.scores.answers.EXACT_N", 0)
    beside = {} if ends is None else {"minimum": ends[0], "maksimum": ends[1]}
    for mean in ("3", "4,5", "2,2"):
        table = cell({"n": n, "rata_rata": mean, "sd": written(10**decimals, decimals), **beside})
        taken = [set(reading.allowed) for reading in grimmer(table).readings]
        with monkeypatch.context() as patched:
            patched.setattr("klaster_analisis.analysis.audit.scores.grimmer._Spreads._dense", False)
            assert [set(reading.allowed) for reading in grimmer(table).readings] == taken


def test_many_answers(cell):
    """By hand: a million answers with mean 3,00 on 1–5: from all 3 to half 1 and half 5, a standard deviation of 2,00."""
    check = grimmer(cell({"n": 10**6, "rata_rata": "3,00", "sd": "1,23"}, scale=(1, 5)))
    assert all(reading.allowed == range(201) for reading in check.readings if reading.usual)


@pytest.mark.parametrize(
    ("numbers", "why"),
    [
        ({"n": 1, "rata_rata": "3", "sd": "0"}, "satu_jawaban"),
        ({"n": 3, "sd": "1,0"}, "rata_rata_tak_tercetak"),
        ({"n": 3, "rata_rata": "3,5", "sd": "1,0"}, "rata_rata_tak_cocok"),
        ({"rata_rata": "3,5", "sd": "1,0"}, "n_tak_tercetak"),
    ],
)
def test_reasons(cell, numbers, why):
    """By hand: three answers have no mean of 3,5."""
    assert check_grimmer(cell(numbers), "a", "b") == Unchecked("a", "b", "grimmer", why)


def test_one_answer_of_a_population_has_no_spread(cell):
    check = grimmer(cell({"n": 1, "rata_rata": "3", "sd": "0,0"}, population_sd=True))
    assert all(set(reading.allowed) == {0} for reading in check.readings)
    assert check_grimmer(cell({"n": 1, "rata_rata": "3"}), "a", "b") is None
