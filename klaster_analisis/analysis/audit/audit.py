"""The auditor: every check of every table, and what shows only between tables."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from klaster_analisis.analysis.audit.finding import CERTAIN, READING, Finding, findings_frame
from klaster_analisis.analysis.audit.repeats import repeated_captions, repeated_columns, repeated_rows
from klaster_analisis.analysis.audit.table_audit import TableAudit, audit_table
from klaster_analisis.sources.printed.published import published_tables
from klaster_analisis.sources.printed.table import FrequencyLayout, PrintedTable
from klaster_analisis.sources.study import Study
from klaster_analisis.terms import JUMLAH


@dataclass(frozen=True, eq=False)
class Audit:
    """
    What was found in several tables, and between them.

    Parameters
    ----------
    tables : tuple of TableAudit
    across : tuple of Finding
        What shows only when tables are laid beside each other.
    """

    tables: tuple[TableAudit, ...]
    across: tuple[Finding, ...]

    def __getitem__(self, name: str) -> TableAudit:
        return next(table for table in self.tables if table.table.name == name)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings: table by table, then those between tables."""
        return (*(finding for table in self.tables for finding in table.findings), *self.across)

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong with the numbers; notes do not count."""
        return all(finding.severity not in (CERTAIN, READING) for finding in self.findings)

    def to_frame(self) -> pd.DataFrame:
        """Give the findings as `findings_frame` does."""
        return findings_frame(self.findings)

    def checks_frame(self) -> pd.DataFrame:
        """Give one row a check, as `TableAudit.checks_frame` does, table by table."""
        return pd.concat([table.checks_frame() for table in self.tables], ignore_index=True)


def audit_tables(tables: Iterable[PrintedTable], *, weights: Mapping[str, Mapping[str, int]] | None = None) -> Audit:
    """
    Check whether the numbers of printed tables hold together.

    Parameters
    ----------
    tables : iterable of PrintedTable
        Those of one publication: they are also held against each other.
    weights : mapping of mapping, optional
        By name: numbers of answers by row that an overall mean may have been weighted by.

    Returns
    -------
    Audit

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> audit = audit_tables(published_tables(load_study())[2:3])
    >>> audit.to_frame()[["baris", "kolom", "pemeriksaan", "cetak", "seharusnya"]].to_dict("records")[0]
    {'baris': 'klaten', 'kolom': 'pasif', 'pemeriksaan': 'persen', 'cetak': '50,2', 'seharusnya': '50,0'}
    """
    tables = tuple(tables)
    across = (*repeated_rows(tables), *repeated_columns(tables), *repeated_captions(tables))
    return Audit(tuple(audit_table(table, weights=weights or {}) for table in tables), across)


def audit_study(study: Study) -> Audit:
    """
    Check the printed tables of the study; overall means also against weights from its own tables.

    Parameters
    ----------
    study : Study

    Returns
    -------
    Audit
    """
    tables = published_tables(study)
    return audit_tables(tables, weights={table.name: _totals(table, study.places.codes) for table in _counted(tables)})


def _counted(tables: Iterable[PrintedTable]) -> Iterator[PrintedTable]:
    return (table for table in tables if isinstance(table.layout, FrequencyLayout))


def _totals(table: PrintedTable, places: Sequence[str]) -> dict[str, int]:
    return {place: number.units for place in places if (number := table.count(place, JUMLAH))}
