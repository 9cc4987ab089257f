"""Notebooks opened on a survey say nothing that is true of the study only; run here cell by cell, without a kernel."""

import ast
import random
import re
from collections.abc import Callable
from pathlib import Path

import IPython.display
import nbformat
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from klaster_analisis import load_survey
from klaster_analisis.analysis.survey.counted import survey_text
from klaster_analisis.sources.folders import shipped_folder
from klaster_analisis.sources.study import load_study

NAMES = ("01_dinamika", "02_kerjasama", "03_mengatasi_masalah")
STUDY_ONLY = re.compile(
    r"logam|metal|Klaten|\bPati\b|Tegal|Juwana|Ceper|Tabel \d|Table \d|tercetak|printed|JICA|\b[Ss]tudi\b|\b[Tt]he study\b"
)
PLACES = ("Kudus", "Jepara", "Demak", "Blora", "Rembang", "Batang")


@pytest.fixture(scope="module")
def like_the_study(tmp_path_factory) -> Path:
    """Sixty invented firms in six places, none of them of the study, that were asked all of the study's questions by choosing."""
    draw, book = random.Random(1), load_study().codebook  # noqa: S311  nothing secret is drawn
    firms = pd.DataFrame({"lokasi": [PLACES[at % 6] for at in range(60)]})
    for question in book.of_kind("ordinal", "nominal", "ya_tidak"):
        on = question.condition
        asked = firms[on.question] == on.answer if on else pd.Series(data=True, index=firms.index)
        firms[question.code] = [draw.choice(question.codes) if given else "" for given in asked]
    path = tmp_path_factory.mktemp("survei") / "survei.csv"
    firms.to_csv(path, index=False)
    return path


@pytest.fixture(scope="module")
def other_questions(tmp_path_factory, rattan) -> Path:
    """The weavers of rattan, counted: the file carries its own codebook and places."""
    path = tmp_path_factory.mktemp("rotan") / "rotan.terhitung.json"
    path.write_text(survey_text(load_survey(rattan.data[0], codebook=rattan.codebook, places=rattan.places)), "utf-8")
    return path


@pytest.fixture
def read(monkeypatch) -> Callable[..., str]:
    """Run a notebook and give what a reader sees below its title: prose, outputs, text alternatives."""

    def text_of(shown: object) -> str:
        soup = BeautifulSoup(getattr(shown, "_repr_html_", lambda: "")() or "", "html.parser")
        for style in soup.find_all("style"):
            style.decompose()
        return " ".join([soup.get_text(" "), *(image["alt"] for image in soup.find_all("img"))])

    def run(name: str, **given: str) -> str:
        told: list[str] = []
        monkeypatch.setattr(IPython.display, "display", lambda *shown: told.extend(map(text_of, shown)))
        names: dict[str, object] = {}
        for cell in nbformat.read(shipped_folder("notebooks") / f"{name}.ipynb", as_version=4).cells[1:]:
            if cell.cell_type == "markdown":
                told.append(cell.source)
                continue
            tree = ast.parse(cell.source)
            last = tree.body.pop().value if isinstance(tree.body[-1], ast.Expr) else ast.Constant(None)
            exec(compile(tree, name, "exec"), names)  # noqa: S102  our own notebooks
            names |= given if "parameters" in cell.metadata.get("tags", []) else {}
            shown = ast.fix_missing_locations(ast.Expression(last))
            told.append(text_of(eval(compile(shown, name, "eval"), names)))  # noqa: S307  our own notebooks
        return "\n".join(told)

    return run


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("source", "language"), [("like_the_study", "id"), ("other_questions", "en")])
def test_a_survey_is_told_nothing_of_the_study(request, read, name, source, language):
    text = read(name, sumber=str(request.getfixturevalue(source)), bahasa=language)
    assert STUDY_ONLY.findall(text) == []
    assert ("Kudus" in text) == (source == "like_the_study")


@pytest.mark.parametrize("name", NAMES)
def test_of_the_study_it_is_told(read, name):
    found = set(STUDY_ONLY.findall(read(name)))
    assert {"logam", "Klaten", "Tegal", "tercetak"} <= found
    assert any(word.startswith("Tabel") for word in found)
