"""What stands in a cell, as text: one way of writing for the same thing, and nothing personal in messages."""

import math
import re
import unicodedata
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from numbers import Integral, Real
from typing import Any

LONGEST = 60
REMEMBERED = 50_000  # a survey holds the same few texts again and again
_SPACES = re.compile(r"\s+")
_UNSEEN = ("Cf", "Cc")
_PRIVATE = re.compile(r"([0-9][^0-9]{0,3}){7}|@|°|[0-9][.,][0-9]{4,}")
_TIME = r"([T ,]+[0-9]{1,2}[:.][0-9]{2}([:.][0-9]{2}([.,][0-9]+)?)?( ?[AP]M)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?"
_DAY = re.compile(
    rf"\b((19|20)[0-9]{{2}}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}}|[0-9]{{1,2}}[-/.][0-9]{{1,2}}[-/.](19|20)[0-9]{{2}}){_TIME}(?![0-9])",
    re.IGNORECASE,
)
_COORDINATE = re.compile(r"(?<![0-9])-?[0-9]{1,3}[.,][0-9]{4,}")
_DAY_DIGITS = re.compile(
    r"(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])([0-9]{4}|[0-9]{6})?|(0[1-9]|[12][0-9]|3[01])(0[1-9]|1[0-2])(19|20)[0-9]{2}"
)
_ONLY_SIGNS = re.compile(r"[\W\d_]*")


def cell_text(value: Any) -> str | None:
    """
    Write what stands in a cell; None where nothing does.

    Parameters
    ----------
    value : object
        A text, number, date or truth value, as a reader of files gives it.

    Returns
    -------
    str or None

    Examples
    --------
    >>> cell_text(3.0), cell_text(33.1), cell_text("  Tidak  ada "), cell_text(float("nan"))
    ('3', '33.1', 'Tidak ada', None)
    """
    if isinstance(value, str):
        return tidy(value) or None
    if value is None or value != value:  # noqa: PLR0124  a missing number is the one that differs from itself
        return None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime | date | time):
        return _time_text(value)
    if isinstance(value, bytes):
        return tidy(value.decode("utf-8", "replace")) or None
    return _number_text(value)


NUMBER_MARK = "\N{START OF TEXT}"  # no text begins with it: `tidy` drops what cannot be seen


def typed_text(value: Any) -> str | None:
    """
    Write what stands in a cell as `cell_text` does, a number marked as one: its point is a decimal point for certain.

    Examples
    --------
    >>> number_of(typed_text(12.125)), number_of(typed_text("12.125"))
    (12.125, None)
    """
    if isinstance(value, Real) and not isinstance(value, bool) and value == value:  # noqa: PLR0124
        return f"{NUMBER_MARK}{float(value)!r}"
    return cell_text(float(value) if isinstance(value, Decimal) else value)


def number_of(text: str | None) -> float | None:
    """Give the number that a marked text was made of; None for any other text."""
    return float(text.removeprefix(NUMBER_MARK)) if text and text.startswith(NUMBER_MARK) else None


def untyped(text: str | None) -> str | None:
    """Write a marked text as `cell_text` writes its number; any other text as it is."""
    number = number_of(text)
    return text if number is None else cell_text(number)


def _time_text(value: date | time) -> str | None:
    if str(value) == "NaT":
        return None
    midnight = isinstance(value, datetime) and value.time() == time()
    return value.date().isoformat() if midnight and isinstance(value, datetime) else value.isoformat()


def _number_text(value: Any) -> str:
    if isinstance(value, Integral) or _is_whole(value):  # all its digits: a number of a firm may have many
        return str(int(value))
    if isinstance(value, Decimal):
        value = float(value)
    if isinstance(value, float) or hasattr(value, "is_integer"):
        number = float(value)
        if math.isfinite(number) and number.is_integer() and abs(number) < 1e15:
            return str(int(number))
        return format(number, ".15g") if math.isfinite(number) else str(number)
    return tidy(str(value))


def _is_whole(value: Any) -> bool:
    """Say whether a decimal number, as databases have it, is whole and not endless."""
    return isinstance(value, Decimal) and value.is_finite() and value.adjusted() < LONGEST and value == value.to_integral_value()


@lru_cache(maxsize=REMEMBERED)
def tidy(text: str) -> str:
    """Make all kinds of spaces one kind, and drop what is at the ends and what cannot be seen."""
    visible = "".join(
        sign
        for sign in unicodedata.normalize("NFKC", text)
        if unicodedata.category(sign) not in ("Cf", "Cc", "Zs") or sign.isspace()
    )
    return _SPACES.sub(" ", visible.replace("\N{MINUS SIGN}", "-")).strip()


@lru_cache(maxsize=REMEMBERED)
def plain(text: str) -> str:
    """
    Write a heading or an answer without what does not matter when two of them are compared.

    Examples
    --------
    >>> plain(" Tidak_Ada ") == plain("tidak ada") == plain("TIDAK ADA:")
    True
    """
    return _SPACES.sub(" ", tidy(text).casefold().replace("_", " ")).strip(" ?:.*")


def hidden_form(value: str) -> tuple[str, int] | None:
    """
    Say of what form a value is that may be personal, like a phone number, an address of e-mail or a coordinate.

    Returns
    -------
    (str, int) or None
        The form (``surel``, ``koordinat``, ``tanggal``, ``angka``, ``teks``) and the number of digits; None where the value may
        be shown.

    Examples
    --------
    >>> hidden_form("Adaa"), hidden_form("0812/3456/7890"), hidden_form("-6.75432"), hidden_form("31/2/2026 10:00:00")
    (None, ('angka', 12), ('koordinat', 6), None)
    """
    if not _PRIVATE.search(_DAY.sub("", value)):
        return None
    digits = "".join(sign for sign in value if sign.isdecimal())
    if "@" in value:
        return "surel", len(digits)
    if "°" in value or _COORDINATE.search(value):
        return "koordinat", len(digits)
    if _DAY_DIGITS.fullmatch(digits) and _ONLY_SIGNS.fullmatch(value):
        return "tanggal", len(digits)
    return ("angka" if _ONLY_SIGNS.fullmatch(value) else "teks"), len(digits)


def shortened(value: str) -> str:
    """Shorten a value for a message."""
    return value if len(value) <= LONGEST else f"{value[: LONGEST - 1]}…"
