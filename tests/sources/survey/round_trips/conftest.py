"""Two questionnaires, filled in by invented firms, and what must be counted of the answers."""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from klaster_analisis import load_survey
from klaster_analisis.reports.spreadsheet import workbook
from klaster_analisis.sources.instrument import xlsform
from klaster_analisis.sources.survey.opening import load_codebook, load_places

FIRMS = 60
LANGUAGES = {"id": "label::Bahasa Indonesia (id)", "en": "label::English (en)"}
NUMBERS = [0.7, 7, 7.25, 12.5, 12.125, 60, 150.3, 1250.5, 1_250_000]  # three decimals, and ends that floats miss, among them
NONE_OF_THEM, BLANK = "tidak_satu_pun", 0.15
COUNTED = ("select_one", "select_multiple", "decimal")

RATTAN = Path(__file__).parents[3] / "rotan"
OWN = {"codebook": RATTAN / "kamus.csv", "places": RATTAN / "desa.csv"}


@dataclass(frozen=True)
class Asked:
    """A question of a form: everything is from its sheets."""

    name: str
    kind: str
    group: str
    relevant: tuple[str, str] | None
    bounds: tuple[float, float]
    wording: Mapping[str, str]
    heading: Mapping[str, str]
    group_title: Mapping[str, str]
    choices: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, eq=False)
class Form:
    """
    A questionnaire, with what the tests know of it by hand.

    Parameters
    ----------
    sheets : dict of pandas.DataFrame
        The XLSForm.
    place, firm, day, number : str
        Questions of these kinds.
    reasons : tuple of str
        Why an answer may be missing.
    places : tuple of str
        Where the firms are.
    options : dict
        Of `load_survey`.
    """

    sheets: dict[str, pd.DataFrame]
    place: str
    firm: str
    day: str
    number: str
    reasons: tuple[str, ...]
    places: tuple[str, ...]
    options: dict[str, Path] = field(default_factory=dict)

    @cached_property
    def asked(self) -> dict[str, Asked]:
        return {asked.name: asked for asked in self._asked()}

    def of_kind(self, kind: str) -> list[Asked]:
        return [asked for asked in self.asked.values() if asked.kind == kind]

    def _asked(self) -> Iterator[Asked]:
        headings = self.sheets["codebook"].query("jawaban == ''").set_index("pertanyaan")
        group, title = "", dict.fromkeys(LANGUAGES, "")
        for _, row in self.sheets["survey"].iterrows():
            texts = {language: row[column] for language, column in LANGUAGES.items()}
            if row["type"] == "begin_group":
                group, title = row["name"], texts
            elif row["type"] != "end_group":
                kind, _, listed = row["type"].partition(" ")
                heading = {language: headings.loc[row["name"], f"label_{language}"] for language in LANGUAGES}
                relevant = re.fullmatch(r"\$\{(\w+)\} = '(\w+)'", row["relevant"])
                low, high = (re.search(rf"{sign} ([0-9.]+)", row["constraint"]) for sign in (">=", "<="))
                yield Asked(
                    name=row["name"],
                    kind=kind,
                    group=group,
                    relevant=(relevant[1], relevant[2]) if relevant else None,
                    bounds=(float(low[1]) if low else float("-inf"), float(high[1]) if high else float("inf")),
                    wording=texts,
                    heading=heading,
                    group_title=title,
                    choices=self._choices(listed),
                )

    def _choices(self, listed: str) -> dict[str, dict[str, str]]:
        rows = self.sheets["choices"].query("list_name == @listed")
        return {row["name"]: {language: row[column] for language, column in LANGUAGES.items()} for _, row in rows.iterrows()}


@pytest.fixture(scope="session")
def own_files() -> dict[str, Path]:
    """A codebook and a list of places of the user's own."""
    return OWN


@pytest.fixture(scope="session", params=["klaster", "rotan"])
def form(request: pytest.FixtureRequest) -> Form:
    options = OWN if request.param == "rotan" else {}
    sheets = xlsform(load_codebook(options.get("codebook")), load_places(options.get("places")))
    if options:
        own = ("desa_contoh", "contoh_hulu", "contoh_hilir")
        return Form(sheets, "desa", "nomor", "hari", "pekerja", ("tidak_tahu", "rahasia"), own, options)
    places = ("klaten", "pati", "tegal", "kabupaten_tegal", "kota_magelang")
    return Form(sheets, "lokasi", "id_usaha", "tanggal", "omzet", ("tidak_tahu", "menolak", "tidak_ditanya"), places)


@pytest.fixture(scope="session")
def form_file(form: Form, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("formulir") / "formulir.xlsx"
    path.write_bytes(workbook(form.sheets))
    return path


@pytest.fixture(scope="session")
def truth(form: Form) -> pd.DataFrame:
    """What firms answered: codes; several answers as a tuple; None where nothing was answered."""
    chance = random.Random(8)  # noqa: S311  no secret
    rows = [_firm(form, number, chance) for number in range(1, FIRMS + 1)]
    frame = pd.DataFrame(rows, dtype=object)
    return frame.astype({asked.name: float for asked in form.of_kind("decimal")})


def _firm(form: Form, number: int, chance: random.Random) -> dict[str, Any]:
    known = {
        form.place: chance.choice(form.places),
        form.firm: f"U-{number:03}",
        form.day: date(2026, 11, 3) + timedelta(days=number % 26),
    }
    answers: dict[str, Any] = {}
    for asked in form.asked.values():
        if asked.relevant and answers[asked.relevant[0]] != asked.relevant[1]:
            answers[asked.name] = None
        elif asked.name in known:
            answers[asked.name] = known[asked.name]
        elif chance.random() < BLANK and not asked.relevant:
            answers[asked.name] = None
        else:
            answers[asked.name] = _answer(asked, number, chance)
    return answers


def _answer(asked: Asked, number: int, chance: random.Random) -> Any:
    if asked.kind == "text":
        return f"Contoh {number}"
    if asked.kind == "decimal":
        return chance.choice([value for value in NUMBERS if asked.bounds[0] <= value <= asked.bounds[1]])
    if asked.kind == "select_multiple":
        offered = [code for code in asked.choices if code != NONE_OF_THEM]
        chosen = chance.sample(offered, chance.randint(1, len(offered)))  # in the order in which they were ticked
        return (NONE_OF_THEM,) if NONE_OF_THEM in asked.choices and chance.random() < BLANK else tuple(chosen)
    return chance.choice(list(asked.choices))


Key = tuple[str, ...]


@dataclass(frozen=True)
class Counted:
    """What is counted of a survey: firms by place, answers and missing answers, numbers, and the days."""

    firms: Mapping[str, int]
    answers: Mapping[Key, int]
    missing: Mapping[Key, int]
    numbers: Mapping[tuple[str, str, float], int]
    days: tuple[date, ...]


def expected(form: Form, truth: pd.DataFrame) -> Counted:
    """Count the truth by pandas alone."""
    answers: Counter[Key] = Counter()
    missing: Counter[Key] = Counter()
    numbers: Counter[tuple[str, str, float]] = Counter()
    for name, why in _lacking(form, truth).items():
        asked, there = form.asked[name], why == ""
        parts = {name: truth[name]}
        if asked.kind == "select_multiple":
            parts = {f"{name}/{code}": _ticked(truth[name], code) for code in asked.choices}
        for code, values in parts.items():
            found = numbers if asked.kind == "decimal" else answers
            found.update((place, code, value) for place, value in zip(truth.loc[there, form.place], values[there], strict=True))
            missing.update((place, code, kind) for place, kind in zip(truth.loc[~there, form.place], why[~there], strict=True))
    days = (min(truth[form.day]), max(truth[form.day])) if form.day in truth else ()
    return Counted(truth[form.place].value_counts().to_dict(), answers, missing, numbers, days)


def _ticked(answers: "pd.Series[Any]", code: str) -> "pd.Series[Any]":
    return answers.map(lambda chosen: "ya" if code in chosen else "tidak", na_action="ignore")


def _lacking(form: Form, truth: pd.DataFrame) -> dict[str, "pd.Series[Any]"]:
    """By question: why there is no answer; an empty text where there is one."""
    found: dict[str, pd.Series[Any]] = {}
    for asked in form.asked.values():
        if asked.kind not in COUNTED or asked.name == form.place:
            continue
        values = truth[asked.name]
        why = pd.Series("", truth.index).mask(values.isna(), "tanpa_jawaban").mask(values.isin(form.reasons), values)
        if asked.relevant:
            parent, answer = asked.relevant
            above = found[parent].where(found[parent] != "", "tidak_berlaku")
            if form.asked[parent].relevant:  # a question and the one above it are looked at, not the one above both
                above = above.mask(truth[parent].isna(), "tidak_berlaku")
            why = why.mask(truth[parent] != answer, above)
        found[asked.name] = why
    return found


def counted(survey: Any) -> Counted:
    rows = survey.answers
    there = rows["kosong"] == ""
    numbers = survey.numbers[["lokasi", "pertanyaan", "nilai"]]
    return Counted(
        firms=dict(zip(survey.firms["lokasi"], survey.firms["n"], strict=True)),
        answers=_sums(rows[there], "jawaban"),
        missing=_sums(rows[~there], "kosong"),
        numbers=dict(zip(numbers.itertuples(index=False, name=None), survey.numbers["n"], strict=True)),
        days=tuple(survey.dates),
    )


def _sums(rows: pd.DataFrame, column: str) -> dict[Key, int]:
    return dict(rows.groupby(["lokasi", "pertanyaan", column])["n"].sum())


@pytest.fixture(scope="session")
def check(form: Form, truth: pd.DataFrame) -> Callable[..., None]:
    """Load a file without a mapping and compare every count with the truth."""

    def compare(path: Path, *, truth: pd.DataFrame = truth, **options: Any) -> None:
        survey = load_survey(path, **(form.options | options))
        assert survey.faults == 0
        assert counted(survey) == expected(form, truth)

    return compare
