"""What the auditor found, and what its passes are worth, as tables."""

from collections.abc import Collection

import pandas as pd
from great_tables import GT, loc, style

from klaster_analisis.analysis.audit.audit import Audit
from klaster_analisis.analysis.audit.check import FITS
from klaster_analisis.analysis.audit.finding import Finding
from klaster_analisis.display.audit import as_printed, check_name, explain, severity_name, where
from klaster_analisis.display.tables.house import house_table, text_table
from klaster_analisis.display.words import Words


def show_findings(
    audit: Audit, words: Words, *, only: Collection[str] = (), place: str | None = None, name: str = "temuan"
) -> GT:
    """
    Show the findings, the gravest first in each table.

    Parameters
    ----------
    audit : Audit
    words : Words
    only : collection of str
        Names of the tables to show; all by default.
    place : str, optional
        Code of a place: its findings, and those that are about no single place.
    name : str
        A name that no other table on the page has.

    Returns
    -------
    great_tables.GT
    """
    findings = [finding for finding in audit.findings if _wanted(finding, only, place)]
    checks = sum(len(table.checks) for table in audit.tables if not only or table.table.name in only)
    heads = [words.say(f"audit.{key}") for key in ("keparahan", "tercetak", "seharusnya", "penjelasan")]
    rows = [
        (
            severity_name(finding.severity, words),
            as_printed(finding.printed, words) or "–",
            as_printed(finding.expected, words) or "–",
            explain(finding, words),
        )
        for finding in findings
    ]
    table = text_table(
        pd.DataFrame(rows, columns=heads, index=[_cell(finding, words) for finding in findings], dtype=str),
        name=name,
        title=words.say("audit.temuan_judul", banyak=len(findings), diperiksa=checks),
        stub=words.say("tabel.sel"),
        note=words.say("audit.bukan_tuduhan"),
    )
    return table.tab_style(style=style.css(rule="white-space: nowrap;"), locations=loc.body(columns=["c0", "c1", "c2"]))


def _wanted(finding: Finding, only: Collection[str], place: str | None) -> bool:
    tables = {finding.table, *(str(name) for name in finding.values.get("tabel", ()))}  # type: ignore[attr-defined]
    return (not only or bool(tables & set(only))) and (place is None or finding.row in (place, "", "total", "rata_rata"))


def _cell(finding: Finding, words: Words) -> str:
    table = words.say("audit.tabel", nama=finding.table) if finding.table else ""
    return ", ".join(part for part in (table, where(finding, words)) if part)


def show_checks(audit: Audit, words: Words) -> GT:
    """
    Show, table by table, how many checks were made and passed, and what a pass is worth.

    Parameters
    ----------
    audit : Audit
    words : Words

    Returns
    -------
    great_tables.GT
    """
    made = audit.checks_frame()
    passed = made[made["putusan"] == FITS]
    groups = made.groupby(["tabel", "pemeriksaan"], sort=False).size()
    power = passed.groupby(["tabel", "pemeriksaan"], sort=False)["daya"].agg(["size", "min", "mean"])
    rows, names = [], []
    for table, check in groups.index:
        worth = power.loc[(table, check)] if (table, check) in power.index else pd.Series({"size": 0, "min": None, "mean": None})
        shares = (words.percent(worth[key], decimals=0) for key in ("min", "mean"))
        rows.append((words.number(groups[table, check]), words.number(worth["size"]), *shares))
        names.append(f"{words.say('audit.tabel', nama=table)}: {check_name(check, words)}")
    heads = [words.say(f"audit.{key}") for key in ("dibuat", "lolos_kolom", "daya_terendah", "daya_rata_rata")]
    return house_table(
        pd.DataFrame(rows, columns=heads, index=names, dtype=str),
        name="pemeriksaan",
        title=words.say("audit.pemeriksaan_judul"),
        stub=words.say("audit.pemeriksaan"),
        note=words.say("audit.daya_catatan"),
    )
