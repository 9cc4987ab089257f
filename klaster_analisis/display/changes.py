"""What changed between two waves: what was found first, in sentences and a figure, then a table of all."""

from great_tables import GT

from klaster_analisis.analysis.change import Changes
from klaster_analisis.display.figures.changes import plot_changes
from klaster_analisis.display.phrases import change_sentence, no_change_sentence
from klaster_analisis.display.picture import Picture
from klaster_analisis.display.prose import Prose, bullets, paragraph
from klaster_analisis.display.tables.changes import show_changes
from klaster_analisis.display.words import Words


def tell_changes(changes: Changes, words: Words) -> list[Prose | Picture | GT]:
    """
    Say what changed between two waves more than chance explains, draw it, and show all changes below it.

    Parameters
    ----------
    changes : Changes
    words : Words

    Returns
    -------
    list of Prose, Picture and great_tables.GT
        Where nothing was found, a sentence that says so and the table.
    """
    table = show_changes(changes, words)
    if not changes.found:
        return [paragraph(no_change_sentence(changes, words)), table]
    told = [change_sentence(change, words) for change in changes.found]
    others = sum(change.test.adjusted_p is not None for change in changes.rest)
    text = (
        paragraph(words.say("laporan.perubahan_ada", sebelum=changes.before))
        + bullets(told)
        + paragraph(words.say("laporan.perubahan_sisa", lain=others))
    )
    return [text, plot_changes(changes, words), table]
