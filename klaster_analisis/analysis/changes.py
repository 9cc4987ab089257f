"""What changed between two waves of a survey, question by question, and whether that could be chance."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd

from klaster_analisis.analysis.change import MEAN, MEDIAN, SHARE, Change, Changes, Kind
from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.independence import fisher_freeman_halton
from klaster_analisis.analysis.inference.ordered.cliffs_delta import cliffs_delta
from klaster_analisis.analysis.inference.ordered.trend import jonckheere_terpstra
from klaster_analisis.analysis.inference.paired.median import median
from klaster_analisis.analysis.inference.paired.signs import sign_test
from klaster_analisis.analysis.inference.result import Estimate, Family, HypothesisTest, Note
from klaster_analisis.analysis.inference.screening import screened, screening_levels
from klaster_analisis.analysis.inference.two_by_two.central_fisher import central_fisher
from klaster_analisis.analysis.survey.splitting import split_answers
from klaster_analisis.analysis.survey.survey import Survey
from klaster_analisis.analysis.survey.waves import AFTER, BEFORE, FIRMS, WAVE_AFTER, WAVE_BEFORE
from klaster_analisis.errors import Fault, UsageError, one_of
from klaster_analisis.sources.codebook import Codebook
from klaster_analisis.sources.question import NUMBER, ORDINAL, Question
from klaster_analisis.terms import GELOMBANG, LOKASI, PERTANYAAN, N


def compare_waves(survey: Survey, *, before: str | None = None, after: str | None = None, place: str | None = None) -> Changes:
    """
    Compare two waves of a survey.

    Parameters
    ----------
    survey : Survey
    before, after : str, optional
        Two waves; by default the last one and the one before it.
    place : str, optional
        Code of a place; by default all of them together.

    Returns
    -------
    Changes
        Where firms have a number, of the firms that answered both times; else of all, as two independent samples. Weighted
        shares and means are those of all firms of each wave, and are not tested; medians have no weights. Where small counts are
        withheld, numbers are not compared: what is kept of them are bands. The p of all questions are adjusted together, in two
        steps (`screened`): the groups of the codebook are the themes.

    Raises
    ------
    UsageError
        If there are not two waves, or a wave or place is not known.

    Examples
    --------
    >>> from klaster_analisis import load_survey
    >>> firms = pd.DataFrame({"id_usaha": list("ABCABC"), "lokasi": "Pati", "gelombang": list("111222"),
    ...     "kerjasama_hulu": ["ada", "tidak_ada", "tidak_ada", "ada", "ada", "ada"]})
    >>> (change,) = compare_waves(load_survey(firms)).changes
    >>> round(change.before, 3), change.after, change.up, change.down
    (0.333, 1.0, 2, 0)
    """
    first, second = _two_waves(survey, before, after)
    firms = {wave: survey.at_wave(wave).interviewed for wave in (first, second)}
    places = [place] if place is not None else list(survey.places.codes)
    compared = _Comparison(survey, first, second, place)
    changes, family = _together(list(compared.changes()), survey.codebook)
    return Changes(
        before=first,
        after=second,
        place=place,
        firms_before=int(firms[first].reindex(places).sum()),
        firms_after=int(firms[second].reindex(places).sum()),
        firms_in_both=int(compared.firms_in_both()),
        changes=changes,
        family=family,
        weighted=survey.weighted,
    )


def _two_waves(survey: Survey, before: str | None, after: str | None) -> tuple[str, str]:
    """Say which waves are compared: those that are named, or the last one and the one before it."""
    if len(survey.waves) < 2:
        remedy = "Load the files of two waves, or a file with a column for it."
        raise UsageError([Fault("survey", "has one wave only.", remedy)])
    second = after or survey.waves[-1]
    earlier = survey.waves[: survey.waves.index(second)] if second in survey.waves else survey.waves
    first = before or (earlier[-1] if earlier else second)
    wrong = [name for name in (first, second) if name not in survey.waves] or ([second] if first == second else [])
    if wrong:
        remedies = [(name, one_of(survey.waves, given=name)) for name in wrong]
        raise UsageError([Fault("wave", f'"{name}" is not one of two waves.', remedy) for name, remedy in remedies])
    return first, second


def _together(changes: list[Change], codebook: Codebook) -> tuple[tuple[Change, ...], Family]:
    """Adjust the p of all changes, theme by theme, and give each effect the interval that agrees with it."""
    tests = {(change.question, change.answer): change.test for change in changes}
    themes = {(question, answer): codebook[question].group for question, answer in tests}
    levels = screening_levels(tests, themes=themes)
    family = screened(
        {name: _at_level(test, levels[name]) if name in levels else test for name, test in tests.items()}, themes=themes
    )
    return tuple(replace(change, test=family.tests[change.question, change.answer]) for change in changes), family


def _at_level(test: HypothesisTest, level: float) -> HypothesisTest:
    """Give the effect of a test the interval of the level at which it was held against its p."""
    estimate: Callable[..., Estimate] | None = test.effect_of
    return replace(test, effect_of=partial(estimate, confidence=1 - level)) if estimate else test


OTHERS = "lainnya"


def _followed(question: Question) -> tuple[str, ...]:
    """Give the answers whose share is followed: of two the first, whose share says that of the other."""
    return question.codes[:1] if len(question.codes) == 2 else question.codes


def _withheld(question: Question, kind: Kind) -> Change:
    test = HypothesisTest(name="sign_test", method="exact", p=math.nan, n=0, notes=(Note("ditahan"),))
    return Change(question.code, "", kind, True, 0, 0, math.nan, math.nan, test, withheld=True)


def _ranked(table: Crosstab) -> HypothesisTest:
    """Compare two waves of different firms by the order of their answers."""
    test = jonckheere_terpstra(table)
    return test if math.isnan(test.p) else replace(test, effect_of=partial(cliffs_delta, table))


def _ends(values: "pd.Series[float]") -> tuple[float, float]:
    return float(values.iloc[0]), float(values.iloc[1])


@dataclass(frozen=True, eq=False)
class _Comparison:
    """Two waves of a survey, in one place or in all."""

    survey: Survey
    before: str
    after: str
    place: str | None

    def firms_in_both(self) -> int:
        """Count the firms that are in both waves."""
        rows = self.survey.changes
        chosen = (rows[WAVE_BEFORE] == self.before) & (rows[WAVE_AFTER] == self.after) & (rows[PERTANYAAN] == FIRMS)
        return int(rows.loc[chosen & ((rows[LOKASI] == self.place) if self.place is not None else True), N].sum())

    def pairs(self, question: Question) -> pd.DataFrame:
        """Give the answers of the same firms in both waves; of weighted shares none, for a firm's weights may differ."""
        rows = self.survey.changes
        chosen = (rows[WAVE_BEFORE] == self.before) & (rows[WAVE_AFTER] == self.after) & (rows[PERTANYAAN] == question.code)
        if self.survey.weighted and question.kind != NUMBER:
            return rows.iloc[:0]
        found = rows[chosen & ((rows[LOKASI] == self.place) if self.place is not None else True)]
        shown = found[found[BEFORE].notna()]
        return shown if len(shown) else found

    def hidden(self, question: Question) -> bool:
        """Say whether the answers of the same firms are withheld: in this place, or in all places."""
        pairs = self.pairs(question)
        return len(pairs) > 0 and bool(pairs[BEFORE].isna().all())

    def changes(self) -> Iterator[Change]:
        book = self.survey.codebook
        for code in self.survey.asked:
            question = book[code]
            if question.kind == ORDINAL:
                yield self._scale(question)
            else:
                yield from (self._share(question, answer) for answer in _followed(question))
        for question in book.of_kind(NUMBER):
            if (self.survey.numbers[PERTANYAAN] == question.code).any():
                yield self._number(question)

    def _share(self, question: Question, answer: str) -> Change:
        values = {code: float(code == answer) for code in question.codes}
        pairs = self.pairs(question)
        if self.hidden(question):
            return replace(_withheld(question, SHARE), answer=answer)
        if len(pairs):
            return replace(self._paired(question, SHARE, values, pairs), answer=answer)
        table = self._two_waves(question).grouped({answer: [answer], OTHERS: [code for code in question.codes if code != answer]})
        rows = [(int(table.counts.iat[at, 0]), int(table.row_totals.iloc[at])) for at in (1, 0)]
        test = fisher_freeman_halton(table) if table.weighted else central_fisher(*rows)
        return replace(self._unpaired(question, SHARE, table, _ends(table.share(of="row").iloc[:, 0]), test), answer=answer)

    def _scale(self, question: Question) -> Change:
        levels = question.levels or range(1, len(question.codes) + 1)
        values = {code: float(level) for code, level in zip(question.codes, levels, strict=True)}
        pairs = self.pairs(question)
        if self.hidden(question):
            return _withheld(question, MEAN)
        if len(pairs):
            return self._paired(question, MEAN, values, pairs)
        table = self._two_waves(question)
        means = (table.share(of="row") * pd.Series(values)).sum(axis="columns", skipna=False)
        return self._unpaired(question, MEAN, table, _ends(means), _ranked(table))

    def _number(self, question: Question) -> Change:
        pairs = self.pairs(question)
        if self.hidden(question):
            return _withheld(question, MEDIAN)
        if len(pairs):
            change = self._paired(question, MEDIAN, None, pairs)
            ratios: dict[float, int] = {}
            for was, became, n in zip(pairs[BEFORE], pairs[AFTER], pairs[N], strict=True):
                if was:
                    ratios[became / was] = ratios.get(became / was, 0) + int(n)
            return replace(change, ratio=median(ratios))
        rows = self.survey.numbers
        chosen = (rows[PERTANYAAN] == question.code) & ((rows[LOKASI] == self.place) if self.place is not None else True)
        wide = rows[chosen].pivot_table(index=GELOMBANG, columns="nilai", values=N, aggfunc="sum", fill_value=0)
        table = Crosstab(wide.reindex([self.before, self.after], fill_value=0))
        medians = table.counts.apply(lambda row: median({float(value): int(n) for value, n in row.items()}).value, axis="columns")
        return self._unpaired(question, MEDIAN, table, _ends(medians), _ranked(table))

    def _two_waves(self, question: Question) -> Crosstab:
        return split_answers(self.survey, question.code, by="gelombang", place=self.place).only([self.before, self.after])

    def _paired(self, question: Question, kind: Kind, values: dict[str, float] | None, pairs: pd.DataFrame) -> Change:
        """Compare the same firms: each answer as a value, or the numbers themselves."""
        was, became = (pairs[side].map(values) if values else pairs[side].astype(float) for side in (BEFORE, AFTER))
        n = pairs[N].astype(int)
        up, down, firms = int(n[became > was].sum()), int(n[became < was].sum()), int(n.sum())
        if values:
            ends = (float((was * n).sum() / firms), float((became * n).sum() / firms))
        else:
            first, second = (median(n.groupby(side).sum().to_dict()).value for side in (was, became))
            ends = (first, second)
        test = sign_test(up, down, firms)
        if self.survey.weighted:
            test = HypothesisTest(name="sign_test", method="exact", p=math.nan, n=firms, notes=(Note("berbobot"),))
        return Change(
            question=question.code,
            answer="",
            kind=kind,
            paired=True,
            n_before=firms,
            n_after=firms,
            before=ends[0],
            after=ends[1],
            test=test,
            up=up,
            down=down,
        )

    def _unpaired(
        self, question: Question, kind: Kind, table: Crosstab, ends: tuple[float, float], test: HypothesisTest
    ) -> Change:
        n = table.row_totals
        return Change(
            question=question.code,
            answer="",
            kind=kind,
            paired=False,
            n_before=int(n.iloc[0]),
            n_after=int(n.iloc[1]),
            before=ends[0],
            after=ends[1],
            test=test,
            withheld=bool(table.withheld),
        )
