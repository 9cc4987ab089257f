"""Other tables give other verdicts: cell by cell, derived by hand, and for any counts."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klaster_analisis import DataError
from klaster_analisis.analysis.claims import claim_ledger


@pytest.fixture(scope="module")
def ledger(study):
    return claim_ledger(study)


def of(ledger, claim, reading):
    entry = next(entry for entry in ledger.entries if entry.claim.code == claim)
    return next(way for way in entry.readings if way.reading.code == reading)


# The claim, its reading, what is printed instead, and the verdict then; all by hand.
TURNED = [
    ("sejenis_ada", "angka", {"4:total:ada": "33 (68,8)"}, "bertentangan"),
    ("sejenis_urutan", "bagian", {"4:klaten:ada": "12 (100,0)"}, "bertentangan"),
    ("sejenis_sebagian_besar_aktif", "mayoritas", {"4:total:aktif": "18 (52,9)"}, "didukung"),
    ("tegal_paling_dinamis_sejenis", "aktif_dari_kerjasama", {"4:pati:proaktif": "2 (15,4)"}, "didukung"),
    ("proaktif_di_pati", "semua_di_pati", {"4:tegal:proaktif": "1 (5,9)"}, "bertentangan"),
    ("pati_produk", "rata_rata", {"3:pati:produk": "3"}, "tak_dapat_diperiksa"),
    ("pati_produk", "rata_rata", {"3:pati:produk": "2"}, "bertentangan"),
    ("pati_pasar", "rata_rata", {"3:pati:pasar": "4"}, "bertentangan"),
    ("kepercayaan_tanpa_dinamika", "antar_tempat", {"3:pati:kepercayaan": "4"}, "bertentangan"),
    (
        "kepercayaan_tanpa_dinamika",
        "antar_tempat",
        {"3:pati:kepercayaan:minimum": "3", "3:pati:kepercayaan:maksimum": "3"},
        "didukung",
    ),
    ("pati_semua_hulu", "yang_diwawancarai", {"5:pati:ada": "17 (100,0)", "5:pati:jumlah": "17"}, "didukung"),
    ("pati_semua_hulu", "yang_diwawancarai", {"5:pati:ada": "12 (92,3)"}, "bertentangan"),
    ("pati_hulu_pasif", "angka", {"5:pati:pasif": "10 (76,9)"}, "bertentangan"),
    ("hulu_tanpa_proaktif", "nol", {"5:tegal:proaktif": "1"}, "bertentangan"),
    ("hilir_lebih_banyak_pasif", "tiap_tempat", {"6:klaten:pasif": "3 (75,0)", "6:klaten:aktif": "1 (25,0)"}, "didukung"),
    ("pendukung_tempat_berbeda", "keberadaan", {"7:tegal:ada": "16 (94,1)"}, "bertentangan"),
    ("skor_sekitar_tiga", "rata_rata", {"8:rata_rata:pemasaran": "2,4"}, "bertentangan"),
    ("bahan_baku_tanpa_beli_bersama", "tak_seorang_pun", {"8:rata_rata:bahan_baku": "1,5"}, "bertentangan"),
    ("produksi_antara", "tiap_tempat", {"8:pati:produksi": "3"}, "karena_pembulatan"),
    (
        "produksi_antara",
        "tiap_tempat",
        {"8:klaten:produksi": "2", "8:pati:produksi": "2", "8:tegal:produksi": "2"},
        "didukung",
    ),
    ("tegal_kebalikan_pati", "lebih_sedikit_tetapi_lebih_aktif", {"5:pati:ada": "9 (69,2)"}, "bertentangan"),
    ("tegal_kebalikan_pati", "lebih_sedikit_tetapi_lebih_aktif", {"5:pati:aktif": "9 (69,2)"}, "bertentangan"),
    ("tegal_hulu_secara_aktif", "semua", {"5:tegal:aktif": "17 (100,0)", "5:tegal:pasif": "0"}, "didukung"),
    ("tegal_hulu_secara_aktif", "mayoritas", {"5:tegal:aktif": "8 (47,1)"}, "bertentangan"),
    ("hilir_tempat_tak_berbeda", "keaktifan", {"6:klaten:aktif": "4 (100,0)"}, "bertentangan"),
    ("pemasaran_bergabung", "tiap_tempat", {"8:klaten:pemasaran": "3"}, "didukung"),
    ("pemasaran_setiap_anggota", "tiap_tempat", {"8:klaten:pemasaran": "3"}, "didukung"),
    ("pemasaran_setiap_anggota", "setiap_usaha", {"8:rata_rata:pemasaran": "3,0"}, "karena_pembulatan"),
    ("skor_sekitar_tiga", "rata_rata", {"8:rata_rata:pemasaran": "2,5"}, "karena_pembulatan"),
]


@pytest.mark.parametrize("turned", TURNED, ids=lambda turned: " ".join((*turned[:2], *turned[2].values())))
def test_other_tables_turn_the_verdict(changed, ledger, turned):
    claim, reading, printed, verdict = turned
    assert of(ledger, claim, reading).verdict != verdict
    assert of(claim_ledger(changed(printed)), claim, reading).verdict == verdict


def test_a_share_of_nobody_decides_nothing(changed):
    ledger = claim_ledger(changed({"5:pati:jumlah": "0"}))
    way = of(ledger, "tegal_kebalikan_pati", "lebih_sedikit_tetapi_lebih_aktif")
    assert (way.verdict, way.reasons) == ("tak_dapat_diperiksa", ("tanpa_dasar",))


@pytest.mark.parametrize("cell", ["kepercayaan:minimum", "informasi:minimum"])
def test_the_gap_in_the_row_of_klaten_turns_nothing(changed, ledger, cell):
    """Klaten's row lacks one number, and it is not certain which: elsewhere in its last six cells the verdicts are the same."""
    moved = changed({f"3:klaten:{cell}": "", "3:klaten:informasi:maksimum": "3"})
    assert claim_ledger(moved).verdicts == ledger.verdicts


def test_a_cell_that_is_gone_is_a_fault(study, changed):
    with pytest.raises(DataError, match="3:pati:produk has no printed number"):
        claim_ledger(changed({"3:pati:produk": ""}))


COUNTS = st.integers(0, 30)


@given(active=st.lists(COUNTS, min_size=3, max_size=3), passive=st.lists(COUNTS, min_size=3, max_size=3))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_verdicts_follow_any_counts(changed, active, passive):
    """The rule, worked out again from the counts themselves."""
    places = ("klaten", "pati", "tegal")
    printed = {}
    for place, a, p in zip(places, active, passive, strict=True):
        cells = {"ada": a + p, "tidak_ada": 1, "pasif": p, "aktif": a, "proaktif": 0, "jumlah": a + p + 1}
        printed |= {f"4:{place}:{column}": str(n) for column, n in cells.items()}
    ledger = claim_ledger(changed(printed))
    shares = [Fraction(a + p, a + p + 1) for a, p in zip(active, passive, strict=True)]
    largest = shares[2] > shares[0] and shares[2] > shares[1]
    in_order = shares[2] > shares[1] > shares[0]
    claim = "tegal_paling_dinamis_sejenis"
    assert of(ledger, claim, "keberadaan").verdict == ("didukung" if largest else "bertentangan")
    assert of(ledger, "sejenis_urutan", "bagian").conditions[0].verdict == ("didukung" if in_order else "bertentangan")
    firms = [Fraction(a, a + p) if a + p else None for a, p in zip(active, passive, strict=True)]
    expected = "tak_dapat_diperiksa" if None in firms else "didukung" if firms[2] > max(firms[:2]) else "bertentangan"
    assert of(ledger, claim, "aktif_dari_kerjasama").verdict == expected
