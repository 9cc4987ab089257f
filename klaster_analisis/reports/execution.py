"""Execute one notebook, whole or not at all."""

import re
import tempfile
from pathlib import Path
from typing import Any

import nbformat
import papermill
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError

from klaster_analisis.errors import Fault, FaultyError
from klaster_analisis.reports.parameters import check_parameters

SECONDS_A_CELL = 600
ANSI = re.compile(r"\x1b\[[0-9;]*m")


class ReportError(FaultyError):
    """A notebook did not run to its end."""


def execute_notebook(notebook: Path, parameters: dict[str, Any]) -> nbformat.NotebookNode:
    """
    Execute a notebook with parameters, in a kernel and an empty folder of its own.

    Parameters
    ----------
    notebook : pathlib.Path
    parameters : dict
        Only such as the notebook has.

    Returns
    -------
    nbformat.NotebookNode
        With the outputs of every cell.

    Raises
    ------
    UsageError
        If the notebook does not have a parameter, or it is of another type.
    ReportError
        If a cell fails, takes too long or ends the kernel; the message names the cell and the cause.
    """
    check_parameters(notebook, parameters)
    with tempfile.TemporaryDirectory(prefix="klaster-") as folder:
        try:
            executed = papermill.execute_notebook(
                str(notebook), str(Path(folder, "out.ipynb")), parameters=parameters, cwd=folder,
                progress_bar=False, execution_timeout=SECONDS_A_CELL, extra_arguments=["--log-level=ERROR"],
            )  # fmt: skip
        except PapermillExecutionError as error:
            raise _failure(notebook, f"cell {error.cell_index + 1}", f"{error.ename}: {error.evalue}") from error
        except (DeadKernelError, CellTimeoutError) as error:
            partial = nbformat.read(Path(folder, "out.ipynb"), as_version=4)
            raise _failure(notebook, _unfinished(partial), f"{type(error).__name__}: {error}") from error
    _check_finished(notebook, executed)
    return executed


def _failure(notebook: Path, place: str, cause: str) -> ReportError:
    lines = [line.strip() for line in ANSI.sub("", cause).splitlines() if line.strip()]
    return ReportError([Fault(f"{notebook.name}, {place}", " ".join(lines)[:2000])])


def _unfinished(notebook: nbformat.NotebookNode) -> str:
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == "code" and cell.metadata.get("papermill", {}).get("status") != "completed":
            return f"cell {number}"
    return "after the last cell"


def _check_finished(notebook: Path, executed: nbformat.NotebookNode) -> None:
    """Refuse a notebook that ended itself: papermill takes ``sys.exit(0)`` for success."""
    for number, cell in enumerate(executed.cells, start=1):
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        errors = [output for output in cell.outputs if output.output_type == "error"]
        if errors:
            raise _failure(notebook, f"cell {number}", f"{errors[0].ename}: {errors[0].evalue}")
        if cell.execution_count is None:
            raise _failure(notebook, f"cell {number}", "was not executed.")
