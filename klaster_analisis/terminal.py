"""What the command says and how it ends, whatever takes it: a terminal, a pipe, a file, an old code page, a full disk."""

import atexit
import codecs
import io
import os
import re
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import NoReturn

WRONG_USE, INTERRUPTED, BROKEN_PIPE = 2, 130, 141
"""Statuses; the last two are what a shell gives a program that ended so: 128 and the number of the signal."""

ENDING_SIGNALS = ("SIGTERM", "SIGHUP", "SIGBREAK")
SPELLED = {"→": "->", "–": "-", "—": "-", "−": "-", "…": "...", "“": '"', "”": '"', "≥": ">=", "≤": "<=", "×": "x"}
"""How signs are written where an encoding does not have them; any other by its number."""

_UNSEEN = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")  # all but the tabulator


class Stopped(KeyboardInterrupt):
    """
    The process was told to end.

    Parameters
    ----------
    number : int
        Of the signal.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.status = 128 + number


class UntoldError(Exception):
    """What is said cannot be written."""


def visible(text: str) -> str:
    r"""
    Write the signs of a text that steer a terminal as what they are: names come from files of anybody.

    Examples
    --------
    >>> visible("Klaten\x1b[31m\nmade")
    'Klaten\\x1b[31m\\nmade'
    """
    return _UNSEEN.sub(lambda sign: sign[0].encode("unicode_escape").decode("ascii"), text)


def say(*lines: str) -> None:
    """Print lines; each is one line, whatever stands in it."""
    print("\n".join(map(visible, lines)))


def complain(*lines: str) -> None:
    """Print lines where faults are told; where nobody listens, nothing."""
    with suppress(OSError, ValueError):
        if sys.stderr:
            print("\n".join(map(visible, lines)), file=sys.stderr, flush=True)


def run(command: Callable[[], object]) -> NoReturn:
    """
    Run a command to its end: told to end by a signal it ends as by an interruption, and what cannot be told is an error.

    Parameters
    ----------
    command : callable
        Ends by itself, or by `SystemExit`.
    """
    _prepare()
    try:
        status = _status(command)
        if sys.stdout:
            sys.stdout.flush()
    except UntoldError as error:
        status = _untold(error)
    atexit._run_exitfuncs()  # then at once: libraries may abort while the interpreter takes them down
    with suppress(OSError, ValueError):
        if sys.stderr:
            sys.stderr.flush()
    os._exit(status)


def _status(command: Callable[[], object]) -> int:
    if sys.stdout is None:
        complain("There is no output to write to.")
        return WRONG_USE
    try:
        command()
    except SystemExit as end:
        if isinstance(end.code, str):
            complain(end.code)
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    except KeyboardInterrupt as stop:
        return status_of(stop)
    return 0


def status_of(stop: KeyboardInterrupt) -> int:
    """Give the status of a command that was interrupted or told to end."""
    return stop.status if isinstance(stop, Stopped) else INTERRUPTED


def _untold(error: UntoldError) -> int:
    """Say that the output was lost; not where a reader like ``head`` has seen enough."""
    cause = error.__cause__
    if isinstance(cause, BrokenPipeError):
        return BROKEN_PIPE
    reason = cause.strerror if isinstance(cause, OSError) else cause
    complain(f"The output cannot be written ({reason}).")
    return WRONG_USE


def _prepare() -> None:
    for number in (getattr(signal, name) for name in ENDING_SIGNALS if hasattr(signal, name)):
        if signal.getsignal(number) == signal.SIG_DFL:  # what whoever started it ignores, as nohup does, stays ignored
            signal.signal(number, _stop)
    codecs.register_error("klaster", _spelled)
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(errors="klaster")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout = _Output(sys.stdout)


def _stop(number: int, _: FrameType | None) -> NoReturn:
    raise Stopped(number)


def _spelled(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    return "".join(SPELLED.get(sign) or sign.encode("ascii", "backslashreplace").decode() for sign in signs), error.end


class _Output(io.TextIOWrapper):
    """Standard output that loses no sign, and says by an error of its own that it cannot be written."""

    def __init__(self, stream: io.TextIOWrapper) -> None:
        lines, through, encoding = stream.line_buffering, stream.write_through, stream.encoding
        super().__init__(stream.detach(), encoding, "klaster", line_buffering=lines, write_through=through)

    def write(self, text: str, /) -> int:
        try:
            return super().write(text)
        except OSError as error:
            raise UntoldError from error

    def flush(self) -> None:
        try:
            super().flush()
        except OSError as error:
            raise UntoldError from error
