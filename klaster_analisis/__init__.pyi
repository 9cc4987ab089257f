from .analysis.counts import count_answers
from .analysis.crosstab import Crosstab, crosstab
from .analysis.overview import Overview, overview
from .analysis.routed import RoutedCrosstab, routed_crosstab, routed_crosstabs
from .analysis.scores import ScoreProfile, counted_scores, printed_scores
from .analysis.source import load_source
from .analysis.survey.loading import SurveyCheck, check_survey, load_survey
from .analysis.survey.survey import Survey
from .errors import DataError, KlasterError, UsageError
from .sources.study import Study, load_study

__all__ = [
    "Crosstab",
    "DataError",
    "KlasterError",
    "Overview",
    "RoutedCrosstab",
    "ScoreProfile",
    "Study",
    "Survey",
    "SurveyCheck",
    "UsageError",
    "check_survey",
    "count_answers",
    "counted_scores",
    "crosstab",
    "load_source",
    "load_study",
    "load_survey",
    "overview",
    "printed_scores",
    "routed_crosstab",
    "routed_crosstabs",
]
