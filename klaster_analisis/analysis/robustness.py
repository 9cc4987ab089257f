"""Which findings on places survive what is missing: all comparisons of a study at once."""

from collections.abc import Iterable, Mapping
from itertools import combinations

import pandas as pd

from klaster_analisis.analysis.bounds.conclusions import survives
from klaster_analisis.analysis.bounds.moments import PossibleSpread, possible_spread
from klaster_analisis.analysis.bounds.nonresponse import nonresponse_bounds
from klaster_analisis.analysis.bounds.p_range import PRange, p_range
from klaster_analisis.analysis.bounds.survival import Survival
from klaster_analisis.analysis.inference.families import adjusted
from klaster_analisis.analysis.inference.independence import fisher_freeman_halton
from klaster_analisis.analysis.inference.result import Family
from klaster_analisis.analysis.inference.shares.single import row_shares
from klaster_analisis.analysis.routed import RoutedCrosstab
from klaster_analisis.analysis.scores import ScoreProfile
from klaster_analisis.terms import MAKSIMUM, MINIMUM, RATA_RATA

Tables = Mapping[str, RoutedCrosstab]


def open_shares(table: RoutedCrosstab, *, asked: "pd.Series[int]") -> pd.DataFrame:
    """
    Give the share that cooperates, place by place, with what chance and what silence leave open.

    Parameters
    ----------
    table : RoutedCrosstab
    asked : pandas.Series of int
        How many were interviewed, by place.

    Returns
    -------
    pandas.DataFrame
        By place: ``menjawab``, ``bagian``, ``selang_bawah`` and ``selang_atas`` (Wilson's interval), ``bawah`` and ``atas`` (if
        all who did not answer had answered one way or the other), and ``alasan`` where the latter cannot be said.

    Examples
    --------
    >>> from klaster_analisis import load_study, overview
    >>> known = overview(load_study())
    >>> open_shares(known.cooperation["hilir"], asked=known.asked).loc["klaten", ["bagian", "bawah", "atas"]].round(3).tolist()
    [0.667, 0.333, 0.833]
    """
    cells = nonresponse_bounds(table.existence, asked=asked)
    intervals = row_shares(table.existence)[["low", "high"]].set_axis(["selang_bawah", "selang_atas"], axis="columns")
    frame = pd.concat([cells, intervals], axis="columns")
    names = list(cells.columns[:2])
    frame = frame[frame[names[1]] == table.route].set_index(names[0])
    return frame[["menjawab", "bagian", "selang_bawah", "selang_atas", "bawah", "atas", "alasan"]]


def surviving_orders(tables: Tables, *, asked: "pd.Series[int]") -> dict[tuple[str, str, str], Survival]:
    """
    Say of each two places, and each kind of partner, whether "more cooperate here than there" survives the silence.

    Parameters
    ----------
    tables : mapping of str to RoutedCrosstab
        By kind of partner.
    asked : pandas.Series of int
        How many were interviewed, by place.

    Returns
    -------
    dict of Survival
        By code of the question, place with the larger share, place with the smaller one; equal shares are passed over.

    Examples
    --------
    >>> from klaster_analisis import load_study, overview
    >>> known = overview(load_study())
    >>> found = surviving_orders(known.cooperation, asked=known.asked)
    >>> found["kerjasama_hilir", "tegal", "pati"].verdict, found["kerjasama_hilir", "pati", "klaten"].tipping_point
    ('bertahan', 7)
    """
    found = {}
    for table in tables.values():
        shares = table.existence_share[table.route].dropna()
        for pair in combinations(shares.index, 2):
            higher, lower = sorted(pair, key=shares.get, reverse=True)
            if shares[higher] > shares[lower]:
                survival = survives(table.existence, higher=higher, lower=lower, answer=table.route, asked=asked)
                found[table.question, higher, lower] = survival
    return found


def order_tests(tables: Tables, orders: Iterable[tuple[str, str, str]]) -> Family:
    """
    Test each of these orders of two places exactly: all of them one family.

    Parameters
    ----------
    tables : mapping of str to RoutedCrosstab
        By kind of partner.
    orders : iterable of tuple of str
        Code of the question, place with the larger share, place with the smaller one, as `surviving_orders` gives them.

    Returns
    -------
    Family
        By order, adjusted by Holm.

    Examples
    --------
    >>> from klaster_analisis import load_study, overview
    >>> known = overview(load_study())
    >>> family = order_tests(known.cooperation, surviving_orders(known.cooperation, asked=known.asked))
    >>> round(family.tests["kerjasama_sejenis", "tegal", "klaten"].adjusted_p, 3)
    0.024
    """
    existence = {table.question: table.existence for table in tables.values()}
    return adjusted(
        {
            (question, higher, lower): fisher_freeman_halton(existence[question].only([higher, lower]))
            for question, higher, lower in orders
        }
    )


def p_ranges(tables: Tables, *, asked: "pd.Series[int]") -> dict[str, PRange]:
    """
    Give the smallest and the largest exact p that the silent firms could have made, table by table.

    Parameters
    ----------
    tables : mapping of str to RoutedCrosstab
        By kind of partner.
    asked : pandas.Series of int
        How many were interviewed, by place.

    Returns
    -------
    dict of PRange
        By code of the question on existence.

    Examples
    --------
    >>> from klaster_analisis import load_study, overview
    >>> known = overview(load_study())
    >>> found = p_ranges(known.cooperation, asked=known.asked)
    >>> found["kerjasama_sejenis"].verdict, round(found["kerjasama_hilir"].low, 4), round(found["kerjasama_hilir"].high, 4)
    ('bertahan', 0.0011, 0.8711)
    """
    return {table.question: p_range(table.existence, asked, fisher_freeman_halton) for table in tables.values()}


def possible_spreads(profile: ScoreProfile, *, asked: "pd.Series[int]") -> dict[tuple[str, str], PossibleSpread]:
    """
    Say what spread printed means, minima and maxima leave open, if all interviewed firms were scored.

    Parameters
    ----------
    profile : ScoreProfile
        Of printed scores.
    asked : pandas.Series of int
        How many were interviewed, by place: taken as the number of scores, which is not printed.

    Returns
    -------
    dict of PossibleSpread
        By place and question; those of which a number is not printed are passed over.

    Examples
    --------
    >>> from klaster_analisis import load_study, overview
    >>> known = overview(load_study())
    >>> spread = possible_spreads(known.dynamics, asked=known.asked)["pati", "produk"]
    >>> spread.data_sets, [round(end, 2) for end in spread.sd]
    (784, [0.78, 1.97])
    """
    printed = profile.frame.dropna(subset=[RATA_RATA, MINIMUM, MAKSIMUM])
    return {
        key: possible_spread(f"{row[RATA_RATA]:g}", int(row[MINIMUM]), int(row[MAKSIMUM]), int(asked[key[0]]))
        for key, row in printed.iterrows()
    }
