"""Files that are scanned and never held: Parquet, and CSV files too large to be looked at cell by cell."""

import codecs
import csv
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from klaster_analisis.sources.delimited import find_separator, is_text, lines_of, possible_encodings
from klaster_analisis.sources.survey.columns import FileColumn
from klaster_analisis.sources.survey.engines import check_installed, connect, scan_parquet
from klaster_analisis.sources.survey.fault import Spot
from klaster_analisis.sources.survey.plain_values import is_category, is_plain, plain_array
from klaster_analisis.sources.survey.table import MOST_ROWS_SHOWN, Finder, OpenedFile
from klaster_analisis.sources.survey.text import cell_text, tidy
from klaster_analisis.sources.temporary import TemporaryFolder
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
    opened = OpenedFile(Spot(path.name), columns, _frame_of(path, engine, held), _finder(path, held, first_row=1))

    def prepare(counted: Sequence[str]) -> OpenedFile:
        if _read_alike(files, [held[name] for name in counted]):
            return opened
        folder = TemporaryFolder()
        copy = folder.path / "survey.parquet"
        try:
            _write_plain(files, copy, {name: held[name] for name in counted})
        except (pa.ArrowException, OSError) as error:
            raise UnreadableError("rusak", content=PARQUET) from error
        return _copied(opened, copy, engine, counted, folder=folder, first_row=1)

    return replace(opened, prepare=prepare)


def open_large_csv(path: Path, engine: str) -> OpenedFile:
    """
    Open a CSV file of any size: what is counted of it is written as Parquet once, in one pass, and scanned from there.

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
        If it is no text, a line has another number of cells than the header, or the engine is not installed; some of it only
        when it is prepared.
    """
    check_installed(engine)
    encoding = _encoding(path)
    with path.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline="") as file:
        sample = file.read(SAMPLE_BYTES)
    separator = find_separator(sample)
    header = next(csv.reader(lines_of(sample), delimiter=separator), [])
    names = [f"k{at}" for at in range(len(header))]
    columns = tuple(
        FileColumn(name, (tidy(text) or f"({at})",)) for at, (name, text) in enumerate(zip(names, header, strict=True), 1)
    )

    def prepare(counted: Sequence[str]) -> OpenedFile:
        folder = TemporaryFolder()
        copy = folder.path / "survey.parquet"
        if encoding == "utf-8":
            _write_parquet(path, copy, names, separator, counted)
        else:
            with TemporaryFolder() as other:
                _transcode(path, other / "survey.csv", encoding, separator, [names.index(name) for name in counted])
                _write_parquet(other / "survey.csv", copy, counted, ",", counted)
        return _copied(unprepared, copy, engine, counted, folder=folder, first_row=2)

    unprepared = OpenedFile(Spot(path.name), columns, _unprepared, prepare=prepare)
    return unprepared


def _unprepared(names: Sequence[str]) -> Any:
    raise AssertionError(f"{names}: not copied yet")


def _copied(
    opened: OpenedFile, copy: Path, engine: str, names: Sequence[str], *, folder: TemporaryFolder, first_row: int
) -> OpenedFile:
    """Let a file be scanned from its copy."""
    held = {name: name for name in names}
    frame_of = _frame_of(copy, engine, held)

    def kept(names: Sequence[str], _folder: TemporaryFolder = folder) -> Any:  # it lives as long as something reads from it
        return frame_of(names)

    return replace(opened, frame_of=kept, find=_finder(copy, held, first_row=first_row), prepare=None)


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


def _transcode(source: Path, target: Path, encoding: str, separator: str, positions: Sequence[int]) -> None:
    """Write some columns of a CSV file as UTF-8."""
    with source.open(encoding=encoding, newline="") as file, target.open("w", encoding="utf-8", newline="") as written:
        reader, writer = csv.reader(file, delimiter=separator, strict=True), csv.writer(written, quoting=csv.QUOTE_ALL)
        width = 0
        try:
            for row in reader:
                width = width or len(row)
                if row and len(row) != width:
                    problem = f"line {reader.line_num} has {len(row)} cells, the first has {width}"
                    raise UnreadableError("bukan_csv", why=problem)
                if row:
                    writer.writerow([row[at] for at in positions])
        except csv.Error as error:
            raise UnreadableError("bukan_csv", why=error) from error


def _write_parquet(source: Path, target: Path, names: Sequence[str], separator: str, counted: Sequence[str]) -> None:
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
            chosen = f"SELECT {', '.join(counted) or '0'} FROM read_csv(?, {described})"  # noqa: S608  names of our own
            connection.execute(
                f"COPY ({chosen}) TO ? (FORMAT parquet, COMPRESSION zstd)",
                [str(source), *options.values(), str(target)],
            )
        except duckdb.Error as error:
            raise UnreadableError("bukan_csv", why=str(error).splitlines()[0]) from error


def _read_alike(files: Any, names: Sequence[str]) -> bool:
    """Say whether every engine reads the values of some columns alike, as far as the file says what they are."""
    kinds = {name: files.schema.types[files.schema.names.index(name)] for name in names}
    days = [name for name, kind in kinds.items() if _is_day(kind)]
    return all(is_plain(kind) or _is_day(kind) for kind in kinds.values()) and all(_are_days(files, name) for name in days)


def _is_day(kind: Any) -> bool:
    import pyarrow as pa  # noqa: PLC0415

    return kind in (pa.date32(), pa.timestamp("ms"), pa.timestamp("us"))


def _are_days(files: Any, name: str) -> bool:
    """Say whether Python has a value for each of some days, by the least and the greatest that the file tells of them."""
    try:
        for fragment in files.get_fragments():
            for group in fragment.row_groups:
                told = (group.statistics or {}).get(name)
                if group.num_rows and (told is None or not all(isinstance(end, date) for end in told.values())):
                    return False
    except (OverflowError, ValueError):
        return False
    return True


def _write_plain(files: Any, target: Path, columns: Mapping[str, str]) -> None:
    """Write columns of Parquet anew, each of a type that every engine reads alike."""
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow.parquet import ParquetWriter  # noqa: PLC0415

    wanted = list(columns.values())
    writer = None
    try:
        for batch in files.to_batches(columns=list(dict.fromkeys(wanted))):
            table = pa.table({name: plain_array(batch.column(held)) for name, held in columns.items()})
            writer = writer or ParquetWriter(target, table.schema, compression="zstd")
            writer.write_table(table)
    finally:
        if writer:
            writer.close()


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
            values = plain_array(batch.column(0))
            encoded = values if is_category(values.type) else values.dictionary_encode("encode")
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
