"""Which share of the answers can have been one code, when only their mean is known."""

from collections.abc import Sequence
from fractions import Fraction

from klaster_analisis.analysis.rounding import Interval


def code_share(mean: Interval, codes: Sequence[int], code: int) -> Interval:
    """
    Bound the share of the answers that were one code.

    Parameters
    ----------
    mean : Interval
        What the mean of the answers can be.
    codes : sequence of int
        All codes that could be answered; two or more.
    code : int
        One of them.

    Returns
    -------
    Interval
        From 0 to 1, for any number of answers; for a given number the share is one of fewer.

    Notes
    -----
    A share p at the code leaves 1 − p to the others, whose mean r lies between the lowest and the highest of them:
    mean = p · code + (1 − p) · r. The largest p has r on the far side of the mean; the smallest is 0 unless the others cannot
    reach the mean without the code.

    Checked against: enumeration of all sets of 20 answers.

    Examples
    --------
    >>> code_share(Interval(Fraction(13, 4), Fraction(67, 20)), (1, 2, 3, 4), 1).high
    Fraction(1, 4)
    >>> code_share(Interval(Fraction(7, 2), Fraction(4)), (1, 2, 3, 4), 4).low
    Fraction(1, 2)
    """
    others = [other for other in codes if other != code]
    lowest, highest = Fraction(min(others)), Fraction(max(others))
    return Interval(_least(mean, code, lowest, highest), _most(mean, code, lowest, highest))


def _most(mean: Interval, code: int, lowest: Fraction, highest: Fraction) -> Fraction:
    if mean.low <= code <= mean.high:
        return Fraction(1)
    if code < mean.low:
        return max(Fraction(0), (highest - mean.low) / (highest - code))
    return max(Fraction(0), (mean.high - lowest) / (code - lowest))


def _least(mean: Interval, code: int, lowest: Fraction, highest: Fraction) -> Fraction:
    if mean.low > highest:
        return (mean.low - highest) / (code - highest)
    if mean.high < lowest:
        return (lowest - mean.high) / (lowest - code)
    return Fraction(0)
