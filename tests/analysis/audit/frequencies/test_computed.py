"""Tables that are computed from whole numbers of firms: nothing in them is wrong, however they were rounded."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from klaster_analisis.analysis.audit.check import CONTRADICTED, FITS
from klaster_analisis.analysis.audit.frequencies import check_frequencies
from klaster_analisis.analysis.audit.frequencies.percentages import cut_throughout
from klaster_analisis.analysis.audit.rules import TRUNCATED, USUAL_RULES, printed_units
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import PERCENT_OF, FrequencyLayout, PrintedTable

COLUMNS = ("yes", "no", "low", "mid", "high", "n")
PARTS = {"n": ("yes", "no"), "yes": ("low", "mid", "high")}
FIRMS = st.tuples(*[st.integers(0, 30)] * 4)


def by_rule(rule):
    return lambda count, base, decimals: (
        f"{Decimal(printed_units(Fraction(100 * count, base), decimals, rule)).scaleb(-decimals)}"
    )


def by_float(count, base, decimals):
    return f"{100 * count / base:.{decimals}f}"


USUALLY_PRINTED = st.sampled_from([by_float, *map(by_rule, USUAL_RULES)])


def computed(firms, percent_of, decimals, printed, *, bare_zero=False):
    """Count firms that said no, low, mid and high in each row; add up; print percentages where there is a base."""
    rows = [*(f"r{at}" for at in range(len(firms))), "total"]
    layout = FrequencyLayout(tuple(rows), COLUMNS, PARTS, {"total": tuple(rows[:-1])}, percent_of=percent_of)
    count = {}
    for row, (no, *active) in zip(rows, [*firms, tuple(map(sum, zip(*firms, strict=True)))], strict=True):
        count |= {(row, name): n for name, n in zip(COLUMNS, (sum(active), no, *active, sum(active) + no), strict=True)}
    numbers = []
    for at, n in count.items():
        numbers.append(PrintedNumber("1", *at, "n", str(n)))
        if count[layout.base(*at)] and not (bare_zero and n == 0):
            numbers.append(PrintedNumber("1", *at, "persen", printed(n, count[layout.base(*at)], decimals)))
    asked = {row: count[row, "n"] for row in rows}
    return PrintedTable("1", tuple(numbers), layout, interviewed=asked)


TABLE = (st.lists(FIRMS, min_size=1, max_size=4), st.sampled_from(PERCENT_OF), st.integers(0, 3))


@given(*TABLE, USUALLY_PRINTED, st.booleans())
def test_a_rounded_table_passes_every_check(firms, percent_of, decimals, printed, bare_zero):
    checks = check_frequencies(computed(firms, percent_of, decimals, printed, bare_zero=bare_zero))
    assert [check for check in checks if check.verdict != FITS] == []
    assert not cut_throughout(checks)


@given(*TABLE)
def test_a_cut_table_is_found_to_be_cut_or_looks_rounded(firms, percent_of, decimals):
    checks = check_frequencies(computed(firms, percent_of, decimals, by_rule(TRUNCATED)))
    assert all(check.verdict != CONTRADICTED for check in checks)
    assert cut_throughout(checks) == any(check.verdict != FITS for check in checks)


@given(*TABLE, USUALLY_PRINTED)
def test_without_its_counts_but_their_bases_a_table_passes_too(firms, percent_of, decimals, printed):
    table = computed(firms, percent_of, decimals, printed)
    bases = {table.layout.base(row, column) for row in table.layout.rows for column in COLUMNS}
    kept = tuple(number for number in table.numbers if number.measure != "n" or (number.row, number.column) in bases)
    checks = check_frequencies(PrintedTable("1", kept, table.layout))
    assert [check for check in checks if check.verdict != FITS] == []


def same_checks(table, check):
    at = (check.number.row, check.number.column, check.number.measure)
    numbers = ((each, each.number) for each in check_frequencies(table) if each.kind == check.kind)
    return [each for each, number in numbers if (number.row, number.column, number.measure) == at]


@given(*TABLE, USUALLY_PRINTED, st.data())
def test_power_is_the_share_of_wrong_numbers_that_would_fail(firms, percent_of, decimals, printed, data):
    """Enumeration over the space; and one wrong number, drawn from it, is printed and checked anew."""
    table = computed(firms, percent_of, min(decimals, 1), printed)
    check = data.draw(st.sampled_from(check_frequencies(table)))
    others = [units for units in check.space if units != check.number.units]
    allowed = {units for reading in check.readings if reading.usual for units in reading.allowed}
    assert check.power == Fraction(sum(units not in allowed for units in others), len(others))
    units = data.draw(st.sampled_from(others))
    wrong = replace(check.number, text=check.number.written(units))
    numbers = tuple(wrong if number is check.number else number for number in table.numbers)
    again = same_checks(replace(table, numbers=numbers), check)[same_checks(table, check).index(check)]
    assert (again.verdict == FITS) == (units in allowed)
