"""What mean, minimum, maximum and n leave open: the spread, and how often each level was chosen."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import pandas as pd

from klaster_analisis.analysis.bounds.reading import read_interval
from klaster_analisis.analysis.free_answers import FreeAnswers
from klaster_analisis.analysis.inference.result import Note
from klaster_analisis.analysis.rounding import Interval
from klaster_analisis.errors import Fault, UsageError


@dataclass(frozen=True)
class PossibleSpread:
    """
    What can be said of all sets of whole answers that fit a printed summary.

    Parameters
    ----------
    mean : str
        As printed.
    minimum, maximum, n : int
    population : bool
        Whether the variance divides by n rather than n − 1.
    sums : range
        What the answers can add up to; empty where nothing fits.
    data_sets : int
        How many sets fit, the order of answers not counting.
    variance : Interval or None
        Smallest and largest variance, exactly; None where there is none.
    counts : mapping of int to (int, int)
        By level, from minimum to maximum: the smallest and largest number of firms that chose it.
    notes : tuple of Note
        ``tak_mungkin``: no set of answers fits. ``satu_jawaban``: one answer has no sample variance.
    """

    mean: str
    minimum: int
    maximum: int
    n: int
    population: bool
    sums: range
    data_sets: int = 0
    variance: Interval | None = None
    counts: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()

    @property
    def sd(self) -> tuple[float, float]:
        """Smallest and largest standard deviation; NaN where there is none."""
        if self.variance is None:
            return math.nan, math.nan
        return math.sqrt(self.variance.low), math.sqrt(self.variance.high)

    @property
    def levels(self) -> pd.DataFrame:
        """How many firms, and which share, can have chosen each level: ``tingkat, n_bawah, n_atas, bawah, atas``."""
        rows = [(level, low, high, low / self.n, high / self.n) for level, (low, high) in self.counts.items()]
        return pd.DataFrame(rows, columns=["tingkat", "n_bawah", "n_atas", "bawah", "atas"])

    def to_frame(self) -> pd.DataFrame:
        """
        Give one row.

        Returns
        -------
        pandas.DataFrame
            ``n, rata_rata`` (as printed), ``minimum, maksimum, jumlah_bawah, jumlah_atas`` (of the sum), ``sd_bawah,
            sd_atas, himpunan`` (how many sets of answers fit), ``alasan``.
        """
        sums = (self.sums[0], self.sums[-1]) if self.sums else (None, None)
        row = {
            "n": self.n,
            "rata_rata": self.mean,
            "minimum": self.minimum,
            "maksimum": self.maximum,
            "jumlah_bawah": pd.array(sums[:1], dtype="Int64"),
            "jumlah_atas": pd.array(sums[1:], dtype="Int64"),
            "sd_bawah": self.sd[0],
            "sd_atas": self.sd[1],
            "himpunan": [self.data_sets],
            "alasan": ", ".join(note.kind for note in self.notes),
        }
        return pd.DataFrame(row)

    def _repr_html_(self) -> str:
        return str(self.to_frame().T.to_html(header=False)) + str(self.levels.to_html(index=False))


def possible_spread(mean: str, minimum: int, maximum: int, n: int, *, population: bool = False) -> PossibleSpread:
    """
    Find which standard deviations, and how many answers at each level, are possible.

    Parameters
    ----------
    mean : str
        As printed: rounded, with a decimal comma or point.
    minimum, maximum : int
        The smallest and the largest answer. Both were given at least once.
    n : int
        How many answered.
    population : bool
        Divide the sum of squares by n; by default by n − 1.

    Returns
    -------
    PossibleSpread
        Over all sets of n whole answers with this minimum and maximum whose mean is rounded to the printed one.

    Raises
    ------
    UsageError
        If the mean is not a printed number, n is negative, or minimum, maximum or n is not whole.

    Notes
    -----
    One answer is the minimum and one the maximum; the other n − 2 are free between them, with a sum that the printed mean
    bounds. For each sum the squares are smallest when the free answers are as even, and largest when they are as extreme,
    as whole numbers can be. The sets are counted by Gaussian binomial coefficients (Andrews, 1976: partitions into at most
    n − 2 parts of limited size). The question is that of SPRITE (Heathers et al., 2018) and CORVIDS (Wilner et al., 2018),
    with minimum and maximum known instead of the standard deviation.

    Checked against: enumeration of all sets of up to 7 answers on the scale 1–5.

    Examples
    --------
    >>> found = possible_spread("3", 1, 5, 3)
    >>> found.sums, found.data_sets, [round(sd, 3) for sd in found.sd]
    (range(8, 11), 3, [2.0, 2.082])
    >>> possible_spread("4,8", 1, 5, 6).notes[0].kind
    'tak_mungkin'
    """
    _check(minimum, maximum, n)
    minimum, maximum, n = int(minimum), int(maximum), int(n)
    printed = read_interval(mean)
    unfit = PossibleSpread(mean, minimum, maximum, n, population, range(0), notes=(Note("tak_mungkin"),))
    ends = 1 if minimum == maximum else 2
    if minimum > maximum or n < ends:
        return unfit
    span, start = maximum - minimum, n * minimum + (maximum - minimum)  # the sum when all free answers are the minimum
    low = max(0, math.ceil(printed.low * n) - start)
    high = min((n - ends) * span, math.floor(printed.high * n) - start)
    if low > high:
        return unfit
    free = FreeAnswers(n - ends, span, low, high)
    lone = n == 1 and not population
    return PossibleSpread(
        mean,
        minimum,
        maximum,
        n,
        population,
        sums=range(start + low, start + high + 1),
        data_sets=free.data_sets(),
        variance=None if lone else _variance(free, n, divisor=n if population else n - 1),
        counts={minimum + level: free.times(level, ends) for level in range(span + 1)},
        notes=(Note("satu_jawaban"),) if lone else (),
    )


def _variance(free: FreeAnswers, n: int, *, divisor: int) -> Interval:
    """Bound the variance: n times the sum of squares less the squared sum, over n times the divisor."""
    fixed = free.span  # the one answer at the maximum; that at the minimum is 0
    totals = range(free.low, free.high + 1)
    least = min(n * (fixed**2 + free.even_squares(total)) - (fixed + total) ** 2 for total in totals)
    most = max(n * (fixed**2 + free.extreme_squares(total)) - (fixed + total) ** 2 for total in totals)
    return Interval(Fraction(least, n * divisor), Fraction(most, n * divisor))


def _check(minimum: int, maximum: int, n: int) -> None:
    faults = [
        Fault(name, f"{value!r} is not a whole number.", "Give a whole number.")
        for name, value in {"minimum": minimum, "maximum": maximum, "n": n}.items()
        if not float(value).is_integer()
    ]
    if not faults and n < 0:
        faults = [Fault("n", f"{n} is negative.", "Say how many answered.")]
    if faults:
        raise UsageError(faults)
