"""Figures of cooperation: does it exist, who did not answer, and how active is it."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from klaster_analisis.analysis.routed import RoutedCrosstab
from klaster_analisis.display.picture import BLUE, GREY, INK, ORANGE, PALE, SKY, Picture, canvas, legend_above, name_rows
from klaster_analisis.display.words import Words
from klaster_analisis.terms import ADA, TIDAK_ADA

Tables = Mapping[str, RoutedCrosstab]


def plot_cooperation(
    tables: Tables, words: Words, *, asked: "pd.Series[int]", partner: str | None = None, place: str | None = None
) -> Picture:
    """
    Plot as stacked bars how many cooperate, how many do not, and how many did not answer.

    Parameters
    ----------
    tables : mapping of str to RoutedCrosstab
        By kind of partner.
    words : Words
    asked : pandas.Series of int
        How many were interviewed, by place.
    partner : str, optional
        Show this kind of partner, one bar a place.
    place : str, optional
        Show this place, one bar a kind of partner. Exactly one of the two is given.

    Returns
    -------
    Picture
    """
    bars = _bars(tables, words, asked=asked, partner=partner, place=place)
    subject = words.place(place) if place else words.question(tables[str(partner)].question)
    title = words.say("gambar.kerjasama_judul", hal=subject, terendah=_least(bars, words))
    with canvas(1.6 + 0.5 * len(bars), title=title, note=words.say("gambar.kerjasama_catatan")) as (figure, ax):
        _stack(ax, bars, words)
    alt = " ".join(_bar_alt(bar, words) for _, bar in bars.iterrows())
    return Picture(figure, alt)


def _bars(
    tables: Tables, words: Words, *, asked: "pd.Series[int]", partner: str | None, place: str | None
) -> pd.DataFrame:
    if partner is not None:
        bars = tables[partner].denominators(asked=asked)
        names = [words.place(code) for code in bars.index]
    else:
        bars = pd.DataFrame({key: table.denominators(asked=asked).loc[place] for key, table in tables.items()}).T
        names = [words.question(table.question) for table in tables.values()]
    return bars.assign(nama=names, tidak_ada=bars["menjawab"] - bars["ada"])


def _least(bars: pd.DataFrame, words: Words) -> list[str]:
    """Name the bars with the smallest share that cooperates, with their counts; none where all shares are the same."""
    answered = bars[bars["menjawab"] > 0]
    shares = answered["ada"] / answered["menjawab"]
    least = answered[shares == shares.min()]
    if len(least) == len(answered):
        return []
    return [words.say("gambar.ada_dari", nama=bar["nama"], ada=int(bar["ada"]), n=int(bar["menjawab"])) for _, bar in least.iterrows()]


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
        if pd.isna(bar["tidak_menjawab"]) and pd.notna(bar["ditanya"]):
            note = words.say("gambar.melebihi", menjawab=int(bar["menjawab"]), ditanya=int(bar["ditanya"]))
            ax.text(0, at - 0.42, note, va="center", fontsize=7.5, color="#a33d00")
    name_rows(ax, bars["nama"])
    ax.set_xlabel(words.say("gambar.banyak_usaha"), fontsize=8.5)
    ax.xaxis.get_major_locator().set_params(integer=True)
    legend_above(ax, [Patch(label=words.say(f"gambar.{part}"), **look) for part, look in looks.items()])  # type: ignore[arg-type]


def _bar_alt(bar: "pd.Series[int]", words: Words) -> str:
    known = pd.notna(bar["tidak_menjawab"])
    silent = words.number(bar["tidak_menjawab"]) if known else words.say("umum.tak_dapat_ditentukan")
    return words.say("gambar.kerjasama_alt", nama=bar["nama"], ada=int(bar["ada"]), tidak_ada=int(bar["tidak_ada"]), diam=silent)


def plot_intensity(tables: Tables, words: Words, *, partner: str | None = None, place: str | None = None) -> Picture:
    """
    Plot how active cooperation is, among those where it exists: passive to the left, active and proactive to the right.

    Parameters
    ----------
    tables : mapping of str to RoutedCrosstab
        By kind of partner; those without the question are passed over.
    words : Words
    partner : str, optional
        Show this kind of partner, one bar a place.
    place : str, optional
        Show this place, one bar a kind of partner. Exactly one of the two is given.

    Returns
    -------
    Picture
    """
    asked = {key: table for key, table in tables.items() if table.intensity is not None and partner in (key, None)}
    rows = {}
    for table in asked.values():
        assert table.intensity is not None  # for the type checker: filtered just above
        for code, counts in table.intensity.counts.iterrows():
            if place in (code, None):
                name = words.question(table.question) if place else words.place(str(code))
                rows[name] = counts
    counts = pd.DataFrame(rows).T
    question = next(iter(asked.values())).follow_up
    passive = counts.sum().iloc[0]
    subject = words.place(place) if place else words.question(asked[str(partner)].question)
    title = words.say("gambar.keaktifan_judul", hal=subject, pasif=int(passive), n=int(counts.sum().sum()))
    with canvas(1.6 + 0.5 * len(counts), title=title, note=words.say("gambar.keaktifan_catatan")) as (figure, ax):
        _diverge(ax, counts, str(question), words)
    alt = " ".join(
        words.say("gambar.keaktifan_alt", nama=name, n=int(row.sum()),
                  nilai=[f"{words.answer(str(question), code)} {n}" for code, n in row.items()])  # fmt: skip
        for name, row in counts.iterrows()
    )
    return Picture(figure, alt)


def _diverge(ax: Axes, counts: pd.DataFrame, question: str, words: Words) -> None:
    n = counts.sum(axis="columns")
    shares = counts.div(n.where(n > 0), axis="index").fillna(0)
    y = range(len(counts))
    right = pd.Series(0.0, index=counts.index)
    for at, (code, colour) in enumerate(zip(counts.columns, (ORANGE, SKY, BLUE), strict=True)):
        width = -shares[code] if at == 0 else shares[code]
        start = right if at else right * 0
        ax.barh(y, width, left=start, height=0.62, color=colour, label=words.answer(question, code))
        for row, (x, share, times) in enumerate(zip(start, width, counts[code], strict=True)):
            if times:
                ink = "white" if colour == BLUE else INK
                ax.text(x + share / 2, row, words.number(times), ha="center", va="center", color=ink, fontsize=9)
        right = right + (width if at else 0)
    ax.axvline(0, color=INK, linewidth=0.8)
    name_rows(ax, [f"{name}\n(n = {words.number(total)})" for name, total in n.items()])
    ax.set_xlim(-1, 1)
    ticks = [-1, -0.5, 0, 0.5, 1]
    ax.set_xticks(ticks, [words.percent(abs(tick), decimals=0) for tick in ticks])
    legend_above(ax)
