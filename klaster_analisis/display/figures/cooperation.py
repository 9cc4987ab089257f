"""Figures of cooperation: does it exist, does it not, and who did not answer."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from klaster_analisis.analysis.comparisons import cooperating_shares
from klaster_analisis.analysis.routed import RoutedCrosstab
from klaster_analisis.display.asked import unless_empty
from klaster_analisis.display.picture import BLUE, GREY, INK, PALE, Picture, canvas, legend_above, name_rows
from klaster_analisis.display.words import Words, uncapitalised
from klaster_analisis.terms import ADA, TEMPAT_LAIN, TIDAK_ADA


@unless_empty
def plot_cooperation(table: RoutedCrosstab, words: Words, *, asked: "pd.Series[int]") -> Picture:
    """
    Plot how many cooperate with one kind of partner, one bar a place, and their share with its interval.

    Parameters
    ----------
    table : RoutedCrosstab
    words : Words
    asked : pandas.Series of int
        How many were interviewed, by place.

    Returns
    -------
    Picture
    """
    bases = _bases(table, asked).rename(index=words.place)
    return _plot(bases.assign(sebutan=bases.index), words.question(table.question), words, weighted=table.existence.weighted)


@unless_empty
def plot_place_cooperation(tables: Mapping[str, RoutedCrosstab], words: Words, *, asked: "pd.Series[int]", place: str) -> Picture:
    """
    Plot how many cooperate in one place, one bar a kind of partner, and their share with its interval.

    Parameters
    ----------
    tables : mapping of str to RoutedCrosstab
        By kind of partner.
    words : Words
    asked : pandas.Series of int
        How many were interviewed, by place.
    place : str
        Code of the place.

    Returns
    -------
    Picture
    """
    bars = {words.question(table.question): _bases(table, asked).loc[place] for table in tables.values()}
    bases = pd.DataFrame(bars).T
    weighted = any(table.existence.weighted for table in tables.values())
    return _plot(bases.assign(sebutan=bases.index.map(uncapitalised)), words.place(place), words, weighted=weighted)


SHARE = ["bagian", "bawah", "atas"]


def _bases(table: RoutedCrosstab, asked: "pd.Series[int]") -> pd.DataFrame:
    """Give on whom the shares stand, and the share that cooperates with its interval, by place."""
    return pd.concat([table.denominators(asked=asked), cooperating_shares(table)], axis="columns")


def _plot(bases: pd.DataFrame, subject: str, words: Words, *, weighted: bool) -> Picture:
    hidden = bases["menjawab"].isna()
    bases[SHARE] = bases[SHARE].astype(float)
    bars = bases.assign(nama=bases.index, tidak_ada=bases["menjawab"] - bases["ada"], ditahan=hidden)
    title = cooperation_title(bars, subject, words)
    layout: dict[str, Any] = {"ncols": 2, "width_ratios": [3, 2], "sharey": True}
    with canvas(1.45 + 0.46 * len(bars), title=title, **layout) as (figure, (ax, beside)):
        _stack(ax, bars, words)
        _intervals(beside, bars, words)
        figure.set_layout_engine(figure.get_layout_engine(), wspace=0.12)
    alt = " ".join(_bar_alt(bar, words) for _, bar in bars.iterrows())
    return Picture(figure, alt, words.say("gambar.kerjasama_catatan", berbobot=weighted))


def cooperation_title(bars: pd.DataFrame, subject: str, words: Words) -> str:
    """
    Name the bars with the smallest share that cooperates, with their counts, or say that all shares are the same.

    Parameters
    ----------
    bars : pandas.DataFrame
        One row a bar: ``sebutan`` (its name in a sentence), ``menjawab``, ``ada``, ``bagian``, and ``ditahan``.
    subject : str
        What the figure is about: opens the title.
    words : Words

    Returns
    -------
    str
        Nothing is said of a single bar, or where one of them stands for several places.
    """
    answered = bars[bars["menjawab"].fillna(0) > 0]
    shares = answered["bagian"].astype(float)
    least = answered[shares == shares.min()]
    told = len(answered) > 1 and words.place(TEMPAT_LAIN) not in bars.index
    lowest = [
        words.say("gambar.ada_dari", nama=bar["sebutan"], ada=int(bar["ada"]), n=int(bar["menjawab"]))
        for _, bar in least.iterrows()
        if told and len(least) < len(answered)
    ]
    return words.say(
        "gambar.kerjasama_judul",
        hal=subject,
        terendah=lowest,
        setara=told,
        semua=len(answered) == len(bars),
        sebagian=bool(bars["ditahan"].any()),
    )


def _stack(ax: Axes, bars: pd.DataFrame, words: Words) -> None:
    looks = {
        ADA: {"facecolor": BLUE},
        TIDAK_ADA: {"facecolor": PALE},
        "tidak_menjawab": {"facecolor": "white", "edgecolor": GREY, "hatch": "////", "linewidth": 0.6},
    }
    texts = {ADA: "white", TIDAK_ADA: INK, "tidak_menjawab": INK}
    left = pd.Series(0, index=bars.index)
    for part, look in looks.items():
        width = bars[part].fillna(0).astype(int)
        for at, (x, n) in enumerate(zip(left, width, strict=True)):
            if n:
                ax.barh(at, n, left=x, height=0.62, **look)  # type: ignore[arg-type]
                box = {"boxstyle": "round,pad=0.15", "color": "white"} if part == "tidak_menjawab" else None
                ax.text(x + n / 2, at, words.number(n), ha="center", va="center", color=texts[part], fontsize=9, bbox=box)
        left = left + width
    for at, (_, bar) in enumerate(bars.iterrows()):
        if bar["ditahan"]:
            ax.text(0, at, words.say("umum.ditahan"), va="center", fontsize=8, color=GREY)
        elif pd.isna(bar["tidak_menjawab"]) and pd.notna(bar["ditanya"]):
            note = words.say("gambar.melebihi", menjawab=int(bar["menjawab"]), ditanya=int(bar["ditanya"]))
            ax.text(0, at - 0.42, note, va="center", fontsize=8, color="#a33d00", in_layout=False)
    name_rows(ax, bars["nama"])
    ax.set_xlabel(words.say("gambar.banyak_usaha"), fontsize=8.5)
    ax.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    legend = legend_above(ax, [Patch(label=words.say(f"gambar.{part}"), **look) for part, look in looks.items()])  # type: ignore[arg-type]
    legend.set_in_layout(False)  # it may reach over the panel beside
    ax.set_title(" ", fontsize=8)  # keeps the height that the legend takes


def _intervals(ax: Axes, bars: pd.DataFrame, words: Words) -> None:
    """Beside the counts: the share that cooperates, and what a sample of this size leaves open."""
    for at, (_, bar) in enumerate(bars.iterrows()):
        ax.plot([bar["bawah"], bar["atas"]], [at, at], color=INK, linewidth=1.2)
        ax.plot(bar["bagian"], at, "o", color=BLUE, markersize=6)
    ax.set_xlim(-0.06, 1.06)
    ticks = [0, 0.5, 1]
    ax.set_xticks(ticks, [words.percent(tick, decimals=0) for tick in ticks])
    ax.set_xlabel(words.say("gambar.bagian_ada"), fontsize=8.5)
    ax.grid(axis="x")


def _bar_alt(bar: "pd.Series[Any]", words: Words) -> str:
    if bar["ditahan"]:
        return f"{bar['nama']}: {words.say('umum.ditahan')}."
    known = pd.notna(bar["tidak_menjawab"])
    silent = words.number(bar["tidak_menjawab"]) if known else words.say("umum.tak_dapat_ditentukan")
    counts = {part: int(bar[part]) for part in (ADA, TIDAK_ADA)}
    values = {"bagian": bar["bagian"], "selang": words.interval(bar["bawah"], bar["atas"])}
    return words.say("gambar.kerjasama_alt", nama=bar["nama"], diam=silent, **counts, **values)
