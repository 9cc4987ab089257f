"""Table 4: cooperation with firms of the same kind."""

from klaster_analisis.display.tables import show_cooperation

# Printed in the study (Table 4); its first row is headed Ceper there.
PRINTED = {
    "Klaten": ["4 (33,3)", "8 (66,7)", "2 (50,0)", "2 (50,0)", "0", "12"],
    "Pati": ["13 (76,5)", "4 (23,5)", "5 (38,5)", "5 (38,5)", "3 (23,1)", "17"],
    "Tegal": ["17 (89,5)", "2 (10,5)", "7 (41,2)", "10 (58,8)", "0", "19"],
    "Total": ["34 (70,8)", "14 (29,2)", "14 (41,2)", "17 (50,0)", "3 (8,8)", "48"],
}


def test_table_is_shown_as_printed(tables, indonesian, shown):
    assert shown(show_cooperation(tables["sejenis"], indonesian)) == PRINTED


def test_every_number_agrees(recomputed, disagreeing):
    assert recomputed["4"] == 43
    assert disagreeing["4"] == set()
