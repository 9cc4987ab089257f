"""Two shares by Fisher's test, each direction for itself, with an interval that agrees with it."""

import math
from functools import partial

from scipy.stats import hypergeom

from klaster_analisis.analysis.inference.arguments import check_confidence
from klaster_analisis.analysis.inference.melding import lowest_difference
from klaster_analisis.analysis.inference.result import CONFIDENCE, Estimate, HypothesisTest, Note
from klaster_analisis.errors import Fault, UsageError


def central_fisher(first: tuple[int, int], second: tuple[int, int], *, confidence: float = CONFIDENCE) -> HypothesisTest:
    """
    Test whether the shares of two independent groups are the same, exactly.

    Parameters
    ----------
    first, second : tuple of int
        How many have the property, of how many.
    confidence : float
        Level of the interval of the effect.

    Returns
    -------
    HypothesisTest
        The effect is ``risk_difference``, first less second, by the method ``melded``; its interval leaves out 0 if and only if
        p is below 1 − confidence. Where a group is empty, or all or none have the property, p is NaN, with the note
        ``tak_teruji``.

    Raises
    ------
    UsageError
        If a count is not between 0 and its n, or confidence is none.

    Notes
    -----
    p is twice the smaller one-sided p of Fisher's exact test, at most 1: at least as large as the two-sided p of
    `fisher_freeman_halton`, which adds up the less probable tables, and with an interval of the difference that fits it: its ends
    are those of `lowest_difference` (Fay, Proschan & Brittain, 2015), and it covers at least as often as it says.

    Checked against: R ``2 * min(fisher.test(x, alternative = "less")$p.value, fisher.test(x, alternative =
    "greater")$p.value)``, ``quantile(rbeta(4e6, x, n - x + 1) - rbeta(4e6, y + 1, m - y), 0.025)``; its coverage by listing all
    outcomes.

    Examples
    --------
    >>> test = central_fisher((9, 10), (3, 10))
    >>> round(test.p, 4), round(test.effect.value, 3), round(test.effect.low, 3), round(test.effect.high, 3)
    (0.0198, 0.6, 0.078, 0.886)
    """
    check_confidence(confidence)
    (x, n), (y, m) = first, second
    if any(not 0 <= count <= of or count % 1 or of % 1 for count, of in (first, second)):
        raise UsageError(
            [Fault("share", f"{x} of {n} or {y} of {m} is not a share.", "Give whole numbers, the count from 0 to n.")]
        )
    held = {"baris": (n > 0) + (m > 0), "kolom": (x + y > 0) + (x + y < n + m)}
    testable = min(held.values()) > 1
    tails = hypergeom(n + m, x + y, n)
    p = min(1.0, 2 * float(min(tails.cdf(x), tails.sf(x - 1)))) if testable else math.nan
    return HypothesisTest(
        name="central_fisher",
        method="exact",
        p=p,
        n=n + m,
        effect_of=partial(_difference, first, second, confidence=confidence) if n and m else None,
        notes=() if testable else (Note("tak_teruji", held),),
    )


def _difference(first: tuple[int, int], second: tuple[int, int], *, confidence: float) -> Estimate:
    tail = (1 - confidence) / 2
    return Estimate(
        name="risk_difference",
        value=first[0] / first[1] - second[0] / second[1],
        low=lowest_difference(first, second, tail=tail),
        high=-lowest_difference(second, first, tail=tail),
        method="melded",
        n=first[1] + second[1],
        confidence=confidence,
    )
