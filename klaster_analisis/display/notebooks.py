"""What notebooks say around tables and figures: what is true of the study only is said of the study only."""

from typing import TypeVar

from klaster_analisis.display.prose import Prose, paragraphs
from klaster_analisis.display.words import SURVEY, Words, read_texts

SECTION = "buku"

Shown = TypeVar("Shown")


def tell(key: str, words: Words) -> Prose:
    """
    Say what is true of the source: of the study, or of a survey; nothing of a survey where it is true of the study only.

    Parameters
    ----------
    key : str
        Name of a text in the section ``buku``, a paragraph a line; its text of surveys, if there is one, stands in
        ``survei.buku``.
    words : Words

    Returns
    -------
    Prose

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> tell("dinamika_asal", Words.of(load_study(), "en")).html[:24]
    '<p>Where the numbers are'
    """
    if words.survey and key not in read_texts(words.language)[SURVEY].get(SECTION, {}):
        return Prose("")
    return paragraphs(words.say(f"{SECTION}.{key}").splitlines())


def of_study(shown: Shown, words: Words) -> Shown | Prose:
    """Show what is about the printed study; nothing in its place where the source is a survey."""
    return Prose("") if words.survey else shown
