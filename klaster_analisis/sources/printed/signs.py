"""Which sign is decimal in a table, and numbers written with that sign only."""

import re
from collections import Counter
from collections.abc import Callable, Iterable

from klaster_analisis.errors import Faults
from klaster_analisis.sources.printed.cells import Content
from klaster_analisis.sources.printed.grid import Cell, shown

OTHER = {",": ".", ".": ","}
MAX_DIGITS = 12
_CALLED = {",": "comma", ".": "point"}
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:[., ][0-9]{3})+")
_WHOLE = re.compile(rf"-?[0-9]*|{_GROUPED.pattern}")


class Signs:
    """
    Read the numbers of one table: counts without thousands separators, other numbers with one decimal sign.

    Parameters
    ----------
    contents : iterable of Content
        All cells of the table: those that can be read in one way only show which sign is decimal.
    faults : Faults
        Takes up what is wrong.

    Examples
    --------
    >>> signs = Signs([Content(Cell("33,3", "B4"), bare="33,3")], Faults())
    >>> signs.count("1.234", Cell("1.234", "B5")), signs.value("0,50", Cell("0,50", "B6"))
    ('1234', '0,50')

    Notes
    -----
    Without such cells, one sign followed by three digits separates thousands in a count, and is decimal in other numbers.
    """

    def __init__(self, contents: Iterable[Content], faults: Faults) -> None:
        self._faults = faults
        typed = [text for content in contents if not content.cell.numeric for text in content.numbers]
        votes = Counter(sign for text in typed if (sign := _decimal_sign(text)))
        self._decimal = max(votes, key=lambda sign: votes[sign]) if votes else None

    def count(self, text: str, cell: Cell) -> str | None:
        """Read a whole number, or note why it is none."""
        return self._noted(self._count, text, cell)

    def value(self, text: str, cell: Cell) -> str | None:
        """Read a number that may have decimals, or note why it is none."""
        return self._noted(self._value, text, cell)

    def _noted(self, read: Callable[[str, Cell], str], text: str, cell: Cell) -> str | None:
        try:
            return _short(read(text, cell))
        except _NoNumberError as error:
            self._faults.add(cell.place, f"{shown(text)} {error.problem}", error.remedy)
            return None

    def _count(self, text: str, cell: Cell) -> str:
        if text.startswith("-"):
            raise _NoNumberError("is negative: a count is not.", "Type what is printed.")
        if re.fullmatch(r"[0-9]+", text):
            return text
        separators = set(re.findall(r"[., ]", text))
        if cell.numeric or not _GROUPED.fullmatch(text) or len(separators) > 1 or text.startswith("0"):
            remedy = 'Type digits only; a percentage needs its sign, as "33,3%" or in a column headed "(%)".'
            raise _NoNumberError("is not a whole number, as a count is.", remedy)
        separator = separators.pop()
        if separator in OTHER and self._settle(OTHER[separator]) == separator:
            problem = f"has a {_CALLED[separator]}, which is the decimal sign elsewhere in this table."
            raise _NoNumberError(problem, f'If it is a whole number, type "{text.replace(separator, "")}".')
        return text.replace(separator, "")

    def _value(self, text: str, cell: Cell) -> str:
        if cell.numeric:
            return text.replace(".", self._decimal or ",")
        found = re.findall(r"[., ]", text)
        if not found:
            return text
        once = found[-1] in OTHER and found.count(found[-1]) == 1
        decimal = self._settle(found[-1] if once else OTHER.get(found[-1], ","))
        whole, sign, decimals = text.partition(decimal)
        if found == [OTHER[decimal]] or re.search(r"[., ]", decimals) or not _WHOLE.fullmatch(whole):
            problem = f"is not a number with a decimal {_CALLED[decimal]}, as this table has it elsewhere."
            raise _NoNumberError(problem, "Type all decimals of a table with the same sign.")
        bare = re.sub(r"[., ]", "", whole)
        return (bare if bare.strip("-") else f"{bare}0") + sign + decimals

    def _settle(self, decimal: str) -> str:
        """Give the table's decimal sign; the first number that needs one decides where no cell was clear."""
        self._decimal = self._decimal or decimal
        return self._decimal


class _NoNumberError(Exception):
    def __init__(self, problem: str, remedy: str) -> None:
        self.problem, self.remedy = problem, remedy
        super().__init__(problem)


def _short(text: str) -> str:
    if len(re.sub("[^0-9]", "", text)) > MAX_DIGITS:
        raise _NoNumberError(f"has more than {MAX_DIGITS} digits.", "Type what is printed.")
    return text


def _decimal_sign(text: str) -> str | None:
    """Say which sign is decimal, if this number can be read in one way only."""
    found = re.findall(r"[.,]", text)
    if len(set(found)) == 2:
        return str(found[-1])
    if len(found) > 1:
        return OTHER[found[0]]
    sure = found and (not _GROUPED.fullmatch(text) or text.lstrip("-").startswith("0"))
    return str(found[0]) if sure else None
