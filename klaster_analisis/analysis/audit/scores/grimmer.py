"""GRIMMER: whether a printed standard deviation can be that of so many whole answers with the printed mean."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil, floor

from klaster_analisis.analysis.audit.check import Check
from klaster_analisis.analysis.audit.rules import TRUNCATED, USUAL_RULES, values_behind
from klaster_analisis.analysis.audit.scores.answers import WholeAnswers
from klaster_analisis.analysis.audit.scores.ends import ends_of
from klaster_analisis.analysis.audit.scores.outcome import Outcome, Unchecked
from klaster_analisis.analysis.audit.scores.shape import by_rule, printed_root, score_layout, space_of, whole_n
from klaster_analisis.analysis.audit.scores.spread_limit import check_spread_limit
from klaster_analisis.analysis.audit.scores.sums import sums_printed
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import PrintedTable
from klaster_analisis.terms import MAKSIMUM, MINIMUM, SD

GRIMMER = "grimmer"
EXACT, NECESSARY = "pasti", "perlu"
WIDEST = 1_000  # of more possible values only the printed one is tested: the power is then at least what is given


def check_grimmer(table: PrintedTable, row: str, column: str) -> Outcome:
    """
    Check a standard deviation against mean and n, and against minimum and maximum or the scale where they are known.

    Parameters
    ----------
    table : PrintedTable
        Of scores.
    row, column : str

    Returns
    -------
    Check, Unchecked or None
        Values: ``n`` or None; ``cara``, how it was done. ``pasti``: every set of answers was gone through (n up to 60, at most
        11 possible answers); the allowed numbers are exactly those that some set has. ``perlu``: conditions that no set can do
        without. ``batas``: scores that are not whole, or an unknown n; see `check_spread_limit`.

    Notes
    -----
    GRIMMER (Anaya, 2016; in closed form Allard, 2018), done here in whole numbers: for each sum S of the answers whose mean is
    printed so, each sum of squares Q gives the variance (n Q − S²) / (n (n − 1)), or over n². Without going through all sets, Q
    runs from that of the most even to that of the most extreme answers with this sum, in steps of 2, S and Q being both even or
    both odd. The rounding of the mean is read as any usual one together with each usual one of the standard deviation.

    Checked against: enumeration of all sets of up to 7 answers on the scale 1–5.

    Examples
    --------
    >>> from klaster_analisis.sources.printed.table import ScoreLayout
    >>> printed = {"n": "3", "rata_rata": "3", "sd": "2,1", "minimum": "1", "maksimum": "5"}
    >>> numbers = tuple(PrintedNumber("1", "a", "b", measure, text) for measure, text in printed.items())
    >>> check_grimmer(PrintedTable("1", numbers, ScoreLayout(("a",), ("b",))), "a", "b").expected
    '2,0–2,1'
    """
    sd, mean, n = table.number(row, column, SD), table.mean(row, column), whole_n(table, row, column)
    if sd is None:
        return None
    layout = score_layout(table)
    if n == 1 and not layout.population_sd:
        return Unchecked(row, column, GRIMMER, "satu_jawaban")
    if mean is None:
        return Unchecked(row, column, GRIMMER, "rata_rata_tak_tercetak")
    if n is None or layout.items > 1:
        return check_spread_limit(table, row, column)
    spreads = _Spreads(_answers(table, row, column, n), n * (n if layout.population_sd else n - 1), mean, sd)
    if not spreads.sums(USUAL_RULES[0]):
        return Unchecked(row, column, GRIMMER, "rata_rata_tak_cocok")
    others = (table.n_of(row, column), *(table.number(row, column, measure) for measure in (MINIMUM, MAKSIMUM)))
    against = (mean, *(number for number in others if number is not None))
    values = {"n": n, "cara": EXACT if spreads.answers.exact else NECESSARY}
    return Check(GRIMMER, sd, against, by_rule(spreads.allowed), space_of(sd), values)


def _answers(table: PrintedTable, row: str, column: str, n: int) -> WholeAnswers:
    """Take the ends from minimum and maximum if they are printed, whole and in order; an end that is not, from the scale."""
    ends = ends_of(table, row, column, USUAL_RULES[0])
    low, high = ends.low, ends.high
    if low is None or high is None or ends.reversed or low.denominator != 1 or high.denominator != 1:
        return WholeAnswers(n, ends.scale)
    attained = ends.minimum is not None and ends.maximum is not None
    return WholeAnswers(n, (int(low), int(high)), attained=attained)


@dataclass(frozen=True)
class _Spreads:
    """The standard deviations that can be printed beside a mean; the variance is a scatter over the divisor."""

    answers: WholeAnswers
    divisor: int
    mean: PrintedNumber
    sd: PrintedNumber

    def sums(self, rule: str) -> range:
        """Give the sums of answers that fit the mean: of halves that were rounded to the nearest, print does not tell how."""
        rules = (TRUNCATED,) if rule == TRUNCATED else USUAL_RULES
        units, decimals = range(self.mean.units, self.mean.units + 1), self.mean.decimals
        found = [sums_printed(units, decimals, self.answers.n, each) for each in rules]
        possible = self.answers.sums
        start, stop = min(sums.start for sums in found), max(sums.stop for sums in found)
        return range(start, stop) if possible is None else range(max(start, possible.start), min(stop, possible.stop))

    def allowed(self, rule: str) -> Collection[int]:
        """Give all standard deviations that some sum allows, in units of the last printed digit."""

        def printed(scatter: int) -> int:
            return printed_root(Fraction(scatter, self.divisor), self.sd.decimals, rule)

        scatters = self._cut if rule == TRUNCATED else self._usual
        if not scatters:
            return frozenset()
        ends = range(printed(min(found[0] for found in scatters)), printed(scatters[0][-1]) + 1)
        if self._dense:
            return ends
        if len(ends) > WIDEST:
            fits = _meets(self._behind(self.sd.units, rule), scatters)
            return ends if fits or self.sd.units not in ends else frozenset(ends) - {self.sd.units}

        return frozenset(units for units in ends if _meets(self._behind(units, rule), scatters))

    @cached_property
    def _usual(self) -> list[Sequence[int]]:
        return self._scatters(self.sums(USUAL_RULES[0]))

    @cached_property
    def _cut(self) -> list[Sequence[int]]:
        return self._scatters(self.sums(TRUNCATED))

    def _scatters(self, sums: range) -> list[Sequence[int]]:
        """Give the scatters by sum, the widest first: these have most of what is looked for."""
        most = self.divisor * space_of(self.sd).stop ** 2 // 100**self.sd.decimals
        needed = self.answers.telling_sums(sums) if self._dense else sums
        scatters = [found for total in needed if (found := self.answers.scatters(total, most=most))]
        return sorted(scatters, key=lambda found: found[-1], reverse=True)

    def _behind(self, units: int, rule: str) -> range:
        """Give the scatters whose standard deviation is printed so."""
        behind = values_behind(units, self.sd.decimals, rule)
        low, high = (self.divisor * max(end, Fraction(0)) ** 2 for end in (behind.low, behind.high))
        start = ceil(low) if behind.low_included or behind.low < 0 else floor(low) + 1
        return range(start, floor(high) + 1 if behind.high_included else ceil(high))

    @property
    def _dense(self) -> bool:
        """
        Say whether nothing between the ends is left out.

        The next variance is at most 5 / (n − 1) away, with the same sum or the next one, and a printed standard deviation stands
        for variances that span 1 / 100^decimals or more, whatever the rule.
        """
        ends = self.answers.ends or (0, 0)
        return not self.answers.exact and self.answers.n > max(10 * 100**self.sd.decimals, ends[1] - ends[0])


def _meets(wanted: range, scatters: Iterable[Sequence[int]]) -> bool:
    """Say whether one of some increasing sequences has a number in a range."""
    for found in scatters:
        at = bisect_left(found, wanted.start)
        if at < len(found) and found[at] in wanted:
            return True
    return False
