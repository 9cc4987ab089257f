"""Which columns and rows of a table of counts are sums of which others."""

from collections.abc import Sequence

from klaster_analisis.errors import Faults, one_of
from klaster_analisis.sources.printed.body import Line
from klaster_analisis.sources.printed.grid import Cell, shown
from klaster_analisis.sources.printed.headers import Column
from klaster_analisis.sources.printed.vocabulary import is_mean_row, is_total, read_heading, same

Said = tuple[str, list[str], Cell]
Tree = dict[str, tuple[str, ...]]


def column_parts(columns: Sequence[Column], said: Sequence[Said], faults: Faults) -> Tree:
    """
    Put columns under the columns that they are parts of.

    Parameters
    ----------
    columns : sequence of Column
        Named apart.
    said : sequence of (str, list of str, Cell)
        Wholes and parts that the user named.
    faults : Faults
        Takes up what is wrong.

    Returns
    -------
    dict of str to tuple of str
        What the user named, what stands under the heading of another column, and all that is left under the total.
    """
    names = {same(column.name): column.name for column in columns}
    parts = _of_directives(names, said, faults)
    for whole, below in _of_headings(columns, names).items():
        if set(parts.setdefault(whole, below)) != set(below):
            place = next(cell.place for name, _, cell in said if same(name) == same(whole))
            problem = f"the parts of {shown(whole)} are not those that stand under its heading: {', '.join(below)}."
            faults.add(place, problem, "Mend the directive or the headings.")
    total = _total(columns, faults)
    taken = {part for below in parts.values() for part in below}
    left = tuple(name for name in names.values() if name != total and name not in taken)
    if total is not None and total in taken:
        faults.add(_place(columns, total), f"{shown(total)} is the total, and cannot be a part.", "Mend the directive.")
    elif total is not None and left:
        _find_side_by_side(columns, left, faults)
        parts.setdefault(total, left)
    _find_circles(parts, columns, faults)
    return parts


def row_parts(lines: Sequence[Line], faults: Faults) -> Tree:
    """
    Put all rows under the row of totals, which is the first or the last.

    Parameters
    ----------
    lines : sequence of Line
    faults : Faults
        Takes up what is wrong.

    Returns
    -------
    dict of str to tuple of str
    """
    totals = [line for line in lines if is_total(read_heading(line.name).name)]
    for line in lines:
        if is_mean_row(line.name):
            faults.add(
                line.place, f"{shown(line.name)} is a row of means in a table of counts.", 'Leave it out, or say "# isi: skor".'
            )
    for line in totals[1:]:
        faults.add(
            line.place, f"{shown(line.name)} is a second row of totals, after {shown(totals[0].name)}.", "Keep one a table."
        )
    if len(totals) != 1 or len(lines) < 2:
        return {}
    if totals[0] not in (lines[0], lines[-1]):
        faults.add(totals[0].place, f"the row of totals {shown(totals[0].name)} stands amid the rows.", "Put it first or last.")
    return {totals[0].name: tuple(line.name for line in lines if line is not totals[0])}


def _of_directives(names: dict[str, str], said: Sequence[Said], faults: Faults) -> Tree:
    parts: Tree = {}
    for whole, below, cell in said:
        for name in (whole, *below):
            if same(name) not in names:
                faults.add(cell.place, f"{shown(name)} is not a column of the table.", one_of(names.values(), given=name))
        found = [names[same(name)] for name in (whole, *below) if same(name) in names]
        if len(found) == len(below) + 1:
            _add(parts, found[0], tuple(found[1:]), cell, faults)
    return parts


def _add(parts: Tree, whole: str, below: tuple[str, ...], cell: Cell, faults: Faults) -> None:
    taken = {part for others in parts.values() for part in others}
    twice = [part for index, part in enumerate(below) if part in taken or part in below[:index]]
    if whole in parts:
        faults.add(cell.place, f"the parts of {shown(whole)} have already been named.", "Keep one directive.")
    for part in twice:
        faults.add(cell.place, f"{shown(part)} is named as a part twice.", "A column can be a part of one other.")
    parts.setdefault(whole, below)


def _of_headings(columns: Sequence[Column], names: dict[str, str]) -> Tree:
    parts: dict[str, list[str]] = {}
    for column in columns:
        whole = names.get(same(column.upper))
        if whole is not None and whole != column.name and not is_total(column.name) and column.name not in parts.get(whole, []):
            parts.setdefault(whole, []).append(column.name)
    return {whole: tuple(below) for whole, below in parts.items()}


def _total(columns: Sequence[Column], faults: Faults) -> str | None:
    totals = list({column.name: column for column in columns if is_total(column.name)}.values())
    for column in totals[1:]:
        problem = f"{shown(column.name)} is a second column of totals, after {shown(totals[0].name)}."
        faults.add(column.place, problem, "Keep one a table; head a routed question by its name, and its parts below it.")
    return totals[0].name if len(totals) == 1 else None


def _place(columns: Sequence[Column], name: str) -> str:
    return next(column.place for column in columns if column.name == name)


def _find_side_by_side(columns: Sequence[Column], left: Sequence[str], faults: Faults) -> None:
    """Note two questions with the same answers, side by side: their parts would be added up to one total."""
    uppers = [column for column in columns if column.name in left and column.name.startswith(f"{column.upper}: ")]
    if len({same(column.upper) for column in uppers}) > 1:
        problem = f"{shown(uppers[0].name)} and {shown(uppers[-1].name)} are answers to two questions with one total."
        faults.add(uppers[-1].place, problem, "Give each question a table of its own.")


def _find_circles(parts: Tree, columns: Sequence[Column], faults: Faults) -> None:
    """Note a column that is, over its parts, a part of itself; and one that is a part of two."""
    above: dict[str, str] = {}
    for whole, below in parts.items():
        for part in below:
            if above.setdefault(part, whole) != whole:
                problem = f"{shown(part)} is a part of {shown(above[part])} and of {shown(whole)}."
                faults.add(_place(columns, part), problem, "A column can be a part of one other.")
    for name in parts:
        at, steps = above.get(name), 0
        while at is not None and at != name and steps <= len(above):
            at, steps = above.get(at), steps + 1
        if at == name:
            faults.add(_place(columns, name), f"{shown(name)} would be a part of itself.", "Mend the directive or the headings.")
