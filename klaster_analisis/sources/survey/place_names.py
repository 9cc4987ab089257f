"""Places as files write them: by name, with or without what kind of region it is, or by code, even one that lost a zero."""

import re
from dataclasses import dataclass

from klaster_analisis.sources.places import Places
from klaster_analisis.sources.survey.text import plain

_KINDS = {
    "kabupaten": "kabupaten",
    "kab": "kabupaten",
    "regency": "kabupaten",
    "kota": "kota",
    "city": "kota",
    "kotamadya": "kota",
}
_KIND = re.compile(rf"(?P<kind>{'|'.join(_KINDS)})\b\.? ?(?P<name>.+)|(?P<first>.+) (?P<last>regency|city)")
_NUMBER = re.compile(r"([0-9]{2})(?:[., ]([0-9]{1,2})|([0-9]{2}))")


@dataclass(frozen=True)
class PlaceReading:
    """
    What a text may name.

    Parameters
    ----------
    codes : tuple of str
        Of the places: none where it names no place of the list, several where it does not say which.
    mended : bool
        Whether a zero was put back.
    """

    codes: tuple[str, ...]
    mended: bool = False


class PlaceNames:
    """
    All names and codes of places.

    Parameters
    ----------
    places : Places

    Examples
    --------
    >>> from klaster_analisis.sources.survey.opening import load_places
    >>> names = PlaceNames(load_places())
    >>> names.read("Kab. Klaten").codes, names.read("33.1"), names.read("3318").codes
    (('klaten',), PlaceReading(codes=('klaten',), mended=True), ('pati',))
    >>> names.read("Magelang").codes, names.read("Bandung").codes
    (('kabupaten_magelang', 'kota_magelang'), ())
    """

    def __init__(self, places: Places) -> None:
        self._names: dict[str, str] = {}
        self._regions: dict[str, str] = {}
        self._bare: dict[str, list[str]] = {}
        for place in places.by_code.values():
            for name in (place.code, place.name, *place.aliases):
                self._names.setdefault(_standard(name), place.code)
                self._bare.setdefault(_bare(name), []).append(place.code)
            if place.region_code:
                self._regions[place.region_code] = place.code

    def read(self, text: str) -> PlaceReading:
        """Say which places a text may name."""
        name = _standard(text)
        if name in self._names:
            return PlaceReading((self._names[name],))
        if match := _NUMBER.fullmatch(text.strip()):
            return self._read_code(match[1], match[2] or match[3])
        with_kind = name != _bare(text)
        codes = tuple(dict.fromkeys(self._bare.get(_bare(text), ())))
        return PlaceReading(() if with_kind and len(codes) > 1 else codes)

    def _read_code(self, province: str, region: str) -> PlaceReading:
        whole = f"{province}.{region:0<2}"  # 33.1 was 33.10: a number has no zero at its end
        found = self._regions.get(whole)
        return PlaceReading((found,) if found else (), mended=len(region) == 1)

    @property
    def spellings(self) -> list[str]:
        """All names, to offer the nearest one."""
        return list(self._names)


def _standard(text: str) -> str:
    """Write a name with the full word for what kind of region it is, before it."""
    name = plain(text)
    match = _KIND.fullmatch(name)
    if match is None:
        return name
    kind, rest = match["kind"] or match["last"], match["name"] or match["first"]
    return f"{_KINDS[kind]} {rest}"


def _bare(text: str) -> str:
    return re.sub(r"^(kabupaten|kota) ", "", _standard(text))
