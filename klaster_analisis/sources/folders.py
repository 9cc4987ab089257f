"""Where the data and the notebooks are: inside an installed package, or beside it in a checkout."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def shipped_folder(name: str) -> Path:
    """
    Find a folder that travels with the package.

    Parameters
    ----------
    name : str
        ``"data"`` or ``"notebooks"``.

    Returns
    -------
    pathlib.Path

    Examples
    --------
    >>> (shipped_folder("data") / "codebook.csv").exists()
    True
    """
    installed = PACKAGE / name
    return installed if installed.is_dir() else PACKAGE.parent / name
