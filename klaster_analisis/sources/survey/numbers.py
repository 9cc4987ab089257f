"""Numbers and dates as people type them: decimal comma or point, with or without thousands separators."""

import re
from collections.abc import Iterable
from datetime import date

DECIMAL_COMMA, DECIMAL_POINT = ",", "."
_CURRENCY = re.compile(r"^(rp\.?|idr)\s*", re.IGNORECASE)
_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]{1,3})?", re.IGNORECASE)
_GROUPED = {
    DECIMAL_COMMA: re.compile(r"-?[0-9]{1,3}(?:[. ][0-9]{3})+(?:,[0-9]+)?|-?[0-9]*,[0-9]+|-?[0-9]+"),
    DECIMAL_POINT: re.compile(r"-?[0-9]{1,3}(?:[, ][0-9]{3})+(?:\.[0-9]+)?|-?[0-9]*\.[0-9]+|-?[0-9]+"),
}
_NO_AMOUNT = re.compile(r"-?0[0-9]")  # a phone number, or a code
_AMBIGUOUS = re.compile(r"-?[0-9]{1,3}[.,][0-9]{3}")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ,].*)?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})(?:[T ,].*)?")


def decimal_sign(texts: Iterable[str]) -> str | None:
    """
    Find which sign is decimal in a column of numbers.

    Parameters
    ----------
    texts : iterable of str

    Returns
    -------
    str or None
        None where the column does not show it: then no number of it has one sign before three digits, or it is ambiguous.

    Examples
    --------
    >>> decimal_sign(["1.250,5", "3.000"]), decimal_sign(["12.5", "1,000"]), decimal_sign(["1.250"]), decimal_sign(["3"])
    (',', '.', None, None)
    """
    fits = dict.fromkeys(_GROUPED, 0)
    for text in map(_bare, texts):
        readable = [sign for sign, pattern in _GROUPED.items() if pattern.fullmatch(text)]
        if len(readable) == 1:
            fits[readable[0]] += 1
    chosen = [sign for sign, times in fits.items() if times]
    return max(chosen, key=lambda sign: fits[sign]) if chosen else None


def read_number(text: str, decimal: str | None) -> float | None:
    """
    Read a number with a decimal sign.

    Parameters
    ----------
    text : str
        May begin with ``Rp``.
    decimal : str or None
        The column's decimal sign, as `decimal_sign` finds it.

    Returns
    -------
    float or None
        None where it is no number, may be read in two ways, or begins with a zero that no number begins with.

    Examples
    --------
    >>> read_number("Rp 1.250,5", ","), read_number("1250.5", None), read_number("1.250", None), read_number("0812", None)
    (1250.5, 1250.5, None, None)
    """
    bare = _bare(text)
    if _NO_AMOUNT.match(bare):
        return None
    if decimal is None:
        if _AMBIGUOUS.fullmatch(bare):
            return None
        return float(bare) if _PLAIN.fullmatch(bare) else None
    if _GROUPED[decimal].fullmatch(bare):
        thousands = "." if decimal == DECIMAL_COMMA else ","
        return float(bare.replace(thousands, "").replace(" ", "").replace(decimal, "."))
    return None


def is_ambiguous(text: str) -> bool:
    """Say whether a number alone does not show if its sign is decimal."""
    return bool(_AMBIGUOUS.fullmatch(_bare(text)))


def _bare(text: str) -> str:
    return _CURRENCY.sub("", text.strip())


def day_first(texts: Iterable[str]) -> bool | None:
    """
    Find whether the day or the month stands first in a column of dates; None where the column does not show it.

    Examples
    --------
    >>> day_first(["3/11/2026 14:05", "26/11/2026 09.12"]), day_first(["11/26/2026"]), day_first(["3/11/2026"])
    (True, False, None)
    """
    parts = [match.groups() for text in texts if (match := _YEAR_LAST.fullmatch(text))]
    first, second = any(int(day) > 12 for day, _, _ in parts), any(int(month) > 12 for _, month, _ in parts)
    return None if first == second else first


def read_date(text: str, *, day_is_first: bool | None) -> date | None:
    """
    Read the date of a timestamp.

    Parameters
    ----------
    text : str
        With the year first or last; a time may follow.
    day_is_first : bool or None
        As `day_first` finds it. With None a date with the year last is read only where day and month are the same.

    Returns
    -------
    datetime.date or None

    Examples
    --------
    >>> read_date("26/11/2026 14.05.33", day_is_first=True), read_date("2026-11-26T14:05:33+07:00", day_is_first=None)
    (datetime.date(2026, 11, 26), datetime.date(2026, 11, 26))
    """
    try:
        if match := _YEAR_FIRST.fullmatch(text):
            return date(*map(int, match.groups()))
        if match := _YEAR_LAST.fullmatch(text):
            one, other, year = map(int, match.groups())
            if day_is_first is not None or one == other:
                return date(year, other, one) if day_is_first else date(year, one, other)
    except ValueError:
        return None
    return None
