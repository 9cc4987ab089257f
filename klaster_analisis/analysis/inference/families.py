"""Several tests taken together: a family always shows its adjusted p."""

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import combinations
from typing import Any, Literal, get_args

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.arguments import check_choice
from klaster_analisis.analysis.inference.independence import fisher_freeman_halton
from klaster_analisis.analysis.inference.result import Family, HypothesisTest

Adjustment = Literal["holm", "fdr_bh"]
Testing = Callable[[Crosstab], HypothesisTest]


def adjusted(tests: Mapping[Any, HypothesisTest], *, adjustment: Adjustment = "holm") -> Family:
    """
    Adjust the p of tests that are read together.

    Parameters
    ----------
    tests : mapping of str to HypothesisTest
        Those without a p stay as they are, and do not count.
    adjustment : {"holm", "fdr_bh"}
        Holm (1979) bounds the chance of a single false alarm; Benjamini and Hochberg (1995) the share of false alarms.

    Returns
    -------
    Family

    Notes
    -----
    Checked against: R, ``p.adjust(p, "holm")`` and ``p.adjust(p, "BH")``.

    Examples
    --------
    >>> tests = {name: HypothesisTest(name="t", method="exact", p=p, n=9) for name, p in {"a": 0.01, "b": 0.02, "c": 0.4}.items()}
    >>> adjusted(tests).to_frame()["adjusted_p"].round(3).tolist()
    [0.03, 0.04, 0.4]
    """
    from statsmodels.stats.multitest import multipletests  # noqa: PLC0415  slow to import

    check_choice("adjustment", adjustment, get_args(Adjustment))
    having = [name for name, test in tests.items() if not math.isnan(test.p)]
    values = multipletests([tests[name].p for name in having], method=adjustment)[1] if having else []
    by_name = {name: float(value) for name, value in zip(having, values, strict=True)}
    return Family({name: replace(test, adjusted_p=by_name.get(name)) for name, test in tests.items()}, adjustment)


def pairwise(table: Crosstab, *, test: Testing = fisher_freeman_halton, adjustment: Adjustment = "holm") -> Family:
    """
    Test each row of a table against each other row.

    Parameters
    ----------
    table : Crosstab
    test : callable
        From a table of two rows to a `HypothesisTest`.
    adjustment : {"holm", "fdr_bh"}
        Over all pairs.

    Returns
    -------
    Family
        By pair of rows, in their order.

    Notes
    -----
    Checked against: R, ``fisher.test`` of each pair, and ``p.adjust``.

    Examples
    --------
    >>> import pandas as pd
    >>> table = Crosstab(pd.DataFrame({"ada": [4, 13, 17], "tidak_ada": [8, 4, 2]}, index=["klaten", "pati", "tegal"]))
    >>> {pair: round(test.adjusted_p, 4) for pair, test in pairwise(table).tests.items()}
    {('klaten', 'pati'): 0.0575, ('klaten', 'tegal'): 0.006, ('pati', 'tegal'): 0.3911}
    """
    pairs = combinations(table.counts.index, 2)
    return adjusted({pair: test(table.only(pair)) for pair in pairs}, adjustment=adjustment)
