"""Tables of cooperation (Tables 4–7)."""

from collections.abc import Mapping, Sequence

import pandas as pd
from great_tables import GT, loc, style

from klaster_analisis.analysis.routed import RoutedCrosstab
from klaster_analisis.display.asked import unless_empty
from klaster_analisis.display.phrases import row_texts
from klaster_analisis.display.standing import without_sentence
from klaster_analisis.display.tables.house import house_table
from klaster_analisis.display.words import Words


@unless_empty
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
    blocks = {words.say("tabel.semua_menjawab"): _texts(parts, "existence", table.question, words)}
    if table.intensity is not None:
        blocks[words.say("tabel.yang_bekerja_sama")] = _texts(parts, "intensity", str(table.follow_up), words)
    hidden = words.say("umum.ditahan")
    totals = {
        place: hidden if place in part.existence.withheld else words.number(n)
        for part in parts
        for place, n in part.answered.items()
    }
    blocks[""] = pd.Series(totals).to_frame(words.say("tabel.menjawab"))
    answers = {words.say("tabel.keberadaan"): table.existence}
    if table.intensity is not None:
        answers[words.say("tabel.keaktifan")] = table.intensity
    hidden_rows = any(part.withheld or part.without for part in answers.values())
    shown = house_table(
        pd.concat(blocks, axis="columns").rename(index=words.place),
        name=table.question.replace("_", "-"),
        title=words.say("tabel.kerjasama_judul", mitra=words.question(table.question)),
        stub=words.say("tabel.lokasi"),
        note=words.say(
            "tabel.kerjasama_catatan" if table.intensity else "tabel.kerjasama_catatan_tanpa",
            berbobot=table.existence.weighted,
            ditahan=hidden_rows,
        )
        + without_sentence(answers, words),
        highlight=words.place(highlight) if highlight else None,
    )
    return shown.tab_style(style=style.css("white-space: pre; line-height: 1.25;"), locations=loc.body())


def _texts(parts: Sequence[RoutedCrosstab], part: str, question: str, words: Words) -> pd.DataFrame:
    """Write counts and shares with the interval below; not in the total, whose places were chosen one by one."""
    places, total = (row_texts(getattr(table, part), words) for table in parts)
    texts = pd.concat([places, total.map(lambda text: text.partition("\n")[0])])
    return texts.rename(columns={code: words.answer(question, str(code)) for code in texts})


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
        note=words.say("tabel.bacaan_catatan") + without_sentence({"": table.activity}, words),
    )


@unless_empty
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
                if code in table.existence.withheld:
                    hidden = [words.say("umum.ditahan")] * 4
                    rows[name if place else f"{name}, {words.place(str(code))}"] = [words.number(base["ditanya"]), *hidden]
                    continue
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
