"""
How many reports name a change where nothing has changed? One thousand of them, and what the example names.

    make soak

Nothing has changed where it is chance which of a firm's two interviews is called the first: each firm of the example keeps both
of its rows, and a coin says which wave each of them belongs to. So the answers of a firm go together as they do in the example.
Without numbers of firms, the waves of all rows of a place are dealt out anew.
"""

import argparse

import numpy as np
import pandas as pd

from klaster_analisis import Survey, compare_waves, example_survey, load_survey
from klaster_analisis.analysis.inference.families import adjusted
from klaster_analisis.analysis.inference.result import ALPHA

WAVE, FIRM, PLACE = "gelombang", "id_usaha", "lokasi"


def swapped(firms: pd.DataFrame, draw: np.random.Generator) -> pd.DataFrame:
    """Exchange the two waves of half of the firms that are in both, at random."""
    whole = firms.groupby(FIRM)[WAVE].transform("nunique") == 2
    coins = dict(zip(firms[FIRM].unique(), draw.random(firms[FIRM].nunique()) < 0.5, strict=True))
    turned = whole & firms[FIRM].map(coins)
    first, second = sorted(firms[WAVE].unique())
    return firms.assign(**{WAVE: firms[WAVE].where(~turned, firms[WAVE].map({first: second, second: first}))})


def dealt(firms: pd.DataFrame, draw: np.random.Generator) -> pd.DataFrame:
    """Deal out the waves of each place anew, and forget which rows are of the same firm."""
    waves = firms.groupby(PLACE)[WAVE].transform(lambda held: draw.permutation(held.to_numpy()))
    return firms.assign(**{WAVE: waves}).drop(columns=FIRM)


def named(survey: Survey) -> tuple[int, int, int]:
    """Count the reports that name a change, the changes named, and those that Holm over all questions would name."""
    reports = changes = by_holm = 0
    for place in survey.places.codes:
        found = compare_waves(survey, place=place)
        reports += bool(found.found)
        changes += len(found.found)
        holm = adjusted(found.family.tests).tests.values()
        by_holm += sum(test.adjusted_p is not None and test.adjusted_p < ALPHA for test in holm)
    return reports, changes, by_holm


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--surveys", type=int, default=29, help="surveys of 35 places each; 29 make 1,015 reports")
    surveys = given.parse_args().surveys
    firms = pd.read_csv(example_survey("survei_jawa_tengah_sintetis.csv"), dtype=str)
    reports, changes, by_holm = named(load_survey(firms))
    print(f"example: {changes} changes in {reports} of 35 reports; Holm over all questions: {by_holm} changes")
    draw = np.random.default_rng(2014)
    for name, spoil in (("the same firms", swapped), ("two samples", dealt)):
        total = sum(named(load_survey(spoil(firms, draw)))[0] for _ in range(surveys))
        print(f"{name}: {total} of {35 * surveys} null reports name a change ({total / (35 * surveys):.1%}, at most {ALPHA:.0%})")


if __name__ == "__main__":
    main()
