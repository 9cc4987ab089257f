"""Score profiles: mean, range and, where answers are known, the share at each level, place by place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

import pandas as pd

from klaster_analisis.analysis.crosstab import Crosstab, crosstab
from klaster_analisis.analysis.rounding import Interval, printed_interval, printed_number
from klaster_analisis.errors import Faults
from klaster_analisis.terms import JAWABAN, JUMLAH, LOKASI, MAKSIMUM, MINIMUM, PERTANYAAN, RATA_RATA, N

LOW, HIGH = "bawah", "atas"
_KEYS = [LOKASI, PERTANYAAN]


@dataclass(frozen=True, eq=False)
class ScoreProfile:
    """
    What is known of the scores of each place on each question.

    Parameters
    ----------
    frame : pandas.DataFrame
        Indexed by ``lokasi`` and ``pertanyaan``, with ``n``, ``rata_rata``, ``minimum``, ``maksimum``, and ``bawah`` and
        ``atas``: the interval that the mean lies in (as wide as rounding leaves it; a point where answers were
        counted). ``n``, ``minimum`` and ``maksimum`` are missing where the source does not give them.
    tables : mapping of str to Crosstab, or None
        The answers to each question, where they are counted: places down, levels across; None where only means are known.
    """

    frame: pd.DataFrame
    tables: Mapping[str, Crosstab] | None = None

    def __bool__(self) -> bool:
        """Whether there is a question."""
        return not self.frame.empty

    @property
    def counted(self) -> bool:
        """Whether the answers behind the means are known."""
        return self.tables is not None

    @property
    def levels(self) -> pd.DataFrame | None:
        """Share of the answers at each level, same index as `frame`; None where only means are known."""
        if self.tables is None:
            return None
        shares = [table.share(of="row").assign(pertanyaan=question) for question, table in self.tables.items()]
        return pd.concat(shares).set_index(PERTANYAAN, append=True)

    @property
    def means(self) -> pd.DataFrame:
        """The means: places down, questions across."""
        wide = self.frame[RATA_RATA].unstack(PERTANYAAN)
        return wide.loc[self.frame.index.unique(LOKASI), self.frame.index.unique(PERTANYAAN)]

    def totals(self) -> pd.DataFrame:
        """
        Add up the means of each place, with the interval that rounding leaves the sum.

        Returns
        -------
        pandas.DataFrame
            ``jumlah, bawah, atas`` by place. The sum of six means that were each rounded by up to a half can be off by
            up to three; the interval is exact for independent roundings. Missing where a mean is missing.

        Examples
        --------
        >>> from klaster_analisis import load_study
        >>> printed_scores(load_study().dynamics).totals().loc["pati"].to_dict()
        {'jumlah': 16.0, 'bawah': 13.0, 'atas': 19.0}
        """
        names = {RATA_RATA: JUMLAH, LOW: LOW, HIGH: HIGH}
        return pd.DataFrame({name: self._sums(column).astype(float) for column, name in names.items()})

    def ranking(self) -> pd.DataFrame:
        """
        Say of each two places whether the order of their sums survives rounding.

        Returns
        -------
        pandas.DataFrame
            ``lokasi_a, lokasi_b, selisih`` (sum of a less sum of b), ``bawah, atas`` (what that difference can be) and
            ``bertahan``: True only if the difference has one sign over all of the interval.

        Examples
        --------
        >>> from klaster_analisis import load_study
        >>> printed_scores(load_study().dynamics).ranking()["bertahan"].any()
        np.False_
        """
        sums, low, high = (self._sums(column) for column in (RATA_RATA, LOW, HIGH))
        pairs = []
        for a, b in combinations(sums.index, 2):
            least, most = low[a] - high[b], high[a] - low[b]
            survives = bool(least > 0 or most < 0)  # False where a mean is missing: nothing is greater than NaN
            pairs.append((a, b, float(sums[a] - sums[b]), float(least), float(most), survives))
        return pd.DataFrame(pairs, columns=["lokasi_a", "lokasi_b", "selisih", LOW, HIGH, "bertahan"])

    def to_frame(self) -> pd.DataFrame:
        """Give everything as one flat frame, the shares at each level in columns ``tingkat_…``."""
        parts = [self.frame] if self.levels is None else [self.frame, self.levels.add_prefix("tingkat_")]
        return pd.concat(parts, axis="columns").reset_index()

    def _repr_html_(self) -> str:
        return str(self.frame.to_html())

    def _sums(self, column: str) -> "pd.Series[object]":
        """Add up a column by place, exactly; NaN where one of its values is missing."""
        places = self.frame[column].groupby(LOKASI, sort=False)
        return pd.Series({place: sum(map(_exact, values)) for place, values in places}, dtype=object).rename_axis(LOKASI)


def _exact(value: float) -> Fraction | float:
    """Give back the fraction that a float was made of: a printed decimal, or a mean of fewer than ten thousand firms."""
    return Fraction(value).limit_denominator(10**8) if pd.notna(value) else value


def printed_scores(printed: pd.DataFrame) -> ScoreProfile:
    """
    Make a profile of printed means, and of minimum and maximum where they are printed.

    Parameters
    ----------
    printed : pandas.DataFrame of str
        One row a place and question: ``lokasi, pertanyaan, rata_rata`` and, if there, ``minimum, maksimum``, as printed;
        empty where nothing is printed.

    Returns
    -------
    ScoreProfile
        The interval of each mean is what rounding leaves, cut at the printed minimum and maximum.

    Raises
    ------
    DataError
        If a minimum is above its maximum, or no mean between them is rounded to the printed one.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> profile = printed_scores(load_study().dynamics)
    >>> profile.frame.loc[("tegal", "pasar"), ["rata_rata", "bawah", "atas"]].to_dict()
    {'rata_rata': 3.0, 'bawah': 2.5, 'atas': 3.0}
    """
    faults = Faults()
    rows = [_printed_row(row, faults) for row in printed.to_dict("records")]
    faults.stop_if_any()
    frame = pd.DataFrame(rows, columns=[*_KEYS, N, RATA_RATA, MINIMUM, MAKSIMUM, LOW, HIGH])
    return ScoreProfile(frame.astype({N: "Int64"}).set_index(_KEYS))


def _printed_row(row: dict[str, str], faults: Faults) -> dict[str, object]:
    low, high = (printed_number(row[end]) if row.get(end) else None for end in (MINIMUM, MAKSIMUM))
    mean = _printed_mean(row[RATA_RATA], low, high) if row[RATA_RATA] else None
    if (low is not None and high is not None and low > high) or (mean and mean.low > mean.high):
        printed = ", ".join(f"{measure} {row.get(measure) or '–'}" for measure in (RATA_RATA, MINIMUM, MAKSIMUM))
        faults.add(f"{row[LOKASI]}, {row[PERTANYAAN]}", f"{printed} cannot go together.", "Mend the printed numbers.")
    return {
        LOKASI: row[LOKASI],
        PERTANYAAN: row[PERTANYAAN],
        N: None,
        RATA_RATA: _float(printed_number(row[RATA_RATA]) if row[RATA_RATA] else None),
        MINIMUM: _float(low),
        MAKSIMUM: _float(high),
        LOW: _float(mean.low if mean else None),
        HIGH: _float(mean.high if mean else None),
    }


def _printed_mean(text: str, low: Fraction | None, high: Fraction | None) -> Interval:
    return printed_interval(text).within(low=low, high=high)


def _float(value: Fraction | None) -> float:
    return float("nan") if value is None else float(value)


def counted_scores(counts: pd.DataFrame, *, levels: Sequence[int], places: Sequence[str]) -> ScoreProfile:
    """
    Make a profile of counted answers on a scale.

    Parameters
    ----------
    counts : pandas.DataFrame
        Counted rows: ``lokasi, pertanyaan, jawaban, n``, the answers being levels of the scale.
    levels : sequence of int
        The levels of the scale, in order.
    places : sequence of str
        Codes of the places, in order.

    Returns
    -------
    ScoreProfile
        A place where nobody answered has n 0 and no mean, minimum or maximum.

    Raises
    ------
    DataError
        If an answer is no level of the scale, a place is not known, or a count is not a count.

    Examples
    --------
    >>> counts = pd.DataFrame({"lokasi": "pati", "pertanyaan": "produk", "jawaban": [3, 4], "n": [1, 3]})
    >>> counted_scores(counts, levels=[1, 2, 3, 4, 5], places=["pati"]).frame["rata_rata"].item()
    3.75
    """
    tables = {
        str(question): crosstab(answers, rows=LOKASI, columns=JAWABAN, row_order=places, column_order=levels, weight=N)
        for question, answers in counts.groupby(PERTANYAAN, sort=False)
    }
    return score_profile(tables)


def score_profile(tables: Mapping[str, Crosstab]) -> ScoreProfile:
    """
    Make a profile of cross-tabs whose columns are levels of a scale.

    Parameters
    ----------
    tables : mapping of str to Crosstab
        By code of the question: places down, levels across, as whole numbers.

    Returns
    -------
    ScoreProfile
        Means are weighted where there are weights. A place that is withheld has no numbers.
    """
    rows = [_counted_row(str(place), question, table) for question, table in tables.items() for place in table.counts.index]
    columns = [*_KEYS, N, RATA_RATA, MINIMUM, MAKSIMUM, LOW, HIGH]
    kinds = {N: "Int64", RATA_RATA: float, LOW: float, HIGH: float}  # where nobody answered too: no text among numbers
    return ScoreProfile(pd.DataFrame(rows, columns=columns).astype(kinds).set_index(_KEYS), tables)


def _counted_row(place: str, question: str, table: Crosstab) -> dict[str, object]:
    at = table.counts.loc[place]
    n = None if place in table.withheld else int(at.sum())
    chosen = at.index[at > 0]
    shares = table.share(of="row").loc[place]
    exact = sum(level * int(times) for level, times in at.items()) / n if n else None
    mean = float((shares * shares.index).sum()) if n and table.weighted else exact
    ends = {MINIMUM: min(chosen, default=None), MAKSIMUM: max(chosen, default=None)}
    return {LOKASI: place, PERTANYAAN: question, N: n, RATA_RATA: mean, **ends, LOW: mean, HIGH: mean}
