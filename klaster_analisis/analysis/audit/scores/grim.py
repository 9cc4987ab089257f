"""GRIM: whether a printed mean can be the mean of so many whole answers."""

from fractions import Fraction

from klaster_analisis.analysis.audit.check import Check
from klaster_analisis.analysis.audit.rules import USUAL_RULES, printed_units
from klaster_analisis.analysis.audit.scores.outcome import Outcome, Unchecked
from klaster_analisis.analysis.audit.scores.shape import by_rule, score_layout, space_of, whole_n
from klaster_analisis.analysis.audit.scores.sums import printed_means, sums_printed
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import PrintedTable

GRIM = "grim"


def check_grim(table: PrintedTable, row: str, column: str) -> Outcome:
    """
    Check a mean against its n.

    Parameters
    ----------
    table : PrintedTable
        Of scores.
    row, column : str

    Returns
    -------
    Check, Unchecked or None
        Allowed: all means of whole answers on the scale, or, where it is not known, of any whole answers. Minimum and maximum
        are not used, so that a slip in one of these is not laid at the mean's door. Values: ``n``; ``butir``, items a score;
        ``bawah, atas``, the nearest means that are possible, as they would be printed, or nothing.

    Notes
    -----
    The GRIM test of Brown and Heathers (2017). With n × items of 10 to the power of the decimals or more every mean is possible:
    then the check has no power, and says so.

    Checked against: the values of Brown and Heathers (2017); enumeration of all sums.

    Examples
    --------
    >>> from klaster_analisis.sources.printed.table import ScoreLayout
    >>> numbers = [PrintedNumber("1", "a", "b", *printed) for printed in (("n", "28"), ("rata_rata", "5,19"))]
    >>> check = check_grim(PrintedTable("1", tuple(numbers), ScoreLayout(("a",), ("b",))), "a", "b")
    >>> check.verdict, check.values["bawah"], check.values["atas"]
    ('bertentangan', '5,18', '5,21')
    """
    mean, count, n = table.mean(row, column), table.n_of(row, column), whole_n(table, row, column)
    if mean is None:
        return None
    if count is None or n is None:
        return Unchecked(row, column, GRIM, "n_tak_tercetak")
    layout = score_layout(table)
    parts = n * layout.items
    space = space_of(mean, scale=layout.scale)
    limits = None if layout.scale is None else range(layout.scale[0] * parts, layout.scale[1] * parts + 1)

    def sums(rule: str) -> range:
        return sums_printed(space, mean.decimals, parts, rule) if limits is None else limits

    readings = by_rule(lambda rule: printed_means(sums(rule), parts, mean.decimals, rule))
    below, above = _nearest(mean, sums(USUAL_RULES[0]), parts)
    return Check(GRIM, mean, (count,), readings, space, {"n": n, "butir": layout.items, "bawah": below, "atas": above})


def _nearest(mean: PrintedNumber, sums: range, parts: int) -> tuple[str, str]:
    """Write the next possible mean below and above a printed one."""
    here = sums_printed(range(mean.units, mean.units + 1), mean.decimals, parts, USUAL_RULES[0])
    below, above = min(here.start - 1, sums[-1]), max(here.stop, sums[0])

    def written(total: int) -> str:
        return mean.written(printed_units(Fraction(total, parts), mean.decimals, USUAL_RULES[0])) if total in sums else ""

    return written(below), written(above)
