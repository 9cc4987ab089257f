"""Sums of whole answers, and the means that are printed of them."""

from bisect import bisect_left
from collections.abc import Collection
from fractions import Fraction

from klaster_analisis.analysis.audit.rules import printed_units


def sums_printed(units: range, decimals: int, parts: int, rule: str) -> range:
    """
    Give the whole numbers whose share of so many parts is printed as one of a range of numbers.

    Parameters
    ----------
    units : range
        Printed numbers in units of the last decimal, without a gap.
    decimals : int
    parts : int
        What a sum is divided by.
    rule : str
        How the result is rounded.

    Returns
    -------
    range

    Examples
    --------
    >>> sums_printed(range(518, 520), 2, 28, "ke_atas")
    range(145, 146)
    """
    return range(_first(units.start, decimals, parts, rule), _first(units.stop, decimals, parts, rule))


def printed_means(sums: range, parts: int, decimals: int, rule: str) -> Collection[int]:
    """
    Give what is printed of the means of some sums.

    Notes
    -----
    Where neighbouring means are no further apart than the last printed digit, nothing is left out between the ends.

    Examples
    --------
    >>> sorted(printed_means(range(3, 10), 3, 1, "ke_atas")), printed_means(range(100, 501), 100, 1, "ke_atas")
    ([10, 13, 17, 20, 23, 27, 30], range(10, 51))
    """
    if sums and parts >= 10**decimals:
        ends = [printed_units(Fraction(total, parts), decimals, rule) for total in (sums[0], sums[-1])]
        return range(ends[0], ends[1] + 1)
    return frozenset(printed_units(Fraction(total, parts), decimals, rule) for total in sums)


def _first(units: int, decimals: int, parts: int, rule: str) -> int:
    """Find the smallest sum that is printed as this number or a larger one."""
    near = range((units - 1) * parts // 10**decimals - 1, (units + 1) * parts // 10**decimals + 2)
    return near[bisect_left(near, units, key=lambda total: printed_units(Fraction(total, parts), decimals, rule))]
