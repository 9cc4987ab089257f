"""What the auditor found, and what its passes are worth, as tables."""

from collections.abc import Collection

import pandas as pd
from great_tables import GT, loc, style

from klaster_analisis.analysis.audit.audit import Audit
from klaster_analisis.analysis.audit.check import FITS
from klaster_analisis.analysis.audit.finding import SEVERITIES, Finding
from klaster_analisis.display.audit import as_printed, check_name, explain, power_text, severity_name, tables_of, where
from klaster_analisis.display.tables.house import house_table, text_table
from klaster_analisis.display.words import Words


def show_findings(
    audit: Audit, words: Words, *, only: Collection[str] = (), place: str | None = None, name: str = "temuan"
) -> GT:
    """
    Show the findings, the gravest first.

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
    wanted = [finding for finding in audit.findings if _wanted(finding, only, place)]
    findings = sorted(wanted, key=lambda finding: SEVERITIES.index(finding.severity))
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
    counts = {"banyak": len(findings), "diperiksa": checks}
    of_place = {"tempat": words.place(place)} if place else {}
    title = words.say("audit.temuan_tempat_judul" if place else "audit.temuan_judul", **counts, **of_place)
    table = text_table(
        pd.DataFrame(rows, columns=heads, index=[_cell(finding, words) for finding in findings], dtype=str),
        name=name,
        title=title,
        stub=words.say("tabel.sel"),
        note=" ".join(words.say(f"audit.{key}") for key in ("sifat", "tutup", "bukan_tuduhan")),
    )
    return table.tab_style(style=style.css(rule="white-space: nowrap;"), locations=loc.body(columns=["c0", "c1", "c2"]))


def _wanted(finding: Finding, only: Collection[str], place: str | None) -> bool:
    return (not only or bool(set(finding.tables) & set(only))) and (
        place is None or finding.row in (place, "", "total", "rata_rata")
    )


def _cell(finding: Finding, words: Words) -> str:
    return ", ".join(part for part in (tables_of(finding, words), where(finding, words)) if part)


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
        shares = ("–" if pd.isna(worth[key]) else power_text(worth[key], words) for key in ("min", "mean"))
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
