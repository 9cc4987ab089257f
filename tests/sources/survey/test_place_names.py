"""Places as files write them: names, kinds of region, codes, codes that lost a zero."""

import pytest

from klaster_analisis.errors import Faults
from klaster_analisis.sources.places import read_places
from klaster_analisis.sources.survey.opening import load_places
from klaster_analisis.sources.survey.place_names import PlaceNames, PlaceReading


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


# --- a list of the user's own ---

OWN = "lokasi,nama,peran,kode\n"


@pytest.fixture
def own(tmp_path):
    def read(*lines: str) -> PlaceNames:
        (tmp_path / "tempat.csv").write_text(OWN + "\n".join(lines), "utf-8")
        faults = Faults()
        places = read_places(tmp_path / "tempat.csv", faults)
        assert not faults, str(faults[0])
        return PlaceNames(places)

    return read


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("33", ["33"]),
        ("33.10", ["33.10", "3310", "33,10", "33.1"]),
        ("33.10.11", ["33.10.11", "331011", "33 10 11"]),
        ("33.10.11.2001", ["33.10.11.2001", "3310112001"]),
        ("3310120", ["3310120", "33.10.120"]),
        ("10", ["10"]),
        ("07", ["07", "7"]),
        ("KLT-1", ["KLT-1", "klt-1"]),
    ],
)
def test_code_of_any_depth_or_of_ones_own_is_matched_as_written(own, code, written):
    names = own(f"contoh,Contoh,nama,{code}", "lain,Lain,nama,99")
    assert [names.read(text).codes for text in written] == [("contoh",)] * len(written)
    assert names.read("98").codes == ()


def test_lost_zero_is_mended_only_where_one_code_can_be_meant(own):
    assert own("a,Satu,nama,07").read("7") == PlaceReading(("a",), mended=True)
    assert own("a,Satu,nama,07", "b,Dua,nama,7").read("7") == PlaceReading(("b",))
    assert own("a,Satu,nama,07", "b,Dua,nama,007").read("7").codes == ()


@pytest.mark.parametrize(
    "text", ["33.10 Klaten", "3310 - Kab. Klaten", "[3310] KLATEN", "Klaten (33.10)", "33.10. Kabupaten Klaten"]
)
def test_code_and_name_together_are_read_where_they_agree(names, text):
    assert names.read(text).codes == ("klaten",)


@pytest.mark.parametrize("text", ["33.18 Klaten", "Pati (33.10)", "3399 Klaten"])
def test_code_and_name_that_differ_are_not_guessed(names, text):
    assert names.read(text).codes == ()


def test_district_is_no_regency_of_the_same_name(names, own):
    assert names.read("Kec. Pati").codes == ()
    assert own("candi,Candi,nama,").read("Kec. Candi").codes == ("candi",)
    assert own("candi,Kecamatan Candi,nama,").read("Candi").codes == ("candi",)


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Klatem", "klaten"),
        ("Kab. Klatn", "klaten"),
        ("Klaten Jawa Tengah", "klaten"),
        ("Ceper, Klaten", "klaten"),
        ("Purbolinggo", "kabupaten purbalingga"),
        ("3310120", "klaten"),
        ("10", "klaten"),
        ("Slawi", ""),
        ("Jateng", ""),
        ("Malang", ""),
        ("Tanggulangin", ""),
        ("Tegalsari", ""),
        ("Bandung", ""),
    ],
)
def test_what_is_near_is_offered_by_name_and_nothing_else(names, text, near):
    assert names.near(text).removeprefix("kabupaten ") == near.removeprefix("kabupaten ")
    assert names.read(text).codes == ()


@pytest.mark.parametrize(("code", "fault"), [("33.1", "is not a region code"), ("33.10.1", "is not a region code")])
def test_code_that_a_spreadsheet_cut_in_the_list_itself_is_a_fault(tmp_path, code, fault):
    (tmp_path / "tempat.csv").write_text(f"{OWN}a,Satu,nama,{code}\n")
    faults = Faults()
    read_places(tmp_path / "tempat.csv", faults)
    assert fault in str(faults[0])


def test_code_of_two_places_is_a_fault(tmp_path):
    (tmp_path / "tempat.csv").write_text(f"{OWN}a,Satu,nama,10\nb,Dua,nama,10\n")
    faults = Faults()
    read_places(tmp_path / "tempat.csv", faults)
    assert [fault.place for fault in faults] == ["tempat.csv, line 3, column kode"]
