"""What the auditor found, in sentences: fair to the authors, and never more certain than the check."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from klaster_analisis.analysis.audit.assumed import Assumption
from klaster_analisis.analysis.audit.audit import Audit
from klaster_analisis.analysis.audit.finding import Finding
from klaster_analisis.analysis.audit.programme.mending import Mend
from klaster_analisis.analysis.audit.scores.overall_mean import ANY_WEIGHTS, WEIGHTED, WEIGHTED_UNROUNDED
from klaster_analisis.analysis.audit.table_audit import TableAudit
from klaster_analisis.display.words import Words
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import FrequencyLayout, PrintedTable
from klaster_analisis.terms import JUMLAH, MAKSIMUM, MINIMUM, RATA_RATA, TOTAL

_NAMED = {
    JUMLAH: "tabel.jumlah",
    TOTAL: "umum.total",
    RATA_RATA: "tabel.rata_rata",
    MINIMUM: "ukuran.minimum",
    MAKSIMUM: "ukuran.maksimum",
}
MANY_NUMBERS = 150  # of more, what the whole table would have caught takes too long to find
_NUMBER = re.compile(r"-?[0-9]+[.,][0-9]+")
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
    values["terdekat_cetak"] = [as_printed(text, words) for text in finding.nearest]
    values["cetak"], values["seharusnya"] = (as_printed(text, words) for text in (finding.printed, finding.expected))
    values["bacaan"] = finding.readings
    values["bacaan_teks"] = reading_names(finding.readings, words)
    text = words.say(f"temuan.{finding.check}", **values)
    return words.say("audit.bila", anggapan=assumption_texts(finding.assumed, words), kalimat=text) if finding.assumed else text


def assumption_texts(assumed: Iterable[Assumption], words: Words) -> list[str]:
    """Say how a table was read where it does not state its layout, one clause each."""
    quoted = ((each.kind, _quoted(each.names, words), _quoted(each.parts, words)) for each in assumed)
    return [words.say(f"anggapan.{kind}", nama=names, bagian=parts) for kind, names, parts in quoted]


def _quoted(names: Iterable[str], words: Words) -> list[str]:
    return [f"“{heading(name, words)}”" for name in names]


def where(finding: Finding, words: Words) -> str:
    """Name the cell that a finding is about, as far as it is about one."""
    positions = finding.values.get("posisi")
    if isinstance(positions, list) and len(positions) > 1:  # a gap that may be in any of several cells
        return heading(finding.row, words)
    return cell_name(finding.row, finding.column, finding.measure, words)


def tables_of(finding: Finding, words: Words) -> str:
    """Name the table or the tables that a finding is about."""
    several = len(finding.tables) > 1
    return words.say("audit.tabel_tabel", nama=finding.tables) if several else words.say("audit.tabel", nama=finding.table)


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
    cell = cell_name(mend.number.row, mend.number.column, mend.number.measure, words)
    return f"{cell}: {words.say(f'salah_cetak.{mend.misprint}', nilai=as_printed(mend.text, words))}"


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
        return as_printed(value, words) if _NUMBER.fullmatch(value) else heading(value, words)
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
    across = [f"  {_finding_line(finding, words, named=True)}" for finding in audit.across]
    if across:
        lines += [words.say("audit.antar_tabel"), *across, ""]
    return [*lines, *(words.say(f"audit.{key}") for key in ("sifat", "tutup", "bukan_tuduhan"))]


def _table_lines(table: TableAudit, words: Words) -> list[str]:
    findings = [_finding_line(finding, words) for finding in table.findings]
    return [table_name(table.table, words), *(f"  {line}" for line in (*findings, *worth(table, words)))]


def _finding_line(finding: Finding, words: Words, *, named: bool = False) -> str:
    at = ", ".join(part for part in (tables_of(finding, words) if named else "", where(finding, words)) if part)
    return f"[{severity_name(finding.severity, words)}] {at + ': ' if at else ''}{explain(finding, words)}"


def worth(table: TableAudit, words: Words) -> Iterator[str]:
    """Say how a table was read, and what its passes are worth: number by number, as a whole, and what was not checked at all."""
    yield from _how_read(table, words)
    yield passed_sentence(table, words)
    if table.checks:
        yield from _unheld(table, words)
        yield from _whole(table, words)
    reasons = Counter(words.say(f"tak_diperiksa.{each.why}") for each in table.unchecked)
    if reasons:
        yield words.say("audit.tak_diperiksa", sebab_banyak=dict(reasons))


def _how_read(table: TableAudit, words: Words) -> Iterator[str]:
    """Say what no key states; and that nothing was taken as a sum, where a total under another name may have been missed."""
    layout = table.table.layout
    if isinstance(layout, FrequencyLayout) and not layout.column_parts and not layout.row_parts:
        yield words.say("audit.tanpa_jumlah")
    elif table.assumed:
        yield words.say("audit.dibaca", anggapan=assumption_texts(table.assumed, words))


def _unheld(table: TableAudit, words: Words) -> Iterator[str]:
    if table.unheld:
        yield words.say("audit.tak_terikat", lepas=len(table.unheld), semua=len(table.table.numbers))


def _whole(table: TableAudit, words: Words) -> Iterator[str]:
    """Say what it is worth that all numbers fit at once; of a large table that takes too long to find."""
    whole = table.whole
    if whole is not None and whole.fits and len(table.table.numbers) <= MANY_NUMBERS and whole.solutions:
        found, key = whole.solutions, "utuh_tunggal" if whole.solutions.unique else "utuh_banyak"
        numbers = {"banyak": found.count, "lebih": not found.complete, "sisih": whole.aside}
        yield words.say(f"audit.{key}", daya=power_text(whole.power, words), **numbers)


def passed_sentence(table: TableAudit, words: Words) -> str:
    """Say how many checks passed, and how many random errors they would have caught: a pass is no proof."""
    passed = [check.power for check in table.passed]
    if not passed:
        return words.say("audit.tanpa_pemeriksaan", semua=len(table.checks))
    ends = {"terendah": min(passed), "tertinggi": max(passed), "rata_rata": sum(passed, Fraction(0)) / len(passed)}
    powers = {name: power_text(power, words) for name, power in ends.items()}
    return words.say("audit.lolos", lolos=len(passed), semua=len(table.checks), **powers)


def power_text(power: float | Fraction, words: Words) -> str:
    """Write a power in percent; what is not quite all is not written as all."""
    return words.say("audit.hampir_semua") if 0.99 < power < 1 else words.percent(float(power), decimals=0)
