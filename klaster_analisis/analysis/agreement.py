"""Printed and recomputed, side by side: every total, share, sum and mean that follows from other printed numbers."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

import pandas as pd

from klaster_analisis.analysis.rounding import printed_decimals, printed_interval, printed_number, round_half_up
from klaster_analisis.sources.study import Study
from klaster_analisis.terms import ADA, JUMLAH, KERJASAMA, RATA_RATA, TIDAK_ADA, TOTAL

COLUMNS = ("tabel", "baris", "kolom", "hal", "cetak", "tercetak", "dihitung", "cocok")
_Cells = dict[tuple[str, str], "pd.Series[float]"]
_Line = tuple[str, str, str, str, str, Fraction]  # row, column, what is compared, cell, printed, recomputed


def recompute_study(study: Study) -> pd.DataFrame:
    """
    Recompute every printed number of the study that follows from others.

    Parameters
    ----------
    study : Study

    Returns
    -------
    pandas.DataFrame
        As for `recompute_cooperation`, Tables 3–8 below each other.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> found = recompute_study(load_study())
    >>> len(found), int((~found["cocok"]).sum())
    (114, 4)
    """
    parts = [recompute_sums(study.table("3"))]
    for first in study.codebook.group(KERJASAMA):
        second = study.codebook.followed_by(first.code)
        cells = study.table(first.table)
        parts.append(recompute_cooperation(cells, intensity=second.codes if second else ()))
    parts.append(recompute_means(study.table("8")))
    return pd.concat(parts, ignore_index=True)


def recompute_cooperation(cells: pd.DataFrame, *, intensity: Sequence[str]) -> pd.DataFrame:
    """
    Recompute a table of cooperation from its counts.

    Parameters
    ----------
    cells : pandas.DataFrame
        The cells of one of Tables 4–7.
    intensity : sequence of str
        The answers of which ``ada`` is the sum; empty where the table has none.

    Returns
    -------
    pandas.DataFrame
        One row a printed number that follows from others: ``tabel, baris, kolom``, ``hal`` (``persen``,
        ``jumlah_ke_samping`` for a sum along its row, ``jumlah_ke_bawah`` down its column), ``cetak`` (the cell),
        ``tercetak`` and ``dihitung`` (the number printed and recomputed, at the same decimals) and ``cocok``: whether the
        recomputed number can be rounded to the printed one.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> found = recompute_cooperation(load_study().table("5"), intensity=["pasif", "aktif", "proaktif"])
    >>> found.loc[~found["cocok"], ["baris", "kolom", "tercetak", "dihitung"]].to_dict("records")
    [{'baris': 'klaten', 'kolom': 'pasif', 'tercetak': '50,2', 'dihitung': '50,0'}]
    """
    at = _by_cell(cells)
    places = [row for row in dict.fromkeys(cells["baris"]) if row != TOTAL]
    lines: list[_Line] = []
    for row, column in at:
        n = Fraction(int(at[row, column]["nilai"]))
        if row == TOTAL:
            lines.append(_line(at, row, column, "jumlah_ke_bawah", _sum(at, ((place, column) for place in places))))
        if column == JUMLAH:
            lines.append(_line(at, row, column, "jumlah_ke_samping", _sum(at, ((row, ADA), (row, TIDAK_ADA)))))
        if column == ADA and intensity:
            lines.append(_line(at, row, column, "jumlah_ke_samping", _sum(at, ((row, code) for code in intensity))))
        base = at[row, ADA if column in intensity else JUMLAH]["nilai"]
        if pd.notna(at[row, column]["persen"]):
            lines.append(_line(at, row, column, "persen", 100 * n / int(base)))
    return _compared(cells, lines)


def recompute_sums(cells: pd.DataFrame) -> pd.DataFrame:
    """
    Recompute the sums of Table 3 from the printed means.

    Parameters
    ----------
    cells : pandas.DataFrame
        The cells of Table 3.

    Returns
    -------
    pandas.DataFrame
        As for `recompute_cooperation`.
    """
    sums = cells[cells["kolom"] == JUMLAH]
    means = cells[cells["ukuran"] == RATA_RATA]
    lines = []
    for _, printed in sums.iterrows():
        addends = means.loc[means["baris"] == printed["baris"], "cetak"]
        total = sum(map(printed_number, addends), Fraction(0))
        lines.append((printed["baris"], JUMLAH, JUMLAH, printed["cetak"], printed["cetak"], total))
    return _compared(cells, lines)


def recompute_means(cells: pd.DataFrame) -> pd.DataFrame:
    """
    Recompute the means of Table 8 from the printed scores of the places.

    Parameters
    ----------
    cells : pandas.DataFrame
        The cells of Table 8.

    Returns
    -------
    pandas.DataFrame
        As for `recompute_cooperation`.
    """
    lines = []
    for _, printed in cells[cells["baris"] == RATA_RATA].iterrows():
        scores = cells.loc[(cells["kolom"] == printed["kolom"]) & (cells["baris"] != RATA_RATA), "cetak"]
        mean = sum(map(printed_number, scores), Fraction(0)) / len(scores)
        lines.append((RATA_RATA, printed["kolom"], RATA_RATA, printed["cetak"], printed["cetak"], mean))
    return _compared(cells, lines)


def _by_cell(cells: pd.DataFrame) -> _Cells:
    return {(cell["baris"], cell["kolom"]): cell for _, cell in cells.iterrows()}


def _sum(at: _Cells, keys: Iterable[tuple[str, str]]) -> Fraction:
    return sum((Fraction(int(at[key]["nilai"])) for key in keys), Fraction(0))


def _line(at: _Cells, row: str, column: str, kind: str, value: Fraction) -> _Line:
    cell = str(at[row, column]["cetak"])
    count, _, percent = cell.partition(" (")
    return row, column, kind, cell, percent.rstrip(")") if kind == "persen" else count, value


def _compared(cells: pd.DataFrame, lines: Sequence[_Line]) -> pd.DataFrame:
    table = cells["tabel"].iat[0]
    return pd.DataFrame([(table, *row) for row in _compare(lines)], columns=list(COLUMNS))


def _compare(lines: Sequence[_Line]) -> Iterator[tuple[object, ...]]:
    for row, column, kind, cell, printed, value in lines:
        decimals = printed_decimals(printed)
        recomputed = f"{float(round_half_up(value, decimals)):.{decimals}f}".replace(".", ",")
        yield row, column, kind, cell, printed, recomputed, value in printed_interval(printed)
