"""What a test found, in sentences: never a proof, and never "no difference" from a large p."""

import math
from collections.abc import Iterable, Mapping

from pandas.api.types import is_numeric_dtype

from klaster_analisis.analysis.bounds.survival import HOLDS, Survival
from klaster_analisis.analysis.comparisons import compare_answers
from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.association.magnitude import magnitude
from klaster_analisis.analysis.inference.ordered.groups import mean_difference, probability_of_superiority
from klaster_analisis.analysis.inference.result import Estimate, Family, HypothesisTest, Note
from klaster_analisis.display.prose import Prose, bullets, paragraph
from klaster_analisis.display.words import Words
from klaster_analisis.terms import KEAKTIFAN, KERJASAMA

ALPHA = 0.05
ROUTED = ("keberadaan", "keaktifan")  # the two parts of a routed question
COOPERATION = (KERJASAMA, KEAKTIFAN)  # groups whose labels are those of a partner
CRAMERS_V = "cramers_v"  # the effect whose size has a word
SMALL_EXPECTED = "harapan_kecil"  # the note on what only an approximation suffers from


def finding(test: HypothesisTest, words: Words, *, subject: str) -> str:
    """
    Say what a test allows to say.

    Parameters
    ----------
    test : HypothesisTest
        In a family, its adjusted p decides.
    words : Words
    subject : str
        What was compared.

    Returns
    -------
    str
        Plain text.
    """
    verdict = verdict_sentence(test, words)
    return f"{subject}: {verdict[:1].lower()}{verdict[1:]}"


def verdict_sentence(test: HypothesisTest, words: Words) -> str:
    """Say what a test allows to say, without naming what was compared."""
    sentence = _chance_sentence(test, words)
    return f"{sentence} {effect_sentence(test.effect, words)}" if test.effect else sentence


def _chance_sentence(test: HypothesisTest, words: Words) -> str:
    if math.isnan(test.p):
        return words.say("uji.tak_teruji", sebab=notes_text(test.notes, words))
    decisive = test.p if test.adjusted_p is None else test.adjusted_p
    key = "uji.jarang" if decisive < ALPHA else "uji.tak_terbedakan"
    return words.say(key, uji=test_name(test, words), p=test.p, disesuaikan=test.adjusted_p)


def effect_sentence(effect: Estimate, words: Words) -> str:
    """Say how large an effect is; of an association, also in a word."""
    name = words.say(f"besaran.{effect.name}")
    if math.isnan(effect.value):
        return words.say("uji.efek_tak_tentu", nama=name, sebab=notes_text(effect.notes, words))
    values = {"nama": name, "nilai": effect.value, "bawah": effect.low, "atas": effect.high}
    if effect.name == CRAMERS_V and not math.isnan(effect.low):
        return words.say("uji.kekuatan", **values, kekuatan=strength(effect, words))
    return words.say("uji.efek", **values, selang=not math.isnan(effect.low))


def strength(effect: Estimate, words: Words) -> str:
    """Say how strong an association the data fit, from the low end of its interval to the high one."""
    low, high = (words.say(f"kekuatan.{magnitude(end)}") for end in (effect.low, effect.high))
    return low if low == high else words.say("kekuatan.rentang", dari=low, ke=high)


def test_name(test: HypothesisTest, words: Words) -> str:
    """Name a test, and how its p was found where that is not plain from the name."""
    name = words.say(f"nama_uji.{test.name}", eksak=test.method == "exact")
    if test.simulation is None:
        return name
    drawn = test.simulation
    return words.say("uji.monte_carlo", uji=name, ulangan=drawn.draws, benih=drawn.seed, bawah=drawn.low, atas=drawn.high)


def notes_text(notes: Iterable[Note], words: Words) -> str:
    """Say all notes, one after the other."""
    return "; ".join(words.say(f"catatan_uji.{note.kind}", **_labelled(note, words)) for note in notes)


def _labelled(note: Note, words: Words) -> dict[str, object]:
    """Put labels in the place of codes."""
    labelled: dict[str, object] = {}
    for name, value in note.values.items():
        if isinstance(value, list | tuple):
            labelled[name] = [words.label(code) for code in value]
        else:
            labelled[name] = words.label(value) if isinstance(value, str) else value
    return labelled


def known_of(test: HypothesisTest, words: Words) -> list[str]:
    """
    Say what is to be known of a test, and what of its effect only.

    That expected counts are small weakens approximations: beside an exact test it is said of the interval that is one.
    """
    kinds = {note.kind for note in test.notes}
    of_effect = [note for note in (test.effect.notes if test.effect else ()) if note.kind not in kinds]
    rough = [note for note in of_effect if note.kind == SMALL_EXPECTED]
    told = [notes_text(notes, words) for notes in (test.notes, [note for note in of_effect if note not in rough]) if notes]
    if rough and test.effect:
        told.append(words.say("uji.selang_kasar", nama=words.say(f"besaran.{test.effect.name}")))
    return told


def describe_test(test: HypothesisTest, words: Words, *, subject: str) -> Prose:
    """
    Say what a test allows to say, and what to know about it.

    Parameters
    ----------
    test : HypothesisTest
    words : Words
    subject : str
        What was compared: opens the sentence.

    Returns
    -------
    Prose
    """
    text = paragraph(finding(test, words, subject=subject))
    if math.isnan(test.p):
        return text
    known = [words.say("uji.bukan_bukti")]
    if notes := known_of(test, words):
        known.append(words.say("uji.catatan", catatan="; ".join(notes)))
    return text + paragraph(" ".join(known), kind="catatan")


def describe_family(family: Family, words: Words) -> Prose:
    """
    Say of each test of a family what it allows to say, and how many were made together.

    Parameters
    ----------
    family : Family
        Named by codes of questions, or by pairs of codes of places.
    words : Words

    Returns
    -------
    Prose
    """
    sentences = [finding(test, words, subject=compared(key, words)) for key, test in family.tests.items()]
    note = f"{words.say('uji.bukan_bukti')} {adjustment_text(family, words)}"
    return bullets(sentences) + paragraph(note, kind="catatan")


def describe_answers(tables: Mapping[str, Crosstab], words: Words) -> Prose:
    """
    Set the ordered answers of a place against those of another, question by question.

    Parameters
    ----------
    tables : mapping of str to Crosstab
        By code of the question: the two places down, the answers across, in order.
    words : Words

    Returns
    -------
    Prose
    """
    family = compare_answers(tables)
    sentences = [
        f"{words.question(code)}: {_two_places(table, words)}{_chance_sentence(family.tests[code], words)}"
        for code, table in tables.items()
    ]
    note = f"{words.say('uji.peluang_catatan')} {words.say('uji.bukan_bukti')} {adjustment_text(family, words)}"
    return bullets(sentences) + paragraph(note, kind="catatan")


def _two_places(table: Crosstab, words: Words) -> str:
    """Say how far two means are apart, and how probably a firm of the first place is higher; nothing where that can't be said."""
    higher = probability_of_superiority(table)
    if math.isnan(higher.value):
        return ""
    numbers = is_numeric_dtype(table.counts.columns)
    return words.say(
        "uji.dua_tempat",
        satu=words.label(table.counts.index[0]),
        dua=words.label(table.counts.index[1]),
        selisih=round(mean_difference(table).value, 2) if numbers else None,
        peluang=higher.value,
        bawah=higher.low,
        atas=higher.high,
    )


def adjustment_text(family: Family, words: Words) -> str:
    """Say how many tests were adjusted together, and what that bounds."""
    made = sum(test.adjusted_p is not None for test in family.tests.values())
    return words.say(f"uji.{family.adjustment}", n=made, total=len(family.tests))


def adjusted_text(test: HypothesisTest, words: Words) -> str:
    """Write the adjusted p of a test, as in a table; a dash where there is none."""
    return "–" if test.adjusted_p is None else words.p_value(test.adjusted_p).removeprefix("= ")


def compared(key: str | tuple[str, ...], words: Words) -> str:
    """Name what a test of a family compares: a question, two places, two places in a question, a part of a routed question."""
    if isinstance(key, tuple) and key[0] in words.codebook:
        asked, higher, lower = key
        return order_text(asked, higher, lower, words)
    if isinstance(key, tuple):
        return words.say("tabel.pasangan", a=words.label(key[0]), b=words.label(key[1]))
    if key in ROUTED:
        return words.say(f"uji.{key}_saja")
    if key in words.codebook:
        group = words.codebook[key].group
        return words.say(f"uji.{group}", mitra=words.question(key)) if group in COOPERATION else words.question(key)
    return words.label(key)


def describe_survivors(orders: Mapping[tuple[str, str, str], Survival], tests: Family, words: Words) -> Prose:
    """
    Say which orders of places neither the firms without an answer nor chance explain away.

    Parameters
    ----------
    orders : mapping of tuple of str to Survival
        By code of the question, place with the larger share, place with the smaller one.
    tests : Family
        Of the same orders.
    words : Words

    Returns
    -------
    Prose
    """
    kept = [order for order, survival in orders.items() if survival.verdict == HOLDS and _is_rare(tests.tests[order])]
    return paragraph(words.say("uji.tahan", urutan=[order_text(*order, words) for order in kept], n=len(kept), total=len(orders)))


def _is_rare(test: HypothesisTest) -> bool:
    return test.adjusted_p is not None and test.adjusted_p < ALPHA


def order_text(question: str, higher: str, lower: str, words: Words) -> str:
    """Say that more cooperate in one place than in another."""
    return words.say("tabel.lebih_dari", mitra=words.question(question), a=words.place(higher), b=words.place(lower))
