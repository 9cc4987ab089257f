"""The counted rows of one question as a cross-tab: places down, answers across."""

from collections.abc import Collection, Sequence

import pandas as pd

from klaster_analisis.analysis.crosstab import Crosstab, crosstab
from klaster_analisis.sources.question import Question
from klaster_analisis.terms import BOBOT, JAWABAN, LOKASI, PERTANYAAN, N


def answers_crosstab(
    counts: pd.DataFrame, question: Question, *, places: Sequence[str], withheld: Collection[str] = ()
) -> Crosstab:
    """
    Cross-tabulate the answers to one question, place by place.

    Parameters
    ----------
    counts : pandas.DataFrame
        Counted rows: ``lokasi, pertanyaan, jawaban, n`` and, with survey weights, ``bobot``.
    question : Question
    places : sequence of str
        Codes of the places, in order.
    withheld : collection of str
        Places whose answers are not shown.

    Returns
    -------
    Crosstab
        Every place and every answer, those that nobody chose included.

    Raises
    ------
    DataError
        If a place or an answer is not known.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> study = load_study()
    >>> answers_crosstab(study.counts, study.codebook["keaktifan_hilir"], places=study.places.codes).counts.loc["tegal"].tolist()
    [13, 3, 1]
    """
    asked = counts[counts[PERTANYAAN] == question.code]
    table = crosstab(asked, rows=LOKASI, columns=JAWABAN, row_order=places, column_order=question.codes, weight=N)
    weights = None
    if BOBOT in asked:
        sums = asked.pivot(index=LOKASI, columns=JAWABAN, values=BOBOT)
        weights = sums.reindex(index=table.counts.index, columns=table.counts.columns).fillna(0.0).astype(float)
    return Crosstab(table.counts, table.left_out, weights, frozenset(withheld) & frozenset(places))
