"""A survey in the file of a statistics program, or in Parquet, reads back to the same counts, without a mapping."""

import pandas as pd
import pyreadstat
import pytest

from klaster_analisis import load_survey

RESERVED = 90  # codes of reasons for missing answers


def numbered(form, asked):
    """Whole numbers for the answers to a question: its own where they are numbers, and from 0 where they are words."""
    own = [code for code in asked.choices if code not in form.reasons]
    numbers = {code: int(code) if code.isdecimal() else at for at, code in enumerate(own)}
    return numbers | {code: RESERVED + at for at, code in enumerate(form.reasons) if code in asked.choices}


def statistical(form, truth, upper=str.upper):
    """Columns of numbers, the labels of columns and of values, and the codes of reasons."""
    columns, labels, values, reasons = {}, {}, {}, {}
    for asked in form.asked.values():
        if asked.kind == "select_multiple":
            for at, (code, label) in enumerate(asked.choices.items(), start=1):
                name = f"{asked.name}_{at}"
                columns[name] = truth[asked.name].map(lambda chosen, code=code: float(code in chosen), na_action="ignore")
                labels[name], values[name] = f"{asked.heading['id']}/{label['id']}", {0: "TIDAK", 1: "YA"}
            continue
        columns[asked.name], labels[asked.name] = truth[asked.name], asked.wording["id"][:80]
        if asked.kind == "select_one":
            numbers = numbered(form, asked)
            columns[asked.name] = truth[asked.name].map(numbers, na_action="ignore").astype(float)
            values[asked.name] = {number: upper(asked.choices[code]["id"]) for code, number in numbers.items()}
            reasons[asked.name] = {code: number for code, number in numbers.items() if code in form.reasons}
    return pd.DataFrame(columns), labels, values, {name: codes for name, codes in reasons.items() if codes}


@pytest.mark.parametrize("ending", [".sav", ".zsav"])
@pytest.mark.parametrize("marked", ["each", "range", "none"])
def test_spss_file(form, truth, check, tmp_path, *, ending, marked):
    frame, labels, values, reasons = statistical(form, truth)
    missing = {
        "each": {name: list(codes.values()) for name, codes in reasons.items()},
        "range": {name: [{"lo": RESERVED, "hi": RESERVED + 9}] for name in reasons},
        "none": {},
    }[marked]
    path = tmp_path / f"data{ending}"
    pyreadstat.write_sav(
        frame, path, column_labels=labels, variable_value_labels=values, missing_ranges=missing, compress=ending == ".zsav"
    )
    check(path)


@pytest.mark.parametrize("whole", [True, False], ids=["whole numbers", "doubles"])
@pytest.mark.parametrize("version", [14, 15])
def test_stata_file_with_extended_missing_values(form, truth, check, tmp_path, *, whole, version):
    frame, labels, values, reasons = statistical(form, truth)
    letters = dict(zip(form.reasons, "abc", strict=False))
    for name, codes in reasons.items():
        lettered = {number: letters[code] for code, number in codes.items()}
        values[name] = {lettered.get(number, number): label for number, label in values[name].items()}
        cells = [lettered.get(value, int(value) if whole and pd.notna(value) else value) for value in frame[name]]
        frame[name] = pd.Series(cells, dtype=object)
    path = tmp_path / "data.dta"
    pyreadstat.write_dta(
        frame.drop(columns=form.day),
        path,
        version=version,
        column_labels=labels,
        variable_value_labels=values,
        missing_user_values={name: [letters[code] for code in codes] for name, codes in reasons.items()},
    )
    check(path, truth=truth.drop(columns=form.day))


@pytest.mark.parametrize("kind", ["string", "category", "object"])
@pytest.mark.parametrize("engine", [None, "polars"])
def test_parquet_file_of_texts(form, truth, check, tmp_path, *, kind, engine):
    frame = truth.copy()
    for asked in form.asked.values():
        if asked.kind == "select_multiple":
            frame[asked.name] = truth[asked.name].map(" ".join, na_action="ignore")
        if asked.kind.startswith("select"):
            frame[asked.name] = frame[asked.name].astype(kind)
    frame.to_parquet(tmp_path / "data.parquet", index=False)
    check(tmp_path / "data.parquet", engine=engine)


@pytest.mark.parametrize("kind", ["Int8", "Int64", "float64"])
def test_parquet_file_of_whole_numbers_cannot_say_why_an_answer_is_missing(form, truth, check, tmp_path, kind):
    """A column of numbers holds no reason: where all answers are numbers, what was one is blank."""
    frame = truth.copy()
    for asked in form.asked.values():
        answers = [code for code in asked.choices if code not in form.reasons]
        if asked.kind == "select_multiple":
            for code in asked.choices:
                frame[f"{asked.name}/{code}"] = truth[asked.name].map(
                    lambda chosen, code=code: code in chosen, na_action="ignore"
                )
            frame = frame.drop(columns=asked.name)
        elif answers and all(map(str.isdecimal, answers)):
            numbers = truth[asked.name].where(~truth[asked.name].isin(form.reasons), None)
            frame[asked.name] = pd.to_numeric(numbers).astype(kind)
    frame.to_parquet(tmp_path / "data.parquet", index=False)
    known = truth.copy()
    for name in set(known) & {asked.name for asked in form.of_kind("select_one")}:
        if frame[name].dtype == kind:
            known[name] = known[name].where(~known[name].isin(form.reasons), None)
    check(tmp_path / "data.parquet", truth=known)


def test_stata_file_that_pandas_writes_from_categories(form, truth, check, tmp_path):
    """Its values count from 0, and it has no reasons but labels."""
    frame, labels, _, _ = statistical(form, truth)
    for asked in form.of_kind("select_one"):
        offered = [label["id"] for label in asked.choices.values()]
        chosen = truth[asked.name].map(lambda code, asked=asked: asked.choices[code]["id"], na_action="ignore")
        frame[asked.name] = pd.Categorical(chosen, offered)
    frame = frame.drop(columns=form.day)
    frame.to_stata(tmp_path / "data.dta", write_index=False, version=118, variable_labels=labels | {form.number: "Angka"})
    check(tmp_path / "data.dta", truth=truth.drop(columns=form.day))


def test_spss_file_of_texts(form, truth, check, tmp_path):
    """Codes as texts, some of them marked as missing; a text that is missing is empty in SPSS."""
    frame = truth.copy()
    for asked in form.asked.values():
        if asked.kind == "select_multiple":
            frame[asked.name] = truth[asked.name].map(" ".join, na_action="ignore")
        if asked.kind.startswith("select"):
            frame[asked.name] = frame[asked.name].fillna("").astype(str)
    marked = {asked.name: [form.reasons[0][:8]] for asked in form.of_kind("select_one") if form.reasons[0] in asked.choices}
    assert not any(set(truth[name]) & set(values) for name, values in marked.items())  # SPSS marks texts of 8 letters at most
    pyreadstat.write_sav(frame, tmp_path / "data.sav", missing_ranges=marked)
    check(tmp_path / "data.sav")


def test_number_that_spss_marks_as_missing_is_no_number(form, tmp_path):
    """By hand: 7 and 12.5 are numbers; −9 is labelled, −8 is not; one is blank."""
    frame = pd.DataFrame({form.place: [form.places[0]] * 5, form.number: [7, 12.5, -9, -8, None]})
    labels = {form.number: {-9: "TIDAK TAHU"}}
    path = tmp_path / "data.sav"
    pyreadstat.write_sav(frame, path, variable_value_labels=labels, missing_ranges={form.number: [{"lo": -9, "hi": -8}]})
    survey = load_survey(path, **form.options)
    assert dict(zip(survey.numbers["nilai"], survey.numbers["n"], strict=True)) == {7: 1, 12.5: 1}
    assert sorted(survey.answers["kosong"]) == ["tak_dijelaskan", "tanpa_jawaban", "tidak_tahu"]


@pytest.mark.parametrize("codes", [[1, 0, "a", None], [None, "a", 0, 1], ["a", None, 1, 0]])
def test_nothing_in_a_column_of_whole_numbers_is_no_zero(own_files, tmp_path, codes):
    """By hand: one each. What pyreadstat 1.3.7 gives for nothing depends on what stands above it."""
    frame = pd.DataFrame({"desa": ["desa_contoh"] * 4, "ekspor": pd.Series(codes, dtype=object)})
    path = tmp_path / "data.dta"
    labels = {"ekspor": {1: "Pernah", 0: "Belum", "a": "Rahasia"}}
    pyreadstat.write_dta(frame, path, variable_value_labels=labels, missing_user_values={"ekspor": ["a"]})
    answers = load_survey(path, **own_files).answers
    assert sorted(answers["jawaban"].fillna("") + answers["kosong"]) == ["belum", "pernah", "rahasia", "tanpa_jawaban"]
    assert set(answers["n"]) == {1}
