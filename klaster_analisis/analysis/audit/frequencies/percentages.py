"""Each printed percentage against its base, and its count where that is printed."""

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from functools import lru_cache

from klaster_analisis.analysis.audit.check import CONTRADICTED, DEPENDS, Check, Reading
from klaster_analisis.analysis.audit.frequencies.families import Cell, families, layout_of, printed_shares
from klaster_analisis.analysis.audit.rules import RULES, TRUNCATED, USUAL_RULES, printed_units
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import PrintedTable
from klaster_analisis.terms import PERSEN

WITH_COUNT, WITHOUT_COUNT, ADDING_UP = "persen", "persen_saja", "persen_berjumlah"
SUM_OF_PRINTED, OF_ITSELF, ADJUSTED = "jumlah_persen", "dari_dirinya", "disesuaikan"


def check_percentages(table: PrintedTable) -> list[Check]:
    """
    Hold each printed percentage against its printed base, and its count where that is printed.

    Parameters
    ----------
    table : PrintedTable
        With a `FrequencyLayout`.

    Returns
    -------
    list of Check
        ``persen`` where the count is printed, ``persen_saja`` where it is not: then any count from 0 to the base may be behind
        the percentage. Values: ``hitung`` (the count, or None), ``dasar`` (the base), ``terdekat`` (the possible percentages
        nearest to the printed one) and ``desimal`` (theirs). No check where the base is not printed.

    Notes
    -----
    Readings are the rounding rules of `rules`; a cut percentage is unusual. So is the percentage of a whole of itself that was
    got by adding up the printed percentages of its parts (``jumlah_persen``: 99,9 for 100), and one that is a unit off in a group
    that adds up to exactly 100 (``disesuaikan``: 33,3, 33,3 and 33,4).

    A share of nobody does not exist. Of a base of 0 it may be printed as 0, and that of the base itself also as 100.

    ``persen_saja`` is the idea of GRIM (Brown and Heathers, 2017) for a percentage; with a base of 100 × 10^decimals or more it
    rules out nothing between 0 and 100, and its power is 0.

    Checked against: trying every count of every base up to 60.

    Examples
    --------
    >>> from klaster_analisis.sources.printed.table import FrequencyLayout
    >>> layout = FrequencyLayout(("a",), ("ada", "n"), {"n": ("ada",)})
    >>> cells = [("ada", "persen", "66,6"), ("n", "n", "12")]
    >>> numbers = tuple(PrintedNumber("1", "a", column, measure, text) for column, measure, text in cells)
    >>> check = check_percentages(PrintedTable("1", numbers, layout))[0]
    >>> check.kind, check.fitting, check.verdict, round(float(check.power), 3)
    ('persen_saja', ('dipangkas',), 'tergantung_bacaan', 0.987)
    """
    sums, adjusted = _sums_of_printed(table), _adding_up_to_all(table)
    return [check for number in table.of_measure(PERSEN) if (check := _check(table, number, sums, adjusted))]


def cut_throughout(checks: Iterable[Check]) -> bool:
    """
    Say whether the percentages of a table were cut, all of them, rather than rounded.

    Parameters
    ----------
    checks : iterable of Check
        Of one table, of whatever kind.

    Returns
    -------
    bool
        True if at least one percentage cannot have been rounded, and all can have been cut, but for those that are wrong under
        every reading. False where some fit only as cut and others only as rounded: then each speaks for itself.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> from klaster_analisis.sources.printed.published import published_tables
    >>> cut_throughout(check_percentages(published_tables(load_study())[1]))
    False
    """
    of_percentages = [check for check in checks if check.kind in (WITH_COUNT, WITHOUT_COUNT, ADDING_UP)]
    possible = [check for check in of_percentages if check.verdict != CONTRADICTED]
    return any(check.verdict == DEPENDS for check in possible) and all(TRUNCATED in check.fitting for check in possible)


def percentage_space(number: PrintedNumber) -> range:
    """Give all percentages with as many decimals, from 0 to 100, in units of the last."""
    return range(100 * 10**number.decimals + 1)


def _check(
    table: PrintedTable, number: PrintedNumber, sums: Mapping[Cell, set[Fraction]], adjusted: Collection[Cell]
) -> Check | None:
    cell, base_cell = (number.row, number.column), layout_of(table).base(number.row, number.column)
    count, base = table.count(*cell), table.count(*base_cell)
    if base is None:
        return None
    counts = range(base.units + 1) if count is None else range(count.units, count.units + 1)
    readings = [Reading(rule, _printed(counts, base.units, number.decimals, rule), rule in USUAL_RULES) for rule in RULES]
    if base.units == 0 and cell == base_cell:
        readings.append(Reading(OF_ITSELF, percentage_space(number)[-1:]))
    if cell in sums:
        added = (total * 10**number.decimals for total in sums[cell])
        readings.append(Reading(SUM_OF_PRINTED, frozenset(int(units) for units in added if units.denominator == 1), usual=False))
    if cell in adjusted:
        usual = {units for reading in readings if reading.usual for units in reading.allowed}
        readings.append(Reading(ADJUSTED, frozenset(units + step for units in usual for step in (-1, 1)), usual=False))
    kind = WITHOUT_COUNT if count is None else WITH_COUNT
    against = tuple(dict.fromkeys(each for each in (count, base) if each))
    values: dict[str, object] = {
        "hitung": count.units if count else None,
        "dasar": base.units,
        "terdekat": _nearest(number, readings),
        "desimal": number.decimals,
    }
    return Check(kind, number, against, readings, percentage_space(number), values)


@lru_cache(maxsize=64)  # the cells of a row share their base
def _printed(counts: range, base: int, decimals: int, rule: str) -> Collection[int]:
    """Say what is printed of any of these counts; each percentage is, where there are as many counts as percentages."""
    if base <= 0:
        return frozenset({0})
    if len(counts) > 100 * 10**decimals:
        return range(100 * 10**decimals + 1)
    return frozenset(printed_units(Fraction(100 * count, base), decimals, rule) for count in counts)


def _nearest(number: PrintedNumber, readings: Iterable[Reading]) -> tuple[Fraction, ...]:
    allowed = {units for reading in readings if reading.usual for units in reading.allowed}
    near = min(abs(units - number.units) for units in allowed)
    both = dict.fromkeys((number.units - near, number.units + near))
    return tuple(Fraction(units, 10**number.decimals) for units in both if units in allowed)


def _sums_of_printed(table: PrintedTable) -> dict[Cell, set[Fraction]]:
    """Add up the printed percentages of parts that have the same base as their whole."""
    layout = layout_of(table)
    sums: dict[Cell, set[Fraction]] = {}
    for family in families(layout):
        if family.overlapping or layout.base(*family.parts[0]) != layout.base(*family.whole):
            continue
        if shares := printed_shares(table, family):
            sums.setdefault(family.whole, set()).add(sum((share.value for share in shares), Fraction(0)))
    return sums


def _adding_up_to_all(table: PrintedTable) -> set[Cell]:
    """Find the parts whose printed percentages add up to exactly 100: one of them may have been adjusted to that end."""
    found: set[Cell] = set()
    for family in families(layout_of(table)):
        shares = None if family.overlapping else printed_shares(table, family)
        if shares and len({layout_of(table).base(*part) for part in family.parts}) == 1 and sum(s.value for s in shares) == 100:
            found.update(family.parts)
    return found
