"""A figure with its text alternative, in the house's look: made for a phone's width, sharp on paper."""

import base64
import html
import io
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.legend import Legend

# Okabe and Ito's palette, which colour-blind readers can tell apart.
BLUE, SKY, ORANGE = "#0072B2", "#56B4E9", "#E69F00"
INK, GREY, PALE = "#1f2a36", "#6b7580", "#dde2e7"
WIDTH = 4.3  # inches: on a phone the letters shrink by a quarter
DPI = 200
PIXELS_AN_INCH = 104
LEGEND_SIGNS = 58  # letters of a legend that fit beside each other, right of the names of the rows
LINE = 0.17  # inches: a line of a title
LONGEST_LABEL = 40
MARK_SIGNS = 5  # letters that would fit where the mark of a label stands
LOOK: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "text.color": INK,
    "text.parse_math": False,  # a dollar sign in a name is a dollar sign
    "axes.edgecolor": PALE,
    "axes.labelcolor": INK,
    "axes.titlesize": 9.5,
    "axes.titleweight": "bold",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.unicode_minus": True,
    "axes.axisbelow": True,
    "hatch.linewidth": 0.6,
    "hatch.color": GREY,
    "legend.fontsize": 8,
    "legend.handlelength": 1.2,
    "legend.columnspacing": 1.2,
    "xtick.color": GREY,
    "xtick.labelcolor": INK,
    "ytick.color": INK,
    "ytick.left": False,
    "grid.color": PALE,
    "legend.frameon": False,
}


@dataclass(frozen=True, eq=False)
class Picture:
    """
    A figure and what it says to those who cannot see it.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
    alt : str
        The text alternative, plain text.
    note : str
        How to read the figure, plain text, shown below it.
    """

    figure: Figure
    alt: str
    note: str = ""

    def to_png(self) -> bytes:
        """Draw the figure."""
        buffer = io.BytesIO()
        with mpl.rc_context(LOOK):
            self.figure.savefig(buffer, format="png", dpi=DPI, metadata={"Software": None})
        return buffer.getvalue()

    def _repr_html_(self) -> str:
        width, height = (round(side * PIXELS_AN_INCH) for side in self.figure.get_size_inches())
        data = base64.b64encode(self.to_png()).decode("ascii")
        size = f'width="{width}" height="{height}" style="max-width:100%;height:auto"'
        image = f'<img alt="{html.escape(self.alt)}" {size} src="data:image/png;base64,{data}">'
        caption = f'<figcaption class="catatan">{html.escape(self.note)}</figcaption>' if self.note else ""
        return f'<figure style="margin:0">{image}{caption}</figure>'


@contextmanager
def canvas(height: float, *, title: str, **subplots: Any) -> Iterator[tuple[Figure, Any]]:
    """
    Open a figure of the house's width with a title that says the finding.

    Parameters
    ----------
    height : float
        In inches, with a title of two lines.
    title : str
        Plain text, wrapped to the width.
    **subplots
        What `matplotlib.figure.Figure.subplots` takes.

    Yields
    ------
    (Figure, Axes or array of Axes)
    """
    with mpl.rc_context(LOOK):
        lines = textwrap.wrap(title, 43)
        size = (WIDTH, height + LINE * max(0, len(lines) - 2))
        figure = Figure(figsize=size, layout=ConstrainedLayoutEngine(w_pad=0.06, h_pad=0.06))
        figure.suptitle("\n".join(lines), x=0.012, ha="left", fontsize=10, fontweight="bold")
        yield figure, figure.subplots(**subplots)


def name_rows(ax: Axes, names: Iterable[str]) -> None:
    """Name the rows of a figure from the top down, long names on several lines."""
    labels = ["\n".join(textwrap.fill(line, 17) for line in name.splitlines()) for name in names]
    ax.set_yticks(range(len(labels)), labels)
    ax.set_ylim(len(labels) - 0.5, -0.5)


def legend_above(ax: Axes, handles: Sequence[Artist] | None = None) -> Legend:
    """Put the legend between title and axes, in as many lines as it takes: of these handles, or of all that has a label."""
    shown = handles or ax.get_legend_handles_labels()[0]
    labels = [textwrap.shorten(str(handle.get_label()), LONGEST_LABEL, placeholder="…") for handle in shown]
    columns = max(1, min(4, LEGEND_SIGNS // (max(map(len, labels), default=1) + MARK_SIGNS)))
    return ax.legend(shown, labels, loc="lower left", bbox_to_anchor=(-0.02, 1), borderaxespad=0.2, ncols=columns)
