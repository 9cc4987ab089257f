"""How a table is read is known only as far as it says so itself: correct tables of many layouts are never called wrong."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from klaster_analisis.analysis.audit.audit import Audit, audit_study, audit_tables
from klaster_analisis.analysis.audit.finding import CERTAIN, NOTE, READING
from klaster_analisis.sources.printed.reading import read_printed_tables

# Every number below is right, by hand, in the layout that its name says; as it is read by its headings, it would be wrong.
CORRECT = {
    "cumulative percentages": (
        "Lama usaha;Frekuensi;Persen (%);Kumulatif (%)\n<2 tahun;9;30,0;30,0\n2-5 tahun;12;40,0;70,0\n>5 tahun;9;30,0;100,0\n"
        "Total;30;100,0;\n"
    ),
    "a running total of counts": "Kelas;f;fk\n0-10;3;3\n11-20;5;8\n21-30;2;10\nJumlah;10;10\n",
    "cumulative percentages, total row first": (
        "Size,Firms,Percent (%),Cum. (%)\nTotal,20,100.0,100.0\nSmall,12,60.0,60.0\nMedium,5,25.0,85.0\nLarge,3,15.0,100.0\n"
    ),
    "several answers, as columns": "Lokasi;Koperasi (%);Bank (%);n\nA;28,6;81,0;21\nB;14,3;90,5;21\n",
    "several answers, counted": "Lokasi;Koperasi;Bank;Jumlah\nA;6;17;21\nB;3;19;20\n",
    "several answers, as rows over a base": (
        "Masalah;Frekuensi;%\nModal;20;66,7\nBahan baku;15;50,0\nPasar;25;83,3\nJumlah;30;100\n"
    ),
    "percentages of cases": "Source,Responses,%\nBank,20,66.7\nFamily,25,83.3\nTotal,45,\n",
    "valid percentages": "Pendidikan;f;%\nSD;10;26,3\nSMA;28;73,7\nTidak menjawab;2;\nJumlah;40;100,0\n",
    "stacked variables": (
        "Karakteristik;f;%\nLaki-laki;32;53,3\nPerempuan;28;46,7\n20-30;15;25,0\n31-40;25;41,7\n>40;20;33,3\nTotal;60;100\n"
    ),
    "two variables side by side": "Lokasi;L;P;Muda;Tua;Jumlah\nA;10;11;5;16;21\nB;8;4;7;5;12\n",
    "two variables, one below the other, in English": (
        "Characteristic,n,%\nMale,6,60.0\nFemale,4,40.0\nMarried,7,70.0\nSingle,3,30.0\nAll,10,100.0\n"
    ),
    "subtotals": "Lokasi;Ada;Tidak;Jumlah\nA;9;12;21\nB;14;7;21\nKlaten;23;19;42\nC;5;10;15\nTegal;5;10;15\nJumlah;28;29;57\n",
    "a subtotal as a column": "Lokasi;Mikro;Kecil;IMK;Sedang;Jumlah\nA;20;5;25;3;28\nB;9;4;13;0;13\n",
    "rows of which": "Jawaban;Frekuensi\nBekerja sama;13\ndi antaranya aktif;9\nTidak;8\nJumlah;21\n",
    "percentages of the column under rows": (
        "Lokasi;Ada;Tidak;Jumlah\nA;9 (39,1);12 (63,2);21\nB;14 (60,9);7 (36,8);21\nJumlah;23 (100);19 (100);42\n"
    ),
    "percentages of the whole under rows": "Lokasi;Ada;Tidak;Jumlah\nA;9 (21,4);12 (28,6);21\nB;14 (33,3);7 (16,7);21\n",
    "percentages of all, also of a follow-up": (
        "Lokasi;Ada;Tidak;Ada;;Jumlah\n;;;Pasif;Aktif;\nA;9 (42,9);12 (57,1);4 (19,0);5 (23,8);21\n"
    ),
    "N is neutral": "Pernyataan;SS;S;N;TS;STS\nBermutu;20;25;10;4;1\nMurah;12;28;15;4;1\n",
    "all of it is an answer": "Lokasi;Semua;Sebagian;Tidak\nA;5;10;6\nB;2;9;4\n",
    "N is a compass point": "Arah,E,S,N\nA,5,3,4\nB,6,1,2\n",
    "a follow-up question below its answer": (
        "Jawaban;f;%\nAda;13;61,9\nPasif;4;30,8\nAktif;9;69,2\nTidak ada;8;38,1\nJumlah;21;100\n"
    ),
    "a follow-up that one did not answer": "Lokasi;Ada;Tidak;Ada;;Jumlah\n;;;Pasif;Aktif;\nA;13;8;4;8;21\nB;5;4;2;2;9\n",
    "a follow-up without its upper question": "Keaktifan;f;%\nPasif;4;30,8\nAktif;9;69,2\nTidak ditanya;8;\nJumlah;21;100\n",
    "a base without the missing": (
        "Characteristic,N = 140\nFemale,72 (56.25 %)\nMale,56 (43.75 %)\nMissing,12 (8.57 %)\nTotal,140\n"
    ),
    "a base without the missing, as columns": (
        "Lokasi;Ya;Tidak;Tak menjawab;Jumlah\nA;30 (60,0);20 (40,0);10;60\nB;9 (45,0);11 (55,0);4;24\n"
    ),
    "another base by row": "Pertanyaan;Ya;Jumlah\nPunya izin;15 (75,0);40\nPunya merek;30 (75,0);40\nEkspor;2 (10,0);40\n",
    "weighted percentages": "Wilayah;n;%\nKota;412;51,3\nDesa;388;48,7\nJumlah;800;100,0\n",
    "weighted percentages across": "Wilayah;Ya;Tidak;n\nKota;206 (48,1);206 (51,9);412\n",
    "weighted percentages, said to be of the column": (
        "# persen: kolom\n# jawaban: tunggal\nWilayah;n;%\nKota;412;51,3\nDesa;388;48,7\nJumlah;800;100,0\n"
    ),
    "a row of averages": "Desa;Unit;Pekerja\nA;5;20\nB;9;42\nRata-rata per desa;7;31\nJumlah;14;62\n",
    "a row of an index": "Tahun;Unit;Pekerja\n2019;50;200\n2020;60;210\nIndeks;120;105\nJumlah;110;410\n",
    "a row of ratios": "Tahun;Unit;Pekerja\nMikro;50;150\nKecil;10;80\nRasio;5;2\nJumlah;60;230\n",
    "an index beside counts that are stated to add up": (
        "# rincian: Usaha = Mikro + Kecil\nTahun;Mikro;Kecil;Usaha\n2019;50;10;60\n2020;60;15;75\nIndeks;120;150;125\n"
    ),
    "averages beside counts that are stated to add up": (
        "# parts: All = Micro + Small\nVillage,Micro,Small,All\nX,5,6,11\nY,8,7,15\nAverage per village,7,7,13\n"
    ),
    "a column of growth": "Kecamatan;2019;2020;Kenaikan;Jumlah\nA;10;12;2;22\nB;7;9;2;16\n",
    "a mean over groups of which one is not printed": "Aspek;Nilai\nMutu;3,0\nHarga;4,0\nRata-rata;4,4\n",
    "standard errors, medians and sums": (
        "# skala: 1-5\nVariabel;N;Skor;;;;;\n;;Minimum;Maximum;Mean;Median;Std. Error;Sum\nProduk;25;1;5;3,24;3;0,21;81\n"
    ),
    "an index on a scale of its own": (
        "# skala: 1-5\n# butir: 1\nAspek;n;Rata-rata\nMutu;20;3,20\nHarga;20;3,60\nIndeks;20;68,00\n"
    ),
    "a sum of scores below them": "# skala: 1-5\nAspek;Rata-rata;Min;Maks\nMutu;3,2;1;5\nHarga;3,6;2;5\nSkor gabungan;6,8;3;10\n",
    "the mean of several items": "# skala: 1-5\nVariabel;n;Rata-rata;SD;Min;Maks\nPasar;12;3,27;0,61;2,25;4,75\n",
    "fewer answers than persons": "# skala: 1-5\n# butir: 1\nAspek;n;Rata-rata\nMutu;20;3,21\nHarga;20;3,60\n",
    "a standard deviation over n": "# skala: 1-5\n# butir: 1\nAspek;n;Rata-rata;SD\nMutu;4;3,00;1,58\n",
    "a total that is the sum of the first two": "Lokasi;Laki-laki;Perempuan;Anak;Jumlah\nA;10;11;6;21\n",
    "counted and not interviewed": "# diwawancarai: A 20; B 20\nLokasi;Unit;Pekerja\nA;5;41\nB;9;88\n",
    "more answers than interviewed": (
        "# diwawancarai: A 20\n# rincian: Jawaban = Bank + Keluarga\nLokasi;Bank;Keluarga;Jawaban\nA;14;11;25\n"
    ),
}
UNUSUAL = {
    "cut percentages": "Jawaban;Frekuensi;Persentase\nYa;2;66\nTidak;1;33\nJumlah;3;100\n",
    "cut percentages of a row": "Lokasi;Ya;Tidak;Jumlah\nA;2 (66,6);1 (33,3);3\nB;5 (71,4);2 (28,5);7\n",
    "a range and a variance": "Item,n,Score,,,\n,,Mean,SD,Range,Variance\nX,25,3.24,1.05,4,1.10\nY,25,3.56,0.87,3,0.76\n",
    "ranks, of which the highest is 1": "Kabupaten;Tertinggi;Terendah;Rata-rata\nA;1;34;15,2\nB;3;20;9,5\n",
    "means weighted by numbers that are not printed": "Lokasi;Modal;Pasar\nA;3,2;2,0\nB;3,8;3,0\nRata-rata;3,65;2,75\n",
    "a sum of means that were rounded afterwards": "# isi: skor\nLokasi;Modal;Pasar;Jumlah\nA;3,14;3,14;6,29\n",
}

WHOLE = "# rincian: Jumlah = Ada + Tidak Ada\n"
OF_ROW, SINGLE = "# persen: baris\n", "# jawaban: tunggal\n"
SUM = "Lokasi;Ada;Tidak Ada;Jumlah\nA;9;12;22\n"
SHARE = "Lokasi;Ada;Tidak Ada;Jumlah\nA;14 (67,6);7 (33,3);21\n"
SHARES = "Lokasi;Ada (%);Tidak Ada (%);Jumlah\nA;70,0;40,0;10\n"
ASKED = "# diwawancarai: A 20\nLokasi;Ada;Tidak Ada;Jumlah\nA;9;12;21\n"
OVER = "# jawaban: ganda\nLokasi;Bank;Koperasi;n\nA;25;3;20\n"
ENDS = "Aspek;Rata-rata;Min;Maks\nMutu;3,0;4;2\n"
# By hand: 9 + 12 = 21, not 22; 14 of 21 is 66,7; 70,0 + 40,0 = 110,0 (7 and 4 of 10); 21 is more than 20.
WRONG = {
    "a sum": (SUM, (WHOLE,), "jumlah_ke_samping"),
    "a sum, in English": (SUM, ("# parts: Jumlah = Ada + Tidak Ada\n",), "jumlah_ke_samping"),
    "a part": (SHARE, (WHOLE, OF_ROW), "persen"),
    "a part, in English": (SHARE, (WHOLE, "# percent: row\n"), "persen"),
    "a hundred": (SHARES, (WHOLE, OF_ROW, SINGLE), "persen_berjumlah"),
    "one of several answers": (OVER, ("# rincian: n = Bank + Koperasi\n",), "bagian"),
    "a minimum above its maximum": (ENDS, ("# skala: 1-5\n",), "minimum_maksimum"),
    "the interviewed": (ASKED, (WHOLE, SINGLE), "diwawancarai"),
}


def audited(folder, text: str) -> Audit:
    path = folder / "tabel.csv"
    path.write_text(text, "utf-8")
    return audit_tables(read_printed_tables(path))


@pytest.mark.parametrize("text", CORRECT.values(), ids=CORRECT)
def test_a_correct_table_is_never_called_wrong_and_what_was_assumed_is_known(tmp_path, text):
    audit = audited(tmp_path, text)
    assert {finding.severity for finding in audit.findings} - {NOTE} == {READING}
    assert all(finding.assumed for finding in audit.findings if finding.severity == READING)
    known = [replace(one.table, layout=replace(one.table.layout, stated=None)) for one in audit.tables]
    assert CERTAIN in {finding.severity for finding in audit_tables(known).findings}


@pytest.mark.parametrize("text", UNUSUAL.values(), ids=UNUSUAL)
def test_what_fits_only_in_an_unusual_way_names_the_layout_too(tmp_path, text):
    findings = [finding for finding in audited(tmp_path, text).findings if finding.severity != NOTE]
    assert {finding.severity for finding in findings} == {READING}
    assert all(finding.assumed for finding in findings)


@pytest.mark.parametrize(("text", "keys", "check"), WRONG.values(), ids=WRONG)
def test_what_the_keys_state_can_be_wrong_for_certain(tmp_path, text, keys, check):
    found = {finding.check: finding for finding in audited(tmp_path, "".join(keys) + text).findings}
    assert (found[check].severity, found[check].assumed) == (CERTAIN, ())


@pytest.mark.parametrize(("text", "keys", "check"), WRONG.values(), ids=WRONG)
def test_with_one_key_less_it_depends_on_the_reading(tmp_path, text, keys, check):
    for at in range(len(keys)):
        found = audited(tmp_path, "".join(keys[:at] + keys[at + 1 :]) + text).findings
        assert {finding.severity for finding in found if finding.check == check} == {READING}
        assert all(finding.assumed for finding in found if finding.severity == READING)


def test_the_whole_table_is_certain_only_if_all_of_its_layout_is_stated(tmp_path):
    """The row Jumlah is a sum of rows, which no key states."""
    fully, down = (audited(tmp_path, WHOLE + text) for text in (SUM, f"{SUM}B;1;2;3\nJumlah;10;14;25\n"))
    assert {f.check: f.severity for f in fully.findings} == {"jumlah_ke_samping": CERTAIN, "seluruh_tabel": CERTAIN}
    assert {f.check: f.severity for f in down.findings} == {"jumlah_ke_samping": CERTAIN, "seluruh_tabel": READING}


def test_percentages_of_the_row_say_nothing_of_what_a_follow_up_is_of(tmp_path):
    """4 of 9 is 44,4, and 4 of 21 is 19,0: both are of the row."""
    keys = "# rincian: Ada = Pasif + Aktif\n# rincian: Jumlah = Ada + Tidak\n# persen: baris\n# jawaban: tunggal\n"
    text = f"{keys}Lokasi;Ada;Tidak;Pasif;Aktif;Jumlah\nA;9 (42,9);12 (57,1);4 (19,0);5 (23,8);21\n"
    findings = audited(tmp_path, text).findings
    assert {finding.severity for finding in findings} == {READING}


def test_several_answers_do_not_add_up_whether_they_are_columns_or_rows(tmp_path):
    """Without percentages nothing tells which of the two they are."""
    keys = "# jawaban: ganda\n# rincian: n = Koperasi + Bank\n"
    findings = audited(tmp_path, f"{keys}Lokasi;Koperasi;Bank;n\nA;6;17;21\nB;3;19;20\nTotal;9;36;41\n").findings
    assert CERTAIN not in {finding.severity for finding in findings}


def test_a_mean_beyond_its_printed_ends_is_wrong_on_any_scale(tmp_path):
    """All answers lie from 1 to 4, so no mean is 4,6; what n is, and how many items there are, makes no difference."""
    (found,) = (f for f in audited(tmp_path, "Aspek;n;Rata-rata;Min;Maks\nMutu;20;46,5;1;4\n").findings if f.severity != NOTE)
    assert (found.check, found.severity) == ("rata_rata_dalam_rentang", CERTAIN)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 40), min_size=4, max_size=4), min_size=2, max_size=4),
    st.sampled_from(["N", "Jumlah", "Total", "Kode"]),
    st.sampled_from(["Total", "Jumlah", "Lain"]),
    st.booleans(),
)
def test_counts_without_a_key_are_never_certainly_wrong(tmp_path_factory, rows, last_column, last_row, percent):
    """Whatever numbers, whatever heading: nobody has said that they add up."""
    assume(not percent or last_column != "Kode")  # percentages of nothing are refused
    head = f"Lokasi;A (%);B;C;{last_column}" if percent else f"Lokasi;A;B;C;{last_column}"
    names = [*(f"baris {at}" for at in range(len(rows) - 1)), last_row]
    lines = (";".join([name, *map(str, row)]) for name, row in zip(names, rows, strict=True))
    audit = audited(tmp_path_factory.mktemp("acak"), "\n".join([head, *lines]) + "\n")
    assert CERTAIN not in {finding.severity for finding in audit.findings}


def test_the_study_states_its_layout(study):
    audit = audit_study(study)
    assert not any(table.assumed for table in audit.tables)
    assert not any(finding.assumed for finding in audit.findings)
