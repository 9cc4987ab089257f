"""Small cells: rows of a survey that are not shown, so that no answer of a few firms can be read off or worked out."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd

from klaster_analisis.analysis.release.facts import Facts
from klaster_analisis.analysis.release.protect import protect
from klaster_analisis.analysis.survey.bands import band_numbers
from klaster_analisis.analysis.survey.kinds import kinds_together
from klaster_analisis.analysis.survey.survey import Survey
from klaster_analisis.analysis.survey.waves import AFTER, BEFORE, FIRMS, WAVE_AFTER, WAVE_BEFORE
from klaster_analisis.errors import DataError
from klaster_analisis.sources.question import NUMBER
from klaster_analisis.sources.survey.fault import Spot, survey_fault
from klaster_analisis.terms import GELOMBANG, LOKASI, PERTANYAAN, N

ROW = [GELOMBANG, LOKASI, PERTANYAAN]
PAIR = [WAVE_BEFORE, WAVE_AFTER, LOKASI, PERTANYAAN]
TOLD = 10
"""Rows that a refusal names."""


def withhold(survey: Survey, min_cell: int, *, earlier: Sequence[Facts] | None = None) -> Survey:
    """
    Withhold every row (the answers of one place to one question, in one wave) in which a count is small, or that would tell one.

    Parameters
    ----------
    survey : Survey
    min_cell : int
        The smallest count that is shown.
    earlier : sequence of Facts, optional
        What was shown of the survey before; None where nobody looked.

    Returns
    -------
    Survey
        Without the rows that are withheld, answers and missing answers alike; `Survey.withheld` lists them. Totals are sums of
        what is shown, so that nothing is left to subtract from. Answers before and after of the same firms are withheld where
        they would tell of few firms. Numbers stand in bands; how they changed is not told. Where few firms give one reason for no
        answer, all reasons of that row are one.

    Raises
    ------
    DataError
        If what must be withheld was shown before, or it cannot be proved that nothing can be worked out.

    Notes
    -----
    A row goes as a whole, because its shares, intervals and p are functions of all of its counts: each of them would give a
    single hidden count away. So whatever is computed of the survey is a function of rows that are shown, and of those a reader
    may know everything; `protect` says what else is withheld, so that even then no hidden count is known closely.

    Examples
    --------
    >>> from klaster_analisis import load_survey
    >>> firms = pd.DataFrame({"lokasi": ["Klaten"] * 4 + ["Pati"] * 4, "produk": list("33344455")})
    >>> withhold(load_survey(firms), 2).counts.values.tolist()
    [['pati', 'produk', '4', 2], ['pati', 'produk', '5', 2]]
    """
    survey = replace(survey, changes=_comparable(survey))
    found = protect(survey, min_cell, earlier=earlier or ())
    if found.stuck:
        rows = ", ".join(" ".join(at) for at in found.stuck[:TOLD]) + (" …" if len(found.stuck) > TOLD else "")
        raise DataError([survey_fault("sudah_ditampilkan", Spot(survey.name), rows=rows, min_cell=min_cell)])
    hidden = found.rows & {*_keys(survey.answers, ROW), *_keys(survey.numbers, ROW)}
    return replace(
        survey,
        answers=kinds_together(_without(survey.answers, ROW, hidden), survey.codebook, min_cell),
        numbers=survey.numbers.iloc[:0],
        bands=band_numbers(_without(survey.numbers, ROW, hidden), min_cell),
        changes=pd.concat([_without(survey.changes, PAIR, found.moves), _marked(found.moves)], ignore_index=True),
        withheld=pd.DataFrame(sorted(hidden), columns=ROW),
        min_cell=min_cell,
        withheld_counts=found.counts,
        least_width=found.least or 0,
        compared=int(earlier is not None),
    )


def _comparable(survey: Survey) -> pd.DataFrame:
    """
    Give the changes that may be shown: of answers, between a wave and the next.

    Numbers before and after are those of single firms, weighted answers are not compared firm by firm, and waves that are further
    apart share firms with those between them.
    """
    rows = survey.changes
    numbers = [question.code for question in survey.codebook.of_kind(NUMBER)]
    at = {wave: position for position, wave in enumerate(survey.waves)}
    neighbours = rows[WAVE_AFTER].map(at) - rows[WAVE_BEFORE].map(at) == 1
    compared = (rows[PERTANYAAN] == FIRMS) | (~rows[PERTANYAAN].isin(numbers) & (not survey.weighted))
    return rows[neighbours & compared]


def _keys(frame: pd.DataFrame, keys: list[str]) -> set[tuple[str, ...]]:
    return set(map(tuple, frame[keys].to_numpy()))


def _without(frame: pd.DataFrame, keys: list[str], rows: Iterable[tuple[str, ...]]) -> pd.DataFrame:
    hidden = pd.MultiIndex.from_frame(frame[keys]).isin(list(rows))
    return frame[~hidden].reset_index(drop=True)


def _marked(rows: Iterable[tuple[str, ...]]) -> pd.DataFrame:
    """Give a row without answers for each comparison that is withheld: it was not impossible, but is not shown."""
    frame = pd.DataFrame(sorted(rows), columns=PAIR).assign(**{BEFORE: None, AFTER: None, N: 0})
    return frame[[WAVE_BEFORE, WAVE_AFTER, LOKASI, PERTANYAAN, BEFORE, AFTER, N]]
