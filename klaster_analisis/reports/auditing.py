"""An audit from where its tables stand: the study, or files of a user."""

from collections.abc import Iterable
from pathlib import Path

from klaster_analisis.analysis.audit.audit import Audit, audit_study, audit_tables
from klaster_analisis.display.words import Words
from klaster_analisis.errors import DataError, Fault
from klaster_analisis.sources.codebook import Codebook
from klaster_analisis.sources.places import Places
from klaster_analisis.sources.printed.reading import read_printed_tables
from klaster_analisis.sources.printed.table import PrintedTable
from klaster_analisis.sources.study import load_study
from klaster_analisis.terms import LANGUAGES


def audit_published() -> tuple[Audit, dict[str, Words]]:
    """Audit the tables of the study; the words know its codes."""
    study = load_study()
    return audit_study(study), {language: Words(language, study.codebook, study.places) for language in LANGUAGES}


def audit_files(paths: Iterable[Path]) -> tuple[Audit, dict[str, Words]]:
    """
    Audit the tables of a user's files together.

    Parameters
    ----------
    paths : iterable of pathlib.Path

    Returns
    -------
    audit : Audit
    words : dict of Words
        By language; with an empty codebook, so that headings stand for themselves.

    Raises
    ------
    DataError
        If a file cannot be read; the message lists the faults of all files.
    """
    tables: list[PrintedTable] = []
    faults: list[Fault] = []
    for path in dict.fromkeys(path.resolve() for path in paths):
        try:
            tables += read_printed_tables(path)
        except DataError as error:
            faults += error.faults
    if faults:
        raise DataError(faults)
    return audit_tables(tables), {language: Words(language, Codebook({}), Places({})) for language in LANGUAGES}
