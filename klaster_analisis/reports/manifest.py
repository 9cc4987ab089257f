"""What each report was made of: parameters, checksums of inputs, versions and time."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from importlib.metadata import requires, version
from pathlib import Path
from platform import python_version
from typing import Any

from packaging.requirements import Requirement

from klaster_analisis.reports.files import write_whole
from klaster_analisis.sources.folders import PACKAGE, shipped_folder
from klaster_analisis.terms import LANGUAGES

NAME = "manifest.json"
MADE, FRESH, STALE, FAILED = "made", "up to date", "not renewed", "failed"
DISTRIBUTION = "klaster-analisis"
FILE = re.compile(r"laporan_[a-z][a-z0-9_]*_[a-z]{2}\.html")


@dataclass(frozen=True)
class Record:
    """
    One report: what it was asked for, what it was made of, and how that ended.

    Parameters
    ----------
    file : str
        Name of the page in the output folder.
    parameters : dict
        Given to the notebook.
    inputs : dict of str
        SHA-256 of the notebook, of each data file, and of the package's own code as one.
    versions : dict of str
        Of Python and of each package that this one asks for.
    status : {"made", "up to date", "not renewed", "failed"}
        Not renewed: made earlier, of other inputs than there are now, and not asked for this time.
    finished : str
        When, in UTC, as ISO 8601.
    seconds : float
        How long it took.
    sha256 : str
        Of the page; that of an older page where a newer one failed, empty where there is none.
    cause : str
        Why it failed.
    """

    file: str
    parameters: dict[str, Any]
    inputs: dict[str, str] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    status: str = MADE
    finished: str = ""
    seconds: float = 0.0
    sha256: str = ""
    cause: str = ""


def read_manifest(folder: Path) -> dict[str, Record]:
    """
    Read what is known of the reports in a folder.

    Returns
    -------
    dict of Record
        By file name; what is not as we write it is passed over. Empty where there is no manifest or it cannot be read.
    """
    try:
        entries = json.loads((folder / NAME).read_text("utf-8"))["reports"]
        records = [Record(**entry) for entry in entries]
        return {record.file: record for record in records if _is_ours(record)}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _is_ours(record: Record) -> bool:
    """Whether a record is as this program writes it: what it names is shown and linked."""
    texts = (record.parameters.get("wilayah"), record.finished, record.sha256, record.cause)
    return (
        bool(FILE.fullmatch(record.file))
        and record.status in (MADE, FRESH, STALE, FAILED)
        and record.parameters.get("bahasa") in LANGUAGES
        and all(isinstance(text, str) and text.encode("utf-8", "ignore").decode() == text for text in texts)
        and isinstance(record.inputs, dict)
        and isinstance(record.versions, dict)
    )


def write_manifest(folder: Path, records: Iterable[Record]) -> None:
    """Write what is known of the reports in a folder."""
    entries = [asdict(record) for record in sorted(records, key=lambda record: record.file)]
    write_whole(folder / NAME, json.dumps({"reports": entries}, ensure_ascii=False, indent=2) + "\n")


def input_checksums(notebook: Path, given: Mapping[str, Path]) -> dict[str, str]:
    """
    Take the checksums of all that a report is made of.

    Parameters
    ----------
    notebook : pathlib.Path
    given : mapping of pathlib.Path
        The user's own files by name; of a folder, all that is in it.
    """
    data = shipped_folder("data")
    files = {f"notebooks/{notebook.name}": notebook}
    files |= {f"data/{path.relative_to(data).as_posix()}": path for path in sorted(data.rglob("*.csv"))}
    for name, path in given.items():
        inside = sorted(path.rglob("*.parquet")) if path.is_dir() else [path]
        files |= {f"{name}/{part.relative_to(path).as_posix()}".rstrip("/."): part for part in inside}
    sums = {name: file_checksum(path) for name, path in files.items()}
    code = [path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".toml", ".j2", ".css", ".json"}]
    own = [path for path in sorted(code) if path.relative_to(PACKAGE).parts[0] not in ("data", "notebooks")]
    sums["klaster_analisis"] = _checksum(b"".join(path.read_bytes() for path in own))
    return sums


def package_versions() -> dict[str, str]:
    """List the versions that a report is made with."""
    needed = [Requirement(text) for text in requires(DISTRIBUTION) or ()]
    names = sorted(need.name for need in needed if need.marker is None or need.marker.evaluate({"extra": ""}))
    return {"python": python_version(), DISTRIBUTION: version(DISTRIBUTION)} | {name: version(name) for name in names}


def is_fresh(known: Record | None, wanted: Record, folder: Path) -> bool:
    """Whether a report stands in its folder unchanged, and was made of just what it would be made of now."""
    page = folder / wanted.file
    return (
        known is not None
        and known.status != FAILED
        and _made_of(known) == _made_of(wanted)
        and page.is_file()
        and file_checksum(page) == known.sha256
    )


def _made_of(record: Record) -> Mapping[str, Any]:
    return {"parameters": record.parameters, "inputs": record.inputs, "versions": record.versions}


def file_checksum(path: Path) -> str:
    """Take the SHA-256 of a file, of any size."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
