"""Two groups, two answers."""
