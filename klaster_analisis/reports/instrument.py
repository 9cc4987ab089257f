"""Write the questionnaire of a codebook."""

from pathlib import Path

from klaster_analisis.errors import Fault, UsageError
from klaster_analisis.reports.files import write_whole
from klaster_analisis.reports.spreadsheet import workbook
from klaster_analisis.sources.instrument import xlsform
from klaster_analisis.sources.survey.opening import load_codebook, load_places

ENDING = ".xlsx"


def write_instrument(path: Path, *, codebook: Path | None = None, places: Path | None = None) -> Path:
    """
    Write the questionnaire of a codebook as an XLSForm.

    Parameters
    ----------
    path : pathlib.Path
        The workbook; it must not be there yet.
    codebook, places : pathlib.Path, optional
        Files of the user's own.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    DataError
        If the codebook or the list of places has faults.
    UsageError
        If the path is taken, does not end in .xlsx, or cannot be written.
    """
    if path.suffix.lower() != ENDING:
        raise UsageError([Fault(str(path), "is not the name of a workbook.", f"Let it end in {ENDING}.")])
    if path.exists():
        raise UsageError(
            [Fault(str(path), "is there already; a form that was edited is not overwritten.", "Choose another name.")]
        )
    sheets = xlsform(load_codebook(codebook), load_places(places))
    write_whole(path, workbook(sheets))
    return path
