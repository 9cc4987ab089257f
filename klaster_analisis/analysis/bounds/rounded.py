"""What a printed, rounded percentage can stand for: which counts, of which bases."""

from fractions import Fraction
from math import ceil, floor

from klaster_analisis.analysis.bounds.reading import read_interval
from klaster_analisis.analysis.rounding import Interval
from klaster_analisis.errors import Fault, UsageError


def share_interval(printed: str) -> Interval:
    """
    Give the shares that a printed percentage stands for.

    Parameters
    ----------
    printed : str
        The percentage as printed, without the sign.

    Returns
    -------
    Interval
        Cut at 0 and 1; its high is below its low where no share is rounded to it.

    Raises
    ------
    UsageError
        If it is not a printed number.

    Notes
    -----
    Half a unit of the last digit to both sides, both ends included (see `printed_interval`).

    Checked against: hand calculation.

    Examples
    --------
    >>> share_interval("33"), share_interval("100")
    (Interval(low=Fraction(13, 40), high=Fraction(67, 200)), Interval(low=Fraction(199, 200), high=Fraction(1, 1)))
    """
    percent = read_interval(printed)
    return Interval(percent.low / 100, percent.high / 100).within(low=Fraction(0), high=Fraction(1))


def counts_behind(printed: str, n: int) -> range:
    """
    Find the counts that a printed percentage of a known base can stand for.

    Parameters
    ----------
    printed : str
        The percentage as printed, without the sign.
    n : int
        Its base.

    Returns
    -------
    range
        Empty if none fits, or if the base is 0: nobody has no shares.

    Raises
    ------
    UsageError
        If it is not a printed number, or the base is negative.

    Notes
    -----
    All c from 0 to n with 100 c / n in the printed interval: the idea of GRIM (Brown and Heathers, 2017) for a percentage.

    Checked against: trying every count.

    Examples
    --------
    >>> list(counts_behind("33,3", 12)), list(counts_behind("50,2", 4)), list(counts_behind("33", 200))
    ([4], [], [65, 66, 67])
    """
    if n < 0:
        raise UsageError([Fault("n", f"a base of {n} is negative.", "Say of how many the percentage is.")])
    if n == 0:
        return range(0)
    share = share_interval(printed)
    return range(ceil(share.low * n), floor(share.high * n) + 1)


def bases_behind(printed: str, *, n_max: int) -> tuple[tuple[int, int], ...]:
    """
    Find the counts and bases that a printed percentage can stand for.

    Parameters
    ----------
    printed : str
        The percentage as printed, without the sign.
    n_max : int
        The largest base to try.

    Returns
    -------
    tuple of (count, n)
        By base, then by count; empty if none fits.

    Raises
    ------
    UsageError
        If it is not a printed number.

    Notes
    -----
    `counts_behind` for every base from 1 to `n_max`.

    Checked against: trying every count of every base.

    Examples
    --------
    >>> bases_behind("66,7", n_max=8)
    ((2, 3), (4, 6))
    """
    return tuple((count, n) for n in range(1, n_max + 1) for count in counts_behind(printed, n))
