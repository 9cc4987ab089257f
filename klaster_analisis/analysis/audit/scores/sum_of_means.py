"""Whether a printed sum of means is the sum of the printed means."""

from fractions import Fraction

from klaster_analisis.analysis.audit.check import Check, Reading
from klaster_analisis.analysis.audit.rules import TRUNCATED
from klaster_analisis.analysis.audit.scores.outcome import Outcome, Unchecked
from klaster_analisis.analysis.audit.scores.parts import parts_of
from klaster_analisis.analysis.audit.scores.shape import score_layout, space_of
from klaster_analisis.sources.printed.table import PrintedTable
from klaster_analisis.terms import JUMLAH

SUM_OF_MEANS = "jumlah_rata_rata"
PRINTED, UNROUNDED = "tercetak", "belum_dibulatkan"


def check_sum_of_means(table: PrintedTable, row: str) -> Outcome:
    """
    Check the sum of a row's means.

    Parameters
    ----------
    table : PrintedTable
        Of scores.
    row : str

    Returns
    -------
    Check, Unchecked or None
        Readings: ``tercetak``, the sum of the printed means. Not usual, since a reader cannot add them up: ``belum_dibulatkan``,
        of means that were not rounded yet, within minimum and maximum or the scale; ``dipangkas``, of the printed means, the sum
        cut. Values: ``banyak``, how many means.

    Notes
    -----
    Checked against: the sums of Table 3, by hand.
    """
    layout = score_layout(table)
    total = None if layout.sum_column is None else table.number(row, layout.sum_column, JUMLAH)
    if total is None:
        return None
    parts = parts_of(table, [(row, column) for column in layout.columns])
    if parts is None:
        return Unchecked(row, total.column, SUM_OF_MEANS, "bagian_tak_tercetak")
    each = [Fraction(1)] * len(parts.printed)
    readings = (
        Reading(PRINTED, parts.allowed(each, total.decimals)),
        Reading(UNROUNDED, parts.allowed_unrounded(each, total.decimals), usual=False),
        Reading(TRUNCATED, parts.allowed_cut(each, total.decimals), usual=False),
    )
    scale = layout.scale and (layout.scale[0] * len(each), layout.scale[1] * len(each))
    return Check(SUM_OF_MEANS, total, parts.printed, readings, space_of(total, scale=scale), {"banyak": len(each)})
