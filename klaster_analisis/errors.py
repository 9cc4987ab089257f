"""What can go wrong, by name."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """
    One thing that is wrong with what was given.

    Parameters
    ----------
    place : str
        Where it stands: file, line and column, or the name of a parameter.
    problem : str
        The value, and the rule that it breaks.
    remedy : str
        What to do about it.

    Examples
    --------
    >>> print(Fault("tabel_4.csv, line 2, column nilai", '"empat" is not a whole number.', "Write digits only."))
    tabel_4.csv, line 2, column nilai: "empat" is not a whole number. Write digits only.
    """

    place: str
    problem: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.problem} {self.remedy}".rstrip()

    def in_language(self, language: str) -> "Fault":
        """Give the fault in a language of the reader; most faults are told in English only."""
        return self


class KlasterError(Exception):
    """What every error of this package is."""


class FaultyError(KlasterError):
    """
    An error that lists all the faults that were found, not only the first.

    Parameters
    ----------
    faults : iterable of Fault
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)

    def in_language(self, language: str) -> str:
        """Write the error in a language of the reader."""
        return "\n".join(str(fault.in_language(language)) for fault in self.faults)


class DataError(FaultyError):
    """The data have faults."""


class UsageError(FaultyError):
    """The program, a function or a notebook was asked for something that it does not do."""


class Faults(list[Fault]):
    """
    Faults as they are found, to be raised together.

    Examples
    --------
    >>> faults = Faults()
    >>> faults.stop_if_any()
    >>> faults.add("codebook.csv", "the file is empty.")
    >>> faults.stop_if_any()
    Traceback (most recent call last):
    klaster_analisis.errors.DataError: codebook.csv: the file is empty.
    """

    def add(self, place: str, problem: str, remedy: str = "") -> None:
        """Note one more fault."""
        self.append(Fault(place, problem, remedy))

    def stop_if_any(self) -> None:
        """Raise a `DataError` that lists every fault, if there is one."""
        if self:
            raise DataError(self)


def one_of(allowed: Iterable[str], *, given: str) -> str:
    """
    Say what may be written instead of a value that is not allowed.

    Examples
    --------
    >>> one_of(["ada", "tidak_ada"], given="Adaa")
    'Use one of: ada, tidak_ada. Did you mean "ada"?'
    """
    names = list(allowed)
    lowered = {name.lower(): name for name in names}
    near = difflib.get_close_matches(given.lower(), lowered, n=1)
    hint = f' Did you mean "{lowered[near[0]]}"?' if near else ""
    return f"Use one of: {', '.join(names)}.{hint}"
