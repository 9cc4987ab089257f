"""Random small surveys, firm by firm, and what is true and shown of them: counted here, not by the package."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd

from klaster_analisis import Survey, load_survey
from klaster_analisis.analysis.survey.withholding import withhold
from tests.analysis.release.attacker import NO, YES, Asked, Form, Shown, Truth

HEAD = "kelompok,pertanyaan,jawaban,jenis,label_id,label_en,teks_id,teks_en,syarat,batas,sandi,sumber,status"
IDENTITY = {"lokasi": "tempat", "id_usaha": "usaha", "gelombang": "gelombang"}
PLACES = ("Pati", "Klaten", "Jepara")
NONE = "tidak_satu_pun"
SILENT = {"": "tanpa_jawaban", "menolak": "menolak", "tidak tahu": "tidak_tahu"}
"""What stands in a cell for no answer, and the kind that it is."""

ORDERED = Form((Asked("gerak", ("1", "2", "3")),))
CHAIN = Form(
    (
        Asked("mitra", ("ada", "tidak_ada")),
        Asked("giat", ("pasif", "aktif"), "mitra", "ada"),
        Asked("rutin", ("ya", "tidak"), "giat", "aktif"),
    )
)
PAIR = Form(CHAIN.questions[:2])


def several(parts: int, *, none: bool, covered: bool) -> Form:
    codes = [f"alat/{chr(ord('a') + at)}" for at in range(parts)] + ([f"alat/{NONE}"] if none else [])
    return Form(parts=tuple(codes), none=codes[-1] if none else "", covered=covered)


@dataclass(frozen=True)
class Made:
    """Firms by wave and place: each its number and, by question, what it answered or why it did not."""

    forms: tuple[Form, ...]
    waves: tuple[str, ...]
    firms: dict[tuple[str, str], list[tuple[int, dict[str, str]]]]
    numbered: bool
    min_cell: int

    @property
    def places(self) -> list[str]:
        return sorted({place for _, place in self.firms})

    def frame(self) -> pd.DataFrame:
        rows = []
        for (wave, place), firms in self.firms.items():
            for number, answers in firms:
                cells = {code: {YES: "1", NO: "0"}.get(text, text) if "/" in code else text for code, text in answers.items()}
                shown = {"lokasi": place, "gelombang": wave} | ({"id_usaha": f"U{number}"} if self.numbered else {})
                rows.append(shown | cells)
        return pd.DataFrame(rows)

    def codebook(self, folder: Path) -> Path:
        lines = [HEAD, "identitas,,,,Usaha,Firm,,,,,,,"]
        lines += [f"identitas,{code},,{kind},{code},{code},{code},{code},,,,,susunan" for code, kind in IDENTITY.items()]
        lines.append("isi,,,,Isi,Content,,,,,,,")
        for form in self.forms:
            lines += _lines(form)
        lines.append("isi,alasan,,kosong,Tanpa jawaban,No answer,,,,,,,susunan")
        lines += [f"isi,alasan,{kind},,{kind},{kind},,,,,{kind.replace('_', ' ')},,susunan" for kind in ("menolak", "tidak_tahu")]
        path = folder / "kamus.csv"
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return path

    def load(self, folder: Path) -> tuple[Survey, Survey]:
        """The survey with everything, and as it is released."""
        whole = load_survey(self.frame(), codebook=self.codebook(folder))
        return whole, withhold(whole, self.min_cell)

    @cached_property
    def truths(self) -> dict[tuple[str, Form], Truth]:
        """By place and form."""
        return {(place, form): self._truth(place, form) for place in self.places for form in self.forms}

    def _truth(self, place: str, form: Form) -> Truth:
        waves = [dict(self.firms[wave, place]) for wave in self.waves]
        both = [sorted(set(one) & set(two)) for one, two in pairwise(waves)] if self.numbered else [[] for _ in self.waves[1:]]
        rows = {
            (at, code): Counter(_given(firm[code], answers) for firm in firms.values() if _given(firm[code], answers))
            for at, firms in enumerate(waves)
            for code, answers in form.answers.items()
        }
        moves = {
            (at, code): Counter(
                pair
                for number in ones
                if None not in (pair := tuple(_given(waves[at + side][number][code], answers) for side in (0, 1)))
            )
            for at, ones in enumerate(both)
            for code, answers in form.answers.items()
            if self.numbered and self._is_compared(at, code, answers)
        }
        small_rows = {row for row, counts in rows.items() if any(0 < n < self.min_cell for n in counts.values())}
        gone = small_rows | {(at, code) for at, parent in small_rows for code in _followers(form, parent)}
        small_moves = {
            (at, code)
            for (at, code), counts in moves.items()
            if not gone & {(at, code), (at + 1, code)}
            and any(
                0 < n < self.min_cell
                for n in (*counts.values(), *_rest(rows[at, code], counts, 0), *_rest(rows[at + 1, code], counts, 1))
            )
        }
        firms, linked = tuple(map(len, waves)), tuple(map(len, both)) if self.numbered else ()
        if not self.numbered:  # one wave then tells nothing of another
            linked = (0,) * (len(waves) - 1)
        return Truth(form, firms, linked, rows, moves, frozenset(small_rows), frozenset(small_moves), self.min_cell)

    def _is_compared(self, at: int, code: str, answers: tuple[str, ...]) -> bool:
        """Whether any firm of any place answered both times."""
        for place in self.places:
            before, after = (dict(self.firms[wave, place]) for wave in self.waves[at : at + 2])
            if any(_given(before[n][code], answers) and _given(after[n][code], answers) for n in set(before) & set(after)):
                return True
        return False

    def shown(self, survey: Survey, place: str, form: Form) -> Shown:
        """What of a place and form a released survey shows."""
        hidden = set(map(tuple, survey.withheld.to_numpy()))
        code_of = place.casefold()
        rows = {(at, code) for at, code in self.truths[place, form].rows if (self.waves[at], code_of, code) not in hidden}
        marked = survey.changes[survey.changes["sebelum"].isna() & (survey.changes["pertanyaan"] != "")]
        not_shown = set(map(tuple, marked[["gelombang_sebelum", "gelombang_sesudah", "lokasi", "pertanyaan"]].to_numpy()))
        pairs = list(pairwise(self.waves))
        moves = {(at, code) for at, code in self.truths[place, form].moves if (*pairs[at], code_of, code) not in not_shown}
        return frozenset(rows), frozenset(moves)


def _lines(form: Form) -> Iterator[str]:
    for asked in form.questions:
        kind = "ya_tidak" if set(asked.answers) in ({"ada", "tidak_ada"}, {YES, NO}) else "ordinal"
        on = f"{asked.on} = {asked.route}" if asked.on else ""
        yield f"isi,{asked.code},,{kind},{asked.code},{asked.code},{asked.code}?,{asked.code}?,{on},,,,susunan"
        yield from (f"isi,{asked.code},{answer},,{answer},{answer},,,,,,,susunan" for answer in asked.answers)
    if form.parts:
        yield "isi,alat,,banyak,Alat,Tools,Alat?,Tools?,,,,,susunan"
        for part in form.parts:
            answer = part.partition("/")[2]
            label = "Tidak satu pun,None of these" if answer == NONE else f"{answer.upper()},{answer.upper()}"
            yield f"isi,alat,{answer},,{label},,,,,,,susunan"


def _given(text: str, answers: tuple[str, ...]) -> str | None:
    return text if text in answers else None


def _followers(form: Form, parent: str) -> Iterator[str]:
    for asked in form.questions:
        if asked.on == parent:
            yield asked.code
            yield from _followers(form, asked.code)


def _rest(row: Counter, moves: Counter, side: int) -> list[int]:
    left = Counter(row)
    for pair, n in moves.items():
        left[pair[side]] -= n
    return list(left.values())


def make(seed: int, *, most_waves: int = 3) -> Made:
    """Make a random survey."""
    random = np.random.default_rng(seed)
    waves = tuple(str(2022 + at) for at in range(random.choice([1, 2, 3], p=[0.25, 0.65, 0.1])))[:most_waves]
    covered = bool(random.random() < 0.7)
    parts = int(random.integers(2, 5)) if len(waves) == 1 else int(random.integers(2, 4)) if len(waves) == 2 else 2
    none = bool(random.random() < 0.5) and (len(waves) < 3)
    chain = CHAIN if random.random() < 0.4 else PAIR
    forms = (ORDERED, chain, several(parts, none=none, covered=covered))
    places = PLACES[: random.integers(1, 4)]
    firms: dict[tuple[str, str], list[tuple[int, dict[str, str]]]] = {}
    for place in places:
        _fill(random, firms, forms, waves, place)
    numbered = bool(len(waves) > 1 and random.random() < 0.85)
    if not numbered:
        first = {wave: 1_000_000 * at for at, wave in enumerate(waves)}
        firms = {(wave, place): [(first[wave] + n, firm) for n, firm in group] for (wave, place), group in firms.items()}
    return Made(forms, waves, firms, numbered, int(random.integers(2, 6)))


def _fill(random: np.random.Generator, firms: dict, forms: tuple[Form, ...], waves: tuple[str, ...], place: str) -> None:
    many = int(random.integers(6, 36))
    habits = {form: _habits(random, form) for form in forms}
    silence, moving = random.choice([0, 0.02, 0.08]), random.choice([0.05, 0.3])
    first = PLACES.index(place) * 100_000
    known = [(first + number, _answers(random, habits, silence)) for number in range(many)]
    for at, wave in enumerate(waves):
        if at:
            known = [
                (n, _later(random, firm, habits, silence, moving))
                for n, firm in known
                if random.random() > random.choice([0, 0.03, 0.15])
            ]
            last = max((n for n, _ in known), default=first) + 1000
            known += [(last + new, _answers(random, habits, silence)) for new in range(random.choice([0, 0, 1, 1, 2, 5, 8]))]
            known = known or [(last, _answers(random, habits, silence))]
        firms[wave, place] = list(known)


def _habits(random: np.random.Generator, form: Form) -> tuple[list[dict[str, str | None]], np.ndarray]:
    """Answers of a place's firms, some seldom."""
    states = form.firms()
    states = [one for one in states if all(one[asked.code] is not None or not _is_asked(asked, one) for asked in form.questions)]
    states = [one for one in states if not form.parts or one[form.parts[0]] is not None]
    return states, random.dirichlet(np.full(len(states), random.choice([0.3, 1.0])))


def _is_asked(asked: Asked, firm: dict[str, str | None]) -> bool:
    return not asked.on or firm[asked.on] == asked.route


def _answers(random: np.random.Generator, habits: dict, silence: float) -> dict[str, str]:
    firm: dict[str, str] = {}
    for form, habit in habits.items():
        firm |= _of_form(random, form, habit, silence)
    return firm


def _of_form(random: np.random.Generator, form: Form, habit: tuple, silence: float) -> dict[str, str]:
    states, chances = habit
    firm = dict(states[random.choice(len(states), p=chances)])
    if form.parts:
        why = random.choice(["", "menolak"]) if random.random() < silence else None
        return {code: why if why is not None else str(answer) for code, answer in firm.items()}
    for asked in form.questions:
        if not _is_asked(asked, firm):
            firm[asked.code] = ""
        elif random.random() < silence:
            firm[asked.code] = str(random.choice(["menolak", "tidak tahu"] if asked.on else ["", "menolak", "tidak tahu"]))
    return {code: str(answer) for code, answer in firm.items()}


def _later(random: np.random.Generator, firm: dict[str, str], habits: dict, silence: float, moving: float) -> dict[str, str]:
    after = dict(firm)
    for form, habit in habits.items():
        if random.random() < moving:
            after |= _of_form(random, form, habit, silence)
    return after


def believed(made: Made) -> Made:
    """What a reader believes: each firm chose one part at least, if no counts tell otherwise."""
    forms = tuple(_believed(made, form) if form.parts else form for form in made.forms)
    return Made(forms, made.waves, made.firms, made.numbered, made.min_cell)


def _believed(made: Made, form: Form) -> Form:
    full = all(
        sum(made.truths[place, form].rows[at, code][YES] for code in form.parts)
        >= sum(made.truths[place, form].rows[at, form.parts[0]].values())
        for place in made.places
        for at in range(len(made.waves))
    )
    return Form(parts=form.parts, none=form.none if full else "", covered=full)
