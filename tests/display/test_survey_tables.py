"""Tables and figures of a survey: numbers by hand, what is withheld and what is synthetic said below, markup shown as text."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from great_tables import GT
from matplotlib.colors import to_hex
from matplotlib.text import Text

from klaster_analisis import Survey, SurveyCheck, check_survey, compare_waves, load_survey, overview, split_answers
from klaster_analisis.display import Words, figures, region, tables
from klaster_analisis.display.check import check_words
from klaster_analisis.display.picture import BLUE, PALE, Picture
from klaster_analisis.terms import LANGUAGES

EVIL = '<script>alert("x")</script>'
PARTS = [f"bersama/{part}" for part in ("bahan_baku", "bahan_penolong", "produksi", "pemasaran", "tidak_satu_pun")]

# Six firms of Klaten and four of Pati, the same in two waves.
KLATEN = {
    "lokasi": ["Klaten"] * 6,
    "id_usaha": list("abcdef"),
    "kerjasama_hulu": ["ada"] * 4 + ["tidak_ada"] * 2,
    "produk": ["3", "3", "4", "4", "tidak_tahu", ""],
    "omzet": ["10", "20", "30", "40", "50", "60"],
    "bahan_baku": list("122444"),
} | dict(zip(PARTS, [list("111000"), list("000011"), ["0"] * 6, ["0"] * 6, list("000100")], strict=True))
PATI = {
    "lokasi": ["Pati"] * 4,
    "id_usaha": list("ghij"),
    "kerjasama_hulu": ["ada", "tidak_ada", "tidak_ada", "tidak_tahu"],
    "produk": ["1", "2", "tidak_tahu", "tidak_tahu"],
    "omzet": ["5", "15", "menolak", ""],
    "bahan_baku": list("2222"),
} | dict(zip(PARTS, [list("1100"), list("0010"), ["0"] * 4, ["0"] * 4, list("0001")], strict=True))
BEFORE = {"kerjasama_hulu": ["ada", *["tidak_ada"] * 5, "tidak_ada", "ada", "tidak_ada", "ada"]}


def firms() -> pd.DataFrame:
    now = pd.concat([pd.DataFrame(KLATEN), pd.DataFrame(PATI)], ignore_index=True).assign(gelombang="2026")
    before = now[["lokasi", "id_usaha"]].assign(gelombang="2024", **BEFORE)
    return pd.concat([before, now], ignore_index=True).fillna("")


def saved(folder: Path, name: str, frame: pd.DataFrame | None = None) -> Path:
    path = folder / name
    (firms() if frame is None else frame).to_csv(path, index=False)
    return path


@pytest.fixture(scope="module")
def survey(tmp_path_factory) -> Survey:
    return load_survey(saved(tmp_path_factory.mktemp("survei"), "survei.csv"))


@pytest.fixture(params=LANGUAGES)
def language(request) -> str:
    return request.param


@pytest.fixture
def words(survey, language) -> Words:
    return Words.of(survey, language)


def soup(table: GT) -> BeautifulSoup:
    return BeautifulSoup(table.as_raw_html(), "html.parser")


def rows(table: GT) -> dict[str, list[str]]:
    """The rows of a table, of each cell all lines."""
    cells = [[cell.get_text().strip() for cell in row.find_all(["th", "td"])] for row in soup(table).select("tbody tr")]
    return {name: texts for name, *texts in cells}


def heads(table: GT) -> list[str]:
    return [head.get_text().strip() for head in soup(table).select("thead .gt_col_heading")]


def note(shown: GT | Picture) -> str:
    """What stands below a table or figure."""
    return shown.note if isinstance(shown, Picture) else soup(shown).select_one(".gt_sourcenote").get_text().strip()


def texts(picture: Picture) -> set[str]:
    """All that is written in a figure; the name of an axis that is shared is there twice."""
    found = picture.figure.findobj(Text)
    return {f"{text.get_text()} at {text.get_position()}".replace("\n", " ").replace("\u00a0", " ") for text in found}


def drawn(picture: Picture) -> str:
    return " ".join(texts(picture))


@pytest.fixture(scope="module")
def everything(tmp_path_factory) -> Callable[..., dict[str, GT | Picture]]:
    """Make every table and figure that only surveys have, in a language, of a file of this name: once."""

    @cache
    def make(language: str, name: str) -> dict[str, GT | Picture]:
        path = saved(tmp_path_factory.mktemp("semua"), name)
        return shown_of(load_survey(path), check_survey(path), language)

    return lambda language, name="survei.csv": make(language, name)


def shown_of(survey: Survey, check: SurveyCheck, language: str) -> dict[str, GT | Picture]:
    words, known = Words.of(survey, language), overview(survey)
    split = split_answers(survey, "kerjasama_hulu")
    (several,), (numbers,) = tables.show_others(known, words), tables.show_numbers(known, words)
    return {
        "several answers": several,
        "one answer": tables.show_answers({"bahan_baku": known.actions["bahan_baku"]}, words, question="bahan_baku"),
        "quality": tables.show_quality(survey, words),
        "changes": tables.show_changes(compare_waves(survey), words),
        "numbers": numbers,
        "split": tables.show_split(split, words, question="kerjasama_hulu"),
        "columns": tables.show_columns(check, check_words(check, language)),
        "faults": tables.show_faults(check, check_words(check, language)),
        "figure": figures.plot_answers(split, words, question="kerjasama_hulu"),
    }


class TestNumbers:
    """By hand from the firms above; intervals as statsmodels gives them, see below."""

    def test_split_by_place(self, survey, indonesian_words):
        """Intervals: statsmodels' proportion_confint(4, 6, method="wilson") = 0.29999, 0.90323; of (1, 3) 0.06149, 0.79234."""
        table = tables.show_split(split_answers(survey, "kerjasama_hulu"), indonesian_words, question="kerjasama_hulu")
        assert heads(table) == ["Lokasi", "Ada", "Tidak ada", "Menjawab"]
        assert rows(table) == {
            "Klaten": ["4 (66,7)\n30,0–90,3", "2 (33,3)\n9,7–70,0", "6"],
            "Pati": ["1 (33,3)\n6,1–79,2", "2 (66,7)\n20,8–93,9", "3"],
            "Total": ["5 (55,6)", "4 (44,4)", "9"],
        }

    def test_split_by_wave(self, survey, indonesian_words):
        """No total: the firms are the same. Interval: statsmodels' proportion_confint(3, 10, method="wilson") = 0.108, 0.603."""
        split = split_answers(survey, "kerjasama_hulu", by="gelombang")
        table = tables.show_split(split, indonesian_words, question="kerjasama_hulu")
        assert heads(table)[0] == "Gelombang"
        assert {name: texts[0].split("\n")[0] for name, texts in rows(table).items()} == {"2024": "3 (30,0)", "2026": "5 (55,6)"}
        assert rows(table)["2024"][0].endswith("\n10,8–60,3")

    def test_missing_answers_are_added_up_over_places(self, survey, indonesian_words):
        """Product: one does not know in Klaten, two in Pati. Turnover: eight numbers, one refused, one blank."""
        table = tables.show_missing(survey, indonesian_words)
        assert (
            heads(table)
            == ["Pertanyaan", "Menjawab", "Tidak tahu", "Menolak menjawab", "Kosong", "Tidak berlaku"][: len(heads(table))]
        )
        found = {name.partition(": ")[2]: texts for name, texts in rows(table).items()}
        assert found["Produk"] == ["6", "3", "0", "1"]
        assert found["Usaha sebelumnya (hulu)"] == ["9", "1", "0", "0"]
        assert found["Omzet sebulan (juta rupiah)"] == ["8", "0", "1", "1"]
        assert found["Masalah yang diatasi bersama"] == ["10", "0", "0", "0"]

    def test_missing_answers_of_one_place(self, survey, indonesian_words):
        found = {
            name.partition(": ")[2]: texts
            for name, texts in rows(tables.show_missing(survey, indonesian_words, place="pati")).items()
        }
        assert found["Produk"][:2] == ["2", "2"]
        assert found["Omzet sebulan (juta rupiah)"][0] == "2"

    def test_every_question_of_the_survey_is_listed_once(self, survey, words):
        names = list(rows(tables.show_missing(survey, words)))
        assert len(names) == 5
        assert len(set(names)) == 5

    def test_several_answers(self, survey, indonesian_words):
        (table,) = tables.show_others(overview(survey), indonesian_words)
        assert heads(table)[1:] == ["Bahan baku", "Bahan penolong", "Produksi", "Pemasaran", "Tidak satu pun", "Menjawab"]
        first = {name: [text.split("\n")[0] for text in texts] for name, texts in rows(table).items()}
        assert first["Klaten"] == ["3 (50,0)", "2 (33,3)", "0", "0", "1 (16,7)", "6"]
        assert first["Pati"] == ["2 (50,0)", "1 (25,0)", "0", "0", "1 (25,0)", "4"]
        assert first["Total"] == ["5 (50,0)", "3 (30,0)", "0", "0", "2 (20,0)", "10"]

    def test_medians_and_the_middle_half(self, survey, indonesian_words):
        """
        Hinges: of Klaten 20 and 50, of all eight 12.5 and 45. Intervals: the ends of six numbers hold the median in 1 - 2 / 64 =
        96.9%; of eight in 99.2%, the next ones in 93.0% only; of two numbers there is none.
        """
        (table,) = tables.show_numbers(overview(survey), indonesian_words)
        assert rows(table) == {
            "Klaten": ["6", "35\n10–60", "20–50"],
            "Pati": ["2", "10", "5–15"],
            "Total": ["8", "25\n5–60", "12,5–45"],
        }

    def test_changes_of_the_same_firms(self, survey, indonesian_words):
        """
        Nine answered twice: 2 of them yes, then 5; up four, down one: scipy.stats.binomtest(4, 5).pvalue = 0.375.
        The only test, so that its interval is one of 95%: by R as in test_signs, −0.2626 and 0.7549.
        """
        table = tables.show_changes(compare_waves(survey), indonesian_words)
        cells = rows(table)["Kerja sama: Usaha sebelumnya (hulu)"]
        assert cells[:2] == ["22,2%\nn = 9", "55,6%\nn = 9"]
        assert cells[2:] == ["+33,3", "4 / 1\n+33,3 (−26,3 sampai +75,5)", "0,375"]

    def test_why_a_change_cannot_be_tested_stands_below_the_table(self, survey, words):
        """The product was not asked in 2024: the cells of a table are no place for the sentence that says so."""
        table = tables.show_changes(compare_waves(survey), words)
        cells = rows(table)[words.whole_question("produk")]
        assert cells[0] == "–\nn = 0"
        assert cells[2:] == ["–", "–", "–"]
        assert words.say("catatan_uji.baris_kosong", baris=["2024"]) in note(table)

    def test_bars_are_as_long_as_the_shares(self, survey, words):
        picture = figures.plot_answers(split_answers(survey, "kerjasama_hulu"), words, question="kerjasama_hulu")
        widths = [bar.get_width() for bar in picture.figure.axes[0].patches]
        assert np.allclose(widths, [4 / 6, 1 / 3, 2 / 6, 2 / 3])

    def test_the_text_alternative_holds_the_counts(self, survey, indonesian_words):
        picture = figures.plot_answers(split_answers(survey, "kerjasama_hulu"), indonesian_words, question="kerjasama_hulu")
        assert picture.alt == "Klaten: Ada 4, Tidak ada 2. Pati: Ada 1, Tidak ada 2."
        assert picture.figure.get_suptitle().replace("\n", " ") == "Usaha sebelumnya (hulu): paling banyak ada (5 dari 9)"

    def test_columns_that_are_read_are_counted(self, survey, tmp_path, indonesian_words):
        path = saved(tmp_path, "survei.csv", firms().assign(catatan="x"))
        table = tables.show_columns(check_survey(path), indonesian_words)
        assert soup(table).select_one(".gt_title").get_text() == "12 dari 13 kolom dibaca"
        assert rows(table)["catatan"] == ["–", "–", indonesian_words.say("cara.tidak_dibaca")]

    def test_faults_are_counted_and_told(self, tmp_path, indonesian_words):
        path = saved(tmp_path, "survei.csv", firms().replace({"kerjasama_hulu": {"ada": "adda"}, "omzet": {"5": "lima"}}))
        table = tables.show_faults(check_survey(path), indonesian_words)
        assert soup(table).select_one(".gt_title").get_text() == "2 kesalahan"
        assert all(name.startswith("survei.csv, baris ") for name in rows(table))

    def test_no_faults_are_told_too(self, tmp_path, words):
        table = tables.show_faults(check_survey(saved(tmp_path, "survei.csv")), words)
        assert soup(table).select_one(".gt_title").get_text() == words.say("tabel.kesalahan_judul", n=0)
        assert rows(table) == {}


@pytest.fixture
def indonesian_words(survey) -> Words:
    return Words.of(survey, "id")


def test_both_languages_show_the_same_numbers_in_other_words(everything):
    indonesian, english = map(everything, LANGUAGES)
    for name, shown in indonesian.items():
        assert note(shown) != note(english[name]), name
        if isinstance(shown, GT):
            assert heads(shown) != heads(english[name]), name
            assert numbers(shown) == numbers(english[name]), name


def numbers(table: GT) -> list[str]:
    """The cells that begin with a number, in order."""
    cells = [text for texts in rows(table).values() for text in texts]
    return [text.replace(",", ".").replace(" sampai ", " to ") for text in cells if text[:1].isdigit()]


def test_every_table_has_a_name_a_title_and_a_note_of_its_own(everything, language):
    shown = everything(language)
    soups = [soup(table) for table in shown.values() if isinstance(table, GT)]
    assert len({page.div["id"] for page in soups}) == len(soups) == 8
    assert all(page.select_one(".gt_title").get_text(strip=True) for page in soups)
    assert all(map(note, shown.values()))


@pytest.mark.parametrize(("name", "synthetic"), [("survei.csv", False), ("Survei_Sintetis.csv", True)])
def test_what_is_synthetic_says_so_below_and_nothing_else_does(everything, words, name, synthetic):
    for kind, shown in everything(words.language, name).items():
        assert note(shown).count(words.say("umum.sintetis")) == synthetic, kind


@pytest.fixture(scope="module")
def hidden(tmp_path_factory) -> Survey:
    return load_survey(saved(tmp_path_factory.mktemp("ditahan"), "survei.csv"), min_cell=2)


class TestWithheld:
    """By hand, with 2 as the smallest count that is shown: one firm of Pati cooperates, of Klaten four do and two do not."""

    def test_a_split_hides_the_whole_row_and_says_so(self, hidden, words):
        table = tables.show_split(split_answers(hidden, "kerjasama_hulu"), words, question="kerjasama_hulu")
        withheld = words.say("umum.ditahan")
        assert rows(table)["Pati"] == [withheld] * 3
        assert [text.split(" ")[0] for text in rows(table)["Total"]] == ["4", "2", "6"]
        assert withheld in note(table).lower()

    def test_where_every_row_is_hidden_the_total_is_too(self, hidden, words):
        for table in (
            tables.show_split(split_answers(hidden, "bersama/tidak_satu_pun"), words, question="bersama/tidak_satu_pun"),
            tables.show_answers({"x": split_answers(hidden, "bersama/tidak_satu_pun")}, words, question="bersama/tidak_satu_pun"),
        ):
            assert set(rows(table)) == {"Klaten", "Pati", words.place("total")}
            assert {text for texts in rows(table).values() for text in texts} == {words.say("umum.ditahan")}

    def test_a_figure_says_so_and_gives_no_number(self, hidden, words):
        picture = figures.plot_answers(split_answers(hidden, "kerjasama_hulu"), words, question="kerjasama_hulu")
        assert f"Pati: {words.say('umum.ditahan')}." in picture.alt
        assert words.say("umum.ditahan") in drawn(picture)
        assert "Klaten (n = 6)" in drawn(picture)
        assert "n = 0" not in drawn(picture)

    def test_a_wave_that_is_hidden_says_so(self, hidden, words):
        split = split_answers(hidden, "kerjasama_hulu", by="gelombang", place="pati")
        assert rows(tables.show_split(split, words, question="kerjasama_hulu"))["2026"] == [words.say("umum.ditahan")] * 3

    def test_several_answers_hide_what_would_tell_a_hidden_one(self, hidden, words):
        """By hand: one firm of Klaten's six chose none of these; whoever knows who chose what else knows that."""
        (table,) = tables.show_others(overview(hidden), words)
        withheld = words.say("umum.ditahan")
        assert rows(table)["Klaten"][4] == withheld
        assert rows(table)["Klaten"].count(withheld) > 1
        assert withheld in note(table).lower()

    def test_missing_answers_of_a_hidden_row_are_hidden(self, hidden, words):
        table = tables.show_quality(hidden, words, place="pati")
        names = {
            code: f"{words.group(words.codebook[code].group)}: {words.question(code)}"
            for code in ("kerjasama_hulu", "bahan_baku")
        }
        assert set(rows(table)[names["kerjasama_hulu"]]) == {words.say("umum.ditahan")}
        assert rows(table)[names["bahan_baku"]][0] == "4"
        assert words.say("umum.ditahan") in note(table).lower()

    def test_no_kind_of_missing_answer_is_small(self, tmp_path, language):
        """By hand, 5 the smallest: Klaten has one refusal and two blanks (three in all), Pati six refusals and nothing else."""
        produk = {"Klaten": [*["3"] * 7, "menolak", "", ""], "Pati": [*["3"] * 8, *["menolak"] * 6]}
        frame = pd.DataFrame([(place, given) for place, all_ in produk.items() for given in all_], columns=["lokasi", "produk"])
        survey = load_survey(saved(tmp_path, "survei.csv", frame), min_cell=5)
        words = Words.of(survey, language)
        klaten, pati, both = (tables.show_missing(survey, words, place=place) for place in ("klaten", "pati", None))
        assert heads(klaten)[2:] == [words.say("kosong.tak_dirinci")]
        assert list(rows(klaten).values()) == [["7", "< 5"]]
        assert list(rows(pati).values()) == [["8", "6"]]
        assert list(rows(both).values()) == [["15", "6", "< 5"]]
        assert words.say("kosong.tak_dirinci").split(" (")[0] in note(both)
        assert words.say("kosong.tak_dirinci").split(" (")[0] not in note(pati)

    def test_kinds_that_are_not_told_apart_are_not_said_to_be_nobody(self, tmp_path, words):
        """By hand: five blanks on the market, one refusal on the product: it is not said that it is no blank."""
        frame = pd.DataFrame({"lokasi": "Pati", "produk": [*["3"] * 14, "menolak"], "pasar": [*["3"] * 10, *[""] * 5]})
        table = tables.show_missing(load_survey(saved(tmp_path, "survei.csv", frame), min_cell=5), words)
        assert list(rows(table).values()) == [["14", "–", "< 5"], ["10", "5", "0"]]

    def test_missing_answers_of_all_are_hidden_where_no_place_is_shown(self, tmp_path, language):
        survey = load_survey(saved(tmp_path, "survei.csv", firms()[["lokasi", "gelombang", "produk"]]), min_cell=9)
        table = tables.show_missing(survey, Words.of(survey, language))
        assert {text for texts in rows(table).values() for text in texts} == {Words.of(survey, language).say("umum.ditahan")}

    def test_numbers_of_few_firms_are_hidden(self, tmp_path, language):
        survey = load_survey(saved(tmp_path, "survei.csv"), min_cell=3)
        words = Words.of(survey, language)
        (table,) = tables.show_numbers(overview(survey), words)
        assert rows(table) == {"Klaten": [words.say("tabel.pita_satu"), "6"], "Pati": [words.say("umum.ditahan")] * 2}
        assert words.say("umum.ditahan") in note(table).lower()

    @pytest.mark.parametrize(
        ("language", "klaten", "pati"),
        [
            ("id", ["di bawah 0,2: 3 (37,5)", "0,2–20: 3 (37,5)", "20 atau lebih: 2 (25,0)"], "−10 sampai −5: 2 (33,3)"),
            ("en", ["below 0.2: 3 (37.5)", "0.2–20: 3 (37.5)", "20 or more: 2 (25.0)"], "−10 to −5: 2 (33.3)"),
        ],
    )
    def test_numbers_stand_in_bands(self, edit, tmp_path, language, klaten, pati):
        """By hand, two firms a band: steps 0.1: 3, 1: 1, 10: 2, 20: 1, 50: 1 of Klaten; -20: 2, -10: 2, 1,000: 2 of Pati."""
        folder = edit("codebook.csv", 'in million rupiah?",,0..', 'in million rupiah?",,')
        given = {"Klaten": [0.1, 0.15, 0.19, 1.5, 10, 19.9, 20, 50], "Pati": [-20, -15, -10, -7, 1500, 1000]}
        frame = pd.DataFrame([(place, value) for place, values in given.items() for value in values], columns=["lokasi", "omzet"])
        survey = load_survey(saved(tmp_path, "survei.csv", frame), codebook=folder / "codebook.csv", min_cell=1)
        words = Words.of(survey, language)
        (table,) = tables.show_numbers(overview(survey), words)
        found = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in soup(table).select("tbody tr")]
        assert [f"{band}: {n}" for place, band, n in found if place == "Klaten"] == klaten
        assert [f"{band}: {n}" for place, band, n in found if place == "Pati"][1] == pati

    def test_other_places_are_not_banded_together(self, tmp_path, language):
        """Of five places one is looked at: the other four are one column elsewhere, and here not there."""
        places = ["Klaten", "Pati", "Kudus", "Jepara", "Demak"]
        frame = pd.DataFrame({"lokasi": places * 4, "omzet": [str(at) for at in range(20)]})
        survey = load_survey(saved(tmp_path, "survei.csv", frame), min_cell=3)
        words = Words.of(survey, language)
        (table,) = tables.show_numbers(overview(survey, focus="kudus"), words, highlight="kudus")
        assert rows(table) == {"Kudus": [words.say("tabel.pita_satu"), "4"]}
        (table,) = tables.show_numbers(overview(survey), words)
        assert list(rows(table)) == [words.place(code) for code in survey.places.codes]

    def test_changes_with_a_small_cell_are_hidden(self, hidden, words):
        table = tables.show_changes(compare_waves(hidden), words)
        withheld = sum(change.withheld for change in compare_waves(hidden).changes)
        assert withheld > 0
        assert words.whole_question("kerjasama_hulu") not in rows(table)
        assert rows(table)[words.say("tabel.perubahan_dirahasiakan", n=withheld)] == ["–"] * 5
        assert words.say("umum.ditahan") in note(table).lower()

    def test_nothing_is_said_of_withholding_where_nothing_is(self, everything, words):
        for kind, shown in everything(words.language).items():
            assert words.say("umum.ditahan") not in note(shown).lower(), kind


class TestWithheldInTheReport:
    """By hand, 3 being the smallest: of Pati no score can be shown and no cooperation, of Klaten both can."""

    @pytest.fixture
    def known(self):
        frame = pd.DataFrame(
            {
                "lokasi": ["Klaten"] * 6 + ["Pati"] * 4,
                "kerjasama_hulu": ["ada"] * 3 + ["tidak_ada"] * 3 + ["ada", *["tidak_ada"] * 3],
                "keaktifan_hulu": ["aktif"] * 3 + [""] * 3 + ["pasif", *[""] * 3],
                "produk": list("333444") + list("1222"),
                "teknologi": list("333444") + list("1222"),
            }
        )
        return overview(load_survey(frame, min_cell=3))

    @pytest.fixture
    def words(self, known, language) -> Words:
        return Words.of(known.survey, language)

    def test_figures_write_it_into_the_row(self, known, words):
        withheld = words.say("umum.ditahan")
        for picture, times in (
            (figures.plot_dynamics(known.dynamics, words, highlight="pati"), 2),
            (figures.plot_place_intensity(known.cooperation, words, place="pati"), 1),
            (figures.plot_place_cooperation(known.cooperation, words, asked=known.asked, place="pati"), 1),
            (figures.plot_summary(known, words, place="pati"), 4),
        ):
            assert len([text for text in texts(picture) if withheld in text]) == times
            assert "n = 0" not in drawn(picture)
            assert picture.alt.count(withheld) >= 1
            assert picture.to_png()

    def test_no_sentence_compares_what_is_not_shown(self, known, words):
        text = BeautifulSoup(region.describe_place("pati", known, words).html, "html.parser").get_text()
        assert words.say("gambar.dinamika_judul_kosong", tempat="Pati") in text
        assert words.question("produk") not in text

    def test_the_questions_that_are_not_shown_are_named_group_by_group(self, known, words):
        """The same short name stands in two groups: cooperation, and how active it is."""
        text = BeautifulSoup(region.list_caveats("pati", known, words).html, "html.parser").get_text()
        for group, codes in (
            ("dinamika", ["produk", "teknologi"]),
            ("kerjasama", ["kerjasama_hulu"]),
            ("keaktifan", ["keaktifan_hulu"]),
        ):
            names = words.enumerate(words.question(code).lower() for code in codes)
            assert f"{words.group(group).lower()} ({names})" in text.lower()

    def test_nothing_is_compared_with_places_that_are_not_shown(self, known, words):
        assert figures.plot_summary(known, words, place="klaten").figure.get_suptitle() == "Klaten"
        text = BeautifulSoup(region.describe_place("klaten", known, words).html, "html.parser").get_text()
        assert text == words.say("laporan.banding_kosong")

    def test_the_same_reason_is_told_once(self, known, words):
        table = tables.show_ranking(known.dynamics, words)
        assert note(table).count(words.question("produk")) == 1
        assert words.enumerate([words.question("produk"), words.question("teknologi")]) in note(table)


class TestMarkup:
    """What stands in a user's own codebook, places and file is text, whatever it looks like."""

    @pytest.fixture(params=["", "{{m^2}} ", "**x** $\\frac{ "])
    def evil(self, edit, request) -> Callable[..., Any]:
        mark = f"{request.param}{EVIL}".replace('"', '""')
        edit("codebook.csv", "Usaha sebelumnya (hulu),Upstream firms,Apakah", f'"{mark}",Upstream firms,Apakah')
        edit("codebook.csv", "kerjasama_hulu,ada,,Ada,Yes", f'kerjasama_hulu,ada,,"Ada {mark}",Yes')
        edit("codebook.csv", "omzet,,angka,Omzet sebulan (juta rupiah)", f'omzet,,angka,"{mark}"')
        edit("codebook.csv", "bersama,bahan_baku,,Bahan baku", f'bersama,bahan_baku,,"{mark}"')
        folder = edit("places.csv", "pati,Pati,nama", f'pati,"{mark}",nama')
        options = {"codebook": folder / "codebook.csv", "places": folder / "places.csv"}
        return lambda do, source: do(source, **options)

    def test_it_is_shown_as_text(self, evil, tmp_path):
        frame = firms().assign(lokasi=lambda rows: rows["lokasi"].replace({"Pati": "33.18"}), **{f"{EVIL}": "x"})
        frame.loc[0, "produk"] = EVIL
        path = saved(tmp_path, "survei.csv", frame)
        check, survey = evil(check_survey, path), evil(lambda *a, **o: load_survey(*a, allow_faults=True, **o), path)
        words = Words.of(survey, "id")
        split = split_answers(survey, "kerjasama_hulu")
        shown = [
            tables.show_split(split, words, question="kerjasama_hulu"),
            *tables.show_others(overview(survey), words, highlight="pati"),
            *tables.show_numbers(overview(survey), words),
            tables.show_missing(survey, words),
            tables.show_changes(compare_waves(survey), words),
            tables.show_columns(check, words),
            tables.show_faults(check, words),
        ]
        assert len(shown) == 7
        for table in shown:
            assert "<script" not in table.as_raw_html()
            assert EVIL in soup(table).get_text()
        picture = figures.plot_answers(split, words, question="kerjasama_hulu")
        assert "<script" not in picture._repr_html_()
        assert EVIL in picture.alt
        assert picture.to_png()


def test_a_wave_is_called_what_it_is_called_even_where_that_is_a_code():
    """1 and 2 are codes of answers too, and klaten is a place."""
    frame = pd.DataFrame({"gelombang": ["1", "2", "klaten"], "lokasi": ["Pati"] * 3, "produk": ["3"] * 3})
    survey = load_survey(frame)
    split, words = split_answers(survey, "produk", by="gelombang"), Words.of(survey, "id")
    assert list(rows(tables.show_split(split, words, question="produk"))) == ["1", "2", "klaten"]
    assert figures.plot_answers(split, words, question="produk").alt.startswith("1: Sangat kurang dinamis 0")


def test_answers_that_are_not_disclosed_can_be_told_apart(survey, words):
    split = split_answers(survey, "bahan_baku")
    table, picture = (
        tables.show_split(split, words, question="bahan_baku"),
        figures.plot_answers(split, words, question="bahan_baku"),
    )
    secret = words.say("umum.tak_diungkap")
    assert [head for head in heads(table) if head.startswith(secret)] == [f"{secret} (2)", f"{secret} (4)"]
    legend = [text.get_text() for text in picture.figure.axes[0].get_legend().get_texts()]
    assert legend == heads(table)[1:-1]
    assert f"{secret} (2) 2" in picture.alt


@pytest.mark.parametrize(("question", "first"), [("kerjasama_hulu", BLUE), ("bersama/bahan_baku", BLUE), ("bahan_baku", PALE)])
def test_of_yes_and_no_it_is_yes_that_stands_out(survey, words, question, first):
    picture = figures.plot_answers(split_answers(survey, question), words, question=question)
    assert to_hex(picture.figure.axes[0].patches[0].get_facecolor()) == first.lower()


def test_a_row_and_its_number_of_firms_are_not_torn_apart(language):
    survey = load_survey(pd.DataFrame({"lokasi": ["Kabupaten Pekalongan"] * 3, "produk": list("123")}))
    picture = figures.plot_answers(split_answers(survey, "produk"), Words.of(survey, language), question="produk")
    (label,) = [text.get_text() for text in picture.figure.axes[0].get_yticklabels()]
    assert label.splitlines()[-1].endswith("(n\u00a0=\u00a03)")


def test_of_one_place_there_is_no_total(words):
    survey = load_survey(pd.DataFrame({"lokasi": ["Pati"] * 2, "produk": list("12")}))
    assert list(rows(tables.show_split(split_answers(survey, "produk"), words, question="produk"))) == ["Pati"]


def test_columns_of_several_files_say_which_file(tmp_path, words):
    paths = [saved(tmp_path, name, firms()[["lokasi", "omzet"]]) for name in ("lama.csv", "baru.csv")]
    table = tables.show_columns(check_survey(paths), words)
    assert list(rows(table)) == ["lama.csv: lokasi", "lama.csv: omzet", "baru.csv: lokasi", "baru.csv: omzet"]


def test_a_map_of_many_places_says_that_ranges_are_left_out(language):
    """Up to three places stand side by side, with minimum and maximum; four stand below each other, without."""
    places = ["Klaten", "Pati", "Kudus", "Jepara"]
    for count in (3, 4):
        survey = load_survey(pd.DataFrame({"lokasi": places[:count] * 2, "produk": ["3"] * count + ["4"] * count}))
        picture = figures.plot_score_heatmap(overview(survey).dynamics, Words.of(survey, language))
        assert ("minimum" in picture.note) == (count == 3)
        assert ("(3–4)" in drawn(picture)) == (count == 3)


def test_rows_keep_their_white_ground_in_a_dark_theme(survey, words):
    """Notebooks colour the rows of tables after the theme, and nothing but the ink is ours: dark on dark."""
    table = tables.show_split(split_answers(survey, "produk"), words, question="produk")
    assert "#tabel-rincian tbody tr { background: #ffffff; }" in table.as_raw_html()
