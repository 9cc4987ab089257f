"""Firms by their number: none may stand in a survey twice, and those of two waves can be told to be the same."""

from collections.abc import Sequence
from typing import Any

import narwhals as nw
import pandas as pd

from klaster_analisis.analysis.survey.answer_faults import Rows
from klaster_analisis.analysis.survey.raw_counts import as_text
from klaster_analisis.errors import Fault
from klaster_analisis.sources.codebook import Codebook
from klaster_analisis.sources.question import FIRM, WAVE
from klaster_analisis.sources.survey.fault import survey_fault
from klaster_analisis.sources.survey.table import SurveyTable
from klaster_analisis.sources.survey.text import cell_text
from klaster_analisis.terms import N

MOST_TOLD = 1_000


def doubled_firms(table: SurveyTable, codebook: Codebook, rows: Rows) -> tuple[list[Any], list[Fault]]:
    """
    Find firms that stand in a survey more than once, and rows without a number of a firm.

    Parameters
    ----------
    table : SurveyTable
    codebook : Codebook
    rows : Rows

    Returns
    -------
    numbers : list
        The numbers of firms, as the file holds them, that stand there twice in one wave; a thousand at most.
    faults : list of Fault
        A number is personal: the faults tell the rows, not the number.
    """
    firm, wave = codebook.only(FIRM), codebook.only(WAVE)
    if firm is None or firm.code not in table.columns:
        return [], []
    names = [table.columns[q.code].name for q in (firm, wave) if q is not None and q.code in table.columns]
    counted = nw.from_native(text_frame(table, names)).lazy().group_by(*names).agg(nw.len().alias(N))
    more = counted.filter((nw.col(N) > 1) | nw.col(names[0]).is_null()).head(MOST_TOLD + 1).collect()
    found = pd.DataFrame(more.to_dict(as_series=False))
    blank = found[names[0]].map(cell_text).isna()
    faults: list[Fault] = []
    if blank.any():
        spot = table.at(firm.code, rows=rows.holding(firm.code, [None]), times=int(found.loc[blank, N].sum()))
        faults.append(survey_fault("usaha_kosong", spot))
    twice = found[~blank & (found[N] > 1)]
    for number, times in zip(twice[names[0]], twice[N], strict=True):
        spot = table.at(firm.code, rows=rows.holding(firm.code, [cell_text(number)]), times=int(times))
        faults.append(survey_fault("usaha_kembar", spot))
    return list(dict.fromkeys(twice[names[0]])), faults


def text_frame(table: SurveyTable, names: Sequence[str]) -> Any:
    """Give columns of a survey as a frame; of a pandas frame as text."""
    frame = table.opened.frame_of(list(names))
    return pd.DataFrame({name: as_text(frame[name]) for name in names}) if isinstance(frame, pd.DataFrame) else frame
