"""What to look into next, in sentences: whom a place is set against, and how they stand, is said in each."""

from typing import Any

from klaster_analisis.analysis.priorities import Priority
from klaster_analisis.display.standing import others_text
from klaster_analisis.display.words import Words


def advice_sentence(step: Priority, words: Words) -> str:
    """
    Say what to look into, with the numbers that it rests on.

    Parameters
    ----------
    step : Priority
    words : Words

    Returns
    -------
    str
        Plain text.
    """
    values: dict[str, Any] = dict(step.values)
    if "tempat" in values:
        values["tempat"] = words.place(values["tempat"])
    if step.kind == "indikator_di_bawah":
        values["rincian"] = _compared_with(values["pertanyaan"], words)
    elif step.kind == "indikator":
        values["pertanyaan"] = list(values["rincian"])
        values["rincian"] = [_elsewhere(code, values, words) for code in values["rincian"]]
    elif step.kind.startswith("mitra"):
        values["rincian"] = [_counts(code, counts, values, words) for code, counts in values["mitra"].items()]
    for key in ("mitra", "pertanyaan"):
        if key in values:
            codes = [values[key]] if isinstance(values[key], str) else values[key]
            values[key] = [words.question(code) for code in codes]
    return words.say(f"prioritas.{step.kind}", **values)


def _compared_with(companies: dict[str, Any], words: Words) -> list[str]:
    """Say whom each question is compared with; once where it is the same for all."""
    told = {words.question(code): others_text(company, words) for code, company in companies.items()}
    if len(set(told.values())) == 1:
        return [next(iter(told.values()))]
    return [words.say("prioritas.dengan", hal=name, lain=text) for name, text in told.items()]


def _elsewhere(code: str, values: dict[str, Any], words: Words) -> str:
    """Say how the other places score: one by one where they are few, else where the median place is."""
    found = values["rincian"][code]
    own, middle = (round(100 * value) for value in (values["nilai"], found["tengah"]))  # as they are written
    return words.say(
        "prioritas.lain",
        hal=words.question(code) if len(values["rincian"]) > 1 else "",
        lain=[words.say("prioritas.satu_lain", tempat=words.place(at), nilai=mean) for at, mean in found["lain"].items()],
        n=found["n"],
        ditahan=found["ditahan"],
        tengah=found["tengah"],
        tempat=values["tempat"],
        letak=(own > middle) - (own < middle),
    )


def _counts(code: str, counts: tuple[int, int, int, int], values: dict[str, Any], words: Words) -> str:
    here, answered, there, answered_there = counts
    return words.say(
        "prioritas.banyaknya",
        mitra=words.question(code) if len(values["mitra"]) > 1 else "",
        ada=here,
        menjawab=answered,
        lain=others_text(values["pembanding"][code], words),
        ada_lain=there,
        menjawab_lain=answered_there,
    )
