"""How many firms would settle a difference of two shares by Fisher's exact test? Exact, by all outcomes."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import count
from typing import Literal

import pandas as pd

from klaster_analisis.analysis.inference.arguments import check_choice
from klaster_analisis.analysis.inference.planning.fisher_region import GRID, Groups, largest_size, rejection_probability
from klaster_analisis.analysis.inference.result import Note
from klaster_analisis.errors import Fault, UsageError

Test = Literal["fisher", "fisher_mid_p"]

TESTS = ("fisher", "fisher_mid_p")
LEAST_ALPHA = 1e-6  # below, what fisher_region leaves out of the tails would count


@dataclass(frozen=True, kw_only=True)
class FirmsNeeded:
    """
    How many firms a survey needs to settle a difference of two shares.

    Parameters
    ----------
    first, second : float
        The shares.
    target : float
        The power that was asked for.
    alpha : float
        Level of the test.
    test : str
        ``"fisher"`` or ``"fisher_mid_p"``.
    n : tuple of int or None
        Firms of the first and the second group: the smallest from which the power does not fall below the target again, up
        to twice as many. None where it is more than was allowed, or the shares are equal.
    earliest : tuple of int or None
        The smallest with which the power reaches the target at all: exact power goes up in a saw-tooth, and may fall below
        again with one firm more.
    power : float
        With n; NaN without.
    size : float
        With n, the largest probability to find a difference where there is none, over all shares that the groups may have in
        common; NaN without.
    notes : tuple of Note
    """

    first: float
    second: float
    target: float
    alpha: float
    test: str
    n: tuple[int, int] | None
    earliest: tuple[int, int] | None
    power: float = math.nan
    size: float = math.nan
    notes: tuple[Note, ...] = ()

    def to_frame(self) -> pd.DataFrame:
        """Give one row, a column a field, the sizes of the two groups apart; the notes by their kinds."""
        row = {name: value for name, value in vars(self).items() if name not in ("n", "earliest", "notes")}
        for name, sizes in (("n", self.n), ("earliest", self.earliest)):
            row |= dict(zip((f"{name}_first", f"{name}_second"), sizes or (None, None), strict=True))
        frame = pd.DataFrame([row | {"notes": ", ".join(note.kind for note in self.notes)}])
        return frame.astype({name: "Int64" for name in frame if str(name).startswith(("n_", "earliest_"))})

    def _repr_html_(self) -> str:
        return str(self.to_frame().T.to_html(header=False))


def power_two_shares(
    first: float, second: float, *, n: int | tuple[int, int], alpha: float = 0.05, test: Test = "fisher"
) -> float:
    """
    Compute how probable it is that a survey finds the difference of two shares.

    Parameters
    ----------
    first, second : float
        The shares that the two groups really have.
    n : int or tuple of int
        Firms of each group, or of the first and the second.
    alpha : float
        Level of the test, at least 0.000001.
    test : {"fisher", "fisher_mid_p"}
        Fisher's exact test, two-sided, or the same with mid-p.

    Returns
    -------
    float
        The power; where the shares are equal, the probability of finding a difference that is not there.

    Raises
    ------
    UsageError
        If a share is not between 0 and 1, a group has no firm or too many, alpha is out of reach or the test is not known.

    Notes
    -----
    Sum of the binomial probabilities of all pairs of counts with p ≤ alpha. p is the sum of the hypergeometric probabilities,
    given the total, that are at most that of the pair (Fisher; Irwin, 1935); mid-p counts half of those that are equal to it
    (Lancaster, 1961). Counts with a probability below 1e-13 in all are not looked at.
    Checked against: R, ``fisher.test`` of every pair of counts, weighted by ``dbinom``.

    Examples
    --------
    >>> round(power_two_shares(13 / 17, 4 / 12, n=(17, 12)), 3)
    0.593
    """
    _check(first, second, alpha, test)
    sizes = n if isinstance(n, tuple) else (n, n)
    if not all(size == int(size) and size > 0 for size in sizes):
        raise UsageError([Fault("n", f"{n} is not a number of firms.", "Give whole numbers of 1 or more.")])
    return rejection_probability(Groups(*sizes), (first, second), alpha, mid_p=test == "fisher_mid_p")


def firms_needed(
    first: float,
    second: float,
    *,
    power: float = 0.8,
    alpha: float = 0.05,
    test: Test = "fisher",
    ratio: float = 1,
    most: int = 1000,
) -> FirmsNeeded:
    """
    Find how many firms a survey needs so that it probably finds the difference of two shares.

    Parameters
    ----------
    first, second : float
        The shares that the two groups are thought to have.
    power : float
        How probable it should be, above alpha and below 1.
    alpha : float
        Level of the test, at least 0.000001.
    test : {"fisher", "fisher_mid_p"}
        Fisher's exact test, two-sided, or the same with mid-p.
    ratio : float
        Firms of the second group for each of the first; the second group is rounded to whole firms.
    most : int
        How many firms the first group may have.

    Returns
    -------
    FirmsNeeded
        Without n and with the note ``terlalu_besar`` where more than `most` are needed, and with ``tanpa_selisih`` where the
        shares are equal. The note ``ukuran_dari_kisi`` says from how many common shares the search for the largest size
        set out.

    Raises
    ------
    UsageError
        If a share is not between 0 and 1, or power, alpha, ratio or most is out of reach, or the test is not known.

    Notes
    -----
    The smallest n such that the power is at least the target with n, n + 1, …, 2n firms in the first group; each power as
    `power_two_shares`. Size: P(p ≤ alpha) over a grid of common shares, then maximised around the best of them.
    Checked against: R, ``fisher.test`` of every pair of counts, weighted by ``dbinom``, for each n.

    Examples
    --------
    >>> found = firms_needed(13 / 17, 4 / 12)
    >>> found.n, found.earliest, round(found.power, 3), round(found.size, 3)
    ((24, 24), (24, 24), 0.823, 0.029)
    """
    _check(first, second, alpha, test)
    _check_search(power, alpha, ratio, most)
    asked = FirmsNeeded(first=first, second=second, target=power, alpha=alpha, test=test, n=None, earliest=None)
    if first == second:
        return replace(asked, notes=(Note("tanpa_selisih", {"bagian": first}),))
    mid_p = test == "fisher_mid_p"

    def reached(groups: Groups) -> float:
        return rejection_probability(groups, (first, second), alpha, mid_p=mid_p)

    earliest, n = _settled((_groups(size, ratio) for size in count(1)), reached, power, most)
    asked = replace(asked, earliest=earliest.sizes if earliest else None)
    if n is None:
        return replace(asked, notes=(Note("terlalu_besar", {"batas": most}),))
    size = largest_size(n, alpha, mid_p=mid_p)
    notes = (Note("ukuran_dari_kisi", {"kisi": GRID}),)
    return replace(asked, n=n.sizes, power=reached(n), size=size, notes=notes)


def _groups(size: int, ratio: float) -> Groups:
    return Groups(size, max(1, round(ratio * size)))


def _settled(
    sizes: Iterable[Groups], reached: Callable[[Groups], float], target: float, most: int
) -> tuple[Groups | None, Groups | None]:
    """Give the first groups that reach the target, and the first that reach it and keep it up to twice their size."""
    earliest = settled = None
    for groups in sizes:
        if reached(groups) < target:
            settled = None
        else:
            earliest, settled = earliest or groups, settled or groups
        if settled and groups.first >= 2 * settled.first:
            break
        if not settled and max(groups.first, groups.second) >= most:
            break
    return earliest, settled


def _check(first: float, second: float, alpha: float, test: str) -> None:
    check_choice("test", test, TESTS)
    shares = {"first": first, "second": second}
    faults = [
        Fault(name, f"{share} is not between 0 and 1.", "Write 0.25 for 25 per cent.")
        for name, share in shares.items()
        if not 0 <= share <= 1
    ]
    if not LEAST_ALPHA <= alpha < 1:
        faults.append(Fault("alpha", f"{alpha} is not between {LEAST_ALPHA:g} and 1.", "Write 0.05 for 5 per cent."))
    if faults:
        raise UsageError(faults)


def _check_search(power: float, alpha: float, ratio: float, most: int) -> None:
    faults = []
    if not alpha < power < 1:
        faults.append(Fault("power", f"{power} is not between alpha and 1.", "Write 0.8 for 80 per cent."))
    if not 0 < ratio < math.inf:
        faults.append(
            Fault("ratio", f"{ratio} is not above 0.", "Write 2 for two firms of the second group a firm of the first.")
        )
    if most < 1:
        faults.append(Fault("most", f"{most} is less than 1.", "Allow one firm or more."))
    if faults:
        raise UsageError(faults)
