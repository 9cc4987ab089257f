"""
The auditor of printed tables on synthetic ones: false alarms, planted errors found, and time.

    python benchmarks/audit.py            # 11,000 clean tables, 100 planted errors of a kind and n
    python benchmarks/audit.py --quick    # a tenth of it, about two minutes

Clean tables are printed from true data, so that every finding in one is a false alarm; one is enough for exit status 1. The
row of means in a clean table is the mean of the printed means: a reader of the page can recompute it. Errors are planted one a
table. Where the numbers of a table can all be right as a whole and only a single finding tells of the error, the number that was
checked counts as the first set, and those that the finding names besides as others.

The peer for time is the textbook's formulation of the same question (the fewest printed numbers that must be wrong): one call of
scipy's milp for the whole table, with a binary a number and a big M. It gives one such set, in floating point; ours also makes
every single check, lists all smallest sets, and proposes repairs, in whole numbers.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from multiprocessing.pool import Pool
from statistics import median

import numpy as np
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import coo_array

from klaster_analisis.analysis.audit.audit import Audit, audit_tables
from klaster_analisis.analysis.audit.finding import CERTAIN, READING
from klaster_analisis.analysis.audit.rules import USUAL_RULES
from klaster_analisis.analysis.audit.synthetic.planting import KINDS, Planted, plant
from klaster_analisis.analysis.audit.synthetic.study import draw_frequency_table, draw_score_table, draw_study
from klaster_analisis.analysis.audit.whole import check_whole
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import PERCENT_OF, FrequencyLayout, PrintedTable

FIRMS = (12, 48, 200, 1000)
SIZES = ((3, 2), (5, 4), (10, 6), (20, 8), (40, 12))
PEER_LIMIT = 60  # seconds
PLACES = 3


def divided(firms: int) -> tuple[int, ...]:
    """Split the firms over the study's three places in the study's proportions: 12, 17 and 19 of 48."""
    first, second = round(firms * 12 / 48), round(firms * 17 / 48)
    return first, second, firms - first - second


def clean_tables(seed: int) -> Iterator[tuple[str, list[PrintedTable]]]:
    """Draw tables that are audited together, with a name for what they are: eleven tables a seed."""
    rng = np.random.default_rng(seed)
    firms, rule, decimals = FIRMS[seed % 4], USUAL_RULES[seed % 3], int(rng.integers(0, 3))
    printed = {"rule": rule, "decimals": decimals}
    shape = {"rows": int(rng.integers(1, 7)), "columns": int(rng.integers(2, 6)), "firms": firms}
    yield (
        "a study, Tables 3–9",
        list(draw_study(rng, firms=divided(firms), rule=rule, decimals=decimals, score_decimals=int(rng.integers(0, 3)))),
    )
    percent_of, hundreds = PERCENT_OF[seed % 3], bool(seed % 2)
    yield "counts and percentages", [draw_frequency_table(rng, **shape, **printed, percent_of=percent_of, hundreds=hundreds)]
    yield "percentages only", [draw_frequency_table(rng, **shape, **printed, counts=False)]
    yield "several answers", [draw_frequency_table(rng, **shape, **printed, several=True)]
    kind = {"items": 1 + 3 * (seed % 2), "population_sd": bool(rng.integers(0, 2)), "known_scale": bool(rng.integers(0, 2))}
    yield "scores with n and sd", [draw_score_table(rng, **shape, **printed, **kind)]


def alarms(audit: Audit) -> list[tuple[str, str, str]]:
    """Give table, check and severity of what is not a note."""
    return [(x.table, x.check, x.severity) for x in audit.findings if x.severity in (CERTAIN, READING)]


def false_alarms(seed: int) -> list[tuple[int, str, int, list[tuple[str, str, str]]]]:
    return [(seed, name, len(tables), alarms(audit_tables(tables))) for name, tables in clean_tables(seed)]


def report_false_alarms(pool: Pool, seeds: int) -> bool:
    tables, alarmed, examples = Counter(), Counter(), []
    for outcomes in pool.imap(false_alarms, range(seeds), chunksize=4):
        for seed, name, how_many, found in outcomes:
            tables[name] += how_many
            alarmed[name] += len({table for table, _, _ in found})
            examples += [f"seed {seed}, {name}: {', '.join(alarm)}" for alarm in found]
    row(["clean tables", "how many", "with a false alarm"], head=True)
    for name, how_many in tables.items():
        row([name, f"{how_many:,}", f"{alarmed[name]:,}"])
    row(["**all**", f"{tables.total():,}", f"{alarmed.total():,}"])
    print(*examples[:20], sep="\n")
    return not examples


def pointed_at(audit: Audit, planted: Planted) -> tuple[bool, bool, bool]:
    """Say whether the error was found; whether a guilty cell is in the first smallest set; and whether in any of them."""
    if not alarms(audit):
        return False, False, False
    whole = audit.tables[0].whole
    sets = [cells_of(one) for one in whole.suspects.sets] if whole else []
    if not sets:  # single findings are all that is named: the number that was checked, then what it was held against
        wrong = [finding for finding in audit.findings if finding.severity in (CERTAIN, READING)]
        sets = [{(x.row, x.column) for x in wrong}, *(cells_of(x.values.get("melawan", ())) for x in wrong)]
    return True, bool(sets[0] & planted.cells), any(one & planted.cells for one in sets)


def cells_of(numbers: Iterable[PrintedNumber]) -> set[tuple[str, str]]:
    return {(number.row, number.column) for number in numbers}


def planted_error(task: tuple[str, str, int, int]) -> tuple[tuple[str, str, int], tuple[bool, bool, bool] | None]:
    group, kind, firms, seed = task
    rng = np.random.default_rng([seed, firms])
    study = draw_study(rng, firms=divided(firms), rule=USUAL_RULES[seed % 2])
    tables = [table for table in study if isinstance(table.layout, FrequencyLayout) == (group == "counts")]
    spoiled = [planted for at in rng.permutation(len(tables)) if (planted := plant(tables[at], kind, rng))]
    outcome = pointed_at(audit_tables([spoiled[0].table]), spoiled[0]) if spoiled else None
    return (group, kind, firms), outcome


def report_planted(pool: Pool, repeats: int) -> None:
    tasks = [(g, k, n, seed) for g in ("counts", "scores") for k in KINDS for n in FIRMS for seed in range(repeats)]
    found: dict[tuple[str, str, int], list[tuple[bool, bool, bool]]] = {}
    for key, outcome in pool.imap_unordered(planted_error, tasks, chunksize=8):
        if outcome:
            found.setdefault(key, []).append(outcome)
    for group, title in (("counts", "Tables 4–7"), ("scores", "Tables 3, 8, 9")):
        heads = [f"{title}: found / a guilty cell in the first smallest set / in any, %", *(f"n = {n:,}" for n in FIRMS)]
        row(heads, head=True)
        for kind in KINDS:
            if any((group, kind, n) in found for n in FIRMS):
                row([f"`{kind}`", *(shares(found.get((group, kind, n), [])) for n in FIRMS)])


def shares(outcomes: list[tuple[bool, bool, bool]]) -> str:
    return " / ".join(f"{100 * sum(column) / len(outcomes):.0f}" for column in zip(*outcomes, strict=True)) or "–"


def textbook(table: PrintedTable) -> int | None:
    """Find how many printed numbers must be wrong, at least: one integer programme, a binary a number; None if out of time."""
    programme = BigM(table)
    result = milp(
        programme.cost, integrality=np.ones(len(programme.cost)), bounds=(0, programme.upper),
        constraints=programme.constraints(), options={"time_limit": PEER_LIMIT},
    )  # fmt: skip
    return round(result.fun) if result.status == 0 else None


class BigM:
    """The rows of the textbook's programme: counts that add up, and numbers that are what they say unless their binary is 1."""

    def __init__(self, table: PrintedTable) -> None:
        layout = table.layout
        self.cells = {(r, c): at for at, (r, c) in enumerate((r, c) for r in layout.rows for c in layout.columns)}
        self.numbers = {number: len(self.cells) + at for at, number in enumerate(table.numbers)}
        most = 2 * max(number.units for number in table.of_measure("n"))
        self.upper = np.array([most] * len(self.cells) + [1] * len(self.numbers), dtype=float)
        self.cost = np.array([0.0] * len(self.cells) + [1.0] * len(self.numbers))
        self.rows: list[tuple[dict[int, float], float, float]] = []
        self._sums(layout)
        for number in table.numbers:
            self._count(number, most) if number.measure == "n" else self._percentage(number, layout, most)

    def _sums(self, layout: FrequencyLayout) -> None:
        for (r, c), at in self.cells.items():
            in_row = [self.cells[r, part] for part in layout.column_parts.get(c, ())]
            if layout.several:
                self.rows += [({part: 1.0, at: -1.0}, -np.inf, 0) for part in in_row]
            for parts in ([] if layout.several else in_row, [self.cells[part, c] for part in layout.row_parts.get(r, ())]):
                if parts:
                    self.rows.append(({at: -1.0} | dict.fromkeys(parts, 1.0), 0, 0))

    def _count(self, number: PrintedNumber, most: int) -> None:
        at, wrong = self.cells[number.row, number.column], self.numbers[number]
        self.rows.append(({at: 1.0, wrong: -most}, -np.inf, number.units))
        self.rows.append(({at: 1.0, wrong: most}, number.units, np.inf))

    def _percentage(self, number: PrintedNumber, layout: FrequencyLayout, most: int) -> None:
        at, base = self.cells[number.row, number.column], self.cells[layout.base(number.row, number.column)]
        wrong, whole = self.numbers[number], 200.0 * 10**number.decimals
        low, high = 2.0 * number.units - 1, 2.0 * number.units + 1
        for end, slack, limits in ((high, -whole * most, (-np.inf, 0)), (low, low * most, (0, np.inf))):
            ours = {at: whole - end} if at == base else {at: whole, base: -end}  # 100 percent of itself
            self.rows.append((ours | {wrong: slack}, *limits))
        self.rows.append(({base: 1.0, wrong: 1.0}, 1, np.inf))

    def constraints(self) -> LinearConstraint:
        """Give all rows as scipy takes them."""
        entries = [(value, at, column) for at, (values, _, _) in enumerate(self.rows) for column, value in values.items()]
        data, at, column = zip(*entries, strict=True)
        matrix = coo_array((data, (at, column)), shape=(len(self.rows), len(self.cost))).tocsr()
        return LinearConstraint(matrix, [low for _, low, _ in self.rows], [high for _, _, high in self.rows])


def timed(run: Callable[[], object], repeats: int) -> tuple[float, object]:
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        result = run()
        times.append(time.perf_counter() - begin)
    return median(times), result


def seconds(value: float) -> str:
    return f"{value:.2f} s" if value >= 1 else f"{1000 * value:.3g} ms"


def compare(shape: tuple[int, int], kind: str, repeats: int) -> list[str]:
    rng = np.random.default_rng(shape)
    table = draw_frequency_table(rng, rows=shape[0], columns=shape[1], firms=20 * shape[0] * shape[1])
    if kind:
        table = plant(table, kind, rng).table
    ours, _ = timed(lambda: audit_tables([table]).findings, repeats)
    theirs, answer = timed(partial(textbook, table), repeats if ours < 1 else 1)
    peer = seconds(theirs) if answer is not None else f"> {PEER_LIMIT} s"
    ratio = f"{theirs / ours:.1f}" if answer is not None else f"> {PEER_LIMIT / ours:.1f}"
    suspects = check_whole(table).suspects
    size = f"> {suspects.beyond}" if suspects.size is None else suspects.size
    sizes = f"{size} / {'–' if answer is None else answer}"
    name = f"{shape[0]} × {shape[1]}, {len(table.numbers)} numbers"
    return [name, f"`{kind}`" if kind else "clean", seconds(ours), peer, ratio, sizes, str(len(suspects.sets))]


def report_time(sizes: Iterable[tuple[int, int]], repeats: int) -> None:
    heads = ["table", "error", "ours, all checks", "milp, big M", "milp ÷ ours", "must be wrong: ours / milp", "smallest sets"]
    row(heads, head=True)
    for size in sizes:
        for kind in ("", "angka_salah", "total_lama", "sel_tertukar"):
            row(compare(size, kind, repeats))


def row(cells: list[str], *, head: bool = False) -> None:
    line = "| " + " | ".join(cells) + " |"
    print(f"\n{line}\n|{'---|' * len(cells)}" if head else line, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the auditor on synthetic tables.")
    parser.add_argument("--quick", action="store_true", help="a tenth of the tables, and none above 10 × 6")
    quick = parser.parse_args().quick
    report_time(SIZES[:3] if quick else SIZES, repeats=1 if quick else 3)
    with Pool(2) as pool:
        report_planted(pool, repeats=10 if quick else 100)
        clean = report_false_alarms(pool, seeds=100 if quick else 1000)
    sys.exit(not clean)


if __name__ == "__main__":
    main()
