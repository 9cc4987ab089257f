"""Where a place stands among the others, in sentences that name whom they compare and whom they leave out."""

from collections.abc import Iterable, Mapping

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.standing import Company, Standing
from klaster_analisis.display.phrases import row_name
from klaster_analisis.display.words import Words, uncapitalised
from klaster_analisis.terms import TEMPAT_LAIN

FEW = 3  # so many places are named; of more it is told how many they are


def others_text(company: Company | None, words: Words) -> str:
    """Name the other places that are compared, or say how many they are; and who of them is not shown or did not answer."""
    if company is None:
        return words.say("banding.tanpa_lain")
    left_out = [
        words.say(f"banding.{why}", nama=_names(codes, words), n=len(codes))
        for why, codes in (("ditahan", company.withheld), ("diam", company.silent))
        if codes
    ]
    return words.say("banding.lain", nama=_names(company.counted, words), n=len(company.counted), kecuali=left_out)


def _names(codes: Iterable[str], words: Words) -> list[str]:
    """Name places where they are few; nothing where they are many."""
    named = [words.place(code) for code in codes]
    return named if len(named) <= FEW else []


def standing_sentence(standing: Standing, words: Words, *, place: str, about: str) -> str:
    """
    Say in what a place is clearly above the others, clearly below them, and not told apart.

    Parameters
    ----------
    standing : Standing
    words : Words
    place : str
        Code of the place.
    about : {"skor", "kerjasama"}

    Returns
    -------
    str
    """
    named = {name: [words.question(code) for code in getattr(standing, name)] for name in ("above", "below", "level", "hidden")}
    places = _counted([standing], words)
    return words.say(
        f"banding.uji_{about}",
        tempat=words.place(place),
        n=len(places),
        lain=_names(places, words),
        di_atas=named["above"],
        di_bawah=named["below"],
        setara=named["level"],
        ditahan=named["hidden"],
        sebagian=standing.partial,
    )


def _counted(standings: Iterable[Standing], words: Words) -> list[str]:
    """List the other places that are compared in a question at least, in order."""
    counted = {code for standing in standings for company in standing.company.values() for code in company.counted}
    return [code for code in words.places.codes if code in counted]


def left_out_sentences(standing: Standing, words: Words) -> list[str]:
    """Name all other places that are not in a comparison, question by question: those not shown, and those without an answer."""
    found = []
    for why in ("withheld", "silent"):
        lacking = {words.question(code): getattr(company, why) for code, company in standing.company.items()}
        if any(lacking.values()):
            found.append(words.say(f"banding.kecuali_{why}", rincian=_by_question(lacking, words)))
    return found


def without_sentences(table: Crosstab, words: Words) -> str:
    """Name, row by row, the places that are withheld and so not in it; begins with a blank, empty where there are none."""
    told = [
        words.say("banding.tidak_termasuk", lain=row_name(row, table, words), rincian=[words.enumerate(map(words.place, codes))])
        for row, codes in table.without.items()
    ]
    return "".join(f" {text}" for text in told)


def without_sentence(tables: Mapping[str, Crosstab], words: Words) -> str:
    """
    Name the places that are not in the row of all others, because they are withheld.

    Parameters
    ----------
    tables : mapping of str to Crosstab
        By name of the question; a name may be empty where there is one only.
    words : Words

    Returns
    -------
    str
        Empty where all are in it; begins with a blank.
    """
    lacking = {name: table.without.get(TEMPAT_LAIN, ()) for name, table in tables.items()}
    if not any(lacking.values()):
        return ""
    return " " + words.say("banding.tidak_termasuk", lain=words.place(TEMPAT_LAIN), rincian=_by_question(lacking, words))


def _by_question(lacking: Mapping[str, Iterable[str]], words: Words) -> list[str]:
    """Put questions that lack the same places together."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for name, codes in lacking.items():
        if codes:
            alike.setdefault(tuple(codes), []).append(uncapitalised(name))
    return [
        words.say("banding.rincian", hal=[name for name in names if name], tempat=[words.place(code) for code in codes])
        for codes, names in alike.items()
    ]


def standing_title(scores: Standing | None, cooperation: Standing, words: Words, *, place: str) -> str:
    """Title a figure by what is clearly above and below the other places, or say that nothing is."""
    tested = [standing for standing in (scores, cooperation) if standing and standing.tested]
    above, below = ([words.question(code) for s in tested for code in getattr(s, name)] for name in ("above", "below"))
    others = _counted(tested, words)
    return words.say(
        "gambar.ringkas_judul",
        tempat=words.place(place),
        n=len(others),
        lain=_names(others, words),
        di_atas=above,
        di_bawah=below,
        kerjasama=tested == [cooperation],
        sebagian=any(standing.partial for standing in tested),
    )
