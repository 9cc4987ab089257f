"""The same firms twice: how many went up, how many down, and whether that could be chance."""

import math
from functools import partial

from scipy.stats import binom, norm

from klaster_analisis.analysis.inference.arguments import check_confidence, check_exact
from klaster_analisis.analysis.inference.result import CONFIDENCE, Estimate, HypothesisTest, Note
from klaster_analisis.errors import Fault, UsageError


def sign_test(up: int, down: int, n: int, *, confidence: float = CONFIDENCE) -> HypothesisTest:
    """
    Test whether as many firms went up as down, exactly. For two answers it is McNemar's test.

    Parameters
    ----------
    up, down : int
        How many of the same firms stand higher, and lower, the second time.
    n : int
        How many firms there are, those that stayed where they were included.
    confidence : float
        Level of the interval of the effect.

    Returns
    -------
    HypothesisTest
        Two-sided. The effect is ``net_change``, as `net_change` estimates it. Where nobody moved: NaN, with the note
        ``tanpa_perubahan``.

    Raises
    ------
    UsageError
        If up and down are no counts of n firms, or confidence is none.

    Notes
    -----
    Among the firms that moved, the number that went up is binomial with probability 1/2 if up and down are as probable: p is
    twice the smaller tail, at most 1 (Dixon & Mood, 1946; for two answers McNemar, 1947). Firms that did not move say nothing
    about it.

    Checked against: R ``binom.test(up, up + down)$p.value``.

    Examples
    --------
    >>> round(sign_test(12, 3, 40).p, 4)
    0.0352
    """
    check_confidence(confidence)
    _check(up, down, n)
    moved = up + down
    p = min(1.0, 2 * float(binom.cdf(min(up, down), moved, 0.5))) if moved else math.nan
    notes = () if moved else (Note("tanpa_perubahan", {"n": n}),)
    effect = partial(net_change, up, down, n, confidence=confidence) if n else None
    return HypothesisTest(name="sign_test", method="exact", p=p, n=n, effect_of=effect, notes=notes)


def net_change(up: int, down: int, n: int, *, confidence: float = CONFIDENCE) -> Estimate:
    """
    Estimate by how much more firms went up than down, as a share of all of them.

    Parameters
    ----------
    up, down, n, confidence
        As for `sign_test`.

    Returns
    -------
    Estimate
        Named ``net_change``: (up − down) / n. For two answers it is the difference of the two shares. Of nobody: NaN, with the
        note ``tanpa_data``.

    Raises
    ------
    UsageError
        If up and down are no counts of n firms, or confidence is none.

    Notes
    -----
    With u = (up + 1) / (n + 2) and d = (down + 1) / (n + 2), the ends are u − d ± z sqrt((u + d − (u − d)²) / (n + 2)), cut at −1
    and 1: Wald's interval with Laplace's adjustment (Bonett & Price, 2012), which Fagerland, Lydersen & Laake (2014) recommend
    for its coverage. It is moved towards zero and need not be symmetric about the value.

    Checked against: R ``u <- (up + 1) / (n + 2); d <- (down + 1) / (n + 2); u - d + c(-1, 1) * qnorm(0.975) *
    sqrt((u + d - (u - d)^2) / (n + 2))``; its coverage by listing all outcomes.

    Examples
    --------
    >>> change = net_change(12, 3, 40)
    >>> round(change.value, 3), round(change.low, 3), round(change.high, 3)
    (0.225, 0.033, 0.395)
    """
    check_confidence(confidence)
    _check(up, down, n)
    if not n:
        return Estimate(
            name="net_change",
            value=math.nan,
            method="bonett_price",
            n=0,
            confidence=confidence,
            notes=(Note("tanpa_data", {"n": 0}),),
        )
    higher, lower = (up + 1) / (n + 2), (down + 1) / (n + 2)
    reach = norm.ppf((1 + confidence) / 2) * math.sqrt((higher + lower - (higher - lower) ** 2) / (n + 2))
    return Estimate(
        name="net_change",
        value=(up - down) / n,
        low=max(-1.0, float(higher - lower - reach)),
        high=min(1.0, float(higher - lower + reach)),
        method="bonett_price",
        n=n,
        confidence=confidence,
    )


def _check(up: int, down: int, n: int) -> None:
    check_exact("n", n)
    if min(up, down) < 0 or up + down > n or any(count % 1 for count in (up, down, n)):
        problem = f"{up} up and {down} down are no counts of {n} firms."
        raise UsageError([Fault("up, down", problem, "Give whole numbers of 0 or more that n holds.")])
