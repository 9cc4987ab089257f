"""Whether counts and percentages hold together, number by number."""

from klaster_analisis.analysis.audit.check import Check
from klaster_analisis.analysis.audit.frequencies.adding_up import check_adding_up
from klaster_analisis.analysis.audit.frequencies.bases import check_bases
from klaster_analisis.analysis.audit.frequencies.percentages import check_percentages
from klaster_analisis.analysis.audit.frequencies.sums import check_sums
from klaster_analisis.sources.printed.table import PrintedTable


def check_frequencies(table: PrintedTable) -> list[Check]:
    """
    Hold every number of a frequency table against those that it should follow from.

    Parameters
    ----------
    table : PrintedTable
        With a `FrequencyLayout`.

    Returns
    -------
    list of Check
        In the printed order of the numbers that are checked; those that pass included.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> from klaster_analisis.sources.printed.published import published_tables
    >>> checks = check_frequencies(published_tables(load_study())[2])
    >>> [(check.kind, check.number.row, check.number.text) for check in checks if check.verdict != "cocok"]
    [('persen', 'klaten', '50,2'), ('persen_berjumlah', 'klaten', '50,0'), ('diwawancarai', 'tegal', '22')]
    """
    checks = [*check_percentages(table), *check_sums(table), *check_adding_up(table), *check_bases(table)]
    printed = {number: at for at, number in enumerate(table.numbers)}
    return sorted(checks, key=lambda check: printed[check.number])
