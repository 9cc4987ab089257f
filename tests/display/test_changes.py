"""What changed between two waves, as it is told: what was found first, nothing that contradicts itself, and nothing withheld."""

import re

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from klaster_analisis import Survey, compare_waves, load_survey, overview
from klaster_analisis.display import Words, region
from klaster_analisis.display.changes import tell_changes
from klaster_analisis.display.figures import plot_changes
from klaster_analisis.display.picture import Picture
from klaster_analisis.terms import LANGUAGES


@pytest.fixture(params=LANGUAGES)
def language(request) -> str:
    return request.param


def two_waves(moves: dict[str, list[tuple[object, object]]], *, numbered: bool = True, **options) -> Survey:
    """A survey of one place whose firms answer each question so before and so after."""
    frames = []
    for at, wave in enumerate(("2024", "2026")):
        answers = {question: [move[at] for move in firms] for question, firms in moves.items()}
        frame = pd.DataFrame({"gelombang": wave, "lokasi": "Pati"} | answers)
        frames.append(frame.assign(id_usaha=[str(number) for number in range(len(frame))]) if numbered else frame)
    return load_survey(pd.concat(frames), **options)


def told(survey: Survey, language: str) -> tuple[str, list[str], Picture | None]:
    """What is said above the table, the rows of the table, and the figure."""
    shown = tell_changes(compare_waves(survey), Words.of(survey, language))
    soup = BeautifulSoup(shown[-1].as_raw_html(), "html.parser")
    rows = [" | ".join(cell.get_text() for cell in row.find_all(["th", "td"])) for row in soup.find("tbody").find_all("tr")]
    return BeautifulSoup(shown[0].html, "html.parser").get_text(" "), rows, shown[1] if len(shown) > 2 else None


SKILLS = [("3", "4")] * 15 + [("4", "3")] * 1 + [("3", "3")] * 9
FLAT = [("ada", "ada")] * 10 + [("tidak_ada", "tidak_ada")] * 9 + [("ada", "tidak_ada")] * 3 + [("tidak_ada", "ada")] * 3
FOUND = {"keterampilan": SKILLS, "kerjasama_hulu": FLAT}


class TestFound:
    """By hand: 15 up and 1 down of 16, p = 2 × 17 / 2^16 = 0.00052; of two themes, the other with p = 1: times 2, 0.00104."""

    def test_it_comes_first_in_words_and_in_the_table(self):
        text, rows, picture = told(two_waves(FOUND), "id")
        assert "Keterampilan (dinamika klaster): 15 usaha naik dan 1 turun, dari 25; rata-rata 3,04 menjadi 3,6" in text
        assert "1 perbandingan lain belum dapat dibedakan dari kebetulan." in text
        assert rows[0].startswith("Dinamika klaster: Keterampilan | 3,04\nn = 25 | 3,6\nn = 25 | +0,56 | 15 / 1\n+56,0 (")
        assert rows[0].endswith("| 0,001")
        assert rows[1].endswith("| 1,000")
        assert picture is not None

    def test_the_figure_says_what_was_found_also_to_those_who_do_not_see_it(self):
        _, _, picture = told(two_waves(FOUND), "en")
        assert picture.figure.get_suptitle().replace("\n", " ") == "Since 2024: Skills (dynamics of the cluster) went up"
        assert picture.alt.startswith("Since 2024: Skills (dynamics of the cluster) went up. ")
        assert "15 firms went up and 1 down, of 25; mean 3.04 to 3.6; difference +56.0 points, interval +" in picture.alt
        texts = [text.get_text() for text in picture.figure.axes[0].texts]
        assert texts == ["3.04", "3.6"]

    def test_two_samples_are_told_as_two_samples(self):
        """By hand: 15 of 40 and 34 of 40."""
        moves = {"kerjasama_hulu": [("ada", "ada")] * 15 + [("tidak_ada", "ada")] * 19 + [("tidak_ada", "tidak_ada")] * 6}
        text, rows, picture = told(two_waves(moves, numbered=False), "en")
        assert "Upstream firms (cooperation): 37.5% (of 40 firms) to 85.0% (of 40)" in text
        assert " / " not in rows[0].split(" | ")[4]
        assert "of 100 pairs" in picture.note

    def test_a_share_is_told_in_firms(self):
        """By hand: 13 of 30 before; 12 more came and 1 left."""
        moves = {
            "kerjasama_hulu": [("ada", "ada")] * 12
            + [("ada", "tidak_ada")]
            + [("tidak_ada", "ada")] * 12
            + [("tidak_ada", "tidak_ada")] * 5
        }
        text, _, _ = told(two_waves(moves), "id")
        assert "Usaha sebelumnya (hulu) (kerja sama): bertambah dari 13 menjadi 24 dari 30 usaha (12 naik, 1 turun)" in text


def test_where_nothing_is_found_one_sentence_says_so(language):
    text, rows, picture = told(two_waves({"kerjasama_hulu": FLAT}), language)
    assert (
        text
        == {
            "id": "Dari 1 perbandingan dengan 2024, tidak satu pun menunjukkan perubahan yang lebih dari yang "
            "dapat dijelaskan kebetulan. "
            "Itu tidak berarti tidak ada yang berubah.",
            "en": "Of 1 comparison with 2024, none shows a change that is more than chance explains. "
            "That does not mean that nothing has changed.",
        }[language]
    )
    assert len(rows) == 1
    assert picture is None


def test_what_cannot_be_tested_is_not_said_to_be_unchanged(language):
    text, _, picture = told(two_waves({"kerjasama_hulu": [("ada", "ada")] * 9}), language)
    assert ("tidak dapat diuji" if language == "id" else "cannot be tested") in text
    assert picture is None


def test_the_figure_of_nothing_is_the_same_sentence(language):
    survey = two_waves({"kerjasama_hulu": FLAT})
    words = Words.of(survey, language)
    assert plot_changes(compare_waves(survey), words).html in tell_changes(compare_waves(survey), words)[0].html


@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.parametrize("up", range(0, 26, 5))
def test_an_interval_never_contradicts_its_p(numbered, up):
    """An interval without zero stands beside an adjusted p below 0.05, and nowhere else."""
    moves = {
        "keterampilan": [("3", "4")] * up + [("4", "3")] * (25 - up),
        "pasar": [("2", "4")] * (25 - up) + [("3", "3")] * up,
        "kerjasama_hulu": [("tidak_ada", "ada")] * up + [("ada", "ada")] * (25 - up),
    }
    changes = compare_waves(two_waves(moves, numbered=numbered)).changes
    assert len(changes) == 3
    for change in changes:
        effect = change.test.effect
        if change.test.adjusted_p is not None:
            assert change.found == (effect.low > 0 or effect.high < 0)


def test_a_withheld_question_leaves_no_trace(language):
    """The same shown rows beside two different hidden ones: every text and the figure stay the same."""
    pages = []
    for hidden in ([("ada", "tidak_ada")] * 2 + [("ada", "ada")] * 23, [("tidak_ada", "ada")] * 1 + [("ada", "ada")] * 24):
        survey = two_waves({"keterampilan": [("3", "4")] * 15 + [("3", "3")] * 10, "kerjasama_hulu": hidden}, min_cell=5)
        text, rows, picture = told(survey, language)
        assert picture is not None
        pages.append((text, rows, picture.alt, picture.note, picture.to_png()))
    assert pages[0] == pages[1]


def test_numbers_of_withheld_surveys_are_not_compared(language):
    """Of two samples of 25, all of them apart. By hand, the middle ones: 69 and 181, which are single firms' numbers."""
    moves = {"omzet": [(57 + at, 157 + 2 * at) for at in range(25)]}
    text, rows, picture = told(two_waves(moves, numbered=False, min_cell=5), language)
    assert (rows, picture) == ([], None)
    assert not re.search(r"69|181", text)
    plain, _, _ = told(two_waves(moves, numbered=False), language)
    assert re.search(r"69.*181", plain)


def test_firms_that_moved_are_no_negative_number():
    """By hand: of 3 firms in Pati all were there before, but 2 of them in Klaten; in Pati there was 1."""
    frame = pd.DataFrame({"id_usaha": list("ABCABC"), "gelombang": ["2024"] * 3 + ["2026"] * 3, "kerjasama_hulu": "ada"})
    survey = load_survey(frame.assign(lokasi=["Pati", "Klaten", "Klaten", "Pati", "Pati", "Pati"]))
    told, *_ = region.describe_changes("pati", overview(survey, focus="pati"), Words.of(survey, "en"))
    said = BeautifulSoup(told.html, "html.parser").get_text(" ")
    assert "Of 3 firms in the wave 2026, 3 are in 2024 too" in said
    assert "In 2024 there was 1 firm;" in said
    assert "−" not in said
