"""Whatever the firms of hidden rows answered: as long as the same rows are hidden, all that is released is the same."""

from collections.abc import Iterable
from dataclasses import fields, replace
from itertools import count

import numpy as np
import pandas as pd
import pytest

from klaster_analisis import Survey
from tests.analysis.release.attacker import Attacker, Form
from tests.analysis.release.random_surveys import Made, believed, make

Firm = dict[str, str]
Answered = dict[str, str | None]


def otherwise(made: Made, released: Survey, random: np.random.Generator) -> Made:
    """Other firms, of which the same rows and comparisons are shown: the same are in each wave, each kind of silence as often."""
    firms = {at: {number: dict(answers) for number, answers in group} for at, group in made.firms.items()}
    believing = believed(made)
    for (place, form), truth in believing.truths.items():
        others = Attacker(truth, believing.shown(released, place, form)).another(random)
        numbers = {number: None for wave in made.waves for number in firms[wave, place]}
        for answered in others:
            pattern = tuple(one is not None for one in answered)
            number = next(n for n in numbers if tuple(n in firms[wave, place] for wave in made.waves) == pattern)
            del numbers[number]
            for wave, one in zip(made.waves, answered, strict=True):
                if one is not None:
                    firms[wave, place][number] |= {code: answer or "" for code, answer in one.items()}
        for wave in made.waves:
            _silences(form, dict(made.firms[wave, place]), firms[wave, place])
    return replace(made, firms={at: list(group.items()) for at, group in firms.items()})


def _silences(form: Form, before: dict[int, Firm], after: dict[int, Firm]) -> None:
    """Give the reasons for no answer that there were to as many of the firms that are silent now."""
    reasons = {code: _reasons(form, code, before.values()) for code in form.answers}
    kinds = {code: iter([*filter(None, why), *["menolak"] * len(after)]) for code, why in reasons.items()}
    blank = {code: count() for code in form.answers}
    few = {code: why.count("") for code, why in reasons.items()}
    for firm in after.values():
        first = True
        for code in form.answers:
            if firm[code] == "" and _asked(form, code, firm):
                if form.parts and not first:
                    firm[code] = firm[form.parts[0]]
                elif next(blank[code]) >= few[code]:
                    firm[code] = next(kinds[code])
                first = False


def _reasons(form: Form, code: str, firms: Iterable[Firm]) -> list[str]:
    return [firm[code] for firm in firms if _asked(form, code, firm) and firm[code] not in form.answers[code]]


def _asked(form: Form, code: str, firm: Firm) -> bool:
    asked = next((one for one in form.questions if one.code == code), None)
    return asked is None or not asked.on or firm[asked.on] == asked.route


def everything(survey: Survey) -> dict[str, object]:
    """All that a survey holds, as text."""
    found = {field.name: getattr(survey, field.name) for field in fields(survey) if field.name not in ("codebook", "places")}
    return {name: value.to_csv() if isinstance(value, pd.DataFrame) else value for name, value in found.items()}


def marked(survey: Survey) -> set[tuple[str, ...]]:
    rows = survey.changes[survey.changes["sebelum"].isna() & (survey.changes["pertanyaan"] != "")]
    return set(map(tuple, rows[["gelombang_sebelum", "gelombang_sesudah", "lokasi", "pertanyaan"]].to_numpy()))


@pytest.mark.parametrize("seed", [2000, 2001, 2003, 2009])
def test_other_answers_in_hidden_rows_change_nothing_that_is_released(seed, tmp_path):
    """Rows, comparisons, kinds of silence, how closely a count can be known; a row may be small in one and not in the other."""
    made, random = make(seed, most_waves=2), np.random.default_rng(seed)
    _, released = made.load(tmp_path)
    others = [otherwise(made, released, random) for _ in range(2)]
    alike = 0
    for other in others:
        _, again = other.load(tmp_path)
        if again.withheld.equals(released.withheld) and marked(again) == marked(released):
            assert everything(again) == everything(released)
            alike += other.firms != made.firms
    assert alike
