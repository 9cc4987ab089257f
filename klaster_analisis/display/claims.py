"""What the prose claims and what the tables say to it, in sentences."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from klaster_analisis.analysis.claims.conflicts import Conflict
from klaster_analisis.analysis.claims.figure import Figure
from klaster_analisis.analysis.claims.ledger import LedgerEntry, ReadingVerdict
from klaster_analisis.analysis.claims.rules import ConditionVerdict
from klaster_analisis.analysis.claims.verdicts import BY_ROUNDING, SUPPORTED, UNDECIDABLE
from klaster_analisis.display.audit import as_printed, heading
from klaster_analisis.display.words import Words, uncapitalised
from klaster_analisis.sources.claim_operand import Quantity, parse_operand
from klaster_analisis.terms import ADA, JUMLAH, PERSEN, TIDAK_ADA, TOTAL, N

SHARES = ("bagian", PERSEN)
_OF_COUNTS = {ADA: "ada", TIDAK_ADA: "tidak_ada", TOTAL: "semua_tempat", JUMLAH: "menjawab"}


def claim_text(entry: LedgerEntry, words: Words) -> str:
    """Give a claim in our words, and where the study makes it."""
    claim = entry.claim
    return f"{claim.text[words.language]} ({words.say('klaim_tabel.uraian', tabel=claim.table, bagian=claim.passage)})"


def reading_sentence(way: ReadingVerdict, words: Words) -> str:
    """
    Say what was computed for one reading of a claim.

    Parameters
    ----------
    way : ReadingVerdict
    words : Words

    Returns
    -------
    str
    """
    subject = way.reading.text[words.language]
    return " ".join(dict.fromkeys(condition_sentence(condition, words, subject=subject) for condition in way.conditions))


def condition_sentence(condition: ConditionVerdict, words: Words, *, subject: str) -> str:
    """Say what a condition of a reading compares, and the reason where it decides nothing; `subject` is what it is about."""
    left, right = (
        figures_text(condition.left, words, beside=condition.right),
        figures_text(condition.right, words, beside=condition.left),
    )
    reason = words.say(f"klaim_alasan.{condition.reason}", hal=subject) if condition.reason else ""
    said = words.say(
        f"klaim_aturan.{condition.rule}",
        kiri=left,
        kanan=right,
        kode=right[0] if right else "",
        cocok=condition.verdict in (SUPPORTED, BY_ROUNDING),
        alasan=reason,
        **_numbers(condition.values),
    )
    undecided = [reason] if condition.verdict == UNDECIDABLE and reason and reason not in said else []
    scale = {"bawah": condition.values.get("skala_bawah"), "atas": condition.values.get("skala_atas")}
    notes = [words.say(f"klaim_catatan.{note}", **scale) for note in condition.notes]
    return " ".join([said, *(f"{_capitalised(text)}." for text in (*undecided, *notes))])


def figures_text(figures: Sequence[Figure], words: Words, *, beside: Sequence[Figure] = ()) -> list[str]:
    """
    Write numbers with the cell that they are of, ``Pati ada 61,5%``; a number of the prose by itself.

    Parameters
    ----------
    figures : sequence of Figure
    words : Words
    beside : sequence of Figure
        The numbers that they are compared with: where several tables meet, each number names its own.

    Returns
    -------
    list of str
        Each text once.
    """
    operands = [parse_operand(one.operand) for one in (*figures, *beside)]
    several = len({operand.table for operand in operands if isinstance(operand, Quantity)}) > 1
    return list(dict.fromkeys(_figure_text(one, words, named=several) for one in figures))


def _figure_text(one: Figure, words: Words, *, named: bool) -> str:
    operand = parse_operand(one.operand)
    if not isinstance(operand, Quantity):
        return as_printed(one.operand, words)
    value = math.nan if one.value is None else float(one.value)
    number = words.percent(value / 100) if one.kind in SHARES else words.score(value)
    table = f" ({words.say('audit.tabel', nama=operand.table)})" if named else ""
    counted = one.kind in (*SHARES, N)
    columns = " + ".join(uncapitalised(_name(column, words, counted=counted)) for column in operand.columns)
    return f"{_name(operand.row, words, counted=counted)}, {columns}: {number}{table}"


def _name(code: str, words: Words, *, counted: bool) -> str:
    """Name a row or column; of counts by what the firms counted there do."""
    key = _OF_COUNTS.get(code) if counted else None
    return words.say(f"klaim_tabel.{key}") if key else heading(code, words)


def conflict_sentence(found: Conflict, words: Words) -> str:
    """Say what two claims compare, their figures, and what comes of it."""
    first = figures_text(found.first, words, beside=found.second)
    second = figures_text(found.second, words, beside=found.first)
    verdict = words.say(f"klaim_pasangan.{found.verdict}", kiri=first, kanan=second, **_numbers(found.values))
    return f"{found.pair.text[words.language]} {verdict}"


def _numbers(values: Mapping[str, Fraction | int]) -> dict[str, object]:
    return {name: float(value) if isinstance(value, Fraction) else value for name, value in values.items()}


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
