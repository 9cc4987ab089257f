"""Files of statistics programs: SPSS and Stata, with the labels of their values and what they mark as missing."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from klaster_analisis.sources.apart import apart
from klaster_analisis.sources.given_file import size_of
from klaster_analisis.sources.survey.columns import FileColumn
from klaster_analisis.sources.survey.fault import Spot
from klaster_analisis.sources.survey.statistical_reader import (
    EXTENDED,
    SPSS,
    STATA,
    Dictionary,
    dotted,
    read_columns,
    read_file,
)
from klaster_analisis.sources.survey.table import OpenedFile
from klaster_analisis.sources.survey.text import cell_text, tidy

__all__ = ["SPSS", "STATA", "open_statistical"]


def open_statistical(path: Path, program: str) -> OpenedFile:
    """
    Open a file of SPSS (``.sav``, ``.zsav``) or Stata (``.dta``).

    Parameters
    ----------
    path : pathlib.Path
    program : {"SPSS", "Stata"}

    Returns
    -------
    OpenedFile
        Values that are marked as missing are kept as they are: in Stata as ``.a`` to ``.z``.

    Raises
    ------
    UnreadableError
        If it is damaged, too large or has no rows.
    """
    known, frame = apart(read_file, str(path), program, content=program, size=size_of(path))
    columns = tuple(
        FileColumn(
            name,
            tuple(dict.fromkeys(text for text in (tidy(name), tidy(label)) if text)) or (f"({at})",),
            _labels(known.values.get(name, {}), program),
            *_missing(known, name, program),
        )
        for at, (name, label) in enumerate(zip(known.names, known.labels, strict=True), start=1)
    )

    def frame_of(names: Sequence[str]) -> pd.DataFrame:
        if frame is not None:
            return frame[list(names)]
        return apart(read_columns, str(path), program, list(names), known.rows, content=program, size=size_of(path))

    def find(name: str, wanted: Collection[str | None]) -> list[int]:
        return [at for at, value in enumerate(frame_of([name])[name], start=1) if cell_text(value) in wanted]

    return OpenedFile(Spot(path.name), columns, frame_of, find, range(1, known.rows + 1))


def _labels(labels: Mapping[Any, str], program: str) -> dict[str, str]:
    found = {}
    for value, label in labels.items():
        text = cell_text(dotted(value) if program == STATA else value)
        if text is not None:
            found[text] = tidy(label)
    return found


def _missing(known: Dictionary, name: str, program: str) -> tuple[frozenset[str], tuple[tuple[float, float], ...]]:
    if program == STATA:
        return frozenset(f".{letter}" for letter in EXTENDED), ()
    texts, ranges = set(), []
    for span in known.missing.get(name, ()):
        if isinstance(span["lo"], str):
            texts.add(tidy(span["lo"]))
        else:
            ranges.append((float(span["lo"]), float(span["hi"])))
    return frozenset(texts), tuple(ranges)
