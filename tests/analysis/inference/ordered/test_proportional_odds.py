"""Odds ratios of ordered answers, their test and the test of what they assume."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.ordered.proportional_odds import proportional_odds
from klaster_analisis.errors import UsageError

PLACES = ["klaten", "pati", "tegal"]
T4 = [[4, 8], [13, 4], [17, 2]]  # the study's Table 4, existence
T4_INTENSITY = [[2, 2, 0], [5, 5, 3], [7, 10, 0]]
T6_INTENSITY = [[2, 2, 0], [7, 6, 0], [13, 3, 1]]
JOBS = [[1, 3, 10, 6], [2, 3, 10, 7], [1, 6, 14, 12], [0, 1, 9, 11]]  # income × job satisfaction: Agresti (2002), Table 2.8


def table(cells, **given) -> Crosstab:
    return Crosstab(pd.DataFrame(cells, index=PLACES if len(cells) == 3 else None), **given)


# R: f <- ordinal::clm(y ~ g, data = d, weights = n); f0 <- update(f, . ~ 1); 2*(logLik(f)-logLik(f0)), pchisq(…, df)
#    f1 <- ordinal::clm(y ~ 1, nominal = ~ g, data = d, weights = n); anova(f, f1), to its last digits 2*(s-logLik(f)) with
#    p <- m/rowSums(m); s <- sum(m[m > 0]*log(p[m > 0]))
@pytest.mark.parametrize(
    ("cells", "test", "assumption"),
    [
        (T4_INTENSITY, (1.0657634871819184, 2, 0.58691120275251896), (5.4239810185249056, 2, 0.066404496311184641)),
        (T6_INTENSITY, (1.6262525903802043, 2, 0.44346948028596889), (2.8677974413175207, 2, 0.23837773999401318)),
        (JOBS, (4.1325565177829731, 3, 0.24750159810711755), (2.6314966835211635, 6, 0.85347057048610098)),
    ],
)
def test_clm(cells, test, assumption):
    found = proportional_odds(table(cells))
    assert (found.test.statistic, found.test.df, found.test.p) == pytest.approx(test, rel=1e-11)
    assert (found.assumption.statistic, found.assumption.df, found.assumption.p) == pytest.approx(assumption, rel=1e-11)
    assert (found.test.name, found.assumption.name) == ("proportional_odds", "proportional_odds_assumption")


def test_rows_of_the_frame():
    """R: coef(summary(f)) and exp(coef(f) ± qnorm(0.975) × error); p = 2*pnorm(-abs(z))."""
    frame = proportional_odds(table(T4_INTENSITY)).to_frame()
    b, error = 0.94397442411178323, 1.12215390106640189
    ends = np.exp([b - 1.959963984540054 * error, b + 1.959963984540054 * error])
    expected = [b, math.exp(b), error, *ends, 0.400226635114522999]
    assert frame.columns.tolist() == ["log_odds_ratio", "odds_ratio", "standard_error", "low", "high", "p"]
    assert frame.index.tolist() == ["pati", "tegal"]
    assert frame.loc["pati"].tolist() == pytest.approx(expected, rel=1e-10)


def test_two_answers():
    """
    R: anova(glm(cbind(x[, 2], x[, 1]) ~ 1, …), glm(… ~ factor(1:3), …), test = "Chisq"): deviance 11.335781801829928, p 0.0034551
    """
    found = proportional_odds(table(T4))
    assert found.frame.at["pati", "odds_ratio"] == pytest.approx(4 * 4 / (8 * 13))
    assert found.test.statistic == pytest.approx(11.335781801829928, rel=1e-12)
    assert found.test.p == pytest.approx(chi2.sf(11.335781801829928, 2), rel=1e-11)
    assert math.isnan(found.assumption.p)
    assert [(note.kind, note.values) for note in found.assumption.notes] == [("asumsi_tak_teruji", {"kolom": 2})]
    assert found.notes == found.test.notes == ()


def test_order_of_the_other_rows_does_not_matter():
    found, other = proportional_odds(table(T4_INTENSITY)), proportional_odds(table([T4_INTENSITY[i] for i in (0, 2, 1)]))
    assert other.frame["odds_ratio"].tolist() == pytest.approx(found.frame["odds_ratio"].tolist()[::-1], rel=1e-10)
    assert other.test.statistic == pytest.approx(found.test.statistic)


def test_another_reference_gives_the_same_tests():
    found, other = proportional_odds(table(T4_INTENSITY)), proportional_odds(table([T4_INTENSITY[i] for i in (1, 0, 2)]))
    assert other.frame["log_odds_ratio"].iloc[0] == pytest.approx(-found.frame["log_odds_ratio"].iloc[0], rel=1e-10)
    assert (other.test.p, other.assumption.p) == pytest.approx((found.test.p, found.assumption.p))


def test_what_holds_exactly_is_not_rejected():
    """By hand: both rows alike, so that the odds ratio is 1 and both statistics are 0."""
    found = proportional_odds(table([[2, 3, 4], [4, 6, 8]]))
    assert found.frame["odds_ratio"].tolist() == pytest.approx([1])
    assert (found.test.statistic, found.assumption.statistic) == pytest.approx((0, 0), abs=1e-12)
    assert (found.test.p, found.assumption.p) == pytest.approx((1, 1), abs=1e-5)


def test_empty_columns_and_rows_are_left_out():
    """The study's Table 5: nobody is proaktif; and a first row in which nobody was counted is no reference."""
    found = proportional_odds(table([[0, 0, 0], [9, 4, 0], [6, 11, 0]], left_out=4))
    assert found.reference == "pati"
    assert found.frame["odds_ratio"].to_dict() == {"tegal": pytest.approx(9 * 11 / (4 * 6))}
    assert [note.kind for note in found.notes] == ["baris_kosong", "kolom_kosong"]
    assert [note.kind for note in found.assumption.notes] == ["baris_kosong", "kolom_kosong", "asumsi_tak_teruji"]
    assert found.left_out == found.test.left_out == found.assumption.left_out == 4


def test_separated_rows_have_no_odds_ratio():
    """The study's Table 7: all four of Klaten cooperate, so that every other row's odds are infinitely higher."""
    found = proportional_odds(table([[4, 0], [11, 3], [9, 8]]))
    assert found.frame.shape == (2, 6)
    assert found.frame.isna().all(axis=None)
    assert math.isnan(found.test.p)
    assert math.isnan(found.assumption.p)
    assert [(note.kind, note.values) for note in found.notes] == [("terpisah", {"baris": ["klaten"], "kolom": []})]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("cells", [[[0, 0], [0, 0]], [[3, 4]], [[3], [4]], [[3, 0], [4, 0]], [[1, 2, 3]], [[5, 5, 0], [0, 5, 5]]])
def test_nothing_to_compare(cells):
    found = proportional_odds(table(cells))
    assert found.frame.isna().all(axis=None)
    assert math.isnan(found.test.p)
    assert math.isnan(found.test.statistic)
    assert math.isnan(found.assumption.p)
    assert found.notes[-1].kind in {"tak_teruji", "terpisah"}


def test_nobody():
    found = proportional_odds(table([[0, 0], [0, 0]]))
    assert found.reference is None
    assert found.frame.empty


def test_wrong_use():
    with pytest.raises(UsageError, match="confidence"):
        proportional_odds(table(T4), confidence=95)


def test_confidence():
    """A higher level gives a wider interval."""
    narrow, wide = (proportional_odds(table(T4), confidence=level) for level in (0.9, 0.99))
    assert (wide.frame["high"] > narrow.frame["high"]).all()
    assert wide.confidence == 0.99


def test_no_warning_is_printed(recwarn):
    for cells in (T4, T4_INTENSITY, T6_INTENSITY, JOBS, [[1000, 1, 1], [1, 1, 1000]]):
        proportional_odds(table(cells))
    assert not recwarn.list
