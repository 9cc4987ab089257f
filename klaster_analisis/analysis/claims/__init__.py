"""What the prose says of the tables, held against the tables: claim by claim, and claims against each other."""

from klaster_analisis.analysis.claims.conflicts import Conflict, Conflicts, claim_conflicts
from klaster_analisis.analysis.claims.ledger import Ledger, LedgerEntry, ReadingVerdict, claim_ledger

__all__ = ["Conflict", "Conflicts", "Ledger", "LedgerEntry", "ReadingVerdict", "claim_conflicts", "claim_ledger"]
