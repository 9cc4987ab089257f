"""Small-industry clusters: from printed tables to numbers that can be checked, and reports that can be read."""

from klaster_analisis.analysis.counts import count_answers
from klaster_analisis.analysis.crosstab import Crosstab, crosstab
from klaster_analisis.analysis.overview import Overview, overview
from klaster_analisis.analysis.routed import RoutedCrosstab, routed_crosstab, routed_crosstabs
from klaster_analisis.analysis.scores import ScoreProfile, counted_scores, printed_scores
from klaster_analisis.errors import DataError, KlasterError, UsageError
from klaster_analisis.sources.study import Study, load_study

__all__ = [
    "Crosstab",
    "DataError",
    "KlasterError",
    "Overview",
    "RoutedCrosstab",
    "ScoreProfile",
    "Study",
    "UsageError",
    "count_answers",
    "counted_scores",
    "crosstab",
    "load_study",
    "overview",
    "printed_scores",
    "routed_crosstab",
    "routed_crosstabs",
]
