"""The findings of an audit as files: CSV, Excel, and a page."""

from collections.abc import Mapping
from pathlib import Path

import jinja2
import pandas as pd

from klaster_analisis.analysis.audit.audit import Audit
from klaster_analisis.analysis.audit.finding import Finding
from klaster_analisis.analysis.audit.table_audit import TableAudit
from klaster_analisis.display.audit import as_printed, explain, severity_name, table_name, tables_of, where, worth
from klaster_analisis.display.words import Words
from klaster_analisis.reports.csvtext import csv_text
from klaster_analisis.reports.files import make_folder, write_whole
from klaster_analisis.reports.look import TEMPLATES, page_footer, read_style
from klaster_analisis.reports.spreadsheet import workbook

NAME, CHECKS = "temuan", "pemeriksaan"


def write_findings(audit: Audit, folder: Path, words: Mapping[str, Words], *, language: str) -> list[Path]:
    """
    Write the findings of an audit as ``temuan.csv``, ``temuan.xlsx`` and ``temuan.html``, and all checks as ``pemeriksaan.csv``.

    Parameters
    ----------
    audit : Audit
    folder : pathlib.Path
        Made if it is not there.
    words : mapping of Words
        By language: the two data files explain each finding in all of them.
    language : str
        Of the page.

    Returns
    -------
    list of pathlib.Path
        The files, each written whole or not at all.

    Raises
    ------
    UsageError
        If the folder cannot be written.
    """
    make_folder(folder)
    frame, checks = explained(audit, words), audit.checks_frame()
    files: dict[str, str | bytes] = {
        f"{NAME}.csv": csv_text(frame),
        f"{CHECKS}.csv": csv_text(checks),
        f"{NAME}.xlsx": workbook({NAME: frame, CHECKS: checks}),
        f"{NAME}.html": _page(audit, words[language]),
    }
    for name, content in files.items():
        write_whole(folder / name, content)
    return [folder / name for name in files]


def explained(audit: Audit, words: Mapping[str, Words]) -> pd.DataFrame:
    """Give the findings as a frame, explained in every language: ``penjelasan_id``, ``penjelasan_en``."""
    texts = {f"penjelasan_{code}": [explain(finding, said) for finding in audit.findings] for code, said in words.items()}
    return audit.to_frame().assign(**texts)


def _page(audit: Audit, words: Words) -> str:
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined)
    return environment.get_template("temuan.html.j2").render(
        language=words.language,
        tables=[_table(table, words) for table in audit.tables],
        across=[_line(finding, words) for finding in audit.across],
        style=read_style(),
        footer=page_footer(words),
        say=words.say,
    )


def _table(table: TableAudit, words: Words) -> dict[str, object]:
    return {
        "name": table_name(table.table, words),
        "findings": [_line(finding, words) for finding in table.findings],
        "worth": list(worth(table, words)),
    }


def _across(finding: Finding, words: Words) -> str:
    return ", ".join(part for part in (tables_of(finding, words), where(finding, words)) if part)


def _line(finding: Finding, words: Words) -> dict[str, str]:
    return {
        "severity": finding.severity,
        "severity_name": severity_name(finding.severity, words),
        "where": _across(finding, words) if len(finding.tables) > 1 else where(finding, words),
        "printed": as_printed(finding.printed, words),
        "expected": as_printed(finding.expected, words),
        "text": explain(finding, words),
    }
