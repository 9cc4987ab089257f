"""What chance and what silence leave open of the shares that cooperate."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from klaster_analisis.analysis.robustness import open_shares
from klaster_analisis.analysis.routed import RoutedCrosstab
from klaster_analisis.display.picture import BLUE, INK, PALE, Picture, canvas, legend_above, name_rows
from klaster_analisis.display.words import Words


def plot_bounds(table: RoutedCrosstab, words: Words, *, asked: "pd.Series[int]") -> Picture:
    """
    Plot the share that cooperates, place by place: its interval, and between what the silent firms could have moved it.

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
    shares = open_shares(table, asked=asked).rename(index=words.place)
    widest = (shares["atas"] - shares["bawah"]).fillna(0)
    title = words.say(
        "gambar.terbuka_judul",
        hal=words.question(table.question),
        tempat=widest.idxmax() if widest.any() else "",
        poin=float(widest.max()),
        semua=not shares["alasan"].any(),
        berbobot=table.existence.weighted,
    )
    with canvas(1.5 + 0.5 * len(shares), title=title) as (figure, ax):
        _bars(ax, shares, words)
    alt = " ".join(_alt(str(place), share, words) for place, share in shares.iterrows())
    return Picture(figure, alt, words.say("gambar.terbuka_catatan"))


def _bars(ax: Axes, shares: pd.DataFrame, words: Words) -> None:
    for at, (_, share) in enumerate(shares.iterrows()):
        if not share["alasan"]:
            ax.barh(at, share["atas"] - share["bawah"], left=share["bawah"], height=0.5, color=PALE)
        else:
            ax.text(0, at - 0.36, words.say(f"alasan.{share['alasan']}"), va="center", fontsize=8, color="#a33d00")
        ax.plot([share["selang_bawah"], share["selang_atas"]], [at, at], color=INK, linewidth=1.4)
        ax.plot(share["bagian"], at, "o", color=BLUE, markersize=6)
    name_rows(ax, [f"{place}\n(n = {words.number(n)})" for place, n in shares["menjawab"].items()])
    ticks = [0, 0.25, 0.5, 0.75, 1]
    ax.set_xticks(ticks, [words.percent(tick, decimals=0) for tick in ticks])
    ax.set_xlim(-0.03, 1.03)
    ax.set_xlabel(words.say("gambar.bagian_ada"), fontsize=8.5)
    handles = [
        Line2D([], [], marker="o", linestyle="", color=BLUE, label=words.say("gambar.bagian_pendek")),
        Line2D([], [], color=INK, label=words.say("gambar.kebetulan")),
        Patch(color=PALE, label=words.say("gambar.diam")),
    ]
    legend_above(ax, handles)


def _alt(place: str, share: "pd.Series[float]", words: Words) -> str:
    silence = words.say(f"alasan.{share['alasan']}") if share["alasan"] else words.interval(share["bawah"], share["atas"])
    chance = words.interval(share["selang_bawah"], share["selang_atas"])
    return words.say("gambar.terbuka_alt", nama=place, bagian=share["bagian"], kebetulan=chance, diam=silence)
