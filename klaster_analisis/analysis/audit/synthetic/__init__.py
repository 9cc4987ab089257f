"""Synthetic printed studies: true data, printed, and errors planted on purpose, to measure what the auditor finds."""
