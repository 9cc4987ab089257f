"""A survey whose columns are of any type is read, or its faults name row and column, whichever engine reads it."""

import datetime

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from klaster_analisis import check_survey

N = 4
KINDS = {
    "category": pa.array(["ada", "Adaa"] * 2).dictionary_encode(),
    "category of numbers": pa.array([3, 9] * 2).dictionary_encode(),
    "list": pa.array([["3"], ["3", "9"], None, []]),
    "struct": pa.array([{"a": "3"}] * N),
    "map": pa.array([[("a", "3")]] * N, pa.map_(pa.string(), pa.string())),
    "nested": pa.array([[{"a": ["3"]}]] * N),
    "date": pa.array([datetime.date(2026, 11, 3)] * N),
    "date beyond": pa.array([2**31 - 1, 1, 2, 3], pa.date32()),
    "timestamp": pa.array([datetime.datetime(2026, 11, 3, 8, 30)] * N),
    "timestamp beyond": pa.array([2**48] * N, pa.timestamp("ms")),
    "timestamp ns": pa.array([5] * N, pa.timestamp("ns")),
    "timestamp zone": pa.array([0] * N, pa.timestamp("us", "Asia/Jakarta")),
    "duration": pa.array([1] * N, pa.duration("s")),
    "time": pa.array([1] * N, pa.time64("us")),
    "binary": pa.array([b"\xff\x00"] * N),
    "decimal": pa.array([3] * N, pa.decimal128(10, 2)),
    "decimal256": pa.array([3] * N, pa.decimal256(60, 10)),
    "half": pa.array(np.full(N, 3.5, np.float16)),
    "uint64": pa.array([2**63 + 1] * N, pa.uint64()),
    "bool": pa.array([True, False] * 2),
    "null": pa.nulls(N),
    "large string": pa.array(["ada"] * N, pa.large_string()),
    "string view": pa.array(["ada"] * N, pa.string_view()),
}
QUESTIONS = ("kerjasama_hulu", "omzet", "tanggal", "bobot")
FRAMES = {
    "pandas": lambda table: table.to_pandas(),
    "pandas of Arrow": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "pyarrow": lambda table: table,
    "polars": pl.from_arrow,
    "polars lazy": lambda table: pl.from_arrow(table).lazy(),
    "duckdb": lambda table: duckdb.connect().from_arrow(table),
}
UNHELD = {
    ("polars", "decimal256"),
    ("polars lazy", "decimal256"),
    ("pandas", "date beyond"),
    ("duckdb", "half"),
    ("duckdb", "decimal256"),
    ("polars", "map"),
    ("polars lazy", "map"),
    ("duckdb", "duration"),
    ("duckdb", "timestamp zone"),
}
"""What an engine cannot hold, or holds as something else: a zone of its own, a record in the place of a map."""


def survey(values: pa.Array, *columns: str) -> pa.Table:
    return pa.table({"lokasi": ["Klaten", "Pati"] * 2, "informasi": ["3"] * N} | dict.fromkeys(columns, values))


def found(checked, *, rows: bool):
    faults = sorted((fault.rule, fault.spot.column, fault.spot.rows if rows else fault.spot.times) for fault in checked.faults)
    tables = [checked.checked[0].answers, checked.checked[0].firms, checked.checked[0].numbers]
    return faults, [sorted(table.astype(str).to_numpy().tolist(), key=str) for table in tables], checked.checked[0].dates


@pytest.mark.parametrize("kind", KINDS)
def test_engines_find_the_same_in_a_file(tmp_path, kind):
    pq.write_table(survey(KINDS[kind], *QUESTIONS), tmp_path / "s.parquet")
    first, second = (check_survey(tmp_path / "s.parquet", engine=engine) for engine in ("duckdb", "polars"))
    assert found(first, rows=True) == found(second, rows=True)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("nested", "large string", "string view", "decimal")])
def test_a_frame_is_found_to_hold_what_its_file_holds(tmp_path, kind):
    table = survey(KINDS[kind], "kerjasama_hulu", "bobot")
    pq.write_table(table, tmp_path / "s.parquet")
    expected = found(check_survey(tmp_path / "s.parquet"), rows=False)
    for name, made in FRAMES.items():
        if (name, kind) not in UNHELD:
            assert found(check_survey(made(table)), rows=False) == expected, name


@pytest.mark.parametrize("engine", ["dask", "spark"])
@pytest.mark.usefixtures("spark")
def test_engines_of_clusters_find_the_same_too(tmp_path, engine):
    """All kinds at once, one a question: such an engine plans every query for half a second."""
    columns = dict(zip(("kerjasama_hulu", "produk", "omzet", "tanggal", "id_usaha"), map(KINDS.get, CLUSTER), strict=True))
    table = survey(KINDS["half"], "pasar")
    for column, values in columns.items():
        table = table.append_column(column, values)
    pq.write_table(table, tmp_path / "s.parquet")
    first, second = (check_survey(tmp_path / "s.parquet", engine=one) for one in ("duckdb", engine))
    assert found(first, rows=True) == found(second, rows=True)


CLUSTER = ("category", "list", "decimal256", "timestamp zone", "uint64")


def test_a_faulty_category_is_told_as_a_faulty_text_is(tmp_path):
    """A category of pandas with one faulty answer."""
    firms = pd.DataFrame({"lokasi": ["Klaten", "Pati", "Klaten"], "kerjasama_hulu": ["ada", "Adaa", "tidak_ada"]})
    told = []
    for dtype in (object, "category"):
        firms.astype({"kerjasama_hulu": dtype}).to_parquet(tmp_path / "s.parquet", index=False)
        told.append([str(fault) for fault in check_survey(tmp_path / "s.parquet").faults])
    assert told[0] == told[1]
    (fault,) = told[0]
    assert fault.startswith('s.parquet, row 2, column kerjasama_hulu: "Adaa" is not one of ada, tidak_ada. Did you mean "ada"?')


def test_a_day_that_no_calendar_has_is_told_with_its_row(tmp_path):
    pq.write_table(survey(pa.array([1, 2, 2**31 - 1, None], pa.date32()), "tanggal"), tmp_path / "s.parquet")
    (fault,) = check_survey(tmp_path / "s.parquet").faults
    assert (fault.rule, fault.spot.column, fault.spot.rows) == ("bukan_tanggal", "tanggal", (3,))


def test_a_list_of_answers_is_several_answers(tmp_path):
    table = survey(pa.array([["produksi", "keuangan"], ["produksi"], ["produksii"], None]), "fokus_diterima")
    pq.write_table(table, tmp_path / "s.parquet")
    checked = check_survey(tmp_path / "s.parquet")
    assert [(fault.value, fault.spot.rows) for fault in checked.faults] == [("produksii", (3,))]
    answers = checked.checked[0].answers
    chosen = answers[(answers["pertanyaan"] == "fokus_diterima/keuangan") & (answers["jawaban"] == "ya")]
    assert chosen[["lokasi", "n"]].to_numpy().tolist() == [["klaten", 1]]


def test_two_firms_whose_long_numbers_differ_in_the_last_digit_are_two(tmp_path):
    for dtype in (pa.int64(), pa.uint64(), pa.decimal128(20, 0)):
        numbers = pa.array([3310120101900001 + at for at in range(N)], pa.int64()).cast(dtype)
        pq.write_table(survey(numbers, "id_usaha"), tmp_path / "s.parquet")
        for source in (tmp_path / "s.parquet", survey(numbers, "id_usaha").to_pandas()):
            assert check_survey(source).faults == ()


class TestWeights:
    """By hand."""

    @pytest.fixture(params=["duckdb", "polars", "pandas", "polars frame"])
    def checked(self, request, tmp_path):
        """Check the survey with some weights, in a file or a frame."""

        def check(values):
            firms = pd.DataFrame({"lokasi": ["Klaten", "Pati"] * 2, "informasi": ["3"] * N, "bobot": values})
            if "pandas" in request.param or "frame" in request.param:
                return check_survey(firms if request.param == "pandas" else pl.from_pandas(firms))
            firms.to_parquet(tmp_path / "s.parquet", index=False)
            return check_survey(tmp_path / "s.parquet", engine=request.param)

        return check

    def test_faulty_texts_are_told_and_weigh_nothing(self, checked):
        found = checked(["1,5", "2,25", "x", None])
        assert sorted((fault.rule, fault.value, fault.spot.times) for fault in found.faults) == [
            ("bukan_angka", "x", 1),
            ("bukan_bobot", "", 1),
        ]
        assert found.checked[0].firms["bobot"].tolist() == [1.5, 2.25]

    def test_faulty_numbers_are_told_and_weigh_nothing(self, checked):
        found = checked([1.5, None, -2.0, float("inf")])
        assert sorted((fault.rule, fault.value) for fault in found.faults) == [
            ("bukan_angka", "inf"),
            ("bukan_bobot", ""),
            ("bukan_bobot", "-2"),
        ]
        assert found.checked[0].firms["bobot"].tolist() == [1.5, 0.0]
