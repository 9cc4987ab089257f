"""Files that are either whole or not there."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from klaster_analisis.errors import Fault, UsageError
from klaster_analisis.sources.file_lock import take_lock

LOCK = ".klaster.lock"


def write_whole(path: Path, content: str | bytes) -> None:
    """
    Write a file beside its place, then move it there in one step.

    Parameters
    ----------
    path : pathlib.Path
    content : str or bytes
        A text is written as UTF-8, its lines ending alike everywhere.

    Raises
    ------
    UsageError
        If the folder cannot be written.
    """
    beside = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            beside = Path(file.name)
            file.write(content.encode("utf-8") if isinstance(content, str) else content)
        beside.chmod(0o666 & ~_umask())
        os.replace(beside, path)
    except OSError as error:
        raise _cannot_write(path, error) from error
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """
    Make a folder for output, and see that it can be written.

    Raises
    ------
    UsageError
        If it cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise _cannot_write(folder, error) from error


@contextmanager
def only_run(folder: Path) -> Iterator[None]:
    """
    Hold a folder for one run, until that ends in any way.

    Raises
    ------
    UsageError
        If another run holds it.
    """
    try:
        lock = take_lock(folder / LOCK)
    except OSError as error:
        raise _cannot_write(folder, error) from error
    if lock is None:
        problem = "another run is writing into this folder."
        raise UsageError([Fault(str(folder), problem, "Wait until it has ended, or choose another folder.")])
    try:
        yield
    finally:
        lock.release()


def _cannot_write(path: Path, error: OSError) -> UsageError:
    return UsageError([Fault(str(path), f"cannot be written ({error.strerror}).", "Choose another folder.")])


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
