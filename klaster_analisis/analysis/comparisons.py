"""The comparisons of places that notebooks and reports make: each set of them one family."""

from collections.abc import Mapping
from itertools import combinations

import pandas as pd

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.families import adjusted
from klaster_analisis.analysis.inference.independence import fisher_freeman_halton
from klaster_analisis.analysis.inference.occupied import occupied
from klaster_analisis.analysis.inference.ordered.ranks import kruskal_wallis, wilcoxon_mann_whitney
from klaster_analisis.analysis.inference.planning.power import FirmsNeeded, firms_needed
from klaster_analisis.analysis.inference.result import Family, HypothesisTest
from klaster_analisis.analysis.inference.shares.single import row_shares
from klaster_analisis.analysis.routed import RoutedCrosstab
from klaster_analisis.terms import TEMPAT_LAIN


def compare_places(tables: Mapping[str, RoutedCrosstab]) -> Family:
    """
    Test whether places differ, question by question: does cooperation exist, and how active is it where it does.

    Parameters
    ----------
    tables : mapping of str to RoutedCrosstab
        By kind of partner.

    Returns
    -------
    Family
        Tests by code of the question, adjusted by Holm over all of them: Fisher's exact test, and `rank_test` where the answers
        say in order how active it is.

    Examples
    --------
    >>> from klaster_analisis import load_study, overview
    >>> family = compare_places(overview(load_study()).cooperation)
    >>> round(family.tests["kerjasama_sejenis"].p, 4), round(family.tests["kerjasama_sejenis"].adjusted_p, 4)
    (0.003, 0.0212)
    """
    tests = {table.question: fisher_freeman_halton(table.existence) for table in tables.values()}
    for table in tables.values():
        if table.intensity is not None:
            test = rank_test if table.ordered else fisher_freeman_halton
            tests[str(table.follow_up)] = test(table.intensity)
    return adjusted(tests)


def rank_test(table: Crosstab) -> HypothesisTest:
    """
    Test whether the ordered answers of some places are higher than those of others.

    Parameters
    ----------
    table : Crosstab
        Places down, answers across, in order.

    Returns
    -------
    HypothesisTest
        Of Wilcoxon, Mann and Whitney where two places have answers, of Kruskal and Wallis where more have.

    Examples
    --------
    >>> produk = Crosstab(pd.DataFrame({3: [12, 2, 0], 4: [0, 9, 0]}, index=["klaten", "pati", "tegal"]))
    >>> rank_test(produk).name
    'wilcoxon_mann_whitney'
    """
    return wilcoxon_mann_whitney(table) if len(occupied(table).counts) < 3 else kruskal_wallis(table)


def compare_answers(tables: Mapping[str, Crosstab]) -> Family:
    """
    Test whether places differ in their ordered answers, question by question.

    Parameters
    ----------
    tables : mapping of str to Crosstab
        By code of the question: places down, answers across, in order.

    Returns
    -------
    Family
        Rank tests by code of the question, adjusted by Holm over all of them.

    Examples
    --------
    >>> produk = Crosstab(pd.DataFrame({3: [12, 2], 4: [0, 9]}, index=["klaten", "pati"]))
    >>> compare_answers({"produk": produk}).tests["produk"].p < 0.001
    True
    """
    return adjusted({code: rank_test(table) for code, table in tables.items()})


def compare_place(tables: Mapping[str, RoutedCrosstab], *, place: str) -> Family:
    """
    Test whether a place differs from all others together, kind of partner by kind of partner.

    Parameters
    ----------
    tables : mapping of str to RoutedCrosstab
        By kind of partner.
    place : str
        Code of the place.

    Returns
    -------
    Family
        Exact tests by code of the question on existence, adjusted by Holm over all of them.

    Examples
    --------
    >>> from klaster_analisis import load_study, overview
    >>> family = compare_place(overview(load_study()).cooperation, place="klaten")
    >>> round(family.tests["kerjasama_sejenis"].p, 4), round(family.tests["kerjasama_sejenis"].adjusted_p, 4)
    (0.0022, 0.0087)
    """
    return adjusted(
        {table.question: fisher_freeman_halton(against_others(table.existence, place=place)) for table in tables.values()}
    )


def against_others(table: Crosstab, *, place: str) -> Crosstab:
    """
    Set one row of a table against the sum of all others.

    Parameters
    ----------
    table : Crosstab
    place : str
        Name of the row.

    Returns
    -------
    Crosstab
        Two rows: the place, and ``tempat_lain``.

    Examples
    --------
    >>> import pandas as pd
    >>> table = Crosstab(pd.DataFrame({"ada": [4, 13, 17], "tidak_ada": [8, 4, 2]}, index=["klaten", "pati", "tegal"]))
    >>> against_others(table, place="pati").counts.loc["tempat_lain"].to_dict()
    {'ada': 21, 'tidak_ada': 10}
    """
    others = [row for row in table.counts.index if row != place]
    return table.merged({place: place} | dict.fromkeys(others, TEMPAT_LAIN))


def cooperating_shares(table: RoutedCrosstab) -> pd.DataFrame:
    """
    Give the share that cooperates, place by place, with its interval.

    Parameters
    ----------
    table : RoutedCrosstab

    Returns
    -------
    pandas.DataFrame
        ``bagian, bawah, atas`` by place: Wilson's interval; weighted shares have none. NaN where nobody answered.

    Examples
    --------
    >>> from klaster_analisis import load_study, overview
    >>> cooperating_shares(overview(load_study()).cooperation["hilir"]).loc["klaten"].round(3).tolist()
    [0.667, 0.3, 0.903]
    """
    cells = row_shares(table.existence)
    place, answer = cells.columns[:2]
    found = cells[cells[answer] == table.route].set_index(place)[["share", "low", "high"]]
    return found.set_axis(["bagian", "bawah", "atas"], axis="columns").reindex(table.existence.counts.index)


def firms_for_pairs(table: RoutedCrosstab) -> dict[tuple[str, str], FirmsNeeded]:
    """
    Say of each two places how many firms in each would settle a difference as large as the one seen.

    Parameters
    ----------
    table : RoutedCrosstab

    Returns
    -------
    dict of FirmsNeeded
        By pair of places; equal shares, and shares of nobody, are passed over. None where answers are weighted: without the
        design nobody knows what a firm is worth.

    Examples
    --------
    >>> from klaster_analisis import load_study, overview
    >>> found = firms_for_pairs(overview(load_study()).cooperation["sejenis"])
    >>> {pair: needed.n for pair, needed in found.items()}
    {('klaten', 'pati'): (24, 24), ('klaten', 'tegal'): (13, 13), ('pati', 'tegal'): (143, 143)}
    """
    if table.existence.weighted:
        return {}
    shares = table.existence_share[table.route].dropna()
    return {
        pair: firms_needed(shares[pair[0]], shares[pair[1]])
        for pair in combinations(shares.index, 2)
        if shares[pair[0]] != shares[pair[1]]
    }
