"""A routed cross-tab: does cooperation exist, and, among those where it does, how active is it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from klaster_analisis.analysis.answers import answers_crosstab
from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.errors import DataError, Fault, Faults
from klaster_analisis.sources.codebook import Codebook
from klaster_analisis.sources.question import ORDINAL, YES_NO, Question
from klaster_analisis.terms import ADA, JAWABAN, KERJASAMA, LOKASI, PERTANYAAN, TOTAL, N

_PREFIX = f"{KERJASAMA}_"

Withheld = Mapping[str, Collection[str]]


@dataclass(frozen=True, eq=False)
class RoutedCrosstab:
    """
    Two cross-tabs, of which the second was asked only of those who gave a certain answer to the first.

    Parameters
    ----------
    question : str
        Code of the first question.
    existence : Crosstab
        Answers to the first question: places down, answers across.
    follow_up : str or None
        Code of the second question; None where there is none.
    intensity : Crosstab or None
        Answers to the second question, same places.
    route : str
        The answer that leads to the second question.
    ordered : bool
        Whether the answers to the second question are in order.

    Raises
    ------
    DataError
        If more firms answered the second question than the first one lets through.
    """

    question: str
    existence: Crosstab
    follow_up: str | None = None
    intensity: Crosstab | None = None
    route: str = ADA
    ordered: bool = True

    def __post_init__(self) -> None:
        if self.intensity is None:
            return
        faults = Faults()
        for place, let_through in self.routed.items():
            answered = int(self.intensity.row_totals.get(place, 0))
            if answered > let_through:
                faults.add(
                    f"{self.question}, {place}",
                    f"{answered} firms say how active, but only {let_through} say that it exists.",
                    "Mend the counts of one of the two questions.",
                )
        faults.stop_if_any()

    @property
    def answered(self) -> "pd.Series[int]":
        """How many answered the first question, by place: the base of unconditional shares."""
        return self.existence.row_totals

    @property
    def routed(self) -> "pd.Series[int]":
        """How many were let through to the second question, by place: the base of conditional shares."""
        return self.existence.counts[self.route].rename(N)

    @property
    def pooled(self) -> "RoutedCrosstab":
        """All places as one, named ``total``."""
        return self.merged(dict.fromkeys(self.existence.counts.index, TOTAL))

    def merged(self, names: Mapping[str, str]) -> "RoutedCrosstab":
        """Add up places under new names, as `Crosstab.merged`."""
        intensity = self.intensity.merged(names) if self.intensity else None
        return replace(self, existence=self.existence.merged(names), intensity=intensity)

    @property
    def activity(self) -> Crosstab:
        """Answers to the second question; a `DataError` where there is none."""
        if self.intensity is None:
            raise DataError([Fault(self.question, "nobody was asked how active it is.", "Use existence_share.")])
        return self.intensity

    @property
    def existence_share(self) -> pd.DataFrame:
        """Share of each first answer among those who answered."""
        return self.existence.share(of="row")

    @property
    def conditional_share(self) -> pd.DataFrame:
        """Share of each second answer among those where it exists and who said how active: the study's layout."""
        return self.activity.share(of="row")

    @property
    def unconditional_share(self) -> pd.DataFrame:
        """Share of each second answer among all who answered the first question."""
        if self.existence.weights is not None and self.activity.weights is not None:
            answered = self.existence.weights.sum(axis="columns")
            return self.activity.weights.div(answered.where(answered > 0), axis="index")
        return self.activity.counts.div(self.answered.where(self.answered > 0), axis="index")

    @property
    def structural(self) -> pd.DataFrame:
        """Where a zero is structural: nobody was let through, so nobody could be asked. Same shape as the counts."""
        counts = self.activity.counts
        nobody = (self.routed == 0).to_numpy()[:, None]
        return pd.DataFrame(nobody.repeat(counts.shape[1], axis=1), index=counts.index, columns=counts.columns)

    def denominators(self, *, asked: "pd.Series[int] | None" = None) -> pd.DataFrame:
        """
        Count on whom the shares stand, place by place.

        Parameters
        ----------
        asked : pandas.Series of int, optional
            How many were interviewed, by place.

        Returns
        -------
        pandas.DataFrame of Int64
            ``ditanya`` (interviewed), ``menjawab`` (answered the first question), ``tidak_menjawab``, ``ada`` (let
            through), ``tidak_ditanya`` (not let through) and ``keaktifan`` (answered the second question).
            ``tidak_menjawab`` is missing where it can't be known: nobody says how many were interviewed, or fewer
            were interviewed than answered. ``keaktifan`` is missing where the second question was not asked at all. What is
            withheld is missing too.
        """
        answered = self.answered.astype("Int64")
        interviewed = (
            asked.reindex(answered.index).astype("Int64") if asked is not None else pd.Series(pd.NA, answered.index, "Int64")
        )
        silent = interviewed - answered
        given = self.intensity.row_totals.astype("Int64") if self.intensity else pd.Series(pd.NA, answered.index, "Int64")
        bases = pd.DataFrame(
            {
                "ditanya": interviewed,
                "menjawab": answered,
                "tidak_menjawab": silent.where(silent.ge(0).fillna(False)),
                "ada": self.routed.astype("Int64"),
                "tidak_ditanya": (self.answered - self.routed).astype("Int64"),
                "keaktifan": given,
            }
        )
        hidden = bases.index.isin(list(self.existence.withheld))
        return bases.where(~hidden[:, None] | (bases.columns == "ditanya"))

    def to_frame(self) -> pd.DataFrame:
        """
        Give both questions as counted rows.

        Returns
        -------
        pandas.DataFrame
            ``lokasi, pertanyaan, jawaban, n, struktural``; the last says that a zero could be nothing else.
        """
        names = [LOKASI, JAWABAN, N]
        parts = [self.existence.to_frame().set_axis(names, axis="columns").assign(pertanyaan=self.question, struktural=False)]
        if self.intensity:
            structural = self.structural.to_numpy().ravel()
            activity = self.intensity.to_frame().set_axis(names, axis="columns")
            parts.append(activity.assign(pertanyaan=self.follow_up, struktural=structural))
        return pd.concat(parts, ignore_index=True)[[LOKASI, PERTANYAAN, JAWABAN, N, "struktural"]]

    def _repr_html_(self) -> str:
        parts = [self.existence, *([self.intensity] if self.intensity else [])]
        return "".join(part._repr_html_() for part in parts)


def routed_crosstab(
    counts: pd.DataFrame,
    codebook: Codebook,
    *,
    partner: str,
    places: Sequence[str],
    there: Collection[str] | None = None,
    withheld: Withheld | None = None,
) -> RoutedCrosstab:
    """
    Cross-tabulate the cooperation with one kind of partner, place by place.

    Parameters
    ----------
    counts : pandas.DataFrame
        Counted rows: ``lokasi, pertanyaan, jawaban, n``.
    codebook : Codebook
        Gives the answers, their order, and which question is asked after which.
    partner : str
        ``"sejenis"``, ``"hulu"``, ``"hilir"`` or ``"pendukung"``: what follows ``kerjasama_`` in the question's code.
    places : sequence of str
        Codes of the places, in order.
    there : collection of str, optional
        Codes of the questions that were asked; by default all of the codebook.
    withheld : mapping, optional
        By code of a question: the places whose answers to it are not shown.

    Returns
    -------
    RoutedCrosstab

    Raises
    ------
    DataError
        If a place or an answer is not known, or the two questions contradict each other.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> study = load_study()
    >>> table = routed_crosstab(study.counts, study.codebook, partner="sejenis", places=study.places.codes)
    >>> table.conditional_share.round(3).loc["pati"].to_dict()
    {'pasif': 0.385, 'aktif': 0.385, 'proaktif': 0.231}
    >>> table.unconditional_share.round(3).loc["pati"].to_dict()
    {'pasif': 0.294, 'aktif': 0.294, 'proaktif': 0.176}
    """
    hidden = withheld or {}

    def answers(question: Question) -> Crosstab:
        return answers_crosstab(counts, question, places=places, withheld=hidden.get(question.code, ()))

    first = codebook[f"{KERJASAMA}_{partner}"]
    second = codebook.followed_by(first.code)
    if second is None or second.condition is None or (there is not None and second.code not in there):
        return RoutedCrosstab(first.code, answers(first))
    ordered = second.kind == ORDINAL
    return RoutedCrosstab(first.code, answers(first), second.code, answers(second), second.condition.answer, ordered)


def routed_crosstabs(
    counts: pd.DataFrame,
    codebook: Codebook,
    *,
    places: Sequence[str],
    there: Collection[str] | None = None,
    withheld: Withheld | None = None,
) -> dict[str, RoutedCrosstab]:
    """
    Cross-tabulate the cooperation with every kind of partner that the codebook asks for.

    Parameters
    ----------
    counts, codebook, places, there, withheld
        As for `routed_crosstab`.

    Returns
    -------
    dict of RoutedCrosstab
        By kind of partner, in the order of the codebook.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> study = load_study()
    >>> list(routed_crosstabs(study.counts, study.codebook, places=study.places.codes))
    ['sejenis', 'hulu', 'hilir', 'pendukung']
    """
    return {
        partner: routed_crosstab(counts, codebook, partner=partner, places=places, there=there, withheld=withheld)
        for partner in partners(codebook)
        if there is None or f"{_PREFIX}{partner}" in there
    }


def partners(codebook: Codebook) -> tuple[str, ...]:
    """
    List the kinds of partners that a codebook asks for, in order.

    A question of the group ``kerjasama`` asks for one where its code begins with ``kerjasama_`` and ``ada`` is an answer.

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> partners(load_study().codebook)
    ('sejenis', 'hulu', 'hilir', 'pendukung')
    """
    fitting = [question.code for question in codebook.group(KERJASAMA) if question.kind == YES_NO and ADA in question.codes]
    return tuple(code.removeprefix(_PREFIX) for code in fitting if code.startswith(_PREFIX))
