"""A report whose small counts are withheld: every number of its tables is read back, and found in what the survey shows."""

import ast
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from bs4 import BeautifulSoup

import klaster_analisis
from klaster_analisis import Survey, load_survey

NOTEBOOK = Path(klaster_analisis.__file__).parents[1] / "notebooks" / "laporan_wilayah.ipynb"
LEAST = 4
PARTS = ("bahan_baku", "bahan_penolong", "produksi", "pemasaran", "tidak_satu_pun")
HIDDEN = "withheld"
Table = list[list[str]]

FIRMS = [
    # many, place, product before and after (a year is None where they are not in it), cooperation, parts, turnover
    (12, "Klaten", "3", "4", "aktif", "01000", 15),
    (10, "Klaten", "3", "3", "pasif", "10100", 30),
    (8, "Klaten", "4", "3", "", "00010", 70),
    (9, "Klaten", "4", "4", "", "00001", 300),
    (6, "Klaten", None, "2", "aktif", "10000", 8),
    (9, "Pati", "3", "4", "aktif", "10010", 12),
    (7, "Pati", "2", "2", "pasif", "00110", 40),
    (8, "Pati", "2", "3", "", "00001", 90),
    (5, "Pati", "2", "menolak", "", "10000", 12),
    (3, "Kudus", "2", "2", "aktif", "10000", 11),
    (6, "Kudus", "3", "3", "pasif", "01000", 22),
    (7, "Kudus", "4", "4", "", "00001", 33),
    (11, "Jepara", "3", "3", "aktif", "11000", 25),
    (9, "Jepara", "4", "4", "", "00001", 60),
    (2, "Jepara", "4", "4", "pasif", "00010", 60),
]


def frame() -> pd.DataFrame:
    rows = []
    for many, place, before, after, activity, parts, turnover in FIRMS:
        for _ in range(many):
            chosen = {f"bersama/{part}": one for part, one in zip(PARTS, parts, strict=True)}
            firm = {"id_usaha": f"U{len(rows)}", "lokasi": place, "omzet": str(turnover), "keaktifan_hulu": activity} | chosen
            firm["kerjasama_hulu"] = "ada" if activity else "tidak_ada"
            waves = {"2024": before, "2026": after}
            rows += [firm | {"gelombang": wave, "produk": level} for wave, level in waves.items() if level is not None]
    return pd.DataFrame(rows)


@pytest.fixture(scope="module")
def whole() -> Survey:
    return load_survey(frame())


@pytest.fixture(scope="module")
def released() -> Survey:
    return load_survey(frame(), min_cell=LEAST)


def shown_by(survey: Survey, place: str) -> list[str]:
    """All that the cells of the regional report show, as HTML, of a survey that is given instead of a file."""
    found: list[Any] = []
    names: dict[str, Any] = {}
    for cell in json.loads(NOTEBOOK.read_text("utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            body = ast.parse("".join(cell["source"])).body
            last = body.pop() if isinstance(body[-1], ast.Expr) else None
            exec(compile(ast.Module(body, []), str(NOTEBOOK), "exec"), names)  # noqa: S102
            names |= {"display": lambda *shown: found.extend(shown), "load_source": lambda _: survey}
            names |= {"wilayah": place, "bahasa": "en"}
            if last is not None:
                found.append(eval(compile(ast.Expression(last.value), str(NOTEBOOK), "eval"), names))  # noqa: S307
    return [one._repr_html_() for one in found if one is not None]


def tables_of(report: list[str]) -> dict[str, Table]:
    """The tables of a report by their titles: row by row, cell by cell, the note below left out."""
    found = {}
    for soup in (BeautifulSoup(html, "html.parser") for html in report):
        if title := soup.select_one(".gt_title"):
            rows = [[cell.get_text("\n", strip=True) for cell in row.find_all(["th", "td"])] for row in soup.find_all("tr")]
            found[title.get_text()] = [row for row in rows if len(row) > 1]
    return found


Counts = dict[str, int]


def counts_of(survey: Survey, place: str, question: str) -> Counts | None:
    """The answers of a place in the last wave; None where they are withheld."""
    if place in survey.withheld_places(question):
        return None
    rows = survey.counts[(survey.counts["lokasi"] == place) & (survey.counts["pertanyaan"] == question)]
    return dict(zip(rows["jawaban"], rows["n"].astype(int), strict=True))


def added(survey: Survey, question: str, *, without: str = "") -> Counts:
    """The answers of all places that are shown, or of all but one."""
    shown = [counts_of(survey, place, question) for place in survey.places.codes if place != without]
    return dict(sum((Counter(one) for one in shown if one), Counter()))


def share(n: int, base: int) -> str:
    """As a table prints it, without the interval: halves rounded up, of nobody no percentage."""
    percent = (Decimal(100 * n) / base).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{n} ({percent})" if n else "0"


def cells(counts: Counts | None, answers: tuple[str, ...]) -> list[str]:
    if counts is None:
        return [HIDDEN] * len(answers)
    return [share(counts.get(answer, 0), sum(counts.values())) for answer in answers]


def first_lines(row: list[str]) -> list[str]:
    """Cells without what stands below: intervals, which are functions of the count and the base above them."""
    return [cell.partition("\n")[0] for cell in row]


def scores(survey: Survey, table: Table) -> Iterator[tuple[list[str], list[str]]]:
    heads, row, total = table
    means = []
    for place in heads[1:]:
        counts = counts_of(survey, place.casefold(), "produk")
        if counts is None:
            means.append(HIDDEN)
            continue
        n = sum(counts.values())
        mean = f"{sum(int(level) * many for level, many in counts.items()) / n:.2f}".rstrip("0").rstrip(".")
        means.append(f"{mean} ({min(counts)}–{max(counts)})\nn = {n}")
    yield row[1:], means
    yield total[1:], ["–" if mean == HIDDEN else mean.partition(" ")[0] for mean in means]


def cooperation(survey: Survey, table: Table) -> Iterator[tuple[list[str], list[str]]]:
    for row in table[2:]:
        of = partial(added, survey) if row[0] == "Total" else partial(counts_of, survey, row[0].casefold())
        exists, active = of("kerjasama_hulu"), of("keaktifan_hulu")
        answered = HIDDEN if exists is None else str(sum(exists.values()))
        yield (
            first_lines(row[1:]),
            [*cells(exists, ("ada", "tidak_ada")), *cells(active, ("pasif", "aktif", "proaktif")), answered],
        )


def several(survey: Survey, table: Table) -> Iterator[tuple[list[str], list[str]]]:
    for row in table[1:-1]:
        parts = [counts_of(survey, row[0].casefold(), f"bersama/{part}") for part in PARTS]
        yield first_lines(row[1:-1]), [cells(counts, ("ya",))[0] for counts in parts]
        if row[-1] != HIDDEN:
            yield [row[-1]], [str(sum(next(filter(None, parts)).values()))]
    yield first_lines(table[-1][1:-1]), [cells(added(survey, f"bersama/{part}"), ("ya",))[0] for part in PARTS]


def bands(survey: Survey, table: Table) -> Iterator[tuple[list[str], list[str]]]:
    of_wave = survey.bands[survey.bands["gelombang"] == survey.wave]
    for place, rows in of_wave.groupby("lokasi"):
        n = rows["n"].sum()
        counts = [share(many, n) if len(rows) > 1 else str(many) for many in rows["n"]]
        yield [row[2] for row in table[1:] if row[0].casefold() == place], counts


def changes(survey: Survey, table: Table) -> Iterator[tuple[list[str], list[str]]]:
    """Of the first place: the mean of the product, and the share that cooperates, before and after."""
    rows = survey.changes[(survey.changes["lokasi"] == "klaten") & survey.changes["sebelum"].notna()]
    for question, level in (("produk", int), ("kerjasama_hulu", lambda answer: 100 * (answer == "ada"))):
        moves = rows[rows["pertanyaan"] == question]
        n = int(moves["n"].sum())
        means = [(moves[side].map(level) * moves["n"]).sum() / n for side in ("sebelum", "sesudah")]
        up = int(moves.loc[moves["sebelum"].map(level) < moves["sesudah"].map(level), "n"].sum())
        down = int(moves.loc[moves["sebelum"].map(level) > moves["sesudah"].map(level), "n"].sum())
        label = {
            "produk": ("Dynamics of the cluster: Product", "{:.2f}"),
            "kerjasama_hulu": ("Cooperation: Upstream firms", "{:.1f}%"),
        }
        name, written = label[question]
        (row,) = [row for row in table if row[0] == name]
        yield [*row[1:3], row[4].split("\n")[0]], [*(f"{written.format(mean)}\nn = {n}" for mean in means), f"{up} / {down}"]


def quality(survey: Survey, table: Table) -> Iterator[tuple[list[str], list[str]]]:
    labels = {"Dynamics of the cluster: Product": "produk", "How active cooperation is: Upstream firms": "keaktifan_hulu"}
    for row in table[1:]:
        if row[0] in labels:
            counts, missing = counts_of(survey, "klaten", labels[row[0]]), survey.missing
            silent = missing.loc[(missing["lokasi"] == "klaten") & (missing["pertanyaan"] == labels[row[0]]), "n"].sum()
            yield [row[1], str(sum(map(int, row[2:])))], [str(sum((counts or {}).values())), str(silent)]


TABLES: dict[str, Callable[[Survey, Table], Iterator[tuple[list[str], list[str]]]]] = {
    "Indicator scores: mean (minimum–maximum)": scores,
    "Cooperation with: Upstream firms": cooperation,
    "Joint action: problems dealt with jointly": several,
    "Monthly turnover (million rupiah)": bands,
    "Change from 2024 to 2026": changes,
    "How many answered, and why the others did not": quality,
}


def differing(survey: Survey, shown: dict[str, Table]) -> list[str]:
    """Tables in which a number stands that the survey does not give for its place and question."""
    return [name for name, given in TABLES.items() if any(read != gives for read, gives in given(survey, shown[name]))]


@pytest.fixture(scope="module")
def report(released) -> list[str]:
    return shown_by(released, "Klaten")


def test_every_number_of_the_tables_is_one_that_the_survey_shows(released, report):
    assert {"produk", "keaktifan_hulu", "bersama/bahan_baku"} <= set(released.withheld["pertanyaan"])
    assert differing(released, tables_of(report)) == []


@pytest.mark.parametrize(
    ("place", "question", "where"),
    [
        ("kudus", "produk", "Indicator scores: mean (minimum–maximum)"),
        ("jepara", "keaktifan_hulu", "Cooperation with: Upstream firms"),
        ("kudus", "bersama/bahan_baku", "Joint action: problems dealt with jointly"),
    ],
)
def test_a_hidden_row_that_is_put_back_is_found(released, whole, place, question, where):
    """The report of a survey that shows one row more is held against what may be shown."""
    at = {"gelombang": released.wave, "lokasi": place, "pertanyaan": question}
    kept = ~(released.withheld[list(at)] == pd.Series(at)).all(axis=1)
    back = whole.answers[(whole.answers[list(at)] == pd.Series(at)).all(axis=1)]
    leaking = replace(released, withheld=released.withheld[kept], answers=pd.concat([released.answers, back], ignore_index=True))
    assert where in differing(released, tables_of(shown_by(leaking, "Klaten")))


def test_no_small_count_or_base_stands_in_any_table(report):
    """Counts stand first in a cell, before a percentage; bases after "n ="; those of firms in columns of their own."""
    for name in [*TABLES][1:4]:
        for row in tables_of(report)[name][1:]:
            counts = [int(n) for cell in row[1:] for n in re.findall(r"^(\d+)(?= \(|$|\n)", cell)]
            assert all(n == 0 or n >= LEAST for n in counts), (name, row)
    for rows in tables_of(report).values():
        assert all(int(n) >= LEAST for row in rows for cell in row for n in re.findall(r"n = (\d+)", cell))


def texts(html: str) -> str:
    return BeautifulSoup(html, "html.parser").get_text(" ", strip=True)


def test_counts_and_bases_in_sentences_are_those_of_the_survey(released, report):
    """ "28 of 45 firms", "17 of 45": a count of an answer and its base, of a place, of all that are shown, or of the others."""
    places = released.places.codes
    rows = [
        counts
        for question in released.asked
        for place in places
        for counts in (counts_of(released, place, question), added(released, question), added(released, question, without=place))
        if counts
    ]
    pairs = {(n, sum(counts.values())) for counts in rows for n in counts.values()}
    other = r"(?! comparisons| expected| action)"  # how many of how many tests, cells, codes: nothing of firms
    read = " ".join(map(texts, report))
    found = {(int(n), int(base)) for n, base in re.findall(rf"(?<![\d.])(\d+) of (\d+)\b{other}", read)}
    assert {(28, 45)} <= found <= pairs
    numbered = [counts for counts in rows if all(answer.isdecimal() for answer in counts)]
    means = {(mean_of(counts), sum(counts.values())) for counts in numbered}
    told = {(mean, int(n)) for mean, n in re.findall(r"(?<![\d.])(\d\.\d+) of (\d+) firms", read)}
    assert told
    assert told <= means


def mean_of(counts: Counts) -> str:
    """As a sentence prints it: two decimals, without a zero at the end."""
    mean = Decimal(sum(int(answer) * n for answer, n in counts.items())) / sum(counts.values())
    return str(mean.quantize(Decimal("0.01"), ROUND_HALF_UP)).rstrip("0").rstrip(".")
