"""What a check takes for granted of a table's layout where the table does not state it: how it was read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from klaster_analisis.analysis.audit.check import Check
from klaster_analisis.analysis.audit.frequencies.bases import INTERVIEWED
from klaster_analisis.analysis.audit.frequencies.families import layout_of
from klaster_analisis.analysis.audit.frequencies.percentages import ADDING_UP, WITH_COUNT, WITHOUT_COUNT
from klaster_analisis.analysis.audit.frequencies.sums import ACROSS, DOWN, PART, ROUTED_BASE
from klaster_analisis.analysis.audit.scores.extremes import ORDER, WITHIN
from klaster_analisis.analysis.audit.scores.grim import GRIM
from klaster_analisis.analysis.audit.scores.grimmer import GRIMMER
from klaster_analisis.analysis.audit.scores.overall_mean import OVERALL
from klaster_analisis.analysis.audit.scores.shape import score_layout
from klaster_analisis.analysis.audit.scores.spread_limit import LIMIT
from klaster_analisis.analysis.audit.scores.sum_of_means import SUM_OF_MEANS
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import (
    BARIS,
    ITEMS,
    KOLOM,
    MEANS,
    ONE_ANSWER,
    PARTS_OF,
    PERCENT,
    SAMPLE_SD,
    SEMUA,
    FrequencyLayout,
    PrintedTable,
    ScoreLayout,
)
from klaster_analisis.sources.printed.vocabulary import is_derived, is_total
from klaster_analisis.terms import MAKSIMUM, MINIMUM, PERSEN, RATA_RATA, SD, N

BASE = {BARIS: "dasar_baris", KOLOM: "dasar_kolom", SEMUA: "dasar_semua"}
ONE_WHOLE = {BARIS: "utuh_baris", KOLOM: "utuh_kolom", SEMUA: "utuh_semua"}
OF_COUNTS = COUNTS, SUM_COLUMN, SUM_ROW, PART_COLUMN, PART_ROW, ANSWERED = (
    "baris_hitungan",
    "kolom_jumlah",
    "baris_jumlah",
    "bagian_kolom",
    "bagian_baris",
    "yang_menjawab",
)
OF_SCORES = HOLDS_MEANS, ONE_GROUP, ANSWERS, ON_SCALE, WHOLE_ANSWERS, ONE_ITEM, BY_SAMPLE, SUM_OF_ROW, MEAN_OF_ROWS = (
    "berisi_rata_rata",
    "satu_kelompok",
    "n_skor",
    "pada_skala",
    "bulat",
    "satu_butir",
    "sd_sampel",
    "kolom_jumlah_rata_rata",
    "baris_rata_rata",
)
KINDS = (*OF_COUNTS, *BASE.values(), *ONE_WHOLE.values(), *OF_SCORES)


@dataclass(frozen=True)
class Assumption:
    """
    One thing that was read off headings and places, because nothing in the table states it.

    Parameters
    ----------
    kind : str
        Code of what was assumed.
    names : tuple of str
        Headings of the rows or columns that it is about.
    parts : tuple of str
        What is a part of them; empty where that is all the others.
    """

    kind: str
    names: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


def assumed_by(check: Check, table: PrintedTable) -> tuple[Assumption, ...]:
    """
    List what a check takes for granted of the layout.

    Parameters
    ----------
    check : Check
    table : PrintedTable
        The table of the number that is checked.

    Returns
    -------
    tuple of Assumption
        Empty where the table states all that the check needs, or where its layout is known, as of the study's own tables: only
        then can a number that fits under no reading be called wrong.

    Examples
    --------
    >>> from klaster_analisis.analysis.audit.frequencies.sums import check_sums
    >>> cells = [("SS", "20"), ("TS", "5"), ("N", "10")]
    >>> numbers = tuple(PrintedNumber("1", "a", column, "n", text) for column, text in cells)
    >>> layout = FrequencyLayout(("a",), ("SS", "TS", "N"), {"N": ("SS", "TS")}, stated=frozenset())
    >>> table = PrintedTable("1", numbers, layout)
    >>> assumed_by(check_sums(table)[0], table)
    (Assumption(kind='kolom_jumlah', names=('N',), parts=()),)
    """
    if table.layout.stated is None:
        return tuple(_of_whole_answers(check, table))
    found = _of_counts if isinstance(table.layout, FrequencyLayout) else _of_scores
    return tuple(dict.fromkeys(found(check, table)))


def assumed_of_table(table: PrintedTable) -> tuple[Assumption, ...]:
    """
    List everything that is taken for granted of a table's layout.

    Parameters
    ----------
    table : PrintedTable

    Returns
    -------
    tuple of Assumption

    Examples
    --------
    >>> layout = FrequencyLayout(("a", "b"), ("x",), row_parts={"b": ("a",)}, stated=frozenset())
    >>> assumed_of_table(PrintedTable("1", (), layout))
    (Assumption(kind='bagian_baris', names=('b',), parts=('a',)),)
    """
    if table.layout.stated is None:
        return ()
    if isinstance(table.layout, FrequencyLayout):
        derived = tuple(row for row in table.layout.rows if is_derived(row))
        rows = [Assumption(COUNTS, derived)] if derived else []
        return (*rows, *_sums(table.layout), *_percentages(table, table.layout))
    return tuple(_readings_of_scores(table, table.layout))


def _of_counts(check: Check, table: PrintedTable) -> Iterator[Assumption]:
    layout, number = layout_of(table), check.number
    if is_derived(number.row):
        yield Assumption(COUNTS, (number.row,))
    if check.kind in (ACROSS, ROUTED_BASE):
        yield from _column_sum(layout, number.column)
    elif check.kind == DOWN:
        yield Assumption(SUM_ROW, (number.row,))
    elif check.kind == PART:
        yield from _part(layout, number, check.against[0])
    elif check.kind in (WITH_COUNT, WITHOUT_COUNT):
        yield from _base(layout, number)
    elif check.kind == ADDING_UP:
        yield from _one_whole(layout, check)
    elif check.kind == INTERVIEWED and not (layout.states(PARTS_OF, number.column) and layout.states(ONE_ANSWER)):
        yield Assumption(ANSWERED, (number.column,))


def _column_sum(layout: FrequencyLayout, whole: str) -> Iterator[Assumption]:
    """Several answers need not add up; whether they stand as columns or as rows, no key says."""
    if layout.several or not layout.states(PARTS_OF, whole):
        parts = layout.column_parts[whole]
        yield Assumption(SUM_COLUMN, (whole,), () if len(parts) == len(layout.columns) - 1 else parts)


def _part(layout: FrequencyLayout, number: PrintedNumber, whole: PrintedNumber) -> Iterator[Assumption]:
    """Several parts that exceed a whole are taken as parts of a sum, one that does as part of it by itself."""
    if number.row != whole.row:
        one = layout.overlapping(KOLOM, layout.row_parts[whole.row])
        yield Assumption(PART_ROW, (whole.row,), (number.row,)) if one else Assumption(SUM_ROW, (whole.row,))
    elif not layout.overlapping(BARIS, layout.column_parts[whole.column]):
        yield from _column_sum(layout, whole.column)
    elif not layout.states(PARTS_OF, whole.column):
        yield Assumption(PART_COLUMN, (whole.column,), (number.column,))


def _base(layout: FrequencyLayout, number: PrintedNumber) -> Iterator[Assumption]:
    row, column = layout.base(number.row, number.column)
    names = {BARIS: (column,), KOLOM: (row,), SEMUA: (row, column)}[layout.percent_of]
    if not _stated_base(layout, column):
        yield Assumption(BASE[layout.percent_of], names)


def _stated_base(layout: FrequencyLayout, column: str) -> bool:
    """Of the row can mean of all of it: what the parts of a part are of is not said by that."""
    of_row = layout.percent_of == BARIS and layout.states(PERCENT)
    return of_row and layout.states(PARTS_OF, column) and column not in layout.whole_of_column


def _one_whole(layout: FrequencyLayout, check: Check) -> Iterator[Assumption]:
    number = check.number
    across = layout.percent_of == BARIS or (layout.percent_of == SEMUA and all(each.row == number.row for each in check.against))
    whole = layout.whole_of_column.get(number.column, number.column)
    if not (_stated_base(layout, whole) and layout.states(ONE_ANSWER)):
        yield Assumption(ONE_WHOLE[BARIS if across else KOLOM], (number.row if across else number.column,))


def _sums(layout: FrequencyLayout) -> Iterator[Assumption]:
    for whole, parts in layout.column_parts.items():
        if not layout.overlapping(BARIS, parts):
            yield from _column_sum(layout, whole)
        elif not layout.states(PARTS_OF, whole):
            yield Assumption(PART_COLUMN, (whole,), parts)
    for whole, parts in layout.row_parts.items():
        overlapping = layout.overlapping(KOLOM, parts)
        yield Assumption(PART_ROW, (whole,), parts) if overlapping else Assumption(SUM_ROW, (whole,))


def _percentages(table: PrintedTable, layout: FrequencyLayout) -> Iterator[Assumption]:
    shares = list(table.of_measure(PERSEN))
    bases = dict.fromkeys(assumption for number in shares for assumption in _base(layout, number))
    if bases:
        names = (assumption.names for assumption in bases)
        yield Assumption(BASE[layout.percent_of], tuple(dict.fromkeys(name for each in names for name in each)))
    elif shares and not layout.several and not layout.states(ONE_ANSWER):
        yield Assumption(ONE_WHOLE[layout.percent_of])


def _of_whole_answers(check: Check, table: PrintedTable) -> Iterator[Assumption]:
    """Say that answers are taken as whole, which a scale states; of counts there is nothing to say."""
    if check.kind in (GRIM, GRIMMER, ORDER) and score_layout(table).scale is None:
        yield Assumption(WHOLE_ANSWERS)


def _of_scores(check: Check, table: PrintedTable) -> Iterator[Assumption]:
    layout, number = score_layout(table), check.number
    if check.kind == SUM_OF_MEANS:
        yield Assumption(SUM_OF_ROW, (number.column,))
        return
    if check.kind == OVERALL:
        yield Assumption(MEAN_OF_ROWS, (number.row,))
        return
    if is_total(number.row):
        yield Assumption(ONE_GROUP, (number.row,))
    if number.measure == RATA_RATA and not layout.states(MEANS, number.column):
        yield Assumption(HOLDS_MEANS, (number.column,))
    if check.kind == ORDER:
        yield from _of_ends(check, layout)
        return
    if check.kind == WITHIN and _beyond_printed_ends(number, table):
        return
    if _off_scale(number, layout) or (check.kind == GRIMMER and _needs_scale(check, layout)):
        yield Assumption(ON_SCALE, (number.row, number.column))
        if check.kind == WITHIN:
            return
    if check.values["n"] is not None:
        yield Assumption(ANSWERS)
    yield from _answers(layout)
    if check.kind == GRIMMER and check.values["cara"] != LIMIT and not layout.states(SAMPLE_SD):
        yield Assumption(BY_SAMPLE)


def _of_ends(check: Check, layout: ScoreLayout) -> Iterator[Assumption]:
    """A minimum above its maximum is wrong on any scale; which answers there are, and how many, is said by no key."""
    ends = {each.measure: each.value for each in (check.number, *check.against)}
    reversed_ends = len(ends) == 2 and ends[MINIMUM] > ends[MAKSIMUM]
    if _off_scale(check.number, layout) and not reversed_ends:
        yield Assumption(ON_SCALE, (check.number.row, check.number.column))
    if check.values["n"] == 1 and not reversed_ends:
        yield Assumption(ANSWERS)
    if layout.scale is None or any(value.denominator > 1 for value in ends.values()):
        yield from _answers(layout)


def _off_scale(number: PrintedNumber, layout: ScoreLayout) -> bool:
    """Say whether a score lies outside the stated scale, as an index or a sum would, whose row or column has one of its own."""
    of_answers = number.measure in (RATA_RATA, MINIMUM, MAKSIMUM)
    return of_answers and layout.scale is not None and not layout.scale[0] <= number.value <= layout.scale[1]


def _needs_scale(check: Check, layout: ScoreLayout) -> bool:
    printed = {each.measure for each in check.against}
    return layout.scale is not None and not {MINIMUM, MAKSIMUM} <= printed


def _answers(layout: ScoreLayout) -> Iterator[Assumption]:
    if not layout.states(ITEMS):
        yield Assumption(ONE_ITEM)
    elif layout.scale is None:
        yield Assumption(WHOLE_ANSWERS)


def _beyond_printed_ends(mean: PrintedNumber, table: PrintedTable) -> bool:
    """Say whether a mean lies beyond minimum or maximum, whatever the answers are, how many, and how they were rounded."""
    low, high = (table.number(mean.row, mean.column, measure) for measure in (MINIMUM, MAKSIMUM))
    below, above = mean.value + _unit(mean), mean.value - _unit(mean)
    return (low is not None and below < low.value - _unit(low)) or (high is not None and above > high.value + _unit(high))


def _unit(number: PrintedNumber) -> Fraction:
    return Fraction(1, 10**number.decimals)


def _readings_of_scores(table: PrintedTable, layout: ScoreLayout) -> Iterator[Assumption]:
    printed = {number.measure for number in table.numbers}
    unheaded = _unheaded(table.of_measure(RATA_RATA), layout)
    if unheaded:
        yield Assumption(HOLDS_MEANS, unheaded)
    yield from (Assumption(ONE_GROUP, (row,)) for row in layout.rows if is_total(row))
    if N in printed:
        yield Assumption(ANSWERS)
    if layout.scale is not None:
        yield Assumption(ON_SCALE)
    if N in printed or layout.scale is not None:
        yield from _answers(layout)
    if SD in printed and not layout.states(SAMPLE_SD):
        yield Assumption(BY_SAMPLE)
    if layout.sum_column is not None:
        yield Assumption(SUM_OF_ROW, (layout.sum_column,))
    if layout.mean_row is not None:
        yield Assumption(MEAN_OF_ROWS, (layout.mean_row,))


def _unheaded(means: Iterable[PrintedNumber], layout: ScoreLayout) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mean.column for mean in means if not layout.states(MEANS, mean.column)))
