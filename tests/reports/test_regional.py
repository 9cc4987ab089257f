"""Reports are made once, fail alone, and say what they are made of."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from klaster_analisis import DataError, UsageError, load_study
from klaster_analisis.reports import regional
from klaster_analisis.reports.manifest import FAILED, FRESH, MADE, file_checksum
from klaster_analisis.reports.regional import render_reports

CELL = """
from IPython.display import HTML
HTML(f"<h1>{wilayah}</h1><h2>A &amp; B</h2><p>{bahasa}</p>")
"""
ENTRY = '{"reports": [{"file": "%s", "parameters": %s, "status": "%s"}]}'
ONLY_PATI_FAILS = 'assert wilayah != "Pati", "no Pati today"'


def statuses(records):
    return {record.parameters["wilayah"]: record.status for record in records}


def test_one_page_a_place_an_index_and_a_manifest(tmp_path, notebook):
    render_reports(tmp_path / "out", notebook=notebook(CELL))
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["index.html", "laporan_klaten_id.html", "laporan_pati_id.html", "laporan_tegal_id.html", "manifest.json"]


def test_page_has_language_title_contents_and_no_code(tmp_path, notebook):
    render_reports(tmp_path, regions=["Juwana"], language="en", notebook=notebook(CELL))
    page = BeautifulSoup((tmp_path / "laporan_pati_en.html").read_text("utf-8"), "html.parser")
    assert (page.html["lang"], page.title.string) == ("en", "Pati")
    assert [link.get_text() for link in page.select("nav ol a")] == ["A & B"]
    assert "IPython" not in page.get_text()


def test_a_second_run_skips_what_is_up_to_date(tmp_path, notebook):
    path = notebook(CELL)
    assert set(statuses(render_reports(tmp_path, notebook=path)).values()) == {MADE}
    before = file_checksum(tmp_path / "laporan_pati_id.html")
    assert set(statuses(render_reports(tmp_path, notebook=path)).values()) == {FRESH}
    assert file_checksum(tmp_path / "laporan_pati_id.html") == before


def test_reports_side_by_side_find_a_relative_folder(tmp_path, notebook, monkeypatch):
    """No report changes the working folder of the others."""
    monkeypatch.chdir(tmp_path)
    path = notebook(CELL)
    for turn in range(3):
        assert set(statuses(render_reports(Path(f"out{turn}"), jobs=3, notebook=path)).values()) == {MADE}


def test_what_changed_is_made_anew(tmp_path, notebook):
    path = notebook(CELL)
    render_reports(tmp_path, notebook=path)
    (tmp_path / "laporan_pati_id.html").write_text("edited")
    (tmp_path / "laporan_tegal_id.html").unlink()
    assert statuses(render_reports(tmp_path, notebook=path)) == {"Klaten": FRESH, "Pati": MADE, "Tegal": MADE}
    assert set(statuses(render_reports(tmp_path, notebook=notebook(CELL, "1"))).values()) == {MADE}


def test_a_failure_spoils_only_its_own_report(tmp_path, notebook):
    out = tmp_path / "out"
    records = render_reports(out, notebook=notebook(CELL, ONLY_PATI_FAILS))
    assert statuses(records) == {"Klaten": MADE, "Pati": FAILED, "Tegal": MADE}
    assert "cell 3: AssertionError: no Pati today" in records[1].cause
    assert not (out / "laporan_pati_id.html").exists()
    index = BeautifulSoup((out / "index.html").read_text("utf-8"), "html.parser")
    assert [link["href"] for link in index.select("table a")] == ["laporan_klaten_id.html", "laporan_tegal_id.html"]
    assert "no Pati today" in index.select_one(".gagal").get_text()


def test_a_failure_leaves_the_older_page_and_says_that_it_is_old(tmp_path, notebook, indonesian):
    render_reports(tmp_path, notebook=notebook(CELL))
    before = file_checksum(tmp_path / "laporan_pati_id.html")
    render_reports(tmp_path, notebook=notebook(CELL, ONLY_PATI_FAILS))
    assert file_checksum(tmp_path / "laporan_pati_id.html") == before
    index = BeautifulSoup((tmp_path / "index.html").read_text("utf-8"), "html.parser")
    assert index.find("a", href="laporan_pati_id.html").get_text() == indonesian.say("halaman.versi_lama", tempat="Pati")


def test_a_failed_report_is_tried_again(tmp_path, notebook):
    failing = notebook(CELL, ONLY_PATI_FAILS)
    render_reports(tmp_path, notebook=failing)
    assert statuses(render_reports(tmp_path, notebook=failing)) == {"Klaten": FRESH, "Pati": FAILED, "Tegal": FRESH}


def test_a_dead_kernel_spoils_only_its_own_report(tmp_path, notebook):
    records = render_reports(tmp_path, notebook=notebook(CELL, 'import os\nif wilayah == "Tegal": os._exit(1)'))
    assert statuses(records) == {"Klaten": MADE, "Pati": MADE, "Tegal": FAILED}


def test_manifest_holds_parameters_inputs_versions_and_time(tmp_path, notebook):
    render_reports(tmp_path, regions=["tegal"], notebook=notebook(CELL))
    (entry,) = json.loads((tmp_path / "manifest.json").read_text("utf-8"))["reports"]
    assert entry["parameters"] == {"wilayah": "Tegal", "bahasa": "id"}
    assert entry["sha256"] == file_checksum(tmp_path / "laporan_tegal_id.html")
    assert {"notebooks/kecil.ipynb", "data/codebook.csv", "data/published/tabel_5.csv", "klaster_analisis"} <= set(
        entry["inputs"]
    )
    assert {"python", "klaster-analisis", "pandas", "papermill"} <= set(entry["versions"])
    assert entry["finished"].endswith("UTC")
    assert entry["seconds"] > 0


def test_reports_of_other_runs_stay_in_the_index(tmp_path, notebook):
    path = notebook(CELL)
    render_reports(tmp_path, regions=["Pati"], notebook=path)
    render_reports(tmp_path, regions=["Tegal"], language="en", notebook=path)
    index = BeautifulSoup((tmp_path / "index.html").read_text("utf-8"), "html.parser")
    assert [link["href"] for link in index.select("table a")] == ["laporan_pati_id.html", "laporan_tegal_en.html"]


@pytest.mark.parametrize(
    "spoilt",
    [
        "",
        "[]",
        '{"reports": [{"x": 1}]}',
        '{"reports": 3}',
        "[" * 100_000,
        ENTRY % ("laporan_pati_id.html", "{}", "made"),
        ENTRY % ("laporan_pati_id.html", "null", "made"),
        ENTRY % ("laporan_pati_id.html", '{"wilayah": "Pati", "bahasa": "xx"}', "made"),
        ENTRY % ("laporan_pati_id.html", '{"wilayah": "\\ud800", "bahasa": "id"}', "made"),
        ENTRY % ("laporan_pati_id.html", '{"wilayah": "Pati", "bahasa": "id"}', "weird"),
        ENTRY % ("javascript:alert(1)", '{"wilayah": "Pati", "bahasa": "id"}', "made"),
        ENTRY % ("../keluar.html", '{"wilayah": "Pati", "bahasa": "id"}', "made"),
    ],
)
def test_a_spoiled_manifest_only_costs_time(tmp_path, notebook, spoilt):
    (tmp_path / "laporan_pati_id.html").write_text("old")
    (tmp_path / "manifest.json").write_text(spoilt)
    assert statuses(render_reports(tmp_path, regions=["Pati"], notebook=notebook("1"))) == {"Pati": MADE}
    index = BeautifulSoup((tmp_path / "index.html").read_text("utf-8"), "html.parser")
    assert [link["href"] for link in index.select("table a")] == ["laporan_pati_id.html"]


@pytest.mark.parametrize("region", ["Brebes", "../../x", "<script>alert(1)</script>", ""])
def test_an_unknown_region_is_refused_before_anything_is_written(tmp_path, region):
    with pytest.raises(UsageError, match="is not a place of this source"):
        render_reports(tmp_path / "out", regions=["Pati", region])
    assert list(tmp_path.iterdir()) == []


def test_reports_that_were_not_asked_for_are_not_called_up_to_date(tmp_path, notebook, indonesian):
    render_reports(tmp_path, notebook=notebook(CELL))
    render_reports(tmp_path, regions=["Pati"], notebook=notebook(CELL, "1"))
    index = BeautifulSoup((tmp_path / "index.html").read_text("utf-8"), "html.parser")
    told = {row.th.get_text(): row.find_all("td")[1].get_text() for row in index.select("tbody tr")}
    old, new = indonesian.say("halaman.status_lama"), indonesian.say("halaman.status_baru")
    assert told == {"Klaten": old, "Pati": new, "Tegal": old}


def test_an_interruption_records_what_is_done(tmp_path, notebook):
    """The interruption comes after the first report; those under way come to their end."""

    def interrupt(finished, total):
        if finished == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        render_reports(tmp_path, jobs=1, notebook=notebook(CELL), told=interrupt)
    entries = json.loads((tmp_path / "manifest.json").read_text("utf-8"))["reports"]
    pages = sorted(path.name for path in tmp_path.glob("laporan_*"))
    assert [entry["file"] for entry in entries] == pages
    assert 1 <= len(pages) < 3


def test_contradicting_tables_are_told_before_anything_is_made(tmp_path, edit, monkeypatch):
    edit("published/tabel_5.csv", '"9 (69,2)",9', '"99 (69,2)",99')
    folder = edit("published/tabel_5.csv", ",13,13,,", ",13,13,,")
    monkeypatch.setattr(regional, "load_study", lambda: load_study(folder))
    with pytest.raises(DataError, match="kerjasama_hulu, pati: 103 firms say how active, but only 13 say that it exists"):
        render_reports(tmp_path / "out")
    assert not (tmp_path / "out").exists()


class TestOneRun:
    def test_a_second_run_into_the_same_folder_is_refused(self, tmp_path, notebook):
        def meanwhile(finished, total):
            if not finished:
                with pytest.raises(UsageError, match=r"out: another run is writing into this folder\."):
                    render_reports(tmp_path / "out", language="en", regions=["Pati"], notebook=path)

        path = notebook("1")
        render_reports(tmp_path / "out", regions=["Tegal"], notebook=path, told=meanwhile)
        names = sorted(file.name for file in (tmp_path / "out").iterdir())
        assert names == ["index.html", "laporan_tegal_id.html", "manifest.json"]

    def test_the_folder_is_free_after_a_failure(self, tmp_path, notebook):
        def fail(finished, total):
            raise OSError("no screen")

        for _ in range(2):
            with pytest.raises(OSError, match="no screen"):
                render_reports(tmp_path, regions=["Tegal"], notebook=notebook("1"), told=fail)
        assert not (tmp_path / ".klaster.lock").exists()

    def test_a_run_that_is_killed_goes_on_where_it_was(self, tmp_path, notebook):
        """Killed by the system after the first report, when nothing can be tidied up any more."""
        path, out = notebook(CELL), tmp_path / "out"
        kill = (
            "import os, signal, sys; from pathlib import Path\n"
            "from klaster_analisis.reports.regional import render_reports\n"
            "told = lambda finished, total: finished and os.kill(os.getpid(), signal.SIGKILL)\n"
            "render_reports(Path(sys.argv[1]), jobs=1, notebook=Path(sys.argv[2]), told=told)\n"
        )
        killed = subprocess.run([sys.executable, "-c", kill, str(out), str(path)], check=False)
        assert killed.returncode == -signal.SIGKILL
        (entry,) = json.loads((out / "manifest.json").read_text("utf-8"))["reports"]
        assert (entry["parameters"]["wilayah"], entry["status"]) == ("Klaten", MADE)
        assert statuses(render_reports(out, notebook=path)) == {"Klaten": FRESH, "Pati": MADE, "Tegal": MADE}
        assert not (out / ".klaster.lock").exists()

    def test_a_signal_ends_it_with_its_kernels_and_records_what_is_done(self, tmp_path, notebook):
        out, mark = tmp_path / "out", tmp_path / "kernel"
        writes = f"    Path({str(mark)!r}).write_text(str(os.getpid()))\n    time.sleep(3)"
        path = notebook(f"import os, time\nfrom pathlib import Path\nif wilayah != 'Klaten':\n{writes}")
        script = (
            "import sys; from pathlib import Path\n"
            "from klaster_analisis.reports import regional; from klaster_analisis.cli import main\n"
            "real = regional.render_reports\n"
            f"regional.render_reports = lambda *given, **options: real(*given, **options | {{'notebook': Path({str(path)!r})}})\n"
            "sys.argv[1:] = ['report', '--jobs', '1', '--out', sys.argv[1]]\n"
            "main()\n"
        )
        temporary = tmp_path / "sementara"
        temporary.mkdir()
        with subprocess.Popen(
            [sys.executable, "-c", script, str(out)],
            env=os.environ | {"TMPDIR": str(temporary)},
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            while not mark.exists():
                assert process.poll() is None
                time.sleep(0.1)
            process.terminate()
            assert process.wait(60) == 128 + signal.SIGTERM
            assert process.stderr.read() == "Interrupted. What was finished stays; run it again for the rest.\n"
        with pytest.raises(ProcessLookupError):
            os.kill(int(mark.read_text()), 0)
        entries = json.loads((out / "manifest.json").read_text("utf-8"))["reports"]
        assert [entry["parameters"]["wilayah"] for entry in entries] == ["Klaten", "Pati"]
        assert [path for path in temporary.iterdir() if path.name.startswith("klaster-")] == []
