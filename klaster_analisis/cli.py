"""The `klaster` command."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from klaster_analisis.errors import DataError, KlasterError

FAULTS, WRONG_USE, INTERRUPTED = 1, 2, 130

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


def _tell_version(wanted: bool) -> None:
    if wanted:
        print(version("klaster-analisis"))
        raise typer.Exit


@app.callback()
def klaster(
    _: Annotated[bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Small-industry clusters: numbers that can be checked, and reports that can be read."""


@app.command()
def report(
    region: Annotated[
        list[str] | None, typer.Option(help="A place, by any of its names; repeat it for more. [default: all]")
    ] = None,
    language: Annotated[Literal["id", "en"], typer.Option(help="Language of the reports and the index.")] = "id",
    out: Annotated[Path, typer.Option(help="Folder for the reports; made if it is not there.")] = Path("laporan"),
    jobs: Annotated[int | None, typer.Option(min=1, help="Reports rendered at once. [default: one a processor]")] = None,
) -> None:
    """Render the regional reports of the study, and an index page that links them."""
    with _told_plainly():
        # papermill and nbconvert take two seconds to import: not before they are needed.
        from klaster_analisis.reports.manifest import FAILED  # noqa: PLC0415
        from klaster_analisis.reports.regional import render_reports  # noqa: PLC0415

        with _progress() as progress:
            task = progress.add_task("Rendering", total=None)
            records = render_reports(
                out,
                regions=region or (),
                language=language,
                jobs=jobs,
                told=lambda finished, total: progress.update(task, completed=finished, total=total),
            )
        for record in records:
            print(f"{out / record.file}: {record.status}")
        print(out / "index.html")
        failed = [record for record in records if record.status == FAILED]
        for record in failed:
            print(f"{record.file} was not made.\n{record.cause}", file=sys.stderr)
        if failed:
            raise typer.Exit(FAULTS)


@app.command()
def audit(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Printed tables, CSV or Excel (.xlsx). [default: those of the study]")
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
        print("\n".join((*summary_lines(found, words[language]), *map(str, written))))
        if not found.clean:
            raise typer.Exit(FAULTS)


def _progress() -> Progress:
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


@contextmanager
def _told_plainly(*, faults: int = FAULTS) -> Iterator[None]:
    """End with the message and the exit status of an error of ours, without a traceback; `faults` is that of faulty data."""
    try:
        yield
    except KeyboardInterrupt:
        print("Interrupted. What was finished stays; run it again for the rest.", file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None
    except KlasterError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(faults if isinstance(error, DataError) else WRONG_USE) from error


def main() -> None:
    """Run the command."""
    app()
