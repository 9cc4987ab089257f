"""What missing answers, rounding and summaries leave open, and which conclusions survive."""

from klaster_analisis.analysis.bounds.conclusions import (
    PrintedShare,
    survives,
    survives_in_mean,
    survives_in_print,
    survives_rounding,
)
from klaster_analisis.analysis.bounds.moments import PossibleSpread, possible_spread
from klaster_analisis.analysis.bounds.nonresponse import nonresponse_bounds, routed_bounds
from klaster_analisis.analysis.bounds.p_range import PRange, p_range
from klaster_analisis.analysis.bounds.rounded import bases_behind, counts_behind, share_interval
from klaster_analisis.analysis.bounds.survival import Survival

__all__ = [
    "PRange",
    "PossibleSpread",
    "PrintedShare",
    "Survival",
    "bases_behind",
    "counts_behind",
    "nonresponse_bounds",
    "p_range",
    "possible_spread",
    "routed_bounds",
    "share_interval",
    "survives",
    "survives_in_mean",
    "survives_in_print",
    "survives_rounding",
]
