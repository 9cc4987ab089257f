"""The command, run where nothing else is; and reports that are made without a kernel."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import openpyxl
import pytest
from nbformat.v4 import new_notebook
from typer.testing import CliRunner

from klaster_analisis import Survey
from klaster_analisis.analysis.survey.counted import counted_file_survey
from klaster_analisis.cli import app
from klaster_analisis.reports import regional

CLEAN = """lokasi,id_usaha,produk,kerjasama_hulu,keaktifan_hulu
Klaten,K1,3,ada,aktif
Klaten,K2,4,tidak_ada,
Klaten,K3,3,ada,pasif
Juwana,P1,2,ada,aktif
Juwana,P2,,tidak tahu,
"""


@pytest.fixture
def klaster(tmp_path, monkeypatch) -> Callable[..., Any]:
    """Run the command in an empty folder; it ends by itself, never by an error that nobody told."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object):
        result = CliRunner().invoke(app, list(map(str, arguments)))
        assert isinstance(result.exception, SystemExit | None), result.exc_info
        assert "Traceback" not in result.output
        return result

    return run


@pytest.fixture
def write(tmp_path) -> Callable[..., Path]:
    """Write a text as a file in that folder."""

    def file(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    return file


@pytest.fixture
def workbook(tmp_path) -> Callable[..., Path]:
    """Write lines of comma-separated texts as the sheets of a workbook."""

    def file(name: str, **sheets: str) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, text in sheets.items():
            sheet = book.create_sheet(title)
            for line in text.splitlines():
                sheet.append([cell or None for cell in line.split(",")])
        book.save(tmp_path / name)
        return tmp_path / name

    return file


@pytest.fixture
def clean(write) -> Path:
    """A survey of five firms without a fault."""
    return write("survei.csv", CLEAN)


class Kernels:
    """In the place of kernels: what each report was asked for, and the survey that was handed over to it."""

    def __init__(self, folder: Path) -> None:
        self.parameters: list[dict[str, Any]] = []
        self._folder = folder

    def __call__(self, notebook: Path, parameters: dict[str, Any]) -> nbformat.NotebookNode:
        shutil.copy(parameters["sumber"], self._folder / f"{len(self.parameters)}_{Path(parameters['sumber']).name}")
        self.parameters.append(parameters)
        return new_notebook()

    @property
    def places(self) -> list[str]:
        """Where the reports are about."""
        return sorted(parameters["wilayah"] for parameters in self.parameters)

    @property
    def surveys(self) -> list[Survey]:
        """What was handed over, report by report."""
        return [counted_file_survey(path) for path in sorted(self._folder.iterdir())]


@pytest.fixture
def kernels(monkeypatch, tmp_path_factory) -> Kernels:
    """Make reports in a moment, one at a time; what they are made of is kept."""
    made = Kernels(tmp_path_factory.mktemp("handed_over"))
    monkeypatch.setattr(regional, "execute_notebook", made)
    monkeypatch.setattr(regional, "render_page", lambda *_, **__: "<!doctype html>")
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    return made
