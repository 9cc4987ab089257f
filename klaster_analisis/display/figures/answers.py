"""The figure of any question: the share of each answer, row by row."""

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.display.phrases import answer_names, row_name
from klaster_analisis.display.picture import BLUE, GREY, INK, PALE, Picture, canvas, legend_above, name_rows
from klaster_analisis.display.standing import without_sentences
from klaster_analisis.display.words import Words
from klaster_analisis.sources.question import YES_NO
from klaster_analisis.terms import GELOMBANG

LEAST_LABELLED = 0.06  # of a bar: in less there is no room for a number


def plot_answers(table: Crosstab, words: Words, *, question: str) -> Picture:
    """
    Plot the share of each answer to a question, one bar a place or wave.

    Parameters
    ----------
    table : Crosstab
    words : Words
    question : str
        Code of the question.

    Returns
    -------
    Picture
    """
    shares = table.share(of="row")
    title = answers_title(table, words, question=question)
    with canvas(1.3 + 0.4 * len(shares), title=title) as (figure, ax):
        _stack(ax, table, question, words)
    alt = [_alt(str(row), table, question, words) for row in shares.index]
    note = words.note("gambar.jawaban_catatan", berbobot=table.weighted) + without_sentences(table, words)
    return Picture(figure, " ".join(alt), note)


def answers_title(table: Crosstab, words: Words, *, question: str) -> str:
    """Say which answer is the most frequent: over all places that are shown, or in the last wave, for waves are not added up."""
    by_wave = table.counts.index.name == GELOMBANG
    totals = table.counts.iloc[-1] if by_wave else table.column_totals
    names = answer_names(question, table.counts, words)
    most = [names[code] for code in totals.index[(totals == totals.max()) & (totals > 0)]]
    return words.say(
        "gambar.jawaban_judul",
        hal=words.question(question),
        terbanyak=most,
        n=int(totals.max()),
        dari=int(totals.sum()),
        sebagian=table.counts.index[-1] in table.without if by_wave else bool(table.withheld or table.without),
    )


def _stack(ax: Axes, table: Crosstab, question: str, words: Words) -> None:
    shares = table.share(of="row").fillna(0)
    left = pd.Series(0.0, index=shares.index)
    names = answer_names(question, shares, words)
    for code, colour in zip(shares, _colours(table, question, words), strict=True):
        ax.barh(range(len(shares)), shares[code], left=left, height=0.62, color=colour, label=names[code])
        for at, row in enumerate(shares.index):
            if shares.at[row, code] >= LEAST_LABELLED:
                ink = "white" if sum(colour[:3]) < 1.4 else INK
                x = left[row] + shares.at[row, code] / 2
                ax.text(x, at, words.number(table.counts.at[row, code]), ha="center", va="center", color=ink, fontsize=8)
        left = left + shares[code]
    for at, row in enumerate(shares.index):
        if row in table.withheld:
            ax.text(0, at, words.say("umum.ditahan"), va="center", fontsize=8, color=GREY)
    name_rows(ax, [_row_label(str(row), n, table, words) for row, n in table.row_totals.items()])
    ticks = [0, 0.25, 0.5, 0.75, 1]
    ax.set_xticks(ticks, [words.percent(tick, decimals=0) for tick in ticks])
    ax.set_xlim(0, 1)
    legend_above(ax)


def _row_label(row: str, n: int, table: Crosstab, words: Words) -> str:
    """Name a row with the number of its answers, which stays on one line; of one that is withheld it is not told."""
    name = row_name(row, table, words)
    return name if row in table.withheld else f"{name} (n\u00a0=\u00a0{words.number(n)})"


def _colours(table: Crosstab, question: str, words: Words) -> list[tuple[float, ...]]:
    """Give shades from pale to blue: the order of the answers, in colour and in print; of yes and no, yes is blue."""
    shades = [tuple(colour) for colour in sns.blend_palette([PALE, BLUE], table.counts.shape[1])]
    return shades[::-1] if words.codebook[question].kind == YES_NO else shades


def _alt(row: str, table: Crosstab, question: str, words: Words) -> str:
    name = row_name(row, table, words)
    if row in table.withheld:
        return f"{name}: {words.say('umum.ditahan')}."
    names = answer_names(question, table.counts, words)
    counts = [f"{names[code]} {words.number(n)}" for code, n in table.counts.loc[row].items()]
    return words.say("gambar.skor_alt", tempat=name, nilai=counts)
