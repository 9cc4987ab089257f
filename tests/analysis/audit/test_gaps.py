"""Numbers that are due but not printed."""

import pytest

from klaster_analisis.analysis.audit.gaps import gap_findings
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.published import published_tables
from klaster_analisis.sources.printed.table import FrequencyLayout, MissingNumber, PrintedTable, ScoreLayout

MEASURES = ("rata_rata", "minimum", "maksimum")
LAYOUT = ScoreLayout(("r",), ("a", "b"), scale=(1, 5), sum_column="jumlah")


def scored(texts, *, total=None, layout=LAYOUT, measures=MEASURES):
    """Write a row of numbers from left to right; those that are lacking are missing at the end."""
    due = [(column, measure) for column in layout.columns for measure in measures]
    numbers = [PrintedNumber("1", "r", *place, text) for place, text in zip(due, texts, strict=False)]
    numbers += [PrintedNumber("1", "r", "jumlah", "jumlah", total)] if total else []
    missing = tuple(MissingNumber("r", *place, "note") for place in due[len(texts) :])
    return PrintedTable("1", tuple(numbers), layout, missing=missing)


def places(table):
    first, *_ = gap_findings(table)
    return [[f"{column}.{measure[:3]}" for column, measure in first.values[name]] for name in ("posisi", "posisi_jumlah")]


def test_the_gap_of_the_study(study):
    """
    Table 3, by hand: Klaten's 3 3 3 3 3 3 3 3 3 2 1 3 3 3 3 3 3 holds a mean of 2 between 1 and the next number, and 3s.

    The gap cannot be before the 1, and can be anywhere after. The sum, 17, fits everywhere: 3 × 5 and a mean from 1.5 to 2.5.
    """
    (found,) = [finding for table in published_tables(study) for finding in gap_findings(table)]
    after = [("keterampilan", "maksimum"), *((column, m) for column in ("kepercayaan", "informasi") for m in MEASURES)]
    assert found.values["posisi"] == found.values["posisi_jumlah"] == after
    assert (found.table, found.row, found.column, found.measure) == ("3", "klaten", "informasi", "maksimum")
    assert (found.check, found.severity, found.verdict, found.values["kosong"]) == ("sel_kosong", "catatan", "tercatat", 1)


def test_the_sum_of_the_means_can_settle_it():
    """
    By hand: 2 1 2 5 5 with a gap.

    2 (1–2) leaves 5 (5–?), 5 (?–5) or ? (5–5); 2 (1–?) would leave a mean of 2 below its minimum of 5, and 2 (?–1) lies above
    its maximum. The first mean is 1.5 to 2 exactly; the second 5, or, where the minimum lacks, 4.5 to 5.
    """
    ends = ["b.rat", "b.min", "b.mak"]
    assert places(scored("21255")) == [ends, ends]
    assert places(scored("21255", total="7")) == [ends, ends]
    assert places(scored("21255", total="6,2")) == [ends, ["b.min"]]
    assert places(scored("21255", total="9")) == [ends, []]


def test_all_places_are_tried_the_other_way_round():
    """By hand: 1 1 1 1 1 fits with a gap anywhere."""
    assert places(scored("11111"))[0] == ["a.rat", "a.min", "a.mak", "b.rat", "b.min", "b.mak"]


def test_a_mean_that_nothing_bounds_fits_every_sum():
    """By hand, without a scale: 5 as the minimum or as the maximum of b, its only number, leaves the mean of b free."""
    layout = ScoreLayout(("r",), ("a", "b"), sum_column="jumlah")
    bounded, open_ended = scored("2125", total="99", layout=layout), scored("21255", total="99", layout=layout)
    assert places(open_ended)[1] == []
    assert places(bounded)[1] == ["b.rat", "b.min", "b.mak"]


def test_two_gaps():
    """By hand: 3 1 5 3 can lack two numbers of b, but 3 and 1 in this order are no minimum and maximum of a."""
    found = places(scored("3153"))[0]
    assert "a.rat" not in found
    assert {"b.rat", "b.min", "b.mak"} <= set(found)


@pytest.mark.parametrize(
    ("last", "items", "expected"),
    [
        ("7", 1, []),  # above the scale
        ("2,5", 1, []),  # not whole, so no answer
        ("2,5", 2, ["b.min", "b.mak"]),  # the mean of two answers
        ("2", 1, ["b.mak"]),
    ],
)
def test_minima_and_maxima_are_possible_answers(last, items, expected):
    """By hand: 3 (1–5) leaves 3 (?–last) or 3 (last–?)."""
    layout = ScoreLayout(("r",), ("a", "b"), scale=(1, 5), items=items)
    assert places(scored(["3", "1", "5", "3", last], layout=layout))[0] == expected


def test_rows_that_tell_nothing_about_their_gap():
    """Without minima and maxima, in a table of counts, or with too many gaps, every place is as good."""
    assert places(scored("3", measures=("rata_rata",))) == [[], []]
    wide = ScoreLayout(("r",), tuple("abcdefghij"))
    assert places(scored("3" * 20, layout=wide)) == [[], []]
    frequencies = PrintedTable("1", (), FrequencyLayout(("r",), ("a",)), missing=(MissingNumber("r", "a", "n", "note"),))
    assert gap_findings(frequencies)[0].values == {
        "catatan": "note",
        "kosong": 1,
        "posisi": [],
        "jumlah": None,
        "posisi_jumlah": [],
    }
