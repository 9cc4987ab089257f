"""Table 2: JICA's stages, as printed."""

from klaster_analisis.display.tables import show_jica

PRINTED = {
    "Produk": ["Tidak berkembang", "pengembangan", "Inovasi"],
    "Teknologi": ["manual/ tradisional", "berkembang", "Otomatisasi"],
    "Pasar": ["Lokal", "Lokal Aktif mencari pembeli", "Ekspor"],
    "Keterampilan": ["Turun temurun", "Mulai berkembang general", "Spesialis dinamis"],
    "Kepercayaan": ["Rendah", "Ada kerjasama", "Networking"],
    "Informasi": ["Terbatas", "Dalam kelompok", "Bebas (Informasi pasar)"],
}


def test_matrix_is_shown_as_printed(study, indonesian, shown):
    assert shown(show_jica(study.jica, indonesian)) == PRINTED
