"""The codebook gives every question, its answers in order, and when it is asked."""

import pytest

from klaster_analisis import UsageError
from klaster_analisis.terms import DINAMIKA, KEAKTIFAN, KERJASAMA, MASALAH


def test_groups_are_complete(study):
    sizes = {group: len(study.codebook.group(group)) for group in (DINAMIKA, KERJASAMA, KEAKTIFAN, MASALAH)}
    assert sizes == {DINAMIKA: 6, KERJASAMA: 4, KEAKTIFAN: 3, MASALAH: 4}


def test_supporting_institutions_are_not_asked_how_active(study):
    assert study.codebook.followed_by("kerjasama_pendukung") is None


def test_undisclosed_codes_are_there_without_a_label(study):
    """By hand from the prose of Table 8: raw material 2, 4; production 1, 4; marketing 1, 2."""
    undisclosed = {
        question.code: [answer.code for answer in question.answers if not answer.disclosed]
        for question in study.codebook.group(MASALAH)
    }
    assert undisclosed == {"bahan_baku": ["2", "4"], "bahan_penolong": [], "produksi": ["1", "4"], "pemasaran": ["1", "2"]}


def test_action_codes_are_nominal(study):
    assert {question.kind for question in study.codebook.group(MASALAH)} == {"nominal"}


def test_unknown_question_is_refused_with_the_nearest(study):
    with pytest.raises(UsageError, match='Did you mean "kerjasama_hulu"'):
        study.codebook["kerja_sama_hulu"]
