"""Engines that scan files too large to be held: each an existing one, named by the user or DuckDB."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from json import JSONDecodeError
from pathlib import Path
from typing import Any

from klaster_analisis.sources.temporary import TemporaryFolder
from klaster_analisis.sources.unreadable import UnreadableError

DUCKDB, POLARS, DASK, SPARK = "duckdb", "polars", "dask", "spark"
ENGINES = (DUCKDB, POLARS, DASK, SPARK)
BETWEEN = (OSError, MemoryError, UnicodeDecodeError, JSONDecodeError)  # errors that engines let through
OF_ENGINES = ("_duckdb", "duckdb", "polars", "pyarrow", "pyspark", "py4j", "pyo3_runtime")  # where their errors come from
PACKAGES = {DUCKDB: "duckdb", POLARS: "polars", DASK: "dask.dataframe", SPARK: "pyspark.sql"}


def check_installed(engine: str) -> None:
    """
    Refuse an engine that cannot be imported.

    Raises
    ------
    UnreadableError
    """
    try:
        import_module(PACKAGES[engine])
    except ImportError as error:
        raise UnreadableError("engine_tak_ada", value=engine, package=f"klaster-analisis[{engine}]") from error


@contextmanager
def scanning() -> Iterator[None]:
    """
    Tell of a file that an engine cannot scan: it is found to be damaged only now, or the engine lacks memory, disk or Java.

    Raises
    ------
    UnreadableError
        In place of an error of the engine.
    """
    try:
        yield
    except BaseException as error:  # Polars may panic, which is no Exception
        kind = type(error)
        of_engine = isinstance(error, BETWEEN) or kind.__module__.partition(".")[0] in OF_ENGINES
        if not of_engine and kind.__name__ != "ComputeError":  # which Narwhals makes of an error of Polars
            raise
        raise UnreadableError("tak_terpindai", why=kind.__name__) from error


def connect() -> Any:
    """Open a DuckDB of our own, which spills what does not fit in memory into a temporary folder."""
    import duckdb  # noqa: PLC0415  slow to import

    connection = duckdb.connect(config={"temp_directory": str(_spilled().path)})
    connection.execute("SET enable_progress_bar = false")  # it is drawn on what is printed, also into a report
    connection.execute("SET disable_parquet_prefetching = true")  # it saves trips over a network, and holds what it read ahead
    return connection


@cache
def _spilled() -> TemporaryFolder:
    return TemporaryFolder()


@cache
def _scanning() -> Any:
    """Keep one connection for all that is scanned: frames of two waves are joined, and those of two connections cannot be."""
    return connect()


def scan_parquet(path: Path, engine: str, columns: Mapping[str, str]) -> Any:
    """
    Scan columns of a Parquet file, or of a folder of them.

    Parameters
    ----------
    path : pathlib.Path
    engine : str
        One of `ENGINES`.
    columns : mapping of str to str
        By the name that a column gets: its name in the file, which may hold signs that an engine reads.

    Returns
    -------
    A lazy frame of the engine.
    """
    scan = {DUCKDB: _duckdb, POLARS: _polars, DASK: _dask, SPARK: _spark}[engine]
    return scan(_files(path), columns)


def plainly_named(frame: Any, columns: Mapping[str, str]) -> Any:
    """
    Choose columns of a frame and give them names that no engine reads signs in, as DuckDB and Spark do in ``1. Produk``.

    Parameters
    ----------
    frame : narwhals.DataFrame or narwhals.LazyFrame
    columns : mapping of str to str
        By the name that a column gets: the name that it has.

    Returns
    -------
    narwhals.DataFrame or narwhals.LazyFrame

    Examples
    --------
    >>> import narwhals as nw
    >>> import pandas as pd
    >>> plainly_named(nw.from_native(pd.DataFrame({"1. Produk": [3], "lokasi": ["pati"]})), {"k1": "1. Produk"}).columns
    ['k1']
    """
    if frame.implementation.is_pyspark():
        import narwhals as nw  # noqa: PLC0415  slow to import

        held = {name: f"held{at}" for at, name in enumerate(frame.collect_schema())}
        frame = nw.from_native(frame.to_native().toDF(*held.values()))
        columns = {name: held[column] for name, column in columns.items()}
    return frame.select(*columns.values()).rename({held: name for name, held in columns.items()})


def _files(path: Path) -> list[str]:
    """List the files of a folder that hold data: marks of success and checksums lie beside them."""
    if not path.is_dir():
        return [str(path)]
    from pyarrow.dataset import dataset  # noqa: PLC0415  slow to import

    return list(dataset(path, format="parquet").files)


def _duckdb(files: list[str], columns: Mapping[str, str]) -> Any:
    import duckdb  # noqa: PLC0415

    scanned = _scanning().read_parquet(files)
    return scanned.select(*(duckdb.ColumnExpression(held).alias(name) for name, held in columns.items()))


def _polars(files: list[str], columns: Mapping[str, str]) -> Any:
    import polars as pl  # noqa: PLC0415

    return pl.scan_parquet(files).select(columns.values()).rename({held: name for name, held in columns.items()})


def _dask(files: list[str], columns: Mapping[str, str]) -> Any:
    import dask.dataframe as dd  # noqa: PLC0415

    return dd.read_parquet(files, columns=list(columns.values())).rename(columns={held: name for name, held in columns.items()})


def _spark(files: list[str], columns: Mapping[str, str]) -> Any:
    from pyspark.sql import SparkSession  # noqa: PLC0415

    session = SparkSession.builder.appName("klaster_analisis").getOrCreate()
    quoted = [f"`{held.replace('`', '``')}`" for held in columns.values()]
    return session.read.parquet(*files).select(quoted).toDF(*columns)
