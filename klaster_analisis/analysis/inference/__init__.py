"""What may be concluded from small tables: exact where others approximate, with intervals and effect sizes."""

from klaster_analisis.analysis.inference.association.chi_square_based import contingency_coefficient, cramers_v, phi, tschuprows_t
from klaster_analisis.analysis.inference.association.magnitude import magnitude
from klaster_analisis.analysis.inference.association.prediction import (
    goodman_kruskal_lambda,
    goodman_kruskal_tau,
    uncertainty_coefficient,
)
from klaster_analisis.analysis.inference.families import adjusted, pairwise
from klaster_analisis.analysis.inference.independence import (
    exact_chi_square,
    exact_likelihood_ratio,
    fisher_freeman_halton,
    likelihood_ratio,
    pearson_chi_square,
)
from klaster_analisis.analysis.inference.ordered.concordance import goodman_kruskal_gamma, kendalls_tau_b, somers_d, stuarts_tau_c
from klaster_analisis.analysis.inference.ordered.groups import mean_difference, probability_of_superiority
from klaster_analisis.analysis.inference.ordered.proportional_odds import ProportionalOdds, proportional_odds
from klaster_analisis.analysis.inference.ordered.ranks import kruskal_wallis, wilcoxon_mann_whitney
from klaster_analisis.analysis.inference.ordered.trend import cochran_armitage, jonckheere_terpstra, linear_by_linear
from klaster_analisis.analysis.inference.paired.median import median
from klaster_analisis.analysis.inference.paired.signs import net_change, sign_test
from klaster_analisis.analysis.inference.planning.power import FirmsNeeded, firms_needed, power_two_shares
from klaster_analisis.analysis.inference.residuals import Residuals, residuals
from klaster_analisis.analysis.inference.result import Estimate, Family, HypothesisTest, Note, Simulation
from klaster_analisis.analysis.inference.routed_tests import combined, continuation_ratio, continuation_ratios, routed_tests
from klaster_analisis.analysis.inference.shares.multinomial import multinomial_shares
from klaster_analisis.analysis.inference.shares.single import row_shares, share, share_difference
from klaster_analisis.analysis.inference.stratified.homogeneity import breslow_day_tarone, zelen_exact
from klaster_analisis.analysis.inference.stratified.mantel_haenszel import cochran_mantel_haenszel
from klaster_analisis.analysis.inference.two_by_two.fisher_mid_p import fisher_mid_p
from klaster_analisis.analysis.inference.two_by_two.odds_ratio import odds_ratio
from klaster_analisis.analysis.inference.two_by_two.risks import risk_difference, risk_ratio

__all__ = [
    "Estimate",
    "Family",
    "FirmsNeeded",
    "HypothesisTest",
    "Note",
    "ProportionalOdds",
    "Residuals",
    "Simulation",
    "adjusted",
    "breslow_day_tarone",
    "cochran_armitage",
    "cochran_mantel_haenszel",
    "combined",
    "contingency_coefficient",
    "continuation_ratio",
    "continuation_ratios",
    "cramers_v",
    "exact_chi_square",
    "exact_likelihood_ratio",
    "firms_needed",
    "fisher_freeman_halton",
    "fisher_mid_p",
    "goodman_kruskal_gamma",
    "goodman_kruskal_lambda",
    "goodman_kruskal_tau",
    "jonckheere_terpstra",
    "kendalls_tau_b",
    "kruskal_wallis",
    "likelihood_ratio",
    "linear_by_linear",
    "magnitude",
    "mean_difference",
    "median",
    "multinomial_shares",
    "net_change",
    "odds_ratio",
    "pairwise",
    "pearson_chi_square",
    "phi",
    "power_two_shares",
    "probability_of_superiority",
    "proportional_odds",
    "residuals",
    "risk_difference",
    "risk_ratio",
    "routed_tests",
    "row_shares",
    "share",
    "share_difference",
    "sign_test",
    "somers_d",
    "stuarts_tau_c",
    "tschuprows_t",
    "uncertainty_coefficient",
    "wilcoxon_mann_whitney",
    "zelen_exact",
]
