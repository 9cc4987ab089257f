"""What the percentages of a table are of, where nobody says it."""

from collections.abc import Iterable, Sequence

from klaster_analisis.errors import Faults
from klaster_analisis.sources.printed.grid import shown
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import BARIS, KOLOM, SEMUA, FrequencyLayout, Parts
from klaster_analisis.sources.printed.vocabulary import is_total
from klaster_analisis.terms import PERSEN

_ABOUT_ALL = 99  # percentages of a whole of itself are 100, or 99,9 where the rounded ones of its parts were added up


def likely_percent_of(numbers: Iterable[PrintedNumber], column_parts: Parts, row_parts: Parts) -> str:
    """
    Say what percentages are of: their row, unless none of them stands in a part of a row and there is a row of totals.

    Parameters
    ----------
    numbers : iterable of PrintedNumber
    column_parts, row_parts : mapping of str to tuple of str

    Returns
    -------
    {"baris", "kolom"}

    Examples
    --------
    >>> share = PrintedNumber("1", "ada", "n", "persen", "70,8")
    >>> likely_percent_of([share], {}, {"jumlah": ("ada", "tidak")}), likely_percent_of([share], {"jumlah": ("n",)}, {})
    ('kolom', 'baris')
    """
    parts = {part for below in column_parts.values() for part in below}
    of_parts = any(number.column in parts for number in numbers if number.measure == PERSEN)
    return KOLOM if row_parts and not of_parts else BARIS


def find_baseless(numbers: Sequence[PrintedNumber], layout: FrequencyLayout, faults: Faults) -> None:
    """
    Note percentages that are of nothing in the table; only a total may be a percentage of itself.

    Parameters
    ----------
    numbers : sequence of PrintedNumber
    layout : FrequencyLayout
    faults : Faults
        Takes up what is wrong.
    """
    alone: dict[str, list[PrintedNumber]] = {}
    for number in numbers:
        if number.measure == PERSEN and layout.base(number.row, number.column) == (number.row, number.column):
            alone.setdefault({BARIS: number.column, KOLOM: number.row}.get(layout.percent_of, ""), []).append(number)
    grand: Parts = {"": ()} if layout.column_parts or layout.row_parts else {}
    wholes = {BARIS: layout.column_parts, KOLOM: layout.row_parts, SEMUA: grand}[layout.percent_of]
    for name, shares in alone.items():
        about_all = sum(share.value >= _ABOUT_ALL for share in shares)
        if (name in wholes or is_total(name)) and 2 * about_all >= len(shares):
            continue
        if is_total(name):
            problem = f"the percentages of the total {shown(name)} are not 100, as those of a whole of itself."
            faults.add(shares[0].place, problem, f"Give them a table of their own, or say what all percentages are of: {_SAY}.")
        else:
            problem = f"the percentages of {shown(name) if name else 'the table'} are not of anything in the table."
            faults.add(shares[0].place, problem, _REMEDY[layout.percent_of])


_SAY = '"# persen: baris", "kolom" or "semua"'
_REMEDY = {
    BARIS: 'Add the column "Jumlah" that they are of (blank if it is not printed), or say "# persen: kolom" or "# rincian: …".',
    KOLOM: 'Add the row "Jumlah" that they are of, or say "# persen: baris".',
    SEMUA: 'Add the column and the row "Jumlah" that they are of.',
}
