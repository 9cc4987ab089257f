"""Every notebook runs under plain papermill, in both languages, and keeps the house's rules."""

import ast
import re
import subprocess
import sys

import nbformat
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from klaster_analisis.display.words import Words
from klaster_analisis.sources.folders import shipped_folder

FOLDER = shipped_folder("notebooks")
RUNS = {
    "00_mulai": [{"bahasa": "id"}, {"bahasa": "en"}],
    "01_dinamika": [{"bahasa": "id"}, {"bahasa": "en"}],
    "02_kerjasama": [{"bahasa": "id"}, {"bahasa": "en"}],
    "03_mengatasi_masalah": [{"bahasa": "id"}, {"bahasa": "en"}],
    "07_survei_anda": [{"bahasa": "id"}, {"bahasa": "en"}],
    "11_inferensi": [{"bahasa": "id"}, {"bahasa": "en"}],
    "12_audit": [{"bahasa": "id"}, {"bahasa": "en"}],
    "laporan_wilayah": [
        {"wilayah": place, "bahasa": language} for place in ("Klaten", "Juwana", "tegal") for language in ("id", "en")
    ],
}
IMAGES = {
    "00_mulai": 2,
    "01_dinamika": 2,
    "02_kerjasama": 7,
    "03_mengatasi_masalah": 1,
    "07_survei_anda": 3,
    "11_inferensi": 2,
    "12_audit": 0,
    "laporan_wilayah": 4,
}
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
NAMES = re.compile(r"Tabel \d( dan Tabel \d| sampai Tabel \d)?|`[^`]*`")


def read(name: str) -> nbformat.NotebookNode:
    return nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)


def code(name: str) -> list[nbformat.NotebookNode]:
    return [cell for cell in read(name).cells if cell.cell_type == "code"]


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Run a notebook with the papermill command, once for each set of parameters."""
    done: dict[str, nbformat.NotebookNode] = {}

    def execute(name: str, parameters: dict[str, str]) -> nbformat.NotebookNode:
        key = f"{name} {parameters}"
        if key not in done:
            folder = tmp_path_factory.mktemp("run")
            given = [part for item in parameters.items() for part in ("-r", *item)]
            command = [sys.executable, "-m", "papermill", str(FOLDER / f"{name}.ipynb"), "out.ipynb", *given]
            subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
            done[key] = nbformat.read(folder / "out.ipynb", as_version=4)
        return done[key]

    return execute


def shown(notebook: nbformat.NotebookNode) -> BeautifulSoup:
    """All that the outputs show as HTML."""
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", ()))
    return BeautifulSoup("\n".join(output.get("data", {}).get("text/html", "") for output in outputs), "html.parser")


def numbers(soup: BeautifulSoup) -> list[str]:
    for style in soup.find_all("style"):
        style.decompose()
    texts = [soup.get_text(" "), *(image["alt"] for image in soup.find_all("img"))]
    return sorted(found.replace(",", ".") for text in texts for found in NUMBER.findall(text))


def test_every_notebook_is_in_the_suite():
    assert sorted(RUNS) == sorted(IMAGES) == sorted(path.stem for path in FOLDER.rglob("*.ipynb"))


@pytest.mark.parametrize(("name", "parameters"), [(name, given) for name, runs in RUNS.items() for given in runs], ids=str)
def test_it_runs_and_shows_its_figures(run, name, parameters):
    executed = run(name, parameters)
    streams = [output.text for cell in executed.cells for output in cell.get("outputs", ()) if output.output_type == "stream"]
    assert streams == []
    images = shown(executed).find_all("img")
    assert len(images) == IMAGES[name]
    assert all(image["alt"] for image in images)


@pytest.mark.parametrize("name", RUNS)
def test_both_languages_show_the_same_numbers(run, name):
    by_language: dict[str, list[list[str]]] = {"id": [], "en": []}
    for parameters in RUNS[name]:
        by_language[parameters["bahasa"]].append(numbers(shown(run(name, parameters))))
    assert by_language["id"] == by_language["en"]
    assert all(by_language["id"])


def test_the_english_report_holds_no_indonesian_sentence(run, study):
    """No text of the Indonesian file that differs from the English one stands in the English report."""
    text = shown(run("laporan_wilayah", {"wilayah": "tegal", "bahasa": "en"})).get_text(" ")
    indonesian, english = (Words(code, study.codebook, study.places) for code in ("id", "en"))
    for key in ("laporan.tahap", "laporan.langkah_status", "tabel.skor_catatan", "tabel.kerjasama_catatan", "batas.asal"):
        assert indonesian.say(key) not in text
        assert english.say(key) in text


def test_the_report_of_an_unknown_place_is_refused(tmp_path):
    command = [sys.executable, "-m", "papermill", str(FOLDER / "laporan_wilayah.ipynb"), "out.ipynb", "-r", "wilayah", "Brebes"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert '"Brebes" is not a place of this source' in done.stderr


def test_a_survey_with_faults_is_opened_and_its_faults_are_told(run, tmp_path):
    firms = pd.DataFrame({"lokasi": ["Pati", "Pati", "Tegal"], "produk": ["3", "9", "4"], "nama": ["Contoh Jaya", "", ""]})
    firms.to_csv(tmp_path / "survei.csv", index=False)
    text = shown(run("07_survei_anda", {"sumber": str(tmp_path / "survei.csv"), "bahasa": "en"})).get_text(" ")
    assert '"9" is not one of 1, 2, 3, 4, 5.' in text
    assert "Contoh Jaya" not in text


@pytest.mark.parametrize("name", RUNS)
class TestRules:
    def test_it_is_stored_without_outputs(self, name):
        assert all(cell.outputs == [] and cell.execution_count is None for cell in code(name))

    def test_it_has_20_to_30_cells_and_six_lines_a_cell(self, name):
        assert 20 <= len(read(name).cells) <= 30
        assert max(len(cell.source.splitlines()) for cell in code(name)) <= 6

    def test_it_opens_with_its_question(self, name):
        first = read(name).cells[0]
        assert first.cell_type == "markdown"
        assert first.source.startswith("# ")
        assert "?" in first.source

    def test_it_defines_nothing_and_runs_no_magic(self, name):
        for cell in code(name):
            tree = ast.parse(cell.source)  # a magic is no Python
            assert not [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda)]

    def test_it_names_no_path_of_a_machine(self, name):
        assert not re.search(r"(/home/|/Users/|[A-Z]:\\\\|/tmp/)", nbformat.writes(read(name)))

    def test_its_parameters_are_literals_with_a_comment(self, name):
        (cell,) = [cell for cell in code(name) if "parameters" in cell.metadata.get("tags", [])]
        for line, statement in zip(cell.source.splitlines(), ast.parse(cell.source).body, strict=True):
            assert isinstance(statement, ast.Assign)
            ast.literal_eval(statement.value)
            assert "  # " in line

    def test_no_number_is_typed_into_prose(self, name):
        prose = "\n".join(cell.source for cell in read(name).cells if cell.cell_type == "markdown")
        assert not re.search(r"\d", NAMES.sub("", prose))
