"""Frames of every engine that counts, made of the same columns; Spark is started once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import dask.dataframe as dd
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from pyspark.sql import SparkSession

Columns = Mapping[str, Sequence[Any]]


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """A Spark of this computer alone, that is quiet and spreads small data over few parts."""
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.log.level": "OFF",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.warehouse.dir": str(tmp_path_factory.mktemp("spark")),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    builder = SparkSession.builder.master("local[2]").appName("tests")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


def holds_text(values: Sequence[Any]) -> bool:
    """An empty column counts as text."""
    return all(value is None or isinstance(value, str) for value in values)


def arrow(columns: Columns) -> pa.Table:
    """NaN and null are kept apart."""
    return pa.table({name: pa.array(v, pa.string() if holds_text(v) else None) for name, v in columns.items()})


def arrow_dictionaries(columns: Columns) -> pa.Table:
    """Texts in two chunks, each with a dictionary of its own."""
    table = arrow(columns)
    half = table.num_rows // 2
    chunks = [table.slice(0, half), table.slice(half)]

    def encoded(name: str) -> pa.ChunkedArray:
        return pa.chunked_array([chunk[name].combine_chunks().dictionary_encode() for chunk in chunks])

    return pa.table({name: encoded(name) if holds_text(columns[name]) else table[name] for name in columns})


def pandas_of(columns: Columns, dtype: Callable[[Sequence[Any]], Any]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(v, dtype=dtype(v) if holds_text(v) else None) for name, v in columns.items()})


def categories(values: Sequence[Any]) -> list[str]:
    """With one that nobody chose."""
    return [*sorted({value for value in values if value is not None}), "tak_pernah"]


def polars_of(columns: Columns, dtype: Callable[[Sequence[Any]], Any]) -> pl.DataFrame:
    return pl.DataFrame({name: pl.Series(v, dtype=dtype(v) if holds_text(v) else None) for name, v in columns.items()})


objects = partial(pandas_of, dtype=lambda _: object)
strings = partial(pandas_of, dtype=lambda _: "str")
categoricals = partial(pandas_of, dtype=lambda values: pd.CategoricalDtype(categories(values)))

ENGINES: dict[str, Callable[[Columns], Any]] = {
    "pandas, objects": objects,
    "pandas, strings": strings,
    "pandas, categoricals": categoricals,
    "polars": partial(polars_of, dtype=lambda _: pl.String),
    "polars, lazy": lambda columns: polars_of(columns, lambda _: pl.String).lazy(),
    "polars, categoricals": partial(polars_of, dtype=lambda _: pl.Categorical),
    "polars, enums": partial(polars_of, dtype=lambda values: pl.Enum(categories(values))),
    "pyarrow": arrow,
    "pyarrow, dictionaries": arrow_dictionaries,
    "duckdb": lambda columns: duckdb.connect().from_arrow(arrow(columns)),
    "dask": lambda columns: dd.from_pandas(strings(columns), npartitions=2),
    "dask, categoricals": lambda columns: dd.from_pandas(categoricals(columns), npartitions=2),
    "spark": lambda columns: SparkSession.getActiveSession().createDataFrame(arrow(columns)),
}


@pytest.fixture(params=ENGINES)
def frame_of(request: pytest.FixtureRequest) -> Callable[[Columns], Any]:
    """Make a frame of one engine, from columns in which None is a missing answer; one test for each engine."""
    if request.param == "spark":
        request.getfixturevalue("spark")
    return ENGINES[request.param]
