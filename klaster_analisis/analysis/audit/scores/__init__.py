"""Whether means, minima, maxima and standard deviations hold together, number by number."""

from collections.abc import Iterator, Mapping

from klaster_analisis.analysis.audit.check import Check
from klaster_analisis.analysis.audit.scores.extremes import check_maximum, check_mean_within, check_minimum
from klaster_analisis.analysis.audit.scores.grim import check_grim
from klaster_analisis.analysis.audit.scores.grimmer import check_grimmer
from klaster_analisis.analysis.audit.scores.outcome import CellCheck, Outcome, Unchecked
from klaster_analisis.analysis.audit.scores.overall_mean import Weights, check_overall_mean, checked_weights
from klaster_analisis.analysis.audit.scores.shape import score_layout
from klaster_analisis.analysis.audit.scores.sum_of_means import check_sum_of_means
from klaster_analisis.sources.printed.table import PrintedTable

CELL_CHECKS: tuple[CellCheck, ...] = (check_grim, check_mean_within, check_minimum, check_maximum, check_grimmer)
NO_WEIGHTS: Weights = {}


def check_scores(table: PrintedTable, *, weights: Mapping[str, Mapping[str, int]] = NO_WEIGHTS) -> list[Check]:
    """
    Hold every number of a score table against those that it should follow from.

    Parameters
    ----------
    table : PrintedTable
        With a `ScoreLayout`.
    weights : mapping of str to mapping of str to int
        Named sets of numbers of answers by row, from elsewhere: ``{"4": {"klaten": 12, "pati": 17, "tegal": 19}}``. An overall
        mean may be weighted by one of them.

    Returns
    -------
    list of Check
        In the printed order of the numbers that are checked; those that pass included.

    Raises
    ------
    UsageError
        If a set of weights lacks a row of the table, is negative, or nothing but 0.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> from klaster_analisis.sources.printed.published import published_tables
    >>> checks = check_scores(published_tables(load_study())[-1])
    >>> [(check.number.column, check.number.text, check.verdict, check.expected) for check in checks][:2]
    [('bahan_baku', '3,3', 'cocok', '3,3'), ('bahan_penolong', '2,8', 'tergantung_bacaan', '2,7')]
    """
    checks = [outcome for outcome in _outcomes(table, checked_weights(table, weights)) if isinstance(outcome, Check)]
    printed = {number: at for at, number in enumerate(table.numbers)}
    return sorted(checks, key=lambda check: printed[check.number])


def unchecked_scores(table: PrintedTable) -> list[Unchecked]:
    """
    List what is printed in a score table but could not be checked.

    Parameters
    ----------
    table : PrintedTable
        With a `ScoreLayout`.

    Returns
    -------
    list of Unchecked
        ``row, column, check, why``, row by row.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> from klaster_analisis.sources.printed.published import published_tables
    >>> unchecked_scores(published_tables(load_study())[0])[0]
    Unchecked(row='klaten', column='produk', check='grim', why='n_tak_tercetak')
    """
    return [outcome for outcome in _outcomes(table, NO_WEIGHTS) if isinstance(outcome, Unchecked)]


def _outcomes(table: PrintedTable, weights: Weights) -> Iterator[Outcome]:
    layout = score_layout(table)
    for row in layout.rows:
        for column in layout.columns:
            yield from (check(table, row, column) for check in CELL_CHECKS)
        yield check_sum_of_means(table, row)
    yield from (check_overall_mean(table, column, weights=weights) for column in layout.columns)
