"""The regional reports: one page a place, an index that links them, and a manifest of what they are made of."""

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import replace
from pathlib import Path

from klaster_analisis.analysis.overview import overview
from klaster_analisis.display import Words
from klaster_analisis.errors import KlasterError
from klaster_analisis.reports.execution import execute_notebook
from klaster_analisis.reports.files import make_folder, write_whole
from klaster_analisis.reports.index import write_index
from klaster_analisis.reports.look import now, page_footer
from klaster_analisis.reports.manifest import (
    FAILED,
    FRESH,
    MADE,
    STALE,
    Record,
    file_checksum,
    input_checksums,
    is_fresh,
    package_versions,
    read_manifest,
    write_manifest,
)
from klaster_analisis.reports.page import render_page
from klaster_analisis.sources.development import load_development_steps
from klaster_analisis.sources.folders import shipped_folder
from klaster_analisis.sources.places import Places
from klaster_analisis.sources.study import load_study

NOTEBOOK = "laporan_wilayah.ipynb"


def render_reports(
    out: Path,
    *,
    regions: Sequence[str] = (),
    language: str = "id",
    jobs: int | None = None,
    notebook: Path | None = None,
    told: Callable[[int, int], None] = lambda finished, total: None,
) -> list[Record]:
    """
    Render the regional reports and their index into a folder.

    Parameters
    ----------
    out : pathlib.Path
        Made if it is not there.
    regions : sequence of str
        Places, by any of their names; all of the study when empty.
    language : {"id", "en"}
    jobs : int, optional
        How many reports to render at once; by default as many as there are processors.
    notebook : pathlib.Path, optional
        The regional notebook; by default the one that comes with the package.
    told : callable
        Called at the start and after each report, with how many are finished and how many there are.

    Returns
    -------
    list of Record
        One a report, those that failed included: a failure spoils only its own report.

    Raises
    ------
    DataError
        If the data have faults; then nothing is rendered.
    UsageError
        If a region or language is not known, or the folder cannot be written; then nothing is rendered.
    """
    study = load_study()
    overview(study)  # what the tables contradict is told before anything is made
    load_development_steps()
    words = Words(language, study.codebook, study.places)
    notebook = notebook or shipped_folder("notebooks") / NOTEBOOK
    wanted = _plan(study.places, regions, language, notebook)
    make_folder(out)
    known = read_manifest(out)
    told(0, len(wanted))
    running = []
    try:
        with ThreadPoolExecutor(jobs or os.cpu_count() or 1) as workers:
            running = [workers.submit(_render_one, record, known.get(record.file), notebook, out, words) for record in wanted]
            _wait(workers, running, told)
    finally:  # after an interruption too, what is done is recorded
        done = [result.result() for result in running if result.done() and not result.cancelled()]
        records = _others(out, wanted[0]) | {record.file: record for record in done}
        write_manifest(out, records.values())
        write_index(out, records.values(), words, footer=page_footer(words))
    return done


def _plan(places: Places, regions: Sequence[str], language: str, notebook: Path) -> list[Record]:
    """List the reports to be made, each with all that it would be made of now."""
    chosen = {place.code: place for place in map(places.find, regions)} or places.by_code
    inputs, versions = input_checksums(notebook), package_versions()
    return [
        Record(f"laporan_{place.code}_{language}.html", {"wilayah": place.name, "bahasa": language}, inputs, versions)
        for place in chosen.values()
    ]


def _wait(workers: ThreadPoolExecutor, running: Sequence[Future[Record]], told: Callable[[int, int], None]) -> None:
    try:
        for finished, _ in enumerate(as_completed(running), start=1):
            told(finished, len(running))
    except KeyboardInterrupt:  # those under way come to their end, the others are not begun
        workers.shutdown(cancel_futures=True)
        raise


def _others(out: Path, current: Record) -> dict[str, Record]:
    """List the reports that stand in the folder from earlier runs: up to date, or not renewed."""
    others = {}
    for name, record in read_manifest(out).items():
        now = replace(record, inputs=current.inputs, versions=current.versions)
        if record.status == FAILED:
            others[name] = record
        elif (out / name).is_file():
            others[name] = replace(record, status=FRESH if is_fresh(record, now, out) else STALE)
    return others


def _render_one(wanted: Record, known: Record | None, notebook: Path, out: Path, words: Words) -> Record:
    if known is not None and is_fresh(known, wanted, out):
        return replace(known, status=FRESH)
    start = time.perf_counter()
    page = out / wanted.file
    try:
        executed = execute_notebook(notebook, wanted.parameters)
        write_whole(page, render_page(executed, words, footer=page_footer(words)))
        done = replace(wanted, status=MADE, sha256=file_checksum(page))
    except Exception as error:  # whatever it is, the other reports go on
        cause = str(error) if isinstance(error, KlasterError) else f"{type(error).__name__}: {error}"
        done = replace(wanted, status=FAILED, cause=cause, sha256=known.sha256 if known else "")
    return replace(done, finished=now(), seconds=round(time.perf_counter() - start, 2))
