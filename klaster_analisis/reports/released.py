"""What the reports in a folder have shown of a survey: kept beside the manifest, so that later runs take it into account."""

from collections.abc import Sequence
from pathlib import Path

from klaster_analisis.analysis.release.facts import Facts, facts_text, read_facts
from klaster_analisis.errors import Fault, UsageError
from klaster_analisis.reports.files import write_whole

NAME = "shown.json"


def shown_before(folder: Path) -> list[Facts]:
    """
    Read what earlier runs showed.

    Parameters
    ----------
    folder : pathlib.Path
        Of the reports.

    Returns
    -------
    list of Facts
        One a run that showed something else; empty where there was none.

    Raises
    ------
    UsageError
        If the record is there and cannot be read: what was shown is then not known.
    """
    record = folder / NAME
    if not record.exists():
        return []
    try:
        return read_facts(record.read_text("utf-8"))
    except (OSError, ValueError) as error:
        problem = f"does not tell what earlier reports in this folder have shown ({type(error).__name__})."
        remedy = "Choose another folder, or put back the file as it was written."
        raise UsageError([Fault(str(record), problem, remedy)]) from error


def record_shown(folder: Path, earlier: Sequence[Facts], facts: Facts) -> None:
    """Keep what this run shows, before it shows anything."""
    if facts not in earlier:
        write_whole(folder / NAME, facts_text([*earlier, facts]))
