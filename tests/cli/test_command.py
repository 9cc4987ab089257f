"""The command line, as a user meets it."""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from klaster_analisis.cli import app
from klaster_analisis.reports import regional
from klaster_analisis.sources.folders import shipped_folder


def klaster(*arguments: str):
    return CliRunner().invoke(app, list(arguments))


def test_version_is_told():
    assert klaster("--version").stdout.strip()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["report", "--region", "Klatten"], 'Did you mean "Klaten"'),
        (["report", "--region", "../../x"], "is not a place of this source"),
        (["report", "--region", "<script>"], "is not a place of this source"),
        (["report", "--language", "xx"], "--language"),
        (["report", "--jobs", "0"], "--jobs"),
        (["report", "--nonsense"], "--nonsense"),
        (["nonsense"], "nonsense"),
    ],
)
def test_wrong_use_is_told_with_status_2(tmp_path, monkeypatch, arguments, told):
    monkeypatch.chdir(tmp_path)
    result = klaster(*arguments)
    assert result.exit_code == 2
    assert told in result.output
    assert "Traceback" not in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "out").write_text("a file")
    result = klaster("report", "--out", str(tmp_path / "out"))
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
    assert (tmp_path / "out").read_text() == "a file"


def test_faulty_data_is_told_with_status_1_and_nothing_written(tmp_path, edit, monkeypatch):
    folder = edit("published/tabel_4.csv", '"4 (33,3)",4,', '"empat (33,3)",4,')
    load = regional.load_study
    monkeypatch.setattr(regional, "load_study", lambda: load(folder))
    result = klaster("report", "--out", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert result.stderr.startswith("tabel_4.csv, line 2, column cetak: ")
    assert not (tmp_path / "out").exists()


def test_an_interruption_is_told_without_a_traceback(tmp_path, monkeypatch):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(regional, "render_reports", interrupt)
    result = klaster("report", "--out", str(tmp_path))
    assert result.exit_code == 130
    assert result.stderr == "Interrupted. What was finished stays; run it again for the rest.\n"


def test_a_failed_report_is_told_with_status_1(tmp_path, monkeypatch):
    def fail(*_):
        raise OSError("no kernel")

    monkeypatch.setattr(regional, "execute_notebook", fail)
    result = klaster("report", "--region", "Pati", "--out", str(tmp_path))
    assert result.exit_code == 1
    assert "laporan_pati_id.html was not made.\nOSError: no kernel" in result.stderr


def test_a_pipe_gets_results_and_no_progress(tmp_path, monkeypatch):
    monkeypatch.setattr(regional, "execute_notebook", lambda *_: (_ for _ in ()).throw(OSError("no")))
    result = klaster("report", "--region", "Pati", "--out", str(tmp_path))
    assert result.stdout.splitlines() == [f"{tmp_path / 'laporan_pati_id.html'}: failed", str(tmp_path / "index.html")]


EXAMPLES = shipped_folder("data") / "example" / "audit"


def test_an_audit_without_findings_ends_with_0():
    result = klaster("audit", str(EXAMPLES / "kerja_sama.csv"), str(EXAMPLES / "dinamika_produk.csv"))
    assert result.exit_code == 0, result.output
    assert "[" not in result.stdout


def test_an_audit_with_findings_ends_with_1(tmp_path):
    result = klaster("audit", str(EXAMPLES / "salah_ketik.csv"), "--language", "en", "--out", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert "66.7 (two digits swapped)" in result.stdout
    assert result.stdout.splitlines()[-1] == str(tmp_path / "out" / "temuan.html")


def test_the_tables_of_the_study_are_audited_by_default():
    result = klaster("audit")
    assert result.exit_code == 1
    assert "50,2" in result.stdout


def test_an_unreadable_table_ends_with_2_and_nothing_is_written(tmp_path):
    (tmp_path / "tabel.csv").write_text("Lokasi;Ada;Jumlah\nA;empat;4\nB;-3;2\n", "utf-8")
    result = klaster("audit", str(tmp_path / "tabel.csv"), "--out", str(tmp_path / "out"))
    assert result.exit_code == 2
    assert "empat" in result.stderr
    assert "-3" in result.stderr
    assert result.stdout == ""
    assert not (tmp_path / "out").exists()


def test_help_is_quick():
    """Help needs neither papermill nor matplotlib."""
    code = "import sys, klaster_analisis.cli; print(sorted({'papermill', 'matplotlib', 'nbconvert'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path.cwd())
    assert done.stdout.strip() == "[]"
