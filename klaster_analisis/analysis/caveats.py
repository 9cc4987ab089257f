"""What the numbers of a place cannot carry, found in the numbers themselves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from klaster_analisis.analysis.overview import Overview
from klaster_analisis.analysis.routed import RoutedCrosstab
from klaster_analisis.analysis.scores import ScoreProfile
from klaster_analisis.analysis.survey.survey import Survey
from klaster_analisis.sources.thresholds import load_thresholds
from klaster_analisis.terms import ADA, GELOMBANG, LOKASI, MEASURES, PERTANYAAN


@dataclass(frozen=True)
class Caveat:
    """
    One thing to keep in mind.

    Parameters
    ----------
    kind : str
        Which it is: ``dasar_kecil``, ``dasar_melebihi``, ``tidak_menjawab``, ``cacah_sama``, ``sel_kosong``,
        ``dibulatkan``; of a survey also ``sintetis``, ``keliru``, ``ditahan``, ``berbobot``.
    values : dict
        What it is about: codes and numbers.
    """

    kind: str
    values: dict[str, object] = field(default_factory=dict)


def find_caveats(place: str, known: Overview) -> list[Caveat]:
    """
    Find what limits the reading of one place.

    Parameters
    ----------
    place : str
        Code of the place.
    known : Overview

    Returns
    -------
    list of Caveat
        In order of weight: contradictions first. Few firms, and firms without an answer, are told from a threshold on.

    Examples
    --------
    >>> from klaster_analisis import load_study, overview
    >>> found = find_caveats("tegal", overview(load_study()))
    >>> found[0].kind, found[0].values
    ('dasar_melebihi', {'mitra': 'kerjasama_hulu', 'menjawab': 22, 'ditanya': 19})
    """
    bases = known.bases(place)
    if known.survey is not None:
        return [*_of_survey(place, known.survey), *_small_bases(bases), *_silent(bases)]
    return [
        *_exceeding(bases),
        *_same_counts(known.cooperation),
        *_missing_cells(place, known.dynamics),
        *_small_bases(bases),
        *_silent(bases),
        *_rounded(place, known.dynamics),
    ]


def _of_survey(place: str, survey: Survey) -> Iterator[Caveat]:
    if survey.synthetic:
        yield Caveat("sintetis", {"nama": survey.name})
    if survey.faults:
        yield Caveat("keliru", {"n": survey.faulty, "kesalahan": survey.faults, "usaha": survey.left_out})
    withheld = survey.withheld[(survey.withheld[GELOMBANG] == survey.wave) & (survey.withheld[LOKASI] == place)]
    if len(withheld):
        yield Caveat("ditahan", {"pertanyaan": list(withheld[PERTANYAAN]), "batas": survey.min_cell})
    if survey.weighted:
        yield Caveat("berbobot")


def _exceeding(bases: pd.DataFrame) -> Iterator[Caveat]:
    for question, base in bases[bases["menjawab"] > bases["ditanya"]].iterrows():
        values = {"mitra": question, "menjawab": int(base["menjawab"]), "ditanya": int(base["ditanya"])}
        yield Caveat("dasar_melebihi", values)


def _same_counts(tables: Mapping[str, RoutedCrosstab]) -> Iterator[Caveat]:
    """Find questions with the same numbers of cooperators, place by place."""
    alike: dict[tuple[int, ...], list[str]] = {}
    for table in tables.values():
        alike.setdefault(tuple(table.existence.counts[ADA]), []).append(table.question)
    for counts, questions in alike.items():
        if len(questions) > 1 and len(counts) > 1 and any(counts):
            yield Caveat("cacah_sama", {"mitra": questions, "ada": list(counts)})


def _missing_cells(place: str, profile: ScoreProfile) -> Iterator[Caveat]:
    """Find single numbers that are not printed where the others of their kind are."""
    scores = profile.frame.loc[place]
    for measure in MEASURES:
        missing = scores[measure].isna()
        if missing.any() and not missing.all():
            yield Caveat("sel_kosong", {"pertanyaan": list(scores.index[missing]), "ukuran": measure})


def _small_bases(bases: pd.DataFrame) -> Iterator[Caveat]:
    answered = bases["menjawab"].dropna().astype(int)
    if answered.empty or answered.min() >= load_thresholds().few_firms:
        return
    n = int(answered.min())
    yield Caveat("dasar_kecil", {"mitra": list(answered.index[answered == n]), "n": n, "bobot": 1 / n if n else None})


def _silent(bases: pd.DataFrame) -> Iterator[Caveat]:
    if values := silent_partners(bases):
        yield Caveat("tidak_menjawab", values)


def silent_partners(bases: pd.DataFrame) -> dict[str, object]:
    """
    Find the partners on which the largest share of firms did not answer.

    Parameters
    ----------
    bases : pandas.DataFrame
        As `Overview.bases`.

    Returns
    -------
    dict
        ``mitra`` (all of several with the same share), ``n`` and ``ditanya`` (of one of them); empty below the threshold.

    Examples
    --------
    >>> silent_partners(pd.DataFrame({"ditanya": [40, 40], "tidak_menjawab": [1, 12]}, index=["hulu", "hilir"]))
    {'mitra': ['hilir'], 'n': 12, 'ditanya': 40}
    >>> silent_partners(pd.DataFrame({"ditanya": [40], "tidak_menjawab": [1]}, index=["hulu"]))
    {}
    """
    known = bases.dropna(subset=["tidak_menjawab"])
    known = known[known["ditanya"] > 0]
    shares = (known["tidak_menjawab"] / known["ditanya"]).astype(float)
    if shares.empty or shares.max() < load_thresholds().silent:
        return {}
    most = list(shares.index[shares == shares.max()])
    return {"mitra": most, "n": int(known.at[most[0], "tidak_menjawab"]), "ditanya": int(known.at[most[0], "ditanya"])}


def _rounded(place: str, profile: ScoreProfile) -> Iterator[Caveat]:
    if profile.frame.loc[place, "n"].isna().all():
        yield Caveat("dibulatkan")
