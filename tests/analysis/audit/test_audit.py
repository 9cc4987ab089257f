"""The auditor as a whole: on the study, every inconsistency that can be found by hand, and no other."""

from fractions import Fraction

import pytest

from klaster_analisis.analysis.audit.audit import Audit, audit_study, audit_tables
from klaster_analisis.analysis.audit.check import CONTRADICTED, DEPENDS
from klaster_analisis.analysis.audit.finding import CERTAIN, NOTE, READING
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import FrequencyLayout, PrintedTable

# By hand: table, row, column, check, printed, expected, severity.
BY_HAND = {
    # Klaten has 17 numbers where 18 are due; read from left to right the last is missing.
    ("3", "klaten", "informasi", "sel_kosong", "", "", NOTE),
    # 2 of 4 is 50,0 percent.
    ("5", "klaten", "pasif", "persen", "50,2", "50,0", CERTAIN),
    # Beside it stand 2 (50,0) and 4, both of them right by other numbers (2 + 2 = 4; 4 of 6 is 66,7): only 50,2 can be wrong.
    ("5", "klaten", "pasif", "seluruh_tabel", "50,2", "50,0", CERTAIN),
    # 17 + 5 = 22 answers from Tegal, where Table 4 has 17 + 2 = 19 firms.
    ("5", "tegal", "jumlah", "diwawancarai", "22", "0–19", CERTAIN),
    # (2 + 3 + 3) / 3 = 2,67; (3 + 4 + 3) / 3 = 3,33; (2 + 3 + 3) / 3 = 2,67. Scores that are not rounded yet can give all three.
    ("8", "rata_rata", "bahan_penolong", "rata_rata_keseluruhan", "2,8", "2,7", READING),
    ("8", "rata_rata", "produksi", "rata_rata_keseluruhan", "2,8", "3,3", READING),
    ("8", "rata_rata", "pemasaran", "rata_rata_keseluruhan", "2,9", "2,7", READING),
    # Raw material and production both have 3, 4, 3, but 3,3 and 2,8 below: no common weights.
    ("8", "rata_rata", "", "bobot_bersama", "", "", READING),
    # 4, 2, 6 and 2, 2, 0 in Tables 5 and 6; 2, 2, 0 of 4 also in Table 4.
    ("5", "klaten", "", "baris_berulang", "", "", NOTE),
    ("4", "klaten", "ada", "baris_berulang", "", "", NOTE),
    # 17, 2, 19 in Tables 4 and 6.
    ("4", "tegal", "jumlah", "baris_berulang", "", "", NOTE),
    # 4, 13, 17 in Tables 4, 5 and 6.
    ("4", "", "ada", "kolom_berulang", "", "", NOTE),
    # "Kerjasama dengan IKM Sesudahnya (unit)" over Tables 6 and 7.
    ("6", "", "", "judul_berulang", "", "", NOTE),
}


@pytest.fixture(scope="module")
def audit(study) -> Audit:
    return audit_study(study)


def test_the_study_has_every_inconsistency_found_by_hand_and_no_other(audit):
    columns = ["tabel", "baris", "kolom", "pemeriksaan", "cetak", "seharusnya", "keparahan"]
    found = list(audit.to_frame()[columns].itertuples(index=False, name=None))
    assert set(found) == BY_HAND
    assert len(found) == len(BY_HAND)


def test_a_consequence_is_not_told_twice(audit):
    """The percentages of Klaten in Table 5 add up to 100,2; that is the misprint again."""
    failed = [check for check in audit["5"].checks if check.kind == "persen_berjumlah" and check.verdict == CONTRADICTED]
    assert len(failed) == 1
    assert not [finding for finding in audit["5"].findings if finding.check == "persen_berjumlah"]


def test_the_gravest_come_first_and_sort_first(audit):
    order = [CERTAIN, READING, NOTE]
    for table in audit.tables:
        severities = [order.index(finding.severity) for finding in table.findings]
        assert severities == sorted(severities)
    assert audit.to_frame().sort_values("keparahan")["keparahan"].iloc[0] == CERTAIN


def test_every_check_stands_in_the_frame_with_its_power(audit):
    frame = audit.checks_frame()
    assert len(frame) == 56 + 43 + 40 + 43 + 21 + 4
    assert frame["daya"].between(0, 1).all()


def test_tables_4_6_and_7_allow_one_table_of_counts_and_every_error_of_one_number_shows(audit):
    for name in ("4", "6", "7"):
        assert audit[name].whole.fits
        assert audit[name].whole.solutions.unique
        assert audit[name].whole.tolerances.power == 1


def printed(*percentages: tuple[str, str]) -> PrintedTable:
    """Rows of a table with counts 1, 2 of 3, and the given percentages."""
    rows = tuple("ab"[: len(percentages)])
    layout = FrequencyLayout(rows, ("ada", "tidak", "n"), {"n": ("ada", "tidak")})
    counts = {"ada": "1", "tidak": "2", "n": "3"}
    numbers = [PrintedNumber("1", row, column, "n", text) for row in rows for column, text in counts.items()]
    numbers += [
        PrintedNumber("1", row, column, "persen", text)
        for row, texts in zip(rows, percentages, strict=True)
        for column, text in zip(("ada", "tidak"), texts, strict=True)
    ]
    return PrintedTable("1", tuple(numbers), layout)


def test_a_clean_table_has_nothing_and_notes_do_not_count():
    clean = audit_tables([printed(("33,3", "66,7"))])
    assert clean.findings == ()
    assert clean.clean


def test_a_table_that_is_cut_throughout_is_one_finding_and_no_culprit_is_named():
    """66,66… cut is 66,6; 33,33… is 33,3 either way."""
    audit = audit_tables([printed(("33,3", "66,6"), ("33,3", "66,6"))])
    assert [(finding.check, finding.verdict, finding.severity) for finding in audit.findings] == [
        ("aturan_pembulatan", DEPENDS, READING)
    ]
    assert audit.tables[0].whole.fits
    assert not audit.clean


def test_one_number_that_is_cut_is_named_and_not_called_wrong():
    audit = audit_tables([printed(("33,3", "66,6"), ("33,3", "66,7"))])
    assert [(finding.check, finding.row, finding.printed, finding.severity) for finding in audit.findings] == [
        ("persen", "a", "66,6", READING)
    ]


def test_what_no_check_touches_is_counted_and_shows_nowhere():
    """Counts of C stand alone; a slip in one of the two of 8 would not show: 6 of 8 is 75 percent."""
    layout = FrequencyLayout(("a", "b"), ("ada", "tidak", "n", "c"), {"n": ("ada", "tidak")})
    counts = {"ada": "1", "tidak": "2", "n": "3", "c": "7"}
    numbers = tuple(PrintedNumber("1", row, column, "n", text) for row in layout.rows for column, text in counts.items())
    table = audit_tables([PrintedTable("1", numbers, layout)]).tables[0]
    assert [(number.row, number.column) for number in table.unheld] == [("a", "c"), ("b", "c")]
    assert table.whole.power == Fraction(6, 8)


def test_a_number_set_aside_would_not_show_in_the_whole():
    """66,6 is cut: the programme of the other 9 numbers says nothing of it, and one wrong count of these shows."""
    audit = audit_tables([printed(("33,3", "66,6"), ("33,3", "66,7"))])
    whole = audit.tables[0].whole
    assert (whole.aside, len(whole.tolerances.numbers)) == (1, 9)
    assert whole.power == whole.tolerances.power * Fraction(9, 10) < 1


def test_nothing_to_audit_is_nothing_found():
    assert audit_tables([]).clean
