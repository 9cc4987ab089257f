"""The same firms in two waves: how often each answer became which."""

import pandas as pd

from klaster_analisis.terms import LOKASI, PERTANYAAN, N

BEFORE, AFTER = "sebelum", "sesudah"
WAVE_BEFORE, WAVE_AFTER = "gelombang_sebelum", "gelombang_sesudah"
COLUMNS = (WAVE_BEFORE, WAVE_AFTER, LOKASI, PERTANYAAN, BEFORE, AFTER, N)


def no_changes() -> pd.DataFrame:
    """Give changes of nobody: where there is one wave, or firms have no number."""
    return pd.DataFrame(columns=list(COLUMNS))
