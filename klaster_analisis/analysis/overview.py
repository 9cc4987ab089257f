"""All that is known of the places of one source, in one hand."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from klaster_analisis.analysis.answers import answers_crosstab
from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.routed import RoutedCrosstab, partners, routed_crosstabs
from klaster_analisis.analysis.scores import ScoreProfile, printed_scores, score_profile
from klaster_analisis.analysis.survey.survey import Survey
from klaster_analisis.sources.codebook import Codebook
from klaster_analisis.sources.question import NOMINAL, ORDINAL, PART
from klaster_analisis.sources.study import Study
from klaster_analisis.terms import DINAMIKA, KERJASAMA, LOKASI, MASALAH, TEMPAT_LAIN

ACTIONS = (ORDINAL, NOMINAL)
SIDE_BY_SIDE = 4
"""Places that are shown one beside the other; of more, one is shown against all others together."""


@dataclass(frozen=True, eq=False)
class Overview:
    """
    What a regional report is made of.

    Parameters
    ----------
    cooperation : mapping of str to RoutedCrosstab
        By kind of partner.
    dynamics : ScoreProfile
        The indicators.
    problems : ScoreProfile
        How problems are dealt with, as the mean of codes of actions.
    asked : pandas.Series of int
        How many were interviewed, by place.
    actions : mapping of str to Crosstab
        How problems are dealt with, counted; empty where only means are printed.
    others : mapping of str to mapping of str to Crosstab
        All other questions, by group and code.
    survey : Survey or None
        Where it is counted from; None for a printed study.
    unpooled : Overview or None
        The same with every place for itself, where all but one are taken together here.
    """

    cooperation: Mapping[str, RoutedCrosstab]
    dynamics: ScoreProfile
    problems: ScoreProfile
    asked: "pd.Series[int]"
    actions: Mapping[str, Crosstab] = field(default_factory=dict)
    others: Mapping[str, Mapping[str, Crosstab]] = field(default_factory=dict)
    survey: Survey | None = None
    unpooled: "Overview | None" = None

    @property
    def apart(self) -> "Overview":
        """With every place for itself: what is said of all others, or of any, is worked out here."""
        return self.unpooled or self

    def focus(self, question: str, answer: str) -> Crosstab | None:
        """Give who chose one of several answers, place by place; None where that was not asked."""
        part = f"{question}{PART}{answer}"
        return next((tables[part] for tables in self.others.values() if part in tables), None)

    def bases(self, place: str) -> pd.DataFrame:
        """Count on whom the shares of one place stand: one row a question on cooperation, as `RoutedCrosstab.denominators`."""
        rows = {table.question: table.denominators(asked=self.asked).loc[place] for table in self.cooperation.values()}
        columns = ["ditanya", "menjawab", "tidak_menjawab", "ada", "tidak_ditanya", "keaktifan"]
        return pd.DataFrame.from_dict(rows, orient="index", columns=columns)


def study_groups(codebook: Codebook) -> frozenset[str]:
    """
    List the groups of the study's questions of which a codebook has at least one in the study's form.

    Parameters
    ----------
    codebook : Codebook

    Returns
    -------
    frozenset of str
        Of ``dinamika`` (ordered answers with numbers for codes), ``kerjasama`` (partners) and ``masalah`` (actions).

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> sorted(study_groups(load_study().codebook))
    ['dinamika', 'kerjasama', 'masalah']
    """
    scored = any(question.kind == ORDINAL and question.levels for question in codebook.group(DINAMIKA))
    acted = any(question.kind in ACTIONS for question in codebook.group(MASALAH))
    found = {DINAMIKA: scored, KERJASAMA: bool(partners(codebook)), MASALAH: acted}
    return frozenset(group for group, there in found.items() if there)


def overview(source: Study | Survey, *, focus: str | None = None) -> Overview:
    """
    Take all that a study or a survey says of its places.

    Parameters
    ----------
    source : Study or Survey
    focus : str, optional
        Code of the place that is looked at. Where there are more than four, all others are then taken together, as
        ``tempat_lain``.

    Returns
    -------
    Overview

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> overview(load_study()).bases("klaten")["menjawab"].tolist()
    [12, 6, 6, 4]
    """
    if isinstance(source, Survey):
        apart, names = _of_survey(source), place_names(source, focus)
        return apart if len(set(names.values())) == len(names) else _pooled(apart, names)
    return Overview(
        cooperation=routed_crosstabs(source.counts, source.codebook, places=source.places.codes),
        dynamics=printed_scores(source.dynamics),
        problems=printed_scores(source.problems),
        asked=source.interviewed,
    )


def _of_survey(survey: Survey) -> Overview:
    places, book = survey.places.codes, survey.codebook
    withheld = {code: survey.withheld_places(code) for code in survey.asked}

    def table(code: str) -> Crosstab:
        return answers_crosstab(survey.counts, book[code], places=places, withheld=withheld[code])

    def profile(group: str, *kinds: str) -> ScoreProfile:
        """Score the questions of a group whose answers are numbered."""
        scored = [code for code in survey.of_group(group) if book[code].levels and book[code].kind in kinds]
        return score_profile({code: _numbered(table(code)) for code in scored})

    cooperation = routed_crosstabs(survey.counts, book, places=places, there=survey.asked, withheld=withheld)
    dynamics, problems = profile(DINAMIKA, ORDINAL), profile(MASALAH, *ACTIONS)
    actions = [code for code in survey.of_group(MASALAH) if book[code].kind in ACTIONS]
    shown = {*(dynamics.tables or ()), *actions}
    shown |= {code for routed in cooperation.values() for code in (routed.question, routed.follow_up)}
    others: dict[str, dict[str, Crosstab]] = {}
    for code in survey.asked:
        if code not in shown:
            others.setdefault(book[code].group, {})[code] = table(code)
    return Overview(
        cooperation=cooperation,
        dynamics=dynamics,
        problems=problems,
        asked=survey.interviewed,
        actions={code: table(code) for code in actions},
        others=others,
        survey=survey,
    )


def _pooled(apart: Overview, names: Mapping[str, str]) -> Overview:
    """Take places together under new names."""

    def merged(tables: Mapping[str, Crosstab]) -> dict[str, Crosstab]:
        return {code: table.merged(names) for code, table in tables.items()}

    return replace(
        apart,
        cooperation={partner: routed.merged(names) for partner, routed in apart.cooperation.items()},
        dynamics=score_profile(merged(apart.dynamics.tables or {})),
        problems=score_profile(merged(apart.problems.tables or {})),
        asked=apart.asked.groupby(names, sort=False).sum().reindex(list(dict.fromkeys(names.values()))).rename_axis(LOKASI),
        actions=merged(apart.actions),
        others={group: merged(tables) for group, tables in apart.others.items()},
        unpooled=apart,
    )


def place_names(survey: Survey, focus: str | None) -> dict[str, str]:
    """
    Name what each place is shown as: itself, or one of all others.

    Parameters
    ----------
    survey : Survey
    focus : str or None
        Code of the place that is looked at.

    Returns
    -------
    dict of str
        By code of each place.
    """
    places = survey.places.codes
    if focus is None or len(places) <= SIDE_BY_SIDE:
        return {place: place for place in places}
    return {focus: focus} | {place: TEMPAT_LAIN for place in places if place != focus}


def _numbered(table: Crosstab) -> Crosstab:
    """Head the columns by numbers instead of their codes."""
    numbers = {code: int(code) for code in table.counts}
    weights = None if table.weights is None else table.weights.rename(columns=numbers)
    return Crosstab(table.counts.rename(columns=numbers), table.left_out, weights, table.withheld, table.without)
