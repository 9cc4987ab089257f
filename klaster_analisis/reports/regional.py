"""The regional reports: one page a place, an index that links them, and a manifest of what they are made of."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from klaster_analisis.analysis.overview import overview
from klaster_analisis.analysis.release.facts import facts_of
from klaster_analisis.analysis.survey.counted import survey_text
from klaster_analisis.analysis.survey.survey import Survey
from klaster_analisis.analysis.survey.withholding import withhold
from klaster_analisis.display import Words
from klaster_analisis.errors import KlasterError
from klaster_analisis.reports.execution import execute_notebook
from klaster_analisis.reports.files import make_folder, only_run, write_whole
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
from klaster_analisis.reports.released import record_shown, shown_before
from klaster_analisis.reports.survey_request import SurveyRequest
from klaster_analisis.sources.development import load_development_steps
from klaster_analisis.sources.folders import shipped_folder
from klaster_analisis.sources.places import Places
from klaster_analisis.sources.study import Study, load_study
from klaster_analisis.sources.survey.counted_file import ENDING
from klaster_analisis.sources.temporary import TemporaryFolder

NOTEBOOK = "laporan_wilayah.ipynb"


def render_reports(
    out: Path,
    *,
    request: SurveyRequest | None = None,
    regions: Sequence[str] = (),
    language: str = "id",
    jobs: int | None = None,
    notebook: Path | None = None,
    told: Callable[[int, int], None] = lambda finished, total: None,
    released: Callable[[Survey], None] = lambda survey: None,
) -> list[Record]:
    """
    Render the regional reports and their index into a folder.

    Parameters
    ----------
    out : pathlib.Path
        Made if it is not there.
    request : SurveyRequest, optional
        A survey; by default the study.
    regions : sequence of str
        Places, by any of their names; all of the study or survey when empty.
    language : {"id", "en"}
    jobs : int, optional
        How many reports to render at once; by default as many as there are processors.
    notebook : pathlib.Path, optional
        The regional notebook; by default the one that comes with the package.
    told : callable
        Called at the start and after each report, with how many are finished and how many there are.
    released : callable
        Called with what of a survey is shown, before any of it is.

    Returns
    -------
    list of Record
        One a report, those that failed included: a failure spoils only its own report.

    Raises
    ------
    DataError
        If the data have faults, or what must be withheld was shown before; then nothing is rendered.
    UsageError
        If a region or language is not known, the folder cannot be written or does not tell what it has shown, or another run is
        writing into it; then nothing is rendered.
    """
    source = request.count() if request else load_study()
    overview(source)  # what the tables contradict is told before anything is made
    load_development_steps()
    words = Words.of(source, language)
    notebook = notebook or shipped_folder("notebooks") / NOTEBOOK
    wanted = _plan(source.places, regions, language, notebook, request)
    make_folder(out)
    running: list[Future[Record]] = []
    with only_run(out), _handed_over(_released(source, request, out, released)) as given:
        known, records = read_manifest(out), _others(out, wanted[0])

        def keep(record: Record, finished: int) -> None:
            records[record.file] = record
            write_manifest(out, records.values())  # a run that is killed goes on from here
            told(finished, len(wanted))

        told(0, len(wanted))
        try:
            with ThreadPoolExecutor(jobs or os.cpu_count() or 1) as workers:
                job = _Job(notebook, out, words, given)
                running = [workers.submit(_render_one, record, known.get(record.file), job) for record in wanted]
                _wait(workers, running, keep)
        finally:  # after an interruption too, what is done is recorded
            done = [result.result() for result in running if result.done() and not result.cancelled()]
            records |= {record.file: record for record in done}
            write_manifest(out, records.values())
            write_index(out, records.values(), words, footer=page_footer(words))
    return done


@dataclass(frozen=True)
class _Job:
    """What all reports of a run share: the notebook, the folder, the words, and parameters that are of this run only."""

    notebook: Path
    out: Path
    words: Words
    given: dict[str, str]


def _released(
    source: Study | Survey, request: SurveyRequest | None, out: Path, released: Callable[[Survey], None]
) -> Study | Survey:
    """Withhold of a survey what must be withheld, and keep what is shown of it; of a study everything is printed already."""
    if not isinstance(source, Survey) or request is None:
        return source
    earlier = shown_before(out)
    shown = withhold(source, request.min_cell, earlier=earlier) if request.min_cell else source
    record_shown(out, earlier, facts_of(shown))
    released(shown)
    return shown


@contextmanager
def _handed_over(source: Study | Survey) -> Iterator[dict[str, str]]:
    """Hand a survey over to the kernels as counts: it is read once, and no kernel sees a firm."""
    if not isinstance(source, Survey):
        yield {}
        return
    with TemporaryFolder() as folder:
        counted = folder / f"survei{ENDING}"
        write_whole(counted, survey_text(source))
        yield {"sumber": str(counted)}


def _plan(places: Places, regions: Sequence[str], language: str, notebook: Path, request: SurveyRequest | None) -> list[Record]:
    """List the reports to be made, each with all that it would be made of now."""
    chosen = {place.code: place for place in map(places.find, regions)} or places.by_code
    inputs, versions = input_checksums(notebook, request.files if request else {}), package_versions()
    asked = request.parameters if request else {}
    return [
        Record(f"laporan_{place.code}_{language}.html", {"wilayah": place.name, "bahasa": language} | asked, inputs, versions)
        for place in chosen.values()
    ]


def _wait(workers: ThreadPoolExecutor, running: Sequence[Future[Record]], keep: Callable[[Record, int], None]) -> None:
    try:
        for finished, result in enumerate(as_completed(running), start=1):
            keep(result.result(), finished)
    except BaseException:  # interrupted, or the disk is full: those under way come to their end, the others are not begun
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


def _render_one(wanted: Record, known: Record | None, job: _Job) -> Record:
    if known is not None and is_fresh(known, wanted, job.out):
        return replace(known, status=FRESH)
    start = time.perf_counter()
    page = job.out / wanted.file
    try:
        parameters = {name: wanted.parameters[name] for name in ("wilayah", "bahasa")} | job.given
        executed = execute_notebook(job.notebook, parameters)
        write_whole(page, render_page(executed, job.words, footer=page_footer(job.words)))
        done = replace(wanted, status=MADE, sha256=file_checksum(page))
    except Exception as error:  # whatever it is, the other reports go on
        cause = str(error) if isinstance(error, KlasterError) else f"{type(error).__name__}: {error}"
        done = replace(wanted, status=FAILED, cause=cause, sha256=known.sha256 if known else "")
    return replace(done, finished=now(), seconds=round(time.perf_counter() - start, 2))
