"""What is installed is what is declared, and a wheel is enough."""

import ast
import os
import re
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
# Names that differ between PyPI and conda-forge, or between a distribution and what is imported.
CONDA = {
    "duckdb": "python-duckdb",
    "great-tables": "great_tables",
    "lazy-loader": "lazy_loader",
    "matplotlib": "matplotlib-base",
    "ortools": "ortools-python",
}
IMPORTED = {
    "beautifulsoup4": "bs4",
    "great-tables": "great_tables",
    "lazy-loader": "lazy_loader",
    "python-calamine": "python_calamine",
}
NOT_IMPORTED = {"jupyterlab", "ipykernel"}  # the kernel, and the interface, that notebooks run in
OPTIONAL = {"dask", "polars", "pyspark"}  # engines, each in an extra of its own
NEEDED = {re.split(r"[><=]", line)[0]: line for line in PROJECT["dependencies"]}


def test_conda_environment_agrees_with_the_project():
    listed = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    conda = {line for line in listed if isinstance(line, str)}
    wanted = {line.replace(name, CONDA.get(name, name), 1) for name, line in NEEDED.items()}
    assert conda == wanted | {"pip", f"python{PROJECT['requires-python']}"}


def test_the_conda_environment_installs_the_package_itself():
    """These lines become a requirements file of pip, which knows --editable but not every option of the command."""
    listed = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    assert [line["pip"] for line in listed if isinstance(line, dict)] == [["--editable ."]]


def test_every_dependency_is_imported_and_every_import_declared():
    imported = set()
    for path in (ROOT / "klaster_analisis").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.split(".")[0])
    declared = {IMPORTED.get(name, name) for name in NEEDED} - NOT_IMPORTED
    assert imported - set(sys.stdlib_module_names) - {"klaster_analisis"} == declared | OPTIONAL


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_lock_has_hashes_and_no_addresses(lock):
    text = (ROOT / lock).read_text("utf-8")
    pins = re.findall(r"^([a-z0-9][a-z0-9._-]*)(?:\[[\w,-]+\])?==", text, re.MULTILINE)
    assert set(NEEDED) <= set(pins)
    assert "://" not in text
    for block in re.split(r"\n(?=[a-z0-9])", text.strip()):
        assert "--hash=sha256:" in block, block.splitlines()[0]


def test_a_wheel_in_an_empty_environment_renders_a_report_in_an_empty_folder(tmp_path):
    """The dependencies are lent by this environment: only the package itself comes from the wheel."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    venv.create(tmp_path / "venv", with_pip=False, symlinks=os.name != "nt")
    scripts = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    site = subprocess.run(
        [scripts / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True, capture_output=True, text=True,
    ).stdout.strip()  # fmt: skip
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", site, str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    lent = [path for path in sys.path if path.endswith("site-packages")]
    Path(site, "lent.pth").write_text("\n".join(lent), "utf-8")
    (tmp_path / "empty").mkdir()
    done = subprocess.run(
        [scripts / "python", "-m", "klaster_analisis", "report", "--region", "Pati"],
        cwd=tmp_path / "empty", check=False, capture_output=True, text=True,
        env=os.environ | {"JUPYTER_PATH": str(Path(sys.prefix, "share", "jupyter"))},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    where = [scripts / "python", "-c", "import klaster_analisis; print(klaster_analisis.__file__)"]
    found = subprocess.run(where, cwd=tmp_path / "empty", check=True, capture_output=True, text=True).stdout
    assert found.startswith(site)
    assert (tmp_path / "empty" / "laporan" / "laporan_pati_id.html").stat().st_size > 100_000


@pytest.mark.parametrize("name", ["data", "notebooks"])
def test_the_checkout_is_not_shadowed(name):
    """A checkout reads its own folders, not copies inside the package."""
    assert not (ROOT / "klaster_analisis" / name).exists()
