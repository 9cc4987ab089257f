"""Numbers from numbers: no files, no language, no global state."""
