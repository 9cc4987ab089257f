"""Imports run downwards only, without a circle; and heavy packages are imported on their own floor."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import klaster_analisis

PACKAGE = Path(klaster_analisis.__file__).parent
FLOORS = ["terms", "errors", "sources", "analysis", "display", "reports", "cli"]
MODULES = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in PACKAGE.rglob("*.py")
}
ALLOWED = {
    "matplotlib": {"display"},
    "seaborn": {"display"},
    "great_tables": {"display"},
    "babel": {"display"},
    "scipy": {"analysis"},
    "statsmodels": {"analysis"},
    "openpyxl": {"sources", "reports"},
    "ipywidgets": {"display"},
    "duckdb": {"sources"},
    "pyreadstat": {"sources"},
    "python_calamine": {"sources"},
    "polars": {"sources"},
    "dask": {"sources"},
    "pyspark": {"sources"},
    "pyarrow": {"sources", "analysis"},
    "narwhals": {"sources", "analysis"},
    "papermill": {"reports"},
    "nbconvert": {"reports"},
    "typer": {"cli"},
}


def floor_of(module: str) -> str:
    name = module.partition(".")[2].partition(".")[0]
    return name if name in FLOORS else "cli"


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: name the whole module"
            found |= {f"{node.module}.{alias.name}" for alias in node.names} & MODULES.keys() or {str(node.module)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


IMPORTS = {module: imports_of(path) for module, path in MODULES.items()}


@pytest.mark.parametrize("module", MODULES)
def test_imports_run_downwards(module):
    own = FLOORS.index(floor_of(module))
    assert not [n for n in IMPORTS[module] & MODULES.keys() - {"klaster_analisis"} if FLOORS.index(floor_of(n)) > own]


def test_there_is_no_circle():
    remaining = {module: names & MODULES.keys() for module, names in IMPORTS.items()}
    while free := [module for module, names in remaining.items() if not names & remaining.keys() - {module}]:
        for module in free:
            del remaining[module]
    assert not remaining


@pytest.mark.parametrize("module", MODULES)
def test_packages_stay_on_their_floor(module):
    used = {name.split(".")[0] for name in IMPORTS[module]}
    wrong = [package for package, floors in ALLOWED.items() if package in used and floor_of(module) not in floors]
    assert not wrong


def test_nobody_inside_imports_the_public_names():
    """The package's own modules name the module that they mean."""
    assert [module for module, names in IMPORTS.items() if "klaster_analisis" in names] == []


def test_public_names_are_listed_and_there():
    stub = ast.parse((PACKAGE / "__init__.pyi").read_text("utf-8"))
    homes = {alias.name: str(node.module) for node in ast.walk(stub) if isinstance(node, ast.ImportFrom) for alias in node.names}
    listed = next(ast.literal_eval(node.value) for node in ast.walk(stub) if isinstance(node, ast.Assign))
    assert listed == sorted(homes)
    assert listed == sorted(klaster_analisis.__all__)
    assert {floor_of(f"klaster_analisis.{home}") for home in homes.values()} <= {"errors", "sources", "analysis"}
    assert all(hasattr(klaster_analisis, name) for name in listed)


def test_importing_the_package_imports_nothing_heavy():
    code = "import sys, klaster_analisis; print(sorted({'pandas', 'numpy', 'narwhals', 'scipy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
