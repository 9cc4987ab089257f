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


def example_survey(name: str = "survei_logam_sintetis.csv") -> Path:
    """
    Find a synthetic survey that comes with the package.

    Parameters
    ----------
    name : str
        ``"survei_logam_sintetis.csv"`` or ``"survei_jawa_tengah_sintetis.csv"``.

    Returns
    -------
    pathlib.Path

    Examples
    --------
    >>> example_survey().name
    'survei_logam_sintetis.csv'
    """
    return shipped_folder("data") / "example" / "survei" / name
