"""Thresholds are data: what is not as it should be is refused, line by line."""

import re

import pytest

from klaster_analisis import DataError
from klaster_analisis.sources import thresholds
from klaster_analisis.sources.folders import shipped_folder

# What is written instead of what, and what is said of it.
SPOILT = [
    ("diam,0.2,bagian", "diam,20,bagian", r'line 2, column nilai: "20" is no threshold in bagian\.'),
    ("diam,0.2,bagian", "diam,banyak,bagian", r'line 2, column nilai: "banyak" is no threshold in bagian\.'),
    ("usaha_sedikit,20,", "usaha_sedikit,2.5,", r'line 3, column nilai: "2.5" is no threshold in usaha\.'),
    ("selisih_skor,0.5,", "selisih_skor,0,", r'line 4, column nilai: "0" is no threshold in tingkat\.'),
    ("selisih_skor,0.5,", "selisih_skor,inf,", r'line 4, column nilai: "inf" is no threshold in tingkat\.'),
    ("selisih_skor,0.5,tingkat", "selisih_skor,0.5,usaha", r'line 4, column satuan: "usaha" is not tingkat\.'),
    ("selisih_skor,", "diam,", r'line 4, column ambang: "diam" is not due here\.'),
    ("selisih_skor,0.5,tingkat\n", "", r"does not name selisih_skor\."),
]


@pytest.mark.parametrize(("old", "new", "message"), SPOILT)
def test_a_spoilt_threshold_is_a_fault(edit, monkeypatch, old, new, message):
    folder = edit("thresholds.csv", old, new)
    monkeypatch.setattr(thresholds, "shipped_folder", lambda _: folder)
    with pytest.raises(DataError, match=message):
        thresholds.load_thresholds.__wrapped__()


def test_the_readme_gives_every_threshold_with_its_value():
    data = shipped_folder("data")
    told = dict(re.findall(r"^\| `(\w+)` \| ([\d.]+) \|", (data / "README.md").read_text("utf-8"), re.MULTILINE))
    rows = (line.split(",") for line in (data / "thresholds.csv").read_text("utf-8").splitlines()[1:])
    assert told == {code: value for code, value, _ in rows}
    assert told.keys() == thresholds.UNITS.keys()
