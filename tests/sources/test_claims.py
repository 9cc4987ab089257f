"""The files of claims are read strictly: every operand is a printed cell, and all faults are told at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaster_analisis import DataError
from klaster_analisis.sources.claim_cells import PrintedCells
from klaster_analisis.sources.claim_operand import Literal, Quantity, parse_operand, parse_operands
from klaster_analisis.sources.claims import load_claims


@pytest.fixture(scope="module")
def book(study):
    return load_claims(study)


def test_the_paragraphs_are_all_there(book):
    """Counted in the text: 13 paragraphs speak of Tables 3 to 8; two of Table 3, 4, 5 and 7, one of Table 6, four of Table 8."""
    tables = {claim.passage: claim.table for claim in book.claims}
    assert list(tables.values()) == ["3", "3", "4", "4", "5", "5", "6", "7", "7", "8", "8", "8", "8"]
    assert len(book.claims) == 80
    assert len(book.pairs) == 14


def test_every_percentage_of_the_prose_is_claimed(book):
    """Counted in the text: the percentages that stand there, in order, without repeating a claim's own."""
    named = [
        operand.text
        for claim in book.claims
        for reading in claim.readings[:1]
        for condition in reading.conditions
        if condition.rule == "adalah"
        for operand, figure in zip(condition.right, condition.left, strict=True)
        if isinstance(figure, Quantity) and figure.base
    ]
    table_4 = ["70,8", "29,2", "89,5", "76,5", "33,3", "50", "41,2", "8,8", "58,8"]
    table_5 = ["82,9", "17", "100", "64,7"]  # and nearly 70, which no share is
    table_6 = ["85", "15", "64,7", "35,3"]
    table_7 = ["68,6", "68,6", "31,4"]  # the first twice: what its partners are called is a claim of its own
    assert named == [*table_4, *table_5, *table_6, *table_7]


def test_a_reading_may_have_several_conditions(book):
    claim = next(claim for claim in book.claims if claim.code == "proaktif_di_pati")
    assert [condition.rule for condition in claim.readings[0].conditions] == ["sama", "adalah", "lebih_dari"]
    assert set(claim.readings[0].text) == {"id", "en"}


NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True)


@given(NAMES, st.lists(NAMES, min_size=1, max_size=3), NAMES)
def test_an_operand_is_read_as_it_is_written(row, columns, base):
    text = f"4:{row}:{'+'.join(columns)}/{base}"
    assert parse_operand(text) == Quantity(text, "4", row, tuple(columns), base)


@pytest.mark.parametrize("text", ["", "4", "0", "70,8", "100"])
def test_numbers_are_numbers(text):
    assert parse_operands(text) == ((Literal(text),) if text else ())


@pytest.mark.parametrize(
    "text", ["70.8", "-3", "4:pati", "4:pati:", "4:pati:ada/", "4:pati:ada/jumlah:persen", "4:Pati:ada", "70,8%", "a:b:c"]
)
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError, match="is no operand"):
        parse_operand(text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("4:brebes:ada", "there is no cell 4:brebes:ada"),
        ("9:pati:ada", "there is no cell 9:pati:ada"),
        ("4:pati:ada/semua", "there is no cell 4:pati:semua"),
        ("4:pati:jumlah:persen", "has no printed persen"),
        ("4:pati:ada:rata_rata", "has no printed rata_rata"),
        ("3:pati:produk/jumlah", "is not a count"),
        ("3:pati:produk+pasar", "is not a count"),
        ("3:klaten:informasi:maksimum", "has no printed maksimum"),
        ("2:produk:tahap_1", "has no printed number"),
    ],
)
def test_what_is_not_printed_is_refused(study, text, problem):
    with pytest.raises(LookupError, match=problem):
        PrintedCells(study).of(parse_operand(text))


FAULTS = [
    ("claims.csv", "sejenis_ada,3,4,angka", "sejenis_ada,3,9,angka", r'claims.csv, line 18, column tabel: "9" is not allowed.'),
    ("claims.csv", "sejenis_ada,3,4,angka", "sejenis_ada,3,4,nomor", r'line 18, column jenis: "nomor" is not allowed.'),
    ("claims.csv", "sejenis_ada,3,4,angka", "sejenis_ada,5,4,angka", r'line 18, column bagian: "5" does not follow 3.'),
    ("claims.csv", "sejenis_ada,3,4,angka", "sejenis_ada,tiga,4,angka", r'line 18, column bagian: "tiga" does not follow 3.'),
    ("claims.csv", "sejenis_ada,3,4", "Sejenis Ada,3,4", r'line 18, column klaim: "Sejenis Ada" is not a code.'),
    ("claims.csv", "sejenis_ada,3,4", "sejenis_tidak_ada,3,4", r'line 19, column klaim: "sejenis_tidak_ada" stands there twice.'),
    ("claims.csv", "sejenis_ada,3,4", "sejenis_baru,3,4", r'claims.csv, line 18: "sejenis_baru" has no reading.'),
    ("claims.csv", "48 firms were interviewed.", "", r"claims.csv, line 17, column klaim_en: is empty."),
    (
        "claim_readings.csv",
        "sejenis_ada,angka",
        "sejenis_apa,angka",
        r'column klaim: "sejenis_apa" is not allowed.*"sejenis_ada"',
    ),
    ("claim_readings.csv", "sejenis_ada,angka", "sejenis_ada,Angka!", r'column bacaan: "Angka!" is not a code.'),
    ("claim_readings.csv", ",adalah,4:total:jumlah", ",ialah,4:total:jumlah", r'column aturan: "ialah" is not allowed.'),
    ("claim_readings.csv", "4:total:jumlah,48", "4:total:semua,48", r"column kiri: there is no cell 4:total:semua."),
    ("claim_readings.csv", "4:total:jumlah,48", "4:total:jumlah,48%", r'column kanan: "48%" is no operand.'),
    ("claim_readings.csv", "4:total:jumlah,48", "4:total:jumlah,48 48", r"column kanan: has 2 operands. Give 1."),
    ("claim_readings.csv", "4:total:jumlah,48", "4:total:jumlah,4:total:ada", r"column kanan: is not a number."),
    (
        "claim_readings.csv",
        "4:total:jumlah,48,",
        "4:total:jumlah,48,sebab",
        r'column alasan: "sebab" is not allowed. Leave it empty.',
    ),
    ("claim_readings.csv", "tak_diukur,,,wawancara", "tak_diukur,,,rahasia", r'column alasan: "rahasia" is not allowed.'),
    ("claim_readings.csv", "tak_diukur,,,wawancara", "tak_diukur,,48,wawancara", r"column kanan: has 1 operands."),
    ("claim_readings.csv", "5:pati:pasif,5:pati:aktif+", "5:pati:pasif/ada,5:pati:aktif+", r"compares bagian with n."),
    (
        "claim_readings.csv",
        "dipilih,8:rata_rata:produksi,3",
        "dipilih,8:rata_rata:produksi,7",
        r'column kanan: "7" is not allowed.',
    ),
    ("claim_readings.csv", "dipilih,8:rata_rata:produksi,3", "dipilih,4:pati:ada,3", r"column kiri: is not a mean."),
    ("claim_pairs.csv", "separuh_dua_sebutan,lebih_baik", "separuh_dua_sebutan,baik", r'column jenis: "baik" is not allowed.'),
    (
        "claim_pairs.csv",
        "separuh_dua_sebutan,lebih_baik",
        "pendukung_sejenis,lebih_baik",
        r"column pasangan.*stands there twice.",
    ),
    ("claim_pairs.csv", "hulu_aktif_pasif_sama,5", "hulu_sama,5", r'column klaim_b: "hulu_sama" is not allowed.'),
    (
        "claim_pairs.csv",
        '3:klaten:pasar 3:pati:pasar 3:tegal:pasar,,"Sikap',
        '3:klaten:pasar 3:pati:pasar,,"Sikap',
        r"compares 3 figures with 2.",
    ),
]


@pytest.mark.parametrize("spoiled", FAULTS, ids=lambda spoiled: f"{spoiled[0]} {spoiled[2]}")
def test_each_fault_is_told_by_its_place(study, edit, spoiled):
    file, old, new, problem = spoiled
    folder = edit(file, old, new)
    with pytest.raises(DataError, match=problem) as caught:
        load_claims(study, folder)
    assert all(fault.place.startswith(("claim", "claims")) and fault.remedy for fault in caught.value.faults)


def test_all_faults_are_told_at_once(study, edit):
    edit("claims.csv", "sejenis_ada,3,4,angka", "sejenis_ada,3,9,nomor")
    edit("claim_readings.csv", "4:total:jumlah,48", "4:total:semua,48%")
    folder = edit("claim_pairs.csv", "separuh_dua_sebutan,lebih_baik", "separuh_dua_sebutan,baik")
    with pytest.raises(DataError) as caught:
        load_claims(study, folder)
    places = [fault.place.partition(",")[0] for fault in caught.value.faults]
    assert [places.count(name) for name in ("claims.csv", "claim_readings.csv", "claim_pairs.csv")] == [2, 2, 1]


def test_a_repeated_text_is_a_fault(study, edit):
    """Further conditions of a reading carry no text of their own."""
    folder = edit("claim_readings.csv", "hulu_ada,angka,,,lebih_dari", "hulu_ada,angka,lagi,again,lebih_dari")
    with pytest.raises(DataError, match="repeats the text of its reading"):
        load_claims(study, folder)


def test_a_missing_file_is_told(study, tmp_path):
    with pytest.raises(DataError) as caught:
        load_claims(study, tmp_path)
    assert {fault.place for fault in caught.value.faults} == {"claims.csv", "claim_readings.csv", "claim_pairs.csv"}
