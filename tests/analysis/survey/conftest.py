"""Small surveys, made of columns."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from klaster_analisis import Survey, load_survey


@pytest.fixture
def survey_of() -> Callable[..., Survey]:
    """Make a survey of Pati, or of the places that are named, from columns of answers."""

    def make(*, options: dict[str, Any] | None = None, **columns: list[Any]) -> Survey:
        length = len(next(iter(columns.values())))
        frame = pd.DataFrame({"lokasi": ["Pati"] * length} | columns)
        return load_survey(frame, **(options or {}))

    return make
