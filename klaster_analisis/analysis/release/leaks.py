"""What a reader of everything that is shown of a block could work out: counts known too closely, and groups of few firms."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from klaster_analisis.analysis.release.block import Block, Row, State
from klaster_analisis.analysis.release.programme import Known, Programme

Told = tuple[str, int, str, str]
"""What a count is about: a kind, the wave (of two the earlier), the question and the answer."""

HIDDEN, ONLY_LATER, NEW, ONLY_EARLIER, GONE, MOVED = "row", "only_later", "new", "only_earlier", "gone", "moved"


@dataclass(frozen=True)
class Shown:
    """
    What is shown of a block.

    Parameters
    ----------
    rows : frozenset of Row
        The answers to a question in one wave.
    moves : frozenset of Row
        The answers before and after of the firms that answered in a wave and the next.
    """

    rows: frozenset[Row] = frozenset()
    moves: frozenset[Row] = frozenset()


@dataclass(frozen=True)
class Leaks:
    """
    What is known too closely.

    Parameters
    ----------
    counts : tuple
        What each is about.
    least : int or None
        The narrowest range of a withheld count, as far as it was followed up; None where nothing is withheld.
    """

    counts: tuple[Told, ...] = ()
    least: int | None = None


@dataclass(frozen=True)
class _Count:
    """A count that must not be known closely, its unknowns, and those of the group of firms that it is part of."""

    told: Told
    cells: Sequence[int]
    group: Sequence[int] = ()


class Reader:
    """
    Someone who reads all that is shown of a block, and knows by which rule the rest is withheld.

    Parameters
    ----------
    block : Block
    everything : Known
        All rows and moves, and which of them are small by themselves.

    Examples
    --------
    >>> from klaster_analisis.analysis.release.block import Node
    >>> block = Block((Node("produk", ("3", "4")),))
    >>> rows = {(0, "produk"): {"3": 20, "4": 10}, (1, "produk"): {"3": 10, "4": 21}}
    >>> moves = {(0, "produk"): {("3", "3"): 10, ("3", "4"): 10, ("4", "4"): 10}}
    >>> reader = Reader(block, Known(firms=(30, 31), both=(30,), rows=rows, moves=moves, min_cell=5))
    >>> reader.leaks(Shown(frozenset(rows), frozenset(moves))).counts[1]
    ('only_later', 0, 'produk', '4')
    >>> reader.leaks(Shown(frozenset(rows))).counts
    ()
    """

    def __init__(self, block: Block, everything: Known):
        self.block, self.everything = block, everything
        self._widths: dict[tuple[Shown, Told], int] = {}

    def leaks(self, shown: Shown) -> Leaks:
        """
        Find what could be worked out of what is shown.

        Parameters
        ----------
        shown : Shown

        Returns
        -------
        Leaks
            A withheld count is known too closely if its range is narrower than the smallest count that is shown, though it
            would be wider if all of the block were withheld. So is a count among the firms that are in one wave only, that gave
            no answer in the other, or that moved from one answer to another, if its range would be wider were no moves shown;
            unless the group is large enough to be shown, which holds where the count is 0 of a large group, or large itself.

        Raises
        ------
        UnsolvedError
            If the counts contradict each other, or the search did not end.
        """
        programme = Programme(self.block, _known(self.everything, shown))
        hidden = _hidden_rows(programme, shown)
        counts = [*hidden, *(_groups(programme, shown) if shown.moves else [])]
        ranges = programme.ranges([count.cells for count in counts], [self.everything.min_cell] * len(counts))
        widths = [high - low for _, (low, high) in zip(hidden, ranges, strict=False)]
        return Leaks(tuple(self._told(programme, shown, counts, ranges)), min(widths, default=None))

    def is_told(self, shown: Shown, told: Told) -> bool:
        """
        Say whether one count could be worked out.

        Raises
        ------
        UnsolvedError
            As `leaks`.
        """
        programme = Programme(self.block, _known(self.everything, shown))
        counts = _hidden_rows(programme, shown) if told[0] == HIDDEN else _groups(programme, shown)
        counts = [count for count in counts if count.told == told]
        ranges = programme.ranges([count.cells for count in counts], [self.everything.min_cell] * len(counts))
        return any(self._told(programme, shown, counts, ranges))

    def _told(
        self, programme: Programme, shown: Shown, counts: Sequence[_Count], ranges: Sequence[tuple[int, int]]
    ) -> Iterator[Told]:
        """Give the counts that are known too closely."""
        least = self.everything.min_cell
        close = [(count, span) for count, span in zip(counts, ranges, strict=True) if span[1] - span[0] < least]
        rows = [(count, high - low) for count, (low, high) in close if count.told[0] == HIDDEN]
        groups = [
            (count, span[1] - span[0])
            for count, span in close
            if count.told[0] != HIDDEN and not _may_be_shown(programme, count, span, least)
        ]
        yield from self._closer(Shown(), rows)
        yield from self._closer(Shown(shown.rows), groups)

    def _closer(self, less: Shown, counts: Sequence[tuple[_Count, int]]) -> Iterator[Told]:
        """Give the counts whose range would be wider if less were shown; the unknowns of a block are numbered alike in both."""
        asked = [count for count, _ in counts if (less, count.told) not in self._widths]
        if asked:
            programme = Programme(self.block, _known(self.everything, less))
            ranges = programme.ranges([count.cells for count in asked], [self.everything.min_cell] * len(asked))
            self._widths |= {(less, count.told): high - low for count, (low, high) in zip(asked, ranges, strict=True)}
        yield from (count.told for count, width in counts if self._widths[less, count.told] > width)


def _known(everything: Known, shown: Shown) -> Known:
    return replace(
        everything,
        rows={row: everything.rows[row] for row in shown.rows},
        moves={row: everything.moves[row] for row in shown.moves},
        small_rows=everything.small_rows - shown.rows,
        small_moves=everything.small_moves - shown.moves,
    )


def _hidden_rows(programme: Programme, shown: Shown) -> list[_Count]:
    return [
        _Count((HIDDEN, wave, node.code, answer), programme.answered(at, wave, answer))
        for at, node in enumerate(programme.block.nodes)
        for wave in range(len(programme.known.firms))
        if node.printed and (wave, node.code) not in shown.rows
        for answer in node.answers
    ]


def _groups(programme: Programme, shown: Shown) -> list[_Count]:
    """List the counts among the firms of which one wave tells more than the other."""
    found = []
    for at, node in enumerate(programme.block.nodes):
        for table in range(len(programme.known.both)):
            if not node.printed:
                continue
            sides = {
                ONLY_LATER: (_absent, None),
                NEW: (_unanswered, None),
                ONLY_EARLIER: (None, _absent),
                GONE: (None, _unanswered),
            }
            for kind, (before, after) in sides.items():
                group = programme.moved(at, table, before or _answered, after or _answered)
                for answer in node.answers:
                    cells = programme.moved(at, table, before or _is(answer), after or _is(answer))
                    found.append(_Count((kind, table, node.code, answer), cells, group))
            if (table, node.code) not in shown.moves:
                group = programme.moved(at, table, _answered, _answered)
                for one in node.answers:
                    for two in node.answers:
                        cells = programme.moved(at, table, _is(one), _is(two))
                        found.append(_Count((MOVED, table, node.code, f"{one}-{two}"), cells, group))
    return found


def _may_be_shown(programme: Programme, count: _Count, span: tuple[int, int], least_shown: int) -> bool:
    """Say whether a count of a group is large, or 0 of a group that is large or of nobody."""
    low, high = span
    if low >= least_shown:
        return True
    if high > 0:
        return False
    ((fewest, most),) = programme.ranges([count.group], [max(programme.known.firms) + 1])
    return fewest >= least_shown or most == 0


def _absent(state: State) -> bool:
    return state.absent


def _unanswered(state: State) -> bool:
    return state.answer is None


def _answered(state: State) -> bool:
    return state.answer is not None


def _is(answer: str) -> Callable[[State], bool]:
    return lambda state: state.answer == answer
