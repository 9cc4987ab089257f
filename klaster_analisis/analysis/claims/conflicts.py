"""Claims held against each other: whether like is judged alike, and by the same yardstick."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

import pandas as pd

from klaster_analisis.analysis.claims.figure import Figure, figure
from klaster_analisis.analysis.claims.truth import greater, spread
from klaster_analisis.sources.claim_cells import SHARE, PrintedCells
from klaster_analisis.sources.claim_operand import Operand, Quantity
from klaster_analisis.sources.claims import ClaimPair, load_claims
from klaster_analisis.sources.codebook import Codebook
from klaster_analisis.sources.study import Study

AGREES = "sejalan"
REVERSED = "terbalik"
ONE_FIRM = "sebesar_satu_usaha"
SAME_FIGURE = "angka_sama_dinilai_berlainan"
UNLIKE_FIGURES = "angka_berlainan_dinilai_sama"
BOTH_DIFFER = "angka_dan_sebutan_berlainan"
NAMED_WIDER, UNNAMED_WIDER, AS_WIDE = "yang_disebut_lebih_renggang", "yang_tak_disebut_lebih_renggang", "sama_renggang"
NOT_COMPARABLE = "tak_sebanding"
YARDSTICK_DECIDES = "ukuran_menentukan"
YARDSTICK_IDLE = "ukuran_tidak_menentukan"
SAME_ORDER, OTHER_ORDER, NO_ORDER = "searah", "tak_searah", "satu_tak_membedakan"
VERDICTS = (
    *(AGREES, REVERSED, ONE_FIRM, SAME_FIGURE, UNLIKE_FIGURES, BOTH_DIFFER, NOT_COMPARABLE),
    *(NAMED_WIDER, UNNAMED_WIDER, AS_WIDE),
    *(YARDSTICK_DECIDES, YARDSTICK_IDLE, SAME_ORDER, OTHER_ORDER, NO_ORDER),
)

Figures = Sequence[Figure]


@dataclass(frozen=True)
class Conflict:
    """
    Two claims held against each other; not every pair is a conflict.

    Parameters
    ----------
    pair : ClaimPair
    first, second : tuple of Figure
        The figures of each claim, left ones first.
    verdict : str
        What comes of it. Of a claim that is judged better or more different than the other (``lebih_baik``,
        ``lebih_berbeda``): ``sejalan`` (so are its figures), ``terbalik``, ``sebesar_satu_usaha`` (one firm's answer more or
        less could turn it), ``angka_sama_dinilai_berlainan``. Called something that the other is not, neither being said to be
        more (``sebutan_berlainan``): ``angka_sama_dinilai_berlainan``, ``sebesar_satu_usaha``, ``angka_dan_sebutan_berlainan``.
        Named as different, where the other is not named (``satu_tak_disebut``): ``yang_disebut_lebih_renggang``,
        ``yang_tak_disebut_lebih_renggang``, ``sama_renggang``. Judged alike (``setara``): ``sejalan`` or
        ``angka_berlainan_dinilai_sama``. Each measured as the other was (``tukar_ukuran``): ``ukuran_menentukan`` or
        ``ukuran_tidak_menentukan``. Two measures of one thing over the same places (``satu_hal``): ``searah``, ``tak_searah``,
        or ``satu_tak_membedakan`` (one of them is the same everywhere).
        Of any: ``tak_sebanding`` (codes without an order, or a share of nobody).
    values : mapping of str to Fraction
        What a sentence needs: ``selisih`` (first less second, percentage points or points of the scale), ``satu_usaha`` (by how
        much one firm moves the share that it moves more), ``rentang_a, rentang_b``.
    """

    pair: ClaimPair
    first: tuple[Figure, ...]
    second: tuple[Figure, ...]
    verdict: str
    values: Mapping[str, Fraction]


@dataclass(frozen=True)
class Conflicts:
    """All pairs, in the order of the file."""

    pairs: tuple[Conflict, ...]

    @property
    def verdicts(self) -> dict[str, str]:
        """The verdict on each pair, by its code."""
        return {found.pair.code: found.verdict for found in self.pairs}

    def to_frame(self) -> pd.DataFrame:
        """Give one row a pair: ``pasangan, jenis, klaim_a, klaim_b, nilai_a, nilai_b`` (tuples of Fraction), ``putusan``."""
        rows = [
            (
                *(found.pair.code, found.pair.kind, found.pair.first, found.pair.second),
                *(tuple(one.value for one in side) for side in (found.first, found.second)),
                found.verdict,
            )
            for found in self.pairs
        ]
        return pd.DataFrame(rows, columns=["pasangan", "jenis", "klaim_a", "klaim_b", "nilai_a", "nilai_b", "putusan"])

    def _repr_html_(self) -> str:
        return str(self.to_frame().to_html(index=False))


def claim_conflicts(study: Study) -> Conflicts:
    """
    Hold claims of the study's prose against each other.

    Parameters
    ----------
    study : Study

    Returns
    -------
    Conflicts

    Raises
    ------
    DataError
        As `claim_ledger`.

    Notes
    -----
    Figures are taken as printed, shares as computed from printed counts. A difference between two shares is within one firm if
    one more or one fewer firm in the smaller base changes its share by at least as much. A verdict describes the figures; it does
    not say that a judgement was wrong, for the prose may rest on more than its tables.

    Checked against: hand derivation of every verdict (in the tests).

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> claim_conflicts(load_study()).verdicts["berbeda_pendukung_hilir"]
    'sejalan'
    """
    cells = PrintedCells(study)
    return Conflicts(tuple(_compare(pair, cells) for pair in load_claims(study).pairs))


def _compare(pair: ClaimPair, cells: PrintedCells) -> Conflict:
    sides = [
        [tuple(figure(operand, cells) for operand in part) for part in parts]
        for parts in ((pair.first_left, pair.first_right), (pair.second_left, pair.second_right))
    ]
    (left, right), (other_left, other_right) = sides
    first, second = (*left, *right), (*other_left, *other_right)
    if any(known.value is None for known in (*first, *second)) or _holds_codes(pair, cells.study.codebook):
        return Conflict(pair, first, second, NOT_COMPARABLE, {})
    if pair.kind == "tukar_ukuran":
        kept = greater(left[0], right[0]).printed and greater(other_left[0], other_right[0]).printed
        return Conflict(pair, first, second, YARDSTICK_IDLE if kept else YARDSTICK_DECIDES, {})
    if pair.kind == "satu_hal":
        return Conflict(pair, first, second, _orders(left, other_left), _spreads(left, other_left))
    verdict, values = COMPARISONS[pair.kind](left, other_left)
    return Conflict(pair, first, second, verdict, values)


def _judged_better(first: Figures, second: Figures) -> tuple[str, dict[str, Fraction]]:
    values = _apart(first, second)
    return _hardly_apart(values) or (AGREES if values["selisih"] > 0 else REVERSED), values


def _called_differently(first: Figures, second: Figures) -> tuple[str, dict[str, Fraction]]:
    values = _apart(first, second)
    return _hardly_apart(values) or BOTH_DIFFER, values


def _judged_alike(first: Figures, second: Figures) -> tuple[str, dict[str, Fraction]]:
    values = _apart(first, second)
    return AGREES if _hardly_apart(values) else UNLIKE_FIGURES, values


def _more_different(first: Figures, second: Figures) -> tuple[str, dict[str, Fraction]]:
    values = _spreads(first, second)
    difference = values["rentang_a"] - values["rentang_b"]
    if difference == 0:
        return SAME_FIGURE, values
    return (AGREES if difference > 0 else REVERSED), values


def _only_one_named(first: Figures, second: Figures) -> tuple[str, dict[str, Fraction]]:
    values = _spreads(first, second)
    difference = values["rentang_a"] - values["rentang_b"]
    if difference == 0:
        return AS_WIDE, values
    return (NAMED_WIDER if difference > 0 else UNNAMED_WIDER), values


COMPARISONS: Mapping[str, Callable[[Figures, Figures], tuple[str, dict[str, Fraction]]]] = {
    "lebih_baik": _judged_better,
    "setara": _judged_alike,
    "sebutan_berlainan": _called_differently,
    "lebih_berbeda": _more_different,
    "satu_tak_disebut": _only_one_named,
}


def _spreads(first: Figures, second: Figures) -> dict[str, Fraction]:
    return {"rentang_a": spread(first)[0], "rentang_b": spread(second)[0]}


def _apart(first: Figures, second: Figures) -> dict[str, Fraction]:
    return {"selisih": _value(first[0]) - _value(second[0]), "satu_usaha": _one_firm(first, second)}


def _hardly_apart(values: Mapping[str, Fraction]) -> str:
    """Say how two figures are as good as equal; empty where they are not."""
    if values["selisih"] == 0:
        return SAME_FIGURE
    return ONE_FIRM if abs(values["selisih"]) <= values["satu_usaha"] else ""


def _one_firm(first: Figures, second: Figures) -> Fraction:
    """By how much one firm can move a share; other figures do not say how many firms they stand on."""
    bases = [int(side[0].printed[-1].partition(" ")[0]) for side in (first, second) if side[0].kind == SHARE]
    return max((Fraction(100, base) for base in bases), default=Fraction(0))


def _orders(first: Figures, second: Figures) -> str:
    """Say whether one measure orders all pairs of places as the other does."""
    signs = [
        tuple((_value(side[a]) > _value(side[b])) - (_value(side[a]) < _value(side[b])) for side in (first, second))
        for a, b in combinations(range(len(first)), 2)
    ]
    if not all(any(sign[side] for sign in signs) for side in (0, 1)):
        return NO_ORDER
    return SAME_ORDER if all(one == other for one, other in signs) else OTHER_ORDER


def _holds_codes(pair: ClaimPair, codebook: Codebook) -> bool:
    """Whether a figure is a mean of codes that have no order: such figures are neither more nor less than others."""
    operands = (*pair.first_left, *pair.first_right, *pair.second_left, *pair.second_right)
    return any(_is_nominal(operand, codebook) for operand in operands)


def _is_nominal(operand: Operand, codebook: Codebook) -> bool:
    questions = codebook.questions
    return isinstance(operand, Quantity) and any(c in questions and questions[c].kind == "nominal" for c in operand.columns)


def _value(known: Figure) -> Fraction:
    if known.value is None:
        raise ValueError(f"{known.operand} has no value")
    return known.value
