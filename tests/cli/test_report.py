"""`klaster report --data`: a report for every place of a survey, of just what was asked for, and nothing where that cannot be."""

import hashlib
import json

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from klaster_analisis.sources.folders import shipped_folder

CODEBOOK = """kelompok,pertanyaan,jawaban,jenis,label_id
judul,,,,Klaster rotan
identitas,desa,,tempat,Desa
mutu,halus,,ordinal,Kehalusan
mutu,halus,1,,Kasar
mutu,halus,2,,Halus
"""
PLACES = "lokasi,nama\ntrangsan,Trangsan\nluwang,Luwang\n"
MAPPING = "kolom,pertanyaan,nilai,jawaban\nkampung,desa,,\nq9,halus,A,1\nq9,halus,B,2\n"


def counts(survey) -> dict[tuple[str, str, str], int]:
    return {(row.lokasi, row.pertanyaan, row.jawaban): row.n for row in survey.counts.itertuples()}


def entries(folder):
    return json.loads((folder / "manifest.json").read_text("utf-8"))["reports"]


# --- what is made ---


def test_every_place_of_the_survey_gets_a_report(klaster, clean, kernels, tmp_path):
    result = klaster("report", "--data", clean)
    assert result.exit_code == 0
    folder = "laporan_survei"  # named after the file
    assert result.stdout.splitlines() == [
        f"{folder}/laporan_klaten_id.html: made",
        f"{folder}/laporan_pati_id.html: made",
        f"{folder}/index.html",
    ]
    assert sorted(path.name for path in (tmp_path / folder).iterdir()) == [
        "index.html",
        "laporan_klaten_id.html",
        "laporan_pati_id.html",
        "manifest.json",
        "shown.json",
    ]
    index = BeautifulSoup((tmp_path / folder / "index.html").read_text("utf-8"), "html.parser")
    assert [link["href"] for link in index.select("table a")] == ["laporan_klaten_id.html", "laporan_pati_id.html"]
    assert kernels.places == ["Klaten", "Pati"]


def test_all_35_regions_of_the_larger_example_get_a_report(klaster, kernels):
    data = shipped_folder("data") / "example" / "survei" / "survei_jawa_tengah_sintetis.csv"
    result = klaster("report", "--data", data, "--language", "en", "--out", "out")
    assert result.exit_code == 0
    assert len(set(kernels.places)) == len(result.stdout.splitlines()) - 1 == 35
    assert {parameters["bahasa"] for parameters in kernels.parameters} == {"en"}


def test_a_place_is_asked_for_by_any_of_its_names(klaster, clean, kernels):
    assert klaster("report", "--data", clean, "--region", "Juwana", "--region", "33.18", "--out", "out").exit_code == 0
    assert kernels.places == ["Pati"]


def test_what_is_handed_over_are_counts(klaster, clean, kernels):
    klaster("report", "--data", clean, "--region", "Klaten", "--out", "out")
    (survey,) = kernels.surveys
    assert counts(survey) == {  # by hand
        ("klaten", "produk", "3"): 2,
        ("klaten", "produk", "4"): 1,
        ("pati", "produk", "2"): 1,
        ("klaten", "kerjasama_hulu", "ada"): 2,
        ("klaten", "kerjasama_hulu", "tidak_ada"): 1,
        ("pati", "kerjasama_hulu", "ada"): 1,
        ("klaten", "keaktifan_hulu", "aktif"): 1,
        ("klaten", "keaktifan_hulu", "pasif"): 1,
        ("pati", "keaktifan_hulu", "aktif"): 1,
    }


def test_a_codebook_places_a_mapping_and_a_sheet_of_ones_own(klaster, workbook, write, kernels):
    data = workbook("isian.xlsx", awal="kampung,q9\nLuwang,A\n", akhir="kampung,q9\nTrangsan,A\nTrangsan,B\nTrangsan,B\n")
    own = [
        "--codebook",
        write("buku.csv", CODEBOOK),
        "--places",
        write("tempat.csv", PLACES),
        "--mapping",
        write("peta.csv", MAPPING),
    ]
    result = klaster("report", "--data", data, *own, "--sheet", "akhir", "--out", "out")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines() == ["out/laporan_trangsan_id.html: made", "out/index.html"]
    assert counts(kernels.surveys[0]) == {("trangsan", "halus", "1"): 1, ("trangsan", "halus", "2"): 2}  # by hand


def test_several_files_are_waves_named_after_them(klaster, write, kernels):
    before = write("awal.csv", "lokasi,produk\nKlaten,3\n")
    after = write("akhir.csv", "lokasi,produk\nKlaten,4\nKlaten,4\n")
    assert klaster("report", "--data", before, "--data", after, "--out", "out").exit_code == 0
    (survey,) = kernels.surveys
    assert (survey.waves, survey.wave) == (("awal", "akhir"), "akhir")
    assert counts(survey) == {("klaten", "produk", "4"): 2}


def test_files_of_one_name_are_two_waves(klaster, write, kernels):
    files = [write(f"{year}/survei.csv", "lokasi,produk\nKlaten,3\n") for year in (2024, 2026)]
    assert klaster("report", "--data", files[0], "--data", files[1], "--out", "out").exit_code == 0
    (survey,) = kernels.surveys
    assert len(survey.waves) == 2
    assert survey.interviewed.to_dict() == {"klaten": 1}


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
def test_an_engine_counts_the_same(klaster, clean, kernels, engine):
    for more in ([], ["--engine", engine]):
        assert klaster("report", "--data", clean, "--region", "Klaten", "--out", f"out{len(more)}", *more).exit_code == 0
    plain, scanned = kernels.surveys
    assert counts(scanned) == counts(plain)
    missing = [
        sorted(survey.missing[["lokasi", "pertanyaan", "kosong", "n"]].itertuples(index=False, name=None))
        for survey in (plain, scanned)
    ]
    assert missing[0] == missing[1] != []


# --- faults, and small cells ---

FAULTY = """lokasi,id_usaha,produk,kerjasama_hulu
Klaten,K1,3,ada
Klaten,K2,9,Adaa
Klatn,K3,3,ada
Klaten,K4,3,ada
Klaten,K4,3,ada
"""


def test_a_survey_with_faults_is_refused_with_all_of_them(klaster, write, kernels, tmp_path):
    result = klaster("report", "--data", write("s.csv", FAULTY), "--language", "en", "--out", "out")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert sorted(result.stderr.splitlines()) == [  # by hand
        's.csv, row 3, column kerjasama_hulu: "Adaa" is not one of ada, tidak_ada. Did you mean "ada"? '
        "Mend it, or say in a mapping file what it stands for (kolom,pertanyaan,nilai,jawaban).",
        's.csv, row 3, column produk: "9" is not one of 1, 2, 3, 4, 5. '
        "Mend it, or say in a mapping file what it stands for (kolom,pertanyaan,nilai,jawaban).",
        's.csv, row 4, column lokasi: "Klatn" is not in the list of places. Did you mean "klaten"? '
        "Mend it, say in a mapping file which place it is (kolom,pertanyaan,nilai,jawaban), "
        "or give your own list of places with --places.",
        "s.csv, rows 5, 6, column id_usaha: the same firm stands in these rows. Keep one of them.",
    ]
    assert not (tmp_path / "out").exists()
    assert kernels.parameters == []


def test_faults_that_are_allowed_are_missing_and_counted(klaster, write, kernels):
    assert klaster("report", "--data", write("s.csv", FAULTY), "--allow-faults", "--out", "out").exit_code == 0
    (survey,) = kernels.surveys
    assert counts(survey) == {("klaten", "produk", "3"): 1, ("klaten", "kerjasama_hulu", "ada"): 1}  # by hand: K1 alone
    assert survey.faulty == 2  # 9 and Adaa
    assert survey.left_out == 3  # K3, and K4 twice
    assert survey.interviewed.to_dict() == {"klaten": 2}  # K1 and K2


@pytest.mark.parametrize(
    "text",
    ["lokasi,produk\nBandung,3\n", "produk,pasar\n3,3\n", "warna\nmerah\n"],
    ids=["no known place", "no place", "no question"],
)
def test_what_cannot_be_counted_at_all_is_refused_even_so(klaster, write, kernels, tmp_path, text):
    result = klaster("report", "--data", write("s.csv", text), "--allow-faults", "--out", "out")
    assert result.exit_code == 1
    assert result.stderr.startswith("s.csv")
    assert not (tmp_path / "out").exists()


def test_small_cells_are_not_handed_over(klaster, write, kernels):
    rows = ["Klaten,ada,3"] * 4 + ["Klaten,tidak_ada,3"] * 2 + ["Pati,ada,3"] * 3 + ["Pati,tidak_ada,3"] * 3
    survey = write("s.csv", "\n".join(["lokasi,kerjasama_hulu,produk", *rows]))
    assert klaster("report", "--data", survey, "--region", "Klaten", "--min-cell", "3", "--out", "out").exit_code == 0
    (kept,) = kernels.surveys
    assert counts(kept) == {  # by hand: the 2 of Klaten are hidden, and with them its 4
        ("pati", "kerjasama_hulu", "ada"): 3,
        ("pati", "kerjasama_hulu", "tidak_ada"): 3,
        ("klaten", "produk", "3"): 6,
        ("pati", "produk", "3"): 6,
    }
    assert kept.withheld[["lokasi", "pertanyaan"]].to_numpy().tolist() == [["klaten", "kerjasama_hulu"]]
    assert kept.min_cell == 3


# --- the manifest, and what is fresh ---


def test_the_manifest_names_the_given_files_their_checksums_and_no_folder(klaster, write, kernels, tmp_path):
    data = write("sini/survei.csv", "desa,halus\nTrangsan,1\nLuwang,2\n")
    codebook, places = write("sini/buku.csv", CODEBOOK), write("sini/tempat.csv", PLACES)
    mapping = write("sini/peta.csv", "kolom,pertanyaan\ndesa,desa\n")
    own = [
        "--data",
        data.resolve(),
        "--codebook",
        codebook.resolve(),
        "--places",
        places.resolve(),
        "--mapping",
        mapping.resolve(),
    ]
    assert klaster("report", *own, "--min-cell", "1", "--out", "out").exit_code == 0
    for entry in entries(tmp_path / "out"):
        given = {name: entry["inputs"][name] for name in entry["inputs"] if ": " in name}
        assert given == {  # peer: hashlib
            "survey 1: survei.csv": hashlib.sha256(data.read_bytes()).hexdigest(),
            "codebook: buku.csv": hashlib.sha256(codebook.read_bytes()).hexdigest(),
            "places: tempat.csv": hashlib.sha256(places.read_bytes()).hexdigest(),
            "mapping: peta.csv": hashlib.sha256(mapping.read_bytes()).hexdigest(),
        }
        assert entry["parameters"] == {
            "wilayah": entry["parameters"]["wilayah"],
            "bahasa": "id",
            "sumber": "survei.csv",
            "lembar": "",
            "kesalahan_dibolehkan": False,
            "sel_terkecil": 1,
        }
    written = (tmp_path / "out" / "manifest.json").read_text("utf-8")
    assert str(tmp_path) not in written
    assert "klaster-" not in written.replace("klaster-analisis", "")  # the folder that counts are handed over in


def test_a_folder_of_parquet_files_is_named_file_by_file(klaster, kernels, tmp_path):
    (tmp_path / "survei").mkdir()
    for at in (1, 2):
        pd.DataFrame({"lokasi": ["Klaten"], "produk": ["3"]}).to_parquet(tmp_path / "survei" / f"bagian_{at}.parquet")
    assert klaster("report", "--data", "survei", "--out", "out").exit_code == 0
    (entry,) = entries(tmp_path / "out")
    assert {name for name in entry["inputs"] if ": " in name} == {
        "survey 1: survei/bagian_1.parquet",
        "survey 1: survei/bagian_2.parquet",
    }
    assert counts(kernels.surveys[0]) == {("klaten", "produk", "3"): 2}


def test_a_second_run_makes_nothing_anew(klaster, clean, kernels):
    for status, made in (("made", 2), ("up to date", 2)):
        result = klaster("report", "--data", clean, "--out", "out")
        assert result.stdout.count(f": {status}\n") == 2
        assert len(kernels.parameters) == made


def test_an_engine_makes_nothing_anew(klaster, clean, kernels):
    """It counts the same."""
    klaster("report", "--data", clean, "--out", "out")
    assert klaster("report", "--data", clean, "--engine", "duckdb", "--out", "out").stdout.count(": up to date\n") == 2


@pytest.mark.parametrize(
    "options",
    [["--allow-faults"], ["--codebook", "buku.csv"], ["--places", "tempat.csv"], ["--mapping", "peta.csv"]],
    ids=lambda options: options[0],
)
def test_other_options_make_the_reports_anew(klaster, clean, write, kernels, options):
    data = shipped_folder("data")
    write("buku.csv", (data / "codebook.csv").read_text("utf-8"))
    write("tempat.csv", (data / "places.csv").read_text("utf-8"))
    write("peta.csv", "kolom,pertanyaan\nproduk,produk\n")
    klaster("report", "--data", clean, "--out", "out")
    assert klaster("report", "--data", clean, "--out", "out", *options).stdout.count(": made\n") == 2


def test_what_was_shown_cannot_be_withheld_any_more(klaster, clean, kernels):
    """In the first run every row was shown, small ones too; in a folder of its own the second one goes through."""
    klaster("report", "--data", clean, "--out", "out")
    refused = klaster("report", "--data", clean, "--out", "out", "--min-cell", "2", "--language", "en")
    assert refused.exit_code == 1
    assert "but an earlier run showed it" in refused.stderr
    assert "delete their folder" in refused.stderr
    assert len(kernels.parameters) == 2
    made = klaster("report", "--data", clean, "--out", "other", "--min-cell", "2", "--language", "en")
    assert made.exit_code == 0
    assert "none known more closely than" in made.stdout or "No count is withheld" in made.stdout


def test_a_record_of_what_was_shown_that_cannot_be_read_is_refused(klaster, clean, kernels, tmp_path):
    klaster("report", "--data", clean, "--out", "out")
    (tmp_path / "out" / "shown.json").write_text("{", "utf-8")
    refused = klaster("report", "--data", clean, "--out", "out")
    assert refused.exit_code == 2
    assert "does not tell what earlier reports" in refused.stderr


def test_other_data_make_the_reports_anew(klaster, clean, kernels):
    klaster("report", "--data", clean, "--out", "out")
    clean.write_text(clean.read_text("utf-8").replace("P1,2", "P1,5"), "utf-8")
    assert klaster("report", "--data", clean, "--out", "out").stdout.count(": made\n") == 2
    assert counts(kernels.surveys[-1])["pati", "produk", "5"] == 1


def test_a_changed_codebook_makes_the_reports_anew(klaster, write, kernels):
    data, codebook = write("s.csv", "desa,halus\nTrangsan,1\n"), write("buku.csv", CODEBOOK)
    own = ["--data", data, "--codebook", codebook, "--places", write("tempat.csv", PLACES), "--out", "out"]
    assert klaster("report", *own).stdout.startswith("out/laporan_trangsan_id.html: made")
    codebook.write_text(CODEBOOK.replace("Kehalusan", "Mutu"), "utf-8")
    assert klaster("report", *own).stdout.startswith("out/laporan_trangsan_id.html: made")
    assert klaster("report", *own).stdout.startswith("out/laporan_trangsan_id.html: up to date")


# --- wrong use ---


@pytest.mark.parametrize(
    "option",
    [
        ["--codebook", "survei.csv"],
        ["--places", "survei.csv"],
        ["--mapping", "survei.csv"],
        ["--sheet", "Isian"],
        ["--engine", "duckdb"],
        ["--allow-faults"],
        ["--min-cell", "3"],
    ],
    ids=lambda option: option[0],
)
def test_an_option_for_a_survey_is_refused_without_one(klaster, clean, tmp_path, option):
    result = klaster("report", *option)
    assert result.exit_code == 2
    assert result.stderr == f"{option[0]}: goes with a survey. Name one with --data.\n"
    assert list(tmp_path.iterdir()) == [clean]


@pytest.fixture
def wrong_files(clean, write, tmp_path, kernels):
    """Files and a folder that hold no survey; nothing is made of them."""
    (tmp_path / "folder").mkdir()
    write("kosong.csv", "")
    for name in ("survei.pdf", "survei.xlsx", "survei.dta"):
        write(name, "no such thing")
    before = sorted(tmp_path.iterdir())
    yield before
    assert sorted(tmp_path.iterdir()) == before
    assert kernels.parameters == []


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["--data", "tiada.csv"], 2, '--data: "tiada.csv" is not there.'),
        (["--data", "survei.csv", "--data", "tiada.csv"], 2, '--data: "tiada.csv" is not there.'),
        (["--data", "folder"], 1, "folder: holds no row of data."),
        (["--data", "kosong.csv"], 1, "kosong.csv: holds no row of data."),
        (["--data", "survei.pdf"], 1, "survei.pdf: is in no format that can be read."),
        (["--data", "survei.xlsx"], 1, "survei.xlsx: is damaged: it cannot be read as Excel."),
        (["--data", "survei.dta"], 1, "survei.dta: is damaged: it cannot be read as Stata."),
        (["--data", "survei.csv", "--codebook", "tiada.csv"], 2, '--codebook: "tiada.csv" is not there.'),
        (["--data", "survei.csv", "--codebook", "survei.csv"], 1, 'survei.csv, line 1: the column "kelompok" is missing.'),
        (["--data", "survei.csv", "--codebook", "folder"], 1, "folder: is no file"),
        (["--data", "survei.csv", "--places", "kosong.csv"], 1, "kosong.csv: holds no row of data."),
        (["--data", "survei.csv", "--mapping", "survei.pdf"], 1, 'survei.pdf, line 1: the column "kolom" is missing.'),
        (["--data", "survei.csv", "--region", "Tegal"], 2, '"Tegal" is not a place of this source. Use one of: Klaten, Pati.'),
        (["--data", "survei.csv", "--region", "<script>"], 2, '"<script>" is not a place of this source.'),
        (["--data", "survei.csv", "--min-cell", "-1"], 2, "--min-cell"),
        (["--data", "survei.csv", "--engine", "mesin"], 2, "--engine"),
    ],
    ids=str,
)
@pytest.mark.usefixtures("wrong_files")
def test_what_cannot_be_read_is_told_and_nothing_is_written(klaster, arguments, status, told):
    result = klaster("report", *arguments, "--language", "en")
    assert result.exit_code == status
    assert told in result.stderr
    assert result.stdout == ""


def test_a_folder_that_is_a_file_is_told_and_left_alone(klaster, clean, write, kernels):
    there = write("out", "mine")
    result = klaster("report", "--data", clean, "--out", "out")
    assert result.exit_code == 2
    assert "out: cannot be written" in result.stderr
    assert there.read_text() == "mine"
    assert kernels.parameters == []


def test_what_is_no_fault_but_has_to_be_known_is_told_beside_the_reports(klaster, write, kernels):
    survey = write("s.csv", "lokasi,produk,Teknolgi yg dipakai\nKlaten,3,4\nKlaten,4,2\n")
    result = klaster("report", "--data", survey, "--language", "en", "--out", "out")
    assert result.exit_code == 0
    assert 'The question teknologi has no column. Is it "Teknolgi yg dipakai"?' in result.stderr
    assert "teknologi" not in result.stdout
