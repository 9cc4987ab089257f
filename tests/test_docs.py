"""The generated pages are those that the scripts make, and every function says what it was checked against."""

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

from klaster_analisis.analysis import bounds, inference

DOCS = Path(__file__).parents[1] / "docs"


@pytest.mark.parametrize("page", ["api", "coverage"])
def test_the_page_is_the_one_that_its_script_makes(page):
    done = subprocess.run(
        [sys.executable, str(DOCS / f"{page}.py")], check=True, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.stdout == (DOCS / f"{page}.md").read_text("utf-8")


@pytest.mark.parametrize("package", [inference, bounds], ids=lambda package: package.__name__)
def test_every_function_says_what_it_was_checked_against(package):
    functions = [getattr(package, name) for name in package.__all__ if inspect.isfunction(getattr(package, name))]
    assert [function.__name__ for function in functions if "Checked against:" not in str(function.__doc__)] == []
