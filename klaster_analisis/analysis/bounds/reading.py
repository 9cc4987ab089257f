"""Read a printed number strictly: what is not a number is refused by name."""

import re

from klaster_analisis.analysis.rounding import Interval, printed_interval
from klaster_analisis.errors import Fault, UsageError

_NUMBER = re.compile(r"-?[0-9]+([.,][0-9]+)?")


def read_interval(printed: str) -> Interval:
    """
    Give the interval that a printed number stands for.

    Parameters
    ----------
    printed : str
        Digits with a decimal comma or point, nothing else.

    Returns
    -------
    Interval
        As `printed_interval`.

    Raises
    ------
    UsageError
        If it is not a printed number.

    Examples
    --------
    >>> read_interval("33,3%")
    Traceback (most recent call last):
    klaster_analisis.errors.UsageError: printed: '33,3%' is not a number. Give digits with one decimal comma or point only.
    """
    if not _NUMBER.fullmatch(printed):
        problem = f"{printed!r} is not a number."
        raise UsageError([Fault("printed", problem, "Give digits with one decimal comma or point only.")])
    return printed_interval(printed)
