"""Load a survey: open it, check it, count it."""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from klaster_analisis.analysis.survey.checking import NILAI, CheckedTable, check_table
from klaster_analisis.analysis.survey.coding import KEYS
from klaster_analisis.analysis.survey.notices import common_notices, table_notices
from klaster_analisis.analysis.survey.raw_counts import added_up
from klaster_analisis.analysis.survey.survey import Notice, Survey
from klaster_analisis.analysis.survey.waves import MOST_WAVES, count_changes
from klaster_analisis.analysis.survey.withholding import withhold
from klaster_analisis.errors import DataError, Fault, Faults
from klaster_analisis.sources.codebook import Codebook
from klaster_analisis.sources.places import Places
from klaster_analisis.sources.question import PLACE, WAVE
from klaster_analisis.sources.survey.engines import scanning
from klaster_analisis.sources.survey.fault import survey_fault
from klaster_analisis.sources.survey.mapping import check_mapping
from klaster_analisis.sources.survey.opening import check_engine, load_codebook, load_places, open_survey
from klaster_analisis.sources.survey.table import SurveyTable
from klaster_analisis.sources.unreadable import UnreadableError
from klaster_analisis.terms import GELOMBANG, KOSONG, LOKASI, PERTANYAAN, N


@dataclass(frozen=True, eq=False)
class SurveyCheck:
    """
    What is in the files of a survey, and what is wrong with it.

    Parameters
    ----------
    codebook : Codebook
    places : Places
        All that may be named.
    tables : tuple of SurveyTable
        The files that could be opened, in order.
    checked : tuple of CheckedTable
        The same, counted; empty where a place is missing from a file.
    faults : tuple of Fault
        All of them.
    notices : tuple of tuple of Notice
        Of each table: what is no fault, but has to be known.
    """

    codebook: Codebook
    places: Places
    tables: tuple[SurveyTable, ...]
    checked: tuple[CheckedTable, ...]
    faults: tuple[Fault, ...]
    notices: tuple[tuple[Notice, ...], ...] = ()

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    def mapping_frame(self) -> pd.DataFrame:
        """Give one row a column of each file: ``berkas, kolom, pertanyaan, cara``."""
        frames = [table.matching.to_frame().assign(berkas=table.spot.file) for table in self.tables]
        columns = ["berkas", "kolom", "pertanyaan", "cara"]
        return pd.concat(frames, ignore_index=True)[columns] if frames else pd.DataFrame(columns=columns)

    def missing_frame(self) -> pd.DataFrame:
        """Give how many answers are missing, by question and kind: ``pertanyaan, kosong, n``."""
        answers = pd.concat([table.answers for table in self.checked]) if self.checked else pd.DataFrame()
        if answers.empty:
            return pd.DataFrame(columns=[PERTANYAAN, KOSONG, N])
        lacking = answers[answers[KOSONG] != ""]
        return lacking.groupby([PERTANYAAN, KOSONG], sort=False, as_index=False)[N].sum()


def check_survey(
    source: Any,
    *,
    codebook: str | Path | None = None,
    places: str | Path | None = None,
    mapping: str | Path | None = None,
    sheet: str = "",
    engine: str | None = None,
    without_doubled: bool = False,
) -> SurveyCheck:
    """
    Find every fault of a survey.

    Parameters
    ----------
    source : str, pathlib.Path, a frame that Narwhals knows, or a sequence of them
        One row a firm. Several are waves, in order.
    codebook, places : str or pathlib.Path, optional
        Files of the user's own; by default those that come with the package.
    mapping : str or pathlib.Path, optional
        A file ``kolom,pertanyaan``: which column is which question.
    sheet : str
        The sheet of a workbook, where a survey stands on several.
    engine : str, optional
        The engine that scans CSV and Parquet: ``"duckdb"``, ``"polars"``, ``"dask"`` or ``"spark"``.
    without_doubled : bool
        Count firms that stand there twice in none of their rows.

    Returns
    -------
    SurveyCheck

    Raises
    ------
    DataError
        If the codebook or the list of places has faults.
    UsageError
        If the engine is not known.

    Examples
    --------
    >>> firms = pd.DataFrame({"lokasi": ["Klaten", "Juwana"], "kerjasama_hulu": ["ada", "Adaa"]})
    >>> for fault in check_survey(firms).faults:
    ...     print(fault.place, fault.problem)
    frame, column kerjasama_hulu "Adaa" is not one of ada, tidak_ada.
    """
    check_engine(engine)
    book, known = load_codebook(_path(codebook)), load_places(_path(places))
    faults = Faults()
    tables: list[SurveyTable] = []
    for one in _sources(source):
        table = open_survey(one, book, mapping=_path(mapping), sheet=sheet, engine=engine, faults=faults)
        tables += [table] if table else []
    if tables:  # a column need not be in the files of all waves
        check_mapping(tables[0].mapping, [column for table in tables for column in table.opened.columns], faults)
    checked = []
    for table, wave in zip(tables, _wave_names(tables), strict=True):
        if _can_be_counted(table, book):
            try:
                with scanning() if table.opened.find else nullcontext():
                    checked.append(check_table(table, book, known, wave=wave, without_doubled=without_doubled))
            except UnreadableError as error:
                faults.append(survey_fault(error.rule, table.spot, **error.values))
    faults.extend(fault for one in checked for fault in one.faults)
    faults.extend(_too_many_waves(checked, book))
    faults.extend(survey_fault("tanpa_isi", one.coding.table.spot) for one in checked if one.firms.empty and not one.faults)
    counted = {id(one.coding.table): one for one in checked}
    notices = tuple(table_notices(table, book, counted.get(id(table))) for table in tables)
    return SurveyCheck(book, known, tuple(tables), tuple(checked), tuple(faults), notices)


def load_survey(
    source: Any,
    *,
    codebook: str | Path | None = None,
    places: str | Path | None = None,
    mapping: str | Path | None = None,
    sheet: str = "",
    engine: str | None = None,
    allow_faults: bool = False,
    min_cell: int = 0,
) -> Survey:
    """
    Load a survey as counted rows.

    Parameters
    ----------
    source, codebook, places, mapping, sheet, engine
        As for `check_survey`.
    allow_faults : bool
        Set faulty answers to missing, and leave out firms whose place is not known or that stand there twice.
    min_cell : int
        Withhold every row of a table in which a count is above 0 and below this.

    Returns
    -------
    Survey

    Raises
    ------
    DataError
        If the survey has faults and they are not allowed, or cannot be counted at all; the message lists every fault.
    UsageError
        If the engine is not known.

    Examples
    --------
    >>> firms = pd.DataFrame({"lokasi": ["Klaten", "Juwana", "Juwana"], "kerjasama_hulu": ["ada", "ada", "tidak ada"]})
    >>> survey = load_survey(firms)
    >>> survey.counts.values.tolist()
    [['klaten', 'kerjasama_hulu', 'ada', 1], ['pati', 'kerjasama_hulu', 'ada', 1], ['pati', 'kerjasama_hulu', 'tidak_ada', 1]]
    """
    check = check_survey(
        source, codebook=codebook, places=places, mapping=mapping, sheet=sheet, engine=engine, without_doubled=allow_faults
    )
    uncounted = len(check.checked) < len(check.tables) or not any(len(one.answers) or len(one.numbers) for one in check.checked)
    if check.faults and (uncounted or not allow_faults):
        raise DataError(check.faults)
    survey = counted_survey(check)
    return withhold(survey, min_cell) if min_cell else survey


def counted_survey(check: SurveyCheck) -> Survey:
    """Make a survey of checked tables; what is faulty is missing in it."""
    firms = _joined([one.firms for one in check.checked], [GELOMBANG, LOKASI])
    answers = _joined([one.answers for one in check.checked], KEYS)
    waves = tuple(dict.fromkeys(wave for one in check.checked for wave in sorted(one.firms[GELOMBANG].unique())))
    return Survey(
        name=", ".join(table.spot.file for table in check.tables),
        codebook=check.codebook,
        places=check.places.only(firms[LOKASI]),
        waves=waves,
        answers=answers,
        firms=firms,
        numbers=_joined([one.numbers for one in check.checked], [GELOMBANG, LOKASI, PERTANYAAN, NILAI]),
        changes=count_changes(check.checked, waves, check.codebook),
        days={wave: ends for one in check.checked for wave, ends in one.dates.items()},
        faults=len(check.faults),
        left_out=sum(one.left_out for one in check.checked),
        notices=common_notices(check.notices),
    )


def _joined(frames: Sequence[pd.DataFrame], keys: Sequence[str]) -> pd.DataFrame:
    """Put the rows of all files together; files of one wave are added up."""
    return added_up(pd.concat(frames, ignore_index=True), keys).sort_values(list(keys), ignore_index=True)


def _too_many_waves(checked: Sequence[CheckedTable], codebook: Codebook) -> Iterator[Fault]:
    """Say that there are more waves than can be compared."""
    waves = {wave for one in checked for wave in one.firms[GELOMBANG]}
    if len(waves) > MOST_WAVES:
        table = max(checked, key=lambda one: one.firms[GELOMBANG].nunique()).coding.table
        heading = next((table.columns[q.code].heading for q in codebook.of_kind(WAVE) if q.code in table.columns), "")
        yield survey_fault("terlalu_banyak_gelombang", replace(table.spot, column=heading), waves=len(waves), limit=MOST_WAVES)


def _wave_names(tables: Sequence[SurveyTable]) -> list[str]:
    """Name the wave of each file by the file; those of one name, in several folders, are numbered."""
    if len(tables) == 1:
        return ["1"]
    names = [Path(table.spot.file).stem for table in tables]
    return [f"{name} {at}" if names.count(name) > 1 else name for at, name in enumerate(names, start=1)]


def _can_be_counted(table: SurveyTable, codebook: Codebook) -> bool:
    place = codebook.only(PLACE)
    return place is not None and place.code in table.columns


def _sources(source: Any) -> list[Any]:
    given = list(source) if isinstance(source, list | tuple) else [source]
    return [Path(one) if isinstance(one, str) else one for one in given]


def _path(path: str | Path | None) -> Path | None:
    return None if path is None else Path(path)
