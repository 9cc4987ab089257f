"""What comes of looking at one score: a check, or the reason why there is none."""

from collections.abc import Callable
from typing import NamedTuple

from klaster_analisis.analysis.audit.check import Check
from klaster_analisis.sources.printed.table import PrintedTable


class Unchecked(NamedTuple):
    """
    A printed score that a check could not be made of.

    Parameters
    ----------
    row, column : str
        Where it stands.
    check : str
        Code of the check.
    why : str
        ``n_tak_tercetak``: no n, or none that is a whole number above 0. ``satu_jawaban``: one answer has no sample standard
        deviation. ``rata_rata_tak_tercetak``: no mean. ``rata_rata_tak_cocok``: no answers have the printed mean, which is said
        of the mean. ``rentang_tak_diketahui``: neither scale nor minimum and maximum. ``minimum_dan_maksimum``: these contradict
        each other, which is said of them. ``bagian_tak_tercetak``: a mean is missing that the sum or the overall mean is of.
    """

    row: str
    column: str
    check: str
    why: str


Outcome = Check | Unchecked | None  # None: nothing is printed there that could be checked
CellCheck = Callable[[PrintedTable, str, str], Outcome]
