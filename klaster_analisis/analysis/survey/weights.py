"""Survey weights as numbers, whatever engine holds them: what is no weight weighs nothing, and is told."""

from collections.abc import Mapping
from typing import Any

import narwhals as nw
import pandas as pd

from klaster_analisis.analysis.counts import count_questions
from klaster_analisis.analysis.survey.coding import Coding
from klaster_analisis.analysis.survey.raw_counts import MANY, as_text
from klaster_analisis.analysis.survey.typed_columns import read_weights
from klaster_analisis.errors import DataError, Fault
from klaster_analisis.sources.question import NUMBER, WEIGHT
from klaster_analisis.sources.survey.text import typed_text
from klaster_analisis.terms import N

MOST_MENDED = 100
"""Different texts of a column that an engine is told the number of, one by one; with more the column is looked at in memory."""


def weighed(coding: Coding, frame: Any, faults: list[Fault]) -> tuple[Any, str | None]:
    """
    Give a survey with its weights as numbers.

    Parameters
    ----------
    coding : Coding
    frame : a frame that Narwhals knows
        As `countable` gives it.
    faults : list of Fault
        Takes up what is no weight.

    Returns
    -------
    frame : a frame that Narwhals knows
    name : str or None
        Of the column of weights; None where there is none.
    """
    question = coding.codebook.only(WEIGHT)
    if question is None or question.code not in coding.table.columns:
        return frame, None
    name = coding.table.columns[question.code].name
    if isinstance(frame, pd.DataFrame):
        times = {None if pd.isna(text) else text: int(n) for text, n in frame[name].value_counts(dropna=False).items() if n}
        numbers, found = read_weights(coding, question, times)
        faults.extend(found)
        texts = frame[name].astype(object)
        return frame.assign(**{name: [numbers[None if pd.isna(text) else text] for text in texts]}), name
    try:
        counted = count_questions(frame, [[name]], levels={name: MANY})[name,]
    except DataError:  # so many different ones that all are numbers, or are refused as they are counted
        return nw.from_native(frame).with_columns(nw.col(name).cast(nw.Float64())).to_native(), name
    texts = counted[name].map(typed_text)
    times = {None if pd.isna(text) else text: int(n) for text, n in counted[N].groupby(texts, dropna=False).sum().items()}
    numbers, found = read_weights(coding, question, times)
    faults.extend(found)
    held = {raw: numbers[None if pd.isna(text) else text] for raw, text in zip(counted[name], texts, strict=True)}
    return _mended(coding, nw.from_native(frame), name, held), name


def _mended(coding: Coding, frame: Any, name: str, held: Mapping[Any, float]) -> Any:
    """Write numbers in the place of what is held."""
    column = nw.col(name)
    kind = frame.collect_schema()[name]
    if isinstance(kind, nw.Boolean | nw.Date | nw.Datetime):  # none of them is a weight
        return frame.with_columns(nw.lit(0.0).alias(name)).to_native()
    if kind.is_numeric():
        numbers = column.cast(nw.Float64())
        mended = nw.when((numbers > 0) & (numbers < float("inf"))).then(numbers).otherwise(0.0)
        return frame.with_columns(mended.alias(name)).to_native()
    odd = {raw: number for raw, number in held.items() if raw is not None and not _is_written_so(raw, number)}
    if len(odd) > MOST_MENDED:
        whole = frame.lazy().collect("pandas").to_native()
        weights = [held[None if pd.isna(text) else text] for text in whole[name]]
        typed = {column.name for code, column in coding.table.columns.items() if coding.codebook[code].kind == NUMBER}
        return pd.DataFrame({key: as_text(whole[key], typed=key in typed) for key in whole}).assign(**{name: weights})
    texts = column.cast(nw.String())
    mended = nw.when(texts.is_null()).then(nw.lit("0")).otherwise(texts)
    for raw, number in odd.items():
        mended = nw.when(texts == nw.lit(raw)).then(nw.lit(repr(number))).otherwise(mended)
    return frame.with_columns(mended.cast(nw.Float64()).alias(name)).to_native()


def _is_written_so(text: Any, number: float) -> bool:
    """Say whether an engine reads a text as a number."""
    try:
        return float(text) == number
    except ValueError:
        return False
