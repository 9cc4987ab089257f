"""The `klaster` command."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from klaster_analisis.errors import DataError, Fault, FaultyError, KlasterError, UsageError
from klaster_analisis.terminal import WRONG_USE, complain, run, say, status_of

if TYPE_CHECKING:
    from klaster_analisis.analysis.survey.survey import Survey
    from klaster_analisis.reports.survey_request import SurveyRequest

FAULTS = 1

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


def _tell_version(wanted: bool) -> None:
    if wanted:
        say(version("klaster-analisis"))
        raise typer.Exit


@app.callback()
def klaster(
    _: Annotated[bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Small-industry clusters: numbers that can be checked, and reports that can be read."""


DataFiles = Annotated[
    list[Path] | None,
    typer.Option(help="A survey, one row a firm: CSV, Excel, SPSS, Stata or Parquet; repeat it for waves. Default: the study."),
]
CodebookFile = Annotated[Path | None, typer.Option(help="Your own codebook, CSV or Excel. Default: the study's.")]
PlacesFile = Annotated[Path | None, typer.Option(help="Your own list of places. Default: Central Java's.")]
MappingFile = Annotated[Path | None, typer.Option(help="Which column is which question: kolom,pertanyaan.")]
SheetName = Annotated[str, typer.Option(help="The sheet of a workbook that holds the survey.")]
Engine = Annotated[Literal["duckdb", "polars", "dask", "spark"] | None, typer.Option(help="What scans CSV and Parquet.")]
Language = Annotated[Literal["id", "en"], typer.Option(help="Language of what is written for readers.")]


@app.command()
def report(
    data: DataFiles = None,
    region: Annotated[
        list[str] | None, typer.Option(help="A place, by any of its names; repeat it for more. Default: all.")
    ] = None,
    language: Language = "id",
    out: Annotated[
        Path | None, typer.Option(help="Folder for the reports; made if it is not there. Default: laporan, or laporan_DATA.")
    ] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Reports rendered at once. Default: one a processor.")] = None,
    codebook: CodebookFile = None,
    places: PlacesFile = None,
    mapping: MappingFile = None,
    sheet: SheetName = "",
    engine: Engine = None,
    allow_faults: Annotated[bool, typer.Option("--allow-faults", help="Go on, with faulty answers set to missing.")] = False,
    min_cell: Annotated[int, typer.Option(min=0, help="Withhold rows with a count above 0 and below this.")] = 0,
) -> None:
    """Render the regional reports of the study or of a survey, and an index page that links them."""
    with _told_plainly(language=language):
        # papermill and nbconvert take two seconds to import: not before they are needed.
        from klaster_analisis.display import Words  # noqa: PLC0415
        from klaster_analisis.display.phrases import release_text  # noqa: PLC0415
        from klaster_analisis.reports.manifest import FAILED  # noqa: PLC0415
        from klaster_analisis.reports.regional import render_reports  # noqa: PLC0415

        reading: dict[str, Any] = {"sheet": sheet, "engine": engine, "allow_faults": allow_faults, "min_cell": min_cell}
        if not data:
            _refuse_without_survey({"codebook": codebook, "places": places, "mapping": mapping} | reading)
        request = _request(data, codebook, places, mapping, **reading) if data else None
        folder = out or Path(f"laporan_{data[0].stem}" if data else "laporan")
        shown: list[Survey] = []
        with _progress() as progress:
            task = progress.add_task("Rendering", total=None)
            records = render_reports(
                folder,
                request=request,
                regions=region or (),
                language=language,
                jobs=jobs,
                told=lambda finished, total: progress.update(task, completed=finished, total=total),
                released=shown.append,
            )
        private = [release_text(survey, Words.of(survey, language)) for survey in shown if survey.min_cell]
        say(*(f"{folder / record.file}: {record.status}" for record in records), str(folder / "index.html"), *private)
        failed = [record for record in records if record.status == FAILED]
        for record in failed:
            complain(f"{record.file} was not made.", *record.cause.split("\n"))
        if failed:
            raise typer.Exit(FAULTS)


def _request(
    data: list[Path], codebook: Path | None, places: Path | None, mapping: Path | None, *, option: str = "--data", **reading: Any
) -> "SurveyRequest":
    """Gather what is asked of a survey."""
    from klaster_analisis.reports.survey_request import SurveyRequest, files_that_are_there  # noqa: PLC0415

    steering = {"--codebook": codebook, "--places": places, "--mapping": mapping}
    files_that_are_there([*((option, path) for path in data), *steering.items()])
    return SurveyRequest(tuple(data), codebook=codebook, places=places, mapping=mapping, **reading)


def _refuse_without_survey(options: dict[str, Any]) -> None:
    faults = [
        Fault(f"--{name.replace('_', '-')}", "goes with a survey.", "Name one with --data.")
        for name, value in options.items()
        if value
    ]
    if faults:
        raise UsageError(faults)


@app.command()
def audit(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Printed tables, CSV or Excel (.xlsx). Default: those of the study.")
    ] = None,
    language: Annotated[Literal["id", "en"], typer.Option(help="Language of the findings.")] = "id",
    out: Annotated[Path | None, typer.Option(help="Folder for the findings as CSV, Excel and a page.")] = None,
) -> None:
    """Check whether printed numbers hold together. Exit status: 0 nothing found, 1 findings, 2 unreadable."""
    with _told_plainly(faults=WRONG_USE):
        # scipy takes a second to import: not before it is needed.
        from klaster_analisis.display.audit import summary_lines  # noqa: PLC0415
        from klaster_analisis.reports.auditing import audit_files, audit_published  # noqa: PLC0415

        found, words = audit_files(files) if files else audit_published()
        written: list[Path] = []
        if out:
            from klaster_analisis.reports.findings import write_findings  # noqa: PLC0415

            written = write_findings(found, out, words, language=language)
        say(*summary_lines(found, words[language]), *map(str, written))
        if not found.clean:
            raise typer.Exit(FAULTS)


@app.command()
def check(
    data: Annotated[list[Path], typer.Argument(help="The files of a survey; several are waves.")],
    language: Language = "id",
    out: Annotated[Path | None, typer.Option(help="Folder for the faults as CSV and as Excel with the cells marked.")] = None,
    codebook: CodebookFile = None,
    places: PlacesFile = None,
    mapping: MappingFile = None,
    sheet: SheetName = "",
    engine: Engine = None,
) -> None:
    """Find every fault of a survey, and show which column is read as which question. Exit status: 0 clean, 1 faults."""
    with _told_plainly(language=language):
        from klaster_analisis.display.check import check_lines, check_words  # noqa: PLC0415

        request = _request(data, codebook, places, mapping, option="data", sheet=sheet, engine=engine)
        found = request.check()
        words = check_words(found, language)
        written: list[Path] = []
        if out:
            from klaster_analisis.reports.checking import write_check  # noqa: PLC0415

            written = write_check(found, out, words)
        say(*check_lines(found, words), *map(str, written))
        if not found.clean:
            raise typer.Exit(FAULTS)


@app.command()
def instrument(
    out: Annotated[Path, typer.Argument(help="The workbook that is written (.xlsx).")],
    codebook: CodebookFile = None,
    places: PlacesFile = None,
) -> None:
    """Write the questionnaire of a codebook as an XLSForm, for KoboToolbox or ODK; with the codebook on a sheet of its own."""
    with _told_plainly():
        from klaster_analisis.reports.instrument import write_instrument  # noqa: PLC0415

        say(str(write_instrument(out, codebook=codebook, places=places)))


@app.command()
def explore(
    data: Annotated[Path | None, typer.Option(help="A survey that the notebooks open. Default: the study.")] = None,
    out: Annotated[Path, typer.Option(help="Folder for your copies of the notebooks.")] = Path("notebook_klaster"),
) -> None:
    """Open copies of the notebooks in JupyterLab; copies that are there already stay as they are."""
    with _told_plainly():
        from klaster_analisis.reports.exploring import copy_notebooks, open_lab  # noqa: PLC0415

        for path in copy_notebooks(out, data):
            say(str(path))
        open_lab(out)


def _progress() -> Progress:
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


@contextmanager
def _told_plainly(*, faults: int = FAULTS, language: str = "en") -> Iterator[None]:
    """End with the message and the exit status of an error of ours, without a traceback; `faults` is that of faulty data."""
    try:
        yield
    except KeyboardInterrupt as stop:
        complain("Interrupted. What was finished stays; run it again for the rest.")
        raise typer.Exit(status_of(stop)) from None
    except KlasterError as error:
        listed = error.faults if isinstance(error, FaultyError) else ()
        complain(*(str(fault.in_language(language)) for fault in listed) if listed else str(error).split("\n"))
        raise typer.Exit(faults if isinstance(error, DataError) else WRONG_USE) from error


def main() -> None:
    """Run the command."""
    run(app)
