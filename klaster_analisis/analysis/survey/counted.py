"""A counted survey to and from its file."""

from pathlib import Path

from klaster_analisis.analysis.survey.survey import Notice, Survey
from klaster_analisis.sources.survey.counted_file import COUNTS, FRAMES, CountedFile, read_counted, write_counted


def survey_text(survey: Survey) -> str:
    """
    Write a survey as the text of a file, from which `counted_file_survey` makes it again.

    Parameters
    ----------
    survey : Survey

    Returns
    -------
    str
        JSON.
    """
    frames = {name: getattr(survey, name) for name in FRAMES}
    rest = {name: getattr(survey, name) for name in ("name", "waves", "wave", "days", *COUNTS)}
    rest["notices"] = [[notice.kind, notice.values] for notice in survey.notices]
    return write_counted(CountedFile(survey.codebook, survey.places, frames, rest))


def counted_file_survey(path: Path) -> Survey:
    """
    Make a survey of its file.

    Raises
    ------
    DataError
        If it is not a file of a counted survey.
    """
    found = read_counted(path)
    notices = tuple(Notice(kind, values) for kind, values in found.rest.pop("notices"))
    return Survey(codebook=found.codebook, places=found.places, notices=notices, **found.rest, **found.frames)
