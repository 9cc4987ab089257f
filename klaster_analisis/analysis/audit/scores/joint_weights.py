"""Whether all overall means of a table can have been taken with the same weights of its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from klaster_analisis.analysis.audit.check import DEPENDS
from klaster_analisis.analysis.audit.finding import READING, Finding
from klaster_analisis.analysis.audit.scores.common_weights import ranges_of_weights
from klaster_analisis.analysis.audit.scores.parts import Parts, parts_of
from klaster_analisis.analysis.audit.scores.shape import score_layout
from klaster_analisis.analysis.rounding import Interval, printed_interval
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import PrintedTable
from klaster_analisis.terms import RATA_RATA

JOINT = "bobot_bersama"


@dataclass(frozen=True)
class JointWeights:
    """
    Which common weights of the rows leave all printed overall means standing.

    Parameters
    ----------
    columns : tuple of str
        Those with an overall mean and all means that it is of.
    same_parts : tuple of (str, str)
        Columns with the same printed means, in the same order, but another overall mean: of printed means no common weights
        give both, however they were rounded.
    out_of_reach : tuple of str
        Columns whose overall mean lies outside their printed means: no weights give it.
    printed : mapping of str to Interval
        By row the possible share of weight, if the means were taken of the printed ones in the columns that are not out of
        reach; empty where there is none, also because of `same_parts`.
    unrounded : mapping of str to Interval
        The same for all columns, if they were taken of means that were not rounded yet.
    """

    columns: tuple[str, ...]
    same_parts: tuple[tuple[str, str], ...]
    out_of_reach: tuple[str, ...]
    printed: Mapping[str, Interval]
    unrounded: Mapping[str, Interval]


def joint_weights(table: PrintedTable) -> JointWeights | None:
    """
    Look for weights of the rows that explain all overall means at once.

    Parameters
    ----------
    table : PrintedTable
        Of scores.

    Returns
    -------
    JointWeights or None
        None if fewer than two columns have an overall mean and all its parts.

    Notes
    -----
    A printed overall mean may be any that is rounded to it, both ends included. Each sets two conditions that are linear in the
    weights: with the means at their largest it is not below the interval's low end, at their smallest not above the high one.

    Checked against: Table 8, by hand.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> from klaster_analisis.sources.printed.published import published_tables
    >>> found = joint_weights(published_tables(load_study())[-1])
    >>> found.same_parts, found.unrounded["pati"]
    ((('bahan_baku', 'produksi'), ('bahan_penolong', 'pemasaran')), Interval(low=Fraction(0, 1), high=Fraction(7, 20)))
    """
    rows, given = score_layout(table).rows, _columns(table)
    if len(given) < 2:
        return None
    same = tuple((a, b) for a, b in combinations(given, 2) if _contradict(given[a], given[b]))
    printed = {column: (mean, _points(parts)) for column, (mean, parts) in given.items()}
    out = tuple(column for column, pair in printed.items() if ranges_of_weights(_conditions([pair]), number=len(rows)) is None)
    reachable = [pair for column, pair in printed.items() if column not in out]
    unrounded = [(mean, parts.unrounded) for mean, parts in given.values()]
    return JointWeights(tuple(given), same, out, {} if same else _ranges(rows, reachable), _ranges(rows, unrounded))


def joint_finding(table: PrintedTable) -> Finding | None:
    """
    Report that no common weights explain the overall means with the printed means.

    Returns
    -------
    Finding or None
        None where some do, or where nothing but single columns is in the way, of which their own checks tell. Its severity is
        never more than ``bacaan``: each column may have had weights of its own. Values: ``pasangan``, the pairs with the same
        parts; ``di_luar``, the columns out of reach; ``belum_dibulatkan``, whether common weights exist with means that were not
        rounded yet, and ``bobot``, by row their smallest and largest share.
    """
    found = joint_weights(table)
    if found is None or (found.printed and found.unrounded):
        return None
    values = {
        "pasangan": found.same_parts,
        "di_luar": found.out_of_reach,
        "belum_dibulatkan": bool(found.unrounded),
        "bobot": {row: (share.low, share.high) for row, share in found.unrounded.items()},
    }
    row = score_layout(table).mean_row or ""
    return Finding(table.name, row, "", RATA_RATA, JOINT, "", "", DEPENDS, READING, values)


_Given = tuple[PrintedNumber, Sequence[Interval]]


def _columns(table: PrintedTable) -> dict[str, tuple[PrintedNumber, Parts]]:
    layout, found = score_layout(table), {}
    for column in layout.columns:
        mean = None if layout.mean_row is None else table.mean(layout.mean_row, column)
        parts = parts_of(table, [(row, column) for row in layout.rows])
        if mean is not None and parts is not None:
            found[column] = mean, parts
    return found


def _contradict(one: tuple[PrintedNumber, Parts], other: tuple[PrintedNumber, Parts]) -> bool:
    """Say whether the printed means are the same but their overall mean, with as many decimals, is not."""
    alike = [part.value for part in one[1].printed] == [part.value for part in other[1].printed]
    return alike and one[0].decimals == other[0].decimals and one[0].units != other[0].units


def _points(parts: Parts) -> list[Interval]:
    return [Interval(part.value, part.value) for part in parts.printed]


def _conditions(given: Sequence[_Given]) -> list[list[Fraction]]:
    """Turn each overall mean into two conditions; since weights add up to 1, its ends can be taken from every part."""
    conditions = []
    for mean, parts in given:
        ends = printed_interval(mean.text)
        conditions += [[part.high - ends.low for part in parts], [ends.high - part.low for part in parts]]
    return conditions


def _ranges(rows: Sequence[str], given: Sequence[_Given]) -> dict[str, Interval]:
    found = ranges_of_weights(_conditions(given), number=len(rows))
    return {} if found is None else dict(zip(rows, found, strict=True))
