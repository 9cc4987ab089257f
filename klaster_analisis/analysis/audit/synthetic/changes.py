"""Printed numbers changed for the worse."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

import numpy as np

from klaster_analisis.analysis.audit.synthetic.printing import in_printed_order
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import PrintedTable

T = TypeVar("T")
Place = tuple[str, str, str]  # row, column, measure
Changes = Mapping[Place, str | None]  # what stands there now; None where nothing does


def place_of(number: PrintedNumber) -> Place:
    """Say where a number stands."""
    return number.row, number.column, number.measure


def texts_of(table: PrintedTable) -> dict[Place, str]:
    """Give what is printed, by place."""
    return {place_of(number): number.text for number in table.numbers}


def with_changes(table: PrintedTable, changes: Changes) -> PrintedTable:
    """
    Print a table with other numbers.

    Examples
    --------
    >>> from klaster_analisis.sources.printed.table import FrequencyLayout
    >>> table = PrintedTable("1", (PrintedNumber("1", "a", "ada", "n", "4"),), FrequencyLayout(("a",), ("ada",)))
    >>> with_changes(table, {("a", "ada", "n"): "5"}).numbers[0].text
    '5'
    """
    texts = {**texts_of(table), **changes}
    numbers = (PrintedNumber(table.name, *place, text) for place, text in texts.items() if text is not None)
    return replace(table, numbers=in_printed_order(table.layout, numbers))


def shuffled(rng: np.random.Generator, items: Iterable[T]) -> Iterator[T]:
    """Go through items in a random order."""
    known = list(items)
    return (known[at] for at in rng.permutation(len(known)))
