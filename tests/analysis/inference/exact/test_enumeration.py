"""The exact test against every other way to know it: all tables listed, R, transposed, reordered."""

from fractions import Fraction
from itertools import permutations
from math import factorial, prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaster_analisis.analysis.inference.exact.costs import CHI_SQUARE, LIKELIHOOD_RATIO, PROBABILITY
from klaster_analisis.analysis.inference.exact.enumeration import exact_p
from klaster_analisis.analysis.inference.exact.walk import Walk
from klaster_analisis.analysis.inference.exact.ways import TooLargeError

LIMIT = 1e8
COSTS = [PROBABILITY, LIKELIHOOD_RATIO, CHI_SQUARE]


def fillings(rows, column):
    """All ways to split `column` among rows that hold so much."""
    if len(rows) == 1:
        return [(column,)] if column <= rows[0] else []
    return [(x, *rest) for x in range(min(rows[0], column) + 1) for rest in fillings(rows[1:], column - x)]


def all_tables(rows, columns):
    """All tables with these margins, as tuples of columns."""
    if len(columns) == 1:
        yield (tuple(rows),)
        return
    for column in fillings(rows, columns[0]):
        rest = [r - x for r, x in zip(rows, column, strict=True)]
        for tail in all_tables(rest, columns[1:]):
            yield (column, *tail)


def rational(table, rows, columns, cost):
    """What makes a table extreme, exactly: fractions and whole numbers only."""
    cells = [x for column in table for x in column]
    if cost is PROBABILITY:
        return prod(map(factorial, cells))
    if cost is LIKELIHOOD_RATIO:
        return prod(x**x for x in cells)
    return sum(
        Fraction(x * x, r * c) for column, c in zip(table, columns, strict=True) for x, r in zip(column, rows, strict=True)
    )


def listed_p(cells, cost):
    """The exact p as a fraction, from the list of all tables: no logarithm, no rounding."""
    rows, columns = cells.sum(axis=1).tolist(), cells.sum(axis=0).tolist()
    observed = rational(tuple(map(tuple, cells.T.tolist())), rows, columns, cost)
    total, extreme = Fraction(0), Fraction(0)
    for table in all_tables(rows, columns):
        weight = Fraction(1, prod(factorial(x) for column in table for x in column))
        total += weight
        extreme += weight if rational(table, rows, columns, cost) >= observed else 0
    return float(extreme / total)


def tables(rows, columns, most):
    cell = st.integers(0, most)
    return (
        st.lists(st.lists(cell, min_size=columns, max_size=columns), min_size=rows, max_size=rows).map(np.array).filter(occupied)
    )


def occupied(cells):
    return cells.sum(axis=0).all() and cells.sum(axis=1).all()


SMALL = st.one_of(tables(2, 2, 9), tables(2, 4, 4), tables(3, 3, 3), tables(3, 4, 2), tables(4, 4, 1), tables(2, 6, 2))


@pytest.mark.parametrize("cost", COSTS)
@settings(max_examples=40, deadline=None)
@given(cells=SMALL)
def test_it_equals_the_list_of_all_tables(cost, cells):
    assert exact_p(cells, cost, limit=LIMIT)[0] == pytest.approx(listed_p(cells, cost), rel=1e-12)


def test_it_equals_the_list_for_every_3_by_3_table_of_8():
    """Every table of 8 with no margin empty: all five ways to cut 8 into three, for rows and for columns."""
    parts = [(6, 1, 1), (5, 2, 1), (4, 3, 1), (4, 2, 2), (3, 3, 2)]
    for rows in parts:
        for columns in parts:
            for table in all_tables(rows, columns):
                cells = np.array(table).T
                assert exact_p(cells, PROBABILITY, limit=LIMIT)[0] == pytest.approx(listed_p(cells, PROBABILITY), rel=1e-12)


@pytest.mark.parametrize("cost", COSTS)
@settings(max_examples=25, deadline=None)
@given(cells=st.one_of(tables(4, 4, 3), tables(3, 5, 4), tables(5, 5, 1)), data=st.data())
def test_the_order_of_rows_and_columns_does_not_matter(cost, cells, data):
    p, _ = exact_p(cells, cost, limit=LIMIT)
    rows = data.draw(st.permutations(range(cells.shape[0])))
    columns = data.draw(st.permutations(range(cells.shape[1])))
    assert exact_p(cells[rows][:, columns], cost, limit=LIMIT)[0] == pytest.approx(p, rel=1e-11)
    assert exact_p(cells.T, cost, limit=LIMIT)[0] == pytest.approx(p, rel=1e-11)
    assert 0 < p <= 1


# fisher.test(x)$p.value in R 4.2.2, printed with 15 digits.
JOB = [[1, 2, 1, 0], [3, 3, 6, 1], [10, 10, 14, 9], [6, 7, 12, 11]]  # Agresti (2002), Table 2.8: R's own example
TEA = [[3, 1], [1, 3]]  # Fisher (1935), the lady tasting tea
R = {
    "tea": (TEA, 0.485714285714286),
    "job": (JOB, 0.782684938966532),
    "tabel_4": ([[4, 8], [13, 4], [17, 2]], 0.00302345444862797),
    "tabel_5": ([[4, 2], [13, 0], [17, 5]], 0.0928004433781065),
    "tabel_6": ([[4, 2], [13, 2], [17, 2]], 0.407558657558653),
    "tabel_7": ([[4, 0], [11, 3], [9, 8]], 0.131485777848403),
    "keaktifan_4": ([[2, 2, 0], [5, 5, 3], [7, 10, 0]], 0.321672177493593),
    "keaktifan_5": ([[2, 2], [9, 4], [6, 11]], 0.189829948259221),
    "keaktifan_6": ([[2, 2, 0], [7, 6, 0], [13, 3, 1]], 0.330316562149035),
}


@pytest.mark.parametrize("name", R)
def test_it_agrees_with_r(name):
    cells, p = R[name]
    assert exact_p(np.array(cells), PROBABILITY, limit=LIMIT)[0] == pytest.approx(p, rel=1e-10)


def test_a_table_that_r_takes_long_for():
    """
    Five by five, n = 100, equal margins; fisher.test(x, workspace = 2e8) takes over a second.

    x <- rbind(c(5,5,2,2,6), c(4,2,2,6,6), c(3,5,5,4,3), c(3,5,8,3,1), c(5,3,3,5,4))
    """
    cells = np.array([[5, 5, 2, 2, 6], [4, 2, 2, 6, 6], [3, 5, 5, 4, 3], [3, 5, 8, 3, 1], [5, 3, 3, 5, 4]])
    assert exact_p(cells, PROBABILITY, limit=LIMIT)[0] == pytest.approx(0.455433268870879, rel=1e-10)


def test_a_cut_into_other_stages_gives_the_same():
    """Unequal margins: the transposed table has other stages, other states and other ways."""
    cells = np.array([[4, 6, 3, 5], [1, 7, 4, 6], [4, 3, 9, 4], [6, 2, 7, 2]])
    for cost in COSTS:
        p, _ = Walk(cells, cost, LIMIT).run()
        assert Walk(cells.T, cost, LIMIT).run()[0] == pytest.approx(p, rel=1e-12)


def test_a_diagonal_table_is_the_most_extreme():
    """By hand: 4! ways to pair rows with columns out of 16!/(4!)^4 · … tables: 24 · (4!)^4 / (16! / (4!)^4)."""
    cells = np.diag([4, 4, 4, 4])
    p = 24 * Fraction(factorial(4) ** 8, factorial(16) * factorial(4) ** 4)
    assert exact_p(cells, PROBABILITY, limit=LIMIT)[0] == pytest.approx(float(p), rel=1e-12)


def test_a_far_tail_keeps_its_digits():
    """
    p of about 1e-22, from two cuts into other stages: dearer ways must be summed by themselves.

    As differences of sums near 1 they gave 1.25626e-22 and 1.25628e-22.
    """
    cells = np.array([[14, 2, 1, 0], [1, 16, 0, 2], [2, 0, 13, 3], [0, 1, 2, 18]])
    p, _ = Walk(cells, PROBABILITY, LIMIT).run()
    assert 1e-23 < p < 1e-21
    assert Walk(cells.T, PROBABILITY, LIMIT).run()[0] == pytest.approx(p, rel=1e-11)


def test_columns_can_be_told_apart_by_what_they_hold():
    """All orders of three unlike columns, one by one: no order is privileged by the walk."""
    cells = np.array([[3, 1, 6], [0, 4, 2], [2, 2, 5]])
    assert len({round(exact_p(cells[:, order], CHI_SQUARE, limit=LIMIT)[0], 12) for order in permutations(range(3))}) == 1


def test_the_limit_stops_it():
    with pytest.raises(TooLargeError):
        exact_p(np.array([[9, 1, 4], [2, 8, 5], [6, 4, 7]]), PROBABILITY, limit=50)


def test_too_many_states_stop_it():
    with pytest.raises(TooLargeError):
        exact_p(np.full((12, 12), 5), PROBABILITY, limit=1e9)
