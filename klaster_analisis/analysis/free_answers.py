"""Whole answers between 0 and a span with a bounded sum: what they can be, without listing them."""

from dataclasses import dataclass
from itertools import accumulate
from operator import sub


@dataclass(frozen=True)
class FreeAnswers:
    """
    All sets of `number` whole answers from 0 to `span` that add up to between `low` and `high`.

    Parameters
    ----------
    number, span, low, high : int
        With 0 <= low <= high <= number × span.

    Examples
    --------
    >>> FreeAnswers(number=2, span=4, low=3, high=3).data_sets()  # 0 + 3 and 1 + 2
    2
    """

    number: int
    span: int
    low: int
    high: int

    def even_squares(self, total: int) -> int:
        """Add up the squares of answers with this sum that are as even as can be."""
        if not self.number:
            return 0
        each, more = divmod(total, self.number)
        return (self.number - more) * each**2 + more * (each + 1) ** 2

    def extreme_squares(self, total: int) -> int:
        """Add up the squares of answers with this sum that are 0 or the span, but for one at most."""
        if not self.span:
            return 0
        full, rest = divmod(total, self.span)
        return full * self.span**2 + rest**2

    def times(self, level: int, ends: int) -> tuple[int, int]:
        """Say how often a level can have been chosen, one answer at 0 and, of two `ends`, one at the span included."""
        fixed = (level == 0) + (ends == 2 and level == self.span)
        return fixed + self._fewest(level), fixed + self._most(level)

    def data_sets(self) -> int:
        """
        Count the sets.

        Sets of w answers up to the span, by their sum, have the Gaussian binomial coefficient as generating function: the
        product of (1 − q^(w + i)) / (1 − q^i) over i from 1 to the span.
        """
        ways = [1] + [0] * self.high
        for part in range(1, self.span + 1):
            shift = self.number + part
            ways = ways[:shift] + list(map(sub, ways[shift:], ways))
            for start in range(part):
                ways[start::part] = list(accumulate(ways[start::part]))
        return sum(ways[self.low :])

    def _most(self, level: int) -> int:
        """Choose the level so often that the rest can still keep the sum below high and above low."""
        limits = [self.number]
        if level > 0:
            limits.append(self.high // level)
        if level < self.span:
            limits.append((self.number * self.span - self.low) // (self.span - level))
        return min(limits)

    def _fewest(self, level: int) -> int:
        if self.span == 0:
            return self.number
        if level == 0:
            return max(0, self.number - self.high)
        if level == self.span:
            return max(0, self.number - (self.number * self.span - self.low))
        return next(times for times in range(self.number + 1) if self._avoids(level, times))

    def _avoids(self, level: int, times: int) -> bool:
        """Say whether the answers beside these `times` can all be of other levels."""
        others = self.number - times
        totals = range(max(0, self.low - times * level), min(self.high - times * level, others * self.span) + 1)
        return any(self._reached(total, others, level) for total in totals)

    def _reached(self, total: int, others: int, level: int) -> bool:
        """Say whether `others` answers that avoid an inner level reach a total between 0 and others × span."""
        if others < 2:
            return total != level or not others
        if self.span == 2:
            return total % 2 == 0
        just_missed = (level == 1 and total == 1) or (level == self.span - 1 and total == others * self.span - 1)
        return not just_missed
