"""The same firms twice."""
