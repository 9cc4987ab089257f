"""How alike two texts are: near enough that one may be a slip of the other, or may mean the same."""

import difflib
from collections.abc import Iterable
from functools import lru_cache

from klaster_analisis.sources.survey.text import plain

LONG = 10  # letters: a longer word may hold a second slip
NEAR = 0.75
SHORT_WORD, MOST_LONGER = 3, 3


@lru_cache(maxsize=100_000)
def is_slip(text: str, meant: str) -> bool:
    """
    Say whether one text becomes the other by a single slip of a letter, or two in a long one.

    Examples
    --------
    >>> is_slip("klatem", "klaten"), is_slip("slawi", "salatiga"), is_slip("malang", "magelang")
    (True, False, False)
    """
    first, second = text.replace(" ", ""), meant.replace(" ", "")
    longer = max(len(first), len(second))
    slips = 2 if longer >= LONG else 1
    matcher = difflib.SequenceMatcher(None, first, second, autojunk=False)
    least = 1 - slips / longer if longer > SHORT_WORD else 1
    return matcher.quick_ratio() >= least and matcher.ratio() >= least


def most_alike(names: Iterable[str], texts: Iterable[str]) -> str:
    """
    Find the text that may mean the same as one of some names: nearly as a whole, or by its words.

    Examples
    --------
    >>> most_alike(["teknologi", "Seberapa dinamis teknologi usaha ini?"], ["Teknolgi yg dipakai", "Catatan"])
    'Teknolgi yg dipakai'
    >>> most_alike(["produk"], ["pemasaran", "keterangan"])
    ''
    """
    written = {plain(text): text for text in texts}
    best, score = "", NEAR
    for name in map(plain, names):
        close = difflib.get_close_matches(name, written, n=1, cutoff=score)
        if close:
            best, score = close[0], difflib.SequenceMatcher(None, close[0], name).ratio()
        for text in written:
            if (common := _common_words(name, text)) > score:
                best, score = text, common
    return written.get(best, "")


def _common_words(name: str, text: str) -> float:
    """Give the share of the words of a name, or of a text, that stand in the other one, short words aside."""
    first, second = ([word for word in words.split() if len(word) > SHORT_WORD] for words in (name, text))
    if not first or not second:
        return 0.0
    shorter, longer = sorted((first, second), key=len)
    if len(longer) > MOST_LONGER * len(shorter):  # one word of a long sentence tells nothing
        return 0.0
    return sum(any(is_slip(word, other) for other in longer) for word in shorter) / len(shorter)
