"""Printed bases against how many were interviewed."""

from klaster_analisis.analysis.audit.check import Check, Reading
from klaster_analisis.analysis.audit.frequencies.families import layout_of
from klaster_analisis.analysis.audit.frequencies.sums import AT_MOST, count_space
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import FrequencyLayout, PrintedTable

INTERVIEWED = "diwawancarai"


def check_bases(table: PrintedTable) -> list[Check]:
    """
    Hold the base of each row against how many were interviewed there.

    Parameters
    ----------
    table : PrintedTable
        With a `FrequencyLayout`.

    Returns
    -------
    list of Check
        ``diwawancarai`` of each printed count in a column that is a sum and no part; in a table without sums, of each count.
        Value: ``diwawancarai``, how many were interviewed. None where that is not known.

    Notes
    -----
    Checked against: the study. Table 5 has 22 firms of Tegal, where Table 4 has 19.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> from klaster_analisis.sources.printed.published import published_tables
    >>> checks = check_bases(published_tables(load_study())[2])
    >>> [(check.number.row, check.number.text, check.values["diwawancarai"], check.verdict) for check in checks]
    [('klaten', '6', 12, 'cocok'), ('pati', '13', 17, 'cocok'), ('tegal', '22', 19, 'bertentangan')]
    """
    layout = layout_of(table)
    counts = ((asked, table.count(row, column)) for row, asked in table.interviewed.items() for column in _bases(layout))
    return [_check(base, asked) for asked, base in counts if base]


def _check(base: PrintedNumber, asked: int) -> Check:
    return Check(INTERVIEWED, base, (), [Reading(AT_MOST, range(asked + 1))], count_space(base), {"diwawancarai": asked})


def _bases(layout: FrequencyLayout) -> tuple[str, ...]:
    roots = tuple(column for column in layout.column_parts if column not in layout.whole_of_column)
    return roots or layout.columns
