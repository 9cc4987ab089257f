"""Files that are scanned and never held: Parquet, and CSV files too large to be looked at cell by cell."""

import codecs
import csv
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from klaster_analisis.sources.delimited import find_separator, is_text, lines_of, possible_encodings
from klaster_analisis.sources.survey.columns import FileColumn
from klaster_analisis.sources.survey.engines import check_installed, connect, scan_parquet
from klaster_analisis.sources.survey.fault import Spot
from klaster_analisis.sources.survey.table import MOST_ROWS_SHOWN, Finder, OpenedFile
from klaster_analisis.sources.survey.text import cell_text, tidy
from klaster_analisis.sources.unreadable import UnreadableError

PARQUET = "Parquet"
CHUNK, SAMPLE_BYTES = 2_000_000, 1_000_000
"""Bytes; the first is also the longest line of a file: DuckDB makes room for many of them."""

MAX_COLUMNS = 2000


def open_parquet(path: Path, engine: str) -> OpenedFile:
    """
    Open a Parquet file, or a folder of them.

    Parameters
    ----------
    path : pathlib.Path
    engine : str
        Which engine scans it: one of `engines.ENGINES`.

    Returns
    -------
    OpenedFile

    Raises
    ------
    UnreadableError
        If it is damaged or has no rows, or the engine is not installed.
    """
    import pyarrow as pa  # noqa: PLC0415  slow to import
    from pyarrow.dataset import dataset  # noqa: PLC0415

    check_installed(engine)
    try:
        files = dataset(path, format="parquet")
        names, rows = files.schema.names, files.count_rows()
    except (pa.ArrowException, OSError, ValueError) as error:
        raise UnreadableError("rusak", content=PARQUET) from error
    if not rows:
        raise UnreadableError("tanpa_isi")
    if len(names) > MAX_COLUMNS:
        raise UnreadableError("terlalu_lebar", columns=len(names), limit=MAX_COLUMNS)
    held = {f"k{at}": name for at, name in enumerate(dict.fromkeys(names), 1)}
    columns = tuple(FileColumn(name, (tidy(heading) or heading,)) for name, heading in held.items())
    return OpenedFile(Spot(path.name), columns, _frame_of(path, engine, held), _finder(path, held, first_row=1))


def open_large_csv(path: Path, engine: str) -> OpenedFile:
    """
    Open a CSV file of any size: it is written as Parquet once, in one pass, and scanned from there.

    Parameters
    ----------
    path : pathlib.Path
        Its header stands in the first line.
    engine : str

    Returns
    -------
    OpenedFile

    Raises
    ------
    UnreadableError
        If it is no text, a line has another number of cells than the header, or the engine is not installed.
    """
    check_installed(engine)
    folder = tempfile.TemporaryDirectory(prefix="klaster-")
    source, encoding = path, _encoding(path)
    if encoding != "utf-8":
        source = Path(folder.name) / "survey.csv"
        _transcode(path, source, encoding)
    with source.open(encoding="utf-8-sig", newline="") as file:
        sample = file.read(SAMPLE_BYTES)
    separator = find_separator(sample)
    header = next(csv.reader(lines_of(sample), delimiter=separator), [])
    names = [f"k{at}" for at in range(len(header))]
    scanned = Path(folder.name) / "survey.parquet"
    _write_parquet(source, scanned, names, separator)
    columns = tuple(
        FileColumn(name, (tidy(text) or f"({at})",)) for at, (name, text) in enumerate(zip(names, header, strict=True), 1)
    )
    held = {name: name for name in names}
    frame_of, find = _frame_of(scanned, engine, held), _finder(scanned, held, first_row=2)

    def kept(names: Sequence[str], _folder: Any = folder) -> Any:  # the folder lives as long as something reads from it
        return frame_of(names)

    return OpenedFile(Spot(path.name), columns, kept, find)


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(SAMPLE_BYTES)
    for encoding in possible_encodings(start):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            text = decoder.decode(start)
            if not is_text(text):
                raise UnreadableError("bukan_teks")
            for chunk in _chunks(path):
                decoder.decode(chunk)
        except UnicodeDecodeError:
            continue
        return "utf-8" if encoding == "utf-8-sig" else encoding
    raise UnreadableError("bukan_teks")


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _transcode(source: Path, target: Path, encoding: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    with target.open("w", encoding="utf-8", newline="") as file:
        for chunk in _chunks(source):
            file.write(decoder.decode(chunk))
        file.write(decoder.decode(b"", final=True))


def _write_parquet(source: Path, target: Path, names: Sequence[str], separator: str) -> None:
    import duckdb  # noqa: PLC0415  slow to import

    options = {
        "header": False,
        "skip": 1,
        "delim": separator,
        "quote": '"',
        "escape": '"',
        "columns": dict.fromkeys(names, "VARCHAR"),
        "auto_detect": False,
        "null_padding": False,
        "strict_mode": True,
        "max_line_size": CHUNK,
    }
    with connect() as connection:
        try:
            described = ", ".join(f"{key} := ?" for key in options)
            connection.execute(
                f"COPY (SELECT * FROM read_csv(?, {described})) TO ? (FORMAT parquet, COMPRESSION zstd)",  # noqa: S608  no value in it
                [str(source), *options.values(), str(target)],
            )
        except duckdb.Error as error:
            raise UnreadableError("bukan_csv", why=str(error).splitlines()[0]) from error


def _frame_of(path: Path, engine: str, held: Mapping[str, str]) -> Callable[[Sequence[str]], Any]:
    def frame_of(names: Sequence[str]) -> Any:
        return scan_parquet(path, engine, {name: held[name] for name in names})

    return frame_of


def _finder(path: Path, held: Mapping[str, str], *, first_row: int) -> Finder:
    def find(name: str, wanted: Collection[str | None]) -> list[int]:
        from pyarrow.dataset import dataset  # noqa: PLC0415

        rows: list[int] = []
        start = first_row
        for batch in dataset(path, format="parquet").to_batches(columns=[held[name]]):
            encoded = batch.column(0).dictionary_encode("encode")
            texts = [cell_text(value) for value in encoded.dictionary.to_pylist()]
            hits = np.isin(
                encoded.indices.to_numpy(zero_copy_only=False), [at for at, text in enumerate(texts) if text in wanted]
            )
            rows.extend((np.flatnonzero(hits) + start).tolist())
            start += len(batch)
            if len(rows) >= MOST_ROWS_SHOWN:
                break
        return rows[:MOST_ROWS_SHOWN]

    return find
