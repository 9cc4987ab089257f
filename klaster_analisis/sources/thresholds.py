"""From where on something is worth saying: the thresholds of caveats and of advice, as data."""

from dataclasses import dataclass
from functools import cache

from klaster_analisis.errors import Faults
from klaster_analisis.sources.csvfile import read_csv
from klaster_analisis.sources.folders import shipped_folder

COLUMNS = ("ambang", "nilai", "satuan")
SHARE, FIRMS, LEVELS = "bagian", "usaha", "tingkat"
UNITS = {"diam": SHARE, "usaha_sedikit": FIRMS, "selisih_skor": LEVELS, "tidak_bekerja_sama": SHARE}


@dataclass(frozen=True)
class Thresholds:
    """
    From where on something is worth saying; data/README.md tells why.

    Parameters
    ----------
    silent : float
        Share of the interviewed firms of a place without an answer, from which on that is told.
    few_firms : int
        Fewer answers than this are few.
    score_gap : float
        Levels of a scale between the lowest and the highest mean of a place, from which on the lowest is a weakness.
    not_cooperating : float
        Share of the firms of a place that do not cooperate, from which on the reasons are worth asking for.
    """

    silent: float
    few_firms: int
    score_gap: float
    not_cooperating: float


@cache
def load_thresholds() -> Thresholds:
    """
    Load the thresholds.

    Returns
    -------
    Thresholds

    Raises
    ------
    DataError
        If the file is not as it should be.

    Examples
    --------
    >>> load_thresholds().few_firms
    20
    """
    path = shipped_folder("data") / "thresholds.csv"
    faults = Faults()
    frame = read_csv(path, columns=COLUMNS, faults=faults)
    found: dict[str, float] = {}
    for line, row in frame.iterrows():
        where, code = f"{path.name}, line {line}", row["ambang"]
        if code not in UNITS or code in found:
            faults.add(f"{where}, column ambang", f'"{code}" is not due here.', f"Name each once: {', '.join(UNITS)}.")
            continue
        found[code] = _number(row["nilai"])
        if row["satuan"] != UNITS[code]:
            faults.add(f"{where}, column satuan", f'"{row["satuan"]}" is not {UNITS[code]}.', "Mend it.")
        if not _fits(found[code], UNITS[code]):
            faults.add(f"{where}, column nilai", f'"{row["nilai"]}" is no threshold in {UNITS[code]}.', "Give a number above 0.")
    if not faults and (lacking := [code for code in UNITS if code not in found]):
        faults.add(path.name, f"does not name {', '.join(lacking)}.", "Add it.")
    faults.stop_if_any()
    return Thresholds(found["diam"], int(found["usaha_sedikit"]), found["selisih_skor"], found["tidak_bekerja_sama"])


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")


def _fits(value: float, unit: str) -> bool:
    if unit == SHARE:
        return 0 < value <= 1
    return 0 < value < float("inf") and (unit == LEVELS or value == int(value))
