"""Of a file that is scanned no more is copied than is counted, and the copy goes with what reads from it."""

import gc
import tempfile
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from klaster_analisis import check_survey
from klaster_analisis.sources.survey import scanned_file

FIRMS = pd.DataFrame(
    {
        "lokasi": ["Klaten", "Pati", "Pati"],
        "id_usaha": ["U-1", "U-2", "U-3"],
        "nama_usaha": ["Bengkel Rahasia", "Cor “Jaya”", "Las\nDua Baris"],
        "telepon": ["081234567890"] * 3,
        "catatan bebas": ["rahasia"] * 3,
        "produk": ["3", "4", "9"],
        "kerjasama_hulu": ["ada", "Adaa", "tidak_ada"],
    }
)
COUNTED = {"lokasi", "id_usaha", "produk", "kerjasama_hulu"}


@pytest.fixture
def place(tmp_path, monkeypatch) -> Path:
    """A folder for temporary files of its own."""
    folder = tmp_path / "sementara"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def copies(place: Path) -> list[set[str]]:
    """The texts of every column that was copied."""
    found = []
    for path in place.rglob("*.parquet"):
        found += [set(map(str, column)) for column in pq.read_table(path).to_pydict().values()]
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_names_and_phones_are_not_copied(place, tmp_path, monkeypatch, encoding):
    FIRMS.to_csv(tmp_path / "s.csv", index=False, encoding=encoding, sep=";")
    read = []
    real = scanned_file._write_parquet

    def looked_at(source, *rest):
        read.append(source.read_bytes() if source.parent != tmp_path else b"")
        real(source, *rest)

    monkeypatch.setattr(scanned_file, "_write_parquet", looked_at)
    checked = check_survey(tmp_path / "s.csv", engine="duckdb")
    assert sorted(map(sorted, copies(place))) == sorted(sorted(set(FIRMS[column])) for column in COUNTED)
    assert b"Rahasia" not in read[0]
    assert b"0812" not in read[0]
    assert sorted((fault.value, fault.spot.rows) for fault in checked.faults) == [("9", (4,)), ("Adaa", (3,))]


def test_a_copy_goes_with_what_reads_from_it(place, tmp_path):
    FIRMS.to_csv(tmp_path / "s.csv", index=False)
    checked = check_survey(tmp_path / "s.csv", engine="polars")
    assert copies(place)
    del checked
    gc.collect()
    assert not copies(place)


def test_a_parquet_file_that_every_engine_reads_alike_is_not_copied(place, tmp_path):
    FIRMS.assign(tanggal=pd.Timestamp(2026, 11, 3).as_unit("us")).to_parquet(tmp_path / "s.parquet")
    assert check_survey(tmp_path / "s.parquet").checked[0].dates
    assert copies(place) == []


def test_of_any_other_what_is_counted_is_copied(place, tmp_path):
    FIRMS.assign(produk=[["3"], ["4"], ["9"]]).to_parquet(tmp_path / "s.parquet")
    checked = check_survey(tmp_path / "s.parquet")
    assert sorted(map(sorted, copies(place))) == sorted(sorted(set(FIRMS[column])) for column in COUNTED)
    assert sorted((fault.value, fault.spot.rows) for fault in checked.faults) == [("9", (3,)), ("Adaa", (2,))]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize(
    "line", ["Pati;U-4;é;0812;x;3", 'Pati;U-4;"é;0812;x;3;ada', "Pati;U-4;é;0812;x;3;ada;ada"], ids=["short", "open", "long"]
)
def test_a_line_of_another_length_is_a_fault_in_any_encoding(place, tmp_path, encoding, line):
    text = FIRMS.to_csv(index=False, sep=";").replace("“", "").replace("”", "") + line + "\n"
    (tmp_path / "s.csv").write_bytes(text.encode(encoding))
    assert [fault.rule for fault in check_survey(tmp_path / "s.csv", engine="duckdb").faults] == ["bukan_csv"]
    assert copies(place) == []
