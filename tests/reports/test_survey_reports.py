"""Reports of surveys as the command renders them: whose words they speak, what they tell of the data, what they never tell."""

import json
import re

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from klaster_analisis.reports.regional import render_reports
from klaster_analisis.reports.survey_request import SurveyRequest

SECRETS = ["Mebel Rahasia", "0812-3456-7890", "rahasia@contoh.id", "-6.754321", "110.842109", "Jalan Rahasia"]


def text_of(path):
    soup = BeautifulSoup(path.read_text("utf-8"), "html.parser")
    alternatives = [image["alt"] for image in soup.find_all("img")]
    for hidden in soup.find_all(["style", "script"]):
        hidden.decompose()
    return re.sub(r"\s+", " ", " ".join([soup.get_text(" "), *alternatives]))


@pytest.fixture(scope="module", params=["id", "en"])
def own(request, rattan, tmp_path_factory):
    """A report of a survey with a codebook that is not the study's."""
    folder = tmp_path_factory.mktemp("laporan")
    (record,) = render_reports(folder, request=rattan, regions=["Hulu"], language=request.param)
    assert not record.cause
    return text_of(folder / record.file)


def test_an_own_codebook_gives_its_words_and_the_surveys_numbers(own):
    """By hand: the places take turns, 8 weavers each, of which every second exports."""
    english = "Rattan weaving" in own
    assert english != ("Anyaman rotan" in own)
    for words in ("Quality", "Weave", "Old teak", "4 (50.0)") if english else ("Mutu", "Anyaman", "Kayu jati – tua", "4 (50,0)"):
        assert words in own
    assert "Contoh Hulu" in own


def test_an_own_codebook_gives_nothing_of_the_study(own):
    assert not re.search(r"JICA|ADB|FPK|FKAK|Klaten|Juwana|logam|metal|Wilayah|Kabupaten|Table [0-9]|Tabel [0-9]", own)


def test_an_own_codebook_hides_who_answered(own):
    assert "Tukang" not in own


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Render a survey with personal data and faults, faults allowed and small cells withheld: the folder of all that was made."""
    firms = pd.DataFrame({"lokasi": ["Pati"] * 12 + ["Tegal"] * 9, "id_usaha": [f"U{at}" for at in range(21)]})
    firms["produk"] = ["3"] * 6 + ["4"] * 6 + ["2"] * 8 + ["99 kali"]
    firms["kerjasama_hulu"] = ["ada"] * 11 + ["tidak_ada"] + ["ada"] * 5 + ["tidak_ada"] * 4
    for name, secret in zip(["nama", "telepon", "surel", "lintang", "bujur", "alamat"], SECRETS, strict=True):
        firms[name] = secret
    folder = tmp_path_factory.mktemp("diam")
    firms.to_csv(folder / "survei.csv", index=False)
    request = SurveyRequest((folder / "survei.csv",), allow_faults=True, min_cell=5)
    records = render_reports(folder / "out", request=request, language="en")
    assert [record.cause for record in records] == ["", ""]
    return folder / "out"


def test_nothing_personal_is_in_any_file(told):
    for path in told.iterdir():
        content = path.read_text("utf-8")
        assert not [secret for secret in SECRETS if secret in content], path.name


def test_it_does_not_say_how_many_answers_were_faulty(told):
    """There is one: fewer than are shown."""
    for name in ("laporan_pati_en.html", "laporan_tegal_en.html"):
        assert "Faults were found" in text_of(told / name)
        assert "1 faulty answer" not in text_of(told / name)


def test_it_says_what_was_hidden_and_hides_it(told):
    """By hand: in Pati one firm does not cooperate with upstream firms, and in Tegal four: both are below five."""
    text = text_of(told / "laporan_pati_en.html")
    assert "Withheld, because a count is below 5 firms or would tell one that is" in text
    assert not re.search(r"\b11 of 12\b|91\.7", text)


def test_the_manifest_says_how_the_survey_was_read(told):
    manifest = json.loads((told / "manifest.json").read_text("utf-8"))
    for report in manifest["reports"]:
        said = {key: report["parameters"][key] for key in ("sumber", "kesalahan_dibolehkan", "sel_terkecil")}
        assert said == {"sumber": "survei.csv", "kesalahan_dibolehkan": True, "sel_terkecil": 5}
        assert "survey 1: survei.csv" in report["inputs"]
    assert str(told.parent) not in json.dumps(manifest)
