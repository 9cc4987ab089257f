"""A file that a user names: whether it can be read, before it is."""

import os
import stat
from pathlib import Path

from klaster_analisis.sources.unreadable import UnreadableError


def size_of(path: Path) -> int:
    """
    Give the size of a file.

    Parameters
    ----------
    path : pathlib.Path

    Returns
    -------
    int
        Bytes.

    Raises
    ------
    UnreadableError
        If it is not there, or is a folder, a pipe or a device: reading those may never end.
    """
    try:
        found = os.stat(path)
    except (OSError, ValueError) as error:
        raise UnreadableError("tak_terbaca", why=_reason(error)) from error
    if not stat.S_ISREG(found.st_mode):
        raise UnreadableError("bukan_berkas")
    return found.st_size


def read_start(path: Path, length: int) -> bytes:
    """
    Read the first bytes of a file, at most so many.

    Raises
    ------
    UnreadableError
        As for `size_of`; or if it cannot be read.
    """
    size_of(path)
    try:
        with path.open("rb") as file:
            return file.read(length)
    except OSError as error:
        raise UnreadableError("tak_terbaca", why=_reason(error)) from error


def _reason(error: OSError | ValueError) -> str:
    return (isinstance(error, OSError) and error.strerror) or "its name"
