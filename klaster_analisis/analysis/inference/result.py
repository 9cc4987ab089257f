"""One family of results: a test, an estimate with its interval, and several tests taken together."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

import pandas as pd

CONFIDENCE = 0.95

_ALMOST_ONE = 1 - 1e-9  # a sum of probabilities that is 1 but for rounding


@dataclass(frozen=True)
class Note:
    """
    Something to know about a result: what was left out, what weakens it, why a number is missing.

    Parameters
    ----------
    kind : str
        Which it is; the texts of both languages have a sentence for each.
    values : mapping
        What the sentence needs: numbers, and codes of rows and columns.
    """

    kind: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """
    A quantity with its interval.

    Parameters
    ----------
    name : str
        Which quantity: as its function is called, and what it predicts where that can be chosen: ``"cramers_v"``,
        ``"somers_d_column"``.
    value : float
        NaN where it is not defined; a note then says why.
    method : str
        How the interval was made: ``"wilson"``. Empty without one.
    n : int
        On how many it stands.
    low, high : float
        Ends of the interval; NaN without one.
    confidence : float
        Level of the interval.
    standard_error : float
        NaN where the method has none.
    left_out : int
        How many were not counted because their row or column is missing.
    notes : tuple of Note

    Raises
    ------
    ValueError
        If the value is NaN and no note says why.

    Examples
    --------
    >>> Estimate(name="share", value=0.25, low=0.046, high=0.699, method="wilson", n=4).to_frame().loc[0, "high"]
    np.float64(0.699)
    """

    name: str
    value: float
    method: str
    n: int
    low: float = math.nan
    high: float = math.nan
    confidence: float = CONFIDENCE
    standard_error: float = math.nan
    left_out: int = 0
    notes: tuple[Note, ...] = ()

    def __post_init__(self) -> None:
        if math.isnan(self.value) and not self.notes:
            raise ValueError(f"{self.name} is NaN without a reason")

    def to_frame(self) -> pd.DataFrame:
        """Give the estimate as one row, a column a field; the notes by their kinds."""
        return _one_row(self)

    def _repr_html_(self) -> str:
        return str(self.to_frame().T.to_html(header=False))


@dataclass(frozen=True)
class Simulation:
    """
    What a Monte Carlo p stands on.

    Parameters
    ----------
    draws : int
        Tables drawn.
    seed : int
        Of the random generator: the same seed draws the same tables.
    low, high : float
        Clopper–Pearson interval of the exact p.
    confidence : float
        Level of that interval.
    """

    draws: int
    seed: int
    low: float
    high: float
    confidence: float = CONFIDENCE


@dataclass(frozen=True, kw_only=True)
class HypothesisTest:
    """
    A test, with the conditions under which it was made.

    Parameters
    ----------
    name : str
        Which test, as its function is called: ``"fisher_freeman_halton"``.
    method : str
        ``"exact"``, ``"mid_p"``, ``"asymptotic"``, ``"beta"`` (an approximation, too) or ``"monte_carlo"``.
    p : float
        NaN where there is nothing to test; a note then says why. 1 where only rounding keeps it from being so.
    n : int
        On how many it stands.
    statistic : float
        NaN where the test has none.
    df : int or None
        Degrees of freedom; None where the test has none.
    effect_of : callable or None
        Makes the effect; called when `effect` is first asked for.
    adjusted_p : float or None
        Adjusted for all tests of its family; None outside a family.
    simulation : Simulation or None
        For a Monte Carlo p.
    left_out : int
        How many were not counted because their row or column is missing.
    notes : tuple of Note

    Raises
    ------
    ValueError
        If p is NaN and no note says why.

    Examples
    --------
    >>> HypothesisTest(name="pearson_chi_square", method="asymptotic", statistic=0.0, df=1, p=1.0, n=8).to_frame().loc[0, "df"]
    np.int64(1)
    """

    name: str
    method: str
    p: float
    n: int
    statistic: float = math.nan
    df: int | None = None
    effect_of: Callable[[], Estimate] | None = field(default=None, repr=False, compare=False)
    adjusted_p: float | None = None
    simulation: Simulation | None = None
    left_out: int = 0
    notes: tuple[Note, ...] = ()

    def __post_init__(self) -> None:
        if math.isnan(self.p) and not self.notes:
            raise ValueError(f"the p of {self.name} is NaN without a reason")
        if self.p > _ALMOST_ONE:
            object.__setattr__(self, "p", 1.0)

    @cached_property
    def effect(self) -> Estimate | None:
        """How large what was tested is, with its interval; None where the test has no effect."""
        return self.effect_of() if self.effect_of else None

    def to_frame(self) -> pd.DataFrame:
        """Give the test as one row, a column a field; effect and simulation take a column each of their fields."""
        return _one_row(self)

    def _repr_html_(self) -> str:
        return str(self.to_frame().T.to_html(header=False))


@dataclass(frozen=True)
class Family:
    """
    Tests that were made together: each carries its adjusted p.

    Parameters
    ----------
    tests : mapping of str to HypothesisTest
        By name; several levels as a tuple.
    adjustment : str
        ``"holm"`` or ``"fdr_bh"``.
    """

    tests: Mapping[Any, HypothesisTest]
    adjustment: str

    def to_frame(self) -> pd.DataFrame:
        """Give one row a test, as `HypothesisTest.to_frame`; the index holds their names."""
        if not self.tests:
            return pd.DataFrame()
        frames = [test.to_frame() for test in self.tests.values()]
        return pd.concat(frames, ignore_index=True).set_axis(pd.Index(list(self.tests), tupleize_cols=True))

    def _repr_html_(self) -> str:
        return str(self.to_frame().to_html())


def _one_row(result: "Estimate | HypothesisTest") -> pd.DataFrame:
    row: dict[str, Any] = {}
    for name in (part.name.removesuffix("_of") for part in fields(result)):
        value = getattr(result, name)
        if name == "notes":
            row[name] = ", ".join(note.kind for note in value)
        elif isinstance(value, Estimate | Simulation):
            row |= {f"{name}_{part}": inner for part, inner in vars(value).items() if part != "notes"}
        elif value is not None:
            row[name] = value
    return pd.DataFrame([row])
