"""
How exact values become printed ones: rounded to the nearest, a half up, to the even digit or down; or cut.

A half goes down where a computer holds it as a binary fraction just below: C, Python and R print 8.35 as 8.3. So to the nearest a
half may have gone either way, and the three usual rules together leave the closed `printed_interval`.
"""

from dataclasses import dataclass
from fractions import Fraction

from klaster_analisis.analysis.rounding import round_half_up

HALF_UP, HALF_EVEN, HALF_DOWN, TRUNCATED = "ke_atas", "ke_genap", "ke_bawah", "dipangkas"
USUAL_RULES = (HALF_UP, HALF_EVEN, HALF_DOWN)
RULES = (*USUAL_RULES, TRUNCATED)


def printed_units(value: Fraction, decimals: int, rule: str) -> int:
    """
    Say what is printed of an exact value.

    Parameters
    ----------
    value : Fraction
    decimals : int
        How many are printed.
    rule : {"ke_atas", "ke_genap", "ke_bawah", "dipangkas"}
        To the nearest, a half upwards, to the even digit or downwards; or cut, towards 0.

    Returns
    -------
    int
        In units of the last printed digit.

    Notes
    -----
    Checked against: ``decimal.Decimal.quantize`` with ``ROUND_HALF_UP``, ``ROUND_HALF_EVEN``, ``ROUND_HALF_DOWN`` and
    ``ROUND_DOWN``.

    Examples
    --------
    >>> [printed_units(Fraction(125, 10), decimals=0, rule=rule) for rule in RULES]
    [13, 12, 12, 12]
    >>> [printed_units(Fraction(200, 3), decimals=1, rule=rule) for rule in RULES]
    [667, 667, 667, 666]
    """
    scaled = value * 10**decimals
    if rule == TRUNCATED:
        return int(scaled)
    if rule == HALF_EVEN:
        return int(round(scaled, 0))
    return int(round_half_up(scaled, 0) if rule == HALF_UP else -round_half_up(-scaled, 0))


@dataclass(frozen=True)
class Behind:
    """
    All exact values that are printed alike, or sums of such values.

    Parameters
    ----------
    low, high : Fraction
        None are behind it if low is above high.
    low_included, high_included : bool
        Whether the end itself is one of them.

    Examples
    --------
    >>> half_open = Behind(Fraction(2), Fraction(3), high_included=False)
    >>> Fraction(2) in half_open, Fraction(3) in half_open
    (True, False)
    """

    low: Fraction
    high: Fraction
    low_included: bool = True
    high_included: bool = True

    def __contains__(self, value: Fraction) -> bool:
        return self.meets(Behind(value, value))

    def __add__(self, other: "Behind") -> "Behind":
        """Give all sums of one value of each."""
        return Behind(
            self.low + other.low,
            self.high + other.high,
            self.low_included and other.low_included,
            self.high_included and other.high_included,
        )

    def begins_before_end_of(self, other: "Behind") -> bool:
        """Say whether some value of this is at most some value of the other."""
        return self.low < other.high or (self.low == other.high and self.low_included and other.high_included)

    def meets(self, other: "Behind") -> bool:
        """Say whether a value is behind both."""
        return self.begins_before_end_of(other) and other.begins_before_end_of(self)

    def within(self, *, low: Fraction, high: Fraction) -> "Behind":
        """Cut at bounds that the values cannot pass and may reach."""
        new_low, new_high = max(low, self.low), min(high, self.high)
        return Behind(new_low, new_high, self.low_included or new_low > self.low, self.high_included or new_high < self.high)


def values_behind(units: int, decimals: int, rule: str) -> Behind:
    """
    Give the exact values that a printed number can stand for under a rule.

    Parameters
    ----------
    units : int
        The printed number in units of its last digit.
    decimals : int
        How many are printed.
    rule : {"ke_atas", "ke_genap", "ke_bawah", "dipangkas"}

    Returns
    -------
    Behind
        Its ends are exact, and so is whether they belong to it.

    Notes
    -----
    Checked against: `printed_units` of values around both ends.

    Examples
    --------
    >>> values_behind(333, decimals=1, rule="dipangkas")
    Behind(low=Fraction(333, 10), high=Fraction(167, 5), low_included=True, high_included=False)
    """
    scale = 10**decimals
    if rule == TRUNCATED:
        return _values_cut(units, scale)
    low, high = Fraction(2 * units - 1, 2 * scale), Fraction(2 * units + 1, 2 * scale)
    if rule == HALF_EVEN:
        return Behind(low, high, units % 2 == 0, units % 2 == 0)
    return Behind(low, high, rule == HALF_UP, rule == HALF_DOWN)


def _values_cut(units: int, scale: int) -> Behind:
    low, high = units - (units <= 0), units + (units >= 0)
    return Behind(Fraction(low, scale), Fraction(high, scale), units > 0, units < 0)
