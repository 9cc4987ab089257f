"""The tables of the study, as printed."""

from dataclasses import replace

import pytest

from klaster_analisis.analysis.audit.programme.feasibility import feasible
from klaster_analisis.analysis.audit.programme.frequency import INTERVIEWED
from klaster_analisis.analysis.audit.programme.mending import mending
from klaster_analisis.analysis.audit.programme.model import model_of
from klaster_analisis.analysis.audit.programme.solutions import solutions
from klaster_analisis.analysis.audit.programme.suspects import smallest_suspects
from klaster_analisis.analysis.audit.programme.tolerance import tolerance

PLACES = ("klaten", "pati", "tegal")


def printed_total(table) -> dict[str, int]:
    return {row: int(table.count(row, "jumlah").value) for row in table.layout.rows}


def places(group) -> set[tuple[str, str, str, str]]:
    return {(number.table, number.row, number.column, number.text) for number in group}


@pytest.mark.parametrize("name", ["4", "6", "7"])
def test_one_table_and_no_other_fits_what_is_printed(by_name, name):
    table = by_name[name]
    found = solutions(model_of([table]))
    assert found.unique
    counts = found.tables[0].to_frame().set_index(["baris", "kolom"])["nilai"]
    assert all(counts[number.row, number.column] == number.value for number in table.of_measure("n"))


def test_one_number_of_table_5_must_be_wrong_and_only_one_can_be(by_name):
    model = model_of([by_name["5"]])
    found = smallest_suspects(model)
    assert (found.size, found.complete, found.exact) == (1, True, True)
    assert [places(group) for group in found.sets] == [{("5", "klaten", "pasif", "50,2")}]
    assert [(mend.text, mend.misprint) for mend in mending(model, found.sets[0])] == [("50,0", "satu_angka")]


def test_table_5_against_the_firms_interviewed(by_name):
    model = model_of([by_name["5"]], with_interviewed=True)
    found = smallest_suspects(model)
    assert [places(group) for group in found.sets] == [{("5", "klaten", "pasif", "50,2"), ("5", "tegal", "", "19")}]
    mends = {mend.number.measure: mend.text for mend in mending(model, found.sets[0])}
    assert mends[INTERVIEWED] == "22"


@pytest.mark.parametrize("name", ["6", "7"])
def test_tables_6_and_7_fit_beside_table_4(by_name, name):
    links = [((name, place, "jumlah"), ("4", place, "jumlah")) for place in PLACES]
    assert feasible(model_of([by_name["4"], by_name[name]], links=links)) is not None


def test_eight_numbers_would_have_to_be_wrong_for_tables_4_and_5_to_fit_together(by_name):
    model = model_of([by_name["4"], by_name["5"]], links=[(("5", place, "jumlah"), ("4", place, "jumlah")) for place in PLACES])
    found = smallest_suspects(model, largest=8)
    assert (found.size, len(found.sets), found.exact) == (8, 1, True)
    left = [number for number in model.statements if number not in found.sets[0]]
    assert feasible(model, left) is not None
    assert smallest_suspects(model, largest=3).size is None


@pytest.mark.parametrize("name", ["4", "6", "7"])
def test_percentages_and_bases_alone_give_the_counts_back(by_name, name):
    table = by_name[name]
    numbers = tuple(each for each in table.numbers if each.measure == "persen" or each.column == "jumlah")
    assert solutions(model_of([replace(table, numbers=numbers)])).unique


@pytest.mark.parametrize("name", ["4", "6", "7"])
def test_percentages_alone_have_the_printed_table_as_their_smallest(by_name, name):
    found = solutions(model_of([replace(by_name[name], numbers=tuple(by_name[name].of_measure("persen")))]))
    assert found.multiples
    counts = found.tables[0].to_frame().set_index(["baris", "kolom"])["nilai"]
    assert counts.xs("jumlah", level="kolom").to_dict() == printed_total(by_name[name])


@pytest.mark.parametrize("name", ["4", "6", "7"])
def test_no_other_number_could_stand_in_any_place(by_name, name):
    assert tolerance(model_of([by_name[name]])).power == 1


def test_nothing_can_be_said_of_the_power_of_a_table_that_does_not_fit(by_name):
    found = tolerance(model_of([by_name["5"]]))
    assert found.power is None
    assert found.to_frame().empty
