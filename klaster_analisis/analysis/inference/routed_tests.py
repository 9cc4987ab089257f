"""Routed questions: does cooperation exist, how active is it where it does, and both together."""

from dataclasses import replace

import pandas as pd

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.families import Adjustment, Testing, adjusted
from klaster_analisis.analysis.inference.independence import exact_likelihood_ratio, fisher_freeman_halton
from klaster_analisis.analysis.inference.result import Family, HypothesisTest
from klaster_analisis.analysis.routed import RoutedCrosstab


def combined(table: RoutedCrosstab) -> Crosstab:
    """
    Read both questions as one: first the answers that end the matter, then how active it is.

    Parameters
    ----------
    table : RoutedCrosstab
        With a second question.

    Returns
    -------
    Crosstab
        Among all who answered. Who was let through but did not answer the second question is left out, and counted there.

    Raises
    ------
    DataError
        If nobody was asked a second question.

    Notes
    -----
    Its row shares are those among all who answered, `RoutedCrosstab.unconditional_share`; those of the second question alone
    are among those who cooperate.
    Checked against: Table 4, by hand.

    Examples
    --------
    >>> from klaster_analisis import load_study, routed_crosstab
    >>> study = load_study()
    >>> table = routed_crosstab(study.counts, study.codebook, partner="sejenis", places=study.places.codes)
    >>> combined(table).counts.loc["pati"].to_dict()
    {'tidak_ada': 4, 'pasif': 5, 'aktif': 5, 'proaktif': 3}
    """
    ended = table.existence.counts.drop(columns=table.route)
    silent = int((table.routed - table.activity.row_totals).sum())
    counts = pd.concat([ended, table.activity.counts], axis="columns")
    return Crosstab(counts, left_out=table.existence.left_out + silent)


def routed_tests(table: RoutedCrosstab, *, test: Testing = fisher_freeman_halton, adjustment: Adjustment = "holm") -> Family:
    """
    Test both questions, each among those who were asked it.

    Parameters
    ----------
    table : RoutedCrosstab
    test : callable
        From a `Crosstab` to a `HypothesisTest`.
    adjustment : {"holm", "fdr_bh"}
        Over the two.

    Returns
    -------
    Family
        ``keberadaan`` among all who answered, and, where it was asked, ``keaktifan`` among those who cooperate.

    Notes
    -----
    The second question was put only to those whom the first let through, so that each test stands on those who were asked.
    Checked against: R, ``fisher.test`` of each question's table.

    Examples
    --------
    >>> from klaster_analisis import load_study, routed_crosstab
    >>> study = load_study()
    >>> table = routed_crosstab(study.counts, study.codebook, partner="sejenis", places=study.places.codes)
    >>> {name: round(test.p, 4) for name, test in routed_tests(table).tests.items()}
    {'keberadaan': 0.003, 'keaktifan': 0.3217}
    """
    tests = {"keberadaan": test(table.existence)}
    if table.intensity is not None:
        tests["keaktifan"] = test(table.intensity)
    return adjusted(tests, adjustment=adjustment)


def continuation_ratio(table: RoutedCrosstab) -> HypothesisTest:
    """
    Test both questions together: whether places differ in any step from no cooperation to the most active.

    Parameters
    ----------
    table : RoutedCrosstab
        With a second question.

    Returns
    -------
    HypothesisTest
        Exact, given both margins; its statistic is the sum of the likelihood ratios of the steps.

    Raises
    ------
    DataError
        If nobody was asked a second question.

    Notes
    -----
    The likelihood of an answer is that of each step that led to it, so the likelihood ratio of all answers together is the
    sum of those of the steps (Fienberg, 1980; Agresti, 2002, section 7.4.3).
    Checked against: the sum of the steps; its p as `exact_likelihood_ratio`.

    Examples
    --------
    >>> from klaster_analisis import load_study, routed_crosstab
    >>> study = load_study()
    >>> table = routed_crosstab(study.counts, study.codebook, partner="sejenis", places=study.places.codes)
    >>> test = continuation_ratio(table)
    >>> round(test.statistic, 3), round(test.p, 5)
    (17.826, 0.0106)
    """
    return replace(exact_likelihood_ratio(combined(table)), name="continuation_ratio")


def continuation_ratios(
    table: RoutedCrosstab, *, test: Testing = fisher_freeman_halton, adjustment: Adjustment = "holm"
) -> Family:
    """
    Test the steps of a routed question one by one: each among those who reached it.

    Parameters
    ----------
    table : RoutedCrosstab
        With a second question.
    test : callable
        From a table of two columns to a `HypothesisTest`.
    adjustment : {"holm", "fdr_bh"}
        Over all steps.

    Returns
    -------
    Family
        By the answer at which a step may end: the first tells who does not cooperate from all others, the next, among
        these, who is passive from those more active, and so on.

    Raises
    ------
    DataError
        If nobody was asked a second question.

    Notes
    -----
    See `continuation_ratio`.
    Checked against: the sum of the steps, which is the likelihood ratio of all answers together.

    Examples
    --------
    >>> from klaster_analisis import load_study, routed_crosstab
    >>> study = load_study()
    >>> table = routed_crosstab(study.counts, study.codebook, partner="sejenis", places=study.places.codes)
    >>> {step: round(test.p, 4) for step, test in continuation_ratios(table).tests.items()}
    {'tidak_ada': 0.003, 'pasif': 1.0, 'aktif': 0.114}
    """
    together = combined(table)
    counts = together.counts
    steps = {}
    for at, answer in enumerate(counts.columns[:-1]):
        step = pd.DataFrame({answer: counts[answer], "berlanjut": counts.iloc[:, at + 1 :].sum(axis="columns")})
        steps[answer] = test(Crosstab(step, left_out=together.left_out))
    return adjusted(steps, adjustment=adjustment)
