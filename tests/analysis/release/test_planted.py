"""Leaks planted by hand, each of another kind: found by the attacker where only the rule of rows holds, gone in the release."""

from dataclasses import dataclass

import pytest

from tests.analysis.release.attacker import NO, YES, Asked, Form, Shown, Told, Truth, leaks
from tests.analysis.release.random_surveys import NONE, Made, believed, several

PRODUCT = Form((Asked("gerak", ("1", "2", "3")),))
PARTNER = Form((Asked("mitra", ("ada", "tidak_ada")), Asked("giat", ("pasif", "aktif"), "mitra", "ada")))
DEEP = Form((*PARTNER.questions, Asked("rutin", ("ya", "tidak"), "giat", "aktif")))

Group = tuple[int, tuple[dict[str, str] | None, ...]]
"""How many firms, and what each of them answers wave by wave; None where they are not there."""


@dataclass(frozen=True)
class Planted:
    form: Form
    groups: tuple[Group, ...]
    told: Told
    least: int = 5
    numbered: bool = True

    @property
    def made(self) -> Made:
        waves = tuple(str(2022 + at) for at in range(len(self.groups[0][1])))
        firms: dict[tuple[str, str], list[tuple[int, dict[str, str]]]] = {(wave, "Pati"): [] for wave in waves}
        number = 0
        for many, answers in self.groups:
            for _ in range(many):
                number += 1
                for wave, given in zip(waves, answers, strict=True):
                    if given is not None:
                        firms[wave, "Pati"].append((number, given))
        return believed(Made((self.form,), waves, firms, self.numbered, self.least))


def gerak(*levels: str | None) -> tuple[dict[str, str] | None, ...]:
    return tuple(None if level is None else {"gerak": level} for level in levels)


def mitra(*answers: str | None) -> tuple[dict[str, str] | None, ...]:
    """Each wave's answer: 'aktif' and 'pasif' cooperate, '-' does not."""
    return tuple(_mitra(answer) for answer in answers)


def _mitra(answer: str | None) -> dict[str, str] | None:
    if answer is None:
        return None
    return {"mitra": "tidak_ada", "giat": ""} if answer == "-" else {"mitra": "ada", "giat": answer}


def alat(form: Form, *chosen: str | None) -> tuple[dict[str, str] | None, ...]:
    """Each wave's parts by their letters; 'o' for none of these, '?' for no answer."""
    names = {code: "o" if code.endswith(NONE) else code[-1] for code in form.parts}
    return tuple(
        None if one is None else {code: "" if one == "?" else YES if letter in one else NO for code, letter in names.items()}
        for one in chosen
    )


UNION, TWO, OPEN, THREE = (
    several(2, none=True, covered=True),
    several(2, none=False, covered=True),
    several(3, none=False, covered=True),
    several(3, none=True, covered=True),
)

PLANTED = {
    "one new firm": Planted(
        PRODUCT,
        ((10, gerak("1", "1")), (10, gerak("1", "2")), (10, gerak("2", "2")), (1, gerak(None, "2"))),
        ("only_later", 0, "gerak", "2"),
    ),
    "one firm that is gone": Planted(
        PRODUCT,
        ((10, gerak("1", "1")), (10, gerak("1", "2")), (10, gerak("2", "2")), (1, gerak("1", None))),
        ("only_earlier", 0, "gerak", "1"),
    ),
    "a firm that is silent in the first wave": Planted(
        PRODUCT,
        ((12, gerak("1", "1")), (8, gerak("1", "3")), (9, gerak("3", "3")), (1, gerak("menolak", "3"))),
        ("new", 0, "gerak", "3"),
    ),
    "a firm that is silent in the second wave": Planted(
        PRODUCT,
        ((12, gerak("1", "1")), (8, gerak("1", "3")), (9, gerak("3", "3")), (1, gerak("3", "menolak"))),
        ("gone", 0, "gerak", "3"),
    ),
    "one new firm beside one that is gone": Planted(
        PRODUCT,
        ((10, gerak("1", "1")), (10, gerak("1", "2")), (10, gerak("2", "2")), (1, gerak(None, "2")), (1, gerak("1", None))),
        ("new", 0, "gerak", "2"),
    ),
    "two new firms that gave the same answer": Planted(
        PARTNER,
        ((15, mitra("-", "-")), (15, mitra("aktif", "aktif")), (15, mitra("pasif", "pasif")), (2, mitra(None, "-"))),
        ("new", 0, "mitra", "tidak_ada"),
    ),
    "a new firm that is told by the question that depends on its own": Planted(
        PARTNER,
        ((15, mitra("-", "-")), (15, mitra("aktif", "aktif")), (15, mitra("pasif", "pasif")), (1, mitra(None, "aktif"))),
        ("new", 0, "giat", "aktif"),
    ),
    "a part from the union, with none of these": Planted(
        THREE,
        ((4, alat(THREE, "a")), (11, alat(THREE, "b")), (7, alat(THREE, "c")), (8, alat(THREE, "o"))),
        ("row", 0, "alat/a", YES),
    ),
    "a part from the union, where each chose something": Planted(
        OPEN, ((5, alat(OPEN, "a")), (3, alat(OPEN, "ab")), (2, alat(OPEN, "b"))), ("row", 0, "alat/a", YES)
    ),
    "one of two parts": Planted(TWO, ((5, alat(TWO, "a")), (3, alat(TWO, "ab")), (2, alat(TWO, "b"))), ("row", 0, "alat/a", YES)),
    "none of these from two parts": Planted(
        UNION, ((9, alat(UNION, "a")), (12, alat(UNION, "b")), (2, alat(UNION, "o"))), ("row", 0, f"alat/{NONE}", YES), least=4
    ),
    "parts before and after, of one new firm": Planted(
        TWO,
        ((10, alat(TWO, "a", "a")), (10, alat(TWO, "b", "b")), (10, alat(TWO, "ab", "ab")), (1, alat(TWO, None, "a"))),
        ("only_later", 0, "alat/a", YES),
    ),
    "three waves, of which each two tell of one firm": Planted(
        PRODUCT,
        ((12, gerak("1", "1", "1")), (12, gerak("2", "2", "2")), (1, gerak(None, "1", "1"))),
        ("only_later", 0, "gerak", "1"),
    ),
    "a firm in the middle one of three waves": Planted(
        PRODUCT,
        ((12, gerak("1", "1", "2")), (12, gerak("2", "2", "2")), (1, gerak(None, "1", None))),
        ("only_earlier", 1, "gerak", "1"),
    ),
    "a new firm, three steps down": Planted(
        DEEP,
        (
            (12, ({"mitra": "ada", "giat": "aktif", "rutin": "ya"},) * 2),
            (12, ({"mitra": "ada", "giat": "aktif", "rutin": "tidak"},) * 2),
            (12, ({"mitra": "ada", "giat": "pasif", "rutin": ""},) * 2),
            (12, ({"mitra": "tidak_ada", "giat": "", "rutin": ""},) * 2),
            (1, (None, {"mitra": "ada", "giat": "aktif", "rutin": "ya"})),
        ),
        ("new", 0, "rutin", "ya"),
    ),
    "two of three that are new, of one mind": Planted(
        PRODUCT, ((10, gerak("1", "1")), (10, gerak("2", "2")), (3, gerak(None, "2"))), ("only_later", 0, "gerak", "2"), least=4
    ),
}


def by_the_rule_of_rows(truth: Truth) -> Shown:
    """What is shown where each row and each comparison is looked at by itself."""
    small = {at for at, moves in truth.moves.items() if any(0 < n < truth.min_cell for n in moves.values())}
    near = {(at, code) for at, code in truth.moves if {(at, code), (at + 1, code)} & truth.small_rows}
    return frozenset(truth.rows) - truth.small_rows, frozenset(truth.moves) - small - near


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_leak_is_found_and_gone(name, tmp_path):
    planted = PLANTED[name]
    made = planted.made
    truth = made.truths["Pati", made.forms[0]]
    assert planted.told in [told for told, _ in leaks(truth, by_the_rule_of_rows(truth))]
    _, released = made.load(tmp_path)
    shown = made.shown(released, "Pati", made.forms[0])
    assert leaks(truth, shown) == []
    assert released.min_cell == planted.least
