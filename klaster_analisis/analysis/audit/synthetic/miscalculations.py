"""Numbers that were computed wrongly from right ones, or rightly from wrong ones."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from klaster_analisis.analysis.audit.rules import HALF_UP, TRUNCATED, USUAL_RULES, printed_units
from klaster_analisis.analysis.audit.synthetic.changes import Changes, Place, place_of, shuffled
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import FrequencyLayout, PrintedTable, ScoreLayout
from klaster_analisis.terms import PERSEN, N


def wrong_base(table: PrintedTable, rng: np.random.Generator) -> Iterator[Changes]:
    """Compute one percentage, or all of a row with the same base, on another base of the table, none above 100."""
    if not isinstance(table.layout, FrequencyLayout):
        return
    groups: dict[tuple[str, str, str], list[PrintedNumber]] = defaultdict(list)
    for percent in table.of_measure(PERSEN):
        groups[percent.row, *table.layout.base(percent.row, percent.column)].append(percent)
    bases = {count.units for cell in groups if (count := table.count(*cell[1:]))}
    for group in shuffled(rng, groups.values()):
        chosen = group if rng.random() < 0.5 else group[:1]
        counts = [table.count(percent.row, percent.column) for percent in chosen]
        known = [count.units for count in counts if count]
        if len(known) == len(chosen):
            for base in shuffled(rng, sorted(base for base in bases if base >= max(known) and base)):
                yield {place_of(x): _percentage(x, count, base) for x, count in zip(chosen, known, strict=True)}


def stale_totals(table: PrintedTable, rng: np.random.Generator) -> Iterator[Changes]:
    """Change one count that is no sum, by up to three firms, and its percentage with it; the sums stay as they were."""
    layout = table.layout
    if not isinstance(layout, FrequencyLayout):
        return
    sums = {*layout.column_parts, *layout.row_parts}
    parts = [n for n in table.of_measure(N) if n.units and not {n.row, n.column} & sums and n.column in layout.whole_of_column]
    for count in shuffled(rng, parts):
        base = table.count(*layout.base(count.row, count.column))
        for step in shuffled(rng, (-3, -2, -1, 1, 2, 3)):
            if base and 0 < count.units + step <= base.units:
                yield _recounted(table, count, count.units + step, base.units)


def other_rule(table: PrintedTable, rng: np.random.Generator) -> Iterator[Changes]:
    """Cut off one number that can be recomputed from what is printed, where no usual rule gives the same: not at a half."""
    for number, value in shuffled(rng, recomputable(table)):
        cut = printed_units(value, number.decimals, TRUNCATED)
        if cut not in {printed_units(value, number.decimals, rule) for rule in USUAL_RULES}:
            yield {place_of(number): number.written(cut)}


def recomputable(table: PrintedTable) -> Iterator[tuple[PrintedNumber, Fraction]]:
    """Give the numbers that others in print determine, and their exact values: percentages, and a row of means."""
    if isinstance(table.layout, ScoreLayout):
        yield from _means_of_means(table, table.layout)
        return
    for percent in table.of_measure(PERSEN):
        count = table.count(percent.row, percent.column)
        base = table.count(*table.layout.base(percent.row, percent.column))
        if count and base and base.units:
            yield percent, Fraction(100 * count.units, base.units)


def _means_of_means(table: PrintedTable, layout: ScoreLayout) -> Iterator[tuple[PrintedNumber, Fraction]]:
    for column in layout.columns if layout.mean_row else ():
        overall = table.mean(str(layout.mean_row), column)
        means = [mean.value for row in layout.rows if (mean := table.mean(row, column))]
        if overall and len(means) == len(layout.rows):
            yield overall, sum(means, Fraction(0)) / len(means)


def _percentage(percent: PrintedNumber, count: int, base: int) -> str:
    return percent.written(printed_units(Fraction(100 * count, base), percent.decimals, HALF_UP))


def _recounted(table: PrintedTable, count: PrintedNumber, units: int, base: int) -> Changes:
    changes: dict[Place, str | None] = {place_of(count): str(units)}
    percent = table.percent(count.row, count.column)
    if percent:
        changes[place_of(percent)] = _percentage(percent, units, base)
    return changes
