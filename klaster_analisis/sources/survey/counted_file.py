"""A survey that is already counted, as a file: what a report needs, and nothing of a single firm."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from klaster_analisis.errors import DataError, Fault, Faults
from klaster_analisis.sources.codebook import Codebook, codebook_of
from klaster_analisis.sources.places import Places, places_of

ENDING = ".terhitung.json"
FORMAT = "klaster_analisis: survei terhitung"
FRAMES: dict[str, dict[str, type]] = {
    "answers": {"gelombang": str, "lokasi": str, "pertanyaan": str, "jawaban": str, "kosong": str, "n": int},
    "firms": {"gelombang": str, "lokasi": str, "n": int},
    "numbers": {"gelombang": str, "lokasi": str, "pertanyaan": str, "nilai": float, "n": int},
    "bands": {"gelombang": str, "lokasi": str, "pertanyaan": str, "low": float, "high": float, "n": int},
    "changes": {
        "gelombang_sebelum": str,
        "gelombang_sesudah": str,
        "lokasi": str,
        "pertanyaan": str,
        "sebelum": object,
        "sesudah": object,
        "n": int,
    },
    "withheld": {"gelombang": str, "lokasi": str, "pertanyaan": str},
}
"""Columns of each frame, with the type of their values."""

COUNTS = ("min_cell", "faults", "left_out", "withheld_counts", "least_width", "compared")
WEIGHTED = ("answers", "firms")
WEIGHT = "bobot"


@dataclass(frozen=True, eq=False)
class CountedFile:
    """
    What stands in a file of a counted survey.

    Parameters
    ----------
    codebook : Codebook
    places : Places
    frames : dict of pandas.DataFrame
        By name, as in `FRAMES`.
    rest : dict
        Everything else that a survey holds: ``name``, ``waves``, ``wave``, ``days``, ``notices``, and the
        numbers of `COUNTS`.
    """

    codebook: Codebook
    places: Places
    frames: dict[str, pd.DataFrame]
    rest: dict[str, Any]


def write_counted(counted: CountedFile) -> str:
    """
    Write a counted survey as JSON.

    Returns
    -------
    str
    """
    content = {
        "format": FORMAT,
        **counted.rest,
        "codebook": counted.codebook.to_frame().to_dict("list"),
        "places": counted.places.to_frame().to_dict("list"),
        **{name: _plain(frame) for name, frame in counted.frames.items()},
    }
    return json.dumps(content, ensure_ascii=False, default=date.isoformat)


def read_counted(path: Path) -> CountedFile:
    """
    Read a counted survey.

    Parameters
    ----------
    path : pathlib.Path
        As `write_counted` wrote it.

    Returns
    -------
    CountedFile

    Raises
    ------
    DataError
        If it is not such a file.
    """
    faults = Faults()
    try:
        content = json.loads(path.read_text("utf-8"))
        if content["format"] != FORMAT:
            raise ValueError(content["format"])
        codebook = codebook_of(_texts(content["codebook"]), path.name, faults)
        places = places_of(_texts(content["places"]), path.name, faults)
        frames = {name: _frame(name, content[name]) for name in FRAMES}
        rest = _rest(content)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        fault = Fault(path.name, f"is not a counted survey ({type(error).__name__}).", "Make it anew from the survey file.")
        raise DataError([fault]) from error
    faults.stop_if_any()
    return CountedFile(codebook, places, frames, rest)


def _rest(content: Mapping[str, Any]) -> dict[str, Any]:
    waves, wave = tuple(map(str, content["waves"])), str(content["wave"])
    if wave not in waves:
        raise ValueError(wave)
    days = {str(name): tuple(map(date.fromisoformat, ends)) for name, ends in content["days"].items()}
    counts = {name: int(content[name]) for name in COUNTS}
    notices = [(str(kind), dict(values)) for kind, values in content["notices"]]
    return {"name": str(content["name"]), "waves": waves, "wave": wave, "days": days, "notices": notices, **counts}


def _plain(frame: pd.DataFrame) -> dict[str, list[Any]]:
    return {str(name): [None if pd.isna(value) else value for value in frame[name].tolist()] for name in frame}


def _texts(columns: Mapping[str, list[Any]]) -> pd.DataFrame:
    return pd.DataFrame({name: list(map(str, values)) for name, values in columns.items()}, dtype=str)


def _frame(name: str, columns: Mapping[str, list[Any]]) -> pd.DataFrame:
    types = FRAMES[name] | ({WEIGHT: float} if WEIGHT in columns and name in WEIGHTED else {})
    frame = pd.DataFrame({column: list(columns[column]) for column in types}, dtype=object)
    for column, kind in types.items():
        if kind in (int, float):
            frame[column] = frame[column].astype("int64" if kind is int else float)
    return frame
