"""How many firms a repeat survey needs."""

from collections.abc import Mapping

import pandas as pd
from great_tables import GT

from klaster_analisis.analysis.inference.planning.power import FirmsNeeded
from klaster_analisis.display.findings import notes_text
from klaster_analisis.display.tables.house import house_table
from klaster_analisis.display.words import Words

TESTS = {"fisher": "fisher_freeman_halton", "fisher_mid_p": "fisher_mid_p"}
"""By the test that was planned for, its name."""


def show_firms_needed(found: Mapping[tuple[str, str], FirmsNeeded], words: Words) -> GT:
    """
    Show how many firms a place needs to settle differences as large as those seen.

    Parameters
    ----------
    found : mapping of tuple of str to FirmsNeeded
        By two places.
    words : Words

    Returns
    -------
    great_tables.GT
    """
    rows = {
        words.say("tabel.pasangan", a=words.place(a), b=words.place(b)): [
            f"{words.percent(needed.first)}, {words.percent(needed.second)}",
            " + ".join(words.number(size) for size in needed.n) if needed.n else notes_text(needed.notes, words),
            words.percent(needed.power),
        ]
        for (a, b), needed in found.items()
    }

    def kinds(name: str) -> list[str]:
        values = dict.fromkeys(getattr(needed, name) for needed in found.values())
        return [
            words.say(f"nama_uji.{TESTS[value]}") if isinstance(value, str) else words.percent(value, decimals=0)
            for value in values
        ]

    heads = ["bagian_bagian", "usaha_perlu", "daya"]
    return house_table(
        pd.DataFrame.from_dict(rows, orient="index", columns=[words.say(f"tabel.{head}") for head in heads]),
        name="daya",
        title=words.say("tabel.daya_judul"),
        stub=words.say("tabel.dua_tempat"),
        note=words.say("tabel.daya_catatan", uji=kinds("test"), taraf=kinds("alpha"), kuasa=kinds("target")),
    )
