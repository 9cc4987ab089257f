"""A study whose printed cells were changed."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from klaster_analisis import Study

Changed = Callable[[Mapping[str, str]], Study]


@pytest.fixture
def changed(study: Study) -> Changed:
    """Print something else in cells, named like ``4:pati:ada`` (a count or a mean) or ``3:pati:produk:minimum``."""

    def change(printed: Mapping[str, str]) -> Study:
        cells = study.cells.copy()
        for name, text in printed.items():
            table, row, column, *measure = name.split(":")
            kinds = measure or ["n", "rata_rata"]
            here = (cells["tabel"] == table) & (cells["baris"] == row) & (cells["kolom"] == column) & cells["ukuran"].isin(kinds)
            assert here.sum() == 1, name
            number, _, percent = text.rstrip(")").partition(" (")
            cells.loc[here, "cetak"] = text
            cells.loc[here, "nilai"] = float(number.replace(",", ".") or "nan")
            cells.loc[here, "persen"] = float(percent.replace(",", ".") or "nan")
        return replace(study, cells=cells)

    return change
