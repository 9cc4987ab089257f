"""The tables, in the study's own layout."""

from klaster_analisis.display.tables.agreement import show_agreement
from klaster_analisis.display.tables.cooperation import show_bases, show_cooperation, show_readings
from klaster_analisis.display.tables.dynamics import show_jica, show_ranking, show_scores
from klaster_analisis.display.tables.problems import show_actions, show_codes, show_problems

__all__ = [
    "show_actions",
    "show_agreement",
    "show_bases",
    "show_codes",
    "show_cooperation",
    "show_jica",
    "show_problems",
    "show_ranking",
    "show_readings",
    "show_scores",
]
