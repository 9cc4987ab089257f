"""The figure of Table 8: scores of how problems are dealt with, on the codes' own meaning."""

import textwrap

import pandas as pd
from matplotlib.axes import Axes

from klaster_analisis.analysis.scores import HIGH, LOW, ScoreProfile
from klaster_analisis.display.asked import unless_empty
from klaster_analisis.display.phrases import scores_read_out
from klaster_analisis.display.picture import BLUE, GREY, PALE, Picture, canvas, name_rows
from klaster_analisis.display.words import Words
from klaster_analisis.terms import RATA_RATA


@unless_empty
def plot_problems(profile: ScoreProfile, words: Words, *, highlight: str | None = None) -> Picture:
    """
    Plot the printed score of each place on each problem, above what the codes stand for.

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
    means = profile.means
    codes = sorted({int(code) for question in means for code in words.codebook[question].codes})
    title = words.say("gambar.masalah_judul")
    with canvas(1.7 * means.shape[1] + 0.5, title=title, nrows=means.shape[1], squeeze=False) as (figure, axes):
        for ax, question in zip(axes[:, 0], means, strict=True):
            _draw_problem(ax, profile.frame.xs(question, level=1), question, words, highlight)
            ax.set_xlim(codes[0] - 0.6, codes[-1] + 0.6)
            ax.set_xticks(codes, [_code_text(question, code, words) for code in codes], fontsize=6.8)
            ax.set_title(words.question(question), loc="left")
    return Picture(figure, scores_read_out(profile, words), words.say("gambar.masalah_catatan"))


def _draw_problem(ax: Axes, scores: pd.DataFrame, question: str, words: Words, highlight: str | None) -> None:
    for y, (place, score) in enumerate(scores.iterrows()):
        colour = BLUE if highlight in (place, None) else GREY
        ax.hlines(y, score[LOW], score[HIGH], color=PALE if colour == GREY else "#b9d7e8", linewidth=8)
        ax.plot(score[RATA_RATA], y, "o", color=colour, markersize=6)
    name_rows(ax, [words.place(str(place)) for place in scores.index])
    ax.grid(axis="x")


def _code_text(question: str, code: int, words: Words) -> str:
    known = str(code) in words.codebook[question].codes
    label = words.answer(question, str(code)) if known else words.say("umum.tak_ada_kode")
    return f"{code}\n{textwrap.fill(label, 14)}"
