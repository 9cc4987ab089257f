"""Figures of how active cooperation is, among those where it exists."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.result import Estimate
from klaster_analisis.analysis.inference.shares.single import share
from klaster_analisis.analysis.routed import RoutedCrosstab
from klaster_analisis.display.picture import BLUE, INK, ORANGE, SKY, Picture, canvas, legend_above, name_rows
from klaster_analisis.display.words import Words


def plot_intensity(table: RoutedCrosstab, words: Words) -> Picture:
    """
    Plot how active the cooperation with one kind of partner is, one bar a place: passive left, active and proactive right.

    Parameters
    ----------
    table : RoutedCrosstab
        With a second question.
    words : Words

    Returns
    -------
    Picture
    """
    counts = table.activity.counts.rename(index=words.place)
    return _plot(counts, words.question(table.question), str(table.follow_up), words)


def plot_place_intensity(tables: Mapping[str, RoutedCrosstab], words: Words, *, place: str) -> Picture:
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
    bars = {words.question(table.question): table.activity.counts.loc[place] for table in asked}
    return _plot(pd.DataFrame(bars).T, words.place(place), str(asked[0].follow_up), words)


def _plot(counts: pd.DataFrame, subject: str, question: str, words: Words) -> Picture:
    n = counts.sum(axis="columns")
    title = words.say("gambar.keaktifan_judul", hal=subject, pasif=int(counts.iloc[:, 0].sum()), n=int(n.sum()))
    with canvas(1.3 + 0.46 * len(counts), title=title) as (figure, ax):
        _diverge(ax, Crosstab(counts), question, words)
    alt = []
    for name, row in counts.iterrows():
        answers = [f"{words.answer(question, code)} {words.number(times)}" for code, times in row.items()]
        passive = _passive(row)
        selang = words.interval(passive.low, passive.high)
        alt.append(words.say("gambar.keaktifan_alt", nama=name, n=int(n[name]), nilai=answers, selang=selang))
    return Picture(figure, " ".join(alt), words.say("gambar.keaktifan_catatan"))


def _diverge(ax: Axes, bars: Crosstab, question: str, words: Words) -> None:
    shares = bars.share(of="row").fillna(0)
    right = pd.Series(0.0, index=shares.index)
    for at, (code, colour) in enumerate(zip(shares.columns, (ORANGE, SKY, BLUE), strict=True)):
        width = shares[code] if at else -shares[code]
        ax.barh(range(len(shares)), width, left=right, height=0.62, color=colour, label=words.answer(question, code))
        for y, name in enumerate(shares.index):
            if times := bars.counts.at[name, code]:
                ink = "white" if colour == BLUE else INK
                ax.text(right[name] + width[name] / 2, y, words.number(times), ha="center", va="center", color=ink, fontsize=9)
        right = right + width if at else right
    for y, (_, row) in enumerate(bars.counts.iterrows()):
        passive = _passive(row)
        ax.plot([-passive.low, -passive.high], [y + 0.4, y + 0.4], "|-", color=INK, linewidth=1.2, markersize=4)
    ax.axvline(0, color=INK, linewidth=0.8)
    name_rows(ax, [f"{name}\n(n = {words.number(total)})" for name, total in bars.row_totals.items()])
    ax.set_xlim(-1, 1)
    ticks = [-1, -0.5, 0, 0.5, 1]
    ax.set_xticks(ticks, [words.percent(abs(tick), decimals=0) for tick in ticks])
    legend_above(ax)


def _passive(row: "pd.Series[int]") -> Estimate:
    """The share left of the middle, which is all that the interval of the share right of it says too."""
    return share(int(row.iloc[0]), int(row.sum()))
