"""Read a printed number strictly: what is not a number is refused by name."""

from klaster_analisis.analysis.rounding import Interval, printed_interval
from klaster_analisis.errors import Fault, UsageError


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
    try:
        return printed_interval(printed)
    except ValueError:
        problem = f"{printed!r} is not a number."
        raise UsageError([Fault("printed", problem, "Give digits with one decimal comma or point only.")]) from None
