"""What the README says is so, in both languages."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from klaster_analisis.analysis.audit.audit import audit_study
from klaster_analisis.analysis.audit.check import FITS
from klaster_analisis.analysis.claims.ledger import claim_ledger

ROOT = Path(__file__).parent.parent


@pytest.fixture(params=["README.md", "README.id.md"])
def readme(request: pytest.FixtureRequest) -> str:
    return (ROOT / request.param).read_text("utf-8")


PLAIN_END = "\nimport os, sys; sys.stdout.flush(); os._exit(0)"  # libraries may abort while an interpreter takes them down


def test_the_examples_run(readme):
    examples = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    assert len(examples) == 3
    for example in examples:
        subprocess.run([sys.executable, "-c", example + PLAIN_END], check=True, cwd=ROOT)


def numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def test_the_figures_are_those_of_the_commands_beside_them(readme, study):
    audit = audit_study(study)
    checks = audit.checks_frame()["putusan"]
    sentence = re.search(r"(Of|Dari) \d+ (checks|pemeriksaan)[^:]+:", readme)
    assert sentence is not None
    assert numbers(sentence.group()) == [len(checks), (checks != FITS).sum(), len(audit.findings)]
    claims = re.search(r"(Of|Dari) \d+ (claims|pernyataan)[^:]+:", readme)
    assert claims is not None
    tally = claim_ledger(study).tally()
    assert [n for n in numbers(claims.group()) if n not in (3, 8)] == [tally.sum(), *tally[tally > 0]]  # Tables 3–8


def test_every_file_that_is_named_is_there(readme):
    linked = re.findall(r"\]\(([\w/.]+)\)", readme)
    named = [
        *linked,
        *re.findall(r"`(tests/[\w/.]+)`", readme),
        *(f"notebooks/{n}.ipynb" for n in re.findall(r"`(\d\d_\w+)`", readme)),
    ]
    assert len(named) > 15
    assert [name for name in named if not (ROOT / name).exists()] == []
