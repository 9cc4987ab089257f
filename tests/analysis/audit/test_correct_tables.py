"""Correct tables as they stand in print, read from files: nothing is found in them, or only that it depends on the reading."""

import pytest

from klaster_analisis.analysis.audit.audit import audit_tables
from klaster_analisis.analysis.audit.check import CONTRADICTED, DEPENDS
from klaster_analisis.analysis.audit.finding import CERTAIN, READING
from klaster_analisis.sources.printed.reading import read_printed_tables

RIGHT = {
    "an overall mean weighted by n: (32 + 114) / 40 = 3,65": "Lokasi;n;Rata-rata\nA;10;3,2\nB;30;3,8\nRata-rata;40;3,65\n",
    "a sum column and a row of means": (
        "Lokasi;Bahan;Produksi;Jumlah\nA;3,25;3,00;6,25\nB;3,10;2,90;6,00\nRata-rata;3,18;2,95;6,13\n"
    ),
    "sums of printed means, of 22 and 22, 23 and 25 in 7": (
        "# isi: skor\n# skala: 1-5\nLokasi;n;Modal;Pasar;Jumlah\nA;7;3,14;3,14;6,28\nB;7;3,29;3,57;6,86\n"
    ),
    "a place where nobody answered": (
        "Lokasi;Ada;Tidak;Jumlah\nA;0 (0,0);0 (0,0);0\nB;3 (60,0);2 (40,0);5\nJumlah;3 (60,0);2 (40,0);5\n"
    ),
    "several answers, as rows": (
        "# jawaban: ganda\nModal;Frekuensi;Persentase\nBank;20;66,7\nKoperasi;15;50,0\nKeluarga;25;83,3\nJumlah;30;100\n"
    ),
    "one share and its n": "Lokasi;Bekerja sama (%);n\nA;66,7;21\nB;33,3;21\n",
    "measurements, which are no whole answers": (
        "Variabel;n;Mean;Std. Deviation;Minimum;Maximum\nOmzet;30;12,53;4,271;2,5;22,75\n"
    ),
    "percentages of the grand total": (
        "# persen: semua\nLokasi;Ada;Tidak;Jumlah\nA;9 (21,4);12 (28,6);21 (50,0)\n"
        "B;14 (33,3);7 (16,7);21 (50,0)\nJumlah;23 (54,8);19 (45,2);42 (100)\n"
    ),
}
DEPENDING = {
    "weights 1 : 3 that are not printed": "Lokasi;Modal;Pasar\nA;3,2;2,0\nB;3,8;3,0\nRata-rata;3,65;2,75\n",
    "33,3 adjusted to 33,4 so that the row adds up": "Lokasi;A;B;C;Jumlah\nX;5 (33,3);5 (33,3);5 (33,4);15\n",
}


@pytest.fixture
def severities(tmp_path):
    def find(text: str) -> set[str]:
        path = tmp_path / "tabel.csv"
        path.write_text(text, "utf-8")
        return {finding.severity for finding in audit_tables(read_printed_tables(path)).findings}

    return find


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_nothing_is_wrong(severities, text):
    assert not severities(text) & {CERTAIN, READING}


@pytest.mark.parametrize("text", DEPENDING.values(), ids=DEPENDING)
def test_it_depends_on_the_reading_and_nothing_is_certain(severities, text):
    assert severities(text) & {CERTAIN, READING} == {READING}


def test_a_number_that_was_cut_is_not_called_wrong_because_another_is(tmp_path):
    """17 of 30 is 56,66… and was cut; 3 of 30 is 10,00 and not 15,00, if the total row is what the percentages are of."""
    path = tmp_path / "tabel.csv"
    path.write_text("Kategori;f;%\nBaik;17;56,66\nCukup;10;33,33\nKurang;3;15,00\nJumlah;30;100\n", "utf-8")
    found = {(f.row, f.verdict) for f in audit_tables(read_printed_tables(path)).findings}
    assert found == {("Kurang", CONTRADICTED), ("Baik", DEPENDS)}
