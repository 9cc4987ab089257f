"""
A thousand random releases: does any of them leak, and do they withhold more than they must?

    python -m tests.soak.release [releases] [record]

Each release is made from its number. What was measured is kept in the record, one line a release, so that a run that was stopped
goes on where it was.
"""

import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.analysis.release.measured import measure
from tests.analysis.release.random_surveys import make

RECORD = ".soak-release.jsonl"


def soak(releases: int, record: Path) -> str:
    """Measure releases up to a number, and say what came of it."""
    done = [json.loads(line) for line in record.read_text("utf-8").splitlines()] if record.exists() else []
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(len(done), releases):
            done.append({"seed": seed} | asdict(measure(make(seed), Path(folder))))
            with record.open("a", encoding="utf-8") as file:
                file.write(json.dumps(done[-1]) + "\n")
            for leak in done[-1]["leaks"]:
                print(f"release {seed} leaks {leak}", file=sys.stderr, flush=True)
    return summary(done[:releases])


def summary(done: list[dict]) -> str:
    leaks, withheld, rows = (sum(count(one) for one in done) for count in (_leaks, _withheld, _rows))
    spent, least = (sum(pair[at] for one in done for pair in one["costs"]) for at in (0, 1))
    ratio = f"{spent / least:.3f}" if least else "–"
    found = f"releases {len(done)}, leaks {leaks}, withheld {withheld} of {rows} rows"
    return f"{found}, cost {spent}, lower bound {least}, ratio {ratio}"


def _leaks(one: dict) -> int:
    return len(one["leaks"])


def _withheld(one: dict) -> int:
    return int(one["withheld"])


def _rows(one: dict) -> int:
    return int(one["rows"])


if __name__ == "__main__":
    number, path = [*sys.argv[1:], "1000", RECORD][:2] if len(sys.argv) != 2 else [sys.argv[1], RECORD]
    print(soak(int(number), Path(path)))
