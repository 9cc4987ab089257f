"""The page that links all reports, with the status of each."""

from collections.abc import Iterable
from pathlib import Path

import jinja2

from klaster_analisis.display import Words
from klaster_analisis.reports.files import write_whole
from klaster_analisis.reports.look import TEMPLATES, read_style
from klaster_analisis.reports.manifest import FAILED, FRESH, MADE, STALE, Record

NAME = "index.html"


def write_index(folder: Path, records: Iterable[Record], words: Words, *, footer: str) -> None:
    """
    Write the index page of a folder of reports.

    Parameters
    ----------
    folder : pathlib.Path
    records : iterable of Record
    words : Words
        Of the language that the index is in.
    footer : str
        Plain text below the page.
    """
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined)
    page = environment.get_template("indeks.html.j2").render(
        language=words.language,
        lines=[_line(folder, record, words) for record in sorted(records, key=lambda record: record.file)],
        style=read_style(),
        footer=footer,
        say=words.say,
    )
    write_whole(folder / NAME, page)


def _line(folder: Path, record: Record, words: Words) -> dict[str, str]:
    there = (folder / record.file).is_file()
    place = str(record.parameters["wilayah"])
    failed = record.status == FAILED
    label = words.say("halaman.versi_lama", tempat=place) if failed and there else place
    key = {MADE: "status_baru", FRESH: "status_mutakhir", STALE: "status_lama", FAILED: "status_gagal"}[record.status]
    status = words.say(f"halaman.{key}", sebab=record.cause) if failed else words.say(f"halaman.{key}")
    return {
        "link": record.file if there else "",
        "label": label,
        "language": str(record.parameters["bahasa"]),
        "language_name": words.say(f"nama_bahasa.{record.parameters['bahasa']}"),
        "status": status,
        "kind": "gagal" if failed else "",
        "time": record.finished or words.say("halaman.belum_ada"),
    }
