"""Several tables of the same kind."""
