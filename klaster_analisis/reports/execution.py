"""Execute one notebook, whole or not at all."""

import re
from pathlib import Path
from typing import Any, cast

import nbformat
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.engines import papermill_engines
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from klaster_analisis.errors import Fault, FaultyError
from klaster_analisis.reports.parameters import check_parameters
from klaster_analisis.sources.temporary import TemporaryFolder

SECONDS_A_CELL = 600
KERNEL_STARTS = 3  # a kernel's ports are chosen before it binds them: another process can be faster
ANSI = re.compile(r"\x1b\[[0-9;]*m")


class ReportError(FaultyError):
    """A notebook did not run to its end."""


class KernelStartError(ReportError):
    """The kernel of a notebook did not start."""


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
    for _ in range(KERNEL_STARTS - 1):
        try:
            return _execute(notebook, parameters)
        except KernelStartError:
            continue
    return _execute(notebook, parameters)


def _execute(notebook: Path, parameters: dict[str, Any]) -> nbformat.NotebookNode:
    # Not papermill.execute_notebook: it changes the working folder of this whole process, other reports' included.
    parameterised = parameterize_notebook(load_notebook_node(str(notebook)), parameters)
    with TemporaryFolder() as folder:
        try:
            executed = papermill_engines.execute_notebook_with_engine(
                None,
                parameterised,
                kernel_name=parameterised.metadata.kernelspec.name,
                progress_bar=False,
                execution_timeout=SECONDS_A_CELL,
                resources={"metadata": {"path": str(folder)}},
                extra_arguments=["--log-level=CRITICAL"],
            )
        except (DeadKernelError, CellTimeoutError) as error:
            raise _failure(notebook, parameterised, _last_begun(parameterised), f"{type(error).__name__}: {error}") from error
        except RuntimeError as error:
            raise KernelStartError([Fault(notebook.name, f"its kernel did not start ({error}).", "Try again.")]) from error
    _check_finished(notebook, executed)
    return cast(nbformat.NotebookNode, executed)


def _failure(notebook: Path, executed: nbformat.NotebookNode, index: int, cause: str) -> ReportError:
    """Name the cell as the author counts it: without the one that papermill puts in."""
    tags = [cell.metadata.get("tags", []) for cell in executed.cells[: index + 1]]
    number = sum("injected-parameters" not in tag for tag in tags)
    lines = [line.strip() for line in ANSI.sub("", cause).splitlines() if line.strip()]
    return ReportError([Fault(f"{notebook.name}, cell {number}", " ".join(lines)[:2000])])


def _last_begun(executed: nbformat.NotebookNode) -> int:
    """Find the cell that a dead kernel was busy with: papermill calls it, and all after it, completed."""
    return max((at for at, cell in enumerate(executed.cells) if cell.metadata["papermill"]["start_time"]), default=0)


def _check_finished(notebook: Path, executed: nbformat.NotebookNode) -> None:
    """Refuse a notebook with a failed cell, or one that ended itself: papermill takes ``sys.exit(0)`` for success."""
    for index, cell in enumerate(executed.cells):
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        errors = [output for output in cell.outputs if output.output_type == "error"]
        if errors:
            raise _failure(notebook, executed, index, f"{errors[0].ename}: {errors[0].evalue}")
        if cell.execution_count is None:
            raise _failure(notebook, executed, index, "was not executed.")
