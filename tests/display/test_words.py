"""Both languages say the same: same keys, same variables, same numbers."""

import re
from fractions import Fraction

import jinja2
import pytest
from bs4 import BeautifulSoup
from jinja2 import meta

from klaster_analisis import UsageError
from klaster_analisis.display import Words, describe, region
from klaster_analisis.display.prose import Prose
from klaster_analisis.display.words import SURVEY, read_texts
from klaster_analisis.sources.development import load_development_steps

NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def numbers(text: str) -> list[Fraction]:
    """Every number in a text, in order of size, decimal comma or point alike."""
    return sorted(Fraction(found.replace(",", ".")) for found in NUMBER.findall(text))


def read(prose: Prose) -> str:
    """What a reader sees."""
    return BeautifulSoup(prose.html, "html.parser").get_text(" ")


def texts_of(language: str) -> dict[str, str]:
    """All texts of a language by section and name, those of surveys included."""
    texts = dict(read_texts(language))
    of_surveys = texts.pop(SURVEY)
    sections = texts | {f"{SURVEY}.{name}": section for name, section in of_surveys.items()}
    return {f"{section}.{name}": text for section, named in sections.items() for name, text in named.items()}


def test_same_keys():
    assert texts_of("id").keys() == texts_of("en").keys()


def test_a_text_of_surveys_takes_the_place_of_another():
    keys = texts_of("id").keys()
    assert [key for key in keys if key.startswith(f"{SURVEY}.") and key.removeprefix(f"{SURVEY}.") not in keys] == []


def test_same_variables():
    environment = jinja2.Environment()  # noqa: S701 - only parsed
    environment.filters |= dict.fromkeys(["skor", "persen", "daftar", "kecil", "angka", "poin", "peluang"], str)
    english = texts_of("en")
    for key, text in texts_of("id").items():
        both = [meta.find_undeclared_variables(environment.parse(t)) for t in (text, english[key])]
        assert both[0] == both[1], key


def pieces(words, known):
    tables, dynamics, asked = known.cooperation, known.dynamics, known.asked
    yield describe.describe_dynamics(dynamics, words)
    yield describe.describe_problems(words)
    yield describe.describe_unanswered(tables, words, asked=asked)
    for table in tables.values():
        yield describe.describe_cooperation(table, words, asked=asked)
    for place in asked.index:
        yield describe.describe_dynamics(dynamics, words, place=place)
        yield region.introduce_place(place, known, words)
        yield region.describe_stage(place, known, words)
        yield region.list_next_steps(place, known, words)
        yield region.list_caveats(place, known, words)
        yield region.describe_place(place, known, words)
        yield region.list_focuses(place, known, words)
    yield region.list_steps(load_development_steps(), words)
    yield region.list_sources(known, words)


def test_same_numbers_in_every_sentence(study, known):
    both = [list(pieces(Words(code, study.codebook, study.places), known)) for code in ("id", "en")]
    for indonesian, english in zip(*both, strict=True):
        assert numbers(read(indonesian)) == numbers(read(english)), english.html


def test_numbers_are_written_as_the_language_does(study):
    indonesian, english = (Words(code, study.codebook, study.places) for code in ("id", "en"))
    assert (indonesian.number(1234.5, decimals=1), english.number(1234.5, decimals=1)) == ("1.234,5", "1,234.5")
    assert (indonesian.percent(34 / 48), english.percent(34 / 48)) == ("70,8%", "70.8%")
    assert indonesian.number(float("nan")) == "–"


def test_a_half_is_rounded_up(indonesian):
    """By hand: 3 of 48 is 6.25 percent."""
    assert indonesian.percent(3 / 48) == "6,3%"
    assert [indonesian.number(value) for value in (0.5, 1.5, 2.5)] == ["1", "2", "3"]


def test_a_score_is_written_with_the_decimals_it_has(indonesian):
    assert [indonesian.score(value) for value in (3, 2.8, 2.75, 7 / 3, float("nan"))] == ["3", "2,8", "2,75", "2,33", "–"]


def test_an_undisclosed_answer_says_so(words):
    assert words.answer("bahan_baku", "2") == words.say("umum.tak_diungkap")


def test_unknown_language_is_refused(study):
    with pytest.raises(UsageError, match='"jv" is not a language'):
        Words("jv", study.codebook, study.places)


def test_a_text_without_its_value_is_an_error(words):
    with pytest.raises(jinja2.UndefinedError):
        words.say("tabel.tahap")


def test_labels_are_uncapitalised_inside_a_sentence(indonesian):
    values = {"tempat": "X", "nilai": 2, "n": 6, "sama": False, "ditahan": 0}
    assert "pada keterampilan" in indonesian.say("gambar.dinamika_judul_satu", indikator=["Keterampilan"], **values)
    assert "pada FPK" in indonesian.say("gambar.dinamika_judul_satu", indikator=["FPK"], **values)
