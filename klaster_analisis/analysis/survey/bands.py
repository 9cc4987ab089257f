"""Numbers in bands of a fixed ladder, so that none of them can be read off: what is shown of them where small counts are not."""

from collections.abc import Mapping
from decimal import Decimal
from math import nextafter
from typing import NamedTuple

import pandas as pd

from klaster_analisis.terms import GELOMBANG, LOKASI, PERTANYAAN, N

LOW, HIGH = "low", "high"
COLUMNS = (GELOMBANG, LOKASI, PERTANYAAN, LOW, HIGH, N)
NEXT = {1: 2, 2: 5, 5: 10}
"""The ladder: from the first digit of each rung to the rung above it."""

SMALLEST = 0.01
"""The step of the ladder next to 0, on either side: tables print two decimals."""


class Band(NamedTuple):
    """
    Firms whose numbers are about as large.

    Parameters
    ----------
    low, high : float or None
        From `low` to below `high`; None where there is no such end.
    n : int
        How many firms.
    """

    low: float | None
    high: float | None
    n: int


def ladder_bands(numbers: Mapping[float, int], min_cell: int) -> tuple[Band, ...]:
    """
    Put numbers into bands that hold enough firms.

    Parameters
    ----------
    numbers : mapping of float to int
        How many firms gave each number.
    min_cell : int
        The smallest count that is shown.

    Returns
    -------
    tuple of Band
        From the lowest to the highest, which are open to that side; one band without ends where there are too few firms for two,
        and none where there are fewer than `min_cell`.

    Notes
    -----
    The ladder is 0, 0.01, 0.02, 0.05, 0.1 and so on, with the same numbers below zero. From the lowest step upwards, a band ends
    where more than `min_cell` firms are in it and more than `min_cell` are left. One firm more than is shown of answers, because
    where a band ends tells something too: that all of its steps but the last one hold too few firms to be a band. Of each step
    within a band, and of any of them together, that leaves `min_cell` + 1 possible counts at least.

    Examples
    --------
    >>> ladder_bands({12: 3, 18.5: 1, 37.25: 2, 300: 4}, 2)
    (Band(low=None, high=20.0, n=4), Band(low=20.0, high=None, n=6))
    """
    steps: dict[tuple[float, float], int] = {}
    for value, n in numbers.items():
        step = ladder_step(float(value))
        steps[step] = steps.get(step, 0) + int(n)
    left = sum(steps.values())
    if left < min_cell:
        return ()
    bands: list[Band] = []
    low, inside = None, 0
    for step in sorted(steps):
        inside, left = inside + steps[step], left - steps[step]
        if inside > min_cell and left > min_cell:
            bands.append(Band(low, step[1], inside))
            low, inside = step[1], 0
    return (*bands, Band(low, None, inside))


def ladder_step(value: float) -> tuple[float, float]:
    """
    Find the step of the ladder that a number stands on.

    Parameters
    ----------
    value : float

    Returns
    -------
    tuple of float
        The number is at least the first and less than the second.

    Examples
    --------
    >>> ladder_step(37.25), ladder_step(0.2), ladder_step(0), ladder_step(-20)
    ((20.0, 50.0), (0.2, 0.5), (0.0, 0.01), (-20.0, -10.0))
    """
    if value < 0:
        low, high = ladder_step(nextafter(-value, 0))  # what ends a step below zero begins one above it
        return -high, 0.0 - low
    if value < SMALLEST:
        return 0.0, SMALLEST
    written = Decimal(repr(value))
    first, power = written.as_tuple().digits[0], written.adjusted()
    rung = max(digit for digit in NEXT if digit <= first)
    return float(f"{rung}e{power}"), float(f"{NEXT[rung]}e{power}")


def band_numbers(numbers: pd.DataFrame, min_cell: int) -> pd.DataFrame:
    """
    Put the numbers of each place and question into bands.

    Parameters
    ----------
    numbers : pandas.DataFrame
        Counted numbers, as `Survey.numbers`.
    min_cell : int
        The smallest count that is shown.

    Returns
    -------
    pandas.DataFrame
        As `Survey.bands`.
    """
    rows = [
        (*row, *band)
        for row, group in numbers.groupby([GELOMBANG, LOKASI, PERTANYAAN])
        for band in ladder_bands(group.groupby("nilai")[N].sum().to_dict(), min_cell)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({LOW: float, HIGH: float, N: "int64"})


def no_bands() -> pd.DataFrame:
    """Give the bands of no numbers."""
    return pd.DataFrame(columns=list(COLUMNS))
