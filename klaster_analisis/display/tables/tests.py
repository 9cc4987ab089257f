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
from klaster_analisis.analysis.inference.result import Estimate, Family, HypothesisTest
from klaster_analisis.analysis.inference.routed_tests import combined, continuation_ratios
from klaster_analisis.analysis.routed import RoutedCrosstab
from klaster_analisis.display.findings import (
    CRAMERS_V,
    adjusted_text,
    adjustment_text,
    compared,
    known_of,
    strength,
    test_name,
)
from klaster_analisis.display.tables.house import house_table
from klaster_analisis.display.words import Words, uncapitalised


def show_tests(
    family: Family,
    words: Words,
    *,
    name: str = "uji",
    subject: str = "",
    title: str = "",
    names: Mapping[Any, str] | None = None,
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
    title : str
        Another title.
    names : mapping, optional
        What each test compares, where its key does not say it.

    Returns
    -------
    great_tables.GT
    """
    names = names or {key: compared(key, words) for key in family.tests}
    rows = [_cells(test, words) for test in family.tests.values()]
    heads = ["uji_n", "uji_p", "uji_disesuaikan", "uji_efek", "uji_kekuatan"]
    cells = pd.DataFrame(rows, index=[names[key] for key in family.tests], columns=[words.say(f"tabel.{head}") for head in heads])
    effects = {test.effect.name for test in family.tests.values() if test.effect}
    if effects and CRAMERS_V not in effects:
        cells = cells.iloc[:, :-1]
    reasons: dict[str, list[str]] = {}
    for key, test in family.tests.items():
        for reason in known_of(test, words):
            reasons.setdefault(reason, []).append(names[key])
    told = [words.say("tabel.uji_alasan", hal=words.enumerate(subjects), sebab=reason) for reason, subjects in reasons.items()]
    return house_table(
        cells,
        name=name,
        title=title or words.say("tabel.uji_judul", hal=subject),
        stub=words.say("tabel.uji_hal"),
        note=" ".join([_what_is_shown(family, effects, words), adjustment_text(family, words), *told]),
    )


def _what_is_shown(family: Family, effects: set[str], words: Words) -> str:
    """Say which tests were made, and what their p and effects mean: of those that are there."""
    return words.say(
        "tabel.uji_catatan",
        uji=list(dict.fromkeys(test_name(test, words) for test in family.tests.values())),
        fisher=any(test.name == fisher_freeman_halton.__name__ for test in family.tests.values()),
        v=CRAMERS_V in effects,
        peluang="probability_of_superiority_first" in effects,
        epsilon="epsilon_squared" in effects,
    )


def _cells(test: HypothesisTest, words: Words) -> list[str]:
    if math.isnan(test.p):
        return [words.number(test.n), *[words.say("umum.tak_dapat_ditentukan")] * 2, "–", "–"]
    p = words.p_value(test.p).removeprefix("= ")
    return [words.number(test.n), p, adjusted_text(test, words), *_effect_cells(test.effect, words)]


def _effect_cells(effect: Estimate | None, words: Words) -> list[str]:
    """Write an effect with its interval, and how strong it is where there is a word for that."""
    if effect is None or math.isnan(effect.value):
        return ["–", "–"]
    text = words.number(effect.value, decimals=2)
    if not math.isnan(effect.low):
        text += f" ({'–'.join(words.number(end, decimals=2) for end in (effect.low, effect.high))})"
    if effect.name == CRAMERS_V:
        return [f"V {text}", "–" if math.isnan(effect.low) else strength(effect, words)]
    return [f"{words.say(f'besaran.{effect.name}')} {text}", "–"]


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
    rows, drawn = {}, False
    for table in tables.values():
        found = [method(table.existence) for method in methods]
        rows[words.question(table.question)] = [
            words.number(found[0].n),
            *(words.p_value(test.p, decimals=4).removeprefix("= ") for test in found),
        ]
        drawn |= any(test.simulation for test in found)
    heads = [words.say("tabel.uji_n"), *(words.say(f"nama_uji.{method.__name__}") for method in methods)]
    return house_table(
        pd.DataFrame.from_dict(rows, orient="index", columns=heads),
        name="cara",
        title=words.say("tabel.cara_judul"),
        stub=words.say("tabel.mitra"),
        note=words.say("tabel.cara_catatan", acak=drawn),
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
