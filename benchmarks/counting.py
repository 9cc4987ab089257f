"""
Counting large surveys, against what one would write by hand.

    python benchmarks/counting.py            # 10 million rows: about ten minutes, and 3 GB of disk for a while
    python benchmarks/counting.py --quick    # 1 million rows: about two minutes

Needs Polars (the extra `polars`). Every program runs in a process of its own, in turns with those that it is compared with, and
medians are shown. The time of counting is without imports, that of the process and of the processors with them; memory is the
most that the process held. A program whose counts are not those of the others stops the script; `pandas.crosstab` is compared
where there is an answer, for it leaves out the rest.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

PLACE = "lokasi"
ANSWERS = {
    **{f"skala_{at}": [1, 2, 3, 4, 5] for at in range(1, 7)},
    **{f"kerjasama_{at}": ["ada", "tidak_ada"] for at in range(1, 5)},
    **{f"keaktifan_{at}": ["pasif", "aktif", "proaktif"] for at in range(1, 4)},  # asked where there is such cooperation
    **{f"masalah_{at}": ["modal", "bahan", "tenaga", "pasar"] for at in range(1, 5)},
    **{f"rencana_{at}": ["ya", "tidak"] for at in range(1, 4)},
}
START = f"import json, sys, time\npath, rows = sys.argv[1], int(sys.argv[2])\nPLACE, ANSWERS = {PLACE!r}, {ANSWERS!r}\n"

MAKE = """
import numpy as np, pyarrow as pa, pyarrow.csv, pyarrow.parquet
rng = np.random.default_rng(26)
places = pa.array([f"Kabupaten {at:02}" for at in range(1, 36)])
def block(n):
    columns = {PLACE: places.take(pa.array(rng.integers(0, 35, n)))}
    for name, answers in ANSWERS.items():
        kind, at = name.split("_")
        silent = rng.random(n) < 0.03
        codes = rng.choice(len(answers), n, p=[0.7, 0.3] if kind == "kerjasama" else None)
        if kind == "keaktifan":
            silent |= cooperation[at] != 0
        if kind == "kerjasama":
            cooperation[at] = codes
        answers = pa.array(answers, pa.int8() if kind == "skala" else pa.string())
        columns[name] = answers.take(pa.array(codes, mask=silent))
    return pa.table(columns)
cooperation, writers = {}, []
for start in range(0, rows, 1_000_000):
    table = block(min(1_000_000, rows - start))
    writers = writers or [
        pyarrow.parquet.ParquetWriter(path + "/survey.parquet", table.schema),
        pyarrow.csv.CSVWriter(path + "/survey.csv", table.schema),
    ]
    for writer in writers:
        writer.write_table(table)
for writer in writers:
    writer.close()
"""

# A program defines run(), which is timed, and show(result): rows of a question, a place, an answer and n.
END = """
begin = time.perf_counter()
result = run()
seconds = time.perf_counter() - begin
def plain(value):
    missing = value is None or value != value
    return "" if missing else value if isinstance(value, str) else str(int(value))
shown = [[name, place, plain(answer), int(n)] for name, place, answer, n in show(result) if n]
print(json.dumps({"first": seconds, "time": seconds, "counts": sorted(shown)}))
"""
OURS = "klaster_analisis"
OURS_COUNTS = """
from pathlib import Path
from klaster_analisis.analysis.counts import count_questions
from klaster_analisis.sources.survey import engines, scanned_file
import duckdb, narwhals
levels = {PLACE: 35} | {name: len(answers) + 1 for name, answers in ANSWERS.items()}
def count(frame, names):
    expected = {names[column]: n for column, n in levels.items()}
    return count_questions(frame, [[names[name]] for name in ANSWERS], by=[names[PLACE]], levels=expected)
def show(found):
    return [[name, *row] for name, frame in zip(ANSWERS, found.values()) for row in frame.values.tolist()]
"""
GROUPING_SETS = """
import duckdb
duckdb.execute("set enable_progress_bar = false")
sets, which = (", ".join(form.format(PLACE, name) for name in ANSWERS) for form in ("({0}, {1})", "grouping({1})"))
def run():
    ask = f"select {PLACE}, {', '.join(ANSWERS)}, {which}, count(*) from READ(?) group by grouping sets ({sets})"
    return duckdb.execute(ask, [path]).fetchall()
def show(found):
    asked = len(ANSWERS)
    return [[name, row[0], row[at], row[-1]] for row in found for at, name in enumerate(ANSWERS, 1) if not row[at + asked]]
"""
CROSSTAB = "pandas.crosstab, the file read once"
PARQUET = {
    f"{OURS} on DuckDB": OURS_COUNTS
    + """
def run():
    return count(engines.scan_parquet(Path(path), "duckdb", {name: name for name in levels}), {name: name for name in levels})
""",
    "Polars, collect_all of 20 group_bys": """
import polars as pl
def run():
    scan = pl.scan_parquet(path)
    return pl.collect_all([scan.group_by(PLACE, name).len() for name in ANSWERS])
def show(found):
    return [[name, *row] for name, frame in zip(ANSWERS, found) for row in frame.rows()]
""",
    "Polars, 20 group_bys one by one": """
import polars as pl
def run():
    return [pl.scan_parquet(path).group_by(PLACE, name).len().collect() for name in ANSWERS]
def show(found):
    return [[name, *row] for name, frame in zip(ANSWERS, found) for row in frame.rows()]
""",
    "DuckDB, 20 queries": """
import duckdb
duckdb.execute("set enable_progress_bar = false")
def run():
    ask = "select {0}, {1}, count(*) from read_parquet(?) group by {0}, {1}"
    return [duckdb.execute(ask.format(PLACE, name), [path]).fetchall() for name in ANSWERS]
def show(found):
    return [[name, *row] for name, rows in zip(ANSWERS, found) for row in rows]
""",
    "DuckDB, grouping sets": GROUPING_SETS.replace("READ", "read_parquet"),
    "pandas, two columns read and grouped, 20 times": """
import pandas as pd
def run():
    pairs = ((name, pd.read_parquet(path, columns=[PLACE, name])) for name in ANSWERS)
    return {name: frame.groupby([PLACE, name], dropna=False).size() for name, frame in pairs}
def show(found):
    return [[name, *key, n] for name, counts in found.items() for key, n in counts.items()]
""",
    CROSSTAB: """
import pandas as pd
def run():
    frame = pd.read_parquet(path)
    return {name: pd.crosstab(frame[PLACE], frame[name]) for name in ANSWERS}
def show(found):
    return [[name, *key, n] for name, table in found.items() for key, n in table.stack().items()]
""",
}
CSV = {
    f"{OURS} on DuckDB": OURS_COUNTS
    + """
def run():
    opened = scanned_file.open_large_csv(Path(path), "duckdb")
    names = {column.heading: column.name for column in opened.columns}
    return count(opened.frame_of(list(names.values())), names)
""",
    "DuckDB, grouping sets over read_csv": GROUPING_SETS.replace("READ", "read_csv"),
}

# The same, show(result) giving pairs of two categories and n; run() is timed again and again, for it is over in a blink.
IN_MEMORY = """
import numpy as np, pandas as pd, pyarrow as pa
from klaster_analisis import crosstab
rng = np.random.default_rng(26)
def drawn(letter, n):
    codes = pa.array(rng.integers(0, n, rows).astype(np.int8), mask=rng.random(rows) < 0.03)
    return pa.DictionaryArray.from_arrays(codes, [f"{letter}{at}" for at in range(n)])
table = pa.table({"a": drawn("a", 8), "b": drawn("b", 4)})
"""
AS_PANDAS = "frame = table.to_pandas()\ndel table\n"
OURS_CROSSTAB = """
def run():
    return crosstab(FRAME, rows="a", columns="b")
def show(found):
    return found.counts.stack().items()
"""
PANDAS_CROSSTAB = "pandas.crosstab, categoricals"
CROSSTABS = {
    f"{OURS}.crosstab, Arrow table": IN_MEMORY + OURS_CROSSTAB.replace("FRAME", "table"),
    f"{OURS}.crosstab, pandas categoricals": IN_MEMORY + AS_PANDAS + OURS_CROSSTAB.replace("FRAME", "frame"),
    "pyarrow, group_by": IN_MEMORY
    + """
def run():
    return table.group_by(["a", "b"]).aggregate([([], "count_all")])
def show(found):
    return [((row["a"], row["b"]), row["count_all"]) for row in found.to_pylist() if row["a"] and row["b"]]
""",
    PANDAS_CROSSTAB: IN_MEMORY
    + AS_PANDAS
    + """
def run():
    return pd.crosstab(frame["a"], frame["b"])
def show(found):
    return found.stack().items()
""",
}
END_CROSSTAB = """
times = []
while len(times) < 5:
    begin = time.perf_counter()
    result = run()
    times.append(time.perf_counter() - begin)
print(json.dumps({"first": times[0], "time": sorted(times)[2], "counts": sorted([*key, int(n)] for key, n in show(result))}))
"""
IMPORTS = ("pass", "import pandas", "import klaster_analisis", "from klaster_analisis import load_survey")


@dataclass(frozen=True)
class Measured:
    """Medians of several runs of a program: seconds of counting, the first time and the median, of the process, …; MiB."""

    first: float
    time: float
    process: float
    processors: float
    memory: float


def run(code: str, *arguments: object) -> dict[str, Any]:
    """Run a program in a process of its own; give what it prints, the seconds of the process, and its peak memory in MiB."""
    with tempfile.TemporaryFile("w+") as output:
        begin = time.perf_counter()
        process = subprocess.Popen([sys.executable, "-c", START + code, *map(str, arguments)], stdout=output)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"this program failed:\n{code}")
        output.seek(0)
        used = {"process": seconds, "processors": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss / 1024}
        return json.loads(output.read() or "{}") | used


def measure(programs: Mapping[str, str], *arguments: object, runs: int = 5) -> dict[str, Measured]:
    """Run programs in turns and check that they count the same; the slow ones three times."""
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in programs}
    for turn in range(runs):
        for name, code in programs.items():
            if turn < 3 or found[name][0]["process"] < 10:
                found[name].append(run(code, *arguments))
                check(found, name)
    parts = [part.name for part in fields(Measured)]
    return {
        name: Measured(**{part: statistics.median(one.get(part, 0.0) for one in results) for part in parts})
        for name, results in found.items()
    }


def check(found: Mapping[str, list[dict[str, Any]]], name: str) -> None:
    expected = found[next(iter(found))][0].get("counts")
    if name == CROSSTAB:
        expected = [row for row in expected if row[2]]
    if found[name][-1].get("counts") != expected:
        raise SystemExit(f"{name} does not count as {next(iter(found))} does")


def seconds(value: float) -> str:
    return f"{value:.2f} s" if value >= 1 else f"{1000 * value:.3g} ms"


def show(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    print(f"\n## {title}\n\n| " + " | ".join(heads) + " |\n|" + "---|" * len(heads))
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print(flush=True)


def show_counting(title: str, found: Mapping[str, Measured]) -> None:
    ours = next(iter(found.values()))
    heads = ["program", "counting", "÷ ours", "process", "processors", "peak memory"]
    rows = [
        [
            name,
            seconds(one.time),
            f"{one.time / ours.time:.2f}",
            seconds(one.process),
            seconds(one.processors),
            f"{one.memory:.0f} MiB",
        ]
        for name, one in found.items()
    ]
    show(title, heads, rows)


def target(what: str, value: float, *, most: float | None = None, least: float | None = None) -> None:
    met = value <= most if most is not None else value >= (least or 0)
    aim = f"at most {most:g}" if most is not None else f"at least {least:g}"
    print(f"- {what}: {value:.2f} (target: {aim}){'' if met else ' – **missed**'}", flush=True)


def compare_files(folder: Path, rows: int) -> None:
    run(MAKE, folder, rows)
    found = measure({name: code + END for name, code in PARQUET.items()}, folder / "survey.parquet", rows)
    show_counting(f"{rows:,} rows × 20 questions in Parquet, counted by region", found)
    ours = next(iter(found.values()))
    best = min((one for name, one in found.items() if name.startswith(("Polars", "DuckDB"))), key=lambda one: one.time)
    target("time ÷ that of the fastest program written by hand", ours.time / best.time, most=1.3)
    target("memory ÷ that of the same program", ours.memory / best.memory, most=2)
    target("time of pandas.crosstab ÷ ours", found[CROSSTAB].time / ours.time, least=20)
    found = measure({name: code + END for name, code in CSV.items()}, folder / "survey.csv", rows, runs=3)
    show_counting(f"The same rows in CSV ({(folder / 'survey.csv').stat().st_size / 1e9:.2f} GB)", found)


def compare_crosstabs(rows: int) -> None:
    found = measure({name: code + END_CROSSTAB for name, code in CROSSTABS.items()}, "", rows)
    heads = ["program", "counting, first / again", "÷ pyarrow", "pandas.crosstab ÷ it", "peak memory"]
    arrow, pandas = found["pyarrow, group_by"], found[PANDAS_CROSSTAB]
    cells = []
    for name, one in found.items():
        ratios = [f"{one.time / arrow.time:.2f}", f"{pandas.time / one.time:.1f}"]
        cells.append([name, f"{seconds(one.first)} / {seconds(one.time)}", *ratios, f"{one.memory:.0f} MiB"])
    show(f"One 8 × 4 cross-tab of {rows:,} rows in memory", heads, cells)
    for name, one in found.items():
        if name.startswith(OURS):
            target(f"time of {name} ÷ that of pyarrow", one.time / arrow.time, most=2)
            target(f"time of pandas.crosstab ÷ that of {name}", pandas.time / one.time, least=50)


def compare_imports() -> None:
    found = measure(dict(zip(IMPORTS, IMPORTS, strict=True)), "", 0, runs=11)
    cells = [[f"`{name}`", seconds(one.process), seconds(one.processors), f"{one.memory:.0f} MiB"] for name, one in found.items()]
    show("Imports", ["program", "process", "processors", "peak memory"], cells)
    ours, pandas = found["import klaster_analisis"], found["import pandas"]
    target("time of importing klaster_analisis ÷ that of pandas, processes and all", ours.process / pandas.process, most=1.2)


def main() -> None:
    parser = argparse.ArgumentParser(description="Time counting against Polars, DuckDB, pyarrow and pandas.")
    parser.add_argument("--quick", action="store_true", help="1 million rows")
    rows = 1_000_000 if parser.parse_args().quick else 10_000_000
    with tempfile.TemporaryDirectory() as folder:
        compare_files(Path(folder), rows)
    compare_crosstabs(rows)
    compare_imports()


if __name__ == "__main__":
    main()
