"""Claims against each other, derived by hand; and what turns it."""

from fractions import Fraction

import pytest

from klaster_analisis.analysis.claims import claim_conflicts
from klaster_analisis.analysis.claims.conflicts import COMPARISONS, VERDICTS
from klaster_analisis.sources.claim_checks import COMPARISONS as WRITABLE

# By hand from the printed tables.
BY_HAND = {
    "berbeda_pendukung_hilir": "sejalan",  # 100 - 52.9 = 47.1 against 89.5 - 66.7 = 22.8
    "informasi_hilang": "yang_tak_disebut_lebih_renggang",  # product 4 - 3 = 1, information 4 - 2 = 2
    "tingkat_kepercayaan_teknologi": "terbalik",  # technology 2, trust 3
    "ukuran_sejenis_hulu": "ukuran_menentukan",  # 58.8 < 61.5, and 77.3 < 100
    "pendukung_sejenis": "sebesar_satu_usaha",  # 70.8 - 68.6 = 2.3; one firm of 35 is 2.9
    "tegal_sejenis_hilir": "angka_sama_dinilai_berlainan",  # 17 of 19 twice
    "kurang_dinamis_dua_kali": "angka_berlainan_dinilai_sama",  # 85.0 and 68.6
    "separuh_dua_sebutan": "angka_sama_dinilai_berlainan",  # 17 of 34 twice
    "sebagian_besar_dua_angka": "angka_berlainan_dinilai_sama",  # 50.0 and 82.9
    "manfaat_penolong_produksi": "tak_sebanding",  # codes of two questions
    "manfaat_pemasaran_baku": "tak_sebanding",
    "kepercayaan_dan_kerjasama": "satu_tak_membedakan",  # 3 3 3; 33.3 76.5 89.5
    "pasif_dan_pasar": "tak_searah",  # Pati 46.2 above Tegal 23.5, but 2 below 3
    "pasar_dan_pemasaran": "tak_sebanding",  # Table 8 has codes without an order
}

TURNED = [
    ("berbeda_pendukung_hilir", {"7:tegal:ada": "16 (94,1)"}, "terbalik"),
    (
        "ukuran_sejenis_hulu",
        {"4:pati:proaktif": "2 (15,4)", "5:tegal:ada": "22 (100,0)", "5:pati:ada": "12 (92,3)"},
        "ukuran_tidak_menentukan",
    ),
    ("pendukung_sejenis", {"7:total:ada": "20 (57,1)"}, "angka_dan_sebutan_berlainan"),
    ("pendukung_sejenis", {"7:total:ada": "35 (100,0)"}, "angka_dan_sebutan_berlainan"),
    ("pendukung_sejenis", {"4:total:ada": "24 (68,6)", "4:total:jumlah": "35"}, "angka_sama_dinilai_berlainan"),
    ("tegal_sejenis_hilir", {"6:tegal:ada": "16 (84,2)"}, "sebesar_satu_usaha"),
    ("tegal_sejenis_hilir", {"6:tegal:ada": "15 (78,9)"}, "angka_dan_sebutan_berlainan"),
    ("kurang_dinamis_dua_kali", {"7:total:ada": "30 (85,7)"}, "sejalan"),
    ("separuh_dua_sebutan", {"4:total:aktif": "18 (52,9)"}, "sebesar_satu_usaha"),
    ("separuh_dua_sebutan", {"4:total:aktif": "19 (55,9)"}, "sejalan"),
    ("separuh_dua_sebutan", {"4:total:aktif": "15 (44,1)"}, "terbalik"),
    ("kepercayaan_dan_kerjasama", {"3:klaten:kepercayaan": "1", "3:tegal:kepercayaan": "5"}, "searah"),
    ("kepercayaan_dan_kerjasama", {"3:klaten:kepercayaan": "5"}, "tak_searah"),
    (
        "berbeda_pendukung_hilir",
        {"6:klaten:ada": "4 (100,0)", "6:klaten:jumlah": "4", "6:tegal:ada": "9 (52,9)", "6:tegal:jumlah": "17"},
        "angka_sama_dinilai_berlainan",
    ),
    ("informasi_hilang", {"3:tegal:informasi": "3"}, "sama_renggang"),
    ("informasi_hilang", {"3:pati:informasi": "3", "3:tegal:informasi": "3"}, "yang_disebut_lebih_renggang"),
    ("kurang_dinamis_dua_kali", {"6:total:jumlah": "0"}, "tak_sebanding"),
]


def test_every_verdict_is_as_derived_by_hand(study):
    assert claim_conflicts(study).verdicts == BY_HAND


@pytest.mark.parametrize(("pair", "printed", "verdict"), TURNED)
def test_other_tables_turn_the_verdict(changed, pair, printed, verdict):
    assert BY_HAND[pair] != verdict
    assert claim_conflicts(changed(printed)).verdicts[pair] == verdict


def test_numbers_for_a_sentence(study):
    """By hand: 34/48 - 24/35, and one firm of 35, in percentage points."""
    found = next(found for found in claim_conflicts(study).pairs if found.pair.code == "pendukung_sejenis")
    assert found.values == {"selisih": Fraction(3400, 48) - Fraction(2400, 35), "satu_usaha": Fraction(100, 35)}


def test_one_firm_closes_the_difference_it_is_said_to_close():
    """By hand: with 25 of 35 the share with supporting institutions is 71.4, above 70.8."""
    assert Fraction(25, 35) > Fraction(34, 48) > Fraction(24, 35)


def test_frame_has_a_row_a_pair(study):
    frame = claim_conflicts(study).to_frame().set_index("pasangan")
    assert frame.loc["separuh_dua_sebutan", ["nilai_a", "nilai_b"]].tolist() == [(Fraction(50),), (Fraction(50),)]
    assert frame["putusan"].isin(VERDICTS).all()


def test_every_comparison_that_can_be_written_can_be_computed():
    assert set(WRITABLE) == {*COMPARISONS, "tukar_ukuran", "satu_hal"}


def test_it_shows_itself_in_a_notebook(study):
    assert "berbeda_pendukung_hilir" in claim_conflicts(study)._repr_html_()
