"""A survey file as a table whose columns are questions."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from klaster_analisis.sources.survey.columns import FileColumn
from klaster_analisis.sources.survey.fault import Spot
from klaster_analisis.sources.survey.layout import Skipped
from klaster_analisis.sources.survey.mapping import Mapping
from klaster_analisis.sources.survey.matching import Matching

MOST_ROWS_SHOWN = 10_000

Finder = Callable[[str, Collection[str | None]], list[int]]
"""From the name of a column and some texts to the numbers of the rows in which one of them stands; None is a blank cell."""


@dataclass(frozen=True, eq=False)
class OpenedFile:
    """
    A file whose columns are not matched yet.

    Parameters
    ----------
    spot : Spot
        Its name and sheet.
    columns : tuple of FileColumn
    frame_of : callable
        From the names of some columns to a frame of them, eager or lazy, as the file holds them.
    find : Finder or None
        None where rows have no numbers.
    numbers : sequence of int
        The number of each row of the frame, where it is small enough to be held.
    skipped : tuple of Skipped
        Rows that were not read as firms.
    prepare : callable or None
        Where a file is not scanned as it is: from the names of the columns that are counted to a file that holds them alone,
        for nothing else is copied. None where there is nothing to prepare.
    """

    spot: Spot
    columns: tuple[FileColumn, ...]
    frame_of: Callable[[Sequence[str]], Any]
    find: Finder | None = None
    numbers: Sequence[int] = ()
    skipped: tuple[Skipped, ...] = ()
    prepare: "Callable[[Sequence[str]], OpenedFile] | None" = None


@dataclass(frozen=True, eq=False)
class SurveyTable:
    """
    A survey file whose columns are matched to questions.

    Parameters
    ----------
    opened : OpenedFile
    matching : Matching
    mapping : Mapping
        What the user says of columns and values.
    """

    opened: OpenedFile
    matching: Matching
    mapping: Mapping

    @property
    def spot(self) -> Spot:
        """The file and its sheet."""
        return self.opened.spot

    @property
    def columns(self) -> dict[str, FileColumn]:
        """The columns that are read, by code of the question."""
        return self.matching.columns

    def at(self, question: str, *, rows: Sequence[int] = (), times: int = 1) -> Spot:
        """Say where an answer to a question stands."""
        return Spot(self.spot.file, self.spot.sheet, tuple(rows), self.columns[question].heading, times)

    def values_said(self, question: str) -> dict[str, str]:
        """Give what the user says of the values of a question."""
        column = self.columns[question]
        for heading in (*column.headings, column.name):
            if found := self.mapping.values.get(heading):
                return found
        return {}
