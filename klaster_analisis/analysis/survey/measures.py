"""Numbers that firms give, summed up place by place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from klaster_analisis.analysis.inference.paired.median import median
from klaster_analisis.analysis.inference.result import Estimate
from klaster_analisis.analysis.survey.bands import HIGH, LOW, Band
from klaster_analisis.analysis.survey.survey import Survey
from klaster_analisis.terms import GELOMBANG, LOKASI, PERTANYAAN, TOTAL, N


@dataclass(frozen=True)
class NumberSummary:
    """
    The numbers of one place.

    Parameters
    ----------
    median : Estimate
    lower_quarter, upper_quarter : float
        A quarter of the numbers is at most, and a quarter at least, as large.
    """

    median: Estimate
    lower_quarter: float
    upper_quarter: float


def summarise_numbers(survey: Survey, question: str, *, names: Mapping[str, str]) -> dict[str, NumberSummary]:
    """
    Sum up the numbers of a question.

    Parameters
    ----------
    survey : Survey
    question : str
        Code of a question that asks for a number.
    names : mapping of str to str
        From each place to the one that it is shown as.

    Returns
    -------
    dict of NumberSummary
        By place in the order of `names`, and ``total``. A place without a number is not in it; empty where nobody gave one, and
        where small counts are withheld: see `banded_numbers`.

    Examples
    --------
    >>> import pandas as pd
    >>> from klaster_analisis import load_survey
    >>> survey = load_survey(pd.DataFrame({"lokasi": ["Pati"] * 4, "omzet": [10.0, 20.0, 30.0, 50.0]}))
    >>> found = summarise_numbers(survey, "omzet", names={"pati": "pati"})["pati"]
    >>> found.median.value, found.lower_quarter, found.upper_quarter
    (25.0, 15.0, 40.0)
    """
    rows = survey.numbers[(survey.numbers[GELOMBANG] == survey.wave) & (survey.numbers[PERTANYAAN] == question)]
    found: dict[str, NumberSummary] = {}
    for name in dict.fromkeys(names.values()):
        members = [place for place, shown in names.items() if shown == name]
        counts = rows[rows[LOKASI].isin(members)].groupby("nilai")[N].sum()
        if len(counts):
            found[name] = _summary(counts.to_dict())
    everywhere = rows.groupby("nilai")[N].sum()
    return found | {TOTAL: _summary(everywhere.to_dict())} if len(everywhere) else found


def banded_numbers(survey: Survey, question: str, *, places: Iterable[str]) -> dict[str, tuple[Band, ...]]:
    """
    Give the bands of the numbers of a question, where small counts are withheld.

    Parameters
    ----------
    survey : Survey
    question : str
        Code of a question that asks for a number.
    places : iterable of str
        Each has bands of its own; places are not put together, for their bands differ.

    Returns
    -------
    dict of tuple of Band
        By place; without bands where it is withheld. A place without a number is not in it.

    Examples
    --------
    >>> import pandas as pd
    >>> from klaster_analisis import load_survey
    >>> firms = pd.DataFrame({"lokasi": ["Pati"] * 6 + ["Klaten"], "omzet": [10.0, 12.0, 15.0, 30.0, 30.0, 40.0, 5.0]})
    >>> banded_numbers(load_survey(firms, min_cell=2), "omzet", places=["klaten", "pati"])
    {'klaten': (), 'pati': (Band(low=None, high=20.0, n=3), Band(low=20.0, high=None, n=3))}
    """
    rows = survey.bands[(survey.bands[GELOMBANG] == survey.wave) & (survey.bands[PERTANYAAN] == question)]
    hidden = survey.withheld_places(question)
    found: dict[str, tuple[Band, ...]] = {}
    for place in places:
        here = rows[rows[LOKASI] == place]
        if place in hidden or len(here):
            found[place] = tuple(Band(_end(low), _end(high), int(n)) for low, high, n in here[[LOW, HIGH, N]].to_numpy())
    return found


def _end(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def _summary(counts: Mapping[float, int]) -> NumberSummary:
    values = np.array(sorted(counts), dtype=float)
    upto = np.cumsum([counts[value] for value in values.tolist()])
    n = int(upto[-1])
    half = (n + 1) // 2 if n % 2 else n // 2  # Tukey's hinges: the medians of the lower and the upper half

    def ranked(rank: int) -> float:
        return float(values[np.searchsorted(upto, rank)])

    low = (ranked((half + 1) // 2) + ranked(half // 2 + 1)) / 2
    high = (ranked(n + 1 - (half + 1) // 2) + ranked(n - half // 2)) / 2
    return NumberSummary(median(counts), low, high)
