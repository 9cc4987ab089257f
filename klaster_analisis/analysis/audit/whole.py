"""What all numbers of a table say together: whether they can all be right, and if not, which cannot."""

from collections.abc import Set
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from klaster_analisis.analysis.audit.programme.mending import Mend, mending
from klaster_analisis.analysis.audit.programme.model import Model, model_of
from klaster_analisis.analysis.audit.programme.solutions import Solutions, solutions
from klaster_analisis.analysis.audit.programme.suspects import Suspects, smallest_suspects
from klaster_analisis.analysis.audit.programme.tolerance import Tolerances, tolerance
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import FrequencyLayout, PrintedTable

SETS_MENDED = 5  # of so many sets values are proposed; more say that the table cannot tell


@dataclass(frozen=True, eq=False)
class WholeTable:
    """
    One table as an integer programme. What takes time is found when it is first asked for.

    Parameters
    ----------
    model : Model
    aside : int
        How many printed numbers of the table are left out of it.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> from klaster_analisis.sources.printed.published import published_tables
    >>> whole = check_whole(published_tables(load_study())[2])
    >>> whole.fits, whole.only_suspect.text, whole.nearest
    (False, '50,2', '50,0')
    """

    model: Model
    aside: int = 0

    @cached_property
    def suspects(self) -> Suspects:
        """The smallest sets of numbers that must be wrong."""
        return smallest_suspects(self.model)

    @property
    def fits(self) -> bool:
        """Whether all numbers can be right."""
        return self.suspects.size == 0

    @property
    def only_suspect(self) -> PrintedNumber | None:
        """The one number that must be wrong, where there is no other choice."""
        sets = self.suspects.sets
        return next(iter(sets[0])) if self.suspects.size == 1 and len(sets) == 1 and self.suspects.complete else None

    @cached_property
    def mends(self) -> tuple[tuple[Mend, ...], ...]:
        """By set of suspects, in their order: values that would make the table fit, likeliest misprint first."""
        return tuple(mending(self.model, numbers) for numbers in self.suspects.sets[:SETS_MENDED])

    @property
    def nearest(self) -> str:
        """The likeliest value of the one number that must be wrong; empty where it is not one."""
        return self.mends[0][0].text if self.only_suspect and self.mends[0] else ""

    @cached_property
    def solutions(self) -> Solutions | None:
        """The tables of counts that fit everything printed; None of scores, whose true values are not whole."""
        counted = all(isinstance(table.layout, FrequencyLayout) for table in self.model.tables)
        return solutions(self.model) if counted else None

    @cached_property
    def tolerances(self) -> Tolerances:
        """By number, what could stand in its place unnoticed: what a pass of the whole table is worth."""
        return tolerance(self.model)

    @property
    def power(self) -> Fraction:
        """The mean over all printed numbers: how likely one wrong number anywhere would show; one left out never does."""
        printed = sum(len(table.numbers) for table in self.model.tables) + self.aside
        return sum((each.power for each in self.tolerances.numbers), Fraction(0)) / max(printed, 1)


def check_whole(table: PrintedTable, *, aside: Set[PrintedNumber] = frozenset()) -> WholeTable:
    """
    Put all numbers of a table into one integer programme.

    Parameters
    ----------
    table : PrintedTable
    aside : set of PrintedNumber
        Numbers that say nothing here, like those that fit only under an unusual reading: the programme knows the usual ones.

    Returns
    -------
    WholeTable
    """
    numbers = tuple(number for number in table.numbers if number not in aside)
    return WholeTable(model_of([replace(table, numbers=numbers)]), len(table.numbers) - len(numbers))
