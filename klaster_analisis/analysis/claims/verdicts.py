"""The verdicts on a claim, and how they are joined."""

from collections.abc import Iterable

from klaster_analisis.analysis.claims.truth import Truth

SUPPORTED = "didukung"
BY_ROUNDING = "karena_pembulatan"
DEPENDS = "tergantung_bacaan"
CONTRADICTED = "bertentangan"
UNDECIDABLE = "tak_dapat_diperiksa"
VERDICTS = (SUPPORTED, BY_ROUNDING, DEPENDS, CONTRADICTED, UNDECIDABLE)

ROUNDED = "pembulatan"
HIDDEN_BY_MEAN = "rata_rata_menyembunyikan"
NO_BASE = "tanpa_dasar"
SILENT = "tidak_menjawab"
MORE_THAN_ASKED = "dasar_melebihi"

_WEIGHT = (CONTRADICTED, UNDECIDABLE, BY_ROUNDING, SUPPORTED)  # the first that is met decides where all must hold


def verdict_of(truth: Truth, *, open_because: str = ROUNDED) -> tuple[str, str]:
    """
    Turn a comparison into a verdict.

    Parameters
    ----------
    truth : Truth
    open_because : str
        The reason, where it is neither true nor false.

    Returns
    -------
    verdict, reason : str
        ``didukung``: true, whatever was rounded. ``karena_pembulatan``: true of what is printed, but not of every value that
        may stand behind it. ``bertentangan``: false of every such value. ``tak_dapat_diperiksa``: false of what is printed, but
        not of every value; the fault may be the rounding's.

    Examples
    --------
    >>> verdict_of(Truth(printed=True, always=False, possible=True))
    ('karena_pembulatan', '')
    >>> verdict_of(Truth(printed=False, always=False, possible=True))
    ('tak_dapat_diperiksa', 'pembulatan')
    """
    if truth.always:
        return SUPPORTED, ""
    if not truth.possible:
        return CONTRADICTED, ""
    return (BY_ROUNDING, "") if truth.printed else (UNDECIDABLE, open_because)


def all_hold(verdicts: Iterable[str]) -> str:
    """
    Join the verdicts on conditions that must all hold.

    Examples
    --------
    >>> all_hold(["didukung", "bertentangan", "tak_dapat_diperiksa"])
    'bertentangan'
    """
    met = set(verdicts)
    return next(verdict for verdict in _WEIGHT if verdict in met)


def readings_agree(verdicts: Iterable[str]) -> str:
    """
    Join the verdicts on several readings of one claim.

    Returns
    -------
    str
        The common verdict; ``karena_pembulatan`` where all readings hold but some by rounding only; else
        ``tergantung_bacaan``.

    Examples
    --------
    >>> readings_agree(["didukung", "karena_pembulatan"]), readings_agree(["didukung", "bertentangan"])
    ('karena_pembulatan', 'tergantung_bacaan')
    """
    met = set(verdicts)
    if met == {SUPPORTED, BY_ROUNDING}:
        return BY_ROUNDING
    return met.pop() if len(met) == 1 else DEPENDS
