"""The study's own Tables 3–8 as printed tables."""

from collections.abc import Iterable, Iterator

import pandas as pd

from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import FrequencyLayout, MissingNumber, PrintedTable, ScoreLayout
from klaster_analisis.sources.study import Study
from klaster_analisis.terms import ADA, DINAMIKA, JUMLAH, KERJASAMA, MASALAH, PERSEN, RATA_RATA, TOTAL


def published_tables(study: Study) -> tuple[PrintedTable, ...]:
    """
    Give the tables of the study that hold numbers, in printed order.

    Parameters
    ----------
    study : Study

    Returns
    -------
    tuple of PrintedTable
        Tables 3–8. Nothing is corrected; a number that is due but not printed is listed as missing.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> [(table.name, len(table.numbers), len(table.missing)) for table in published_tables(load_study())]
    [('3', 56, 1), ('4', 42, 0), ('5', 39, 0), ('6', 42, 0), ('7', 19, 0), ('8', 16, 0)]
    """
    tables = [_dynamics(study), *_cooperation(study), _problems(study)]
    return tuple(sorted(tables, key=lambda table: int(table.name)))


def _cooperation(study: Study) -> Iterator[PrintedTable]:
    interviewed = {str(place): int(n) for place, n in study.interviewed.items()}
    for question in study.codebook.group(KERJASAMA):
        second = study.codebook.followed_by(question.code)
        cells = study.table(question.table)
        layout = FrequencyLayout(
            rows=_in_order(cells["baris"]),
            columns=_in_order(cells["kolom"]),
            column_parts={JUMLAH: question.codes, **({ADA: second.codes} if second else {})},
            row_parts={TOTAL: study.places.codes},
        )
        numbers = tuple(number for _, cell in cells.iterrows() for number in _of_cell(cell))
        yield PrintedTable(question.table, numbers, layout, _caption(study, question.table), interviewed=interviewed)


def _dynamics(study: Study) -> PrintedTable:
    questions = study.codebook.group(DINAMIKA)
    scale = _scale(questions[0].codes)
    layout = ScoreLayout(study.places.codes, tuple(q.code for q in questions), scale=scale, sum_column=JUMLAH)
    return _scored(study, questions[0].table, layout)


def _problems(study: Study) -> PrintedTable:
    questions = study.codebook.group(MASALAH)
    layout = ScoreLayout(study.places.codes, tuple(q.code for q in questions), mean_row=RATA_RATA)
    return _scored(study, questions[0].table, layout)


def _scored(study: Study, number: str, layout: ScoreLayout) -> PrintedTable:
    cells = study.table(number)
    numbers = tuple(printed for _, cell in cells.iterrows() for printed in _of_cell(cell))
    gaps = cells[cells["cetak"] == ""]
    missing = tuple(MissingNumber(*cell) for cell in gaps[["baris", "kolom", "ukuran", "catatan"]].itertuples(index=False))
    return PrintedTable(number, numbers, layout, _caption(study, number), missing)


def _of_cell(cell: "pd.Series[str]") -> Iterator[PrintedNumber]:
    """Take a cell apart; ``load_study`` has already held the numbers against the printed string."""
    count, _, percent = str(cell["cetak"]).rstrip(")").partition(" (")
    for measure, text in ((cell["ukuran"], count), (PERSEN, percent)):
        if text:
            yield PrintedNumber(cell["tabel"], cell["baris"], cell["kolom"], measure, text)


def _scale(codes: Iterable[str]) -> tuple[int, int]:
    points = sorted(map(int, codes))
    return points[0], points[-1]


def _in_order(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _caption(study: Study, number: str) -> str:
    return str(study.captions.at[number, "judul_cetak"])
