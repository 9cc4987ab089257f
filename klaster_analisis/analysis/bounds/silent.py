"""Who was asked and did not answer, row by row; and where that cannot be known."""

import math

import pandas as pd

from klaster_analisis.analysis.crosstab import EXACT, Crosstab
from klaster_analisis.analysis.inference.result import Note
from klaster_analisis.errors import Faults

MORE_THAN_ASKED = "dasar_melebihi"
UNKNOWN_ASKED = "ditanya_tak_diketahui"
NOBODY_ASKED = "tanpa_data"
NOBODY_ANSWERED = "tanpa_jawaban"
WEIGHTED = "berbobot"


def silent_firms(table: Crosstab, *, asked: "pd.Series[int] | None") -> pd.DataFrame:
    """
    Count who did not answer, row by row.

    Parameters
    ----------
    table : Crosstab
    asked : pandas.Series of int, or None
        How many were asked, by row; rows that it lacks are not known. None where nobody says.

    Returns
    -------
    pandas.DataFrame
        ``ditanya`` (asked), ``menjawab`` (answered), ``tidak_menjawab`` and ``alasan``, same rows as the table. The reason is
        ``dasar_melebihi`` (fewer asked than answered), ``ditanya_tak_diketahui``, ``tanpa_data`` (nobody asked),
        ``tanpa_jawaban`` (nobody answered) or empty; ``berbobot`` of every row where answers are weighted, for nobody knows for
        how many others a silent firm stands. ``tidak_menjawab`` is missing for the first two and for the last.

    Raises
    ------
    DataError
        If a number asked is negative or not whole, or a row stands there twice.

    Examples
    --------
    >>> table = Crosstab(pd.DataFrame({"ada": [4, 17], "tidak_ada": [2, 5]}, index=["klaten", "tegal"]))
    >>> firms = silent_firms(table, asked=pd.Series({"klaten": 12, "tegal": 19}))
    >>> firms["tidak_menjawab"].tolist(), firms["alasan"].tolist()
    ([6, <NA>], ['', 'dasar_melebihi'])
    """
    answered = table.row_totals
    interviewed = _checked(asked).reindex(answered.index).astype("Int64")
    silent = interviewed - answered
    reason = pd.Series("", answered.index)
    reason[answered == 0] = NOBODY_ANSWERED
    reason[(interviewed == 0).fillna(False).astype(bool)] = NOBODY_ASKED
    reason[(silent < 0).fillna(False).astype(bool)] = MORE_THAN_ASKED
    reason[interviewed.isna()] = UNKNOWN_ASKED
    if table.weighted:
        reason[:] = WEIGHTED
    known = silent.where(silent.ge(0).fillna(False) & (reason != WEIGHTED))
    return pd.DataFrame({"ditanya": interviewed, "menjawab": answered, "tidak_menjawab": known, "alasan": reason})


def silent_notes(firms: pd.DataFrame) -> tuple[Note, ...]:
    """Give the reasons of `silent_firms` as notes: ``baris``, ``menjawab`` and, where known, ``ditanya``; of weights once."""
    if (firms["alasan"] == WEIGHTED).any():
        return (Note(WEIGHTED),)
    notes = []
    for row, firm in firms[firms["alasan"] != ""].iterrows():
        values = {"baris": row, "menjawab": int(firm["menjawab"])}
        if pd.notna(firm["ditanya"]):
            values["ditanya"] = int(firm["ditanya"])
        notes.append(Note(firm["alasan"], values))
    return tuple(notes)


def _checked(asked: "pd.Series[int] | None") -> pd.Series:
    if asked is None:
        return pd.Series(dtype="Int64")
    faults = Faults()
    for label in asked.index[asked.index.duplicated()]:
        faults.add("asked", f'"{label}" stands there twice.', "Give one number a row.")
    for label, value in asked.dropna().items():
        number = float(pd.to_numeric(value, errors="coerce"))
        if not math.isfinite(number) or number < 0 or number % 1:
            faults.add(f"asked, {label}", f"{value!r} is not a whole number of 0 or more.", "Say how many were asked.")
        elif number >= EXACT:
            faults.add(f"asked, {label}", f"{number:.3g} is too many: from 2⁵³ on counts are not exact.", "Count in thousands.")
    faults.stop_if_any()
    return pd.to_numeric(asked)
