"""Larger tables, printed from known whole numbers."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

from klaster_analisis.analysis.audit.programme.feasibility import feasible
from klaster_analisis.analysis.audit.programme.fitting import MOST_TRIED, Opening
from klaster_analisis.analysis.audit.programme.mending import mending, misprints
from klaster_analisis.analysis.audit.programme.model import model_of
from klaster_analisis.analysis.audit.programme.solutions import solutions
from klaster_analisis.analysis.audit.programme.suspects import smallest_suspects
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import FrequencyLayout, PrintedTable, ScoreLayout

ROWS, COLUMNS = tuple(f"r{i}" for i in range(12)), tuple(f"c{i}" for i in range(6))
LAYOUT = FrequencyLayout((*ROWS, "total"), (*COLUMNS, "n"), {"n": COLUMNS}, {"total": ROWS})


def printed_counts() -> PrintedTable:
    """Counts (7 i + 11 j) mod 17 with all sums, and percentages with one decimal, rounded half up."""
    counts = {(r, c): (7 * i + 11 * j) % 17 for (i, r), (j, c) in product(enumerate(ROWS), enumerate(COLUMNS))}
    counts |= {(row, "n"): sum(counts[row, column] for column in COLUMNS) for row in ROWS}
    counts |= {("total", column): sum(counts[row, column] for row in ROWS) for column in (*COLUMNS, "n")}
    numbers = [PrintedNumber("1", *place, "n", str(count)) for place, count in counts.items()]
    for (row, column), count in counts.items():
        blank = PrintedNumber("1", row, column, "persen", "0,0")
        units = int(Fraction(1000 * count, counts[row, "n"]) + Fraction(1, 2))
        numbers.append(replace(blank, text=blank.written(units)))
    return PrintedTable("1", tuple(numbers), LAYOUT)


def changed(table: PrintedTable, texts: dict[tuple[str, str, str], str]) -> PrintedTable:
    return replace(table, numbers=tuple(replace(n, text=texts.get((n.row, n.column, n.measure), n.text)) for n in table.numbers))


def test_three_planted_errors_are_the_only_three_suspects_and_are_mended():
    wrong = {("r3", "c2", "n"): "19", ("r7", "c0", "persen"): "99,9", ("total", "c5", "n"): "5"}
    table = printed_counts()
    model = model_of([changed(table, wrong)])
    found = smallest_suspects(model)
    assert [{(n.row, n.column, n.measure) for n in group} for group in found.sets] == [set(wrong)]
    proposed = {(mend.number.row, mend.number.column, mend.number.measure): mend.text for mend in mending(model, found.sets[0])}
    assert proposed == {place: table.number(*place).text for place in wrong}


def test_percentages_and_the_grand_total_give_all_counts_back():
    table = printed_counts()
    kept = tuple(n for n in table.numbers if n.measure == "persen" or (n.row, n.column) == ("total", "n"))
    found = solutions(model_of([replace(table, numbers=kept)]))
    assert found.unique
    counts = found.tables[0].to_frame().set_index(["baris", "kolom"])["nilai"]
    assert all(counts[number.row, number.column] == number.value for number in table.of_measure("n"))


def test_tables_that_cannot_be_counted_have_ranges_by_hand():
    totals = tuple(PrintedNumber("1", "total", column, "n", "30") for column in COLUMNS)
    found = solutions(model_of([PrintedTable("1", totals, LAYOUT)]), limit=5)
    assert (found.count >= 5, found.complete, found.unique) == (True, False, False)
    ends = found.ranges.set_index(["baris", "kolom"])
    assert tuple(ends.loc[("r0", "c0")][["terkecil", "terbesar"]]) == (0, 30)
    assert tuple(ends.loc[("r0", "n")][["terkecil", "terbesar"]]) == (0, 180)
    assert tuple(ends.loc[("total", "n")][["terkecil", "terbesar"]]) == (180, 180)


def test_values_that_are_too_many_to_try_are_given_by_their_ends_by_hand():
    numbers = (PrintedNumber("1", "total", "c0", "n", "500"), PrintedNumber("1", "r0", "c0", "n", "7"))
    model = model_of([PrintedTable("1", numbers, LAYOUT)])
    found = Opening(model, model.bits[numbers[1]]).fitting(numbers[1])
    assert len(found.units) > MOST_TRIED
    assert (min(found.units), max(found.units), found.exact) == (0, 500, False)


def test_means_over_many_different_n_fit_though_their_common_denominator_is_huge():
    n = dict(zip(ROWS, (7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47), strict=True))
    sums = {(row, column): 2 * n[row] + 3 * j + i for (i, row), (j, column) in product(enumerate(ROWS), enumerate("pq"))}
    means = {place: Fraction(total, n[place[0]]) for place, total in sums.items()}
    means |= {("rata", column): sum(means[row, column] for row in ROWS) / len(ROWS) for column in "pq"}
    numbers = [PrintedNumber("1", row, "", "n", str(size)) for row, size in n.items()]
    for place, mean in means.items():
        blank = PrintedNumber("1", *place, "rata_rata", "0,00")
        numbers.append(replace(blank, text=blank.written(int(100 * mean + Fraction(1, 2)))))
    layout = ScoreLayout(ROWS, ("p", "q"), scale=(1, 5), mean_row="rata")
    table = PrintedTable("1", tuple(numbers), layout)
    assert feasible(model_of([table])) is not None
    last = table.number(ROWS[0], "q", "rata_rata")
    wrong = changed(table, {(ROWS[0], "q", "rata_rata"): last.written(last.units + 3)})  # of 7 answers, means are 0,14 apart
    assert last.column in {number.column for number in smallest_suspects(model_of([wrong])).sets[0]}


def test_misprints_are_of_one_stroke_by_hand():
    found = misprints(PrintedNumber("1", "a", "b", "persen", "50,2"))
    assert found["50,0"] == "satu_angka"
    assert found["52,0"] == "tertukar"
    assert found["5,02"] == "koma_bergeser"
    assert found["150,2"] == "angka_hilang"
    assert found["5,2"] == "angka_lebih"
    assert "00,2" not in found


def test_where_one_firm_may_be_in_several_parts_only_too_large_parts_are_wrong():
    layout = FrequencyLayout(("a",), ("p", "q", "n"), {"n": ("p", "q")}, several=True)
    texts = {"p": "4", "q": "5", "n": "6"}
    numbers = tuple(PrintedNumber("1", "a", column, "n", text) for column, text in texts.items())
    assert feasible(model_of([PrintedTable("1", numbers, layout)])) is not None
    found = smallest_suspects(model_of([PrintedTable("1", (*numbers[:1], replace(numbers[1], text="7"), numbers[2]), layout)]))
    assert {number.column for group in found.sets for number in group} == {"q", "n"}
