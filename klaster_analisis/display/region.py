"""The blocks of the regional report that are neither a table nor a figure."""

import math
from collections.abc import Mapping

from klaster_analisis.analysis.caveats import find_caveats
from klaster_analisis.analysis.comparisons import against_others, compare_place
from klaster_analisis.analysis.inference.shares.single import share_difference
from klaster_analisis.analysis.overview import Overview
from klaster_analisis.analysis.priorities import next_steps
from klaster_analisis.analysis.routed import RoutedCrosstab
from klaster_analisis.display.findings import adjustment_text, verdict_sentence
from klaster_analisis.display.phrases import interval_text, lowest_sentence
from klaster_analisis.display.prose import Prose, bullets, facts, heading, paragraph
from klaster_analisis.display.words import Words
from klaster_analisis.sources.development import Step
from klaster_analisis.terms import FOCUSES


def section(key: str, words: Words, *, level: int = 2) -> Prose:
    """Head a section of the report."""
    return heading(words.say(f"laporan.{key}"), level=level)


def introduce_place(place: str, known: Overview, words: Words) -> Prose:
    """Open the report: the place, its code, and how many firms answered what."""
    at = words.places[place]
    candidates = [f"{name} {code}" for name, code in at.candidates.items()]
    code = at.region_code or words.say("laporan.kode_tak_tentu", kemungkinan=candidates)
    shown = {words.say("laporan.kode"): code}
    if at.aliases:
        shown[words.say("laporan.sebutan")] = words.enumerate(at.aliases)
    shown[words.say("laporan.diwawancarai")] = words.say("laporan.usaha", n=int(known.asked[place]))
    for table in known.cooperation.values():
        name = words.say("laporan.menjawab", mitra=words.question(table.question))
        shown[name] = words.say("laporan.usaha", n=int(table.answered[place]))
    title = heading(words.say("laporan.judul", tempat=at.name), level=1)
    return title + facts(shown) + section("sekilas", words)


def describe_stage(place: str, known: Overview, words: Words) -> Prose:
    """Say what stage the cluster is in: not to be determined, with the evidence that there is."""
    cooperating = [
        words.say(
            "laporan.bukti_kerjasama",
            mitra=words.question(table.question),
            ada=int(table.routed[place]),
            menjawab=int(table.answered[place]),
        )
        for table in known.cooperation.values()
    ]
    evidence = [lowest_sentence(known.dynamics, words, place=place) + ".", words.say("laporan.bukti", kerjasama=cooperating)]
    verdict = paragraph(words.say("laporan.tahap_putusan"), kind="putusan")
    return section("tahap", words) + verdict + paragraph(words.say("laporan.tahap_alasan")) + bullets(evidence)


def list_steps(steps: tuple[Step, ...], words: Words) -> Prose:
    """List the seven steps with their state in this place: the study does not tell any."""
    items = [words.say("laporan.langkah_baris", nama=step.name[words.language], inti=step.core) for step in steps]
    return section("langkah", words) + paragraph(words.say("laporan.langkah_status")) + bullets(items, ordered=True)


def list_focuses(words: Words) -> Prose:
    """List the four focuses of coaching, needed against received: the study asked about neither."""
    items = [words.say(f"fokus.{focus}") for focus in FOCUSES]
    return section("fokus", words) + paragraph(words.say("laporan.fokus_status")) + bullets(items)


def list_next_steps(place: str, known: Overview, words: Words) -> Prose:
    """List what to look into next, each with the number that it rests on and the rule that picked it."""
    items = [words.say(f"prioritas.{step.kind}", **_named(step.values, words)) for step in next_steps(place, known)]
    rule = paragraph(words.say("laporan.prioritas_aturan"), kind="catatan")
    return section("prioritas", words) + bullets(items, ordered=True) + rule


def list_caveats(place: str, known: Overview, words: Words) -> Prose:
    """List what these numbers cannot say: what is found in them, and what holds for all of the study."""
    found = find_caveats(place, known)
    items = [words.say(f"batas.{caveat.kind}", **_named(caveat.values, words)) for caveat in found]
    items += [words.say(f"batas.{key}") for key in ("kode", "asal")]
    return section("batas", words) + bullets(items)


def list_sources(words: Words) -> Prose:
    """Name what the report is made of."""
    items = [words.say(f"sumber.{key}") for key in ("studi", "jica", "adb", "provinsi", "hitungan")]
    return section("sumber", words) + paragraph(" ".join(items), kind="catatan")


def describe_place(place: str, known: Overview, words: Words) -> Prose:
    """Set a place against the others in sentences."""
    means = known.dynamics.means
    above = [words.question(code) for code in means if means.at[place, code] > means[code].drop(place).max()]
    below = [words.question(code) for code in means if means.at[place, code] < means[code].drop(place).min()]
    family = compare_place(known.cooperation, place=place)
    compared = [
        f"{_shares_sentence(table, place, known, words)} {verdict_sentence(family.tests[table.question], words)}"
        for table in known.cooperation.values()
    ]
    return (
        paragraph(words.say("laporan.banding_skor", tempat=words.place(place), di_atas=above, di_bawah=below))
        + paragraph(words.say("laporan.banding_kerjasama", tempat=words.place(place)))
        + bullets(compared)
        + paragraph(f"{words.say('laporan.banding_catatan')} {adjustment_text(family, words)}", kind="catatan")
    )


def _shares_sentence(table: RoutedCrosstab, place: str, known: Overview, words: Words) -> str:
    """Set the share that cooperates in a place beside that of all other places, with intervals."""
    counts = against_others(table.existence, place=place)
    (here, n_here), (there, n_there) = zip(counts.counts[table.route], counts.row_totals, strict=True)
    gap = share_difference((here, n_here), (there, n_there))
    beyond = table.answered[table.answered > known.asked.reindex(table.answered.index)]
    return words.say(
        "laporan.banding_mitra",
        mitra=words.question(table.question),
        ada=int(here),
        n=int(n_here),
        sini=here / n_here if n_here else math.nan,
        selang_sini=interval_text(here, n_here, words),
        ada_lain=int(there),
        n_lain=int(n_there),
        lain=there / n_there if n_there else math.nan,
        selang_lain=interval_text(there, n_there, words),
        selisih=gap.value,
        bawah=gap.low,
        atas=gap.high,
        bertentangan=[words.place(str(code)) for code in beyond.index],
    )


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
