"""A survey is the same whichever engine scans its file or holds its frame."""

import sys
from pathlib import Path

import dask.dataframe as dd
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pandas.testing import assert_frame_equal
from pyspark.sql import SparkSession

from klaster_analisis import DataError, Survey, UsageError, check_survey, load_survey
from klaster_analisis.sources.folders import shipped_folder
from klaster_analisis.sources.survey import scanned_file
from klaster_analisis.sources.survey.engines import ENGINES

EXAMPLE = shipped_folder("data") / "example" / "survei" / "survei_jawa_tengah_sintetis.csv"
FAST, SLOW = ("duckdb", "polars"), ("dask", "spark")
FEW = ["id_usaha", "tanggal", "gelombang", "lokasi", "produk", "kerjasama_hulu", "keaktifan_hulu", "bersama/produksi", "omzet"]
"""Columns of each kind: an engine that plans every query for half a second is given no more."""

HEADINGS = {"produk": "3. Produk?", "kerjasama_hulu": 'Kerja sama "hulu"', "omzet": "omzet.juta", "lokasi": "n"}
FRAMES = {
    "pandas": lambda table: table.to_pandas(),
    "polars": lambda table: pl.from_arrow(table).lazy(),
    "pyarrow": lambda table: table,
    "duckdb": lambda table: duckdb.connect().from_arrow(table),
    "dask": lambda table: dd.from_pandas(table.to_pandas(), npartitions=3),
    "spark": lambda table: SparkSession.getActiveSession().createDataFrame(table),
}


@pytest.fixture(scope="module")
def table() -> pa.Table:
    return pa.Table.from_pandas(pd.read_csv(EXAMPLE, dtype=str), preserve_index=False)


@pytest.fixture(scope="module")
def files(spark, table, tmp_path_factory) -> dict[str, Path]:
    """The example in every form that is scanned; with the name of what the form is, and all columns or few."""
    folder = tmp_path_factory.mktemp("survei")
    found = {}
    for name, columns in (("all", table), ("few", table.select(FEW))):
        pq.write_table(columns, found.setdefault(f"Parquet, {name}", folder / f"{name}.parquet"))
        columns.to_pandas().to_csv(found.setdefault(f"CSV, {name}", folder / f"{name}.csv"), index=False)
        parts = found.setdefault(f"folder, {name}", folder / name)
        spark.createDataFrame(columns).repartition(3).write.parquet(str(parts))
        assert {path.suffix for path in parts.iterdir()} == {".parquet", ".crc", ""}  # sums and a mark of success lie beside
    return found


@pytest.fixture(scope="module")
def plain(files) -> dict[str, Survey]:
    """The example as it is read without an engine."""
    return {"all": load_survey(EXAMPLE), "few": load_survey(files["CSV, few"])}


def same(survey: Survey, expected: Survey) -> None:
    for name in ("answers", "firms", "numbers", "changes"):
        ours, theirs = (ordered(getattr(one, name)) for one in (survey, expected))
        assert_frame_equal(ours, theirs, obj=name)
    assert survey.days == expected.days
    assert survey.waves == expected.waves == ("2024", "2026")
    assert survey.places == expected.places


def ordered(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.sort_values(list(frame.columns), ignore_index=True)


def test_the_plain_example_holds_everything_that_is_compared(plain):
    for survey in plain.values():
        for frame in (survey.answers, survey.firms, survey.numbers, survey.changes):
            assert not frame.empty
        assert set(survey.days) == {"2024", "2026"}


@pytest.mark.parametrize("form", ["Parquet", "folder", "CSV"])
@pytest.mark.parametrize("engine", FAST)
def test_every_column_is_read_the_same_by_an_engine(files, plain, engine, form):
    same(load_survey(files[f"{form}, all"], engine=engine), plain["all"])


@pytest.mark.parametrize("form", ["folder", "CSV"])
@pytest.mark.parametrize("engine", SLOW)
def test_columns_of_every_kind_are_read_the_same_by_an_engine_of_clusters(files, plain, engine, form):
    same(load_survey(files[f"{form}, few"], engine=engine), plain["few"])


def test_duckdb_scans_where_no_engine_is_named(files, plain):
    same(load_survey(files["folder, all"]), plain["all"])


@pytest.mark.parametrize("engine", ["pandas", "polars", "pyarrow", "duckdb"])
def test_a_frame_is_the_same_as_its_file(table, plain, engine):
    same(load_survey(FRAMES[engine](table)), plain["all"])


def test_waves_may_come_from_two_files(table, plain, tmp_path):
    """Each wave in a form of its own, scanned by one engine; their firms are matched across the two."""
    waves = {wave: table.filter(pa.compute.equal(table["gelombang"], wave)).select(FEW) for wave in ("2024", "2026")}
    pq.write_table(waves["2024"], tmp_path / "2024.parquet")
    waves["2026"].to_pandas().to_csv(tmp_path / "2026.csv", index=False)
    same(load_survey([tmp_path / "2024.parquet", tmp_path / "2026.csv"], engine="duckdb"), plain["few"])


@pytest.fixture
def mapping(tmp_path) -> Path:
    path = tmp_path / "pemetaan.csv"
    rows = [(heading, code) for code, heading in HEADINGS.items()]
    pd.DataFrame(rows, columns=["kolom", "pertanyaan"]).to_csv(path, index=False)
    return path


@pytest.mark.parametrize("engine", FRAMES)
@pytest.mark.usefixtures("spark")
def test_headings_of_a_frame_may_hold_any_sign(table, plain, mapping, engine):
    named = table.select(FEW).rename_columns([HEADINGS.get(name, name) for name in FEW])
    same(load_survey(FRAMES[engine](named), mapping=mapping), plain["few"])


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.usefixtures("spark")
def test_headings_of_a_file_may_hold_any_sign(table, plain, mapping, tmp_path, engine):
    named = table.select(FEW).rename_columns([HEADINGS.get(name, name) for name in FEW])
    pq.write_table(named, tmp_path / "survei.parquet")
    same(load_survey(tmp_path / "survei.parquet", mapping=mapping, engine=engine), plain["few"])


@pytest.mark.parametrize("engine", FRAMES)
@pytest.mark.usefixtures("spark")
def test_weights_are_added_up_the_same(engine):
    """By hand: 0.5 + 2.25, 1.5 and 4."""
    columns = {"lokasi": ["Pati", "Pati", "Pati", "Tegal"], "produk": ["3", "3", None, "5"], "bobot": [0.5, 2.25, 1.5, 4.0]}
    survey = load_survey(FRAMES[engine](pa.table(columns)))
    found = survey.answers[["lokasi", "jawaban", "kosong", "n", "bobot"]].sort_values("bobot")
    assert found.where(found.notna(), None).to_numpy().tolist() == [
        ["pati", None, "tanpa_jawaban", 1, 1.5],
        ["pati", "3", "", 2, 2.75],
        ["tegal", "5", "", 1, 4.0],
    ]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.usefixtures("spark")
def test_the_same_faults_are_found_in_the_same_rows(tmp_path, engine):
    firms = pd.DataFrame(
        {
            "lokasi": ["Klaten", "Klatten", "Pati", None, "Pati"],
            "id_usaha": ["S1", "S2", "S3", "S4", "S3"],
            "kerjasama_hulu": ["ada", "Adaa", "tidak ada", "ada", "Adaa"],
        }
    )
    firms.to_parquet(tmp_path / "survei.parquet")
    with pytest.raises(DataError) as raised:
        load_survey(tmp_path / "survei.parquet", engine=engine)
    assert {(fault.rule, fault.spot.rows) for fault in raised.value.faults} == {
        ("usaha_kembar", (3, 5)),
        ("tempat_tak_dikenal", (2,)),
        ("tempat_kosong", (4,)),
        ("kode_tak_dikenal", (2, 5)),
    }


@pytest.mark.parametrize("form", ["Parquet", "folder", "CSV"])
@pytest.mark.parametrize(
    ("engine", "package"), [("duckdb", "duckdb"), ("polars", "polars"), ("dask", "dask.dataframe"), ("spark", "pyspark.sql")]
)
def test_an_engine_that_is_not_installed_is_a_fault(files, monkeypatch, engine, package, form):
    monkeypatch.setitem(sys.modules, package, None)  # its import fails
    with pytest.raises(DataError) as raised:
        load_survey(files[f"{form}, few"], engine=engine)
    assert [fault.rule for fault in raised.value.faults] == ["engine_tak_ada"]
    assert f"pip install klaster-analisis[{engine}]" in str(raised.value)


def test_an_unknown_engine_is_refused(files):
    with pytest.raises(UsageError, match=r'"duckdbb" is not an engine\. Use one of: duckdb, polars, dask, spark'):
        load_survey(files["Parquet, few"], engine="duckdbb")


@pytest.mark.parametrize("error", [duckdb.OutOfMemoryException("full"), OSError("full"), MemoryError()])
def test_what_an_engine_cannot_do_is_not_blamed_on_the_file_alone(files, monkeypatch, error):
    def fail(*_):
        raise error

    monkeypatch.setattr(scanned_file, "scan_parquet", fail)
    (fault,) = check_survey(files["Parquet, few"]).faults
    assert fault.rule == "tak_terpindai"
    assert type(error).__name__ in fault.problem


def test_an_error_of_ours_is_not_hidden(files, monkeypatch):
    monkeypatch.setattr(scanned_file, "scan_parquet", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        check_survey(files["Parquet, few"])
