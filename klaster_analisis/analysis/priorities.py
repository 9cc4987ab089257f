"""What to look into next, by rules that anyone can follow by hand: other places first, the place itself second."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from klaster_analisis.analysis.caveats import silent_partners
from klaster_analisis.analysis.overview import Overview
from klaster_analisis.analysis.routed import RoutedCrosstab
from klaster_analisis.analysis.scores import ScoreProfile
from klaster_analisis.analysis.standing import Standing, cooperation_standing, score_standing
from klaster_analisis.sources.thresholds import load_thresholds

FEW = 3
"""So many other places are named one by one, each with its number."""


@dataclass(frozen=True)
class Priority:
    """
    One thing to look into.

    Parameters
    ----------
    kind : str
        ``data_bertentangan`` or ``data_kurang`` (ask again); ``indikator_di_bawah`` (scores clearly below those of other
        places) or ``indikator`` (the lowest within the place); ``mitra_di_bawah`` or ``mitra`` (cooperation, likewise).
    values : dict
        Codes and numbers that it rests on.
    """

    kind: str
    values: dict[str, object]


def next_steps(place: str, known: Overview) -> list[Priority]:
    """
    Pick what to look into next in one place: data that are lacking, then scores, then cooperation.

    Parameters
    ----------
    place : str
        Code of the place.
    known : Overview

    Returns
    -------
    list of Priority
        Three at most, in that order; one is left out where nothing calls for it. Scores and partners that are clearly below
        other places come first; only where there are none, the weakest within the place is picked, unless it is clearly
        above other places or something of the place is withheld, which might be weaker.

    Examples
    --------
    >>> from klaster_analisis import load_study, overview
    >>> next_steps("klaten", overview(load_study()))[2].values["mitra"]
    {'kerjasama_sejenis': (4, 12, 30, 36)}
    """
    return [*_lacking_data(place, known), *_weak_scores(place, known), *_weak_cooperation(place, known)]


def _lacking_data(place: str, known: Overview) -> Iterator[Priority]:
    bases = known.bases(place).dropna(subset=["menjawab"])
    contradictory = bases[bases["menjawab"] > bases["ditanya"]]
    if len(contradictory):
        base = contradictory.iloc[0]
        values = {"mitra": base.name, "menjawab": int(base["menjawab"]), "ditanya": int(base["ditanya"])}
        yield Priority("data_bertentangan", values)
    elif values := silent_partners(bases):
        yield Priority("data_kurang", values)


def _weak_scores(place: str, known: Overview) -> Iterator[Priority]:
    profile = known.apart.dynamics
    if not profile:
        return
    standing = score_standing(place, known)
    if standing and standing.below:
        yield Priority("indikator_di_bawah", {"pertanyaan": {code: standing.company[code] for code in standing.below}})
        return
    means = profile.means
    own = means.loc[place].dropna()
    if (standing and standing.hidden) or own.empty or own.max() - own.min() < load_thresholds().score_gap:
        return
    lowest = [code for code in own.index if own[code] == own.min() and not (standing and code in standing.above)]
    if lowest:
        values = {"tempat": place, "nilai": float(own.min()), "diuji": bool(standing and {*lowest} <= {*standing.level})}
        yield Priority("indikator", values | {"rincian": {code: _elsewhere(code, profile, place) for code in lowest}})


def _elsewhere(code: str, profile: ScoreProfile, place: str) -> dict[str, object]:
    """Give the means of other places one by one where they are few, and that of the median place of all."""
    means = profile.means[code].dropna()
    hidden = profile.tables[code].withheld if profile.tables else ()
    return {
        "lain": means.drop(place).to_dict() if len(means) <= FEW + 1 else {},
        "tengah": float(means.median()),
        "n": len(means),
        "ditahan": len(hidden),
    }


def _weak_cooperation(place: str, known: Overview) -> Iterator[Priority]:
    tables = {table.question: table for table in known.apart.cooperation.values() if table.answered[place]}
    if not tables:
        return
    standing = cooperation_standing(place, known)
    if standing.below:
        yield Priority("mitra_di_bawah", _partners(standing.below, tables, place, standing))
        return
    shares = pd.Series({code: table.existence_share.at[place, table.route] for code, table in tables.items()})
    if standing.hidden or 1 - shares.min() < load_thresholds().not_cooperating:
        return
    lowest = [code for code in shares.index if shares[code] == shares.min() and code not in standing.above]
    if lowest:
        tested = {*lowest} <= {*standing.level}
        yield Priority("mitra", {"tempat": place, "diuji": tested} | _partners(lowest, tables, place, standing))


def _partners(codes: Iterable[str], tables: Mapping[str, RoutedCrosstab], place: str, standing: Standing) -> dict[str, object]:
    """Count who cooperates here and who answered, then the same of all other places that are shown."""
    counts, companies = {}, {}
    for code in codes:
        table, company = tables[code], standing.company.get(code)
        rows = [[place], list(company.counted) if company else []]
        counts[code] = tuple(int(numbers[row].sum()) for row in rows for numbers in (table.routed, table.answered))
        companies[code] = company
    return {"mitra": counts, "pembanding": companies}
