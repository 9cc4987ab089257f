"""What stands on the sheets of an Excel workbook, read in bounded time and memory."""

from klaster_analisis.sources.apart import apart
from klaster_analisis.sources.sheet import Sheet
from klaster_analisis.sources.unreadable import UnreadableError
from klaster_analisis.sources.workbook_reader import OLD_EXCEL, WORKBOOK, ZIP, read_workbook

MAX_BYTES = 200_000_000
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def looks_like_workbook(content: bytes) -> bool:
    """Say whether a file begins as a workbook does, old or new."""
    return content.startswith((ZIP, OLD_EXCEL))


def read_sheets(content: bytes) -> list[Sheet]:
    """
    Read all sheets of a workbook.

    Parameters
    ----------
    content : bytes

    Returns
    -------
    list of Sheet
        Charts are not among them.

    Raises
    ------
    UnreadableError
        If it is damaged, locked, or becomes far too large.
    """
    if len(content) > MAX_BYTES:
        raise UnreadableError("terlalu_besar")
    if content.startswith(OLD_EXCEL) and _ENCRYPTED in content:
        raise UnreadableError("terkunci")
    return apart(read_workbook, content, content=WORKBOOK, size=len(content))
