"""Figures of the six indicators of Table 3."""

import math
import textwrap

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from klaster_analisis.analysis.scores import HIGH, LOW, ScoreProfile
from klaster_analisis.display.asked import unless_empty
from klaster_analisis.display.phrases import lowest_sentence, score_text, scores_read_out
from klaster_analisis.display.picture import BLUE, GREY, INK, PALE, SKY, Picture, canvas, name_rows
from klaster_analisis.display.words import Words
from klaster_analisis.terms import MAKSIMUM, MINIMUM, RATA_RATA

ACROSS = 3  # places that stand side by side


@unless_empty
def plot_dynamics(profile: ScoreProfile, words: Words, *, highlight: str | None = None) -> Picture:
    """
    Plot each indicator's mean with its range, the places side by side.

    Parameters
    ----------
    profile : ScoreProfile
    words : Words
    highlight : str, optional
        Code of the place that the figure is about.

    Returns
    -------
    Picture
    """
    places = profile.frame.index.unique(0)
    levels = _levels(profile, words)
    title = lowest_sentence(profile, words, place=highlight)
    across = min(len(places), ACROSS)
    down = math.ceil(len(places) / across)
    height = 0.75 + down * (0.6 + 0.3 * profile.means.shape[1])
    with canvas(height, title=title, nrows=down, ncols=across, sharey=True, squeeze=False) as (figure, axes):
        for ax in axes.flat[len(places) :]:
            ax.set_axis_off()
        for ax, place in zip(axes.flat, places, strict=False):
            colour = BLUE if highlight in (place, None) else GREY
            _draw_place(ax, profile.frame.loc[place], colour, words)
            _tell_withheld(ax, profile, place, words)
            ax.set_title(textwrap.fill(words.place(place), 14), color=colour)
            ax.set_xticks(levels)
            ax.set_xlim(min(levels) - 0.4, max(levels) + 0.4)
            ax.grid(axis="x")
    return Picture(figure, scores_read_out(profile, words), words.say("gambar.dinamika_catatan"))


def _levels(profile: ScoreProfile, words: Words) -> list[int]:
    """List the levels of the scale, from the lowest of any question to the highest."""
    return sorted({level for question in profile.frame.index.unique(1) for level in words.codebook[question].levels})


def _draw_place(ax: Axes, scores: pd.DataFrame, colour: str, words: Words) -> None:
    for y, (_, score) in enumerate(scores.iterrows()):
        ax.hlines(y, score[MINIMUM], score[MAKSIMUM], color=PALE, linewidth=8)
        ax.hlines(y, score[LOW], score[HIGH], color=colour, linewidth=2)
        if pd.notna(score[RATA_RATA]) and (pd.isna(score[MAKSIMUM]) or pd.isna(score[MINIMUM])):
            ax.annotate("?", (score[HIGH], y), xytext=(5, 0), textcoords="offset points", va="center", color=colour)
    ax.plot(scores[RATA_RATA], range(len(scores)), "o", color=colour, markersize=6)
    name_rows(ax, [words.question(code) for code in scores.index])


def _tell_withheld(ax: Axes, profile: ScoreProfile, place: str, words: Words) -> None:
    """Write of each score that is not shown that it is withheld: an empty row would look like no answer."""
    for y, table in enumerate((profile.tables or {}).values()):
        if place in table.withheld:
            across, hidden = ax.get_yaxis_transform(), words.say("umum.ditahan")
            ax.text(0.5, y, hidden, transform=across, ha="center", va="center", fontsize=8, color=GREY)


@unless_empty
def plot_score_heatmap(profile: ScoreProfile, words: Words) -> Picture:
    """
    Plot the means as a heat map, indicators down, places across, each cell with its range.

    Parameters
    ----------
    profile : ScoreProfile
    words : Words

    Returns
    -------
    Picture
    """
    means = profile.means.T
    marks = pd.DataFrame(
        {place: [score_text(profile, place, code, words) for code in means.index] for place in means.columns},
        index=means.index,
    )
    names = {place: words.place(place) for place in means.columns}, {code: words.question(code) for code in means.index}
    many = means.shape[1] > ACROSS  # they stand below each other, without the range that would not fit
    if many:
        means, marks, names = means.T, means.T.map(lambda mean: words.number(mean, decimals=2)), names[::-1]
    levels = _levels(profile, words)
    withheld = any(table.withheld or table.without for table in (profile.tables or {}).values())
    title = words.say("gambar.dinamika_judul_tanpa")
    if means.notna().any(axis=None):
        title = words.say("gambar.peta_judul", rendah=means.min().min(), tinggi=means.max().max(), sebagian=withheld)
    with canvas(1.2 + 0.3 * len(means), title=title) as (figure, ax):
        sns.heatmap(
            means,
            annot=marks,
            fmt="",
            annot_kws={"color": INK},
            cmap=sns.light_palette(SKY, as_cmap=True),
            vmin=levels[0],
            vmax=levels[-1],
            linewidths=2,
            linecolor="white",
            ax=ax,
            cbar_kws={"ticks": levels, "aspect": 12},
        )
        ax.set_xticks(ax.get_xticks(), [textwrap.fill(names[0][code], 12) for code in means.columns], fontweight="bold")
        ax.set_yticks(ax.get_yticks(), [names[1][code] for code in means.index], rotation=0)
        ax.set(xlabel="", ylabel="")
        ax.tick_params(length=0)
    note = words.say("gambar.peta_catatan", rentang=not many, ditahan=many and withheld)
    return Picture(figure, scores_read_out(profile, words), note)
