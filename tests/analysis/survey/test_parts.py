"""Several answers with a column each: a blank beside an answer means "not chosen"; where all are blank, nothing was answered."""

from collections import Counter

import dask.dataframe as dd
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaster_analisis import check_survey, load_survey
from klaster_analisis.analysis.survey.waves import FIRMS

CODEBOOK = """\
kelompok,pertanyaan,jawaban,jenis,label_id,sandi,syarat
u,,,,Usaha,,
u,kab,,tempat,Kabupaten,,
u,nomor,,usaha,Nomor,,
u,tahun,,gelombang,Tahun,,
u,jual,,ya_tidak,Menjual sendiri,,
u,jual,ya,,Ya,,
u,jual,tidak,,Tidak,,
u,saluran,,banyak,Saluran penjualan,q4,
u,saluran,toko,,Toko,1,
u,saluran,pasar,,Pasar,2,
u,saluran,daring,,Daring,3,
k,kosong,,kosong,Kosong,,
k,kosong,menolak,,Menolak,,
"""
ROUTED = CODEBOOK.replace("Saluran penjualan,q4,", "Saluran penjualan,q4,jual = ya")
PARTS = ["toko", "pasar", "daring"]
FRAMES = {
    "pandas": lambda table: table.to_pandas(),
    "polars": lambda table: pl.from_arrow(table).lazy(),
    "pyarrow": lambda table: table,
    "duckdb": lambda table: duckdb.connect().from_arrow(table),
    "dask": lambda table: dd.from_pandas(table.to_pandas(), npartitions=2),
}


@pytest.fixture
def codebook(tmp_path):
    path = tmp_path / "kamus.csv"
    path.write_text(CODEBOOK, "utf-8")
    return path


def frame_of(rows, **more) -> pd.DataFrame:
    """One row a firm of Klaten, its three parts as they stand there; None for a blank."""
    frame = pd.DataFrame(rows, columns=[f"saluran/{part}" for part in PARTS], dtype=object)
    return pd.DataFrame({"kab": ["Klaten"] * len(frame)}).assign(**frame, **more)


def counted(survey) -> dict[str, dict[str, int]]:
    """By part: how often each answer, or each kind of missing answer, stands there."""
    rows = survey.answers
    rows = rows[rows["pertanyaan"].str.startswith("saluran/")]
    kinds = rows["jawaban"].where(rows["kosong"] == "", rows["kosong"])
    found: dict[str, dict[str, int]] = {}
    for part, kind, n in zip(rows["pertanyaan"].str.removeprefix("saluran/"), kinds, rows["n"], strict=True):
        found.setdefault(part, Counter())[kind] += int(n)
    return {part: dict(times) for part, times in found.items()}


def rules(source, **options) -> list[str]:
    return sorted(fault.rule for fault in check_survey(source, **options).faults)


CHOSEN = [(1, None, 1), (None, 1, None), (None, None, None), (1, None, None)]
RIGHT = {  # by hand: three firms answered, one did not
    "toko": {"ya": 2, "tidak": 1, "tanpa_jawaban": 1},
    "pasar": {"ya": 1, "tidak": 2, "tanpa_jawaban": 1},
    "daring": {"ya": 1, "tidak": 2, "tanpa_jawaban": 1},
}
MARKS = ["1", "x", "Ya", "Y", "TRUE", "Checked", "Dipilih", "own"]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("blank", [None, "", " "], ids=["null", "empty", "space"])
def test_blank_beside_an_answer_is_not_chosen(codebook, mark, blank):
    """With `own`, the name of the answer stands in its column, as SurveyMonkey writes it."""
    rows = [
        [(mark if mark != "own" else part.title()) if cell else blank for cell, part in zip(row, PARTS, strict=True)]
        for row in CHOSEN
    ]
    assert counted(load_survey(frame_of(rows), codebook=codebook)) == RIGHT


@pytest.mark.parametrize("form", FRAMES)
@pytest.mark.parametrize("kind", ["numbers", "texts", "truth"])
def test_every_engine_reads_blanks_the_same(codebook, form, kind):
    as_kind = {"numbers": float, "texts": lambda cell: "Ya" if cell else cell, "truth": bool}[kind]
    rows = [[None if cell is None else as_kind(cell) for cell in row] for row in CHOSEN]
    table = pa.table({name: pa.array(list(values)) for name, values in frame_of(rows).items()})
    assert counted(load_survey(FRAMES[form](table), codebook=codebook)) == RIGHT


@pytest.mark.parametrize("engine", ["duckdb", "polars", "dask"])
@pytest.mark.parametrize("suffix", [".parquet", ".csv"])
def test_scanned_file_reads_blanks_the_same(codebook, tmp_path, engine, suffix):
    path = tmp_path / f"survei{suffix}"
    frame = frame_of(CHOSEN).astype({f"saluran/{part}": "Int64" for part in PARTS})
    frame.to_parquet(path) if suffix == ".parquet" else frame.to_csv(path, index=False)
    assert counted(load_survey(path, codebook=codebook, engine=engine)) == RIGHT


def test_spark_reads_blanks_the_same(spark, codebook, tmp_path):
    frame_of(CHOSEN).astype({f"saluran/{part}": "Int64" for part in PARTS}).to_parquet(tmp_path / "survei.parquet")
    assert counted(load_survey(tmp_path / "survei.parquet", codebook=codebook, engine="spark")) == RIGHT


def test_blank_beside_an_explicit_no_is_not_chosen_either(codebook):
    """By hand: one base for all parts, whether or not a column says "no" elsewhere."""
    rows = [("Ya", "Tidak", None), (None, "Ya", "Tidak"), (None, None, None), ("Tidak", None, None)]
    assert counted(load_survey(frame_of(rows), codebook=codebook)) == {
        "toko": {"ya": 1, "tidak": 2, "tanpa_jawaban": 1},
        "pasar": {"ya": 1, "tidak": 2, "tanpa_jawaban": 1},
        "daring": {"tidak": 3, "tanpa_jawaban": 1},
    }


def test_a_reason_counts_for_all_parts_where_nothing_else_stands(codebook):
    """By hand: the second firm refused; the third answered one part and refused another."""
    rows = [(1, None, None), ("menolak", None, None), (1, "menolak", None)]
    assert counted(load_survey(frame_of(rows), codebook=codebook)) == {
        "toko": {"ya": 2, "menolak": 1},
        "pasar": {"tidak": 1, "menolak": 2},
        "daring": {"tidak": 2, "menolak": 1},
    }


def test_faulty_part_spoils_its_row_for_all_parts(codebook):
    """By hand: as in one column, where a cell with something else is a fault as a whole."""
    rows = [(1, None, None), (1, "pameran", None)]
    frame = frame_of(rows)
    assert rules(frame, codebook=codebook) == ["kode_tak_dikenal"]
    assert counted(load_survey(frame, codebook=codebook, allow_faults=True)) == {
        "toko": {"ya": 1, "keliru": 1},
        "pasar": {"tidak": 1, "keliru": 1},
        "daring": {"tidak": 1, "keliru": 1},
    }


def test_how_blanks_were_read_is_told_and_is_no_fault(codebook):
    check = check_survey(frame_of([(1, 0, None), (None, 1, None)]), codebook=codebook)
    assert check.clean
    (notice,) = [notice for notice in check.notices[0] if notice.kind == "kosong_berarti_tidak"]
    assert notice.values == {"pertanyaan": "saluran", "tanpa_tidak": ["saluran/toko", "saluran/daring"]}


def test_columns_that_say_yes_and_no_are_read_without_a_word(codebook):
    check = check_survey(frame_of([(1, 0, 0), (None, None, None)]), codebook=codebook)
    assert "kosong_berarti_tidak" not in {notice.kind for notice in check.notices[0]}


@pytest.mark.parametrize("left", [["toko"], ["toko", "pasar"]])
def test_without_any_no_and_without_all_columns_the_base_is_not_known(codebook, left):
    """The share of a single column of marks would be 100 %."""
    frame = frame_of(CHOSEN)[["kab", *(f"saluran/{part}" for part in left)]]
    assert rules(frame, codebook=codebook) == ["jawaban_tanpa_kolom"]
    assert rules(frame.fillna(0), codebook=codebook) == []


def test_column_that_is_left_out_by_the_user_is_no_fault(codebook, tmp_path):
    mapping = tmp_path / "pemetaan.csv"
    mapping.write_text("kolom,pertanyaan\nsaluran/daring,\n", "utf-8")
    assert rules(frame_of(CHOSEN), codebook=codebook, mapping=mapping) == []


def test_mentions_in_their_order_are_not_taken_for_marks(codebook):
    """Columns of what was named first and second: the code of another answer stands in them."""
    frame = pd.DataFrame({"kab": ["Klaten", "Pati"], "q4_1": [3, 1], "q4_2": [1, None], "q4_3": [None, None]})
    (fault,) = check_survey(frame, codebook=codebook).faults
    assert fault.rule == "jawaban_kolom_lain"
    assert "one column headed saluran" in fault.remedy
    joined = pd.DataFrame({"kab": ["Klaten", "Pati"], "saluran": ["3;1", "1"]})
    assert counted(load_survey(joined, codebook=codebook))["daring"] == {"ya": 1, "tidak": 1}


def test_mark_that_means_nothing_or_blank_is_said_in_a_mapping(codebook, tmp_path):
    """R writes NA for what was not chosen. By hand: two firms answered."""
    frame = frame_of([("Toko", "NA", "NA"), ("NA", "NA", "NA"), ("NA", "NA", "Daring")])
    assert rules(frame, codebook=codebook) == ["tanda_kosong"] * 3
    mapping = tmp_path / "pemetaan.csv"
    mapping.write_text("kolom,pertanyaan,nilai,jawaban\n" + "".join(f"saluran/{part},saluran/{part},NA,\n" for part in PARTS))
    assert counted(load_survey(frame, codebook=codebook, mapping=mapping)) == {
        "toko": {"ya": 1, "tidak": 1, "tanpa_jawaban": 1},
        "pasar": {"tidak": 2, "tanpa_jawaban": 1},
        "daring": {"ya": 1, "tidak": 1, "tanpa_jawaban": 1},
    }


# --- a question that is asked only of some ---


@pytest.fixture
def routed(codebook):
    codebook.write_text(ROUTED, "utf-8")
    return codebook


def test_parts_that_are_not_asked_do_not_apply_even_where_a_server_writes_no(routed):
    """By hand: REDCap writes 0 for every box, also of those that were not shown."""
    frame = frame_of([(1, None, None), (None, None, None), (0, 0, 0)], jual=["ya", "tidak", "tidak"])
    survey = load_survey(frame, codebook=routed)
    assert counted(survey)["toko"] == {"ya": 1, "tidak_berlaku": 2}
    assert counted(survey)["daring"] == {"tidak": 1, "tidak_berlaku": 2}


def test_silence_of_those_asked_is_one_fault_with_the_rows_in_which_all_parts_are_blank(routed, tmp_path):
    path = tmp_path / "survei.csv"
    frame_of([(1, None, None), (None, None, None), (None, 1, None)], jual=["ya"] * 3).to_csv(path, index=False)
    (fault,) = check_survey(path, codebook=routed).faults
    assert (fault.rule, fault.spot.rows) == ("jawaban_kurang", (3,))


def test_part_that_is_chosen_though_not_asked_is_a_fault(routed, tmp_path):
    path = tmp_path / "survei.csv"
    frame_of([("x", 0, 0), ("x", 0, 0)], jual=["ya", "tidak"]).to_csv(path, index=False)
    (fault,) = check_survey(path, codebook=routed).faults
    assert (fault.rule, fault.spot.rows, fault.value) == ("jawaban_lebih", (3,), "x")


# --- two waves ---


@pytest.mark.parametrize("form", ["pandas", "polars", "duckdb", "dask"])
def test_blanks_are_read_the_same_before_and_after(codebook, form):
    """By hand, firms A, B, C: A gave up the shop for the market, B is silent later, C stays."""
    before, after = [(1, None, None), (1, None, None), (None, None, 1)], [(None, 1, None), (None, None, None), (None, None, 1)]
    frame = pd.concat([frame_of(before, nomor=list("ABC"), tahun="2024"), frame_of(after, nomor=list("ABC"), tahun="2026")])
    table = pa.Table.from_pandas(frame.astype({f"saluran/{part}": float for part in PARTS}), preserve_index=False)
    changes = load_survey(FRAMES[form](table), codebook=codebook).changes
    told = changes[changes["pertanyaan"] != FIRMS].set_index(["pertanyaan", "sebelum", "sesudah"])["n"].to_dict()
    assert told == {
        ("saluran/toko", "ya", "tidak"): 1,
        ("saluran/toko", "tidak", "tidak"): 1,
        ("saluran/pasar", "tidak", "ya"): 1,
        ("saluran/pasar", "tidak", "tidak"): 1,
        ("saluran/daring", "tidak", "tidak"): 1,
        ("saluran/daring", "ya", "ya"): 1,
    }


# --- against pandas ---

CELLS = st.sampled_from(["1", "0", None, None, "menolak"])


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=15))
def test_any_mixture_is_counted_as_its_rows_say(tmp_path_factory, rows):
    """Against a plain loop over the rows, for a frame of pandas and one of Polars."""
    path = tmp_path_factory.mktemp("kamus") / "kamus.csv"
    path.write_text(CODEBOOK, "utf-8")
    expected: dict[str, Counter[str]] = {part: Counter() for part in PARTS}
    for row in rows:
        answered, refused = {"0", "1"} & set(row), "menolak" in row
        for part, cell in zip(PARTS, row, strict=True):
            beside = "tidak" if answered else "menolak" if refused else "tanpa_jawaban"
            expected[part][{"1": "ya", "0": "tidak", "menolak": "menolak"}.get(cell, beside)] += 1
    frame = frame_of(rows)
    for form in (frame, pl.DataFrame(frame.to_dict("list"), schema=dict.fromkeys(frame, pl.String)).lazy()):
        assert counted(load_survey(form, codebook=path)) == {part: dict(times) for part, times in expected.items()}
