"""Every verdict of the ledger, derived by hand from the printed tables; and what turns it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaster_analisis.analysis.claims import claim_ledger
from klaster_analisis.analysis.claims.rules import RULES
from klaster_analisis.analysis.claims.verdicts import VERDICTS, readings_agree
from klaster_analisis.sources.claim_checks import NOT_MEASURED, OF_CODES
from klaster_analisis.sources.claim_checks import RULES as WRITABLE

# By hand: claim, reading, verdict | why
BY_HAND = """
indikator_dapat_dipakai tak_diukur tak_dapat_diperiksa | no mapping of three stages to five points is given
dinamika_empat_aspek tingkat_semua bertentangan | technology in Tegal 2, market and information in Pati 2: at most 2.5
dinamika_empat_aspek tingkat_sebagian didukung | Klaten has 3, 3, 3, 3 with minimum 3: exactly, or above, 3
dinamika_empat_aspek antar_tempat didukung | 3 4 3; 3 3 2; 3 2 3; 3 2 4: differing prints were differing means
keterampilan_tanpa_dinamika tingkat didukung | 2 2 2, at most 2.5 unrounded
keterampilan_tanpa_dinamika antar_tempat karena_pembulatan | 2 2 2, each anything from 1.5 to 2.5
keterampilan_tanpa_dinamika setiap_usaha bertentangan | maxima 3 5 3
kepercayaan_tanpa_dinamika tingkat bertentangan | 3 3 3; Klaten and Tegal have minimum 3
kepercayaan_tanpa_dinamika antar_tempat karena_pembulatan | Klaten and Tegal exactly 3, Pati 2.5 to 3.5
kepercayaan_tanpa_dinamika setiap_usaha bertentangan | maxima 3 5 3
keterampilan_tak_berubah tak_diukur tak_dapat_diperiksa | one point in time
kondisi_klaster_berbeda jumlah_skor karena_pembulatan | 17 16 17; unrounded 16.5-18, 13-19, 14.5-19
kondisi_klaster_berbeda kerjasama didukung | 4/12, 13/17, 17/19
kondisi_klaster_berbeda keadaan_umum tak_dapat_diperiksa | not asked
kondisi_klaster_berbeda besarnya tak_dapat_diperiksa | 17 16 17; no limit is named
kekerabatan tak_diukur tak_dapat_diperiksa | not asked
sulit_percaya_yang_baru tak_diukur tak_dapat_diperiksa | not asked
tiga_aspek_berbeda ketiganya didukung | 3 4 3; 3 3 2; 3 2 3
tiga_aspek_berbeda hanya_ketiganya bertentangan | information 3 2 4
tiga_aspek_berbeda besarnya tak_dapat_diperiksa | one point each; no limit is named
pati_produk rata_rata didukung | 4 against 3 and 3; rounding keeps order
pati_pasar rata_rata didukung | 2 against 3 and 3; rounding keeps order
pati_diversifikasi tak_diukur tak_dapat_diperiksa | not asked
pati_rujukan_mutu tak_diukur tak_dapat_diperiksa | from interviews
pati_pasif_memasarkan skor_pasar didukung | 2, at most 2.5 unrounded
pati_pasif_memasarkan mayoritas_pasif didukung | 7 of 13
pati_pasif_memasarkan paling_pasif bertentangan | 7/13 = 53.8 against 13/17 = 76.5 in Tegal
pati_mampu_berproduksi tak_diukur tak_dapat_diperiksa | not asked
diwawancarai_48 angka didukung | 48
sejenis_ada angka didukung | 34/48 = 70.83
sejenis_tidak_ada angka didukung | 14/48 = 29.17
sejenis_urutan bagian didukung | 17/19 = 89.47, 13/17 = 76.47, 4/12 = 33.33
sejenis_urutan banyaknya didukung | 17 > 13 > 4
tegal_paling_dinamis_sejenis keberadaan didukung | 89.5 > 76.5, 33.3
tegal_paling_dinamis_sejenis aktif_dari_kerjasama bertentangan | 10/17 = 58.8 < 8/13 = 61.5
tegal_paling_dinamis_sejenis aktif_dari_semua didukung | 10/19 = 52.6 > 8/17 = 47.1, 2/12 = 16.7
tegal_paling_dinamis_sejenis proaktif bertentangan | 0 < 3
sejenis_aktif angka didukung | 17/34 = 50
sejenis_sebagian_besar_aktif mayoritas bertentangan | 50 is not more than 50
sejenis_sebagian_besar_aktif terbanyak didukung | 17 > 14, 3
sejenis_pasif angka didukung | 14/34 = 41.18
sejenis_proaktif angka didukung | 3/34 = 8.82
sejenis_dinamika_menarik ada_proaktif didukung | 3 > 0
sejenis_dinamika_menarik seberapa_menarik tak_dapat_diperiksa | 3 of 34; no limit is named
proaktif_di_pati semua_di_pati didukung | 0, 3, 0 of 3
aktif_hampir_sama_pasif selisih_kecil tak_dapat_diperiksa | 17 and 14; no limit is named
sejenis_lebih_banyak_aktif angka didukung | 20 > 14; 20/34 = 58.82
hulu_ada angka didukung | 34/41 = 82.93
hulu_tidak_ada angka didukung | 7/41 = 17.07, as 17
hulu_aktif_pasif_sama sama didukung | 17 and 17 of 34
hulu_tanpa_proaktif nol didukung | 0 0 0 0
pati_semua_hulu yang_menjawab didukung | 13 of 13
pati_semua_hulu yang_diwawancarai tak_dapat_diperiksa | 13 of 17 answered
pati_hulu_pasif angka didukung | 9/13 = 69.23, between 65 and 70
tegal_hulu_tidak_semua yang_menjawab didukung | 17 < 22
tegal_hulu_aktif angka didukung | 11/17 = 64.71
pati_anggap_penting tak_diukur tak_dapat_diperiksa | not asked
pati_hulu_lebih_pasif banyaknya didukung | 9 > 4
tegal_kebalikan_pati lebih_sedikit_tetapi_lebih_aktif didukung | 17/22 = 77.3 < 100; 11/17 = 64.7 > 4/13 = 30.8
tegal_tak_semua_anggap_penting tak_diukur tak_dapat_diperiksa | not asked
tegal_hulu_secara_aktif semua bertentangan | 11 of 17
tegal_hulu_secara_aktif mayoritas didukung | 64.7 > 50
tegal_lebih_dinamis_hulu aktif_dari_kerjasama didukung | 11/17 = 64.7 > 4/13 = 30.8
tegal_lebih_dinamis_hulu aktif_dari_semua didukung | 11/22 = 50 > 4/13 = 30.8
pati_kurang_dinamis_hulu pasif didukung | 9/13 = 69.2 > 2/4 = 50, 6/17 = 35.3
hilir_ada angka didukung | 34/40 = 85
hilir_tidak_ada angka didukung | 6/40 = 15
hilir_pasif angka didukung | 22/34 = 64.71
hilir_aktif_proaktif angka didukung | 12/34 = 35.29
hilir_tempat_tak_berbeda keberadaan didukung | 66.7-89.5 is 22.8 wide; Table 7: 52.9-100, 47.1 wide
hilir_tempat_tak_berbeda keaktifan didukung | 2/4 = 50, 6/13 = 46.2, 4/17 = 23.5: 26.5 wide; Table 7: 47.1
hilir_tempat_tak_berbeda besarnya tak_dapat_diperiksa | no limit is named
hilir_sebagian_besar_tiap_tempat mayoritas didukung | 4/6, 13/15, 17/19
hilir_lebih_banyak_pasif tiap_tempat bertentangan | Klaten 2 and 2
hilir_lebih_banyak_pasif keseluruhan didukung | 22 > 12
hilir_kurang_dinamis keaktifan didukung | 35.3 < 50
hilir_kurang_dinamis keberadaan bertentangan | 85 > 82.9, 70.8, 68.6
hilir_sulit_memasarkan sebab tak_dapat_diperiksa | no cause in a table
pendukung_ada angka didukung | 24/35 = 68.57
pendukung_disebut_sesudahnya sesudahnya bertentangan | Table 6 has 34 of 40
pendukung_disebut_sesudahnya pendukung didukung | Table 7 has 24 of 35
pendukung_tidak_ada angka didukung | 11/35 = 31.43
pendukung_tempat_berbeda keberadaan didukung | 47.1 wide against 22.8
pendukung_tempat_berbeda besarnya tak_dapat_diperiksa | no limit is named
klaten_sedikit_menjawab angka didukung | 4 < 14, 17
klaten_semua_pendukung yang_menjawab didukung | 4 of 4
masih_banyak_tanpa_pendukung cukup_banyak tak_dapat_diperiksa | 3 of 14 and 8 of 17; no limit is named
masih_banyak_tanpa_pendukung dibanding_klaten didukung | 21.4 and 47.1 > 0
pembiayaan_sendiri tak_diukur tak_dapat_diperiksa | not asked
pendukung_kurang_dinamis mayoritas bertentangan | 68.6 > 50
pendukung_kurang_dinamis dibanding_mitra_lain didukung | 68.6 < 70.8, 82.9, 85
pendukung_kurang_dinamis keaktifan tak_dapat_diperiksa | not asked
pendukung_sulit_berkembang tak_diukur tak_dapat_diperiksa | no cause in a table
skor_sekitar_tiga rata_rata didukung | 3.3 2.8 2.8 2.9
bahan_baku_angka tercetak didukung | 3.3
bahan_baku_mengganti rata_rata didukung | 3.25 to 3.35 is nearest to 3
bahan_baku_mengganti sebagian_besar tak_dapat_diperiksa | none (1 and 4) to 3/4 (3 and 4)
bahan_baku_mengganti tiap_tempat bertentangan | Pati 4
bahan_baku_tanpa_beli_bersama tak_seorang_pun tak_dapat_diperiksa | none to 1/4 (1 and 4 with mean 3.25)
bahan_baku_tanpa_manfaat manfaat tak_dapat_diperiksa | not asked
bahan_baku_tanpa_manfaat tanpa_beli_bersama tak_dapat_diperiksa | none to 1/4
bahan_penolong_angka tercetak didukung | 2.8
bahan_penolong_antara rata_rata didukung | 2.75 to 2.85
bahan_penolong_antara semua_usaha tak_dapat_diperiksa | code 1: none to 1/8 (1 and 3 with mean 2.75)
bahan_penolong_tanpa_beli_bersama tak_seorang_pun tak_dapat_diperiksa | none to 1/8
bahan_penolong_tanpa_manfaat manfaat tak_dapat_diperiksa | not asked
bahan_penolong_tanpa_manfaat tanpa_beli_bersama tak_dapat_diperiksa | none to 1/8
produksi_angka tercetak didukung | 2.8
produksi_antara rata_rata didukung | 2.75 to 2.85
produksi_antara tiap_tempat bertentangan | Pati 4, at least 3.5
produksi_saling_belajar ada_yang_memilih tak_dapat_diperiksa | mean 2.8 is possible with 1 and 4 only
produksi_mulai_bermanfaat tak_diukur tak_dapat_diperiksa | not asked
pemasaran_angka tercetak didukung | 2.9
pemasaran_bergabung rata_rata didukung | 2.85 to 2.95 is nearest to 3
pemasaran_bergabung sebagian_besar tak_dapat_diperiksa | none (1 and 4) to 39/40 (1 and 3 with mean 2.95)
pemasaran_bergabung tiap_tempat bertentangan | Klaten 2
pemasaran_belum_bersama tak_seorang_pun tak_dapat_diperiksa | none to 13/20 (1 and 4 with mean 2.95)
pemasaran_setiap_anggota tiap_tempat bertentangan | Klaten 2
pemasaran_setiap_anggota setiap_usaha bertentangan | with code 3 only the mean is 3; printed 2.9, at most 2.95
pemasaran_setiap_anggota di_samping_jawabannya tak_dapat_diperiksa | not asked
pemasaran_bermanfaat manfaat tak_dapat_diperiksa | not asked
"""
ROWS = [tuple(line.partition(" | ")[0].split()) for line in BY_HAND.strip().splitlines()]


@pytest.fixture(scope="module")
def ledger(study):
    return claim_ledger(study)


def of(ledger, claim, reading):
    entry = next(entry for entry in ledger.entries if entry.claim.code == claim)
    return next(way for way in entry.readings if way.reading.code == reading)


def test_every_verdict_is_as_derived_by_hand(ledger):
    found = [(e.claim.code, way.reading.code, way.verdict) for e in ledger.entries for way in e.readings]
    assert found == ROWS


def test_a_claim_has_the_joint_verdict_of_its_readings(ledger):
    """By hand from the rows above: what all readings say, or else that the reading decides."""
    by_claim = {}
    for claim, _, verdict in ROWS:
        by_claim.setdefault(claim, set()).add(verdict)
    joint = {claim: verdicts.pop() if len(verdicts) == 1 else "tergantung_bacaan" for claim, verdicts in by_claim.items()}
    assert ledger.verdicts == joint


def test_a_weaker_yes_stays_a_yes():
    assert readings_agree(["didukung", "karena_pembulatan"]) == "karena_pembulatan"
    assert readings_agree(["didukung", "karena_pembulatan", "bertentangan"]) == "tergantung_bacaan"


def test_tally_counts_every_claim_once(ledger):
    assert ledger.tally().to_dict() == {
        "didukung": 36,
        "karena_pembulatan": 0,
        "tergantung_bacaan": 23,
        "bertentangan": 0,
        "tak_dapat_diperiksa": 21,
    }


def test_no_reason_is_missing_and_none_is_given_in_vain(ledger):
    frame = ledger.to_frame()
    assert ((frame["putusan"] == "tak_dapat_diperiksa") == (frame["alasan"] != "")).all()
    assert frame["putusan"].isin(VERDICTS).all()


def test_frame_shows_printed_and_computed(ledger):
    """By hand: Table 4, 34 of 48."""
    row = ledger.to_frame().set_index("klaim").loc["sejenis_ada"]
    assert row["tercetak_kiri"] == (("34 (70,8)", "48"), ("34 (70,8)",))
    assert row["nilai_kiri"] == (Fraction(3400, 48), Fraction(34))
    assert row["tercetak_kanan"] == (("70,8",), ("34",))


@pytest.mark.parametrize(
    ("claim", "reading", "most"),
    [
        ("bahan_baku_tanpa_beli_bersama", "tak_seorang_pun", Fraction(1, 4)),
        ("bahan_penolong_tanpa_beli_bersama", "tak_seorang_pun", Fraction(1, 8)),
        ("pemasaran_belum_bersama", "tak_seorang_pun", Fraction(13, 20)),
        ("pemasaran_bergabung", "sebagian_besar", Fraction(39, 40)),
        ("bahan_baku_mengganti", "sebagian_besar", Fraction(3, 4)),
    ],
)
def test_largest_share_that_a_mean_can_hide(ledger, claim, reading, most):
    """By hand: raw material, 1 · p + 4 · (1 − p) = 3.25; the others in the same way, as derived above."""
    (condition,) = of(ledger, claim, reading).conditions
    assert (condition.values["bagian_bawah"], condition.values["bagian_atas"]) == (0, most)
    assert condition.notes == ("kode_yang_diketahui", "rata_rata_antarusaha")


def test_more_answers_than_interviews_are_noted(ledger):
    """Printed: 22 answered in Tegal in Table 5, 19 were interviewed."""
    noted = {e.claim.code for e in ledger.entries for way in e.readings for c in way.conditions if "dasar_melebihi" in c.notes}
    assert noted == {"tegal_hulu_tidak_semua", "tegal_kebalikan_pati", "tegal_lebih_dinamis_hulu"}


def test_every_rule_that_can_be_written_can_be_computed():
    assert set(WRITABLE) == {*RULES, *OF_CODES, NOT_MEASURED}


@given(st.lists(st.sampled_from([v for v in VERDICTS if v != "tergantung_bacaan"]), min_size=1))
def test_readings_are_joined_in_any_order(verdicts):
    assert readings_agree(verdicts) == readings_agree(verdicts[::-1])
    assert (readings_agree(verdicts) == "bertentangan") == (set(verdicts) == {"bertentangan"})


def test_it_shows_itself_in_a_notebook(ledger):
    assert "tergantung_bacaan" in ledger._repr_html_()
