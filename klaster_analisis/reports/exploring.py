"""Copies of the notebooks for a user, opened in JupyterLab."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat

from klaster_analisis.errors import Fault, UsageError
from klaster_analisis.reports.files import make_folder, write_whole
from klaster_analisis.sources.folders import shipped_folder

SOURCE = re.compile(r'^sumber = "[^"]*"(?=  # .*\bsurvei\b)', re.MULTILINE)  # of a notebook that says that it reads surveys


def copy_notebooks(folder: Path, data: Path | None = None) -> list[Path]:
    """
    Copy the notebooks into a folder.

    Parameters
    ----------
    folder : pathlib.Path
        Made if it is not there. A notebook that is there already stays as it is: it may have been edited.
    data : pathlib.Path, optional
        A survey that the copies open in the place of the study.

    Returns
    -------
    list of pathlib.Path
        The copies that were made.

    Raises
    ------
    UsageError
        If the survey is not there, or the folder cannot be written.
    """
    if data is not None and not data.exists():
        raise UsageError([Fault("--data", f'"{data}" is not there.', "Look at its name and folder.")])
    make_folder(folder)
    made = []
    for path in sorted(shipped_folder("notebooks").glob("*.ipynb")):
        copy = folder / path.name
        if not copy.exists():
            write_whole(copy, _opening(path, folder, data))
            made.append(copy)
    return made


def _opening(path: Path, folder: Path, data: Path | None) -> str:
    """Give a notebook whose parameter `sumber` names the survey, seen from the folder of the copies."""
    notebook = nbformat.read(path, as_version=4)
    if data is not None:
        seen = Path(os.path.relpath(data, folder)).as_posix()
        for cell in notebook.cells:
            if "parameters" in cell.metadata.get("tags", []):
                cell.source = SOURCE.sub(lambda _: f"sumber = {json.dumps(seen, ensure_ascii=False)}", cell.source)
    return f"{nbformat.writes(notebook)}\n"


def open_lab(folder: Path) -> None:
    """Open a folder in JupyterLab, until it is closed; an interruption closes it, and with it its kernels."""
    lab = subprocess.Popen([sys.executable, "-m", "jupyterlab", str(folder)])  # noqa: S603  our own interpreter
    try:
        lab.wait()
    except KeyboardInterrupt:
        lab.terminate()
        lab.wait()
        raise
