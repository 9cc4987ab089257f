"""The ledger of claims: what the prose says, read in every way that is open, and what the tables say to it."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from klaster_analisis.analysis.claims.rules import ConditionVerdict, judge
from klaster_analisis.analysis.claims.verdicts import VERDICTS, all_hold, readings_agree
from klaster_analisis.sources.claim_cells import PrintedCells
from klaster_analisis.sources.claims import Claim, ClaimReading, load_claims
from klaster_analisis.sources.study import Study

COLUMNS = (
    *("klaim", "bagian", "tabel", "jenis", "putusan_klaim"),
    *("bacaan", "putusan_bacaan", "aturan", "kiri", "tercetak_kiri", "nilai_kiri", "kanan", "tercetak_kanan", "nilai_kanan"),
    *("putusan", "alasan"),
)


@dataclass(frozen=True)
class ReadingVerdict:
    """
    One reading of a claim, computed.

    Parameters
    ----------
    reading : ClaimReading
    conditions : tuple of ConditionVerdict
        All must hold.
    """

    reading: ClaimReading
    conditions: tuple[ConditionVerdict, ...]

    @property
    def verdict(self) -> str:
        """As `all_hold` joins the conditions."""
        return all_hold(condition.verdict for condition in self.conditions)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it could not be decided; empty where it could."""
        return tuple(dict.fromkeys(c.reason for c in self.conditions if c.reason and c.verdict == self.verdict))


@dataclass(frozen=True)
class LedgerEntry:
    """
    One claim, with all its readings.

    Parameters
    ----------
    claim : Claim
    readings : tuple of ReadingVerdict
    """

    claim: Claim
    readings: tuple[ReadingVerdict, ...]

    @property
    def verdict(self) -> str:
        """As `readings_agree` joins the readings."""
        return readings_agree(reading.verdict for reading in self.readings)


@dataclass(frozen=True)
class Ledger:
    """
    All claims, in the order of the text.

    Parameters
    ----------
    entries : tuple of LedgerEntry
    """

    entries: tuple[LedgerEntry, ...]

    @property
    def verdicts(self) -> dict[str, str]:
        """The verdict on each claim, by its code."""
        return {entry.claim.code: entry.verdict for entry in self.entries}

    def tally(self) -> "pd.Series[int]":
        """Count the claims by verdict; every verdict is there."""
        counts = pd.Series(list(self.verdicts.values()), dtype=str).value_counts()
        return counts.reindex(list(VERDICTS), fill_value=0).rename_axis("putusan").rename("n")

    def to_frame(self) -> pd.DataFrame:
        """
        Give one row a condition of a reading of a claim.

        Returns
        -------
        pandas.DataFrame
            ``klaim, bagian, tabel, jenis, putusan_klaim, bacaan, putusan_bacaan, aturan``; for the ``kiri`` and the ``kanan``
            side the operands, what is ``tercetak`` there, and the ``nilai``: tuples of str, of str and of Fraction;
            ``putusan, alasan``.
        """
        return pd.DataFrame(list(self._rows()), columns=list(COLUMNS))

    def _rows(self) -> Iterator[tuple[object, ...]]:
        for entry in self.entries:
            claim = entry.claim
            for way in entry.readings:
                head = (claim.code, claim.passage, claim.table, claim.kind, entry.verdict, way.reading.code, way.verdict)
                for condition in way.conditions:
                    sides = [_side(side) for side in (condition.left, condition.right)]
                    yield (*head, condition.rule, *sides[0], *sides[1], condition.verdict, condition.reason)

    def _repr_html_(self) -> str:
        return str(self.tally().to_frame().to_html())


def claim_ledger(study: Study) -> Ledger:
    """
    Hold every claim of the study's prose against its tables.

    Parameters
    ----------
    study : Study

    Returns
    -------
    Ledger

    Raises
    ------
    DataError
        If the files of claims are not as they should be, or name cells that this study does not have.

    Notes
    -----
    A claim is never corrected, and one reading of it is never chosen: where readings disagree, the verdict says so.

    Checked against: hand derivation of every verdict (in the tests).

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> ledger = claim_ledger(load_study())
    >>> ledger.verdicts["sejenis_ada"], ledger.verdicts["tegal_paling_dinamis_sejenis"]
    ('didukung', 'tergantung_bacaan')
    """
    cells = PrintedCells(study)
    return Ledger(
        tuple(
            LedgerEntry(claim, tuple(_read(reading, cells) for reading in claim.readings)) for claim in load_claims(study).claims
        )
    )


def _read(reading: ClaimReading, cells: PrintedCells) -> ReadingVerdict:
    return ReadingVerdict(reading, tuple(judge(condition, cells) for condition in reading.conditions))


def _side(figures: tuple[object, ...]) -> tuple[tuple[object, ...], ...]:
    return tuple(tuple(getattr(figure, name) for figure in figures) for name in ("operand", "printed", "value"))
