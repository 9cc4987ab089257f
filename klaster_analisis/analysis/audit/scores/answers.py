"""All sets of whole answers of one cell, by their sum and by how far they scatter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from klaster_analisis.analysis.free_answers import FreeAnswers

EXACT_N, EXACT_SPAN = 60, 10  # up to here the sets themselves are gone through, by sum and squares


@dataclass(frozen=True)
class WholeAnswers:
    """
    All sets of n whole answers, of any size or between two ends.

    Parameters
    ----------
    n : int
        1 or more.
    ends : tuple of (int, int), optional
        The smallest and the largest possible answer.
    attained : bool
        Whether both ends were given at least once.

    Examples
    --------
    >>> answers = WholeAnswers(3, (1, 5), attained=True)
    >>> answers.sums, answers.scatters(9, most=100)  # 1, 3, 5: three times 35 less the square of 9
    (range(7, 12), [24])
    """

    n: int
    ends: tuple[int, int] | None = None
    attained: bool = False

    @property
    def sums(self) -> range | None:
        """What the answers can add up to; None if that is anything."""
        if self.ends is None:
            return None
        lowest = self._lowest_sum(self.ends)
        return range(lowest, lowest + self._free * self._span + 1) if self._free >= 0 else range(0)

    @property
    def exact(self) -> bool:
        """Whether `scatters` are exactly those of some set of answers, rather than what they cannot be without."""
        return self.ends is not None and self.n <= EXACT_N and self._span <= EXACT_SPAN

    def scatters(self, total: int, *, most: int) -> Sequence[int]:
        """
        Give n times the sum of squares less the squared sum, for all sets of answers with a sum.

        Parameters
        ----------
        total : int
            One of the possible sums.
        most : int
            Larger ones are not needed; they may be left out.

        Returns
        -------
        sequence of int
            Increasing. The variance is such a number over n (n − 1), or over n squared. Where they are not `exact`: from the
            smallest, the answers being as even as whole numbers can be, to the largest, as extreme as can be; sum and sum of
            squares are both even or both odd.
        """
        if self.ends is None:
            least = (total % self.n) * (self.n - total % self.n)
            return range(least, (least if self.n == 1 else most) + 1, 2 * self.n)
        free, rest = FreeAnswers(self._free, self._span, 0, self._free * self._span), total - self._lowest_sum(self.ends)
        fixed = self._span**2 if self.attained else 0  # squares of the distances from the lower end
        squared = (total - self.n * self.ends[0]) ** 2
        if self.exact:
            reached = _squares(self._free, self._span)[rest]
            return [self.n * (fixed + at) - squared for at in range(reached.bit_length()) if reached >> at & 1]
        least, largest = (self.n * (fixed + q) - squared for q in (free.even_squares(rest), free.extreme_squares(rest)))
        return range(least, largest + 1, 2 * self.n)

    def telling_sums(self, sums: range) -> Iterable[int]:
        """
        Pick sums among whose scatters are the smallest and the largest of all.

        Notes
        -----
        Between sums that all free answers can share evenly the smallest scatter bends downwards, so that it is least at these or
        at the ends. The largest is a parabola with its top where the mean lies halfway, less something that is 0 whenever all
        free answers can be at the ends, which is once in every span.
        """
        if not sums:
            return sums
        first, last = sums[0], sums[-1]
        if self.ends is None:
            return {first, last, min(-(-first // self.n) * self.n, last)}
        top = min(max(self.n * sum(self.ends) // 2, first), last)
        near = range(max(first, top - self._span - 1), min(last, top + self._span + 1) + 1)
        shared = (self._lowest_sum(self.ends) + each * self._free for each in range(self._span + 1))
        return {first, last, *near, *(total for total in shared if total in sums)}

    @property
    def _span(self) -> int:
        return self.ends[1] - self.ends[0] if self.ends else 0

    @property
    def _free(self) -> int:
        """How many answers are not an end that was given at least once."""
        return self.n - (1 + (self._span > 0) if self.attained else 0)

    def _lowest_sum(self, ends: tuple[int, int]) -> int:
        return self.n * ends[0] + (self._span if self.attained else 0)


@lru_cache(maxsize=128)
def _squares(number: int, span: int) -> tuple[int, ...]:
    """For every sum of answers from 0 to the span: which sums of squares are reached, as the bits of one number."""
    if not number:
        return (1,)
    fewer = _squares(number - 1, span)
    reached = [0] * (len(fewer) + span)
    for total, squares in enumerate(fewer):
        for answer in range(span + 1):
            reached[total + answer] |= squares << answer**2
    return tuple(reached)
