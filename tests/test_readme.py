"""What the README says is so, in both languages."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from klaster_analisis.analysis.agreement import recompute_study

ROOT = Path(__file__).parent.parent


@pytest.fixture(params=["README.md", "README.id.md"])
def readme(request: pytest.FixtureRequest) -> str:
    return (ROOT / request.param).read_text("utf-8")


def test_the_examples_run(readme):
    examples = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    assert len(examples) == 2
    for example in examples:
        subprocess.run([sys.executable, "-c", example], check=True, cwd=ROOT)


def test_the_figures_are_those_of_the_command_beside_them(readme, study):
    recomputed = recompute_study(study)
    sentence = next(line for line in readme.splitlines() if "disagreements.csv" in line)
    assert [int(number) for number in re.findall(r"\d+", sentence)] == [len(recomputed), (~recomputed["cocok"]).sum()]


def test_every_file_that_is_named_is_there(readme):
    linked = re.findall(r"\]\(([\w/.]+)\)", readme)
    named = [
        *linked,
        *re.findall(r"`(tests/[\w/.]+)`", readme),
        *(f"notebooks/{n}.ipynb" for n in re.findall(r"`(\d\d_\w+)`", readme)),
    ]
    assert len(named) > 15
    assert [name for name in named if not (ROOT / name).exists()] == []
