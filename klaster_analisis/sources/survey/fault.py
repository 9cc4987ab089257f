"""What can be wrong with a survey: where, which value, which rule; told in the reader's language."""

import difflib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

from klaster_analisis.errors import Fault
from klaster_analisis.sources.survey.text import hidden_form, plain, shortened

ENGLISH = "en"
NEAR = 0.75  # how alike two texts are of which one is offered for the other
SHOWN_ROWS, MOST_ROWS = 5, 10_000


@dataclass(frozen=True)
class Spot:
    """
    Where something stands.

    Parameters
    ----------
    file : str
    sheet : str
        Empty where the file has none.
    rows : tuple of int
        Numbers of the rows as the file's own program counts them; empty where they are not known.
    column : str
        Heading of the column; empty where all of a row, or of the file, is meant.
    times : int
        In how many rows; more than there are numbers where the rows are not known, or are too many.
    """

    file: str
    sheet: str = ""
    rows: tuple[int, ...] = ()
    column: str = ""
    times: int = 1


@dataclass(frozen=True)
class SurveyFault(Fault):
    """
    One thing that is wrong with a survey; its texts are in English, and in other languages on request.

    Parameters
    ----------
    rule : str
        Which rule is broken: a key of ``rules.toml``.
    spot : Spot
    value : str
        What stands there; empty where no single value is at fault.
    values : mapping
        What the sentence needs besides.
    hidden : (str, int), optional
        Of a value that may be personal only its form is known, as `hidden_form` gives it.
    """

    rule: str = ""
    spot: Spot = Spot("")
    value: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    hidden: tuple[str, int] | None = None

    def in_language(self, language: str) -> Fault:
        """Give the fault in a language of the reader."""
        return Fault(*_texts(self.rule, self.spot, self.value_in(language), self.values, language))

    def value_in(self, language: str) -> str:
        """Give what stands there, or of what form it is, in a language of the reader."""
        return _form_text(self.hidden, language) if self.hidden else self.value


def survey_fault(rule: str, spot: Spot, *, value: str = "", **values: object) -> SurveyFault:
    """
    Make a fault of a rule.

    Parameters
    ----------
    rule : str
        A key of ``rules.toml``.
    spot : Spot
    value : str
        What stands there. Of what may be a phone number, an address or a coordinate only the form is shown.
    **values
        What the sentence needs besides; a ``near`` value, where there is one, is offered.

    Returns
    -------
    SurveyFault

    Examples
    --------
    >>> fault = survey_fault("bukan_tanggal", Spot("survei.xlsx", "data", (14,), "tanggal"), value="kemarin")
    >>> print(fault)
    survei.xlsx, sheet "data", row 14, column tanggal: "kemarin" is not a date. Write it as 2026-11-26; in a spreadsheet, ...
    >>> print(fault.in_language("id").place)
    survei.xlsx, lembar "data", baris 14, kolom tanggal
    """
    hidden = hidden_form(value)
    shown = shown_value(value, ENGLISH)
    texts = _texts(rule, spot, shown, values, ENGLISH)
    return SurveyFault(*texts, rule=rule, spot=spot, value=shown, values=values, hidden=hidden)


def shown_value(value: str, language: str) -> str:
    """
    Write a value for a message: shortened, and what may be personal by its form alone.

    Examples
    --------
    >>> shown_value("Adaa", "en"), shown_value("0812/3456/7890", "en"), shown_value("20261126", "id")
    ('Adaa', '… (12 digits)', '… (8 angka; tanggal?)')
    """
    hidden = hidden_form(value)
    return _form_text(hidden, language) if hidden else shortened(value)


def _form_text(hidden: tuple[str, int], language: str) -> str:
    form, digits = hidden
    return read_rules(language)[1][f"bentuk_{form}"].format(n=digits)


def uneven_rows(spot: Spot, rows: Iterable[tuple[int, Sequence[object]]], *, width: int) -> list[SurveyFault]:
    """
    List the rows of a file that have another number of cells than its header, one fault a number.

    Examples
    --------
    >>> for fault in uneven_rows(Spot("survei.csv"), [(2, ["1", "2"]), (3, ["1"]), (7, ["1"])], width=2):
    ...     print(fault.place, fault.problem)
    survei.csv, rows 3, 7 the number of cells is 1, the heading has 2.
    """
    found: dict[int, list[int]] = {}
    for number, row in rows:
        if len(row) != width:
            found.setdefault(len(row), []).append(number)
    return [
        survey_fault(
            "baris_timpang", replace(spot, rows=tuple(numbers[:MOST_ROWS]), times=len(numbers)), cells=cells, columns=width
        )
        for cells, numbers in found.items()
    ]


def nearest(text: str, allowed: Iterable[str]) -> str:
    """
    Find what a text may have been meant to be; an empty text where nothing is near.

    Examples
    --------
    >>> nearest("Adaa", ["ada", "tidak_ada"])
    'ada'
    """
    by_plain: dict[str, str] = {}
    for name in allowed:
        by_plain.setdefault(plain(name), name)
    close = difflib.get_close_matches(plain(text), by_plain, n=1, cutoff=NEAR)
    return by_plain[close[0]] if close else ""


def _texts(rule: str, spot: Spot, value: str, values: Mapping[str, object], language: str) -> tuple[str, str, str]:
    rules, words = read_rules(language)
    problem, remedy = rules[rule]
    filled = {"value": value, **values}
    if values.get("near"):
        remedy = f"{words['near']} {remedy}".rstrip()
    return _place(spot, words), problem.format_map(filled), remedy.format_map(filled)


def _place(spot: Spot, words: Mapping[str, str]) -> str:
    parts = [spot.file]
    if spot.sheet:
        parts.append(words["sheet"].format(name=spot.sheet))
    if spot.rows:
        parts.append(_rows(spot.rows, spot.times, words))
    elif spot.times > 1:
        parts.append(words["times"].format(times=spot.times))
    if spot.column:
        parts.append(words["column"].format(name=spot.column))
    return ", ".join(parts)


def _rows(rows: Sequence[int], times: int, words: Mapping[str, str]) -> str:
    if len(rows) == 1 == times:
        return words["row"].format(number=rows[0])
    numbers = ", ".join(map(str, rows[:SHOWN_ROWS]))
    more = times - min(len(rows), SHOWN_ROWS)
    return words["rows"].format(numbers=numbers) + (words["more"].format(times=more) if more else "")


@cache
def read_rules(language: str) -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
    """Read the rules in one language: problem and remedy of each; and the words for where something stands."""
    texts = tomllib.loads(files(__package__).joinpath("rules.toml").read_text("utf-8"))
    rules = {rule: tuple(text[language]) for rule, text in texts.items() if rule != "words"}
    return rules, texts["words"][language]
