"""Printed percentages of all parts of one whole against 100."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

from klaster_analisis.analysis.audit.check import Check, Reading
from klaster_analisis.analysis.audit.frequencies.families import Family, families, layout_of, printed_shares
from klaster_analisis.analysis.audit.frequencies.percentages import ADDING_UP, percentage_space
from klaster_analisis.analysis.audit.rules import RULES, USUAL_RULES, Behind, values_behind
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import SEMUA, PrintedTable

_ALL = Behind(Fraction(100), Fraction(100))
_NOTHING = Behind(Fraction(0), Fraction(0))


def check_adding_up(table: PrintedTable) -> list[Check]:
    """
    Hold the printed percentages of all parts of a whole against 100, or against that of the whole.

    Parameters
    ----------
    table : PrintedTable
        With a `FrequencyLayout`.

    Returns
    -------
    list of Check
        ``persen_berjumlah`` of the last printed percentage of each whole of which all parts have one; a printed count of 0
        without a percentage is 0. None where a firm may be counted in several parts, or where the whole is 0. Values: ``jumlah``
        (the percentages together), ``desimal`` (of them), ``banyak`` (how many), ``sasaran`` (what they should add up to).

    Notes
    -----
    A reading allows a percentage if the exact values behind all of them can add up to exactly 100: each from 0 to 100, and by the
    rounding rule within half a unit, or less than a unit below. With k percentages to the nearest that is 100 ± k/2 units, cut,
    from 100 − k units (excluded) to 100; a printed 0 can only have lost. What their counts rule out besides is not used: a
    percentage with its count has a check of its own.

    Checked against: hand calculation, and what is printed beside 33 percent among the shares of up to 200 firms.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> from klaster_analisis.sources.printed.published import published_tables
    >>> check = check_adding_up(published_tables(load_study())[2])[1]
    >>> [number.text for number in check.against], check.number.text, check.expected, check.verdict
    (['50,2'], '50,0', '49,7–49,9', 'bertentangan')
    """
    checks = (_check(table, family) for family in families(layout_of(table)))
    return [check for check in checks if check]


def _check(table: PrintedTable, family: Family) -> Check | None:
    layout = layout_of(table)
    of_everybody = layout.percent_of != SEMUA or layout.base(*family.whole) == family.whole
    whole = None if of_everybody else table.percent(*family.whole)
    if layout.percent_of not in (family.along, SEMUA) or family.overlapping or not (of_everybody or whole):
        return None
    shares = printed_shares(table, family)
    if not shares or _of_nobody(shares, table.count(*family.whole)):
        return None
    *others, last = shares
    readings = [Reading(rule, _allowed(last, others, whole, rule), rule in USUAL_RULES) for rule in RULES]
    values: dict[str, object] = {
        "jumlah": sum((share.value for share in shares), Fraction(0)),
        "desimal": max(share.decimals for share in shares),
        "banyak": len(shares),
        "sasaran": whole.value if whole else Fraction(100),
    }
    return Check(ADDING_UP, last, (*others, whole) if whole else tuple(others), readings, percentage_space(last), values)


def _of_nobody(shares: Sequence[PrintedNumber], whole: PrintedNumber | None) -> bool:
    return whole.units == 0 if whole else not any(share.units for share in shares)


def _allowed(last: PrintedNumber, others: Sequence[PrintedNumber], whole: PrintedNumber | None, rule: str) -> range:
    """Give what the last percentage can be; the larger it is, the larger both ends of what is behind it."""
    goal = _behind(whole.units, whole.decimals, rule) if whole else _ALL
    rest = sum((_behind(other.units, other.decimals, rule) for other in others), _NOTHING)
    scale = 10**last.decimals
    low = max(0, floor((goal.low - rest.high) * scale) - 1)
    high = min(100 * scale, ceil((goal.high - rest.low) * scale) + 1)
    while low <= high and not goal.begins_before_end_of(rest + _behind(low, last.decimals, rule)):
        low += 1
    while low <= high and not (rest + _behind(high, last.decimals, rule)).begins_before_end_of(goal):
        high -= 1
    return range(low, high + 1)


def _behind(units: int, decimals: int, rule: str) -> Behind:
    return values_behind(units, decimals, rule).within(low=Fraction(0), high=Fraction(100))
