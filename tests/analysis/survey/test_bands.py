"""Numbers in bands: enough firms in each, ends on the ladder only, and nothing that tells a step of the ladder from within."""

from collections import Counter
from fractions import Fraction
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaster_analisis import DataError, compare_waves, load_survey
from klaster_analisis.analysis.survey.bands import SMALLEST, ladder_bands, ladder_step
from klaster_analisis.analysis.survey.measures import banded_numbers, summarise_numbers


def bands_of(*values: float, k: int) -> list[tuple[float | None, float | None, int]]:
    return [tuple(band) for band in ladder_bands(Counter(values), k)]


class TestByHand:
    def test_two_bands(self):
        """Four below 20, four from 20 on; with 3 as the smallest count a band needs four."""
        assert bands_of(10, 12, 18, 19.99, 20, 30, 45, 49, k=3) == [(None, 20, 4), (20, None, 4)]

    def test_three_bands_and_the_steps_between(self):
        """Steps 5-10: 2, 10-20: 1, 20-50: 3, 50-100: 0, 100-200: 1, 200-500: 2; with 2 a band needs three."""
        assert bands_of(5, 9, 15, 20, 21, 22, 150, 300, 400, k=2) == [(None, 20, 3), (20, 50, 3), (50, None, 3)]

    def test_the_rest_goes_into_the_last_band(self):
        """Three below 20, three of 20-50, then two: too few, though 2 are shown of answers."""
        assert bands_of(10, 11, 12, 20, 21, 22, 150, 300, k=2) == [(None, 20, 3), (20, None, 5)]

    @pytest.mark.parametrize("value", [0, 37.25, -3, 1e300])
    def test_all_equal_is_one_band_that_does_not_say_where(self, value):
        assert bands_of(*[value] * 40, k=5) == [(None, None, 40)]

    def test_equal_numbers_are_not_torn_apart(self):
        assert bands_of(*[7] * 9, *[70] * 9, k=2) == [(None, 10, 9), (10, None, 9)]

    def test_exactly_as_many_as_are_shown_is_one_band(self):
        assert bands_of(10, 20, 37.25, 50, 60, k=5) == [(None, None, 5)]

    def test_one_fewer_is_nothing(self):
        assert bands_of(10, 20, 37.25, 50, k=5) == []
        assert bands_of(k=1) == []

    def test_a_band_needs_one_firm_more_than_is_shown(self):
        """Of five below 20, and 5 the smallest count, at most four would be below 10: one firm more leaves it open by five."""
        assert bands_of(*[10] * 5, *[20] * 5, k=5) == [(None, None, 10)]
        assert bands_of(*[10] * 6, *[20] * 5, k=5) == [(None, None, 11)]
        assert bands_of(*[10] * 6, *[20] * 6, k=5) == [(None, 20, 6), (20, None, 6)]

    def test_negative_numbers_have_the_same_ladder(self):
        """Losses: -20 to below -10 are -20 and -15; -10 itself is on the next step."""
        assert bands_of(-20, -15, -10, -7, 3, 4, k=1) == [(None, -10, 2), (-10, -5, 2), (-5, None, 2)]

    def test_zeros_are_told_from_what_is_above_and_below(self):
        assert bands_of(0, 0, -0.0, 1, 1, 1, k=2) == [(None, SMALLEST, 3), (SMALLEST, None, 3)]
        assert bands_of(-1, -1, -2, 0, 0, 0, k=2) == [(None, -0.5, 3), (-0.5, None, 3)]

    def test_decimals(self):
        """0.1 + 0.2 is a little above 0.3 in a computer; 0.2 and 0.5 are the beginnings of their steps."""
        assert bands_of(0.1, 0.19, 0.2, 0.1 + 0.2, 0.5, 0.99, k=1) == [(None, 0.2, 2), (0.2, 0.5, 2), (0.5, None, 2)]

    def test_huge_numbers(self):
        assert bands_of(1e300, 1e300, 3e307, 1.7e308, 1.7e308, k=1) == [(None, 2e300, 2), (2e300, None, 3)]


@pytest.mark.parametrize(
    ("value", "step"),
    [
        (1, (1, 2)), (1.999, (1, 2)), (2, (2, 5)), (4.99, (2, 5)), (5, (5, 10)), (9.99, (5, 10)), (10, (10, 20)),
        (0.3, (0.2, 0.5)), (0.01, (0.01, 0.02)), (0.0099, (0, 0.01)), (5e-324, (0, 0.01)), (0, (0, 0.01)),
        (-0.0, (0, 0.01)), (-5e-324, (-0.01, 0)), (-0.01, (-0.01, 0)), (-0.011, (-0.02, -0.01)), (-1, (-1, -0.5)),
        (-1.01, (-2, -1)), (-2, (-2, -1)), (-5, (-5, -2)), (-10, (-10, -5)), (19.999999999999996, (10, 20)),
    ],
)  # fmt: skip
def test_steps_of_the_ladder(value, step):
    assert ladder_step(value) == step


VALUES = st.one_of(
    st.integers(-60, 600).map(float),
    st.floats(-1e6, 1e6, allow_nan=False),
    st.sampled_from([0.0, 0.01, 0.2, 0.5, 10.0, 20.0, 50.0, -10.0, -0.5, 1e15, 1.7e308, -1.7e308]),
)
NUMBERS = st.dictionaries(VALUES, st.integers(1, 9), max_size=20)
K = st.integers(1, 7)


def on_the_ladder(value: float) -> bool:
    size = Fraction(str(abs(value)))
    while size >= 10:
        size /= 10
    while 0 < size < 1:
        size *= 10
    return size in (0, 1, 2, 5)


@settings(max_examples=150, deadline=None)
@given(numbers=NUMBERS, k=K)
def test_every_band_holds_enough_and_together_they_hold_all(numbers, k):
    bands = ladder_bands(numbers, k)
    n = sum(numbers.values())
    if n < k:
        assert not bands
        return
    assert sum(band.n for band in bands) == n
    assert all(band.n >= k for band in bands)
    assert bands[0].low is None
    assert bands[-1].high is None
    cuts = [band.low for band in bands[1:]]
    assert cuts == [band.high for band in bands[:-1]] == sorted(set(cuts))
    assert all(map(on_the_ladder, cuts))
    for band in bands:
        low, high = band.low if band.low is not None else -np.inf, band.high if band.high is not None else np.inf
        assert band.n == sum(n for value, n in numbers.items() if low <= value < high)


@settings(max_examples=100, deadline=None)
@given(numbers=NUMBERS, k=K, places=st.data())
def test_moving_numbers_within_their_step_changes_nothing(numbers, k, places):
    moved: dict[float, int] = {}
    for value, n in numbers.items():
        low, high = ladder_step(value)
        assert low <= value < high
        end = places.draw(st.sampled_from([low if np.isfinite(low) else value, np.nextafter(high, -np.inf), value]))
        moved[end] = moved.get(end, 0) + n
    assert ladder_bands(moved, k) == ladder_bands(numbers, k)
    assert ladder_bands(dict(reversed(numbers.items())), k) == ladder_bands(numbers, k)


STEPS = (5.0, 10.0, 20.0, 50.0)


@pytest.mark.parametrize(("k", "most"), [(2, 9), (3, 9)])
def test_no_step_within_a_band_can_be_told_more_closely_than_the_smallest_count(k, most):
    """
    All ways in which up to nine firms stand on four steps, sorted by the bands that are shown of them: whoever sees the bands and
    knows how they are made still finds each count of a step within a band, and of neighbouring steps, in a range of `k` at least.
    """
    ways: dict[tuple, list[tuple[int, ...]]] = {}
    for counts in product(range(most + 1), repeat=len(STEPS)):
        if k <= sum(counts) <= most:
            ways.setdefault(ladder_bands(dict(zip(STEPS, counts, strict=True)), k), []).append(counts)
    assert max(map(len, ways)) > 1
    for bands, possible in ways.items():
        for band in bands:
            inside = [at for at, low in enumerate(STEPS) if (band.low or 0) <= low < (band.high or np.inf)]
            for first, last in product(inside, inside):
                if first <= last and last - first < len(inside) - 1:
                    sums = [sum(counts[first : last + 1]) for counts in possible]
                    assert max(sums) - min(sums) >= k, (bands, first, last)


class TestInASurvey:
    KLATEN = ("10", "20", "37.25", "50", "60")
    PATI = tuple(str(5 * at + 1) for at in range(9))

    def frame(self) -> pd.DataFrame:
        places = ["Klaten"] * len(self.KLATEN) + ["Pati"] * len(self.PATI)
        return pd.DataFrame({"lokasi": places, "produk": "3", "omzet": [*self.KLATEN, *self.PATI]})

    def test_nothing_of_five_firms_is_told_but_that_there_are_five(self):
        """Today's median and quarters are 37.25, 20 and 50: three firms' own numbers."""
        survey = load_survey(self.frame(), min_cell=5)
        assert survey.numbers.empty
        assert summarise_numbers(survey, "omzet", names={"klaten": "klaten", "pati": "pati"}) == {}
        found = banded_numbers(survey, "omzet", places=["klaten", "pati"])
        assert {place: [tuple(band) for band in bands] for place, bands in found.items()} == {
            "klaten": [(None, None, 5)],
            "pati": [(None, None, 9)],
        }

    def test_of_nine_firms_there_are_two_bands_where_four_are_enough(self):
        """1, 6, 11, 16 are four below 20; 21 to 41 are five. With 3 a band needs four."""
        survey = load_survey(self.frame(), min_cell=3)
        bands = survey.bands[survey.bands["lokasi"] == "pati"]
        assert bands[["low", "high", "n"]].fillna(-1).values.tolist() == [[-1, 20, 4], [20, -1, 5]]

    def test_too_few_numbers_are_withheld_as_before(self):
        survey = load_survey(self.frame(), min_cell=6)
        assert survey.withheld[["lokasi", "pertanyaan"]].values.tolist() == [["klaten", "omzet"], ["klaten", "produk"]]
        assert banded_numbers(survey, "omzet", places=["klaten", "pati"])["klaten"] == ()

    def test_without_a_smallest_count_numbers_are_as_they_were(self):
        survey = load_survey(self.frame())
        assert survey.bands.empty
        assert len(survey.numbers) == 14

    def test_numbers_before_and_after_are_not_in_it(self):
        """Twelve firms, all with twice the turnover a year later: a median change of +100%, and each firm's own."""
        firms = pd.DataFrame({"id_usaha": [str(at) for at in range(12)], "lokasi": "Pati", "produk": "3"})
        waves = {"2024": range(10, 22), "2026": range(20, 44, 2)}
        frame = pd.concat(firms.assign(gelombang=wave, omzet=list(map(str, values))) for wave, values in waves.items())
        assert "omzet" in set(load_survey(frame).changes["pertanyaan"])
        survey = load_survey(frame, min_cell=3)
        assert set(survey.changes["pertanyaan"]) == {"", "produk"}
        assert [change.question for change in compare_waves(survey).changes] == ["produk"]
        assert survey.bands["gelombang"].tolist() == [
            "2024",
            "2026",
        ]  # ten below 20 and two above are one band; so are twelve of one step

    def test_a_number_without_an_end_is_a_fault_before(self):
        with pytest.raises(DataError, match="omzet"):
            load_survey(pd.DataFrame({"lokasi": ["Pati"] * 3, "omzet": [1.0, 2.0, float("inf")]}), min_cell=2)
