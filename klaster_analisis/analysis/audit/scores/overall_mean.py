"""Whether a printed mean over rows follows from the rows' printed means."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from klaster_analisis.analysis.audit.check import Check, Reading
from klaster_analisis.analysis.audit.rules import TRUNCATED
from klaster_analisis.analysis.audit.scores.outcome import Outcome, Unchecked
from klaster_analisis.analysis.audit.scores.parts import Parts, parts_of
from klaster_analisis.analysis.audit.scores.shape import score_layout, space_of, whole_n
from klaster_analisis.analysis.audit.scores.sum_of_means import PRINTED, UNROUNDED
from klaster_analisis.errors import Fault, UsageError
from klaster_analisis.sources.printed.table import PrintedTable

OVERALL = "rata_rata_keseluruhan"
WEIGHTED, WEIGHTED_UNROUNDED, ANY_WEIGHTS = "tertimbang", "tertimbang_belum_dibulatkan", "bobot_apa_pun"

Weights = Mapping[str, Mapping[str, int]]


def check_overall_mean(table: PrintedTable, column: str, *, weights: Weights) -> Outcome:
    """
    Check the mean of a column over its rows.

    Parameters
    ----------
    table : PrintedTable
        Of scores.
    column : str
    weights : mapping of str to mapping of str to int
        By name: numbers of answers from elsewhere, by row, as `checked_weights` passed them.

    Returns
    -------
    Check, Unchecked or None
        Readings: ``tercetak``, the plain mean of the printed means; if the table prints n for every row also ``tertimbang``,
        weighted by it: both are usual then, since either is what such a row commonly holds. Not usual: the same of means that
        were not rounded yet (``belum_dibulatkan``, ``tertimbang_belum_dibulatkan``); weighted by the given weights
        (``tertimbang:4``, ``tertimbang_belum_dibulatkan:4``); ``dipangkas``, the plain mean cut; and ``bobot_apa_pun``, any
        weights, means not rounded yet. Values: ``banyak``, how many rows.

    Notes
    -----
    Checked against: Table 8, by hand.
    """
    layout = score_layout(table)
    mean = None if layout.mean_row is None else table.mean(layout.mean_row, column)
    if mean is None:
        return None
    parts = parts_of(table, [(row, column) for row in layout.rows])
    if parts is None:
        return Unchecked(mean.row, column, OVERALL, "bagian_tak_tercetak")
    own = [whole_n(table, row, column) or 0 for row in layout.rows]
    named = {name: [given[row] for row in layout.rows] for name, given in weights.items()}
    readings = sorted(_readings(parts, mean.decimals, own, named), key=lambda reading: not reading.usual)
    return Check(OVERALL, mean, parts.printed, readings, space_of(mean, scale=layout.scale), {"banyak": len(own)})


def _readings(parts: Parts, decimals: int, own: Sequence[int], named: Mapping[str, Sequence[int]]) -> Iterator[Reading]:
    equal = _shares([1] * len(own))
    yield Reading(PRINTED, parts.allowed(equal, decimals))
    yield Reading(UNROUNDED, parts.allowed_unrounded(equal, decimals), usual=False)
    if all(own):
        yield Reading(WEIGHTED, parts.allowed(_shares(own), decimals))
        yield Reading(WEIGHTED_UNROUNDED, parts.allowed_unrounded(_shares(own), decimals), usual=False)
    for name, numbers in named.items():
        yield Reading(f"{WEIGHTED}:{name}", parts.allowed(_shares(numbers), decimals), usual=False)
        yield Reading(f"{WEIGHTED_UNROUNDED}:{name}", parts.allowed_unrounded(_shares(numbers), decimals), usual=False)
    yield Reading(TRUNCATED, parts.allowed_cut(equal, decimals), usual=False)
    yield Reading(ANY_WEIGHTS, parts.allowed_any(decimals), usual=False)


def _shares(numbers: Sequence[int]) -> list[Fraction]:
    return [Fraction(number, sum(numbers)) for number in numbers]


def checked_weights(table: PrintedTable, weights: Weights) -> Weights:
    """
    Pass weights on that are complete.

    Raises
    ------
    UsageError
        If a set lacks a row, holds a negative number, or nothing but 0. All faults are listed.

    Examples
    --------
    >>> from klaster_analisis.sources.printed.table import ScoreLayout
    >>> checked_weights(PrintedTable("8", (), ScoreLayout(("a", "b"), ("x",))), {"4": {"a": 3}})
    Traceback (most recent call last):
    klaster_analisis.errors.UsageError: weights, 4: b has no number. Give a number of answers for every row.
    """
    faults = [Fault(f"weights, {name}", *fault) for name, given in weights.items() for fault in _faults(table, given)]
    if faults:
        raise UsageError(faults)
    return weights


def _faults(table: PrintedTable, given: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    rows = score_layout(table).rows
    for row in rows:
        if row not in given:
            yield f"{row} has no number.", "Give a number of answers for every row."
        elif given[row] < 0:
            yield f"{row} has {given[row]}.", "Give 0 or more."
    if rows and all(given.get(row) == 0 for row in rows):
        yield "every row has 0.", "Leave the set out."
