"""The places, under every name that they have in print, and their region codes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from klaster_analisis.errors import Fault, Faults, UsageError, one_of
from klaster_analisis.sources.plain_table import read_plain_table
from klaster_analisis.terms import TEMPAT_LAIN, TOTAL

COLUMNS = ("lokasi", "nama")
OPTIONAL = ("peran", "kode", "catatan")
NAME, ALIAS, CANDIDATE = "nama", "sebutan", "kemungkinan"
CODE = re.compile(r"[a-z][a-z0-9_]*")
REGION_CODE = re.compile(r"\d{2}(\.\d{2}(\.\d{2,3}(\.\d{3,4})?)?)?")
_DOTTED = re.compile(r"\d+(\.\d*)+")  # written like an official code: a spreadsheet may have cut a zero from it


@dataclass(frozen=True)
class Place:
    """
    A place.

    Parameters
    ----------
    code : str
        How frames and file names write it.
    name : str
        How a reader sees it.
    region_code : str
        The code of the region, as text: an official one of any depth, or one of the list's own; empty where the source does
        not settle which region is meant.
    aliases : tuple of str
        Other names in print.
    candidates : dict of str
        Regions that may be meant, with their codes, where that is not settled.
    """

    code: str
    name: str
    region_code: str
    aliases: tuple[str, ...]
    candidates: dict[str, str]


@dataclass(frozen=True)
class Places:
    """
    All places, in order.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> places = load_study().places
    >>> places.find("Juwana").code
    'pati'
    >>> places["tegal"].region_code, list(places["tegal"].candidates.values())
    ('', ['33.28', '33.76'])
    """

    by_code: dict[str, Place]

    def __getitem__(self, code: str) -> Place:
        return self.by_code[code]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the places, in order."""
        return tuple(self.by_code)

    def find(self, name: str) -> Place:
        """
        Find a place by any of its names.

        Parameters
        ----------
        name : str
            A name, an alias or a region code; in upper or lower case.

        Raises
        ------
        UsageError
            If no place has that name; the message lists the names that there are.
        """
        if not isinstance(name, str):
            raise UsageError([Fault("region", f"{name!r} is not a text.", "Write a name, like Klaten, or a code in quotes.")])
        for place in self.by_code.values():
            if _plain(name) and _plain(name) in map(_plain, (place.code, place.name, place.region_code, *place.aliases)):
                return place
        names = [place.name for place in self.by_code.values()]
        raise UsageError([Fault("region", f'"{name}" is not a place of this source.', one_of(names, given=name))])

    def to_frame(self) -> pd.DataFrame:
        """Give the rows of the places' file, all columns as text."""
        rows = []
        for place in self.by_code.values():
            rows.append((place.code, place.name, NAME, place.region_code))
            rows += [(place.code, alias, ALIAS, "") for alias in place.aliases]
            rows += [(place.code, name, CANDIDATE, code) for name, code in place.candidates.items()]
        return pd.DataFrame(rows, columns=["lokasi", "nama", "peran", "kode"], dtype=str).assign(catatan="")

    def only(self, codes: Iterable[str]) -> "Places":
        """Keep some places, in their order here."""
        kept = set(codes)
        return Places({code: place for code, place in self.by_code.items() if code in kept})


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def read_places(path: Path, faults: Faults) -> Places:
    """
    Read the names of the places.

    Parameters
    ----------
    path : pathlib.Path
    faults : Faults
        Takes up what is wrong.

    Returns
    -------
    Places
    """
    before = len(faults)
    frame = read_plain_table(path, columns=COLUMNS, optional=OPTIONAL, faults=faults)
    return places_of(frame, path.name, faults) if len(faults) == before else Places({})


def places_of(frame: pd.DataFrame, name: str, faults: Faults) -> Places:
    """
    Make places of the rows of their file, as `read_places` reads and `Places.to_frame` gives them.

    Parameters
    ----------
    frame : pandas.DataFrame of str
        Indexed by number of the line.
    name : str
        Of the file, for messages.
    faults : Faults
        Takes up what is wrong.

    Returns
    -------
    Places
    """
    before = len(faults)
    frame = frame.copy()
    frame["peran"] = frame["peran"].replace("", NAME)
    _check(name, frame, faults)
    if len(faults) > before:
        return Places({})
    return Places({str(code): _place(str(code), rows) for code, rows in frame.groupby("lokasi", sort=False)})


def _check(name: str, frame: pd.DataFrame, faults: Faults) -> None:
    for line, row in frame.iterrows():
        where = f"{name}, line {line}"
        if not CODE.fullmatch(row["lokasi"]):
            faults.add(f"{where}, column lokasi", f'"{row["lokasi"]}" is not a code.', "Use a–z, 0–9 and _.")
        if row["lokasi"] in (TOTAL, TEMPAT_LAIN):
            faults.add(f"{where}, column lokasi", f'"{row["lokasi"]}" is what we call a sum of places.', "Choose another code.")
        if row["peran"] not in (NAME, ALIAS, CANDIDATE):
            faults.add(
                f"{where}, column peran",
                f'"{row["peran"]}" is no role of a name.',
                one_of((NAME, ALIAS, CANDIDATE), given=row["peran"]),
            )
        if _DOTTED.fullmatch(row["kode"]) and not REGION_CODE.fullmatch(row["kode"]):
            faults.add(
                f"{where}, column kode",
                f'"{row["kode"]}" is not a region code.',
                "Write it as text with both digits of each part, like 33.10.",
            )
    coded = frame.loc[(frame["peran"] == NAME) & (frame["kode"] != ""), "kode"]
    for column, values in (("nama", frame["nama"]), ("kode", coded)):
        for line, value in values[values.map(_plain).duplicated()].items():
            faults.add(f"{name}, line {line}, column {column}", f'"{value}" stands there twice.', "Keep one.")
    for code, rows in frame.groupby("lokasi", sort=False):
        if (rows["peran"] == NAME).sum() != 1:
            faults.add(name, f'"{code}" must have exactly one row with the role {NAME}.', "Mark its one name.")


def _place(code: str, rows: pd.DataFrame) -> Place:
    role = dict(list(rows.groupby("peran")))
    name = role[NAME].iloc[0]
    others = role.get(ALIAS, rows.iloc[:0])
    candidates = role.get(CANDIDATE, rows.iloc[:0])
    return Place(
        code=code,
        name=name["nama"],
        region_code=name["kode"],
        aliases=tuple(others["nama"]),
        candidates=dict(zip(candidates["nama"], candidates["kode"], strict=True)),
    )
