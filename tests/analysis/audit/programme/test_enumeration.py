"""Everything against enumeration: tables so small that all tables of whole numbers can be gone through."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from klaster_analisis.analysis.audit.programme.branching import Branching
from klaster_analisis.analysis.audit.programme.feasibility import feasible
from klaster_analisis.analysis.audit.programme.mending import Mend, mending
from klaster_analisis.analysis.audit.programme.model import model_of
from klaster_analisis.analysis.audit.programme.propagation import Bounds, System
from klaster_analisis.analysis.audit.programme.solutions import solutions
from klaster_analisis.analysis.audit.programme.suspects import smallest_suspects
from klaster_analisis.analysis.audit.programme.tolerance import space_of, tolerance
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import PERCENT_OF, FrequencyLayout, PrintedTable

LARGEST = 3
Counts = dict[tuple[str, str], int]

FLAT = FrequencyLayout(("a", "b", "total"), ("ya", "tidak", "n"), {"n": ("ya", "tidak")}, {"total": ("a", "b")})
ROUTED = FrequencyLayout(("a",), ("ya", "pasif", "aktif", "tidak", "n"), {"n": ("ya", "tidak"), "ya": ("pasif", "aktif")}, {})
LAYOUTS = [replace(FLAT, percent_of=of, several=several) for of in PERCENT_OF for several in (False, True)] + [ROUTED]


def all_counts(layout: FrequencyLayout, largest: int = LARGEST) -> Iterator[Counts]:
    """Go through every table in which sums are right and no count exceeds the largest; written apart from the package."""
    down = layout.several and layout.percent_of == "kolom"  # then the rows are the answers of which a firm gives several
    sums = {} if layout.several and not down else layout.column_parts
    row_sums = {} if down else layout.row_parts
    leaves = [c for c in layout.columns if c not in sums]
    rows = [r for r in layout.rows if r not in row_sums]
    for values in product(range(largest + 1), repeat=len(leaves) * len(rows)):
        counts = dict(zip(product(rows, leaves), values, strict=True))
        for whole, parts in sorted(sums.items(), key=lambda item: item[0] == "n"):
            counts |= {(row, whole): sum(counts[row, part] for part in parts) for row in rows}
        for whole, parts in row_sums.items():
            counts |= {(whole, column): sum(counts[part, column] for part in parts) for column in layout.columns}
        pairs = [((row, part), (row, whole)) for row in rows for whole, some in layout.column_parts.items() for part in some]
        pairs += [((part, c), (whole, c)) for c in layout.columns for whole, some in layout.row_parts.items() for part in some]
        if max(counts.values()) <= largest and all(counts[part] <= counts[whole] for part, whole in pairs):
            yield counts


EVERY = [(layout, list(all_counts(layout))) for layout in LAYOUTS]


def every(layout: FrequencyLayout) -> list[Counts]:
    return next(counts for one, counts in EVERY if one is layout)


def is_right(number: PrintedNumber, counts: Counts, layout: FrequencyLayout) -> bool:
    """Say whether a printed number is right of a table, by its definition."""
    count = counts[number.row, number.column]
    if number.measure == "n":
        return number.value == count
    base_cell = layout.base(number.row, number.column)
    base = counts[base_cell]
    if base == 0:
        return number.value == 0 or (number.value == 100 and base_cell == (number.row, number.column))
    return abs(Fraction(100 * count, base) - number.value) <= Fraction(1, 2 * 10**number.decimals)


def printed(layout: FrequencyLayout, counts: Counts, decimals: int) -> PrintedTable:
    """Print every count, and every percentage that has a base, rounded half up."""
    numbers = []
    for row, column in product(layout.rows, layout.columns):
        blank = PrintedNumber("1", row, column, "persen", f"{0:.{decimals}f}")
        base = counts[layout.base(row, column)]
        numbers.append(PrintedNumber("1", row, column, "n", str(counts[row, column])))
        if base:
            units = int(Fraction(100 * counts[row, column] * 10**decimals, base) + Fraction(1, 2))
            numbers.append(replace(blank, text=blank.written(units)))
    return PrintedTable("1", tuple(numbers), layout)


@st.composite
def right_tables(draw: st.DrawFn) -> tuple[PrintedTable, Counts]:
    """A table printed from whole numbers, perhaps not all of them printed."""
    layout = draw(st.sampled_from(LAYOUTS))
    counts = draw(st.sampled_from(every(layout)))
    whole = printed(layout, counts, draw(st.integers(0, 1)))
    kept = draw(st.lists(st.booleans(), min_size=len(whole.numbers), max_size=len(whole.numbers)))
    numbers = tuple(number for number, keep in zip(whole.numbers, kept, strict=True) if keep)
    return replace(whole, numbers=numbers), counts


@st.composite
def any_tables(draw: st.DrawFn) -> PrintedTable:
    """The same with up to four numbers replaced."""
    table, _ = draw(right_tables())
    numbers = list(table.numbers)
    for _ in range(draw(st.integers(0, 4)) if numbers else 0):
        at = draw(st.integers(0, len(numbers) - 1))
        unit = 10 ** numbers[at].decimals
        most = 100 * unit if numbers[at].measure == "persen" else LARGEST + 1
        numbers[at] = replace(numbers[at], text=numbers[at].written(draw(st.integers(0, most))))
    return replace(table, numbers=tuple(numbers))


def fitting_counts(table: PrintedTable) -> list[Counts]:
    """Give every table of whole numbers of which all printed numbers are right."""
    layout = table.layout
    return [counts for counts in every(layout) if all(is_right(number, counts, layout) for number in table.numbers)]


def fitting_texts(table: PrintedTable, number: PrintedNumber, texts: Iterable[str]) -> set[str]:
    """Give the texts that could stand in the place of a number that is not in the table any more."""
    counts = fitting_counts(table)
    return {text for text in texts if any(is_right(replace(number, text=text), one, table.layout) for one in counts)}


def wrong_sets(table: PrintedTable) -> set[frozenset[PrintedNumber]]:
    """Give, over every table of whole numbers, the smallest sets of printed numbers that are wrong of it."""
    wrong = {
        frozenset(number for number in table.numbers if not is_right(number, counts, table.layout))
        for counts in every(table.layout)
    }
    fewest = min(map(len, wrong))
    return {some for some in wrong if len(some) == fewest}


def with_text(table: PrintedTable, number: PrintedNumber, text: str) -> PrintedTable:
    """Print another number in the place of one."""
    return replace(table, numbers=tuple(replace(each, text=text) if each == number else each for each in table.numbers))


def without(table: PrintedTable, gone: frozenset[PrintedNumber]) -> PrintedTable:
    return replace(table, numbers=tuple(number for number in table.numbers if number not in gone))


@given(any_tables())
def test_feasible_if_and_only_if_some_table_of_whole_numbers_fits(table):
    found = feasible(model_of([table], n_max=LARGEST))
    counts = fitting_counts(table)
    assert (found is not None) == bool(counts)
    if found is not None:
        assert {cell[1:3]: value for cell, value in zip(found.model.cells, found.values, strict=True)} in counts


@given(any_tables())
def test_telling_cases_apart_decides_without_propagation_too(table):
    model = model_of([table], n_max=LARGEST)
    outcome = Branching(System(model, model.everything)).settle(Bounds.of(model))
    assert (outcome.values is not None) == bool(fitting_counts(table))
    if outcome.values is None:
        assert not fitting_counts(replace(table, numbers=model.numbers(outcome.conflict)))


@given(any_tables())
def test_the_smallest_suspects_are_those_of_all_subsets(table):
    found = smallest_suspects(model_of([table], n_max=LARGEST), largest=6)
    expected = wrong_sets(table)
    assert found.exact
    assert found.complete
    assert set(found.sets) == expected - {frozenset()}
    assert found.size == len(next(iter(expected)))


@given(any_tables())
def test_every_conflict_of_the_proof_is_one(table):
    for conflict in smallest_suspects(model_of([table], n_max=LARGEST)).conflicts:
        assert not fitting_counts(replace(table, numbers=tuple(conflict)))


@given(any_tables())
def test_solutions_are_all_tables_that_fit(table):
    found = solutions(model_of([table], n_max=LARGEST))
    expected = fitting_counts(table)
    listed = [{cell[1:3]: value for cell, value in zip(one.model.cells, one.values, strict=True)} for one in found.tables]
    assert found.complete
    assert found.count == len(expected) == len(listed)
    assert all(counts in expected for counts in listed)
    ends = {(row.baris, row.kolom): (row.terkecil, row.terbesar) for row in found.ranges.itertuples()}
    assert ends == ({place: _ends(expected, place) for place in expected[0]} if expected else {})


def _ends(tables: list[Counts], place: tuple[str, str]) -> tuple[int, int]:
    return min(counts[place] for counts in tables), max(counts[place] for counts in tables)


@given(any_tables())
def test_ranges_hold_every_table_where_not_all_are_counted(table):
    found = solutions(model_of([table], n_max=LARGEST), limit=1)
    expected = fitting_counts(table)
    ends = {(row.baris, row.kolom): (row.terkecil, row.terbesar) for row in found.ranges.itertuples()}
    assert found.count <= len(expected)
    assert found.unique == (len(expected) == 1)
    assert all(ends[place] == _ends(expected, place) for place in ends)


@given(right_tables())
def test_what_is_printed_of_whole_numbers_fits_and_they_are_among_the_solutions(pair):
    table, counts = pair
    found = solutions(model_of([table], n_max=LARGEST))
    assert counts in [{cell[1:3]: v for cell, v in zip(one.model.cells, one.values, strict=True)} for one in found.tables]


@given(right_tables(), st.data())
def test_one_wrong_number_is_a_suspect_or_nothing_shows(pair, data):
    table, _ = pair
    if table.numbers:
        number = data.draw(st.sampled_from(table.numbers))
        unit = 10**number.decimals
        text = number.written(data.draw(st.integers(0, 100 * unit if number.measure == "persen" else 9)))
        found = smallest_suspects(model_of([with_text(table, number, text)], n_max=LARGEST))
        assert not found.size or replace(number, text=text) in frozenset().union(*found.sets)


@given(any_tables())
def test_a_mend_fits_and_no_other_value_does(table):
    model = model_of([table], n_max=LARGEST)
    for group in smallest_suspects(model, largest=2).sets:
        mends = mending(model, group)
        for number in group:
            own = [mend for mend in mends if mend.number == number]
            listed = {mend.text for mend in own} | {mend.until for mend in own if mend.until}
            others = without(table, group)
            space = [number.written(units) for units in space_of(model, number)]
            assert fitting_texts(others, number, listed) == listed
            between = {text for mend in own if mend.until for text in space if _between(text, mend)}
            assert fitting_texts(others, number, space) <= listed | between


def _between(text: str, mend: Mend) -> bool:
    return float(mend.text) <= float(text) <= float(mend.until)


@given(any_tables())
def test_tolerance_is_what_still_fits(table):
    model = model_of([table], n_max=LARGEST)
    found = tolerance(model)
    assert len(found.numbers) == (len(table.numbers) if fitting_counts(table) else 0)
    for each in found.numbers:
        space = [each.number.written(units) for units in each.space]
        listed = {each.number.written(units) for units in each.units}
        assert each.exact
        assert listed & set(space) == fitting_texts(without(table, frozenset({each.number})), each.number, space)
