"""Whether minimum and maximum are possible scores, in order, and the mean between them."""

from collections.abc import Collection
from fractions import Fraction

from klaster_analisis.analysis.audit.check import Check
from klaster_analisis.analysis.audit.rules import USUAL_RULES, printed_units
from klaster_analisis.analysis.audit.scores.ends import Ends, ends_of
from klaster_analisis.analysis.audit.scores.outcome import Outcome, Unchecked
from klaster_analisis.analysis.audit.scores.shape import by_rule, score_layout, space_of, whole_n
from klaster_analisis.analysis.audit.scores.sums import printed_means, sums_printed
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import PrintedTable
from klaster_analisis.terms import MAKSIMUM, MINIMUM

ORDER, WITHIN = "minimum_maksimum", "rata_rata_dalam_rentang"


def check_minimum(table: PrintedTable, row: str, column: str) -> Outcome:
    """
    Check that a minimum is a possible score, and not above the maximum.

    Returns
    -------
    Check or None
        Values: ``lain``, the maximum as printed, or nothing; ``skala_bawah, skala_atas``, or None; ``butir``, items a score;
        ``n`` or None: with one answer minimum and maximum are the same.

    Notes
    -----
    Checked against: enumeration of all pairs of a minimum and a maximum.
    """
    return _end(table, row, column, (MINIMUM, MAKSIMUM))


def check_maximum(table: PrintedTable, row: str, column: str) -> Outcome:
    """Check that a maximum is a possible score, and not below the minimum; the rest as `check_minimum`."""
    return _end(table, row, column, (MAKSIMUM, MINIMUM))


def _end(table: PrintedTable, row: str, column: str, measures: tuple[str, str]) -> Outcome:
    number, other = (table.number(row, column, measure) for measure in measures)
    if number is None:
        return None
    layout, n = score_layout(table), whole_n(table, row, column)
    space = space_of(number, scale=layout.scale)

    def allowed(rule: str) -> Collection[int]:
        scores = sums_printed(space, number.decimals, layout.items, rule)
        if layout.scale is not None:
            scores = range(layout.scale[0] * layout.items, layout.scale[1] * layout.items + 1)
        if other is not None:
            scores = _beside(scores, other, layout.items, rule, below=measures[0] == MINIMUM, same=n == 1)
        return printed_means(scores, layout.items, number.decimals, rule)

    low, high = layout.scale or (None, None)
    ends: dict[str, object] = {"lain": other.text if other else "", "skala_bawah": low, "skala_atas": high}
    return Check(ORDER, number, (other,) if other else (), by_rule(allowed), space, {**ends, "butir": layout.items, "n": n})


def _beside(scores: range, other: PrintedNumber, items: int, rule: str, *, below: bool, same: bool) -> range:
    """Keep the scores that can stand beside the other end: not above a maximum, not below a minimum, or the same."""
    ends = sums_printed(range(other.units, other.units + 1), other.decimals, items, rule)
    start = scores.start if below and not same else max(scores.start, ends.start)
    stop = min(scores.stop, ends.stop) if below or same else scores.stop
    return range(start, max(start, stop))


def check_mean_within(table: PrintedTable, row: str, column: str) -> Outcome:
    """
    Check a mean against minimum, maximum and n.

    Parameters
    ----------
    table : PrintedTable
        Of scores.
    row, column : str

    Returns
    -------
    Check, Unchecked or None
        Someone gave the minimum and someone the maximum, so that with n answers the mean keeps a distance of a share of 1 / n
        from both. Without n it may be anywhere from one to the other; an end that is not printed is that of the scale. Values:
        ``minimum, maksimum`` as printed, or nothing; ``n`` or None; ``skala_bawah, skala_atas`` or None.

    Notes
    -----
    Checked against: enumeration of all sets of up to 5 answers on the scale 1–5.

    Examples
    --------
    >>> from klaster_analisis.sources.printed.table import ScoreLayout
    >>> printed = {"n": "4", "rata_rata": "1,1", "minimum": "1", "maksimum": "5"}
    >>> numbers = tuple(PrintedNumber("1", "a", "b", measure, text) for measure, text in printed.items())
    >>> check_mean_within(PrintedTable("1", numbers, ScoreLayout(("a",), ("b",))), "a", "b").expected
    '2,0–4,0'
    """
    mean, layout, n = table.mean(row, column), score_layout(table), whole_n(table, row, column)
    if mean is None:
        return None
    limits = {rule: _mean_limits(ends_of(table, row, column, rule), n) for rule in USUAL_RULES}
    if all(low is None and high is None for low, high in limits.values()):
        return Unchecked(row, column, WITHIN, "rentang_tak_diketahui")
    if all(low is not None and high is not None and low > high for low, high in limits.values()):
        return Unchecked(row, column, WITHIN, "minimum_dan_maksimum")
    space = space_of(mean, scale=layout.scale)

    def allowed(rule: str) -> range:
        low, high = _mean_limits(ends_of(table, row, column, rule), n)
        start = space.start if low is None else printed_units(low, mean.decimals, rule)
        stop = space.stop if high is None else printed_units(high, mean.decimals, rule) + 1
        return range(start, stop)

    others = [table.number(row, column, measure) for measure in (MINIMUM, MAKSIMUM)]
    against = [number for number in (*others, table.n_of(row, column) if n else None) if number is not None]
    low, high = layout.scale or (None, None)
    texts = {other: number.text if number else "" for other, number in zip((MINIMUM, MAKSIMUM), others, strict=True)}
    return Check(WITHIN, mean, against, by_rule(allowed), space, {**texts, "n": n, "skala_bawah": low, "skala_atas": high})


def _mean_limits(ends: Ends, n: int | None) -> tuple[Fraction | None, Fraction | None]:
    """Bound the mean: all answers but one at one end, and that one at the other, if the other is known to occur."""
    low, high = ends.low, ends.high
    if n is None or low is None or high is None:
        return low, high
    lone_high = low if ends.maximum is None else ends.maximum.low
    lone_low = high if ends.minimum is None else ends.minimum.high
    return (low * (n - 1) + lone_high) / n, (high * (n - 1) + lone_low) / n
