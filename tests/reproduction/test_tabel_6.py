"""Table 6: cooperation with firms after it in the chain."""

from klaster_analisis.display.tables import show_cooperation

# Printed in the study (Table 6); its first row is headed Ceper there.
PRINTED = {
    "Klaten": ["4 (66,7)", "2 (33,3)", "2 (50,0)", "2 (50,0)", "0", "6"],
    "Pati": ["13 (86,7)", "2 (13,3)", "7 (53,8)", "6 (46,2)", "0", "15"],
    "Tegal": ["17 (89,5)", "2 (10,5)", "13 (76,5)", "3 (17,6)", "1 (5,9)", "19"],
    "Total": ["34 (85,0)", "6 (15,0)", "22 (64,7)", "11 (32,4)", "1 (2,9)", "40"],
}


def test_table_is_shown_as_printed(tables, indonesian, shown):
    assert shown(show_cooperation(tables["hilir"], indonesian)) == PRINTED


def test_every_number_agrees(recomputed, disagreeing):
    assert recomputed["6"] == 43
    assert disagreeing["6"] == set()
