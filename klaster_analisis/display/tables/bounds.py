"""What missing answers and rounding leave open."""

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction

import pandas as pd
from great_tables import GT

from klaster_analisis.analysis.bounds.moments import PossibleSpread
from klaster_analisis.analysis.bounds.p_range import PRange
from klaster_analisis.analysis.bounds.silent import WITHHELD
from klaster_analisis.analysis.bounds.survival import Survival
from klaster_analisis.analysis.inference.result import Family
from klaster_analisis.analysis.robustness import open_shares
from klaster_analisis.analysis.routed import RoutedCrosstab
from klaster_analisis.display.findings import adjusted_text, notes_text, order_text
from klaster_analisis.display.tables.house import house_table, text_table
from klaster_analisis.display.words import Words


def show_bounds(tables: Mapping[str, RoutedCrosstab], words: Words, *, asked: "pd.Series[int]") -> GT:
    """
    Show what chance and what silence leave open of each share that cooperates.

    Parameters
    ----------
    tables : mapping of str to RoutedCrosstab
        By kind of partner.
    words : Words
    asked : pandas.Series of int
        How many were interviewed, by place.

    Returns
    -------
    great_tables.GT
    """
    rows, reasons = {}, []
    for table in tables.values():
        for place, share in open_shares(table, asked=asked).iterrows():
            name = f"{words.question(table.question)}, {words.place(str(place))}"
            if share["alasan"]:
                reasons.append(words.say("tabel.uji_alasan", hal=name, sebab=words.say(f"alasan.{share['alasan']}")))
            rows[name] = [
                words.say("umum.ditahan") if share["alasan"] == WITHHELD else words.number(share["menjawab"]),
                words.percent(share["bagian"]),
                words.interval(share["selang_bawah"], share["selang_atas"]),
                silence_text(share, words),
            ]
    heads = ["menjawab", "bagian", "karena_kebetulan", "karena_diam"]
    return house_table(
        pd.DataFrame.from_dict(rows, orient="index", columns=[words.say(f"tabel.{head}") for head in heads]),
        name="terbuka",
        title=words.say("tabel.terbuka_judul"),
        stub=words.say("tabel.mitra"),
        note=" ".join([words.say("tabel.terbuka_catatan"), *reasons]),
    )


def silence_text(share: "pd.Series[float]", words: Words) -> str:
    """Write between what the firms without an answer could have moved a share; a dash where that can't be known."""
    if share["alasan"]:
        return "–"
    return words.say("alasan.semua") if share["bawah"] == share["atas"] else words.interval(share["bawah"], share["atas"])


def show_survival(found: Mapping[tuple[str, str, str], Survival], tests: Family, words: Words) -> GT:
    """
    Show which orders of places survive the silence, how many silent firms would overturn them, and what chance makes of them.

    Parameters
    ----------
    found : mapping of tuple of str to Survival
        By code of the question, place with the larger share, place with the smaller one.
    tests : Family
        Of the same orders.
    words : Words

    Returns
    -------
    great_tables.GT
    """
    rows = {}
    for (question, higher, lower), survival in found.items():
        rows[order_text(question, higher, lower, words)] = [
            _points([survival.observed], words),
            _points([survival.low, survival.high], words),
            words.say(f"putusan.{survival.verdict}"),
            _tipping(survival, words),
            adjusted_text(tests.tests[question, higher, lower], words),
        ]
    heads = ["selisih_poin", "selisih_mungkin", "putusan", "titik_balik", "uji_disesuaikan"]
    return text_table(
        pd.DataFrame.from_dict(rows, orient="index", columns=[words.say(f"tabel.{head}") for head in heads]),
        name="bertahan",
        title=words.say("tabel.bertahan_judul"),
        stub=words.say("tabel.pernyataan"),
        note=words.say("tabel.bertahan_catatan"),
    )


def _points(differences: Iterable[Fraction | None], words: Words) -> str:
    """Write one difference, or the ends of what it can be; a dash where it can't be known."""
    known = [words.points(float(end)) for end in differences if end is not None]
    return words.range(known) if known else "–"


def _tipping(survival: Survival, words: Words) -> str:
    if survival.tipping_point is not None:
        return words.say("tabel.titik_balik_dari", n=survival.tipping_point, diam=survival.silent)
    return notes_text(survival.notes, words) or "–"


def show_p_ranges(found: Mapping[str, PRange], words: Words) -> GT:
    """
    Show between which values the silent firms could have moved each exact p.

    Parameters
    ----------
    found : mapping of str to PRange
        By code of the question.
    words : Words

    Returns
    -------
    great_tables.GT
    """
    rows = {}
    for question, spread in found.items():
        ends = [words.p_value(end).removeprefix("= ") for end in (spread.low, spread.high) if not math.isnan(end)]
        reasons = notes_text(spread.notes, words)
        untested = words.say("tabel.tak_teruji", n=spread.untested) if spread.untested else ""
        rows[words.question(question)] = [
            words.p_value(spread.observed).removeprefix("= "),
            words.range(ends) if ends else reasons,
            f"{words.number(spread.completions)}{untested}" if spread.completions else "–",
        ]
    heads = ["p_tercatat", "p_mungkin", "kemungkinan"]
    return text_table(
        pd.DataFrame.from_dict(rows, orient="index", columns=[words.say(f"tabel.{head}") for head in heads]),
        name="rentang-p",
        title=words.say("tabel.rentang_p_judul"),
        stub=words.say("tabel.mitra"),
        note=words.say("tabel.rentang_p_catatan"),
    )


def show_spreads(found: Mapping[tuple[str, str], PossibleSpread], words: Words) -> GT:
    """
    Show what standard deviations printed means, minima and maxima leave open.

    Parameters
    ----------
    found : mapping of tuple of str to PossibleSpread
        By place and question.
    words : Words

    Returns
    -------
    great_tables.GT
    """
    rows = {
        f"{words.place(place)}, {words.question(question)}": [
            f"{spread.mean} ({spread.minimum}–{spread.maximum})",
            words.number(spread.n),
            words.number(spread.data_sets),
            _deviations(spread.sd, words) if spread.data_sets else notes_text(spread.notes, words),
            " · ".join(f"{level}: {_whole(*ends, words)}" for level, ends in spread.counts.items()),
        ]
        for (place, question), spread in found.items()
    }
    heads = ["skor", "anggapan_n", "himpunan", "simpangan", "per_tingkat"]
    return house_table(
        pd.DataFrame.from_dict(rows, orient="index", columns=[words.say(f"tabel.{head}") for head in heads]),
        name="sebaran",
        title=words.say("tabel.sebaran_judul"),
        stub=words.say("tabel.indikator"),
        note=words.say("tabel.sebaran_catatan"),
    )


def _deviations(ends: Iterable[float], words: Words) -> str:
    return "–".join(dict.fromkeys(words.number(end, decimals=2) for end in ends))


def _whole(low: int, high: int, words: Words) -> str:
    return "–".join(dict.fromkeys(words.number(end) for end in (low, high)))
