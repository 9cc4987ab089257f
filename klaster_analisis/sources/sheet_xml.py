"""What a reader of workbooks does not tell of a sheet: how much room it takes, and cells that hold no value but an error."""

import re
from collections.abc import Iterator

from klaster_analisis.sources.unreadable import UnreadableError

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384

_PREFIX = r"(?:[^\s<>/:\"']{1,200}:)?"
_REFERENCE = r"\br\s{0,9}=\s{0,9}[\"']([A-Z]{1,3})([0-9]{1,7})[\"']"
_TAG = re.compile(rf"<{_PREFIX}c[\s/>]".encode())
_CELL = re.compile(rf"<{_PREFIX}c\s[^<>]{{0,400}}?{_REFERENCE}".encode())
_ROW_OR_CELL = re.compile(rf"<({_PREFIX})(row|c)((?:\s[^<>]{{0,2000}})?)>".encode())
_WHOLE = re.compile(rf"<{_PREFIX}c\s([^<>]*)(?<!/)>(.*?)</{_PREFIX}c>".encode(), re.DOTALL)
_AT, _TYPE = re.compile(_REFERENCE.encode()), re.compile(rb"\bt\s*=\s*[\"'](\w+)")
_POSITION = re.compile(rb"\sr\s{0,9}=\s{0,9}[\"']([A-Za-z]{0,3})([0-9]{1,7})[\"']")
_FORMULA = re.compile(rf"<{_PREFIX}f\b[^<>]*?(?:/>|>([^<]*)<)".encode())
_VALUE = re.compile(rf"<{_PREFIX}v\b[^<>]*?(?:/>|>([^<]*)<)".encode())
_INLINE = re.compile(rf"<{_PREFIX}is\b".encode())
_UNTOLD = re.compile(rf"<{_PREFIX}f[\s/>]|\bt\s*=\s*[\"']e[\"']".encode())


def is_sheet(xml: bytes) -> bool:
    """Say whether a part of a workbook is a sheet."""
    return b"sheetData" in xml


def with_positions(xml: bytes) -> bytes:
    r"""
    Write into every cell of a sheet where it stands: a program may leave that out where cells follow one another.

    Parameters
    ----------
    xml : bytes

    Returns
    -------
    bytes

    Raises
    ------
    UnreadableError
        If a cell stands where no sheet has one.

    Examples
    --------
    >>> with_positions(b"<row><c><v>1</v></c><c><v>2</v></c></row>")
    b'<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    """
    if len(_TAG.findall(xml)) == sum(1 for _ in _CELL.finditer(xml)):
        return xml
    row = column = 0

    def placed(tag: re.Match[bytes]) -> bytes:
        nonlocal row, column
        prefix, name, attributes = tag.groups()
        given = _POSITION.search(attributes)
        if name == b"row":
            row, column = int(given[2]) if given else row + 1, 0
            at = b"%d" % row
        else:
            row = int(given[2]) if given else max(row, 1)
            column = _number(given[1]) if given else column + 1
            at = _letters(column) + b"%d" % row
        if not (0 < row <= LAST_ROW and column <= LAST_COLUMN) or (name == b"c" and not column):
            raise UnreadableError("rusak", content="Excel")
        return b'<%s%s r="%s"%s>' % (prefix, name, at, _POSITION.sub(b"", attributes))

    return _ROW_OR_CELL.sub(placed, xml)


def extent(xml: bytes) -> int:
    """
    Say how many cells a sheet has from its first to its last, blank ones included: a reader makes room for all of them.

    Parameters
    ----------
    xml : bytes
        As `with_positions` gives it.

    Examples
    --------
    >>> extent(b'<c r="A1"/><c r="C7"/>')
    21
    """
    rows, columns = 0, {b"A"}
    for cell in _CELL.finditer(xml):
        rows = max(rows, int(cell[2]))
        columns.add(cell[1])
    return rows * max(map(_number, columns))


def without_value(xml: bytes) -> dict[tuple[int, int], str]:
    """
    Find the cells whose formula ended in an error, or was never calculated.

    Parameters
    ----------
    xml : bytes
        As `with_positions` gives it.

    Returns
    -------
    dict of str
        By row and column, from 0: the sign of the error, or the formula.

    Examples
    --------
    >>> without_value(b'<c r="A1"><f>B1&amp;C1</f></c><c r="B1" t="e"><v>#N/A</v></c><c r="C1"><f>1+1</f><v>2</v></c>')
    {(0, 0): '=B1&amp;C1', (0, 1): '#N/A'}
    """
    return dict(_untold(xml)) if _UNTOLD.search(xml) else {}


def _untold(xml: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    for attributes, body in _WHOLE.findall(xml):
        at, kind = _AT.search(attributes), _TYPE.search(attributes)
        value, formula = _VALUE.search(body), _FORMULA.search(body)
        said = kind[1] if kind else b""
        text = (value[1] if value else None) or b""
        empty = not text and not (said == b"str" and value) and not _INLINE.search(body)  # a formula may give an empty text
        if at and said == b"e" and text:
            yield _cell(at), text.decode("utf-8", "replace")
        elif at and formula and empty:
            yield _cell(at), f"={(formula[1] or b'').decode('utf-8', 'replace')}"


def _cell(at: re.Match[bytes]) -> tuple[int, int]:
    return int(at[2]) - 1, _number(at[1]) - 1


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _letters(number: int) -> bytes:
    letters = b""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = bytes([65 + rest]) + letters
    return letters
