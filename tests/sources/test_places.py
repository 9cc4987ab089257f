"""Places go by many names."""

import pytest

from klaster_analisis import UsageError


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Klaten", "klaten"),
        ("CEPER", "klaten"),
        ("juwana", "pati"),
        ("Pati-Juwana", "pati"),
        (" Tegal ", "tegal"),
        ("tegal", "tegal"),
    ],
)
def test_every_printed_name_is_known(study, name, code):
    assert study.places.find(name).code == code


@pytest.mark.parametrize("name", ["Brebes", "", "../../x", "<script>", "Kota Tegal"])
def test_other_names_are_refused(study, name):
    """The study does not say whether Tegal is the city or the regency: neither is taken for it."""
    with pytest.raises(UsageError, match="is not a place of this source"):
        study.places.find(name)


def test_a_near_miss_is_offered_never_taken(study):
    with pytest.raises(UsageError, match='Did you mean "Klaten"'):
        study.places.find("Klatten")


def test_region_codes_are_text(study):
    assert study.places["klaten"].region_code == "33.10"
    assert study.places["tegal"].region_code == ""


def test_a_number_is_no_name(study):
    with pytest.raises(UsageError, match="33 is not a text"):
        study.places.find(33)
