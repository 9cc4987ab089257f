"""
How often do intervals hold the true value? Counted over all possible outcomes, not simulated.

    python docs/coverage.py > docs/coverage.md
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import product

import numpy as np
import pandas as pd
from scipy.stats import binom, multinomial

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.association.chi_square_based import cramers_v
from klaster_analisis.analysis.inference.ordered.groups import probability_of_superiority
from klaster_analisis.analysis.inference.result import Estimate
from klaster_analisis.analysis.inference.shares.single import share
from klaster_analisis.analysis.inference.two_by_two.odds_ratio import odds_ratio
from klaster_analisis.analysis.inference.two_by_two.risks import risk_difference, risk_ratio

SHARES = np.arange(0.005, 1, 0.005)
PAIRED = np.arange(0.05, 1, 0.05)
ROWS = np.arange(0.1, 1, 0.1)
SLACK = 1e-9  # an end that equals the value holds it


def share_coverage(n: int, method: str) -> np.ndarray:
    """Give the coverage of the intervals of a share, for each true share."""
    found = [share(count, n, method=method) for count in range(n + 1)]
    low, high = (np.array([getattr(one, end) for one in found])[:, None] for end in ("low", "high"))
    held = (low - SLACK <= SHARES) & (high + SLACK >= SHARES)
    return (held * binom.pmf(np.arange(n + 1)[:, None], n, SHARES)).sum(axis=0)


def pair_coverage(n: int, estimate: Callable[[Crosstab], Estimate], truth: Callable[..., np.ndarray]) -> np.ndarray:
    """Give the coverage of the intervals of a comparison of two shares of n each, for each pair of true shares."""
    outcomes = list(product(range(n + 1), repeat=2))
    found = [estimate(Crosstab(pd.DataFrame([[a, n - a], [b, n - b]]))) for a, b in outcomes]
    first, second = (grid.ravel() for grid in np.meshgrid(PAIRED, PAIRED))
    value = truth(first, second)
    coverage = np.zeros(len(first))
    for (a, b), one in zip(outcomes, found, strict=True):
        low, high = np.nan_to_num([one.low, one.high], nan=[-np.inf, np.inf]) if np.isnan(one.low) else (one.low, one.high)
        held = (low - SLACK <= value) & (value <= high + SLACK)
        coverage += held * binom.pmf(a, n, first) * binom.pmf(b, n, second)
    return coverage


def rows() -> Iterator[tuple[str, str, int, float, float]]:
    for method, n in product(("wilson", "clopper_pearson", "agresti_coull", "jeffreys"), (5, 10, 20, 30, 40)):
        coverage = share_coverage(n, method)
        yield "share", method, n, coverage.min(), coverage.mean()
    for (name, method), (n, estimate, truth) in PAIRS.items():
        coverage = pair_coverage(n, estimate, truth)
        yield name, method, n, coverage.min(), coverage.mean()
    coverage = association_coverage((10, 14, 16))
    yield "cramers_v", "noncentral_chi_square", 40, coverage.min(), coverage.mean()
    for n in (5, 10):
        coverage = superiority_coverage(n)
        yield "probability_of_superiority", "brunner_munzel_logit, newcombe_5", n, coverage.min(), coverage.mean()


def association_coverage(sizes: tuple[int, ...]) -> np.ndarray:
    """Give the coverage of the interval of Cramér's V in a table of three rows and two columns, for each three true shares."""
    outcomes = list(product(*(range(size + 1) for size in sizes)))
    found = [cramers_v(Crosstab(pd.DataFrame([[x, n - x] for x, n in zip(xs, sizes, strict=True)]))) for xs in outcomes]
    low, high = (np.array([getattr(one, end) for one in found]).reshape([size + 1 for size in sizes]) for end in ("low", "high"))
    weights, coverage = np.array(sizes) / sum(sizes), []
    for shares in product(ROWS, repeat=3):
        chances = [binom.pmf(np.arange(size + 1), size, share) for size, share in zip(sizes, shares, strict=True)]
        pooled = weights @ shares
        value = np.sqrt(weights @ (np.array(shares) - pooled) ** 2 / (pooled * (1 - pooled)))
        held = ~((low > value + SLACK) | (high < value - SLACK))  # an undefined interval excludes nothing
        coverage.append(np.einsum("abc,a,b,c", held, *chances))
    return np.array(coverage)


def superiority_coverage(n: int) -> np.ndarray:
    """Give the coverage of the interval of the probability of superiority: three answers, n in each group, each two true rows."""
    outcomes = [(a, b, n - a - b) for a in range(n + 1) for b in range(n + 1 - a)]
    found = [[probability_of_superiority(Crosstab(pd.DataFrame([x, y]))) for y in outcomes] for x in outcomes]
    low, high = (np.array([[getattr(one, end) for one in row] for row in found]) for end in ("low", "high"))
    truths = [np.array(row) / 10 for row in product(range(1, 9), repeat=3) if sum(row) == 10]
    chances, coverage = [multinomial.pmf(outcomes, n, truth) for truth in truths], []
    for (x, chances_x), (y, chances_y) in product(zip(truths, chances, strict=True), repeat=2):
        value = x @ (y.cumsum() - y / 2)
        held = ~((low > value + SLACK) | (high < value - SLACK))  # an undefined interval excludes nothing
        coverage.append(chances_x @ held @ chances_y)
    return np.array(coverage)


def difference(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    return first - second


def ratio(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    return first / second


def odds(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    return first / (1 - first) / (second / (1 - second))


PAIRS = {
    ("risk_difference", "newcombe"): (20, partial(risk_difference, method="newcombe"), difference),
    ("risk_difference", "score"): (20, partial(risk_difference, method="score"), difference),
    ("risk_difference", "exact"): (6, partial(risk_difference, method="exact"), difference),
    ("risk_ratio", "score"): (20, partial(risk_ratio, method="score"), ratio),
    ("risk_ratio", "log"): (20, partial(risk_ratio, method="log"), ratio),
    ("odds_ratio", "exact"): (20, partial(odds_ratio, method="exact"), odds),
    ("odds_ratio", "mid_p"): (20, partial(odds_ratio, method="mid_p"), odds),
    ("odds_ratio", "score"): (20, partial(odds_ratio, kind="sample", method="score"), odds),
    ("odds_ratio", "woolf"): (20, partial(odds_ratio, kind="sample", method="woolf"), odds),
}
"""By quantity and method: n in each group, the estimate, and what is estimated."""


def main() -> None:
    print("# How often do 95% intervals hold the true value?\n")
    print("Counted over every possible outcome, for true shares from 0.005 to 0.995 in steps of 0.005; comparisons of two")
    print("shares over all pairs of 0.05, 0.10 … 0.95, with n in each group; V in three rows of 10, 14 and 16,")
    print("over all triples of 0.1, 0.2 … 0.9; the probability of superiority of three answers, with n in each group, over all")
    print("shares of tenths, none of them 0. An undefined interval counts as all open.\n")
    print("| Of | Method | n | Least coverage | Mean coverage |\n|---|---|---|---|---|")
    for name, method, n, least, mean in rows():
        print(f"| {name} | {method} | {n} | {100 * least:.1f}% | {100 * mean:.1f}% |")
    print("\nMade by `python docs/coverage.py > docs/coverage.md`.")


if __name__ == "__main__":
    main()
