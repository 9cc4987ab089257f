"""Text files of cells, as spreadsheet programs and survey servers write them, whatever their encoding and separator."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator

SEPARATORS = ("\t", ";", ",")  # where lines agree equally well, the one that is rarer inside a cell
SAMPLE = 400  # lines
_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def possible_encodings(start: bytes) -> list[str]:
    """
    List the encodings that a text file may be in, most likely first.

    Parameters
    ----------
    start : bytes
        The first bytes of the file.

    Examples
    --------
    >>> possible_encodings(b"Lokasi"), possible_encodings("Lokasi".encode("utf-16"))
    (['utf-8', 'cp1252'], ['utf-16'])
    """
    marked = [name for mark, name in _BYTE_ORDER_MARKS if start.startswith(mark)]
    if marked:
        return marked
    if b"\0" in start[:100]:
        return ["utf-16-le" if start[1:2] == b"\0" else "utf-16-be"]
    return ["utf-8", "cp1252"]


def decode(content: bytes) -> str | None:
    r"""
    Read a text file in UTF-8, UTF-16 or Windows-1252.

    Parameters
    ----------
    content : bytes

    Returns
    -------
    str or None
        None where it is no text.

    Examples
    --------
    >>> decode("Lokasi;Ada\nPati;13".encode("cp1252")).splitlines()
    ['Lokasi;Ada', 'Pati;13']
    >>> decode(bytes([7, 0, 7])) is None
    True
    """
    for encoding in possible_encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text if is_text(text) else None
    return None


def is_text(text: str) -> bool:
    """Say whether only signs that a text has stand in it."""
    return not any(ord(sign) < 32 and sign not in "\t\n\r\f" for sign in set(text))


def find_separator(text: str) -> str:
    r"""
    Find the separator with which the largest share of lines fall into the same number of cells, more than one.

    Examples
    --------
    >>> find_separator("Lokasi;Ada\nPati;76,5\nTegal;89,5"), find_separator('kode,label\na,":\n;\n;\n;"')
    (';', ',')
    """
    return max(SEPARATORS, key=lambda separator: _agreement(text, separator))


def _agreement(text: str, separator: str) -> tuple[float, int]:
    widths: Counter[int] = Counter()
    try:
        for _, cells in zip(range(SAMPLE), csv.reader(lines_of(text), delimiter=separator), strict=False):
            widths[len(cells)] += bool(cells) and not cells[0].startswith("#")
    except csv.Error:
        return 0, 0
    agreed = max((lines for width, lines in widths.items() if width > 1), default=0)
    return agreed / max(widths.total(), 1), agreed  # a quoted text of several lines is more lines to a wrong separator


def lines_of(text: str) -> Iterator[str]:
    """Split a text as the csv module wants it: the ends of lines as they are."""
    return iter(io.StringIO(text, newline=""))
