"""All that is known of the places of one source, in one hand."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from klaster_analisis.analysis.routed import RoutedCrosstab, routed_crosstabs
from klaster_analisis.analysis.scores import ScoreProfile, printed_scores
from klaster_analisis.sources.study import Study


@dataclass(frozen=True, eq=False)
class Overview:
    """
    What a regional report is made of.

    Parameters
    ----------
    cooperation : mapping of str to RoutedCrosstab
        By kind of partner.
    dynamics : ScoreProfile
        The indicators.
    problems : ScoreProfile
        How problems are dealt with.
    asked : pandas.Series of int
        How many were interviewed, by place.
    """

    cooperation: Mapping[str, RoutedCrosstab]
    dynamics: ScoreProfile
    problems: ScoreProfile
    asked: "pd.Series[int]"

    def bases(self, place: str) -> pd.DataFrame:
        """Count on whom the shares of one place stand: one row a question on cooperation, as `RoutedCrosstab.denominators`."""
        rows = {table.question: table.denominators(asked=self.asked).loc[place] for table in self.cooperation.values()}
        return pd.DataFrame(rows).T


def overview(study: Study) -> Overview:
    """
    Take all that the study says of its places.

    Parameters
    ----------
    study : Study

    Returns
    -------
    Overview

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> overview(load_study()).bases("klaten")["menjawab"].tolist()
    [12, 6, 6, 4]
    """
    return Overview(
        cooperation=routed_crosstabs(study.counts, study.codebook, places=study.places.codes),
        dynamics=printed_scores(study.dynamics),
        problems=printed_scores(study.problems),
        asked=study.interviewed,
    )
