"""A survey typed into Excel, or saved as text, as offices do it, reads back to the same counts, without a mapping."""

from itertools import groupby

import pandas as pd
import pytest
from openpyxl import Workbook

TITLE, NOTE = "DATA USAHA KECIL TAHUN 2026", "Catatan: data contoh, tidak ada usaha yang sungguh ada di dalamnya."
TOP = 3  # below the title and an empty row


def comma(value):
    """A number as it is typed in Indonesia."""
    whole, _, decimals = f"{value:,.3f}".rstrip("0").partition(".")
    return whole.replace(",", ".") + ("," + decimals if decimals else "")


def typed(form, asked, value, *, codes):
    """What is typed into a cell; nothing where nothing was answered."""
    if not isinstance(value, tuple) and pd.isna(value):
        return None
    if isinstance(value, tuple):
        return ", ".join(typed(form, asked, code, codes=codes) for code in value)
    if isinstance(value, float):
        return comma(value)
    return asked.choices[value]["id"] if value in asked.choices and not codes else value


def table(form, truth, *, codes):
    """The name of the group and of the question above each column, and its cells."""
    return {
        (asked.group_title["id"], asked.name if codes else asked.heading["id"]): [
            typed(form, asked, value, codes=codes) for value in truth[asked.name]
        ]
        for asked in form.asked.values()
    }


def spread(form, truth, chosen, blank):
    """The same with labels, one column an answer below a question with several: three header rows."""
    columns = {}
    for asked, (heads, cells) in zip(form.asked.values(), table(form, truth, codes=False).items(), strict=True):
        if asked.kind != "select_multiple":
            columns[*heads, ""] = cells
        for code, label in asked.choices.items() if asked.kind == "select_multiple" else ():
            columns[*heads, label["id"]] = [
                None if answer is None else chosen if code in answer else blank for answer in truth[asked.name]
            ]
    return columns


def write_office(path, columns):
    """Numbered rows below headings that are merged over what they head; a total and a note at the end."""
    book = Workbook()
    sheet = book.active
    sheet.cell(1, 1, TITLE)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=6)
    heads = [("No", *[""] * (len(next(iter(columns))) - 1)), *columns]
    for level, height in enumerate(reversed(range(len(heads[0])))):
        for _, run in groupby(enumerate(heads, start=1), key=lambda column: column[1][: level + 1]):
            (first, head), *others = run
            if head[level]:
                sheet.cell(TOP + level, first, head[level])
                down = 0 if any(head[level + 1 :]) else height
                sheet.merge_cells(
                    start_row=TOP + level, end_row=TOP + level + down, start_column=first, end_column=first + len(others)
                )
    cells = list(zip(*columns.values(), strict=True))
    for number, row in enumerate(cells, start=1):
        sheet.append([number, *row])
    sheet.append(["Jumlah", len(cells)])
    sheet.append([NOTE])
    book.save(path)
    return path


@pytest.mark.parametrize("codes", [True, False], ids=["codes", "labels"])
def test_office_sheet_with_group_titles_above_headings(form, truth, check, tmp_path, codes):
    check(write_office(tmp_path / "data.xlsx", table(form, truth, codes=codes)))


@pytest.mark.parametrize(("chosen", "blank"), [("Ya", "Tidak"), (1, 0), ("v", 0), ("ya", "TIDAK")])
def test_office_sheet_with_a_column_for_each_of_several_answers(form, truth, check, tmp_path, *, chosen, blank):
    check(write_office(tmp_path / "data.xlsx", spread(form, truth, chosen, blank)))


HEADINGS = ["name", "wording", "group and label"]
TEXTS = [  # every two of encoding, separator and kind of headings meet
    (encoding, separator, HEADINGS[(at + over) % 3])
    for at, encoding in enumerate(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
    for over, separator in enumerate([",", ";", "\t"])
]


@pytest.mark.parametrize(("encoding", "separator", "heading"), TEXTS)
def test_text_file(form, truth, check, tmp_path, *, encoding, separator, heading):
    columns = {}
    for asked, ((group, label), cells) in zip(form.asked.values(), table(form, truth, codes=False).items(), strict=True):
        columns[{"name": asked.name, "wording": asked.wording["id"]}.get(heading, f"{group} / {label}")] = cells
    path = tmp_path / "data.csv"
    path.write_bytes(pd.DataFrame(columns).to_csv(index=False, sep=separator, lineterminator="\r\n").encode(encoding))
    check(path)
