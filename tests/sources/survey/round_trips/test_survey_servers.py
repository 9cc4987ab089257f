"""What KoboToolbox, ODK Central and Google Forms make of a filled-in form reads back to the same counts, without a mapping."""

import csv
from datetime import datetime, time

import pandas as pd
import pytest

from klaster_analisis import check_survey

KOBO_SYSTEM = {
    **{"_id": "1", "_uuid": "c0ffee", "_submission_time": "2026-11-26T14:05:33", "_validation_status": "", "_notes": ""},
    **{"_status": "submitted_via_web", "_submitted_by": "contoh", "__version__": "vContoh", "_tags": "", "_index": "1"},
}
CENTRAL_END = {
    **{"meta-instanceID": "uuid:contoh", "KEY": "uuid:contoh", "SubmitterID": "7", "SubmitterName": "contoh"},
    **{
        "AttachmentsPresent": "0",
        "AttachmentsExpected": "0",
        "Status": "",
        "ReviewState": "",
        "DeviceID": "contoh",
        "Edits": "0",
    },
    **{"FormVersion": "1"},
}


def text(value):
    return "" if pd.isna(value) else f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def labelled(asked, code, language):
    """A code, or with a language its label."""
    return asked.choices[code][language] if language and code in asked.choices else text(code)


def cells(truth, asked, language=None, *, join=" ", number=text):
    """The column of a question as a server writes it."""
    if asked.kind == "decimal":
        return truth[asked.name].map(number)
    if asked.kind == "select_multiple":
        return truth[asked.name].map(lambda chosen: join.join(labelled(asked, code, language) for code in chosen or ()))
    return truth[asked.name].map(lambda code: labelled(asked, code, language))


def ticked(truth, asked, code, blank=""):
    """The column of one of several answers; `blank` where nothing was answered."""
    return truth[asked.name].map(lambda chosen: blank if chosen is None else str(int(code in chosen)))


def kobo(form, truth, language=None, *, group="/", summary=True, details=True):
    """
    Make what formpack 176f619 makes: `Export(lang=…, group_sep=…, hierarchy_in_labels=…, multiple_select=…)`.

    Without a language headings are names and values codes. Without a separator of groups headings name no group.
    """
    columns = {"start": "2026-11-26T14:01:02.345+07:00", "end": "2026-11-26T14:05:33.000+07:00"}
    for asked in form.asked.values():
        prefix = f"{asked.group_title[language] if language else asked.group}{group}" if group else ""
        heading = prefix + (asked.wording[language] if language else asked.name)
        if summary or asked.kind != "select_multiple":
            columns[heading] = cells(truth, asked, language)
        if details and asked.kind == "select_multiple":
            for code in asked.choices:
                columns[f"{heading}{group or '/'}{labelled(asked, code, language)}"] = ticked(truth, asked, code)
    return pd.DataFrame(columns, index=truth.index).assign(**KOBO_SYSTEM)


def write_kobo(path, frame):
    frame.to_csv(path, sep=";", quoting=csv.QUOTE_ALL, index=False)
    return path


SELECTS = {"both": (True, True), "summary": (True, False), "details": (False, True)}
SETTINGS = [  # every two of the three settings meet
    (language, group, list(SELECTS)[(at + over) % 3])
    for at, language in enumerate([None, "id", "en"])
    for over, group in enumerate(["/", ".", ":", "-", ""])
]


@pytest.mark.parametrize(("language", "group", "select"), SETTINGS)
def test_kobo_csv_in_every_setting_of_its_export_page(form, truth, check, tmp_path, *, language, group, select):
    summary, details = SELECTS[select]
    check(write_kobo(tmp_path / "kobo.csv", kobo(form, truth, language, group=group, summary=summary, details=details)))


@pytest.mark.parametrize("language", [None, "id", "en"])
def test_every_column_of_kobo_is_an_answer_or_the_servers(form, truth, tmp_path, language):
    found = check_survey(write_kobo(tmp_path / "kobo.csv", kobo(form, truth, language)), **form.options)
    assert found.clean
    columns = found.mapping_frame()
    assert set(columns["cara"]) <= {"kode", "teks", "label", "sistem"}
    assert set(columns.loc[columns["pertanyaan"] == "", "kolom"]) == {"start", "end", *KOBO_SYSTEM}


@pytest.mark.parametrize("select", SELECTS)
@pytest.mark.parametrize("typed", [False, True], ids=["all text", "numbers and dates"])
def test_kobo_xlsx_with_codes(form, truth, check, tmp_path, *, select, typed):
    frame = kobo(form, truth, summary=SELECTS[select][0], details=SELECTS[select][1]).astype(object)
    if typed:  # formpack: xls_types_as_text=False
        frame = frame.map(lambda value: float(value) if value.replace(".", "", 1).isdigit() else value)
    frame.to_excel(tmp_path / "kobo.xlsx", index=False, sheet_name="Klaster industri kecil")
    check(tmp_path / "kobo.xlsx")


def central(form, truth, *, split=False, groups=True):
    """
    Make what ODK Central 4f5943d1 makes (`lib/data/briefcase.js`).

    With split answers there are columns for those that somebody chose, and a 0 also where nothing was answered.
    """
    columns = {"SubmissionDate": "2026-11-26T07:05:33.123Z"}
    for asked in form.asked.values():
        heading = f"{asked.group}-{asked.name}" if groups else asked.name
        columns[heading] = cells(truth, asked)
        if split and asked.kind == "select_multiple":
            chosen = dict.fromkeys(code for answer in truth[asked.name].dropna() for code in answer)
            columns |= {f"{heading}/{code}": ticked(truth, asked, code, blank="0") for code in chosen}
    return pd.DataFrame(columns, index=truth.index).assign(**CENTRAL_END)


@pytest.mark.parametrize("split", [False, True], ids=["whole", "split"])
@pytest.mark.parametrize("groups", [True, False], ids=["groups", "no groups"])
def test_odk_central_csv(form, truth, check, tmp_path, *, split, groups):
    central(form, truth, split=split, groups=groups).to_csv(tmp_path / "klaster.csv", index=False)
    check(tmp_path / "klaster.csv")


def test_odk_central_has_no_column_for_an_answer_that_nobody_chose(form, truth, check, tmp_path):
    asked = form.of_kind("select_multiple")[0]
    unchosen = next(iter(asked.choices))
    fewer = truth.copy()
    fewer[asked.name] = truth[asked.name].map(lambda chosen: tuple(code for code in chosen or () if code != unchosen) or None)
    central(form, fewer, split=True).to_csv(tmp_path / "klaster.csv", index=False)
    check(tmp_path / "klaster.csv", truth=fewer)


def google(form, truth, language, *, stamp, decimal=","):
    """
    Make what the sheet of a Google Form holds: whole questions above labels, several joined by a comma.

    It has no page for the day of the interview: the timestamp is the day.
    """
    moments = truth[form.day].map(lambda day: datetime.combine(day, time(14, 5, 33)))
    columns = {stamp: moments}
    for asked in form.asked.values():
        if asked.name != form.day:
            columns[asked.wording[language]] = cells(
                truth, asked, language, join=", ", number=lambda value: text(value).replace(".", decimal)
            )
    return pd.DataFrame(columns)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("stamp", ["Timestamp", "Cap waktu"])
def test_google_forms_csv(form, truth, check, tmp_path, *, language, stamp):
    frame = google(form, truth, language, stamp=stamp)
    frame[stamp] = frame[stamp].dt.strftime("%d/%m/%Y %H.%M.%S")
    frame.to_csv(tmp_path / "tanggapan.csv", index=False)
    check(tmp_path / "tanggapan.csv")


@pytest.mark.parametrize("language", ["id", "en"])
def test_google_forms_xlsx(form, truth, check, tmp_path, language):
    frame = google(form, truth, language, stamp="Timestamp", decimal=".")
    for asked in form.of_kind("decimal"):
        frame[asked.wording[language]] = truth[asked.name]
    frame.to_excel(tmp_path / "tanggapan.xlsx", index=False, sheet_name="Form Responses 1")
    check(tmp_path / "tanggapan.xlsx")
