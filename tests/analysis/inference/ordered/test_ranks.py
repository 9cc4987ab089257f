"""Rank tests agree with other programs, and with the list of all tables."""

from fractions import Fraction
from itertools import product
from math import comb, factorial, prod

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.ordered.ranks import _variance_of_share, kruskal_wallis, midranks, wilcoxon_mann_whitney
from klaster_analisis.errors import UsageError

pytestmark = pytest.mark.filterwarnings("error")

JOBS = [[1, 3, 10, 6], [2, 3, 10, 7], [1, 6, 14, 12], [0, 1, 9, 11]]  # income × job satisfaction: Agresti (2002), Table 2.8

UNLIKE = [[2, 3, 5, 2, 0], [0, 4, 8, 3, 2], [0, 2, 5, 6, 6]]

two_rows = st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=2, max_size=2)
three_rows = st.lists(st.lists(st.integers(0, 2), min_size=3, max_size=3), min_size=3, max_size=3)


def table(cells) -> Crosstab:
    return Crosstab(pd.DataFrame(cells))


def all_tables(rows, columns):
    """Every table with these margins, and its probability."""
    if len(rows) == 1:
        yield [list(columns)], Fraction(1)
        return
    for first in product(*(range(n + 1) for n in columns)):
        if sum(first) == rows[0]:
            ways = Fraction(prod(map(comb, columns, first)), comb(sum(columns), rows[0]))
            for rest, chance in all_tables(rows[1:], [n - x for n, x in zip(columns, first, strict=True)]):
                yield [list(first), *rest], ways * chance


def share_between(cells) -> Fraction:
    """Of the variation of the ranks, in fractions."""
    columns, n = [sum(column) for column in zip(*cells, strict=True)], sum(map(sum, cells))
    ranks = [Fraction(2 * sum(columns[:at]) + columns[at] + 1, 2) - Fraction(n + 1, 2) for at in range(len(columns))]
    between = sum(Fraction(sum(x * r for x, r in zip(row, ranks, strict=True)) ** 2, sum(row)) for row in cells)
    return between / sum(n * r**2 for n, r in zip(columns, ranks, strict=True))


# R: coin::wilcox_test(answer ~ group, distribution = "exact"); statistic(wilcox_test(answer ~ group)), pvalue(…)
@pytest.mark.parametrize(
    ("cells", "z", "exact", "normal"),
    [
        ([[12, 3], [2, 9]], -3.0631873731649, 0.0043141741822587155, 0.0021899289145292464),
        ([[2, 2, 0], [5, 5, 3]], -0.73349981460255187, 0.68529411764705883, 0.46325364087329501),
        ([[0, 0, 1, 3], [4, 1, 2, 0]], 2.5638935649055465, 0.012121212121212121, 0.010350527948756572),
        ([[0, 7, 17, 11, 4], [107, 290, 385, 342, 200]], 0.57240837505313957, 0.56891006056768023, 0.56704534328282863),
    ],
)
def test_wilcoxon_mann_whitney(cells, z, exact, normal):
    found, approximate = wilcoxon_mann_whitney(table(cells)), wilcoxon_mann_whitney(table(cells), limit=1)
    assert (found.method, approximate.method) == ("exact", "asymptotic")
    assert (found.statistic, found.p, approximate.p) == pytest.approx((z, exact, normal), rel=1e-9)


def test_two_large_groups():
    """R, as above: the exact p is 5.1210414838992936e-06; here the normal one, and the result says so."""
    found = wilcoxon_mann_whitney(table([[30, 50, 90, 80, 50], [60, 70, 80, 60, 30]]))
    assert (found.method, found.p) == ("asymptotic", pytest.approx(5.6093579186011766e-06, rel=1e-9))


@given(two_rows)
@settings(max_examples=60, deadline=None)
def test_two_groups_by_the_list_of_all_tables(cells):
    rows, columns = [sum(row) for row in cells], [sum(column) for column in zip(*cells, strict=True)]
    assume(all(rows) and sum(map(bool, columns)) > 1)
    observed = share_between(cells)
    p = float(sum(chance for other, chance in all_tables(rows, columns) if share_between(other) >= observed))
    assert wilcoxon_mann_whitney(table(cells)).p == pytest.approx(p, rel=1e-10)
    assert kruskal_wallis(table(cells)).p == pytest.approx(p, rel=1e-10)


@given(three_rows)
@settings(max_examples=40, deadline=None)
def test_three_groups_by_the_list_of_all_tables(cells):
    rows, columns = [sum(row) for row in cells], [sum(column) for column in zip(*cells, strict=True)]
    assume(all(rows) and sum(map(bool, columns)) > 1)
    observed, known = share_between(cells), [(share_between(other), chance) for other, chance in all_tables(rows, columns)]
    assert kruskal_wallis(table(cells)).p == pytest.approx(float(sum(p for share, p in known if share >= observed)), rel=1e-10)
    mean = sum(share * p for share, p in known)
    assert mean == Fraction(2, sum(rows) - 1)
    occupied = np.array([n for n in columns if n])
    assert _variance_of_share(rows, occupied) == sum((share - mean) ** 2 * p for share, p in known)


# R: kruskal.test(answer, group)$statistic, the same as coin::kruskal_test; set.seed(1);
#   pvalue(coin::kruskal_test(answer ~ group, distribution = approximate(nresample = 1e6))) with its 99 % interval
@pytest.mark.parametrize(
    ("cells", "method", "h", "low", "high"),
    [
        ([[12, 3], [2, 9], [5, 5]], "exact", 9.5021108922037474, 0.0063499700317070700, 0.0067667398753902264),
        ([[2, 2, 0], [5, 5, 3], [7, 10, 0]], "exact", 0.97425751500424818, 0.63900962246641713, 0.64148304258709665),
        (
            [[2, 3, 5, 2, 0], [0, 4, 8, 3, 2], [0, 2, 5, 6, 6]],
            "beta",
            9.4343537583466794,
            0.0066886212699209455,
            0.0071160849620813815,
        ),
        (JOBS, "beta", 4.1199576528439303, 0.24948742667718596, 0.25195072136142903),
    ],
)
def test_kruskal_wallis(cells, method, h, low, high):
    found = kruskal_wallis(table(cells))
    assert (found.method, found.statistic) == (method, pytest.approx(h, rel=1e-11))
    assert low < found.p < high
    assert found.effect.value == pytest.approx(h / (sum(map(sum, cells)) - 1))


def test_the_beta_distribution_is_near_the_exact_one():
    """The list of all tables: 0.00707; R, chi-square with 2 degrees of freedom: 0.00894, a quarter too large."""
    exact, near = kruskal_wallis(table(UNLIKE), limit=10**8), kruskal_wallis(table(UNLIKE))
    assert (exact.method, near.method) == ("exact", "beta")
    assert exact.p == pytest.approx(0.0070715737, rel=1e-7)
    assert near.p == pytest.approx(exact.p, rel=0.03)


def test_every_firm_its_own_group():
    """Then all variation of the ranks is between groups, whatever the answers."""
    cells = np.eye(12, dtype=int).tolist()
    assert kruskal_wallis(table(cells)).p == 1
    assert kruskal_wallis(table(cells), limit=1).p == 1


def test_midranks_by_hand():
    """Two share ranks 1 and 2, one has rank 3, three share 4, 5 and 6."""
    assert midranks([2, 1, 3]).tolist() == [1.5, 3, 5]


def test_many_firms_take_no_more_memory_than_allowed():
    """Not begun: the list of choices alone would take gigabytes. The test is the same as for a thousandth of each, but for n."""
    found = wilcoxon_mann_whitney(table([[3 * 10**9, 2 * 10**9], [2 * 10**9, 3 * 10**9]]))
    assert (found.method, found.p) == ("asymptotic", 0)
    assert kruskal_wallis(table([[3 * 10**9, 2 * 10**9], [2 * 10**9, 3 * 10**9]])).method == "beta"


def test_more_than_two_rows_are_another_test():
    with pytest.raises(UsageError, match="kruskal_wallis"):
        wilcoxon_mann_whitney(table(JOBS))


def test_a_fraction_of_permutations_by_hand():
    """Three firms against three, no ties: of the 20 ways two are as extreme as all of one above all of the other."""
    cells = [[1, 1, 1, 0, 0, 0], [0, 0, 0, 1, 1, 1]]
    assert wilcoxon_mann_whitney(table(cells)).p == pytest.approx(2 * factorial(3) ** 2 / factorial(6))
