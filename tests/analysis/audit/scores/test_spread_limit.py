"""The largest standard deviation between two ends."""

from fractions import Fraction
from itertools import combinations_with_replacement

import pytest

from klaster_analisis.analysis.audit.rules import RULES, printed_units
from klaster_analisis.analysis.audit.scores.grimmer import check_grimmer
from klaster_analisis.analysis.audit.scores.outcome import Unchecked
from klaster_analisis.analysis.audit.scores.shape import printed_root
from klaster_analisis.analysis.audit.scores.spread_limit import check_spread_limit


@pytest.mark.parametrize("population", [False, True])
@pytest.mark.parametrize("rule", RULES)
def test_no_set_of_answers_exceeds_it(cell, rule, population):
    """All sets of 2 to 6 answers on the scale 1–5, with and without their minimum and maximum."""
    for n in range(2, 7):
        for answers in combinations_with_replacement(range(1, 6), n):
            mean = Fraction(sum(answers), n)
            square = sum((answer - mean) ** 2 for answer in answers) / (n if population else n - 1)
            units = printed_units(mean, 1, rule)
            numbers = {"rata_rata": f"{units // 10},{units % 10}", "sd": f"{printed_root(square, 2, rule) / 100:.2f}"}
            ends = {"minimum": answers[0], "maksimum": answers[-1]}
            for beside in ({}, ends):
                found = check_grimmer(cell({**numbers, **beside}, scale=(1, 5), population_sd=population), "a", "b")
                if isinstance(found, Unchecked):  # cut below the minimum
                    assert (rule, found.why) == ("dipangkas", "rata_rata_tak_cocok")
                else:
                    assert rule in found.fitting


@pytest.mark.parametrize(
    ("numbers", "layout", "expected"),
    [
        ({"rata_rata": "3,00"}, {"scale": (1, 5)}, "0,00–2,83"),  # 1 and 5: the root of 8
        ({"rata_rata": "3,00"}, {"scale": (1, 5), "population_sd": True}, "0,00–2,00"),
        ({"rata_rata": "3,00", "n": 4}, {"scale": (1, 5), "items": 2}, "0,00–2,31"),  # 1 1 5 5: the root of 16 / 3
        ({"rata_rata": "1,00"}, {"scale": (1, 5)}, "0,00–0,20"),  # up to 1,005: 2 × 3,995 × 0,005, the root is 0,19987
        ({"rata_rata": "2", "minimum": 1, "maksimum": 3}, {}, "0,00–1,41"),  # the root of 2
        ({"rata_rata": "4", "minimum": 1, "maksimum": 4}, {"population_sd": True}, "0,00–1,12"),  # 3,5: 0,5 × 2,5
    ],
)
def test_limits(cell, numbers, layout, expected):
    """By hand."""
    check = check_spread_limit(cell({**numbers, "sd": "0,50"}, **layout), "a", "b")
    assert (check.expected, check.values["cara"]) == (expected, "batas")


@pytest.mark.parametrize(
    ("numbers", "layout", "why"),
    [
        ({"rata_rata": "3"}, {}, "n_tak_tercetak"),
        ({"rata_rata": "3", "n": 4}, {"items": 2}, "rentang_tak_diketahui"),
        ({"rata_rata": "3", "minimum": 5, "maksimum": 2}, {}, "minimum_dan_maksimum"),
        ({"rata_rata": "6", "minimum": 1, "maksimum": 5}, {}, "rata_rata_tak_cocok"),
    ],
)
def test_reasons(cell, numbers, layout, why):
    assert check_grimmer(cell({**numbers, "sd": "0,5"}, **layout), "a", "b") == Unchecked("a", "b", "grimmer", why)
    assert check_spread_limit(cell(numbers, **layout), "a", "b") is None
