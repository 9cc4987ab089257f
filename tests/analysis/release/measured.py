"""A release, measured: what an attacker finds in it, and what it costs beside the least that any choice would cost."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from klaster_analisis.analysis.release.block import Block
from klaster_analisis.analysis.release.leaks import Reader, Shown
from klaster_analisis.analysis.release.programme import Known, UnsolvedError
from klaster_analisis.analysis.release.search import release_block
from tests.analysis.release import attacker
from tests.analysis.release.random_surveys import Made, believed
from tests.analysis.release.test_programme import block_of, known_of

MOST_ITEMS = 7
"""Rows and moves of a block all of whose subsets are tried."""


@dataclass(frozen=True)
class Measured:
    """What of a release leaks, how many of how many rows it withholds, and the costs of the blocks that could be solved."""

    leaks: tuple[str, ...]
    withheld: int
    rows: int
    costs: tuple[tuple[int, int], ...]


def measure(made: Made, folder: Path, *, most_items: int = MOST_ITEMS) -> Measured:
    _, released = made.load(folder)
    made = believed(made)
    leaks, costs = [], []
    for (place, form), truth in made.truths.items():
        for told in attacker.leaks(truth, made.shown(released, place, form)):
            leaks.append(f"{place} {told}")
        everything = frozenset(truth.rows), frozenset(truth.moves)
        known = known_of(truth, (frozenset(), frozenset()))
        known = Known(
            known.firms,
            known.both,
            known_of(truth, everything).rows,
            dict(truth.moves),
            known.small_rows,
            known.small_moves,
            known.min_cell,
        )
        costs += list(_costs(block_of(form), known, _not_small(truth), most_items))
    return Measured(tuple(leaks), len(released.withheld), sum(len(truth.rows) for truth in made.truths.values()), tuple(costs))


def _not_small(truth: attacker.Truth) -> Shown:
    block = block_of(truth.form)
    gone = {*truth.small_rows, *((at, one) for at, code in truth.small_rows for one in block.followers(code))}
    moves = {(at, code) for at, code in truth.moves if not {(at, code), (at + 1, code)} & gone} - truth.small_moves
    return Shown(frozenset(truth.rows) - gone, frozenset(moves))


def _costs(block: Block, known: Known, shown: Shown, most_items: int) -> Iterator[tuple[int, int]]:
    """What further rows and moves cost, and the least that any choice would: where something must go and all can be tried."""
    if not 0 < len(shown.rows) + len(shown.moves) <= most_items:
        return
    found = release_block(block, known, shown)
    spent = _cost(block, shown, found.shown if found else Shown())
    if spent:
        reader = Reader(block, known)
        yield spent, min(_cost(block, shown, less) for less in _subsets(block, shown) if _is_safe(reader, less))


def _is_safe(reader: Reader, shown: Shown) -> bool:
    try:
        return not reader.leaks(shown).counts
    except UnsolvedError:
        return not shown.rows and not shown.moves


def _subsets(block: Block, shown: Shown) -> Iterator[Shown]:
    """All that might be shown: without the rows that depend on one that is not, and without moves from or to one that is not."""
    for many in range(len(shown.rows) + 1):
        for kept in combinations(sorted(shown.rows), many):
            rows = frozenset(kept)
            gone = shown.rows - rows
            if any((at, one) in rows for at, code in gone for one in block.followers(code)):
                continue
            open_moves = sorted((at, code) for at, code in shown.moves if not {(at, code), (at + 1, code)} & gone)
            for more in range(len(open_moves) + 1):
                yield from (Shown(rows, frozenset(moves)) for moves in combinations(open_moves, more))


def _cost(block: Block, shown: Shown, less: Shown) -> int:
    answers = {node.code: len(node.answers) for node in block.nodes}
    return sum(answers[code] for gone in (shown.rows - less.rows, shown.moves - less.moves) for _, code in gone)
