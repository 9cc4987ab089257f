"""The four counts of a 2 × 2 table, by the names that formulas call them."""

from dataclasses import dataclass

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.errors import Fault, UsageError


@dataclass(frozen=True)
class TwoByTwo:
    """
    Two groups (rows), of each how many have a property (first column) and how many do not (second column).

    Parameters
    ----------
    a, b : int
        First row.
    c, d : int
        Second row.
    """

    a: int
    b: int
    c: int
    d: int

    @property
    def n1(self) -> int:
        """How many the first row has."""
        return self.a + self.b

    @property
    def n2(self) -> int:
        """How many the second row has."""
        return self.c + self.d

    @property
    def n(self) -> int:
        """How many were counted."""
        return self.n1 + self.n2


def two_by_two(table: Crosstab) -> TwoByTwo:
    """
    Take the four counts of a table of two rows and two columns.

    Parameters
    ----------
    table : Crosstab

    Returns
    -------
    TwoByTwo
        All 0 where answers are weighted: as `occupied`, for nothing can be compared.

    Raises
    ------
    UsageError
        If the table has another shape.

    Examples
    --------
    >>> import pandas as pd
    >>> two_by_two(Crosstab(pd.DataFrame({"ada": [4, 13], "tidak_ada": [8, 4]}, index=["klaten", "pati"])))
    TwoByTwo(a=4, b=8, c=13, d=4)
    """
    rows, columns = table.counts.shape
    if (rows, columns) != (2, 2):
        problem = f"it has {rows} rows and {columns} columns; two of each are needed."
        raise UsageError([Fault("cross-tab", problem, "Choose two rows and two columns, or add some up.")])
    if table.weighted:
        return TwoByTwo(0, 0, 0, 0)
    return TwoByTwo(*(int(count) for count in table.counts.to_numpy().ravel()))
