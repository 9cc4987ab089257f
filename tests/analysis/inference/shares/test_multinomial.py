"""Simultaneous intervals of shares against R; with large counts, where statsmodels fails, as well."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import multinomial_proportions_confint

from klaster_analisis import Crosstab, UsageError
from klaster_analisis.analysis.inference.shares.multinomial import multinomial_shares


def one_row(*counts: int) -> Crosstab:
    return Crosstab(pd.DataFrame([counts], index=["pati"]))


def ends(frame: pd.DataFrame) -> np.ndarray:
    return frame[["low", "high"]].to_numpy()


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        # R: DescToolsX::multinomCI(x, method = "sisonglaz"); first the example of Sison & Glaz (1995)
        (
            (56, 72, 73, 59, 62, 87, 58),
            [
                (0.0792291220556745, 0.164355734040223),
                (0.1134903640256959, 0.198616976010244),
                (0.1156316916488223, 0.200758303633371),
                (0.0856531049250535, 0.170779716909602),
                (0.0920770877944325, 0.177203699778981),
                (0.1456102783725910, 0.230736890357139),
                (0.0835117773019272, 0.168638389286476),
            ],
        ),
        # Table 4 of the study: intensity in Pati and Tegal
        ((5, 5, 3), [(0.153846153846154, 0.690572475479094)] * 2 + [(0.0, 0.536726321632940)]),
        (
            (7, 10, 0),
            [(0.235294117647059, 0.673682990937609), (0.411764705882353, 0.850153579172903), (0.0, 0.261918285055256)],
        ),
        ((2, 2, 0), [(0.25, 1.0), (0.25, 1.0), (0.0, 0.58396777935295)]),
        # the printout has eight digits
        ((20000, 20000, 1), [(0.49481263, 0.5051689121), (0.49481263, 0.5051689121), (0.0, 0.0052064112)]),
    ],
)
def test_sison_glaz_as_in_r(counts, expected):
    frame = multinomial_shares(one_row(*counts), method="sison_glaz")
    assert ends(frame) == pytest.approx(np.array(expected), abs=5e-9 if max(counts) > 1000 else 1e-11)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        # R: DescToolsX::multinomCI(x, method = "goodman")
        (
            (13, 3, 1),
            [
                (0.47476322202306570, 0.921169418588173),
                (0.04996644906450332, 0.466115879077316),
                (0.00778693280631748, 0.332325332841617),
            ],
        ),
        ((2, 2, 0), [(0.116285119459364, 0.883714880540636)] * 2 + [(0.0, 0.588948438193257)]),
        (
            (91, 49, 37, 43, 28, 13, 20),
            [
                (0.2539885570238565, 0.4025437177140323),
                (0.1218775915807153, 0.2432275223287157),
                (0.0865501148927940, 0.1952900959227918),
                (0.1040307598549757, 0.2194419025075327),
                (0.0611829561453921, 0.1582085773498100),
                (0.0224762146911611, 0.0928341899367345),
                (0.0398018835801315, 0.1240797145191738),
            ],
        ),
    ],
)
def test_goodman_as_in_r(counts, expected):
    assert ends(multinomial_shares(one_row(*counts))) == pytest.approx(np.array(expected), rel=1e-10, abs=1e-15)


def test_goodman_by_hand():
    """
    Twice 2 of 4: q = qchisq(1 - 0.05/2, 1) = 5.023886; (q + 4 ± sqrt(q (q + 4))) / (2 (q + 4)).

    That is (9.023886 ± sqrt(45.33498)) / 18.047772 = (9.023886 ± 6.733126) / 18.047772.
    """
    low, high = ends(multinomial_shares(one_row(2, 2)))[0]
    assert (low, high) == pytest.approx((0.126928, 0.873072), abs=1e-6)


@pytest.mark.parametrize("method", ["sison_glaz", "goodman"])
@given(st.lists(st.integers(0, 40), min_size=2, max_size=5).filter(any), st.sampled_from([0.5, 0.9, 0.95, 0.99]))
@settings(max_examples=15, deadline=None)
def test_as_statsmodels_where_counts_are_moderate(method, counts, confidence):
    frame = multinomial_shares(one_row(*counts), method=method, confidence=confidence)
    expected = multinomial_proportions_confint(np.array(counts), alpha=1 - confidence, method=method)
    assert ends(frame) == pytest.approx(expected, abs=1e-8)
    assert ((frame["low"] <= frame["share"] + 1e-12) & (frame["share"] <= frame["high"] + 1e-12)).all()


def test_rows_do_not_know_of_each_other_and_empty_ones_say_why():
    counts = pd.DataFrame([[5, 5, 3], [0, 0, 0]], index=["pati", "klaten"], columns=["pasif", "aktif", "proaktif"])
    frame = multinomial_shares(Crosstab(counts))
    assert ends(frame.head(3)).tolist() == ends(multinomial_shares(one_row(5, 5, 3))).tolist()
    assert frame["reason"].tolist() == [""] * 3 + ["tanpa_data"] * 3
    assert frame.tail(3)[["share", "low", "high"]].isna().all(axis=None)


@pytest.mark.parametrize("method", ["sison_glaz", "goodman"])
def test_a_single_answer_is_certain(method):
    assert ends(multinomial_shares(one_row(4), method=method)).tolist() == [[1, 1]]


def test_one_counted_excludes_little():
    assert ends(multinomial_shares(one_row(1, 0), method="sison_glaz")).tolist() == [[1, 1], [0, 1]]


def test_sison_glaz_of_too_many_firms_is_refused_before_it_is_laid_out():
    table = Crosstab(pd.DataFrame([[10**15, 2 * 10**15]]))
    with pytest.raises(UsageError, match="goodman"):
        multinomial_shares(table, method="sison_glaz")
    assert multinomial_shares(table)["share"].tolist() == pytest.approx([1 / 3, 2 / 3])
