"""What a user says of columns and values goes before all else, and is checked like all else."""

import pytest

from klaster_analisis import check_survey, load_survey


@pytest.fixture
def files(tmp_path):
    def write(mapping: str, survey: str = "Daerah,q7,lain\nPati,1,x\nPati,2,y\nPati,1,z\n"):
        (tmp_path / "survei.csv").write_text(survey, "utf-8")
        (tmp_path / "pemetaan.csv").write_text(mapping, "utf-8")
        return {"source": tmp_path / "survei.csv", "mapping": tmp_path / "pemetaan.csv"}

    return write


def test_columns_and_values_are_what_the_user_says(files):
    given = files("kolom,pertanyaan,nilai,jawaban\nDaerah,lokasi,,\nq7,kerjasama_hulu,1,ada\nq7,kerjasama_hulu,2,tidak_ada\n")
    assert load_survey(**given).counts.values.tolist() == [
        ["pati", "kerjasama_hulu", "ada", 2],
        ["pati", "kerjasama_hulu", "tidak_ada", 1],
    ]


def test_a_column_can_be_left_out(files):
    given = files("kolom,pertanyaan\nDaerah,lokasi\nproduk,\n", "Daerah,produk,pasar\nPati,9,3\n")
    assert load_survey(**given).asked == ("pasar",)


def test_a_mapping_goes_before_what_a_heading_says(files):
    given = files("kolom,pertanyaan\nproduk,pasar\n", "lokasi,produk\nPati,3\n")
    assert load_survey(**given).asked == ("pasar",)


@pytest.mark.parametrize(
    ("mapping", "expected"),
    [
        ("Daerh,lokasi,,\nDaerah,lokasi,,", 'pemetaan.csv, row 2: the survey has no column "Daerh". Did you mean "Daerah"?'),
        (
            "Daerah,lokasi,,\nq7,kerjasama_hul,,",
            '"kerjasama_hul" is not a question of the codebook. Did you mean "kerjasama_hulu"?',
        ),
        ("Daerah,lokasi,,\nq7,kerjasama_hulu,1,adaa", '"adaa" is not an answer of kerjasama_hulu.'),
        ("Daerah,lokasi,,\nq7,kerjasama_hulu,1,ada\nq7,kerjasama_hilir,2,ada", 'the column "q7" is said to be two questions.'),
        ("Daerah,lokasi,,\nq7,kerjasama_hulu,1,ada", 'column q7: "2" is not one of ada, tidak_ada.'),
    ],
)
def test_what_is_wrong_with_it_is_told(files, mapping, expected):
    faults = check_survey(**files(f"kolom,pertanyaan,nilai,jawaban\n{mapping}\n")).faults
    assert any(expected in str(fault) for fault in faults), [str(fault) for fault in faults]


def test_an_answer_for_a_column_that_is_left_out_means_nothing(files):
    given = files(
        "kolom,pertanyaan,nilai,jawaban\nDaerah,lokasi,,\nq7,,1,ada\nlain,produk,x,3\nlain,produk,y,4\nlain,produk,z,5\n"
    )
    assert check_survey(**given).clean


def test_a_mapping_that_is_none_is_told_with_the_columns_that_it_needs(files):
    faults = check_survey(**files("a,b\n1,2\n")).faults
    assert any("pemetaan.csv" in str(fault) and "kolom" in str(fault) for fault in faults)
