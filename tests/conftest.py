"""What many tests start from."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from klaster_analisis import Overview, RoutedCrosstab, ScoreProfile, Study, load_study, overview
from klaster_analisis.display import Words
from klaster_analisis.sources.folders import shipped_folder

settings.register_profile("untimed", deadline=None)  # a busy machine is no fault
settings.load_profile("untimed")

Edit = Callable[[str, str, str], Path]


@pytest.fixture(scope="session")
def study() -> Study:
    return load_study()


@pytest.fixture(scope="session")
def known(study: Study) -> Overview:
    return overview(study)


@pytest.fixture(scope="session")
def tables(known: Overview) -> Mapping[str, RoutedCrosstab]:
    return known.cooperation


@pytest.fixture(scope="session")
def dynamics(known: Overview) -> ScoreProfile:
    return known.dynamics


@pytest.fixture(params=["id", "en"])
def words(request: pytest.FixtureRequest, study: Study) -> Words:
    return Words(request.param, study.codebook, study.places)


@pytest.fixture
def indonesian(study: Study) -> Words:
    return Words("id", study.codebook, study.places)


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    """A copy of the data, to be spoiled."""
    return Path(shutil.copytree(shipped_folder("data"), tmp_path / "data"))


@pytest.fixture
def edit(data_folder: Path) -> Edit:
    """Replace a text in a file of the copied data, and return the folder."""

    def replace(file: str, old: str, new: str) -> Path:
        path = data_folder / file
        text = path.read_text("utf-8")
        assert old in text, f"{old!r} is not in {file}: the test no longer spoils anything"
        path.write_text(text.replace(old, new), "utf-8")
        return data_folder

    return replace
