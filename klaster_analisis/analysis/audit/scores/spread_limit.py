"""The largest standard deviation between two ends, where scores are not whole or n is not known."""

from fractions import Fraction

from klaster_analisis.analysis.audit.check import Check
from klaster_analisis.analysis.audit.rules import TRUNCATED, USUAL_RULES, values_behind
from klaster_analisis.analysis.audit.scores.ends import Ends, ends_of
from klaster_analisis.analysis.audit.scores.outcome import Outcome, Unchecked
from klaster_analisis.analysis.audit.scores.shape import by_rule, printed_root, score_layout, space_of, whole_n
from klaster_analisis.analysis.rounding import Interval, printed_interval
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import PrintedTable
from klaster_analisis.terms import MAKSIMUM, MINIMUM, SD

GRIMMER, LIMIT = "grimmer", "batas"


def check_spread_limit(table: PrintedTable, row: str, column: str) -> Outcome:
    """
    Check that a standard deviation is not larger than mean and ends allow.

    Parameters
    ----------
    table : PrintedTable
        Of scores, with a mean and a standard deviation in this cell.
    row, column : str

    Returns
    -------
    Check or Unchecked
        Values: ``n`` or None, and ``cara``: ``batas``.

    Notes
    -----
    The mean square deviation of numbers between a and b with mean m is at most (b − m)(m − a) (Bhatia and Davis, 2000). A
    variance over n − 1 is n / (n − 1) times that, so at most twice where n is not known.

    Checked against: enumeration of sets of up to 6 answers on the scale 1–5; half of the answers at each end reach it.

    Examples
    --------
    >>> from klaster_analisis.sources.printed.number import PrintedNumber
    >>> from klaster_analisis.sources.printed.table import ScoreLayout
    >>> numbers = tuple(PrintedNumber("1", "a", "b", *printed) for printed in (("rata_rata", "3,00"), ("sd", "2,9")))
    >>> check = check_spread_limit(PrintedTable("1", numbers, ScoreLayout(("a",), ("b",), scale=(1, 5))), "a", "b")
    >>> check.verdict, check.expected
    ('bertentangan', '0,0–2,8')
    """
    sd, mean, n, layout = table.number(row, column, SD), table.mean(row, column), whole_n(table, row, column), score_layout(table)
    if sd is None or mean is None:
        return None
    ends = ends_of(table, row, column, USUAL_RULES[0])
    if ends.low is None or ends.high is None:
        return Unchecked(row, column, GRIMMER, "rentang_tak_diketahui" if layout.items > 1 else "n_tak_tercetak")
    if ends.reversed:
        return Unchecked(row, column, GRIMMER, "minimum_dan_maksimum")
    if _widest_scatter(mean, ends, USUAL_RULES[0]) is None:
        return Unchecked(row, column, GRIMMER, "rata_rata_tak_cocok")
    factor = Fraction(1) if layout.population_sd else Fraction(n, n - 1) if n else Fraction(2)
    others = (table.number(row, column, measure) for measure in (MINIMUM, MAKSIMUM))
    against = (mean, *(number for number in others if number is not None))

    def allowed(rule: str) -> range:
        widest = _widest_scatter(mean, ends, rule)
        return range(0) if widest is None else range(printed_root(factor * widest, sd.decimals, rule) + 1)

    return Check(GRIMMER, sd, against, by_rule(allowed), space_of(sd), {"n": n, "cara": LIMIT})


def _widest_scatter(mean: PrintedNumber, ends: Ends, rule: str) -> Fraction | None:
    """Give the largest mean square deviation over all means that are printed so; None if none lies between the ends."""
    low, high = ends.low or Fraction(0), ends.high or Fraction(0)
    behind = values_behind(mean.units, mean.decimals, rule) if rule == TRUNCATED else printed_interval(mean.text)
    means = Interval(behind.low, behind.high).within(low=low, high=high)
    if means.low > means.high:
        return None
    nearest = min(max((low + high) / 2, means.low), means.high)
    return (high - nearest) * (nearest - low)
