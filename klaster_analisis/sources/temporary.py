"""Folders for what is written by the way: swept however a run ends; of one that was killed, when the next one starts."""

import os
import shutil
import tempfile
import weakref
from contextlib import suppress
from functools import cache
from pathlib import Path

from klaster_analisis.sources.file_lock import FileLock, take_lock

PREFIX = "klaster-"
LOCK = ".lock"


class TemporaryFolder:
    """
    A folder that goes when it is no longer used, or at the end of the program.

    Attributes
    ----------
    path : pathlib.Path

    Examples
    --------
    >>> with TemporaryFolder() as path:
    ...     _ = (path / "survei.csv").write_text("lokasi")
    >>> path.exists()
    False
    """

    def __init__(self) -> None:
        sweep_once()
        self.path, lock = _locked_folder()
        self._sweep = weakref.finalize(self, _remove, self.path, lock)

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, *_: object) -> None:
        self._sweep()


@cache
def sweep_once() -> None:
    """Sweep what is left of runs that were killed, the first time that it is asked for."""
    sweep()


def sweep() -> None:
    """Sweep the folders that no living process holds."""
    for lock_file in Path(tempfile.gettempdir()).glob(f"{PREFIX}*/{LOCK}"):
        with suppress(OSError):
            if _is_ours(lock_file.parent) and (lock := take_lock(lock_file)):
                _remove(lock_file.parent, lock)


def _locked_folder() -> tuple[Path, FileLock]:
    while True:
        path = Path(tempfile.mkdtemp(prefix=PREFIX))
        with suppress(FileNotFoundError):  # swept by a run that started between the two steps
            if lock := take_lock(path / LOCK):
                return path, lock


def _is_ours(folder: Path) -> bool:
    found = folder.lstat()
    return not hasattr(os, "getuid") or found.st_uid == os.getuid()


def _remove(folder: Path, lock: FileLock) -> None:
    """Delete a folder, its lock last: until then it is known to be one of ours."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name == LOCK:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                path.unlink()
    lock.release()
    with suppress(OSError):
        folder.rmdir()
