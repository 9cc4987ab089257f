"""A printed table: its numbers, and how they hang together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.terms import PERSEN, RATA_RATA, N

BARIS, KOLOM, SEMUA = "baris", "kolom", "semua"
PERCENT_OF = (BARIS, KOLOM, SEMUA)

Parts = Mapping[str, tuple[str, ...]]  # a sum, and what it is the sum of

Fact = tuple[str, str]
"""Something that a table can say of its own layout: a kind and, where it is about one row or column, its name."""

PARTS_OF, PERCENT, ONE_ANSWER = "rincian", "persen", "jawaban_tunggal"
MEANS, ITEMS, SAMPLE_SD = "rata_rata", "butir", "sd"


@dataclass(frozen=True)
class FrequencyLayout:
    """
    How counts and percentages hang together.

    Parameters
    ----------
    rows, columns : tuple of str
        In printed order, sums included. A column that others need but that is not printed is listed all the same.
    column_parts : mapping of str to tuple of str
        Each column that is a sum, and its parts: ``{"jumlah": ("ada", "tidak_ada"), "ada": ("pasif", "aktif", "proaktif")}``.
        A routed question is a part that has parts of its own. No column is a part twice, and there is no circle.
    row_parts : mapping of str to tuple of str
        The same for rows: ``{"total": ("klaten", "pati", "tegal")}``.
    percent_of : {"baris", "kolom", "semua"}
        What a percentage is of: the column that its own column is a part of, in the same row (a column that is no part is 100
        percent of itself); the row that its own row is a part of, in the same column; or the same for both at once, up to the
        grand total.
    several : bool
        Whether one firm may give several answers: then no answer exceeds the whole, but they need not add up. Answers are
        columns, or, where percentages are of the column, rows.
    stated : frozenset of (str, str), optional
        What the table itself says of this layout: ``("rincian", column)`` of which columns that column is the sum,
        ``("persen", "")`` what percentages are of, ``("jawaban_tunggal", "")`` that nobody gave several answers. All else was
        read off headings, and may be meant otherwise; no table can say of which rows a row is the sum. None: the layout is
        known, as of the study's own tables.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    column_parts: Parts = field(default_factory=dict)
    row_parts: Parts = field(default_factory=dict)
    percent_of: str = BARIS
    several: bool = False
    stated: frozenset[Fact] | None = None

    def states(self, kind: str, name: str = "") -> bool:
        """Say whether something about the layout is known, and not read off headings."""
        return self.stated is None or (kind, name) in self.stated

    @cached_property
    def whole_of_column(self) -> dict[str, str]:
        """The column that a column is a part of."""
        return {part: whole for whole, parts in self.column_parts.items() for part in parts}

    @cached_property
    def whole_of_row(self) -> dict[str, str]:
        """The row that a row is a part of."""
        return {part: whole for whole, parts in self.row_parts.items() for part in parts}

    def overlapping(self, along: str, parts: Sequence[str]) -> bool:
        """
        Say whether parts need not add up to their whole.

        Parameters
        ----------
        along : {"baris", "kolom"}
            Whether they stand beside each other or below each other.
        parts : sequence of str

        Returns
        -------
        bool
            If firms gave several answers, and the parts are these answers: they stand where the percentages do. And if there is
            only one part: the others are then left out.
        """
        return len(parts) < 2 or (self.several and (along == KOLOM) == (self.percent_of == KOLOM))

    def base(self, row: str, column: str) -> tuple[str, str]:
        """
        Say which cell's count is the base of a cell's percentage.

        Examples
        --------
        >>> layout = FrequencyLayout(("a", "total"), ("ada", "tidak", "n"), {"n": ("ada", "tidak")}, {"total": ("a",)})
        >>> layout.base("a", "ada"), layout.base("a", "n")
        (('a', 'n'), ('a', 'n'))
        """
        if self.percent_of == BARIS:
            return row, self.whole_of_column.get(column, column)
        if self.percent_of == KOLOM:
            return self.whole_of_row.get(row, row), column
        return _top(row, self.whole_of_row), _top(column, self.whole_of_column)


@dataclass(frozen=True)
class ScoreLayout:
    """
    How means, minima, maxima and standard deviations hang together.

    Parameters
    ----------
    rows, columns : tuple of str
        In printed order; columns are what was scored. The sum column and the row of means are not among them.
    scale : tuple of (int, int), optional
        The lowest and highest answer that was possible, where it is known.
    items : int
        How many whole answers of one person a score is the mean of.
    sum_column : str, optional
        The column that holds, for every row, the sum of the row's means (measure ``jumlah``).
    mean_row : str, optional
        The row that holds, for every column, the mean over the rows (measure ``rata_rata``).
    population_sd : bool
        Whether a standard deviation divides by n rather than n − 1.
    stated : frozenset of (str, str), optional
        What the table itself says: ``("rata_rata", column)`` that the column holds means, ``("butir", "")`` of how many answers a
        score is the mean, ``("sd", "")`` by what a standard deviation divides; its scale, if it has one, is always stated. No
        table can say which n is behind a mean, or what a sum of means and a row of means are of. None: the layout is known.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    scale: tuple[int, int] | None = None
    items: int = 1
    sum_column: str | None = None
    mean_row: str | None = None
    population_sd: bool = False
    stated: frozenset[Fact] | None = None

    def states(self, kind: str, name: str = "") -> bool:
        """Say whether something about the layout is known, and not read off headings."""
        return self.stated is None or (kind, name) in self.stated


@dataclass(frozen=True)
class MissingNumber:
    """A number that is due but not printed."""

    row: str
    column: str
    measure: str
    note: str = ""


@dataclass(frozen=True, eq=False)
class PrintedTable:
    """
    A printed table.

    Parameters
    ----------
    name : str
        As it is called: ``4`` in the study, a sheet's or a file's name of a user.
    numbers : tuple of PrintedNumber
        In printed order; no (row, column, measure) twice. The n of a score stands at its row and column, or, where one n holds
        for a whole row, at the row and the column ``""``.
    layout : FrequencyLayout or ScoreLayout
    caption : str
        As printed.
    missing : tuple of MissingNumber
    interviewed : mapping of str to int
        By row: how many were asked, where that is known from elsewhere. No base may exceed it.

    Examples
    --------
    >>> layout = FrequencyLayout(("a",), ("ada",))
    >>> table = PrintedTable("1", (PrintedNumber("1", "a", "ada", "n", "4"),), layout)
    >>> table.number("a", "ada", "n").value, table.number("a", "ada", "persen")
    (Fraction(4, 1), None)
    """

    name: str
    numbers: tuple[PrintedNumber, ...]
    layout: FrequencyLayout | ScoreLayout
    caption: str = ""
    missing: tuple[MissingNumber, ...] = ()
    interviewed: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def _by_place(self) -> dict[tuple[str, str, str], PrintedNumber]:
        return {(number.row, number.column, number.measure): number for number in self.numbers}

    def number(self, row: str, column: str, measure: str) -> PrintedNumber | None:
        """Give one printed number, or None where it is not printed."""
        return self._by_place.get((row, column, measure))

    def count(self, row: str, column: str) -> PrintedNumber | None:
        """Give the printed count of a cell, or None."""
        return self.number(row, column, N)

    def percent(self, row: str, column: str) -> PrintedNumber | None:
        """Give the printed percentage of a cell, or None."""
        return self.number(row, column, PERSEN)

    def mean(self, row: str, column: str) -> PrintedNumber | None:
        """Give the printed mean of a cell, or None."""
        return self.number(row, column, RATA_RATA)

    def n_of(self, row: str, column: str) -> PrintedNumber | None:
        """Give the printed number of answers behind a score: its own, or that of its row."""
        return self.count(row, column) or self.count(row, "")

    def of_measure(self, measure: str) -> Iterator[PrintedNumber]:
        """Go through all printed numbers of one kind."""
        return (number for number in self.numbers if number.measure == measure)


def _top(name: str, whole_of: Mapping[str, str]) -> str:
    passed = {name}
    while name in whole_of and whole_of[name] not in passed:  # a circle is told as a fault where it is read
        name = whole_of[name]
        passed.add(name)
    return name
