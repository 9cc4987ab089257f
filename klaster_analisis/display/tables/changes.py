"""What changed between two waves, as a table."""

import math

import pandas as pd
from great_tables import GT, loc, style

from klaster_analisis.analysis.change import MEDIAN, SHARE, Change, Changes
from klaster_analisis.analysis.inference.result import Family
from klaster_analisis.display.findings import adjustment_text, notes_text, test_name
from klaster_analisis.display.phrases import answer_names
from klaster_analisis.display.tables.house import house_table
from klaster_analisis.display.words import Words


def show_changes(changes: Changes, words: Words) -> GT:
    """
    Show what changed between two waves: before, after, by how much, and whether that could be chance.

    Parameters
    ----------
    changes : Changes
    words : Words

    Returns
    -------
    great_tables.GT
    """
    rows = [_cells(change, words, private=changes.private) for change in changes.changes]
    heads = [
        words.say("tabel.sebelum", gelombang=changes.before),
        words.say("tabel.sesudah", gelombang=changes.after),
        *(words.say(f"tabel.{key}") for key in ("perubahan", "naik_turun", "uji_disesuaikan")),
    ]
    tests = list(dict.fromkeys(test_name(change.test, words) for change in changes.changes))
    hidden = any(change.withheld for change in changes.changes)
    family = Family({(change.question, change.answer): change.test for change in changes.changes}, "holm")
    table = house_table(
        pd.DataFrame(rows, index=[_name(change, words) for change in changes.changes], columns=heads),
        name="perubahan",
        title=words.say("tabel.perubahan_judul", sebelum=changes.before, sesudah=changes.after),
        stub=words.say("tabel.pertanyaan"),
        note=" ".join(
            [
                words.note("tabel.perubahan_catatan", uji=tests, berbobot=changes.weighted, ditahan=hidden),
                adjustment_text(family, words),
                *_reasons(changes, words),
            ]
        ),
    )
    return table.tab_style(style=style.css("white-space: pre; line-height: 1.25;"), locations=loc.body())


def _name(change: Change, words: Words) -> str:
    question = words.codebook[change.question]
    name = words.whole_question(change.question)
    first_of_two = len(question.codes) == 2 or not change.answer
    return name if first_of_two else f"{name}: {answer_names(change.question, question.codes, words)[change.answer]}"


def _cells(change: Change, words: Words, *, private: bool) -> list[str]:
    if change.withheld:
        return [words.say("umum.ditahan")] * 5
    moved = "–" if change.up is None or change.down is None else f"{words.number(change.up)} / {words.number(change.down)}"
    values = ((change.before, change.n_before), (change.after, change.n_after))
    ends = [f"{_value(value, change, words)}\nn = {words.number(n)}" for value, n in values]
    return [*ends, _difference(change, words, private=private), moved, _p(change, words)]


def _value(value: float, change: Change, words: Words) -> str:
    return words.percent(value) if change.kind == SHARE else words.score(value)


def _difference(change: Change, words: Words, *, private: bool) -> str:
    """Write by how much it changed, with an interval on a second line where there is one."""
    if change.kind == MEDIAN and change.ratio is not None and not math.isnan(change.ratio.value):
        ends = [change.ratio.low, change.ratio.high]
        text = _percent_change(change.ratio.value, words)
        return text if math.isnan(ends[0]) or private else f"{text}\n{words.range(_percent_change(end, words) for end in ends)}"
    if math.isnan(change.before) or math.isnan(change.after):
        return "–"
    if change.kind != SHARE:
        return _signed(change.after - change.before, words)
    effect = change.test.effect
    text = words.points(change.after - change.before)
    if effect is None or math.isnan(effect.low):
        return text
    return f"{text}\n{words.range(map(words.points, (effect.low, effect.high)))}"


def _signed(value: float, words: Words) -> str:
    return ("+" if value > 0 else "") + words.number(value, decimals=2)


def _percent_change(ratio: float, words: Words) -> str:
    return f"{words.points(ratio - 1)}%"


def _p(change: Change, words: Words) -> str:
    p = change.test.adjusted_p
    return "–" if p is None else words.p_value(p).removeprefix("= ")


def _reasons(changes: Changes, words: Words) -> list[str]:
    """Say why some changes were not tested, each reason once."""
    reasons: dict[str, list[str]] = {}
    for change in changes.changes:
        if change.test.adjusted_p is None and change.test.notes and not change.withheld:
            reasons.setdefault(notes_text(change.test.notes, words), []).append(_name(change, words))
    return [words.say("tabel.uji_alasan", hal=words.enumerate(names), sebab=reason) for reason, names in reasons.items()]
