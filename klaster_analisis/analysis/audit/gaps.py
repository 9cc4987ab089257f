"""Numbers that are due but not printed, and where in its row such a gap can be."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from math import comb

from klaster_analisis.analysis.audit.finding import NOTE, Finding
from klaster_analisis.analysis.audit.repeats import NOTED
from klaster_analisis.analysis.rounding import Interval, printed_interval
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import PrintedTable, ScoreLayout
from klaster_analisis.terms import JUMLAH, MAKSIMUM, MEASURES, MINIMUM, RATA_RATA, SD

EMPTY = "sel_kosong"
MOST_ARRANGEMENTS = 20_000

Place = tuple[str, str]
Arrangement = dict[Place, PrintedNumber]


def gap_findings(table: PrintedTable) -> list[Finding]:
    """
    List the numbers that are due but not printed.

    Parameters
    ----------
    table : PrintedTable

    Returns
    -------
    list of Finding
        ``sel_kosong``. Values: ``catatan`` (the note of the table), ``kosong`` (how many numbers the row lacks), ``posisi``
        (where they can be, as columns and measures), ``jumlah`` (the printed sum of means, or None) and ``posisi_jumlah`` (where
        they can still be once that is heeded). Both lists are empty where a row has no minima and maxima to tell by, or too many
        gaps to try all places.

    Notes
    -----
    In a row of means, minima and maxima a gap need not be where it seems: a number that was left out moves all later ones. So the
    row's printed numbers are put, from left to right, into all places but the gaps, wherever those are. What is left: minima and
    maxima are answers that were possible; no minimum is above its maximum; some mean between them is rounded to the printed
    one; and, in ``posisi_jumlah``, some sum of such means is rounded to the printed sum.

    Checked against: all 18 places of Klaten's row in Table 3, by hand.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> from klaster_analisis.sources.printed.published import published_tables
    >>> gap = gap_findings(published_tables(load_study())[0])[0]
    >>> gap.row, gap.column, gap.measure, len(gap.values["posisi"]), gap.values["posisi"][0]
    ('klaten', 'informasi', 'maksimum', 7, ('keterampilan', 'maksimum'))
    """
    possible = {row: _possible(table, row) for row in dict.fromkeys(gap.row for gap in table.missing)}
    return [
        Finding(
            table.name, gap.row, gap.column, gap.measure, EMPTY, "", "", NOTED, NOTE, {"catatan": gap.note, **possible[gap.row]}
        )
        for gap in table.missing
    ]


def _possible(table: PrintedTable, row: str) -> dict[str, object]:
    lost = sum(gap.row == row for gap in table.missing)
    if not isinstance(table.layout, ScoreLayout):
        return {"kosong": lost, "posisi": [], "jumlah": None, "posisi_jumlah": []}
    due = _due(table, table.layout)
    arrangements = list(_arrangements(table, table.layout, row, due))
    total = table.number(row, table.layout.sum_column, JUMLAH) if table.layout.sum_column else None
    with_sum = [each for each in arrangements if total is None or _sum_fits(table.layout, each, total)]
    return {"kosong": lost, "posisi": _gaps(due, arrangements), "jumlah": total, "posisi_jumlah": _gaps(due, with_sum)}


def _due(table: PrintedTable, layout: ScoreLayout) -> list[Place]:
    """List the places of a row that has means, minima and maxima, in printed order; of other rows none."""
    measures = [measure for measure in dict.fromkeys(number.measure for number in table.numbers) if measure in (*MEASURES, SD)]
    return [(column, measure) for column in layout.columns for measure in measures] if set(MEASURES) <= set(measures) else []


def _arrangements(table: PrintedTable, layout: ScoreLayout, row: str, due: Sequence[Place]) -> Iterator[Arrangement]:
    """Put a row's numbers, from left to right, into every choice of places that leaves its means possible."""
    numbers = [number for place in due if (number := table.number(row, *place))]
    if len(numbers) == len(due) or comb(len(due), len(numbers)) > MOST_ARRANGEMENTS:
        return
    for places in combinations(due, len(numbers)):
        arrangement = dict(zip(places, numbers, strict=True))
        if all(_column_fits(layout, arrangement, column) for column in layout.columns):
            yield arrangement


def _gaps(due: Sequence[Place], arrangements: Sequence[Arrangement]) -> list[Place]:
    return [place for place in due if any(place not in arrangement for arrangement in arrangements)]


def _column_fits(layout: ScoreLayout, arrangement: Arrangement, column: str) -> bool:
    ends = (arrangement.get((column, end)) for end in (MINIMUM, MAKSIMUM))
    low, high = _limits(layout, arrangement, column)
    mean = _mean(layout, arrangement, column)
    return (
        all(_is_answer(layout, end.value) for end in ends if end)
        and (low is None or high is None or low <= high)
        and (mean is None or mean.low <= mean.high)
    )


def _is_answer(layout: ScoreLayout, value: Fraction) -> bool:
    on_scale = layout.scale is None or layout.scale[0] <= value <= layout.scale[1]
    return on_scale and (value * layout.items).denominator == 1


def _limits(layout: ScoreLayout, arrangement: Arrangement, column: str) -> tuple[Fraction | None, Fraction | None]:
    """Give what the answers lie between: the minimum and maximum, else the ends of the scale, else nothing."""
    low, high = (arrangement.get((column, end)) for end in (MINIMUM, MAKSIMUM))
    scale = [Fraction(end) for end in layout.scale] if layout.scale else [None, None]
    return (low.value if low else scale[0]), (high.value if high else scale[1])


def _mean(layout: ScoreLayout, arrangement: Arrangement, column: str) -> Interval | None:
    """Give what the mean can be; None where nothing bounds it."""
    printed = arrangement.get((column, RATA_RATA))
    low, high = _limits(layout, arrangement, column)
    if printed:
        return printed_interval(printed.text).within(low=low, high=high)
    return None if low is None or high is None else Interval(low, high)


def _sum_fits(layout: ScoreLayout, arrangement: Arrangement, printed: PrintedNumber) -> bool:
    means = [mean for column in layout.columns if (mean := _mean(layout, arrangement, column))]
    total = printed_interval(printed.text)
    unbounded = len(means) < len(layout.columns)
    return unbounded or (sum(mean.low for mean in means) <= total.high and total.low <= sum(mean.high for mean in means))
