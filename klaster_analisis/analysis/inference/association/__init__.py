"""How strongly rows and columns go together."""
