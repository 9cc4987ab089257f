"""The published study: its printed tables, cell by cell, as tidy frames."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from klaster_analisis.errors import Faults
from klaster_analisis.sources.codebook import Codebook, read_codebook
from klaster_analisis.sources.csvfile import read_csv
from klaster_analisis.sources.folders import shipped_folder
from klaster_analisis.sources.places import Places, read_places
from klaster_analisis.sources.validation import read_interviewed, validate_tables
from klaster_analisis.terms import (
    DINAMIKA,
    JAWABAN,
    JUMLAH,
    KEAKTIFAN,
    KERJASAMA,
    LOKASI,
    MASALAH,
    MEASURES,
    PERTANYAAN,
    STUDY,
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
FACT_COLUMNS = ("kunci", "cetak", "nilai", "tempat")
TABLES = ("2", "3", "4", "5", "6", "7", "8")


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
    interviewed_in_all : int
        How many firms were interviewed, as the prose has it.
    codebook : Codebook
    places : Places
    """

    cells: pd.DataFrame
    captions: pd.DataFrame
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
    facts = read_csv(published / "narasi.csv", columns=FACT_COLUMNS, faults=faults)
    faults.stop_if_any()
    validate_tables(tables, codebook, places, faults)
    faults.stop_if_any()
    in_all = read_interviewed(facts, tables["4"], places, faults)
    faults.stop_if_any()
    return Study(
        cells=_as_numbers(tables),
        captions=captions.set_index("tabel"),
        interviewed_in_all=in_all,
        codebook=codebook,
        places=places,
    )


def _as_numbers(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    cells = pd.concat([cells.assign(tabel=number) for number, cells in tables.items()], ignore_index=True)
    numbers = {column: pd.to_numeric(cells[column].replace("", None)) for column in ("nilai", "persen")}
    return cells.assign(**numbers)[["tabel", *CELL_COLUMNS]]
