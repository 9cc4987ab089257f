"""What the study's prose says of its tables, in our own words, and how each claim may be read: rows of three files."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from klaster_analisis.errors import Faults
from klaster_analisis.sources.claim_cells import PrintedCells
from klaster_analisis.sources.claim_checks import (
    CLAIM_COLUMNS,
    PAIR_COLUMNS,
    READING_COLUMNS,
    check_claims,
    check_pairs,
    check_readings,
)
from klaster_analisis.sources.claim_operand import Operand, parse_operands
from klaster_analisis.sources.csvfile import read_csv
from klaster_analisis.sources.folders import shipped_folder
from klaster_analisis.sources.study import Study
from klaster_analisis.terms import LANGUAGES, STUDY

Text = dict[str, str]


@dataclass(frozen=True)
class Condition:
    """What must hold: a rule, the operands on its left and right, and, where nothing can be computed, the reason why."""

    rule: str
    left: tuple[Operand, ...]
    right: tuple[Operand, ...]
    reason: str = ""


@dataclass(frozen=True)
class ClaimReading:
    """One way to read a claim: its code, what it means by language, and the conditions that must all hold."""

    code: str
    text: Text
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Claim:
    """
    One thing that the prose says.

    Parameters
    ----------
    code : str
    passage : int
        The paragraph that it stands in, counted from the first one that speaks of a table.
    table : str
        Number of the table that the paragraph is about.
    kind : str
        What is claimed: one of `claim_checks.KINDS`.
    text : dict of str
        What it says, by language, in our own words.
    readings : tuple of ClaimReading
        At least one.
    """

    code: str
    passage: int
    table: str
    kind: str
    text: Text
    readings: tuple[ClaimReading, ...]


@dataclass(frozen=True)
class ClaimPair:
    """
    Two claims whose figures are held against each other.

    Parameters
    ----------
    code : str
    kind : str
        How they are compared: one of the keys of `claim_checks.COMPARISONS`.
    first, second : str
        Codes of the claims.
    first_left, first_right, second_left, second_right : tuple of Operand
        The figures; what they stand for depends on the kind.
    text : dict of str
        What is compared, by language.
    """

    code: str
    kind: str
    first: str
    second: str
    first_left: tuple[Operand, ...]
    first_right: tuple[Operand, ...]
    second_left: tuple[Operand, ...]
    second_right: tuple[Operand, ...]
    text: Text


@dataclass(frozen=True)
class ClaimBook:
    """All claims in the order of the text, and the pairs that are held against each other."""

    claims: tuple[Claim, ...]
    pairs: tuple[ClaimPair, ...]


def load_claims(study: Study, source: str | Path = STUDY) -> ClaimBook:
    """
    Load the claims, and check that every operand is a cell of the study.

    Parameters
    ----------
    study : Study
    source : str or pathlib.Path
        ``"studi"`` for the claims that come with the package, or a folder with ``claims.csv``, ``claim_readings.csv`` and
        ``claim_pairs.csv``.

    Returns
    -------
    ClaimBook

    Raises
    ------
    DataError
        If anything is not as it should be; the message lists every fault with file, line and column.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> book = load_claims(load_study())
    >>> claim = next(claim for claim in book.claims if claim.code == "sejenis_ada")
    >>> claim.table, claim.readings[0].conditions[0].rule, claim.readings[0].conditions[0].right
    ('4', 'adalah', (Literal(text='70,8'), Literal(text='34')))
    """
    folder = shipped_folder("data") if source == STUDY else Path(source)
    faults = Faults()
    claims = read_csv(folder / "claims.csv", columns=CLAIM_COLUMNS, faults=faults)
    readings = read_csv(folder / "claim_readings.csv", columns=READING_COLUMNS, faults=faults)
    pairs = read_csv(folder / "claim_pairs.csv", columns=PAIR_COLUMNS, faults=faults)
    faults.stop_if_any()
    cells = PrintedCells(study)
    check_claims(claims, readings, faults)
    check_readings(readings, claims, cells, faults)
    check_pairs(pairs, claims, cells, faults)
    faults.stop_if_any()
    return ClaimBook(tuple(_claims(claims, readings)), tuple(_pairs(pairs)))


def _claims(claims: pd.DataFrame, readings: pd.DataFrame) -> Iterator[Claim]:
    for _, row in claims.iterrows():
        own = readings[readings["klaim"] == row["klaim"]]
        ways = tuple(_reading(str(code), rows) for code, rows in own.groupby("bacaan", sort=False))
        yield Claim(row["klaim"], int(row["bagian"]), row["tabel"], row["jenis"], _text(row, "klaim"), ways)


def _reading(code: str, rows: pd.DataFrame) -> ClaimReading:
    conditions = tuple(
        Condition(row["aturan"], parse_operands(row["kiri"]), parse_operands(row["kanan"]), row["alasan"])
        for _, row in rows.iterrows()
    )
    return ClaimReading(code, _text(rows.iloc[0], "bacaan"), conditions)


def _pairs(pairs: pd.DataFrame) -> Iterator[ClaimPair]:
    for _, row in pairs.iterrows():
        yield ClaimPair(
            code=row["pasangan"],
            kind=row["jenis"],
            first=row["klaim_a"],
            second=row["klaim_b"],
            first_left=parse_operands(row["kiri_a"]),
            first_right=parse_operands(row["kanan_a"]),
            second_left=parse_operands(row["kiri_b"]),
            second_right=parse_operands(row["kanan_b"]),
            text=_text(row, "pasangan"),
        )


def _text(row: "pd.Series[str]", column: str) -> Text:
    return {language: str(row[f"{column}_{language}"]) for language in LANGUAGES}
