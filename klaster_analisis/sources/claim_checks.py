"""Whether the files of claims are whole and what they should be: every fault by file, line and column."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from klaster_analisis.errors import Faults, one_of
from klaster_analisis.sources.claim_cells import NUMBER, PrintedCells
from klaster_analisis.sources.claim_operand import Literal, Operand, Quantity, parse_operand
from klaster_analisis.sources.codebook_checks import CODE
from klaster_analisis.sources.study import TABLES
from klaster_analisis.terms import LANGUAGES, RATA_RATA

CLAIM_COLUMNS = ("klaim", "bagian", "tabel", "jenis", *(f"klaim_{language}" for language in LANGUAGES))
READING_COLUMNS = (
    "klaim",
    "bacaan",
    *(f"bacaan_{language}" for language in LANGUAGES),
    "aturan",
    "kiri",
    "kanan",
    "alasan",
)
PAIR_COLUMNS = (
    "pasangan",
    "jenis",
    *("klaim_a", "kiri_a", "kanan_a"),
    *("klaim_b", "kiri_b", "kanan_b"),
    *(f"pasangan_{language}" for language in LANGUAGES),
)

KINDS = ("angka", "urutan", "perbandingan", "mayoritas", "setara", "tingkat", "tindakan", "metode", "istilah", "sebab", "latar")
REASONS = ("tak_ditanyakan", "satu_waktu", "sebab", "tanpa_ambang", "padanan_tak_diungkap", "wawancara")
NOT_MEASURED = "tak_diukur"
OF_CODES = ("tak_dipilih", "dipilih", "dipilih_mayoritas")


Sides = tuple[list[Operand], list[Operand]]


class Shape(NamedTuple):
    """How many operands stand on each side, from least to most; None: as many as on the left."""

    left: range
    right: range | None


NONE, ONE, SOME, SEVERAL = range(1), range(1, 2), range(1, 100), range(2, 100)
RULES = {
    "adalah": Shape(SOME, None),
    "lebih_dari": Shape(SOME, SOME),
    "kurang_dari": Shape(SOME, SOME),
    "paling_sedikit": Shape(SOME, SOME),
    "paling_banyak": Shape(SOME, SOME),
    "ada_yang_mencapai": Shape(SOME, ONE),
    "sama": Shape(SEVERAL, NONE),
    "berbeda": Shape(SEVERAL, NONE),
    "urutan": Shape(SEVERAL, NONE),
    "rentang_lebih": Shape(SEVERAL, SEVERAL),
    "semua_dari": Shape(range(2, 3), ONE),
    **dict.fromkeys(OF_CODES, Shape(ONE, ONE)),
    NOT_MEASURED: Shape(range(100), NONE),
}
COMPARISONS = {
    "lebih_baik": Shape(ONE, NONE),
    "setara": Shape(ONE, NONE),
    "sebutan_berlainan": Shape(ONE, NONE),
    "lebih_berbeda": Shape(SEVERAL, NONE),
    "satu_tak_disebut": Shape(SEVERAL, NONE),
    "tukar_ukuran": Shape(ONE, ONE),
    "satu_hal": Shape(SEVERAL, NONE),
}


def check_claims(claims: pd.DataFrame, readings: pd.DataFrame, faults: Faults) -> None:
    """Check the claims: codes, passages in order, tables, kinds, texts, and that each can be read somehow."""
    name = "claims.csv"
    _check_texts(name, claims, ("klaim",), faults)
    for line, row in claims.iterrows():
        _check_one_of(f"{name}, line {line}, column tabel", row["tabel"], TABLES, faults)
        _check_one_of(f"{name}, line {line}, column jenis", row["jenis"], KINDS, faults)
        if not CODE.fullmatch(row["klaim"]):
            faults.add(f"{name}, line {line}, column klaim", f'"{row["klaim"]}" is not a code.', "Use a–z, 0–9 and _.")
        if row["klaim"] not in set(readings["klaim"]):
            faults.add(f"{name}, line {line}", f'"{row["klaim"]}" has no reading.', "Add one to claim_readings.csv.")
    for line, code in claims.loc[claims["klaim"].duplicated(), "klaim"].items():
        faults.add(f"{name}, line {line}, column klaim", f'"{code}" stands there twice.', "Keep one.")
    last = 1
    for line, passage in claims["bagian"].items():
        number = int(passage) if passage.isdecimal() else 0
        if not last <= number <= last + 1:
            problem = f'"{passage}" does not follow {last}.'
            faults.add(f"{name}, line {line}, column bagian", problem, "Number the paragraphs from 1, in order.")
        last = max(last, number)


def check_readings(readings: pd.DataFrame, claims: pd.DataFrame, cells: PrintedCells, faults: Faults) -> None:
    """Check the readings: their claims, texts on their first rows only, rules, operands and reasons."""
    name = "claim_readings.csv"
    further = readings.duplicated(["klaim", "bacaan"])
    _check_texts(name, readings[~further], ("bacaan",), faults)
    for line, row in readings.iterrows():
        where = f"{name}, line {line}"
        _check_one_of(f"{where}, column klaim", row["klaim"], list(claims["klaim"]), faults)
        if not CODE.fullmatch(row["bacaan"]):
            faults.add(f"{where}, column bacaan", f'"{row["bacaan"]}" is not a code.', "Use a–z, 0–9 and _.")
        if further[line] and any(row[f"bacaan_{language}"] for language in LANGUAGES):
            faults.add(where, "repeats the text of its reading.", "Leave it empty: it stands on the reading's first row.")
        unmeasured = row["aturan"] == NOT_MEASURED
        _check_one_of(f"{where}, column alasan", row["alasan"], REASONS if unmeasured else ("",), faults)
        if _check_one_of(f"{where}, column aturan", row["aturan"], list(RULES), faults):
            sides = _sides(where, row[["kiri", "kanan"]], RULES[row["aturan"]], cells, faults)
            if sides:
                _check_units(where, row["aturan"], sides, cells, faults)


def check_pairs(pairs: pd.DataFrame, claims: pd.DataFrame, cells: PrintedCells, faults: Faults) -> None:
    """Check the pairs: codes, kinds of comparison, claims, operands and texts."""
    name = "claim_pairs.csv"
    _check_texts(name, pairs, ("pasangan",), faults)
    for line, code in pairs.loc[pairs["pasangan"].duplicated(), "pasangan"].items():
        faults.add(f"{name}, line {line}, column pasangan", f'"{code}" stands there twice.', "Keep one.")
    for line, row in pairs.iterrows():
        where = f"{name}, line {line}"
        for side in ("a", "b"):
            _check_one_of(f"{where}, column klaim_{side}", row[f"klaim_{side}"], list(claims["klaim"]), faults)
        if not _check_one_of(f"{where}, column jenis", row["jenis"], list(COMPARISONS), faults):
            continue
        shape = COMPARISONS[row["jenis"]]
        first, second = (_sides(where, row[[f"kiri_{side}", f"kanan_{side}"]], shape, cells, faults) for side in ("a", "b"))
        if row["jenis"] == "satu_hal" and first and second and len(first[0]) != len(second[0]):
            faults.add(where, f"compares {len(first[0])} figures with {len(second[0])}.", "Give both for the same places.")


def _sides(where: str, texts: "pd.Series[str]", shape: Shape, cells: PrintedCells, faults: Faults) -> Sides | None:
    """Read the operands of both sides; None after a fault in one of them or in their number."""
    before = len(faults)
    left, right = (list(_operands(f"{where}, column {column}", text, cells, faults)) for column, text in texts.items())
    if len(faults) == before:
        wanted = (shape.left, range(len(left), len(left) + 1) if shape.right is None else shape.right)
        for column, side, allowed in zip(texts.index, (left, right), wanted, strict=True):
            if len(side) not in allowed:
                remedy = f"Give {allowed[0]}{' or more' if len(allowed) > 1 else ''}."
                faults.add(f"{where}, column {column}", f"has {len(side)} operands.", remedy)
    return (left, right) if len(faults) == before else None


def _operands(where: str, text: str, cells: PrintedCells, faults: Faults) -> Iterator[Operand]:
    for part in text.split():
        try:
            operand = parse_operand(part)
            cells.kind_of(operand)
        except ValueError:
            faults.add(where, f'"{part}" is no operand.', "Write a cell, like 4:total:ada/jumlah, or a number, like 70,8.")
        except LookupError as error:
            faults.add(where, f"{error.args[0]}.", "Name a printed cell of data/published.")
        else:
            yield operand


def _check_units(where: str, rule: str, sides: Sides, cells: PrintedCells, faults: Faults) -> None:
    """Check that like is compared with like: counts with counts, means with means, a code of a question with its codes."""
    left, right = sides
    if rule == NOT_MEASURED or not left:
        return
    kinds = {cells.kind_of(operand) for operand in (*left, *right)} - {NUMBER}
    if rule != "adalah" and len(kinds) > 1:
        faults.add(where, f"compares {' with '.join(sorted(kinds))}.", "Compare numbers of one kind.")
    if rule in ("adalah", *OF_CODES) and not all(isinstance(operand, Literal) for operand in right):
        faults.add(f"{where}, column kanan", "is not a number.", "Write it as the prose has it, like 70,8.")
    score = left[0]
    if rule not in OF_CODES:
        return
    if kinds != {RATA_RATA} or not isinstance(score, Quantity):
        faults.add(f"{where}, column kiri", "is not a mean.", "Name a mean of Table 3 or 8.")
        return
    codes = cells.study.codebook[score.columns[0]].codes
    for code in right:
        if isinstance(code, Literal):
            _check_one_of(f"{where}, column kanan", code.text, codes, faults)


def _check_texts(name: str, rows: pd.DataFrame, columns: Sequence[str], faults: Faults) -> None:
    for column in (f"{column}_{language}" for column in columns for language in LANGUAGES):
        for line in rows.index[rows[column].str.strip() == ""]:
            faults.add(f"{name}, line {line}, column {column}", "is empty.", "Say it in both languages.")


def _check_one_of(where: str, value: str, allowed: Sequence[str], faults: Faults) -> bool:
    if value in allowed:
        return True
    remedy = "Leave it empty." if tuple(allowed) == ("",) else one_of(allowed, given=value)
    faults.add(where, f'"{value}" is not allowed.', remedy)
    return False
