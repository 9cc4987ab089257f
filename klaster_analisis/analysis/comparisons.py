"""The comparisons of places that notebooks and reports make: each set of them one family."""

from collections.abc import Mapping
from itertools import combinations

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.families import adjusted
from klaster_analisis.analysis.inference.independence import fisher_freeman_halton
from klaster_analisis.analysis.inference.planning.power import FirmsNeeded, firms_needed
from klaster_analisis.analysis.inference.result import Family
from klaster_analisis.analysis.routed import RoutedCrosstab

OTHERS = "tempat_lain"


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
        Exact tests by code of the question, adjusted by Holm over all of them.

    Examples
    --------
    >>> from klaster_analisis import load_study, overview
    >>> family = compare_places(overview(load_study()).cooperation)
    >>> round(family.tests["kerjasama_sejenis"].p, 4), round(family.tests["kerjasama_sejenis"].adjusted_p, 4)
    (0.003, 0.0212)
    """
    questions = {table.question: table.existence for table in tables.values()}
    questions |= {str(table.follow_up): table.intensity for table in tables.values() if table.intensity is not None}
    return adjusted({code: fisher_freeman_halton(crosstab) for code, crosstab in questions.items()})


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
    counts = table.counts.loc[[place]].copy()
    counts.loc[OTHERS] = table.counts.drop(index=place).sum()
    return Crosstab(counts, left_out=table.left_out)


def firms_for_pairs(table: RoutedCrosstab) -> dict[tuple[str, str], FirmsNeeded]:
    """
    Say of each two places how many firms in each would settle a difference as large as the one seen.

    Parameters
    ----------
    table : RoutedCrosstab

    Returns
    -------
    dict of FirmsNeeded
        By pair of places; equal shares, and shares of nobody, are passed over.

    Examples
    --------
    >>> from klaster_analisis import load_study, overview
    >>> found = firms_for_pairs(overview(load_study()).cooperation["sejenis"])
    >>> {pair: needed.n for pair, needed in found.items()}
    {('klaten', 'pati'): (24, 24), ('klaten', 'tegal'): (13, 13), ('pati', 'tegal'): (143, 143)}
    """
    shares = table.existence_share[table.route].dropna()
    return {
        pair: firms_needed(shares[pair[0]], shares[pair[1]])
        for pair in combinations(shares.index, 2)
        if shares[pair[0]] != shares[pair[1]]
    }
