"""The programme of a block against an attacker of whole firms: it must neither miss a solution nor allow one too many."""

from collections import Counter
from itertools import product

import numpy as np
import pytest

from klaster_analisis.analysis.release.block import NONE, SOME, Block, Node
from klaster_analisis.analysis.release.programme import Known, Programme, UnsolvedError
from tests.analysis.release import attacker
from tests.analysis.release.attacker import NO, YES, Attacker, Form, Shown, Truth
from tests.analysis.release.random_surveys import believed, make

EVERY = 10**9


def block_of(form: Form) -> Block:
    """The block of a form, written here by hand."""
    if form.parts:
        head = Node("alat", (SOME, NONE) if form.none else (SOME,), printed=False)
        parts = [
            Node(code, (YES, NO), 0, elsewhere={SOME: NO, NONE: YES}, silent=False)
            if code == form.none
            else Node(code, (YES, NO), 0, SOME, {NONE: NO}, silent=False)
            for code in form.parts
        ]
        return Block((head, *parts), form.covered)
    at = {asked.code: position for position, asked in enumerate(form.questions)}
    return Block(tuple(Node(one.code, one.answers, at.get(one.on), one.route) for one in form.questions))


def known_of(truth: Truth, shown: Shown) -> Known:
    rows = {(wave, code): {a: truth.rows[wave, code].get(a, 0) for a in truth.form.answers[code]} for wave, code in shown[0]}
    moves = {at: truth.moves[at] for at in shown[1]}
    small = truth.small_rows - shown[0], truth.small_moves - shown[1]
    return Known(truth.firms, truth.both, rows, moves, *small, truth.min_cell)


def masks_and_cells(truth: Truth, known: Attacker, programme: Programme) -> list[tuple[np.ndarray, list[int]]]:
    """Counts of firms, as the attacker and as the programme name them: of each row, and of each pair of answers and silences."""
    found = []
    nodes = {node.code: at for at, node in enumerate(programme.block.nodes)}
    for wave, code in sorted(truth.rows):
        for answer in truth.form.answers[code]:
            found.append((known.mask(wave, code, answer), programme.answered(nodes[code], wave, answer)))
    for wave, code in product(range(len(truth.firms) - 1), truth.form.answers):
        for before, after in product((*truth.form.answers[code], None), repeat=2):
            sides = [
                known.silent(at, code) if one is None else known.mask(at, code, one)
                for at, one in ((wave, before), (wave + 1, after))
            ]
            if before is not None or after is not None:
                cells = programme.moved(
                    nodes[code], wave, *(lambda state, one=one: state.answer == one for one in (before, after))
                )
                found.append((sides[0] & sides[1], cells))
    return found


def spans_of(truth: Truth, shown: Shown, random: np.random.Generator, most: int) -> tuple[list, list] | None:
    """Ranges of some counts, as either knows them; None where both find that there is no solution."""
    knows, programme = Attacker(truth, shown), Programme(block_of(truth.form), known_of(truth, shown))
    counts = masks_and_cells(truth, knows, programme)
    chosen = [counts[at] for at in random.permutation(len(counts))[:most]]
    try:
        theirs = knows.ranges([mask for mask, _ in chosen], EVERY)
    except attacker.UnsolvedError:
        with pytest.raises(UnsolvedError):
            programme.ranges([cells for _, cells in chosen], [EVERY] * len(chosen))
        return None
    return theirs, programme.ranges([cells for _, cells in chosen], [EVERY] * len(chosen))


def some_of(truth: Truth, random: np.random.Generator) -> Shown:
    often = random.choice([0.4, 0.7, 0.9])
    rows = frozenset(row for row in sorted(truth.rows) if random.random() < often)
    return rows, frozenset(at for at in sorted(truth.moves) if random.random() < often)


@pytest.mark.parametrize("seed", range(12))
def test_the_programme_knows_what_whole_firms_allow_and_no_more(seed):
    """Random surveys of two waves at most, of which any rows and moves are shown."""
    random = np.random.default_rng(seed)
    made = believed(make(seed, most_waves=2))
    for truth in made.truths.values():
        spans = spans_of(truth, some_of(truth, random), random, most=4)
        assert spans is None or spans[0] == spans[1], truth.form


def test_what_one_part_tells_of_another_before_and_after():
    """
    By hand: 20 firms, each of which chose a or b, or both, in each wave; 10 chose a both times, 10 never.

    Those 10 chose b both times, and b was chosen by 10 in each wave: so the others never chose it. That each wave by itself has
    enough choices to go round leaves 0 to 10 of them open.
    """
    form = Form(parts=("alat/a", "alat/b"), covered=True)
    rows = {(wave, code): Counter({YES: 10, NO: 10}) for wave in (0, 1) for code in form.parts}
    moves = {(0, code): Counter({(YES, YES): 10, (NO, NO): 10}) for code in form.parts}
    truth = Truth(form, (20, 20), (20,), rows, moves, min_cell=5)
    shown = frozenset(rows), frozenset({(0, "alat/a")})
    programme = Programme(block_of(form), known_of(truth, shown))
    always = programme.moved(2, 0, *[lambda state: state.answer == YES] * 2)
    assert programme.ranges([always], [EVERY]) == [(10, 10)]
    told = ("moved", 0, "alat/b", f"{YES}-{YES}")
    assert Attacker(truth, shown).ranges([Attacker(truth, shown).groups()[told][0]], EVERY) == [(10, 10)]
