"""Text for a notebook or a report: built of plain text, escaped here and nowhere else."""

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Prose:
    """
    A piece of a page.

    Parameters
    ----------
    html : str
        Made by the functions of this module from escaped text.

    Examples
    --------
    >>> (heading("A < B") + paragraph("Text.")).html
    '<h2>A &lt; B</h2><p>Text.</p>'
    """

    html: str

    def __add__(self, other: "Prose") -> "Prose":
        return Prose(self.html + other.html)

    def _repr_html_(self) -> str:
        return self.html


def heading(text: str, *, level: int = 2) -> Prose:
    """Make a heading."""
    return Prose(f"<h{level}>{html.escape(text)}</h{level}>")


def paragraph(text: str, *, kind: str = "") -> Prose:
    """Make a paragraph; `kind` is a class of the style sheet."""
    mark = f' class="{html.escape(kind)}"' if kind else ""
    return Prose(f"<p{mark}>{html.escape(text)}</p>")


def paragraphs(texts: Iterable[str]) -> Prose:
    """Make several paragraphs."""
    return Prose("".join(paragraph(text).html for text in texts))


def bullets(items: Iterable[str], *, ordered: bool = False) -> Prose:
    """Make a list, numbered or not."""
    tag = "ol" if ordered else "ul"
    return Prose(f"<{tag}>" + "".join(f"<li>{html.escape(item)}</li>" for item in items) + f"</{tag}>")


def facts(pairs: Mapping[str, str]) -> Prose:
    """Make a list of names and what they are."""
    rows = (f"<div><dt>{html.escape(name)}</dt><dd>{html.escape(value)}</dd></div>" for name, value in pairs.items())
    return Prose(f'<dl class="fakta">{"".join(rows)}</dl>')
