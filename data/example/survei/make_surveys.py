"""
Make the two synthetic surveys of this folder. No firm in them exists.

    python data/example/survei/make_surveys.py

`survei_logam_sintetis.csv` is built backwards from the study: its answers are laid out so that counting them gives the printed
Tables 3–8 wherever one file can give them all; what it cannot give is listed in data/README.md. Which firm gives which answer is
drawn at random, with a fixed seed, and means nothing.

`survei_jawa_tengah_sintetis.csv` is drawn at random for all 35 regencies and cities of Central Java, in two waves, with missing
answers of every kind.
"""

import csv
import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from pathlib import Path

from klaster_analisis import Study, load_study
from klaster_analisis.analysis.rounding import printed_number, round_half_up
from klaster_analisis.sources.codebook import Codebook
from klaster_analisis.sources.question import SEVERAL
from klaster_analisis.sources.survey.opening import load_places
from klaster_analisis.terms import DINAMIKA, KEAKTIFAN, KERJASAMA, MASALAH

FOLDER = Path(__file__).parent
METAL, PROVINCE = "survei_logam_sintetis.csv", "survei_jawa_tengah_sintetis.csv"
SEED = 2006
KINDS = ("", "tidak_tahu", "menolak", "tidak_ditanya")
WAVES = {"2024": date(2024, 8, 5), "2026": date(2026, 8, 3)}

Firm = dict[str, str]


def main() -> None:
    study = load_study()
    write(METAL, metal_survey(study, random.Random(SEED)))  # noqa: S311  nothing secret is drawn
    write(PROVINCE, province_survey(study.codebook, random.Random(SEED)))  # noqa: S311


def write(name: str, firms: Sequence[Firm]) -> None:
    with (FOLDER / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, firms[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(firms)


# --- the study, as a survey ---


def metal_survey(study: Study, draw: random.Random) -> list[Firm]:
    """Lay out answers that count to the printed tables, place by place."""
    answers = {place: dict(place_answers(study, place, firms_in(study, place), draw)) for place in study.places.codes}
    problems = problem_answers(study, draw)
    firms: list[Firm] = []
    for place, named in answers.items():
        columns = named | problems[place]
        for at in range(firms_in(study, place)):
            firm = {"id_usaha": f"S{len(firms) + 1:03d}", **identity(len(firms) + 1, draw), "lokasi": study.places[place].name}
            firm |= {code: values[at] for code, values in columns.items()}
            firms.append(firm | coaching(study.codebook, draw) | {"omzet": turnover(draw)})
    return [{"catatan": "sintetis"} | firm for firm in firms]


def firms_in(study: Study, place: str) -> int:
    """Say how many firms a place needs, so that the table with the most answers can be given."""
    asked = study.counts[study.counts["pertanyaan"].isin([q.code for q in study.codebook.group(KERJASAMA)])]
    return int(asked[asked["lokasi"] == place].groupby("pertanyaan")["n"].sum().max())


def place_answers(study: Study, place: str, firms: int, draw: random.Random) -> Iterator[tuple[str, list[str]]]:
    counts = study.counts[study.counts["lokasi"] == place].set_index(["pertanyaan", "jawaban"])["n"]
    for row in study.dynamics[study.dynamics["lokasi"] == place].to_dict("records"):
        yield row["pertanyaan"], shuffled(scores(row, firms, draw), draw)
    for question in study.codebook.group(KERJASAMA):
        existing = [code for code in question.codes for _ in range(counts[question.code, code])]
        existing = shuffled(existing + [draw.choice(KINDS) for _ in range(firms - len(existing))], draw)
        yield question.code, existing
        followed = study.codebook.followed_by(question.code)
        if followed and followed.condition:
            active = shuffled([code for code in followed.codes for _ in range(counts[followed.code, code])], draw)
            yield followed.code, [active.pop() if answer == followed.condition.answer else "" for answer in existing]


def scores(row: dict[str, str], firms: int, draw: random.Random) -> list[str]:
    """Make scores with a printed mean, minimum and maximum; a maximum that is not printed is taken to be the mean."""
    mean, low = int(row["rata_rata"]), int(row["minimum"])
    high = int(row["maksimum"] or row["rata_rata"])
    found = [low, high, *[mean] * (firms - 2)]
    for _ in range(10 * firms):  # spread them without moving the sum, then move the sum where it has to be
        one, other = draw.sample(range(2, firms), 2)
        if found[one] < high and found[other] > low:
            found[one], found[other] = found[one] + 1, found[other] - 1
    while sum(found) != mean * firms:
        step = 1 if sum(found) < mean * firms else -1
        movable = [at for at in range(2, firms) if low <= found[at] + step <= high]
        if not movable:  # every other score is at its end: the mean is as near as it can be
            break
        found[draw.choice(movable)] += step
    assert round_half_up(Fraction(sum(found), firms), 0) == mean  # noqa: S101
    return [str(score) for score in found]


def problem_answers(study: Study, draw: random.Random) -> dict[str, dict[str, list[str]]]:
    """Make action codes whose means are rounded to the printed scores, and whose overall mean to the printed one."""
    answers: dict[str, dict[str, list[str]]] = {place: {} for place in study.places.codes}
    cells = study.table("8").set_index(["baris", "kolom"])["cetak"]
    for question in study.codebook.group(MASALAH):
        printed = {place: int(cells[place, question.code]) for place in study.places.codes}
        overall = printed_number(cells["rata_rata", question.code])
        for place, (answered, total) in sums_of_codes(study, printed, overall, max(question.levels)).items():
            codes = codes_with_sum(answered, total, max(question.levels), draw)
            silent = [draw.choice(KINDS) for _ in range(firms_in(study, place) - answered)]
            answers[place][question.code] = shuffled([*map(str, codes), *silent], draw)
    return answers


def sums_of_codes(study: Study, printed: dict[str, int], overall: Fraction, highest: int) -> dict[str, tuple[int, int]]:
    """Find how many must answer in each place, as many as can be, and what their codes must add up to."""
    sizes = [range(firms_in(study, place), 0, -1) for place in printed]
    for answered in sorted(product(*sizes), key=lambda chosen: (-sum(chosen), chosen)):
        spans = [sum_span(n, score, highest) for n, score in zip(answered, printed.values(), strict=True)]
        low, high = (sum(ends) for ends in zip(*spans, strict=True))
        fitting = [total for total in range(low, high + 1) if round_half_up(Fraction(total, sum(answered)), 1) == overall]
        if fitting and all(first <= last for first, last in spans):
            return dict(zip(printed, zip(answered, split_sum(fitting[len(fitting) // 2], spans), strict=True), strict=True))
    raise AssertionError(f"no numbers of firms give the mean {overall} of {printed}")


def sum_span(n: int, score: int, highest: int) -> tuple[int, int]:
    """Give the smallest and the largest sum of n codes whose mean is rounded to a score."""
    fitting = [total for total in range(n, n * highest + 1) if round_half_up(Fraction(total, n), 0) == score]
    return (min(fitting), max(fitting)) if fitting else (1, 0)


def split_sum(total: int, spans: Sequence[tuple[int, int]]) -> list[int]:
    parts = [low for low, _ in spans]
    while sum(parts) < total:
        at = min((at for at, (_, high) in enumerate(spans) if parts[at] < high), key=lambda at: parts[at] - spans[at][0])
        parts[at] += 1
    return parts


def codes_with_sum(n: int, total: int, highest: int, draw: random.Random) -> list[int]:
    codes = [total // n + (at < total % n) for at in range(n)]
    for _ in range(4 * n):
        if n > 1:
            one, other = draw.sample(range(n), 2)
            if codes[one] < highest and codes[other] > 1 and draw.random() < 0.4:
                codes[one], codes[other] = codes[one] + 1, codes[other] - 1
    return codes


# --- a province, at random ---


def province_survey(codebook: Codebook, draw: random.Random) -> list[Firm]:
    """Draw two waves of firms in every regency and city; most firms of the second wave were in the first."""
    regions = [place for place in load_places().by_code.values() if place.region_code]
    firms: list[Firm] = []
    number = 0
    for place in regions:
        lean = {question.code: draw.gauss(0, 0.6) for question in codebook.counted}
        members = [number + at for at in range(1, draw.randint(34, 50))]
        number = members[-1]
        stays = [member for member in members if draw.random() < 0.8]
        later = [*stays, *range(number + 1, number + 1 + len(members) - len(stays))]
        number = later[-1] if len(later) > len(stays) else number
        for wave, panel in zip(WAVES, (members, later), strict=True):
            for member in panel:
                firms.append(province_firm(codebook, member, wave, lean, draw) | {"lokasi": place.region_code})
    return firms


def province_firm(codebook: Codebook, number: int, wave: str, lean: dict[str, float], draw: random.Random) -> Firm:
    firm = {
        "catatan": "sintetis",
        "id_usaha": f"J{number:05d}",
        **identity(number, draw, wave),
        "gelombang": wave,
        "lokasi": "",
    }
    habit = random.Random(f"{SEED}-{number}").gauss(0, 0.8)  # noqa: S311  of the firm, the same in both waves
    later = 0.25 * (wave == "2026")
    for question in codebook.questions.values():
        if question.group in (DINAMIKA, KERJASAMA, KEAKTIFAN, MASALAH):
            on = question.condition
            if on and firm[on.question] != on.answer:
                firm[question.code] = ""
            else:
                firm[question.code] = one_answer(question.codes, lean[question.code] + habit + later, draw, on is not None)
    return firm | coaching(codebook, draw) | {"omzet": turnover(draw, 1.15 if wave == "2026" else 1)}


def one_answer(codes: Sequence[str], lean: float, draw: random.Random, required: bool) -> str:
    """Draw an answer that leans to one end, or a reason for none."""
    if draw.random() < 0.06:
        return draw.choice(KINDS[1:] if required else KINDS)
    if codes == ("ada", "tidak_ada"):
        return codes[0] if draw.gauss(lean, 1) > -0.5 else codes[1]
    at = round((len(codes) - 1) / 2 + 0.9 * draw.gauss(lean, 0.9))
    return codes[min(max(at, 0), len(codes) - 1)]


# --- what both have ---


def identity(number: int, draw: random.Random, wave: str = "2026") -> Firm:
    day = WAVES[wave] + timedelta(days=draw.randint(0, 25))
    return {"nama_usaha": f"Usaha Sintetis {number:05d}", "telepon": f"0800-{number:08d}", "tanggal": day.isoformat()}


def coaching(codebook: Codebook, draw: random.Random) -> Firm:
    """Draw the questions with several answers: one column an answer, 1 where it was chosen."""
    found = {}
    for question in codebook.of_kind(SEVERAL):
        *named, none = question.codes
        chosen = {code for code in named if draw.random() < 0.35} or {none}
        silent = draw.random() < 0.05
        found |= {f"{question.code}/{code}": "" if silent else str(int(code in chosen)) for code in question.codes}
    return found


def turnover(draw: random.Random, growth: float = 1) -> str:
    return "" if draw.random() < 0.1 else str(max(1, round(growth * draw.lognormvariate(3.4, 0.7))))


def shuffled(values: list[str], draw: random.Random) -> list[str]:
    draw.shuffle(values)
    return values


if __name__ == "__main__":
    main()
