"""A codebook becomes a questionnaire that survey servers take, and is read back from it, whatever is asked."""

import io
import shutil

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyxform.xls2xform import convert

from klaster_analisis.errors import Faults
from klaster_analisis.reports.spreadsheet import workbook
from klaster_analisis.sources.codebook import Codebook, codebook_of, read_codebook
from klaster_analisis.sources.instrument import xlsform
from klaster_analisis.sources.places import Place, Places
from klaster_analisis.sources.survey.opening import load_codebook

PLACES = Places({"satu": Place("satu", "Desa Satu", "", (), {}), "dua": Place("dua", "Desa Dua", "33.10", (), {})})
CHOSEN, ONCE = ["ordinal", "nominal", "ya_tidak", "banyak"], ["usaha", "gelombang", "bobot", "tanggal", "kosong"]
COLUMNS = [
    *("kelompok", "pertanyaan", "jawaban", "jenis", "label_id", "label_en", "teks_id", "teks_en"),
    *("syarat", "batas", "sandi", "sumber", "status"),
]


@pytest.mark.skipif(shutil.which("java") is None, reason="ODK Validate, which comes with pyxform, needs Java")
def test_odk_validate_takes_the_form(form_file):
    assert convert(xlsform=form_file, validate=True).warnings == []


def test_codebook_is_read_back_from_the_form(form, form_file):
    assert load_codebook(form_file) == load_codebook(form.options.get("codebook"))


def test_form_is_the_codebook_of_its_answers(form, form_file, truth, check, tmp_path):
    joined = {asked.name: truth[asked.name].map(" ".join, na_action="ignore") for asked in form.of_kind("select_multiple")}
    truth.assign(**joined).to_csv(tmp_path / "data.csv", index=False)
    check(tmp_path / "data.csv", codebook=form_file)


codes = st.from_regex(r"[a-z0-9_]{1,6}", fullmatch=True)
names = st.from_regex(r"[a-z][a-z0-9_]{1,6}", fullmatch=True).filter(lambda name: name not in ("bobot", "lokasi"))
labels = st.text("aBé²–…'\"&<>;,:/|=#*$%()?.- \n", min_size=1, max_size=12).map(str.strip).filter(bool)
optional = st.just("") | labels
spellings = st.lists(labels.map(lambda text: text.replace("|", "").strip()).filter(bool), max_size=2).map("|".join)
ends = st.decimals(-10_000_000, 10_000_000, places=2).map(str) | st.integers(-10_000_000, 10_000_000).map(str)
kinds = st.sampled_from([*CHOSEN, "angka", "pribadi", "teks", "sekali"])


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    """A place, and a few questions of any kind, with their answers, groups, conditions and bounds."""
    rows = [{"kelompok": "a", "pertanyaan": "tempat_ini", "jenis": "tempat", "label_id": "Tempat"}]
    once = draw(st.permutations(ONCE))
    conditions = [""]
    for code in draw(st.lists(names, min_size=1, max_size=5, unique=True)):
        kind = draw(kinds.map(lambda kind: once.pop() if kind == "sekali" else kind))
        texts = {"label_id": draw(labels), "label_en": draw(optional), "teks_id": draw(optional), "teks_en": draw(optional)}
        more = {"sandi": draw(spellings), "sumber": draw(optional), "syarat": draw(st.sampled_from(conditions))}
        low, high = sorted((draw(ends), draw(ends)), key=float)
        bounds = draw(st.sampled_from(["", f"{low}..", f"..{high}", f"{low}..{high}"])) if kind == "angka" else ""
        asked = {"kelompok": draw(st.sampled_from(["a", "b"])), "pertanyaan": code}
        rows.append({**asked, "jenis": kind, "batas": bounds, **texts, **more})
        answers = draw(st.lists(codes, min_size=2, max_size=3, unique=True)) if kind in (*CHOSEN, "kosong") else []
        for number, answer in enumerate(answers):
            label, other = (f"{text} {number}".strip() for text in draw(st.tuples(labels, labels)))
            rows.append({**asked, "jawaban": answer, "label_id": label, "label_en": draw(st.sampled_from(["", other]))})
        conditions += [f"{code} = {answer}" for answer in answers if kind not in ("banyak", "kosong")]
    rows += [{"kelompok": group, "label_id": draw(labels), "label_en": draw(optional)} for group in ("a", "c")]
    faults = Faults()
    book = codebook_of(pd.DataFrame(rows, columns=COLUMNS, dtype=object).fillna("").astype(str), "kamus.csv", faults)
    faults.stop_if_any()
    return book


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("kamus")


@settings(max_examples=25)
@given(codebooks())
def test_codebook_is_read_back_from_its_rows(folder, book):
    book.to_frame().to_csv(folder / "kamus.csv", index=False)
    (folder / "kamus.xlsx").write_bytes(workbook({"codebook": book.to_frame()}))
    for name in ("kamus.csv", "kamus.xlsx"):
        faults = Faults()
        assert read_codebook(folder / name, faults) == book
        assert list(faults) == []


@settings(max_examples=25)
@given(codebooks())
def test_form_of_any_codebook_converts(book):
    form = convert(xlsform=io.BytesIO(workbook(xlsform(book, PLACES))), file_type=".xlsx", validate=False)
    assert form.warnings == []


def test_reason_that_is_an_answer_is_offered_once():
    rows = [
        {"pertanyaan": "desa", "jenis": "tempat", "label_id": "Desa"},
        {"pertanyaan": "untung", "jenis": "nominal", "label_id": "Untung?"},
        {"pertanyaan": "untung", "jawaban": "ya", "label_id": "Ya"},
        {"pertanyaan": "untung", "jawaban": "tidak_tahu", "label_id": "Belum dapat dihitung"},
        {"pertanyaan": "sebab", "jenis": "kosong", "label_id": "Sebab"},
        {"pertanyaan": "sebab", "jawaban": "tidak_tahu", "label_id": "Tidak tahu"},
        {"pertanyaan": "sebab", "jawaban": "menolak", "label_id": "Menolak"},
    ]
    faults = Faults()
    frame = pd.DataFrame(rows, columns=COLUMNS, dtype=object).assign(kelompok="a").fillna("").astype(str)
    choices = xlsform(codebook_of(frame, "kamus.csv", faults), PLACES)["choices"]
    assert list(faults) == []
    assert choices.query("list_name == 'untung'")["name"].tolist() == ["ya", "tidak_tahu", "menolak"]
