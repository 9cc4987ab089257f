"""Table 8: scores of how four problems are dealt with, and their printed means."""

from fractions import Fraction

from klaster_analisis.analysis.rounding import printed_interval
from klaster_analisis.display.tables import show_problems

# Printed in the study (Table 8); its first row is headed Ceper there.
PRINTED = {
    "Klaten": ["3", "2", "3", "2"],
    "Pati": ["4", "3", "4", "3"],
    "Tegal": ["3", "3", "3", "3"],
    "Rata-rata": ["3,3", "2,8", "2,8", "2,9"],
}


def test_table_is_shown_as_printed(study, indonesian, shown):
    assert shown(show_problems(study, indonesian)) == PRINTED


def test_three_of_four_means_do_not_agree(recomputed, disagreeing):
    """By hand: (3 + 4 + 3) / 3 = 3,3 twice, (2 + 3 + 3) / 3 = 2,7 twice."""
    assert recomputed["8"] == 4
    assert disagreeing["8"] == {
        ("rata_rata", "bahan_penolong", "rata_rata_keseluruhan", "2,8", "2,7"),
        ("rata_rata", "produksi", "rata_rata_keseluruhan", "2,8", "3,3"),
        ("rata_rata", "pemasaran", "rata_rata_keseluruhan", "2,9", "2,7"),
    }


def test_what_unrounded_scores_reach():
    """Unrounded scores reach 2,8 and 2,9 for auxiliary material and marketing; for production only just above their lowest."""
    low, high = Fraction(5 + 5 + 3, 6), Fraction(7 + 7 + 5, 6)  # a third of 1.5 + 2.5 + 2.5, and of 2.5 + 3.5 + 3.5
    assert low < printed_interval("2,8").low < high
    assert low < printed_interval("2,9").low < high
    lowest = Fraction(5 + 7 + 5, 6)  # a third of 2.5 + 3.5 + 2.5
    assert printed_interval("2,8").low < lowest < printed_interval("2,8").high
    assert printed_interval("2,8").high - lowest < Fraction(1, 50)


def test_what_weights_give(study):
    """By hand: raw material 161/48, auxiliary material 132/48; marketing 117/41 with Table 5's firms, 101/35 with Table 7's."""
    scores = study.problems.set_index(["lokasi", "pertanyaan"])["rata_rata"].map(int)
    totals = study.cells[(study.cells["kolom"] == "jumlah") & study.cells["baris"].isin(study.places.codes)]

    def weighted(problem: str, table: str) -> Fraction:
        n = totals[totals["tabel"] == table].set_index("baris")["nilai"].astype(int)
        return sum((Fraction(int(n[place] * scores[place, problem])) for place in n.index), Fraction(0)) / int(n.sum())

    assert weighted("bahan_baku", "4") == Fraction(161, 48) in printed_interval("3,4")
    assert weighted("bahan_penolong", "4") == Fraction(132, 48) in printed_interval("2,8")
    assert weighted("pemasaran", "5") == Fraction(117, 41) in printed_interval("2,9")
    assert weighted("pemasaran", "7") == Fraction(101, 35) in printed_interval("2,9")
    assert weighted("pemasaran", "4") not in printed_interval("2,9")
