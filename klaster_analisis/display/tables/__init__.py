"""The tables: the study's own layout, and what may be concluded."""

from klaster_analisis.display.tables.answers import show_answers, show_others
from klaster_analisis.display.tables.audit import show_checks, show_findings
from klaster_analisis.display.tables.bounds import show_bounds, show_p_ranges, show_spreads, show_survival
from klaster_analisis.display.tables.changes import show_changes
from klaster_analisis.display.tables.claims import show_claims, show_conflicts, show_limits
from klaster_analisis.display.tables.cooperation import show_bases, show_cooperation, show_readings
from klaster_analisis.display.tables.dynamics import show_jica, show_ranking, show_scores
from klaster_analisis.display.tables.faults import show_columns, show_faults
from klaster_analisis.display.tables.numbers import show_numbers
from klaster_analisis.display.tables.planning import show_firms_needed
from klaster_analisis.display.tables.problems import show_actions, show_codes, show_problems
from klaster_analisis.display.tables.quality import show_missing, show_quality
from klaster_analisis.display.tables.split import show_split
from klaster_analisis.display.tables.tests import show_methods, show_residuals, show_steps, show_tests

__all__ = [
    "show_actions",
    "show_answers",
    "show_bases",
    "show_bounds",
    "show_changes",
    "show_checks",
    "show_claims",
    "show_codes",
    "show_columns",
    "show_conflicts",
    "show_cooperation",
    "show_faults",
    "show_findings",
    "show_firms_needed",
    "show_jica",
    "show_limits",
    "show_methods",
    "show_missing",
    "show_numbers",
    "show_others",
    "show_p_ranges",
    "show_problems",
    "show_quality",
    "show_ranking",
    "show_readings",
    "show_residuals",
    "show_scores",
    "show_split",
    "show_spreads",
    "show_steps",
    "show_survival",
    "show_tests",
]
