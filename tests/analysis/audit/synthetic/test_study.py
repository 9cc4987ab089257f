"""A synthetic study has the tables of the published one, is clean, and is the same for the same seed."""

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from klaster_analisis.analysis.audit.synthetic.study import draw_frequency_table, draw_score_table, draw_study
from klaster_analisis.sources.printed.published import published_tables

SEEDS = st.integers(0, 2**32)
FIRMS = st.lists(st.integers(1, 80), min_size=1, max_size=4).map(tuple)


def number(table, row, column, measure):
    printed = table.number(row, column, measure)
    return Decimal(printed.text.replace(",", "."))


def test_the_layouts_are_those_of_the_study(study):
    published = {table.name: table.layout for table in published_tables(study)}
    drawn = {table.name: table.layout for table in draw_study(np.random.default_rng(1))}
    assert sorted(drawn) == [*sorted(published), "9"]
    for name in "4567":
        assert drawn[name].columns == published[name].columns
        assert drawn[name].column_parts == published[name].column_parts
    assert drawn["3"].columns == published["3"].columns
    assert (drawn["3"].scale, drawn["3"].sum_column) == (published["3"].scale, published["3"].sum_column)
    assert drawn["8"].columns == published["8"].columns
    assert (drawn["8"].scale, drawn["8"].mean_row) == (published["8"].scale, published["8"].mean_row)


@settings(max_examples=30)
@given(SEEDS, FIRMS)
def test_cooperation_adds_up(seed, firms):
    for table in draw_study(np.random.default_rng(seed), firms=firms)[1:5]:
        places = table.layout.rows[:-1]
        counts = {(x.row, x.column): x.units for x in table.of_measure("n")}
        for row in table.layout.rows:
            assert counts[row, "ada"] + counts[row, "tidak_ada"] == counts[row, "jumlah"]
            if table.name != "7":
                assert sum(counts[row, column] for column in ("pasif", "aktif", "proaktif")) == counts[row, "ada"]
        for column in table.layout.columns:
            assert sum(counts[place, column] for place in places) == counts["total", column]
        for place in places:
            assert counts[place, "jumlah"] <= table.interviewed[place]
        assert table.name != "4" or [counts[place, "jumlah"] for place in places] == list(firms)
        for x in table.of_measure("persen"):
            base = counts[x.row, "jumlah" if x.column in {"ada", "tidak_ada"} else "ada"]
            exact = Decimal(100 * counts[x.row, x.column]) / base
            assert number(table, x.row, x.column, "persen") == exact.quantize(Decimal("0.1"), ROUND_HALF_UP)


@settings(max_examples=30)
@given(SEEDS, FIRMS)
def test_scores_can_be_recomputed_from_print(seed, firms):
    dynamics, *_, problems, _ = draw_study(np.random.default_rng(seed), firms=firms)
    for row in dynamics.layout.rows:
        means = [number(dynamics, row, column, "rata_rata") for column in dynamics.layout.columns]
        assert sum(means) == number(dynamics, row, "jumlah", "jumlah")
        for column, mean in zip(dynamics.layout.columns, means, strict=True):
            assert 1 <= number(dynamics, row, column, "minimum") <= mean <= number(dynamics, row, column, "maksimum") <= 5
    for column in problems.layout.columns:
        means = [number(problems, row, column, "rata_rata") for row in problems.layout.rows]
        average = (sum(means) / len(means)).quantize(Decimal("0.1"), ROUND_HALF_UP)
        assert number(problems, "rata_rata", column, "rata_rata") == average


def test_the_same_seed_draws_the_same_study():
    one, same, other = ([table.numbers for table in draw_study(np.random.default_rng(seed))] for seed in (5, 5, 6))
    assert one == same != other


def test_tables_of_any_size():
    rng = np.random.default_rng(1)
    frequencies = draw_frequency_table(rng, rows=40, columns=12, firms=1000, percent_of="kolom")
    assert (len(frequencies.layout.rows), len(frequencies.layout.columns)) == (41, 13)
    assert frequencies.count("total", "jumlah").text == "1000"
    scores = draw_score_table(rng, rows=5, columns=2, firms=3)
    assert [scores.n_of(row, "").text for row in scores.layout.rows] == ["1"] * 5
