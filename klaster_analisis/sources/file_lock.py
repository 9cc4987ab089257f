"""A lock on a file, which the system gives back when the process that holds it ends, however it ends."""

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

TAKEN = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
"""What a system says of a lock that another process holds; anything else means that the disk knows no locks."""


class FileLock:
    """
    A lock that is held.

    Parameters
    ----------
    path : pathlib.Path
    handle : int
        Of the open file.
    """

    def __init__(self, path: Path, handle: int) -> None:
        self._path, self._handle = path, handle

    def release(self) -> None:
        """Give the lock back, and delete its file."""
        if sys.platform == "win32":  # an open file cannot be deleted there
            os.close(self._handle)
            with suppress(OSError):
                self._path.unlink()
        else:  # deleted while it is locked: who opened it meanwhile finds another file, or none, in its place
            with suppress(OSError):
                self._path.unlink()
            os.close(self._handle)


def take_lock(path: Path) -> FileLock | None:
    """
    Take the lock of a file, which is made for it.

    Parameters
    ----------
    path : pathlib.Path

    Returns
    -------
    FileLock or None
        None where another process, or this one, holds it. On a disk that knows no locks it is always given.

    Raises
    ------
    OSError
        If the file cannot be made.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     first = take_lock(Path(folder) / "lock")
    ...     taken = take_lock(Path(folder) / "lock")
    ...     first.release()
    >>> taken is None
    True
    """
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        try:
            _lock(handle)
        except OSError as error:
            if error.errno in TAKEN:
                os.close(handle)
                return None
        if _is_at(path, handle):
            return FileLock(path, handle)
        os.close(handle)  # whoever held it deleted it meanwhile


def _is_at(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
