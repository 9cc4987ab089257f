"""One printed table, checked number by number and as a whole."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from klaster_analisis.analysis.audit.assumed import (
    BASE,
    BY_SAMPLE,
    MEAN_OF_ROWS,
    Assumption,
    assumed_by,
    assumed_of_table,
)
from klaster_analisis.analysis.audit.check import CONTRADICTED, DEPENDS, FITS, Check
from klaster_analisis.analysis.audit.finding import CERTAIN, READING, SEVERITIES, Finding
from klaster_analisis.analysis.audit.frequencies import check_frequencies
from klaster_analisis.analysis.audit.frequencies.percentages import cut_throughout
from klaster_analisis.analysis.audit.gaps import gap_findings
from klaster_analisis.analysis.audit.programme.mending import Mend
from klaster_analisis.analysis.audit.scores import check_scores, unchecked_scores
from klaster_analisis.analysis.audit.scores.extremes import ORDER as ENDS
from klaster_analisis.analysis.audit.scores.grim import GRIM
from klaster_analisis.analysis.audit.scores.grimmer import GRIMMER
from klaster_analisis.analysis.audit.scores.joint_weights import joint_finding
from klaster_analisis.analysis.audit.scores.outcome import Unchecked
from klaster_analisis.analysis.audit.scores.overall_mean import OVERALL
from klaster_analisis.analysis.audit.whole import WholeTable, check_whole
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import FrequencyLayout, PrintedTable
from klaster_analisis.terms import MAKSIMUM, MINIMUM

SETS_TOLD, MENDS_TOLD = 5, 2  # how many sets of suspects a finding names, and values for each
OF_WHOLE_ANSWERS = (GRIM, GRIMMER, ENDS)
OUTSIDE_WHOLE = (BY_SAMPLE, MEAN_OF_ROWS)  # what the whole table says nothing of
ADDING_UP, ROUNDING_RULE, WHOLE_TABLE = "persen_berjumlah", "aturan_pembulatan", "seluruh_tabel"
CHECK_COLUMNS = ("tabel", "baris", "kolom", "ukuran", "pemeriksaan", "cetak", "seharusnya", "putusan", "bacaan", "daya")


@dataclass(frozen=True, eq=False)
class TableAudit:
    """
    What was found in one table.

    Parameters
    ----------
    table : PrintedTable
    checks : tuple of Check
        Every check that could be made, those that pass included.
    unchecked : tuple of Unchecked
        Scores that could not be checked, with the reason.
    whole : WholeTable or None
        What all numbers say together, but for those that fit only under an unusual reading; None of scores whose scale is not
        known.
    """

    table: PrintedTable
    checks: tuple[Check, ...]
    unchecked: tuple[Unchecked, ...]
    whole: WholeTable | None

    @cached_property
    def assumed(self) -> tuple[Assumption, ...]:
        """How the table was read where it does not state its layout."""
        return assumed_of_table(self.table)

    @cached_property
    def unheld(self) -> tuple[PrintedNumber, ...]:
        """The printed numbers that no check holds against anything."""
        held = {number for check in self.checks for number in (check.number, *check.against)}
        return tuple(number for number in self.table.numbers if number not in held)

    @property
    def passed(self) -> tuple[Check, ...]:
        """The checks that the table passes."""
        return tuple(check for check in self.checks if check.verdict == FITS)

    def checks_frame(self) -> pd.DataFrame:
        """
        Give one row a check, those that pass included.

        Returns
        -------
        pandas.DataFrame
            ``tabel, baris, kolom, ukuran, pemeriksaan, cetak, seharusnya, putusan, bacaan`` (under which the number fits),
            ``daya`` (the share of random wrong numbers that the check would have caught).
        """
        return pd.DataFrame(map(_row, self.checks), columns=list(CHECK_COLUMNS))

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What should be known, the gravest first."""
        found = [*self._failed(), *self._weights(), *self._together(), *gap_findings(self.table)]
        return tuple(sorted(found, key=lambda finding: SEVERITIES.index(finding.severity)))

    def _failed(self) -> Iterator[Finding]:
        cut = _is_cut(self.checks)
        condemned = {check.number for check in self.checks if check.verdict != FITS and check.kind != ADDING_UP}
        if cut:
            values = {"banyak": sum(check.verdict == DEPENDS for check in self.checks)}
            bases = tuple(each for each in self.assumed if each.kind in BASE.values())
            yield Finding(self.table.name, "", "", "", ROUNDING_RULE, "", "", DEPENDS, READING, values, assumed=bases)
        for check in self.checks:
            told_already = check.kind == ADDING_UP and (cut or condemned & {check.number, *check.against})
            if check.verdict == FITS or told_already or (cut and check.verdict == DEPENDS):
                continue
            yield _of_check(check, assumed_by(check, self.table))

    def _weights(self) -> Iterator[Finding]:
        """Ask for common weights only where a column does not fit by itself: weights may differ between columns."""
        if any(check.kind == OVERALL and check.verdict != FITS for check in self.checks):
            found = joint_finding(self.table)
            assumed = tuple(each for each in self.assumed if each.kind == MEAN_OF_ROWS)
            yield from [replace(found, assumed=assumed)] if found else []

    def _together(self) -> Iterator[Finding]:
        """Report that not all numbers can be right."""
        if self.whole is None or self.whole.fits:
            return
        suspects, guilty = self.whole.suspects, self.whole.only_suspect
        row, column, measure, printed = (guilty.row, guilty.column, guilty.measure, guilty.text) if guilty else ("",) * 4
        values = {
            "banyak": suspects.size,
            "lebih_dari": suspects.beyond,
            "himpunan": [sorted(group, key=self.table.numbers.index) for group in suspects.sets[:SETS_TOLD]],
            "semuanya": len(suspects.sets),
            "terbukti": suspects.exact,
            "diwawancarai": bool(self.table.interviewed),
            "perbaikan": [mend for mends in self._single_mends() for mend in mends[:MENDS_TOLD]],
        }
        at = (self.table.name, row, column, measure)
        assumed = tuple(each for each in self.assumed if each.kind not in OUTSIDE_WHOLE)
        severity = READING if assumed else CERTAIN
        yield Finding(*at, WHOLE_TABLE, printed, self.whole.nearest, CONTRADICTED, severity, values, assumed=assumed)

    def _single_mends(self) -> Iterator[list[Mend]]:
        """Give single values for single numbers; those of larger sets hold only together, and a range is no proposal."""
        if self.whole is not None and self.whole.suspects.size == 1:
            for mends in self.whole.mends:
                yield [mend for mend in mends if not mend.until]


def audit_table(table: PrintedTable, *, weights: Mapping[str, Mapping[str, int]]) -> TableAudit:
    """
    Check one table by itself.

    Parameters
    ----------
    table : PrintedTable
    weights : mapping of mapping
        By name: numbers of answers by row that an overall mean may have been weighted by.

    Returns
    -------
    TableAudit
    """
    counted = isinstance(table.layout, FrequencyLayout)
    checks = tuple(check_frequencies(table) if counted else check_scores(table, weights=weights))
    unchecked = () if counted else tuple(unchecked_scores(table))
    fractions = [check for check in checks if check.kind in OF_WHOLE_ANSWERS and _measured(table, check.number)]
    checks = tuple(check for check in checks if check not in fractions)
    unchecked += tuple(Unchecked(each.number.row, each.number.column, each.kind, "bukan_bulat") for each in fractions)
    unusual = {check.number for check in checks if check.verdict == DEPENDS}
    return TableAudit(table, checks, unchecked, check_whole(table, aside=unusual) if _is_whole(table) else None)


def _measured(table: PrintedTable, number: PrintedNumber) -> bool:
    """Whether a printed minimum or maximum shows that no whole answers but measurements were summed up."""
    ends = (table.number(number.row, number.column, measure) for measure in (MINIMUM, MAKSIMUM))
    return not _is_whole(table) and any(end is not None and end.value.denominator != 1 for end in ends)


def _is_whole(table: PrintedTable) -> bool:
    """Whether what was counted or answered is known to be whole: of scores, if their scale is."""
    return isinstance(table.layout, FrequencyLayout) or table.layout.scale is not None


def _is_cut(checks: Collection[Check]) -> bool:
    """Whether a table is cut throughout; one number alone says more about itself than about the table."""
    return cut_throughout(checks) and len({check.number for check in checks if check.verdict == DEPENDS}) > 1


def _of_check(check: Check, assumed: tuple[Assumption, ...]) -> Finding:
    severity = CERTAIN if check.verdict == CONTRADICTED and not assumed else READING
    number = check.number
    at = (number.table, number.row, number.column, number.measure)
    values = {**check.values, "melawan": tuple(check.against)}
    found = (check.kind, number.text, check.expected, check.verdict, severity)
    return Finding(*at, *found, values, check.fitting, check.nearest, assumed)


def _row(check: Check) -> tuple[object, ...]:
    number = check.number
    at = (number.table, number.row, number.column, number.measure)
    return (*at, check.kind, number.text, check.expected, check.verdict, ", ".join(check.fitting), float(check.power))
