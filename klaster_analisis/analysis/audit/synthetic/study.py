"""Whole synthetic studies and single tables of any size, clean: printed from true data without a mistake."""

from collections.abc import Mapping

import numpy as np

from klaster_analisis.analysis.audit.synthetic.printing import print_counts, print_scores
from klaster_analisis.analysis.audit.synthetic.truth import TrueCounts, draw_counts, draw_scores
from klaster_analisis.sources.printed.table import BARIS, FrequencyLayout, PrintedTable, ScoreLayout
from klaster_analisis.terms import ADA, JUMLAH, MAKSIMUM, MINIMUM, RATA_RATA, SD, TIDAK_ADA, TOTAL, N

INTENSITY = ("pasif", "aktif", "proaktif")
INDICATORS = ("produk", "teknologi", "pasar", "keterampilan", "kepercayaan", "informasi")
PROBLEMS = ("bahan_baku", "bahan_penolong", "produksi", "pemasaran")
SCALE, PROBLEM_SCALE = (1, 5), (1, 4)
ANSWER_RATE = 0.85  # the study: 35 to 48 of 48 answered


def draw_study(
    rng: np.random.Generator,
    *,
    firms: tuple[int, ...] = (12, 17, 19),
    rule: str = "ke_atas",
    decimals: int = 1,
    score_decimals: int = 0,
) -> tuple[PrintedTable, ...]:
    """
    Draw a clean study with the tables of the published one, and one with standard deviations.

    Parameters
    ----------
    rng : numpy.random.Generator
    firms : tuple of int
        How many were interviewed, by place.
    rule : {"ke_atas", "ke_genap", "ke_bawah", "dipangkas"}
        How every number is rounded.
    decimals : int
        Of a percentage.
    score_decimals : int
        Of a mean.

    Returns
    -------
    tuple of PrintedTable
        ``3`` dynamics (mean, minimum, maximum, sum of the printed means); ``4``–``6`` cooperation with its intensity; ``7``
        cooperation without; ``8`` problems, with the mean of the printed scores; ``9`` scores with n and standard deviation.
        All interviewed answer the question of Table 4; of the others some stay silent, so that bases differ.

    Examples
    --------
    >>> [(table.name, len(table.numbers) > 0) for table in draw_study(np.random.default_rng(1))][:2]
    [('3', True), ('4', True)]
    """
    places = {f"lokasi_{at}": n for at, n in enumerate(firms, start=1)}
    cooperation = (
        print_counts(
            _cooperation(rng, places, routed=name != "7", all_answer=name == "4"), name=name, rule=rule, decimals=decimals
        )
        for name in ("4", "5", "6", "7")
    )
    return (
        _dynamics(rng, places, rule, score_decimals),
        *cooperation,
        _problems(rng, places, rule, score_decimals),
        draw_score_table(rng, rows=len(firms), columns=3, firms=sum(firms), rule=rule, name="9"),
    )


def draw_frequency_table(
    rng: np.random.Generator,
    *,
    rows: int,
    columns: int,
    firms: int,
    rule: str = "ke_atas",
    decimals: int = 1,
    percent_of: str = BARIS,
    counts: bool = True,
    hundreds: bool = False,
    several: bool = False,
    name: str = "1",
) -> PrintedTable:
    """
    Draw a clean table of counts and percentages with a total row and a total column.

    Parameters
    ----------
    rng : numpy.random.Generator
    rows, columns : int
        Without totals.
    firms : int
        In the whole table; rows get unequal shares.
    rule, decimals, counts, hundreds
        See `print_counts`.
    percent_of : {"baris", "kolom", "semua"}
    several : bool
        Whether a firm may give several answers.
    name : str

    Returns
    -------
    PrintedTable

    Examples
    --------
    >>> table = draw_frequency_table(np.random.default_rng(1), rows=2, columns=2, firms=20)
    >>> table.count("total", "jumlah").text, len(list(table.of_measure("n")))
    ('20', 9)
    """
    row_names, column_names = _names("baris", rows), _names("kolom", columns)
    layout = FrequencyLayout(
        (*row_names, TOTAL), (*column_names, JUMLAH), {JUMLAH: column_names}, {TOTAL: row_names}, percent_of, several
    )
    truth = draw_counts(rng, layout, dict(zip(row_names, _divided(rng, firms, rows), strict=True)))
    return print_counts(truth, name=name, rule=rule, decimals=decimals, counts=counts, hundreds=hundreds)


def draw_score_table(
    rng: np.random.Generator,
    *,
    rows: int,
    columns: int,
    firms: int,
    rule: str = "ke_atas",
    decimals: int = 2,
    items: int = 1,
    population_sd: bool = False,
    known_scale: bool = True,
    name: str = "1",
) -> PrintedTable:
    """
    Draw a clean table of means and standard deviations on a scale from 1 to 5, with the n of every row.

    Parameters
    ----------
    rng : numpy.random.Generator
    rows, columns : int
    firms : int
        In the whole table; at least one a row.
    rule, decimals
        See `print_scores`.
    items : int
        How many answers a score is the mean of; minimum and maximum are printed where it is one.
    population_sd : bool
    known_scale : bool
        Whether the layout tells the scale.
    name : str

    Returns
    -------
    PrintedTable

    Examples
    --------
    >>> table = draw_score_table(np.random.default_rng(1), rows=2, columns=1, firms=20)
    >>> [number.measure for number in table.numbers][:5]
    ['n', 'rata_rata', 'minimum', 'maksimum', 'sd']
    """
    row_names = _names("baris", rows)
    layout = ScoreLayout(row_names, _names("kolom", columns), SCALE if known_scale else None, items, population_sd=population_sd)
    people = dict(zip(row_names, (1 + n for n in _divided(rng, max(firms - rows, 0), rows)), strict=True))
    ends = (MINIMUM, MAKSIMUM) if items == 1 else ()
    truth = draw_scores(rng, layout, people, SCALE)
    return print_scores(truth, name=name, rule=rule, decimals=decimals, measures=(N, RATA_RATA, *ends, SD))


def _cooperation(rng: np.random.Generator, places: Mapping[str, int], *, routed: bool, all_answer: bool) -> TrueCounts:
    middle = INTENSITY if routed else ()
    layout = FrequencyLayout(
        rows=(*places, TOTAL),
        columns=(ADA, TIDAK_ADA, *middle, JUMLAH),
        column_parts={JUMLAH: (ADA, TIDAK_ADA)} | ({ADA: INTENSITY} if routed else {}),
        row_parts={TOTAL: tuple(places)},
    )
    answered = dict(places) if all_answer else {place: int(rng.binomial(n, ANSWER_RATE)) for place, n in places.items()}
    truth = draw_counts(rng, layout, answered)
    return TrueCounts(layout, truth.counts, places)


def _dynamics(rng: np.random.Generator, places: Mapping[str, int], rule: str, decimals: int) -> PrintedTable:
    layout = ScoreLayout(tuple(places), INDICATORS, SCALE, sum_column=JUMLAH)
    truth = draw_scores(rng, layout, places, SCALE)
    return print_scores(truth, name="3", rule=rule, decimals=decimals, measures=(RATA_RATA, MINIMUM, MAKSIMUM))


def _problems(rng: np.random.Generator, places: Mapping[str, int], rule: str, decimals: int) -> PrintedTable:
    layout = ScoreLayout(tuple(places), PROBLEMS, mean_row=RATA_RATA)
    truth = draw_scores(rng, layout, places, PROBLEM_SCALE)
    return print_scores(truth, name="8", rule=rule, decimals=decimals, mean_row_decimals=decimals + 1)


def _names(stem: str, how_many: int) -> tuple[str, ...]:
    return tuple(f"{stem}_{at}" for at in range(1, how_many + 1))


def _divided(rng: np.random.Generator, n: int, parts: int) -> list[int]:
    return [int(part) for part in rng.multinomial(n, rng.dirichlet(np.full(parts, 2.0)))]
