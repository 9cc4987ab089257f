"""What tests found: of a family, by several methods, cell by cell."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd
from great_tables import GT

from klaster_analisis.analysis.inference.independence import (
    exact_chi_square,
    exact_likelihood_ratio,
    fisher_freeman_halton,
    likelihood_ratio,
    pearson_chi_square,
)
from klaster_analisis.analysis.inference.residuals import Residuals
from klaster_analisis.analysis.inference.result import Family, HypothesisTest
from klaster_analisis.analysis.inference.routed_tests import combined, continuation_ratios
from klaster_analisis.analysis.routed import RoutedCrosstab
from klaster_analisis.display.findings import adjusted_text, adjustment_text, compared, notes_text, strength
from klaster_analisis.display.tables.house import house_table
from klaster_analisis.display.words import Words, uncapitalised


def show_tests(
    family: Family, words: Words, *, name: str = "uji", subject: str = "", names: Mapping[Any, str] | None = None
) -> GT:
    """
    Show the tests of a family: on how many each stands, its p and adjusted p, and how strong what it tests is.

    Parameters
    ----------
    family : Family
        Named by codes of questions, or by pairs of codes of places.
    words : Words
    name : str
        A name that no other table on the page has.
    subject : str
        What all of them are about: ends the title.
    names : mapping, optional
        What each test compares, where its key does not say it.

    Returns
    -------
    great_tables.GT
    """
    names = names or {key: compared(key, words) for key in family.tests}
    rows = {names[key]: _cells(test, words) for key, test in family.tests.items()}
    heads = ["uji_n", "uji_p", "uji_disesuaikan", "uji_v", "uji_kekuatan"]
    reasons = [
        words.say("tabel.uji_alasan", hal=names[key], sebab=notes_text(test.notes, words))
        for key, test in family.tests.items()
        if test.notes
    ]
    return house_table(
        pd.DataFrame.from_dict(rows, orient="index", columns=[words.say(f"tabel.{head}") for head in heads]),
        name=name,
        title=words.say("tabel.uji_judul", hal=subject),
        stub=words.say("tabel.uji_hal"),
        note=" ".join([words.say("tabel.uji_catatan"), adjustment_text(family, words), *reasons]),
    )


def _cells(test: HypothesisTest, words: Words) -> list[str]:
    if math.isnan(test.p):
        return [words.number(test.n), *[words.say("umum.tak_dapat_ditentukan")] * 2, "–", "–"]
    effect = test.effect
    sizes = ["–", "–"]
    if effect is not None and not math.isnan(effect.value):
        ends = "–".join(words.number(end, decimals=2) for end in (effect.low, effect.high))
        sizes = [f"{words.number(effect.value, decimals=2)} ({ends})", strength(effect, words)]
    return [words.number(test.n), words.p_value(test.p).removeprefix("= "), adjusted_text(test, words), *sizes]


def show_steps(table: RoutedCrosstab, words: Words) -> GT:
    """
    Show the tests of a routed question step by step, each among those who reached it.

    Parameters
    ----------
    table : RoutedCrosstab
        With a second question.
    words : Words

    Returns
    -------
    great_tables.GT
    """
    family = continuation_ratios(table)
    answers = [words.label(code) for code in combined(table).counts]
    names = {
        key: words.say("tabel.langkah", berhenti=answers[at], berlanjut=[uncapitalised(answer) for answer in answers[at + 1 :]])
        for at, key in enumerate(family.tests)
    }
    return show_tests(family, words, name="langkah", subject=words.question(table.question), names=names)


def show_methods(tables: Mapping[str, RoutedCrosstab], words: Words) -> GT:
    """
    Show what large-sample and exact tests make of the same tables.

    Parameters
    ----------
    tables : mapping of str to RoutedCrosstab
        By kind of partner.
    words : Words

    Returns
    -------
    great_tables.GT
    """
    methods = (pearson_chi_square, likelihood_ratio, exact_chi_square, exact_likelihood_ratio, fisher_freeman_halton)
    rows = {}
    for table in tables.values():
        found = [method(table.existence) for method in methods]
        rows[words.question(table.question)] = [words.number(found[0].n), *(words.number(test.p, decimals=4) for test in found)]
    heads = [words.say("tabel.uji_n"), *(words.say(f"nama_uji.{method.__name__}") for method in methods)]
    return house_table(
        pd.DataFrame.from_dict(rows, orient="index", columns=heads),
        name="cara",
        title=words.say("tabel.cara_judul"),
        stub=words.say("tabel.mitra"),
        note=words.say("tabel.cara_catatan"),
    )


def show_residuals(found: Residuals, words: Words, *, question: str) -> GT:
    """
    Show which cells depart from what the margins let expect.

    Parameters
    ----------
    found : Residuals
    words : Words
    question : str
        Code of the question whose answers head the columns.

    Returns
    -------
    great_tables.GT
    """
    rows = {
        f"{words.label(cell['row'])}, {uncapitalised(words.answer(question, cell['column']))}": [
            words.number(cell["count"]),
            words.number(cell["expected"], decimals=1),
            words.number(cell["adjusted"], decimals=2),
        ]
        for _, cell in found.frame.iterrows()
    }
    heads = ["banyaknya", "diharapkan", "residu"]
    return house_table(
        pd.DataFrame.from_dict(rows, orient="index", columns=[words.say(f"tabel.{head}") for head in heads]),
        name="residu",
        title=words.say("tabel.residu_judul", mitra=words.question(question)),
        stub=words.say("tabel.sel"),
        note=words.say("tabel.residu_catatan"),
    )
