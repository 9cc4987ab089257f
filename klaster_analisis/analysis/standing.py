"""Where a place stands among the others, question by question: clearly above them, clearly below, or not told apart."""

from collections.abc import Mapping
from dataclasses import dataclass

from klaster_analisis.analysis.comparisons import against_others, compare_place
from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.families import adjusted
from klaster_analisis.analysis.inference.ordered.ranks import wilcoxon_mann_whitney
from klaster_analisis.analysis.inference.result import Family
from klaster_analisis.analysis.overview import Overview
from klaster_analisis.terms import TEMPAT_LAIN

ALPHA = 0.05


@dataclass(frozen=True)
class Company:
    """
    Whom a place is set against in one question.

    Parameters
    ----------
    counted : tuple of str
        Codes of the other places with answers that are shown.
    withheld : tuple of str
        Those whose answers are not shown.
    silent : tuple of str
        Those in which nobody answered.
    n : int
        How many firms of the other places are counted.
    """

    counted: tuple[str, ...]
    withheld: tuple[str, ...]
    silent: tuple[str, ...]
    n: int


@dataclass(frozen=True, eq=False)
class Standing:
    """
    Where a place stands among all others taken together.

    Parameters
    ----------
    family : Family
        One test a question, adjusted by Holm; without questions that are not shown of the place, or of nobody else.
    company : mapping of str to Company
        Whom the place is set against, by code of the same questions.
    above, below : tuple of str
        Codes of the questions in which the place is clearly higher or lower: an adjusted p below 0.05.
    level : tuple of str
        Codes of those in which it is not told apart.
    hidden : tuple of str
        Codes of the questions whose answers in this place are not shown.
    """

    family: Family
    company: Mapping[str, Company]
    above: tuple[str, ...]
    below: tuple[str, ...]
    level: tuple[str, ...]
    hidden: tuple[str, ...]

    @property
    def tested(self) -> bool:
        """Whether anything could be tested; weighted answers cannot."""
        return any(test.adjusted_p is not None for test in self.family.tests.values())

    @property
    def partial(self) -> bool:
        """Whether something that is withheld could change what is said."""
        return bool(self.hidden) or any(company.withheld for company in self.company.values())


def score_standing(place: str, known: Overview) -> Standing | None:
    """
    Say in which scores a place is clearly above or below all others together.

    Parameters
    ----------
    place : str
        Code of the place.
    known : Overview

    Returns
    -------
    Standing or None
        None where only means are printed: nothing can then be tested.

    Notes
    -----
    Tested by ranks, `wilcoxon_mann_whitney`: of a firm here and one elsewhere, how probably the one here is higher.

    Examples
    --------
    >>> from klaster_analisis import example_survey, load_survey, overview
    >>> survey = load_survey(example_survey("survei_jawa_tengah_sintetis.csv"))
    >>> kudus = score_standing("kudus", overview(survey, focus="kudus"))
    >>> kudus.above, kudus.below
    (('produk', 'teknologi', 'keterampilan'), ())
    """
    tables = known.apart.dynamics.tables
    if tables is None:
        return None
    pairs = {code: against_others(table, place=place) for code, table in _comparable(tables, place).items()}
    family = adjusted({code: wilcoxon_mann_whitney(pair) for code, pair in pairs.items()})
    return _standing(tables, place, family, {code: _ordered_gap(pair) for code, pair in pairs.items()})


def cooperation_standing(place: str, known: Overview) -> Standing:
    """
    Say with which partners clearly more or fewer firms of a place cooperate than of all others together.

    Parameters
    ----------
    place : str
        Code of the place.
    known : Overview

    Returns
    -------
    Standing

    Examples
    --------
    >>> from klaster_analisis import load_study, overview
    >>> cooperation_standing("klaten", overview(load_study())).below
    ('kerjasama_sejenis',)
    """
    routed = {table.question: table for table in known.apart.cooperation.values()}
    tables = {code: table.existence for code, table in routed.items()}
    here = _comparable(tables, place)
    family = compare_place({code: routed[code] for code in here}, place=place)
    gaps = {}
    for code in here:
        shares = against_others(tables[code], place=place).share(of="row")[routed[code].route]
        gaps[code] = float(shares[place] - shares[TEMPAT_LAIN])
    return _standing(tables, place, family, gaps)


def _comparable(tables: Mapping[str, Crosstab], place: str) -> dict[str, Crosstab]:
    """Keep the tables with answers from the place and from others."""
    return {code: table for code, table in tables.items() if table.row_totals[place] and table.row_totals.drop(place).any()}


def _ordered_gap(pair: Crosstab) -> float:
    """Count the pairs of a firm here and one elsewhere in which the one here answers higher, less those in which it is lower."""
    here, there = (pair.counts.iloc[row].to_numpy() for row in (0, 1))
    below = there.cumsum() - there
    above = there.sum() - there.cumsum()
    return float((here * (below - above)).sum())


def _standing(tables: Mapping[str, Crosstab], place: str, family: Family, gaps: Mapping[str, float]) -> Standing:
    clear = {code for code, test in family.tests.items() if test.adjusted_p is not None and test.adjusted_p < ALPHA}
    return Standing(
        family=family,
        company={code: _company(tables[code], place) for code in family.tests},
        above=tuple(code for code in family.tests if code in clear and gaps[code] > 0),
        below=tuple(code for code in family.tests if code in clear and gaps[code] < 0),
        level=tuple(code for code, test in family.tests.items() if test.adjusted_p is not None and code not in clear),
        hidden=tuple(code for code, table in tables.items() if place in table.withheld),
    )


def _company(table: Crosstab, place: str) -> Company:
    totals = table.row_totals.drop(place)
    shown = totals[[row not in table.withheld for row in totals.index]]
    return Company(
        counted=tuple(shown.index[shown > 0]),
        withheld=tuple(row for row in totals.index if row in table.withheld),
        silent=tuple(shown.index[shown == 0]),
        n=int(shown.sum()),
    )
