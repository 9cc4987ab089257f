"""Files of statistics programs: SPSS and Stata, with the labels of their values and what they mark as missing."""

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from klaster_analisis.sources.survey.columns import FileColumn
from klaster_analisis.sources.survey.fault import Spot
from klaster_analisis.sources.survey.table import OpenedFile
from klaster_analisis.sources.survey.text import cell_text, tidy
from klaster_analisis.sources.unreadable import UnreadableError

SPSS, STATA = "SPSS", "Stata"
EXTENDED = "abcdefghijklmnopqrstuvwxyz"


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
        If it is damaged or has no rows.
    """
    read = _reader(path, program)
    _, meta = read(metadataonly=True)
    if not meta.number_rows and not len(read(row_limit=1)[0]):
        raise UnreadableError("tanpa_isi")
    columns = tuple(
        FileColumn(
            name,
            tuple(dict.fromkeys(text for text in (name, tidy(label or "")) if text)),
            _labels(meta.variable_value_labels.get(name, {}), program),
            *_missing(meta, name, program),
        )
        for name, label in zip(meta.column_names, meta.column_labels, strict=True)
    )

    def frame_of(names: Sequence[str]) -> pd.DataFrame:
        frame, _ = read(usecols=list(names))
        frame = frame[list(names)].astype(object)
        if program == STATA:
            extended = {name for name in names if meta.missing_user_values.get(name)}
            frame = frame.apply(lambda column: column.map(_dotted) if column.name in extended else column)
        return frame

    def find(name: str, wanted: Collection[str | None]) -> list[int]:
        return [at for at, value in enumerate(frame_of([name])[name], start=1) if cell_text(value) in wanted]

    return OpenedFile(Spot(path.name), columns, frame_of, find, range(1, len(read()[0]) + 1))


def _reader(path: Path, program: str) -> Callable[..., tuple[pd.DataFrame, Any]]:
    import pyreadstat  # noqa: PLC0415  slow to import, and needed for these files only

    method = pyreadstat.read_sav if program == SPSS else pyreadstat.read_dta

    def read(**options: Any) -> tuple[pd.DataFrame, Any]:
        try:
            return method(str(path), user_missing=True, **options)
        except (
            pyreadstat.ReadstatError,
            pyreadstat.PyreadstatError,
            ValueError,
            OSError,
            UnicodeDecodeError,
            MemoryError,
        ) as error:
            raise UnreadableError("rusak", content=program) from error

    return read


def _labels(labels: Mapping[Any, str], program: str) -> dict[str, str]:
    found = {}
    for value, label in labels.items():
        text = cell_text(_dotted(value) if program == STATA else value)
        if text is not None:
            found[text] = tidy(label)
    return found


def _dotted(value: Any) -> Any:
    """Write an extended missing value as Stata does: ``.a``."""
    return f".{value}" if isinstance(value, str) and len(value) == 1 and value in EXTENDED else value


def _missing(meta: Any, name: str, program: str) -> tuple[frozenset[str], tuple[tuple[float, float], ...]]:
    if program == STATA:
        return frozenset(f".{letter}" for letter in EXTENDED), ()
    texts, ranges = set(), []
    for span in meta.missing_ranges.get(name, ()):
        if isinstance(span["lo"], str):
            texts.add(tidy(span["lo"]))
        else:
            ranges.append((float(span["lo"]), float(span["hi"])))
    return frozenset(texts), tuple(ranges)
