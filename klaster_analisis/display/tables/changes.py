"""What changed between two waves, as a table."""

import math

import pandas as pd
from great_tables import GT, loc, style

from klaster_analisis.analysis.change import MEDIAN, SHARE, Change, Changes
from klaster_analisis.display.findings import adjusted_text, adjustment_text, notes_text, test_name
from klaster_analisis.display.phrases import change_ends, change_name
from klaster_analisis.display.tables.house import house_table
from klaster_analisis.display.words import Words

NOTHING = "–"
FOUND = "#e3eff7"  # the ground of rows in which something was found


def show_changes(changes: Changes, words: Words) -> GT:
    """
    Show what changed between two waves: before, after, by how much, and whether that could be chance; what was found first.

    Parameters
    ----------
    changes : Changes
    words : Words

    Returns
    -------
    great_tables.GT
        What is withheld is one row together.
    """
    ordered = [change for change in (*changes.found, *changes.rest) if not change.withheld]
    withheld = len(changes.changes) - len(ordered)
    rest = {words.say("tabel.perubahan_dirahasiakan", n=withheld): [NOTHING] * 5} if withheld else {}
    heads = [
        words.say("tabel.sebelum", gelombang=changes.before),
        words.say("tabel.sesudah", gelombang=changes.after),
        *(words.say(f"tabel.{key}") for key in ("perubahan", "naik_turun", "uji_disesuaikan")),
    ]
    table = house_table(
        pd.DataFrame(
            [*(_cells(change, words) for change in ordered), *rest.values()],
            index=[*(change_name(change, words) for change in ordered), *rest],
            columns=heads,
        ),
        name="perubahan",
        title=words.say("tabel.perubahan_judul", sebelum=changes.before, sesudah=changes.after),
        stub=words.say("tabel.pertanyaan"),
        note=_note(changes, words),
    )
    found = list(range(len(changes.found)))
    table = (
        table.tab_style(style=style.fill(color=FOUND), locations=[loc.body(rows=found), loc.stub(rows=found)]) if found else table
    )
    return table.tab_style(style=style.css("white-space: pre; line-height: 1.25;"), locations=loc.body())


def _note(changes: Changes, words: Words) -> str:
    told = words.note(
        "tabel.perubahan_catatan",
        uji=list(dict.fromkeys(test_name(change.test, words) for change in changes.changes if not change.withheld)),
        sesudah=changes.after,
        berbobot=changes.weighted,
        ditahan=any(change.withheld for change in changes.changes),
    )
    tested = any(test.adjusted_p is not None for test in changes.family.tests.values())
    return " ".join([told, *([adjustment_text(changes.family, words)] if tested else []), *_reasons(changes, words)])


def _cells(change: Change, words: Words) -> list[str]:
    values = zip(change_ends(change, words), (change.n_before, change.n_after), strict=True)
    ends = [f"{value}\nn = {words.number(n)}" for value, n in values]
    return [*ends, _difference(change, words), _moved(change, words), adjusted_text(change.test, words)]


def _moved(change: Change, words: Words) -> str:
    """Write how many went up and down, and on a second line by how much more, with its interval."""
    moved = "" if change.up is None or change.down is None else f"{words.number(change.up)} / {words.number(change.down)}"
    effect = change.test.effect
    if effect is None or math.isnan(effect.low) or change.test.adjusted_p is None:
        return moved or NOTHING
    net = f"{words.points(effect.value)} ({words.range(map(words.points, (effect.low, effect.high)))})"
    return f"{moved}\n{net}" if moved else net


def _difference(change: Change, words: Words) -> str:
    """Write by how much the value changed."""
    if change.kind == MEDIAN and change.ratio is not None and not math.isnan(change.ratio.value):
        return _percent_change(change.ratio.value, words)
    if math.isnan(change.before) or math.isnan(change.after):
        return NOTHING
    return words.points(change.after - change.before) if change.kind == SHARE else _signed(change.after - change.before, words)


def _signed(value: float, words: Words) -> str:
    return ("+" if value > 0 else "") + words.number(value, decimals=2)


def _percent_change(ratio: float, words: Words) -> str:
    return f"{words.points(ratio - 1)}%"


def _reasons(changes: Changes, words: Words) -> list[str]:
    """Say why some changes were not tested, each reason once."""
    reasons: dict[str, list[str]] = {}
    for change in changes.changes:
        if change.test.adjusted_p is None and change.test.notes and not change.withheld:
            reasons.setdefault(notes_text(change.test.notes, words), []).append(change_name(change, words))
    return [words.say("tabel.uji_alasan", hal=words.enumerate(names), sebab=reason) for reason, names in reasons.items()]
