"""
The exact test for r × c tables against R's fisher.test and scipy's fisher_exact, side by side in one run.

    python benchmarks/exact_test.py            # all tables; R takes about ten minutes of it
    python benchmarks/exact_test.py --quick    # without the tables that take R longer than a few seconds

Needs R (Debian: r-base-core). Each program gets a fresh process a table, so that the first call is a first call and the
peak memory is its own. scipy's test is Monte Carlo (9,999 tables): its time is shown, and how far its p is from the exact one.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

TABLES = {
    "3 × 2, n = 48 (Table 4)": [[4, 8], [13, 4], [17, 2]],
    "4 × 4, n = 96 (job satisfaction)": [[1, 2, 1, 0], [3, 3, 6, 1], [10, 10, 14, 9], [6, 7, 12, 11]],
    "3 × 4, n = 500": [[29, 34, 37, 50], [28, 43, 54, 45], [43, 43, 39, 55]],
    "5 × 5, n = 100, equal margins": [[5, 5, 2, 2, 6], [4, 2, 2, 6, 6], [3, 5, 5, 4, 3], [3, 5, 8, 3, 1], [5, 3, 3, 5, 4]],
    "7 × 3, n = 154": [[6, 8, 9], [6, 7, 7], [8, 3, 9], [11, 5, 12], [5, 5, 4], [11, 9, 7], [11, 7, 4]],
    "5 × 5, n = 100": [[3, 7, 2, 4, 5], [3, 7, 2, 5, 1], [4, 4, 5, 9, 4], [7, 4, 3, 3, 1], [2, 1, 6, 4, 4]],
    "7 × 3, n = 154, associated": [[11, 6, 5], [2, 11, 5], [9, 5, 6], [2, 6, 6], [3, 8, 7], [9, 12, 12], [2, 11, 16]],
    "7 × 3, n = 154, strongly": [[15, 6, 3], [3, 10, 4], [10, 4, 5], [2, 5, 6], [2, 7, 7], [7, 11, 15], [1, 10, 21]],
    "7 × 3, n = 154, very strongly": [[21, 5, 2], [4, 9, 2], [10, 3, 3], [1, 4, 5], [1, 6, 7], [5, 10, 18], [0, 9, 29]],
}
SLOW = ("5 × 5, n = 100", "7 × 3, n = 154, associated", "7 × 3, n = 154, strongly", "7 × 3, n = 154, very strongly")

OURS = """
import json, sys, time
import pandas as pd
from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.independence import fisher_freeman_halton
table = Crosstab(pd.DataFrame(json.loads(sys.argv[1])))
run = lambda: fisher_freeman_halton(table, limit=1e10)
show = lambda test: test.p
"""
SCIPY = """
import json, sys, time
import numpy as np
from scipy.stats import fisher_exact
table = np.array(json.loads(sys.argv[1]))
run = lambda: fisher_exact(table)
show = lambda test: float(test.pvalue)
"""
TIMING = """
import statistics
def timed():
    begin = time.perf_counter()
    result = run()
    return time.perf_counter() - begin, result
first, result = timed()
warm = [first]
if first < 20:
    warm = [timed()[0] for _ in range(3 if first > 0.5 else 50)]
print(json.dumps({"p": show(result), "first": first, "warm": statistics.median(warm)}))
"""
R_SCRIPT = r"""
rows <- strsplit(strsplit(commandArgs(TRUE)[1], ";")[[1]], ",")
x <- do.call(rbind, lapply(rows, as.numeric))
timed <- function(ws) {
  start <- Sys.time()
  p <- fisher.test(x, workspace = ws)$p.value
  c(as.numeric(Sys.time() - start, units = "secs"), p)
}
for (ws in c(2e5, 2e7, 2e8)) {
  first <- tryCatch(timed(ws), error = function(e) NULL)
  if (!is.null(first)) break
}
if (is.null(first)) { cat("fails") } else {
  warm <- first[1]
  if (first[1] < 20) warm <- median(sapply(seq_len(if (first[1] > 0.5) 3 else 50), function(i) timed(ws)[1]))
  cat(sprintf("%.17g %.17g %.17g", first[2], first[1], warm))
}
"""


def run(command: list[str]) -> tuple[str, float]:
    """Run a program; give what it prints, and its peak memory in MiB."""
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        return output.read() if process.returncode == 0 else "fails", usage.ru_maxrss / 1024


def python(code: str, table: list[list[int]]) -> dict[str, float]:
    text, memory = run([sys.executable, "-c", code + TIMING, json.dumps(table)])
    return json.loads(text) | {"memory": memory}


def r(script: Path, table: list[list[int]]) -> dict[str, float] | None:
    text, memory = run(["Rscript", "--vanilla", str(script), ";".join(",".join(map(str, row)) for row in table)])
    if text == "fails":
        return None
    p, first, warm = map(float, text.split())
    return {"p": p, "first": first, "warm": warm, "memory": memory}


def seconds(value: float) -> str:
    return f"{value:.2f} s" if value >= 1 else f"{1000 * value:.3g} ms"


def compare(name: str, table: list[list[int]], script: Path) -> list[str]:
    ours, theirs, scipy = python(OURS, table), r(script, table), python(SCIPY, table)
    cells = [name, f"{ours['p']:.6g}", f"{seconds(ours['first'])} / {seconds(ours['warm'])}"]
    if theirs is None:
        cells += ["fails", "", ""]
    else:
        cells.append(f"{seconds(theirs['first'])} / {seconds(theirs['warm'])}")
        cells.append(f"{theirs['first'] / ours['first']:.1f} / {theirs['warm'] / ours['warm']:.1f}")
        cells.append(f"{abs(theirs['p'] / ours['p'] - 1):.0e}")
    cells += [seconds(scipy["warm"]), f"{abs(scipy['p'] / ours['p'] - 1):.0e}"]
    cells.append(" / ".join(f"{part['memory']:.0f}" if part else "–" for part in (ours, theirs, scipy)))
    return cells


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the exact test against R and scipy.")
    parser.add_argument("--quick", action="store_true", help="leave out what takes R long")
    quick = parser.parse_args().quick
    heads = [
        "table",
        "p",
        "ours, first / warm",
        "R",
        "R ÷ ours",
        "difference from R",
        "scipy, warm",
        "difference of scipy's p",
        "peak MiB: ours / R / scipy",
    ]
    print("| " + " | ".join(heads) + " |\n|" + "---|" * len(heads), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "peer.R"
        script.write_text(R_SCRIPT, "utf-8")
        for name, table in TABLES.items():
            if not (quick and name in SLOW):
                print("| " + " | ".join(compare(name, table, script)) + " |", flush=True)


if __name__ == "__main__":
    main()
