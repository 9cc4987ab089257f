"""Why a file cannot be opened at all."""

from typing import Any


class UnreadableError(Exception):
    """
    A file that cannot be read.

    Parameters
    ----------
    rule : str
        A key of the rules of survey files.
    **values
        What the sentence needs.
    """

    def __init__(self, rule: str, **values: Any) -> None:
        self.rule, self.values = rule, values
        super().__init__(rule)
