"""One look: a place against the others, on all that is counted or scored."""

from collections.abc import Collection, Mapping, Sequence
from itertools import cycle
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from klaster_analisis.analysis.comparisons import cooperating_shares
from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.overview import Overview
from klaster_analisis.analysis.routed import RoutedCrosstab
from klaster_analisis.analysis.standing import cooperation_standing, score_standing
from klaster_analisis.display.asked import not_asked
from klaster_analisis.display.picture import BLUE, GREY, Picture, canvas, legend_above, name_rows
from klaster_analisis.display.prose import Prose
from klaster_analisis.display.standing import standing_title, without_sentence
from klaster_analisis.display.words import Words

MARKS = "osD^"  # of the other places
DODGE = 0.24  # rows: so that equal values stand beside each other


def plot_summary(known: Overview, words: Words, *, place: str) -> Picture | Prose:
    """
    Plot a place against the others: means of the indicators above, shares that cooperate below.

    Parameters
    ----------
    known : Overview
    words : Words
    place : str
        Code of the place that the figure is about.

    Returns
    -------
    Picture
    """
    profile, tables = known.dynamics, known.cooperation
    if not (profile and tables):
        return not_asked(words)
    means = profile.means.rename(columns=words.question).T
    shares = pd.DataFrame({words.question(table.question): table.existence_share[table.route] for table in tables.values()}).T
    bases = pd.DataFrame({words.question(table.question): table.answered for table in tables.values()}).T[place]
    levels = sorted({level for question in profile.frame.index.unique(1) for level in words.codebook[question].levels})
    title = standing_title(score_standing(place, known), cooperation_standing(place, known), words, place=place)
    unscored = _withheld({words.question(code): table for code, table in (profile.tables or {}).items()})
    unshared = _withheld({words.question(table.question): table.existence for table in tables.values()})
    size = {"nrows": 2, "height_ratios": [len(means), 2 * len(shares)]}
    with canvas(5.8, title=title, **size) as (figure, (above, below)):
        _dots(above, means, place, words, unscored)
        above.set_xticks(levels)
        above.set_xlim(levels[0] - 0.4, levels[-1] + 0.4)
        above.set_xlabel(words.say("gambar.ringkas_skor"))
        _dots(below, shares, place, words, unshared)
        _interval_lines(below, tables, place, shares.columns)
        name_rows(below, [_with_base(name, bases[name], (name, place) in unshared, words) for name in shares.index])
        ticks = [0, 0.25, 0.5, 0.75, 1]
        below.set_xticks(ticks, [words.percent(tick, decimals=0) for tick in ticks])
        below.set_xlim(-0.05, 1.05)
        below.set_xlabel(words.say("gambar.ringkas_kerjasama"))
        legend_above(above)
    weighted = any(table.existence.weighted for table in tables.values())
    alt = _alt([(means.map(words.score), unscored), (shares.map(words.percent), unshared)], words, place)
    note = words.say("gambar.ringkas_catatan", berbobot=weighted) + _without(known, words)
    return Picture(figure, alt, note)


def _without(known: Overview, words: Words) -> str:
    """Name the places that are not in the marks of all others."""
    named = {words.question(code): table for code, table in (known.dynamics.tables or {}).items()}
    named |= {words.question(table.question): table.existence for table in known.cooperation.values()}
    return without_sentence(named, words)


def _withheld(tables: Mapping[str, Crosstab]) -> set[tuple[str, Any]]:
    """List what is not shown: by the name of its question and the code of its place."""
    return {(name, place) for name, table in tables.items() for place in table.withheld}


def _with_base(name: str, n: int, hidden: bool, words: Words) -> str:
    return f"{name}\n({words.say('umum.ditahan')})" if hidden else f"{name}\n(n = {words.number(n)})"


def _dots(ax: Axes, values: pd.DataFrame, place: str, words: Words, hidden: Collection[tuple[str, Any]]) -> None:
    marks = cycle(MARKS)
    for code, offset in zip(values, np.linspace(-DODGE, DODGE, values.shape[1]), strict=True):
        look: dict[str, Any] = (
            {"marker": "o", "color": BLUE} if code == place else {"marker": next(marks), "mfc": "none", "mec": GREY}
        )
        ax.plot(values[code], np.arange(len(values)) + offset, linestyle="", markersize=6, label=words.place(code), **look)
        for at, name in enumerate(values.index):
            if (name, code) in hidden:
                across, ink = ax.get_yaxis_transform(), look.get("color", GREY)
                ax.text(0.01, at + offset, words.say("umum.ditahan"), transform=across, va="center", fontsize=7, color=ink)
    name_rows(ax, values.index)
    ax.grid(axis="both")


def _interval_lines(ax: Axes, tables: Mapping[str, RoutedCrosstab], place: str, places: pd.Index) -> None:
    """Draw what the number of firms leaves open, for every place."""
    for code, offset in zip(places, np.linspace(-DODGE, DODGE, len(places)), strict=True):
        colour = BLUE if code == place else GREY
        for at, table in enumerate(tables.values()):
            found = cooperating_shares(table).loc[code]
            ax.plot([found["bawah"], found["atas"]], [at + offset] * 2, color=colour, linewidth=1, zorder=1)


def _alt(shown: Sequence[tuple[pd.DataFrame, Collection[tuple[str, Any]]]], words: Words, place: str) -> str:
    """Read out texts, names down and places across, and what is withheld of them."""
    hidden = words.say("umum.ditahan")
    parts = []
    for code in [place, *shown[0][0].columns.drop(place)]:
        told = [
            f"{name} {hidden if (name, code) in withheld else text}"
            for texts, withheld in shown
            for name, text in texts[code].items()
        ]
        parts.append(words.say("gambar.skor_alt", tempat=words.place(code), nilai=told))
    return " ".join(parts)
