"""The ledger of claims, claims held against each other, and what the questions allow."""

from collections.abc import Collection, Hashable, Iterator, Mapping
from typing import Any

import pandas as pd
from great_tables import GT

from klaster_analisis.analysis.claims.conflicts import Conflicts
from klaster_analisis.analysis.claims.ledger import Ledger, LedgerEntry
from klaster_analisis.display.claims import claim_text, conflict_sentence, figures_text, reading_sentence
from klaster_analisis.display.tables.house import text_table
from klaster_analisis.display.words import Words


def show_claims(ledger: Ledger, words: Words, *, verdicts: Collection[str] = (), name: str = "pernyataan") -> GT:
    """
    Show claims of the prose: by reading, what was computed and the verdict.

    Parameters
    ----------
    ledger : Ledger
    words : Words
    verdicts : collection of str
        Codes of the verdicts to show; all by default.
    name : str
        A name that no other table on the page has.

    Returns
    -------
    great_tables.GT
    """
    entries = [entry for entry in ledger.entries if not verdicts or entry.verdict in verdicts]
    heads = [words.say(f"klaim_tabel.{key}") for key in ("bacaan", "dasar", "putusan")]
    rows = [(claim_text(entry, words) if first else "", *line) for entry in entries for first, line in _lines(entry, words)]
    tally = {verdict: int(n) for verdict, n in ledger.tally().items()}
    told = words.say("klaim_tabel.ringkas", n=len(ledger.entries), **tally)
    return text_table(
        pd.DataFrame([line for _, *line in rows], columns=heads, index=[head for head, *_ in rows], dtype=str),
        name=name,
        title=words.say("klaim_tabel.judul"),
        stub=words.say("klaim_tabel.pernyataan"),
        note=f"{told} {words.say('klaim_tabel.catatan')}",
    )


def _lines(entry: LedgerEntry, words: Words) -> Iterator[tuple[bool, tuple[str, str, str]]]:
    """Give one line a reading, and whether it is the first."""
    for at, way in enumerate(entry.readings):
        name = way.reading.text[words.language]
        yield at == 0, (name, reading_sentence(way, words), words.say(f"klaim_putusan.{way.verdict}"))


def show_conflicts(conflicts: Conflicts, words: Words) -> GT:
    """
    Show claims that are held against each other: what is compared, the figures, and what comes of it.

    Parameters
    ----------
    conflicts : Conflicts
    words : Words

    Returns
    -------
    great_tables.GT
    """
    rows = [
        (
            "; ".join(figures_text(found.first, words, beside=found.second)),
            "; ".join(figures_text(found.second, words, beside=found.first)),
        )
        for found in conflicts.pairs
    ]
    return text_table(
        pd.DataFrame(
            rows,
            columns=[words.say("klaim_tabel.angka_pertama"), words.say("klaim_tabel.angka_kedua")],
            index=[conflict_sentence(found, words) for found in conflicts.pairs],
            dtype=str,
        ),
        name="pasangan",
        title=words.say("klaim_tabel.pasangan_judul"),
        stub=words.say("klaim_tabel.pernyataan"),
        note=words.say("klaim_tabel.pasangan_catatan"),
    )


def show_limits(limits: pd.DataFrame, words: Words) -> GT:
    """
    Show what may be done with the answers to each question, and why something may not.

    Parameters
    ----------
    limits : pandas.DataFrame
        ``pertanyaan, hal, boleh, alasan, rincian``.
    words : Words

    Returns
    -------
    great_tables.GT
        Questions of which the same is true share a row.
    """
    allowed = {(row["pertanyaan"], row["hal"]): _limit(row, words) for row in limits.to_dict("records")}
    actions = list(limits["hal"].unique())
    alike: dict[tuple[str, ...], list[str]] = {}
    for question in limits["pertanyaan"].unique():
        alike.setdefault(tuple(allowed.get((question, action), "–") for action in actions), []).append(_question(question, words))
    heads = [words.say(f"ukur_hal.{action}") for action in actions]
    return text_table(
        pd.DataFrame(list(alike), columns=heads, index=[words.enumerate(names) for names in alike.values()], dtype=str),
        name="boleh",
        title=words.say("ukur_tabel.judul"),
        stub=words.say("ukur_tabel.pertanyaan"),
        note=words.say("ukur_tabel.catatan"),
    )


def _question(code: str, words: Words) -> str:
    """Name a question; a follow-up has the label of the one before it."""
    label = words.question(code)
    return words.say("ukur_tabel.keaktifan", mitra=label) if words.codebook[code].condition else label


def _limit(row: Mapping[Hashable, Any], words: Words) -> str:
    allowed = words.say(f"ukur_boleh.{row['boleh']}")
    return f"{allowed}: {words.say('ukur_alasan.' + row['alasan'], rincian=row['rincian'])}" if row["alasan"] else allowed
