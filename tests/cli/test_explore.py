"""``klaster explore``: copies of the notebooks that open a survey, in JupyterLab."""

import ast
import subprocess
import sys

import nbformat
import pytest

from klaster_analisis.reports import exploring
from klaster_analisis.sources.folders import shipped_folder

READS_SURVEYS = ["01_dinamika", "02_kerjasama", "03_mengatasi_masalah", "07_survei_anda", "laporan_wilayah"]
NAMES = sorted(path.name for path in shipped_folder("notebooks").glob("*.ipynb"))


@pytest.fixture(autouse=True)
def opened(monkeypatch):
    """Open no JupyterLab, but note what it would be asked."""
    asked: list[list[str]] = []

    class Lab:
        def __init__(self, command):
            asked.append(command)

        def wait(self):
            return 0

    monkeypatch.setattr(exploring.subprocess, "Popen", Lab)
    return asked


def source_of(path):
    """The value of the parameter `sumber` in a notebook; None where it has none."""
    for cell in nbformat.read(path, as_version=4).cells:
        if "parameters" in cell.metadata.get("tags", []):
            for statement in ast.parse(cell.source).body:
                if statement.targets[0].id == "sumber":
                    return ast.literal_eval(statement.value)
    return None


def test_copies_are_made_named_and_opened(klaster, tmp_path, opened):
    result = klaster("explore")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [f"notebook_klaster/{name}" for name in NAMES]
    for name in NAMES:
        assert nbformat.read(tmp_path / "notebook_klaster" / name, 4) == nbformat.read(shipped_folder("notebooks") / name, 4)
    assert opened == [[sys.executable, "-m", "jupyterlab", "notebook_klaster"]]


@pytest.mark.parametrize("name", ["survei.csv", "data/survei 2026.csv", "Café “dua”.csv", "a'b.csv", 'a"b\\1.csv'])
def test_copies_open_the_survey_wherever_it_lies_and_whatever_it_is_called(klaster, write, tmp_path, name):
    survey = write(name, "lokasi,produk\nPati,3\n")
    assert klaster("explore", "--data", survey, "--out", "kerja/saya").exit_code == 0
    folder = tmp_path / "kerja" / "saya"
    found = {path.name: source_of(path) for path in folder.iterdir()}
    assert (folder / found["07_survei_anda.ipynb"]).resolve() == survey
    opened = {path for path, source in found.items() if source == found["07_survei_anda.ipynb"]}
    assert opened == {f"{name}.ipynb" for name in READS_SURVEYS}


def test_a_copy_that_was_edited_stays(klaster, write, tmp_path):
    edited = write("kerja/07_survei_anda.ipynb", "edited")
    result = klaster("explore", "--out", "kerja")
    assert result.exit_code == 0
    assert edited.read_text() == "edited"
    assert "07_survei_anda" not in result.stdout
    assert sorted(path.name for path in (tmp_path / "kerja").iterdir()) == NAMES


def test_a_survey_that_is_not_there_is_told_and_nothing_is_made(klaster, tmp_path, opened):
    result = klaster("explore", "--data", "tidak_ada.csv")
    assert result.exit_code == 2
    assert '"tidak_ada.csv" is not there' in result.stderr
    assert list(tmp_path.iterdir()) == []
    assert opened == []


def test_an_interruption_ends_the_lab_too(klaster, monkeypatch):
    done = []

    class Lab:
        def __init__(self, _):
            self.waits = iter([KeyboardInterrupt, None])

        def wait(self):
            done.append("wait")
            if error := next(self.waits):
                raise error

        def terminate(self):
            done.append("terminate")

    monkeypatch.setattr(exploring.subprocess, "Popen", Lab)
    assert klaster("explore").exit_code == 130
    assert done == ["wait", "terminate", "wait"]


def test_a_copy_runs_on_the_survey(klaster, write, tmp_path, monkeypatch):
    write("survei.csv", "lokasi,produk,kerjasama_hulu\nPati,3,ada\nTegal,4,ada\nTegal,2,tidak_ada\n")
    klaster("explore", "--data", "survei.csv", "--out", "kerja")
    monkeypatch.undo()
    command = [sys.executable, "-m", "papermill", "07_survei_anda.ipynb", "out.ipynb", "-p", "bahasa", "en"]
    subprocess.run(command, cwd=tmp_path / "kerja", check=True, capture_output=True)
    outputs = nbformat.writes(nbformat.read(tmp_path / "kerja" / "out.ipynb", as_version=4))
    assert "No faults" in outputs
