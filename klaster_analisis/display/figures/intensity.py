"""Figures of how active cooperation is, among those where it exists."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.shares.single import row_shares
from klaster_analisis.analysis.routed import RoutedCrosstab
from klaster_analisis.display.asked import not_asked, unless_empty
from klaster_analisis.display.picture import BLUE, GREY, INK, ORANGE, SKY, Picture, canvas, legend_above, name_rows
from klaster_analisis.display.prose import Prose
from klaster_analisis.display.words import Words


@unless_empty
def plot_intensity(table: RoutedCrosstab, words: Words) -> Picture | Prose:
    """
    Plot how active the cooperation with one kind of partner is, one bar a place: passive left, active and proactive right.

    Parameters
    ----------
    table : RoutedCrosstab
    words : Words

    Returns
    -------
    Picture
        A sentence in its place where how active it is was not asked.
    """
    if table.intensity is None:
        return not_asked(words)
    activity = table.activity
    named = activity.merged({place: words.place(place) for place in activity.counts.index})
    return _plot(named, words.question(table.question), str(table.follow_up), words)


@unless_empty
def plot_place_intensity(tables: Mapping[str, RoutedCrosstab], words: Words, *, place: str) -> Picture | Prose:
    """
    Plot how active cooperation is in one place, one bar a kind of partner: passive left, active and proactive right.

    Parameters
    ----------
    tables : mapping of str to RoutedCrosstab
        By kind of partner; those without the question are passed over.
    words : Words
    place : str
        Code of the place.

    Returns
    -------
    Picture
    """
    asked = [table for table in tables.values() if table.intensity is not None]
    if not asked:
        return not_asked(words)
    bars = {words.question(table.question): table.activity.only([place]) for table in asked}
    question = str(asked[0].follow_up)
    return _plot(stacked(bars), words.place(place), question, words)


def _plot(bars: Crosstab, subject: str, question: str, words: Words) -> Picture:
    n = bars.row_totals
    first = str(bars.counts.columns[0])
    title = words.say(
        "gambar.keaktifan_judul",
        hal=subject,
        jawaban=words.answer(question, first),
        pasif=int(bars.counts[first].sum()),
        n=int(n.sum()),
        sebagian=bool(bars.withheld or bars.without),
    )
    with canvas(1.3 + 0.46 * len(n), title=title) as (figure, ax):
        _diverge(ax, bars, question, words)
    alt = []
    for name, row in bars.counts.iterrows():
        if name in bars.withheld:
            alt.append(f"{name}: {words.say('umum.ditahan')}.")
            continue
        answers = [f"{words.answer(question, code)} {words.number(times)}" for code, times in row.items()]
        passive = _first_share(bars, name)
        selang = words.interval(passive["low"], passive["high"])
        alt.append(words.say("gambar.keaktifan_alt", nama=name, n=int(n[name]), nilai=answers, selang=selang))
    return Picture(figure, " ".join(alt), words.say("gambar.keaktifan_catatan"))


def stacked(rows: Mapping[str, Crosstab]) -> Crosstab:
    """Put tables of one row each, with the same answers, into one table, under new names."""
    counts = pd.concat([table.counts.set_axis([name]) for name, table in rows.items()])
    weighted = all(table.weighted for table in rows.values())
    weights = [table.weights.set_axis([name]) for name, table in rows.items() if table.weights is not None]
    withheld = frozenset(name for name, table in rows.items() if table.withheld)
    return Crosstab(counts, weights=pd.concat(weights) if weighted else None, withheld=withheld)


def _diverge(ax: Axes, bars: Crosstab, question: str, words: Words) -> None:
    shares = bars.share(of="row").fillna(0)
    right = pd.Series(0.0, index=shares.index)
    for at, (code, colour) in enumerate(zip(shares.columns, _colours(shares.shape[1]), strict=True)):
        width = shares[code] if at else -shares[code]
        ax.barh(range(len(shares)), width, left=right, height=0.62, color=colour, label=words.answer(question, code))
        for y, name in enumerate(shares.index):
            if times := bars.counts.at[name, code]:
                ink = "white" if colour == BLUE else INK
                ax.text(right[name] + width[name] / 2, y, words.number(times), ha="center", va="center", color=ink, fontsize=9)
        right = right + width if at else right
    for y, name in enumerate(bars.counts.index):
        if name in bars.withheld:
            ax.text(0.03, y, words.say("umum.ditahan"), va="center", fontsize=8, color=GREY)
        else:
            passive = _first_share(bars, name)
            ax.plot([-passive["low"], -passive["high"]], [y + 0.4, y + 0.4], "|-", color=INK, linewidth=1.2, markersize=4)
    ax.axvline(0, color=INK, linewidth=0.8)
    bases = {name: "" if name in bars.withheld else f"\n(n = {words.number(n)})" for name, n in bars.row_totals.items()}
    name_rows(ax, [f"{name}{base}" for name, base in bases.items()])
    ax.set_xlim(-1, 1)
    ticks = [-1, -0.5, 0, 0.5, 1]
    ax.set_xticks(ticks, [words.percent(abs(tick), decimals=0) for tick in ticks])
    legend_above(ax)


def _colours(number: int) -> list[Any]:
    """Give a colour to each answer: the first one stands alone, the others darken."""
    shades = [SKY, BLUE] if number == 3 else sns.light_palette(BLUE, number)[1:]
    return [ORANGE, *shades][:number]


def _first_share(bars: Crosstab, name: Hashable) -> "pd.Series[Any]":
    """The share left of the middle, which is all that the interval of the share right of it says too."""
    return row_shares(bars.only([name])).iloc[0]
