"""Printed sums against their printed parts, along the rows and down the columns."""

from collections.abc import Iterator, Sequence

from klaster_analisis.analysis.audit.check import Check, Reading
from klaster_analisis.analysis.audit.frequencies.families import Family, families, layout_of
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import KOLOM, PrintedTable

ACROSS, ROUTED_BASE, DOWN, PART = "jumlah_ke_samping", "dasar_lanjutan", "jumlah_ke_bawah", "bagian"
EXACT, AT_MOST = "tepat", "paling_banyak"


def check_sums(table: PrintedTable) -> list[Check]:
    """
    Hold each printed sum of counts against its printed parts.

    Parameters
    ----------
    table : PrintedTable
        With a `FrequencyLayout`.

    Returns
    -------
    list of Check
        Where all parts are printed: ``jumlah_ke_samping`` (along a row), ``dasar_lanjutan`` (the same, where the sum is itself a
        part) or ``jumlah_ke_bawah`` (down a column) of the sum. Values: ``jumlah``, the sum of the parts.
        Where some parts are not printed, ``bagian`` of the last that is: together they do not exceed the whole. Where one firm
        may be counted in several parts, ``bagian`` of every printed part by itself. Values: ``bagian`` (the parts together),
        ``banyak`` (how many), ``keseluruhan`` (the whole).

    Notes
    -----
    Checked against: the sums of Tables 4–7 of the study, by hand.

    Examples
    --------
    >>> from klaster_analisis.sources.printed.table import FrequencyLayout
    >>> layout = FrequencyLayout(("a",), ("ada", "tidak", "n"), {"n": ("ada", "tidak")})
    >>> cells = [("ada", "4"), ("tidak", "8"), ("n", "13")]
    >>> numbers = tuple(PrintedNumber("1", "a", column, "n", text) for column, text in cells)
    >>> [(check.kind, check.verdict, check.expected) for check in check_sums(PrintedTable("1", numbers, layout))]
    [('jumlah_ke_samping', 'bertentangan', '12')]
    """
    return [check for family in families(layout_of(table)) for check in _checks(table, family)]


def count_space(number: PrintedNumber) -> range:
    """Give all counts with at most as many digits."""
    return range(10 ** len(str(abs(number.units))))


def _checks(table: PrintedTable, family: Family) -> Iterator[Check]:
    whole = table.count(*family.whole)
    parts = [part for cell in family.parts if (part := table.count(*cell))]
    if whole is None or not parts:
        return
    if family.overlapping:
        yield from (_part_of(whole, [part]) for part in parts)
    elif len(parts) < len(family.parts):
        yield _part_of(whole, parts)
    else:
        total = sum(part.units for part in parts)
        readings = [Reading(EXACT, range(total, total + 1))]
        yield Check(_kind(table, family), whole, tuple(parts), readings, count_space(whole), {"jumlah": total})


def _kind(table: PrintedTable, family: Family) -> str:
    if family.along == KOLOM:
        return DOWN
    return ROUTED_BASE if family.whole[1] in layout_of(table).whole_of_column else ACROSS


def _part_of(whole: PrintedNumber, parts: Sequence[PrintedNumber]) -> Check:
    *others, last = parts
    room = whole.units - sum(part.units for part in others)
    values: dict[str, object] = {"bagian": sum(part.units for part in parts), "banyak": len(parts), "keseluruhan": whole.units}
    return Check(PART, last, (whole, *others), [Reading(AT_MOST, range(room + 1))], count_space(last), values)
