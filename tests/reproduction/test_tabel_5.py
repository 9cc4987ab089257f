"""Table 5: cooperation with firms before it in the chain."""

from klaster_analisis.display.tables import show_cooperation

# Printed in the study (Table 5); its first row is headed Ceper there.
PRINTED = {
    "Klaten": ["4 (66,7)", "2 (33,3)", "2 (50,2)", "2 (50,0)", "0", "6"],
    "Pati": ["13 (100,0)", "0", "9 (69,2)", "4 (30,8)", "0", "13"],
    "Tegal": ["17 (77,3)", "5 (22,7)", "6 (35,3)", "11 (64,7)", "0", "22"],
    "Total": ["34 (82,9)", "7 (17,1)", "17 (50,0)", "17 (50,0)", "0", "41"],
}


def test_the_misprint_is_the_only_cell_that_differs(tables, indonesian, shown):
    """2 of 4 is 50,0 percent; the study prints 50,2."""
    rows = shown(show_cooperation(tables["hulu"], indonesian))
    differing = {
        (name, printed, now)
        for name, cells in PRINTED.items()
        for printed, now in zip(cells, rows[name], strict=True)
        if printed != now
    }
    assert differing == {("Klaten", "2 (50,2)", "2 (50,0)")}


def test_every_other_number_agrees(recomputed, disagreeing):
    """Beside 50,2 no percentage from 49,75 to 49,85 makes a hundred of 50,0; and 22 answered of 19 that were interviewed."""
    assert recomputed["5"] == 40
    assert disagreeing["5"] == {
        ("klaten", "pasif", "persen", "50,2", "50,0"),
        ("klaten", "aktif", "persen_berjumlah", "50,0", "49,7–49,9"),
        ("tegal", "jumlah", "diwawancarai", "22", "0–19"),
    }
