"""
Every "all, lowest, only, clearly" that a text says of places is read back out of it and held against plain pandas.

Random surveys of 2 to 40 places, with ties, places without answers and rows that are withheld, go through the functions that
say such sentences, in both languages; so does the study.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from babel.lists import format_list
from bs4 import BeautifulSoup
from hypothesis import assume, given, settings
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

    @property
    def places(self) -> list[str]:
        return list(self.survey.places.codes)

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
        return (
            float(self.found[part].replace("−", "-").replace(".", "").replace(",", "."))
            if self.words.language == "id"
            else float(self.found[part].replace("−", "-").replace(",", ""))
        )


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
        r"(?P<tested>, tetapi tidak jelas lebih rendah daripada di tempat lain)?\. (?P<rest>.*)Dalam model studi",
        rf"^Discuss (?P<names>.+?) with the firms: the lowest mean within (?P<place>.+?) itself, (?P<value>{NUM})"
        r"(?P<tested>, but not clearly lower than elsewhere)?\. (?P<rest>.*)In the study's model",
    ),
    "prioritas.lain": (
        rf"^(?:(?P<hal>[^:]+): )?[Mm]edian (?P<n>{NUM}) tempat(?P<partial> yang ditampilkan)? (?P<value>{NUM}); (?P<place>.+?) (?P<where>di atasnya|di bawahnya|setara)\.$",
        rf"^(?:(?P<hal>[^:]+): )?[Mm]edian of (?P<n>{NUM}) places(?P<partial> that are shown)? (?P<value>{NUM}); (?P<place>.+?) is (?P<where>above it|below it|level)\.$",
    ),
    "prioritas.indikator_di_bawah": (
        r"^Bicarakan (?P<names>.+?) dengan para pengusaha: jawabannya jelas lebih rendah daripada jawaban di tempat lain",
        r"^Discuss (?P<names>.+?) with the firms: their answers are clearly lower than those elsewhere",
    ),
    "prioritas.mitra": (
        r"^Cari tahu mengapa di (?P<place>.+?) sendiri bagian usaha yang bekerja sama paling kecil dengan (?P<names>.+?) "
        r"\((?P<counts>(?:[^()]|\([^()]*\))*)\)(?P<tested>; dibandingkan dengan tempat lain bagian itu tidak jelas lebih kecil)?\.",
        r"^Find out why within (?P<place>.+?) itself the share of firms that cooperate is smallest with (?P<names>.+?) "
        r"\((?P<counts>(?:[^()]|\([^()]*\))*)\)(?P<tested>; compared with other places it is not clearly smaller)?\.",
    ),
    "prioritas.mitra_di_bawah": (
        r"^Cari tahu mengapa bagian usaha yang bekerja sama dengan (?P<names>.+?) jelas lebih kecil daripada di tempat lain "
        r"\((?P<counts>(?:[^()]|\([^()]*\))*)\); bila",
        r"^Find out why the share of firms that cooperate with (?P<names>.+?) is clearly smaller than elsewhere "
        r"\((?P<counts>(?:[^()]|\([^()]*\))*)\); if",
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
    here = case.firms[case.firms["lokasi"] == case.place]
    return pd.Series({code: int((here[code] == "").sum()) for code in PARTNERS if case.place not in case.hidden(code)})


def check_nothing_first(reading: Reading) -> None:
    firms = (reading.case.firms["lokasi"] == reading.case.place).sum()
    assert not (silence(reading.case) / firms >= 0.2).any()


def check_silent(reading: Reading) -> None:
    silent, firms = silence(reading.case), (reading.case.firms["lokasi"] == reading.case.place).sum()
    assert (reading.number("n"), reading.number("m")) == (silent.max(), firms)
    assert silent.max() / firms >= 0.2
    assert set(reading.names("names", PARTNERS)) == set(silent.index[silent == silent.max()])


def check_few(reading: Reading) -> None:
    answered = (reading.case.firms["lokasi"] == reading.case.place).sum() - silence(reading.case)
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
        assert ("where" in reading.found, reading.found.get("where") in ("di mana-mana", "everywhere")) == (
            True,
            len(shares) == bars,
        )
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


def sentences(case: Case, words: Words) -> Iterator[tuple[str, str]]:
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


@dataclass
class Tally:
    """Which forms were read, by language."""

    read: set[tuple[str, str]] = field(default_factory=set)


def hold(case: Case, tally: Tally | None = None) -> None:
    """Read everything that is said of a survey, and hold it against pandas."""
    for language in LANGUAGES:
        words = Words.of(case.survey, language)
        for form, text in sentences(case, words):
            found = list(read(text, case, words, form=form))
            assert found or not form or ":" not in text, text  # a title that no form fits could say anything
            for reading in found:
                CHECKS[reading.key](reading)
                if tally:
                    tally.read.add((reading.key, language))


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("tempat")
