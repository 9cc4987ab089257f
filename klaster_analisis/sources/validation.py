"""Whether the printed tables are whole and what they should be: every fault by file, line and column."""

import re
from fractions import Fraction

import pandas as pd

from klaster_analisis.errors import Faults
from klaster_analisis.sources.codebook import Codebook
from klaster_analisis.sources.places import Places
from klaster_analisis.terms import DINAMIKA, JUMLAH, MAKSIMUM, MEASURES, MINIMUM, RATA_RATA, TOTAL, N

INTERVIEWED = "diwawancarai"
PRINTED = {
    "teks": re.compile(r"(?P<teks>.+)"),
    "n": re.compile(r"(?P<nilai>\d+)(?: \((?P<persen>\d+(?:,\d+)?)\))?"),
    **dict.fromkeys((*MEASURES, JUMLAH), re.compile(r"(?P<nilai>\d+(?:,\d+)?)")),
}


def validate_tables(tables: dict[str, pd.DataFrame], codebook: Codebook, places: Places, faults: Faults) -> None:
    """
    Check all cells of the printed tables.

    Parameters
    ----------
    tables : dict of pandas.DataFrame
        The cells as text, by number of the table.
    codebook : Codebook
    places : Places
    faults : Faults
        Takes up what is wrong.
    """
    for number, cells in tables.items():
        _check_cells(f"tabel_{number}.csv", cells, faults)
    _check_complete(tables, codebook, places, faults)
    _check_scales(tables, codebook, places, faults)


def read_interviewed(facts: pd.DataFrame, table_4: pd.DataFrame, places: Places, faults: Faults) -> int:
    """
    Read how many firms were interviewed in all, and hold it against the totals of Table 4, which stand for it by place.

    Parameters
    ----------
    facts : pandas.DataFrame
        ``kunci, nilai`` of what only the prose says.
    table_4 : pandas.DataFrame
        The cells of Table 4, as text.
    places : Places
    faults : Faults
        Takes up what is wrong.

    Returns
    -------
    int
    """
    found = facts.loc[(facts["kunci"] == INTERVIEWED) & facts["nilai"].str.fullmatch(r"\d+"), "nilai"]
    if len(found) != 1:
        faults.add("narasi.csv", f'must have one row "{INTERVIEWED}" with a whole number.', "Mend it.")
        return 0
    totals = table_4.loc[(table_4["kolom"] == JUMLAH) & table_4["baris"].isin(places.codes), "nilai"]
    in_all, counted = int(found.iloc[0]), sum(map(int, totals))
    if in_all != counted:
        problem = f"{in_all} firms were interviewed, but the totals of tabel_4.csv add up to {counted}."
        faults.add("narasi.csv", problem, "The totals of Table 4 stand for the interviewed: mend one of the two.")
    return in_all


def _check_cells(name: str, cells: pd.DataFrame, faults: Faults) -> None:
    """Hold the numbers of each cell against the printed string that they were read from."""
    for line, cell in cells.iterrows():
        where = f"{name}, line {line}"
        if cell["ukuran"] not in PRINTED:
            faults.add(f"{where}, column ukuran", f'"{cell["ukuran"]}" is not known.', f"Use one of: {', '.join(PRINTED)}.")
            continue
        match = PRINTED[cell["ukuran"]].fullmatch(cell["cetak"])
        if match is None and cell["cetak"]:
            kind = "a count, like 13 or 13 (76,5)" if cell["ukuran"] == N else "a number, like 3 or 2,8"
            faults.add(f"{where}, column cetak", f'"{cell["cetak"]}" is not {kind}.', "Copy the cell as it is printed.")
            continue
        if not cell["cetak"] and (cell["ukuran"] not in (MINIMUM, MAKSIMUM) or not cell["catatan"]):
            remedy = "Copy what is printed; only a minimum or maximum may be missing, with the reason in catatan."
            faults.add(f"{where}, column cetak", "is empty.", remedy)
        numbers = match.groupdict() if match else {}
        for column in ("nilai", "persen"):
            expected = (numbers.get(column) or "").replace(",", ".")
            if _number(cell[column]) != _number(expected):
                faults.add(
                    f"{where}, column {column}",
                    f'"{cell[column]}" is not the number in "{cell["cetak"]}".',
                    f'Write "{expected}".',
                )


def _number(text: str) -> Fraction | str:
    """Read a number exactly, so that 50.0 and 50 are the same; a text that is none stays a text."""
    try:
        return Fraction(text)
    except ValueError:
        return text


def _check_scales(tables: dict[str, pd.DataFrame], codebook: Codebook, places: Places, faults: Faults) -> None:
    """Check that every score lies on the scale of its question."""
    for number in ("3", "8"):
        cells = tables[number]
        scores = cells[cells["ukuran"].isin(MEASURES) & cells["baris"].isin(places.codes)]
        for line, cell in scores[scores["cetak"] != ""].iterrows():
            if cell["kolom"] not in codebook.questions:
                continue
            levels = [int(code) for code in codebook[cell["kolom"]].codes]
            score = _number(cell["cetak"].replace(",", "."))
            if isinstance(score, Fraction) and not min(levels) <= score <= max(levels):
                faults.add(
                    f"tabel_{number}.csv, line {line}, column cetak",
                    f"{cell['cetak']} is not on the scale of {cell['kolom']}, {min(levels)} to {max(levels)}.",
                    "Mend the score, or add its code to codebook.csv.",
                )


def _check_complete(tables: dict[str, pd.DataFrame], codebook: Codebook, places: Places, faults: Faults) -> None:
    """Check that every table has each of its cells once, and no cell that nobody knows."""
    for number, cells in tables.items():
        rows, columns = _layout(number, codebook, places)
        expected = pd.MultiIndex.from_tuples([(row, *column) for row in rows for column in columns])
        index = pd.MultiIndex.from_frame(cells[["baris", "kolom", "ukuran"]])
        name = f"tabel_{number}.csv"
        for cell in expected.difference(index, sort=False):
            faults.add(name, f"the cell {'/'.join(cell)} is missing.", "Add its row.")
        for line, cell in zip(cells.index, index, strict=True):
            if cell not in expected:
                faults.add(
                    f"{name}, line {line}",
                    f"the cell {'/'.join(cell)} does not belong to this table.",
                    "Mend baris, kolom or ukuran.",
                )
        for line, cell in zip(cells.index[index.duplicated()], index[index.duplicated()], strict=True):
            faults.add(f"{name}, line {line}", f"the cell {'/'.join(cell)} stands there twice.", "Keep one.")


def _layout(number: str, codebook: Codebook, places: Places) -> tuple[list[str], list[tuple[str, str]]]:
    """List the rows of a table, and its columns with what is printed in them."""
    questions = [question for question in codebook.questions.values() if question.table == number]
    if number == "2":
        return [question.code for question in codebook.group(DINAMIKA)], [(f"tahap_{k}", "teks") for k in (1, 2, 3)]
    if number == "3":
        scores = [(question.code, measure) for question in questions for measure in MEASURES]
        return list(places.codes), [*scores, (JUMLAH, JUMLAH)]
    if number == "8":
        return [*places.codes, RATA_RATA], [(question.code, RATA_RATA) for question in questions]
    answers = [(code, N) for question in questions for code in question.codes]
    return [*places.codes, TOTAL], [*answers, (JUMLAH, N)]
