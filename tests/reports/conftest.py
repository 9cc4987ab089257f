"""Small notebooks, to be run and spoiled."""

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

PARAMETERS = 'wilayah = "Klaten"  # a place\nbahasa = "id"  # a language\nkali = 2'


@pytest.fixture
def notebook(tmp_path: Path) -> Callable[..., Path]:
    """Write a notebook with a parameters cell and further cells."""

    def write(*cells: str) -> Path:
        head = new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})
        body = new_notebook(cells=[head, *map(new_code_cell, cells)])
        body.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        path = tmp_path / "kecil.ipynb"
        nbformat.write(body, path)
        return path

    return write
