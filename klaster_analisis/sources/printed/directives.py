"""What a user says about a table on the lines above it: ``# kunci: nilai``."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from klaster_analisis.errors import Faults, one_of
from klaster_analisis.sources.printed.grid import Cell, shown
from klaster_analisis.sources.printed.table import BARIS, KOLOM, SEMUA

FREKUENSI, SKOR = "frekuensi", "skor"
MAX_SCALE, MAX_ITEMS, LONGEST = 1000, 1000, 2000

_KEYS = {
    "judul": ("caption", "title"),
    "isi": ("content", "contents"),
    "persen": ("percent",),
    "jawaban": ("answers",),
    "rincian": ("parts",),
    "skala": ("scale",),
    "butir": ("items",),
    "sd": (),
    "diwawancarai": ("interviewed",),
}
_KEY = {name: key for key, names in _KEYS.items() for name in (key, *names)}
_CONTENT = {"frekuensi": FREKUENSI, "frequency": FREKUENSI, "skor": SKOR, "score": SKOR, "scores": SKOR}
_PERCENT_OF = {"baris": BARIS, "row": BARIS, "kolom": KOLOM, "column": KOLOM, "semua": SEMUA, "all": SEMUA}
_SEVERAL = {"tunggal": False, "single": False, "ganda": True, "multiple": True}
_POPULATION = {"sampel": False, "sample": False, "populasi": True, "population": True}
_ONLY = dict.fromkeys(("persen", "jawaban", "rincian", "diwawancarai"), FREKUENSI) | dict.fromkeys(("skala", "butir", "sd"), SKOR)
_SCALE = re.compile(r"([0-9]{1,4})\s*[-–—]\s*([0-9]{1,4})")
_PARTS = re.compile(r"([^=]+)=([^=]+)")
_ASKED = re.compile(r"(.*[^\s:=])(?:\s*[:=]\s*|\s+)([0-9]{1,9})")


@dataclass
class Directives:
    """
    What was said about a table; what was not said is None or empty.

    Parameters
    ----------
    caption : str
    content : {"frekuensi", "skor"}, optional
        As said, or as it follows from the other directives.
    percent_of : str, optional
    several, population_sd : bool, optional
    parts : list of tuple of (str, list of str, Cell)
        A whole, its parts, and where that is said.
    scale : tuple of (int, int), optional
    items : int, optional
    interviewed : dict of str to int
    asked_at : Cell, optional
        Where the interviewed are given.
    """

    caption: str = ""
    content: str | None = None
    percent_of: str | None = None
    several: bool | None = None
    parts: list[tuple[str, list[str], Cell]] = field(default_factory=list)
    scale: tuple[int, int] | None = None
    items: int | None = None
    population_sd: bool | None = None
    interviewed: dict[str, int] = field(default_factory=dict)
    asked_at: Cell | None = None


def read_directives(cells: Iterable[Cell], faults: Faults) -> Directives:
    """
    Read the lines above a table.

    Parameters
    ----------
    cells : iterable of Cell
        Each begins with ``#``.
    faults : Faults
        Takes up what is wrong.

    Returns
    -------
    Directives

    Examples
    --------
    >>> read_directives([Cell("# skala: 1-5", "A1")], Faults()).scale
    (1, 5)
    """
    said = Directives()
    seen: dict[str, Cell] = {}
    for cell in cells:
        typed, colon, value = (part.strip() for part in cell.text.lstrip("# ").partition(":"))
        if not colon or len(cell.text) > LONGEST:
            faults.add(cell.place, f"{shown(cell.text)} is not a directive.", 'Write "# key: value", like "# skala: 1-5".')
            continue
        key = _KEY.get(typed.casefold())
        if key is None:
            faults.add(cell.place, f"the directive {shown(typed)} is not known.", one_of(_KEYS, given=typed))
        elif key in seen and key != "rincian":
            faults.add(cell.place, f'the directive "{key}" is already at {seen[key].place}.', "Keep one.")
        else:
            seen[key] = cell
            _READERS[key](said, value, cell, faults)
    _settle_content(said, seen, faults)
    return said


def _settle_content(said: Directives, seen: dict[str, Cell], faults: Faults) -> None:
    """Say which content follows from the directives, and note those that contradict each other."""
    for key, cell in seen.items():
        content = _ONLY.get(key)
        if content is None:
            continue
        if said.content is None:
            said.content = content
        elif said.content != content:
            kinds = {FREKUENSI: "counts and percentages (frekuensi)", SKOR: "scores (skor)"}
            problem = f'"{key}" is for a table of {kinds[content]}, but other directives make it one of {kinds[said.content]}.'
            faults.add(cell.place, problem, "Keep what fits the table.")


def _caption(said: Directives, value: str, cell: Cell, faults: Faults) -> None:
    said.caption = value


def _chosen(attribute: str, allowed: dict[str, object]) -> "Reader":
    def read(said: Directives, value: str, cell: Cell, faults: Faults) -> None:
        if value.casefold() in allowed:
            setattr(said, attribute, allowed[value.casefold()])
        else:
            faults.add(cell.place, f"{shown(value)} is not allowed here.", one_of(allowed, given=value))

    return read


def _parts(said: Directives, value: str, cell: Cell, faults: Faults) -> None:
    match = _PARTS.fullmatch(value)
    parts = [part.strip() for part in match[2].split("+")] if match else []
    if match is None or not all(parts) or len(parts) < 2:
        faults.add(cell.place, f"{shown(value)} is not a whole and its parts.", 'Write like "Ada = Pasif + Aktif + Proaktif".')
    else:
        said.parts.append((match[1].strip(), parts, cell))


def _scale(said: Directives, value: str, cell: Cell, faults: Faults) -> None:
    match = _SCALE.fullmatch(value)
    low, high = (int(match[1]), int(match[2])) if match else (0, 0)
    if not low < high <= MAX_SCALE:
        faults.add(
            cell.place, f"{shown(value)} is not a scale up to {MAX_SCALE}.", "Write its lowest and highest answer, like 1-5."
        )
    else:
        said.scale = low, high


def _items(said: Directives, value: str, cell: Cell, faults: Faults) -> None:
    if re.fullmatch(r"[0-9]{1,4}", value) and 1 <= int(value) <= MAX_ITEMS:
        said.items = int(value)
    else:
        remedy = "Write how many items a score is the mean of, like 4."
        faults.add(cell.place, f"{shown(value)} is not a whole number from 1 to {MAX_ITEMS}.", remedy)


def _interviewed(said: Directives, value: str, cell: Cell, faults: Faults) -> None:
    said.asked_at = cell
    for one in re.split(r"[;,]", value.rstrip(";,. ")):
        match = _ASKED.fullmatch(one.strip())
        if match is None:
            faults.add(
                cell.place, f"{shown(one.strip())} is not a row and a number.", 'Write like "Klaten 12; Pati 17; Tegal 19".'
            )
        elif match[1].strip() in said.interviewed:
            faults.add(cell.place, f"{shown(match[1].strip())} stands there twice.", "Keep one.")
        else:
            said.interviewed[match[1].strip()] = int(match[2])


Reader = Callable[[Directives, str, Cell, Faults], None]
_READERS: dict[str, Reader] = {
    "judul": _caption,
    "isi": _chosen("content", dict(_CONTENT)),
    "persen": _chosen("percent_of", dict(_PERCENT_OF)),
    "jawaban": _chosen("several", dict(_SEVERAL)),
    "rincian": _parts,
    "skala": _scale,
    "butir": _items,
    "sd": _chosen("population_sd", dict(_POPULATION)),
    "diwawancarai": _interviewed,
}
