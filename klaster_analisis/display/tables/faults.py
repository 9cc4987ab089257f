"""The columns and the faults of a survey, as tables."""

import pandas as pd
from great_tables import GT

from klaster_analisis.analysis.survey.loading import SurveyCheck
from klaster_analisis.display.tables.house import text_table
from klaster_analisis.display.words import Words
from klaster_analisis.sources.survey.matching import SYSTEM

MOST_ROWS = 100


def show_columns(check: SurveyCheck, words: Words) -> GT:
    """
    Show which column of a survey is read as which question, and why others are not read.

    Parameters
    ----------
    check : SurveyCheck
    words : Words

    Returns
    -------
    great_tables.GT
    """
    found = [(table.spot.file, match) for table in check.tables for match in table.matching.matches if match.how != SYSTEM]
    matches = [match for _, match in found]
    several = len(check.tables) > 1
    columns = [f"{file}: {match.column.heading}" if several else match.column.heading for file, match in found]
    rows = [
        [
            match.question if match.read else "–",
            words.whole_question(match.question) if match.read else "–",
            words.say(f"cara.{match.how}"),
        ]
        for match in matches
    ]
    heads = [words.say(f"tabel.{key}") for key in ("kode_pertanyaan", "pertanyaan", "dikenali")]
    read = sum(match.read for match in matches)
    return text_table(
        pd.DataFrame(rows, columns=heads, index=columns),
        name="kolom",
        title=words.say("tabel.kolom_judul", terbaca=read, semua=len(matches)),
        stub=words.say("tabel.kolom"),
        note=words.note("tabel.kolom_catatan"),
    )


def show_faults(check: SurveyCheck, words: Words) -> GT:
    """
    Show the faults of a survey: where, what is wrong, and what to do.

    Parameters
    ----------
    check : SurveyCheck
    words : Words

    Returns
    -------
    great_tables.GT
        A hundred faults at most; the title tells how many there are.
    """
    told = [fault.in_language(words.language) for fault in check.faults[:MOST_ROWS]]
    return text_table(
        pd.DataFrame(
            [[fault.problem, fault.remedy] for fault in told],
            columns=[words.say("tabel.masalah_data"), words.say("tabel.saran")],
            index=[fault.place for fault in told],
            dtype=str,
        ),
        name="kesalahan",
        title=words.say("tabel.kesalahan_judul", n=len(check.faults)),
        stub=words.say("tabel.tempat_data"),
        note=words.note("tabel.kesalahan_catatan"),
    )
