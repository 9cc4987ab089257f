"""How many firms a survey needs."""
