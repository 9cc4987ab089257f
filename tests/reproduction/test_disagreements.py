"""The list of printed numbers that do not agree is neither longer nor shorter than what is found."""


def test_the_named_list_is_what_is_found(study, recomputed):
    found = recomputed.loc[~recomputed["cocok"], ["tabel", "baris", "kolom", "cetak", "dihitung"]]
    named = study.disagreements[["tabel", "baris", "kolom", "cetak", "dihitung"]]
    assert set(map(tuple, named.to_numpy())) == set(map(tuple, found.to_numpy()))
    assert len(named) == len(found)


def test_every_entry_has_a_reason_in_both_languages(study):
    assert (study.disagreements[["alasan_id", "alasan_en"]] != "").all(axis=None)


def test_every_derived_number_is_recomputed(study, recomputed):
    """Every percentage, every total and every sum of the printed cells is among those compared."""
    compared = set(zip(recomputed["tabel"], recomputed["baris"], recomputed["kolom"], strict=True))
    cells = study.cells
    derived = cells[cells["persen"].notna() | (cells["kolom"] == "jumlah") | cells["baris"].isin(["total", "rata_rata"])]
    assert set(zip(derived["tabel"], derived["baris"], derived["kolom"], strict=True)) <= compared
