"""Which rows of a survey are shown: none with a small count, and none from which one could be worked out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from klaster_analisis.analysis.release.block import Block, blocks_of
from klaster_analisis.analysis.release.facts import Band, Facts, MovesAt, RowAt, bands_of, between_cuts, facts_of
from klaster_analisis.analysis.release.leaks import Shown
from klaster_analisis.analysis.release.programme import Known
from klaster_analisis.analysis.release.search import release_block
from klaster_analisis.analysis.survey.bands import band_numbers
from klaster_analisis.analysis.survey.survey import Survey
from klaster_analisis.sources.codebook import Codebook
from klaster_analisis.terms import YA


@dataclass(frozen=True)
class Protection:
    """
    What is withheld of a survey, and how closely a reader can know it.

    Parameters
    ----------
    rows : frozenset
        Wave, place and question of each row that is withheld.
    moves : frozenset
        Two waves, place and question of the answers before and after that are withheld.
    counts : int
        How many counts the withheld rows hold.
    least : int or None
        The narrowest range that any of them can be known to lie in, at least, and `min_cell` at most; None where there is none.
    stuck : tuple
        Rows that must be withheld but were shown before, or of whose block it could not be proved that nothing can be worked out:
        nothing may be released.
    """

    rows: frozenset[RowAt] = frozenset()
    moves: frozenset[MovesAt] = frozenset()
    counts: int = 0
    least: int | None = None
    stuck: tuple[RowAt, ...] = ()


def protect(survey: Survey, min_cell: int, *, earlier: Sequence[Facts] = ()) -> Protection:
    """
    Say what must be withheld of a survey.

    Parameters
    ----------
    survey : Survey
        With all of its rows.
    min_cell : int
        The smallest count that is shown.
    earlier : sequence of Facts
        What earlier runs showed of the same survey.

    Returns
    -------
    Protection

    Notes
    -----
    First the rule of rows: a row (the answers of one place to one question in one wave) with a small count is withheld, with the
    rows of the questions that depend on it. So are the answers before and after of the same firms where a count of them is small,
    or where few firms are in the row of a wave but not among them: they could be worked out by subtraction. So is a row that
    differs in few firms from one that was shown before.

    Then each place and block (a question with those that depend on it, or all parts of a question with several answers, in all
    waves) is a programme in whole numbers, as `Reader` holds it, and what costs least is withheld until nothing can be worked
    out.

    Examples
    --------
    >>> import pandas as pd
    >>> from klaster_analisis import load_survey
    >>> firms = pd.DataFrame({"lokasi": ["Klaten"] * 4 + ["Pati"] * 4, "produk": list("33344455")})
    >>> sorted(protect(load_survey(firms), 2).rows)
    [('1', 'klaten', 'produk')]
    """
    return _Protecting(survey, min_cell, earlier).protection()


@dataclass(frozen=True, eq=False)
class _Piece:
    """A block in one place and in waves of which the moves tell: what is known of it, and what is shown by the rule of rows."""

    block: Block
    place: str
    waves: tuple[str, ...]
    known: Known
    shown: Shown

    @property
    def tells(self) -> bool:
        """Whether one row may tell of another."""
        return bool(self.shown.moves) or 0 < len(self.shown.rows) < len(self.known.rows)

    def rows_at(self, shown: Shown) -> set[RowAt]:
        return {(self.waves[wave], self.place, code) for wave, code in shown.rows}

    def moves_at(self, shown: Shown) -> set[MovesAt]:
        return {(*self.pair(wave), self.place, code) for wave, code in shown.moves}

    def pair(self, wave: int) -> tuple[str, str]:
        return self.waves[wave], self.waves[wave + 1]


@dataclass(frozen=True, eq=False)
class _Protecting:
    """A survey, while it is found out what of it must be withheld."""

    survey: Survey
    min_cell: int
    earlier: Sequence[Facts]

    @cached_property
    def facts(self) -> Facts:
        return facts_of(self.survey)

    def protection(self) -> Protection:
        rows, moves = set(self.hidden_rows), self.small_moves | self.told_moves
        stuck = {at for at in rows - self.known_rows if self._shown_before(at)}
        stuck |= {at[1:] for at in self.small_moves if self._moves_shown_before(at)}
        widths = []
        for piece in self._pieces():
            if not piece.tells:
                widths += [max(max(piece.known.firms) - 1, 1)] if len(piece.shown.rows) < len(piece.known.rows) else []
                continue
            found = release_block(piece.block, piece.known, piece.shown, fixed=self._fixed(piece))
            if found is None:
                stuck |= piece.rows_at(piece.shown)
            else:
                rows |= piece.rows_at(piece.shown) - piece.rows_at(found.shown)
                moves |= piece.moves_at(piece.shown) - piece.moves_at(found.shown)
                widths += [found.least] if found.least is not None else []
        book = self.survey.codebook
        rows |= _followers(rows, book) & set(self.facts.bands)  # numbers are asked only of some too
        return Protection(
            rows=frozenset(rows),
            moves=frozenset(moves),
            counts=sum(max(len(book[code].codes), 1) for _, _, code in rows),
            least=min(*widths, self.min_cell) if widths else None,  # how much wider depends on what is withheld
            stuck=tuple(sorted(stuck)),
        )

    @cached_property
    def small_rows(self) -> set[RowAt]:
        """Rows with a small count, or that differ in few firms from what was shown before."""
        rows, numbers = self.facts.rows, self.facts.bands
        found = {at for at, answers in rows.items() if any(map(self._is_small, answers.values()))}
        found |= {at for at, given in numbers.items() if sum(n for *_, n in given) < self.min_cell}
        for run in self.earlier:
            found |= {at for at, answers in rows.items() if self._differ_a_little(answers, run.rows.get(at, answers))}
            both = {at: (bands, run.bands[at]) for at, bands in self.bands.items() if at in run.bands}
            found |= {at for at, pair in both.items() if self._differ_a_little(*between_cuts(*pair))}
        return found

    @cached_property
    def hidden_rows(self) -> set[RowAt]:
        """Those rows, and the ones that depend on them: they are not shown, even where a reader has them already."""
        return self.small_rows | (_followers(self.small_rows, self.survey.codebook) & {*self.facts.rows, *self.facts.bands})

    @cached_property
    def known_rows(self) -> set[RowAt]:
        """Rows that depend on one that is withheld, but that a reader has from before: what they tell is reckoned with."""
        return {at for at in self.hidden_rows - self.small_rows if at in self.facts.rows and self._shown_before(at)}

    @cached_property
    def bands(self) -> Mapping[RowAt, tuple[Band, ...]]:
        """The bands in which numbers would be shown."""
        return bands_of(band_numbers(self.survey.numbers, self.min_cell))

    @cached_property
    def small_moves(self) -> set[MovesAt]:
        """Moves of which a count is small, or the rest of a wave's row; and those that no firms of the place can have made."""
        found = set()
        for at, moves in self.facts.moves.items():
            before, after, place, code = at
            rest = [*self._rest((before, place, code), moves, 0), *self._rest((after, place, code), moves, 1)]
            impossible = min(rest, default=0) < 0 or not self._linked(before, after, place)
            if impossible or any(map(self._is_small, (*moves.values(), *rest))):
                found.add(at)
        for run in self.earlier:
            found |= {at for at, moves in self.facts.moves.items() if self._differ_a_little(moves, run.moves.get(at, moves))}
        return found

    @cached_property
    def told_moves(self) -> set[MovesAt]:
        """Moves to or from a row that is withheld."""
        return {at for at in self.facts.moves if any((wave, *at[2:]) in self.hidden_rows for wave in at[:2])}

    @cached_property
    def untold_moves(self) -> set[MovesAt]:
        """Moves that are not shown, and that a reader does not have from before either."""
        return {at for at in self.small_moves | self.told_moves if not self._moves_shown_before(at)}

    def _moves_shown_before(self, at: MovesAt) -> bool:
        return any(run.moves.get(at) == self.facts.moves[at] for run in self.earlier)

    def _rest(self, row: RowAt, moves: Mapping[tuple[str, str], int], side: int) -> list[int]:
        """Count the firms of a row, answer by answer, that are not among those in both waves."""
        counts = dict(self.facts.rows.get(row, {}))
        for pair, n in moves.items():
            counts[pair[side]] = counts.get(pair[side], 0) - n
        return list(counts.values())

    def _is_small(self, n: int) -> bool:
        return 0 < n < self.min_cell

    def _differ_a_little(self, counts: Mapping[Any, int], before: Mapping[Any, int]) -> bool:
        return any(self._is_small(abs(counts.get(key, 0) - before.get(key, 0))) for key in {*counts, *before})

    def _linked(self, before: str, after: str, place: str) -> bool:
        """Say whether firms may be in both waves as counted: a firm that moved is counted where it is later."""
        firms = self.facts.firms
        both = self.facts.both.get((before, after, place), 0)
        return both <= min(firms.get((before, place), 0), firms.get((after, place), 0))

    def _shown_before(self, at: RowAt) -> bool:
        if at in self.facts.rows:
            return any(run.rows.get(at) == self.facts.rows[at] for run in self.earlier)
        firms = sum(n for *_, n in self.facts.bands.get(at, ()))
        return any(sum(n for *_, n in run.bands.get(at, ())) == firms for run in self.earlier)

    def _fixed(self, piece: _Piece) -> Shown:
        """Give what of a piece a reader has already."""
        rows = {at for at in piece.shown.rows if self._shown_before((piece.waves[at[0]], piece.place, at[1]))}
        moves = {at for at in piece.shown.moves if self._moves_shown_before((*piece.pair(at[0]), piece.place, at[1]))}
        return Shown(frozenset(rows), frozenset(moves))

    def _pieces(self) -> Iterator[_Piece]:
        """Give each block in each place, cut between two waves where no moves are shown: one then tells nothing of the other."""
        for place in self.survey.places.codes:
            covered, loose = self._several(place)
            for block in blocks_of(self.survey.codebook, self.survey.asked, covered, loose=loose):
                codes = [node.code for node in block.printed]
                chain: list[str] = []
                for wave in self.survey.waves:
                    if (wave, place) not in self.facts.firms:
                        continue
                    moves = [(chain[-1], wave, place, code) for code in codes] if chain else []
                    if chain and not any(at in self.facts.moves and at not in self.untold_moves for at in moves):
                        yield self._piece(block, place, tuple(chain))
                        chain = []
                    chain.append(wave)
                if chain:
                    yield self._piece(block, place, tuple(chain))

    def _piece(self, block: Block, place: str, waves: tuple[str, ...]) -> _Piece:
        facts, codes = self.facts, [node.code for node in block.printed]
        rows = {(at, code): facts.rows.get((wave, place, code), {}) for at, wave in enumerate(waves) for code in codes}
        pairs = list(enumerate(pairwise(waves)))
        moves = {(at, code): (*pair, place, code) for at, pair in pairs for code in codes if (*pair, place, code) in facts.moves}
        counted = {code: node.answers for node in block.printed for code in [node.code]}
        known = Known(
            firms=tuple(facts.firms[wave, place] for wave in waves),
            both=tuple(facts.both.get((*pair, place), 0) for _, pair in pairs),
            rows={row: {answer: answers.get(answer, 0) for answer in counted[row[1]]} for row, answers in rows.items()},
            moves={at: facts.moves[where] for at, where in moves.items()},
            small_rows=frozenset(row for row, answers in rows.items() if any(map(self._is_small, answers.values()))),
            small_moves=frozenset(at for at, where in moves.items() if where in self.small_moves - self.told_moves),
            min_cell=self.min_cell,
        )
        shown = Shown(
            frozenset((at, code) for at, code in rows if (waves[at], place, code) not in self.hidden_rows - self.known_rows),
            frozenset(at for at, where in moves.items() if where not in self.untold_moves),
        )
        return _Piece(block, place, waves, known, shown)

    def _several(self, place: str) -> tuple[dict[str, bool], set[str]]:
        """Say of each question with several answers whether each firm may have chosen one; and list those answered in part."""
        covered, loose = {}, set()
        for question in self.survey.codebook.questions.values():
            parts = [part.code for part in question.parts if part.code in self.survey.asked]
            there = [
                [(wave, place, part) for part in parts if (wave, place, part) in self.facts.rows] for wave in self.survey.waves
            ]
            rows = [[self.facts.rows[at] for at in counted] for counted in there if counted]
            bases = [[sum(row.values()) for row in counted] for counted in rows]
            if parts:
                chosen = [sum(row.get(YA, 0) for row in counted) for counted in rows]
                lacking = [sum(max(base) - n for n in base) for base in bases]
                covered[question.code] = all(
                    yes + open_ >= max(base) for yes, open_, base in zip(chosen, lacking, bases, strict=True)
                )
                loose |= {question.code} if any(len(set(base)) > 1 for base in bases) else set()
        return covered, loose


def _followers(rows: set[RowAt], codebook: Codebook) -> set[RowAt]:
    """Give the rows of the questions that depend on those of these rows."""
    found: set[RowAt] = set()
    for question in codebook.questions.values():  # a question comes after the one that it depends on
        if question.condition:
            told = [at[:2] for at in rows | found if at[2] == question.condition.question]
            found |= {(*where, part.code) for where in told for part in question.parts or (question,)}
    return found
