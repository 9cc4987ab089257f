"""What may be done with the numbers of each question."""

import pytest

from klaster_analisis.analysis.measurement import ACTIONS, ALLOWED, measurement_limits
from klaster_analisis.terms import DINAMIKA, MASALAH


@pytest.fixture(scope="module")
def limits(study):
    return measurement_limits(study).set_index(["pertanyaan", "hal"])


# By hand from the printed tables, their keys and their prose.
BY_HAND = [
    ("produk", "menghitung", "tidak", "cacah_tak_dicetak", ()),
    ("produk", "membandingkan_jawaban", "ya", "", ()),
    ("produk", "merata_ratakan", "bersyarat", "jarak_tak_diketahui", ()),
    ("produk", "menjumlahkan", "bersyarat", "bobot_tak_diketahui", ()),
    ("produk", "membandingkan_tempat", "bersyarat", "n_tak_dicetak", ()),
    ("produk", "memadankan_tahap", "tidak", "padanan_tak_diungkap", ("3", "5")),
    ("kerjasama_hulu", "menghitung", "ya", "", ()),
    ("kerjasama_hulu", "merata_ratakan", "ya", "", ()),
    ("kerjasama_hulu", "menjumlahkan", "bersyarat", "dasar_berbeda", ()),
    ("kerjasama_hulu", "membandingkan_tempat", "ya", "", ()),
    ("keaktifan_hulu", "merata_ratakan", "bersyarat", "jarak_tak_diketahui", ()),
    ("keaktifan_hulu", "membandingkan_tempat", "bersyarat", "sebagian_ditanya", ("kerjasama_hulu",)),
    ("bahan_baku", "menghitung", "tidak", "cacah_tak_dicetak", ()),
    ("bahan_baku", "membandingkan_jawaban", "tidak", "kode_tak_diungkap", ("2", "4")),
    ("bahan_penolong", "membandingkan_jawaban", "tidak", "nominal", ()),
    ("produksi", "membandingkan_jawaban", "tidak", "kode_tak_diungkap", ("1", "4")),
    ("pemasaran", "membandingkan_jawaban", "tidak", "kode_tak_diungkap", ("1", "2")),
    ("pemasaran", "merata_ratakan", "tidak", "nominal", ()),
    ("pemasaran", "menjumlahkan", "tidak", "nominal", ()),
    ("pemasaran", "membandingkan_tempat", "tidak", "nominal", ()),
]


@pytest.mark.parametrize("row", BY_HAND, ids=lambda row: " ".join(row[:2]))
def test_by_hand(limits, row):
    question, action, *expected = row
    assert limits.loc[(question, action), ["boleh", "alasan", "rincian"]].tolist() == expected


def test_nothing_is_forbidden_or_conditional_without_a_reason(limits):
    assert ((limits["boleh"] == "ya") == (limits["alasan"] == "")).all()
    assert limits["boleh"].isin(ALLOWED).all()


def test_every_question_is_there_with_everything(study, limits):
    for question in study.codebook.questions.values():
        if not question.source:  # of the survey's own, not of the study
            assert question.code not in limits.index
            continue
        expected = [action for action in ACTIONS if action != "memadankan_tahap" or question.group == DINAMIKA]
        assert list(limits.loc[question.code].index) == expected


def test_no_problem_is_averaged(study, limits):
    """Codes of actions: the printed means of Table 8 are means of codes without an order."""
    for question in study.codebook.group(MASALAH):
        assert limits.loc[(question.code, "merata_ratakan"), "boleh"] == "tidak"
