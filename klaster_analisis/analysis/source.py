"""Whatever a notebook is told to look at: the published study, or a survey."""

from pathlib import Path

from klaster_analisis.analysis.survey.counted import counted_file_survey
from klaster_analisis.analysis.survey.loading import load_survey
from klaster_analisis.analysis.survey.survey import Survey
from klaster_analisis.sources.study import Study, load_study
from klaster_analisis.sources.survey.counted_file import ENDING
from klaster_analisis.terms import STUDY


def load_source(source: str | Path = STUDY) -> Study | Survey:
    """
    Load the study, or a survey.

    Parameters
    ----------
    source : str or pathlib.Path
        ``"studi"``, a folder laid out like the package's ``data``, or the file of a survey. A survey with a codebook, a list
        of places or a mapping of its own is loaded by `load_survey`.

    Returns
    -------
    Study or Survey

    Raises
    ------
    DataError
        If anything is not as it should be; the message lists every fault.

    Examples
    --------
    >>> load_source().interviewed.to_dict()
    {'klaten': 12, 'pati': 17, 'tegal': 19}
    """
    path = Path(source)
    if source == STUDY or (path / "published").is_dir():
        return load_study(source)
    return counted_file_survey(path) if path.name.endswith(ENDING) else load_survey(path)
