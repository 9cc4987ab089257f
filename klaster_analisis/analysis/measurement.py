"""What may be done with the numbers of each question, given its scale and what the source discloses of it."""

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from klaster_analisis.sources.question import Question
from klaster_analisis.sources.study import Study
from klaster_analisis.terms import DINAMIKA, MASALAH, N

YES, NO, IF = "ya", "tidak", "bersyarat"
ALLOWED = (YES, IF, NO)

COUNT, COMPARE_CODES, AVERAGE = "menghitung", "membandingkan_jawaban", "merata_ratakan"
ADD_UP, COMPARE_PLACES, MATCH_STAGES = "menjumlahkan", "membandingkan_tempat", "memadankan_tahap"
ACTIONS = (COUNT, COMPARE_CODES, AVERAGE, ADD_UP, COMPARE_PLACES, MATCH_STAGES)

_COLUMNS = ("pertanyaan", "jenis", "hal", "boleh", "alasan", "rincian")


class Limit(NamedTuple):
    """Whether something may be done, the code of the reason, and the codes or numbers that the reason is about."""

    allowed: str
    reason: str = ""
    detail: tuple[str, ...] = ()


def measurement_limits(study: Study) -> pd.DataFrame:
    """
    Say of every question what may be done with its answers, and why something may not.

    Parameters
    ----------
    study : Study

    Returns
    -------
    pandas.DataFrame
        One row a question and thing to do (``hal``): ``menghitung`` (say how many gave an answer), ``membandingkan_jawaban`` (say
        which of two answers is more), ``merata_ratakan`` (take their mean), ``menjumlahkan`` (add it up with the other questions
        of its group), ``membandingkan_tempat`` (say which place has more), ``memadankan_tahap`` (read JICA's stages off it; only
        dynamics). ``boleh`` is ``ya``, ``bersyarat`` or ``tidak``. ``alasan``: ``cacah_tak_dicetak`` (no counts are printed),
        ``nominal`` (codes without an order), ``kode_tak_diungkap`` (``rincian``: which), ``jarak_tak_diketahui`` (an order, but
        no distances), ``bobot_tak_diketahui`` (adding up takes one scale and equal weights for granted), ``n_tak_dicetak``
        (means of an unknown number of answers), ``sebagian_ditanya`` (asked only where another question got a certain
        answer; ``rincian``: which), ``dasar_berbeda`` (each question was answered by a different number of firms),
        ``padanan_tak_diungkap`` (``rincian``: number of stages and of score points). ``rincian`` is a tuple of str.

    Notes
    -----
    Scales after Stevens (1946): a nominal code can only be counted, an ordinal one compared, and a mean needs equal distances.
    That means of ordinal scores are usual does not make the distances known; they are therefore ``bersyarat``, not ``tidak``.

    Checked against: hand derivation from the printed tables and their prose.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> limits = measurement_limits(load_study()).set_index(["pertanyaan", "hal"])
    >>> limits.loc[("bahan_baku", "merata_ratakan"), ["boleh", "alasan"]].tolist()
    ['tidak', 'nominal']
    >>> limits.loc[("produk", "memadankan_tahap"), "rincian"]
    ('3', '5')
    """
    rows = [
        (question.code, question.kind, action, *limit)
        for question in study.codebook.questions.values()
        if question.source
        for action, limit in _limits(question, study)
    ]
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def _limits(question: Question, study: Study) -> Iterator[tuple[str, Limit]]:
    counted = (study.table(question.table)["ukuran"] == N).any()
    yield COUNT, Limit(YES) if counted else Limit(NO, "cacah_tak_dicetak")
    yield COMPARE_CODES, _comparing_codes(question)
    yield AVERAGE, _averaging(question)
    yield ADD_UP, _adding_up(question)
    yield COMPARE_PLACES, _comparing_places(question, counted=counted)
    if question.group == DINAMIKA:
        yield MATCH_STAGES, _matching_stages(question, study)


def _comparing_codes(question: Question) -> Limit:
    hidden = tuple(answer.code for answer in question.answers if not answer.disclosed)
    if hidden:
        return Limit(NO, "kode_tak_diungkap", hidden)
    return Limit(NO, "nominal") if question.kind == "nominal" else Limit(YES)


def _averaging(question: Question) -> Limit:
    by_kind = {"nominal": Limit(NO, "nominal"), "ordinal": Limit(IF, "jarak_tak_diketahui"), "ya_tidak": Limit(YES)}
    return by_kind[question.kind]


def _adding_up(question: Question) -> Limit:
    if question.kind == "nominal":
        return Limit(NO, "nominal")
    return Limit(IF, "bobot_tak_diketahui" if question.group == DINAMIKA else "dasar_berbeda")


def _comparing_places(question: Question, *, counted: bool) -> Limit:
    if question.group == MASALAH:
        return Limit(NO, "nominal")
    if not counted:
        return Limit(IF, "n_tak_dicetak")
    return Limit(IF, "sebagian_ditanya", (question.condition.question,)) if question.condition else Limit(YES)


def _matching_stages(question: Question, study: Study) -> Limit:
    """Three stages and five points: which points are which stage is said nowhere, so even equal numbers would not decide it."""
    stages = study.jica.loc[question.code].notna().sum()
    return Limit(NO, "padanan_tak_diungkap", (str(stages), str(len(question.codes))))
