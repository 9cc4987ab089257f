"""What the functions of this floor may be asked for."""

from collections.abc import Iterable

from klaster_analisis.analysis.crosstab import EXACT
from klaster_analisis.errors import Fault, UsageError, one_of


def check_confidence(confidence: float) -> None:
    """
    Refuse a level of confidence that is none.

    Parameters
    ----------
    confidence : float
        Above 0 and below 1.

    Raises
    ------
    UsageError
        If it is not.

    Examples
    --------
    >>> check_confidence(0.95)
    """
    if not 0 < confidence < 1:
        raise UsageError([Fault("confidence", f"{confidence} is not between 0 and 1.", "Write 0.95 for 95 per cent.")])


def check_choice(parameter: str, given: str, allowed: Iterable[str]) -> None:
    """
    Refuse a choice that does not exist.

    Parameters
    ----------
    parameter : str
        Name of the parameter.
    given : str
        What was chosen.
    allowed : iterable of str

    Raises
    ------
    UsageError
        If it is not one of those allowed.

    Examples
    --------
    >>> check_choice("method", "wilson", ["wilson", "jeffreys"])
    """
    allowed = list(allowed)
    if given not in allowed:
        raise UsageError([Fault(parameter, f'"{given}" is not known here.', one_of(allowed, given=str(given)))])


def check_exact(parameter: str, n: float) -> None:
    """
    Refuse a number of firms that floats may take for another one.

    Parameters
    ----------
    parameter : str
        What was given.
    n : int
        How many.

    Raises
    ------
    UsageError
        If it is 2⁵³ or more.

    Examples
    --------
    >>> check_exact("n", 26_000_000)
    """
    if n >= EXACT:
        raise UsageError([Fault(parameter, f"{n:.3g} is too many: from 2⁵³ on counts are not exact.", "Count in thousands.")])
