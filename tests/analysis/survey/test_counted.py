"""A counted survey to and from its file: the same numbers, and nothing of a single firm."""

import json
from dataclasses import fields

import pandas as pd
import pytest

from klaster_analisis import DataError, Survey, example_survey, load_source, load_survey
from klaster_analisis.analysis.survey.counted import survey_text
from klaster_analisis.sources.survey.counted_file import ENDING


@pytest.fixture(scope="module", params=["plain", "withheld", "faulty and weighted"])
def survey(request) -> Survey:
    path = example_survey("survei_jawa_tengah_sintetis.csv")
    if request.param == "plain":
        return load_survey(path)
    if request.param == "withheld":
        return load_survey(path, min_cell=5)
    answers = {"lokasi": ["Pati", "Pati", "?"], "produk": ["3", "9", "4"]}
    frame = pd.DataFrame(answers | {"bobot": [0.5, 2.25, 1], "omzet": [1, 2, 3]})
    return load_survey(frame, allow_faults=True)


@pytest.fixture
def again(survey, tmp_path) -> Survey:
    path = tmp_path / f"survei{ENDING}"
    path.write_text(survey_text(survey), "utf-8")
    return load_source(path)


def plain(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype(object).where(frame.notna(), None)


def test_a_survey_comes_back_as_it_was(survey, again):
    for field in fields(Survey):
        was, became = getattr(survey, field.name), getattr(again, field.name)
        if isinstance(was, pd.DataFrame):
            pd.testing.assert_frame_equal(plain(was), plain(became))
        elif field.name in ("codebook", "places"):
            pd.testing.assert_frame_equal(was.to_frame(), became.to_frame())
        else:
            assert became == was


def test_nothing_of_a_single_firm_is_in_it(survey):
    text = survey_text(survey)
    assert "Usaha Sintetis" not in text
    assert "0800-" not in text
    assert "J00001" not in text


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content | {"format": "lain"},
        lambda content: content | {"answers": {"lokasi": ["pati"]}},
        lambda content: content | {"answers": content["answers"] | {"n": ["dua"] * len(content["answers"]["n"])}},
        lambda content: content | {"codebook": {}},
        lambda content: content | {"waves": None, "days": 3},
        lambda content: {name: value for name, value in content.items() if name != "places"},
        lambda content: [content],
        lambda content: "survei",
    ],
)
def test_what_is_no_counted_survey_is_refused(tmp_path, spoil):
    survey = load_survey(pd.DataFrame({"lokasi": ["Pati"], "produk": ["3"]}))
    path = tmp_path / f"survei{ENDING}"
    path.write_text(json.dumps(spoil(json.loads(survey_text(survey)))), "utf-8")
    with pytest.raises(DataError, match=path.name):
        load_source(path)


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "\x00"])
def test_what_is_no_json_is_refused(tmp_path, text):
    path = tmp_path / f"survei{ENDING}"
    path.write_text(text, "utf-8")
    with pytest.raises(DataError, match="is not a counted survey"):
        load_source(path)
