"""Run notebooks and write files: the only floor that does either."""
