"""Open a survey in whatever file the field left behind, and match its columns to a codebook."""

import os
from functools import cache
from pathlib import Path
from typing import Any

from klaster_analisis.errors import Fault as PlainFault
from klaster_analisis.errors import Faults, UsageError
from klaster_analisis.sources.codebook import Codebook, read_codebook
from klaster_analisis.sources.folders import shipped_folder
from klaster_analisis.sources.given_file import read_start, size_of
from klaster_analisis.sources.places import Places, read_places
from klaster_analisis.sources.question import UNCOUNTED
from klaster_analisis.sources.survey.cells_file import open_csv, open_excel
from klaster_analisis.sources.survey.columns import FileColumn
from klaster_analisis.sources.survey.engines import DUCKDB, ENGINES
from klaster_analisis.sources.survey.fault import Spot, survey_fault
from klaster_analisis.sources.survey.frames import plain_frame
from klaster_analisis.sources.survey.headings import Headings
from klaster_analisis.sources.survey.mapping import Mapping, read_mapping
from klaster_analisis.sources.survey.matching import Matching, match_columns
from klaster_analisis.sources.survey.scanned_file import open_large_csv, open_parquet
from klaster_analisis.sources.survey.statistical_file import SPSS, STATA, open_statistical
from klaster_analisis.sources.survey.table import OpenedFile, SurveyTable
from klaster_analisis.sources.unreadable import UnreadableError
from klaster_analisis.sources.workbook import MAX_BYTES

LOOKED_AT, LINES_LOOKED_AT = 32_000_000, 1_000_000
"""Bytes and lines of a CSV file that is looked at cell by cell; a larger one is scanned."""

CSV, EXCEL, PARQUET = "CSV", "Excel", "Parquet"
ENDINGS = {
    ".csv": CSV, ".txt": CSV, ".tsv": CSV, ".xlsx": EXCEL, ".xlsm": EXCEL, ".xls": EXCEL,
    ".sav": SPSS, ".zsav": SPSS, ".dta": STATA, ".parquet": PARQUET, ".pq": PARQUET,
}  # fmt: skip
STARTS = {
    b"PK\x03\x04": EXCEL, b"\xd0\xcf\x11\xe0": EXCEL, b"$FL2": SPSS, b"$FL3": SPSS, b"<stata_dta>": STATA, b"PAR1": PARQUET,
}  # fmt: skip
RIGHT = {CSV: ".csv", EXCEL: ".xlsx", SPSS: ".sav", STATA: ".dta", PARQUET: ".parquet"}


def open_survey(
    source: Any, codebook: Codebook, *, mapping: Path | None = None, sheet: str = "", engine: str | None = None, faults: Faults
) -> SurveyTable | None:
    """
    Open a survey and match its columns.

    Parameters
    ----------
    source : pathlib.Path, or a frame that Narwhals knows
    codebook : Codebook
    mapping : pathlib.Path, optional
        A mapping file.
    sheet : str
        The sheet of a workbook.
    engine : str, optional
        The engine that scans CSV and Parquet.
    faults : Faults
        Takes up what is wrong.

    Returns
    -------
    SurveyTable or None
        None where the file cannot be read at all.
    """
    said = read_mapping(mapping, codebook, faults) if mapping else Mapping()
    known = Headings(codebook, said)
    try:
        opened = _open(source, known, sheet=sheet, engine=engine, faults=faults)
        matching = match_columns(opened.columns, codebook, said, spot=opened.spot, faults=faults)
        if opened.prepare:
            opened = opened.prepare(_counted(matching, codebook))
    except UnreadableError as error:
        name = source.name if isinstance(source, Path) else "frame"
        faults.append(survey_fault(error.rule, Spot(name), **error.values))
        return None
    return SurveyTable(opened, matching, said)


def _counted(matching: Matching, codebook: Codebook) -> list[str]:
    """List the columns of which anything is counted: no names, phones or remarks."""
    columns = {code: column.name for code, column in matching.columns.items() if codebook[code].kind not in UNCOUNTED}
    return list(dict.fromkeys(columns.values()))


def _open(source: Any, known: Headings, *, sheet: str, engine: str | None, faults: Faults) -> OpenedFile:
    if not isinstance(source, Path):
        return _open_frame(source)
    kind, size = _kind(source)
    if engine is not None and kind not in (CSV, PARQUET):
        raise UnreadableError("engine_tak_cocok")
    if kind in (SPSS, STATA):
        return open_statistical(source, kind)
    if kind == PARQUET:
        return open_parquet(source, engine or DUCKDB)
    if kind == CSV:
        content = read_start(source, LOOKED_AT) if engine is None and size <= LOOKED_AT else None
        if content is None or content.count(b"\n") > LINES_LOOKED_AT:
            return open_large_csv(source, engine or DUCKDB)
        return open_csv(source.name, content, known, faults)
    return open_excel(source.name, read_start(source, MAX_BYTES + 1), known, sheet)


def _kind(path: Path) -> tuple[str, int]:
    """Say what a file is, by its ending and its first bytes: they must agree."""
    if os.path.isdir(path):
        return PARQUET, 0
    size, start = size_of(path), read_start(path, 16)
    if not size:
        raise UnreadableError("tanpa_isi")
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise UnreadableError("bentuk_tak_dikenal")
    named = ENDINGS[ending]
    held = next((kind for mark, kind in STARTS.items() if start.startswith(mark)), None)
    if held is not None and held != named:
        raise UnreadableError("isi_lain", ending=ending, content=held, right=RIGHT[held])
    if held is None and named in (EXCEL, SPSS, PARQUET):
        raise UnreadableError("rusak", content=named)
    return named, size


def _open_frame(frame: Any) -> OpenedFile:
    import narwhals as nw  # noqa: PLC0415  slow to import

    try:
        given = nw.from_native(frame)
    except TypeError as error:
        problem = f"{type(frame).__name__} is neither a path nor a frame."
        raise UsageError([PlainFault("survey", problem, "Give the path of a file, or a frame of pandas, Polars, …")]) from error
    held = {f"k{at}": name for at, name in enumerate(given.collect_schema().names(), 1)}
    columns = tuple(FileColumn(name, (heading,)) for name, heading in held.items())
    return OpenedFile(Spot("frame"), columns, lambda names: plain_frame(given, {name: held[name] for name in names}))


def check_engine(engine: str | None) -> None:
    """
    Refuse an engine that is not known.

    Raises
    ------
    UsageError
    """
    if engine is not None and engine not in ENGINES:
        raise UsageError([PlainFault("engine", f'"{engine}" is not an engine.', f"Use one of: {', '.join(ENGINES)}.")])


def load_codebook(path: Path | None = None) -> Codebook:
    """
    Load a codebook: the package's own, or a user's.

    Raises
    ------
    DataError
        That lists every fault.
    """
    return _codebook(path) if path else _shipped_codebook()


@cache
def _shipped_codebook() -> Codebook:
    return _codebook(shipped_folder("data") / "codebook.csv")


def _codebook(path: Path) -> Codebook:
    faults = Faults()
    codebook = read_codebook(path, faults)
    faults.stop_if_any()
    return codebook


def load_places(path: Path | None = None) -> Places:
    """
    Load a list of places: a user's, or the study's places and all regencies and cities of Central Java.

    Raises
    ------
    DataError
        That lists every fault.
    """
    if path is None:
        return _shipped_places()
    faults = Faults()
    places = read_places(path, faults)
    faults.stop_if_any()
    return places


@cache
def _shipped_places() -> Places:
    faults, data = Faults(), shipped_folder("data")
    study, regions = read_places(data / "places.csv", faults), read_places(data / "regions.csv", faults)
    faults.stop_if_any()
    of_study = {place.region_code: place for place in study.by_code.values() if place.region_code}
    merged = [of_study.pop(place.region_code, place) for place in regions.by_code.values()]
    unsettled = [place for place in study.by_code.values() if not place.region_code]
    return Places({place.code: place for place in (*merged, *of_study.values(), *unsettled)})
