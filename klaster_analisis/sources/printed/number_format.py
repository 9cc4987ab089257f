"""A number in a spreadsheet as its cell shows it: the decimals are part of what is printed."""

import re
from decimal import ROUND_HALF_UP, Decimal

GENERAL_DECIMALS = 6  # more than this is a computed number, whose shown decimals hang on the width of the column

_LONGEST = 200
_UNSHOWN = re.compile(r'"[^"0-9]*"|\\[^0-9]|\[[A-Za-z$][^\]]*\]|_.|\*.')
_PATTERN = re.compile(r"\s*[#0?,]*[#0?](?:\.(?P<decimals>[0#?]*))?\s*(?P<percent>%?)\s*-?\s*")


def shown_number(value: float, number_format: str) -> str | None:
    """
    Write a number as a spreadsheet shows it, without thousands separators and with a decimal point.

    Parameters
    ----------
    value : int or float
    number_format : str
        The format code of the cell.

    Returns
    -------
    str or None
        None where the format does not say how many decimals are shown.

    Examples
    --------
    >>> shown_number(33.25, "0.0"), shown_number(1 / 3, "0.0%"), shown_number(1234, "#,##0"), shown_number(2.5, "General")
    ('33.3', '33.3%', '1234', '2.5')
    >>> shown_number(1 / 3, "General")
    """
    number = Decimal(format(value, ".15g"))  # a spreadsheet shows fifteen digits at most
    if not number.is_finite() or abs(number) >= 10**15 or len(number_format) > _LONGEST:
        return None
    if number_format in ("General", "@", ""):
        return _plain(number) if _decimals(number) <= GENERAL_DECIMALS else None
    match = _PATTERN.fullmatch(_UNSHOWN.sub("", number_format.partition(";")[0]))
    if match is None:
        return None
    wanted = match["decimals"] or ""
    percent = match["percent"]
    rounded = (number * 100 if percent else number).quantize(Decimal(1).scaleb(-len(wanted)), ROUND_HALF_UP)
    optional = len(wanted) - len(wanted.rstrip("#"))
    for _ in range(optional):
        if rounded == rounded.quantize(shorter := Decimal(1).scaleb(rounded.as_tuple().exponent + 1)):  # type: ignore[operator]
            rounded = rounded.quantize(shorter)
    return _plain(rounded) + percent


def _decimals(number: Decimal) -> int:
    return len(_plain(number).partition(".")[2])


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.removeprefix("-") if not number else text
