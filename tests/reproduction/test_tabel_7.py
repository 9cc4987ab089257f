"""Table 7: cooperation with supporting industries and institutions."""

from klaster_analisis.display.tables import show_cooperation

# Printed in the study (Table 7); its first row is headed Ceper there.
PRINTED = {
    "Klaten": ["4 (100,0)", "0", "4"],
    "Pati": ["11 (78,6)", "3 (21,4)", "14"],
    "Tegal": ["9 (52,9)", "8 (47,1)", "17"],
    "Total": ["24 (68,6)", "11 (31,4)", "35"],
}


def test_table_is_shown_as_printed(tables, indonesian, shown):
    assert shown(show_cooperation(tables["pendukung"], indonesian)) == PRINTED


def test_every_number_agrees(recomputed, disagreeing):
    assert recomputed["7"] == 21
    assert disagreeing["7"] == set()
