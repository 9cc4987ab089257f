"""The cumulative logit model of ordered answers, one shift a group: its maximum of likelihood, or why there is none."""

import warnings
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import expit, xlogy

from klaster_analisis.analysis.inference.result import Note

Floats = npt.NDArray[np.float64]


EXPANDED = 5_000  # firms that OrderedModel is given
MOST_STEPS = 50
SMALL_STEP = 1e-10  # after which one more Newton step changes nothing


@dataclass(frozen=True, eq=False)
class Fit:
    """
    Where the likelihood is largest.

    Parameters
    ----------
    shifts, standard_errors : numpy.ndarray
        Log odds ratios of all groups but the first, against the first.
    log_likelihood : float
        Without the multinomial constant.
    """

    shifts: Floats
    standard_errors: Floats
    log_likelihood: float


def separation(counts: pd.DataFrame) -> tuple[Note, ...]:
    """
    Say whether the likelihood grows without end.

    Parameters
    ----------
    counts : pandas.DataFrame, shape (groups, answers)
        Every row and column has a total above 0.

    Returns
    -------
    tuple of Note
        Empty if a maximum exists, else one ``terpisah``: ``baris`` are the groups that gave only the lowest or only the
        highest answer, ``kolom`` the answers in between that no group has answers on both sides of.

    Notes
    -----
    A group fixes the distance of all thresholds between its lowest and its highest answer, and its own from them. The maximum
    exists, and is one, if and only if this ties everything to everything (the general condition is that of Albert &
    Anderson, 1984, and Haberman, 1980).
    Checked against: the linear programme of that condition, ``scipy.optimize.linprog``, on random tables.

    Examples
    --------
    >>> separation(pd.DataFrame({"pasif": [2, 0], "aktif": [2, 5], "proaktif": [0, 6]}, index=["klaten", "pati"]))
    (Note(kind='terpisah', values={'baris': [], 'kolom': ['aktif']}),)
    """
    given = counts.to_numpy() > 0
    lowest, highest = given.argmax(axis=1), given.shape[1] - 1 - given[:, ::-1].argmax(axis=1)
    extreme = (highest == 0) | (lowest == given.shape[1] - 1)
    loose = [k for k in range(1, given.shape[1] - 1) if not ((lowest < k) & (highest > k)).any()]
    if not (extreme.any() or loose):
        return ()
    return (Note("terpisah", {"baris": counts.index[extreme].tolist(), "kolom": counts.columns[loose].tolist()}),)


def cumulative_logit(cells: npt.ArrayLike) -> Fit:
    """
    Fit a cumulative logit model with a shift for each group.

    Parameters
    ----------
    cells : array_like of int, shape (groups, answers)
        Counts, without `separation`.

    Returns
    -------
    Fit

    Notes
    -----
    logit P(answer <= k) = threshold k − shift of the group, that of the first being 0 (McCullagh, 1980). The fit is that of
    statsmodels' ``OrderedModel``; Newton steps with the exact second derivatives follow, for its own are numerical (standard
    errors off by 1e-5), and of a table of many firms it is given a smaller likeness. The standard errors are those of the
    observed information.
    Checked against: R, ``ordinal::clm(answer ~ row, weights = n)``, ``glm(…, family = binomial)``.

    Examples
    --------
    >>> fit = cumulative_logit([[2, 2, 0], [5, 5, 3], [7, 10, 0]])
    >>> fit.shifts.round(3).tolist(), fit.standard_errors.round(3).tolist(), round(fit.log_likelihood, 3)
    ([0.944, 0.294], [1.122, 1.056], -30.956)
    """
    counts = np.asarray(cells)
    parameters = _start(counts)
    value, gradient, information = _likelihood(counts, parameters)
    for _ in range(MOST_STEPS):
        step = np.linalg.solve(information, gradient)
        parameters = parameters + step
        value, gradient, information = _likelihood(counts, parameters)
        if np.abs(step).max() < SMALL_STEP:
            break
    shifts = len(counts) - 1
    errors = np.sqrt(np.diag(np.linalg.inv(information)))
    return Fit(parameters[:shifts], errors[:shifts], value)


def _start(counts: npt.NDArray[np.int64]) -> Floats:
    from statsmodels.miscmodels.ordinal_model import OrderedModel  # noqa: PLC0415  slow to import

    fewer = np.ceil(counts * min(1.0, EXPANDED / counts.sum())).astype(np.int64)  # one row a firm: a start needs no millions
    groups, answers = (np.repeat(place.ravel(), fewer.ravel()) for place in np.indices(counts.shape))
    dummies = (groups[:, None] == np.arange(1, len(counts))).astype(float)
    model = OrderedModel(answers, dummies, distr="logit")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = model.fit(method="bfgs", gtol=1e-8, maxiter=1000, disp=0, skip_hessian=True).params
    return np.concatenate([found[: len(counts) - 1], model.transform_threshold_params(found)[1:-1]])


def _likelihood(counts: npt.NDArray[np.int64], parameters: Floats) -> tuple[float, Floats, Floats]:
    """Give the log-likelihood, its slope, and the observed information, at shifts and thresholds."""
    rows, columns = counts.shape
    ends = np.zeros((rows, columns + 1, rows + columns - 2))  # how the upper end of each answer depends on the parameters
    ends[1:, 1:-1, : rows - 1] = -np.eye(rows - 1)[:, None]
    ends[:, 1:-1, rows - 1 :] = np.eye(columns - 1)
    below = expit(ends @ parameters)
    below[:, 0], below[:, -1] = 0, 1
    first = ends * (below * (1 - below))[..., None]
    second = np.einsum("rck,rcl->rckl", first, ends) * (1 - 2 * below)[..., None, None]
    p, p1, p2 = np.diff(below, axis=1), np.diff(first, axis=1), np.diff(second, axis=1)
    slopes = p1 / p[..., None]
    information = np.einsum("rck,rcl->rckl", slopes, slopes) - p2 / p[..., None, None]
    return float(xlogy(counts, p).sum()), np.einsum("rc,rck", counts, slopes), np.einsum("rc,rckl", counts, information)
