"""The figure of what changed between two waves: before and after, and by how much more often up than down."""

import textwrap
from collections.abc import Sequence
from typing import cast

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from klaster_analisis.analysis.change import MEDIAN, SHARE, Change, Changes
from klaster_analisis.analysis.inference.result import Estimate
from klaster_analisis.display.phrases import change_ends, change_name, change_sentence, change_subject, no_change_sentence
from klaster_analisis.display.picture import BLUE, GREY, INK, LINE, PALE, Picture, canvas, legend_above, name_rows
from klaster_analisis.display.prose import Prose, paragraph
from klaster_analisis.display.words import Words

MOST = 6  # rows: more are no small figure
REACHES = (0.25, 0.5, 1.0)  # how far the differences are drawn, to both sides
ROW = 0.5  # inches, at least


def plot_changes(changes: Changes, words: Words) -> Picture | Prose:
    """
    Plot what changed more than chance explains, the surest first: before and after, and the difference with its interval.

    Parameters
    ----------
    changes : Changes
    words : Words

    Returns
    -------
    Picture
        A sentence in its place where nothing was found.
    """
    shown = changes.found[:MOST]
    if not shown:
        return paragraph(no_change_sentence(changes, words))
    names = _names(shown, words)
    row = max(ROW, LINE * max(len(textwrap.wrap(name, 17)) + 1 for name in names))
    with canvas(1.35 + row * len(shown), title=_title(changes, words), ncols=2, sharey=True) as (figure, (values, difference)):
        for at, change in enumerate(shown):
            _draw_values(values, at, change, words)
            _draw_difference(difference, at, change)
        name_rows(values, [f"{name}\n{_base(change, words)}" for name, change in zip(names, shown, strict=True)])
        _finish(values, difference, changes, words)
    alt = [_title(changes, words) + ".", *(_alt(change, words) for change in shown)]
    note = words.note(
        "gambar.perubahan_catatan",
        sebelum=changes.before,
        sesudah=changes.after,
        tak_sama=not all(change.paired for change in shown),
        lebih=len(changes.found) > MOST,
        n=len(shown),
        semua=len(changes.found),
    )
    return Picture(figure, " ".join(alt), note)


def _title(changes: Changes, words: Words) -> str:
    up = [_net(change).value > 0 for change in changes.found]
    return words.say(
        "gambar.perubahan_judul",
        sebelum=changes.before,
        n=len(up),
        hal=change_subject(changes.found[0], words),
        naik=sum(up),
        turun=len(up) - sum(up),
    )


def _names(shown: Sequence[Change], words: Words) -> list[str]:
    """Name changes without the groups of their questions, unless two would be called the same."""
    whole = [change_name(change, words) for change in shown]
    short = [name.partition(": ")[2] for name in whole]
    return short if len(set(short)) == len(short) else whole


def _net(change: Change) -> Estimate:
    """Give by how much more often it went up than down; what was found was tested, and so has it."""
    return cast(Estimate, change.test.effect)


def _base(change: Change, words: Words) -> str:
    bases = [change.n_before] if change.paired else [change.n_before, change.n_after]
    return f"(n\u00a0=\u00a0{', '.join(map(words.number, bases))})"


def _scale(change: Change, words: Words) -> tuple[float, float]:
    """Give the ends between which the values lie: of a share 0 and 1, of a mean the scale, of a number 0 and the larger."""
    if change.kind == SHARE:
        return 0.0, 1.0
    if change.kind == MEDIAN:
        return 0.0, max(change.before, change.after, 0.0) or 1.0
    question = words.codebook[change.question]
    levels = question.levels or range(1, len(question.codes) + 1)
    return float(min(levels)), float(max(levels))


def _draw_values(ax: Axes, at: int, change: Change, words: Words) -> None:
    texts = change_ends(change, words)
    low, high = _scale(change, words)
    before, after = ((value - low) / (high - low) for value in (change.before, change.after))
    ax.plot([0, 1], [at, at], color=PALE, linewidth=5, solid_capstyle="round", zorder=0)
    ax.plot([before, after], [at, at], color=BLUE, linewidth=1.4, zorder=1)
    ax.plot(before, at, "o", markersize=6, color="white", markeredgecolor=GREY)
    ax.plot(after, at, "o", markersize=6, color=BLUE)
    for x, text, right in ((before, texts[0], before > after), (after, texts[1], after >= before)):
        ax.annotate(
            text, (x, at), (6 if right else -6, 8), textcoords="offset points", ha="left" if right else "right", fontsize=7.5
        )


def _draw_difference(ax: Axes, at: int, change: Change) -> None:
    effect = _net(change)
    ax.plot([effect.low, effect.high], [at, at], color=INK, linewidth=1.4)
    ax.plot(effect.value, at, "o", color=BLUE, markersize=6)


def _finish(values: Axes, difference: Axes, changes: Changes, words: Words) -> None:
    values.set_xlim(-0.35, 1.35)
    values.set_xticks([])
    values.spines["bottom"].set_visible(False)
    difference.axvline(0, color=GREY, linewidth=0.8, zorder=0)
    widest = max(abs(end) for change in changes.found[:MOST] for end in (_net(change).low, _net(change).high))
    reach = next(reach for reach in REACHES if widest <= reach)
    difference.set_xlim(-1.05 * reach, 1.05 * reach)
    ticks = (-reach, 0, reach)
    difference.set_xticks(ticks, [f"{'+' * (tick > 0)}{words.number(100 * tick)}" for tick in ticks])
    difference.set_xlabel(words.say("gambar.perubahan_selisih"), fontsize=8.5)
    handles = [
        Line2D([], [], marker="o", linestyle="", color="white", markeredgecolor=GREY, label=changes.before),
        Line2D([], [], marker="o", linestyle="", color=BLUE, label=changes.after),
    ]
    legend_above(values, handles)


def _alt(change: Change, words: Words) -> str:
    effect = _net(change)
    sentence = change_sentence(change, words)
    return words.say("gambar.perubahan_alt", hal=sentence, nilai=effect.value, bawah=effect.low, atas=effect.high)
