"""Which further rows to withhold, so that nothing can be worked out: those that cost least."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from klaster_analisis.analysis.release.block import Block, Row
from klaster_analisis.analysis.release.leaks import Leaks, Reader, Shown, Told
from klaster_analisis.analysis.release.programme import Known, UnsolvedError

ROUNDS = 60
"""Reasons that are looked for before all of a block is withheld."""

Item = tuple[str, Row]
ROW, MOVE = "row", "move"
NOTHING = Shown()
UNSOLVED: Told = ("unsolved", 0, "", "")


@dataclass(frozen=True)
class Release:
    """
    What of a block may be shown.

    Parameters
    ----------
    shown : Shown
    least : int or None
        The narrowest range of a withheld count; None where nothing is withheld.
    """

    shown: Shown
    least: int | None


def release_block(block: Block, everything: Known, shown: Shown, *, fixed: Shown = NOTHING) -> Release | None:
    """
    Withhold what else must be withheld of a block.

    Parameters
    ----------
    block : Block
    everything : Known
        All rows and moves.
    shown : Shown
        Those in which nothing is small.
    fixed : Shown
        Of these, what a reader has already: withholding it would not help.

    Returns
    -------
    Release or None
        Nothing in it can be worked out; None where that could not be proved, even with all withheld that can be.

    Notes
    -----
    Implicit hitting sets: where something can be worked out, a set of rows and moves is found that tells it and of which none
    could be left out. Of each such set one at least is withheld, and of all ways to do so the one by which fewest answers are
    lost, until nothing can be worked out. As long as showing more never hides anything, no other choice costs less.
    """
    reader = Reader(block, everything)
    reasons: list[frozenset[Item]] = []
    for _ in range(ROUNDS):
        less = _cheapest(block, shown, fixed, reasons)
        leaks = _leaks(reader, less) if less is not None else None
        if less is None or leaks is None:
            return None
        if not leaks.counts:
            return Release(less, leaks.least)
        reasons.append(_reason(reader, less, fixed, leaks.counts[0]))
    last = _leaks(reader, fixed)
    return None if last.counts else Release(fixed, last.least)


def _leaks(reader: Reader, shown: Shown) -> Leaks:
    try:
        return reader.leaks(shown)
    except UnsolvedError:
        return Leaks((UNSOLVED,))


def _reason(reader: Reader, shown: Shown, fixed: Shown, told: Told) -> frozenset[Item]:
    """Find rows and moves that together tell a count, and none of which could be left out."""
    needed = shown
    for item in _items(shown, fixed):
        less = _without_one(needed, item)
        if _still(reader, less, told):
            needed = less
    return frozenset(_items(needed, fixed))


def _still(reader: Reader, shown: Shown, told: Told) -> bool:
    try:
        return reader.is_told(shown, told) if told != UNSOLVED else False
    except UnsolvedError:
        return True


def _cheapest(block: Block, shown: Shown, fixed: Shown, reasons: Sequence[frozenset[Item]]) -> Shown | None:
    """Withhold of each set one at least, so that as few answers as possible are lost; None where that cannot be done."""
    best: tuple[int, Shown] | None = None
    open_sets = [shown]
    while open_sets:
        less = open_sets.pop()
        cost = _cost(block, shown, less)
        if best is not None and cost >= best[0]:
            continue
        left = [reason for reason in reasons if all(_is_shown(less, item) for item in reason)]
        if not left:
            best = (cost, less)
            continue
        choices = [_without(block, less, item) for item in sorted(_smallest(left), reverse=True)]
        open_sets += [one for one in choices if fixed.rows <= one.rows and fixed.moves <= one.moves]
    return best[1] if best else None


def _smallest(reasons: Sequence[frozenset[Item]]) -> frozenset[Item]:
    return min(reasons, key=len)


def _is_shown(shown: Shown, item: Item) -> bool:
    kind, row = item
    return row in (shown.rows if kind == ROW else shown.moves)


def _items(shown: Shown, fixed: Shown) -> list[Item]:
    """List what may be withheld; moves last, so that they rather than rows are left in the reasons."""
    rows, moves = shown.rows - fixed.rows, shown.moves - fixed.moves
    return [*((ROW, row) for row in sorted(rows)), *((MOVE, row) for row in sorted(moves))]


def _without_one(shown: Shown, item: Item) -> Shown:
    kind, row = item
    return Shown(shown.rows - {row}, shown.moves) if kind == ROW else Shown(shown.rows, shown.moves - {row})


def _without(block: Block, shown: Shown, item: Item) -> Shown:
    """Withhold a row, with those of the questions that depend on it, and the moves to and from a wave that is withheld."""
    kind, (wave, code) = item
    if kind == MOVE:
        return _without_one(shown, item)
    gone = {(wave, code), *((wave, follower) for follower in block.followers(code))}
    return Shown(shown.rows - gone, shown.moves - {(at - before, one) for at, one in gone for before in (0, 1)})


def _cost(block: Block, shown: Shown, less: Shown) -> int:
    """Count the answers that are shown no longer."""
    answers = {node.code: len(node.answers) for node in block.nodes}
    gone: Iterable[Row] = (*(shown.rows - less.rows), *(shown.moves - less.moves))
    return sum(answers[code] for _, code in gone)
