"""Places as files write them: names, kinds of region, codes, codes that lost a zero."""

import pytest

from klaster_analisis.sources.survey.opening import load_places
from klaster_analisis.sources.survey.place_names import PlaceNames


@pytest.fixture(scope="module")
def names() -> PlaceNames:
    return PlaceNames(load_places())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Klaten", "klaten"),
        ("KLATEN ", "klaten"),
        ("Kab. Klaten", "klaten"),
        ("Kabupaten Klaten", "klaten"),
        ("Klaten Regency", "klaten"),
        ("33.10", "klaten"),
        ("3310", "klaten"),
        ("33,10", "klaten"),
        ("33 10", "klaten"),
        ("Juwana", "pati"),
        ("Kota Magelang", "kota_magelang"),
        ("Magelang City", "kota_magelang"),
        ("kab magelang", "kabupaten_magelang"),
        ("33.71", "kota_magelang"),
    ],
)
def test_a_place_is_recognised(names, text, code):
    found = names.read(text)
    assert (found.codes, found.mended) == ((code,), False)


def test_a_code_that_a_spreadsheet_cut_is_mended_and_said_to_be(names):
    """33.1 was 33.10: a number has no zero at its end. 33.01 would have stayed 33.01."""
    found = names.read("33.1")
    assert (found.codes, found.mended) == (("klaten",), True)
    assert names.read("33.01").codes != ("klaten",)


@pytest.mark.parametrize("text", ["331", "33", "3", "33.99", "33.10.11.2001", "Bandung", "Klatenn", "", "-", "Kota Klaten Utara"])
def test_what_names_no_place_of_the_list_is_not_guessed(names, text):
    assert names.read(text).codes == ()


def test_a_name_of_two_regions_names_both(names):
    assert names.read("Magelang").codes == ("kabupaten_magelang", "kota_magelang")
