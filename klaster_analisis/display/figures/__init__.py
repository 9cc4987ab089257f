"""The figures: each answers one question."""

from klaster_analisis.display.figures.answers import plot_answers
from klaster_analisis.display.figures.bounds import plot_bounds
from klaster_analisis.display.figures.changes import plot_changes
from klaster_analisis.display.figures.cooperation import plot_cooperation, plot_place_cooperation
from klaster_analisis.display.figures.dynamics import plot_dynamics, plot_score_heatmap
from klaster_analisis.display.figures.intensity import plot_intensity, plot_place_intensity
from klaster_analisis.display.figures.problems import plot_problems
from klaster_analisis.display.figures.summary import plot_summary

__all__ = [
    "plot_answers",
    "plot_bounds",
    "plot_changes",
    "plot_cooperation",
    "plot_dynamics",
    "plot_intensity",
    "plot_place_cooperation",
    "plot_place_intensity",
    "plot_problems",
    "plot_score_heatmap",
    "plot_summary",
]
