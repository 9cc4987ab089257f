"""What the numbers of a place cannot carry, found in the numbers themselves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from klaster_analisis.analysis.routed import RoutedCrosstab
from klaster_analisis.analysis.scores import ScoreProfile
from klaster_analisis.terms import ADA, MEASURES


@dataclass(frozen=True)
class Caveat:
    """
    One thing to keep in mind.

    Parameters
    ----------
    kind : str
        Which it is: ``dasar_kecil``, ``dasar_melebihi``, ``tidak_menjawab``, ``cacah_sama``, ``sel_kosong``,
        ``dibulatkan``.
    values : dict
        What it is about: codes and numbers.
    """

    kind: str
    values: dict[str, object] = field(default_factory=dict)


def find_caveats(
    place: str, tables: Mapping[str, RoutedCrosstab], profile: ScoreProfile, *, asked: "pd.Series[int]"
) -> list[Caveat]:
    """
    Find what limits the reading of one place.

    Parameters
    ----------
    place : str
        Code of the place.
    tables : mapping of str to RoutedCrosstab
        By kind of partner.
    profile : ScoreProfile
        The indicators.
    asked : pandas.Series of int
        How many were interviewed, by place.

    Returns
    -------
    list of Caveat
        In order of weight: contradictions first.

    Examples
    --------
    >>> from klaster_analisis import load_study, printed_scores, routed_crosstabs
    >>> study = load_study()
    >>> tables = routed_crosstabs(study.counts, study.codebook, places=study.places.codes)
    >>> found = find_caveats("tegal", tables, printed_scores(study.dynamics), asked=study.interviewed)
    >>> found[0].kind, found[0].values
    ('dasar_melebihi', {'mitra': 'kerjasama_hulu', 'menjawab': 22, 'ditanya': 19})
    """
    bases = {table.question: table.denominators(asked=asked).loc[place] for table in tables.values()}
    return [
        *_exceeding(bases),
        *_same_counts(tables),
        *_missing_cells(place, profile),
        *_small_bases(bases),
        *_silent(bases),
        *_rounded(place, profile),
    ]


def _exceeding(bases: Mapping[str, "pd.Series[int]"]) -> Iterator[Caveat]:
    for question, base in bases.items():
        if base["menjawab"] > base["ditanya"]:
            values = {"mitra": question, "menjawab": int(base["menjawab"]), "ditanya": int(base["ditanya"])}
            yield Caveat("dasar_melebihi", values)


def _same_counts(tables: Mapping[str, RoutedCrosstab]) -> Iterator[Caveat]:
    """Find questions with the same number of cooperators in every place, which chance hardly makes."""
    alike: dict[tuple[int, ...], list[str]] = {}
    for table in tables.values():
        alike.setdefault(tuple(table.existence.counts[ADA]), []).append(table.question)
    for counts, questions in alike.items():
        if len(questions) > 1:
            yield Caveat("cacah_sama", {"mitra": questions, "ada": list(counts)})


def _missing_cells(place: str, profile: ScoreProfile) -> Iterator[Caveat]:
    """Find single numbers that are not printed where the others of their kind are."""
    scores = profile.frame.loc[place]
    for measure in MEASURES:
        missing = scores[measure].isna()
        if missing.any() and not missing.all():
            yield Caveat("sel_kosong", {"pertanyaan": list(scores.index[missing]), "ukuran": measure})


def _small_bases(bases: Mapping[str, "pd.Series[int]"]) -> Iterator[Caveat]:
    answered = {question: int(base["menjawab"]) for question, base in bases.items()}
    fewest = min(answered, key=lambda question: answered[question])
    n = answered[fewest]
    yield Caveat("dasar_kecil", {"mitra": fewest, "n": n, "bobot": 1 / n if n else None})


def _silent(bases: Mapping[str, "pd.Series[int]"]) -> Iterator[Caveat]:
    silent = {question: int(base["tidak_menjawab"]) for question, base in bases.items() if pd.notna(base["tidak_menjawab"])}
    most = max(silent, key=lambda question: silent[question], default=None)
    if most is not None and silent[most]:
        yield Caveat("tidak_menjawab", {"mitra": most, "n": silent[most], "ditanya": int(bases[most]["ditanya"])})


def _rounded(place: str, profile: ScoreProfile) -> Iterator[Caveat]:
    if profile.frame.loc[place, "n"].isna().all():
        yield Caveat("dibulatkan")
