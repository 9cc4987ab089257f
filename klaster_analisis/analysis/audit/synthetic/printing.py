"""True data as they would be printed: rounded by a rule, with a decimal comma."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import isqrt

from klaster_analisis.analysis.audit.rules import HALF_DOWN, HALF_EVEN, TRUNCATED, printed_units
from klaster_analisis.analysis.audit.synthetic.truth import Cell, TrueCounts, TrueScores
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import FrequencyLayout, PrintedTable, ScoreLayout
from klaster_analisis.terms import JUMLAH, MAKSIMUM, MINIMUM, PERSEN, RATA_RATA, SD, N

MEASURE_ORDER = (N, RATA_RATA, MINIMUM, MAKSIMUM, SD, JUMLAH, PERSEN)
Lines = Iterator[tuple[str, str, str, str]]  # row, column, measure, text


def written(units: int, decimals: int) -> str:
    """
    Write a number of so many units of the last decimal with a decimal comma.

    Examples
    --------
    >>> written(333, 1), written(5, 2), written(17, 0)
    ('33,3', '0,05', '17')
    """
    whole, rest = divmod(units, 10**decimals)
    return f"{whole},{rest:0{decimals}d}" if decimals else str(whole)


def sd_units(variance: Fraction, decimals: int, rule: str) -> int:
    """
    Round the root of a variance, exactly, and give it in units of the last decimal.

    Notes
    -----
    The root r of 4 · 10^(2 decimals) · variance is twice the standard deviation in units; its whole part tells on which side
    of a half the standard deviation lies.

    Checked against: Python's decimal (square root to 60 digits, then quantize).

    Examples
    --------
    >>> sd_units(Fraction(2), 2, "ke_atas"), sd_units(Fraction(1, 4), 0, "ke_atas"), sd_units(Fraction(1, 4), 0, "ke_genap")
    (141, 1, 0)
    """
    fourfold = 4 * variance * 100**decimals
    halves = isqrt(fourfold.numerator // fourfold.denominator)
    whole, over = divmod(halves, 2)
    if rule == TRUNCATED or not over:
        return whole
    goes_down = rule == HALF_DOWN or (rule == HALF_EVEN and whole % 2 == 0)
    return whole if goes_down and halves * halves == fourfold else whole + 1


def in_printed_order(layout: FrequencyLayout | ScoreLayout, numbers: Iterable[PrintedNumber]) -> tuple[PrintedNumber, ...]:
    """Put numbers in the order of the layout's rows and columns: sums and means of scores last, the n of a row first."""
    columns = ("", *layout.columns, *((layout.sum_column or "",) if isinstance(layout, ScoreLayout) else ()))
    rows = (*layout.rows, *((layout.mean_row or "",) if isinstance(layout, ScoreLayout) else ()))
    row_at = {row: at for at, row in enumerate(rows)}
    column_at = {column: at for at, column in reversed(list(enumerate(columns)))}
    place = {measure: at for at, measure in enumerate(MEASURE_ORDER)}
    return tuple(sorted(numbers, key=lambda x: (row_at[x.row], column_at[x.column], place[x.measure])))


def print_counts(
    truth: TrueCounts, *, name: str, rule: str, decimals: int = 1, counts: bool = True, hundreds: bool = False
) -> PrintedTable:
    """
    Print counts with their percentages.

    Parameters
    ----------
    truth : TrueCounts
    name : str
    rule : {"ke_atas", "ke_genap", "ke_bawah", "dipangkas"}
        How a percentage is rounded.
    decimals : int
        Of a percentage.
    counts : bool
        Print every count; a cell of nobody then holds ``0`` without a percentage, as in the study. Otherwise only those that
        are no part of anything in their row, and every percentage.
    hundreds : bool
        Print the 100 percent of what is a percentage of itself.

    Returns
    -------
    PrintedTable
        No percentage of a base of nobody.

    Notes
    -----
    Checked against: Python's decimal (quantize).

    Examples
    --------
    >>> from klaster_analisis.analysis.audit.synthetic.truth import add_up
    >>> layout = FrequencyLayout(("a",), ("ada", "tidak", "n"), {"n": ("ada", "tidak")})
    >>> truth = TrueCounts(layout, add_up(layout, {("a", "ada"): 2, ("a", "tidak"): 1}))
    >>> [number.text for number in print_counts(truth, name="1", rule="ke_atas").numbers]
    ['2', '66,7', '1', '33,3', '3']
    """
    layout = truth.layout
    lines = [(*cell, N, str(n)) for cell, n in truth.counts.items() if counts or cell[1] not in layout.whole_of_column]
    for cell, percentage in _percentages(truth, hundreds=hundreds):
        if percentage or not counts:
            lines.append((*cell, PERSEN, _rounded(percentage, decimals, rule)))
    numbers = in_printed_order(layout, (PrintedNumber(name, *line) for line in lines))
    return PrintedTable(name, numbers, layout, interviewed=truth.interviewed)


def print_scores(
    truth: TrueScores,
    *,
    name: str,
    rule: str,
    decimals: int = 0,
    measures: tuple[str, ...] = (RATA_RATA,),
    mean_row_decimals: int = 1,
) -> PrintedTable:
    """
    Print scores.

    Parameters
    ----------
    truth : TrueScores
    name : str
    rule : {"ke_atas", "ke_genap", "ke_bawah", "dipangkas"}
    decimals : int
        Of a mean and a standard deviation, and of the sum of means.
    measures : tuple of str
        ``rata_rata``, and what else of ``n``, ``minimum``, ``maksimum``, ``sd``; ``n`` is printed once a row. A minimum and a
        maximum are those of single answers and need scores of one item.
    mean_row_decimals : int
        Of the row of means, if the layout has one.

    Returns
    -------
    PrintedTable
        The sum column adds up the printed means, and the row of means is the mean of the printed means, each row counting once:
        a reader can recompute both. The standard deviation of one person is not printed.

    Notes
    -----
    Checked against: Python's decimal (quantize) and statistics.

    Examples
    --------
    >>> layout = ScoreLayout(("a", "b"), ("produk",), (1, 5), mean_row="rata_rata")
    >>> truth = TrueScores(layout, {("a", "produk"): (3, 3, 5), ("b", "produk"): (1, 2)})
    >>> [number.text for number in print_scores(truth, name="1", rule="ke_atas").numbers]
    ['4', '2', '3,0']
    """
    lines = [line for cell in truth.totals for line in _of_score(truth, cell, decimals, rule) if line[2] in measures]
    if N in measures:
        lines += [(row, "", N, str(n)) for row, n in truth.people.items()]
    numbers = [PrintedNumber(name, *line) for line in lines]
    numbers += [PrintedNumber(name, *line) for line in _summaries(truth.layout, numbers, mean_row_decimals, rule)]
    return PrintedTable(name, in_printed_order(truth.layout, numbers), truth.layout)


def _rounded(value: Fraction, decimals: int, rule: str) -> str:
    return written(printed_units(value, decimals, rule), decimals)


def _percentages(truth: TrueCounts, *, hundreds: bool) -> Iterator[tuple[Cell, Fraction]]:
    for cell, count in truth.counts.items():
        base = truth.layout.base(*cell)
        if truth.counts[base] and (hundreds or base != cell):
            yield cell, Fraction(100 * count, truth.counts[base])


def _of_score(truth: TrueScores, cell: Cell, decimals: int, rule: str) -> Lines:
    totals, items = truth.totals[cell], truth.layout.items
    n, total = len(totals), sum(totals)
    yield *cell, RATA_RATA, _rounded(Fraction(total, n * items), decimals, rule)
    yield *cell, MINIMUM, str(min(totals))
    yield *cell, MAKSIMUM, str(max(totals))
    if n > 1:
        squares = sum(one * one for one in totals) - Fraction(total * total, n)
        variance = squares / (items * items * (n if truth.layout.population_sd else n - 1))
        yield *cell, SD, written(sd_units(variance, decimals, rule), decimals)


def _summaries(layout: ScoreLayout, numbers: Iterable[PrintedNumber], decimals: int, rule: str) -> Lines:
    """Add up the printed means of a row, and average those of a column."""
    means = {(x.row, x.column): x for x in numbers if x.measure == RATA_RATA}
    for row in layout.rows if layout.sum_column else ():
        in_row = [means[row, column] for column in layout.columns]
        yield row, str(layout.sum_column), JUMLAH, written(sum(x.units for x in in_row), in_row[0].decimals)
    for column in layout.columns if layout.mean_row else ():
        average = sum((means[row, column].value for row in layout.rows), Fraction(0)) / len(layout.rows)
        yield str(layout.mean_row), column, RATA_RATA, _rounded(average, decimals, rule)
