"""Small cells: rows of a survey that are not shown, so that no answer of a few firms can be read off or worked out."""

from dataclasses import replace

import pandas as pd

from klaster_analisis.analysis.survey.bands import band_numbers
from klaster_analisis.analysis.survey.kinds import kinds_together
from klaster_analisis.analysis.survey.survey import Survey
from klaster_analisis.analysis.survey.waves import AFTER, BEFORE, FIRMS, WAVE_AFTER, WAVE_BEFORE
from klaster_analisis.sources.codebook import Codebook
from klaster_analisis.sources.question import NUMBER
from klaster_analisis.terms import GELOMBANG, KOSONG, LOKASI, PERTANYAAN, N

ROW = [GELOMBANG, LOKASI, PERTANYAAN]
PAIR = [WAVE_BEFORE, WAVE_AFTER, LOKASI, PERTANYAAN]


def withhold(survey: Survey, min_cell: int) -> Survey:
    """
    Withhold every row (the answers of one place to one question, in one wave) in which a count is small.

    Parameters
    ----------
    survey : Survey
    min_cell : int
        The smallest count that is shown.

    Returns
    -------
    Survey
        Without the rows that are withheld, answers and missing answers alike; `Survey.withheld` lists them. Where a question is
        withheld, so is the one that depends on it, whose counts would tell. Totals are sums of what is shown, so that nothing
        is left to subtract from. Numbers of fewer firms, and answers before and after in which a count is small, are withheld
        too. Other numbers stand in bands; how they changed is not told. Where few firms give one reason for no answer, all
        reasons of that row are one.

    Notes
    -----
    A row goes as a whole, because its shares, intervals and p are functions of all of its counts: each of them would give a
    single hidden count away.

    Examples
    --------
    >>> from klaster_analisis import load_survey
    >>> firms = pd.DataFrame({"lokasi": ["Klaten"] * 4 + ["Pati"] * 4, "produk": list("33344455")})
    >>> withhold(load_survey(firms), 2).counts.values.tolist()
    [['pati', 'produk', '4', 2], ['pati', 'produk', '5', 2]]
    """
    answered = survey.answers[survey.answers[KOSONG] == ""]
    small = _small_rows(answered, ROW, min_cell)
    few = survey.numbers.groupby(ROW, as_index=False)[N].sum()
    hidden = small | _keys(few[few[N] < min_cell], ROW)
    hidden |= _followers(hidden, survey.codebook) & (_keys(survey.answers, ROW) | _keys(survey.numbers, ROW))
    survey = replace(survey, changes=_without_numbers(survey))
    changes = survey.changes[survey.changes[PERTANYAAN] != FIRMS]
    told = _small_rows(changes, PAIR, min_cell)
    told |= {key for key in _keys(changes, PAIR) if any((wave, *key[2:]) in hidden for wave in key[:2])}
    return replace(
        survey,
        answers=kinds_together(_without(survey.answers, ROW, hidden), survey.codebook, min_cell),
        numbers=survey.numbers.iloc[:0],
        bands=band_numbers(_without(survey.numbers, ROW, hidden), min_cell),
        changes=pd.concat([_without(survey.changes, PAIR, told), _marked(told)], ignore_index=True),
        withheld=pd.DataFrame(sorted(hidden), columns=ROW),
        min_cell=min_cell,
    )


def _without_numbers(survey: Survey) -> pd.DataFrame:
    """Give the changes of answers alone: numbers before and after are those of single firms."""
    numbers = [question.code for question in survey.codebook.of_kind(NUMBER)]
    return survey.changes[~survey.changes[PERTANYAAN].isin(numbers)]


def _small_rows(frame: pd.DataFrame, keys: list[str], min_cell: int) -> set[tuple[str, ...]]:
    """List the rows in which a count is above 0 and small."""
    return _keys(frame[(frame[N] > 0) & (frame[N] < min_cell)], keys)


def _keys(frame: pd.DataFrame, keys: list[str]) -> set[tuple[str, ...]]:
    return set(map(tuple, frame[keys].to_numpy()))


def _followers(rows: set[tuple[str, ...]], codebook: Codebook) -> set[tuple[str, ...]]:
    """Give the rows of the questions that depend on those of these rows."""
    found: set[tuple[str, ...]] = set()
    for question in codebook.questions.values():  # a question comes after the one that it depends on
        if question.condition:
            told = [where for *where, code in rows | found if code == question.condition.question]
            found |= {(*where, part.code) for where in told for part in question.parts or (question,)}
    return found


def _without(frame: pd.DataFrame, keys: list[str], rows: set[tuple[str, ...]]) -> pd.DataFrame:
    hidden = pd.MultiIndex.from_frame(frame[keys]).isin(rows)
    return frame[~hidden].reset_index(drop=True)


def _marked(rows: set[tuple[str, ...]]) -> pd.DataFrame:
    """Give a row without answers for each comparison that is withheld: it was not impossible, but is not shown."""
    frame = pd.DataFrame(sorted(rows), columns=PAIR).assign(**{BEFORE: None, AFTER: None, N: 0})
    return frame[[WAVE_BEFORE, WAVE_AFTER, LOKASI, PERTANYAAN, BEFORE, AFTER, N]]
