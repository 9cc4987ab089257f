"""Findings as data: what does not hold together, where, and how sure that is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from klaster_analisis.analysis.audit.assumed import Assumption

CERTAIN, READING, NOTE = "pasti", "bacaan", "catatan"
SEVERITIES = (CERTAIN, READING, NOTE)  # gravest first

COLUMNS = ("tabel", "baris", "kolom", "ukuran", "pemeriksaan", "cetak", "seharusnya", "putusan", "keparahan")


@dataclass(frozen=True)
class Finding:
    """
    One thing in a printed table that a reader should know.

    Parameters
    ----------
    table, row, column, measure : str
        Where; empty where it is about all rows, all columns or the whole table.
    check : str
        Code of the check that found it.
    printed, expected : str
        What stands there, and what would follow from the other numbers; empty where there is no one number.
    verdict : str
        ``bertentangan``, ``tergantung_bacaan``, or of a note: ``tercatat``.
    severity : str
        ``pasti``: no way of reading makes the numbers fit. ``bacaan``: only an unusual one does, or another layout than the one
        that was assumed may. ``catatan``: nothing is wrong with the numbers, but they should not be used unaware of it.
    values : mapping
        What the sentence about it needs: codes and numbers.
    readings : tuple of str
        The ways of reading under which the number would be right.
    nearest : tuple of str
        The numbers nearest to the printed one that the others allow.
    assumed : tuple of Assumption
        What was taken for granted of the layout because the table does not state it.
    """

    table: str
    row: str
    column: str
    measure: str
    check: str
    printed: str
    expected: str
    verdict: str
    severity: str
    values: Mapping[str, object] = field(default_factory=dict)
    readings: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    assumed: tuple[Assumption, ...] = ()

    @property
    def tables(self) -> tuple[str, ...]:
        """The table, or the tables that it is about."""
        names = self.values.get("tabel")
        return tuple(map(str, names)) if isinstance(names, list) else (self.table,)


def findings_frame(findings: Iterable[Finding]) -> pd.DataFrame:
    """
    Put findings into a frame.

    Parameters
    ----------
    findings : iterable of Finding

    Returns
    -------
    pandas.DataFrame
        One row a finding: ``tabel, baris, kolom, ukuran, pemeriksaan, cetak, seharusnya, putusan, keparahan``; the last is an
        ordered categorical, so that sorting puts the gravest first.
    """
    rows = [(f.table, f.row, f.column, f.measure, f.check, f.printed, f.expected, f.verdict, f.severity) for f in findings]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.assign(keparahan=pd.Categorical(frame["keparahan"], categories=SEVERITIES, ordered=True))
