from .analysis.change import Changes
from .analysis.changes import compare_waves
from .analysis.counts import count_answers
from .analysis.crosstab import Crosstab, crosstab
from .analysis.overview import Overview, overview
from .analysis.routed import RoutedCrosstab, routed_crosstab, routed_crosstabs
from .analysis.scores import ScoreProfile, counted_scores, printed_scores
from .analysis.source import load_source
from .analysis.survey.loading import SurveyCheck, check_survey, load_survey
from .analysis.survey.splitting import split_answers
from .analysis.survey.survey import Survey
from .errors import DataError, KlasterError, UsageError
from .sources.folders import example_survey
from .sources.study import Study, load_study

__all__ = [
    "Changes",
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
    "compare_waves",
    "count_answers",
    "counted_scores",
    "crosstab",
    "example_survey",
    "load_source",
    "load_study",
    "load_survey",
    "overview",
    "printed_scores",
    "routed_crosstab",
    "routed_crosstabs",
    "split_answers",
]
