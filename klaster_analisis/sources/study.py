"""The published study: its printed tables, cell by cell, as tidy frames."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from pathlib import Path

import pandas as pd

from klaster_analisis.errors import Faults
from klaster_analisis.sources.codebook import Codebook, read_codebook
from klaster_analisis.sources.csvfile import read_csv
from klaster_analisis.sources.folders import shipped_folder
from klaster_analisis.sources.places import Places, read_places
from klaster_analisis.terms import (
    DINAMIKA,
    JAWABAN,
    JUMLAH,
    KEAKTIFAN,
    KERJASAMA,
    LANGUAGES,
    LOKASI,
    MAKSIMUM,
    MASALAH,
    MEASURES,
    MINIMUM,
    PERTANYAAN,
    RATA_RATA,
    STUDY,
    TOTAL,
    N,
)

CELL_COLUMNS = (
    "baris",
    "kolom",
    "ukuran",
    "baris_cetak",
    "kolom_cetak",
    "cetak",
    "nilai",
    "persen",
    "catatan",
)
CAPTION_COLUMNS = ("tabel", "judul_cetak", "sumber_cetak", "keterangan_cetak", "satuan", "catatan")
DISAGREEMENT_COLUMNS = ("tabel", "baris", "kolom", "cetak", "dihitung", *(f"alasan_{code}" for code in LANGUAGES))
FACT_COLUMNS = ("kunci", "cetak", "nilai", "tempat")
TABLES = ("2", "3", "4", "5", "6", "7", "8")
INTERVIEWED = "diwawancarai"
PRINTED = {
    "teks": re.compile(r"(?P<teks>.+)"),
    "n": re.compile(r"(?P<nilai>\d+)(?: \((?P<persen>\d+(?:,\d+)?)\))?"),
    **dict.fromkeys((*MEASURES, JUMLAH), re.compile(r"(?P<nilai>\d+(?:,\d+)?)")),
}


@dataclass(frozen=True, eq=False)
class Study:
    """
    What the study prints, and nothing that it does not.

    Parameters
    ----------
    cells : pandas.DataFrame
        One row a printed cell of Tables 2–8: ``tabel, baris, kolom, ukuran, baris_cetak, kolom_cetak, cetak, nilai,
        persen, catatan``. ``cetak`` is what stands in print (empty where a cell is not printed), ``nilai`` and
        ``persen`` are the numbers in it.
    captions : pandas.DataFrame
        Caption, source and key of each table as printed, by table.
    disagreements : pandas.DataFrame
        The printed numbers that do not follow from the others, each with the reason.
    interviewed_in_all : int
        How many firms were interviewed, as the prose has it.
    codebook : Codebook
    places : Places
    """

    cells: pd.DataFrame
    captions: pd.DataFrame
    disagreements: pd.DataFrame
    interviewed_in_all: int
    codebook: Codebook
    places: Places

    def table(self, number: str) -> pd.DataFrame:
        """List the cells of one table."""
        return self.cells[self.cells["tabel"] == number]

    @cached_property
    def counts(self) -> pd.DataFrame:
        """
        Tables 4–7 as counted rows: ``lokasi, pertanyaan, jawaban, n, cetak, tabel``, without totals.

        Examples
        --------
        >>> load_study().counts.head(2)[["lokasi", "pertanyaan", "jawaban", "n", "cetak"]].to_dict("records")[0]
        {'lokasi': 'klaten', 'pertanyaan': 'kerjasama_sejenis', 'jawaban': 'ada', 'n': 4, 'cetak': '4 (33,3)'}
        """
        parts = []
        for question in (*self.codebook.group(KERJASAMA), *self.codebook.group(KEAKTIFAN)):
            part = self.table(question.table)
            part = part[part["kolom"].isin(question.codes) & part["baris"].isin(self.places.codes)]
            parts.append(part.assign(pertanyaan=question.code))
        frame = pd.concat(parts, ignore_index=True)
        frame = frame.rename(columns={"baris": LOKASI, "kolom": JAWABAN, "nilai": N}).astype({N: "int64"})
        return frame[[LOKASI, PERTANYAAN, JAWABAN, N, "cetak", "tabel"]]

    @cached_property
    def dynamics(self) -> pd.DataFrame:
        """Table 3: one row a place and indicator, ``lokasi, pertanyaan, rata_rata, minimum, maksimum``, as printed text."""
        return self._scores(DINAMIKA)

    @cached_property
    def problems(self) -> pd.DataFrame:
        """Table 8: one row a place and problem, ``lokasi, pertanyaan, rata_rata``, as printed text."""
        return self._scores(MASALAH)

    @cached_property
    def jica(self) -> pd.DataFrame:
        """Table 2: the stages of each indicator, as printed text; indicators down, stages across."""
        cells = self.table("2")
        matrix = cells.pivot(index="baris", columns="kolom", values="cetak")
        return matrix.loc[cells["baris"].unique()]

    @cached_property
    def interviewed(self) -> "pd.Series[int]":
        """How many firms were interviewed in each place: the totals of Table 4, in which every firm answered."""
        cells = self.table("4")
        totals = cells[(cells["kolom"] == JUMLAH) & cells["baris"].isin(self.places.codes)]
        return totals.set_index("baris")["nilai"].astype("int64").rename_axis(LOKASI).rename(N)

    def _scores(self, group: str) -> pd.DataFrame:
        codes = [question.code for question in self.codebook.group(group)]
        cells = self.cells[self.cells["kolom"].isin(codes) & self.cells["baris"].isin(self.places.codes)]
        cells = cells[cells["ukuran"].isin(MEASURES)]
        frame = cells.pivot(index=["baris", "kolom"], columns="ukuran", values="cetak")
        order = pd.MultiIndex.from_product([self.places.codes, codes], names=[LOKASI, PERTANYAAN])
        printed = [measure for measure in MEASURES if measure in frame]
        return frame.rename_axis([LOKASI, PERTANYAAN]).loc[order, printed].reset_index().rename_axis(columns=None)


def load_study(source: str | Path = STUDY) -> Study:
    """
    Load the study, and check all that is read.

    Parameters
    ----------
    source : str or pathlib.Path
        ``"studi"`` for the published study that comes with the package, or a folder laid out like its ``data``.

    Returns
    -------
    Study

    Raises
    ------
    DataError
        If anything is missing or is not as it should be; the message lists every fault with file, line and column.

    Examples
    --------
    >>> study = load_study()
    >>> study.interviewed.to_dict()
    {'klaten': 12, 'pati': 17, 'tegal': 19}
    """
    folder = shipped_folder("data") if source == STUDY else Path(source)
    published = folder / "published"
    faults = Faults()
    codebook = read_codebook(folder / "codebook.csv", faults)
    places = read_places(folder / "places.csv", faults)
    tables = {number: read_csv(published / f"tabel_{number}.csv", columns=CELL_COLUMNS, faults=faults) for number in TABLES}
    captions = read_csv(published / "tabel.csv", columns=CAPTION_COLUMNS, faults=faults)
    disagreements = read_csv(folder / "disagreements.csv", columns=DISAGREEMENT_COLUMNS, faults=faults)
    facts = read_csv(published / "narasi.csv", columns=FACT_COLUMNS, faults=faults)
    faults.stop_if_any()
    for number, cells in tables.items():
        _check_cells(f"tabel_{number}.csv", cells, faults)
    _check_complete(tables, codebook, places, faults)
    _check_scales(tables, codebook, places, faults)
    _check_disagreements(disagreements, tables, faults)
    in_all = facts.loc[(facts["kunci"] == INTERVIEWED) & facts["nilai"].str.fullmatch(r"\d+"), "nilai"]
    if len(in_all) != 1:
        faults.add("narasi.csv", f'must have one row "{INTERVIEWED}" with a whole number.', "Mend it.")
    faults.stop_if_any()
    study = Study(
        cells=_as_numbers(tables),
        captions=captions.set_index("tabel"),
        disagreements=disagreements,
        interviewed_in_all=int(in_all.iloc[0]),
        codebook=codebook,
        places=places,
    )
    counted = study.interviewed.sum()
    if counted != study.interviewed_in_all:
        problem = f"{study.interviewed_in_all} firms were interviewed, but the totals of tabel_4.csv add up to {counted}."
        faults.add("narasi.csv", problem, "The totals of Table 4 stand for the interviewed: mend one of the two.")
    faults.stop_if_any()
    return study


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


def _check_disagreements(disagreements: pd.DataFrame, tables: dict[str, pd.DataFrame], faults: Faults) -> None:
    for line, named in disagreements.iterrows():
        cells = tables.get(named["tabel"])
        if cells is None or not ((cells["baris"] == named["baris"]) & (cells["kolom"] == named["kolom"])).any():
            place = "/".join((named["tabel"], named["baris"], named["kolom"]))
            faults.add(f"disagreements.csv, line {line}", f"there is no cell {place}.", "Mend tabel, baris or kolom.")


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


def _as_numbers(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    cells = pd.concat([cells.assign(tabel=number) for number, cells in tables.items()], ignore_index=True)
    numbers = {column: pd.to_numeric(cells[column].replace("", None)) for column in ("nilai", "persen")}
    return cells.assign(**numbers)[["tabel", *CELL_COLUMNS]]
