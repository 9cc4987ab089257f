"""What many tests start from."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

from klaster_analisis import Overview, RoutedCrosstab, ScoreProfile, Study, load_study, overview
from klaster_analisis.display import Words
from klaster_analisis.reports.survey_request import SurveyRequest
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


@pytest.fixture(scope="session")
def rattan(tmp_path_factory: pytest.TempPathFactory) -> SurveyRequest:
    """A survey of 24 invented weavers, with a codebook and places that have nothing in common with the study."""
    weavers = pd.DataFrame({"nomor": range(1, 25)})
    number = weavers["nomor"]
    weavers["desa"] = [("Desa Contoh", "Hulu", "Contoh Hilir (RW 3)")[at % 3] for at in number]
    weavers["nama_perajin"] = [f"Tukang Contoh {at}" for at in number]
    weavers["hari"] = [f"2026-11-{at % 20 + 1:02}" for at in number]
    weavers["pekerja"] = [at % 7 + 1 for at in number]
    weavers["mutu_bahan"] = [("rendah", "sedang", "tinggi")[at % 4 % 3] for at in number]
    weavers["mutu_anyam"] = [("Sedang", "Tinggi", "rahasia")[at % 5 % 3] for at in number]
    weavers["ekspor"] = ["pernah" if at % 2 else "belum" for at in number]
    weavers["cara_ekspor"] = [("langsung" if at % 3 else "agen") if at % 2 else "" for at in number]
    weavers["campur"] = "ya"
    weavers["bahan"] = ["Kayu; Serat: eceng, pandan" if at % 4 else "kulit_2" for at in number]
    path = tmp_path_factory.mktemp("rotan") / "perajin.xlsx"
    weavers.to_excel(path, index=False)
    own = Path(__file__).parent / "rotan"
    return SurveyRequest((path,), codebook=own / "kamus.csv", places=own / "desa.csv")


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
