"""The rules that a reading of a claim is computed by."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from klaster_analisis.analysis.claims.code_share import code_share
from klaster_analisis.analysis.claims.figure import Figure, figure, scale_of
from klaster_analisis.analysis.claims.truth import (
    Truth,
    alike,
    all_true,
    any_true,
    at_least,
    greater,
    in_order,
    is_number,
    spread,
    wider,
)
from klaster_analisis.analysis.claims.verdicts import (
    HIDDEN_BY_MEAN,
    MORE_THAN_ASKED,
    NO_BASE,
    ROUNDED,
    SILENT,
    UNDECIDABLE,
    verdict_of,
)
from klaster_analisis.sources.claim_cells import PrintedCells
from klaster_analisis.sources.claim_checks import NOT_MEASURED, OF_CODES
from klaster_analisis.sources.claim_operand import Literal, Quantity
from klaster_analisis.sources.claims import Condition
from klaster_analisis.terms import JUMLAH, RATA_RATA, N

KNOWN_CODES = "kode_yang_diketahui"
MEAN_OF_FIRMS = "rata_rata_antarusaha"

Figures = Sequence[Figure]


@dataclass(frozen=True)
class ConditionVerdict:
    """
    A condition, computed.

    Parameters
    ----------
    rule : str
    left, right : tuple of Figure
        The numbers that were compared.
    verdict : str
    reason : str
        Why nothing could be decided; else empty.
    values : mapping of str to Fraction or int
        What a sentence needs besides: ``rentang_kiri, rentang_kanan`` (spreads, in the figures' own unit),
        ``bagian_bawah, bagian_atas`` (share of the answers that can have been a code, 0–1), ``skala_bawah, skala_atas``.
    notes : tuple of str
        What to know about the figures: ``dasar_melebihi`` (more firms answered in a place than were interviewed there); and
        what was taken for granted: ``kode_yang_diketahui`` (there are no codes beyond those of the codebook),
        ``rata_rata_antarusaha`` (the row of means is the mean over firms).
    """

    rule: str
    left: tuple[Figure, ...]
    right: tuple[Figure, ...]
    verdict: str
    reason: str = ""
    values: Mapping[str, Fraction | int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def judge(condition: Condition, cells: PrintedCells) -> ConditionVerdict:
    """
    Compute whether a condition holds.

    Parameters
    ----------
    condition : Condition
    cells : PrintedCells

    Returns
    -------
    ConditionVerdict

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> from klaster_analisis.sources.claim_operand import parse_operands
    >>> names = "4:tegal:ada/jumlah", "4:pati:ada/jumlah 4:klaten:ada/jumlah"
    >>> judge(Condition("lebih_dari", *map(parse_operands, names)), PrintedCells(load_study())).verdict
    'didukung'
    """
    left, right = (tuple(figure(operand, cells) for operand in side) for side in (condition.left, condition.right))
    rule = condition.rule
    if rule == NOT_MEASURED:
        return ConditionVerdict(rule, left, right, UNDECIDABLE, condition.reason)
    if any(known.value is None for known in (*left, *right)):
        return ConditionVerdict(rule, left, right, UNDECIDABLE, NO_BASE)
    if rule in OF_CODES:
        return _judge_code(condition, left, right, cells)
    verdict, reason = verdict_of(RULES[rule](left, right), open_because=SILENT if rule == "semua_dari" else ROUNDED)
    return ConditionVerdict(rule, left, right, verdict, reason, _values(rule, left, right), _notes(condition, cells))


def _numbers(left: Figures, right: Figures) -> Truth:
    pairs = zip(left, right, strict=True)
    return all_true(_is(one, number) for one, number in pairs)


def _all_of(left: Figures, right: Figures) -> Truth:
    """Say of those who said yes, who answered and who were asked whether all said yes, whatever the silent would say."""
    (yes, answered), asked = left, right[0]
    so_far, complete = alike((yes, answered)), at_least(answered, asked)
    return all_true((so_far, Truth(complete.printed, complete.always, True)))


def _is(known: Figure, number: Figure) -> Truth:
    if known.value is None or known.interval is None:
        raise ValueError("a share of nobody is no number")
    return is_number(known.value, known.interval, known.decimals, Literal(number.printed[0]))


RULES: Mapping[str, Callable[[Figures, Figures], Truth]] = {
    "adalah": _numbers,
    "lebih_dari": lambda left, right: all_true(greater(one, other) for one in left for other in right),
    "kurang_dari": lambda left, right: all_true(greater(other, one) for one in left for other in right),
    "paling_sedikit": lambda left, right: all_true(at_least(one, other) for one in left for other in right),
    "paling_banyak": lambda left, right: all_true(at_least(other, one) for one in left for other in right),
    "ada_yang_mencapai": lambda left, right: any_true(at_least(one, right[0]) for one in left),
    "sama": lambda left, right: alike(left),
    "berbeda": lambda left, right: ~alike(left),
    "urutan": lambda left, right: in_order(left),
    "rentang_lebih": wider,
    "semua_dari": _all_of,
}


def _values(rule: str, left: Figures, right: Figures) -> dict[str, Fraction | int]:
    if rule == "rentang_lebih":
        return {"rentang_kiri": spread(left)[0], "rentang_kanan": spread(right)[0]}
    return {}


def _notes(condition: Condition, cells: PrintedCells) -> tuple[str, ...]:
    interviewed = cells.study.interviewed.to_dict()
    for operand in (*condition.left, *condition.right):
        if isinstance(operand, Quantity) and JUMLAH in (operand.base, *operand.columns) and operand.row in interviewed:
            base = figure(Quantity("", operand.table, operand.row, (JUMLAH,)), cells)
            if base.kind == N and base.value is not None and base.value > interviewed[operand.row]:
                return (MORE_THAN_ASKED,)
    return ()


def _judge_code(
    condition: Condition, left: tuple[Figure, ...], right: tuple[Figure, ...], cells: PrintedCells
) -> ConditionVerdict:
    """Ask how many can have answered a code: none (``tak_dipilih``), at least one (``dipilih``), or more than half."""
    score = condition.left[0]
    mean, code = left[0].interval, right[0].value
    if not isinstance(score, Quantity) or mean is None or code is None:
        raise ValueError(f"{left[0].operand} is not a mean")
    low, high = scale_of(score.columns[0], cells.study.codebook)
    share = code_share(mean, range(low, high + 1), int(code))
    truths = {
        "tak_dipilih": Truth(False, share.high == 0, share.low == 0),
        "dipilih": Truth(False, share.low > 0, share.high > 0),
        "dipilih_mayoritas": Truth(False, share.low > Fraction(1, 2), share.high > Fraction(1, 2)),
    }
    verdict, reason = verdict_of(truths[condition.rule], open_because=HIDDEN_BY_MEAN)
    over_firms = (MEAN_OF_FIRMS,) if score.row == RATA_RATA else ()
    values: dict[str, Fraction | int] = {
        "bagian_bawah": share.low,
        "bagian_atas": share.high,
        "skala_bawah": low,
        "skala_atas": high,
    }
    return ConditionVerdict(condition.rule, left, right, verdict, reason, values, (KNOWN_CODES, *over_firms))
