"""The answers to one question of a survey, split by place or by wave."""

from typing import Literal

import pandas as pd

from klaster_analisis.analysis.answers import answers_crosstab
from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.survey.survey import Survey
from klaster_analisis.errors import Fault, UsageError, one_of
from klaster_analisis.terms import GELOMBANG, LOKASI

Split = Literal["lokasi", "gelombang"]
SPLITS: tuple[Split, ...] = ("lokasi", "gelombang")


def split_answers(survey: Survey, question: str, *, by: Split = "lokasi", place: str | None = None) -> Crosstab:
    """
    Cross-tabulate the answers to a question by place or by wave.

    Parameters
    ----------
    survey : Survey
    question : str
        Code of the question; of one with several answers, the code of one of them.
    by : {"lokasi", "gelombang"}
        By place: of the survey's wave. By wave: of one place, or of all together.
    place : str, optional
        Code of a place: only its answers.

    Returns
    -------
    Crosstab
        Rows are places or waves; answers that nobody gave are there.

    Raises
    ------
    UsageError
        If the survey has no such question, place or split.

    Examples
    --------
    >>> from klaster_analisis import load_survey
    >>> firms = pd.DataFrame({"lokasi": ["Klaten", "Juwana", "Juwana"], "kerjasama_hulu": ["ada", "ada", "tidak ada"]})
    >>> split_answers(load_survey(firms), "kerjasama_hulu").counts.loc["pati"].to_dict()
    {'ada': 1, 'tidak_ada': 1}
    """
    _check(survey, question, by, place)
    places = list(survey.places.codes) if place is None else [place]
    if by == LOKASI:
        return _of_wave(survey, question).only(places)
    waves = [_of_wave(survey.at_wave(wave), question).only(places).merged(dict.fromkeys(places, wave)) for wave in survey.waves]
    weights = [table.weights for table in waves if table.weights is not None]
    return Crosstab(
        pd.concat([table.counts for table in waves]).rename_axis(GELOMBANG),
        weights=pd.concat(weights) if weights else None,
        withheld=frozenset(wave for table in waves for wave in table.withheld),
        without={wave: places for table in waves for wave, places in table.without.items()},
    )


def _of_wave(survey: Survey, question: str) -> Crosstab:
    hidden = survey.withheld_places(question)
    return answers_crosstab(survey.counts, survey.codebook[question], places=survey.places.codes, withheld=hidden)


def _check(survey: Survey, question: str, by: str, place: str | None) -> None:
    known = [("question", question, survey.asked), ("by", by, SPLITS)]
    if place is not None:
        known.append(("place", place, survey.places.codes))
    wrong = [(name, str(given), allowed) for name, given, allowed in known if given not in allowed]
    faults = [Fault(name, f'"{given}" is not there.', one_of(allowed, given=given)) for name, given, allowed in wrong]
    if faults:
        raise UsageError(faults)
