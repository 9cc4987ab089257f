"""The study's model of how a cluster is developed, in seven steps."""

from dataclasses import dataclass

from klaster_analisis.errors import Faults
from klaster_analisis.sources.csvfile import read_csv
from klaster_analisis.sources.folders import shipped_folder
from klaster_analisis.terms import LANGUAGES

COLUMNS = ("langkah", "kode", "inti", *(f"nama_{language}" for language in LANGUAGES))


@dataclass(frozen=True)
class Step:
    """One step: its number, its code, whether it is one of the core steps, and its name by language."""

    number: int
    code: str
    core: bool
    name: dict[str, str]


def load_development_steps() -> tuple[Step, ...]:
    """
    Load the seven steps, in order.

    Returns
    -------
    tuple of Step

    Raises
    ------
    DataError
        If the file is not as it should be.

    Examples
    --------
    >>> [step.code for step in load_development_steps() if step.core]
    ['fpk', 'fkak', 'lpt', 'pke']
    """
    path = shipped_folder("data") / "development_model.csv"
    faults = Faults()
    frame = read_csv(path, columns=COLUMNS, faults=faults)
    for number, (line, row) in enumerate(frame.iterrows(), start=1):
        if row["langkah"] != str(number):
            faults.add(f"{path.name}, line {line}, column langkah", f'"{row["langkah"]}" is not {number}.', "Number them.")
        if row["inti"] not in ("ya", "tidak"):
            faults.add(f"{path.name}, line {line}, column inti", f'"{row["inti"]}" is not ya or tidak.', "Mend it.")
    faults.stop_if_any()
    return tuple(
        Step(int(row["langkah"]), row["kode"], row["inti"] == "ya", {code: row[f"nama_{code}"] for code in LANGUAGES})
        for _, row in frame.iterrows()
    )
