"""What is shown of a survey, as counts: all that a reader can know of it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf
from typing import Any

import pandas as pd

from klaster_analisis.analysis.survey.bands import HIGH, LOW
from klaster_analisis.analysis.survey.survey import Survey
from klaster_analisis.analysis.survey.waves import AFTER, BEFORE, FIRMS, WAVE_AFTER, WAVE_BEFORE
from klaster_analisis.sources.question import NUMBER
from klaster_analisis.terms import GELOMBANG, JAWABAN, KOSONG, LOKASI, PERTANYAAN, N

RowAt = tuple[str, str, str]
"""Wave, place and question."""

MovesAt = tuple[str, str, str, str]
"""Two waves that follow each other, place and question."""

Band = tuple[float | None, float | None, int]
"""Low end, high end and firms."""

Answers = Mapping[str, int]
Moves = Mapping[tuple[str, str], int]

FORMAT = "klaster_analisis: yang telah ditampilkan"


@dataclass(frozen=True)
class Facts:
    """
    Counts that are shown; every base, share and mean of a report is made of them.

    Parameters
    ----------
    firms : mapping of int
        Firms by wave and place.
    both : mapping of int
        Firms that are in two waves that follow each other, by these and place.
    rows : mapping of mapping
        Answers, counted, by wave, place and question.
    moves : mapping of mapping
        Answers before and after, counted, by two waves, place and question; empty where firms have no number.
    bands : mapping of tuple
        Numbers, by wave, place and question: each band's low and high end (None where it is open) and firms; a number by
        itself is a band whose ends are the same.
    """

    firms: Mapping[tuple[str, str], int] = field(default_factory=dict)
    both: Mapping[tuple[str, str, str], int] = field(default_factory=dict)
    rows: Mapping[RowAt, Answers] = field(default_factory=dict)
    moves: Mapping[MovesAt, Moves] = field(default_factory=dict)
    bands: Mapping[RowAt, tuple[Band, ...]] = field(default_factory=dict)


def facts_of(survey: Survey) -> Facts:
    """
    Take what a survey shows.

    Parameters
    ----------
    survey : Survey

    Returns
    -------
    Facts
        Without what it withholds. A row in which nobody answered is empty.

    Examples
    --------
    >>> from klaster_analisis import load_survey
    >>> facts = facts_of(load_survey(pd.DataFrame({"lokasi": ["Klaten", "Pati"], "produk": ["3", "4"]})))
    >>> facts.firms[("1", "pati")], facts.rows[("1", "pati", "produk")]
    (1, {'4': 1})
    """
    firms = {(wave, place): int(n) for wave, place, n in survey.firms[[GELOMBANG, LOKASI, N]].itertuples(index=False)}
    return Facts(firms, _in_both(survey), _rows(survey, firms), dict(_moves(survey)), bands_of(survey.bands) | _values(survey))


def _rows(survey: Survey, firms: Mapping[tuple[str, str], int]) -> dict[RowAt, dict[str, int]]:
    asked = survey.answers[[GELOMBANG, PERTANYAAN]].drop_duplicates()
    chosen = {question.code for question in survey.codebook.counted}
    hidden = set(map(tuple, survey.withheld[[GELOMBANG, LOKASI, PERTANYAAN]].to_numpy()))
    rows: dict[RowAt, dict[str, int]] = {
        (wave, place, code): {}
        for wave, code in asked.itertuples(index=False)
        for at, place in firms
        if at == wave and code in chosen and (wave, place, code) not in hidden
    }
    answered = survey.answers.loc[survey.answers[KOSONG] == "", [GELOMBANG, LOKASI, PERTANYAAN, JAWABAN, N]]
    for wave, place, code, answer, n in answered.itertuples(index=False):
        if n and (wave, place, code) in rows:
            rows[wave, place, code][answer] = rows[wave, place, code].get(answer, 0) + int(n)
    return rows


def bands_of(frame: pd.DataFrame) -> dict[RowAt, tuple[Band, ...]]:
    """Take the bands of numbers out of a frame as `Survey.bands`."""
    found: dict[RowAt, list[Band]] = {}
    for wave, place, code, low, high, n in frame[[GELOMBANG, LOKASI, PERTANYAAN, LOW, HIGH, N]].itertuples(index=False):
        found.setdefault((wave, place, code), []).append((_end(low), _end(high), int(n)))
    return {at: tuple(bands) for at, bands in found.items()}


def between_cuts(bands: Sequence[Band], others: Sequence[Band]) -> tuple[dict[float, int], dict[float, int]]:
    """
    Count the firms of two sets of bands up to each end that both have, from the one before it; and all that are above.

    Examples
    --------
    >>> between_cuts([(None, 20.0, 8), (20.0, None, 9)], [(10.0, 10.0, 7), (30.0, 30.0, 10)])
    ({20.0: 8, inf: 9}, {20.0: 7, inf: 10})
    """
    ends = [{high for _, high, _ in one if high is not None} for one in (bands, others) if not _are_values(one)]
    values = {high for one in (bands, others) for _, high, _ in one if high is not None}
    cuts = sorted(set.intersection(*ends) if ends else values)
    return _between(bands, cuts), _between(others, cuts)


def _are_values(bands: Sequence[Band]) -> bool:
    return all(low is not None and low == high for low, high, _ in bands)


def _between(bands: Sequence[Band], cuts: Sequence[float]) -> dict[float, int]:
    found, before = {}, 0
    for cut in (*cuts, inf):
        below = sum(n for low, high, n in bands if cut == inf or _is_below(low, high, cut))
        found[cut], before = below - before, below
    return found


def _is_below(low: float | None, high: float | None, cut: float) -> bool:
    """Say whether a band ends at a cut or before it; a number by itself is below what is more."""
    return high is not None and (high < cut if low == high else high <= cut)


def _values(survey: Survey) -> dict[RowAt, tuple[Band, ...]]:
    """Give numbers by themselves: where small counts are not withheld."""
    values = survey.numbers.assign(**{LOW: survey.numbers["nilai"], HIGH: survey.numbers["nilai"]})
    return bands_of(values) if len(values) else {}


def _neighbours(survey: Survey) -> Iterator[tuple[tuple[str, str], pd.DataFrame]]:
    for before, after in pairwise(survey.waves):
        rows = survey.changes[(survey.changes[WAVE_BEFORE] == before) & (survey.changes[WAVE_AFTER] == after)]
        yield (before, after), rows


def _in_both(survey: Survey) -> dict[tuple[str, str, str], int]:
    return {
        (*waves, place): int(n)
        for waves, rows in _neighbours(survey)
        for place, n in rows.loc[rows[PERTANYAAN] == FIRMS, [LOKASI, N]].itertuples(index=False)
    }


def _moves(survey: Survey) -> Iterator[tuple[MovesAt, Moves]]:
    """Give the moves place by place; of a question of which none is counted anywhere, none."""
    numbers = {question.code for question in survey.codebook.of_kind(NUMBER)}
    for waves, rows in _neighbours(survey):
        of_questions = rows[(rows[PERTANYAAN] != FIRMS) & ~rows[PERTANYAAN].isin(numbers)]
        hidden = set(map(tuple, of_questions.loc[of_questions[BEFORE].isna(), [LOKASI, PERTANYAAN]].to_numpy()))
        places = rows.loc[rows[PERTANYAAN] == FIRMS, LOKASI]
        found: dict[tuple[str, str], dict[tuple[str, str], int]] = {
            (place, code): {} for place in places for code in of_questions[PERTANYAAN].unique() if (place, code) not in hidden
        }
        columns = [LOKASI, PERTANYAAN, BEFORE, AFTER, N]
        for place, code, before, after, n in of_questions.loc[of_questions[BEFORE].notna(), columns].itertuples(index=False):
            if (place, code) in found:
                found[place, code][before, after] = int(n)
        yield from (((*waves, place, code), moves) for (place, code), moves in found.items())


def facts_text(runs: Sequence[Facts]) -> str:
    """
    Write the facts of several runs as JSON, a line each, from which `read_facts` makes them again.

    Examples
    --------
    >>> run = Facts(firms={("2026", "pati"): 12}, rows={("2026", "pati", "produk"): {"3": 12}})
    >>> read_facts(facts_text([run])) == [run]
    True
    """
    lines = ",\n".join(json.dumps(_entries(run), ensure_ascii=False) for run in runs)
    return f'{{"format": {json.dumps(FORMAT)}, "runs": [\n{lines}\n]}}\n'


def _entries(facts: Facts) -> dict[str, list[list[Any]]]:
    return {
        "firms": [[*at, n] for at, n in sorted(facts.firms.items())],
        "both": [[*at, n] for at, n in sorted(facts.both.items())],
        "rows": [[*at, sorted(answers.items())] for at, answers in sorted(facts.rows.items())],
        "bands": [[*at, bands] for at, bands in sorted(facts.bands.items())],
        "moves": [[*at, sorted([*pair, n] for pair, n in moves.items())] for at, moves in sorted(facts.moves.items())],
    }


def read_facts(text: str) -> list[Facts]:
    """
    Read the facts of earlier runs.

    Raises
    ------
    ValueError
        If the text is not as `facts_text` writes it.
    """
    try:
        content = json.loads(text)
        if content["format"] != FORMAT:
            raise ValueError(content["format"])
        return [_run(entries) for entries in content["runs"]]
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(type(error).__name__) from error


def _run(entries: Mapping[str, Any]) -> Facts:
    return Facts(
        firms={(str(wave), str(place)): int(n) for wave, place, n in entries["firms"]},
        both={(str(before), str(after), str(place)): int(n) for before, after, place, n in entries["both"]},
        rows={
            (str(wave), str(place), str(code)): {str(answer): int(n) for answer, n in answers}
            for wave, place, code, answers in entries["rows"]
        },
        moves={
            (str(before), str(after), str(place), str(code)): {(str(one), str(two)): int(n) for one, two, n in moves}
            for before, after, place, code, moves in entries["moves"]
        },
        bands={
            (str(wave), str(place), str(code)): tuple((_end(low), _end(high), int(n)) for low, high, n in bands)
            for wave, place, code, bands in entries["bands"]
        },
    )


def _end(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)
