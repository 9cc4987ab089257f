"""Right numbers at wrong places of a row: a cell moves with all its numbers."""

from collections.abc import Iterator, Sequence

import numpy as np

from klaster_analisis.analysis.audit.synthetic.changes import Changes, shuffled, texts_of
from klaster_analisis.sources.printed.table import FrequencyLayout, PrintedTable


def swapped_cells(table: PrintedTable, rng: np.random.Generator) -> Iterator[Changes]:
    """Swap two cells of a row that are parts of the same whole; in a table of scores, any two."""
    for row, columns in shuffled(rng, _groups(table)):
        pairs = [(one, other) for at, one in enumerate(columns) for other in columns[at + 1 :]]
        for one, other in shuffled(rng, pairs):
            yield _moved(table, row, {one: other, other: one})


def shifted_row(table: PrintedTable, rng: np.random.Generator) -> Iterator[Changes]:
    """Shift the cells of a row one column to the right, all but the sum; the last one comes first."""
    layout = table.layout
    wholes = set(layout.columns) - set(layout.whole_of_column) if isinstance(layout, FrequencyLayout) else set()
    columns = [column for column in layout.columns if column not in wholes]
    for row in shuffled(rng, layout.rows):
        yield _moved(table, row, dict(zip(columns, columns[1:] + columns[:1], strict=True)))


def _groups(table: PrintedTable) -> Iterator[tuple[str, Sequence[str]]]:
    layout = table.layout
    groups = layout.column_parts.values() if isinstance(layout, FrequencyLayout) else [layout.columns]
    return ((row, columns) for row in layout.rows for columns in groups)


def _moved(table: PrintedTable, row: str, target: dict[str, str]) -> Changes:
    """Move the cells of a row; a place whose cell holds fewer numbers than the one before is left empty."""
    texts = texts_of(table)
    inside = {place: text for place, text in texts.items() if place[0] == row and place[1] in target}
    changes: dict[tuple[str, str, str], str | None] = dict.fromkeys(inside)
    changes.update({(row, target[column], measure): text for (_, column, measure), text in inside.items()})
    return {place: text for place, text in changes.items() if text != texts.get(place)}
