"""Files into frames: the only floor that opens data."""
