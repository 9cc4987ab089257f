"""All constraints of printed tables together: true numbers as variables, printed numbers as statements about them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from klaster_analisis.analysis.audit.programme.frequency import INTERVIEWED, FrequencyRules
from klaster_analisis.analysis.audit.programme.linear import AtMost, Cell, Row, row
from klaster_analisis.analysis.audit.programme.scores import ScoreRules
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import FrequencyLayout, PrintedTable
from klaster_analisis.terms import N

Rules = FrequencyRules | ScoreRules
Place = tuple[str, str, str]  # table, row, column


@dataclass(frozen=True, eq=False)
class Model:
    """
    Printed tables as an integer programme.

    Parameters
    ----------
    tables : tuple of PrintedTable
    rules : dict of str to FrequencyRules or ScoreRules
        By table.
    cells : tuple of Cell
        The variables.
    domains : tuple of (int, int)
        Smallest and largest value of each.
    statements : tuple of PrintedNumber
        The printed numbers that say something about the variables. The number interviewed of a row, where it was asked for, is
        one too: measure ``diwawancarai``, column ``""``.
    always : tuple of Row
        What holds whatever is printed.
    """

    tables: tuple[PrintedTable, ...]
    rules: dict[str, Rules]
    cells: tuple[Cell, ...]
    domains: tuple[tuple[int, int], ...]
    statements: tuple[PrintedNumber, ...]
    always: tuple[Row, ...]

    @cached_property
    def index(self) -> dict[Cell, int]:
        """The number of each variable."""
        return {cell: position for position, cell in enumerate(self.cells)}

    @cached_property
    def bits(self) -> dict[PrintedNumber, int]:
        """The bit that stands for each statement."""
        return {number: 1 << position for position, number in enumerate(self.statements)}

    @cached_property
    def said(self) -> tuple[tuple[Row, ...], ...]:
        """What each statement says."""
        return tuple(self.rows_of(number, self.bits[number]) for number in self.statements)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Everything: what always holds first, then the statements in order."""
        return (*self.always, *(each for said in self.said for each in said))

    @cached_property
    def touching(self) -> tuple[tuple[int, ...], ...]:
        """By variable, the positions of the rows in which it stands."""
        found: list[list[int]] = [[] for _ in self.cells]
        for position, each in enumerate(self.rows):
            for variable, _ in each.terms:
                found[variable].append(position)
        return tuple(map(tuple, found))

    @property
    def everything(self) -> int:
        """The bits of all statements."""
        return (1 << len(self.statements)) - 1

    def rows_of(self, number: PrintedNumber, why: int) -> tuple[Row, ...]:
        """Give what a printed number says, or would say if it were printed in its place."""
        return tuple(self._row(each, why) for each in self.rules[number.table].said_by(number))

    def chosen(self, numbers: Iterable[PrintedNumber]) -> int:
        """
        Give the bits of some statements.

        Raises
        ------
        KeyError
            If a number is no statement of this model.
        """
        return sum(self.bits[number] for number in set(numbers))

    def numbers(self, chosen: int) -> tuple[PrintedNumber, ...]:
        """Give the statements of some bits, in printed order."""
        return tuple(self.statements[position] for position in bits_of(chosen))

    def _row(self, each: AtMost, why: int) -> Row:
        return row(((self.index[cell], factor) for cell, factor in each.terms), each.limit, why)


def bits_of(chosen: int) -> Iterator[int]:
    """
    Go through the positions of the bits that are set.

    Examples
    --------
    >>> list(bits_of(0b1101))
    [0, 2, 3]
    """
    while chosen:
        yield (chosen & -chosen).bit_length() - 1
        chosen &= chosen - 1


def model_of(
    tables: Iterable[PrintedTable],
    *,
    links: Sequence[tuple[Place, Place]] = (),
    with_interviewed: bool = False,
    n_max: int | None = None,
) -> Model:
    """
    Put printed tables into one integer programme.

    Parameters
    ----------
    tables : iterable of PrintedTable
        Of different names.
    links : sequence of ((table, row, column), (table, row, column))
        Counts of which the first never exceeds the second, like the answers to one question and the firms interviewed.
    with_interviewed : bool
        Hold the bases against the number interviewed, which is then a statement like the printed ones.
    n_max : int, optional
        The largest count considered. By default 10 000 for each cell that is no sum, or ten times the largest printed count.

    Returns
    -------
    Model

    Notes
    -----
    The true count of every cell is a variable. Sums always hold; each printed number is a statement that may be wrong: a count
    gives its variable, a percentage p with d decimals of a base B bounds it,
    ``(2u − 1) B ≤ 200 · 10^d x ≤ (2u + 1) B`` with u = 10^d p. All coefficients are whole.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> from klaster_analisis.sources.printed.published import published_tables
    >>> model = model_of(table for table in published_tables(load_study()) if table.name == "4")
    >>> len(model.cells), len(model.statements)
    (24, 42)
    """
    given = tuple(tables)
    rules: dict[str, Rules] = {table.name: _rules(table, n_max) for table in given}
    domains = {cell: domain for each in rules.values() for cell, domain in each.domains().items()}
    linked = [AtMost([(Cell(*smaller, N), 1), (Cell(*larger, N), -1)], 0) for smaller, larger in links]
    index = {cell: position for position, cell in enumerate(domains)}
    always = [each for one in rules.values() for each in one.always()]
    return Model(
        given,
        rules,
        tuple(domains),
        tuple(domains.values()),
        tuple(number for table in given for number in _statements(table, rules[table.name], with_interviewed)),
        tuple(row(((index[cell], factor) for cell, factor in each.terms), each.limit, 0) for each in [*always, *linked]),
    )


def _rules(table: PrintedTable, n_max: int | None) -> Rules:
    if isinstance(table.layout, FrequencyLayout):
        return FrequencyRules(table.name, table.layout, table.numbers, n_max)
    return ScoreRules(table.name, table.layout, table.numbers)


def _statements(table: PrintedTable, rules: Rules, with_interviewed: bool) -> Iterator[PrintedNumber]:
    yield from (number for number in table.numbers if rules.said_by(number))
    if with_interviewed and isinstance(table.layout, FrequencyLayout):
        known = table.interviewed.items()
        yield from (PrintedNumber(table.name, row, "", INTERVIEWED, str(n)) for row, n in known if row in table.layout.rows)
