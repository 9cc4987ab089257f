"""Whether a conclusion survives what the missing answers and the rounding leave open."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from numbers import Integral
from typing import Any

import pandas as pd

from klaster_analisis.analysis.bounds.reading import read_interval
from klaster_analisis.analysis.bounds.rounded import counts_behind
from klaster_analisis.analysis.bounds.silent import MORE_THAN_ASKED, UNKNOWN_ASKED, silent_firms, silent_notes
from klaster_analisis.analysis.bounds.survival import Side, Survival, compare
from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.result import Note
from klaster_analisis.analysis.rounding import printed_number
from klaster_analisis.errors import Fault, UsageError, one_of


@dataclass(frozen=True)
class PrintedShare:
    """
    A percentage known only as it is printed.

    Parameters
    ----------
    percent : str
        As printed, without the sign.
    answered : int
        Its base.
    asked : int or None
        How many were asked; None where nobody says.
    """

    percent: str
    answered: int
    asked: int | None


def survives(table: Crosstab, *, higher: str, lower: str, answer: str, asked: "pd.Series[int] | None") -> Survival:
    """
    Check whether an answer is more frequent in one row than in another, whatever the silent firms would have answered.

    Parameters
    ----------
    table : Crosstab
    higher, lower : str
        The row that is said to have the larger share, and the other.
    answer : str
        The column.
    asked : pandas.Series of int, or None
        How many were asked, by row; None where nobody says.

    Returns
    -------
    Survival
        Its notes say of each of the two rows why something is missing: a code of `silent_firms`. Of weighted answers nothing is
        said (note ``berbobot``).

    Raises
    ------
    UsageError
        If a row or the answer is not in the table, or a row is compared with itself.
    DataError
        If a number asked is negative or not whole, or a row stands there twice.

    Notes
    -----
    Smallest difference: low bound of the one share less high bound of the other (Manski, 1989; see `nonresponse_bounds`),
    sharp because the rows' silent firms are other firms. Tipping point: all silent firms start with the answer that favours
    the conclusion; those whose change moves the difference most change first.

    Checked against: enumeration of all completions.

    Examples
    --------
    >>> counts = pd.DataFrame({"ada": [13, 4], "tidak_ada": [2, 2]}, index=["pati", "klaten"])
    >>> asked = pd.Series({"pati": 17, "klaten": 12})
    >>> found = survives(Crosstab(counts), higher="pati", lower="klaten", answer="ada", asked=asked)
    >>> found.verdict, round(float(found.low), 3), round(float(found.high), 3), found.silent, found.tipping_point
    ('bergantung', -0.069, 0.549, 8, 7)
    """
    _check(table, rows=(higher, lower), answers=(answer,))
    return _compare_rows(table, {column: int(column == answer) for column in table.counts.columns}, (higher, lower), asked)


def survives_in_mean(table: Crosstab, *, higher: str, lower: str, asked: "pd.Series[int] | None") -> Survival:
    """
    Check whether the mean score of one row is above that of another, whatever the silent firms would have answered.

    Parameters
    ----------
    table : Crosstab
        Its columns are the levels of the scale, as whole numbers, all of them.
    higher, lower : str
        The row that is said to have the higher mean, and the other.
    asked : pandas.Series of int, or None
        How many were asked, by row; None where nobody says.

    Returns
    -------
    Survival
        As `survives`.

    Raises
    ------
    UsageError
        If a row is not in the table or compared with itself, or a column is not a whole number.
    DataError
        If a number asked is negative or not whole, or a row stands there twice.

    Notes
    -----
    As `survives`: the silent firms could all have given the smallest or all the largest answer (Manski, 1989).

    Checked against: enumeration of all completions.

    Examples
    --------
    >>> table = Crosstab(pd.DataFrame([[0, 1, 3], [2, 2, 0]], index=["pati", "klaten"], columns=[1, 2, 3]))
    >>> found = survives_in_mean(table, higher="pati", lower="klaten", asked=pd.Series({"pati": 5, "klaten": 5}))
    >>> found.verdict, found.observed, found.low
    ('bertahan', Fraction(5, 4), Fraction(3, 5))
    """
    _check(table, rows=(higher, lower), answers=())
    for column in table.counts.columns:
        if not isinstance(column, Integral):
            raise UsageError([Fault("table", f"column {column!r} is not a whole number.", "Name the columns by their levels.")])
    return _compare_rows(table, {column: int(column) for column in table.counts.columns}, (higher, lower), asked)


def survives_rounding(first: str, second: str) -> Survival:
    """
    Check whether one printed number is above another, however both were rounded.

    Parameters
    ----------
    first, second : str
        As printed; the first is said to be higher.

    Returns
    -------
    Survival
        ``bergantung`` means: on the rounding.

    Raises
    ------
    UsageError
        If one is not a printed number.

    Notes
    -----
    Each is an interval of half a unit of its last digit to both sides, both ends included (see `printed_interval`).

    Checked against: hand calculation.

    Examples
    --------
    >>> survives_rounding("4", "2").verdict, survives_rounding("3", "2").verdict, survives_rounding("3", "3").verdict
    ('bertahan', 'bergantung', 'tidak_bertahan')
    """
    one, other = read_interval(first), read_interval(second)
    return Survival(observed=printed_number(first) - printed_number(second), low=one.low - other.high, high=one.high - other.low)


def survives_in_print(higher: PrintedShare, lower: PrintedShare) -> Survival:
    """
    Check whether one printed percentage is above another, whatever rounding and missing answers leave open together.

    Parameters
    ----------
    higher, lower : PrintedShare
        The percentage that is said to be larger, and the other.

    Returns
    -------
    Survival
        ``bergantung`` means: on the missing answers, the rounding, or both; a `tipping_point` of 0 means that rounding is
        enough. Notes: ``tak_mungkin`` (no count is rounded to the percentage),
        ``dasar_melebihi``, ``ditanya_tak_diketahui``.

    Raises
    ------
    UsageError
        If one is not a printed number, or a base is negative.

    Notes
    -----
    As `survives`, over all counts that fit each percentage (see `counts_behind`).

    Checked against: enumeration of all counts and completions.

    Examples
    --------
    >>> found = survives_in_print(PrintedShare("89", 19, 19), PrintedShare("67", 6, 12))
    >>> found.verdict, round(float(found.low), 3), found.tipping_point
    ('bertahan', 0.061, None)
    """
    counts = [counts_behind(share.percent, share.answered) for share in (higher, lower)]
    notes = tuple(note for share in (higher, lower) for note in _print_notes(share))
    observed = (printed_number(higher.percent) - printed_number(lower.percent)) / 100
    if notes:
        return Survival(observed=observed, notes=notes)
    asked = [share.asked or 0 for share in (higher, lower)]
    first, second = (
        Side(behind[0], behind[-1], n, n - share.answered)
        for behind, n, share in zip(counts, asked, (higher, lower), strict=True)
    )
    return compare(first, second, worst=0, best=1, observed=observed, notes=())


def _compare_rows(table: Crosstab, scores: Mapping[Any, int], rows: tuple[str, str], asked: "pd.Series[int] | None") -> Survival:
    both = table.only(rows)
    pair, firms = both.counts, silent_firms(both, asked=asked)
    notes = silent_notes(firms)
    if table.weighted:
        return Survival(observed=None, notes=notes)
    totals = [sum(score * int(counts[answer]) for answer, score in scores.items()) for _, counts in pair.iterrows()]
    answered = firms["menjawab"].tolist()
    means = [Fraction(total, n) for total, n in zip(totals, answered, strict=True) if n]
    observed = means[0] - means[1] if all(answered) else None
    if firms["tidak_menjawab"].isna().any() or (firms["ditanya"] == 0).any():
        return Survival(observed=observed, notes=notes)
    bases = zip(totals, firms["ditanya"].astype(int), firms["tidak_menjawab"].astype(int), strict=True)
    first, second = (Side(total, total, int(n), int(silent)) for total, n, silent in bases)
    return compare(first, second, worst=min(scores.values()), best=max(scores.values()), observed=observed, notes=notes)


def _print_notes(share: PrintedShare) -> Iterator[Note]:
    values = {"cetak": share.percent, "menjawab": share.answered, "ditanya": share.asked}
    if not counts_behind(share.percent, share.answered):
        yield Note("tak_mungkin", values)
    if share.asked is None:
        yield Note(UNKNOWN_ASKED, values)
    elif share.asked < share.answered:
        yield Note(MORE_THAN_ASKED, values)


def _check(table: Crosstab, *, rows: tuple[str, str], answers: tuple[str, ...]) -> None:
    faults = []
    for labels, known in ((rows, table.counts.index), (answers, table.counts.columns)):
        for label in labels:
            if label not in known:
                faults.append(Fault("table", f'"{label}" is not in it.', one_of(map(str, known), given=str(label))))
    if rows[0] == rows[1]:
        faults.append(Fault("higher, lower", f'both are "{rows[0]}".', "Compare two rows."))
    if faults:
        raise UsageError(faults)
