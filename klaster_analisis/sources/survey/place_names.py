"""Places as files write them: by name, with or without what kind of region it is, or by code, even one that lost a zero."""

import re
from dataclasses import dataclass

from klaster_analisis.sources.places import Places
from klaster_analisis.sources.survey.likeness import is_slip
from klaster_analisis.sources.survey.text import plain

_KINDS = {
    **dict.fromkeys(("kabupaten", "kab", "regency"), "kabupaten"),
    **dict.fromkeys(("kota", "city", "kotamadya"), "kota"),
    **dict.fromkeys(("kecamatan", "kec", "district"), "kecamatan"),
    **dict.fromkeys(("desa", "ds", "village"), "desa"),
    **dict.fromkeys(("kelurahan", "kel"), "kelurahan"),
    **dict.fromkeys(("provinsi", "propinsi", "prov", "province"), "provinsi"),
}
_KIND = re.compile(
    rf"(?P<kind>{'|'.join(_KINDS)})\b\.? ?(?P<name>.+)|(?P<first>.+) (?P<last>regency|city|district|village|province)"
)
_OF_CODE = re.compile(r"\d{2}\.\d{2}")  # a regency or city, which is no district or village of the same name
_CODED = re.compile(
    r"[(\[]?(?P<code>\d[\d., ]*\d|\d)[)\]]?\s*[-–—:.=]*\s*(?P<name>[^\W\d].*)"
    r"|(?P<before>.*[^\W\d])\s*[(\[](?P<after>\d[\d.,]*)[)\]]"
)
_SIGNS = re.compile(r"[., -]")
_NUMBER = re.compile(r"([0-9]{2})[., ]([0-9]{1,2})")
_UNWORD = re.compile(r"[^\w]+")
_KIND_BEFORE = re.compile(rf"^({'|'.join(dict.fromkeys(_KINDS.values()))}) ")
MIN_WORD = 4  # letters of a name that is looked for within a text, and digits of a code


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
        self._places = places
        self._names: dict[str, str] = {}
        self._regions: dict[str, str] = {}
        self._digits: dict[str, list[str]] = {}
        self._bare: dict[str, list[str]] = {}
        for place in places.by_code.values():
            for name in (place.code, place.name, *place.aliases):
                self._names.setdefault(_standard(name), place.code)
                self._bare.setdefault(_bare(name), []).append(place.code)
            if place.region_code:
                self._regions[plain(place.region_code)] = place.code
                self._digits.setdefault(_SIGNS.sub("", place.region_code), []).append(place.code)

    def read(self, text: str) -> PlaceReading:
        """Say which places a text may name: by a name, by a code, or by both where they agree."""
        name = _standard(text)
        if name in self._names:
            return PlaceReading((self._names[name],))
        if found := self._by_code(text):
            return found
        if match := _CODED.fullmatch(text.strip()):
            code, named = match["code"] or match["after"], match["name"] or match["before"]
            both = self._by_code(code) or PlaceReading(()), self._by_name(named)
            return both[0] if len(both[0].codes) == 1 and both[0].codes[0] in both[1].codes else PlaceReading(())
        return self._by_name(text)

    def _by_name(self, text: str) -> PlaceReading:
        name = _standard(text)
        if name in self._names:
            return PlaceReading((self._names[name],))
        kind = name.partition(" ")[0] if name != _bare(text) else ""
        codes = tuple(dict.fromkeys(code for code in self._bare.get(_bare(text), ()) if self._may_be(code, kind)))
        return PlaceReading(() if kind and len(codes) > 1 else codes)

    def _may_be(self, code: str, kind: str) -> bool:
        """Say whether a place may be of the kind that a text names: no regency is a district."""
        return kind in ("", "kabupaten", "kota") or not _OF_CODE.fullmatch(self._places[code].region_code)

    def _by_code(self, text: str) -> PlaceReading | None:
        """Read a code as it is written, without its points, or without the zero that a spreadsheet cut; None where it is none."""
        code = plain(text)
        if code in self._regions:
            return PlaceReading((self._regions[code],))
        digits = _SIGNS.sub("", code)
        if not digits.isdecimal():
            return None
        if match := _NUMBER.fullmatch(text.strip()):  # 33.1 was 33.10: a number has no zero at its end
            whole = f"{match[1]}.{match[2]:0<2}"
            if len(match[2]) == 1 and whole in self._regions:
                return PlaceReading((self._regions[whole],), mended=True)
        if len(found := self._digits.get(digits, [])) == 1:
            return PlaceReading((found[0],))
        cut = [place for own, places in self._digits.items() if own.lstrip("0") == digits for place in places if own != digits]
        return PlaceReading((cut[0],), mended=True) if len(cut) == 1 else None

    def near(self, text: str) -> str:
        """
        Find the place that a text may have been meant to name; an empty text where none is near.

        It holds the whole name, is one slip away from it, or is the code of a part of the place.
        """
        name, words = _standard(text), f" {_UNWORD.sub(' ', plain(text))} "
        digits = _SIGNS.sub("", plain(text))
        if digits.isdecimal():
            held = [places[0] for own, places in self._digits.items() if len(own) >= MIN_WORD and digits.startswith(own)]
            ending = [places[0] for own, places in self._digits.items() if len(own) > len(digits) > 1 and own.endswith(digits)]
            found = held or ending
            return _standard(self._places[found[0]].name) if len(found) == 1 else ""
        whole = [known for known in self._names if len(known) >= MIN_WORD and f" {known} " in words]
        close = whole or [known for known in self._names if is_slip(name, known)]
        close = close or [
            _standard(self._places[codes[0]].name) for bare, codes in self._bare.items() if is_slip(_bare(text), bare)
        ]
        return max(close, key=len) if close else ""


def _standard(text: str) -> str:
    """Write a name with the full word for what kind of region it is, before it."""
    name = plain(text)
    match = _KIND.fullmatch(name)
    if match is None:
        return name
    kind, rest = match["kind"] or match["last"], match["name"] or match["first"]
    return f"{_KINDS[kind]} {rest}"


def _bare(text: str) -> str:
    return _KIND_BEFORE.sub("", _standard(text))
