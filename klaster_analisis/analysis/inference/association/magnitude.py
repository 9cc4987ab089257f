"""How large an association is, in one word."""

_FROM = ((0.5, "besar"), (0.3, "sedang"), (0.1, "kecil"))


def magnitude(value: float) -> str:
    """
    Name the size of a Cramér's V.

    Parameters
    ----------
    value : float
        Cramér's V, or phi.

        Not NaN.

    Returns
    -------
    str
        ``"sangat_kecil"``, ``"kecil"`` (from 0.1 on), ``"sedang"`` (0.3) or ``"besar"`` (0.5).

    Notes
    -----
    The thresholds are those for w (Cohen, 1988, chapter 7), which equals V where the table has two rows or two columns; in
    larger tables w is larger than V, so that the word is rather too small. A convention, not a law.
    Checked against: the printed thresholds.

    Examples
    --------
    >>> [magnitude(value) for value in (0.05, 0.1, 0.45, -0.5)]
    ['sangat_kecil', 'kecil', 'sedang', 'besar']
    """
    return next((name for least, name in _FROM if abs(value) >= least), "sangat_kecil")
