"""Tests of several themes: the themes are screened first, then the tests of those that were selected."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from math import isnan
from typing import Any

import numpy as np
import numpy.typing as npt

from klaster_analisis.analysis.inference.result import ALPHA, Family, HypothesisTest

Floats = npt.NDArray[np.float64]


def screened(tests: Mapping[Any, HypothesisTest], *, themes: Mapping[Any, Hashable]) -> Family:
    """
    Adjust the p of tests that belong to themes, in two steps.

    Parameters
    ----------
    tests : mapping of str to HypothesisTest
        Those without a p stay as they are, and do not count; a theme without any p does not either.
    themes : mapping of str to str
        The theme of each test.

    Returns
    -------
    Family
        The adjustment is ``simes_bh_holm``. The adjusted p of a test is the smallest level at which the two steps find it.

    Notes
    -----
    At level α, with T themes: each theme gets Simes's p, the smallest of m p₍ᵢ₎ / i over its m tests (Simes, 1986). Benjamini and
    Hochberg's procedure selects R themes at level α (1995). Within each of them Holm's procedure is made at level α R / T
    (Benjamini & Bogomolov, 2014). On average over the selected themes, the chance of a false alarm in a theme is then at most
    α; and where nothing has changed at all, so is the chance that anything is found. Both hold for tests that are independent or
    positively dependent; discrete tests are found less often.
    Checked against: by hand; R, ``p.adjust`` of the p of each theme with ``"holm"``, and of the themes with ``"BH"``, level by
    level.

    Examples
    --------
    >>> p = {"produk": 0.001, "pasar": 0.2, "hulu": 0.3, "hilir": 0.4}
    >>> tests = {name: HypothesisTest(name="t", method="exact", p=value, n=9) for name, value in p.items()}
    >>> themes = {"produk": "dinamika", "pasar": "dinamika", "hulu": "kerjasama", "hilir": "kerjasama"}
    >>> family = screened(tests, themes=themes)
    >>> [round(test.adjusted_p, 3) for test in family.tests.values()], family.themes, family.selected
    ([0.004, 0.4, 0.6, 0.6], 2, 1)
    """
    parts = _by_theme(tests, themes)
    levels = _benjamini_hochberg(np.array([part.simes for part in parts]))
    steps = np.sort(levels)  # from the r-th on, r themes are selected
    adjusted: dict[Any, float] = {}
    for part, level in zip(parts, levels, strict=True):
        needed = part.holm[:, None] * len(parts) / np.arange(1, len(parts) + 1)
        within = np.maximum(needed, steps).min(axis=1)
        adjusted |= dict(zip(part.names, np.minimum(1.0, np.maximum(within, level)).tolist(), strict=True))
    found = {name: replace(test, adjusted_p=adjusted.get(name)) for name, test in tests.items()}
    return Family(found, "simes_bh_holm", themes=len(parts), selected=int((levels < ALPHA).sum()))


def screening_levels(tests: Mapping[Any, HypothesisTest], *, themes: Mapping[Any, Hashable]) -> dict[Any, float]:
    """
    Give the level at which `screened` held each test against its own p, at 5 percent for all.

    Parameters
    ----------
    tests : mapping of str to HypothesisTest
    themes : mapping of str to str
        The theme of each test.

    Returns
    -------
    dict of str to float
        A test is found if and only if its p is below its level; those without a p have none.

    Notes
    -----
    An interval of confidence 1 − level that agrees with its test leaves out "no change" if and only if the test is found.
    In a selected theme of m tests the level of the i-th smallest p is α R / T / (m − i + 1), up to and with the first that is not
    found, whose level all later ones share. It is never above r α R / T / m, r of them being found, so that on average over the
    selected themes at most a share α of the intervals of what was found misses its value (Benjamini & Yekutieli, 2005;
    Benjamini & Bogomolov, 2014). In the other themes it is α (R + 1) / T / m: what one more theme would have had to pass.
    Checked against: by hand; that p below the level and an adjusted p below α are the same.

    Examples
    --------
    >>> p = {"produk": 0.001, "pasar": 0.2, "hulu": 0.3, "hilir": 0.4}
    >>> tests = {name: HypothesisTest(name="t", method="exact", p=value, n=9) for name, value in p.items()}
    >>> themes = {"produk": "dinamika", "pasar": "dinamika", "hulu": "kerjasama", "hilir": "kerjasama"}
    >>> screening_levels(tests, themes=themes)
    {'produk': 0.0125, 'pasar': 0.025, 'hulu': 0.025, 'hilir': 0.025}
    """
    parts = _by_theme(tests, themes)
    chosen = _benjamini_hochberg(np.array([part.simes for part in parts])) < ALPHA
    levels: dict[Any, float] = {}
    for part, selected in zip(parts, chosen, strict=True):
        whole = ALPHA * (chosen.sum() + (not selected)) / len(parts)
        found = int((part.holm < whole).sum()) if selected else 0
        left = len(part.names) - np.minimum(np.arange(len(part.names)), found)
        levels |= dict(zip(part.names, (whole / left).tolist(), strict=True))
    return {name: levels[name] for name in tests if name in levels}


@dataclass(frozen=True, eq=False)
class _Theme:
    """The tests of a theme, from the smallest p up."""

    names: list[Any]
    p: Floats

    @property
    def simes(self) -> float:
        """The p of the theme: that in none of its tests anything has changed."""
        return float((self.p * len(self.p) / np.arange(1, len(self.p) + 1)).min())

    @property
    def holm(self) -> Floats:
        """Holm's adjusted p; not cut at 1, for it is multiplied."""
        return np.maximum.accumulate(self.p * np.arange(len(self.p), 0, -1))


def _by_theme(tests: Mapping[Any, HypothesisTest], themes: Mapping[Any, Hashable]) -> list[_Theme]:
    held: dict[Hashable, list[Any]] = {}
    for name, test in tests.items():
        if not isnan(test.p):
            held.setdefault(themes[name], []).append(name)
    ordered = [sorted(names, key=lambda name: tests[name].p) for names in held.values()]
    return [_Theme(names, np.array([tests[name].p for name in names])) for names in ordered]


def _benjamini_hochberg(p: Floats) -> Floats:
    """Give for each theme the smallest level at which it is selected."""
    order = np.argsort(p, kind="stable")
    levels = np.empty(len(p))
    levels[order] = np.minimum.accumulate((p[order] * len(p) / np.arange(1, len(p) + 1))[::-1])[::-1]
    return levels
