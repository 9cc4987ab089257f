"""What each share could be if those who did not answer had all answered one way or the other."""

import pandas as pd

from klaster_analisis.analysis.bounds.silent import NOBODY_ANSWERED, silent_firms
from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.routed import RoutedCrosstab

NOT_ROUTED = "tidak_ditanya"


def nonresponse_bounds(table: Crosstab, *, asked: "pd.Series[int] | None") -> pd.DataFrame:
    """
    Bound each share of each row over everything that the silent firms could have answered.

    Parameters
    ----------
    table : Crosstab
    asked : pandas.Series of int, or None
        How many were asked, by row.

    Returns
    -------
    pandas.DataFrame
        One row a cell: its row and column, ``n``, ``menjawab`` (answered), ``ditanya`` (asked), ``bagian`` (share of those
        who answered), ``bawah`` and ``atas`` (smallest and largest share of those asked), ``alasan``. ``bagian`` is NaN
        where nobody answered, the bounds are NaN where they cannot be known; ``alasan`` then says why: a code of
        `silent_firms`. Rows that can be bounded are not touched by those that cannot. Of weighted answers the share is
        weighted, and there are no bounds.

    Raises
    ------
    DataError
        If a number asked is negative or not whole, or a row stands there twice.

    Notes
    -----
    Low = count / asked, high = (count + silent) / asked: worst-case bounds (Manski, 1989), which are sharp. A table of one
    column leaves no other answer: both are 1.

    Checked against: enumeration of all completions.

    Examples
    --------
    >>> table = Crosstab(pd.DataFrame({"ada": [4, 17], "tidak_ada": [2, 5]}, index=["klaten", "tegal"]))
    >>> found = nonresponse_bounds(table, asked=pd.Series({"klaten": 12, "tegal": 19})).round(3)
    >>> found.loc[0, ["bagian", "bawah", "atas"]].to_dict(), found.loc[2, "alasan"]
    ({'bagian': 0.667, 'bawah': 0.333, 'atas': 0.833}, 'dasar_melebihi')
    """
    cells = table.to_frame()
    firms = silent_firms(table, asked=asked).loc[cells.iloc[:, 0]].reset_index(drop=True)
    answered, silent = firms["menjawab"], firms["tidak_menjawab"].astype(float)
    base = (answered + silent).where(lambda n: n > 0)
    forced = silent if table.counts.shape[1] == 1 else 0
    return cells.assign(
        menjawab=answered,
        ditanya=firms["ditanya"],
        bagian=table.share(of="row").to_numpy().ravel(),
        bawah=(cells["n"] + forced) / base,
        atas=(cells["n"] + silent) / base,
        alasan=firms["alasan"],
    )


def routed_bounds(table: RoutedCrosstab, *, asked: "pd.Series[int] | None") -> pd.DataFrame:
    """
    Bound the shares of the second question over everything that the silent firms could have answered.

    Those silent on the first question may have any route and any answer; those let through who did not answer the second
    question may have any answer to it. Shares of the first question: `nonresponse_bounds` of ``table.existence``.

    Parameters
    ----------
    table : RoutedCrosstab
    asked : pandas.Series of int, or None
        How many were asked the first question, by place.

    Returns
    -------
    pandas.DataFrame
        Two rows a cell, of which ``dasar`` says the base: ``tak_bersyarat`` (all firms) or ``bersyarat`` (firms let
        through). Then the place and the answer, ``n``, ``bagian``, ``bawah``, ``atas``, ``alasan``. A conditional share is
        bounded over the completions in which somebody is let through; its reason is ``tidak_ditanya`` where that can be
        in none, ``tanpa_jawaban`` where nobody told how active. Other reasons as in `silent_firms`.

    Raises
    ------
    DataError
        If the table has no second question, or a number asked is negative or not whole, or a place stands there twice.

    Notes
    -----
    With c the count, m silent on the second question only, s silent on the first, R let through and N asked:
    c / N to (c + m + s) / N of all, c / (R + s) to (c + m + s) / (R + s) of those let through. For as c + m is at most R,
    both ends of the second are reached when all s are let through. Worst-case bounds (Manski, 1989). A second question of
    one answer leaves no other: m answer it in every completion.

    Checked against: enumeration of all completions.

    Examples
    --------
    >>> index = ["klaten"]
    >>> exists = Crosstab(pd.DataFrame({"ada": [4], "tidak_ada": [2]}, index=index))
    >>> active = Crosstab(pd.DataFrame({"pasif": [2], "aktif": [2]}, index=index))
    >>> found = routed_bounds(RoutedCrosstab("x", exists, "y", active), asked=pd.Series({"klaten": 12}))
    >>> found.loc[found["dasar"] == "bersyarat", ["bagian", "bawah", "atas"]].iloc[0].to_dict()
    {'bagian': 0.5, 'bawah': 0.2, 'atas': 0.8}
    """
    cells = table.activity.to_frame()
    firms = silent_firms(table.existence, asked=asked).assign(ada=table.routed, keaktifan=table.activity.row_totals)
    at = firms.loc[cells.iloc[:, 0]].reset_index(drop=True)
    given, let_through, silent = at["keaktifan"], at["ada"], at["tidak_menjawab"].astype(float)
    quiet = let_through - given
    most = cells["n"] + quiet + silent
    one_answer, one_route = (part.counts.shape[1] == 1 for part in (table.activity, table.existence))
    least = cells["n"] + (quiet if one_answer else 0)
    of_all = _bounded(
        cells.assign(dasar="tak_bersyarat"),
        share=table.unconditional_share,
        base=at["menjawab"] + silent,
        ends=(least + silent if one_answer and one_route else least, most),
        reason=at["alasan"],
    )
    reason = at["alasan"].mask(at["alasan"].eq("") & given.eq(0), NOBODY_ANSWERED)
    of_routed = _bounded(
        cells.assign(dasar="bersyarat"),
        share=table.conditional_share,
        base=let_through + silent,
        ends=(most if one_answer else least, most),
        reason=reason.mask((let_through + silent).eq(0) & at["menjawab"].gt(0), NOT_ROUTED),
    )
    return pd.concat([of_all, of_routed], ignore_index=True)


def _bounded(
    cells: pd.DataFrame,
    *,
    share: pd.DataFrame,
    base: "pd.Series[float]",
    ends: "tuple[pd.Series[float], pd.Series[float]]",
    reason: "pd.Series[str]",
) -> pd.DataFrame:
    base = base.where(base > 0)
    places = cells.iloc[:, 0].unique()
    return cells.assign(bagian=share.loc[places].to_numpy().ravel(), bawah=ends[0] / base, atas=ends[1] / base, alasan=reason)
