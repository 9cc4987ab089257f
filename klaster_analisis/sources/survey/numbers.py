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
MONTHS = {
    month: number
    for number, months in enumerate(
        (
            ("januari", "january", "jan"),
            ("februari", "pebruari", "february", "feb", "peb"),
            ("maret", "march", "mar", "mrt"),
            ("april", "apr"),
            ("mei", "may"),
            ("juni", "june", "jun"),
            ("juli", "july", "jul"),
            ("agustus", "august", "agu", "agt", "ags", "agus", "aug"),
            ("september", "sept", "sep"),
            ("oktober", "october", "okt", "oct"),
            ("november", "nopember", "nov", "nop"),
            ("desember", "december", "des", "dec"),
        ),
        start=1,
    )
    for month in months
}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_CLOCK = r"(?:[T ,].*)?"
_NAMED = (  # 26 November 2026, 26-Nov-26; November 26, 2026; 2026 Nov 26; a day of the week before, a time behind
    re.compile(
        rf"(?:[^\W\d]+,? +)?(?P<day>[0-9]{{1,2}})[-/. ]+(?P<month>{_MONTH})\.?,?[-/. ]+(?P<year>[0-9]{{2}}|[0-9]{{4}}){_CLOCK}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:[^\W\d]+,? +)?(?P<month>{_MONTH})\.?[-/. ]+(?P<day>[0-9]{{1,2}}),?[-/. ]+(?P<year>[0-9]{{4}}){_CLOCK}",
        re.IGNORECASE,
    ),
    re.compile(rf"(?P<year>[0-9]{{4}})[-/. ]+(?P<month>{_MONTH})[-/. ]+(?P<day>[0-9]{{1,2}}){_CLOCK}", re.IGNORECASE),
)
_CENTURY = 2000  # of years of two digits

_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ,].*)?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})(?:[T ,].*)?")


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
        With the year first or last, of two digits only if last, and after 2000; or with the name of the month in Indonesian or
        English. A time may follow.
    day_is_first : bool or None
        As `day_first` finds it. With None a date with the year last is read only where day and month are the same.

    Returns
    -------
    datetime.date or None

    Examples
    --------
    >>> read_date("26/11/2026 14.05.33", day_is_first=True), read_date("2026-11-26T14:05:33+07:00", day_is_first=None)
    (datetime.date(2026, 11, 26), datetime.date(2026, 11, 26))
    >>> read_date("Kamis, 26 Nopember 2026", day_is_first=None), read_date("26-Nov-26", day_is_first=None)
    (datetime.date(2026, 11, 26), datetime.date(2026, 11, 26))
    """
    try:
        if match := _YEAR_FIRST.fullmatch(text):
            return date(*map(int, match.groups()))
        if match := _YEAR_LAST.fullmatch(text):
            one, other = int(match[1]), int(match[2])
            if day_is_first is not None or one == other:
                return date(_year(match[3]), other, one) if day_is_first else date(_year(match[3]), one, other)
        if match := next(filter(None, (pattern.fullmatch(text) for pattern in _NAMED)), None):
            return date(_year(match["year"]), MONTHS[match["month"].lower()], int(match["day"]))
    except ValueError:
        return None
    return None


def _year(text: str) -> int:
    return int(text) + (_CENTURY if len(text) <= len("26") else 0)
