"""The blocks of the regional report that are neither a table nor a figure."""

from collections.abc import Collection, Mapping, Sequence
from typing import cast

from great_tables import GT

from klaster_analisis.analysis.caveats import Caveat, find_caveats
from klaster_analisis.analysis.changes import compare_waves
from klaster_analisis.analysis.comparisons import against_others
from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.shares.single import share_difference
from klaster_analisis.analysis.overview import Overview, study_groups
from klaster_analisis.analysis.priorities import next_steps
from klaster_analisis.analysis.routed import RoutedCrosstab
from klaster_analisis.analysis.scores import ScoreProfile, score_profile
from klaster_analisis.analysis.standing import Standing, cooperation_standing, score_standing
from klaster_analisis.analysis.survey.survey import Survey
from klaster_analisis.display.advice import advice_sentence
from klaster_analisis.display.asked import not_asked
from klaster_analisis.display.changes import tell_changes
from klaster_analisis.display.findings import adjustment_text, verdict_sentence
from klaster_analisis.display.phrases import interval_text, lowest_sentence
from klaster_analisis.display.picture import Picture
from klaster_analisis.display.prose import Prose, bullets, facts, heading, paragraph
from klaster_analisis.display.standing import left_out_sentences, others_text, standing_sentence
from klaster_analisis.display.words import Words, uncapitalised
from klaster_analisis.sources.development import Step
from klaster_analisis.sources.instrument import TITLE
from klaster_analisis.sources.question import PART
from klaster_analisis.sources.thresholds import load_thresholds
from klaster_analisis.terms import (
    DINAMIKA,
    FOCUS_NEEDED,
    FOCUS_RECEIVED,
    FOCUSES,
    KERJASAMA,
    MASALAH,
    RATA_RATA,
    TEMPAT_LAIN,
    YA,
    N,
)

STANDS_ON = {
    "sekilas": {DINAMIKA, KERJASAMA, MASALAH},
    "tahap": {DINAMIKA, KERJASAMA},
    "langkah": {DINAMIKA, KERJASAMA, MASALAH},
    "banding": {DINAMIKA, KERJASAMA},
    **{group: {group} for group in (DINAMIKA, KERJASAMA, MASALAH)},
}
"""Sections, and the groups of the study's questions of which they need one: a survey that has none does without the section."""


def section(key: str, words: Words, *, level: int = 2) -> Prose:
    """Head a section of the report; nothing where a survey has no question that it could stand on."""
    if not _has_section(key, words):
        return Prose("")
    own = words.survey and key in words.codebook.groups and STANDS_ON.get(key) == {key}
    return heading(words.group(key) if own else words.say(f"laporan.{key}"), level=level)


def _has_section(key: str, words: Words) -> bool:
    return not words.survey or key not in STANDS_ON or bool(STANDS_ON[key] & study_groups(words.codebook))


def introduce_place(place: str, known: Overview, words: Words) -> Prose:
    """Open the report: the place, its code, and how many firms answered what."""
    at = words.places[place]
    candidates = [f"{name} {code}" for name, code in at.candidates.items()]
    shown = {}
    if at.region_code or candidates:
        shown[words.say("laporan.kode")] = at.region_code or words.say("laporan.kode_tak_tentu", kemungkinan=candidates)
    if at.aliases:
        shown[words.say("laporan.sebutan")] = words.enumerate(at.aliases)
    shown |= _of_survey(known.survey, words) if known.survey else {}
    shown[words.say("laporan.diwawancarai")] = words.say("laporan.usaha", n=int(known.asked[place]))
    for table in known.cooperation.values():
        name = words.say("laporan.menjawab", mitra=words.question(table.question))
        hidden = place in table.existence.withheld
        shown[name] = words.say("umum.ditahan") if hidden else words.say("laporan.usaha", n=int(table.answered[place]))
    title = heading(
        words.say("laporan.judul", tempat=at.name, klaster=words.group(TITLE) if TITLE in words.codebook.groups else ""), level=1
    )
    return title + facts(shown) + section("sekilas", words)


def _of_survey(survey: Survey, words: Words) -> dict[str, str]:
    """Say what survey it is: of which wave and days, and that no firm in it exists, if so."""
    shown = {}
    if survey.synthetic:
        shown[words.say("laporan.data")] = words.say("laporan.sintetis")
    if len(survey.waves) > 1:
        shown[words.say("laporan.gelombang")] = survey.wave
    if days := words.days(survey.dates):
        shown[words.say("laporan.wawancara")] = days
    return shown


def describe_stage(place: str, known: Overview, words: Words) -> Prose:
    """Say what stage the cluster is in: not to be determined, with the evidence that there is."""
    if not _has_section("tahap", words):
        return not_asked(words)
    cooperating = [
        words.say(
            "laporan.bukti_kerjasama",
            mitra=words.question(table.question),
            ada=int(table.routed[place]),
            menjawab=int(table.answered[place]),
        )
        for table in known.cooperation.values()
        if place not in table.existence.withheld
    ]
    evidence = [lowest_sentence(known.apart.dynamics, words, place=place) + "."] if _scored(known, place) else []
    if cooperating:
        evidence.append(words.say("laporan.bukti", kerjasama=cooperating))
    verdict = paragraph(words.say("laporan.tahap_putusan"), kind="putusan")
    return (
        section("tahap", words)
        + verdict
        + paragraph(words.say("laporan.tahap_alasan", bukti=len(evidence) > 0))
        + bullets(evidence)
    )


def _scored(known: Overview, place: str) -> bool:
    return bool(known.dynamics) and bool(known.dynamics.means.loc[place].notna().any())


def list_steps(steps: tuple[Step, ...], words: Words) -> Prose:
    """List the seven steps with their state in this place: the study does not tell any."""
    if not _has_section("langkah", words):
        return not_asked(words)
    items = [words.say("laporan.langkah_baris", nama=step.name[words.language], inti=step.core) for step in steps]
    return section("langkah", words) + paragraph(words.say("laporan.langkah_status")) + bullets(items, ordered=True)


def list_focuses(place: str, known: Overview, words: Words) -> Prose:
    """List the four focuses of coaching, how many firms need and how many have received each, where that was asked."""
    if words.survey and FOCUS_NEEDED not in words.codebook and FOCUS_RECEIVED not in words.codebook:
        return not_asked(words)
    head = section("fokus", words)
    needed, received = ({f: known.focus(kind, f) for f in FOCUSES} for kind in (FOCUS_NEEDED, FOCUS_RECEIVED))
    names = {focus: words.say(f"fokus.{focus}") for focus in FOCUSES}
    if not any([*needed.values(), *received.values()]):
        return head + paragraph(words.say("laporan.fokus_status")) + bullets(names.values())
    items = [
        words.say(
            "laporan.fokus_baris",
            fokus=names[focus],
            dibutuhkan=_chosen(needed[focus], place, words),
            diterima=_chosen(received[focus], place, words),
        )
        for focus in FOCUSES
    ]
    return head + bullets(items)


def _chosen(table: Crosstab | None, place: str, words: Words) -> str:
    """Write how many chose an answer, of how many that answered."""
    if table is None:
        return words.say("laporan.tidak_diketahui")
    if place in table.withheld:
        return words.say("umum.ditahan")
    return words.say("laporan.dari", n=int(table.counts.at[place, YA]), dari=int(table.row_totals[place]))


def list_next_steps(place: str, known: Overview, words: Words) -> Prose:
    """List what to look into next, each with the numbers that it rests on, and the rule that picked it."""
    steps = next_steps(place, known)
    if not steps and not _has_section("langkah", words):
        return not_asked(words)
    limits = load_thresholds()
    rule = words.say(
        "laporan.prioritas_aturan",
        diam=limits.silent,
        selisih=limits.score_gap,
        tidak=limits.not_cooperating,
        tercetak=known.dynamics.tables is None and bool(known.dynamics),
    )
    shown = bullets([advice_sentence(step, words) for step in steps], ordered=True)
    if not steps:
        shown = paragraph(words.say("laporan.prioritas_kosong"))
    return section("prioritas", words) + shown + paragraph(rule, kind="catatan")


def list_caveats(place: str, known: Overview, words: Words) -> Prose:
    """List what these numbers cannot say: what is found in them, and what holds for all of the study."""
    found = find_caveats(place, known)
    items = [words.say(f"batas.{caveat.kind}", **_caveat_values(caveat, words)) for caveat in found]
    hidden = any(not answer.disclosed for code in known.actions for answer in words.codebook[code].answers)
    general = ("kode", "asal") if known.actions or not known.survey else ("asal",)
    items += [words.say(f"batas.{key}", tersembunyi=hidden) for key in general]
    return section("batas", words) + bullets(items)


def _caveat_values(caveat: Caveat, words: Words) -> dict[str, object]:
    if caveat.kind != "ditahan":
        return _named(caveat.values, words)
    return caveat.values | {"pertanyaan": _by_group(cast(list[str], caveat.values["pertanyaan"]), words)}


def _by_group(codes: Collection[str], words: Words) -> list[str]:
    """Name questions group by group, in the order of the codebook: a short name may stand in two groups."""
    whole = {code.partition(PART)[0] for code in codes}
    groups: dict[str, list[str]] = {}
    for code in filter(whole.__contains__, words.codebook.questions):
        groups.setdefault(words.codebook[code].group, []).append(uncapitalised(words.question(code)))
    return [f"{uncapitalised(words.group(group))} ({words.enumerate(names)})" for group, names in groups.items()]


def list_sources(known: Overview, words: Words) -> Prose:
    """Name what the report is made of."""
    survey = known.survey
    of_survey = {"nama": survey.name, "n": int(survey.interviewed.sum()), "hari": words.days(survey.dates)} if survey else {}
    printed = not survey or any(question.source for question in words.codebook.group(DINAMIKA))
    there = {"jica": printed, "adb": _has_section("tahap", words), "provinsi": FOCUS_NEEDED in words.codebook or not survey}
    keys = [key for key in ("studi", "jica", "adb", "provinsi", "hitungan") if there.get(key, True)]
    items = [words.say(f"sumber.{key}", jica=printed, **of_survey) for key in keys]
    return section("sumber", words) + paragraph(" ".join(items), kind="catatan")


def describe_place(place: str, known: Overview, words: Words) -> Prose:
    """Set a place against the others in sentences."""
    if len(known.apart.asked) < 2:
        return paragraph(words.say("laporan.banding_tunggal", tempat=words.place(place)))
    scores, cooperation = score_standing(place, known), cooperation_standing(place, known)
    parts = []
    if known.dynamics and not _scored(known, place):
        parts.append(paragraph(lowest_sentence(known.apart.dynamics, words, place=place) + "."))
    elif known.dynamics and scores is None:
        parts.append(paragraph(_printed_scores_sentence(place, known.apart.dynamics, words)))
    elif scores is not None and scores.family.tests:
        tables = known.apart.dynamics.tables or {}
        lines = [_means_sentence(tables[code], code, scores, place, words) for code in scores.family.tests]
        parts.append(_compared(scores, lines, words, place=place, about="skor"))
    if known.cooperation and cooperation.family.tests:
        routed = {table.question: table for table in known.apart.cooperation.values()}
        lines = [_shares_sentence(routed[code], cooperation, place, known, words) for code in cooperation.family.tests]
        parts.append(_compared(cooperation, lines, words, place=place, about="kerjasama"))
    if not parts:
        asked = known.dynamics or known.cooperation
        return paragraph(words.say("laporan.banding_kosong")) if asked else not_asked(words)
    return sum(parts, Prose(""))


def _compared(standing: Standing, lines: Sequence[str], words: Words, *, place: str, about: str) -> Prose:
    """Say what is clear, then question by question what it rests on, who is left out, and how it was tested."""
    verdicts = [verdict_sentence(test, words) for test in standing.family.tests.values()]
    effect = "banding.v_dikoreksi" if about == "kerjasama" else "uji.peluang_catatan"
    read = ["banding.jelas", "laporan.banding_catatan", *([effect] if standing.tested else [])]
    known = [*map(words.say, read), adjustment_text(standing.family, words)]
    note = paragraph(" ".join([*left_out_sentences(standing, words), *known]), kind="catatan")
    items = [f"{line} {verdict}" for line, verdict in zip(lines, verdicts, strict=True)]
    if not standing.tested:
        return bullets(items) + note
    return paragraph(standing_sentence(standing, words, place=place, about=about)) + bullets(items) + note


def _printed_scores_sentence(place: str, profile: ScoreProfile, words: Words) -> str:
    """Say which printed scores are above, or below, those of all other places that have one."""
    means = profile.means.dropna(axis="index", how="all")
    own, others = means.loc[place], means.drop(place)
    whole = [code for code in means if others[code].notna().all() and len(others)]
    return words.say(
        "laporan.banding_skor",
        tempat=words.place(place),
        lain=[words.place(code) for code in others.index],
        di_atas=[words.question(code) for code in whole if own[code] > others[code].max()],
        di_bawah=[words.question(code) for code in whole if own[code] < others[code].min()],
    )


def _means_sentence(table: Crosstab, code: str, standing: Standing, place: str, words: Words) -> str:
    """Set the mean of a place beside that of all other places together."""
    means = score_profile({code: against_others(table, place=place)}).frame.droplevel(1)
    return words.say(
        "laporan.banding_rata",
        hal=words.question(code),
        sini=means.at[place, RATA_RATA],
        n=int(means.at[place, N]),
        lain=others_text(standing.company[code], words),
        sana=means.at[TEMPAT_LAIN, RATA_RATA],
        n_lain=int(means.at[TEMPAT_LAIN, N]),
    )


def _shares_sentence(table: RoutedCrosstab, standing: Standing, place: str, known: Overview, words: Words) -> str:
    """Set the share that cooperates in a place beside that of all other places, with intervals."""
    counts = against_others(table.existence, place=place)
    (here, n_here), (there, n_there) = zip(counts.counts[table.route], counts.row_totals, strict=True)
    gap = share_difference((here, n_here), (there, n_there))
    shares = counts.share(of="row")[table.route]
    beyond = table.answered[table.answered > known.apart.asked.reindex(table.answered.index)]
    return words.say(
        "laporan.banding_mitra",
        mitra=words.question(table.question),
        ada=int(here),
        n=int(n_here),
        sini=shares.iloc[0],
        selang_sini=interval_text(here, n_here, words),
        tempat_lain=others_text(standing.company[table.question], words),
        ada_lain=int(there),
        n_lain=int(n_there),
        lain=shares.iloc[1],
        selang_lain=interval_text(there, n_there, words),
        selisih=gap.value if not counts.weighted else shares.iloc[0] - shares.iloc[1],
        bawah=gap.low,
        atas=gap.high,
        bertentangan=[words.place(str(code)) for code in beyond.index],
        berbobot=counts.weighted,
    )


def introduce_answers(known: Overview, words: Words) -> list[Prose]:
    """Head the questions that are the survey's own; nothing where there are none, or of a printed study."""
    if known.survey is None or not (known.others or len(known.survey.numbers) or len(known.survey.bands)):
        return []
    return [heading(words.say("laporan.lain", sebagian=len(study_groups(words.codebook)) > 0))]


def describe_changes(place: str, known: Overview, words: Words) -> list[Prose | Picture | GT]:
    """Say what changed since the wave before; nothing where there is one wave only, or a printed study."""
    survey = known.survey
    if survey is None or survey.waves.index(survey.wave) == 0:
        return []
    changes = compare_waves(survey, after=survey.wave, place=place)
    waves = {"sebelum": changes.before, "sesudah": changes.after}
    firms = {"n_sebelum": changes.firms_before, "n_sesudah": changes.firms_after}
    if changes.firms_in_both and not changes.weighted:
        told = words.say("laporan.perubahan_sama", keduanya=changes.firms_in_both, **firms, **waves)
    else:
        told = words.say("laporan.perubahan_lain", berbobot=changes.weighted, **firms, **waves)
    return [section("perubahan", words) + paragraph(told), *tell_changes(changes, words)]


def _named(values: Mapping[str, object], words: Words) -> dict[str, object]:
    """Put labels in the place of codes."""
    named = dict(values)
    if "ukuran" in named:
        named["ukuran"] = words.say(f"ukuran.{named['ukuran']}")
    for key in ("mitra", "pertanyaan"):
        if key in named:
            value = named[key]
            named[key] = [words.question(code) for code in value] if isinstance(value, list) else words.question(str(value))
    return named
