"""The same table in every variant that people type reads back to the same numbers."""

from dataclasses import dataclass
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from klaster_analisis.sources.printed.table import PrintedTable
from klaster_analisis.terms import MAKSIMUM, MINIMUM, PERSEN, RATA_RATA, SD, N

NAMES = ["Ada", "Tidak Ada", "Kadang, jarang", "Lainnya; dsb."]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]


@dataclass(frozen=True)
class Counted:
    """Counts of rows by columns, to be printed with their total and row percentages."""

    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    decimals: int
    mark: str

    def share(self, row: int, column: int) -> str:
        units = round(Fraction(100 * 10**self.decimals * self.counts[row][column], sum(self.counts[row])))
        digits = f"{units:0{self.decimals + 1}d}"
        return f"{digits[: -self.decimals]}{self.mark}{digits[-self.decimals :]}" if self.decimals else digits

    def expected(self, *, counts: bool) -> list[tuple[str, str, str, str]]:
        numbers = []
        for row, cells in enumerate(self.counts):
            for column, name in enumerate(self.columns):
                numbers += [(f"Desa {row}", name, N, str(cells[column]))] if counts else []
                numbers += [(f"Desa {row}", name, PERSEN, self.share(row, column))]
            numbers += [(f"Desa {row}", "Jumlah", N, str(sum(cells)))]
        return numbers


@st.composite
def counted_tables(draw: st.DrawFn) -> Counted:
    columns = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
    cells = st.tuples(*[st.integers(0, 2500)] * len(columns)).filter(any)
    counts = draw(st.lists(cells, min_size=1, max_size=5))
    return Counted(tuple(columns), tuple(counts), draw(st.integers(0, 2)), draw(st.sampled_from(",.")))


def numbers(table: PrintedTable) -> list[tuple[str, str, str, str]]:
    return [(number.row, number.column, number.measure, number.text) for number in table.numbers]


def pairs(table: Counted, shape: str) -> list[list[str]]:
    rows = [
        [shape.format(n, table.share(row, column)) for column, n in enumerate(cells)] + [str(sum(cells))]
        for row, cells in enumerate(table.counts)
    ]
    return [["Lokasi", *table.columns, "Jumlah"], *([f"Desa {row}", *cells] for row, cells in enumerate(rows))]


def side_by_side(table: Counted, *, percent: str = "{} (%)") -> list[list[str]]:
    header = [heading for name in table.columns for heading in (f"{name} (n)", percent.format(name))]
    rows = [
        [text for column, n in enumerate(cells) for text in (str(n), table.share(row, column))] + [str(sum(cells))]
        for row, cells in enumerate(table.counts)
    ]
    return [["Lokasi", *header, "Jumlah"], *([f"Desa {row}", *cells] for row, cells in enumerate(rows))]


@given(
    counted_tables(), st.sampled_from(["{} ({})", "{} ({}%)", "{}({})", "{1}% ({0})"]),
    st.sampled_from(",;\t"), st.sampled_from(ENCODINGS),
)  # fmt: skip
def test_counts_with_percentages_in_one_cell(read_rows, table, shape, separator, encoding):
    assert numbers(read_rows(pairs(table, shape), separator=separator, encoding=encoding)) == table.expected(counts=True)


@given(counted_tables(), st.sampled_from(["{} (%)", "% {}", "{} %", "{} (persen)"]), st.sampled_from(",;\t"))
def test_counts_and_percentages_in_two_columns(read_rows, table, percent, separator):
    read = read_rows(side_by_side(table, percent=percent), separator=separator)
    assert numbers(read) == table.expected(counts=True)
    assert read.layout.columns == (*table.columns, "Jumlah")


@given(counted_tables(), st.sampled_from(["%", "persen"]), st.booleans())
def test_two_rows_of_headings(read_rows, table, word, sign):
    """Upper heading over n and %, continued by a blank."""
    rows = side_by_side(table)[1:]
    upper = ["Lokasi", *[text for name in table.columns for text in (name, "")], "Jumlah"]
    lower = ["", *["n", word] * len(table.columns), ""]
    if sign:
        rows = [
            [f"{text}%" if index % 2 == 0 and 0 < index < len(row) - 1 else text for index, text in enumerate(row)]
            for row in rows
        ]
    assert numbers(read_rows([upper, lower, *rows], separator=";")) == table.expected(counts=True)


@given(counted_tables(), st.sampled_from(",;"))
def test_percentages_only(read_rows, table, separator):
    rows = [
        [text for index, text in enumerate(row) if index == 0 or index % 2 == 0 or index == len(row) - 1]
        for row in side_by_side(table)
    ]
    assert numbers(read_rows(rows, separator=separator)) == table.expected(counts=False)


@given(counted_tables())
@settings(max_examples=40)
def test_excel_holds_what_a_csv_file_does(read_rows, read_sheet, table):
    """Numbers as numbers, with the decimals in the cell's format; Excel has no decimal sign of its own, so a comma is taken."""
    rows, number_format = side_by_side(table), f"0.{'0' * table.decimals}".rstrip(".")
    typed = [rows[0], *([row[0], *(float(text.replace(",", ".")) for text in row[1:])] for row in rows[1:])]
    percent = {(line, column): number_format for line in range(2, len(rows) + 1) for column in range(3, len(rows[0]), 2)}
    formats = {f"{chr(64 + column)}{line}": pattern for (line, column), pattern in percent.items()}
    expected = [(*place, text.replace(".", ",")) for *place, text in table.expected(counts=True)]
    assert numbers(read_sheet(typed, formats=formats)) == expected
    assert read_sheet(rows).layout == read_rows(rows).layout


@given(counted_tables())
@settings(max_examples=40)
def test_shares_in_percent_format(read_sheet, table):
    header = ["Lokasi", *table.columns, "n"]
    exact = [[f"Desa {row}", *(n / sum(cells) for n in cells), sum(cells)] for row, cells in enumerate(table.counts)]
    width = range(2, len(table.columns) + 2)
    formats = {f"{chr(64 + column)}{line}": "0.00%" for line in range(2, len(exact) + 2) for column in width}
    read = read_sheet([header, *exact], formats=formats)
    for number in read.of_measure(PERSEN):
        cells = table.counts[int(number.row.removeprefix("Desa "))]
        share = Fraction(100 * cells[table.columns.index(number.column)], sum(cells))
        assert number.decimals == 2
        assert abs(number.value - share) <= Fraction(1, 200)


@given(counted_tables(), st.sampled_from([".", ",", " ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"]))
def test_thousands_separators(read_rows, table, separator):
    """In a count; where the percentages have decimals, the other sign."""
    if separator == table.mark and table.decimals:
        separator = " "
    rows = pairs(table, "{} ({})")
    for line, cells in zip(rows[1:], table.counts, strict=True):
        line[-1] = f"{sum(cells):,}".replace(",", separator)
    assert numbers(read_rows(rows, separator=";")) == table.expected(counts=True)


MEASURES = [("n", N), ("Rata-rata", RATA_RATA), ("Min.", MINIMUM), ("Maks.", MAKSIMUM), ("Simpangan baku", SD)]
SCORES = st.lists(
    st.tuples(st.integers(1, 500), st.integers(100, 500), st.integers(1, 5), st.integers(1, 5), st.integers(0, 200)),
    min_size=1, max_size=5,
)  # fmt: skip


@given(SCORES, st.sampled_from(",."), st.sampled_from(",;\t"), st.permutations(MEASURES))
def test_scores(read_rows, scores, mark, separator, order):
    texts = [
        {N: str(n), RATA_RATA: f"{m / 100:.2f}", MINIMUM: str(low), MAKSIMUM: str(high), SD: f"{sd / 100:.2f}"}
        for n, m, low, high, sd in scores
    ]
    texts = [{measure: text.replace(".", mark) for measure, text in row.items()} for row in texts]
    rows = [["Lokasi", *(heading for heading, _ in order)]]
    rows += [[f"Desa {index}", *(row[measure] for _, measure in order)] for index, row in enumerate(texts)]
    expected = [
        (f"Desa {index}", "" if measure == N else "skor", measure, row[measure])
        for index, row in enumerate(texts)
        for _, measure in order
    ]
    assert numbers(read_rows(rows, separator=separator)) == expected
