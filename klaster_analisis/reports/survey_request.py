"""What a user asks for with a survey: the files, and how they are to be read."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from klaster_analisis.analysis.survey.loading import SurveyCheck, check_survey, load_survey
from klaster_analisis.analysis.survey.survey import Survey
from klaster_analisis.errors import Fault, UsageError


@dataclass(frozen=True)
class SurveyRequest:
    """
    A survey, and how it is to be read.

    Parameters
    ----------
    data : tuple of pathlib.Path
        The files; several are waves, in order.
    codebook, places, mapping : pathlib.Path or None
        Files of the user's own.
    sheet : str
        The sheet of a workbook; empty where only one holds a survey.
    engine : str or None
        The engine that scans CSV and Parquet.
    allow_faults : bool
        Go on with faulty answers set to missing.
    min_cell : int
        The smallest count that is shown; 0 for all.
    """

    data: tuple[Path, ...]
    codebook: Path | None = None
    places: Path | None = None
    mapping: Path | None = None
    sheet: str = ""
    engine: str | None = None
    allow_faults: bool = False
    min_cell: int = 0

    def check(self) -> SurveyCheck:
        """Find every fault of the survey."""
        return check_survey(list(self.data), **self._reading())

    def count(self) -> Survey:
        """Count the survey, with nothing withheld yet; a `DataError` where it has faults that are not allowed."""
        return load_survey(list(self.data), **self._reading(), allow_faults=self.allow_faults)

    @property
    def files(self) -> dict[str, Path]:
        """The files by what they are, for their checksums."""
        steering = {"codebook": self.codebook, "places": self.places, "mapping": self.mapping}
        named = {f"{kind}: {path.name}": path for kind, path in steering.items() if path is not None}
        return {f"survey {at}: {path.name}": path for at, path in enumerate(self.data, start=1)} | named

    @property
    def parameters(self) -> dict[str, Any]:
        """What a report depends on besides the files: by name, without any folder of this machine."""
        return {
            "sumber": ", ".join(path.name for path in self.data),
            "lembar": self.sheet,
            "kesalahan_dibolehkan": self.allow_faults,
            "sel_terkecil": self.min_cell,
        }

    def _reading(self) -> dict[str, Any]:
        return {
            "codebook": self.codebook,
            "places": self.places,
            "mapping": self.mapping,
            "sheet": self.sheet,
            "engine": self.engine,
        }


def files_that_are_there(paths: Iterable[tuple[str, Path | None]]) -> None:
    """
    Refuse files that are not there.

    Parameters
    ----------
    paths : iterable of (str, pathlib.Path or None)
        The option that names a file, and the file.

    Raises
    ------
    UsageError
        That lists every one.
    """
    lacking = [(option, path) for option, path in paths if path is not None and not path.exists()]
    if lacking:
        raise UsageError([Fault(option, f'"{path}" is not there.', "Look at its name and folder.") for option, path in lacking])
