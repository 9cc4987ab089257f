"""The columns of a file, as they stand there."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class FileColumn:
    """
    One column of a file.

    Parameters
    ----------
    name : str
        What the table calls it: no other column is called so.
    headings : tuple of str
        What a reader may take for its heading, most exact first: of several header rows all of them together, then the
        last one; the label that a statistics program gives a variable.
    labels : mapping of str to str
        What its values stand for, where the file says so.
    missing : frozenset of str
        Values that the file marks as missing, beside those in `missing_ranges`.
    missing_ranges : tuple of (float, float)
        Ranges of numbers that the file marks as missing, ends included.
    """

    name: str
    headings: tuple[str, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    missing_ranges: tuple[tuple[float, float], ...] = ()

    @property
    def heading(self) -> str:
        """The heading as messages name it."""
        return self.headings[0]

    def marks_missing(self, text: str) -> bool:
        """Say whether the file marks a value as missing."""
        if text in self.missing:
            return True
        try:
            number = float(text)
        except ValueError:
            return False
        return any(low <= number <= high for low, high in self.missing_ranges)
