"""
Every quantity of the inference: what it is, how it is defined, where from, and what it was checked against.

    python docs/api.py > docs/api.md
"""

import inspect
import re
from collections.abc import Callable, Iterator
from types import ModuleType

from klaster_analisis.analysis import bounds, inference

SECTION = re.compile(r"^(\w[\w ]*)\n-{3,}\n", re.MULTILINE)
CHECKED = "Checked against:"


def sections(docstring: str) -> dict[str, str]:
    """Cut a docstring into its opening and its named sections."""
    opening, *rest = SECTION.split(docstring)
    return {"": opening.strip()} | {name: text.strip() for name, text in zip(rest[::2], rest[1::2], strict=True)}


def signature(function: Callable[..., object]) -> str:
    """Give names and defaults, without types."""
    given = inspect.signature(function).parameters.values()
    shown = inspect.Signature([part.replace(annotation=inspect.Parameter.empty) for part in given])
    return re.sub(r"<function (\w+) at \w+>", r"\1", f"{function.__name__}{shown}")


def entry(function: Callable[..., object]) -> Iterator[str]:
    parts = sections(inspect.getdoc(function) or "")
    definition, _, checked = parts.get("Notes", "").partition(CHECKED)
    yield f"### `{signature(function)}`\n"
    yield f"{parts['']}\n"
    if definition.strip():
        yield f"{definition.strip()}\n"
    if checked.strip():
        yield f"*Checked against:* {' '.join(checked.split())}\n"


def functions(package: ModuleType) -> dict[str, list[Callable[..., object]]]:
    """Give the public functions of a package by the first line of their module."""
    found: dict[str, list[Callable[..., object]]] = {}
    for name in package.__all__:
        public = getattr(package, name)
        if inspect.isfunction(public):
            module = inspect.getmodule(public)
            found.setdefault((inspect.getdoc(module) or "").partition("\n")[0], []).append(public)
    return found


def main() -> None:
    print("# Inference on small tables\n")
    print("Made by `python docs/api.py > docs/api.md` from the docstrings.")
    print("How often the intervals hold the true value: [coverage.md](coverage.md).\n")
    for package in (inference, bounds):
        print(f"`from klaster_analisis.analysis import {package.__name__.rpartition('.')[2]}`: {inspect.getdoc(package)}\n")
        for title, found in functions(package).items():
            print(f"## {title}\n")
            for function in found:
                print("\n".join(entry(function)))


if __name__ == "__main__":
    main()
