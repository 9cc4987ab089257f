"""Tables of the indicators (Tables 2 and 3)."""

import pandas as pd
from great_tables import GT, loc, style

from klaster_analisis.analysis.comparisons import compare_answers
from klaster_analisis.analysis.scores import HIGH, LOW, ScoreProfile
from klaster_analisis.display.asked import unless_empty
from klaster_analisis.display.phrases import score_text
from klaster_analisis.display.standing import without_sentence
from klaster_analisis.display.tables.house import house_table, text_table
from klaster_analisis.display.tables.tests import show_tests
from klaster_analisis.display.words import Words
from klaster_analisis.terms import JUMLAH, N


def show_jica(matrix: pd.DataFrame, words: Words) -> GT:
    """
    Show JICA's stages of each indicator: as printed in Indonesian, translated in English.

    Parameters
    ----------
    matrix : pandas.DataFrame of str
        Indicators down, stages across.
    words : Words

    Returns
    -------
    great_tables.GT
    """
    stages = {words.say("tabel.tahap", ke=at): column for at, column in enumerate(matrix, start=1)}
    cells = pd.DataFrame(
        {
            stage: [_stage_text(indicator, column, matrix.at[indicator, column], words) for indicator in matrix.index]
            for stage, column in stages.items()
        },
        index=[words.question(indicator) for indicator in matrix.index],
    )
    return text_table(
        cells,
        name="jica",
        title=words.say("tabel.jica_judul"),
        stub=words.say("tabel.indikator"),
        note=words.say("tabel.jica_catatan"),
    )


def _stage_text(indicator: str, stage: str, printed: str, words: Words) -> str:
    return printed if words.language == "id" else words.say(f"jica.{indicator}_{stage}")


@unless_empty
def show_scores(profile: ScoreProfile, words: Words, *, highlight: str | None = None) -> GT:
    """
    Show mean, minimum and maximum of each indicator, and the sum of means with what rounding leaves it.

    Parameters
    ----------
    profile : ScoreProfile
    words : Words
    highlight : str, optional
        Code of the place that the table is about.

    Returns
    -------
    great_tables.GT
    """
    means, totals = profile.means, profile.totals()
    cells = pd.DataFrame(
        {words.place(place): [_score_cell(profile, place, code, words) for code in means] for place in means.index},
        index=[words.question(code) for code in means],
    )
    cells.loc[words.say("tabel.jumlah")] = [words.score(totals.at[place, JUMLAH]) for place in means.index]
    if not profile.counted:
        cells.loc[words.say("tabel.jumlah_mungkin")] = [
            f"{words.score(totals.at[place, LOW])}–{words.score(totals.at[place, HIGH])}" for place in means.index
        ]
    tables = {words.question(code): table for code, table in (profile.tables or {}).items()}
    table = house_table(
        cells,
        name="skor",
        title=words.say("tabel.skor_judul"),
        stub=words.say("tabel.indikator"),
        note=words.say(
            "tabel.skor_catatan",
            berbobot=any(table.weighted for table in tables.values()),
            ditahan=any(table.withheld or table.without for table in tables.values()),
        )
        + without_sentence(tables, words),
    )
    if profile.counted:
        table = table.tab_style(style=style.css("white-space: pre; line-height: 1.25;"), locations=loc.body())
    return _highlight_column(table, list(means.index), highlight)


def _score_cell(profile: ScoreProfile, place: str, question: str, words: Words) -> str:
    """Write a score; where answers are counted, with their number on a second line."""
    text, n = score_text(profile, place, question, words), profile.frame.at[(place, question), N]
    return text if pd.isna(n) else f"{text}\nn = {words.number(n)}"


def _highlight_column(table: GT, places: list[str], highlight: str | None) -> GT:
    if highlight is None:
        return table
    return table.tab_style(style=style.fill(color="#e3eff7"), locations=loc.body(columns=f"c{places.index(highlight)}"))


@unless_empty
def show_ranking(profile: ScoreProfile, words: Words) -> GT:
    """
    Show of each two places whether the order of their sums survives rounding; of counted answers, whether places differ.

    Parameters
    ----------
    profile : ScoreProfile
    words : Words

    Returns
    -------
    great_tables.GT
    """
    if profile.tables is not None:
        return show_tests(compare_answers(profile.tables), words, name="urutan", title=words.say("tabel.urutan_judul"))
    rows = {
        words.say("tabel.pasangan", a=words.place(pair.lokasi_a), b=words.place(pair.lokasi_b)): [
            words.score(pair.selisih),
            words.say("tabel.dari_sampai", bawah=pair.bawah, atas=pair.atas),
            words.say("tabel.bertahan" if pair.bertahan else "tabel.tidak_bertahan"),
        ]
        for pair in profile.ranking().itertuples()
    }
    heads = [words.say(f"tabel.{head}") for head in ("selisih", "selisih_mungkin", "urutan")]
    cells = pd.DataFrame.from_dict(rows, orient="index", columns=heads)
    return house_table(
        cells,
        name="urutan",
        title=words.say("tabel.urutan_judul"),
        stub=words.say("tabel.dua_tempat"),
        note=words.say("tabel.urutan_catatan"),
    )
