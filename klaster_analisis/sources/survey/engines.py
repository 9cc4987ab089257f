"""Engines that scan files too large to be held: each an existing one, named by the user or DuckDB."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from klaster_analisis.sources.unreadable import UnreadableError

DUCKDB, POLARS, DASK, SPARK = "duckdb", "polars", "dask", "spark"
ENGINES = (DUCKDB, POLARS, DASK, SPARK)


def connect() -> Any:
    """Open a DuckDB of our own, which spills what does not fit in memory into the folder for temporary files."""
    import duckdb  # noqa: PLC0415  slow to import

    return duckdb.connect(config={"temp_directory": str(Path(tempfile.gettempdir()) / "klaster-duckdb")})


def scan_parquet(path: Path, engine: str, columns: Sequence[str]) -> Any:
    """
    Scan columns of a Parquet file, or of a folder of them.

    Parameters
    ----------
    path : pathlib.Path
    engine : str
        One of `ENGINES`.
    columns : sequence of str

    Returns
    -------
    A lazy frame of the engine.

    Raises
    ------
    UnreadableError
        If the engine is not installed.
    """
    scan = {DUCKDB: _duckdb, POLARS: _polars, DASK: _dask, SPARK: _spark}[engine]
    try:
        return scan(path, list(columns))
    except ImportError as error:
        raise UnreadableError("engine_tak_ada", value=engine, package=f"klaster-analisis[{engine}]") from error


def _duckdb(path: Path, columns: list[str]) -> Any:
    import duckdb  # noqa: PLC0415

    pattern = str(path / "**" / "*.parquet") if path.is_dir() else str(path)
    return connect().read_parquet(pattern).select(*map(duckdb.ColumnExpression, columns))


def _polars(path: Path, columns: list[str]) -> Any:
    import polars as pl  # noqa: PLC0415

    return pl.scan_parquet(path).select(columns)


def _dask(path: Path, columns: list[str]) -> Any:
    import dask.dataframe as dd  # noqa: PLC0415

    return dd.read_parquet(path, columns=columns)


def _spark(path: Path, columns: list[str]) -> Any:
    from pyspark.sql import SparkSession  # noqa: PLC0415

    session = SparkSession.builder.appName("klaster_analisis").getOrCreate()
    return session.read.parquet(str(path)).select([f"`{name.replace('`', '``')}`" for name in columns])
