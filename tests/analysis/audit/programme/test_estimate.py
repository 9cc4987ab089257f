"""Sets that are named without the proof that none is smaller: they suffice, and all of each is needed."""

import numpy as np
import pytest

from klaster_analisis.analysis.audit.programme import suspects
from klaster_analisis.analysis.audit.programme.covering import smallest_cover
from klaster_analisis.analysis.audit.programme.estimate import estimated_suspects
from klaster_analisis.analysis.audit.programme.feasibility import decide
from klaster_analisis.analysis.audit.programme.model import Model, model_of
from klaster_analisis.analysis.audit.programme.propagation import System
from klaster_analisis.analysis.audit.programme.suspects import smallest_suspects
from klaster_analisis.analysis.audit.synthetic.planting import plant
from klaster_analisis.analysis.audit.synthetic.study import draw_frequency_table


def spoiled(kind: str, seed: int) -> Model:
    rng = np.random.default_rng(seed)
    planted = plant(draw_frequency_table(rng, rows=3, columns=3, firms=90), kind, rng)
    assert planted is not None
    return model_of([planted.table])


@pytest.mark.parametrize("kind", ["angka_salah", "sel_tertukar", "total_lama"])
@pytest.mark.parametrize("seed", range(5))
def test_it_finds_sets_of_the_proved_size(kind, seed):
    model = spoiled(kind, seed)
    proved = smallest_suspects(model)
    assert proved.exact
    found = estimated_suspects(model, largest=4)
    assert found is not None
    assert found.bit_count() == proved.size
    assert frozenset(model.numbers(found)) in proved.sets


def test_what_it_finds_suffices_and_nothing_in_it_can_be_left_out():
    model = spoiled("sel_tertukar", 1)
    found = estimated_suspects(model, largest=4)

    def fits(wrong: int) -> bool:
        return decide(System(model, model.everything & ~wrong)).values is not None

    assert fits(found)
    assert not any(fits(found & ~(1 << at)) for at in range(found.bit_length()) if found >> at & 1)


def test_it_says_none_where_more_are_needed():
    model = spoiled("sel_tertukar", 1)
    assert smallest_suspects(model).size > 1
    assert estimated_suspects(model, largest=1) is None


def test_a_search_that_is_given_up_says_so(monkeypatch):
    monkeypatch.setattr(suspects, "WORK", 0)
    monkeypatch.setattr(suspects, "FEWEST_TESTS", 1)
    model = spoiled("sel_tertukar", 1)
    found = smallest_suspects(model)
    assert (found.exact, found.complete, len(found.sets)) == (False, False, 1)
    monkeypatch.undo()
    assert found.size == smallest_suspects(model).size


def test_a_cover_meets_every_set_and_is_smallest():
    """By hand: 1 and 4 are needed, and one of 2 and 3."""
    assert smallest_cover([0b00010, 0b10000, 0b01100]).bit_count() == 3
    assert smallest_cover([0b00011, 0b00110, 0b01010]) == 0b00010
