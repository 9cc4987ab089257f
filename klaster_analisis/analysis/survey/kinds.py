"""Kinds of missing answers, put together as one where few firms are of one of them: why a firm is silent is an answer too."""

from collections import Counter, defaultdict
from collections.abc import Mapping

import pandas as pd

from klaster_analisis.analysis.survey.coding import KEYS
from klaster_analisis.analysis.survey.raw_counts import added_up
from klaster_analisis.sources.codebook import Codebook
from klaster_analisis.sources.question import PART, Condition
from klaster_analisis.terms import GELOMBANG, JAWABAN, KOSONG, LOKASI, PERTANYAAN, TAK_DIRINCI, TIDAK_BERLAKU, N

Rows = Mapping[tuple[str, str, str], Counter[str]]
"""By wave, place and question: how many firms gave each answer, or are of each kind."""


def kinds_together(answers: pd.DataFrame, codebook: Codebook, min_cell: int) -> pd.DataFrame:
    """
    Put the missing answers of a row together, whatever their kind, where one kind is small.

    Parameters
    ----------
    answers : pandas.DataFrame
        As `Survey.answers`; rows in which an answer is small are no longer in it.
    codebook : Codebook
    min_cell : int
        The smallest count that is shown.

    Returns
    -------
    pandas.DataFrame
        The same, where ``kosong`` is ``tak_dirinci`` in all missing answers of such a row; of a question with several answers in
        all parts alike. How many firms did not answer is as it was.

    Notes
    -----
    A question that depends on another one takes over who did not answer that one, and why. It is looked at together with it: what
    is left of a kind when the other question's is subtracted may not be small either.

    Examples
    --------
    >>> from klaster_analisis import load_survey
    >>> firms = pd.DataFrame({"lokasi": ["Pati"] * 9, "produk": [*"333", "menolak", *[""] * 5]})
    >>> load_survey(firms, min_cell=3).missing.values.tolist()
    [['pati', 'produk', 'tak_dirinci', 6]]
    """
    is_missing = answers[KOSONG] != ""
    missing, given = _rows(answers[is_missing], KOSONG), _rows(answers[~is_missing], JAWABAN)
    small: set[tuple[str, str, str]] = set()
    for question in codebook.questions.values():  # a question comes after the one that it depends on
        for part in question.parts or (question,):
            for where in [(wave, place) for wave, place, code in missing if code == part.code]:
                taken_over = _taken_over(question.condition, where, missing, given)
                with_first = question.condition is not None and (*where, question.condition.question) in small
                if with_first or _is_small(missing[*where, part.code], taken_over, min_cell):
                    small.add((*where, question.code))
    row = zip(answers[GELOMBANG], answers[LOKASI], answers[PERTANYAAN].map(lambda code: code.partition(PART)[0]), strict=True)
    together = is_missing & pd.Series([key in small for key in row], index=answers.index, dtype=bool)
    put = answers.assign(**{KOSONG: answers[KOSONG].mask(together, TAK_DIRINCI)})
    return added_up(put, KEYS).sort_values(KEYS, ignore_index=True)


def _rows(answers: pd.DataFrame, column: str) -> Rows:
    found: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for wave, place, code, value, n in answers[[GELOMBANG, LOKASI, PERTANYAAN, column, N]].itertuples(index=False):
        found[wave, place, code][value] += int(n)
    return found


def _taken_over(condition: Condition | None, where: tuple[str, str], missing: Rows, given: Rows) -> Counter[str]:
    """Count the kinds that a question has from the one that it depends on; other answers to that one make it not apply."""
    if condition is None:
        return Counter()
    first = (*where, condition.question)
    others = sum(n for answer, n in given.get(first, Counter()).items() if answer != condition.answer)
    return missing.get(first, Counter()) + Counter({TIDAK_BERLAKU: others})


def _is_small(own: Counter[str], taken_over: Counter[str], min_cell: int) -> bool:
    """Say whether a kind holds for few firms: by itself, or without those that it has from another question."""
    left = [abs(own[kind] - taken_over[kind]) for kind in {*own, *taken_over}]
    return any(0 < n < min_cell for n in (*own.values(), *left))
