"""What a notebook may be asked for: read off its own parameters cell, and held to it strictly."""

import ast
from pathlib import Path
from typing import Any

import nbformat

from klaster_analisis.errors import Faults, UsageError, one_of


def notebook_parameters(notebook: Path) -> dict[str, Any]:
    """
    Read the parameters of a notebook and their defaults.

    Parameters
    ----------
    notebook : pathlib.Path

    Returns
    -------
    dict
        Default by name. The cell holds literals only, and nothing of it is run.
    """
    cells = nbformat.read(notebook, as_version=4).cells
    sources = [cell.source for cell in cells if "parameters" in cell.metadata.get("tags", [])]
    found: dict[str, Any] = {}
    for statement in ast.parse("\n".join(sources)).body:
        match statement:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
            ):
                found[name] = ast.literal_eval(value)
    return found


def check_parameters(notebook: Path, given: dict[str, Any]) -> None:
    """
    Refuse parameters that the notebook does not have, or that are of another type than their default.

    Parameters
    ----------
    notebook : pathlib.Path
    given : dict

    Raises
    ------
    UsageError
        That lists every fault.
    """
    known = notebook_parameters(notebook)
    faults = Faults()
    for name, value in given.items():
        where = f"{notebook.name}, parameter {name}"
        if name not in known:
            faults.add(where, "the notebook does not have it.", one_of(known, given=name))
        elif type(value) is not type(known[name]):
            wanted = type(known[name]).__name__
            faults.add(where, f"{value!r} is not of type {wanted}.", f"Its default is {known[name]!r}.")
    if faults:
        raise UsageError(faults)
