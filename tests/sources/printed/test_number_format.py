"""A number in a spreadsheet is read as its cell shows it."""

import pytest

from klaster_analisis.sources.printed.number_format import shown_number


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (33.3, "General", "33.3"),
        (4, "General", "4"),
        (4.0, "General", "4"),
        (0.1 + 0.2, "General", "0.3"),
        (33.25, "0.0", "33.3"),
        (66.65, "0.0", "66.7"),  # a spreadsheet rounds the fifteen digits half up; the float itself lies below 66.65
        (33.3, "0.00", "33.30"),
        (33.3, "0", "33"),
        (1234.5, "#,##0.0", "1234.5"),
        (2.5, "0.0#", "2.5"),
        (2.25, "0.0#", "2.25"),
        (0.333, "0.0%", "33.3%"),
        (1, "0%", "100%"),
        (12, '0" unit"', "12"),
        (12.5, "[Red]0.0;-0.0", "12.5"),
        (1234, "_-* #,##0_-;-* #,##0_-", "1234"),
        (-0.04, "0.0", "0.0"),
        (-1.5, "0.0", "-1.5"),
        (12, "@", "12"),
    ],
)
def test_shown_as_in_a_spreadsheet(value, number_format, shown):
    """Expected: as LibreOffice Calc and Excel document these codes, worked by hand."""
    assert shown_number(value, number_format) == shown


@pytest.mark.parametrize(
    ("value", "number_format"),
    [
        (1 / 3, "General"), (1 / 3, "# ?/?"), (12, "0.00E+00"), (12, '0" (33,3)"'), (12000, "0,"), (float("inf"), "0"),
        (float("nan"), "0.0"), (1e300, "0.0"), (3, "dd/mm"),
    ],
)  # fmt: skip
def test_what_is_shown_is_not_known(value, number_format):
    assert shown_number(value, number_format) is None
