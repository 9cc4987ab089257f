"""What the auditor found, in sentences: fair to the authors, and never more certain than the check."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from klaster_analisis.analysis.audit.audit import Audit, TableAudit
from klaster_analisis.analysis.audit.finding import Finding
from klaster_analisis.analysis.audit.programme.mending import Mend
from klaster_analisis.analysis.audit.scores.overall_mean import ANY_WEIGHTS, WEIGHTED, WEIGHTED_UNROUNDED
from klaster_analisis.display.words import Words
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import PrintedTable
from klaster_analisis.terms import JUMLAH, MAKSIMUM, MINIMUM, RATA_RATA, TOTAL

_NAMED = {
    JUMLAH: "tabel.jumlah",
    TOTAL: "umum.total",
    RATA_RATA: "tabel.rata_rata",
    MINIMUM: "ukuran.minimum",
    MAKSIMUM: "ukuran.maksimum",
}
_VERBATIM = ("tabel", "judul", "catatan", "cara")  # names and codes that are no headings


def explain(finding: Finding, words: Words) -> str:
    """
    Say what a finding means.

    Parameters
    ----------
    finding : Finding
    words : Words
        With the codebook of the study for its tables; with an empty one for a user's, whose headings stand for themselves.

    Returns
    -------
    str
        Plain text.
    """
    values = {name: value if name in _VERBATIM else _readable(value, words) for name, value in finding.values.items()}
    values["cetak"], values["seharusnya"] = (as_printed(text, words) for text in (finding.printed, finding.expected))
    values["bacaan"] = finding.readings
    values["bacaan_teks"] = reading_names(finding.readings, words)
    return words.say(f"temuan.{finding.check}", **values)


def where(finding: Finding, words: Words) -> str:
    """Name the cell that a finding is about, as far as it is about one."""
    return cell_name(finding.row, finding.column, finding.measure, words)


def cell_name(row: str, column: str, measure: str, words: Words) -> str:
    """Name a cell, and which number of it: ``Klaten, Pasif (persen)``."""
    name = ", ".join(heading(part, words) for part in (row, column) if part)
    kind = words.say(f"ukuran.{measure}") if measure else ""
    return f"{name} ({kind})" if name and kind else name or kind


def heading(name: str, words: Words) -> str:
    """Name a row or a column: by its label if it is a code, else as it is printed."""
    return words.say(_NAMED[name]) if name in _NAMED else words.label(name)


def table_name(table: PrintedTable, words: Words) -> str:
    """Name a table with its caption."""
    named = words.say("audit.tabel", nama=table.name)
    return f"{named} – {table.caption}" if table.caption else named


def as_printed(text: str, words: Words) -> str:
    """Write the decimal mark of a printed number as the reader's language does."""
    return text if words.language == "id" else text.replace(",", ".")


def severity_name(severity: str, words: Words) -> str:
    """Name how grave a finding is."""
    return words.say(f"keparahan.{severity}")


def check_name(check: str, words: Words) -> str:
    """Name a check."""
    return words.say(f"pemeriksaan.{check}")


def mend_text(mend: Mend, words: Words) -> str:
    """Say which number would make the table fit, and what kind of slip that would be."""
    value, until = as_printed(mend.text, words), as_printed(mend.until, words)
    cell = cell_name(mend.number.row, mend.number.column, mend.number.measure, words)
    return f"{cell}: {words.say(f'salah_cetak.{mend.misprint}', nilai=value, sampai=until)}"


def reading_names(readings: Iterable[str], words: Words) -> list[str]:
    """
    Name ways of reading, the simple ones first.

    Parameters
    ----------
    readings : iterable of str
        Codes; after a colon stands the table whose numbers are the weights. What follows from another is left out: means that fit
        as printed also fit unrounded, and where named weights do, it need not be said that some weights do.
    words : Words

    Returns
    -------
    list of str
    """
    tables: dict[str, list[str]] = {}
    for reading in readings:
        kind, _, table = reading.partition(":")
        tables.setdefault(kind, []).extend([table] if table else [])
    printed = tables.get(WEIGHTED, [])
    tables[WEIGHTED_UNROUNDED] = [table for table in tables.get(WEIGHTED_UNROUNDED, []) if table not in printed]
    shown = {kind: names for kind, names in tables.items() if names or kind not in (WEIGHTED, WEIGHTED_UNROUNDED)}
    if len(shown) > 1:
        shown.pop(ANY_WEIGHTS, None)
    return [words.say(f"bacaan.{kind}{'_menurut' if names else ''}", tabel=names) for kind, names in shown.items()]


def _readable(value: Any, words: Words) -> Any:
    """Put labels and local numbers in the place of codes and numbers, however deep."""
    if isinstance(value, PrintedNumber):
        number = as_printed(value.text, words)
        return words.say("audit.angka", sel=cell_name(value.row, value.column, value.measure, words), cetak=number)
    if isinstance(value, Mend):
        return mend_text(value, words)
    if isinstance(value, Fraction):
        return float(value)
    if isinstance(value, str):
        return heading(value, words)
    if isinstance(value, Mapping):
        return {_readable(key, words): _readable(each, words) for key, each in value.items()}
    return [_readable(each, words) for each in value] if isinstance(value, list | tuple) else value


def summary_lines(audit: Audit, words: Words) -> list[str]:
    """
    Write the whole audit as lines for a terminal.

    Parameters
    ----------
    audit : Audit
    words : Words

    Returns
    -------
    list of str
        Plain text: what a table holds is never read as markup.
    """
    lines = [line for table in audit.tables for line in (*_table_lines(table, words), "")]
    across = [f"  {_finding_line(finding, words)}" for finding in audit.across]
    if across:
        lines += [words.say("audit.antar_tabel"), *across, ""]
    return [*lines, words.say("audit.tutup"), words.say("audit.bukan_tuduhan")]


def _table_lines(table: TableAudit, words: Words) -> list[str]:
    findings = [_finding_line(finding, words) for finding in table.findings]
    return [table_name(table.table, words), *(f"  {line}" for line in (*findings, passed_sentence(table, words)))]


def _finding_line(finding: Finding, words: Words) -> str:
    at = where(finding, words)
    return f"[{severity_name(finding.severity, words)}] {at + ': ' if at else ''}{explain(finding, words)}"


def passed_sentence(table: TableAudit, words: Words) -> str:
    """Say how many checks passed, and how many random errors they would have caught: a pass is no proof."""
    passed = [check.power for check in table.passed]
    if not passed:
        return words.say("audit.tanpa_pemeriksaan")
    powers = {"terendah": float(min(passed)), "tertinggi": float(max(passed)), "rata_rata": float(sum(passed) / len(passed))}
    return words.say("audit.lolos", lolos=len(passed), semua=len(table.checks), **powers)
