"""A sentence in the place of a table or a figure for which nobody was asked."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from klaster_analisis.display.prose import Prose, paragraph
from klaster_analisis.display.words import Words

NOT_ASKED = "tidak_ditanyakan"

Data = TypeVar("Data")
Options = ParamSpec("Options")
Shown = TypeVar("Shown")


def not_asked(words: Words) -> Prose:
    """Say that a survey did not ask for something; a report leaves out what says nothing else."""
    return paragraph(words.say("umum.tidak_ditanyakan"), kind=f"catatan {NOT_ASKED}")


def unless_empty(
    show: Callable[Concatenate[Data, Words, Options], Shown],
) -> Callable[Concatenate[Data, Words, Options], Shown | Prose]:
    """Make a function that shows data say so where there are none: a survey need not ask for everything."""

    @wraps(show)
    def shown(data: Data, words: Words, /, *args: Options.args, **options: Options.kwargs) -> Shown | Prose:
        return show(data, words, *args, **options) if data else not_asked(words)

    return shown
