"""The same counts, or the same caption, in more than one table: nothing wrong, but worth knowing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import exp, lgamma, log

from klaster_analisis.analysis.audit.finding import NOTE, Finding
from klaster_analisis.sources.printed.table import FrequencyLayout, PrintedTable

REPEATED_ROW, REPEATED_COLUMN, REPEATED_CAPTION = "baris_berulang", "kolom_berulang", "judul_berulang"
NOTED = "tercatat"
FEWEST_ROWS = 3


@dataclass(frozen=True)
class _Block:
    """The counts of a row that hang together: a sum, where there is one, and its parts."""

    whole: str
    base: int | None
    parts: tuple[tuple[str, int], ...]
    overlapping: bool


@dataclass(frozen=True)
class _Column:
    """The counts of a column over the rows that are no sums."""

    name: str
    counts: tuple[tuple[str, int], ...]


def repeated_rows(tables: Sequence[PrintedTable]) -> list[Finding]:
    """
    Find rows that print the same counts in several tables.

    Parameters
    ----------
    tables : sequence of PrintedTable
        Those of scores are left out.

    Returns
    -------
    list of Finding
        ``baris_berulang``, in the order of rows; of each row the widest repeats: those blocks (a sum and its parts) that two
        tables share, with all tables that share them. Rows that are sums are left out, and so are blocks with fewer than two
        parts above 0, which are settled by their base. The finding stands at the first table. Values: ``tabel`` (the names),
        ``kolom`` and ``cacah`` (headings and counts, side by side), ``peluang`` (see Notes; None where a base is not printed, or
        a firm may be counted twice).

    Notes
    -----
    ``peluang`` says how telling a repeat is. Take the first table as given, and the bases of the others, and let the firms of
    each other table answer independently of it. Whatever their true shares are, the chance of exactly these counts x_1 … x_k out
    of n is at most n!/(x_1! … x_k!) × Π (x_i/n)^x_i, the multinomial probability at its largest. ``peluang`` is the product over
    blocks and other tables. A chance of 0.3 says little; a small one says that the same firms answered alike, or that numbers
    were carried over. Which of the two, print cannot tell.

    Checked against: ``scipy.stats.multinomial.pmf``, and exact fractions by hand.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> from klaster_analisis.sources.printed.published import published_tables
    >>> found = repeated_rows(published_tables(load_study()))
    >>> [(finding.row, finding.values["tabel"], finding.values["cacah"]) for finding in found][0]
    ('klaten', ['5', '6'], [4, 2, 6, 2, 2, 0])
    """
    counted = _counted(tables)
    rows = dict.fromkeys(row for _, layout in counted for row in layout.rows if row not in layout.row_parts)
    return [finding for row in rows for finding in _of_row(row, counted)]


def repeated_columns(tables: Sequence[PrintedTable]) -> list[Finding]:
    """
    Find columns that print the same counts in several tables.

    Parameters
    ----------
    tables : sequence of PrintedTable
        Those of scores are left out.

    Returns
    -------
    list of Finding
        ``kolom_berulang``, in the order of columns. Rows that are sums are left out; the others must be the same, three at
        least, and at least two counts above 0. A column that is a sum and no part is left out: it says how many answered; so
        are counts that, in the other tables, are all of their base. The finding stands at the first table. Values: ``tabel``,
        ``baris`` and ``cacah`` (headings and counts, side by side), ``peluang``.

    Notes
    -----
    ``peluang`` as in `repeated_rows`: the product of the largest binomial probabilities of each count out of its own base, over
    the rows and the tables after the first. None where a column is no part, or a base is not printed.

    Checked against: ``scipy.stats.binom.pmf``, and by hand.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> from klaster_analisis.sources.printed.published import published_tables
    >>> found = repeated_columns(published_tables(load_study()))[0]
    >>> found.column, found.values["tabel"], found.values["cacah"], round(found.values["peluang"], 4)
    ('ada', ['4', '5', '6'], [4, 13, 17], 0.0018)
    """
    holders: dict[_Column, list[PrintedTable]] = {}
    for table, layout in _counted(tables):
        for column in _columns(table, layout):
            holders.setdefault(column, []).append(table)
    findings = (_column_finding(column, same) for column, same in holders.items() if len(same) > 1)
    return [finding for finding in findings if finding.values["peluang"] != 1]


def repeated_captions(tables: Iterable[PrintedTable]) -> list[Finding]:
    """
    Find captions that stand over several tables.

    Parameters
    ----------
    tables : iterable of PrintedTable

    Returns
    -------
    list of Finding
        ``judul_berulang``; capitals and spaces make no difference. Values: ``tabel`` (the names), ``judul`` (as first printed).

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> from klaster_analisis.sources.printed.published import published_tables
    >>> [finding.values["tabel"] for finding in repeated_captions(published_tables(load_study()))]
    [['6', '7']]
    """
    holders: dict[str, list[PrintedTable]] = {}
    for table in tables:
        holders.setdefault(" ".join(table.caption.casefold().split()), []).append(table)
    repeated = (same for caption, same in holders.items() if caption and len(same) > 1)
    return [_note(REPEATED_CAPTION, same, "", "", {"judul": same[0].caption}) for same in repeated]


def largest_probability(counts: Sequence[int]) -> float:
    """
    Give the largest multinomial probability of counts, over all shares that could be true.

    Parameters
    ----------
    counts : sequence of int
        None below 0.

    Notes
    -----
    It is largest where the true shares are the counted ones.

    Examples
    --------
    >>> round(largest_probability([2, 2, 0]), 3)  # by hand: 6 ways, each 1/16
    0.375
    """
    n = sum(counts)
    return exp(lgamma(n + 1) + sum(count * log(count / n) - lgamma(count + 1) for count in counts if count))


def _counted(tables: Iterable[PrintedTable]) -> list[tuple[PrintedTable, FrequencyLayout]]:
    return [(table, table.layout) for table in tables if isinstance(table.layout, FrequencyLayout)]


def _of_row(row: str, counted: Sequence[tuple[PrintedTable, FrequencyLayout]]) -> Iterator[Finding]:
    """Two tables share blocks; all tables that hold these share them too."""
    held = [(table, dict.fromkeys(_blocks(table, layout, row))) for table, layout in counted]
    pairs = (tuple(block for block in first if block in second) for (_, first), (_, second) in combinations(held, 2))
    for shared in sorted(dict.fromkeys(pair for pair in pairs if pair), key=len, reverse=True):
        same = [table for table, blocks in held if all(block in blocks for block in shared)]
        yield _row_finding(row, shared, same)


def _blocks(table: PrintedTable, layout: FrequencyLayout, row: str) -> Iterator[_Block]:
    for whole, columns in (layout.column_parts or {"": layout.columns}).items():
        base = table.count(row, whole)
        parts = tuple((column, count.units) for column in columns if (count := table.count(row, column)))
        if len(parts) == len(columns) and sum(count > 0 for _, count in parts) > 1:
            yield _Block(whole, base.units if base else None, parts, layout.several)


def _row_finding(row: str, blocks: Sequence[_Block], tables: Sequence[PrintedTable]) -> Finding:
    cells: dict[str, int] = {}
    for block in blocks:
        cells |= dict(block.parts) | ({} if block.base is None else {block.whole: block.base})
    chance = _together([_chance_of_block(block) for block in blocks] * (len(tables) - 1))
    values: dict[str, object] = {"kolom": list(cells), "cacah": list(cells.values()), "peluang": chance}
    return _note(REPEATED_ROW, tables, row, blocks[0].whole if len(blocks) == 1 else "", values)


def _chance_of_block(block: _Block) -> float | None:
    counts = [count for _, count in block.parts]
    return None if block.overlapping or sum(counts) != block.base else largest_probability(counts)


def _columns(table: PrintedTable, layout: FrequencyLayout) -> Iterator[_Column]:
    rows = [row for row in layout.rows if row not in layout.row_parts]
    for name in layout.columns:
        counts = tuple((row, count.units) for row in rows if (count := table.count(row, name)))
        root = name in layout.column_parts and name not in layout.whole_of_column
        if len(counts) >= FEWEST_ROWS and sum(count > 0 for _, count in counts) > 1 and not root:
            yield _Column(name, counts)


def _column_finding(column: _Column, tables: Sequence[PrintedTable]) -> Finding:
    rows, counts = zip(*column.counts, strict=True)
    chances = [_chance_of_cell(table, row, column.name, count) for table in tables[1:] for row, count in column.counts]
    values: dict[str, object] = {"baris": list(rows), "cacah": list(counts), "peluang": _together(chances)}
    return _note(REPEATED_COLUMN, tables, "", column.name, values)


def _chance_of_cell(table: PrintedTable, row: str, column: str, count: int) -> float | None:
    layout = table.layout
    whole = layout.whole_of_column.get(column) if isinstance(layout, FrequencyLayout) else None
    base = table.count(row, whole) if whole else None
    return None if base is None or base.units < count else largest_probability([count, base.units - count])


def _together(chances: Sequence[float | None]) -> float | None:
    product = 1.0
    for chance in chances:
        if chance is None:
            return None
        product *= chance
    return product


def _note(check: str, tables: Sequence[PrintedTable], row: str, column: str, values: dict[str, object]) -> Finding:
    names = [table.name for table in tables]
    return Finding(names[0], row, column, "", check, "", "", NOTED, NOTE, {"tabel": names, **values})
