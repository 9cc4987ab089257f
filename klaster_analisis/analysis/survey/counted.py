"""A counted survey to and from its file."""

from datetime import date
from pathlib import Path

from klaster_analisis.analysis.survey.survey import Survey
from klaster_analisis.sources.survey.counted_file import CountedFile, read_counted, write_counted


def survey_text(survey: Survey) -> str:
    """
    Write a survey as the text of a file, from which `counted_file_survey` makes it again.

    Parameters
    ----------
    survey : Survey

    Returns
    -------
    str
        JSON. Faults are in it as English sentences.
    """
    frames = {name: getattr(survey, name) for name in ("answers", "firms", "numbers", "changes", "withheld")}
    rest = {
        "name": survey.name,
        "waves": list(survey.waves),
        "wave": survey.wave,
        "days": {wave: [day.isoformat() for day in ends] for wave, ends in survey.days.items()},
        "min_cell": survey.min_cell,
    }
    return write_counted(CountedFile(survey.codebook, survey.places, frames, survey.faults, rest))


def counted_file_survey(path: Path) -> Survey:
    """
    Make a survey of its file.

    Raises
    ------
    DataError
        If it is not a file of a counted survey.
    """
    found = read_counted(path)
    return Survey(
        name=str(found.rest["name"]),
        codebook=found.codebook,
        places=found.places,
        waves=tuple(map(str, found.rest["waves"])),
        wave=str(found.rest["wave"]),
        days={wave: (date.fromisoformat(first), date.fromisoformat(last)) for wave, (first, last) in found.rest["days"].items()},
        min_cell=int(found.rest["min_cell"]),
        faults=found.faults,
        **found.frames,
    )
