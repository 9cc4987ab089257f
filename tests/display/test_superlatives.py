"""
Every "all, lowest, only, clearly" that a text says of places is read back out of it and held against plain pandas.

Random surveys of 2 to 40 places, with ties, places without answers and rows that are withheld, go through the functions that
say such sentences, in both languages; so does the study.
"""

# ruff: noqa: E501 - a form reads best on one line

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from babel.lists import format_list
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from klaster_analisis import Overview, Survey, load_study, load_survey, overview
from klaster_analisis.display import Words, describe, figures, region, tables
from klaster_analisis.display.phrases import lowest_sentence
from klaster_analisis.display.words import SURVEY, read_texts
from klaster_analisis.sources.folders import shipped_folder
from klaster_analisis.terms import LANGUAGES

SCORES = ("produk", "teknologi", "pasar", "keterampilan", "kepercayaan", "informasi")
PARTNERS = tuple(f"kerjasama_{name}" for name in ("sejenis", "hulu", "hilir", "pendukung"))
ACTION = "bahan_baku"
QUESTIONS = (*SCORES, *PARTNERS, ACTION)
MOST_PLACES = 40

# ---------------------------------------------------------------------------------------------------------------- surveys


@cache
def places_file(folder: Path) -> Path:
    path = folder / "tempat.csv"
    path.write_text("lokasi,nama\n" + "".join(f"t{at},Tempat {at:02}\n" for at in range(MOST_PLACES)), "utf-8")
    return path


def random_firms(seed: int, places: int) -> pd.DataFrame:
    """Draw firms: places differ in size and level, some give no answer to some questions, and few levels make ties."""
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, 13, places)
    firms = pd.DataFrame({"lokasi": np.repeat([f"t{at}" for at in range(places)], sizes)})
    at = firms["lokasi"].astype("category").cat.codes.to_numpy()
    few_levels, level = rng.random() < 0.4, rng.normal(0, 1.2, places)
    for code in SCORES:
        drawn = np.clip(np.round(3 + level[at] + rng.normal(0, 1, len(firms))), 1, 5).astype(int)
        firms[code] = np.where(few_levels, np.clip(drawn, 3, 4), drawn).astype(str)
    chance = rng.choice([0.0, 0.3, 0.5, 0.9, 1.0], places)
    for code in PARTNERS:
        firms[code] = np.where(rng.random(len(firms)) < chance[at], "ada", "tidak_ada")
    firms[ACTION] = rng.choice(["1", "2", "4"], len(firms))
    silent = rng.random((places, len(QUESTIONS))) < 0.08
    for column, code in enumerate(QUESTIONS):
        firms.loc[silent[at, column] | (rng.random(len(firms)) < 0.1), code] = ""
    return firms


@dataclass(eq=False)
class Case:
    """A survey, the firms that it is made of, and the place that is looked at."""

    firms: pd.DataFrame
    survey: Survey
    place: str

    @cached_property
    def known(self) -> Overview:
        return overview(self.survey, focus=self.place)

    @cache  # noqa: B019 - a case lives as long as its test
    def shown(self, code: str) -> pd.DataFrame:
        """The firms whose answer to a question is there and is shown."""
        there = self.firms[(self.firms[code] != "") & ~self.firms["lokasi"].isin(self.hidden(code))]
        return pd.DataFrame({"lokasi": there["lokasi"], "jawaban": there[code]})

    @cache  # noqa: B019
    def places_with_answers(self, code: str) -> frozenset[str]:
        return frozenset(self.shown(code)["lokasi"])

    @cache  # noqa: B019
    def hidden(self, code: str) -> frozenset[str]:
        return frozenset(self.survey.withheld.loc[self.survey.withheld["pertanyaan"] == code, "lokasi"])

    def means(self, code: str) -> "pd.Series[float]":
        return self.shown(code)["jawaban"].astype(int).groupby(self.shown(code)["lokasi"]).mean()

    def shares(self, code: str) -> pd.DataFrame:
        found = self.shown(code)
        counted = (found["jawaban"] == "ada").groupby(found["lokasi"]).agg(["sum", "size"])
        counted = counted.loc[[place for place in self.places if place in counted.index]]
        return counted.assign(bagian=counted["sum"] / counted["size"])

    def words(self, language: str) -> Words:
        return Words.of(self.survey, language)

    def sentences(self, words: Words) -> Iterator[tuple[str, str]]:
        return sentences_of(self, words)

    @property
    def places(self) -> list[str]:
        return list(self.survey.places.codes)

    @property
    def interviewed(self) -> int:
        return int((self.firms["lokasi"] == self.place).sum())

    @property
    def others(self) -> list[str]:
        return [code for code in self.places if code != self.place]


def case_of(seed: int, places: int, min_cell: int, folder: Path) -> Case:
    firms = random_firms(seed, places)
    survey = load_survey(firms, places=places_file(folder), min_cell=min_cell)
    return Case(firms, survey, f"t{seed % places}")


# ------------------------------------------------------------------------------------------------------------- the reader

NONE = {"id": "tidak ada", "en": "none"}


@dataclass
class Reading:
    """A sentence that a reader took apart: what it is, and what stands in its places."""

    key: str
    found: dict[str, str]
    case: Case
    words: Words
    text: str

    def names(self, part: str, codes: tuple[str, ...] | list[str]) -> list[str]:
        """Give the codes that are named in a part, which must be a list of names and nothing else."""
        text = self.found[part]
        if text == NONE[self.words.language]:
            return []
        labels = {code: self.words.question(code) if code in QUESTIONS else self.words.place(code) for code in codes}
        low = text.lower()
        named = sorted((code for code in codes if labels[code].lower() in low), key=lambda code: low.index(labels[code].lower()))
        assert format_list([labels[code] for code in named], locale=self.words.language).lower() == low, (self.key, text)
        return named

    def number(self, part: str) -> float:
        thousands, decimal = (".", ",") if self.words.language == "id" else (",", ".")
        return float(self.found[part].replace("−", "-").replace(thousands, "").replace(decimal, "."))


NUM = r"[−+]?[\d.,]*\d"
# Key of the text, then how it reads in Indonesian and in English.
FORMS: dict[str, tuple[str, str]] = {
    "survei.gambar.dinamika_judul": (
        r"^(?:(?P<names>.+) memperoleh rata-rata|Tidak ada indikator yang rata-ratanya) terendah di "
        r"(?:semua tempat|(?P<n>\d+) tempat yang punya skor dan tidak ada yang dirahasiakan)(?P<tied> \(kadang bersama indikator lain\))?\.?$",
        r"^(?:(?P<names>.+): the|No indicator has the) lowest mean in "
        r"(?:every place|(?P<n>\d+) places? with scores of which none is withheld)(?P<tied> \(at times with others\))?\.?$",
    ),
    "survei.gambar.dinamika_judul_satu": (
        rf"^(?P<place>[^:]+): rata-rata (?P<what>terendah|sama) \((?P<value>{NUM})\) pada (?P<names>.+?)"
        r"(?:, dari (?P<n>\d+) indikator yang ditampilkan)?\.?$",
        rf"^(?P<place>[^:]+): (?:the )?(?P<what>lowest|same) mean \((?P<value>{NUM})\) for (?P<names>.+?)"
        r"(?:, of (?P<n>\d+) indicators that are shown)?\.?$",
    ),
    "gambar.dinamika_judul_kosong": (
        r"^(?P<place>[^:]+): skor tidak ada, atau tidak ditampilkan\.?$",
        r"^(?P<place>[^:]+): there is no score, or it is not shown\.?$",
    ),
    "survei.uraian.seragam": (
        r"^Di (?P<place>[^,]+), semua usaha yang menjawab mendapat skor yang sama pada (?P<names>.+)\.$",
        r"^In (?P<place>[^,]+), all firms that answered score the same for (?P<names>.+)\.$",
    ),
    "banding.uji_skor": (
        r"^Jawaban di (?P<place>.+?) dibandingkan dengan jawaban di (?P<others>.+?)(?P<together> bersama-sama)?\. "
        r"Jelas lebih tinggi: (?P<above>.+?)\. Jelas lebih rendah: (?P<below>.+?)\. Tidak dapat dibedakan: (?P<level>.+?)\."
        r"(?: Tidak ditampilkan di sini: (?P<hidden>.+?)\.)?(?P<partial> Hanya jawaban yang ditampilkan yang dibandingkan.*)?$",
        r"^Answers in (?P<place>.+?) are compared with those in (?P<others>.+?)(?P<together> together)?\. "
        r"Clearly higher: (?P<above>.+?)\. Clearly lower: (?P<below>.+?)\. Not told apart: (?P<level>.+?)\."
        r"(?: Not shown here: (?P<hidden>.+?)\.)?(?P<partial> Only answers that are shown are compared.*)?$",
    ),
    "banding.uji_kerjasama": (
        r"^Bagian usaha yang bekerja sama di (?P<place>.+?) dibandingkan dengan bagiannya di (?P<others>.+?)(?P<together> bersama-sama)?\. "
        r"Jelas lebih tinggi: (?P<above>.+?)\. Jelas lebih rendah: (?P<below>.+?)\. Tidak dapat dibedakan: (?P<level>.+?)\."
        r"(?: Tidak ditampilkan di sini: (?P<hidden>.+?)\.)?(?P<partial> Hanya jawaban yang ditampilkan yang dibandingkan.*)?$",
        r"^The share of firms that cooperate in (?P<place>.+?) is compared with that in (?P<others>.+?)(?P<together> together)?\. "
        r"Clearly higher: (?P<above>.+?)\. Clearly lower: (?P<below>.+?)\. Not told apart: (?P<level>.+?)\."
        r"(?: Not shown here: (?P<hidden>.+?)\.)?(?P<partial> Only answers that are shown are compared.*)?$",
    ),
    "laporan.banding_rata": (
        rf"^(?P<hal>[^:]+): rata-rata (?P<here>{NUM}) dari (?P<n>{NUM}) usaha; (?P<others>[^:]*?(?: \(.*?\))?): (?P<there>{NUM}) dari (?P<m>{NUM}) usaha\. ",
        rf"^(?P<hal>[^:]+): mean (?P<here>{NUM}) of (?P<n>{NUM}) firms; (?P<others>[^:]*?(?: \(.*?\))?): (?P<there>{NUM}) of (?P<m>{NUM}) firms\. ",
    ),
    "survei.laporan.banding_mitra": (
        rf"^(?P<hal>[^:]+): (?P<yes>{NUM}) dari (?P<n>{NUM}) yang menjawab \([^)]*\); "
        rf"(?P<others>[^:]*?(?: \(.*?\))?): (?P<yes_there>{NUM}) dari (?P<m>{NUM}) \(",
        rf"^(?P<hal>[^:]+): (?P<yes>{NUM}) of (?P<n>{NUM}) that answered \([^)]*\); "
        rf"(?P<others>[^:]*?(?: \(.*?\))?): (?P<yes_there>{NUM}) of (?P<m>{NUM}) \(",
    ),
    "laporan.banding_kosong": (
        r"^Tidak ada yang dapat dibandingkan: dari tempat lain tidak ada jawaban, atau tidak ditampilkan\.$",
        r"^There is nothing to compare: from other places there are no answers, or they are not shown\.$",
    ),
    "gambar.ringkas_judul": (
        r"^(?P<place>[^:]+?)(?:: (?P<about>pada kerja sama )?tidak ada yang jelas berbeda dari (?P<from>.+?)| dibandingkan dengan (?P<with>.+?): "
        r"(?:jelas di atas pada (?P<above>.+?))?(?:; )?(?:jelas di bawah pada (?P<below>.+?))?)?(?P<partial> \(di antara yang ditampilkan\))?$",
        r"^(?P<place>[^:]+?)(?:: (?P<about>in cooperation )?nothing differs clearly from (?P<from>.+?)| against (?P<with>.+?): "
        r"(?:clearly above in (?P<above>.+?))?(?:; )?(?:clearly below in (?P<below>.+?))?)?(?P<partial> \(of what is shown\))?$",
    ),
    "survei.prioritas.indikator": (
        rf"^Bicarakan (?P<names>.+?) dengan para pengusaha: rata-rata terendah di (?P<place>.+?) sendiri, (?P<value>{NUM})"
        r"(?P<tested>, tetapi tidak jelas lebih rendah daripada di tempat lain)?\. ?(?P<rest>.*)$",
        rf"^Discuss (?P<names>.+?) with the firms: the lowest mean within (?P<place>.+?) itself, (?P<value>{NUM})"
        r"(?P<tested>, but not clearly lower than elsewhere)?\. ?(?P<rest>.*)$",
    ),
    "prioritas.lain": (
        rf"^(?:(?P<hal>[^:]+): )?[Mm]edian (?P<n>{NUM}) tempat(?P<partial> yang ditampilkan)? (?P<value>{NUM}); (?P<place>.+?) (?P<where>di atasnya|di bawahnya|setara)\.$",
        rf"^(?:(?P<hal>[^:]+): )?[Mm]edian of (?P<n>{NUM}) places(?P<partial> that are shown)? (?P<value>{NUM}); (?P<place>.+?) is (?P<where>above it|below it|level)\.$",
    ),
    "prioritas.indikator_di_bawah": (
        r"^Bicarakan (?P<names>.+?) dengan para pengusaha: jelas lebih rendah daripada di tempat lain",
        r"^Discuss (?P<names>.+?) with the firms: clearly lower than elsewhere",
    ),
    "prioritas.mitra": (
        r"^Cari tahu mengapa di (?P<place>.+?) sendiri bagian usaha yang bekerja sama paling kecil dengan "
        r"(?P<names>(?P<first>.+?)(?:(?: dan |, ).+?)?) \((?P<counts>(?:(?P=first) )?\d.*)\)(?P<tested>, meskipun tidak jelas lebih kecil daripada di tempat lain)?; bila",
        r"^Find out why within (?P<place>.+?) itself the smallest share of firms cooperates with "
        r"(?P<names>(?P<first>.+?)(?:(?: and |, ).+?)?) \((?P<counts>(?:(?P=first) )?\d.*)\)(?P<tested>, though not clearly smaller than elsewhere)?; if",
    ),
    "prioritas.mitra_di_bawah": (
        r"^Cari tahu mengapa bagian usaha yang bekerja sama dengan (?P<names>.+?) jelas lebih kecil daripada di tempat lain "
        r"\((?P<counts>.*)\); bila",
        r"^Find out why a clearly smaller share of firms cooperates with (?P<names>.+?) than elsewhere \((?P<counts>.*)\); if",
    ),
    "laporan.prioritas_kosong": (
        r"^Menurut aturan di bawah ini, dari yang ditampilkan tidak ada yang perlu didahulukan\.$",
        r"^By the rule below, nothing in what is shown calls for attention first\.$",
    ),
    "prioritas.data_kurang": (
        rf"^Lengkapi data tentang (?P<names>.+?): (?P<n>{NUM}) dari (?P<m>{NUM}) usaha tidak menjawab\.",
        rf"^Complete the data on (?P<names>.+?): (?P<n>{NUM}) of (?P<m>{NUM}) firms did not answer\.",
    ),
    "batas.dasar_kecil": (
        rf"^Jumlah usaha sedikit: tentang (?P<names>.+?) hanya (?P<n>{NUM}) menjawab",
        rf"^Few firms: on (?P<names>.+?) only (?P<n>{NUM}) answered",
    ),
    "batas.tidak_menjawab": (
        rf"^Tentang (?P<names>.+?), (?P<n>{NUM}) dari (?P<m>{NUM}) usaha tidak menjawab\.",
        rf"^On (?P<names>.+?), (?P<n>{NUM}) of (?P<m>{NUM}) firms did not answer\.",
    ),
    "gambar.kerjasama_judul": (
        r"^(?P<hal>[^:]+): (?:persentase usaha yang bekerja sama (?:paling rendah pada (?P<lowest>.+?)|setara (?P<where>di mana-mana|di mana pun ada jawaban))"
        r"|usaha yang bekerja sama)(?P<partial> \(di antara yang ditampilkan\))?$",
        r"^(?P<hal>[^:]+): (?:the percentage that cooperates is (?:lowest in (?P<lowest>.+?)|the same (?P<where>everywhere|wherever there are answers))"
        r"|firms that cooperate)(?P<partial> \(of those shown\))?$",
    ),
    "gambar.terbuka_judul": (
        rf"^(?P<hal>[^:]+): (?:rentang terlebar karena yang tidak menjawab, (?P<points>{NUM}) poin persen, di (?P<names>.+?)"
        r"(?P<partial> \(di antara yang dapat ditentukan\))?|(?P<all>semua usaha menjawab)|banyaknya yang tidak menjawab tidak dapat ditentukan di sebagian tempat)$",
        rf"^(?P<hal>[^:]+): (?:the widest range left by firms without an answer, (?P<points>{NUM}) percentage points, is in (?P<names>.+?)"
        r"(?P<partial> \(of those that can be determined\))?|(?P<all>all firms answered)|how many did not answer cannot be determined in some places)$",
    ),
    "gambar.jawaban_judul": (
        rf"^(?P<hal>[^:]+): paling banyak (?P<most>.+) \((?P<n>{NUM}) dari (?P<m>{NUM})(?P<partial> jawaban yang ditampilkan)?\)$",
        rf"^(?P<hal>[^:]+): most frequent (?P<most>.+) \((?P<n>{NUM}) of (?P<m>{NUM})(?P<partial> answers that are shown)?\)$",
    ),
    "survei.gambar.peta_judul": (
        rf"^Rata-rata berkisar dari (?P<low>{NUM}) sampai (?P<high>{NUM})(?P<partial> \(yang ditampilkan\))?$",
        rf"^Means range from (?P<low>{NUM}) to (?P<high>{NUM})(?P<partial> \(of those shown\))?$",
    ),
}


ANYTHING = ("gambar.ringkas_judul",)  # so open a form that it is looked for only where it is due


def read(text: str, case: Case, words: Words, *, form: str = "") -> Iterator[Reading]:
    """Take a sentence apart by every form that it has; what says nothing of this kind gives nothing."""
    for key, forms in FORMS.items():
        match = re.search(forms[words.language == "en"], text)
        if match and (key == form or not (form or key in ANYTHING)):
            found = {name: value for name, value in match.groupdict().items() if value is not None}
            yield Reading(key, found, case, words, text)


# ------------------------------------------------------------------------------------------------- what is true, by pandas


def close(said: float, true: float, decimals: int = 2) -> bool:
    return abs(said - true) <= 0.5 * 10**-decimals + 1e-9


def check_lowest_everywhere(reading: Reading) -> None:
    case = reading.case
    means = pd.DataFrame({code: case.means(code) for code in SCORES}).reindex(case.places)
    hidden = set().union(*(case.hidden(code) for code in SCORES))
    whole = means[means.notna().any(axis=1) & ~means.index.isin(hidden)]
    said = reading.names("names", SCORES) if "names" in reading.found else []
    lowest = [{code for code in SCORES if row[code] == row.min()} for _, row in whole.iterrows()]
    assert set(said) == set.intersection(*lowest)
    assert ("n" in reading.found) == (len(whole) < len(case.places))
    assert int(reading.found.get("n", len(whole))) == len(whole)
    assert ("tied" in reading.found) == (bool(said) and any(len(names) > len(said) for names in lowest))


def check_lowest_here(reading: Reading) -> None:
    case = reading.case
    at = next(code for code in case.places if reading.words.place(code) == reading.found["place"])
    means = pd.Series({code: case.means(code).get(at, np.nan) for code in SCORES}).dropna()
    assert set(reading.names("names", SCORES)) == set(means.index[means == means.min()])
    assert close(reading.number("value"), means.min())
    hidden = [code for code in SCORES if at in case.hidden(code)]
    assert ("n" in reading.found) == bool(hidden)
    assert int(reading.found.get("n", len(means))) == len(means)
    if reading.found["what"] in ("sama", "same"):
        assert means.nunique() == 1


def check_no_score(reading: Reading) -> None:
    at = next(code for code in reading.case.places if reading.words.place(code) == reading.found["place"])
    assert not any(at in reading.case.means(code).index for code in SCORES)


def check_uniform(reading: Reading) -> None:
    at = next(code for code in reading.case.places if reading.words.place(code) == reading.found["place"])
    for code in reading.names("names", SCORES):
        found = reading.case.shown(code)
        assert found.loc[found["lokasi"] == at, "jawaban"].nunique() == 1


def higher(case: Case, code: str) -> float:
    """By how much more often a firm here answers higher than one elsewhere, or cooperates: above, 0 or below."""
    found = case.shown(code)
    if code in PARTNERS:
        here, there = (found.loc[found["lokasi"].eq(case.place) == own, "jawaban"].eq("ada").mean() for own in (True, False))
        return float(here - there)
    here, there = (found.loc[found["lokasi"].eq(case.place) == own, "jawaban"].astype(int).to_numpy() for own in (True, False))
    return float(np.sign(here[:, None] - there[None, :]).sum())


def comparable(case: Case, codes: tuple[str, ...]) -> list[str]:
    found = {code: case.shown(code)["lokasi"] for code in codes}
    return [code for code, at in found.items() if (at == case.place).any() and (at != case.place).any()]


def others_of(case: Case, codes: list[str]) -> list[str]:
    return [at for at in case.others if any(at in case.places_with_answers(code) for code in codes)]


def check_others(text: str, counted: list[str], words: Words) -> None:
    """Hold "Tempat 01 and Tempat 02" or "34 other places", with those left out in brackets or without, against the true ones."""
    name = re.sub(r" (bersama-sama|together)$", "", text)
    if len(counted) <= 3:
        assert name == format_list([words.place(code) for code in counted], locale=words.language)
    else:
        assert name in (f"{len(counted)} tempat lain", f"{len(counted)} other places")


def check_standing(reading: Reading, codes: tuple[str, ...]) -> None:
    case = reading.case
    tested = comparable(case, codes)
    above, below, level = (reading.names(part, codes) for part in ("above", "below", "level"))
    assert all(higher(case, code) > 0 for code in above)
    assert all(higher(case, code) < 0 for code in below)
    assert len(above) + len(below) + len(level) == len({*above, *below, *level})
    assert {*above, *below, *level} <= {*tested}
    check_others(reading.found["others"], others_of(case, tested), reading.words)
    hidden = [code for code in codes if case.place in case.hidden(code)]
    assert (reading.names("hidden", codes) if "hidden" in reading.found else []) == hidden
    partial = bool(hidden) or any(case.hidden(code) - {case.place} for code in tested)
    assert ("partial" in reading.found) == partial


def check_company(text: str, code: str, reading: Reading) -> None:
    """Hold the name of the other places, and the number of those left out, against the true ones."""
    case = reading.case
    name, _, left_out = text.partition(" (")
    counted = others_of(case, [code])
    check_others(name, counted, reading.words)
    hidden = [at for at in case.others if at in case.hidden(code)]
    silent = [at for at in case.others if at not in hidden and at not in counted]
    told = left_out.removesuffix(")").split("; ") if left_out else []
    assert len(told) == bool(hidden) + bool(silent)
    for part, missing in zip(told, [codes for codes in (hidden, silent) if codes], strict=True):
        names = format_list([reading.words.place(at) for at in missing], locale=reading.words.language)
        assert (names if len(missing) <= 3 else str(len(missing))) in part


def code_of(label: str, codes: tuple[str, ...], words: Words) -> str:
    return next(code for code in codes if words.question(code).lower() == label.lower())


def check_means(reading: Reading) -> None:
    code = code_of(reading.found["hal"], SCORES, reading.words)
    found = reading.case.shown(code).assign(nilai=lambda rows: rows["jawaban"].astype(int))
    here, there = (found.loc[found["lokasi"].eq(reading.case.place) == own, "nilai"] for own in (True, False))
    assert (reading.number("n"), reading.number("m")) == (len(here), len(there))
    assert close(reading.number("here"), here.mean())
    assert close(reading.number("there"), there.mean())
    check_company(reading.found["others"], code, reading)


def check_shares(reading: Reading) -> None:
    code = code_of(reading.found["hal"], PARTNERS, reading.words)
    found = reading.case.shown(code)
    here, there = (found.loc[found["lokasi"].eq(reading.case.place) == own, "jawaban"].eq("ada") for own in (True, False))
    said = [reading.number(part) for part in ("yes", "n", "yes_there", "m")]
    assert said == [here.sum(), len(here), there.sum(), len(there)]
    check_company(reading.found["others"], code, reading)


def check_nothing_to_compare(reading: Reading) -> None:
    assert not comparable(reading.case, SCORES + PARTNERS)


def check_summary(reading: Reading) -> None:
    case = reading.case
    tested = comparable(case, SCORES) + comparable(case, PARTNERS)
    named = reading.found.get("from") or reading.found.get("with")
    if named is None:
        assert not tested or reading.text == reading.words.place(case.place)
        return
    check_others(named, others_of(case, tested), reading.words)
    above, below = (reading.names(part, SCORES + PARTNERS) if part in reading.found else [] for part in ("above", "below"))
    assert all(higher(case, code) > 0 for code in above)
    assert all(higher(case, code) < 0 for code in below)


def check_weakest_score(reading: Reading) -> None:
    case = reading.case
    means = pd.Series({code: case.means(code).get(case.place, np.nan) for code in SCORES}).dropna()
    assert not any(case.place in case.hidden(code) for code in SCORES)
    named = reading.names("names", SCORES)
    assert {*named} <= {code for code in means.index if means[code] == means.min()}
    assert close(reading.number("value"), means.min())
    assert means.max() - means.min() >= 0.5


def check_median(reading: Reading) -> None:
    case = reading.case
    own = pd.Series({code: case.means(code).get(case.place, np.nan) for code in SCORES}).dropna()
    lowest = [code for code in own.index if own[code] == own.min()]
    codes = [code_of(reading.found["hal"], SCORES, reading.words)] if "hal" in reading.found else lowest
    fitting = []
    for code in codes:
        means = case.means(code)
        side = (round(100 * own[code]) > round(100 * means.median())) - (round(100 * own[code]) < round(100 * means.median()))
        words = {1: ("di atasnya", "above it"), -1: ("di bawahnya", "below it"), 0: ("setara", "level")}[side]
        fitting.append(
            reading.number("n") == len(means)
            and close(reading.number("value"), means.median())
            and reading.found["where"] in words
            and ("partial" in reading.found) == bool(case.hidden(code))
        )
    assert any(fitting), reading.text


def check_below(reading: Reading) -> None:
    assert all(higher(reading.case, code) < 0 for code in reading.names("names", SCORES))


def counts_said(reading: Reading, named: list[str]) -> None:
    """Each "4 of 12 firms, …, 30 of 36" is there, for every partner that is named."""
    for code in named:
        found = reading.case.shown(code)
        here, there = (found.loc[found["lokasi"].eq(reading.case.place) == own, "jawaban"].eq("ada") for own in (True, False))
        numbers = [int(text.replace(".", "").replace(",", "")) for text in re.findall(r"\d[\d.,]*", reading.found["counts"])]
        wanted = [here.sum(), len(here), *([there.sum(), len(there)] if len(there) else [])]
        assert all(numbers.count(n) >= 1 for n in wanted), (reading.text, wanted)


def check_weakest_partner(reading: Reading) -> None:
    case = reading.case
    shares = pd.Series({code: case.shares(code)["bagian"].get(case.place, np.nan) for code in PARTNERS}).dropna()
    assert not any(case.place in case.hidden(code) for code in PARTNERS)
    named = reading.names("names", PARTNERS)
    assert {*named} <= {code for code in shares.index if shares[code] == shares.min()}
    assert 1 - shares.min() >= 0.3333
    counts_said(reading, named)


def check_partner_below(reading: Reading) -> None:
    named = reading.names("names", PARTNERS)
    assert all(higher(reading.case, code) < 0 for code in named)
    counts_said(reading, named)


def silence(case: Case) -> "pd.Series[int]":
    """How many firms of the place did not answer about each partner that is shown."""
    shown = [code for code in PARTNERS if case.place not in case.hidden(code)]
    return pd.Series({code: case.interviewed - (case.shown(code)["lokasi"] == case.place).sum() for code in shown})


def check_nothing_first(reading: Reading) -> None:
    assert not (silence(reading.case) / reading.case.interviewed >= 0.2).any()


def check_silent(reading: Reading) -> None:
    silent = silence(reading.case)
    assert (reading.number("n"), reading.number("m")) == (silent.max(), reading.case.interviewed)
    assert silent.max() / reading.case.interviewed >= 0.2
    assert set(reading.names("names", PARTNERS)) == set(silent.index[silent == silent.max()])


def check_few(reading: Reading) -> None:
    answered = reading.case.interviewed - silence(reading.case)
    assert reading.number("n") == answered.min() < 20
    assert set(reading.names("names", PARTNERS)) == set(answered.index[answered == answered.min()])


def check_cooperation_title(reading: Reading) -> None:
    """Bars are places, of one partner; or partners, of the one place."""
    case, words, subject = reading.case, reading.words, reading.found["hal"]
    if subject in {words.question(code) for code in PARTNERS}:
        code = code_of(subject, PARTNERS, words)
        shares, names, bars = case.shares(code), {at: words.place(at) for at in case.places}, len(case.places)
        hidden = case.hidden(code)
    else:
        rows = {code: case.shares(code).loc[case.place] for code in PARTNERS if case.place in case.shares(code).index}
        shares, names, bars = pd.DataFrame(rows).T, {code: words.question(code) for code in PARTNERS}, len(PARTNERS)
        hidden = {code for code in PARTNERS if case.place in case.hidden(code)}
    lowest = shares[shares["bagian"] == shares["bagian"].min()] if len(shares) else shares
    of = {"id": "dari", "en": "of"}[words.language]
    told = [f"{names[at]}\u00a0({int(row['sum'])}\u00a0{of}\u00a0{int(row['size'])})" for at, row in lowest.iterrows()]
    said = reading.found.get("lowest")
    if len(shares) < 2:
        assert said is None
        assert "where" not in reading.found
    elif len(lowest) == len(shares):
        assert (reading.found["where"] in ("di mana-mana", "everywhere")) == (len(shares) == bars)
    else:
        assert said is not None
        assert format_list(told, locale=words.language).lower().replace("\u00a0", " ") == said.lower().replace("\u00a0", " ")
    assert ("partial" in reading.found) == (bool(hidden) and len(shares) > 1)


def check_widest(reading: Reading) -> None:
    case, code = reading.case, code_of(reading.found["hal"], PARTNERS, reading.words)
    firms = case.firms["lokasi"].value_counts()
    answered = case.shown(code)["lokasi"].value_counts()
    silent = (firms - answered).dropna() / firms.reindex(answered.index)
    unknown = set(case.places) - set(answered.index)
    if "all" in reading.found:
        assert not unknown
        assert not silent.any()
    elif "names" in reading.found:
        wide = silent[np.isclose(silent, silent.max())]
        assert set(reading.names("names", case.places)) == set(wide.index)
        assert close(reading.number("points"), 100 * silent.max(), 1)
        assert ("partial" in reading.found) == bool(unknown)
    else:
        assert unknown


def check_most_frequent(reading: Reading) -> None:
    code = code_of(reading.found["hal"], QUESTIONS, reading.words)
    counts = reading.case.shown(code)["jawaban"].value_counts()
    assert (reading.number("n"), reading.number("m")) == (counts.max(), counts.sum())
    names = {answer: reading.words.answer(code, answer).lower() for answer in reading.words.codebook[code].codes}
    alike = [name for name in names.values() if list(names.values()).count(name) > 1]
    most = [f"{names[at]} ({at})" if names[at] in alike else names[at] for at in names if counts.get(at, 0) == counts.max()]
    assert format_list(most, locale=reading.words.language) == reading.found["most"].lower()
    assert ("partial" in reading.found) == bool(reading.case.hidden(code))


def check_range(reading: Reading) -> None:
    means = pd.concat([reading.case.means(code) for code in SCORES])
    assert close(reading.number("low"), means.min())
    assert close(reading.number("high"), means.max())
    assert ("partial" in reading.found) == any(reading.case.hidden(code) for code in SCORES)


CHECKS: dict[str, Callable[[Reading], None]] = {
    "survei.gambar.dinamika_judul": check_lowest_everywhere,
    "survei.gambar.dinamika_judul_satu": check_lowest_here,
    "gambar.dinamika_judul_kosong": check_no_score,
    "survei.uraian.seragam": check_uniform,
    "banding.uji_skor": lambda reading: check_standing(reading, SCORES),
    "banding.uji_kerjasama": lambda reading: check_standing(reading, PARTNERS),
    "laporan.banding_rata": check_means,
    "survei.laporan.banding_mitra": check_shares,
    "laporan.banding_kosong": check_nothing_to_compare,
    "gambar.ringkas_judul": check_summary,
    "survei.prioritas.indikator": check_weakest_score,
    "prioritas.lain": check_median,
    "prioritas.indikator_di_bawah": check_below,
    "prioritas.mitra": check_weakest_partner,
    "prioritas.mitra_di_bawah": check_partner_below,
    "laporan.prioritas_kosong": check_nothing_first,
    "prioritas.data_kurang": check_silent,
    "batas.dasar_kecil": check_few,
    "batas.tidak_menjawab": check_silent,
    "gambar.kerjasama_judul": check_cooperation_title,
    "gambar.terbuka_judul": check_widest,
    "gambar.jawaban_judul": check_most_frequent,
    "survei.gambar.peta_judul": check_range,
}


# --------------------------------------------------------------------------------------------------- what a survey is told


def lines(prose: object) -> list[str]:
    """The paragraphs and items of a piece of prose."""
    return [part.get_text() for part in BeautifulSoup(prose.html, "html.parser").find_all(["p", "li"])]  # type: ignore[attr-defined]


def title(picture: object) -> str:
    return picture.figure.get_suptitle().replace("-\n", "-").replace("\n", " ")  # type: ignore[attr-defined]


def sentences_of(case: Case, words: Words) -> Iterator[tuple[str, str]]:
    """Give every sentence that is said of a survey and a place, with the form that it must have; any form where that is empty."""
    known, apart = case.known, case.known.apart
    yield "", lowest_sentence(apart.dynamics, words)
    yield "", lowest_sentence(known.dynamics, words, place=case.place)
    for line in (
        *lines(describe.describe_dynamics(apart.dynamics, words)),
        *lines(describe.describe_dynamics(known.dynamics, words, place=case.place)),
    ):
        yield "", line
    for line in lines(region.describe_place(case.place, known, words)):
        yield "", line
    for line in lines(region.list_next_steps(case.place, known, words)):
        yield "", line
        for part in re.findall(
            r"(?:[^.:;]+: )?[Mm]edian .+?(?:di atasnya|di bawahnya|setara|above it|below it|is level)\.", line
        ):
            yield "prioritas.lain", part.strip()
    for line in lines(region.list_caveats(case.place, known, words)):
        yield "", line
    table = next(iter(apart.cooperation.values()))
    yield "gambar.kerjasama_judul", title(figures.plot_cooperation(table, words, asked=apart.asked))
    yield (
        "gambar.kerjasama_judul",
        title(figures.plot_place_cooperation(known.cooperation, words, asked=known.asked, place=case.place)),
    )
    yield "gambar.terbuka_judul", title(figures.plot_bounds(table, words, asked=apart.asked))
    yield "gambar.ringkas_judul", title(figures.plot_summary(known, words, place=case.place))
    yield "survei.gambar.peta_judul", title(figures.plot_score_heatmap(apart.dynamics, words))
    yield "gambar.jawaban_judul", title(figures.plot_answers(apart.actions[ACTION], words, question=ACTION))


def hold(case: Case, languages: Sequence[str] = LANGUAGES) -> set[tuple[str, str]]:
    """Read everything that is said of a survey, and hold it against pandas; give the forms that were read, by language."""
    seen = set()
    for language in languages:
        words = case.words(language)
        for form, text in case.sentences(words):
            found = list(read(text, case, words, form=form))
            assert found or not form or ":" not in text, text  # a title that no form fits could say anything
            for reading in found:
                CHECKS[reading.key](reading)
                seen.add((reading.key, language))
    return seen


# ----------------------------------------------------------------------------------------------------------- the study


class StudyCase(Case):
    """A place of the study: scores and counts as they are printed, read from the files of the tables alone."""

    def __init__(self, place: str) -> None:
        super().__init__(pd.DataFrame(), None, place)  # type: ignore[arg-type]
        self.study = load_study()

    @cached_property
    def known(self) -> Overview:
        return overview(self.study, focus=self.place)

    def words(self, language: str) -> Words:
        return Words.of(self.study, language)

    @staticmethod
    @cache
    def printed(table: int) -> pd.DataFrame:
        cells = pd.read_csv(shipped_folder("data") / "published" / f"tabel_{table}.csv", dtype={"nilai": float})
        return cells[~cells["baris"].isin(["total", "rata_rata"])]

    def scores(self, code: str, measure: str) -> "pd.Series[float]":
        cells = self.printed(3)
        found = cells[(cells["kolom"] == code) & (cells["ukuran"] == measure)]
        return found.set_index("baris")["nilai"].dropna()

    def means(self, code: str) -> "pd.Series[float]":
        return self.scores(code, "rata_rata")

    def shown(self, code: str) -> pd.DataFrame:
        if code not in PARTNERS:  # only means are printed
            return pd.DataFrame(columns=["lokasi", "jawaban"])
        cells = self.printed(4 + PARTNERS.index(code))
        counts = cells[cells["kolom"].isin(["ada", "tidak_ada"])]
        rows = counts.loc[counts.index.repeat(counts["nilai"].astype(int))]
        return pd.DataFrame({"lokasi": rows["baris"], "jawaban": rows["kolom"]})

    def places_with_answers(self, code: str) -> frozenset[str]:
        return frozenset(self.shown(code)["lokasi"])

    def hidden(self, code: str) -> frozenset[str]:
        return frozenset()

    @property
    def places(self) -> list[str]:
        return ["klaten", "pati", "tegal"]

    @property
    def interviewed(self) -> int:
        return int((self.shown(PARTNERS[0])["lokasi"] == self.place).sum())

    def sentences(self, words: Words) -> Iterator[tuple[str, str]]:
        known = self.known
        yield "", lowest_sentence(known.dynamics, words)
        for prose in (
            describe.describe_dynamics(known.dynamics, words),
            describe.describe_dynamics(known.dynamics, words, place=self.place),
            region.describe_place(self.place, known, words),
            region.list_next_steps(self.place, known, words),
            region.list_caveats(self.place, known, words),
        ):
            yield from (("", line) for line in lines(prose))
        yield "gambar.ringkas_judul", title(figures.plot_summary(known, words, place=self.place))
        yield "gambar.peta_judul", title(figures.plot_score_heatmap(known.dynamics, words))
        for table in known.cooperation.values():
            yield "gambar.kerjasama_judul", title(figures.plot_cooperation(table, words, asked=known.asked))
        pictured = figures.plot_place_cooperation(known.cooperation, words, asked=known.asked, place=self.place)
        yield "gambar.kerjasama_judul", title(pictured)


def check_printed_uniform(reading: Reading) -> None:
    at = next(code for code in reading.case.places if reading.words.place(code) == reading.found["place"])
    for code in reading.names("names", SCORES):
        low, high = (reading.case.scores(code, end)[at] for end in ("minimum", "maksimum"))  # type: ignore[attr-defined]
        assert low == high


def check_printed_scores(reading: Reading) -> None:
    """All of Table 3: above and below every other place, and no indicator is left out that is."""
    case = reading.case
    assert reading.names("others", case.places) == case.others
    own, others = (
        {code: case.means(code)[case.place] for code in SCORES},
        {code: case.means(code)[case.others] for code in SCORES},
    )
    assert reading.names("above", SCORES) == [code for code in SCORES if (others[code] < own[code]).all()]
    assert reading.names("below", SCORES) == [code for code in SCORES if (others[code] > own[code]).all()]


def check_printed_weakest(reading: Reading) -> None:
    case = reading.case
    means = pd.Series({code: case.means(code)[case.place] for code in SCORES})
    assert set(reading.names("names", SCORES)) == set(means.index[means == means.min()])
    assert reading.number("value") == means.min()
    assert "tested" not in reading.found


def printed_form(key: str, *words: tuple[str, str]) -> None:
    """Read a sentence on printed scores as that on means of a survey, with other words."""
    FORMS[key.removeprefix("survei.")] = tuple(form.replace(*word) for form, word in zip(FORMS[key], words, strict=True))


printed_form("survei.gambar.dinamika_judul", ("rata-rata", "skor tercetak"), ("lowest mean", "lowest printed score"))
printed_form("survei.gambar.dinamika_judul_satu", ("rata-rata", "skor tercetak"), (" mean ", " printed score "))
printed_form(
    "survei.prioritas.indikator", ("rata-rata terendah", "skor tercetak terendah"), ("lowest mean", "lowest printed score")
)
printed_form("survei.gambar.peta_judul", ("Rata-rata", "Rata-rata tercetak"), ("Means", "Printed means"))
FORMS["uraian.seragam"] = (
    r"^Di (?P<place>[^,]+), minimum sama dengan maksimum pada (?P<names>.+?): semua usaha mendapat skor yang sama, atau",
    r"^In (?P<place>[^,]+), minimum equals maximum for (?P<names>.+?): all firms score the same, or",
)
FORMS["laporan.banding_skor"] = (
    r"^Skor tercetak (?P<place>.+?) dibandingkan dengan (?P<others>.+?)\. Lebih tinggi daripada semuanya: (?P<above>.+?)\. "
    r"Lebih rendah daripada semuanya: (?P<below>.+?)\.$",
    r"^The printed scores of (?P<place>.+?) are compared with those of (?P<others>.+?)\. Higher than all of them: (?P<above>.+?)\. "
    r"Lower than all of them: (?P<below>.+?)\.$",
)
CHECKS |= {
    "gambar.dinamika_judul": check_lowest_everywhere,
    "gambar.dinamika_judul_satu": check_lowest_here,
    "prioritas.indikator": check_printed_weakest,
    "gambar.peta_judul": check_range,
    "uraian.seragam": check_printed_uniform,
    "laporan.banding_skor": check_printed_scores,
}
OF_THE_STUDY = {"gambar.dinamika_judul", "prioritas.indikator", "gambar.peta_judul", "uraian.seragam", "laporan.banding_skor"}
OF_THE_STUDY |= {"gambar.dinamika_judul_satu"}

# ----------------------------------------------------------------------------------------------------------- the tests


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("tempat")


# Seed, number of places and smallest cell of surveys that together lead to every form.
SURVEYS = [(44, 5, 0), (3, 7, 0), (42, 5, 0), (5, 25, 0), (20, 2, 3), (0, 5, 3)]


@pytest.fixture(scope="module")
def cases(folder) -> list[Case]:
    return [case_of(*key, folder) for key in SURVEYS]


@given(
    seed=st.integers(0, 2**32 - 1),
    places=st.integers(2, MOST_PLACES),
    min_cell=st.sampled_from([0, 2, 3]),
    language=st.sampled_from(LANGUAGES),
)
@example(seed=504, places=34, min_cell=0, language="id")  # two partners tie, and a name has brackets of its own
@settings(max_examples=3, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_false_is_said_of_a_random_survey(folder, seed, places, min_cell, language):
    hold(case_of(seed, places, min_cell, folder), [language])


def test_every_form_is_read_in_both_languages(cases):
    """A form that no sentence fits would let through whatever took its place."""
    seen = {found for case in cases for found in hold(case)}
    rare = {"laporan.banding_kosong"}  # its own test, below
    assert {(key, language) for key in CHECKS.keys() - OF_THE_STUDY - rare for language in LANGUAGES} - seen == set()


def test_nothing_false_is_said_of_the_study():
    seen = {found for place in ("klaten", "pati", "tegal") for found in hold(StudyCase(place))}
    assert {(key, language) for key in OF_THE_STUDY for language in LANGUAGES} - seen == set()


def test_the_reader_finds_what_is_false(cases):
    """The sentences of one survey, held against the firms of another one with places of the same names."""
    case, words = cases[1], cases[1].words("en")
    other, caught = Case(cases[3].firms, cases[3].survey, case.place), set()
    for form, text in case.sentences(words):
        for reading in read(text, other, words, form=form):
            try:
                CHECKS[reading.key](reading)
            except (AssertionError, StopIteration, KeyError):
                caught.add(reading.key)
    assert len(caught) >= 10, caught


@pytest.mark.parametrize(
    "text",
    [
        "Kota Semarang: lowest mean (3.1) for product.",
        "Product: the lowest mean in every place",
        "Discuss information with the firms: the lowest mean within Tempat 03 itself, 1.",
    ],
)
def test_a_false_sentence_is_caught(cases, text):
    case = cases[1]
    words = case.words("en")
    (reading,) = read(text.replace("Kota Semarang", words.place(case.place)), case, words)
    with pytest.raises(AssertionError):
        CHECKS[reading.key](reading)


def test_one_place_alone_is_compared_with_nobody(folder):
    firms = random_firms(1, 3)
    alone = load_survey(firms[firms["lokasi"] == "t0"], places=places_file(folder))
    for language in LANGUAGES:
        words = Words.of(alone, language)
        assert lines(region.describe_place("t0", overview(alone), words)) == [
            words.say("laporan.banding_tunggal", tempat="Tempat 00")
        ]


def test_where_all_others_are_silent_nothing_is_compared(folder):
    firms = random_firms(1, 3)
    firms.loc[firms["lokasi"] != "t0", list(QUESTIONS)] = ""
    firms.loc[firms["lokasi"] == "t0", ["produk", *PARTNERS]] = ["3", *["ada"] * 4]
    case = Case(firms, load_survey(firms, places=places_file(folder)), "t0")
    assert {("laporan.banding_kosong", language) for language in LANGUAGES} <= hold(case)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_most_frequent_actions_are_all_named(cases, language):
    """Of a place, with their number; all of those that are as frequent."""
    for case in cases:
        words = case.words(language)
        cell = BeautifulSoup(tables.show_actions(case.known, words, place=case.place).as_raw_html(), "html.parser").select(
            "tbody td"
        )[0]
        found = case.shown(ACTION)
        counts = found.loc[found["lokasi"] == case.place, "jawaban"].value_counts()
        if case.place in case.hidden(ACTION):
            assert cell.get_text() == words.say("umum.ditahan")
        else:
            said = [int(n) for n in re.findall(r"(\d+) \([\d.,]+\)(?:;|$)", cell.get_text())]
            assert said == [counts.max()] * (counts == counts.max()).sum() if len(counts) else cell.get_text() == "–"


# ------------------------------------------------------------------------------------------ hidden rows change nothing


def everything(survey: Survey, place: str) -> list[str]:
    """All sentences, titles, alternatives, notes and tables that stand on places, in both languages."""
    known, told = overview(survey, focus=place), []
    for language in LANGUAGES:
        words = Words.of(survey, language)
        told += [text for _, text in Case(pd.DataFrame(), survey, place).sentences(words)]
        shown = [
            tables.show_scores(known.dynamics, words, highlight=place),
            tables.show_bases(known.cooperation, words, asked=known.asked, place=place),
            tables.show_actions(known, words, place=place),
            *(tables.show_cooperation(table, words, highlight=place) for table in known.cooperation.values()),
            *(describe.describe_cooperation(table, words, asked=known.apart.asked) for table in known.apart.cooperation.values()),
        ]
        told += [part.as_raw_html() if hasattr(part, "as_raw_html") else part.html for part in shown]
        pictures = [
            figures.plot_summary(known, words, place=place),
            figures.plot_place_cooperation(known.cooperation, words, asked=known.asked, place=place),
        ]
        told += [f"{title(picture)} {picture.alt} {picture.note}" for picture in pictures]
    return told


@pytest.mark.parametrize("seed", [4, 9])
def test_every_text_is_a_function_of_what_is_shown(folder, seed):
    """Other answers in the rows that are withheld, as few of each as before: every text stays the same, byte for byte."""
    case, rng = case_of(seed, 6, 3, folder), np.random.default_rng(seed)
    changed = case.firms.copy()
    for row in case.survey.withheld.itertuples():
        at = changed.index[changed["lokasi"] == row.lokasi]
        levels = ["1", "2", "3", "4", "5"] if row.pertanyaan in SCORES else ["ada", "tidak_ada"]
        levels = ["1", "2", "4"] if row.pertanyaan == ACTION else levels
        new = rng.choice([*levels, ""], len(at))
        new[0] = levels[0]
        new[1:][new[1:] == levels[0]] = ""  # once: small, whatever the others are
        changed.loc[at, row.pertanyaan] = new
    assert not changed.equals(case.firms)
    other = load_survey(changed, places=places_file(folder), min_cell=3)
    assert set(map(tuple, other.withheld.to_numpy())) == set(map(tuple, case.survey.withheld.to_numpy()))
    pairs = zip(everything(other, case.place), everything(case.survey, case.place), strict=True)
    assert [(new, old) for new, old in pairs if new != old][:1] == []


# ----------------------------------------------------------------------------------------------- every text has an owner

SUPERLATIVES = {
    "id": r"\b(semua\w*|mana pun|di mana-mana|paling|hanya|saja|satu-satunya|tidak pernah|tidak ada|tidak satu pun|satu pun|seluruh\w*|"
    r"setiap|selalu|sendiri|jelas|ter(?:endah|tinggi|jauh|kecil|besar|banyak|sedikit|lemah|kuat|dekat|lebar))\b",
    "en": r"\b(all|any|every\w*|lowest|highest|fewest|most|least|smallest|largest|f[au]rthest|nearest|widest|weakest|strongest|only|"
    r"never|none|nobody|nothing|always|each|worst|best|alone|clearly|no (?:one|firm|indicator|other|faults|answer)\w*)\b",
}

# Whoever holds a text that is not read here. A section followed by a dot stands for all of its texts.
OWNERS = {
    "tests/analysis/audit": "audit. anggapan. temuan. pemeriksaan. bacaan. tak_diperiksa.",
    "tests/analysis/claims": "klaim_aturan. klaim_arti. klaim_jenis. klaim_alasan. klaim_catatan. klaim_pasangan. klaim_tabel.",
    "tests/analysis/test_measurement.py": "ukur_tabel. ukur_boleh. ukur_alasan.",
    "tests/analysis/inference": "catatan_uji.",
    "tests/analysis/bounds": "alasan.",
    "tests/display/test_findings.py": "uji.tahan uji.selang_kasar uji.dua_tempat uji.jarang uji.tak_terbedakan",
    "tests/analysis/test_region.py": "batas.cacah_sama batas.dasar_melebihi",
    "tests/analysis/survey/test_waves.py": "umum.satu_gelombang laporan.perubahan_sama laporan.perubahan_lain",
    "tests/cli/test_check.py": "periksa. tabel.kolom_judul tabel.kesalahan_judul tabel.kesalahan_catatan batas.keliru",
    "tests/analysis/release": "umum.rilis",
    "tests/analysis/survey/test_bands.py": "tabel.pita_catatan tabel.pita_terbuka",
    "tests/display/test_changes.py": "gambar.perubahan_catatan laporan.perubahan_tak_ada uji.simes_bh_holm",
    "tests/display/test_notices.py": "tabel.terdekat cara.jawaban_lain",
    "tests/test_notebook_sources.py": "buku. survei.buku.",
    "tests/display/test_survey_tables.py": "umum.sintetis laporan.sintetis batas.sintetis",
    "tests/display/test_superlatives.py": "laporan.banding_tunggal survei.tabel.tindakan survei.tabel.tindakan_catatan banding.diam "
    "banding.tanpa_lain banding.kecuali_silent",
    # These name what is shown, or say how it is worked out and read: no data can make them false.
    "": "tabel.semua_menjawab tabel.kerjasama_catatan tabel.kerjasama_catatan_tanpa tabel.bacaan_catatan tabel.dasar_judul "
    "tabel.dasar_catatan tabel.skor_catatan tabel.urutan_catatan tabel.kode_catatan tabel.tindakan_catatan tabel.uji_judul "
    "tabel.uji_catatan tabel.cara_catatan tabel.karena_diam tabel.terbuka_catatan tabel.bertahan_catatan tabel.rentang_p_judul "
    "tabel.rentang_p_catatan tabel.sebaran_catatan tabel.daya_catatan tabel.jawaban_catatan tabel.kosong_catatan "
    "tabel.perubahan_catatan tabel.angka_catatan tabel.tidak_menjawab gambar.ada gambar.tidak_ada gambar.tidak_menjawab "
    "gambar.peta_catatan gambar.kerjasama_alt gambar.ringkas_catatan gambar.terbuka_catatan gambar.terbuka_alt gambar.diam "
    "uraian.keaktifan uraian.keaktifan_satu uraian.dasar uraian.diam uraian.arah laporan.langkah_status laporan.fokus_status "
    "laporan.prioritas_aturan laporan.tahap_alasan banding.jelas batas.asal halaman.semua_laporan halaman.indeks_pengantar "
    "halaman.belum_ada uji.holm uji.fdr_bh uji.bukan_bukti uji.peluang_catatan panel.semua survei.tabel.kerjasama_catatan "
    "survei.tabel.kerjasama_catatan_tanpa survei.tabel.dasar_catatan survei.tabel.skor_catatan survei.tabel.urutan_judul "
    "survei.tabel.masalah_catatan survei.gambar.dinamika_catatan survei.gambar.peta_catatan survei.gambar.masalah_catatan "
    "survei.gambar.ringkas_catatan survei.uraian.jumlah survei.uraian.urutan survei.laporan.langkah_status "
    "survei.laporan.tahap_alasan survei.batas.asal survei.sumber.studi survei.sumber.hitungan survei.halaman.indeks_pengantar",
}


def superlative_keys() -> set[str]:
    """The texts of either language that say all, any, lowest, only, none, clearly or the like."""
    found = set()
    for language, pattern in SUPERLATIVES.items():
        texts = dict(read_texts(language))
        sections = texts | {f"{SURVEY}.{name}": section for name, section in texts.pop(SURVEY).items()}
        named = ((f"{section}.{name}", text) for section, of in sections.items() for name, text in of.items())
        found |= {key for key, text in named if re.search(pattern, text, re.IGNORECASE)}
    return found


def test_every_superlative_is_read_or_has_an_owner():
    owned = set(" ".join(OWNERS.values()).split())
    unheld = {key for key in superlative_keys() - CHECKS.keys() if key not in owned and f"{key.rpartition('.')[0]}." not in owned}
    assert unheld == set()


def test_owners_and_readers_are_there():
    root = Path(__file__).parents[2]
    assert [path for path in OWNERS if not (root / path).exists()] == []
    assert CHECKS.keys() == FORMS.keys()
    texts = {language: read_texts(language) for language in LANGUAGES}
    for key in CHECKS:
        *sections, name = key.split(".")
        for of in texts.values():
            for section in sections:
                of = of[section]  # noqa: PLW2901
            assert name in of, key
