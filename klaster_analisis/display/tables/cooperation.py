"""Tables of cooperation (Tables 4–7)."""

from collections.abc import Mapping

import pandas as pd
from great_tables import GT, loc, style

from klaster_analisis.analysis.routed import RoutedCrosstab
from klaster_analisis.display.phrases import count_text, interval_text
from klaster_analisis.display.tables.house import house_table
from klaster_analisis.display.words import Words
from klaster_analisis.terms import TOTAL


def show_cooperation(table: RoutedCrosstab, words: Words, *, highlight: str | None = None) -> GT:
    """
    Show a table of cooperation in the study's layout, with both denominators named and each share's interval below it.

    Parameters
    ----------
    table : RoutedCrosstab
    words : Words
    highlight : str, optional
        Code of the place that the table is about.

    Returns
    -------
    great_tables.GT
    """
    parts = [table, table.pooled]
    blocks = {words.say("tabel.semua_menjawab"): pd.concat([_texts(part, "existence", words) for part in parts])}
    if table.intensity is not None:
        intensity = pd.concat([_texts(part, "intensity", words) for part in parts])
        blocks[words.say("tabel.yang_bekerja_sama")] = intensity
    totals = pd.concat([part.answered for part in parts]).map(words.number)
    blocks[""] = totals.to_frame(words.say("tabel.menjawab"))
    shown = house_table(
        pd.concat(blocks, axis="columns").rename(index=words.place),
        name=table.question.replace("_", "-"),
        title=words.say("tabel.kerjasama_judul", mitra=words.question(table.question)),
        stub=words.say("tabel.lokasi"),
        note=words.say("tabel.kerjasama_catatan" if table.intensity else "tabel.kerjasama_catatan_tanpa"),
        highlight=words.place(highlight) if highlight else None,
    )
    return shown.tab_style(style=style.css("white-space: pre; line-height: 1.25;"), locations=loc.body())


def _texts(table: RoutedCrosstab, part: str, words: Words) -> pd.DataFrame:
    crosstab = getattr(table, part)
    question = table.question if part == "existence" else str(table.follow_up)
    shares, bases = crosstab.share(of="row"), crosstab.row_totals
    return pd.DataFrame(
        {
            words.answer(question, code): [
                _cell(n, bases[place], shares.at[place, code], words, bare=place == TOTAL)
                for place, n in crosstab.counts[code].items()
            ]
            for code in crosstab.counts
        },
        index=crosstab.counts.index,
    )


def _cell(n: int, base: int, share: float, words: Words, *, bare: bool) -> str:
    """Write count and share, with the interval below; not in the total, whose places were chosen one by one."""
    text = count_text(n, share, words)
    return text if bare else f"{text}\n{interval_text(n, base, words)}"


def show_readings(table: RoutedCrosstab, words: Words) -> GT:
    """
    Show how active cooperation is, in both readings: among those who cooperate, and among all who answered.

    Parameters
    ----------
    table : RoutedCrosstab
        With a second question.
    words : Words

    Returns
    -------
    great_tables.GT
    """
    parts = [table, table.pooled]
    readings = {
        words.say("tabel.yang_bekerja_sama"): pd.concat([part.conditional_share for part in parts]),
        words.say("tabel.semua_menjawab"): pd.concat([part.unconditional_share for part in parts]),
    }
    shares = pd.concat(readings, axis="columns").map(words.percent)
    labels = {code: words.answer(str(table.follow_up), code) for code in shares.columns.unique(1)}
    return house_table(
        shares.rename(index=words.place, columns=labels, level=None),
        name=f"bacaan-{table.question.replace('_', '-')}",
        title=words.say("tabel.bacaan_judul", mitra=words.question(table.question)),
        stub=words.say("tabel.lokasi"),
        note=words.say("tabel.bacaan_catatan"),
    )


def show_bases(tables: Mapping[str, RoutedCrosstab], words: Words, *, asked: "pd.Series[int]", place: str | None = None) -> GT:
    """
    Show on how many firms each share stands, and how many did not answer or were not asked.

    Parameters
    ----------
    tables : mapping of str to RoutedCrosstab
        By kind of partner.
    words : Words
    asked : pandas.Series of int
        How many were interviewed, by place.
    place : str, optional
        Code of the one place to show; all of them otherwise.

    Returns
    -------
    great_tables.GT
    """
    unknown = words.say("umum.tak_dapat_ditentukan")
    rows = {}
    for table in tables.values():
        bases = table.denominators(asked=asked)
        for code, base in bases.iterrows():
            if place in (code, None):
                name = words.question(table.question)
                rows[name if place else f"{name}, {words.place(str(code))}"] = [
                    words.number(base["ditanya"]),
                    words.number(base["menjawab"]),
                    unknown if pd.isna(base["tidak_menjawab"]) else words.number(base["tidak_menjawab"]),
                    words.number(base["ada"]),
                    words.say("tabel.tanpa_pertanyaan") if pd.isna(base["keaktifan"]) else words.number(base["tidak_ditanya"]),
                ]
    heads = ["diwawancarai", "menjawab", "tidak_menjawab", "bekerja_sama", "tidak_ditanya"]
    cells = pd.DataFrame.from_dict(rows, orient="index", columns=[words.say(f"tabel.{head}") for head in heads])
    return house_table(
        cells,
        name="dasar",
        title=words.say("tabel.dasar_judul"),
        stub=words.say("tabel.mitra"),
        note=words.say("tabel.dasar_catatan"),
    )
