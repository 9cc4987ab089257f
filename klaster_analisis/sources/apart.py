"""Work in a process of its own: a damaged file may end a reader that is written in another language, and then nothing else."""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from klaster_analisis.sources.temporary import TemporaryFolder
from klaster_analisis.sources.unreadable import UnreadableError

MEMORY, ANSWER = 3_000_000_000, 1_000_000_000  # bytes, where the system can hold a process to them
SECONDS = 60
SLOWEST = 2_000_000  # bytes a second
_PROGRAM = "from klaster_analisis.sources.apart import serve; serve()"

Found = TypeVar("Found")


def apart(reader: Callable[..., Found], *given: Any, content: str, size: int) -> Found:
    """
    Call a function in a process of its own, within bounds of time and memory.

    Parameters
    ----------
    reader : callable
        A function of a module.
    *given
        What it is called with.
    content : str
        What the file is read as, for messages.
    size : int
        Bytes of the file: a larger one may take longer.

    Returns
    -------
    What the function returns.

    Raises
    ------
    UnreadableError
        The function's own; or ``rusak`` if it ended in any other way, ``terlalu_besar`` if it ran out of memory and
        ``terlalu_lama`` if it ran out of time.

    Examples
    --------
    >>> apart(sorted, [2, 1], content="Excel", size=0)
    [1, 2]
    """
    paths = os.pathsep.join(filter(None, sys.path))
    environment = os.environ | {"PYTHONPATH": paths, "PYTHONSAFEPATH": "1", "OPENBLAS_NUM_THREADS": "1"}
    with TemporaryFolder() as folder:
        answer = folder / "answer"
        try:
            done = subprocess.run(  # noqa: S603  our own interpreter and program
                [sys.executable, "-c", _PROGRAM, str(answer)],
                input=pickle.dumps((reader, given)),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=environment,
                timeout=SECONDS + size / SLOWEST,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise UnreadableError("terlalu_lama") from error
        if done.returncode:
            raise UnreadableError("rusak", content=content)
        with answer.open("rb") as file:
            found = pickle.load(file)  # noqa: S301  from our own process
    if isinstance(found, UnreadableError):
        raise found
    return found  # type: ignore[no-any-return]


def serve() -> None:
    """Do what is asked of a process that `apart` started, and end it at once: libraries may abort while they are taken down."""
    reader, given = pickle.load(sys.stdin.buffer)  # noqa: S301  from our own process
    _keep_within_bounds()
    try:
        found = reader(*given)
    except UnreadableError as error:
        found = error
    except MemoryError:
        found = UnreadableError("terlalu_besar")
    with Path(sys.argv[1]).open("wb") as file:
        pickle.dump(found, file, protocol=pickle.HIGHEST_PROTOCOL)
    os._exit(0)


def _keep_within_bounds() -> None:
    try:
        import resource  # noqa: PLC0415  not on every system

        for kind, bound in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, ANSWER), (resource.RLIMIT_CORE, 0)):
            _, most = resource.getrlimit(kind)
            allowed = bound if most == resource.RLIM_INFINITY else min(bound, most)
            resource.setrlimit(kind, (allowed, most))
    except (ImportError, OSError, ValueError):
        return
