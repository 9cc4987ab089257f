"""Random small surveys, released, and attacked firm by firm; `make soak` makes a thousand."""

import pytest

from tests.analysis.release.measured import measure
from tests.analysis.release.random_surveys import make

WORTH = 1.2
"""Of the least that any choice would cost."""


@pytest.mark.parametrize("seed", range(1000, 1006))
def test_no_release_leaks_nor_costs_much_more_than_it_must(seed, tmp_path):
    measured = measure(make(seed, most_waves=2), tmp_path, most_items=5)
    assert measured.leaks == ()
    assert sum(spent for spent, _ in measured.costs) <= WORTH * sum(least for _, least in measured.costs)
