"""Three things to look into next, by rules that anyone can follow by hand."""

from dataclasses import dataclass

import pandas as pd

from klaster_analisis.analysis.overview import Overview
from klaster_analisis.terms import ADA


@dataclass(frozen=True)
class Priority:
    """
    One thing to look into.

    Parameters
    ----------
    kind : str
        ``data_bertentangan`` or ``data_kurang`` (ask again), ``indikator`` (the lowest scores) or ``mitra`` (the partner
        that the smallest share cooperates with).
    values : dict
        Codes and numbers that it rests on.
    """

    kind: str
    values: dict[str, object]


def next_steps(place: str, known: Overview) -> list[Priority]:
    """
    Pick what to look into next in one place: the weakest data, the lowest indicators, the weakest cooperation.

    Parameters
    ----------
    place : str
        Code of the place.
    known : Overview

    Returns
    -------
    list of Priority
        Three at most, in that order; one is left out where nothing calls for it.

    Examples
    --------
    >>> from klaster_analisis import load_study, overview
    >>> next_steps("klaten", overview(load_study()))[2].values
    {'mitra': 'kerjasama_sejenis', 'ada': 4, 'menjawab': 12}
    """
    bases = known.bases(place).dropna(subset=["menjawab"])
    indicators = _lowest_indicators(known.dynamics.means.loc[place]) if known.dynamics else []
    return [*_weakest_data(bases), *indicators, *_weakest_cooperation(bases)]


def _weakest_data(bases: pd.DataFrame) -> list[Priority]:
    contradictory = bases[bases["menjawab"] > bases["ditanya"]]
    if len(contradictory):
        base = contradictory.iloc[0]
        values = {"mitra": base.name, "menjawab": int(base["menjawab"]), "ditanya": int(base["ditanya"])}
        return [Priority("data_bertentangan", values)]
    silent = bases["tidak_menjawab"].dropna().astype(int)
    if not silent.any():
        return []
    most = silent.idxmax()
    return [Priority("data_kurang", {"mitra": most, "n": int(silent[most]), "ditanya": int(bases.at[most, "ditanya"])})]


def _lowest_indicators(means: "pd.Series[float]") -> list[Priority]:
    known = means.dropna()
    if known.empty:
        return []
    return [Priority("indikator", {"pertanyaan": list(known.index[known == known.min()]), "nilai": float(known.min())})]


def _weakest_cooperation(bases: pd.DataFrame) -> list[Priority]:
    answered = bases[bases["menjawab"] > 0]
    shares = (answered[ADA] / answered["menjawab"]).astype(float)
    if shares.empty or shares.min() == 1:
        return []
    weakest = shares.idxmin()
    n = {"ada": int(answered.at[weakest, ADA]), "menjawab": int(answered.at[weakest, "menjawab"])}
    return [Priority("mitra", {"mitra": weakest, **n})]
