"""All sets of whole answers, by sum and scatter, against a list of them."""

from collections import defaultdict
from itertools import combinations_with_replacement

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from klaster_analisis.analysis.audit.scores import answers as module
from klaster_analisis.analysis.audit.scores.answers import WholeAnswers
from klaster_analisis.analysis.bounds.moments import possible_spread

ENDS = [(1, 5), (0, 1), (-2, 1), (3, 3), (0, 6)]


def listed(n: int, ends: tuple[int, int], *, attained: bool) -> dict[int, set[int]]:
    """By sum: n times the sum of squares less the squared sum."""
    found = defaultdict(set)
    for answers in combinations_with_replacement(range(ends[0], ends[1] + 1), n):
        if not attained or (answers[0], answers[-1]) == ends:
            found[sum(answers)].add(n * sum(answer**2 for answer in answers) - sum(answers) ** 2)
    return found


@pytest.mark.parametrize("attained", [False, True])
@pytest.mark.parametrize("ends", ENDS)
@pytest.mark.parametrize("n", range(1, 7))
def test_all_sets(n, ends, attained, monkeypatch):
    """Exactly, as far as sets are gone through; otherwise from their smallest to their largest, and every one of them."""
    expected = listed(n, ends, attained=attained)
    answers = WholeAnswers(n, ends, attained=attained)
    assert answers.exact
    assert list(answers.sums) == sorted(expected)
    assert {total: set(answers.scatters(total, most=0)) for total in answers.sums} == expected
    monkeypatch.setattr(module, "EXACT_N", 0)
    assert not answers.exact
    for total in answers.sums:
        wider = answers.scatters(total, most=0)
        assert (wider[0], wider[-1]) == (min(expected[total]), max(expected[total]))
        assert expected[total] <= set(wider)
        assert {((scatter + total**2) // n - total) % 2 for scatter in wider} == {0}  # squares and sum both even or both odd


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=9))
def test_answers_of_any_size(given_answers):
    """A set's own scatter is among those of its sum, and none is less than that of the most even set."""
    n, total = len(given_answers), sum(given_answers)
    own = n * sum(answer**2 for answer in given_answers) - total**2
    found = WholeAnswers(n).scatters(total, most=own)
    each, more = divmod(total, n)
    assert own in found
    assert found[0] == n * ((n - more) * each**2 + more * (each + 1) ** 2) - total**2
    assert WholeAnswers(n).sums is None


@given(n=st.integers(2, 90), low=st.integers(-2, 3), span=st.integers(0, 12), mean=st.integers(-2, 15))
def test_smallest_and_largest_are_those_of_possible_spread(n, low, span, mean):
    """`possible_spread` is checked against enumeration in its own tests."""
    spread = possible_spread(str(mean), low, low + span, n, population=True)
    assume(spread.variance is not None)
    answers = WholeAnswers(n, (low, low + span), attained=True)
    ends = [(found[0], found[-1]) for total in spread.sums for found in [answers.scatters(total, most=0)]]
    assert min(least for least, _ in ends) == spread.variance.low * n**2
    assert max(most for _, most in ends) == spread.variance.high * n**2


def test_sum_and_squares_are_both_even_or_both_odd():
    """By hand: 3 answers that add up to 10 have squares of 34 (3 3 4), 36, 38 … 46: three times these, less 100."""
    assert list(WholeAnswers(3).scatters(10, most=40)) == [2, 8, 14, 20, 26, 32, 38]


@given(
    n=st.integers(1, 40),
    ends=st.none() | st.tuples(st.integers(-3, 3), st.integers(0, 12)).map(lambda given: (given[0], sum(given))),
    attained=st.booleans(),
    where=st.tuples(st.integers(0, 500), st.integers(1, 120)),
)
def test_telling_sums_have_the_smallest_and_the_largest_scatter(n, ends, attained, where):
    answers = WholeAnswers(n, ends, attained=attained and ends is not None)
    possible = range(-200, 300) if answers.sums is None else answers.sums
    sums = possible[where[0] % max(len(possible), 1) :][: where[1]]
    told = list(answers.telling_sums(sums))
    assert set(told) <= set(sums)
    if sums:
        every, some = ([answers.scatters(total, most=10**6) for total in among] for among in (sums, told))
        assert min(found[0] for found in some) == min(found[0] for found in every)
        if ends is not None:
            assert max(found[-1] for found in some) == max(found[-1] for found in every)


def test_no_sums_tell_nothing():
    assert list(WholeAnswers(3, (1, 5)).telling_sums(range(0))) == []
