"""The table that sets printed and recomputed numbers side by side."""

import pandas as pd
from great_tables import GT, loc, style

from klaster_analisis.display.tables.house import text_table
from klaster_analisis.display.words import Words
from klaster_analisis.terms import JUMLAH, RATA_RATA, TOTAL


def show_agreement(recomputed: pd.DataFrame, reasons: pd.DataFrame, words: Words) -> GT:
    """
    Show the printed numbers that do not follow from the others, with the reason.

    Parameters
    ----------
    recomputed : pandas.DataFrame
        What was compared: ``tabel, baris, kolom, cetak, dihitung, cocok``.
    reasons : pandas.DataFrame
        Known reasons: ``tabel, baris, kolom, alasan_id, alasan_en``.
    words : Words

    Returns
    -------
    great_tables.GT
    """
    cell = ["tabel", "baris", "kolom"]
    wrong = recomputed[~recomputed["cocok"]].merge(reasons[[*cell, f"alasan_{words.language}"]], on=cell, how="left")
    why = wrong[f"alasan_{words.language}"].fillna(words.say("tabel.tanpa_alasan"))
    cells = pd.DataFrame(
        {
            words.say("tabel.tercetak"): [_local(printed, words) for printed in wrong["cetak"]],
            words.say("tabel.dihitung"): [_local(number, words) for number in wrong["dihitung"]],
            words.say("tabel.alasan"): list(why),
        },
        index=[_cell_name(row, words) for _, row in wrong.iterrows()],
    )
    table = text_table(
        cells,
        name="selisih",
        title=words.say("tabel.selisih_judul", banyak=len(wrong), diperiksa=len(recomputed)),
        stub=words.say("tabel.sel"),
        note=words.say("tabel.selisih_catatan"),
    )
    return table.tab_style(style=style.css(rule="white-space: nowrap;"), locations=loc.body(columns=["c0", "c1"]))


def _local(number: str, words: Words) -> str:
    """Write the decimal mark of a printed cell as the reader's language does."""
    return number if words.language == "id" else number.replace(",", ".")


def _cell_name(row: "pd.Series[str]", words: Words) -> str:
    place = words.say("tabel.rata_rata") if row["baris"] == RATA_RATA else words.place(row["baris"])
    return words.say("tabel.letak_sel", tabel=row["tabel"], baris=place, kolom=_column_name(row["tabel"], row["kolom"], words))


def _column_name(table: str, column: str, words: Words) -> str:
    if column in (JUMLAH, TOTAL):
        return words.say("tabel.jumlah")
    if column in words.codebook.questions:
        return words.question(column)
    question = next(q for q in words.codebook.questions.values() if q.table == table and column in q.codes)
    return words.answer(question.code, column)
