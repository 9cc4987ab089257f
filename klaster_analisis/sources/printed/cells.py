"""What one cell holds: a count with its percentage, one of the two, a dash, nothing, or something that is no number."""

import re
from dataclasses import dataclass

from klaster_analisis.sources.printed.grid import Cell

_NUMBER = r"-?(?:[0-9]+(?:[., ][0-9]+)*|[.,][0-9]+)"
_MARK = r"(?:\s*(?:[*†‡§¹²³⁰⁴-⁹]\)?|[a-z]\))|\s[0-9]\))*"  # each way to go on takes another sign: no long search
_SHAPES = (
    re.compile(rf"(?P<count>{_NUMBER}){_MARK} ?\( ?(?P<percent>{_NUMBER}) ?%?{_MARK} ?\){_MARK}"),
    re.compile(rf"(?P<percent>{_NUMBER}) ?%{_MARK} ?\( ?(?P<count>{_NUMBER}){_MARK} ?\){_MARK}"),
    re.compile(rf"(?P<count>{_NUMBER}){_MARK} ?\( ?[-–—]+ ?%? ?\){_MARK}"),
    re.compile(rf"(?P<percent>{_NUMBER}) ?%{_MARK}"),
    re.compile(rf"(?P<bare>{_NUMBER}){_MARK}"),
)
_DASH = re.compile(rf"[-–—]+(?: ?\( ?[-–—]+ ?%? ?\))?{_MARK}")
LONGEST = 80  # no printed cell of numbers is longer


@dataclass(frozen=True)
class Content:
    """
    The numbers of one cell, still as typed.

    Parameters
    ----------
    cell : Cell
    count, percent, bare : str
        What was typed; ``bare`` is a number of which the cell alone does not say what it is.
    dash : bool
        Whether a dash stands in the place of a number.
    readable : bool
        Whether the cell is blank or holds a number or a dash.
    """

    cell: Cell
    count: str = ""
    percent: str = ""
    bare: str = ""
    dash: bool = False
    readable: bool = True

    @property
    def numbers(self) -> tuple[str, ...]:
        """All numbers of the cell, as typed."""
        return tuple(text for text in (self.count, self.percent, self.bare) if text)


def read_content(cell: Cell) -> Content:
    """
    Take a cell apart; marks of footnotes are left out.

    Examples
    --------
    >>> read_content(Cell("4 (33,3)*", "B4")).numbers, read_content(Cell("33,3% (4)", "B4")).numbers
    (('4', '33,3'), ('4', '33,3'))
    >>> read_content(Cell("empat", "B4")).readable
    False
    """
    if not cell.text:
        return Content(cell)
    if len(cell.text) > LONGEST:
        return Content(cell, readable=False)
    if _DASH.fullmatch(cell.text):
        return Content(cell, dash=True)
    match = next(filter(None, (shape.fullmatch(cell.text) for shape in _SHAPES)), None)
    if match is None:
        return Content(cell, readable=False)
    found = match.groupdict()
    return Content(cell, count=found.get("count", ""), percent=found.get("percent", ""), bare=found.get("bare", ""))


def looks_like_a_number(cell: Cell) -> bool:
    """Say whether a number or a dash stands in a cell, or what should be one."""
    content = read_content(cell)
    return bool(content.numbers or content.dash or cell.faulty)


def is_surely_data(cell: Cell) -> bool:
    """Say whether a cell holds what no heading is: not just digits, as a year or a code has."""
    content = read_content(cell)
    return bool(content.count or content.percent or "," in content.bare or "." in content.bare or content.dash)
